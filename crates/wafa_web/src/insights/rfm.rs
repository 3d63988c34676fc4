//! RFM: how recently, how often, how much; a map of five by five and the segments it stands for.

use axum::response::Response;
use serde::Serialize;
use wafa_analytics::Figures;
use wafa_kernel::policy::action::ReadInsights;

use super::how;
use super::lens::{FilterRow, Lens};
use super::overview::file_link;
use crate::ask::{Pairs, Path};
use crate::chart::How;
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

#[derive(Serialize)]
struct MapCell {
    r: u8,
    f: u8,
    count: u64,
    share: f64,
    label: String,
    href: String,
}

#[derive(Serialize)]
struct SegmentRow {
    key: &'static str,
    name: String,
    advice: String,
    customers: u64,
    share: f64,
    revenue_minor: i64,
    revenue_share: f64,
}

#[derive(Serialize)]
struct Context {
    row: FilterRow,
    empty: bool,
    cells: Vec<MapCell>,
    segments: Vec<SegmentRow>,
    how: How,
    csv: String,
    xlsx: String,
}

/// The page.
pub async fn page(who: Who<ReadInsights>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = Lens::read(pairs, &who)?;
    let figures = lens.ask(&who, lens.as_of).await?;
    let context = Context {
        row: lens.row(&who).await?,
        empty: figures.rfm.is_empty(),
        cells: cells(&who, &figures),
        segments: segments(&who, &figures),
        how: how::of(&who, "rfm"),
        csv: file_link(&who, "rfm", "csv"),
        xlsx: file_link(&who, "rfm", "xlsx"),
    };
    who.page("rfm", "insights/rfm.html", &context)
}

/// Customers by recency and frequency, money summed up.
fn cells(desk: &Desk, figures: &Figures) -> Vec<MapCell> {
    let mut counts = [[0u64; 5]; 5];
    for cell in &figures.rfm {
        let place = counts
            .get_mut(usize::from(cell.r.saturating_sub(1)))
            .and_then(|row| row.get_mut(usize::from(cell.f.saturating_sub(1))));
        if let Some(count) = place {
            *count += cell.customers;
        }
    }
    let most = counts.iter().flatten().copied().max().unwrap_or(0).max(1);
    let total = counts.iter().flatten().sum::<u64>().max(1);
    (1u8..=5)
        .zip(counts)
        .flat_map(|(r, row)| (1u8..=5).zip(row).map(move |(f, count)| (r, f, count)))
        .map(|(r, f, count)| MapCell {
            r,
            f,
            count,
            share: count as f64 / most as f64,
            label: desk.reader.percent(count as f64 / total as f64, 0),
            href: String::new(),
        })
        .collect()
}

fn segments(desk: &Desk, figures: &Figures) -> Vec<SegmentRow> {
    let customers = figures.segments.iter().map(|row| row.customers).sum::<u64>().max(1);
    let revenue = figures.segments.iter().map(|row| row.revenue_minor).sum::<i64>().max(1);
    let mut rows: Vec<SegmentRow> = figures
        .segments
        .iter()
        .filter(|row| row.customers > 0)
        .map(|row| SegmentRow {
            key: row.segment.as_str(),
            name: desk.say(&format!("segment-{}", row.segment.as_str()), &[]),
            advice: desk.say(&format!("segment-advice-{}", row.segment.as_str()), &[]),
            customers: row.customers,
            share: row.customers as f64 / customers as f64,
            revenue_minor: row.revenue_minor,
            revenue_share: row.revenue_minor as f64 / revenue as f64,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.revenue_minor));
    rows
}

/// All 125 cells as a file.
pub async fn file(who: Who<ReadInsights>, Path(ending): Path<String>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let lens = Lens::read(pairs, &who)?;
    let figures = lens.ask(&who, lens.as_of).await?;
    let rows: Vec<Vec<Cell>> = figures
        .rfm
        .iter()
        .map(|cell| {
            vec![
                i64::from(cell.r).into(),
                i64::from(cell.f).into(),
                i64::from(cell.m).into(),
                cell.customers.into(),
                cell.revenue_minor.into(),
            ]
        })
        .collect();
    let head = ["r", "f", "m", "customers", "revenue_minor"].map(str::to_owned).to_vec();
    Sheet { name: "rfm", head, rows }.answer(&ending, &who.reader)
}
