//! Orders and returns in the API.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use wafa_db::Tx;
use wafa_kernel::policy::action::{ReadOrders, WriteOrders};
use wafa_kernel::{Currency, Cursor, CustomerId, Moment, OrderId, Permit, Policy};
use wafa_sales::{
    Difference, NewLine, NewOrder, NewReturn, OrderDetail, OrderQuery, OrderStatus, OrderSummary, ReturnSummary,
};

use super::customers::lost_page;
use super::idempotency::Once;
use super::identify::{self, Named};
use super::input::{Asked, Body};
use super::schema::put;
use super::time;
use crate::app::App;
use crate::ask::Path;
use crate::fault::Fault;
use crate::route::{GET, Gate, POST, Site};
use crate::who::{Desk, Who};

/// 1970-01-01, before which no order is believed.
const EARLIEST: Moment = Moment::from_ms(0);
/// How far ahead clocks may be, in milliseconds.
const AHEAD_MS: i64 = 86_400_000;

pub(super) fn routes(site: Site) -> Site {
    site.api(GET, "/api/v1/orders", Gate::of::<ReadOrders>(), list)
        .api(POST, "/api/v1/orders", Gate::of::<WriteOrders>(), create)
        .api(GET, "/api/v1/orders/{id}", Gate::of::<ReadOrders>(), get)
        .api(POST, "/api/v1/orders/{id}/returns", Gate::of::<WriteOrders>(), give_back)
        .api(POST, "/api/v1/orders/{id}/cancel", Gate::of::<WriteOrders>(), cancel)
}

fn echo() -> Permit<ReadOrders> {
    Policy::system("api answer")
}

async fn list(who: Who<ReadOrders>, asked: Asked) -> Result<Response, Fault> {
    let query = OrderQuery {
        customer: asked.get("customer"),
        number: asked.text("number").map(str::to_owned),
        status: asked.get("status"),
        from: asked.get("from"),
        to: asked.get("to"),
        after: asked.text("after").map(|text| Cursor(text.to_owned())),
        limit: asked.limit(),
        ..OrderQuery::default()
    };
    let page = who.app.sales.list(&who.permit, &query).await.map_err(|error| lost_page(error.into()))?;
    let items: Vec<Value> = page.items.iter().map(summary_json).collect();
    Ok(Json(json!({ "items": items, "next": page.next })).into_response())
}

fn summary_json(order: &OrderSummary) -> Value {
    json!({
        "id": order.id, "number": order.number, "customer": order.customer,
        "placed_at": time::write(order.placed_at), "placed_on": order.placed_on.to_string(),
        "status": order.status.as_str(), "currency": order.currency, "amount_minor": order.amount_minor, "counts": order.counts,
        "discount_code": order.discount_code, "source": order.source, "campaign": order.campaign, "city": order.city,
    })
}

fn return_json(back: &ReturnSummary) -> Value {
    json!({
        "id": back.id, "order": back.order, "customer": back.customer, "currency": back.currency,
        "returned_at": time::write(back.returned_at), "returned_on": back.returned_on.to_string(),
        "amount_minor": back.amount_minor, "reason": back.reason,
    })
}

fn order_json(detail: &OrderDetail) -> Value {
    let mut json = summary_json(&detail.order);
    let line = |line: &wafa_sales::OrderLine| json!({ "product_code": line.product_code, "name": line.name, "quantity": line.quantity, "amount_minor": line.amount_minor });
    put(&mut json, "lines", detail.lines.iter().map(line).collect::<Vec<Value>>());
    put(&mut json, "returns", detail.returns.iter().map(return_json).collect::<Vec<Value>>());
    put(&mut json, "custom", json!(detail.custom));
    json
}

async fn get(who: Who<ReadOrders>, Path(id): Path<OrderId>, _: Asked) -> Result<Response, Fault> {
    let detail = who.app.sales.order(&who.permit, id).await?;
    Ok(Json(order_json(&detail)).into_response())
}

#[derive(Debug, Deserialize)]
#[serde(default)]
struct IncomingLine {
    product_code: String,
    name: String,
    quantity: i64,
    amount_minor: i64,
}

impl Default for IncomingLine {
    fn default() -> Self {
        Self { product_code: String::new(), name: String::new(), quantity: 1, amount_minor: 0 }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct IncomingOrder {
    number: String,
    amount_minor: i64,
    currency: Option<Currency>,
    placed_at: Option<String>,
    status: Option<OrderStatus>,
    customer: Option<Named>,
    lines: Vec<IncomingLine>,
    discount_code: String,
    source: String,
    campaign: String,
    city: String,
    custom: BTreeMap<String, String>,
}

/// The moment that was sent, or now.
fn moment_of(desk: &Desk, sent: Option<&str>) -> Result<Moment, Fault> {
    let now = desk.app.now();
    let moment = sent.and_then(time::parse).unwrap_or(now);
    if moment < EARLIEST || moment > now.plus_ms(AHEAD_MS) {
        Err(Fault::conflict("api.outside_time"))
    } else {
        Ok(moment)
    }
}

impl IncomingOrder {
    fn order(self, desk: &Desk, placed_at: Moment, customer: Option<CustomerId>) -> NewOrder {
        let lines = self.lines.into_iter().map(|line| NewLine {
            product_code: line.product_code,
            name: line.name,
            quantity: line.quantity,
            amount_minor: line.amount_minor,
        });
        NewOrder {
            key: None,
            number: self.number,
            customer,
            placed_at,
            placed_on: App::zone(&desk.business).day_of(placed_at),
            status: self.status.unwrap_or(OrderStatus::Placed),
            currency: self.currency.unwrap_or(desk.business.currency),
            amount_minor: self.amount_minor,
            discount_code: self.discount_code,
            source: self.source,
            campaign: self.campaign,
            city: self.city,
            custom: self.custom,
            lines: lines.collect(),
        }
    }
}

/// The order, its customer when new, and the answer are one transaction.
async fn create(who: Who<WriteOrders>, _: Asked, once: Once, body: Body) -> Result<Response, Fault> {
    let incoming: IncomingOrder = body.read()?;
    let placed_at = moment_of(&who, incoming.placed_at.as_deref())?;
    let named = incoming.customer.clone().unwrap_or_default();
    let mut deed = once.begin(&who.app.db).await?;
    identify::alone(&who, &mut deed.tx, &named).await?;
    let there = who.app.sales.find_number_in(&mut deed.tx, &incoming.number).await?;
    let (id, status) = match there {
        Some(id) => {
            compare(&who, &mut deed.tx, id, &named, incoming, placed_at).await?;
            (id, StatusCode::OK)
        }
        None => {
            let customer = identify::found_or_added(&who, &mut deed.tx, &named, &incoming.source).await?;
            let order = incoming.order(&who, placed_at, customer);
            (who.app.sales.place_in(&mut deed.tx, &who.permit, order).await?.id, StatusCode::CREATED)
        }
    };
    let detail = who.app.sales.order_in(&mut deed.tx, &echo(), id).await?;
    deed.answer(status, &format!("/api/v1/orders/{id}"), &order_json(&detail)).await
}

/// The same order again is welcome, another one under its number is not.
async fn compare(
    who: &Who<WriteOrders>,
    tx: &mut Tx,
    there: OrderId,
    named: &Named,
    again: IncomingOrder,
    placed_at: Moment,
) -> Result<(), Fault> {
    let customer = identify::found(who, tx, named).await?;
    let unknown = customer.is_none() && named.names_somebody();
    let order = again.order(who, placed_at, customer);
    let mut differences = who.app.sales.differences_in(tx, &echo(), there, &order).await?;
    if unknown {
        differences.insert(0, Difference::Customer);
    }
    if differences.is_empty() {
        return Ok(());
    }
    let fault = Fault::conflict("sales.order_differs").arg("number", order.number);
    Err(differences.into_iter().fold(fault, |fault, difference| match difference {
        Difference::Customer => fault.field("/customer", "sales.differs_customer"),
        Difference::Amount => fault.field("/amount_minor", "sales.differs_amount"),
        Difference::Currency => fault.field("/currency", "sales.differs_currency"),
        Difference::Lines => fault.field("/lines", "sales.differs_lines"),
    }))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct IncomingReturn {
    amount_minor: i64,
    returned_at: Option<String>,
    reason: String,
}

async fn give_back(
    who: Who<WriteOrders>,
    Path(id): Path<OrderId>,
    _: Asked,
    once: Once,
    body: Body,
) -> Result<Response, Fault> {
    let incoming: IncomingReturn = body.read()?;
    let returned_at = moment_of(&who, incoming.returned_at.as_deref())?;
    let mut deed = once.begin(&who.app.db).await?;
    let order = who.app.sales.order_in(&mut deed.tx, &echo(), id).await?.order;
    let back = NewReturn {
        key: None,
        order: Some(id),
        customer: order.customer,
        returned_at,
        returned_on: App::zone(&who.business).day_of(returned_at),
        currency: order.currency,
        amount_minor: incoming.amount_minor,
        reason: incoming.reason,
    };
    let returned = who.app.sales.return_in(&mut deed.tx, &who.permit, back).await?;
    let detail = who.app.sales.order_in(&mut deed.tx, &echo(), id).await?;
    let written = detail.returns.iter().find(|back| back.id == returned.id).ok_or_else(Fault::not_found)?;
    deed.answer(StatusCode::CREATED, &format!("/api/v1/orders/{id}"), &return_json(written)).await
}

async fn cancel(who: Who<WriteOrders>, Path(id): Path<OrderId>, _: Asked, once: Once) -> Result<Response, Fault> {
    let mut deed = once.begin(&who.app.db).await?;
    who.app.sales.cancel_in(&mut deed.tx, &who.permit, id).await?;
    let detail = who.app.sales.order_in(&mut deed.tx, &echo(), id).await?;
    deed.answer(StatusCode::OK, "", &order_json(&detail)).await
}
