//! Month names as they are written in the three languages, in the folded spelling and without spaces or hyphens.

use CalendarKind::{Gregorian, Hijri, Jalali};
use wafa_kernel::CalendarKind;

type Names = [&'static [&'static str]; 12];

const JALALI: Names = [
    &["فروردین", "حمل", "farvardin"],
    &["اردیبهشت", "ثور", "ordibehesht"],
    &["خرداد", "جوزا", "khordad"],
    &["تیر", "سرطان", "tir"],
    &["مرداد", "امرداد", "اسد", "mordad"],
    &["شهریور", "سنبله", "shahrivar"],
    &["مهر", "میزان", "mehr"],
    &["ابان", "عقرب", "aban"],
    &["اذر", "قوس", "azar"],
    &["دی", "جدی", "dey"],
    &["بهمن", "دلو", "bahman"],
    &["اسفند", "حوت", "esfand"],
];

const HIJRI: Names = [
    &["محرم", "المحرم", "محرمالحرام", "muharram"],
    &["صفر", "safar"],
    &["ربیعالاول", "rabialawwal", "rabii"],
    &["ربیعالثانی", "ربیعالاخر", "rabialthani", "rabiiin", "rabiii"],
    &["جمادیالاولی", "جمادیالاول", "jumadaalula", "jumadai"],
    &["جمادیالثانیه", "جمادیالثانی", "جمادیالاخره", "جمادیالاخر", "jumadaalakhira", "jumadaalthani", "jumadaii"],
    &["رجب", "rajab"],
    &["شعبان", "shaaban", "shaban"],
    &["رمضان", "ramadan"],
    &["شوال", "shawwal"],
    &["ذوالقعده", "ذیالقعده", "ذیقعده", "dhualqadah"],
    &["ذوالحجه", "ذیالحجه", "ذیحجه", "dhualhijjah"],
];

const GREGORIAN: Names = [
    &["ینایر", "ژانویه", "کانونالثانی", "جانفی", "january", "jan"],
    &["فبرایر", "فوریه", "شباط", "فیفری", "february", "feb"],
    &["مارس", "اذار", "march", "mar"],
    &["ابریل", "اوریل", "نیسان", "افریل", "april", "apr"],
    &["مایو", "مه", "می", "ایار", "مای", "may"],
    &["یونیو", "یونیه", "ژوین", "حزیران", "جوان", "june", "jun"],
    &["یولیو", "یولیه", "ژوییه", "جولای", "تموز", "جویلیه", "july", "jul"],
    &["اغسطس", "اوت", "اگوست", "اب", "august", "aug"],
    &["سبتمبر", "سپتامبر", "ایلول", "september", "sept", "sep"],
    &["اکتوبر", "اکتبر", "تشرینالاول", "october", "oct"],
    &["نوفمبر", "نوامبر", "تشرینالثانی", "november", "nov"],
    &["دیسمبر", "دسامبر", "کانونالاول", "december", "dec"],
];

/// The month whose name stands at the beginning of `text`, and how many bytes the name takes.
pub(super) fn at_start(text: &str) -> Option<(CalendarKind, u8, usize)> {
    for (kind, names) in [(Jalali, &JALALI), (Gregorian, &GREGORIAN), (Hijri, &HIJRI)] {
        for (month, spellings) in (1..).zip(names) {
            if let Some(length) = spellings.iter().find_map(|name| matched(text, name)) {
                return Some((kind, month, length));
            }
        }
    }
    None
}

/// Compares letter by letter, over spaces and hyphens inside the name; the name must end where the word ends.
fn matched(text: &str, name: &str) -> Option<usize> {
    let mut wanted = name.chars();
    let mut next = wanted.next();
    for (at, c) in text.char_indices() {
        match next {
            None => return (!c.is_alphabetic()).then_some(at),
            Some(letter) if letter == c => next = wanted.next(),
            Some(_) if matches!(c, ' ' | '-') && at > 0 => {}
            Some(_) => return None,
        }
    }
    next.is_none().then_some(text.len())
}
