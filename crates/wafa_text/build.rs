//! Embeds every text file of `locales/<language>/` so that the program carries its words with it.

#![allow(clippy::print_stdout)] // cargo reads the instructions of a build script from its standard output

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let crate_dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let locales = crate_dir.join("..").join("..").join("locales").canonicalize()?;
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("texts.rs");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", locales.display());
    let mut code = String::from("pub(crate) const TEXTS: &[(&str, &str, &str)] = &[\n");
    for language in ["fa", "ar", "en"] {
        let folder = locales.join(language);
        println!("cargo::rerun-if-changed={}", folder.display());
        for file in text_files(&folder)? {
            println!("cargo::rerun-if-changed={}", file.display());
            let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            writeln!(code, "    ({language:?}, {name:?}, include_str!({:?})),", file.display().to_string())
                .map_err(io::Error::other)?;
        }
    }
    code.push_str("];\n");
    fs::write(out, code)
}

/// The `.ftl` files of one language, in the order of their names.
fn text_files(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "ftl") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
