//! A customer as typed into the form: read, checked, and shown again as it was typed when something is wrong.

use std::collections::BTreeMap;

use serde::Serialize;
use wafa_customers::{ContactKind, Field, Fields, NewContact, NewCustomer, Profile};
use wafa_kernel::{Day, Language};
use wafa_text::dates::{CalendarHint, DateOrder, read};

use super::contacts::{self, ContactRow};
use super::facts::{Named, field_label};
use super::menus::{Choice, owners};
use crate::fault::Fault;
use crate::who::Desk;

/// Rows offered for a first phone, address, date, custom field.
const SPARE_ROWS: usize = 1;

/// A name and a text, such as a date worth knowing or a field of the business's own.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct NamedRow {
    name: String,
    text: String,
    error: String,
}

/// What was typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Draft {
    values: BTreeMap<String, String>,
    errors: BTreeMap<String, String>,
    phones: Vec<ContactRow>,
    emails: Vec<ContactRow>,
    externals: Vec<ContactRow>,
    dates: Vec<NamedRow>,
    custom: Vec<NamedRow>,
    tags: String,
}

/// What the form offers.
#[derive(Debug, Serialize)]
pub(super) struct Offers {
    labels: BTreeMap<String, String>,
    genders: Vec<Choice>,
    channels: Vec<Choice>,
    languages: Vec<Choice>,
    owners: Vec<Choice>,
    roles: Vec<String>,
    date_kinds: Vec<String>,
}

impl Offers {
    /// # Errors
    /// The database's.
    pub async fn load(desk: &Desk) -> Result<Self, Fault> {
        let word =
            |prefix: &str, value: &str| Choice::new(value, desk.say(&format!("customers-{prefix}-{value}"), &[]));
        let unknown = || Choice::new("", desk.say("customers-unknown", &[]));
        let menu = |prefix: &str, values: &[&str]| {
            std::iter::once(unknown()).chain(values.iter().map(|value| word(prefix, value))).collect::<Vec<_>>()
        };
        let labels = |named: Named| named.names().iter().map(|name| named.label(desk, name)).collect();
        Ok(Self {
            labels: Field::PLAIN.iter().map(|field| (field.name(), field_label(desk, &field.name()))).collect(),
            genders: menu("gender", &["female", "male"]),
            channels: menu("channel", &Field::CHANNELS),
            languages: menu("language", &Language::ALL.map(Language::tag)),
            owners: owners(desk, "customers-nobody").await?,
            roles: labels(Named::Role),
            date_kinds: labels(Named::Date),
        })
    }
}

impl Draft {
    /// A blank form.
    pub fn blank() -> Self {
        let mut draft = Self {
            values: Field::PLAIN.iter().map(|field| (field.name(), String::new())).collect(),
            ..Self::default()
        };
        draft.spare_rows();
        draft
    }

    /// The form of a customer.
    pub fn of(desk: &Desk, profile: &Profile) -> Self {
        let shown = |field: &Field| match (field, profile.fields.birth_on) {
            (Field::BirthOn, Some(day)) => desk.reader.date_short(day),
            _ => profile.fields.get(field),
        };
        let named =
            |name: &str, text: &str| NamedRow { name: name.to_owned(), text: text.to_owned(), error: String::new() };
        let mut draft = Self {
            values: Field::PLAIN.iter().map(|field| (field.name(), shown(field))).collect(),
            errors: BTreeMap::new(),
            phones: contacts::stored(desk, &profile.contacts, ContactKind::Phone),
            emails: contacts::stored(desk, &profile.contacts, ContactKind::Email),
            externals: contacts::stored(desk, &profile.contacts, ContactKind::External),
            dates: profile
                .dates
                .iter()
                .map(|(kind, day)| named(&Named::Date.label(desk, kind), &desk.reader.date_short(*day)))
                .collect(),
            custom: profile.fields.custom.iter().map(|(name, text)| named(name, text)).collect(),
            tags: profile.tags.join(&desk.say("customers-comma", &[])),
        };
        draft.spare_rows();
        draft
    }

    /// What was sent, with what is wrong with it beside each field.
    pub fn sent(desk: &Desk, pairs: &[(String, String)]) -> Self {
        let values = Field::PLAIN.iter().map(|field| (field.name(), super::value(pairs, &field.name()).to_owned()));
        let mut draft = Self {
            values: values.collect(),
            errors: BTreeMap::new(),
            phones: contacts::sent(pairs, "phone"),
            emails: contacts::sent(pairs, "email"),
            externals: contacts::sent(pairs, "external"),
            dates: named(pairs, "date_kind", "date_on"),
            custom: named(pairs, "custom_name", "custom_text"),
            tags: super::value(pairs, "tags").to_owned(),
        };
        draft.check(desk);
        draft
    }

    fn check(&mut self, desk: &Desk) {
        let mut fields = Fields::default();
        for field in Field::PLAIN {
            let text = self.values.get(&field.name()).cloned().unwrap_or_default();
            let readable = match field {
                Field::BirthOn => text.is_empty() || read_day(desk, &text).is_some(),
                _ => fields.set(&field, &text).is_ok(),
            };
            if !readable {
                let key = if field == Field::BirthOn { "customers-date_unreadable" } else { "customers-field-refused" };
                self.errors.insert(field.name(), desk.say(key, &[]));
            }
        }
        let phones = contacts::check(desk, ContactKind::Phone, &mut self.phones);
        let emails = contacts::check(desk, ContactKind::Email, &mut self.emails);
        let mut fine = phones && emails;
        for row in self.dates.iter_mut().filter(|row| !row.text.is_empty() && read_day(desk, &row.text).is_none()) {
            row.error = desk.say("customers-date_unreadable", &[]);
            fine = false;
        }
        if fine && self.errors.is_empty() && self.nobody() {
            self.errors.insert("name".to_owned(), desk.say("customers-form-nobody", &[]));
        }
        if !fine {
            self.errors.entry(String::new()).or_insert_with(|| desk.say("customers-form-wrong", &[]));
        }
    }

    /// Nothing by which to find or name the customer.
    fn nobody(&self) -> bool {
        let named = ["name", "given_name", "family_name", "company"];
        let named = named.iter().any(|field| self.values.get(*field).is_some_and(|text| !text.is_empty()));
        let rows = [&self.phones, &self.emails, &self.externals];
        !named && rows.into_iter().flatten().all(|row| row.text.is_empty())
    }

    /// Nothing is wrong.
    pub fn fine(&self) -> bool {
        self.errors.is_empty()
    }
    /// Writes what the register refused beside the field it is about, or above the form.
    pub fn refuse(&mut self, field: &str, text: String) {
        self.errors.insert(field.to_owned(), text);
    }
    /// Rows to type something new into.
    pub fn spare_rows(&mut self) {
        for rows in [&mut self.phones, &mut self.emails, &mut self.externals] {
            rows.retain(|row| !row.text.is_empty());
            rows.extend(std::iter::repeat_n(ContactRow::default(), SPARE_ROWS));
        }
        for rows in [&mut self.dates, &mut self.custom] {
            rows.retain(|row| !row.text.is_empty() || !row.name.is_empty());
            rows.extend(std::iter::repeat_n(NamedRow::default(), SPARE_ROWS));
        }
    }

    /// Every plain field and every field of the business's own, as the register takes them.
    pub fn fields(&self, desk: &Desk) -> Vec<(Field, String)> {
        let plain = Field::PLAIN.into_iter().map(|field| {
            let text = self.values.get(&field.name()).cloned().unwrap_or_default();
            let text = match field {
                Field::BirthOn => read_day(desk, &text).map(|day| day.to_string()).unwrap_or_default(),
                _ => text,
            };
            (field, text)
        });
        let custom = self.custom.iter().filter(|row| !row.name.is_empty());
        plain.chain(custom.map(|row| (Field::Custom(row.name.clone()), row.text.clone()))).collect()
    }
    /// Phones, addresses and ids that are filled.
    pub fn contacts(&self, desk: &Desk) -> Vec<NewContact> {
        let rows = [&self.phones, &self.emails, &self.externals];
        ContactKind::ALL.into_iter().zip(rows).flat_map(|(kind, rows)| contacts::filled(desk, kind, rows)).collect()
    }
    /// Tags, parted by commas of any script.
    pub fn tags(&self) -> Vec<String> {
        let parts = self.tags.split([',', '،', ';', '؛', '\n']).map(str::trim);
        parts.filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
    }
    /// Dates worth knowing; a kind without a date is left out.
    pub fn dates(&self, desk: &Desk) -> Vec<(String, Day)> {
        let filled = self.dates.iter().filter(|row| !row.name.is_empty());
        filled.filter_map(|row| Some((Named::Date.name(desk, &row.name), read_day(desk, &row.text)?))).collect()
    }

    /// A new customer.
    ///
    /// # Errors
    /// The register's, for a field that does not take its value.
    pub fn new_customer(&self, desk: &Desk) -> Result<NewCustomer, wafa_customers::Error> {
        let mut fields = Fields::default();
        for (field, text) in self.fields(desk) {
            fields.set(&field, &text)?;
        }
        Ok(NewCustomer { fields, contacts: self.contacts(desk), tags: self.tags(), dates: self.dates(desk) })
    }
}

/// Pairs of a name and a text that belong together.
fn named(pairs: &[(String, String)], name: &str, text: &str) -> Vec<NamedRow> {
    let all = |wanted: &str| -> Vec<String> {
        pairs.iter().filter(|(key, _)| key == wanted).map(|(_, text)| text.trim().to_owned()).collect()
    };
    all(name).into_iter().zip(all(text)).map(|(name, text)| NamedRow { name, text, error: String::new() }).collect()
}

/// A date as typed: in the reader's calendar, or any other that its year tells.
pub(super) fn read_day(desk: &Desk, text: &str) -> Option<Day> {
    let mine = read(text, CalendarHint::Only(desk.reader.calendar), DateOrder::Auto);
    mine.or_else(|| read(text, CalendarHint::Auto, DateOrder::Auto)).map(|date| date.day)
}
