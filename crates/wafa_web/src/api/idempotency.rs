//! The same request twice has one effect and one answer: `Idempotency-Key`, kept for 30 days.
//!
//! Before the handler runs, the key, the route and a hash of the body are written down (status 0). A success replaces
//! that by the answer; a refusal takes it away, so that a corrected request may use the key again. A row with status
//! 0 that nobody in this process works on was cut off by a crash: the handler runs again, and because the key of the
//! order is derived from the key of the request, the order is there once.
//!
//! **Invariant:** an answered request with a key is never worked on a second time within 30 days.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use wafa_db::{Db, DbError, values};
use wafa_kernel::{Actor, ApiKeyId, Moment};

use crate::access::token;
use crate::app::App;
use crate::ask::header_text;
use crate::fault::Fault;
use crate::route::{BODY_LIMIT_BYTES, RouteInfo};
use crate::who::Desk;

/// The header.
pub const KEY_HEADER: &str = "idempotency-key";
/// Longest key, in letters.
pub const KEY_MAX: usize = 255;
const KEEP_MS: i64 = 30 * 86_400_000;

const FIND: &str =
    "select route, body_hash, status, location, answer, created_at from web_idempotency where key_id = $1 and key = $2";
const BEGIN: &str = "insert into web_idempotency (key_id, key, route, body_hash, status, location, answer, created_at) values ($1, $2, $3, $4, 0, '', '', $5)";
const ANSWERED: &str =
    "update web_idempotency set status = $3, location = $4, answer = $5 where key_id = $1 and key = $2";
const FORGET: &str = "delete from web_idempotency where key_id = $1 and key = $2";
const SWEEP: &str = "delete from web_idempotency where created_at < $1";

/// Keys being worked on in this process.
#[derive(Debug, Default)]
pub struct InFlight(Mutex<HashSet<(ApiKeyId, String)>>);

struct Seat<'a> {
    all: &'a InFlight,
    key: (ApiKeyId, String),
}

impl InFlight {
    fn enter(&self, key: (ApiKeyId, String)) -> Option<Seat<'_>> {
        let fresh = self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.clone());
        // Lazily: a seat that is dropped gives the key back.
        fresh.then(|| Seat { all: self, key })
    }
}

impl Drop for Seat<'_> {
    fn drop(&mut self) {
        self.all.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.key);
    }
}

/// The key of the request that is being worked on, for the handler.
#[derive(Debug, Clone)]
pub struct RequestKey {
    /// Unique among all keys of all callers.
    pub unique: String,
    /// When this key was first seen, if a crash cut the work off.
    pub resumed_from: Option<Moment>,
}

struct Stored {
    route: String,
    body_hash: String,
    status: i64,
    location: String,
    answer: String,
    created_at: Moment,
}

async fn find(db: &Db, id: ApiKeyId, key: &str) -> Result<Option<Stored>, DbError> {
    let rows = db.read(FIND, values![id, key]).await?;
    rows.first()
        .map(|row| {
            Ok(Stored {
                route: row.get(0)?,
                body_hash: row.get(1)?,
                status: row.get(2)?,
                location: row.get(3)?,
                answer: row.get(4)?,
                created_at: row.get(5)?,
            })
        })
        .transpose()
}

async fn write(db: &Db, sql: &'static str, values: Vec<wafa_db::Value>) -> Result<(), DbError> {
    let mut tx = db.begin().await?;
    tx.execute(sql, values).await?;
    tx.commit().await
}

/// Removes answers older than 30 days.
pub async fn sweep(db: &Db) -> crate::access::Result<()> {
    Ok(write(db, SWEEP, values![db.now().plus_ms(-KEEP_MS)]).await?)
}

fn read_key(request: &Request) -> Result<Option<String>, Fault> {
    let Some(value) = request.headers().get(KEY_HEADER) else { return Ok(None) };
    let key = value
        .to_str()
        .ok()
        .filter(|key| !key.is_empty() && key.len() <= KEY_MAX && key.bytes().all(|byte| byte.is_ascii_graphic()));
    key.map(|key| Some(key.to_owned()))
        .ok_or_else(|| Fault::of(StatusCode::BAD_REQUEST, "api.idempotency_key_unreadable"))
}

/// Runs the handler, at most once for each key.
pub async fn once(
    app: &Arc<App>,
    info: &RouteInfo,
    desk: &Desk,
    request: Request,
    next: Next,
) -> Result<Response, Fault> {
    let key = read_key(&request);
    let Some(Actor::Key { id, .. }) = &desk.actor else { return Ok(next.run(request).await) };
    let Some(key) = key? else { return Ok(next.run(request).await) };
    let Some(_seat) = app.in_flight.enter((*id, key.clone())) else {
        return Err(Fault::conflict("api.idempotency_in_flight").retry_after(1));
    };
    let (mut parts, body) = request.into_parts();
    let bytes = to_bytes(body, BODY_LIMIT_BYTES)
        .await
        .map_err(|error| Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "web.body_too_large").source(error))?;
    let route = format!("{} {}", info.method, parts.uri.path());
    let body_hash = token::hash_bytes(&bytes);
    let now = app.now();
    let mut stored = find(&app.db, *id, &key).await?;
    if stored.as_ref().is_some_and(|row| row.created_at.plus_ms(KEEP_MS) <= now) {
        write(&app.db, FORGET, values![*id, key.as_str()]).await?;
        stored = None;
    }
    let resumed_from = match stored {
        Some(row) if row.route != route || row.body_hash != body_hash => {
            return Err(Fault::invalid("api.idempotency_key_reused"));
        }
        Some(row) if row.status > 0 => return Ok(replay(&row)),
        Some(row) => Some(row.created_at),
        None => {
            write(&app.db, BEGIN, values![*id, key.as_str(), route, body_hash, now]).await?;
            None
        }
    };
    parts.extensions.insert(RequestKey { unique: format!("api:{id}:{key}"), resumed_from });
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    keep(app, *id, &key, response).await
}

fn replay(row: &Stored) -> Response {
    let status =
        u16::try_from(row.status).ok().and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(StatusCode::OK);
    let mut response = (status, row.answer.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(HeaderName::from_static("idempotency-replayed"), HeaderValue::from_static("true"));
    if let Ok(location) = HeaderValue::from_str(&row.location)
        && !row.location.is_empty()
    {
        headers.insert(header::LOCATION, location);
    }
    response
}

/// Writes a success down before it is sent; a refusal frees the key.
async fn keep(app: &App, id: ApiKeyId, key: &str, response: Response) -> Result<Response, Fault> {
    if !response.status().is_success() {
        // A fault of ours may have happened after the effect: then the row stays, and the next try resumes.
        if !response.status().is_server_error() {
            write(&app.db, FORGET, values![id, key]).await?;
        }
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.map_err(Fault::internal)?;
    let answer = String::from_utf8_lossy(&bytes).into_owned();
    let location = header_text(&parts.headers, "location").unwrap_or_default().to_owned();
    write(&app.db, ANSWERED, values![id, key, i64::from(parts.status.as_u16()), location, answer]).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}
