//! The facts a question sees, as the first part of every query: `bought`, `refunded`, `signed`, `known`.

use std::fmt::Write as _;

use wafa_analytics::Question;
use wafa_kernel::{Day, Periods};

/// A day no fact lies beyond, and the last one a date can be written for.
const LAST_DAY: i32 = 2_932_896; // 9999-12-31

/// The facts of a question as common table expressions.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    /// Rows of orders or lines that would count, but for their status and currency.
    pub order_rows: String,
    /// The same of returns; `None` where returns are no part of the question.
    pub return_rows: Option<String>,
    currency: String,
    bought: String,
    refunded: String,
    signed: String,
    known: String,
    /// Only who has orders or returns is a customer of this question.
    pub only_buyers: bool,
}

impl Facts {
    pub fn of(question: &Question) -> Self {
        let until = date(question.as_of);
        let filter = question.orders.as_deref();
        let (source, product) =
            (filter.and_then(|orders| orders.source.as_deref()), filter.and_then(|orders| orders.product.as_deref()));
        let named = question.only.as_deref().map_or_else(String::new, |only| {
            let ids: Vec<String> = only.ids().iter().map(i64::to_string).collect();
            if ids.is_empty() { " and false".to_owned() } else { format!(" and customer_id in ({})", ids.join(", ")) }
        });
        let with_source = source.map_or_else(String::new, |source| format!(" and source = {}", quoted(source)));
        let with_product = product.map_or_else(String::new, |code| format!(" and product_code = {}", quoted(code)));
        let currency = quoted(question.currency.code());
        let table = if product.is_some() { "lines" } else { "orders" };
        let orders = format!("from {table} where on_day <= {until}{named}{with_source}{with_product}");
        let back = format!("from returns where on_day <= {until}{named}{with_source}");
        let counting = format!("{orders} and counts and currency = {currency}");
        let bought = match product {
            None => format!(
                "select customer_id, cast(on_day as int) as day, at_ms, order_id as id, amount_minor as amount {counting}"
            ),
            // Lines of one order are one purchase.
            Some(_) => format!(
                "select customer_id, cast(on_day as int) as day, at_ms, order_id as id, \
                 cast(sum(amount_minor) as bigint) as amount {counting} \
                 group by customer_id, on_day, at_ms, order_id, case when order_id = 0 then line_id else 0 end"
            ),
        };
        let closed = if product.is_some() { " and false" } else { "" };
        let refunded = format!(
            "select customer_id, cast(on_day as int) as day, amount_minor as amount {back} \
             and currency = {currency}{closed}"
        );
        Self {
            order_rows: orders,
            return_rows: product.is_none().then_some(back),
            bought,
            refunded,
            signed: format!(
                "select customer_id, cast(on_day as int) as day, kind from signals where on_day <= {until}{named}"
            ),
            known: format!("select customer_id from customers where created_on <= {until}{named}"),
            currency,
            only_buyers: filter.is_some(),
        }
    }

    /// A query over `bought` and `refunded`.
    pub fn money(&self, rest: &str) -> String {
        format!("with bought as ({}), refunded as ({}), {rest}", self.bought, self.refunded)
    }

    /// A query over `bought`.
    pub fn orders(&self, rest: &str) -> String {
        format!("with bought as ({}), {rest}", self.bought)
    }

    /// A query over everything.
    pub fn all(&self, rest: &str) -> String {
        format!(
            "with bought as ({}), refunded as ({}), signed as ({}), known as ({}), {rest}",
            self.bought, self.refunded, self.signed, self.known
        )
    }

    /// The currency, as SQL writes it.
    pub fn currency(&self) -> &str {
        &self.currency
    }
}

/// A text as SQL writes it.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A day as SQL writes it.
pub(crate) fn date(day: Day) -> String {
    format!("date '{}'", Day::from_number(day.number().clamp(0, LAST_DAY)))
}

/// Which of growing borders a number has reached: how many of them are not above it. Asked by halves, so that a
/// thousand borders are ten questions.
pub(crate) fn reached(value: &str, borders: &[i64]) -> String {
    fn halve(value: &str, borders: &[(usize, i64)], below: usize, text: &mut String) {
        let half = borders.len() / 2;
        let (low, high) = borders.split_at(half);
        match high.split_first() {
            None => {
                let _ = write!(text, "{below}");
            }
            Some(((at, border), above)) => {
                let _ = write!(text, "case when {value} < {border} then ");
                halve(value, low, below, text);
                text.push_str(" else ");
                halve(value, above, at + 1, text);
                text.push_str(" end");
            }
        }
    }
    let numbered: Vec<(usize, i64)> = borders.iter().copied().enumerate().collect();
    let mut text = String::new();
    halve(value, &numbered, 0, &mut text);
    text
}

/// The period a day falls in: −1 before the first one, nothing after the last.
pub(crate) fn period_of(day: &str, periods: &Periods) -> String {
    let mut borders: Vec<i64> = (0..periods.len()).filter_map(|at| periods.start(at)).map(number).collect();
    let Some(end) = periods.len().checked_sub(1).and_then(|last| periods.end(last)) else {
        return "cast(null as bigint)".to_owned();
    };
    borders.push(number(end) + 1);
    let at = reached(day, &borders);
    format!("(case when {day} > {} then cast(null as bigint) else cast({at} as bigint) - 1 end)", number(end))
}

fn number(day: Day) -> i64 {
    i64::from(day.number())
}
