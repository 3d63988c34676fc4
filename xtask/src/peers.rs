//! Runs tools of others against ours: schemathesis against the API, DuckDB and polars on the lake.

use std::path::PathBuf;
use std::process::Command;

use crate::machine;

/// A Python environment of its own with pinned packages.
pub fn python(packages: &[&str]) -> anyhow::Result<PathBuf> {
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
    machine::run(
        Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages),
    )?;
    Ok(python)
}

/// A Python that reads the lake; the tests of the program run it when they are told where it is.
pub fn tables() -> anyhow::Result<PathBuf> {
    python(&["duckdb==2.0.0", "polars==2.1.0"])
}

/// The program that reads the served OpenAPI document and sends what it allows and what it forbids; the tests of the
/// web crate run it when they are told where it is.
pub fn schemathesis() -> anyhow::Result<PathBuf> {
    Ok(python(&["schemathesis==4.32.5"])?.with_file_name("schemathesis"))
}
