//! Reading a number in any dress: native digits, any separators, signs, brackets and currency words.

use super::{digit, is_invisible};

/// What surrounds an amount and says nothing about its size. Longer words first where one begins another.
const UNITS: &[&str] = &[
    "تومان",
    "تومن",
    "ریال",
    "ريال",
    "ر.س.",
    "ر.س",
    "د.إ.",
    "د.إ",
    "د.ك.",
    "د.ك",
    "د.ب.",
    "د.ب",
    "ر.ق.",
    "ر.ق",
    "ر.ع.",
    "ر.ع",
    "د.أ.",
    "د.أ",
    "د.ع.",
    "د.ع",
    "د.م.",
    "د.م",
    "د.ج.",
    "د.ج",
    "د.ت.",
    "د.ت",
    "د.ل.",
    "د.ل",
    "ج.م.",
    "ج.م",
    "ل.ل.",
    "ل.ل",
    "ل.س.",
    "ل.س",
    "درهم",
    "دينار",
    "دینار",
    "جنيه",
    "جنیه",
    "ليرة",
    "لیره",
    "دولار",
    "دلار",
    "يورو",
    "یورو",
    "افغانی",
    "أفغاني",
    "سعودي",
    "إماراتي",
    "كويتي",
    "مصري",
    "عماني",
    "قطري",
    "بحريني",
    "أردني",
    "عراقي",
    "ت",
    "toman",
    "tomans",
    "tmn",
    "rials",
    "rial",
    "riyals",
    "riyal",
    "dirhams",
    "dirham",
    "dinars",
    "dinar",
    "irr",
    "irt",
    "sar",
    "aed",
    "usd",
    "eur",
    "gbp",
    "try",
    "afn",
    "iqd",
    "kwd",
    "bhd",
    "omr",
    "qar",
    "jod",
    "egp",
    "mad",
    "dzd",
    "tnd",
    "lyd",
    "lbp",
    "syp",
    "yer",
    "sdg",
    "sr",
    "us$",
    "us",
    "﷼",
    "$",
    "€",
    "£",
    "¥",
    "₺",
    "₹",
];

/// Reads a number and writes it plainly: ASCII digits, `.` before the fraction, `-` in front when negative, no
/// leading zeros. `None` when the text is not one number.
///
/// Separators: «٫» always begins the fraction, «٬», apostrophes and spaces always group. Of `.` and `,` (also «،»)
/// the last to appear begins the fraction when both are there; a comma alone groups when it stands before exactly
/// three digits (`1,234`), otherwise it begins the fraction (`12,5`); a dot alone begins the fraction, several
/// group. Brackets and a trailing minus mean negative, as accounting programs write.
#[must_use]
pub fn decimal(text: &str) -> Option<String> {
    if let Some(plain) = plain(text) {
        return Some(plain);
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match digit(c) {
            Some(digit) => folded.push(digit),
            None => match c {
                _ if is_invisible(c) => {}
                '−' | '–' | '—' | '‒' | '﹣' | '－' => folded.push('-'),
                '،' | '，' => folded.push(','),
                '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' => folded.push(' '),
                '’' | '٬' | '‘' | '´' => folded.push('\''),
                _ => folded.push(c),
            },
        }
    }
    let (negative, body) = strip(&folded)?;
    read_body(body, negative)
}

/// Already plain ASCII: the common cell.
fn plain(text: &str) -> Option<String> {
    let text = text.trim_ascii();
    let digits = text.strip_prefix('-').unwrap_or(text);
    let first = digits.bytes().next()?;
    let leading_zero = first == b'0' && digits.as_bytes().get(1).is_some_and(|b| *b != b'.');
    if !first.is_ascii_digit() || leading_zero || digits.ends_with('.') {
        return None;
    }
    let mut dots = 0;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {}
            b'.' => dots += 1,
            _ => return None,
        }
    }
    let zero = digits.len() < text.len() && digits.bytes().all(|b| matches!(b, b'0' | b'.'));
    (dots <= 1 && !zero).then(|| text.to_owned())
}

/// Takes signs, brackets and units off both ends.
fn strip(text: &str) -> Option<(bool, &str)> {
    let mut body = text.trim();
    let (mut negative, mut signs) = (false, 0);
    loop {
        let before = body.len();
        if let Some(inside) = body.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            (negative, signs, body) = (true, signs + 1, inside.trim());
        }
        if let Some(rest) = body.strip_prefix('-').or_else(|| body.strip_suffix('-')) {
            (negative, signs, body) = (true, signs + 1, rest.trim());
        } else if let Some(rest) = body.strip_prefix('+') {
            (signs, body) = (signs + 1, rest.trim());
        }
        // The apostrophe by which spreadsheets mark text.
        body = body.strip_prefix('\'').unwrap_or(body);
        body = without_unit(body);
        if body.len() == before {
            break;
        }
    }
    (signs <= 1 && !body.is_empty()).then_some((negative, body))
}

fn without_unit(body: &str) -> &str {
    let digit = |b: Option<&u8>| b.is_none_or(u8::is_ascii_digit);
    if !digit(body.as_bytes().first())
        && let Some(rest) = UNITS.iter().find_map(|unit| {
            let (head, rest) = body.split_at_checked(unit.len())?;
            (head.eq_ignore_ascii_case(unit) && ends_word(unit, rest.chars().next())).then_some(rest)
        })
    {
        return rest.trim_start();
    }
    if !digit(body.as_bytes().last())
        && let Some(rest) = UNITS.iter().find_map(|unit| {
            let (rest, tail) = body.split_at_checked(body.len().checked_sub(unit.len())?)?;
            (tail.eq_ignore_ascii_case(unit) && ends_word(unit, rest.chars().next_back())).then_some(rest)
        })
    {
        return rest.trim_end();
    }
    body
}

/// A unit of letters must not be part of a longer word.
fn ends_word(unit: &str, neighbour: Option<char>) -> bool {
    !unit.chars().any(char::is_alphabetic) || !neighbour.is_some_and(char::is_alphabetic)
}

/// Digits and separators only, an exponent allowed.
fn read_body(body: &str, negative: bool) -> Option<String> {
    let (mantissa, exponent) = match body.find(['e', 'E']) {
        Some(at) => (body.get(..at)?, body.get(at + 1..)?.parse::<i32>().ok().filter(|e| e.abs() <= 18)?),
        None => (body, 0),
    };
    let (whole, fraction) = split(mantissa)?;
    let whole = ungroup(whole)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let (whole, fraction) = shift(whole, fraction.to_owned(), exponent);
    let whole = whole.trim_start_matches('0');
    let mut plain = String::with_capacity(whole.len() + fraction.len() + 3);
    let zero = whole.is_empty() && fraction.bytes().all(|b| b == b'0');
    if negative && !zero {
        plain.push('-');
    }
    plain.push_str(if whole.is_empty() { "0" } else { whole });
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(&fraction);
    }
    Some(plain)
}

/// Separates the whole part (still grouped) from the fraction.
fn split(mantissa: &str) -> Option<(&str, &str)> {
    if let Some((whole, fraction)) = mantissa.split_once('٫') {
        return Some((whole, fraction));
    }
    let (dots, commas) = (mantissa.matches('.').count(), mantissa.matches(',').count());
    let last_dot = mantissa.rfind('.');
    let last_comma = mantissa.rfind(',');
    let at = match (last_dot, last_comma) {
        (Some(dot), Some(comma)) if dot > comma => (dots == 1).then_some(dot)?,
        (Some(_), Some(comma)) => (commas == 1).then_some(comma)?,
        (Some(dot), None) if dots == 1 => dot,
        (None, Some(comma)) if commas == 1 && !groups_three(mantissa, comma) => comma,
        _ => return Some((mantissa, "")),
    };
    Some((mantissa.get(..at)?, mantissa.get(at + 1..)?))
}

/// True for `1,234`: one to three digits, not beginning with zero, then exactly three.
fn groups_three(mantissa: &str, comma: usize) -> bool {
    let (head, tail) = mantissa.split_at(comma);
    tail.len() == 4
        && !head.is_empty()
        && !head.starts_with('0')
        && head.bytes().all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'\''))
}

/// Removes one kind of group separator. Groups have three digits, but for the first (one to three) and, as in
/// India, those before the last (two).
fn ungroup(whole: &str) -> Option<String> {
    let Some(separator) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return Some(whole.to_owned());
    };
    if !matches!(separator, ',' | '.' | '\'' | ' ') {
        return None;
    }
    let mut groups = whole.split(separator).map(str::trim).peekable();
    let mut plain = String::with_capacity(whole.len());
    let mut first = true;
    while let Some(group) = groups.next() {
        let last = groups.peek().is_none();
        let fits = match group.len() {
            3 => true,
            1 => first,
            2 => first || !last,
            _ => false,
        };
        if !fits || !group.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        plain.push_str(group);
        first = false;
    }
    Some(plain)
}

/// Moves the decimal sign by `exponent` places.
fn shift(mut whole: String, mut fraction: String, exponent: i32) -> (String, String) {
    for _ in 0..exponent.max(0) {
        let digit = if fraction.is_empty() { '0' } else { fraction.remove(0) };
        whole.push(digit);
    }
    for _ in exponent.min(0)..0 {
        fraction.insert(0, whole.pop().unwrap_or('0'));
    }
    (whole, fraction)
}
