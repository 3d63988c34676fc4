//! How long customers stay: the curve of everybody with its band, by the time they came, and two groups compared.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::Survival;
use wafa_kernel::PeriodKind;
use wafa_kernel::policy::action::ReadInsights;
use wafa_models::survival::KaplanMeier;

use super::compare::{Comparison, Groups};
use super::how;
use super::lens::{FilterRow, Lens};
use super::overview::file_link;
use crate::ask::{Pairs, Path};
use crate::chart::{Chart, ChartView, Format, How, Series, Tone};
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// Days of a month, on average.
pub(super) const MONTH: f64 = 30.4375;
/// Months shown at most.
const MOST_MONTHS: u32 = 36;
/// Groups by time of coming shown, the latest ones.
const GROUPS_SHOWN: usize = 4;
/// A group of fewer customers has a curve that says little, and no test.
pub(super) const FEWEST: u64 = 30;
type Query = Vec<(String, String)>;

#[derive(Serialize)]
struct Context {
    row: FilterRow,
    groups: Groups,
    empty: bool,
    filtered_out: bool,
    customers: u64,
    left: u64,
    /// Nobody could have left yet.
    too_early: bool,
    window_days: u32,
    median: Option<String>,
    year: Option<f64>,
    how: How,
    curve: Option<ChartView>,
    cohorts: Option<ChartView>,
    comparison: Option<Comparison>,
}

/// Groups are quarters unless the address says otherwise: of a month come too few.
fn read(pairs: Query, who: &Who<ReadInsights>) -> Result<Lens, Fault> {
    let said = pairs.iter().any(|(key, _)| key == "period");
    let mut lens = Lens::read(pairs, who)?;
    if !said {
        lens.period = PeriodKind::Quarter;
    }
    Ok(lens)
}

async fn told(who: &Who<ReadInsights>, lens: &Lens) -> Result<Survival, Fault> {
    let question = lens.question(who, lens.as_of).await?;
    Ok(who.app.insights.survival(&who.permit, question).await?)
}

/// The page.
pub async fn page(who: Who<ReadInsights>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = read(pairs.clone(), &who)?;
    let told = told(&who, &lens).await?;
    let curve = told.curve();
    let customers = told.customers();
    let row = lens.row(&who).await?;
    let groups = Groups::of(&who, &row, &pairs).await?;
    let comparison = groups.compared(&who, &lens).await?;
    let months = months(&told);
    let context = Context {
        groups,
        row,
        empty: customers == 0 && !lens.filtered,
        filtered_out: customers == 0 && lens.filtered,
        customers,
        left: told.left(),
        too_early: customers > 0 && told.left() == 0,
        window_days: who.business.inactivity_days,
        median: curve.as_ref().and_then(KaplanMeier::median).map(|days| who.reader.decimal(days / MONTH, 1)),
        year: curve.as_ref().filter(|_| told.longest() >= 365).map(|curve| curve.survival(365.0)),
        how: how::of(&who, "survival"),
        curve: curve.filter(|_| told.left() > 0).map(|curve| with_band(&who, &curve, months)),
        cohorts: by_coming(&who, &lens, &told),
        comparison,
    };
    who.page("survival", "insights/survival.html", &context)
}

/// Months anybody was watched.
pub(super) fn months(told: &Survival) -> u32 {
    ((f64::from(told.longest()) / MONTH) as u32).clamp(1, MOST_MONTHS)
}

pub(super) fn labels(desk: &Desk, months: u32) -> Vec<String> {
    (0..=months).map(|month| desk.reader.number(i64::from(month))).collect()
}

/// A curve at the end of each month, as long as anybody was watched so long.
pub(super) fn at_months(curve: &KaplanMeier, months: u32, longest: f64) -> Vec<Option<f64>> {
    let at = |month: u32| f64::from(month) * MONTH;
    (0..=months).map(|month| (at(month) <= longest).then(|| curve.survival(at(month)))).collect()
}

/// The band at the end of each month.
fn band(curve: &KaplanMeier, months: u32, end: fn(&wafa_models::survival::SurvivalPoint) -> f64) -> Vec<Option<f64>> {
    let at = |month: u32| {
        let passed = curve.points.partition_point(|point| point.time <= f64::from(month) * MONTH);
        passed.checked_sub(1).and_then(|last| curve.points.get(last)).map_or(1.0, end)
    };
    (0..=months).map(|month| Some(at(month))).collect()
}

fn with_band(desk: &Desk, curve: &KaplanMeier, months: u32) -> ChartView {
    let longest = f64::from(months + 1) * MONTH;
    let series = |key: &str, values| Series::new(desk.say(key, &[]), values);
    Chart::lines(labels(desk, months))
        .steps()
        .format(Format::Percent(1))
        .series(series("survival-share", at_months(curve, months, longest)).tone(Tone::Accent))
        .series(series("survival-lower", band(curve, months, |point| point.lower)).tone(Tone::Ink).dashed())
        .series(series("survival-upper", band(curve, months, |point| point.upper)).tone(Tone::Ink).dashed())
        .card("curve", desk.say("survival-curve-title", &[]))
        .about(desk.say("survival-curve-about", &[]))
        .axis(desk.say("survival-axis", &[]))
        .how(how::of(desk, "survival"))
        .download(file_link(desk, "survival", "csv"), file_link(desk, "survival", "xlsx"))
        .finish(&desk.reader)
}

/// Curves by the time customers came; none where nobody of a group could have left.
fn by_coming(desk: &Desk, lens: &Lens, told: &Survival) -> Option<ChartView> {
    let window = i32::try_from(desk.business.inactivity_days).unwrap_or(i32::MAX);
    let ripe = |start: wafa_kernel::Day| told.as_of - start > window;
    let large = told.groups.iter().filter(|group| group.customers() >= FEWEST && ripe(group.start));
    let all: Vec<_> = large.collect();
    let shown = all.get(all.len().saturating_sub(GROUPS_SHOWN)..).unwrap_or_default();
    if shown.is_empty() {
        return None;
    }
    let months = months(told);
    let mut chart = Chart::lines(labels(desk, months)).steps().format(Format::Percent(1));
    for group in shown {
        let curve = KaplanMeier::fit(&group.stays()).ok()?;
        let longest = group.stays().iter().map(|stay| stay.duration).fold(0.0, f64::max);
        let name = desk.reader.period_label(lens.period, group.start);
        chart = chart.series(Series::new(name, at_months(&curve, months, longest)));
    }
    let view = chart
        .card("coming", desk.say("survival-coming-title", &[]))
        .about(desk.say("survival-coming-about", &[("n", i64::try_from(FEWEST).unwrap_or(0).into())]))
        .axis(desk.say("survival-axis", &[]))
        .how(how::of(desk, "survival-coming"))
        .download(file_link(desk, "survival", "csv"), file_link(desk, "survival", "xlsx"));
    Some(view.finish(&desk.reader))
}

fn steps(name: &str, told: &Survival, curve: &KaplanMeier) -> Vec<Vec<Cell>> {
    let row = |point: &wafa_models::survival::SurvivalPoint| -> Vec<Cell> {
        vec![
            name.into(),
            told.customers().into(),
            (point.time as i64).into(),
            (point.at_risk as i64).into(),
            (point.left as i64).into(),
            point.survival.into(),
            point.lower.into(),
            point.upper.into(),
        ]
    };
    curve.points.iter().map(row).collect()
}

/// Every step of every curve as a file: of everybody, of each group, and of the two compared.
pub async fn file(who: Who<ReadInsights>, Path(ending): Path<String>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = read(pairs.clone(), &who)?;
    let whole = told(&who, &lens).await?;
    let mut rows = whole.curve().map(|curve| steps("all", &whole, &curve)).unwrap_or_default();
    for group in &whole.groups {
        let one = whole.only(group);
        rows.extend(one.curve().map(|curve| steps(&group.key, &one, &curve)).unwrap_or_default());
    }
    let groups = Groups::of(&who, &lens.row(&who).await?, &pairs).await?;
    if let Some(pair) = groups.survivals(&who, &lens).await? {
        for (key, group, part) in [("one", &groups.one, &pair.one), ("other", &groups.other, &pair.other)] {
            rows.extend(part.curve().map(|curve| steps(&format!("{key}={group}"), part, &curve)).unwrap_or_default());
        }
    }
    let head = ["group", "customers", "days", "at_risk", "left", "survival", "lower", "upper"];
    Sheet { name: "survival", head: head.map(str::to_owned).to_vec(), rows }.answer(&ending, &who.reader)
}
