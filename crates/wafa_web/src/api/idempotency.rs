//! The same request twice has one effect and one answer: `Idempotency-Key`, kept for 30 days.
//!
//! A handler does its work in a [`Deed`]: one transaction in which the key is claimed, the effect written, the answer
//! read back and kept beside the key. So there is no moment at which one is there without the other, whatever dies
//! when. A refusal drops the transaction and with it the claim: a corrected request may use the key again. A twin in
//! this process is told at once (409); one that reaches another process waits for the claim and gets the kept answer.
//!
//! **Invariant:** an answered request with a key is never worked on a second time within 30 days.

use std::collections::HashSet;
use std::convert::Infallible;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::Value;
use wafa_db::{Db, DbError, Tx, values};
use wafa_kernel::{Actor, ApiKeyId, Moment};

use crate::access::token;
use crate::app::App;
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
const CLAIM: &str = "insert into web_idempotency (key_id, key, route, body_hash, status, location, answer, created_at) \
    values ($1, $2, $3, $4, 0, '', '', $5) on conflict (key_id, key) do nothing";
const ANSWERED: &str =
    "update web_idempotency set status = $3, location = $4, answer = $5 where key_id = $1 and key = $2";
/// Also claims without an answer, which earlier versions left behind when they were cut off.
const FORGET_OLD: &str =
    "delete from web_idempotency where key_id = $1 and key = $2 and (created_at <= $3 or status = 0)";
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

/// How often the request may take effect: once for its key, or as often as it comes when it has none.
#[derive(Debug, Clone, Default)]
pub struct Once(Option<Arc<Keyed>>);

#[derive(Debug)]
struct Keyed {
    id: ApiKeyId,
    key: String,
    route: String,
    body_hash: String,
    /// The answer was kept in the transaction of the effect.
    kept: AtomicBool,
}

impl<S: Send + Sync> FromRequestParts<S> for Once {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

impl Once {
    /// The request changes nothing: there is nothing to keep, and asking again is asking anew.
    pub fn changes_nothing(self) {
        if let Some(keyed) = &self.0 {
            keyed.kept.store(true, Ordering::SeqCst);
        }
    }

    /// Begins the work of a request: everything it writes goes through the transaction of the deed.
    ///
    /// # Errors
    /// `api.idempotency_in_flight` when a twin in another process was first; the database's.
    pub async fn begin(self, db: &Db) -> Result<Deed, Fault> {
        let mut tx = db.begin().await?;
        if let Some(keyed) = &self.0
            && !keyed.claim(&mut tx).await?
        {
            return Err(Fault::conflict("api.idempotency_in_flight").retry_after(1));
        }
        Ok(Deed { tx, once: self })
    }
}

impl Keyed {
    /// False when the key is taken. On PostgreSQL this waits for a twin whose transaction is still open.
    async fn claim(&self, tx: &mut Tx) -> Result<bool, DbError> {
        let now = tx.now();
        tx.execute(FORGET_OLD, values![self.id, self.key.as_str(), now.plus_ms(-KEEP_MS)]).await?;
        let row = values![self.id, self.key.as_str(), self.route.as_str(), self.body_hash.as_str(), now];
        Ok(tx.execute(CLAIM, row).await? == 1)
    }
    async fn answer(&self, tx: &mut Tx, status: StatusCode, location: &str, answer: &str) -> Result<(), DbError> {
        let row = values![self.id, self.key.as_str(), i64::from(status.as_u16()), location, answer];
        tx.execute(ANSWERED, row).await.map(|_| ())
    }
}

/// One request at work: its transaction, and the key under which its answer will be kept.
#[must_use = "a deed that is dropped leaves nothing"]
pub struct Deed {
    /// Where everything is written, and read back.
    pub tx: Tx,
    once: Once,
}

impl Deed {
    /// Keeps the answer beside the effect, makes both durable, and gives the answer.
    ///
    /// # Errors
    /// The database's; then nothing was kept.
    pub async fn answer(self, status: StatusCode, location: &str, answer: &Value) -> Result<Response, Fault> {
        let Self { mut tx, once } = self;
        let text = answer.to_string();
        if let Some(keyed) = &once.0 {
            keyed.answer(&mut tx, status, location, &text).await?;
        }
        tx.commit().await?;
        if let Some(keyed) = &once.0 {
            keyed.kept.store(true, Ordering::SeqCst);
        }
        Ok(respond(status, location, text))
    }
}

struct Stored {
    route: String,
    body_hash: String,
    status: i64,
    location: String,
    answer: String,
    created_at: Moment,
}

/// The kept answer, unless it is too old.
async fn find(app: &App, id: ApiKeyId, key: &str) -> Result<Option<Stored>, DbError> {
    let rows = app.db.read(FIND, values![id, key]).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let stored = Stored {
        route: row.get(0)?,
        body_hash: row.get(1)?,
        status: row.get(2)?,
        location: row.get(3)?,
        answer: row.get(4)?,
        created_at: row.get(5)?,
    };
    Ok(Some(stored).filter(|stored| stored.status > 0 && stored.created_at.plus_ms(KEEP_MS) > app.now()))
}

/// Removes answers older than 30 days.
pub async fn sweep(db: &Db) -> crate::access::Result<()> {
    let mut tx = db.begin().await?;
    tx.execute(SWEEP, values![db.now().plus_ms(-KEEP_MS)]).await?;
    Ok(tx.commit().await?)
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
    let keyed = Arc::new(Keyed { id: *id, key, route, body_hash, kept: AtomicBool::new(false) });
    if let Some(stored) = find(app, *id, &keyed.key).await? {
        return replay(&stored, &keyed);
    }
    parts.extensions.insert(Once(Some(Arc::clone(&keyed))));
    let response = next.run(Request::from_parts(parts, Body::from(bytes))).await;
    if response.status() == StatusCode::CONFLICT
        && let Some(stored) = find(app, *id, &keyed.key).await?
    {
        // A twin in another process was first.
        return replay(&stored, &keyed);
    }
    if response.status().is_success() && !keyed.kept.load(Ordering::SeqCst) {
        return Err(Fault::of(StatusCode::INTERNAL_SERVER_ERROR, "web.internal").source(Unkept(keyed.route.clone())));
    }
    Ok(response)
}

/// A handler that works outside of a [`Deed`]: found by the first test that sends it a key.
#[derive(Debug, thiserror::Error)]
#[error("{0} answered without keeping its answer")]
struct Unkept(String);

fn replay(stored: &Stored, keyed: &Keyed) -> Result<Response, Fault> {
    if stored.route != keyed.route || stored.body_hash != keyed.body_hash {
        return Err(Fault::invalid("api.idempotency_key_reused"));
    }
    let status = u16::try_from(stored.status).ok().and_then(|status| StatusCode::from_u16(status).ok());
    let mut response = respond(status.unwrap_or(StatusCode::OK), &stored.location, stored.answer.clone());
    let replayed = HeaderName::from_static("idempotency-replayed");
    response.headers_mut().insert(replayed, HeaderValue::from_static("true"));
    Ok(response)
}

fn respond(status: StatusCode, location: &str, answer: String) -> Response {
    let mut response = (status, answer).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    if let Ok(location) = HeaderValue::from_str(location)
        && !location.is_empty()
    {
        headers.insert(header::LOCATION, location);
    }
    response
}
