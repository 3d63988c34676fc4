//! Currencies as files name them: codes of ISO 4217, words and symbols, where they leave no doubt.

use wafa_kernel::Currency;

use crate::table::options::Unit;

/// ISO 4217, the active codes of money people pay with, and those that went out of use lately and stand in older
/// exports.
const CODES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN \
    BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ \
    GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL \
    LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN \
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD \
    TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG CUC HRK SLL ZWL";

/// Words and symbols that name one currency.
const WORDS: &[(&str, &[&str])] = &[
    ("USD", &["us$", "usd$", "دلار", "دلار آمریکا", "دولار", "دولار أمريكي", "us dollar", "dollar"]),
    ("EUR", &["€", "یورو", "يورو", "euro"]),
    ("GBP", &["پوند", "جنيه إسترليني"]),
    ("AED", &["د.إ", "د.إ.", "د.ا.", "درهم", "درهم إماراتي", "درهم امارات", "dirham"]),
    ("SAR", &["ر.س", "ر.س.", "ريال سعودي", "ریال سعودی", "sr", "\u{20c1}"]),
    ("QAR", &["ر.ق", "ر.ق.", "ريال قطري", "ریال قطر"]),
    ("OMR", &["ر.ع", "ر.ع.", "ريال عماني", "ریال عمان"]),
    ("YER", &["ر.ي", "ر.ي.", "ريال يمني"]),
    ("KWD", &["د.ك", "د.ك.", "دينار كويتي", "دینار کویت"]),
    ("BHD", &["د.ب", "د.ب.", "دينار بحريني"]),
    ("JOD", &["د.أ", "د.أ.", "دينار أردني"]),
    ("IQD", &["د.ع", "د.ع.", "دينار عراقي", "دینار عراق"]),
    ("LYD", &["د.ل", "د.ل.", "دينار ليبي"]),
    ("TND", &["د.ت", "د.ت.", "دينار تونسي"]),
    ("DZD", &["د.ج", "د.ج.", "دينار جزائري"]),
    ("MAD", &["د.م", "د.م.", "درهم مغربي"]),
    ("EGP", &["ج.م", "ج.م.", "جنيه", "جنيه مصري"]),
    ("LBP", &["ل.ل", "ل.ل.", "ليرة لبنانية"]),
    ("SYP", &["ل.س", "ل.س.", "ليرة سورية"]),
    ("TRY", &["₺", "tl", "لیر", "لیر ترکیه", "ليرة تركية"]),
    ("INR", &["₹", "روپیه"]),
    ("ILS", &["₪"]),
    ("RUB", &["₽", "روبل"]),
    ("KRW", &["₩"]),
    ("AFN", &["؋", "افغانی", "أفغاني"]),
    ("IRR", &["ریال", "ریال ایران", "rial", "rials", "iranian rial", "ريال إيراني"]),
];

/// Symbols several currencies use: the business's own is meant if it is one of them, or else the first, if that is
/// what the symbol alone stands for.
const SHARED: &[(&str, Option<&str>, &[&str])] = &[
    ("$", Some("USD"), &["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "MXN", "TWD", "ARS", "CLP", "COP"]),
    ("£", Some("GBP"), &["GBP", "EGP", "LBP", "SYP", "SDG"]),
    ("¥", None, &["JPY", "CNY"]),
    ("﷼", None, &["IRR", "SAR", "QAR", "OMR", "YER"]),
    ("ريال", None, &["SAR", "QAR", "OMR", "YER", "IRR"]),
    ("riyal", None, &["SAR", "QAR"]),
    ("دينار", None, &["KWD", "BHD", "JOD", "IQD", "LYD", "TND", "DZD"]),
    ("kr", None, &["SEK", "NOK", "DKK", "ISK"]),
];

/// Spellings of Toman, which is ten rials.
const TOMAN: &[&str] = &["irt", "tmn", "toman", "tomans", "تومان", "تومن", "تومان ایران"];

/// Whether ISO 4217 knows the code.
pub(crate) fn is_known(currency: Currency) -> bool {
    CODES.split(' ').any(|code| code == currency.code())
}

/// The currency a text names, and the unit when it names one. `None` when nobody knows it or it could be several.
pub(crate) fn read(text: &str, business: Currency) -> Option<(Currency, Option<Unit>)> {
    if let Ok(currency) = text.parse::<Currency>()
        && is_known(currency)
    {
        return Some((currency, None));
    }
    let hidden = |c: &char| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{202a}'..='\u{202e}');
    let folded: String = text.trim().chars().filter(hidden).flat_map(char::to_lowercase).collect();
    let word = folded.as_str();
    if TOMAN.contains(&word) {
        return Some((Currency::IRR, Some(Unit::Toman)));
    }
    if let Some((_, usual, of)) = SHARED.iter().find(|(symbol, ..)| *symbol == word) {
        let code = if of.contains(&business.code()) { business.code() } else { (*usual)? };
        return Some((code.parse().ok()?, Some(Unit::Rial)));
    }
    let (code, _) = WORDS.iter().find(|(_, words)| words.contains(&word))?;
    Some((code.parse().ok()?, (*code == "IRR").then_some(Unit::Rial)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn only_real_currencies_are_read() {
        let read = |text: &str, business: &str| {
            super::read(text, business.parse().unwrap()).map(|(currency, _)| currency.code().to_owned())
        };
        for (text, code) in [
            ("usd", "USD"),
            ("EUR", "EUR"),
            ("€", "EUR"),
            ("$", "USD"),
            ("£", "GBP"),
            ("د.إ", "AED"),
            ("ر.س.", "SAR"),
            ("ريال سعودي", "SAR"),
            ("تومان", "IRR"),
            ("IRT", "IRR"),
            ("Toman", "IRR"),
            ("ریال", "IRR"),
            ("\u{200f}د.ك\u{200f}", "KWD"),
        ] {
            assert_eq!(read(text, "USD").as_deref(), Some(code), "{text}");
        }
        for text in ["XYZ", "ABC", "coins", "﷼", "دينار", "¥", "", "USDT", "12"] {
            assert_eq!(read(text, "USD"), None, "{text}");
        }
        assert_eq!(read("$", "CAD").as_deref(), Some("CAD"));
        assert_eq!(read("﷼", "IRR").as_deref(), Some("IRR"));
        assert_eq!(read("﷼", "SAR").as_deref(), Some("SAR"));
        assert_eq!(read("دينار", "KWD").as_deref(), Some("KWD"));
        assert_eq!(super::read("تومان", Currency::USD).unwrap().1, Some(Unit::Toman));
    }
}
