//! Totals, shares of the best, RFM: customers compared with one another.

use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use wafa_analytics::figures::{TOP8, TOP20};
use wafa_analytics::fold::ranking::{RfmCell, Segment, SegmentFigures, Totals, best_of, segments_of, share_of_revenue};
use wafa_analytics::fold::to_minor;

use super::{Facts, ask};
use crate::rows::Cells;

pub(super) struct Ranks {
    pub totals: Totals,
    pub top8: Option<f64>,
    pub top20: Option<f64>,
    pub cells: Vec<RfmCell>,
    pub segments: Vec<SegmentFigures>,
}

/// One row per customer: orders, last day, net revenue.
const NET: &str = "net as (select customer_id, sum(n) as orders, max(day) as last_day, sum(amount) as net from (\
    select customer_id, 1 as n, day, cast(amount as decimal(38, 0)) as amount from bought union all \
    select customer_id, 0, cast(null as int), cast(-amount as decimal(38, 0)) from refunded) group by customer_id)";

pub(super) async fn ask_for(context: &SessionContext, facts: &Facts) -> Result<Ranks> {
    let totals = totals(context, facts).await?;
    let (best8, best20) = (best_of(TOP8, totals.customers), best_of(TOP20, totals.customers));
    let sums = facts.money(&format!(
        "{NET}, ranked as (select net, row_number() over (order by net desc) as place from net where orders > 0) \
         select sum(case when place <= {best8} then net end) as best8, sum(case when place <= {best20} then net end) as best20 from ranked"
    ));
    let sums = ask(context, &sums).await?;
    let share = |at: usize| share_of_revenue(sums.first().map_or(0, |row| row.wide(at)), totals.revenue);
    let scores = scores(context, facts).await?;
    let segments =
        scores.iter().map(|one| (Segment::of(one.cell.r, one.cell.f), one.cell.customers, one.orders, one.net));
    let segments = segments_of(segments);
    let cells = scores.into_iter().map(|one| one.cell).collect();
    Ok(Ranks { totals, top8: share(0), top20: share(1), cells, segments })
}

async fn totals(context: &SessionContext, facts: &Facts) -> Result<Totals> {
    let sql = facts.money(&format!(
        "{NET} select sum(case when orders > 0 then 1 else 0 end), sum(orders), \
         sum(case when orders >= 2 then 1 else 0 end), sum(net) from net"
    ));
    let rows = ask(context, &sql).await?;
    Ok(rows.first().map_or_else(Totals::default, |row| Totals {
        customers: row.count(0),
        orders: row.count(1),
        repeaters: row.count(2),
        revenue: row.wide(3),
    }))
}

struct Scored {
    cell: RfmCell,
    orders: u64,
    net: i128,
}

async fn scores(context: &SessionContext, facts: &Facts) -> Result<Vec<Scored>> {
    let score = |by: &str| format!("1 + 5 * (cast(rank() over (order by {by}) as bigint) - 1) / everybody");
    let sql = facts.money(&format!(
        "{NET}, buyers as (select *, count(*) over () as everybody from net where orders > 0), \
         scored as (select orders, net, {} as r, {} as f, {} as m from buyers) \
         select r, f, m, count(*), sum(orders), sum(net) from scored group by r, f, m order by r desc, f desc, m desc",
        score("last_day"),
        score("orders"),
        score("net")
    ));
    let rows = ask(context, &sql).await?;
    let small = |value: i128| u8::try_from(value).unwrap_or_default();
    let scored = |row: &Vec<Option<i128>>| Scored {
        cell: RfmCell {
            r: small(row.wide(0)),
            f: small(row.wide(1)),
            m: small(row.wide(2)),
            customers: row.count(3),
            revenue_minor: to_minor(row.wide(5)),
        },
        orders: row.count(4),
        net: row.wide(5),
    };
    Ok(rows.iter().map(scored).collect())
}
