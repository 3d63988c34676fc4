//! Folding of what people type: native digits to ASCII, and numbers in any dress to one plain form.
//!
//! Called once per cell of an import: plain ASCII goes through without work beyond one scan.

use std::borrow::Cow;

mod decimal;

pub use decimal::decimal;

/// Maps Persian ۰–۹ and Arabic ٠–٩ digits to 0–9 and leaves the rest alone.
#[must_use]
pub fn digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(|c| !c.is_ascii() && digit(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| digit(c).unwrap_or(c)).collect())
}

/// The ASCII digit of a Persian, Arabic, full-width or ASCII digit.
pub(crate) fn digit(c: char) -> Option<char> {
    let zero = match c {
        '0'..='9' => return Some(c),
        '\u{6f0}'..='\u{6f9}' => 0x6f0,
        '\u{660}'..='\u{669}' => 0x660,
        '\u{ff10}'..='\u{ff19}' => 0xff10,
        _ => return None,
    };
    char::from_digit(u32::from(c) - zero, 10)
}

/// Marks that steer the direction of writing or mean nothing visible: bidi controls, joiners, byte order mark.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{ad}'
    )
}

#[cfg(test)]
mod tests;
