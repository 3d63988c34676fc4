//! The orders of a customer with their lines, ten at a time.

use serde::Serialize;
use wafa_kernel::policy::action::ReadOrders;
use wafa_kernel::{Cursor, CustomerId, Day, Money, Permit};
use wafa_sales::OrderDetail;

use crate::fault::Fault;
use crate::who::Desk;

/// Orders shown at once, each with its lines.
const PAGE: u32 = 10;

#[derive(Debug, Serialize)]
pub(super) struct Orders {
    items: Vec<OrderView>,
    next: Option<Cursor>,
    /// Not the first page.
    further: bool,
}

#[derive(Debug, Serialize)]
struct OrderView {
    title: String,
    on: Day,
    status: &'static str,
    counts: bool,
    amount: Money,
    facts: Vec<String>,
    custom: Vec<(String, String)>,
    lines: Vec<Line>,
    returns: Vec<Return>,
}

#[derive(Debug, Serialize)]
struct Line {
    name: String,
    code: String,
    quantity: i64,
    amount: Money,
}

#[derive(Debug, Serialize)]
struct Return {
    on: Day,
    amount: Money,
    reason: String,
}

/// One page of orders, newest first.
///
/// # Errors
/// Of the orders.
pub(super) async fn orders_of(
    desk: &Desk,
    permit: &Permit<ReadOrders>,
    customer: CustomerId,
    before: Option<Cursor>,
) -> Result<Orders, Fault> {
    let sales = &desk.app.sales;
    let page = sales.orders_of(permit, customer, before.as_ref(), PAGE).await?;
    let mut items = Vec::with_capacity(page.items.len());
    for order in &page.items {
        items.push(view(desk, sales.order(permit, order.id).await?));
    }
    Ok(Orders { items, next: page.next, further: before.is_some() })
}

/// «Order 10248», or just «order» when the shop gave no number.
pub(super) fn order_title(desk: &Desk, number: &str) -> String {
    if number.is_empty() {
        desk.say("customers-order-unnumbered", &[])
    } else {
        desk.say("customers-order", &[("number", desk.reader.digits(number).into())])
    }
}

fn view(desk: &Desk, detail: OrderDetail) -> OrderView {
    let order = &detail.order;
    let labelled = [
        ("customers-order-discount", &order.discount_code),
        ("customers-order-source", &order.source),
        ("customers-order-campaign", &order.campaign),
        ("customers-order-city", &order.city),
    ];
    let known = labelled.into_iter().filter(|(_, text)| !text.is_empty());
    let money = |minor| Money::new(minor, order.currency);
    OrderView {
        title: order_title(desk, &order.number),
        on: order.placed_on,
        status: order.status.as_str(),
        counts: order.counts,
        amount: order.amount(),
        facts: known.map(|(key, text)| desk.say(key, &[("text", text.as_str().into())])).collect(),
        lines: detail
            .lines
            .iter()
            .map(|line| Line {
                name: if line.name.is_empty() { line.product_code.clone() } else { line.name.clone() },
                code: line.product_code.clone(),
                quantity: line.quantity,
                amount: money(line.amount_minor),
            })
            .collect(),
        returns: detail
            .returns
            .iter()
            .map(|given| Return {
                on: given.returned_on,
                amount: Money::new(given.amount_minor, given.currency),
                reason: given.reason.clone(),
            })
            .collect(),
        custom: detail.custom.into_iter().collect(),
    }
}
