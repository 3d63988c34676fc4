//! Runs tools of others beside ours: schemathesis against the API, and the figures of `docs/benchmarks.md`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use anyhow::Context;

use crate::program::{self, Server};
use crate::machine;

/// A Python environment of its own with pinned packages.
fn python(packages: &[&str]) -> anyhow::Result<PathBuf> {
    if !machine::has("python3") {
        machine::need_packages("the API tests", &["python3", "python3-venv"])?;
    }
    let folder = machine::target().join("wafa-python");
    let python = folder.join("bin/python");
    if !python.is_file() {
        let made = Command::new("python3").args(["-m", "venv"]).arg(&folder).status()?;
        if !made.success() {
            machine::need_packages("the API tests", &["python3-venv"])?;
            machine::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        }
    }
    machine::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages))?;
    Ok(python)
}

/// Reads the served OpenAPI document and sends what it allows and what it forbids; every answer must fit it.
pub fn schemathesis() -> anyhow::Result<()> {
    let python = python(&["schemathesis==4.32.5"])?;
    let program = program::build()?;
    let data = std::env::temp_dir().join(format!("wafa-api-{}", std::process::id()));
    std::fs::create_dir_all(&data)?;
    let db = format!("sqlite:{}", data.join("wafa.sqlite").display());
    let scopes = "customers:read,customers:write,orders:read,orders:write,events:read,insights:read";
    let key = machine::read(Command::new(&program).args(["key", "create", "--db", &db, "--name", "schemathesis", "--scopes", scopes, "--json"]))?;
    let key: serde_json::Value = serde_json::from_str(&key)?;
    let token = key.get("token").and_then(serde_json::Value::as_str).context("no token")?;
    let folder = data.display().to_string();
    let server = Server::start(&program, &["serve", "--db", &db, "--data", &folder, "--listen", "127.0.0.1:0", "--api-rate", "100000"])?;
    let outcome = machine::run(
        Command::new(python.with_file_name("schemathesis"))
            .args(["run", &format!("{}/api/openapi.json", server.address), "--max-examples", "15", "--seed", "1", "--workers", "2"])
            .args(["--header", &format!("Authorization: Bearer {token}")])
            .current_dir(&data),
    );
    drop(server);
    std::fs::remove_dir_all(&data)?;
    outcome
}

/// Runs the benchmarks of the crates and writes `docs/benchmarks.md`.
pub fn run() -> anyhow::Result<()> {
    let mut page = String::from("# Benchmarks\n\nWritten by `cargo bench-peers`. Times are of this machine; read the ratios.\n");
    let machine_line = machine::read(Command::new("sh").args(["-c", "nproc; rustc --version"]))?;
    let _ = writeln!(page, "\nMachine: {} cores, {}.", machine_line.lines().next().unwrap_or("?"), machine_line.lines().nth(1).unwrap_or("?"));
    for (title, package, example, words) in [
        ("Import of 1,000,000 orders of 100,000 customers into SQLite, full durability", "wafa_intake", "import_bench", "1000000"),
        ("All figures over 10,000,000 orders", "wafa_analytics", "fold_bench", "10000000"),
    ] {
        println!("{title}");
        let output = machine::read(
            Command::new(env!("CARGO"))
                .args(["run", "--quiet", "--release", "--package", package, "--example", example, "--", words])
                .current_dir(machine::root()),
        )?;
        let _ = write!(page, "\n## {title}\n\n```\n{}\n```\n", output.trim());
    }
    std::fs::write(machine::root().join("docs/benchmarks.md"), page)?;
    Ok(())
}
