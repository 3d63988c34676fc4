//! Every word the product shows: Fluent messages of `locales/`, embedded at build time.
//!
//! A message is asked for by key. Error codes such as `customers.not_found` are keys too: Fluent has no dots in
//! names, so `a.b` means attribute `b` of message `a`, or else the message `a-b` (and, should that be missing,
//! the one with hyphens for underscores as well). Numbers are written with the reader's digits and choose the
//! plural form. Invariant, kept by this crate's tests: all languages have the same keys and placeables.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::{FluentNumber, FluentNumberOptions};
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Pattern};
use unic_langid::LanguageIdentifier;
use wafa_kernel::{DigitStyle, Language};

use crate::numbers::Script;
use crate::reader::Reader;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A value put into a text.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// A name, an amount already written for the reader, any text.
    Text(String),
    /// A whole number; written with the reader's digits, chooses the plural form.
    Number(i64),
    /// A number rounded to so many places.
    Decimal(f64, u8),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<Cow<'_, str>> for Arg {
    fn from(text: Cow<'_, str>) -> Self {
        Self::Text(text.into_owned())
    }
}

macro_rules! number_args {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Arg {
            fn from(number: $integer) -> Self {
                Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
            }
        }
    )+};
}
number_args!(i64, i32, i16, u8, u16, u32, u64, usize);

impl Arg {
    fn value(&self, language: Language) -> FluentValue<'_> {
        match self {
            Self::Text(text) => FluentValue::from(text.as_str()),
            Self::Number(number) => match stand_in(language, *number) {
                Some(stand_in) => FluentValue::Number(stand_in),
                None => FluentValue::from(*number),
            },
            Self::Decimal(value, places) => {
                let places = Some(usize::from(*places));
                let options = FluentNumberOptions {
                    minimum_fraction_digits: places,
                    maximum_fraction_digits: places,
                    ..FluentNumberOptions::default()
                };
                FluentValue::Number(FluentNumber::new(*value, options))
            }
        }
    }
}

/// Marks the options of a number that only stands in for another in the choice of the plural form.
const STANDS_IN: Option<usize> = Some(usize::MAX);

/// A number below a hundred of the same Arabic plural form, which carries the real one in its options.
///
/// CLDR counts Arabic by the last two digits (١٠٣ أيام، ١١١ يومًا), but the rules of Fluent's `intl_pluralrules` 7.0
/// look at the whole number and call everything above 99 `other`.
fn stand_in(language: Language, number: i64) -> Option<FluentNumber> {
    let last_two = number % 100;
    if language != Language::Ar || number < 100 || last_two < 3 {
        return None;
    }
    let options = FluentNumberOptions {
        minimum_significant_digits: STANDS_IN,
        maximum_significant_digits: usize::try_from(number).ok(),
        ..FluentNumberOptions::default()
    };
    Some(FluentNumber::new(f64::from(i32::try_from(last_two).ok()?), options))
}

type Bundle = FluentBundle<Arc<FluentResource>>;

/// One language with one kind of digits.
struct Voice {
    language: Language,
    digits: DigitStyle,
    /// Wraps placeables in U+2068…U+2069, so that a Latin name cannot disorder an Arabic sentence.
    isolating: Bundle,
    plain: Bundle,
}

/// All texts of the product.
pub struct Words {
    voices: Vec<Voice>,
    keys: Vec<(Language, Vec<String>)>,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Words").field("languages", &self.keys.len()).finish()
    }
}

impl Words {
    /// The texts built into the program.
    #[must_use]
    pub fn global() -> &'static Self {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| Self::build(TEXTS))
    }

    /// Texts given as (language, file name, content). What cannot be parsed is left out.
    fn build(texts: &[(&str, &str, &str)]) -> Self {
        let mut words = Self { voices: Vec::new(), keys: Vec::new() };
        for language in Language::ALL {
            let resources: Vec<Arc<FluentResource>> = texts
                .iter()
                .filter(|(tag, _, _)| *tag == language.tag())
                .map(|(_, _, content)| {
                    FluentResource::try_new((*content).to_owned()).unwrap_or_else(|(partial, _)| partial)
                })
                .map(Arc::new)
                .collect();
            words.keys.push((language, keys_of(&resources)));
            for digits in [DigitStyle::Native, DigitStyle::Latin] {
                let bundle = |isolating| bundle(language, digits, isolating, &resources);
                words.voices.push(Voice { language, digits, isolating: bundle(true), plain: bundle(false) });
            }
        }
        words
    }

    /// The text of a key as plain text, for pages and mail: every placeable is isolated by direction marks.
    /// HTML in arguments is not escaped here. A key that does not exist is shown as `⟦key⟧`.
    #[must_use]
    pub fn say(&self, reader: &Reader, key: &str, args: &[(&str, Arg)]) -> String {
        self.spoken(reader.language, reader.digits, true, key, args)
    }

    /// The same without direction marks: for SMS, addresses, codes, CSV and the command line.
    #[must_use]
    pub fn say_plain(&self, reader: &Reader, key: &str, args: &[(&str, Arg)]) -> String {
        self.spoken(reader.language, reader.digits, false, key, args)
    }

    /// True when the language has this key.
    #[must_use]
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.voice(language, DigitStyle::Native).is_some_and(|voice| pattern(&voice.plain, key).is_some())
    }

    /// All keys of a language, sorted; attributes as `message.attribute`.
    #[must_use]
    pub fn keys(&self, language: Language) -> Vec<String> {
        self.keys.iter().find(|(of, _)| *of == language).map(|(_, keys)| keys.clone()).unwrap_or_default()
    }

    fn voice(&self, language: Language, digits: DigitStyle) -> Option<&Voice> {
        self.voices.iter().find(|voice| voice.language == language && voice.digits == digits)
    }

    pub(crate) fn spoken(
        &self,
        language: Language,
        digits: DigitStyle,
        isolating: bool,
        key: &str,
        args: &[(&str, Arg)],
    ) -> String {
        let bundle = self.voice(language, digits).map(|voice| if isolating { &voice.isolating } else { &voice.plain });
        let Some((bundle, pattern)) = bundle.and_then(|bundle| Some((bundle, pattern(bundle, key)?))) else {
            return format!("⟦{key}⟧");
        };
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, arg) in args {
            values.set(*name, arg.value(language));
        }
        // A missing argument shows as {$name}: visible, and no reason to lose the sentence.
        let mut errors: Vec<FluentError> = Vec::new();
        bundle.format_pattern(pattern, Some(&values), &mut errors).into_owned()
    }
}

fn pattern<'b>(bundle: &'b Bundle, key: &str) -> Option<&'b Pattern<&'b str>> {
    if let Some(message) = bundle.get_message(key) {
        return message.value();
    }
    let (id, attribute) = key.split_once('.')?;
    if let Some(found) = bundle.get_message(id).and_then(|message| message.get_attribute(attribute)) {
        return Some(found.value());
    }
    let hyphened = key.replace('.', "-");
    bundle
        .get_message(&hyphened)
        .or_else(|| bundle.get_message(&hyphened.replace('_', "-")))
        .and_then(|message| message.value())
}

fn bundle(language: Language, digits: DigitStyle, isolating: bool, resources: &[Arc<FluentResource>]) -> Bundle {
    let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![tag]);
    bundle.set_use_isolating(isolating);
    bundle.set_formatter(Some(match (language, digits) {
        (Language::Fa, DigitStyle::Native) => |value, _| written(value, Language::Fa, DigitStyle::Native),
        (Language::Fa, DigitStyle::Latin) => |value, _| written(value, Language::Fa, DigitStyle::Latin),
        (Language::Ar, DigitStyle::Native) => |value, _| written(value, Language::Ar, DigitStyle::Native),
        (Language::Ar, DigitStyle::Latin) => |value, _| written(value, Language::Ar, DigitStyle::Latin),
        (Language::En, _) => |value, _| written(value, Language::En, DigitStyle::Latin),
    }));
    // Both can fail only where a name is taken twice; the first stays, and the parity test names the second.
    let _ = bundle.add_builtins();
    for resource in resources {
        let _ = bundle.add_resource(Arc::clone(resource));
    }
    bundle
}

/// Writes a number of a message for one language; other values are left to Fluent.
fn written(value: &FluentValue<'_>, language: Language, digits: DigitStyle) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let script = Script { language, digits, grouped: number.options.use_grouping };
    let value = match number.options.maximum_significant_digits {
        Some(real) if number.options.minimum_significant_digits == STANDS_IN => real as f64,
        _ => number.value,
    };
    let places = number.options.minimum_fraction_digits.or(number.options.maximum_fraction_digits);
    Some(match places {
        Some(places) => script.rounded(value, u8::try_from(places).unwrap_or(u8::MAX)),
        None if value.fract() == 0.0 => script.rounded(value, 0),
        None => script.rounded(value, 2),
    })
}

fn keys_of(resources: &[Arc<FluentResource>]) -> Vec<String> {
    let mut keys = Vec::new();
    for entry in resources.iter().flat_map(|resource| resource.entries()) {
        if let Entry::Message(message) = entry {
            if message.value.is_some() {
                keys.push(message.id.name.to_owned());
            }
            keys.extend(
                message.attributes.iter().map(|attribute| format!("{}.{}", message.id.name, attribute.id.name)),
            );
        }
    }
    keys.sort();
    keys
}

#[cfg(test)]
mod tests;
