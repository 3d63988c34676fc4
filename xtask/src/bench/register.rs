//! Pages of the customer list at a million customers.

use super::Bench;
use super::measure::Task;
use super::page::Section;

/// The questions of the list, their median and 95th percentile.
///
/// # Errors
/// When the register cannot be made.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let customers = bench.size(1_000_000);
    let mut section = Section::new(&format!("Pages of the customer list at {customers} customers"));
    section.text.push("`cargo run --release -p wafa_customers --example million_customers`; milliseconds.".to_owned());
    let program = bench.example("wafa_customers", "million_customers")?;
    let folder = bench.file("register");
    std::fs::create_dir_all(&folder)?;
    let cost = Task::new(&program).word(&folder).word(customers.to_string()).run()?;
    section.listing = Some(cost.said);
    std::fs::remove_dir_all(&folder)?;
    Ok(section)
}
