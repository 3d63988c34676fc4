//! Who came in each period, who was new, who was lost, what they brought.

use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use wafa_analytics::Question;
use wafa_analytics::fold::period::{PeriodCounts, PeriodFigures, figures_of};
use wafa_kernel::Day;

use super::facts::{period_of, reached};
use super::{Facts, ask};
use crate::rows::Cells;

pub(super) async fn ask_for(
    context: &SessionContext,
    facts: &Facts,
    question: &Question,
) -> Result<Vec<PeriodFigures>> {
    let periods = &question.periods;
    let starts = (0..periods.len()).filter_map(|at| periods.start(at));
    let begun = starts.take_while(|start| *start <= question.as_of).count();
    let mut counts = vec![PeriodCounts::default(); begun];
    if begun > 0 {
        orders(context, facts, question, &mut counts).await?;
        refunds(context, facts, question, &mut counts).await?;
        activity(context, facts, question, &mut counts).await?;
    }
    Ok(figures_of(periods, question.as_of, &counts))
}

async fn orders(context: &SessionContext, facts: &Facts, question: &Question, to: &mut [PeriodCounts]) -> Result<()> {
    let period = period_of("day", &question.periods);
    let sql = facts.orders(&format!(
        "visits as (select customer_id, period, count(*) as n, sum(cast(amount as decimal(38, 0))) as amount \
         from (select customer_id, amount, {period} as period from bought) where period is not null \
         group by customer_id, period), \
         so_far as (select period, n, amount, sum(n) over (partition by customer_id order by period) as seen from visits) \
         select period, count(*), sum(case when seen = n then 1 else 0 end), sum(case when seen >= 2 then 1 else 0 end), \
         sum(n), sum(amount) from so_far where period >= 0 group by period"
    ));
    for row in ask(context, &sql).await? {
        if let Some(count) = row.place(0).and_then(|at| to.get_mut(at)) {
            (count.customers, count.new, count.repeaters) = (row.count(1), row.count(2), row.count(3));
            (count.orders, count.revenue) = (row.count(4), count.revenue + row.wide(5));
        }
    }
    Ok(())
}

async fn refunds(context: &SessionContext, facts: &Facts, question: &Question, to: &mut [PeriodCounts]) -> Result<()> {
    let period = period_of("day", &question.periods);
    let sql = facts.money(&format!(
        "back as (select {period} as period, amount from refunded) \
         select period, sum(cast(amount as decimal(38, 0))) from back where period >= 0 group by period"
    ));
    for row in ask(context, &sql).await? {
        if let Some(count) = row.place(0).and_then(|at| to.get_mut(at)) {
            count.revenue -= row.wide(1);
        }
    }
    Ok(())
}

/// The evening before the first period, then the last evening of each.
fn evenings(question: &Question, begun: usize) -> Vec<Day> {
    let periods = &question.periods;
    let before = periods.start(0).map(|start| start.plus_days(-1));
    let ends = (0..begun).filter_map(|at| periods.end(at)).map(|end| end.min(question.as_of));
    before.into_iter().chain(ends).collect()
}

/// Every order keeps a customer active up to her next one or the end of the window: `from` and `until` are the first
/// evenings not before and not within that time. Neighbouring times touch, so that she is lost where none follows.
async fn activity(context: &SessionContext, facts: &Facts, question: &Question, to: &mut [PeriodCounts]) -> Result<()> {
    let evenings = evenings(question, to.len());
    // The first evening that is not before a day: how many evenings are.
    let borders: Vec<i64> = evenings.iter().map(|evening| i64::from(evening.number()) + 1).collect();
    let window = question.inactivity_days.min(i32::MAX.unsigned_abs());
    let (first, last) = (reached("day", &borders), reached("ends", &borders));
    let sql = facts.orders(&format!(
        "days as (select distinct customer_id, cast(day as bigint) as day from bought), \
         spans as (select customer_id, day, day + {window} as silent, \
         lead(day) over (partition by customer_id order by day) as next from days), \
         active as (select customer_id, day, case when next < silent then next else silent end as ends from spans), \
         seen as (select customer_id, day, {first} as from_evening, {last} as to_evening from active), \
         stays as (select from_evening, to_evening, \
         lead(from_evening) over (partition by customer_id order by day) as again from seen \
         where from_evening < to_evening) \
         select from_evening, to_evening, count(*), \
         sum(case when again is null or again > to_evening then 1 else 0 end) from stays \
         group by from_evening, to_evening"
    ));
    let mut changes = vec![0i128; evenings.len() + 1];
    for row in ask(context, &sql).await? {
        let (Some(from), Some(until)) = (row.place(0), row.place(1)) else { continue };
        if let Some(change) = changes.get_mut(from) {
            *change += row.wide(2);
        }
        if let Some(change) = changes.get_mut(until) {
            *change -= row.wide(2);
        }
        if let Some(count) = until.checked_sub(1).and_then(|period| to.get_mut(period)) {
            count.lost += row.count(3);
        }
    }
    let running = changes.iter().scan(0i128, |active, change| {
        *active += change;
        Some(u64::try_from(*active).unwrap_or_default())
    });
    let active: Vec<u64> = running.collect();
    for (count, (before, after)) in to.iter_mut().zip(active.iter().zip(active.iter().skip(1))) {
        (count.starting, count.ending) = (*before, *after);
    }
    Ok(())
}
