//! What a customer is found by, as numbers: words of the name, digits of phones, codes and addresses.
//!
//! A word is packed from its first [`LETTERS`] letters into one number, each letter a digit of base [`BASE`], so that
//! "begins with" is a range of numbers: the same on every engine and collation, and half the size of the text. Words
//! longer than that are told apart by the other words only. Pairs of words are kept as well, so that two common words
//! lead straight to those who have both. Everything is folded by `wafa_text::search` first.

mod order;
mod plan;

pub use order::{name_order, name_print};
pub use plan::{SearchPlan, Span, plan};

/// Letters of a word that count.
const LETTERS: u32 = 9;
/// Letters told apart: nothing, gap, digits, Persian and Arabic, Latin, others.
const BASE: i64 = 72;
/// Letters of the first word of a pair; the second has the rest. Shorter words do not begin a pair.
const FIRST_OF_PAIR: usize = 4;
/// Words of a name that are paired.
const PAIRED: usize = 4;
/// Digits of a number that count.
const DIGITS: u32 = 15;
/// Numbers one kind of token has for itself: BASE^LETTERS and 10^DIGITS fit.
const ROOM: i64 = 1 << 56;

/// Folded letters in the order of the Persian alphabet; Arabic shares it but for its last three.
const ALPHABET: [char; 33] = [
    'ء', 'ا', 'ب', 'پ', 'ت', 'ث', 'ج', 'چ', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'ژ', 'س', 'ش', 'ص', 'ض', 'ط', 'ظ', 'ع', 'غ',
    'ف', 'ق', 'ک', 'گ', 'ل', 'م', 'ن', 'و', 'ه', 'ی',
];

/// What a token says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Word,
    Pair,
    Phone,
    PhoneTail,
    Code,
}

impl Kind {
    const fn base(self) -> i64 {
        self as i64 * ROOM
    }
}

/// Rank of a folded letter, 1–71. Persian and Arabic come before Latin, as readers of both expect.
fn rank(letter: char) -> i64 {
    let rank = match letter {
        ' ' => 1,
        '0'..='9' => 2 + (u32::from(letter) - u32::from('0')),
        'a'..='z' => 45 + (u32::from(letter) - u32::from('a')),
        other => match ALPHABET.iter().position(|known| *known == other) {
            Some(place) => 12 + u32::try_from(place).unwrap_or(0),
            None => 71,
        },
    };
    i64::from(rank)
}

/// The numbers whose text begins with `text`.
fn word_span(kind: Kind, text: &str) -> Span {
    let mut packed = 0;
    let mut left = LETTERS;
    for letter in text.chars().take(LETTERS as usize) {
        packed = packed * BASE + rank(letter);
        left -= 1;
    }
    let unit = BASE.pow(left);
    Span { from: kind.base() + packed * unit, to: kind.base() + (packed + 1) * unit }
}

/// The numbers of pairs whose first word begins with the first letters of `first` and whose second with `second`; none
/// when `first` is too short to begin a pair.
fn pair_span(first: &str, second: &str) -> Option<Span> {
    if first.chars().count() < FIRST_OF_PAIR {
        return None;
    }
    let joined: String = first.chars().take(FIRST_OF_PAIR).chain(second.chars()).collect();
    Some(word_span(Kind::Pair, &joined))
}

/// The numbers whose digits begin with `digits`.
fn digit_span(kind: Kind, digits: &str) -> Span {
    let mut packed = 0;
    let mut left = DIGITS;
    for digit in digits.bytes().filter(u8::is_ascii_digit).take(DIGITS as usize) {
        packed = packed * 10 + i64::from(digit - b'0');
        left -= 1;
    }
    let unit = 10i64.pow(left);
    Span { from: kind.base() + packed * unit, to: kind.base() + (packed + 1) * unit }
}

/// Everything a customer is found by.
#[must_use]
pub fn tokens_of<'a>(
    names: impl IntoIterator<Item = &'a str>,
    phones: impl IntoIterator<Item = &'a str>,
    codes: impl IntoIterator<Item = &'a str>,
) -> Vec<i64> {
    let mut tokens = Vec::new();
    for name in names {
        let words = wafa_text::search::tokens(name);
        tokens.extend(words.iter().map(|word| word_span(Kind::Word, word).from));
        for pair in words.windows(2) {
            tokens.push(word_span(Kind::Word, &pair.concat()).from);
        }
        for first in words.iter().take(PAIRED) {
            let seconds = words.iter().take(PAIRED).filter(|second| *second != first);
            tokens.extend(seconds.filter_map(|second| pair_span(first, second)).map(|span| span.from));
        }
    }
    for e164 in phones {
        let digits = e164.trim_start_matches('+');
        tokens.push(digit_span(Kind::Phone, digits).from);
        tokens.push(digit_span(Kind::Phone, national(digits)).from);
        let reversed: String = digits.chars().rev().collect();
        tokens.push(digit_span(Kind::PhoneTail, &reversed).from);
    }
    tokens.extend(codes.into_iter().map(|code| word_span(Kind::Code, &fold_code(code)).from));
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// A code or address as it is compared: ASCII digits, lower case, no spaces around.
fn fold_code(code: &str) -> String {
    wafa_text::fold::digits(code.trim()).to_lowercase()
}

/// Country codes of two digits; those of one digit are 1 and 7, all others have three (ITU-T E.164 annex).
const TWO_DIGIT_COUNTRIES: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51",
    "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90",
    "91", "92", "93", "94", "95", "98",
];

/// The number without its country code.
fn national(digits: &str) -> &str {
    let country = match digits.get(..2) {
        Some(start) if start.starts_with('1') || start.starts_with('7') => 1,
        Some(start) if TWO_DIGIT_COUNTRIES.contains(&start) => 2,
        _ => 3,
    };
    digits.get(country..).unwrap_or(digits)
}

#[cfg(test)]
mod tests;
