//! Orders and returns in the API.

use std::collections::BTreeMap;

use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use wafa_kernel::policy::action::{ReadOrders, WriteOrders};
use wafa_kernel::{Currency, Cursor, Moment, OrderId, Permit, Policy};
use wafa_sales::{NewLine, NewOrder, NewReturn, OrderDetail, OrderQuery, OrderStatus, OrderSummary, ReturnSummary};

use super::customers::lost_page;
use super::idempotency::RequestKey;
use super::identify::{Named, customer_of};
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

async fn create(who: Who<WriteOrders>, _: Asked, request: Request) -> Result<Response, Fault> {
    let key = request.extensions().get::<RequestKey>().cloned();
    let incoming: IncomingOrder = Body::read_from(request).await?.read()?;
    let placed_at = moment_of(&who, incoming.placed_at.as_deref())?;
    let currency = incoming.currency.unwrap_or(who.business.currency);
    let customer = match &incoming.customer {
        Some(named) => customer_of(&who, named, &incoming.source).await?,
        None => None,
    };
    // A numbered order is known by its number; any other by the key of the request.
    let order_key = key.filter(|_| incoming.number.is_empty()).map(|key| key.unique);
    let amount_minor = incoming.amount_minor;
    let lines = incoming.lines.into_iter().map(|line| NewLine {
        product_code: line.product_code,
        name: line.name,
        quantity: line.quantity,
        amount_minor: line.amount_minor,
    });
    let order = NewOrder {
        key: order_key,
        number: incoming.number,
        customer,
        placed_at,
        placed_on: App::zone(&who.business).day_of(placed_at),
        status: incoming.status.unwrap_or(OrderStatus::Placed),
        currency,
        amount_minor,
        discount_code: incoming.discount_code,
        source: incoming.source,
        campaign: incoming.campaign,
        city: incoming.city,
        custom: incoming.custom,
        lines: lines.collect(),
    };
    let placed = who.app.sales.place(&who.permit, order).await?;
    let detail = who.app.sales.order(&echo(), placed.id).await?;
    if placed.already && (detail.order.amount_minor != amount_minor || detail.order.currency != currency) {
        return Err(Fault::conflict("api.order_number_taken"));
    }
    let status = if placed.already { StatusCode::OK } else { StatusCode::CREATED };
    let location = format!("/api/v1/orders/{}", placed.id);
    Ok((status, [(header::LOCATION, location)], Json(order_json(&detail))).into_response())
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
    request: Request,
) -> Result<Response, Fault> {
    let key = request.extensions().get::<RequestKey>().cloned();
    let incoming: IncomingReturn = Body::read_from(request).await?.read()?;
    let order = who.app.sales.order(&echo(), id).await?.order;
    let returned_at = moment_of(&who, incoming.returned_at.as_deref())?;
    let back = NewReturn {
        key: key.map(|key| key.unique),
        order: Some(id),
        customer: order.customer,
        returned_at,
        returned_on: App::zone(&who.business).day_of(returned_at),
        currency: order.currency,
        amount_minor: incoming.amount_minor,
        reason: incoming.reason,
    };
    let returned = who.app.sales.return_order(&who.permit, back).await?;
    let detail = who.app.sales.order(&echo(), id).await?;
    let written = detail.returns.iter().find(|back| back.id == returned.id).ok_or_else(Fault::not_found)?;
    let location = format!("/api/v1/orders/{id}");
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], Json(return_json(written))).into_response())
}

async fn cancel(who: Who<WriteOrders>, Path(id): Path<OrderId>, _: Asked) -> Result<Response, Fault> {
    who.app.sales.cancel(&who.permit, id).await?;
    let detail = who.app.sales.order(&echo(), id).await?;
    Ok(Json(order_json(&detail)).into_response())
}
