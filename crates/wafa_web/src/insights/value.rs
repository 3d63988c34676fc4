//! What customers are worth: how values are spread, who brings them, what is at stake this quarter, what a lost
//! customer costs, and what the bucket leaks.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::ValueFigures;
use wafa_analytics::predict::{Basis, FitReport};
use wafa_kernel::policy::action::ReadInsights;
use wafa_kernel::{Day, PeriodKind};
use wafa_text::calendar;

use super::how;
use super::lens::{FilterRow, Lens};
use crate::ask::{Pairs, Path};
use crate::chart::{ChartView, How};
use crate::fault::Fault;
use crate::models::readiness::{Meter, meter};
use crate::sheet::Sheet;
use crate::who::Who;

mod charts;
mod lost;
mod tables;

use lost::Lost;

/// The fit behind the values.
#[derive(Serialize)]
struct Fit {
    as_of: Day,
    modelled: bool,
    meter: Option<Meter>,
}

/// What is at stake this quarter.
#[derive(Serialize)]
struct Quarter {
    until: Day,
    customers: u64,
    value_minor: i64,
    at_risk_minor: i64,
    how: How,
}

/// The middle of the values.
#[derive(Serialize)]
struct Middle {
    total_minor: i64,
    mean_minor: i64,
    median_minor: i64,
    top20: Option<f64>,
    how: How,
}

/// A segment with its shares.
#[derive(Serialize)]
struct Segment {
    key: &'static str,
    name: String,
    customers: u64,
    customers_share: f64,
    revenue_minor: i64,
    revenue_share: f64,
    value_minor: Option<i64>,
    value_share: Option<f64>,
}

#[derive(Serialize)]
struct Context {
    row: FilterRow,
    empty: bool,
    filtered_out: bool,
    fit: Option<Fit>,
    middle: Option<Middle>,
    quarter: Option<Quarter>,
    spread: Option<ChartView>,
    rungs: Option<ChartView>,
    segments: Vec<Segment>,
    segments_how: How,
    csv: String,
    xlsx: String,
    lost: Lost,
    bucket: Option<ChartView>,
    order_number: Option<ChartView>,
}

async fn told(who: &Who<ReadInsights>, lens: &Lens) -> Result<ValueFigures, Fault> {
    let question = lens.question(who, lens.as_of).await?;
    let quarter = calendar::periods(lens.calendar, PeriodKind::Quarter, lens.as_of, lens.as_of);
    let until = quarter.index_of(lens.as_of).and_then(|at| quarter.end(at)).unwrap_or(lens.as_of);
    let expected = who.app.predictor.expectations(&who.permit).await?;
    Ok(who.app.insights.value(&who.permit, question, until, expected).await?)
}

/// The page.
pub async fn page(who: Who<ReadInsights>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = Lens::read(pairs.clone(), &who)?;
    let told = told(&who, &lens).await?;
    let report = who.app.predictor.latest_fit(&who.permit).await?;
    let empty = told.customers == 0;
    let context = Context {
        row: lens.row(&who).await?,
        empty: empty && !lens.filtered,
        filtered_out: empty && lens.filtered,
        fit: report.map(|report| fit(&who, &report)),
        middle: told.spread.as_ref().map(|spread| Middle {
            total_minor: spread.total_minor,
            mean_minor: spread.mean_minor,
            median_minor: spread.median_minor,
            top20: spread.top20_share,
            how: how::of(&who, "value-spread"),
        }),
        quarter: told.quarter.map(|quarter| Quarter {
            until: quarter.until,
            customers: quarter.customers,
            value_minor: quarter.value_minor,
            at_risk_minor: quarter.at_risk_minor,
            how: how::of(&who, "value-quarter"),
        }),
        spread: told.spread.as_ref().map(|spread| charts::spread(&who, spread)),
        rungs: (!empty).then(|| charts::rungs(&who, &told)),
        segments: segments(&who, &told),
        segments_how: how::of(&who, "value-shares"),
        csv: super::overview::file_link(&who, "value/segments", "csv"),
        xlsx: super::overview::file_link(&who, "value/segments", "xlsx"),
        lost: Lost::read(&who, &pairs, &told.yearly),
        bucket: (!told.bucket.is_empty()).then(|| charts::bucket(&who, &lens, &told)),
        order_number: (!told.order_number.is_empty()).then(|| charts::order_number(&who, &told)),
    };
    who.page("value", "insights/value.html", &context)
}

fn fit(who: &Who<ReadInsights>, report: &FitReport) -> Fit {
    let modelled = report.basis == Basis::Model;
    Fit { as_of: report.as_of, modelled, meter: (!modelled).then(|| meter(who, &report.readiness)) }
}

/// A part of a whole; nothing of nothing.
fn part(part: i64, whole: i64) -> f64 {
    if whole > 0 { part as f64 / whole as f64 } else { 0.0 }
}

fn segments(who: &Who<ReadInsights>, told: &ValueFigures) -> Vec<Segment> {
    let revenue = told.segments.iter().map(|share| share.revenue_minor).sum();
    let value = told.segments.iter().filter_map(|share| share.value_minor).sum();
    let some = told.segments.iter().filter(|share| share.customers > 0);
    some.map(|share| Segment {
        key: share.key.as_str(),
        name: who.say(&format!("segment-{}", share.key.as_str()), &[]),
        customers: share.customers,
        customers_share: share.customers as f64 / told.customers.max(1) as f64,
        revenue_minor: share.revenue_minor,
        revenue_share: part(share.revenue_minor, revenue),
        value_minor: share.value_minor,
        value_share: share.value_minor.map(|own| part(own, value)),
    })
    .collect()
}

/// One of the tables as a file; amounts in minor units.
pub async fn file(
    who: Who<ReadInsights>,
    Path((table, ending)): Path<(String, String)>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let lens = Lens::read(pairs, &who)?;
    let told = told(&who, &lens).await?;
    let (name, head, rows) = tables::table(&table, &told).ok_or_else(Fault::not_found)?;
    Sheet { name, head, rows }.answer(&ending, &who.reader)
}
