//! Money: integer minor units of an ISO 4217 currency. Never a float.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An ISO 4217 currency code.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Iranian rial. Shown as Toman (ten rials) where the business wishes.
    pub const IRR: Self = Self(*b"IRR");
    /// US dollar.
    pub const USD: Self = Self(*b"USD");

    /// How many decimals the currency has: 0 for IRR, 3 for KWD, 2 for most (ISO 4217; IRR, AFN-style
    /// zero-decimal practice as in CLDR 48 `currencyData`).
    #[must_use]
    pub fn decimals(self) -> u32 {
        match &self.0 {
            b"IRR" | b"AFN" | b"IQD" | b"SYP" | b"YER" | b"LBP" | b"JPY" | b"KRW" => 0,
            b"KWD" | b"BHD" | b"OMR" | b"JOD" | b"LYD" | b"TND" => 3,
            _ => 2,
        }
    }
    /// Minor units in one major unit: 1, 100 or 1,000.
    #[must_use]
    pub fn minor_per_major(self) -> i64 {
        10i64.pow(self.decimals())
    }
    /// The three letters.
    #[must_use]
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// The text is not a currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a currency: three letters of ISO 4217 are expected, such as IRR or USD")]
pub struct NotACurrency;

impl FromStr for Currency {
    type Err = NotACurrency;
    fn from_str(text: &str) -> Result<Self, NotACurrency> {
        let upper = text.trim().to_ascii_uppercase();
        let bytes: [u8; 3] = upper.as_bytes().try_into().map_err(|_| NotACurrency)?;
        if bytes.iter().all(u8::is_ascii_uppercase) { Ok(Self(bytes)) } else { Err(NotACurrency) }
    }
}
impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units: rials, cents, fils. Negative is money given back.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

impl Money {
    /// So many minor units.
    #[must_use]
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
    /// From a plain decimal text such as `-12.5` or `1250000` in major units.
    /// More decimals than the currency has are rounded half away from zero.
    /// `None` when the text is not a number or does not fit.
    #[must_use]
    pub fn parse_major(text: &str, currency: Currency) -> Option<Self> {
        parse_scaled(text, currency.decimals()).map(|minor| Self { minor, currency })
    }
}

/// A plain decimal (ASCII digits, optional sign, optional `.`) times 10^`decimals`, rounded half away from zero.
/// `None` for anything else, an exponent and overflow included.
#[must_use]
pub fn parse_scaled(text: &str, decimals: u32) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, text.get(1..)?),
        b'+' => (false, text.get(1..)?),
        _ => (false, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let ascii = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !ascii(whole) || !ascii(fraction) {
        return None;
    }
    let mut scaled: i128 = 0;
    for digit in whole.bytes() {
        scaled = scaled.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
    }
    let mut fraction_digits = fraction.bytes();
    for _ in 0..decimals {
        let digit = fraction_digits.next().map_or(0, |b| b - b'0');
        scaled = scaled.checked_mul(10)?.checked_add(i128::from(digit))?;
    }
    if fraction_digits.next().is_some_and(|b| b >= b'5') {
        scaled += 1;
    }
    i64::try_from(if negative { -scaled } else { scaled }).ok()
}

#[cfg(test)]
mod tests;
