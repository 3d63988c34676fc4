//! Names of people: what stands before them, which part is given and which is family, how to greet.

use wafa_kernel::{DigitStyle, Language};

use crate::search;
use crate::words::{Arg, Words};

/// A name taken apart. Parts keep the spelling they were written with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Name {
    /// Honorific as written: آقای، خانم دکتر، الأستاذة.
    pub honorific: Option<String>,
    /// Given name, with its prefix (سید علی, عبد الرحمن).
    pub given: String,
    /// Family name; empty when only one word was written.
    pub family: String,
}

/// Keys of words that stand before a name in honour.
const HONORIFICS: &[&str] = &[
    "اقای",
    "اقا",
    "خانم",
    "سرکار",
    "جناب",
    "جنابعالی",
    "مهندس",
    "دکتر",
    "حاج",
    "حاجی",
    "حاجیه",
    "استاد",
    "پروفسور",
    "سرهنگ",
    "السید",
    "السیده",
    "الانسه",
    "الاستاذ",
    "الاستاذه",
    "استاذ",
    "استاذه",
    "المهندس",
    "المهندسه",
    "مهندسه",
    "الدکتور",
    "الدکتوره",
    "دکتور",
    "دکتوره",
    "الشیخ",
    "الشیخه",
    "الحاج",
    "الحاجه",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "eng",
    "prof",
    "sir",
    "madam",
];
/// Short forms that are honorifics only when a dot follows: «د. أحمد», «م. سارة».
const ABBREVIATED: &[&str] = &["د.", "م.", "أ."];
/// Keys of words that belong to the word after them.
const PREFIXES: &[&str] = &["سید", "سیده", "میر", "عبد", "ابو", "ابا", "ابی", "ام", "ابن", "بنت", "شیخ", "ملا", "غلام"];
/// Keys of first and second parts of compound given names common in Persian.
const COMPOUND_FIRST: &[&str] = &["محمد", "امیر", "علی", "نور", "مهر", "فاطمه", "مریم", "زهرا", "سید"];
const COMPOUND_SECOND: &[&str] = &[
    "رضا",
    "حسین",
    "علی",
    "مهدی",
    "حسن",
    "جواد",
    "امین",
    "صادق",
    "باقر",
    "تقی",
    "هادی",
    "طاها",
    "پارسا",
    "محمد",
    "عباس",
    "کاظم",
    "اصغر",
    "اکبر",
    "زهرا",
    "سادات",
    "یاسین",
    "الله",
    "الدین",
];

/// Takes a full name apart. «احمدی، سارا» (family first, then a comma) is understood too.
#[must_use]
pub fn split(full: &str) -> Name {
    let full = full.trim();
    if let Some((family, given)) = full.split_once([',', '،'])
        && !family.trim().is_empty()
        && !given.trim().is_empty()
    {
        let given = split_ordered(given);
        let rest = if given.family.is_empty() { given.given } else { format!("{} {}", given.given, given.family) };
        return Name { honorific: given.honorific, given: rest, family: family.trim().to_owned() };
    }
    split_ordered(full)
}

fn split_ordered(full: &str) -> Name {
    let words: Vec<&str> = full.split_whitespace().collect();
    let leading = words.iter().take_while(|word| is_honorific(word)).count();
    // Somebody named only «دکتر» keeps it as the name.
    let leading = if leading == words.len() { leading.saturating_sub(1) } else { leading };
    let (honorific, rest) = words.split_at(leading);
    let given = given_words(rest);
    let (given, family) = rest.split_at(given);
    Name {
        honorific: (!honorific.is_empty()).then(|| honorific.join(" ")),
        given: given.join(" "),
        family: family.join(" "),
    }
}

fn is_honorific(word: &str) -> bool {
    ABBREVIATED.contains(&word) || HONORIFICS.contains(&search::key(word).as_str())
}

/// How many of the words are the given name.
fn given_words(words: &[&str]) -> usize {
    let key = |at: usize| words.get(at).map(|word| search::key(word)).unwrap_or_default();
    let mut count = 1;
    if PREFIXES.contains(&key(0).as_str()) && words.len() > 1 {
        count = 2;
    }
    if words.len() > count + 1
        && COMPOUND_FIRST.contains(&key(count - 1).as_str())
        && COMPOUND_SECOND.contains(&key(count).as_str())
    {
        count += 1;
    }
    count.min(words.len())
}

/// How to address a person at the head of a message: «خانم احمدی», «أستاذ أحمد», «Dr Ahmadi», or the given name
/// when no honorific is known. Empty when nothing is known; the caller then greets without a name.
#[must_use]
pub fn greeting(name: &Name, language: Language) -> String {
    let Some(honorific) = name.honorific.as_deref() else {
        return if name.given.is_empty() { name.family.clone() } else { name.given.clone() };
    };
    // Arabic addresses by the given name, Persian and English by the family name.
    let (first, second) = match language {
        Language::Ar => (&name.given, &name.family),
        Language::Fa | Language::En => (&name.family, &name.given),
    };
    let called = if first.is_empty() { second } else { first };
    let honorific = if language == Language::Ar { vocative(honorific) } else { honorific.to_owned() };
    let args = [("honorific", Arg::Text(honorific)), ("name", Arg::from(called))];
    Words::global().spoken(language, DigitStyle::Native, false, "greeting-name", &args)
}

/// Arabic drops the article when it calls somebody: «الأستاذ» becomes «أستاذ».
fn vocative(honorific: &str) -> String {
    honorific.split(' ').map(|word| word.strip_prefix("ال").unwrap_or(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
