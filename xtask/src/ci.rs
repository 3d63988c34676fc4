//! `cargo ci`: everything a change must pass, in the order in which failures are cheapest to find.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use anyhow::bail;

use crate::{browser, crash, machine, peers, postgres, several, tidy};

type Step = (&'static str, fn() -> anyhow::Result<()>);

const STEPS: &[Step] = &[
    ("format", format),
    ("tidy", tidy::run),
    ("clippy", clippy),
    ("tests", tests),
    ("crash", crash_loop),
    ("several", || several::run(20, 1)),
    ("browser", browser::test),
    ("cluster", cluster),
];

/// Runs all steps, or those named, and ends with one line that counts them.
pub fn run(only: &[String]) -> anyhow::Result<()> {
    if let Some(unknown) = only.iter().find(|name| !STEPS.iter().any(|(step, _)| step == name)) {
        let names: Vec<&str> = STEPS.iter().map(|(step, _)| *step).collect();
        bail!("no step is called {unknown}; there are: {}", names.join(", "));
    }
    let mut passed = 0;
    let mut failed = Vec::new();
    for (name, step) in STEPS.iter().filter(|(name, _)| only.is_empty() || only.iter().any(|wanted| wanted == name)) {
        println!("=== {name}");
        let started = Instant::now();
        match step() {
            Ok(()) => passed += 1,
            Err(error) => {
                println!("{error:#}");
                failed.push(*name);
            }
        }
        println!("=== {name}: {:.0} s", started.elapsed().as_secs_f64());
    }
    println!("steps: {passed} passed, {} failed", failed.len());
    if failed.is_empty() { Ok(()) } else { bail!("failed: {}", failed.join(", ")) }
}

fn cargo(words: &[&str]) -> Command {
    let mut command = machine::cargo();
    command.args(words).current_dir(machine::root());
    command
}

fn format() -> anyhow::Result<()> {
    machine::run(&mut cargo(&["fmt", "--all", "--check"]))
}

fn clippy() -> anyhow::Result<()> {
    let words = ["--workspace", "--exclude", "wafa_cluster", "--all-targets", "--", "-D", "warnings"];
    machine::run(cargo(&["clippy", "--quiet"]).args(words))
}

/// All tests, on SQLite and on a PostgreSQL cluster of their own, with the API against its own document.
fn tests() -> anyhow::Result<()> {
    let cluster = postgres::Cluster::start()?;
    let (schemathesis, tables) = (peers::schemathesis()?, peers::tables()?);
    machine::run(
        cargo(&["test", "--quiet", "--workspace", "--exclude", "wafa_cluster", "--no-fail-fast"])
            .env("WAFA_TEST_PG", &cluster.url)
            .env("WAFA_TEST_PG_CA", &cluster.ca)
            .env("WAFA_SCHEMATHESIS", schemathesis)
            .env("WAFA_TABLES_PYTHON", tables),
    )?;
    // The web app from outside once more, now with every server on PostgreSQL.
    machine::run(
        cargo(&["test", "--quiet", "--package", "wafa_web", "--test", "it", "--no-fail-fast"])
            .env("WAFA_TEST_PG", &cluster.url)
            .env("WAFA_TEST_ENGINE", "postgres"),
    )
}

/// The engine for SQL: its lints, its tests, and the program built with it. Everything in one build with one set of
/// features, because DataFusion takes ten minutes each time: clippy stands in for the compiler instead of checking
/// everything once more.
fn cluster() -> anyhow::Result<()> {
    let driver = Path::new(env!("CARGO")).with_file_name("clippy-driver");
    let both = ["--package", "wafa_cluster", "--package", "wafa", "--features", "wafa/cluster"];
    machine::run(
        cargo(&["test", "--no-fail-fast"])
            .args(both)
            .args(["--lib", "--test", "engine", "--test", "cluster", "--", "--nocapture"])
            .env("RUSTC_WORKSPACE_WRAPPER", driver)
            .env("CLIPPY_ARGS", "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__")
            .env("RUST_TEST_THREADS", "2"),
    )?;
    let program = machine::target().join("debug").join("wafa");
    browser::with_demo_of(&program, &["--test", "sql.test.mjs"], &[("WAFA_ENGINE", "yes".to_owned())])
}

fn crash_loop() -> anyhow::Result<()> {
    let tally = crash::run(100, 1)?;
    if tally.kills < 100 {
        bail!("only {} of 100 kills hit a running process", tally.kills);
    }
    Ok(())
}
