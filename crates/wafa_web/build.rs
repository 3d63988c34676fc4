//! Gathers what the browser needs into `$OUT_DIR/assets`: named files of the npm packages in `web/package-lock.json`
//! and our own style sheets, modules and icons. The crate embeds that folder.
//!
//! `npm ci` runs once for each lock file, into `target/wafa-npm/<hash>`; `WAFA_NODE_MODULES` names a `node_modules`
//! folder to use instead, for builds without a network.

#![allow(clippy::print_stdout)] // cargo reads the instructions of a build script from its standard output

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs, io};

/// (file of a package, name it is served under).
const VENDORED: &[(&str, &str)] = &[
    ("htmx.org/dist/htmx.min.js", "htmx.js"),
    ("htmx.org/dist/ext/hx-sse.min.js", "hx-sse.js"),
    ("echarts/dist/echarts.esm.min.mjs", "echarts.js"),
    ("@fontsource-variable/vazirmatn/files/vazirmatn-arabic-wght-normal.woff2", "vazirmatn-arabic.woff2"),
    ("@fontsource-variable/vazirmatn/files/vazirmatn-latin-wght-normal.woff2", "vazirmatn-latin.woff2"),
    ("@fontsource-variable/vazirmatn/files/vazirmatn-latin-ext-wght-normal.woff2", "vazirmatn-latin-ext.woff2"),
];

/// Style sheets in the order of the cascade; those of single pages follow by name, and paper comes last.
const STYLES: &[&str] = &["tokens", "fonts", "base", "tones", "sizes", "shell", "card", "form", "list", "chart"];
const LAST_STYLE: &str = "print";

fn main() -> io::Result<()> {
    let crate_dir = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = crate_dir.join("..").join("..").canonicalize()?;
    let web = root.join("web");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("assets");
    fs::create_dir_all(&out)?;
    println!("cargo::rerun-if-env-changed=WAFA_NODE_MODULES");
    for watched in ["package-lock.json", "package.json", "icons.svg", "css", "js", "icon.svg"] {
        println!("cargo::rerun-if-changed={}", web.join(watched).display());
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=templates");
    let modules = node_modules(&root, &web)?;
    for (from, to) in VENDORED {
        let bytes = read(&modules.join(from))?;
        write_if_new(&out.join(to), &without_source_map(&bytes))?;
    }
    write_if_new(&out.join("app.css"), style_sheet(&web.join("css"))?.as_bytes())?;
    write_if_new(&out.join("icon.svg"), &read(&web.join("icon.svg"))?)?;
    for entry in fs::read_dir(web.join("js"))? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|end| end == "js")) {
            write_if_new(&out.join(name), &read(&path)?)?;
        }
    }
    Ok(())
}

/// All style sheets as one.
fn style_sheet(folder: &Path) -> io::Result<String> {
    let mut pages = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let shared = name == LAST_STYLE || STYLES.contains(&name.as_str());
        if !shared && path.extension().is_some_and(|end| end == "css") {
            pages.push(name);
        }
    }
    pages.sort();
    let shared = STYLES.iter().map(|name| (*name).to_owned());
    let mut css = String::new();
    for name in shared.chain(pages).chain([LAST_STYLE.to_owned()]) {
        css.push_str(&fs::read_to_string(folder.join(format!("{name}.css")))?);
    }
    Ok(css)
}

/// The folder of the npm packages, installed when it is not there yet.
fn node_modules(root: &Path, web: &Path) -> io::Result<PathBuf> {
    if let Some(given) = env::var_os("WAFA_NODE_MODULES") {
        return Ok(PathBuf::from(given));
    }
    let lock = read(&web.join("package-lock.json"))?;
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    let home = target.join("wafa-npm").join(format!("{:016x}", fnv1a(&lock)));
    let done = home.join("installed");
    if !done.exists() {
        fs::create_dir_all(&home)?;
        fs::copy(web.join("package.json"), home.join("package.json"))?;
        fs::copy(web.join("package-lock.json"), home.join("package-lock.json"))?;
        let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
        let status = Command::new(npm)
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"])
            .current_dir(&home)
            .status()
            .map_err(|error| {
                io::Error::other(format!(
                    "npm cannot be started ({error}): install Node.js 20 or later with npm, or set WAFA_NODE_MODULES"
                ))
            })?;
        if !status.success() {
            return Err(io::Error::other(format!("npm ci failed in {}: see its message above", home.display())));
        }
        fs::write(done, "")?;
    }
    Ok(home.join("node_modules"))
}

fn read(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path).map_err(|error| io::Error::other(format!("{}: {error}", path.display())))
}

/// The maps are not served, so the hint that they exist would only make browsers ask in vain.
fn without_source_map(bytes: &[u8]) -> Vec<u8> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text
            .lines()
            .filter(|line| !line.starts_with("//# sourceMappingURL="))
            .collect::<Vec<_>>()
            .join("\n")
            .into_bytes(),
        Err(_) => bytes.to_vec(),
    }
}

/// Leaves an unchanged file alone, so that its time does not wake the build.
fn write_if_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) { Ok(()) } else { fs::write(path, bytes) }
}

/// FNV-1a, 64 bits: names a cache folder, nothing more.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}
