//! Channels, campaigns and products, from the database through the lake.

use wafa_db::{facts, testkit, values};
use wafa_kernel::{Moment, Policy};

use super::*;
use crate::insights::Insights;
use crate::lake::Lake;
use crate::question::OrderFilter;

const ORDER: &str = "insert into sales_order (id, key, number, customer_id, placed_at, placed_on, status, \
    currency, amount_minor, quantity, discount_code, source, campaign, city, counts, custom, recorded_at) \
    values ($1, $2, '', $3, $4, $5, '', 'IRR', $6, 2, '', $7, $8, '', true, '', 0)";
const PRODUCT: &str = "insert into sales_product (id, code, name, search_key) values ($1, $2, $2, $2)";
const LINE: &str = "insert into sales_line (id, order_id, position, product_id, name, quantity, amount_minor) \
    values ($1, $2, $3, $4, 'x', $5, $6)";
const RETURN: &str = "insert into sales_return (id, key, order_id, customer_id, returned_at, returned_on, \
    currency, amount_minor, reason, recorded_at) values ($1, $2, $3, $4, $5, $6, 'IRR', $7, '', 0)";

/// (order, customer, day, amount, channel, campaign)
const ORDERS: [(i64, i64, &str, i64, &str, &str); 6] = [
    (101, 1, "2026-01-05", 1_000, "web", "norooz"),
    (102, 1, "2026-01-20", 500, "shop", ""),
    (103, 2, "2026-01-07", 2_000, "web", "yalda"),
    (104, 2, "2026-02-01", 700, "web", "norooz"),
    (105, 3, "2026-02-03", 300, "", ""),
    (106, 3, "2026-02-05", 400, "shop", "norooz"),
];

async fn shop(test: &testkit::TestDb, folder: &tempfile::TempDir) -> Insights {
    let mut people = Shop::default();
    (1..=3).for_each(|id| people.customer(id, "2026-01-01"));
    people.save(&test.db).await;
    let mut tx = test.db.begin().await.unwrap();
    for (id, code) in [(1i64, "tea"), (2, "cup")] {
        tx.execute(PRODUCT, values![id, code]).await.unwrap();
    }
    let at = |on: &str| (day(on).utc_midnight(), day(on));
    for (id, customer, on, amount, channel, campaign) in ORDERS {
        let (placed_at, placed_on): (Moment, Day) = at(on);
        let row = values![id, format!("k{id}"), customer, placed_at, placed_on, amount, channel, campaign];
        tx.execute(ORDER, row).await.unwrap();
        // Tea in every order, a cup in those of web, tea twice in the first.
        tx.execute(LINE, values![id * 10, id, 1i64, 1i64, 1i64, amount - 100]).await.unwrap();
        let second = if channel == "web" { 2i64 } else { 1 };
        tx.execute(LINE, values![id * 10 + 1, id, 2i64, second, 1i64, 100i64]).await.unwrap();
    }
    let (back_at, back_on) = at("2026-02-04");
    tx.execute(RETURN, values![9i64, "r9", 103i64, 2i64, back_at, back_on, 150i64]).await.unwrap();
    facts::bump(&mut tx).await.unwrap();
    tx.commit().await.unwrap();
    Insights::new(test.db.clone(), Lake::open(folder.path()).unwrap())
}

type Told = Vec<(Vec<String>, Vec<Option<f64>>)>;

async fn told(insights: &Insights, question: ReportQuestion) -> (Told, Arc<ReportAnswer>) {
    let answer = insights.report(&Policy::system("test"), question).await.unwrap();
    let word = |key: &Key| match key {
        Key::Period { key, .. } | Key::Value(key) => key.clone(),
        Key::Unknown => "-".to_owned(),
        Key::Others => "others".to_owned(),
    };
    let rows = answer
        .rows
        .iter()
        .map(|row| (row.keys.iter().map(word).collect(), row.figures.iter().map(|figure| real(*figure)).collect()));
    (rows.collect(), answer)
}

fn row(keys: &[&str], figures: &[f64]) -> (Vec<String>, Vec<Option<f64>>) {
    (keys.iter().map(|key| (*key).to_owned()).collect(), figures.iter().map(|figure| Some(*figure)).collect())
}

#[tokio::test]
async fn channels_campaigns_and_products_are_told_apart() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let insights = shop(&test, &folder).await;
        let measures = [Measure::Net, Measure::Orders, Measure::Customers, Measure::New, Measure::Returned];
        let ask = |by: &[Breakdown]| asked(&measures, by, "2026-01-01", "2026-02-28");
        let (rows, _) = told(&insights, ask(&[Breakdown::Channel])).await;
        let web = [3_550.0, 3.0, 2.0, 2.0, 150.0];
        let channels = [
            row(&["web"], &web),
            row(&["shop"], &[900.0, 2.0, 2.0, 0.0, 0.0]),
            row(&["-"], &[300.0, 1.0, 1.0, 1.0, 0.0]),
        ];
        assert_eq!(rows, channels);
        // The return names an order of the campaign of Yalda.
        let (rows, _) = told(&insights, ask(&[Breakdown::Campaign])).await;
        let norooz = row(&["norooz"], &[2_100.0, 3.0, 3.0, 1.0, 0.0]);
        let yalda = row(&["yalda"], &[1_850.0, 1.0, 1.0, 1.0, 150.0]);
        assert_eq!(rows, [norooz, yalda, row(&["-"], &[800.0, 2.0, 2.0, 1.0, 0.0])]);
        let (rows, _) = told(&insights, ask(&[Breakdown::Month, Breakdown::Channel])).await;
        let months: Vec<Vec<String>> = rows.into_iter().map(|(keys, _)| keys).collect();
        assert_eq!(
            months,
            [["2026-01", "web"], ["2026-01", "shop"], ["2026-02", "web"], ["2026-02", "shop"], ["2026-02", "-"]]
        );
    }
}

#[tokio::test]
async fn a_product_is_worth_its_lines_and_an_order_of_two_lines_is_one() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let insights = shop(&test, &folder).await;
        let measures = [Measure::Gross, Measure::Orders, Measure::Units, Measure::New, Measure::Returned];
        let asked = asked(&measures, &[Breakdown::Product, Breakdown::Channel], "2026-01-01", "2026-02-28");
        let (rows, answer) = told(&insights, asked).await;
        let cells: Vec<_> = rows.iter().map(|(keys, figures)| (keys.join(" "), figures[..4].to_vec())).collect();
        let cell = |keys: &str, figures: [f64; 4]| (keys.to_owned(), figures.map(Some).to_vec());
        let expected = [
            cell("tea web", [3_400.0, 3.0, 3.0, 2.0]),
            cell("tea shop", [900.0, 2.0, 4.0, 0.0]),
            cell("tea -", [300.0, 1.0, 2.0, 1.0]),
            cell("cup web", [300.0, 3.0, 3.0, 2.0]),
        ];
        assert_eq!(cells, expected);
        assert_eq!(rows[0].1[4], None, "nobody knows which product came back");
        assert_eq!(answer.notes, [Note::SeveralRows { by: Breakdown::Product }, Note::ByLines]);
        assert_eq!((whole(answer.total[0]), whole(answer.total[1])), (4_900, 6));
    }
}

/// A row of a break-down is the total of the report with that filter, in what adds up and does not look back.
#[tokio::test]
async fn a_row_by_channel_is_the_report_of_that_channel() {
    for test in testkit::engines().await {
        let folder = tempfile::tempdir().unwrap();
        let insights = shop(&test, &folder).await;
        let measures = [Measure::Net, Measure::Orders, Measure::Customers, Measure::Units, Measure::Returns];
        let (rows, _) = told(&insights, asked(&measures, &[Breakdown::Channel], "2026-01-01", "2026-02-28")).await;
        for (keys, figures) in rows.iter().filter(|(keys, _)| keys[0] != "-") {
            let mut only = asked(&measures, &[], "2026-01-01", "2026-02-28");
            only.orders = Some(Arc::new(OrderFilter { source: Some(keys[0].clone()), product: None }));
            let (none, answer) = told(&insights, only).await;
            assert!(none.is_empty());
            assert_eq!(&answer.total.iter().map(|figure| real(*figure)).collect::<Vec<_>>(), figures);
        }
    }
}
