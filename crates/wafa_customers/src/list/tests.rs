#![allow(clippy::unwrap_used, clippy::indexing_slicing)]
use std::collections::HashSet;

use wafa_kernel::{CustomerId, Rung, SignalKind};

use crate::shop::{Shop, code, day, email, may, named, phone, shops};
use crate::{Error, ListQuery, Sort, SortKey};

fn query(pairs: &[(&str, &str)]) -> ListQuery {
    ListQuery::from_query(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).unwrap()
}

async fn found(shop: &Shop, pairs: &[(&str, &str)]) -> Vec<CustomerId> {
    let page = shop.customers.list(&may(), &query(pairs)).await.unwrap();
    assert_eq!(page.next, None);
    let count = shop.customers.count(&may(), &query(pairs)).await.unwrap();
    assert_eq!((count.n, count.exact), (page.items.len() as u64, true), "{pairs:?}");
    page.items.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn customers_are_found_by_name_phone_and_code() {
    for shop in shops().await {
        let sara = shop.add("سارا احمدی", vec![phone("09123456789"), code("C-1042"), email("sara@example.com")]).await;
        let ahmad = shop.add("أحمد الفارسي", vec![phone("+966501234567")]).await;
        shop.add("John Smith", vec![code("1042")]).await;
        for text in ["سارا", "احمدي", "۰۹۱۲۳۴۵۶۷۸۹", "6789", "C-۱۰۴۲", "sara@ex", &sara.to_string().to_lowercase()]
        {
            assert_eq!(found(&shop, &[("q", text)]).await, [sara], "{text}");
        }
        for text in ["احمد الفارسی", "٠٥٠١٢٣٤٥٦٧", "فارس"] {
            let expected: &[CustomerId] = if text == "فارس" { &[] } else { &[ahmad] };
            assert_eq!(found(&shop, &[("q", text)]).await, expected, "{text}");
        }
        assert_eq!(found(&shop, &[("q", "احمد")]).await.len(), 2);
        assert_eq!(found(&shop, &[("q", "هیچ‌کس")]).await, []);
    }
}

#[tokio::test]
async fn filters_hold_alone_and_together() {
    for shop in shops().await {
        let mut new = named("سارا", vec![]);
        new.fields.city = "تبريز".to_owned();
        new.fields.source = "Instagram".to_owned();
        new.tags = vec!["ویژه".to_owned()];
        let sara = shop.customers.add(&may(), new).await.unwrap();
        let reza = shop.add("رضا", vec![]).await;
        let nobody = shop.add("مینا", vec![]).await;
        shop.sell(sara, day(2026, 3, 1), 500);
        shop.sell(sara, day(2026, 2, 1), 700);
        shop.sell(reza, day(2025, 6, 1), 900);
        shop.refresh(&[sara, reza]).await;
        shop.customers.tag_many(&may(), &[reza, nobody], "  تازه   وارد ").await.unwrap();
        assert_eq!(found(&shop, &[("rung", "repeat"), ("rung", "customer")]).await, [sara, reza]);
        assert_eq!(found(&shop, &[("rung", "suspect")]).await, [nobody]);
        assert_eq!(found(&shop, &[("city", "تبریز")]).await, [sara]);
        assert_eq!(found(&shop, &[("source", "instagram")]).await, [sara]);
        assert_eq!(found(&shop, &[("tag", "تازه وارد"), ("sort", "name")]).await, [reza, nobody]);
        assert_eq!(found(&shop, &[("sleeping", "۹۰")]).await, [reza]);
        assert_eq!(found(&shop, &[("new_since", "2026-01-01"), ("sort", "newest")]).await, [sara, nobody]);
        assert_eq!(found(&shop, &[("min_orders", "2")]).await, [sara]);
        assert_eq!(found(&shop, &[("id", &reza.to_string()), ("id", &sara.to_string())]).await, [sara, reza]);
        assert_eq!(found(&shop, &[("tag", "ویژه"), ("city", "تبریز"), ("rung", "repeat"), ("q", "سار")]).await, [sara]);
        assert_eq!(found(&shop, &[("tag", "ویژه"), ("rung", "customer")]).await, []);
        assert_eq!(shop.customers.untag_many(&may(), &[reza, sara], "تازه وارد").await.unwrap(), 1);
        assert_eq!(shop.customers.tags(&may()).await.unwrap(), ["تازه وارد", "ویژه"]);
        assert_eq!(shop.customers.cities(&may()).await.unwrap(), ["تبريز"]);
        assert_eq!(shop.customers.sources(&may()).await.unwrap(), ["Instagram"]);
        let row = &shop.customers.list(&may(), &query(&[("city", "تبریز")])).await.unwrap().items[0];
        assert_eq!((row.rung, row.orders, row.net_minor), (Rung::Repeat, 2, 1_200));
        assert_eq!((row.last_on, row.since_on), (Some(day(2026, 3, 1)), day(2026, 2, 1)));
    }
}

#[tokio::test]
async fn pages_are_complete_in_every_order() {
    for shop in shops().await {
        let mut all = HashSet::new();
        for number in 0..60i32 {
            let id = shop.add(&format!("نام {}", ["آ", "ب", "پ", "", "ژ"][number as usize % 5]), vec![]).await;
            for order in 0..number % 4 {
                shop.sell(id, day(2025, 1, 1).plus_days(number % 7 + order * 30), i64::from(number % 3) * 100 + 1);
            }
            all.insert(id);
        }
        shop.refresh(&all.iter().copied().collect::<Vec<_>>()).await;
        for key in SortKey::ALL {
            for desc in [true, false] {
                let mut query = ListQuery { sort: Sort { key, desc }, limit: 7, ..ListQuery::default() };
                let mut seen = Vec::new();
                loop {
                    let page = shop.customers.list(&may(), &query).await.unwrap();
                    seen.extend(page.items.iter().map(|row| row.id));
                    query.after = page.next;
                    if query.after.is_none() {
                        break;
                    }
                    let other = Sort { key, desc: !desc };
                    let wrong = ListQuery { sort: other, ..query.clone() };
                    assert!(matches!(shop.customers.list(&may(), &wrong).await, Err(Error::QueryInvalid { .. })));
                }
                assert_eq!((seen.len(), seen.iter().copied().collect::<HashSet<_>>()), (60, all.clone()), "{key:?}");
                let whole = ListQuery { after: None, limit: 500, ..query.clone() };
                let at_once = shop.customers.ids(&may(), &whole, 500).await.unwrap();
                assert_eq!(seen, at_once);
            }
        }
        let mut query = ListQuery { limit: 500, ..ListQuery::default() };
        let rows = shop.customers.list(&may(), &query).await.unwrap().items;
        assert!(rows.windows(2).all(|pair| pair[0].last_on >= pair[1].last_on));
        query.sort = Sort { key: SortKey::Value, desc: false };
        let rows = shop.customers.list(&may(), &query).await.unwrap().items;
        assert!(rows.windows(2).all(|pair| pair[0].net_minor <= pair[1].net_minor));
    }
}

#[tokio::test]
async fn a_walk_along_the_order_gives_what_the_filter_gives() {
    for shop in shops().await {
        let mut all = Vec::new();
        for number in 0..40i32 {
            let mut new = named(&format!("سارا {number}"), vec![]);
            new.fields.city = if number % 2 == 0 { "تهران" } else { "قم" }.to_owned();
            let id = shop.customers.add(&may(), new).await.unwrap();
            for order in 0..number % 3 {
                shop.sell(id, day(2025, 3, 1).plus_days(number + order * 40), 100 + i64::from(number));
            }
            if number % 5 == 0 {
                shop.sell(id, day(2025, 9, 1), -50);
                shop.customers.record_signal(&may(), id, SignalKind::Interest, day(2025, 3, 1), "").await.unwrap();
            }
            all.push(id);
        }
        shop.refresh(&all).await;
        for rung in ["suspect", "prospect", "customer", "repeat"] {
            for key in SortKey::ALL {
                let asked = [("rung", rung), ("city", "تهران"), ("q", "سار"), ("sleeping", "100"), ("min_orders", "1")];
                for filters in [1, 2, 3, 5] {
                    let mut query = query(&asked[..filters]);
                    query.sort = Sort { key, desc: true };
                    let plan = super::plan::Plan::new(&query, day(2026, 3, 21), crate::ADDED_BY_BATCH);
                    let mut answers = Vec::new();
                    for driver in [None, Some(0), Some(filters - 1)] {
                        let page = plan.page(driver, None, 100).unwrap();
                        let rows = shop.kit.db.read_text(page.text, page.values).await.unwrap();
                        answers.push(rows);
                    }
                    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{rung} {key:?} {filters}");
                }
            }
        }
    }
}

#[tokio::test]
async fn a_file_gets_everything() {
    for shop in shops().await {
        for number in 0..5 {
            shop.add(&format!("نام {number}"), vec![phone(&format!("0912000000{number}")), code(&number.to_string())])
                .await;
        }
        let query = query(&[("sort", "name")]);
        let first = shop.customers.export_rows(&may(), &query, None, 3).await.unwrap();
        let rest = shop.customers.export_rows(&may(), &query, first.next.clone(), 3).await.unwrap();
        let names: Vec<String> = first.items.iter().chain(&rest.items).map(|row| row.fields.name.clone()).collect();
        assert_eq!(names, ["نام 0", "نام 1", "نام 2", "نام 3", "نام 4"]);
        assert_eq!(
            (&first.items[0].phones[0], &first.items[0].external_ids[0]),
            (&"+989120000000".to_owned(), &"0".to_owned())
        );
        assert_eq!(rest.next, None);
    }
}

#[test]
fn a_question_stands_in_the_address() {
    let asked = [
        ("q", "سارا"),
        ("rung", "loyal"),
        ("rung", "advocate"),
        ("city", "قم"),
        ("sleeping", "60"),
        ("sort", "-value"),
    ];
    let query = query(&asked);
    let pairs: Vec<(String, String)> =
        query.to_query().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    assert_eq!(ListQuery::from_query(pairs).unwrap(), query);
    assert!(query.is_filtered() && !ListQuery::default().is_filtered());
    for (name, value) in [("rung", "top"), ("sort", "city"), ("sleeping", "-1"), ("new_since", "soon")] {
        let wrong = ListQuery::from_query([(name.to_owned(), value.to_owned())]);
        assert!(matches!(wrong, Err(Error::QueryInvalid { parameter }) if parameter == name), "{name}");
    }
}
