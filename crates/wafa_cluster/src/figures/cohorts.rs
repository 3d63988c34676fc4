//! Customers by the month of their first order, and what they did in each month since.

use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use wafa_analytics::Question;
use wafa_analytics::fold::cohort::{Cohort, CohortCounts, cohorts_of};

use super::facts::period_of;
use super::{Facts, ask};
use crate::rows::Cells;

pub(super) async fn ask_for(context: &SessionContext, facts: &Facts, question: &Question) -> Result<Vec<Cohort>> {
    let months = &question.cohort_periods;
    let begun =
        (0..months.len()).filter_map(|at| months.start(at)).take_while(|start| *start <= question.as_of).count();
    let mut triangle: Vec<Vec<CohortCounts>> = vec![Vec::new(); begun];
    // A return before the first order counts in the month of the first order.
    let (cohort, month) = (period_of("first_day", months), period_of("day", months));
    let sql = facts.money(&format!(
        "firsts as (select customer_id, min(day) as first_day from bought group by customer_id), \
         moved as (select customer_id, day, 1 as n, amount from bought union all \
         select customer_id, day, 0, -amount from refunded), \
         placed as (select moved.customer_id, n, amount, {cohort} as cohort, {month} as month from (\
         select m.customer_id, n, amount, first_day, case when m.day < first_day then first_day else m.day end as day \
         from moved as m join firsts as f on m.customer_id = f.customer_id) as moved), \
         visits as (select customer_id, cohort, month, sum(n) as n, sum(cast(amount as decimal(38, 0))) as amount \
         from placed where cohort >= 0 and month is not null group by customer_id, cohort, month) \
         select cohort, month - cohort, sum(case when n > 0 then 1 else 0 end), sum(n), sum(amount) from visits \
         group by cohort, month - cohort"
    ));
    for row in ask(context, &sql).await? {
        let (Some(cohort), Some(offset)) = (row.place(0), row.place(1)) else { continue };
        let Some(cells) = triangle.get_mut(cohort) else { continue };
        if cells.is_empty() {
            cells.resize(begun - cohort, CohortCounts::default());
        }
        if let Some(cell) = cells.get_mut(offset) {
            *cell = CohortCounts { customers: row.count(2), orders: row.count(3), revenue: row.wide(4) };
        }
    }
    Ok(cohorts_of(months, &triangle))
}
