#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use wafa_kernel::{CustomerId, Rung, SignalKind};

use crate::shop::{Shop, code, day, email, may, named, phone, shops};
use crate::{Error, Field, ListQuery, Profile, TwinReason};

async fn pairs(shop: &Shop) -> Vec<(CustomerId, CustomerId, TwinReason)> {
    let found = shop.customers.duplicates(&may(), 50).await.unwrap();
    assert!(found.iter().all(|pair| (0.0..=1.0).contains(&pair.score)));
    found.into_iter().map(|pair| (pair.a, pair.b, pair.reason)).collect()
}

/// A profile but for the moment of its last change.
async fn profile(shop: &Shop, id: CustomerId) -> Profile {
    let profile = shop.customers.get(&may(), id).await.unwrap();
    Profile { changed_at: profile.created_at, ..profile }
}

async fn listed(shop: &Shop, search: &str) -> Vec<CustomerId> {
    let query = ListQuery { search: Some(search.to_owned()), ..ListQuery::default() };
    shop.customers.list(&may(), &query).await.unwrap().items.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn likely_duplicates_are_suggested_and_nothing_is_merged() {
    for shop in shops().await {
        let a = shop.add("محمدرضا کریمی", vec![phone("09120000001")]).await;
        let b = shop.add("م. کریمی", vec![phone("+98 912 000 0001")]).await;
        let c = shop.add("كريمي محمد رضا", vec![email("k@example.com")]).await;
        let d = shop.add("Karimi", vec![email("K@Example.com")]).await;
        shop.add("سارا احمدی", vec![phone("09120000002"), code("1")]).await;
        let found = pairs(&shop).await;
        assert_eq!(found.len(), 3);
        for pair in [(a, b, TwinReason::SamePhone), (c, d, TwinReason::SameEmail), (a, c, TwinReason::SimilarName)] {
            assert!(found.contains(&pair), "{pair:?}");
        }
        assert_eq!(shop.customers.count(&may(), &ListQuery::default()).await.unwrap().n, 5);
        shop.customers.keep_apart(&may(), b, a).await.unwrap();
        shop.customers.merge(&may(), c, d).await.unwrap();
        assert_eq!(pairs(&shop).await, [(a, c, TwinReason::SimilarName)]);
    }
}

#[tokio::test]
async fn a_merge_taken_back_leaves_both_as_they_were() {
    for shop in shops().await {
        let mut first = named("سارا احمدی", vec![phone("09120000001"), email("s@example.com")]);
        first.tags = vec!["ویژه".to_owned()];
        let keep = shop.customers.add(&may(), first).await.unwrap();
        let mut second = named("Sara", vec![phone("0912 000 0001"), phone("09120000002"), code("C-7")]);
        second.fields.city = "شیراز".to_owned();
        second.fields.custom.insert("سایز".to_owned(), "38".to_owned());
        second.tags = vec!["ویژه".to_owned(), "تازه".to_owned()];
        second.dates = vec![("wedding".to_owned(), day(2015, 6, 1))];
        let merged = shop.customers.add(&may(), second).await.unwrap();
        shop.customers.record_signal(&may(), merged, SignalKind::Review, day(2026, 1, 5), "").await.unwrap();
        shop.order(keep, day(2026, 1, 1), 100).await;
        shop.order(merged, day(2026, 2, 1), 200).await;
        shop.worker.settle().await.unwrap();
        let before = (profile(&shop, keep).await, profile(&shop, merged).await);

        let id = shop.customers.merge(&may(), keep, merged).await.unwrap();
        shop.reassign(merged, keep).await;
        let one = shop.customers.get(&may(), keep).await.unwrap();
        assert_eq!((one.standing.rung, one.standing.orders, one.standing.net_minor), (Rung::Repeat, 2, 300));
        assert_eq!((one.fields.name.as_str(), one.fields.city.as_str()), ("سارا احمدی", "شیراز"));
        assert_eq!((one.contacts.len(), one.tags.len(), one.dates.len(), one.signals.len()), (4, 2, 1, 1));
        assert_eq!((one.merges[0].id, one.merges[0].merged), (id, merged));
        assert_eq!(shop.customers.get(&may(), merged).await.unwrap().merged_into, Some(keep));
        assert_eq!((listed(&shop, "C-7").await, listed(&shop, "Sara").await), (vec![keep], vec![]));
        assert_eq!(shop.customers.records_of(&may(), keep).await.unwrap(), [keep, merged]);
        let change = shop.customers.change(&may(), merged, vec![(Field::City, String::new())]).await;
        assert!(matches!(change, Err(Error::Merged { into }) if into == keep));
        shop.assert_sound().await;

        shop.customers.unmerge(&may(), id).await.unwrap();
        shop.ledger_moves_back(keep, merged, day(2026, 2, 1)).await;
        assert_eq!((profile(&shop, keep).await, profile(&shop, merged).await), before);
        assert_eq!((listed(&shop, "C-7").await, listed(&shop, "Sara").await), (vec![merged], vec![merged]));
        assert!(matches!(shop.customers.unmerge(&may(), id).await, Err(Error::MergeNotFound)));
        shop.assert_sound().await;
    }
}

#[tokio::test]
async fn what_was_changed_since_a_merge_stays() {
    for shop in shops().await {
        let keep = shop.add("سارا", vec![]).await;
        let mut second = named("سارا", vec![]);
        second.fields.city = "شیراز".to_owned();
        second.fields.company = "آریا".to_owned();
        let merged = shop.customers.add(&may(), second).await.unwrap();
        let id = shop.customers.merge(&may(), keep, merged).await.unwrap();
        shop.customers.change(&may(), keep, vec![(Field::City, "یزد".to_owned())]).await.unwrap();
        shop.customers.unmerge(&may(), id).await.unwrap();
        let fields = shop.customers.get(&may(), keep).await.unwrap().fields;
        assert_eq!((fields.city.as_str(), fields.company.as_str()), ("یزد", ""));
    }
}

#[tokio::test]
async fn merges_are_taken_back_last_first() {
    for shop in shops().await {
        let (a, b, c, d) = (
            shop.add("a", vec![]).await,
            shop.add("b", vec![]).await,
            shop.add("c", vec![]).await,
            shop.add("d", vec![]).await,
        );
        assert!(matches!(shop.customers.merge(&may(), a, a).await, Err(Error::SameRecord)));
        let first = shop.customers.merge(&may(), a, b).await.unwrap();
        assert!(matches!(shop.customers.merge(&may(), c, b).await, Err(Error::Merged { into }) if into == a));
        let second = shop.customers.merge(&may(), a, c).await.unwrap();
        assert!(matches!(shop.customers.unmerge(&may(), first).await, Err(Error::NotTheLastMerge)));
        let third = shop.customers.merge(&may(), d, a).await.unwrap();
        assert_eq!(shop.customers.records_of(&may(), d).await.unwrap(), [a, b, c, d]);
        assert!(matches!(shop.customers.unmerge(&may(), second).await, Err(Error::NotTheLastMerge)));
        for id in [third, second, first] {
            shop.customers.unmerge(&may(), id).await.unwrap();
        }
        assert_eq!(shop.customers.count(&may(), &ListQuery::default()).await.unwrap().n, 4);
        shop.assert_sound().await;
    }
}
