//! Files between their arrival and their import: `<data>/uploads/<random>.data` with a note `<random>.json` beside it.

use std::io::ErrorKind;
use std::path::PathBuf;

use axum::extract::Multipart;
use axum::extract::multipart::{Field, MultipartError};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use tokio::fs;
use tokio::io::AsyncWriteExt as _;
use wafa_intake::{ImportOptions, Mapping, Preset};
use wafa_kernel::Moment;

use crate::access::token;
use crate::app::App;
use crate::fault::Fault;

/// Uploads nobody imported are removed after this long.
const KEPT_MS: i64 = 24 * 3_600_000;
/// Letters kept of the name of a file.
const NAME_MAX: usize = 120;

/// A file that waits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Upload {
    /// Its random name.
    pub(super) id: String,
    /// What the person calls it.
    pub(super) file_name: String,
    /// Whose export it is.
    pub(super) preset: Preset,
    /// When it came.
    pub(super) made_at: Moment,
    /// How large it is.
    pub(super) bytes: u64,
    /// What its columns mean, once said.
    pub(super) mapping: Option<Mapping>,
    /// What else was said about it.
    pub(super) options: ImportOptions,
}

/// Why a file did not arrive: a code to show on the page, or a fault.
#[derive(Debug)]
pub(super) enum Refusal {
    Said(&'static str),
    Fault(Fault),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<MultipartError> for Refusal {
    fn from(error: MultipartError) -> Self {
        if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::Said("import-too-large")
        } else {
            Self::Said("import-broken-off")
        }
    }
}

fn disk(error: std::io::Error) -> Fault {
    if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::ReadOnlyFilesystem) {
        return Fault::of(StatusCode::SERVICE_UNAVAILABLE, "import.no_room").source(error);
    }
    Fault::internal(error)
}

fn folder(app: &App) -> PathBuf {
    app.config.data.join("uploads")
}

impl Upload {
    /// Where the file lies.
    pub(super) fn path(&self, app: &App) -> PathBuf {
        folder(app).join(format!("{}.data", self.id))
    }

    /// Where the problems of its trial lie.
    pub(super) fn problems_path(&self, app: &App) -> PathBuf {
        folder(app).join(format!("{}.problems", self.id))
    }

    /// Whether a column has a meaning.
    pub(super) fn uses(&self, column: &str) -> bool {
        self.mapping.as_ref().is_some_and(|mapping| mapping.columns.contains_key(column))
    }

    fn note(&self, app: &App) -> PathBuf {
        folder(app).join(format!("{}.json", self.id))
    }

    /// Finds it again. A name that was never given out is not looked for.
    pub(super) async fn find(app: &App, id: &str) -> Result<Self, Fault> {
        let sound = (20..=64).contains(&id.len())
            && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if !sound {
            return Err(Fault::not_found());
        }
        match fs::read(folder(app).join(format!("{id}.json"))).await {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(Fault::internal),
            Err(error) if error.kind() == ErrorKind::NotFound => {
                Err(Fault::of(StatusCode::NOT_FOUND, "import.upload_gone"))
            }
            Err(error) => Err(disk(error)),
        }
    }

    /// Writes down what is known of it.
    pub(super) async fn save(&self, app: &App) -> Result<(), Fault> {
        let bytes = serde_json::to_vec(self).map_err(Fault::internal)?;
        fs::write(self.note(app), bytes).await.map_err(disk)
    }

    /// Removes it; what is gone already is fine.
    pub(super) async fn remove(&self, app: &App) {
        app.trials.forget(&self.id);
        for path in [self.path(app), self.note(app), self.problems_path(app)] {
            if let Err(error) = fs::remove_file(&path).await {
                tracing::debug!(error = %error, path = %path.display(), "an upload could not be removed");
            }
        }
    }

    /// Takes a file in, or a table that was pasted and gets the name given: the form has the preset before either.
    pub(super) async fn receive(app: &App, form: &mut Multipart, pasted: &str) -> Result<Self, Refusal> {
        fs::create_dir_all(folder(app)).await.map_err(disk)?;
        sweep(app).await;
        let mut preset = Preset::Generic;
        while let Some(field) = form.next_field().await? {
            match field.name() {
                Some("preset") => preset = field.text().await?.parse().unwrap_or_default(),
                Some("file") => {
                    let name = shown_name(field.file_name().unwrap_or_default());
                    return Self::store(app, field, preset, name, "import-file-missing").await;
                }
                Some("pasted") => {
                    return Self::store(app, field, preset, pasted.to_owned(), "import-paste-missing").await;
                }
                _ => {}
            }
        }
        Err(Refusal::Said("import-file-missing"))
    }

    async fn store(
        app: &App,
        mut field: Field<'_>,
        preset: Preset,
        file_name: String,
        missing: &'static str,
    ) -> Result<Self, Refusal> {
        let options = ImportOptions { file_name: file_name.clone(), preset, ..ImportOptions::default() };
        let mut upload =
            Self { id: token::fresh(), file_name, preset, made_at: app.now(), bytes: 0, mapping: None, options };
        let mut written = upload.write(app, &mut field).await;
        if written.is_ok() && upload.bytes == 0 {
            written = Err(Refusal::Said(missing));
        }
        if let Err(refusal) = written {
            upload.remove(app).await;
            return Err(refusal);
        }
        upload.save(app).await?;
        Ok(upload)
    }

    async fn write(&mut self, app: &App, field: &mut Field<'_>) -> Result<(), Refusal> {
        let mut file = fs::File::create(self.path(app)).await.map_err(disk)?;
        while let Some(chunk) = field.chunk().await? {
            self.bytes += chunk.len() as u64;
            file.write_all(&chunk).await.map_err(disk)?;
        }
        file.flush().await.map_err(disk)?;
        Ok(())
    }
}

/// The last part of a path, without what does not belong into a line of text.
fn shown_name(sent: &str) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    let hidden = |letter: &char| {
        letter.is_control()
            || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let name: String = last.chars().filter(|letter| !hidden(letter)).take(NAME_MAX).collect();
    if name.trim().is_empty() { "file".to_owned() } else { name.trim().to_owned() }
}

/// Removes what nobody imported.
async fn sweep(app: &App) {
    let Ok(mut entries) = fs::read_dir(folder(app)).await else { return };
    while let Ok(Some(entry)) = entries.next_entry().await {
        let name = entry.file_name();
        let Some(id) = name.to_str().and_then(|name| name.strip_suffix(".json")) else { continue };
        if let Ok(upload) = Upload::find(app, id).await
            && app.now().ms() - upload.made_at.ms() > KEPT_MS
        {
            upload.remove(app).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shown_name;

    #[test]
    fn names_of_files_are_only_names() {
        assert_eq!(shown_name("C:\\Users\\me\\سفارش‌ها.csv"), "سفارش‌ها.csv");
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("a\u{202e}vsc.exe\n"), "avsc.exe");
        assert_eq!(shown_name("/"), "file");
    }
}
