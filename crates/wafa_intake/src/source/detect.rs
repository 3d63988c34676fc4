//! What a file is: its format and the encoding of its text, or a refusal that names what it is instead.
//!
//! The whole file is read once: an encoding seen in the first lines only would be found wrong in the middle of an
//! import.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Format;
use crate::Error;

/// Encodings of text that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum TextEncoding {
    #[serde(rename = "utf-8")]
    Utf8,
    #[serde(rename = "utf-16le")]
    Utf16Le,
    #[serde(rename = "utf-16be")]
    Utf16Be,
    #[serde(rename = "windows-1256")]
    Windows1256,
}

impl TextEncoding {
    pub(crate) const fn encoding(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Windows1256 => WINDOWS_1256,
        }
    }
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
            Self::Windows1256 => "Windows-1256",
        }
    }
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Look {
    pub format: Format,
    pub encoding: TextEncoding,
    /// SHA-256 of its bytes, in hexadecimal.
    pub hash: String,
    pub bytes: u64,
}

/// Looks at a file from beginning to end, copying it on the way when a copy is wanted.
pub(crate) fn look(path: &Path, mut copy: Option<&mut File>) -> Result<Look, Error> {
    let mut file = File::open(path)?;
    let mut census = Census::default();
    let mut digest = Sha256::new();
    let mut head = Vec::new();
    let mut piece = vec![0; 256 * 1024];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut piece)?;
        if read == 0 {
            break;
        }
        let part = piece.get(..read).unwrap_or_default();
        if head.len() < 4096 {
            head.extend_from_slice(part.get(..part.len().min(4096)).unwrap_or_default());
            refuse_by_look(&head)?;
        }
        census.count(part);
        digest.update(part);
        if let Some(copy) = copy.as_mut() {
            copy.write_all(part)?;
        }
        bytes += read as u64;
    }
    let hash = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if bytes == 0 {
        return Err(Error::EmptyFile);
    }
    if head.starts_with(b"PK\x03\x04") {
        return Ok(Look { format: Format::Xlsx, encoding: TextEncoding::Utf8, hash, bytes });
    }
    let encoding = census.encoding(&head)?;
    Ok(Look { format: Format::Csv, encoding, hash, bytes })
}

/// Refuses what its first bytes give away.
fn refuse_by_look(head: &[u8]) -> Result<(), Error> {
    const KNOWN: &[(&[u8], &str)] = &[
        (b"%PDF", "pdf"),
        (b"\x89PNG", "image"),
        (b"\xff\xd8\xff", "image"),
        (b"GIF8", "image"),
        (b"RIFF", "image"),
        (b"BM\x00", "image"),
        (b"\x1f\x8b", "archive"),
        (b"7z\xbc\xaf", "archive"),
        (b"Rar!", "archive"),
        (b"PK\x05\x06", "archive"),
        (b"SQLite format 3", "binary"),
        (b"\x7fELF", "binary"),
        (b"MZ\x90", "binary"),
    ];
    if head.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Error::OldExcel);
    }
    if let Some((_, what)) = KNOWN.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(Error::NotATable { what });
    }
    let text = String::from_utf8_lossy(head.get(..head.len().min(512)).unwrap_or_default()).to_ascii_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let html = ["<!doctype", "<html", "<?xml", "<table", "<head"].iter().any(|tag| text.starts_with(tag));
    if html {
        return Err(Error::NotATable { what: "html" });
    }
    if text.starts_with('{') || text.starts_with('[') {
        return Err(Error::NotATable { what: "json" });
    }
    Ok(())
}

/// Counts what tells encodings apart.
#[derive(Debug, Default)]
struct Census {
    bytes: u64,
    zeros: [u64; 2],
    controls: u64,
    /// Characters of more than one byte that are right in UTF-8.
    wide: u64,
    /// Bytes that UTF-8 does not allow where they stand.
    wrong: u64,
    /// Bytes of an unfinished character at the end of the last piece.
    rest: Vec<u8>,
}

impl Census {
    fn count(&mut self, part: &[u8]) {
        for byte in part {
            let place = usize::from(self.bytes % 2 == 1);
            self.bytes += 1;
            if *byte == 0 {
                if let Some(zeros) = self.zeros.get_mut(place) {
                    *zeros += 1;
                }
            } else if *byte < 32 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | 0x1a) {
                self.controls += 1;
            }
        }
        if part.is_ascii() && self.rest.is_empty() {
            return;
        }
        let mut joined = std::mem::take(&mut self.rest);
        joined.extend_from_slice(part);
        self.count_utf8(&joined);
    }

    fn count_utf8(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let (valid, wrong) = match std::str::from_utf8(bytes) {
                Ok(_) => (bytes.len(), 0),
                Err(error) => match error.error_len() {
                    Some(wrong) => (error.valid_up_to(), wrong),
                    None => {
                        self.rest = bytes.get(error.valid_up_to()..).unwrap_or_default().to_vec();
                        (error.valid_up_to(), 0)
                    }
                },
            };
            let right = bytes.get(..valid).unwrap_or_default();
            self.wide += right.iter().filter(|byte| **byte >= 0xc0).count() as u64;
            self.wrong += wrong as u64;
            if wrong == 0 {
                return;
            }
            bytes = bytes.get(valid + wrong..).unwrap_or_default();
        }
    }

    fn encoding(&self, head: &[u8]) -> Result<TextEncoding, Error> {
        let [even, odd] = self.zeros;
        if head.starts_with(b"\xff\xfe") {
            return Ok(TextEncoding::Utf16Le);
        }
        if head.starts_with(b"\xfe\xff") {
            return Ok(TextEncoding::Utf16Be);
        }
        if odd > self.bytes / 20 && even <= odd / 20 {
            return Ok(TextEncoding::Utf16Le);
        }
        if even > self.bytes / 20 && odd <= even / 20 {
            return Ok(TextEncoding::Utf16Be);
        }
        // A few zero bytes are a fault of a few rows.
        if even + odd > 2 + self.bytes / 1_000 || self.controls * 100 > self.bytes {
            return Err(Error::NotATable { what: "binary" });
        }
        let wrong = self.wrong + self.rest.len() as u64;
        // A few broken bytes in much good UTF-8 are broken bytes; otherwise it is another encoding.
        if wrong * 10 <= self.wide { Ok(TextEncoding::Utf8) } else { Ok(TextEncoding::Windows1256) }
    }
}
