//! Amounts as people read them: the unit they think in, the place of the symbol, and a short form for cards.
//!
//! ICU4X has no stable currency formatter and no Toman, which is ten rials and no ISO currency; the numbers come
//! from its decimal formatter, the units from the texts.

use fixed_decimal::Decimal;
use wafa_kernel::{Currency, DisplayUnit, Language, Money};

use crate::lexicon;
use crate::numbers::Script;
use crate::reader::Reader;
use crate::words::Words;

/// Steps of the short form: exponent of ten and key of its word.
const STEPS: [(u32, &str); 4] =
    [(12, "amount-trillion"), (9, "amount-billion"), (6, "amount-million"), (3, "amount-thousand")];

/// A unit as written next to a number.
struct Unit {
    text: String,
    /// `$12` and `SAR 12` in English; after the number elsewhere.
    before: bool,
}

/// How many decimals the shown unit has, and the unit. Toman has one decimal only where a rial is left over.
fn unit_of(reader: &Reader, money: Money) -> (u32, Unit) {
    if money.currency == Currency::IRR && reader.unit == DisplayUnit::Toman {
        return (1, Unit { text: lexicon::word(reader.language, "currency-toman"), before: false });
    }
    let code = money.currency.code();
    let key = format!("currency-{}", code.to_ascii_lowercase());
    let text =
        if Words::global().has(reader.language, &key) { lexicon::word(reader.language, &key) } else { code.to_owned() };
    (money.currency.decimals(), Unit { text, before: reader.language == Language::En })
}

fn join(number: &str, negative: bool, unit: &Unit) -> String {
    if !unit.before {
        return format!("{number} {}", unit.text);
    }
    let gap = if unit.text.chars().all(|c| c.is_alphanumeric()) { "\u{a0}" } else { "" };
    let sign = if negative { "-" } else { "" };
    format!("{sign}{}{gap}{}", unit.text, number.trim_start_matches('-'))
}

/// The whole amount, all decimals of its unit.
pub(crate) fn full(reader: &Reader, money: Money) -> String {
    let (places, unit) = unit_of(reader, money);
    let script = reader.script(true);
    let toman = reader.unit == DisplayUnit::Toman && money.currency == Currency::IRR;
    let number = if toman && money.minor % 10 == 0 {
        script.whole(money.minor / 10)
    } else {
        script.scaled(money.minor, places)
    };
    join(&number, money.minor < 0, &unit)
}

/// The short form as (number, unit): three significant digits and the word of their size.
pub(crate) fn short_parts(reader: &Reader, money: Money) -> (String, String) {
    let (places, unit) = unit_of(reader, money);
    let Some((digits, key)) = shortened(money.minor, places) else {
        return small_parts(reader, money, &unit);
    };
    let number = reader.script(true).write(&digits);
    let size = lexicon::word(reader.language, key);
    if !unit.before {
        return (number, format!("{size} {}", unit.text));
    }
    (join(&number, money.minor < 0, &unit), size)
}

/// Below a thousand: the amount itself.
fn small_parts(reader: &Reader, money: Money, unit: &Unit) -> (String, String) {
    let whole = full(reader, money);
    if unit.before {
        return (whole, String::new());
    }
    let number = whole.strip_suffix(unit.text.as_str()).map(|number| number.trim_end().to_owned());
    (number.unwrap_or(whole), unit.text.clone())
}

/// Rounds to three significant digits of the largest step that fits; `None` below a thousand units.
fn shortened(minor: i64, places: u32) -> Option<(Decimal, &'static str)> {
    let size = i128::from(minor.unsigned_abs());
    let (whole, key) = STEPS.iter().find_map(|(step, key)| {
        let whole = 10i128.pow(step + places);
        // 999.5 thousand and more is a million once rounded; 999.99 units stay what they are.
        let fits = if *step == 3 { size >= whole } else { size * 2_000 >= whole * 1_999 };
        fits.then_some((whole, *key))
    })?;
    let unit = match size / whole {
        100.. => 100,
        10.. => 10,
        _ => 1,
    };
    let hundredths = (size * 100 * 2 + whole * unit) / (whole * unit * 2) * unit;
    let signed = if minor < 0 { -hundredths } else { hundredths };
    let mut number = Decimal::from(i64::try_from(signed).ok()?);
    number.multiply_pow10(-2);
    number.absolute.trim_end();
    Some((number, key))
}

/// The short form in one line.
pub(crate) fn short(reader: &Reader, money: Money) -> String {
    let (number, unit) = short_parts(reader, money);
    if unit.is_empty() { number } else { format!("{number} {unit}") }
}

impl Reader {
    pub(crate) fn script(&self, grouped: bool) -> Script {
        Script { language: self.language, digits: self.digits, grouped }
    }
}

#[cfg(test)]
mod tests;
