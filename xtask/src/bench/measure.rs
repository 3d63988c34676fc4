//! Runs a program in a process of its own and tells what it cost.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context as _, bail, ensure};
use serde_json::Value;

use crate::machine;

/// What a process cost, and what it said.
#[derive(Debug, Clone)]
pub struct Cost {
    /// Processor time of the process and its children, user and system, in seconds.
    pub cpu_s: f64,
    /// Time it took, in seconds.
    pub wall_s: f64,
    /// Most memory of one process, in megabytes.
    pub rss_mb: f64,
    /// The last line of its standard output as JSON, or all of it; null if it is none.
    pub answer: Value,
    /// Its standard output.
    pub said: String,
}

impl Cost {
    /// A number of the answer.
    pub fn number(&self, key: &str) -> Option<f64> {
        at(&self.answer, key)
    }
}

/// A number of an answer; parts of the path are separated by slashes.
pub fn at(answer: &Value, path: &str) -> Option<f64> {
    answer.pointer(&format!("/{path}")).and_then(Value::as_f64)
}

/// A program and its words.
#[derive(Debug, Clone)]
pub struct Task {
    words: Vec<OsString>,
}

impl Task {
    /// A program without words.
    pub fn new(program: &Path) -> Self {
        Self { words: vec![program.as_os_str().to_owned()] }
    }

    /// A script of `xtask/peers` for the Python of an environment.
    pub fn script(python: &Path, name: &str) -> Self {
        Self::new(python).word(script(name))
    }

    /// Adds a word.
    pub fn word(mut self, word: impl Into<OsString>) -> Self {
        self.words.push(word.into());
        self
    }

    /// Adds words.
    pub fn words(mut self, words: &[&str]) -> Self {
        self.words.extend(words.iter().map(OsString::from));
        self
    }

    /// Runs it once.
    ///
    /// # Errors
    /// When it cannot be run, fails or runs for longer than a quarter of an hour.
    pub fn run(&self) -> anyhow::Result<Cost> {
        let out = std::env::temp_dir().join(format!("wafa-bench-{}.out", std::process::id()));
        let mut command = Command::new("python3");
        command.arg(script("measure.py")).arg(&out).args(&self.words).env("PYTHONDONTWRITEBYTECODE", "1");
        let output = command.stdin(Stdio::null()).output().context("python3 cannot be started")?;
        ensure!(output.status.success(), "the measuring process of {} ended early", shown(&self.words));
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let said = std::fs::read_to_string(&out).context("what a program said")?;
        std::fs::remove_file(&out)?;
        let cost: Value = serde_json::from_str(told.trim()).with_context(|| told.clone())?;
        let number = |key: &str| at(&cost, key).unwrap_or(f64::NAN);
        ensure!(at(&cost, "exit") == Some(0.0), "{}", failure(&self.words, &cost));
        let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default();
        let answer = serde_json::from_str(&said).or_else(|_| serde_json::from_str(last)).unwrap_or(Value::Null);
        Ok(Cost { cpu_s: number("cpu_s"), wall_s: number("wall_s"), rss_mb: number("rss_mb"), answer, said })
    }

    /// Runs it so many times, each in a process of its own: the answer of the quickest, the least of every cost.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub fn best_of(&self, times: u32) -> anyhow::Result<Cost> {
        let mut best: Option<Cost> = None;
        for _ in 0..times.max(1) {
            let cost = self.run()?;
            let inner = |cost: &Cost| cost.number("cpu_s").unwrap_or(cost.cpu_s);
            best = Some(match best {
                None => cost,
                Some(best) => Cost {
                    cpu_s: best.cpu_s.min(cost.cpu_s),
                    wall_s: best.wall_s.min(cost.wall_s),
                    rss_mb: best.rss_mb.min(cost.rss_mb),
                    ..if inner(&cost) < inner(&best) { cost } else { best }
                },
            });
        }
        let Some(best) = best else { bail!("nothing was run") };
        Ok(best)
    }
}

/// The words without the folders of this machine.
fn shown(words: &[OsString]) -> String {
    let plain = |word: &OsString| Path::new(word).file_name().unwrap_or(word).to_string_lossy().into_owned();
    format!("`{}`", words.iter().map(plain).collect::<Vec<_>>().join(" "))
}

fn failure(words: &[OsString], cost: &Value) -> String {
    let error = cost.get("error").and_then(Value::as_str).unwrap_or_default();
    let last = error.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no word of why");
    format!("{} failed: {last}", shown(words))
}

/// A script of `xtask/peers`.
pub fn script(name: &str) -> PathBuf {
    machine::root().join("xtask/peers").join(name)
}

/// Seconds as they are written: three significant digits.
pub fn seconds(value: f64) -> String {
    match value {
        v if !v.is_finite() => "–".to_owned(),
        v if v < 0.001 => format!("{:.2} ms", v * 1e3),
        v if v < 0.1 => format!("{:.1} ms", v * 1e3),
        v if v < 10.0 => format!("{v:.2} s"),
        v => format!("{v:.1} s"),
    }
}

/// How many times less the first is than the second.
pub fn times_less(ours: f64, theirs: f64) -> String {
    // Less than the clock can tell is no number to divide by.
    if ours > 0.0 { format!("{:.1}×", theirs / ours) } else { String::new() }
}
