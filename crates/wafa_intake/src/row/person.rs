//! Whom a row names. Only ids, phones and e-mails identify a person; a name alone never does.

use std::hash::{DefaultHasher, Hasher};
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
    /// Tells persons of one file apart: a hash of everything the row says about them.
    pub serial: u128,
    /// The strongest identification, for keys of rows: the id, the phone or the e-mail.
    pub identity: String,
    external: Option<String>,
    phone: Option<(String, String)>,
    email: Option<(String, String)>,
    tags: Vec<String>,
    /// Boxed, and left out when it says nothing: many persons are held at once.
    fields: Option<Box<Fields>>,
}

impl Person {
    /// What names the person, strongest first.
    pub(crate) fn keys(&self) -> impl Iterator<Item = String> {
        let external = self.external.as_ref().map(|id| format!("i{id}"));
        let phone = self.phone.as_ref().map(|(key, _)| format!("p{key}"));
        let email = self.email.as_ref().map(|(key, _)| format!("m{key}"));
        [external, phone, email].into_iter().flatten()
    }

    /// The strongest identification as the file writes it.
    pub(crate) fn shown(&self) -> &str {
        let phone = self.phone.as_ref().map(|(_, shown)| shown.as_str());
        let email = self.email.as_ref().map(|(_, shown)| shown.as_str());
        self.external.as_deref().or(phone).or(email).unwrap_or_default()
    }

    /// Cannot be the same person: the ids differ, or without ids, phones or addresses differ and none is shared.
    pub(crate) fn contradicts(&self, other: &Self) -> bool {
        if let (Some(mine), Some(theirs)) = (&self.external, &other.external) {
            return mine != theirs;
        }
        let differ = |mine: &Option<(String, String)>, theirs: &Option<(String, String)>| match (mine, theirs) {
            (Some((mine, _)), Some((theirs, _))) => Some(mine != theirs),
            _ => None,
        };
        let (phones, emails) = (differ(&self.phone, &other.phone), differ(&self.email, &other.email));
        phones != Some(false) && emails != Some(false) && (phones.is_some() || emails.is_some())
    }

    /// What the register is told.
    pub(crate) fn incoming(&self) -> Incoming {
        Incoming {
            external: self.external.clone(),
            phone: self.phone.clone(),
            email: self.email.clone(),
            fields: self.fields.as_deref().cloned().unwrap_or_default(),
            tags: self.tags.clone(),
        }
    }
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
    /// Phones read lately: reading one takes longer than anything else about a row.
    phones: Recent<Box<str>, Option<Box<str>>>,
    scratch: String,
}

/// Persons remembered, at least; rows of those seen lately cost a look-up.
const REMEMBERED: usize = 40_000;
/// Phones remembered, at least.
const PHONES_REMEMBERED: usize = 100_000;

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
        let mut places: Vec<usize> =
            MEANINGS.iter().flat_map(|meaning| plan.columns.places(*meaning)).copied().collect();
        if plan.customers_only {
            places.extend(plan.columns.custom.iter().map(|(at, _)| *at));
            places.extend(plan.columns.places(Meaning::Source));
            places.extend(plan.columns.places(Meaning::Campaign));
        }
        let (known, phones) = (Recent::new(REMEMBERED), Recent::new(PHONES_REMEMBERED));
        Self { country: plan.country.clone(), places, known, phones, scratch: String::new() }
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
        let person = self.read(plan, dates, record);
        self.known.insert(self.scratch.as_str().into(), person.clone());
        person
    }

    fn phone(&mut self, text: &str) -> Option<String> {
        if let Some(known) = self.phones.get(text) {
            return known.map(String::from);
        }
        let phone = wafa_text::phone::parse(text, &self.country).map(|phone| phone.e164);
        self.phones.insert(text.into(), phone.as_deref().map(Into::into));
        phone
    }

    fn read(&mut self, plan: &Plan, dates: &DateReader, record: &Record) -> Result<Option<Arc<Person>>, Unreadable> {
        let columns = &plan.columns;
        let mut fields = fields(plan, dates, record);
        let named = columns.text(Meaning::CustomerId, record);
        let external = (!is_nobody(named)).then(|| external_id(named));
        let (mut phone, mut email, mut unreadable) = (None, None, None);
        if let Some((column, text)) = columns.find(Meaning::Phone, record).filter(|(_, text)| !is_nobody(text)) {
            phone = self.phone(text).map(|key| (key, short(text)));
            if phone.is_none() {
                unreadable = Some(Unreadable { column, code: "phone_unreadable" });
                keep_raw(&mut fields, plan, column, text);
            }
        }
        if let Some((column, text)) = columns.find(Meaning::Email, record).filter(|(_, text)| !is_nobody(text)) {
            email = wafa_text::email::parse(text).map(|key| (key, short(text)));
            if email.is_none() {
                unreadable = unreadable.or(Some(Unreadable { column, code: "email_unreadable" }));
                keep_raw(&mut fields, plan, column, text);
            }
        }
        let identity = match (&external, &phone, &email) {
            (Some(id), ..) => format!("i{id}"),
            (None, Some((phone, _)), _) => format!("p{phone}"),
            (None, None, Some((mail, _))) => format!("m{mail}"),
            // Somebody who could be found by a phone or mail that cannot be read is not nobody.
            (None, None, None) => return unreadable.map_or(Ok(None), Err),
        };
        let tags = columns.text(Meaning::Tags, record).split([',', '،', ';', '؛', '|']);
        let tags = tags.map(|tag| short(clean(tag))).filter(|tag| !tag.is_empty()).take(30).collect();
        let fields = (fields != Fields::default()).then(|| Box::new(fields));
        let serial = serial(&self.scratch);
        Ok(Some(Arc::new(Person { serial, identity, external, phone, email, tags, fields })))
    }
}

/// 128 bits of a text, the same throughout a run.
fn serial(text: &str) -> u128 {
    let half = |seed: u8| {
        let mut hasher = DefaultHasher::new();
        hasher.write_u8(seed);
        hasher.write(text.as_bytes());
        u128::from(hasher.finish())
    };
    half(1) << 64 | half(2)
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
    const NOBODY: &[&str] = &[
        "",
        "0",
        "-",
        "--",
        "—",
        "null",
        "none",
        "nan",
        "n/a",
        "na",
        "#n/a",
        "nil",
        "undefined",
        "guest",
        "unknown",
        "مهمان",
        "نامشخص",
        "ندارد",
        "زائر",
        "ضيف",
        "لا يوجد",
    ];
    text.len() <= 24 && NOBODY.contains(&text.to_lowercase().as_str())
}

/// An id as other systems know it: digits folded, and without the `.0` that tables of numbers put behind it.
fn external_id(text: &str) -> String {
    let folded = wafa_text::fold::digits(text);
    let bare =
        folded.strip_suffix(".0").filter(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    short(bare.unwrap_or(&folded))
}

/// A text as it is kept: cut when too long, without what a database cannot hold.
pub(crate) fn short(text: &str) -> String {
    if text.len() <= 500 && !text.contains('\0') {
        return text.to_owned();
    }
    text.chars().filter(|letter| *letter != '\0').take(500).collect()
}
