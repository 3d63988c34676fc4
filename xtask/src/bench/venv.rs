//! Throw-away Python environments with the peers, versions pinned in `xtask/peers/requirements`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Context as _;

use crate::machine;

/// An environment; packages that do not go together have one each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Venv {
    /// lifetimes, which needs an older NumPy.
    Lifetimes,
    /// PyMC-Marketing.
    Pymc,
    /// DuckDB, polars, pandas, scikit-learn, LightGBM, implicit, scikit-uplift.
    Tables,
}

impl Venv {
    fn name(self) -> &'static str {
        match self {
            Self::Lifetimes => "lifetimes",
            Self::Pymc => "pymc",
            Self::Tables => "tables",
        }
    }

    /// The Python of the environment, made and filled first if that is needed.
    ///
    /// # Errors
    /// When a package cannot be had.
    pub fn python(self) -> anyhow::Result<PathBuf> {
        let wanted = machine::root().join("xtask/peers/requirements").join(format!("{}.txt", self.name()));
        let text = std::fs::read_to_string(&wanted).context("the versions of the peers")?;
        let folder = machine::target().join("wafa-bench").join(format!("venv-{}", self.name()));
        let (python, stamp) = (folder.join("bin/python"), folder.join("wafa-requirements.txt"));
        if python.is_file() && std::fs::read_to_string(&stamp).is_ok_and(|made| made == text) {
            return Ok(python);
        }
        println!("  an environment with {} …", text.lines().next().unwrap_or_default());
        let interpreter = if self == Self::Pymc { newest_python() } else { PathBuf::from("python3") };
        machine::read(Command::new(interpreter).args(["-m", "venv", "--clear"]).arg(&folder))?;
        let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
        machine::read(Command::new(&python).args(pip).arg(&wanted))?;
        std::fs::write(&stamp, text)?;
        Ok(python)
    }
}

/// A Python of 3.12 or 3.13 if there is one, else the one there is.
fn newest_python() -> PathBuf {
    let beside = std::env::var_os("PYENV_ROOT")
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".pyenv")));
    let installed = beside.map(|root| root.join("versions")).into_iter();
    let folders = installed.flat_map(|root| std::fs::read_dir(root).into_iter().flatten().flatten());
    let bins = folders.map(|entry| entry.path().join("bin"));
    let on_path = std::env::var_os("PATH").unwrap_or_default();
    let places: Vec<PathBuf> = bins.chain(std::env::split_paths(&on_path)).collect();
    let works = |python: &PathBuf| {
        let asked = Command::new(python).args(["-c", "import sys, venv; print(sys.version_info >= (3, 12))"]).output();
        asked.is_ok_and(|output| output.stdout.starts_with(b"True"))
    };
    let named = ["python3.12", "python3.13"].into_iter();
    named
        .flat_map(|name| places.iter().map(move |folder| folder.join(name)))
        .filter(|python| python.is_file())
        .find(works)
        .unwrap_or_else(|| PathBuf::from("python3"))
}

/// The unpacked files of a Debian package, downloaded without being installed.
///
/// # Errors
/// When there is no apt, or no such package.
pub fn debian(package: &str) -> anyhow::Result<PathBuf> {
    let folder = machine::target().join("wafa-bench").join(format!("deb-{package}"));
    if folder.join("usr").is_dir() {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder)?;
    let download = || machine::read(Command::new("apt-get").args(["download", package]).current_dir(&folder));
    if download().is_err() {
        machine::read(Command::new("apt-get").arg("update"))?;
        download()?;
    }
    let found = std::fs::read_dir(&folder)?.flatten().map(|entry| entry.path());
    let file = found.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "deb"));
    machine::read(Command::new("dpkg-deb").arg("-x").arg(file.context("no package came")?).arg(&folder))?;
    Ok(folder)
}
