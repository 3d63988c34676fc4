//! How fast and how small a pass over the lake is.
//!
//! `cargo run --release -p wafa_analytics --example fold_bench -- 10000000 /tmp/lake` writes a deterministic lake of
//! so many orders (once: a folder that holds it already is used again), and says what the passes over it cost. The
//! first run writes, so read the memory from the second. `wafa bench lake` is the same. Nothing here decides a test.
#![allow(clippy::print_stdout)]

use std::error::Error;
use std::path::PathBuf;

use wafa_analytics::bench;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let rows: u64 = arguments.next().map_or(Ok(1_000_000), |text| text.parse())?;
    let folder = arguments.next().map_or_else(|| std::env::temp_dir().join("wafa-fold-bench"), PathBuf::from);
    bench::make(&folder, rows)?;
    println!("{}", serde_json::to_string_pretty(&bench::measure(&folder)?)?);
    Ok(())
}
