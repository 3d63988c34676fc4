//! Who asks, as what, and how they read: what every handler of the app is handed.
//!
//! [`Desk`] is what the guard found out about a request; [`Who`] is a desk with a permit. The permit comes from
//! `Policy::check` with the action in the type, so a handler cannot call a service it was not cleared for.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use wafa_kernel::policy::{Action, Denied, action};
use wafa_kernel::{Actor, Business, Day, Permit, Policy};
use wafa_text::reader::Reader;
use wafa_text::words::{Arg, Words};

use crate::access::sessions::SignedIn;
use crate::app::App;
use crate::fault::Fault;
use crate::view::{Frame, FrameUser, Theme, Toast, Tone};

/// Cookie of a message that waits for the next page.
pub(crate) const TOAST_COOKIE: &str = "wafa_toast";

/// What is known about a request before its handler runs.
pub struct Desk {
    /// The app.
    pub app: Arc<App>,
    /// Settings of the business.
    pub business: Arc<Business>,
    /// Language, digits, calendar of whoever asks.
    pub reader: Reader,
    /// Today, in the zone of the business.
    pub today: Day,
    /// The signed-in member of the team, on pages.
    pub user: Option<SignedIn>,
    /// Who acts: the user or the API key.
    pub actor: Option<Actor>,
    /// Path and query of the request.
    pub path: String,
    /// Made by htmx.
    pub htmx: bool,
    /// GET or HEAD.
    pub reading: bool,
    /// Names the request in the log.
    pub request_id: String,
    /// Light or dark.
    pub theme: Theme,
    /// Message left by the request before.
    pub toast: Option<Toast>,
    /// Where the request comes from.
    pub ip: IpAddr,
    /// What the browser calls itself.
    pub agent: String,
}

impl Desk {
    /// A text in the language of whoever asks.
    #[must_use]
    pub fn say(&self, key: &str, args: &[(&str, Arg)]) -> String {
        Words::global().say(&self.reader, key, args)
    }
    /// May whoever asks do `B`?
    #[must_use]
    pub fn may<B: Action>(&self) -> bool {
        self.actor.as_ref().is_some_and(|actor| Policy::check::<B>(actor).is_ok())
    }
    /// A permit for a second action.
    ///
    /// # Errors
    /// A fault when they may not.
    #[track_caller]
    pub fn permit_for<B: Action>(&self) -> Result<Permit<B>, Fault> {
        let actor = self.actor.as_ref().ok_or_else(Fault::sign_in_needed)?;
        Ok(Policy::check::<B>(actor)?)
    }
    /// Everything the layout needs.
    #[must_use]
    pub fn frame(&self, nav: &'static str) -> Frame {
        let role = self.user.as_ref().filter(|user| user.verified).map(|user| user.role);
        let can: BTreeSet<&'static str> = action::ALL
            .iter()
            .filter(|(_, roles, _)| role.is_some_and(|role| roles.contains(&role)))
            .map(|(name, ..)| *name)
            // Nobody can where there is no engine for it.
            .filter(|name| *name != action::QueryFacts::NAME || self.app.insights.desk().is_some())
            .collect();
        Frame {
            reader: self.reader.clone(),
            theme: self.theme,
            user: self
                .user
                .as_ref()
                .filter(|user| user.verified)
                .map(|user| FrameUser { name: user.name.clone(), role: user.role }),
            business_name: self.business.name.clone(),
            csrf: self.user.as_ref().map(|user| user.csrf.clone()).unwrap_or_default(),
            path: self.path.clone(),
            nav,
            can,
            today: self.today,
            toast: self.toast.clone(),
            read_only: self.app.db.read_only(),
        }
    }
    /// A whole page.
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn page(&self, nav: &'static str, template: &str, context: &impl Serialize) -> Result<Response, Fault> {
        self.page_with(StatusCode::OK, nav, template, context)
    }
    /// A whole page with another status, such as a form shown again with its errors (422).
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn page_with(
        &self,
        status: StatusCode,
        nav: &'static str,
        template: &str,
        context: &impl Serialize,
    ) -> Result<Response, Fault> {
        let html = self.app.view.page(&self.frame(nav), template, context)?;
        Ok((status, Html(html)).into_response())
    }
    /// A part of a page.
    ///
    /// # Errors
    /// A fault when the template fails.
    pub fn fragment(&self, template: &str, context: &impl Serialize) -> Result<Response, Fault> {
        let html = self.app.view.fragment(&self.frame(""), template, context)?;
        Ok(Html(html).into_response())
    }
    /// To another page, after a form.
    #[must_use]
    pub fn redirect(&self, to: impl Into<String>) -> Redirect {
        Redirect { to: to.into(), htmx: self.htmx, toast: None }
    }
}

/// A message that waits for the next page, in a cookie.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Waiting {
    tone: String,
    text: String,
    undo: Option<String>,
}

impl Waiting {
    /// Reads the cookie.
    pub(crate) fn read(cookie: &str) -> Option<Toast> {
        let bytes = URL_SAFE_NO_PAD.decode(cookie).ok()?;
        let waiting: Self = serde_json::from_slice(&bytes).ok()?;
        let undo = waiting.undo.filter(|to| crate::ask::is_local_path(to));
        Some(Toast { tone: tone_of(&waiting.tone), text: waiting.text, undo })
    }
}

fn tone_of(name: &str) -> Tone {
    match name {
        "good" => Tone::Good,
        "warn" => Tone::Warn,
        "bad" => Tone::Bad,
        _ => Tone::Info,
    }
}

/// On to another page.
#[derive(Debug)]
pub struct Redirect {
    to: String,
    htmx: bool,
    toast: Option<Waiting>,
}

impl Redirect {
    /// With a message on the page they arrive at.
    #[must_use]
    pub fn toast(mut self, tone: Tone, text: impl Into<String>) -> Self {
        self.toast = Some(Waiting { tone: tone.as_str().to_owned(), text: text.into(), undo: None });
        self
    }
    /// With a button on that message that posts to `to`.
    #[must_use]
    pub fn undo(mut self, to: impl Into<String>) -> Self {
        if let Some(toast) = &mut self.toast {
            toast.undo = Some(to.into());
        }
        self
    }
}

impl IntoResponse for Redirect {
    fn into_response(self) -> Response {
        let Ok(to) = HeaderValue::from_str(&self.to) else { return Fault::not_found().into_response() };
        let mut response = if self.htmx {
            (StatusCode::OK, [(HeaderName::from_static("hx-redirect"), to)]).into_response()
        } else {
            (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
        };
        let cookie = self.toast.and_then(|toast| serde_json::to_vec(&toast).ok()).map(|json| {
            format!("{TOAST_COOKIE}={}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax", URL_SAFE_NO_PAD.encode(json))
        });
        if let Some(value) = cookie.and_then(|text| HeaderValue::from_str(&text).ok()) {
            response.headers_mut().append(header::SET_COOKIE, value);
        }
        response
    }
}

impl From<Redirect> for Response {
    fn from(redirect: Redirect) -> Self {
        redirect.into_response()
    }
}

/// The header that makes htmx show a toast.
#[must_use]
pub fn toast_header(tone: Tone, text: &str, undo: Option<&str>) -> Option<HeaderValue> {
    let json = serde_json::json!({ "toast": { "text": text, "tone": tone.as_str(), "undo": undo } }).to_string();
    let mut ascii = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter.is_ascii() {
            ascii.push(letter);
        } else {
            let mut units = [0u16; 2];
            for unit in letter.encode_utf16(&mut units) {
                ascii.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    HeaderValue::from_str(&ascii).ok()
}

/// A fragment that also shows a toast.
#[must_use]
pub fn with_toast(mut response: Response, tone: Tone, text: &str, undo: Option<&str>) -> Response {
    if let Some(value) = toast_header(tone, text, undo) {
        response.headers_mut().insert(HeaderName::from_static("hx-trigger"), value);
    }
    response
}

/// Somebody who may do `A`. First argument of every gated handler.
pub struct Who<A: Action> {
    desk: Arc<Desk>,
    /// The proof, for services.
    pub permit: Permit<A>,
}

impl<A: Action> Deref for Who<A> {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.desk
    }
}

impl<A: Action> FromRequestParts<Arc<App>> for Who<A> {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Fault> {
        let desk = desk_of(parts)?;
        let actor = desk.actor.as_ref().ok_or_else(Fault::sign_in_needed)?;
        let permit = Policy::check::<A>(actor).map_err(|denied: Denied| Fault::from(denied))?;
        Ok(Self { desk, permit })
    }
}

/// Anybody. First argument of public handlers that show something.
pub struct Visitor(Arc<Desk>);

impl Deref for Visitor {
    type Target = Desk;
    fn deref(&self) -> &Desk {
        &self.0
    }
}

impl FromRequestParts<Arc<App>> for Visitor {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, _: &Arc<App>) -> Result<Self, Fault> {
        desk_of(parts).map(Self)
    }
}

fn desk_of(parts: &Parts) -> Result<Arc<Desk>, Fault> {
    parts
        .extensions
        .get::<Arc<Desk>>()
        .cloned()
        .ok_or_else(|| Fault::of(StatusCode::INTERNAL_SERVER_ERROR, "web.internal"))
}
