//! Whom a row names. Only ids, phones and e-mails identify a person; a name alone never does.

use std::sync::Arc;

use wafa_customers::{Fields, Incoming};

use super::calendar::DateReader;
use super::recent::Recent;
use crate::source::Record;
use crate::source::record::clean;
use crate::table::meaning::Meaning;
use crate::table::plan::Plan;

/// A person as rows of the file describe them. Rows that say the same share one.
#[derive(Debug)]
pub(crate) struct Person {
    /// Tells persons of one run apart.
    pub serial: u64,
    /// What the register is told.
    pub incoming: Incoming,
    /// The strongest identification, for keys of rows: the id, the phone or the e-mail.
    pub identity: String,
}

/// What is wrong with what a row says about a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub column: usize,
    pub code: &'static str,
}

/// Reads the persons of one file.
#[derive(Debug)]
pub(crate) struct People {
    country: String,
    places: Vec<usize>,
    known: Recent<Box<str>, Result<Option<Arc<Person>>, Unreadable>>,
    made: u64,
    scratch: String,
}

/// Persons remembered; rows of those seen lately cost a look-up.
const REMEMBERED: usize = 100_000;

const MEANINGS: &[Meaning] = &[
    Meaning::CustomerId,
    Meaning::Email,
    Meaning::Phone,
    Meaning::Name,
    Meaning::GivenName,
    Meaning::FamilyName,
    Meaning::Honorific,
    Meaning::Gender,
    Meaning::Company,
    Meaning::City,
    Meaning::BirthDate,
    Meaning::Tags,
    Meaning::Note,
];

impl People {
    pub(crate) fn new(plan: &Plan) -> Self {
        let mut places: Vec<usize> = MEANINGS.iter().flat_map(|meaning| plan.columns.places(*meaning)).copied().collect();
        if plan.customers_only {
            places.extend(plan.columns.custom.iter().map(|(at, _)| *at));
            places.extend(plan.columns.places(Meaning::Source));
            places.extend(plan.columns.places(Meaning::Campaign));
        }
        Self { country: plan.country.clone(), places, known: Recent::new(REMEMBERED), made: 0, scratch: String::new() }
    }

    /// The person a row names, `None` when it names nobody.
    pub(crate) fn of(
        &mut self,
        plan: &Plan,
        dates: &DateReader,
        record: &Record,
    ) -> Result<Option<Arc<Person>>, Unreadable> {
        self.scratch.clear();
        for at in &self.places {
            self.scratch.push_str(clean(record.cell(*at)));
            self.scratch.push('\u{1f}');
        }
        if let Some(known) = self.known.get(self.scratch.as_str()) {
            return known;
        }
        let serial = self.made;
        self.made += 1;
        let person = read(plan, dates, record, &self.country, serial);
        self.known.insert(self.scratch.as_str().into(), person.clone());
        person
    }
}

fn read(
    plan: &Plan,
    dates: &DateReader,
    record: &Record,
    country: &str,
    serial: u64,
) -> Result<Option<Arc<Person>>, Unreadable> {
    let columns = &plan.columns;
    let mut incoming = Incoming { fields: fields(plan, dates, record), ..Incoming::default() };
    let external = columns.text(Meaning::CustomerId, record);
    if !is_nobody(external) {
        incoming.external = Some(external_id(external));
    }
    let mut unreadable = None;
    if let Some((column, text)) = columns.find(Meaning::Phone, record).filter(|(_, text)| !is_nobody(text)) {
        match wafa_text::phone::parse(text, country) {
            Some(phone) => incoming.phone = Some((phone.e164, short(text))),
            None => {
                unreadable = Some(Unreadable { column, code: "phone_unreadable" });
                keep_raw(&mut incoming.fields, plan, column, text);
            }
        }
    }
    if let Some((column, text)) = columns.find(Meaning::Email, record).filter(|(_, text)| !is_nobody(text)) {
        match wafa_text::email::parse(text) {
            Some(key) => incoming.email = Some((key, short(text))),
            None => {
                unreadable = unreadable.or(Some(Unreadable { column, code: "email_unreadable" }));
                keep_raw(&mut incoming.fields, plan, column, text);
            }
        }
    }
    let identity = match (&incoming.external, &incoming.phone, &incoming.email) {
        (Some(id), ..) => format!("i{id}"),
        (None, Some((phone, _)), _) => format!("p{phone}"),
        (None, None, Some((mail, _))) => format!("m{mail}"),
        // Somebody who could be found by a phone or mail that cannot be read is not nobody.
        (None, None, None) => return unreadable.map_or(Ok(None), Err),
    };
    let tags = columns.text(Meaning::Tags, record).split([',', '،', ';', '؛', '|']);
    incoming.tags = tags.map(|tag| short(clean(tag))).filter(|tag| !tag.is_empty()).take(30).collect();
    Ok(Some(Arc::new(Person { serial, incoming, identity })))
}

/// A phone or mail that cannot be read is kept as it is written, so that nothing is lost.
fn keep_raw(fields: &mut Fields, plan: &Plan, column: usize, text: &str) {
    if let Some(name) = plan.shape.header.get(column) {
        fields.custom.insert(name.clone(), short(text));
    }
}

fn fields(plan: &Plan, dates: &DateReader, record: &Record) -> Fields {
    let text = |meaning: Meaning| short(plan.columns.text(meaning, record));
    let mut fields = Fields {
        name: text(Meaning::Name),
        honorific: text(Meaning::Honorific),
        given_name: text(Meaning::GivenName),
        family_name: text(Meaning::FamilyName),
        gender: gender(plan.columns.text(Meaning::Gender, record)).to_owned(),
        company: text(Meaning::Company),
        city: text(Meaning::City),
        notes: text(Meaning::Note),
        birth_on: plan.columns.find(Meaning::BirthDate, record).and_then(|(_, written)| dates.day(written)),
        ..Fields::default()
    };
    if fields.name.is_empty() {
        fields.name = format!("{} {}", fields.given_name, fields.family_name).trim().to_owned();
    } else if fields.given_name.is_empty() && fields.family_name.is_empty() {
        let parts = wafa_text::names::split(&fields.name);
        fields.given_name = parts.given;
        fields.family_name = parts.family;
        if fields.honorific.is_empty() {
            fields.honorific = parts.honorific.unwrap_or_default();
        }
    }
    if plan.customers_only {
        fields.source = text(Meaning::Source);
        fields.campaign = text(Meaning::Campaign);
        for (at, name) in &plan.columns.custom {
            let value = short(crate::table::columns::value(record.cell(*at)));
            if !value.is_empty() {
                fields.custom.insert(name.clone(), value);
            }
        }
    }
    fields
}

fn gender(word: &str) -> &'static str {
    const FEMALE: &[&str] = &["f", "female", "woman", "زن", "خانم", "مونث", "مؤنث", "أنثى", "انثى", "أنثي"];
    const MALE: &[&str] = &["m", "male", "man", "مرد", "آقا", "مذکر", "ذكر"];
    let lower = word.to_lowercase();
    if FEMALE.contains(&lower.as_str()) {
        "female"
    } else if MALE.contains(&lower.as_str()) {
        "male"
    } else {
        ""
    }
}

/// What exports write where there is nobody.
fn is_nobody(text: &str) -> bool {
    const NOBODY: &[&str] =
        &["", "0", "-", "--", "—", "null", "none", "nan", "n/a", "na", "#n/a", "nil", "undefined", "guest", "unknown", "مهمان", "نامشخص", "ندارد", "زائر", "ضيف", "لا يوجد"];
    text.len() <= 24 && NOBODY.contains(&text.to_lowercase().as_str())
}

/// An id as other systems know it: digits folded, and without the `.0` that tables of numbers put behind it.
fn external_id(text: &str) -> String {
    let folded = wafa_text::fold::digits(text);
    let bare = folded.strip_suffix(".0").filter(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    short(bare.unwrap_or(&folded))
}

/// A text as it is kept: cut when too long, without what a database cannot hold.
pub(crate) fn short(text: &str) -> String {
    if text.len() <= 500 && !text.contains('\0') {
        return text.to_owned();
    }
    text.chars().filter(|letter| *letter != '\0').take(500).collect()
}
