//! What is known about a customer, for the list of facts; what is unknown is left out.

use std::collections::HashMap;

use serde::Serialize;
use wafa_customers::{ContactKind, Field, Profile};
use wafa_kernel::UserId;

use crate::who::Desk;

/// One fact.
#[derive(Debug, Serialize)]
pub(super) struct Fact {
    label: String,
    text: String,
    /// Where it leads: `tel:`, `mailto:`, the list of such customers.
    href: String,
    /// Numbers and addresses stand left to right.
    ltr: bool,
}

/// Fields shown as they are.
const TEXTS: [Field; 5] = [Field::Company, Field::Industry, Field::City, Field::Interests, Field::Notes];

/// Facts of a customer in the order they are read.
pub(super) fn facts(desk: &Desk, profile: &Profile, team: &HashMap<UserId, String>) -> Vec<Fact> {
    let mut facts: Vec<Fact> = profile.contacts.iter().map(|contact| contact_fact(desk, contact)).collect();
    let fields = &profile.fields;
    let mut add = |label: String, text: String| facts.push(Fact { label, text, href: String::new(), ltr: false });
    let word = |prefix: &str, value: &str| {
        if value.is_empty() { String::new() } else { desk.say(&format!("customers-{prefix}-{value}"), &[]) }
    };
    add(field_label(desk, "honorific"), fields.honorific.clone());
    if let Some(birth) = fields.birth_on {
        add(field_label(desk, "birth_on"), desk.reader.date(birth));
    }
    for (kind, day) in &profile.dates {
        add(Named::Date.label(desk, kind), desk.reader.date(*day));
    }
    add(field_label(desk, "gender"), word("gender", &fields.gender));
    for field in &TEXTS {
        add(field_label(desk, &field.name()), fields.get(field));
    }
    add(field_label(desk, "preferred_channel"), word("channel", &fields.preferred_channel));
    add(field_label(desk, "language"), word("language", &fields.language));
    add(field_label(desk, "owner"), fields.owner.and_then(|owner| team.get(&owner).cloned()).unwrap_or_default());
    add(field_label(desk, "source"), fields.source.clone());
    add(field_label(desk, "campaign"), fields.campaign.clone());
    for (name, text) in &fields.custom {
        add(name.clone(), text.clone());
    }
    facts.retain(|fact| !fact.text.trim().is_empty());
    facts
}

fn contact_fact(desk: &Desk, contact: &wafa_customers::Contact) -> Fact {
    let kind = field_label(desk, contact.kind.as_str());
    let role = Named::Role.label(desk, &contact.role);
    let label = if role.is_empty() {
        kind
    } else {
        desk.say("customers-contact-role", &[("kind", kind.into()), ("role", role.into())])
    };
    let (text, href) = match contact.kind {
        ContactKind::Phone => (wafa_text::phone::display(&contact.key), format!("tel:{}", contact.key)),
        ContactKind::Email => (contact.shown.clone(), format!("mailto:{}", contact.key)),
        ContactKind::External => (contact.shown.clone(), String::new()),
    };
    Fact { label, text, href, ltr: true }
}

/// What a field is called; one of the business's own by its own name.
pub(super) fn field_label(desk: &Desk, field: &str) -> String {
    match field.strip_prefix("custom:") {
        Some(name) => name.to_owned(),
        None => desk.say(&format!("customers-field-{field}"), &[]),
    }
}

/// Words we keep under a name of ours and show in the reader's language; others stand as written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Named {
    /// What a phone or an address is for.
    Role,
    /// Dates worth knowing.
    Date,
}

impl Named {
    /// Our names.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Role => &["mobile", "home", "work"],
            Self::Date => &["wedding", "membership", "child_birthday", "founding"],
        }
    }
    /// The word for the reader.
    pub fn label(self, desk: &Desk, name: &str) -> String {
        let prefix = match self {
            Self::Role => "role",
            Self::Date => "date",
        };
        if self.names().contains(&name) {
            desk.say(&format!("customers-{prefix}-{name}"), &[])
        } else {
            name.to_owned()
        }
    }
    /// Our name for a word as typed.
    pub fn name(self, desk: &Desk, typed: &str) -> String {
        let known = self.names().iter().find(|name| self.label(desk, name) == typed.trim());
        known.map_or_else(|| typed.trim().to_owned(), |name| (*name).to_owned())
    }
}
