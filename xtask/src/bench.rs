//! `cargo bench-peers`: Wafa beside the tools it replaces, on the same data and in the same run; writes
//! `docs/benchmarks.md`.
//!
//! Every measurement is a process of its own. A part that fails says so in the document and the others go on. Parts
//! that were not asked for stand in the document as they were measured last. Nothing measured here decides a test.

mod btyd;
mod churn;
mod crashes;
mod holdout;
mod importing;
mod lake;
mod measure;
mod offers;
mod page;
mod register;
mod uplift;
mod venv;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use anyhow::{Context as _, bail};

use crate::machine;
use page::Section;
use venv::Venv;

/// What was asked for.
#[derive(Debug, Clone)]
pub struct Options {
    /// Only these parts.
    pub only: Vec<String>,
    /// Small data, once each; the document is left as it is.
    pub quick: bool,
    /// A folder with data sets that no package ships: groceries.csv, with one basket a line.
    pub data: Option<PathBuf>,
    /// The lake of 100,000,000 orders as well.
    pub huge: bool,
    /// Release programs that are there are taken as they are.
    pub built: bool,
}

/// A part: its name, and what measures it.
type Part = (&'static str, fn(&Bench) -> anyhow::Result<Section>);

/// All parts in the order of the document.
const PARTS: [Part; 10] = [
    ("models", btyd::section),
    ("holdout", holdout::section),
    ("lake", lake::section),
    ("growth", lake::growth),
    ("churn", churn::section),
    ("offers", offers::section),
    ("uplift", uplift::section),
    ("import", importing::section),
    ("customers", register::section),
    ("crash", crashes::section),
];

/// What all parts share.
pub struct Bench {
    options: Options,
    folder: PathBuf,
}

impl Bench {
    /// Times a measurement is repeated.
    fn times(&self) -> u32 {
        if self.options.quick { 1 } else { 3 }
    }

    /// A tenth of the size when time is short.
    fn size(&self, full: u64) -> u64 {
        if self.options.quick { full / 10 } else { full }
    }

    /// A file or folder of this run.
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The program, built for release.
    fn program(&self) -> anyhow::Result<PathBuf> {
        self.build(&["--package", "wafa"], "release/wafa")
    }

    /// Wafa's side of the models.
    fn models(&self) -> anyhow::Result<PathBuf> {
        let words = ["--package", "wafa_models", "--features", "boosting", "--example", "peers"];
        self.build(&words, "release/examples/peers")
    }

    /// An example of a crate.
    fn example(&self, package: &str, name: &str) -> anyhow::Result<PathBuf> {
        self.build(&["--package", package, "--example", name], &format!("release/examples/{name}"))
    }

    fn build(&self, words: &[&str], program: &str) -> anyhow::Result<PathBuf> {
        let program = machine::target().join(program);
        if !(self.options.built && program.is_file()) {
            let mut command = machine::cargo();
            command.args(["build", "--release", "--quiet"]).args(words).current_dir(machine::root());
            machine::read(&mut command)?;
        }
        Ok(program)
    }

    /// All purchases of CDNOW, as the package lifetimes ships them.
    fn cdnow(&self) -> anyhow::Result<PathBuf> {
        let file = self.file("cdnow.csv");
        if !file.is_file() {
            let python = Venv::Lifetimes.python()?;
            measure::Task::script(&python, "datasets.py").word("cdnow").word(&file).run()?;
        }
        Ok(file)
    }
}

/// Measures the parts that were asked for and writes the document.
///
/// # Errors
/// When there is no such part, or the document cannot be written.
pub fn run(options: Options) -> anyhow::Result<()> {
    if let Some(odd) = options.only.iter().find(|name| !PARTS.iter().any(|(own, _)| own == name)) {
        let known: Vec<&str> = PARTS.iter().map(|(name, _)| *name).collect();
        bail!("there is no part {odd}; there are {}", known.join(", "));
    }
    let folder = std::env::temp_dir().join(format!("wafa-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let kept = machine::target().join("wafa-bench").join(if options.quick { "quick" } else { "parts" });
    std::fs::create_dir_all(&kept)?;
    let bench = Bench { options, folder };
    for (name, part) in PARTS {
        if !bench.options.only.is_empty() && !bench.options.only.iter().any(|own| own == name) {
            continue;
        }
        println!("{name}");
        let (begun, load) = (Instant::now(), load());
        let mut section = part(&bench).unwrap_or_else(|error| {
            let mut section = Section::new(name);
            section.or_missing::<()>("the whole part", Err(error));
            section
        });
        section.took_s = begun.elapsed().as_secs_f64();
        section.measured = format!("{} on {}, load average {load} before", now(), revision());
        std::fs::write(kept.join(format!("{name}.json")), serde_json::to_string_pretty(&section)?)?;
    }
    std::fs::remove_dir_all(&bench.folder)?;
    let sections: Vec<Section> = PARTS.iter().filter_map(|(name, _)| read(&kept, name)).collect();
    let out = if bench.options.quick { kept.join("benchmarks.md") } else { machine::root().join("docs/benchmarks.md") };
    std::fs::write(&out, document(&sections)).with_context(|| out.display().to_string())?;
    println!("written: {}", out.display());
    Ok(())
}

fn read(kept: &Path, name: &str) -> Option<Section> {
    serde_json::from_str(&std::fs::read_to_string(kept.join(format!("{name}.json"))).ok()?).ok()
}

fn document(sections: &[Section]) -> String {
    let mut page = String::from(
        "# Benchmarks\n\nWritten by `cargo bench-peers`; nothing here is typed by hand. `cargo bench-peers --only \
         NAME,…` measures some parts anew and leaves the others as they were measured last; `--huge` adds the lake of \
         100,000,000 orders. The peers are installed from PyPI into environments of their own, versions pinned in \
         `xtask/peers/requirements`. Both sides are measured in the same run. Read the processor time: wall time \
         depends on what else the machine does. Each measurement is a process of its own; where a figure is the best \
         of several, it says of how many.\n\n",
    );
    page.push_str(&format!("{}\n\n## Targets\n\n", machine_line()));
    page::targets(sections, &mut page);
    for section in sections {
        section.write(&mut page);
    }
    format!("{}\n", page.trim_end())
}

fn machine_line() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = cpu.lines().find(|line| line.starts_with("model name")).and_then(|line| line.split(": ").nth(1));
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let memory = std::fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kb = memory.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or(f64::NAN);
    let said = |program: &str, word: &str| machine::read(Command::new(program).arg(word)).unwrap_or_default();
    let size = std::fs::metadata(machine::target().join("release/wafa")).map_or(f64::NAN, |file| file.len() as f64);
    format!(
        "Machine: {cores} cores ({}), {:.0} GB, Linux {}; {}; the release program is {:.1} MB.",
        named.unwrap_or("unknown"),
        kb / 1_048_576.0,
        said("uname", "-r").trim(),
        said("rustc", "--version").trim(),
        size / 1e6
    )
}

fn load() -> String {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or("?").to_owned()
}

fn now() -> String {
    machine::read(Command::new("date").args(["-u", "+%Y-%m-%d %H:%M UTC"])).unwrap_or_default().trim().to_owned()
}

fn revision() -> String {
    let mut git = Command::new("git");
    git.args(["rev-parse", "--short", "HEAD"]).current_dir(machine::root());
    machine::read(&mut git).map_or_else(|_| "an unknown revision".to_owned(), |text| text.trim().to_owned())
}
