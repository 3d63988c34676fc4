//! What stands before every handler and after it.
//!
//! The edge (every response): request id, security headers, a panic becomes an error page. The pass (every route):
//! who asks, where from, how often, whether the form is ours; and whatever refusal comes back is written out here,
//! once, as page, toast or problem+json.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures::FutureExt as _;

use crate::app::App;
use crate::ask::header_text;
use crate::fault::{Fault, render};
use crate::route::{Kind, RouteInfo};
use crate::who::{Desk, TOAST_COOKIE};
use crate::{access, api};

mod desk;
pub mod forgery;
mod headers;

/// Longest a page or an API request may take.
const TIME_LIMIT: Duration = Duration::from_secs(60);

/// Name of the session cookie. Over TLS it carries the `__Host-` promise.
#[must_use]
pub const fn session_cookie(secure: bool) -> &'static str {
    if secure { "__Host-wafa_session" } else { "wafa_session" }
}

/// Names one request in log, page and answer.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Around everything.
pub async fn edge(State(app): State<Arc<App>>, mut request: Request, next: Next) -> Response {
    let id = app.db.new_id::<RequestId>().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    request.extensions_mut().insert(Arc::clone(&app));
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let mut response = match AssertUnwindSafe(next.run(Request::from_parts(parts, body))).catch_unwind().await {
        Ok(response) => response,
        Err(_) => refuse(&app, &asked, Fault::of(StatusCode::INTERNAL_SERVER_ERROR, "web.internal"), "panic").await,
    };
    tracing::trace!(request_id = id, method = %asked.method, status = response.status().as_u16(), "answered");
    headers::secure(response.headers_mut(), &id);
    response
}

/// Around every route: the information about it is what the register shows.
pub async fn pass(State(info): State<RouteInfo>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let Some(app) = parts.extensions.get::<Arc<App>>().cloned() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let route = format!("{} {}", info.method, info.path);
    let found =
        if info.kind == Kind::Api { desk::for_api(&app, &parts).await } else { desk::for_page(&app, &parts).await };
    let desk = match found {
        Ok(desk) => Arc::new(desk),
        Err(fault) => return render::render(&fault, info.kind, &desk::bare(&app, &parts), &route),
    };
    let request = Request::from_parts(parts, body);
    let answer = if info.kind == Kind::Api {
        api_pass(&app, &info, &desk, request, next).await
    } else {
        page_pass(&info, &desk, request, next).await
    };
    let mut response = answer.unwrap_or_else(IntoResponse::into_response);
    if let Some(fault) = response.extensions_mut().remove::<Fault>() {
        response = render::render(&fault, info.kind, &desk, &route);
    }
    finish(&desk, info.kind, response)
}

async fn page_pass(info: &RouteInfo, desk: &Arc<Desk>, request: Request, next: Next) -> Result<Response, Fault> {
    if info.kind == Kind::Fragment && !desk.htmx {
        return Err(Fault::of(StatusCode::BAD_REQUEST, "web.fragment_only"));
    }
    let mut request = request;
    if !desk.reading {
        forgery::check_origin(request.headers())?;
        if info.kind != Kind::Public {
            request = forgery::check_token(request, desk.user.as_ref()).await?;
        }
    }
    request.extensions_mut().insert(Arc::clone(desk));
    if matches!(info.kind, Kind::Upload | Kind::Download) {
        return Ok(next.run(request).await);
    }
    in_time(next.run(request)).await
}

async fn api_pass(
    app: &Arc<App>,
    info: &RouteInfo,
    desk: &Arc<Desk>,
    mut request: Request,
    next: Next,
) -> Result<Response, Fault> {
    let rate = access::limit::Rate {
        per_minute: f64::from(app.config.api_per_minute),
        burst: f64::from((app.config.api_per_minute / 6).max(20)),
    };
    let name = match &desk.actor {
        Some(actor) => format!("api {actor}"),
        None => format!("api {}", desk.ip),
    };
    app.limits.take(&name, rate, app.now()).map_err(Fault::too_many)?;
    request.extensions_mut().insert(Arc::clone(desk));
    if desk.reading {
        return in_time(next.run(request)).await;
    }
    in_time(api::idempotency::once(app, info, desk, request, next)).await?
}

async fn in_time<T>(answer: impl Future<Output = T>) -> Result<T, Fault> {
    tokio::time::timeout(TIME_LIMIT, answer)
        .await
        .map_err(|late| Fault::of(StatusCode::SERVICE_UNAVAILABLE, "web.timeout").source(late).retry_after(5))
}

fn finish(desk: &Desk, kind: Kind, mut response: Response) -> Response {
    let status = response.status();
    let headers = response.headers_mut();
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    let is_page = headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if kind != Kind::Api && is_page && desk.toast.is_some() && !status.is_redirection() {
        let gone = format!("{TOAST_COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
        if let Ok(value) = HeaderValue::from_str(&gone) {
            headers.append(header::SET_COOKIE, value);
        }
    }
    response
}

/// No route has this path.
pub async fn lost(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    refuse(&app, &parts, Fault::not_found(), "unknown path").await
}

/// A route has this path, but not this method. Axum adds `Allow`.
pub async fn wrong_method(State(app): State<Arc<App>>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    refuse(&app, &parts, Fault::of(StatusCode::METHOD_NOT_ALLOWED, "web.method"), "wrong method").await
}

async fn refuse(app: &Arc<App>, parts: &Parts, fault: Fault, route: &str) -> Response {
    let kind = if parts.uri.path().starts_with("/api/") { Kind::Api } else { Kind::Page };
    let desk = if kind == Kind::Api {
        desk::bare(app, parts)
    } else {
        desk::for_page(app, parts).await.unwrap_or_else(|_| desk::bare(app, parts))
    };
    finish(&desk, kind, render::render(&fault, kind, &desk, route))
}

/// The address of the caller, through our own proxy when there is one.
pub(crate) fn caller_ip(app: &App, parts: &Parts) -> IpAddr {
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    let forwarded = header_text(&parts.headers, "x-forwarded-for").filter(|_| app.config.behind_proxy);
    let last = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|text| text.trim().parse().ok());
    last.or(peer.map(|peer| peer.ip())).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

pub(crate) fn is_reading(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}
