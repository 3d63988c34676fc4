//! Runs tools of others beside ours: schemathesis against the API, and the figures of `docs/benchmarks.md`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::Command;

use crate::{lake_peers, machine};

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

/// The program that reads the served OpenAPI document and sends what it allows and what it forbids; the tests of the
/// web crate run it when they are told where it is.
pub fn schemathesis() -> anyhow::Result<PathBuf> {
    Ok(python(&["schemathesis==4.32.5"])?.with_file_name("schemathesis"))
}

/// Runs the benchmarks of the crates and writes `docs/benchmarks.md`.
pub fn run() -> anyhow::Result<()> {
    let mut page =
        String::from("# Benchmarks\n\nWritten by `cargo bench-peers`. Times are of this machine; read the ratios.\n");
    let machine_line = machine::read(Command::new("sh").args(["-c", "nproc; rustc --version"]))?;
    let _ = writeln!(
        page,
        "\nMachine: {} cores, {}.",
        machine_line.lines().next().unwrap_or("?"),
        machine_line.lines().nth(1).unwrap_or("?")
    );
    let folder = std::env::temp_dir().join(format!("wafa-bench-{}", std::process::id()));
    let shop = folder.display().to_string();
    let runs: [(&str, &str, &str, &[&str]); 3] = [
        (
            "Import of 1,000,000 orders of 100,000 customers into SQLite, full durability",
            "wafa_intake",
            "import_bench",
            &["1000000"],
        ),
        (
            "Pages of the customer list at 1,000,000 customers",
            "wafa_customers",
            "million_customers",
            &[&shop, "1000000"],
        ),
        (
            "The lake: built from 1,000,000 orders, brought up to date after 1,000 more, put together",
            "wafa_analytics",
            "extract_bench",
            &["1000000"],
        ),
    ];
    for (title, package, example, words) in runs {
        println!("{title}");
        let output = machine::read(
            Command::new(env!("CARGO"))
                .args(["run", "--quiet", "--release", "--package", package, "--example", example, "--"])
                .args(words)
                .current_dir(machine::root()),
        )?;
        let _ = write!(page, "\n## {title}\n\n```\n{}\n```\n", output.trim());
    }
    page.push_str(&lake_peers::section()?);
    if folder.is_dir() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::write(machine::root().join("docs/benchmarks.md"), page)?;
    Ok(())
}
