//! Phones, addresses and ids of a form: rows of text and role, compared with what the register has.

use serde::Serialize;
use wafa_customers::{Contact, ContactKind, NewContact};

use super::facts::Named;
use crate::who::Desk;

/// One row of a form.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct ContactRow {
    pub text: String,
    pub role: String,
    pub error: String,
}

/// The rows of a kind as sent.
pub(super) fn sent(pairs: &[(String, String)], name: &str) -> Vec<ContactRow> {
    let all =
        |wanted: &str| pairs.iter().filter(|(key, _)| key == wanted).map(|(_, text)| text.trim().to_owned()).collect();
    let (texts, roles): (Vec<String>, Vec<String>) = (all(name), all(&format!("{name}_role")));
    let roles = roles.into_iter().chain(std::iter::repeat(String::new()));
    texts.into_iter().zip(roles).map(|(text, role)| ContactRow { text, role, error: String::new() }).collect()
}

/// The rows of a kind as the register has them.
pub(super) fn stored(desk: &Desk, contacts: &[Contact], kind: ContactKind) -> Vec<ContactRow> {
    let of_kind = contacts.iter().filter(|contact| contact.kind == kind);
    let role = |contact: &Contact| Named::Role.label(desk, &contact.role);
    of_kind.map(|contact| ContactRow { text: shown(contact), role: role(contact), error: String::new() }).collect()
}

fn shown(contact: &Contact) -> String {
    if contact.kind == ContactKind::Phone { wafa_text::phone::display(&contact.key) } else { contact.shown.clone() }
}

/// How a contact is compared; none when it cannot be read.
pub(super) fn key(kind: ContactKind, text: &str, country: &str) -> Option<String> {
    match kind {
        ContactKind::Phone => wafa_text::phone::parse(text, country).map(|phone| phone.e164),
        ContactKind::Email => wafa_text::email::parse(text),
        ContactKind::External => Some(wafa_text::fold::digits(text.trim()).into_owned()),
    }
}

/// Writes what is wrong beside each row; true when all can be read.
pub(super) fn check(desk: &Desk, kind: ContactKind, rows: &mut [ContactRow]) -> bool {
    let code = if kind == ContactKind::Phone { "customers.phone_unreadable" } else { "customers.email_unreadable" };
    let mut fine = true;
    for row in rows.iter_mut().filter(|row| !row.text.is_empty()) {
        if key(kind, &row.text, &desk.business.country).is_none() {
            row.error = desk.say(code, &[]);
            fine = false;
        }
    }
    fine
}

/// Rows that are filled, as new contacts.
pub(super) fn filled(desk: &Desk, kind: ContactKind, rows: &[ContactRow]) -> Vec<NewContact> {
    let filled = rows.iter().filter(|row| !row.text.is_empty());
    filled.map(|row| NewContact { kind, role: Named::Role.name(desk, &row.role), text: row.text.clone() }).collect()
}

/// What has to be taken away and what has to be added, so that the register has what was sent.
pub(super) fn difference(had: &[Contact], wanted: &[NewContact], country: &str) -> (Vec<Contact>, Vec<NewContact>) {
    let same = |one: &Contact, other: &NewContact| {
        one.kind == other.kind
            && one.role == other.role
            && key(other.kind, &other.text, country).as_deref() == Some(one.key.as_str())
    };
    let gone = had.iter().filter(|one| !wanted.iter().any(|other| same(one, other))).cloned().collect();
    let new = wanted.iter().filter(|other| !had.iter().any(|one| same(one, other))).cloned().collect();
    (gone, new)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use wafa_customers::ContactId;

    use super::*;

    fn phone(role: &str, key: &str) -> Contact {
        Contact {
            id: ContactId::from_raw(1),
            kind: ContactKind::Phone,
            role: role.to_owned(),
            shown: key.to_owned(),
            key: key.to_owned(),
        }
    }
    fn typed(role: &str, text: &str) -> NewContact {
        NewContact { kind: ContactKind::Phone, role: role.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn a_phone_in_other_digits_is_the_same() {
        let had = [phone("mobile", "+989123456789")];
        let (gone, new) = difference(&had, &[typed("mobile", "۰۹۱۲ ۳۴۵ ۶۷۸۹")], "IR");
        assert!(gone.is_empty() && new.is_empty());
    }

    #[test]
    fn another_role_replaces_it_and_a_blank_row_takes_it_away() {
        let had = [phone("mobile", "+989123456789")];
        let (gone, new) = difference(&had, &[typed("home", "09123456789")], "IR");
        assert_eq!((gone.len(), new[0].role.as_str()), (1, "home"));
        let (gone, new) = difference(&had, &[], "IR");
        assert_eq!((gone.len(), new.len()), (1, 0));
    }
}
