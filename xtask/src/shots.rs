//! Screenshots of every page in three languages, two widths and two themes, to be looked at.

use std::path::Path;

use crate::{browser, machine};

/// Takes them into a folder.
pub fn run(to: &Path, only: Option<&str>) -> anyhow::Result<()> {
    let to = if to.is_absolute() { to.to_path_buf() } else { machine::root().join(to) };
    std::fs::create_dir_all(&to)?;
    browser::with_demo(
        &["shots.mjs"],
        &[("WAFA_SHOTS", to.display().to_string()), ("WAFA_ONLY", only.unwrap_or_default().to_owned())],
    )
}
