//! How names are sorted, and which names are likely the same.

use super::rank;

/// Letters of a name that count for its place in the list.
const LETTERS: usize = 24;

/// The place of a name in the list: two digits per letter, so that every collation sorts it by the alphabet.
/// Names sort by family name where it is known; customers without a name come last.
#[must_use]
pub fn name_order(name: &str, given: &str, family: &str) -> String {
    let key = if family.trim().is_empty() {
        wafa_text::search::key(name)
    } else {
        wafa_text::search::key(&format!("{family} {given}"))
    };
    if key.is_empty() {
        return "99".to_owned();
    }
    let mut order = String::with_capacity(LETTERS * 2);
    for letter in key.chars().take(LETTERS) {
        let rank = rank(letter);
        for digit in [rank / 10, rank % 10] {
            order.push(u32::try_from(digit).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('9'));
        }
    }
    order
}

/// Equal for names that are likely one: the same words in any order and spelling, glued or apart, Latin vowels and
/// doubled letters aside («محمد رضا احمدی» and «احمدي، محمدرضا», Mohammad and Mohamed). 0 for a name of fewer than
/// five such letters: it says too little. FNV-1a over the sorted letters of the folded name.
#[must_use]
pub fn name_print(name: &str) -> i64 {
    let mut letters: Vec<char> = Vec::new();
    let mut previous = None;
    let words = wafa_text::search::key(name);
    if !words.contains(' ') && words.chars().count() < 8 {
        return 0;
    }
    for letter in words.chars() {
        let skipped = matches!(letter, ' ' | 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || letter.is_ascii_digit();
        if !skipped && previous != Some(letter) {
            letters.push(letter);
        }
        previous = Some(letter);
    }
    if letters.len() < 5 {
        return 0;
    }
    letters.sort_unstable();
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for letter in letters {
        for byte in u32::from(letter).to_le_bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    i64::try_from(hash >> 1).unwrap_or(1).max(1)
}
