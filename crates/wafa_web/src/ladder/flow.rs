//! The page of the ladder and its files.

use axum::response::Response;
use serde::Serialize;
use wafa_customers::{LadderFlow, RungReport};
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{Day, Rung};

use super::period::{Choice, Span};
use super::picture::{Arc, arcs};
use super::{how, rules};
use crate::ask::{Pairs, Path};
use crate::chart::How;
use crate::fault::Fault;
use crate::sheet::{Cell, Sheet};
use crate::who::{Desk, Who};

/// One of the six columns of the picture.
#[derive(Serialize)]
struct Tile {
    rung: &'static str,
    href: String,
    count: u64,
    share: f64,
    change: i64,
    change_text: String,
}

/// One row of the table.
#[derive(Serialize)]
struct Row {
    rung: &'static str,
    href: String,
    start: u64,
    entered: u64,
    arrived: u64,
    climbed: u64,
    slid: u64,
    end: u64,
    conversion: Option<f64>,
    median_days: Option<i64>,
}

#[derive(Serialize)]
struct MoveRow {
    from: &'static str,
    to: &'static str,
    up: bool,
    customers: u64,
    share: f64,
}

#[derive(Serialize)]
struct Figure {
    name: &'static str,
    value: u64,
    how: How,
}

#[derive(Serialize)]
struct Context {
    choices: Vec<Choice>,
    ready_made: bool,
    from: Day,
    to: Day,
    empty: bool,
    figures: Vec<Figure>,
    tiles: Vec<Tile>,
    climbs: Vec<Arc>,
    slides: Vec<Arc>,
    climbed: u64,
    slid: u64,
    rows: Vec<Row>,
    moves: Vec<MoveRow>,
    flow_how: How,
    table_how: How,
    query: String,
    rules: Vec<rules::Sentence>,
}

/// The page.
pub async fn page(who: Who<ReadCustomers>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let span = Span::read(&pairs, &who);
    let flow = who.app.customers.ladder_flow(&who.permit, span.from, span.to).await?;
    let (in_force, _) = who.app.customers.rules(&who.permit).await?;
    let (choices, ready_made) = span.choices(&who);
    let sum = |of: fn(&RungReport) -> u64| flow.rungs.iter().map(of).sum::<u64>();
    let (climbed, slid) = (sum(|rung| rung.climbed), sum(|rung| rung.slid));
    let total: u64 = flow.end.iter().sum();
    let entered: u64 = flow.entered.iter().sum();
    let figure = |name, value| Figure { name, value, how: how(&who, name) };
    let context = Context {
        choices,
        ready_made,
        from: span.from,
        to: span.to,
        empty: total == 0 && entered == 0,
        figures: vec![
            figure("people", total),
            figure("entered", entered),
            figure("climbed", climbed),
            figure("slid", slid),
        ],
        tiles: tiles(&who, &flow, total),
        climbs: arcs(&flow.moves, true),
        slides: arcs(&flow.moves, false),
        climbed,
        slid,
        rows: rows(&flow),
        moves: moves(&flow),
        flow_how: how(&who, "flow"),
        table_how: how(&who, "conversion"),
        query: span.query(),
        rules: rules::sentences(&who, &in_force),
    };
    who.page("ladder", "ladder/flow.html", &context)
}

fn at(heads: &[u64; 6], rung: Rung) -> u64 {
    heads.get(usize::from(rung.number()) - 1).copied().unwrap_or(0)
}

fn customers_on(rung: Rung) -> String {
    format!("/customers?rung={}", rung.as_str())
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn tiles(desk: &Desk, flow: &LadderFlow, total: u64) -> Vec<Tile> {
    let tile = |rung: Rung| {
        let count = at(&flow.end, rung);
        let change = whole(count) - whole(at(&flow.start, rung));
        let key = match change {
            0 => "ladder-change-none",
            1.. => "ladder-change-more",
            _ => "ladder-change-less",
        };
        let change_text = desk.say(key, &[("n", change.abs().into())]);
        Tile {
            rung: rung.as_str(),
            href: customers_on(rung),
            count,
            share: count as f64 / total.max(1) as f64,
            change,
            change_text,
        }
    };
    Rung::ALL.into_iter().map(tile).collect()
}

fn rows(flow: &LadderFlow) -> Vec<Row> {
    let row = |report: &RungReport| {
        let (start, entered) = (at(&flow.start, report.rung), at(&flow.entered, report.rung));
        Row {
            rung: report.rung.as_str(),
            href: customers_on(report.rung),
            start,
            entered,
            arrived: report.stood.saturating_sub(start + entered),
            climbed: report.climbed,
            slid: report.slid,
            end: at(&flow.end, report.rung),
            conversion: report.conversion,
            median_days: report.median_days.map(|days| days.round() as i64),
        }
    };
    flow.rungs.iter().map(row).collect()
}

fn moves(flow: &LadderFlow) -> Vec<MoveRow> {
    let most = flow.moves.iter().map(|one| one.customers).max().unwrap_or(0).max(1);
    let mut rows: Vec<MoveRow> = flow
        .moves
        .iter()
        .map(|one| MoveRow {
            from: one.from.as_str(),
            to: one.to.as_str(),
            up: one.to > one.from,
            customers: one.customers,
            share: one.customers as f64 / most as f64,
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.customers));
    rows
}

async fn flow_of(who: &Who<ReadCustomers>, pairs: &[(String, String)]) -> Result<LadderFlow, Fault> {
    let span = Span::read(pairs, who);
    Ok(who.app.customers.ladder_flow(&who.permit, span.from, span.to).await?)
}

/// Rung by rung as a file.
pub async fn rungs_file(
    who: Who<ReadCustomers>,
    Path(ending): Path<String>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let flow = flow_of(&who, &pairs).await?;
    let rows = rows(&flow)
        .into_iter()
        .zip(&flow.rungs)
        .map(|(row, report)| -> Vec<Cell> {
            vec![
                row.rung.into(),
                flow.from.into(),
                flow.to.into(),
                row.start.into(),
                row.entered.into(),
                row.arrived.into(),
                row.climbed.into(),
                row.slid.into(),
                row.end.into(),
                row.conversion.into(),
                report.median_days.into(),
            ]
        })
        .collect();
    let head =
        ["rung", "from", "to", "start", "entered", "arrived", "climbed", "slid", "end", "conversion", "median_days"];
    Sheet { name: "ladder-rungs", head: head.map(str::to_owned).to_vec(), rows }.answer(&ending, &who.reader)
}

/// Moves from rung to rung as a file; who is new in the register comes from no rung.
pub async fn moves_file(
    who: Who<ReadCustomers>,
    Path(ending): Path<String>,
    Pairs(pairs): Pairs,
) -> Result<Response, Fault> {
    let flow = flow_of(&who, &pairs).await?;
    let entered = Rung::ALL
        .into_iter()
        .map(|rung| (rung, at(&flow.entered, rung)))
        .filter(|(_, customers)| *customers > 0)
        .map(|(rung, customers)| vec![Cell::Empty, rung.as_str().into(), customers.into()]);
    let moved =
        flow.moves.iter().map(|one| vec![one.from.as_str().into(), one.to.as_str().into(), one.customers.into()]);
    let rows = entered.chain(moved).collect();
    let head = ["from_rung", "to_rung", "customers"].map(str::to_owned).to_vec();
    Sheet { name: "ladder-moves", head, rows }.answer(&ending, &who.reader)
}
