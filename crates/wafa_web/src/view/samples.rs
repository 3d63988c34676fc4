//! Sample data of the component page `/ui`: figures of an invented coffee shop, written for whoever reads.

use serde::Serialize;
use serde_json::{Value, json};
use wafa_kernel::{Day, Rung};
use wafa_text::reader::Reader;
use wafa_text::words::Words;

use super::Frame;
use crate::chart::{Chart, ChartView, CohortCell, CohortMap, CohortRow, Format, How, Series, Tone};

/// Everything `ui.html` shows.
#[derive(Debug, Serialize)]
pub struct Samples {
    orders: i64,
    late: i64,
    today: Day,
    last_month: Day,
    value_minor: i64,
    order_minor: i64,
    how: How,
    ladder: Vec<Value>,
    rungs: Vec<&'static str>,
    returning: ChartView,
    revenue: ChartView,
    points: ChartView,
    nothing: ChartView,
    cohorts: CohortMap,
    rfm: Vec<Value>,
    columns: Vec<Value>,
    customers: Vec<Value>,
    steps: Vec<Value>,
    palette: Vec<Value>,
}

fn say(reader: &Reader, key: &str) -> String {
    Words::global().say(reader, key, &[])
}

/// The samples for a reader.
#[must_use]
pub fn components(frame: &Frame) -> Samples {
    let reader = &frame.reader;
    let scale =
        reader.currency.minor_per_major() * if reader.currency == wafa_kernel::Currency::IRR { 100_000 } else { 1 };
    Samples {
        orders: 37,
        late: 12,
        today: frame.today,
        last_month: frame.today.plus_days(-30),
        value_minor: 124_000 * scale,
        order_minor: 86 * scale,
        how: how(reader),
        ladder: ladder(),
        rungs: Rung::ALL.iter().map(|rung| rung.as_str()).collect(),
        returning: returning(frame),
        revenue: revenue(frame, scale),
        points: points(reader),
        nothing: Chart::lines(Vec::new()).card("nothing", say(reader, "ui-chart-empty")).finish(reader),
        cohorts: cohorts(frame),
        rfm: rfm(reader),
        columns: columns(reader),
        customers: customers(frame, scale),
        steps: steps(reader),
        palette: palette(reader),
    }
}

fn how(reader: &Reader) -> How {
    How {
        formula: say(reader, "ui-formula"),
        window: say(reader, "ui-window"),
        exclusions: say(reader, "ui-exclusions"),
    }
}

fn ladder() -> Vec<Value> {
    let counts = [1_240, 865, 1_042, 630, 218, 47];
    Rung::ALL
        .iter()
        .zip(counts)
        .map(|(rung, count)| json!({ "rung": rung.as_str(), "count": count, "share": f64::from(count) / 1_240.0, "href": format!("/customers?rung={}", rung.as_str()) }))
        .collect()
}

/// The names of the last twelve months.
fn months(frame: &Frame) -> Vec<String> {
    (0..12).rev().map(|back| frame.reader.month_name(frame.today.plus_days(-30 * back))).collect()
}

fn values(numbers: &[f64]) -> Vec<Option<f64>> {
    numbers.iter().copied().map(Some).collect()
}

fn returning(frame: &Frame) -> ChartView {
    let reader = &frame.reader;
    let this = [0.31, 0.33, 0.32, 0.35, 0.34, 0.37, 0.36, 0.38, 0.40, 0.39, 0.427, 0.21];
    let last = [0.28, 0.29, 0.31, 0.30, 0.30, 0.32, 0.33, 0.31, 0.34, 0.35, 0.36, 0.35];
    Chart::areas(months(frame))
        .series(Series::new(say(reader, "ui-series-this"), values(&this)).tone(Tone::Accent))
        .series(Series::new(say(reader, "ui-series-last"), values(&last)).dashed())
        .format(Format::Percent(1))
        .last_incomplete()
        .card("returning", say(reader, "ui-chart-repeat"))
        .about(say(reader, "ui-chart-repeat-about"))
        .axis(say(reader, "ui-month"))
        .how(how(reader))
        .download("/ui/returning.csv", "/ui/returning.xlsx")
        .finish(reader)
}

fn revenue(frame: &Frame, scale: i64) -> ChartView {
    let reader = &frame.reader;
    let money = |numbers: &[f64]| values(&numbers.iter().map(|number| number * scale as f64).collect::<Vec<_>>());
    let new =
        [4_100.0, 3_900.0, 4_300.0, 4_050.0, 4_600.0, 4_200.0, 4_400.0, 4_800.0, 4_500.0, 4_700.0, 5_100.0, 2_300.0];
    let returning =
        [3_000.0, 3_200.0, 3_350.0, 3_500.0, 3_400.0, 3_900.0, 4_100.0, 4_250.0, 4_600.0, 4_700.0, 5_300.0, 2_700.0];
    Chart::stacked(months(frame))
        .series(Series::new(say(reader, "ui-series-returning"), money(&returning)).tone(Tone::Accent))
        .series(Series::new(say(reader, "ui-series-new"), money(&new)).tone(Tone::Rung(2)))
        .format(Format::Money)
        .last_incomplete()
        .card("revenue", say(reader, "ui-chart-revenue"))
        .about(say(reader, "ui-chart-revenue-about"))
        .axis(say(reader, "ui-month"))
        .finish(reader)
}

fn points(reader: &Reader) -> ChartView {
    let dots = vec![(0.3, 0.35), (0.8, 0.7), (1.4, 1.6), (2.1, 1.9), (3.0, 3.4), (4.2, 3.9), (5.6, 5.9), (7.1, 6.6)];
    Chart::points(say(reader, "ui-points-x"), say(reader, "ui-points-y"))
        .dots(dots)
        .diagonal()
        .card("points", say(reader, "ui-chart-points"))
        .finish(reader)
}

fn cohorts(frame: &Frame) -> CohortMap {
    let reader = &frame.reader;
    let sizes = [180, 217, 254, 201, 238, 185, 222, 259];
    let shares = [1.0, 0.36, 0.29, 0.26, 0.24, 0.21, 0.19, 0.18];
    let rows = sizes
        .iter()
        .zip(0_i32..)
        .map(|(size, at)| {
            let kept = shares.iter().zip(0_i32..).map(|(share, offset)| {
                let share = if offset == 0 { 1.0 } else { share + f64::from((at * 7 + offset * 5) % 9 - 4) / 100.0 };
                (offset + at < 8).then(|| CohortCell {
                    text: reader.percent(share, 0),
                    share,
                    incomplete: offset + at == 7 && offset > 0,
                })
            });
            CohortRow {
                label: reader.month_year(frame.today.plus_days(30 * (at - 7))),
                size: reader.number(*size),
                href: "/customers".to_owned(),
                cells: kept.collect(),
            }
        })
        .collect();
    let average = shares
        .iter()
        .map(|share| Some(CohortCell { text: reader.percent(*share, 0), share: *share, incomplete: false }))
        .collect();
    let columns = (0..8).map(|offset| reader.number(offset)).collect();
    CohortMap { caption: say(reader, "ui-cohorts"), measure: "percent".to_owned(), columns, rows, average }
}

fn rfm(reader: &Reader) -> Vec<Value> {
    (1..=5_i32)
        .flat_map(|r| (1..=5_i32).map(move |f| (r, f)))
        .map(|(r, f)| {
            let count = 20 + (r * 37 + f * 53 + r * f * 11) % 190;
            let label = match (r, f) {
                (4..=5, 4..=5) => "ui-rfm-best",
                (4..=5, 1) => "ui-rfm-new",
                (1..=2, 3..=5) => "ui-rfm-slipping",
                _ => "ui-rfm-middle",
            };
            json!({ "r": r, "f": f, "count": count, "share": f64::from(count) / 210.0, "label": say(reader, label), "href": format!("/customers?r={r}&f={f}") })
        })
        .collect()
}

fn columns(reader: &Reader) -> Vec<Value> {
    [("name", false, true), ("rung", false, false), ("phone", false, false), ("last", false, true), ("orders", true, true), ("value", true, true)]
        .iter()
        .map(|(key, num, sort)| json!({ "key": key, "label": say(reader, &format!("ui-column-{key}")), "sort": sort, "num": num, "hidden": false }))
        .collect()
}

fn customers(frame: &Frame, scale: i64) -> Vec<Value> {
    let rows = [
        ("loyal", 0, 14, 11_130, Some("+989123456789")),
        ("repeat", 3, 5, 3_420, Some("+989351112233")),
        ("advocate", 12, 21, 18_900, Some("+971501234567")),
        ("customer", 81, 1, 860, None),
    ];
    rows.iter()
        .zip(1_u8..)
        .map(|((rung, days, orders, worth, phone), at)| {
            json!({
                "name": say(&frame.reader, &format!("ui-name-{at}")),
                "place": say(&frame.reader, &format!("ui-place-{at}")),
                "rung": rung, "phone": phone, "orders": orders,
                "last_on": frame.today.plus_days(-days).number(),
                "value_minor": worth * scale,
            })
        })
        .collect()
}

fn steps(reader: &Reader) -> Vec<Value> {
    (1..=4_u8)
        .map(|at| {
            let done = at <= 2;
            let detail = if done { String::new() } else { say(reader, &format!("ui-check-{at}-detail")) };
            json!({ "title": say(reader, &format!("ui-check-{at}")), "detail": detail, "href": "/import", "action": say(reader, if at == 3 { "ui-empty-action" } else { "ui-review" }), "done": done })
        })
        .collect()
}

fn palette(reader: &Reader) -> Vec<Value> {
    vec![
        json!({ "label": say(reader, "nav-customers"), "items": [
            { "href": "#", "icon": "user", "title": say(reader, "ui-name-1"), "detail": say(reader, "ui-place-1") },
            { "href": "#", "icon": "user", "title": say(reader, "ui-name-3"), "detail": say(reader, "ui-place-3") },
        ] }),
        json!({ "label": say(reader, "nav-label"), "items": [{ "href": "/ladder", "icon": "ladder", "title": say(reader, "nav-ladder"), "detail": "" }] }),
    ]
}
