//! Amounts of money and numbers of pieces, as files write them.

use std::borrow::Cow;

use wafa_kernel::Currency;
use wafa_kernel::money::parse_scaled;

use crate::table::options::Unit;

/// The unit a text names, if it names one.
pub(crate) fn unit_named(text: &str) -> Option<Unit> {
    const TOMAN: &[&str] = &["تومان", "تومن", "toman", "irt", "tmn"];
    const RIAL: &[&str] = &["ریال", "ريال", "rial", "irr", "﷼"];
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return None;
    }
    let lower = text.to_lowercase();
    let names = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if names(TOMAN) {
        Some(Unit::Toman)
    } else if names(RIAL) {
        Some(Unit::Rial)
    } else {
        None
    }
}

/// The plain form of a number, without copying what is plain already.
fn plain(text: &str) -> Option<Cow<'_, str>> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let simple = !digits.is_empty()
        && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && digits.bytes().filter(|byte| *byte == b'.').count() <= 1;
    if simple { Some(Cow::Borrowed(text)) } else { wafa_text::fold::decimal(text).map(Cow::Owned) }
}

/// An amount in minor units. A unit written beside the number wins over `unit`; Toman goes with IRR only.
pub(crate) fn minor(text: &str, currency: Currency, unit: Unit) -> Option<i64> {
    let plain = plain(text)?;
    let unit = unit_named(text).unwrap_or(unit);
    let scaled = if currency == Currency::IRR && unit == Unit::Toman {
        // One Toman is ten rials: one decimal more.
        parse_scaled(&plain, currency.decimals() + 1)?
    } else {
        parse_scaled(&plain, currency.decimals())?
    };
    // Sums of amounts must fit as well.
    (scaled.abs() <= MOST).then_some(scaled)
}

/// The largest amount of one row, in minor units.
const MOST: i64 = 1_000_000_000_000_000;

/// A number of pieces; parts of pieces are rounded, as half a kilo is one thing bought.
pub(crate) fn pieces(text: &str) -> Option<i64> {
    let plain = plain(text)?;
    let rounded = parse_scaled(&plain, 0)?;
    let nothing = plain.bytes().all(|byte| matches!(byte, b'0' | b'.' | b'-'));
    let pieces = if rounded == 0 && !nothing { 1 } else { rounded };
    (pieces.abs() <= 1_000_000_000).then_some(pieces)
}

/// A price times a number of pieces that may have decimals, in minor units.
pub(crate) fn line(price_minor: i64, quantity: &str) -> Option<i64> {
    let thousandths = parse_scaled(&plain(quantity)?, 3)?;
    let product = i128::from(price_minor) * i128::from(thousandths);
    let rounded = (product.abs() + 500) / 1_000 * product.signum();
    i64::try_from(rounded).ok().filter(|minor| minor.abs() <= MOST)
}
