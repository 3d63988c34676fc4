//! Adding a customer and changing one.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use wafa_customers::{ContactKind, Error, Profile};
use wafa_kernel::CustomerId;
use wafa_kernel::policy::action::{ReadCustomers, WriteCustomers};

use super::contacts::difference;
use super::draft::{Draft, Offers};
use crate::ask::{FormPairs, Pairs, Path};
use crate::fault::Fault;
use crate::view::Tone;
use crate::who::Who;

#[derive(Debug, Serialize)]
struct FormPage {
    title: String,
    action: String,
    back: String,
    back_label: String,
    is_new: bool,
    draft: Draft,
    offers: Offers,
}

async fn form(who: &Who<WriteCustomers>, of: Option<&Profile>, draft: Draft) -> Result<Response, Fault> {
    let status = if draft.fine() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let offers = Offers::load(who).await?;
    let page = match of {
        None => FormPage {
            title: who.say("customers-new-title", &[]),
            action: "/customers/new".to_owned(),
            back: "/customers".to_owned(),
            back_label: who.say("nav-customers", &[]),
            is_new: true,
            draft,
            offers,
        },
        Some(profile) => {
            let name = super::title(who, &profile.fields.shown_name(), None, None);
            FormPage {
                title: who.say("customers-edit-title", &[("name", name.as_str().into())]),
                action: format!("{}/edit", super::page_of(profile.id)),
                back: super::page_of(profile.id),
                back_label: name,
                is_new: false,
                draft,
                offers,
            }
        }
    };
    who.page_with(status, "customers", "customers/form.html", &page)
}

/// A blank form; `name` and `phone` of the address are filled in, for who searched in vain.
pub(super) async fn new(who: Who<WriteCustomers>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let given = ["name", "phone"].iter().any(|name| !super::value(&pairs, name).is_empty());
    let mut draft = if given { Draft::sent(&who, &pairs) } else { Draft::blank() };
    draft.spare_rows();
    form(&who, None, draft).await
}

pub(super) async fn add(who: Who<WriteCustomers>, FormPairs(pairs): FormPairs) -> Result<Response, Fault> {
    let mut draft = Draft::sent(&who, &pairs);
    if draft.fine() && !wants_a_row(&pairs) {
        let added = match draft.new_customer(&who) {
            Ok(new) => who.app.customers.add(&who.permit, new).await,
            Err(error) => Err(error),
        };
        match added {
            Ok(id) => return added_page(&who, id, &draft).await,
            Err(error) => refuse(&who, &mut draft, error)?,
        }
    }
    draft.spare_rows();
    form(&who, None, draft).await
}

/// On to the new customer, with a word when somebody else has the same phone or address.
async fn added_page(who: &Who<WriteCustomers>, id: CustomerId, draft: &Draft) -> Result<Response, Fault> {
    let permit = who.permit_for::<ReadCustomers>()?;
    let to = who.redirect(super::page_of(id));
    for contact in draft.contacts(who).iter().filter(|contact| contact.kind != ContactKind::External) {
        let holders = who.app.customers.find_by_contact(&permit, contact.kind, &contact.text).await?;
        if holders.iter().any(|holder| *holder != id) {
            return Ok(to.toast(Tone::Warn, who.say("customers-added-twin", &[])).into_response());
        }
    }
    Ok(to.toast(Tone::Good, who.say("customers-added", &[])).into_response())
}

pub(super) async fn edit(who: Who<WriteCustomers>, Path(id): Path<CustomerId>) -> Result<Response, Fault> {
    let profile = who.app.customers.get(&who.permit_for::<ReadCustomers>()?, id).await?;
    if let Some(keeper) = profile.merged_into {
        return Ok(who.redirect(format!("{}/edit", super::page_of(keeper))).into_response());
    }
    form(&who, Some(&profile), Draft::of(&who, &profile)).await
}

pub(super) async fn save(
    who: Who<WriteCustomers>,
    Path(id): Path<CustomerId>,
    FormPairs(pairs): FormPairs,
) -> Result<Response, Fault> {
    let profile = who.app.customers.get(&who.permit_for::<ReadCustomers>()?, id).await?;
    let mut draft = Draft::sent(&who, &pairs);
    if draft.fine() && !wants_a_row(&pairs) {
        match write(&who, &profile, &draft).await {
            Ok(()) => {
                let saved = who.redirect(super::page_of(id)).toast(Tone::Good, who.say("customers-saved", &[]));
                return Ok(saved.into_response());
            }
            Err(error) => refuse(&who, &mut draft, error)?,
        }
    }
    draft.spare_rows();
    form(&who, Some(&profile), draft).await
}

/// The form was only sent for another row to type into, by a browser without scripts.
fn wants_a_row(pairs: &[(String, String)]) -> bool {
    super::value(pairs, "more") == "1"
}

/// Brings the register to what the form says. Contacts first: they are what can be refused.
async fn write(who: &Who<WriteCustomers>, before: &Profile, draft: &Draft) -> Result<(), Error> {
    let (customers, permit, id) = (&who.app.customers, &who.permit, before.id);
    let (gone, new) = difference(&before.contacts, &draft.contacts(who), &who.business.country);
    for contact in gone {
        customers.remove_contact(permit, id, contact.id).await?;
    }
    for contact in new {
        customers.add_contact(permit, id, contact).await?;
    }
    let mut fields = draft.fields(who);
    let dropped = before.fields.custom.keys().map(|name| wafa_customers::Field::Custom(name.clone()));
    let dropped: Vec<_> = dropped.filter(|field| !fields.iter().any(|(kept, _)| kept == field)).collect();
    fields.extend(dropped.into_iter().map(|field| (field, String::new())));
    customers.change(permit, id, fields).await?;
    let tags = draft.tags();
    for tag in before.tags.iter().filter(|tag| !tags.contains(tag)) {
        customers.untag_many(permit, &[id], tag).await?;
    }
    for tag in tags.iter().filter(|tag| !before.tags.contains(tag)) {
        customers.tag_many(permit, &[id], tag).await?;
    }
    let dates = draft.dates(who);
    for (kind, _) in before.dates.iter().filter(|(kind, _)| !dates.iter().any(|(kept, _)| kept == kind)) {
        customers.set_date(permit, id, kind, None).await?;
    }
    for (kind, day) in dates.iter().filter(|date| !before.dates.contains(date)) {
        customers.set_date(permit, id, kind, Some(*day)).await?;
    }
    Ok(())
}

/// What the person can correct goes onto the form; the rest is an error page.
fn refuse(who: &Who<WriteCustomers>, draft: &mut Draft, error: Error) -> Result<(), Fault> {
    let text = who.say(error.code(), &[]);
    match &error {
        Error::InvalidField { field } => {
            draft.refuse(if field.starts_with("custom:") { "" } else { field.as_str() }, text)
        }
        Error::ExternalTaken { .. } | Error::PhoneUnreadable | Error::EmailUnreadable | Error::ContactEmpty => {
            draft.refuse("", text)
        }
        Error::TagInvalid => draft.refuse("tags", text),
        _ => return Err(error.into()),
    }
    Ok(())
}
