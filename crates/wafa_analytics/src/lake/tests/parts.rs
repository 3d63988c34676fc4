//! Filters of orders: by the way they came and by what was in them, in the same pass.

use std::sync::Arc;

use wafa_db::{facts, testkit, values};
use wafa_kernel::CustomerId;

use super::*;
use crate::question::{CustomerSet, OrderFilter};

const ORDER: &str = "insert into sales_order (id, key, number, customer_id, placed_at, placed_on, status, currency, \
    amount_minor, quantity, discount_code, source, campaign, city, counts, custom, recorded_at) \
    values ($1, $2, '', $3, $4, $5, '', 'IRR', $6, 1, '', $7, '', '', true, '', 0)";
const LINE: &str = "insert into sales_line (id, order_id, position, product_id, name, quantity, amount_minor) \
    values ($1, $2, 1, $3, $4, 1, $5)";
const PRODUCT: &str = "insert into sales_product (id, code, name, search_key) values ($1, $2, $2, $2)";
const RETURN: &str = "insert into sales_return (id, key, order_id, customer_id, returned_at, returned_on, currency, \
    amount_minor, reason, recorded_at) values ($1, $2, $3, $4, $5, $6, 'IRR', $7, '', 0)";

/// Customer 1: on the web tea 300 and cups 700, in the shop tea 200, of which 50 comes back.
/// Customer 2: in the shop cups 900. Customer 3: on the web nothing that is named, 400. Customer 4 only is there.
async fn shop(test: &testkit::TestDb) {
    let mut shop = Shop::default();
    for id in 1..=4 {
        shop.customer(id, "2026-01-01");
    }
    shop.save(&test.db).await;
    let mut tx = test.db.begin().await.unwrap();
    for (id, code) in [(1, "tea"), (2, "cup")] {
        tx.execute(PRODUCT, values![id, code]).await.unwrap();
    }
    let orders = [
        (11, 1, "2026-01-10", 1_000, "web"),
        (12, 1, "2026-02-10", 200, "shop"),
        (13, 2, "2026-02-11", 900, "shop"),
        (14, 3, "2026-03-01", 400, "web"),
    ];
    for (id, customer, on, amount, source) in orders {
        let (at, on) = (day(on).utc_midnight().ms(), day(on));
        tx.execute(ORDER, values![id, format!("o{id}"), customer, at, on, amount, source]).await.unwrap();
    }
    let lines = [(21, 11, Some(1), 100), (22, 11, Some(1), 200), (23, 11, Some(2), 700), (24, 12, Some(1), 200)];
    for (id, order, product, amount) in lines.into_iter().chain([(25, 13, Some(2), 900), (26, 14, None, 400)]) {
        tx.execute(LINE, values![id, order, product, "x", amount]).await.unwrap();
    }
    let back = day("2026-02-20");
    tx.execute(RETURN, values![31, "r", 12, 1, back.utc_midnight().ms(), back, 50]).await.unwrap();
    facts::bump(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_part_of_the_orders_is_folded_alike() {
    for test in testkit::engines().await {
        shop(&test).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        lake.refresh(&test.db).await.unwrap();
        let ask = |source: Option<&str>, product: Option<&str>, only: Option<&[i64]>| {
            let filter = OrderFilter { source: source.map(str::to_owned), product: product.map(str::to_owned) };
            let only = only.map(|ids| Arc::new(CustomerSet::from_ids(ids.iter().copied().map(CustomerId::from_raw))));
            let all = question("2026-03-31", months((2026, 1), 3));
            let told = figures(&lake, &crate::Question { orders: Some(Arc::new(filter)), only, ..all }).unwrap();
            assert_eq!(told.periods.iter().map(|one| one.revenue_minor).sum::<i64>(), told.revenue_minor);
            (told.customers, told.orders, told.revenue_minor, told.ladder.total())
        };
        assert_eq!(ask(None, None, None), (3, 4, 2_450, 3));
        assert_eq!(ask(Some("web"), None, None), (2, 2, 1_400, 2));
        assert_eq!(ask(Some("shop"), None, None), (2, 2, 1_050, 2), "less what came back of a shop order");
        assert_eq!(ask(None, Some("tea"), None), (1, 2, 500, 1), "two lines of one order are one order");
        assert_eq!(ask(Some("web"), Some("tea"), None), (1, 1, 300, 1));
        assert_eq!(ask(None, Some("cup"), Some(&[2, 3])), (1, 1, 900, 1));
        assert_eq!(ask(None, Some("milk"), None), (0, 0, 0, 0));
        let choices = lake.status().unwrap().unwrap().choices();
        assert_eq!(choices.sources, ["shop", "web"]);
        let products: Vec<(&str, i64)> =
            choices.products.iter().map(|one| (one.code.as_str(), one.amount_minor)).collect();
        assert_eq!(products, [("cup", 1_600), ("tea", 500)]);
        assert_eq!(lake.mismatches(&test.db).await.unwrap(), []);
    }
}

#[tokio::test]
async fn what_was_wholly_given_back_was_not_bought() {
    for test in testkit::engines().await {
        shop(&test).await;
        let folder = tempfile::tempdir().unwrap();
        let lake = Lake::open(folder.path()).unwrap();
        let of = async |customer: i64| {
            lake.refresh(&test.db).await.unwrap();
            let baskets = lake.reader().unwrap().baskets(Some(CustomerId::from_raw(customer))).unwrap();
            let mut codes: Vec<String> = baskets.items.into_iter().map(|(code, _)| code).collect();
            codes.sort();
            codes
        };
        assert_eq!(of(2).await, ["cup"]);
        // 50 of the 200 of order 12 came back: the tea was kept, and tea of order 11 as well.
        assert_eq!(of(1).await, ["cup", "tea"]);
        let give_back = async |id: i64, order: Option<i64>, customer: i64, amount: i64| {
            let (mut tx, back) = (test.db.begin().await.unwrap(), day("2026-02-21"));
            let at = back.utc_midnight().ms();
            tx.execute(RETURN, values![id, format!("r{id}"), order, customer, at, back, amount]).await.unwrap();
            facts::changed(&mut tx, [facts::Whose::Customer(CustomerId::from_raw(customer))]).await.unwrap();
            tx.commit().await.unwrap();
        };
        give_back(32, None, 2, 900).await;
        assert_eq!(of(2).await, ["cup"], "a return that names no order says nothing of products");
        give_back(33, Some(13), 2, 899).await;
        assert_eq!(of(2).await, ["cup"]);
        give_back(34, Some(13), 2, 1).await;
        assert!(of(2).await.is_empty());
        give_back(35, Some(11), 1, 1_000).await;
        assert_eq!(of(1).await, ["tea"], "bought again with order 12, and kept");
    }
}
