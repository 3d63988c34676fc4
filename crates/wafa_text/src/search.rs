//! The one canonical search key for Persian and Arabic text.
//!
//! Why one for both languages: the same shop writes «علي» and «علی», «كتاب» and «کتاب»; two canonical forms would
//! give one customer two keys. The stored text itself is never changed, only its key is folded.

use unicode_normalization::UnicodeNormalization;

/// Stands in folded text where a half-space, hyphen or apostrophe glued two parts of a word.
const GLUE: char = '\u{200c}';

/// The key of a text: equal for all spellings of the same words. Letters and digits only, lower case, parts of a
/// word glued, words one space apart; empty when there is nothing to search for.
#[must_use]
pub fn key(text: &str) -> String {
    if let Some(key) = plain(text) {
        return key;
    }
    let mut folded = folded(text);
    folded.retain(|c| c != GLUE);
    folded
}

/// The words of a text for an index, in their order and each once: every word glued, and its parts when it has some.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut add = |token: String| {
        if !token.is_empty() && !tokens.contains(&token) {
            tokens.push(token);
        }
    };
    for word in folded(text).split(' ') {
        if word.contains(GLUE) {
            add(word.chars().filter(|c| *c != GLUE).collect());
            word.split(GLUE).for_each(|part| add(part.to_owned()));
        } else {
            add(word.to_owned());
        }
    }
    tokens
}

/// ASCII letters and digits with single spaces need no folding but the case.
fn plain(text: &str) -> Option<String> {
    let mut previous = b' ';
    for byte in text.bytes() {
        if !(byte.is_ascii_alphanumeric() || (byte == b' ' && previous != b' ')) {
            return None;
        }
        previous = byte;
    }
    (previous != b' ' || text.is_empty()).then(|| text.to_ascii_lowercase())
}

/// Folds letters, digits and case; glue inside a word stays as [`GLUE`], everything else becomes single spaces.
fn folded(text: &str) -> String {
    if text.chars().all(needs_no_decomposition) {
        fold_letters(text.len(), text.chars().map(|c| c.to_ascii_lowercase()))
    } else {
        fold_letters(text.len(), text.nfkd().flat_map(char::to_lowercase))
    }
}

/// ASCII and the common Arabic letters, which [`letter`] folds without Unicode's tables.
fn needs_no_decomposition(c: char) -> bool {
    c.is_ascii() || matches!(c, '\u{60c}'..='\u{674}' | '\u{679}'..='\u{6d3}' | '\u{6f0}'..='\u{6f9}' | GLUE)
}

fn fold_letters(capacity: usize, letters: impl Iterator<Item = char>) -> String {
    let mut folded = String::with_capacity(capacity);
    let mut pending = None;
    for c in letters {
        match letter(c) {
            Letter::Keep(c) => {
                if let Some(gap) = pending.take()
                    && !folded.is_empty()
                {
                    folded.push(gap);
                }
                folded.push(c);
            }
            Letter::Drop => {}
            Letter::Glue => pending = pending.or(Some(GLUE)),
            Letter::Gap => pending = Some(' '),
        }
    }
    folded
}

enum Letter {
    Keep(char),
    Drop,
    Glue,
    Gap,
}

/// Folds one character of decomposed lower-case text.
fn letter(c: char) -> Letter {
    match c {
        'a'..='z' | '0'..='9' => Letter::Keep(c),
        // Accents, vowel signs, hamza and madda above or below, Quranic marks, tatweel.
        '\u{300}'..='\u{36f}'
        | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}'
        | '\u{670}'
        | '\u{640}'
        | '\u{6d6}'..='\u{6dc}'
        | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' => Letter::Drop,
        'ي' | 'ى' | 'ئ' | 'ۍ' | 'ې' | 'ے' | 'ۓ' | 'ۑ' => Letter::Keep('ی'),
        'ك' | 'ڪ' => Letter::Keep('ک'),
        'ة' | 'ہ' | 'ۂ' | 'ھ' | 'ە' | 'ۀ' | 'ۃ' => Letter::Keep('ه'),
        'ٱ' | 'أ' | 'إ' | 'آ' => Letter::Keep('ا'),
        'ؤ' => Letter::Keep('و'),
        'ı' => Letter::Keep('i'),
        // A lone hamza is kept: «سوء» and «سو» are different words.
        '\u{200c}' | '\u{200d}' | '-' | '\u{2010}' | '\u{2011}' | '\'' | '’' | '‘' | 'ʼ' | '`' => Letter::Glue,
        _ if crate::fold::is_invisible(c) => Letter::Drop,
        _ => match crate::fold::digit(c) {
            Some(digit) => Letter::Keep(digit),
            None if c.is_alphanumeric() => Letter::Keep(c),
            None => Letter::Gap,
        },
    }
}

#[cfg(test)]
mod tests;
