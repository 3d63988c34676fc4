//! One spelling for the letters of written dates.

use std::borrow::Cow;

use crate::fold::{digit, is_invisible};

/// ASCII digits, lower case, Persian forms of letters, no marks, single spaces.
pub(super) fn fold(text: &str) -> Cow<'_, str> {
    let plain = |b: u8| b.is_ascii_digit() || b.is_ascii_lowercase() || matches!(b, b'-' | b'/' | b':' | b'.' | b'+');
    if text.bytes().all(plain) {
        return Cow::Borrowed(text);
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(c) = letter(c)
            && !(c == ' ' && (folded.is_empty() || folded.ends_with(' ')))
        {
            folded.push(c);
        }
    }
    Cow::Owned(folded)
}

fn letter(c: char) -> Option<char> {
    if c.is_ascii_graphic() {
        return Some(c.to_ascii_lowercase());
    }
    if let Some(digit) = digit(c) {
        return Some(digit);
    }
    Some(match c {
        _ if is_invisible(c) => return None,
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}' => return None,
        'ي' | 'ى' | 'ئ' => 'ی',
        'ك' => 'ک',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ة' | 'ۀ' => 'ه',
        'ؤ' => 'و',
        '،' | '؛' => ',',
        '٫' => '.',
        '−' | '–' | '‐' | '‑' => '-',
        '\u{2044}' | '\u{2215}' | '\u{60d}' => '/',
        _ if c.is_whitespace() => ' ',
        _ => c,
    })
}
