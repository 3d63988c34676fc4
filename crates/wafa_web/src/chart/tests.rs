#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use serde_json::Value;
use wafa_kernel::{Business, Language};
use wafa_text::reader::Reader;

use super::{Chart, ChartView, Format, Series, Tone};

fn reader() -> Reader {
    Reader::of(&Business::default(), Language::Fa)
}

fn data(view: &ChartView) -> Value {
    serde_json::from_str(&view.data).unwrap()
}

fn labels(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("m{at}")).collect()
}

#[test]
fn the_table_says_what_the_chart_draws() {
    let view = Chart::lines(labels(3))
        .series(Series::new("rate", vec![Some(0.1), None, Some(0.427)]).tone(Tone::Rung(9)))
        .format(Format::Percent(1))
        .card("id", "title")
        .axis("month")
        .finish(&reader());
    assert_eq!(view.head, ["month", "rate"]);
    assert_eq!(view.rows[0], ["m0", "۱۰٫۰٪"]);
    assert_eq!(view.rows[1], ["m1", "–"]);
    assert_eq!(view.rows[2], ["m2", "۴۲٫۷٪"]);
    assert_eq!(data(&view)["option"]["series"][0]["color"], "@rung-6");
    assert_eq!(data(&view)["texts"][0][2], "۴۲٫۷٪");
}

#[test]
fn an_incomplete_period_is_drawn_apart() {
    let values = vec![Some(1.0), Some(2.0), Some(3.0)];
    let line = Chart::lines(labels(3))
        .series(Series::new("a", values.clone()))
        .last_incomplete()
        .card("i", "t")
        .finish(&reader());
    let series = data(&line)["option"]["series"].clone();
    assert_eq!(series.as_array().unwrap().len(), 2);
    assert_eq!(series[0]["data"], serde_json::json!([1.0, 2.0, null]));
    assert_eq!(series[1]["data"], serde_json::json!([null, 2.0, 3.0]));
    assert_eq!(series[1]["lineStyle"]["type"], "dotted");
    assert_eq!(data(&line)["texts"].as_array().unwrap().len(), 2);
    let bars =
        Chart::bars(labels(3)).series(Series::new("a", values)).last_incomplete().card("i", "t").finish(&reader());
    assert_eq!(data(&bars)["option"]["series"][0]["data"][2]["itemStyle"]["borderType"], "dashed");
}

#[test]
fn money_axes_are_in_the_unit_people_read() {
    let view = Chart::bars(labels(1))
        .series(Series::new("a", vec![Some(8_600_000.0)]))
        .format(Format::Money)
        .card("i", "t")
        .finish(&reader());
    assert_eq!(data(&view)["format"]["divisor"], 10);
    assert!(view.rows[0][1].contains("۸۶۰٬۰۰۰"));
}

#[test]
fn nothing_to_draw_has_no_rows_and_odd_numbers_do_no_harm() {
    let empty = Chart::lines(labels(2)).series(Series::new("a", vec![None, None])).card("i", "t").finish(&reader());
    assert!(empty.rows.is_empty());
    let odd = Chart::lines(labels(1)).series(Series::new("a", vec![Some(f64::NAN)])).card("i", "t").finish(&reader());
    assert_eq!(odd.rows[0][1], "–");
    let dots = Chart::points("x", "y")
        .dots(vec![(f64::INFINITY, 1.0), (1.0, 2.0)])
        .diagonal()
        .card("i", "t")
        .finish(&reader());
    assert_eq!(dots.rows.len(), 1);
}

#[test]
fn steps_hold_a_value_until_the_next_one() {
    let values = vec![Some(1.0), Some(0.8), Some(0.5)];
    let drawn = |chart: Chart| {
        let band = Series::new("band", values.clone()).dashed();
        let chart = chart.series(Series::new("left", values.clone())).series(band);
        data(&chart.card("id", "title").finish(&reader()))["option"]["series"].clone()
    };
    let stepped = drawn(Chart::lines(labels(3)).steps());
    assert_eq!((&stepped[0]["step"], &stepped[1]["step"]), (&Value::from("end"), &Value::from("end")));
    assert_eq!(drawn(Chart::lines(labels(3)))[0]["step"], false);
}
