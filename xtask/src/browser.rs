//! Browser tests: a real server, a real Chromium, three languages. The tests themselves are in `web/tests`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::machine;
use crate::program::{self, Server};

/// Chromium's path, installed if missing.
pub fn chromium() -> anyhow::Result<PathBuf> {
    if !machine::has("chromium") {
        machine::need_packages("the browser tests", &["chromium", "fonts-noto-core"])?;
    }
    Ok(PathBuf::from("/usr/bin/chromium"))
}

/// The folder with the packages of `web/package.json`, installed if missing.
pub fn node_modules() -> anyhow::Result<PathBuf> {
    if !machine::has("node") {
        machine::need_packages("the browser tests", &["nodejs", "npm"])?;
    }
    let web = machine::root().join("web");
    let folder = machine::target().join("wafa-web-tests");
    std::fs::create_dir_all(&folder)?;
    for name in ["package.json", "package-lock.json"] {
        std::fs::copy(web.join(name), folder.join(name)).with_context(|| format!("web/{name}"))?;
    }
    if !folder.join("node_modules/playwright-core").is_dir() {
        machine::run(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
                .current_dir(&folder),
        )?;
    }
    Ok(folder.join("node_modules"))
}

/// Runs one script of `web/tests` against a demo shop of its own.
pub fn with_demo(script: &[&str], extra: &[(&str, String)]) -> anyhow::Result<()> {
    with_demo_of(&program::build()?, script, extra)
}

/// The same with a program that is there already.
pub fn with_demo_of(program: &Path, script: &[&str], extra: &[(&str, String)]) -> anyhow::Result<()> {
    let chromium = chromium()?;
    let modules = node_modules()?;
    let data = std::env::temp_dir().join(format!("wafa-browser-{}", std::process::id()));
    std::fs::create_dir_all(&data)?;
    let folder = data.display().to_string();
    let server = Server::start(program, &["demo", "--data", &folder, "--listen", "127.0.0.1:0"])?;
    let link = server.link.clone().context("the demo printed no sign-in link")?;
    let outcome = machine::run(
        Command::new("node")
            .args(script)
            .current_dir(machine::root().join("web/tests"))
            .env("WAFA_URL", &server.address)
            .env("WAFA_LINK", link)
            .env("WAFA_PROGRAM", program)
            .env("WAFA_DATA", &folder)
            .env("WAFA_DB", format!("sqlite:{folder}/wafa.sqlite"))
            .env("WAFA_MODULES", &modules)
            .env("WAFA_CHROMIUM", chromium)
            .envs(extra.iter().map(|(name, value)| (*name, value.as_str()))),
    );
    drop(server);
    std::fs::remove_dir_all(&data)?;
    outcome
}

/// The tests of `web/tests`.
pub fn test() -> anyhow::Result<()> {
    with_demo(&["--test", "--test-concurrency=1", "--test-reporter=spec", "."], &[])
}
