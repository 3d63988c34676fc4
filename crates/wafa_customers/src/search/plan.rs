//! From what a person types to ranges of tokens.

use wafa_kernel::CustomerId;

use super::{FIRST_OF_PAIR, Kind, LETTERS, digit_span, fold_code, pair_span, word_span};

/// A range of tokens, `to` excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// First token.
    pub from: i64,
    /// First token after it.
    pub to: i64,
}

/// Who is looked for: any of the alternatives, each all of its ranges.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchPlan {
    /// Alternatives; within one, the most telling range first.
    pub any_of: Vec<Vec<Span>>,
    /// The customer whose own code was typed, if it is one.
    pub id: Option<CustomerId>,
}

/// Reads a search. `None` when there is nothing to search for.
#[must_use]
pub fn plan(text: &str) -> Option<SearchPlan> {
    let trimmed = text.trim();
    let words: Vec<String> = wafa_text::search::key(trimmed).split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return None;
    }
    let mut any_of = Vec::new();
    let digits = phone_digits(trimmed);
    if let Some(digits) = &digits {
        let plain = digits.trim_start_matches('0');
        if !plain.is_empty() {
            any_of.push(vec![digit_span(Kind::Phone, plain)]);
        }
        if digits.len() >= 3 {
            let reversed: String = digits.chars().rev().collect();
            any_of.push(vec![digit_span(Kind::PhoneTail, &reversed)]);
        }
    }
    any_of.push(vec![word_span(Kind::Code, &fold_code(trimmed))]);
    if digits.is_none() || words.len() == 1 {
        let mut longest_first = words.clone();
        longest_first.sort_by_key(|word| std::cmp::Reverse(word.chars().count()));
        let pair = match longest_first.as_slice() {
            [first, second, ..] => pair_span(first, second),
            _ => None,
        };
        // Whoever has the pair has both of its words, as far as the pair has room for their letters.
        let room = [FIRST_OF_PAIR, LETTERS as usize - FIRST_OF_PAIR];
        let implied = |at: usize, word: &str| {
            pair.is_some() && room.get(at).is_some_and(|letters| word.chars().count() <= *letters)
        };
        let words_left = longest_first.iter().enumerate().filter(|(at, word)| !implied(*at, word));
        any_of.push(pair.into_iter().chain(words_left.map(|(_, word)| word_span(Kind::Word, word))).collect());
        if words.len() > 1 {
            any_of.push(vec![word_span(Kind::Word, &words.concat())]);
        }
    }
    Some(SearchPlan { any_of, id: fold_code(trimmed).parse().ok() })
}

/// The digits, when the text is nothing but a number the way phones are written.
fn phone_digits(text: &str) -> Option<String> {
    let folded = wafa_text::fold::digits(text);
    let mut digits = String::new();
    for letter in folded.chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
        } else if letter.is_alphabetic() {
            return None;
        }
    }
    (!digits.is_empty()).then_some(digits)
}
