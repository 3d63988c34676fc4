#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use wafa_kernel::{BatchId, CustomerId};

use crate::shop::{Shop, code, email, may, named, phone, shops};
use crate::{Collision, Collisions, DeletedBatch, Field, FieldChange, Fields, Incoming, ListQuery};

fn row(external: &str, phone: &str, email: &str, name: &str) -> Incoming {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let both = |text: String| (text.clone(), text);
    let fields = Fields { name: name.to_owned(), ..Fields::default() };
    Incoming {
        external: given(external),
        phone: given(phone).map(both),
        email: given(email).map(both),
        fields,
        tags: vec![],
    }
}

async fn undo(shop: &Shop, batch: BatchId, changes: &[FieldChange]) -> DeletedBatch {
    let mut tx = shop.kit.db.begin().await.unwrap();
    let safe = shop.customers.batch_customers(&mut tx, batch, None, 100).await.unwrap();
    let deleted = shop.customers.delete_batch(&mut tx, batch, &safe, changes).await.unwrap();
    tx.commit().await.unwrap();
    deleted
}

async fn heads(shop: &Shop) -> u64 {
    shop.customers.count(&may(), &ListQuery::default()).await.unwrap().n
}

#[tokio::test]
async fn the_id_decides_then_the_phone_then_the_address_and_never_the_name() {
    for shop in shops().await {
        let by_code = shop.add("سارا", vec![code("1")]).await;
        let by_phone = shop.add("رضا", vec![phone("09120000002")]).await;
        let by_email = shop.add("مینا", vec![email("m@x.ir")]).await;
        let named_phone = shop.add("علی", vec![phone("09120000004"), code("4")]).await;
        shop.add("خانواده ۱", vec![phone("09120000005")]).await;
        let family = shop.add("خانواده ۲", vec![phone("09120000005"), email("f@x.ir")]).await;
        let rows = vec![
            row("1", "+989120000002", "", ""),
            row("", "+989120000002", "m@x.ir", "رضا"),
            row("", "", "m@x.ir", ""),
            row("9", "+989120000004", "", "علی"),
            row("", "+989120000004", "", ""),
            row("", "+989120000005", "", ""),
            row("", "+989120000005", "f@x.ir", ""),
            row("", "", "", "سارا"),
        ];
        let (_, resolved) = shop.import(rows.clone(), &Collisions::default()).await;
        let who: Vec<(CustomerId, bool)> = resolved.iter().map(|one| (one.customer, one.created)).collect();
        assert_eq!(who[0], (by_code, false));
        assert_eq!(who[1], (by_phone, false), "two share the phone now, the name tells them apart");
        assert!(who[2].1 && who[2].0 != by_email, "two share the address now, and the row has no name");
        assert!(who[3].1 && who[3].0 != named_phone, "two ids are two people");
        assert!(who[4].1, "shared by two ids now");
        assert!(who[5].1, "a family's phone names nobody");
        assert_eq!(who[6], (family, false), "phone and address together name one");
        assert!(who[7].1, "a name alone never decides");
        assert_eq!(heads(&shop).await, 11);
        let (_, again) = shop.import(rows[..7].to_vec(), &Collisions::default()).await;
        let same: Vec<CustomerId> = again.iter().map(|one| one.customer).collect();
        assert_eq!(same, resolved[..7].iter().map(|one| one.customer).collect::<Vec<_>>());
        assert_eq!(heads(&shop).await, 11);
        let found = shop.customers.find_by_contact(&may(), crate::ContactKind::Phone, "09120000002").await.unwrap();
        assert!(found.contains(&by_phone) && found.contains(&by_code));
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn rows_about_one_person_are_one_customer() {
    for shop in shops().await {
        let rows = vec![
            row("", "+989120000001", "", "سارا احمدی"),
            row("", "+989120000001", "s@x.ir", ""),
            row("", "", "s@x.ir", "دیگری"),
            row("7", "+989120000001", "", ""),
            row("7", "", "", ""),
        ];
        let (batch, resolved) = shop.import(rows.clone(), &Collisions::default()).await;
        assert!(resolved.iter().all(|one| one.customer == resolved[0].customer));
        assert_eq!(resolved.iter().filter(|one| one.created).count(), 1);
        let profile = shop.customers.get(&may(), resolved[0].customer).await.unwrap();
        assert_eq!((profile.fields.name.as_str(), profile.fields.family_name.as_str()), ("سارا احمدی", "احمدی"));
        assert_eq!((profile.contacts.len(), profile.batch), (3, Some(batch)));
        let (_, again) = shop.import(rows, &Collisions::default()).await;
        assert!(again.iter().all(|one| !one.created && one.changes.is_empty() && one.customer == profile.id));
        let query = ListQuery { search: Some("احمدی".to_owned()), ..ListQuery::default() };
        assert_eq!(shop.customers.list(&may(), &query).await.unwrap().items[0].code.as_deref(), Some("7"));
    }
}

#[tokio::test]
async fn collisions_are_decided_field_by_field() {
    for shop in shops().await {
        let mut there = named("سارا", vec![code("1")]);
        there.fields.city = "قم".to_owned();
        let id = shop.customers.add(&may(), there).await.unwrap();
        let mut incoming = row("1", "", "", "ساره");
        incoming.fields.city = "یزد".to_owned();
        incoming.fields.company = "آریا".to_owned();
        incoming.fields.source = "فایل".to_owned();
        incoming.fields.gender = "nobody's".to_owned();
        incoming.tags = vec!["تازه".to_owned()];
        let of =
            [(Field::City, Collision::Overwrite), (Field::Source, Collision::Never), (Field::Name, Collision::Skip)];
        let collisions = Collisions { default: Collision::FillBlank, of: of.into_iter().collect() };
        let (_, resolved) = shop.import(vec![incoming], &collisions).await;
        let changes: Vec<(&str, &str, &str)> =
            resolved[0].changes.iter().map(|c| (c.field.as_str(), c.old.as_str(), c.new.as_str())).collect();
        assert_eq!(changes, [("company", "", "آریا"), ("city", "قم", "یزد"), ("tag:تازه", "", "1")]);
        let fields = shop.customers.get(&may(), id).await.unwrap().fields;
        assert_eq!((fields.name.as_str(), fields.source.as_str(), fields.gender.as_str()), ("سارا", "", ""));
    }
}

#[tokio::test]
async fn a_batch_is_taken_back_but_for_what_people_changed_since() {
    for shop in shops().await {
        let there = shop.add("رضا", vec![code("1")]).await;
        let mut known = row("1", "+989120000001", "", "");
        known.fields.city = "قم".to_owned();
        known.fields.company = "آریا".to_owned();
        known.tags = vec!["تازه".to_owned()];
        let rows = vec![
            known,
            row("2", "", "", "سارا"),
            row("3", "", "", "مینا"),
            row("4", "", "", "علی"),
            row("5", "", "", "نگار"),
        ];
        let (batch, resolved) = shop.import(rows, &Collisions::default()).await;
        shop.customers.change(&may(), there, vec![(Field::City, "یزد".to_owned())]).await.unwrap();
        shop.customers.add_note(&may(), resolved[2].customer, "تماس گرفت").await.unwrap();
        shop.customers.merge(&may(), resolved[3].customer, there).await.unwrap();
        let deleted = undo(&shop, batch, &resolved[0].changes).await;
        assert_eq!(deleted.deleted, [resolved[1].customer, resolved[4].customer]);
        assert_eq!((deleted.kept, deleted.restored), (2, 2));
        assert_eq!(deleted.touched, [there]);
        let (_, again) = shop.import(vec![row("2", "", "", "سارا")], &Collisions::default()).await;
        assert!(again[0].created);
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn contacts_a_batch_added_to_others_go_with_it() {
    for shop in shops().await {
        let there = shop.add("رضا", vec![code("1")]).await;
        let (batch, resolved) =
            shop.import(vec![row("1", "+989120000001", "r@x.ir", "")], &Collisions::default()).await;
        assert_eq!(shop.customers.get(&may(), there).await.unwrap().contacts.len(), 3);
        let deleted = undo(&shop, batch, &resolved[0].changes).await;
        assert_eq!((deleted.deleted.len(), deleted.touched), (0, vec![there]));
        assert_eq!(shop.customers.get(&may(), there).await.unwrap().contacts.len(), 1);
        let query = ListQuery { search: Some("0912".to_owned()), ..ListQuery::default() };
        assert_eq!(shop.customers.list(&may(), &query).await.unwrap().items.len(), 0);
    }
}

#[tokio::test]
async fn the_list_narrows_to_whom_an_import_added() {
    for shop in shops().await {
        shop.add("سارا", vec![phone("09120000001")]).await;
        let rows = vec![row("7", "+989120000007", "", "رضا"), row("", "+989120000001", "", "سارا")];
        let (batch, resolved) = shop.import(rows, &Collisions::default()).await;
        let query = ListQuery { batch: Some(batch), ..ListQuery::default() };
        let found: Vec<CustomerId> =
            shop.customers.list(&may(), &query).await.unwrap().items.into_iter().map(|row| row.id).collect();
        assert_eq!(found, [resolved[0].customer]);
        let told = shop.customers.clone().knowing_batches("select id as customer_id from customer where id <> ");
        assert_eq!(told.count(&may(), &query).await.unwrap().n, 2, "the importer's own word counts");
        let pairs = query.to_query().into_iter().map(|(name, value)| (name.to_owned(), value));
        assert_eq!(ListQuery::from_query(pairs).unwrap(), query);
    }
}

#[tokio::test]
async fn an_act_on_many_takes_back_exactly_what_it_did() {
    for shop in shops().await {
        let (a, b) = (shop.add("سارا", vec![]).await, shop.add("رضا", vec![]).await);
        shop.customers.tag_many(&may(), &[a], "ویژه").await.unwrap();
        let given = shop.customers.tag_act(&may(), &[a, b, a], " ویژه ", true).await.unwrap();
        assert_eq!((given.changed, given.tag.as_str()), (1, "ویژه"));
        assert_eq!(shop.customers.undo_act(&may(), given.id).await.unwrap(), 1);
        assert_eq!(shop.customers.undo_act(&may(), given.id).await.unwrap(), 0);
        let query = ListQuery { tag: Some("ویژه".to_owned()), ..ListQuery::default() };
        assert_eq!(shop.customers.ids(&may(), &query, 9).await.unwrap(), [a]);
        let taken = shop.customers.tag_act(&may(), &[a, b], "ویژه", false).await.unwrap();
        assert_eq!(shop.customers.count(&may(), &query).await.unwrap().n, 0);
        assert_eq!((taken.changed, shop.customers.undo_act(&may(), taken.id).await.unwrap()), (1, 1));
        assert_eq!(shop.customers.ids(&may(), &query, 9).await.unwrap(), [a]);
    }
}
