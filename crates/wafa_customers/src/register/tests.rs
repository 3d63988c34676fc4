#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use wafa_kernel::{Event, Rung, SignalKind};

use crate::shop::{code, day, email, may, named, phone, shops};
use crate::{ContactKind, Error, Field, Fields, NewContact, NewCustomer, NextRung};

#[tokio::test]
async fn a_customer_is_kept_as_it_was_written() {
    for shop in shops().await {
        let mut new =
            named("خانم سارا احمدی", vec![phone("۰۹۱۲ ۳۴۵ ۶۷۸۹"), email(" Sara@Example.com "), code("C-۱۰۴۲")]);
        new.fields.city = "تهران".to_owned();
        new.fields.birth_on = Some(day(1990, 5, 1));
        new.fields.custom.insert("سایز".to_owned(), "۳۸".to_owned());
        new.tags = vec!["ویژه".to_owned()];
        new.dates = vec![("wedding".to_owned(), day(2015, 6, 1))];
        let id = shop.customers.add(&may(), new).await.unwrap();
        let profile = shop.customers.get(&may(), id).await.unwrap();
        assert_eq!(profile.fields.given_name, "سارا");
        assert_eq!(profile.fields.family_name, "احمدی");
        assert_eq!(profile.fields.custom["سایز"], "۳۸");
        let keys: Vec<&str> = profile.contacts.iter().map(|contact| contact.key.as_str()).collect();
        assert_eq!(keys, ["+989123456789", "sara@example.com", "C-1042"]);
        assert_eq!(profile.contacts[0].shown, "۰۹۱۲ ۳۴۵ ۶۷۸۹");
        assert_eq!(
            (profile.tags, profile.dates),
            (vec!["ویژه".to_owned()], vec![("wedding".to_owned(), day(2015, 6, 1))])
        );
        assert_eq!((profile.standing.rung, profile.next), (Rung::Suspect, NextRung::Interest));
        assert_eq!(shop.customers.rung_history(&may(), id).await.unwrap().len(), 1);
        assert_eq!(shop.customers.external_ids(&may(), &[id]).await.unwrap()[&id], "C-۱۰۴۲");
        let found = shop.customers.find_by_contact(&may(), ContactKind::Phone, "0912-345-6789").await.unwrap();
        assert_eq!(found, [id]);
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn fields_change_and_say_what_changed() {
    for shop in shops().await {
        let id = shop.add("سارا احمدی", vec![]).await;
        let changes = vec![
            (Field::City, "Tabriz".to_owned()),
            (Field::Name, "سارا کریمی".to_owned()),
            (Field::Gender, String::new()),
        ];
        let changed = shop.customers.change(&may(), id, changes).await.unwrap();
        assert_eq!(changed, [Field::Name, Field::FamilyName, Field::City]);
        let again = shop.customers.change(&may(), id, vec![(Field::City, "Tabriz".to_owned())]).await.unwrap();
        assert_eq!(again, []);
        let profile = shop.customers.get(&may(), id).await.unwrap();
        assert_eq!((profile.fields.given_name.as_str(), profile.fields.family_name.as_str()), ("سارا", "کریمی"));
        let wrong = shop.customers.change(&may(), id, vec![(Field::Gender, "other".to_owned())]).await;
        assert!(matches!(wrong, Err(Error::InvalidField { field }) if field == "gender"));
        shop.customers.add_note(&may(), id, " یادداشت ").await.unwrap();
        assert!(matches!(shop.customers.add_note(&may(), id, "  ").await, Err(Error::NoteEmpty)));
        let events = shop.kit.db.events_of(id, None, 10).await.unwrap();
        let kinds: Vec<&str> = events.iter().map(|recorded| recorded.event.kind()).collect();
        assert_eq!(kinds, ["note_added", "customer_changed", "customer_added"]);
        assert!(matches!(&events[0].event, Event::NoteAdded { text, .. } if text == "یادداشت"));
    }
}

#[tokio::test]
async fn contacts_come_and_go_and_ids_name_one_customer() {
    for shop in shops().await {
        let sara = shop.add("سارا", vec![code("7")]).await;
        let reza = shop.add("رضا", vec![phone("09120000001")]).await;
        let taken = shop.customers.add_contact(&may(), reza, code("۷")).await;
        assert!(matches!(taken, Err(Error::ExternalTaken { by }) if by == sara));
        let shared = shop.customers.add_contact(&may(), sara, phone("0912 000 0001")).await.unwrap();
        let same = shop.customers.add_contact(&may(), sara, phone("+989120000001")).await.unwrap();
        assert_eq!(shared, same);
        let who = shop.customers.find_by_contact(&may(), ContactKind::Phone, "09120000001").await.unwrap();
        assert_eq!(who.len(), 2);
        shop.customers.remove_contact(&may(), sara, shared).await.unwrap();
        assert!(matches!(shop.customers.remove_contact(&may(), sara, shared).await, Err(Error::ContactNotFound)));
        for (kind, text, code) in [
            (ContactKind::Phone, "12", "customers.phone_unreadable"),
            (ContactKind::Email, "sara", "customers.email_unreadable"),
            (ContactKind::External, " ", "customers.contact_empty"),
        ] {
            let contact = NewContact { kind, role: String::new(), text: text.to_owned() };
            assert_eq!(shop.customers.add_contact(&may(), sara, contact).await.unwrap_err().code(), code);
        }
    }
}

#[tokio::test]
async fn a_signal_of_interest_makes_a_prospect_at_once() {
    for shop in shops().await {
        let id = shop.add("سارا", vec![]).await;
        shop.customers.record_signal(&may(), id, SignalKind::Interest, day(2026, 3, 20), "فرم سایت").await.unwrap();
        let profile = shop.customers.get(&may(), id).await.unwrap();
        assert_eq!(profile.standing.rung, Rung::Prospect);
        assert_eq!(profile.signals[0].source, "فرم سایت");
        let last = &shop.kit.db.events_of(id, None, 1).await.unwrap()[0];
        let (from, to, on) = (Rung::Suspect, Rung::Prospect, day(2026, 3, 20));
        assert_eq!(last.event, Event::RungChanged { customer: id, from, to, on });
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn views_are_kept_for_their_owner() {
    for shop in shops().await {
        let view = |name: &str, shared| crate::NewView {
            name: name.to_owned(),
            query: vec![("rung".to_owned(), "loyal".to_owned())],
            columns: vec!["name".to_owned()],
            shared,
        };
        let mine = Policy::check::<ReadCustomers>(&user(1)).unwrap();
        let hers = Policy::check::<ReadCustomers>(&user(2)).unwrap();
        let first = shop.customers.save_view(&mine, view("وفادارها", false)).await.unwrap();
        let second = shop.customers.save_view(&mine, view("وفادارها", false)).await.unwrap();
        let shared = shop.customers.save_view(&mine, view("همه", true)).await.unwrap();
        assert_ne!(first, second);
        assert_eq!(shop.customers.views(&mine).await.unwrap().len(), 2);
        assert_eq!(shop.customers.views(&hers).await.unwrap().iter().map(|view| view.id).collect::<Vec<_>>(), [shared]);
        assert!(matches!(shop.customers.delete_view(&hers, second).await, Err(Error::NotYours)));
        let shows = (vec![("city".to_owned(), "قم".to_owned())], vec!["name".to_owned(), "city".to_owned()]);
        let change =
            crate::ViewChange {
                name: Some(" قمی‌ها ".to_owned()), shared: Some(true), shows: Some(shows.clone())
            };
        assert!(matches!(shop.customers.change_view(&hers, second, change.clone()).await, Err(Error::NotYours)));
        shop.customers.change_view(&mine, second, change).await.unwrap();
        let seen = shop.customers.views(&hers).await.unwrap();
        let changed = seen.iter().find(|view| view.id == second).unwrap();
        assert_eq!((changed.name.as_str(), &changed.query, &changed.columns), ("قمی‌ها", &shows.0, &shows.1));
        let back = crate::ViewChange { shared: Some(false), ..crate::ViewChange::default() };
        let owner = Policy::system::<ReadCustomers>("test");
        shop.customers
            .change_view(&owner, shared, crate::ViewChange { name: Some("همگی".to_owned()), ..back.clone() })
            .await
            .unwrap();
        let blank = crate::ViewChange { name: Some(" ".to_owned()), ..crate::ViewChange::default() };
        assert!(shop.customers.change_view(&owner, second, blank).await.is_err());
        assert!(
            matches!(shop.customers.delete_view(&mine, second).await, Err(Error::NotYours)),
            "it is the team's now"
        );
        assert!(matches!(shop.customers.delete_view(&mine, first).await, Err(Error::ViewNotFound)));
        shop.customers.delete_view(&owner, second).await.unwrap();
    }
}

use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{Actor, Id, Policy, Role};

fn user(raw: i64) -> Actor {
    Actor::User { id: Id::from_raw(raw), role: Role::Agent }
}

#[test]
fn every_field_reads_what_it_writes() {
    let mut fields = Fields::default();
    let owner = Id::<wafa_kernel::id::OfUser>::from_raw(77).to_string();
    for field in Field::PLAIN.into_iter().chain([Field::Custom("Größe".to_owned())]) {
        assert_eq!(field.name().parse::<Field>().unwrap(), field);
        let text = match field {
            Field::Gender => "female",
            Field::Language => "ar",
            Field::PreferredChannel => "sms",
            Field::BirthOn => "1990-05-01",
            Field::Owner => owner.as_str(),
            _ => "متن",
        };
        fields.set(&field, &format!(" {text} ")).unwrap();
        assert_eq!(fields.get(&field), text);
        assert!(field.takes(text) && field.takes(""));
    }
    assert_eq!(fields.known().len(), 18);
    assert!(!Field::BirthOn.takes("1369/2/11"));
    assert_eq!(NewCustomer::default().fields, Fields::default());
}
