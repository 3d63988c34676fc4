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
    let word = |prefix: &str, value: &str| if value.is_empty() { String::new() } else { desk.say(&format!("customers-{prefix}-{value}"), &[]) };
    add(field_label(desk, "honorific"), fields.honorific.clone());
    if let Some(birth) = fields.birth_on {
        add(field_label(desk, "birth_on"), desk.reader.date(birth));
    }
    for (kind, day) in &profile.dates {
        add(date_kind(desk, kind), desk.reader.date(*day));
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
    let role = role_label(desk, &contact.role);
    let label = if role.is_empty() { kind } else { desk.say("customers-contact-role", &[("kind", kind.into()), ("role", role.into())]) };
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

/// What a role of a contact is called: ours in the reader's language, others as written.
pub(super) fn role_label(desk: &Desk, role: &str) -> String {
    match role {
        "mobile" | "home" | "work" | "shop" => desk.say(&format!("customers-role-{role}"), &[]),
        other => other.to_owned(),
    }
}

/// What a date worth knowing is called.
pub(super) fn date_kind(desk: &Desk, kind: &str) -> String {
    match kind {
        "wedding" | "membership" | "birthday_of_child" | "business_founded" => desk.say(&format!("customers-date-{kind}"), &[]),
        other => other.to_owned(),
    }
}
