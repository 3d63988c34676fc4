//! `wafa routes`: every address of the app with what it needs.

use super::{say, say_json};

/// Prints the register of routes.
pub fn run(json: bool) -> anyhow::Result<()> {
    let routes = wafa_web::routes();
    if json {
        return say_json(&routes);
    }
    for route in routes {
        say(&format!("{:<6} {:<48} {}", route.method, route.path, route.action))?;
    }
    Ok(())
}
