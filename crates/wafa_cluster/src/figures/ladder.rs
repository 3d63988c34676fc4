//! How many customers stand on each rung: the rule of `wafa_kernel::ladder`, written as SQL.

use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use wafa_analytics::Question;
use wafa_analytics::fold::ladder::LadderCounts;

use super::{Facts, ask};
use crate::rows::Cells;
use crate::session::WrittenDown;

/// Orders, gaps between days with an order, and their median, per customer; `back` counts days from the last one.
const USUAL: &str = "days as (select customer_id, day, count(*) as n from bought group by customer_id, day), \
    gaps as (select customer_id, day, n, day - lag(day) over (partition by customer_id order by day) as gap from days), \
    placed as (select customer_id, day, n, gap, \
    row_number() over (partition by customer_id order by gap asc nulls last) as nth, \
    count(gap) over (partition by customer_id) as many, \
    row_number() over (partition by customer_id order by day desc) as back from gaps), \
    usual as (select customer_id, sum(n) as orders, max(day) as last_order, \
    avg(case when nth in ((many + 1) / 2, (many + 2) / 2) then cast(gap as double) end) as usual, \
    max(case when {recent} then gap end) as longest from placed group by customer_id)";

const SIGNS: &str = "signs as (select customer_id, count(*) as signals, max(day) as last_signal, \
    sum(case when kind in ('referral', 'review', 'promoter') then 1 else 0 end) as recommended \
    from signed group by customer_id)";

pub(super) async fn ask_for(context: &SessionContext, facts: &Facts, question: &Question) -> Result<LadderCounts> {
    let rules = &question.rules;
    let recent = match rules.loyal_recent_gaps {
        0 => "true".to_owned(),
        most => format!("back <= {most}"),
    };
    let usual = USUAL.replace("{recent}", &recent);
    let buyers = "select customer_id from bought union select customer_id from refunded";
    let people = if facts.only_buyers {
        buyers.to_owned()
    } else {
        format!("{buyers} union select customer_id from known union select customer_id from signed")
    };
    // A day that is over is told as the register wrote it down, not as the rules of today judge it.
    let (steps, step) = if !facts.only_buyers && WrittenDown::holds(context, question.as_of) {
        let until = super::facts::date(question.as_of);
        (
            format!(
                "select customer_id, rung, row_number() over (partition by customer_id order by on_day desc) as nth \
            from rungs where on_day <= {until}"
            ),
            "coalesce(w.rung, s.rung)",
        )
    } else {
        ("select customer_id, 1 as rung, 1 as nth from known where false".to_owned(), "s.rung")
    };
    let sql = facts.all(&format!(
        "{usual}, {SIGNS}, people as ({people}), steps as ({steps}), \
         stood as (select p.customer_id, coalesce(orders, 0) as orders, coalesce(signals, 0) as signals, \
         coalesce(recommended, 0) as recommended, longest, cast(last_order as bigint) as last_order, \
         case when last_signal > last_order then last_signal - last_order else 0 end as running, \
         cast(least(greatest(floor(usual * {factor:?}), 0.0), 1000000.0) as bigint) as allowed \
         from people as p left join usual as u on p.customer_id = u.customer_id \
         left join signs as s on p.customer_id = s.customer_id), \
         judged as (select customer_id, orders, signals, recommended, last_order + allowed + 1 as slides_on, \
         coalesce(orders >= {loyal} and running <= allowed and longest <= allowed, false) as loyal from stood), \
         judgement as (select customer_id, case when loyal and slides_on <= {as_of} then 4 \
         when loyal and recommended >= {advocate} then 6 when loyal then 5 \
         when orders >= {repeat} then 4 when orders > 0 then 3 when signals > 0 then 2 else 1 end as rung from judged) \
         select {step} as rung, count(*) from judgement as s \
         left join (select customer_id, rung from steps where nth = 1) as w on w.customer_id = s.customer_id \
         group by {step}",
        factor = rules.loyal_gap_factor,
        loyal = rules.loyal_orders,
        advocate = rules.advocate_signals,
        repeat = rules.repeat_orders,
        as_of = question.as_of.number(),
    ));
    let mut counts = LadderCounts::default();
    for row in ask(context, &sql).await? {
        let slot = match row.wide(0) {
            1 => &mut counts.suspect,
            2 => &mut counts.prospect,
            3 => &mut counts.customer,
            4 => &mut counts.repeat,
            5 => &mut counts.loyal,
            _ => &mut counts.advocate,
        };
        *slot = row.count(1);
    }
    Ok(counts)
}
