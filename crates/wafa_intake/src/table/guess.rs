//! Guessing what columns mean: by their names, and where those say nothing, by what stands in them.

use super::aliases;
use super::mapping::Preset;
use super::meaning::Meaning;
use super::presets;
use crate::source::Record;

/// How sure a guess is, by where it comes from.
const BY_NAME: f64 = 1.0;
const BY_HINT: f64 = 0.7;
const BY_CONTENT: f64 = 0.6;

/// A guess and how sure it is, 0–1.
pub(crate) type Guess = (Meaning, f64);

/// Whose export the header looks like.
pub(crate) fn preset(header: &[String]) -> Preset {
    let keys: Vec<String> = header.iter().map(|name| aliases::key(name)).collect();
    let signs = |signs: &[&str]| signs.iter().filter(|sign| keys.contains(&aliases::key(sign))).count();
    if signs(aliases::SHOPIFY_SIGNS) >= 2 {
        Preset::Shopify
    } else if signs(presets::WOOCOMMERCE_SIGNS) >= 2 {
        Preset::Woocommerce
    } else if signs(presets::SALLA_SIGNS) >= 3 {
        Preset::Salla
    } else {
        Preset::Generic
    }
}

/// Guesses the meaning of every column.
pub(crate) fn columns(header: &[String], preset: Preset, rows: &[Record]) -> Vec<Guess> {
    let beside = crate::problems_file::beside(header);
    let mut guesses: Vec<Guess> = header
        .iter()
        .enumerate()
        .map(|(at, name)| match preset {
            _ if at < beside => (Meaning::Ignore, BY_NAME),
            Preset::Shopify => aliases::shopify(name).map_or((Meaning::Ignore, BY_NAME), |meaning| (meaning, BY_NAME)),
            Preset::Woocommerce | Preset::Salla => {
                presets::meaning(preset, name).map_or_else(|| generic(name, at, rows), |meaning| (meaning, BY_NAME))
            }
            Preset::Generic => generic(name, at, rows),
        })
        .collect();
    if preset != Preset::Shopify {
        keep_first(&mut guesses);
        whole_name(&mut guesses, header);
    }
    total_or_line(&mut guesses, header, rows);
    guesses
}

/// Columns called just "customer" hold whatever a shop calls a customer by; what stands in them tells. `None` when
/// the name says more than that, or nothing stands there.
fn customer(name: &str, at: usize, rows: &[Record]) -> Option<Guess> {
    const NAMES: [&str; 9] =
        ["customer", "client", "buyer", "مشتری", "خریدار", "طرف حساب", "العميل", "المشتري", "الزبون"];
    let key = aliases::key(name);
    if !NAMES.iter().any(|known| aliases::key(known) == key) {
        return None;
    }
    let (mut filled, mut codes, mut phones, mut mails, mut spaced) = (0, 0, 0, 0, 0);
    for record in rows.iter().take(200) {
        let cell = super::columns::value(record.cell(at));
        if cell.is_empty() {
            continue;
        }
        filled += 1;
        let digits = wafa_text::fold::digits(cell);
        let figures = digits.bytes().filter(u8::is_ascii_digit).count();
        let is_mail = cell.contains('@') && wafa_text::email::parse(cell).is_some();
        let dialled = digits.starts_with("09") || digits.starts_with("+") || digits.starts_with("00");
        let is_phone = dialled && (9..=15).contains(&figures) && digits.chars().all(|c| !c.is_alphabetic());
        mails += usize::from(is_mail);
        phones += usize::from(is_phone);
        spaced += usize::from(cell.contains(char::is_whitespace));
        codes += usize::from(!is_mail && !is_phone && figures > 0 && !cell.contains(char::is_whitespace));
    }
    let most = |count: usize| count * 10 >= filled * 7;
    Some(match filled {
        0 => return None,
        _ if most(mails) => (Meaning::Email, BY_CONTENT),
        _ if most(phones) => (Meaning::Phone, BY_CONTENT),
        _ if most(codes) => (Meaning::CustomerId, BY_HINT),
        _ if spaced * 10 >= filled * 3 => (Meaning::Name, BY_HINT),
        _ => return None,
    })
}

fn generic(name: &str, at: usize, rows: &[Record]) -> Guess {
    if let Some(guess) = customer(name, at, rows) {
        return guess;
    }
    if let Some(meaning) = aliases::meaning(name) {
        return (meaning, BY_NAME);
    }
    if let Some(meaning) = aliases::hint(name) {
        return (meaning, BY_HINT);
    }
    let (mut filled, mut mails) = (0, 0);
    for record in rows.iter().take(200) {
        let cell = super::columns::value(record.cell(at));
        filled += usize::from(!cell.is_empty());
        mails += usize::from(cell.contains('@') && wafa_text::email::parse(cell).is_some());
    }
    if filled > 0 && mails * 10 >= filled * 9 { (Meaning::Email, BY_CONTENT) } else { (Meaning::Ignore, 0.0) }
}

/// One column speaks for each meaning: the surest, then the first. Others are left to the person.
fn keep_first(guesses: &mut [Guess]) {
    for meaning in Meaning::ALL.iter().copied().filter(|meaning| *meaning != Meaning::Ignore) {
        let best = guesses
            .iter()
            .enumerate()
            .filter(|(_, (guessed, _))| *guessed == meaning)
            .max_by(|(a_at, (_, a)), (b_at, (_, b))| a.total_cmp(b).then(b_at.cmp(a_at)))
            .map(|(at, _)| at);
        for (at, guess) in guesses.iter_mut().enumerate() {
            if guess.0 == meaning && Some(at) != best {
                *guess = (Meaning::Ignore, 0.0);
            }
        }
    }
}

/// «نام» is the given name beside a family name, and the whole name where it stands alone.
fn whole_name(guesses: &mut [Guess], header: &[String]) {
    if guesses.iter().any(|(meaning, _)| matches!(meaning, Meaning::FamilyName | Meaning::Name)) {
        return;
    }
    let alone = aliases::key("نام");
    for (guess, _) in guesses
        .iter_mut()
        .zip(header)
        .filter(|(guess, name)| guess.0 == Meaning::GivenName && aliases::key(name) == alone)
    {
        guess.0 = Meaning::Name;
    }
}

/// A column called "total" holds either what each line costs or, on every line, what the order costs. Orders of
/// several lines tell: if the value is the same on all lines of every order, it is the order's.
fn total_or_line(guesses: &mut [Guess], header: &[String], rows: &[Record]) {
    let place = |wanted: Meaning| guesses.iter().position(|(meaning, _)| *meaning == wanted);
    let Some(order) = place(Meaning::OrderId) else { return };
    let (Some(at), None) = (match (place(Meaning::Amount), place(Meaning::OrderTotal)) {
        (Some(line), None) => (Some(line), None),
        (None, Some(total)) => (Some(total), None),
        (line, total) => (line, total),
    }) else {
        return;
    };
    let (mut same, mut different) = (0, 0);
    for (record, next) in rows.iter().zip(rows.iter().skip(1)) {
        let cell = |record: &'_ Record, at: usize| super::columns::value(record.cell(at)).to_owned();
        if cell(record, order).is_empty() || cell(record, order) != cell(next, order) || cell(next, at).is_empty() {
            continue;
        }
        if cell(record, at) == cell(next, at) { same += 1 } else { different += 1 }
    }
    let named_total = header.get(at).is_some_and(|name| {
        let key = aliases::key(name);
        ["total", "کل", "جمع", "اجمالی", "مجموع"].iter().any(|part| key.contains(&aliases::key(part)))
    });
    if let Some(guess) = guesses.get_mut(at) {
        if different > 0 {
            guess.0 = Meaning::Amount;
        } else if same > 0 && named_total {
            guess.0 = Meaning::OrderTotal;
        }
    }
}
