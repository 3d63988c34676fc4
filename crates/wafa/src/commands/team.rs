//! `wafa key` and `wafa link`: what whoever can start the program may hand out.

use serde::Serialize;
use wafa_kernel::policy::Policy;
use wafa_web::access::{self, keys};

use super::{say, say_json};
use crate::config::Config;
use crate::shop;

#[derive(Serialize)]
struct Made {
    id: wafa_kernel::ApiKeyId,
    token: String,
    scopes: Vec<String>,
}

/// Makes an API key and prints it, this once.
pub async fn key(config: Config, name: &str, scopes: Vec<String>, json: bool) -> anyhow::Result<()> {
    let app = shop::open(&config).await?;
    let made = keys::make(&app.db, &Policy::system("cli"), name, &scopes).await?;
    if json {
        return say_json(&Made { id: made.id, token: made.secret, scopes });
    }
    say(&made.secret)
}

/// Prints a link that signs a member in once.
pub async fn link(config: Config, email: &str) -> anyhow::Result<()> {
    let app = shop::open_existing(&config).await?;
    say(&access::sign_in_link(&app, email).await?)
}
