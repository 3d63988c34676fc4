//! The program under test: built once, started on a free port, killed or stopped.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

use crate::machine;

/// Builds the program in the development profile and says where it is.
pub fn build() -> anyhow::Result<PathBuf> {
    machine::run(machine::cargo().args(["build", "--package", "wafa"]).current_dir(machine::root()))?;
    Ok(machine::target().join("debug").join("wafa"))
}

/// A running `wafa serve` or `wafa demo`.
pub struct Server {
    child: Child,
    /// `http://127.0.0.1:PORT`
    pub address: String,
    /// One-time sign-in link, when one was printed.
    pub link: Option<String>,
}

impl Server {
    /// Starts the program and waits until it prints its address; `words` come after the program's name.
    pub fn start(program: &Path, words: &[&str]) -> anyhow::Result<Self> {
        let mut child = Command::new(program)
            .args(words)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let out = child.stdout.take().context("no standard output")?;
        let mut address = None;
        let mut link = None;
        let mut lines = BufReader::new(out).lines();
        for line in lines.by_ref() {
            let line = line?;
            for word in line.split_whitespace().filter(|word| word.starts_with("http://")) {
                if word.contains("/link/") || word.contains("/first-run/") {
                    link = Some(word.to_owned());
                } else {
                    address = Some(word.trim_end_matches('/').to_owned());
                }
            }
            if line.contains("ready") {
                break;
            }
        }
        let Some(address) = address else {
            let status = child.wait()?;
            bail!("{} {} ended without an address: {status}", program.display(), words.join(" "));
        };
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, address, link })
    }

    /// Kills the process at once, as a power cut would (SIGKILL).
    pub fn kill(&mut self) -> anyhow::Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
