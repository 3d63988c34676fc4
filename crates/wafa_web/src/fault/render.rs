//! How a fault looks to whoever asked: a page, a toast, or problem+json (RFC 9457).

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde::Serialize;
use wafa_kernel::Language;
use wafa_text::reader::Reader;
use wafa_text::words::Words;

use super::Fault;
use crate::route::Kind;
use crate::view::Tone;
use crate::who::{Desk, toast_header};

/// Media type of errors of the API.
pub const PROBLEM_JSON: &str = "application/problem+json";

#[derive(Serialize)]
struct Problem<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: String,
    code: &'a str,
    request_id: &'a str,
    errors: Vec<ProblemField<'a>>,
}

#[derive(Serialize)]
struct ProblemField<'a> {
    field: &'a str,
    code: &'a str,
    detail: String,
}

#[derive(Serialize)]
struct FaultPage<'a> {
    status: u16,
    title: String,
    sentence: String,
    details: Vec<String>,
    request_id: &'a str,
    home: &'a str,
}

/// The Fluent key of a code: `customers.not_found` is said by `customers-not_found` or `customers-not-found`.
fn text_key(language: Language, code: &str) -> Option<String> {
    let plain = code.replace('.', "-");
    let dashed = plain.replace('_', "-");
    [plain, dashed].into_iter().find(|key| Words::global().has(language, key))
}

/// The sentence of a code for a reader; the sentence of the status when the code has none.
#[must_use]
pub fn sentence(reader: &Reader, fault: &Fault) -> String {
    let key = text_key(reader.language, fault.code());
    Words::global().say(reader, key.as_deref().unwrap_or_else(|| status_key(fault.status())), fault.args())
}

fn field_sentence(reader: &Reader, code: &str) -> String {
    let key = text_key(reader.language, code);
    Words::global().say(reader, key.as_deref().unwrap_or("fault-invalid"), &[])
}

const fn status_key(status: StatusCode) -> &'static str {
    match status.as_u16() {
        404 => "fault-not-found",
        401 | 403 => "fault-forbidden",
        409 => "fault-conflict",
        502..=504 => "fault-unavailable",
        500.. => "fault-internal",
        _ => "fault-invalid",
    }
}

/// The answer to a request that ended in a fault. Logs it.
pub fn render(fault: &Fault, kind: Kind, desk: &Desk, route: &str) -> Response {
    fault.log(route, &desk.request_id);
    let mut response = if kind == Kind::Api {
        problem(fault, desk)
    } else if fault.status() == StatusCode::UNAUTHORIZED {
        to_sign_in(desk)
    } else if desk.htmx {
        toast(fault, desk)
    } else {
        page(fault, desk)
    };
    let headers = response.headers_mut();
    if let Some(seconds) = fault.retry_after_s() {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if kind == Kind::Api && fault.status() == StatusCode::UNAUTHORIZED {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"wafa\""));
    }
    response
}

fn problem(fault: &Fault, desk: &Desk) -> Response {
    let errors = fault
        .fields()
        .iter()
        .map(|one| ProblemField {
            field: &one.field,
            code: one.code,
            detail: plain(&field_sentence(&desk.reader, one.code)),
        })
        .collect();
    let problem = Problem {
        r#type: format!("urn:wafa:fault:{}", fault.code()),
        title: fault.status().canonical_reason().unwrap_or("Error"),
        status: fault.status().as_u16(),
        detail: plain(&sentence(&desk.reader, fault)),
        code: fault.code(),
        request_id: &desk.request_id,
        errors,
    };
    let body = serde_json::to_vec(&problem).unwrap_or_default();
    (fault.status(), [(header::CONTENT_TYPE, PROBLEM_JSON)], body).into_response()
}

/// Without the invisible marks that keep directions apart on a page.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn to_sign_in(desk: &Desk) -> Response {
    if desk.htmx {
        let to = HeaderValue::from_static("/sign-in");
        return (StatusCode::UNAUTHORIZED, [(HeaderName::from_static("hx-redirect"), to)]).into_response();
    }
    let next = crate::ask::encode_component(&desk.path);
    let to = if desk.path == "/" || !desk.reading { "/sign-in".to_owned() } else { format!("/sign-in?next={next}") };
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

fn toast(fault: &Fault, desk: &Desk) -> Response {
    let mut text = plain(&sentence(&desk.reader, fault));
    for one in fault.fields() {
        text.push(' ');
        text.push_str(&plain(&field_sentence(&desk.reader, one.code)));
    }
    let mut response = fault.status().into_response();
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("hx-reswap"), HeaderValue::from_static("none"));
    if let Some(value) = toast_header(Tone::Bad, &text, None) {
        headers.insert(HeaderName::from_static("hx-trigger"), value);
    }
    response
}

fn page(fault: &Fault, desk: &Desk) -> Response {
    let words = Words::global();
    let context = FaultPage {
        status: fault.status().as_u16(),
        title: words.say(&desk.reader, &format!("{}-title", status_key(fault.status())), &[]),
        sentence: sentence(&desk.reader, fault),
        details: fault.fields().iter().map(|one| field_sentence(&desk.reader, one.code)).collect(),
        request_id: &desk.request_id,
        home: "/",
    };
    match desk.app.view.page(&desk.frame(""), "error.html", &context) {
        Ok(html) => (fault.status(), Html(html)).into_response(),
        Err(error) => {
            tracing::error!(error = %error, request_id = desk.request_id, "the fault page cannot be shown");
            (fault.status(), context.sentence).into_response()
        }
    }
}
