//! The charts of the page of value.

use wafa_analytics::ValueFigures;
use wafa_analytics::value::{Spread, SpreadBin};
use wafa_kernel::Money;

use super::super::how;
use super::super::lens::Lens;
use super::super::overview::file_link;
use super::part;
use crate::chart::{Chart, ChartView, Format, Series, Tone};
use crate::who::Desk;

/// Periods of the bucket shown; the file has all.
const PERIODS_SHOWN: usize = 24;
/// Order numbers shown.
const NUMBERS_SHOWN: usize = 10;

/// Customers by what they are expected to bring.
pub fn spread(desk: &Desk, spread: &Spread) -> ChartView {
    let label = |bin: &SpreadBin| desk.reader.money_short(Money::new(bin.from_minor, desk.reader.currency));
    let values = spread.bins.iter().map(|bin| Some(bin.customers as f64)).collect();
    Chart::bars(spread.bins.iter().map(label).collect())
        .series(Series::new(desk.say("value-customers", &[]), values).tone(Tone::Accent))
        .card("spread", desk.say("value-spread-title", &[]))
        .about(desk.say("value-spread-about", &[]))
        .axis(desk.say("value-spread-axis", &[]))
        .how(how::of(desk, "value-spread"))
        .download(file_link(desk, "value/spread", "csv"), file_link(desk, "value/spread", "xlsx"))
        .finish(&desk.reader)
}

/// Shares of customers, revenue and value by rung.
pub fn rungs(desk: &Desk, told: &ValueFigures) -> ChartView {
    let revenue = told.rungs.iter().map(|share| share.revenue_minor).sum();
    let value: i64 = told.rungs.iter().filter_map(|share| share.value_minor).sum();
    let customers = told.customers.max(1) as f64;
    let series = |key: &str, values: Vec<Option<f64>>| Series::new(desk.say(key, &[]), values);
    let of_customers = told.rungs.iter().map(|share| Some(share.customers as f64 / customers)).collect();
    let of_revenue = told.rungs.iter().map(|share| Some(part(share.revenue_minor, revenue))).collect();
    let mut chart =
        Chart::bars(told.rungs.iter().map(|share| desk.say(&format!("rung-{}", share.key.as_str()), &[])).collect())
            .format(Format::Percent(1))
            .series(series("value-share-customers", of_customers).tone(Tone::Ink))
            .series(series("value-share-revenue", of_revenue).tone(Tone::Accent));
    if told.spread.is_some() {
        let of_value = told.rungs.iter().map(|share| share.value_minor.map(|own| part(own, value))).collect();
        chart = chart.series(series("value-share-value", of_value).tone(Tone::Good));
    }
    chart
        .card("rungs", desk.say("value-rungs-title", &[]))
        .about(desk.say("value-rungs-about", &[]))
        .axis(desk.say("value-rung", &[]))
        .how(how::of(desk, "value-shares"))
        .download(file_link(desk, "value/rungs", "csv"), file_link(desk, "value/rungs", "xlsx"))
        .finish(&desk.reader)
}

/// Money poured in with new customers, and leaked with those who fell silent.
pub fn bucket(desk: &Desk, lens: &Lens, told: &ValueFigures) -> ChartView {
    let shown = told.bucket.get(told.bucket.len().saturating_sub(PERIODS_SHOWN)..).unwrap_or_default();
    let labels = shown.iter().map(|row| desk.reader.period_label(lens.period, row.start)).collect();
    let poured = shown.iter().map(|row| Some(row.poured_minor as f64)).collect();
    let leaked = shown.iter().map(|row| Some(-(row.leaked_minor as f64))).collect();
    let mut chart = Chart::stacked(labels)
        .format(Format::Money)
        .series(Series::new(desk.say("value-poured", &[]), poured).tone(Tone::Good))
        .series(Series::new(desk.say("value-leaked", &[]), leaked).tone(Tone::Bad));
    if shown.last().is_some_and(|row| row.partial) {
        chart = chart.last_incomplete();
    }
    chart
        .card("bucket", desk.say("value-bucket-title", &[]))
        .about(desk.say("value-bucket-about", &[]))
        .axis(desk.say(&format!("period-{}", lens.period.as_str()), &[]))
        .how(how::of(desk, "value-bucket"))
        .download(file_link(desk, "value/bucket", "csv"), file_link(desk, "value/bucket", "xlsx"))
        .finish(&desk.reader)
}

/// What first, second, third … orders are worth.
pub fn order_number(desk: &Desk, told: &ValueFigures) -> ChartView {
    let shown = told.order_number.get(..NUMBERS_SHOWN).unwrap_or(&told.order_number);
    let labels = shown.iter().map(|row| desk.say("order-nth", &[("n", row.n.into())])).collect();
    let values = shown.iter().map(|row| row.aov_minor.map(|minor| minor as f64)).collect();
    Chart::bars(labels)
        .format(Format::Money)
        .series(Series::new(desk.say("metric-aov", &[]), values).tone(Tone::Rung(3)))
        .card("order-number", desk.say("value-order-title", &[]))
        .about(desk.say("value-order-about", &[]))
        .axis(desk.say("order-number-axis", &[]))
        .how(how::of(desk, "value-order"))
        .download(file_link(desk, "order-numbers", "csv"), file_link(desk, "order-numbers", "xlsx"))
        .finish(&desk.reader)
}
