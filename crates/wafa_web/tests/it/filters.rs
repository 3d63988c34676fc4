//! Figures of a part of the shop: filters in the address, as chips on the page, on every page of the figures.

use wafa_kernel::{Currency, Language, Moment, Role};
use wafa_sales::OrderStatus;
use wafa_sales::bulk::{BulkLine, BulkOrder, insert_orders};
use wafa_web::access::users;

use crate::place::{NOW, Place};

const DAY_MS: i64 = 86_400_000;

/// Three customers, two ways of ordering, two products.
async fn fill(place: &Place) {
    let key = place.full_key().await;
    let mut customers = Vec::new();
    for (name, phone) in [("سارا", "+989120000001"), ("نیما", "+989120000002"), ("مینا", "+989120000003")] {
        let made = place.customer(&key, name, phone).await;
        customers.push(made["id"].as_str().unwrap().parse().unwrap());
    }
    let mut tx = place.app.db.begin().await.unwrap();
    let wanted = [("tea", "چای"), ("cup", "فنجان")].map(|(code, name)| (code.to_owned(), name.to_owned()));
    let products = wafa_sales::product_ids(&mut tx, None, &wanted.into_iter().collect()).await.unwrap();
    let mut orders = Vec::new();
    let facts = [(0, 40, "web", "tea"), (0, 10, "shop", "cup"), (1, 35, "web", "cup"), (2, 5, "shop", "tea")];
    for (who, days_ago, source, product) in facts {
        let placed_at = Moment::from_ms(NOW.ms() - days_ago * DAY_MS);
        let id = tx.new_id();
        orders.push(BulkOrder {
            id,
            key: format!("k{id}"),
            number: String::new(),
            customer: Some(customers[who]),
            placed_at,
            placed_on: placed_at.utc_day(),
            status: OrderStatus::Completed,
            currency: Currency::IRR,
            amount_minor: 1_000_000,
            quantity: 1,
            discount_code: String::new(),
            source: source.to_owned(),
            campaign: String::new(),
            city: String::new(),
            custom: String::new(),
            batch: None,
            lines: vec![BulkLine {
                position: 1,
                product: Some(products[product]),
                name: if product == "tea" { "چای" } else { "فنجان" }.to_owned(),
                quantity: 1,
                amount_minor: 1_000_000,
            }],
        });
    }
    insert_orders(&mut tx, orders).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_are_chips_with_their_state_in_the_address() {
    let place = Place::open().await;
    fill(&place).await;
    let (id, _) = place.member(Role::Owner).await;
    let session = place.session(id).await;
    for language in [Language::En, Language::Fa, Language::Ar] {
        users::set_language(&place.app.db, id, language).await.unwrap();
        for page in ["/insights", "/insights/retention", "/insights/rfm"] {
            for filter in ["channel=web", "product=tea", "segment=new_customers", "channel=web&product=cup&period=year"]
            {
                let path = format!("{page}?{filter}");
                let answer = place.get(&path).cookie(&session).send().await;
                assert_eq!(answer.status, 200, "{path}: {answer:?}");
                let chips = answer.body.matches("class=\"chip tone-accent\"").count();
                assert_eq!(chips, filter.split('&').filter(|pair| !pair.starts_with("period")).count(), "{path}");
                assert!(!answer.body.contains('⟦'), "{path} misses a text");
            }
        }
    }
    let both = place.get("/insights?channel=web&product=cup&period=year").cookie(&session).send().await.body;
    assert!(both.contains("href=\"/insights?product=cup&amp;period=year\""), "the chip takes its filter away");
    let rows = |body: &str| -> u64 {
        body.lines().skip(1).map(|line| line.split(',').nth(6).unwrap().parse::<u64>().unwrap()).sum()
    };
    for (filter, orders) in [("", 4), ("channel=web", 2), ("product=tea", 2), ("channel=web&product=cup", 1)] {
        let file = place.get(&format!("/insights/periods/csv?{filter}")).cookie(&session).send().await.body;
        assert_eq!(rows(&file), orders, "{filter}: {file}");
    }
}
