//! Reports against the overview, against counting by hand, and on both engines.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

mod by_hand;
mod store;
mod words;

use std::sync::Arc;

use wafa_kernel::{CalendarKind, Currency, CustomerId, Day, LadderRules, Periods};

use super::compute::report_on;
use super::*;
use crate::error::Error;
use crate::figures::figures;
use crate::shop::{Shop, day, months, question};

/// A report of these measures and break-downs, from a day to a day; months are Gregorian and cover the time.
pub(super) fn asked(measures: &[Measure], by: &[Breakdown], from: &str, to: &str) -> ReportQuestion {
    let (from, to) = (day(from), day(to));
    let (year, month, _) = from.ymd();
    let (last_year, last_month, _) = to.ymd();
    let count = usize::try_from((last_year - year) * 12 + 1).unwrap() + last_month as usize - month as usize;
    let table = months((year, month), count);
    let days = || {
        let starts: Vec<Day> = (0..=(to - from) + 1).map(|at| from.plus_days(at)).collect();
        let keys = (0..=(to - from)).map(|at| from.plus_days(at).to_string()).collect();
        Periods::new(starts, keys).unwrap()
    };
    let periods = by.iter().map(|by| match by {
        Breakdown::Day => days(),
        Breakdown::Month | Breakdown::Cohort => table.clone(),
        _ => Periods::default(),
    });
    ReportQuestion {
        from,
        to,
        periods: periods.collect(),
        labels: vec![Arc::default(); by.len()],
        rules: LadderRules::default(),
        currency: Currency::IRR,
        only: None,
        orders: None,
        spec: ReportSpec {
            measures: measures.to_vec(),
            by: by.to_vec(),
            filters: Filters::default(),
            time: Time::Days { from, to },
            calendar: CalendarKind::Gregorian,
            order: None,
            limit: 20,
            chart: ChartKind::Table,
        },
    }
}

fn whole(figure: Option<Figure>) -> i64 {
    match figure {
        Some(Figure::Whole(whole)) => whole,
        other => panic!("{other:?} is no whole number"),
    }
}

fn real(figure: Option<Figure>) -> Option<f64> {
    figure.map(Figure::number)
}

/// Every figure of the overview a report can have, by month and in all.
fn agrees(shop: &Shop, from: &str, to: &str) {
    let (_folder, lake) = shop.lake();
    let measures = [
        Measure::Customers,
        Measure::New,
        Measure::Returning,
        Measure::Orders,
        Measure::Net,
        Measure::Average,
        Measure::Frequency,
        Measure::RepeatShare,
    ];
    let asked = asked(&measures, &[Breakdown::Month], from, to);
    let overview = figures(&lake, &question(to, asked.periods[0].clone())).unwrap();
    let answer = report(&lake, &asked).unwrap();
    assert_eq!(answer.rows.len(), overview.periods.len());
    for (row, period) in answer.rows.iter().zip(&overview.periods) {
        assert_eq!(row.keys, [Key::Period { key: period.key.clone(), start: period.start }]);
        let counts: Vec<i64> = row.figures[..5].iter().map(|figure| whole(*figure)).collect();
        let (customers, new, returning) = (period.customers as i64, period.new as i64, period.returning as i64);
        assert_eq!(counts, [customers, new, returning, period.orders as i64, period.revenue_minor]);
        assert_eq!(row.figures[5], period.aov_minor.map(Figure::Whole));
        assert_eq!((real(row.figures[6]), real(row.figures[7])), (period.purchase_frequency, period.repeat_rate));
    }
    let total: Vec<i64> = [0, 3, 4].map(|at| whole(answer.total[at])).to_vec();
    assert_eq!(total, [overview.customers as i64, overview.orders as i64, overview.revenue_minor]);
    assert_eq!(answer.total[5], overview.aov_minor.map(Figure::Whole));
    assert_eq!((real(answer.total[6]), real(answer.total[7])), (overview.purchase_frequency, overview.repeat_rate));
}

#[test]
fn a_report_says_what_the_overview_says() {
    let mut shop = Shop::default();
    shop.order(1, "2026-01-10", 1_000);
    shop.order(1, "2026-01-10", 500);
    shop.order(1, "2026-03-05", 3_000);
    shop.refund(1, "2026-03-07", 600);
    shop.order(2, "2026-01-20", 2_000);
    shop.order(3, "2026-02-01", 4_000);
    shop.order(3, "2026-02-28", 100);
    shop.order(4, "2026-03-31", 900);
    shop.refund(5, "2026-02-02", 50);
    shop.order(2, "2026-02-12", 9_000).counts = false;
    shop.customer(6, "2026-01-01");
    agrees(&shop, "2026-01-01", "2026-03-31");
    agrees(&shop, "2026-01-01", "2026-03-06");
    agrees(&Shop::cdnow(), "1997-01-01", "1998-06-30");
}

#[test]
fn a_report_of_an_empty_shop_is_zeroes_and_no_shares() {
    let (_folder, lake) = Shop::default().lake();
    let measures = [Measure::Orders, Measure::Net, Measure::Average, Measure::RepeatShare, Measure::Gap];
    let answer = report(&lake, &asked(&measures, &[Breakdown::Month], "2026-01-01", "2026-02-28")).unwrap();
    let nothing = vec![Some(Figure::Whole(0)), Some(Figure::Whole(0)), None, None, None];
    assert_eq!(answer.total, nothing);
    assert_eq!(answer.rows.iter().map(|row| row.figures.clone()).collect::<Vec<_>>(), [nothing.clone(), nothing]);
    let by_channel = report(&lake, &asked(&measures, &[Breakdown::Channel], "2026-01-01", "2026-02-28")).unwrap();
    assert!(by_channel.rows.is_empty());
}

#[test]
fn a_report_on_many_threads_is_the_report_on_one() {
    let mut shop = Shop::default();
    for customer in 1..=2_000 {
        for order in 0..40 {
            let on = day("2026-01-01").plus_days((customer as i32 * 7 + order * 13) % 90).to_string();
            shop.order(customer, &on, 100 + i64::from(order));
        }
    }
    let (_folder, lake) = shop.lake();
    for by in [vec![], vec![Breakdown::Month], vec![Breakdown::Weekday, Breakdown::OrderNumber], vec![Breakdown::Rung]]
    {
        let asked = asked(Measure::ALL, &by, "2026-01-10", "2026-03-31");
        assert_eq!(report_on(&lake, &asked, 1).unwrap(), report_on(&lake, &asked, 4).unwrap(), "{by:?}");
    }
}

/// Rungs and segments of a report are those of the ladder and of RFM.
#[test]
fn customers_by_rung_and_segment_are_those_of_the_figures() {
    let (_folder, lake) = Shop::cdnow().lake();
    let overview = figures(&lake, &question("1998-06-30", months((1997, 1), 18))).unwrap();
    let of = |by| {
        let answer = report(&lake, &asked(&[Measure::Customers], &[by], "1997-01-01", "1998-06-30")).unwrap();
        let rows = answer.rows.into_iter().map(|row| (row.keys[0].clone(), whole(row.figures[0]) as u64));
        rows.collect::<std::collections::BTreeMap<_, _>>()
    };
    let rungs = of(Breakdown::Rung);
    for rung in wafa_kernel::Rung::ALL {
        let key = Key::Value(rung.as_str().to_owned());
        assert_eq!(rungs.get(&key).copied().unwrap_or(0), overview.ladder.of(rung), "{rung:?}");
    }
    let segments = of(Breakdown::Segment);
    for segment in &overview.segments {
        let key = Key::Value(segment.segment.as_str().to_owned());
        assert_eq!(segments.get(&key).copied().unwrap_or(0), segment.customers);
    }
}

/// Cities beyond the limit are one row in which every customer counts once.
#[test]
fn what_is_beyond_the_limit_is_one_row_and_is_said() {
    let mut shop = Shop::default();
    for customer in 1..=40i64 {
        for _ in 0..customer {
            shop.order(customer, "2026-01-10", 100);
        }
    }
    let (_folder, lake) = shop.lake();
    let mut asked = asked(&[Measure::Orders, Measure::Customers], &[Breakdown::Tag], "2026-01-01", "2026-01-31");
    asked.spec.limit = 3;
    // Everybody has a tag of her own and, up to the tenth, a second one that is not shown either.
    let own = (1..=40).map(|id| (CustomerId::from_raw(id), format!("t{id}")));
    let second = (1..=10).map(|id| (CustomerId::from_raw(id), format!("u{id}")));
    asked.labels = vec![Arc::new(Labels::new(own.chain(second)))];
    let answer = report(&lake, &asked).unwrap();
    let rows: Vec<(Key, i64, i64)> =
        answer.rows.iter().map(|row| (row.keys[0].clone(), whole(row.figures[0]), whole(row.figures[1]))).collect();
    let tag = |id: i64| (Key::Value(format!("t{id}")), id, 1);
    assert_eq!(rows, [tag(40), tag(39), tag(38), (Key::Others, (1..=37).sum(), 37)]);
    assert_eq!(whole(answer.total[1]), 40);
    let others = Note::Others { by: Breakdown::Tag, values: 47 };
    assert_eq!(answer.notes, [others, Note::SeveralRows { by: Breakdown::Tag }]);
}

#[test]
fn what_cannot_be_answered_is_named() {
    let (_folder, lake) = Shop::default().lake();
    let sound = asked(&[Measure::Orders], &[Breakdown::Month], "2026-01-01", "2026-02-28");
    let code = |change: &dyn Fn(&mut ReportSpec)| {
        let mut asked = sound.clone();
        change(&mut asked.spec);
        match report(&lake, &asked) {
            Err(Error::ReportInvalid(wrongs)) => wrongs.first().map(|wrong| wrong.code),
            other => panic!("{other:?}"),
        }
        .unwrap()
    };
    assert_eq!(code(&|spec| spec.measures.clear()), "analytics.report_no_measure");
    assert_eq!(code(&|spec| spec.measures.push(Measure::Orders)), "analytics.report_measure_twice");
    assert_eq!(code(&|spec| spec.by = vec![Breakdown::Day; 3]), "analytics.report_breakdowns");
    assert_eq!(code(&|spec| spec.by = vec![Breakdown::Day; 2]), "analytics.report_breakdown_twice");
    let product = vec![Breakdown::Product, Breakdown::Campaign];
    assert_eq!(code(&|spec| spec.by.clone_from(&product)), "analytics.report_product_and_campaign");
    let time = |from: &str, to: &str| Time::Days { from: day(from), to: day(to) };
    assert_eq!(code(&|spec| spec.time = time("2026-02-01", "2026-01-01")), "analytics.report_time");
    assert_eq!(code(&|spec| spec.time = time("1626-02-01", "2026-01-01")), "analytics.report_time_long");
    assert_eq!(code(&|spec| spec.limit = 0), "analytics.report_limit");
    let order = Order { by: Measure::Net, ascending: false };
    assert_eq!(code(&|spec| spec.order = Some(order)), "analytics.report_order");
    assert_eq!(code(&|spec| spec.filters.city = Some(String::new())), "analytics.report_filter");
    let days = asked(&[Measure::Orders], &[Breakdown::Day, Breakdown::Weekday], "2001-01-01", "2026-01-01");
    assert!(matches!(report(&lake, &days), Err(Error::ReportTooLarge)));
    let unknown =
        serde_json::from_str::<ReportSpec>(r#"{"measures":["profit"],"time":{"kind":"all"},"calendar":"jalali"}"#);
    assert!(unknown.unwrap_err().to_string().contains("unknown variant `profit`"));
}

#[test]
fn a_spec_survives_being_written_and_read() {
    let text = r#"{"measures":["orders","net_minor"],"by":["month","channel"],"filters":{"city":"Shiraz"},"time":{"kind":"last","count":12,"length":"month","complete":true},"calendar":"jalali","order":{"by":"orders","ascending":false},"limit":5,"chart":"stacked"}"#;
    let spec: ReportSpec = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&spec).unwrap(), text);
    let short: ReportSpec =
        serde_json::from_str(r#"{"measures":["orders"],"time":{"kind":"all"},"calendar":"hijri"}"#).unwrap();
    assert_eq!((short.limit, short.chart, short.by.len()), (20, ChartKind::Table, 0));
}

#[test]
fn a_parquet_file_of_a_report_has_its_rows() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Field;
    let mut shop = Shop::default();
    shop.order(1, "2026-01-10", 1_000);
    let (_folder, lake) = shop.lake();
    let measures = [Measure::Net, Measure::Frequency];
    let answer = report(&lake, &asked(&measures, &[Breakdown::Month], "2026-01-01", "2026-02-28")).unwrap();
    let bytes = super::parquet(&answer).unwrap();
    let path = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(path.path(), bytes).unwrap();
    let reader = SerializedFileReader::new(std::fs::File::open(path.path()).unwrap()).unwrap();
    let rows: Vec<Vec<(String, Field)>> = reader
        .get_row_iter(None)
        .unwrap()
        .map(|row| row.unwrap().get_column_iter().map(|(name, field)| (name.clone(), field.clone())).collect())
        .collect();
    let cell = |row: usize, at: usize| rows[row][at].1.clone();
    let names: Vec<&str> = rows[0].iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["month", "month_start", "others", "net_minor", "purchase_frequency"]);
    assert_eq!(
        (cell(0, 0), cell(0, 3), cell(0, 4)),
        (Field::Str("2026-01".into()), Field::Long(1_000), Field::Double(1.0))
    );
    assert_eq!((cell(1, 2), cell(1, 3), cell(1, 4)), (Field::Bool(false), Field::Long(0), Field::Null));
}
