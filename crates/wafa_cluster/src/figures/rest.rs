//! Order numbers, what is left out, how long customers stay, what models see of them.

use std::collections::BTreeMap;

use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use wafa_analytics::figures::{Excluded, WithoutCustomer};
use wafa_analytics::fold::order_number::{HIGHEST, OrderNumber, order_numbers_of};
use wafa_analytics::fold::to_minor;
use wafa_analytics::predict::SummaryDays;
use wafa_analytics::survival::StayCount;
use wafa_analytics::{Question, Survival};

use super::facts::{date, period_of, quoted};
use super::{Facts, ask};
use crate::rows::Cells;

pub(super) async fn order_numbers(context: &SessionContext, facts: &Facts) -> Result<Vec<OrderNumber>> {
    let sql = facts.orders(&format!(
        "numbered as (select amount, row_number() over (partition by customer_id order by day, at_ms, id) as n from bought) \
         select n, count(*), sum(cast(amount as decimal(38, 0))) from numbered where n <= {} group by n",
        HIGHEST + 1
    ));
    let mut orders = vec![(0, 0); HIGHEST + 1];
    for row in ask(context, &sql).await? {
        if let Some(slot) = row.place(0).and_then(|n| n.checked_sub(1)).and_then(|at| orders.get_mut(at)) {
            *slot = (row.count(1), row.wide(2));
        }
    }
    Ok(order_numbers_of(&orders))
}

/// Nobody's orders belong to no part of the register.
pub(super) async fn without_customer(context: &SessionContext, question: &Question) -> Result<WithoutCustomer> {
    if question.only.is_some() || question.orders.is_some() {
        return Ok(WithoutCustomer::default());
    }
    let (until, currency) = (date(question.as_of), quoted(question.currency.code()));
    let sum = |table: &str, more: &str| {
        format!(
            "select count(*) as n, sum(cast(amount_minor as decimal(38, 0))) as amount from {table} \
             where on_day <= {until} and currency = {currency}{more}"
        )
    };
    let sql = format!(
        "select o.n, r.n, o.amount, r.amount from ({}) as o cross join ({}) as r",
        sum("orders_without_customer", " and counts"),
        sum("returns_without_customer", "")
    );
    let rows = ask(context, &sql).await?;
    Ok(rows.first().map_or_else(WithoutCustomer::default, |row| WithoutCustomer {
        orders: row.count(0),
        returns: row.count(1),
        revenue_minor: to_minor(row.wide(2) - row.wide(3)),
    }))
}

pub(super) async fn excluded(context: &SessionContext, facts: &Facts) -> Result<Excluded> {
    let currency = facts.currency();
    let orders = format!(
        "select sum(case when counts then 0 else 1 end), \
         sum(case when counts and currency <> {currency} then 1 else 0 end) {}",
        facts.order_rows
    );
    let rows = ask(context, &orders).await?;
    let (not_counting, mut other_currency) = rows.first().map_or((0, 0), |row| (row.count(0), row.count(1)));
    if let Some(returns) = &facts.return_rows {
        let back = ask(context, &format!("select count(*) {returns} and currency <> {currency}")).await?;
        other_currency += back.first().map_or(0, |row| row.count(0));
    }
    Ok(Excluded { not_counting, other_currency })
}

/// How long customers stay, as [`wafa_analytics::survival`] defines it.
///
/// # Errors
/// Of the engine.
pub async fn survival(context: &SessionContext, question: &Question) -> Result<Survival> {
    let facts = Facts::of(question);
    let (as_of, window) = (question.as_of.number(), question.inactivity_days.min(i32::MAX.unsigned_abs()));
    let period = period_of("first_day", &question.periods);
    let sql = facts.orders(&format!(
        "days as (select distinct customer_id, cast(day as bigint) as day from bought), \
         spans as (select customer_id, day, day + {window} as silent, \
         lead(day) over (partition by customer_id order by day) as next from days), \
         people as (select customer_id, min(day) as first_day, \
         min(case when silent <= {as_of} and (next is null or next > silent) then silent end) as left_on \
         from spans group by customer_id), \
         stays as (select {period} as period, coalesce(left_on, {as_of}) - first_day as days, \
         case when left_on is null then 0 else 1 end as is_gone from people) \
         select case when period >= 0 then period end, days, is_gone, count(*) from stays group by period, days, is_gone"
    ));
    let rows = ask(context, &sql).await?;
    let stay = |row: &Vec<Option<i128>>| StayCount {
        period: row.place(0),
        days: row.days(1),
        left: row.wide(2) == 1,
        customers: row.count(3),
    };
    let stays: Vec<StayCount> = rows.iter().map(stay).collect();
    Ok(Survival::of_counts(question.as_of, &question.periods, &stays))
}

/// How many customers a model sees alike, as [`wafa_analytics::predict::summaries`] counts them.
///
/// # Errors
/// Of the engine.
pub async fn summaries(context: &SessionContext, question: &Question) -> Result<BTreeMap<SummaryDays, u64>> {
    let facts = Facts::of(question);
    let sql = facts.orders(&format!(
        "people as (select customer_id, count(distinct day) - 1 as repeats, min(day) as first_day, max(day) as last_day \
         from bought group by customer_id) \
         select repeats, last_day - first_day, {} - first_day, count(*) from people \
         group by repeats, last_day - first_day, {0} - first_day",
        question.as_of.number()
    ));
    let seen = |row: &Vec<Option<i128>>| {
        let repeats = u32::try_from(row.wide(0)).unwrap_or_default();
        (SummaryDays { repeats, recency_days: row.days(1), age_days: row.days(2) }, row.count(3))
    };
    Ok(ask(context, &sql).await?.iter().map(seen).collect())
}
