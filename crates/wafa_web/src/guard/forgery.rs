//! Forged requests: a form of another site must not act in the name of somebody who is signed in here.
//!
//! Two locks: the browser says where the request comes from (`Sec-Fetch-Site`, else `Origin`), and the form carries a
//! secret of the session. Both have to fit.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};

use crate::access::sessions::SignedIn;
use crate::access::token;
use crate::ask::header_text;
use crate::fault::Fault;
use crate::route::BODY_LIMIT_BYTES;

/// Header htmx sends the token in.
pub const TOKEN_HEADER: &str = "x-csrf-token";
/// Form field of the token.
pub const TOKEN_FIELD: &str = "csrf";

#[track_caller]
fn forged() -> Fault {
    Fault::of(StatusCode::FORBIDDEN, "web.forged")
}

/// The request comes from a page of ours, or from nobody's page.
///
/// # Errors
/// A fault when it comes from elsewhere, or does not say.
pub fn check_origin(headers: &HeaderMap) -> Result<(), Fault> {
    if let Some(site) = header_text(headers, "sec-fetch-site") {
        return if matches!(site, "same-origin" | "none") { Ok(()) } else { Err(forged()) };
    }
    let host = header_text(headers, "host").unwrap_or_default();
    let origin = header_text(headers, "origin").unwrap_or_default();
    let from = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://")).unwrap_or_default();
    if !from.is_empty() && from.eq_ignore_ascii_case(host) { Ok(()) } else { Err(forged()) }
}

/// The request carries the token of the session; hands it back with its body untouched.
/// Where nobody is signed in there is nothing to forge.
///
/// # Errors
/// A fault when the token is missing or another one.
pub async fn check_token(request: Request, session: Option<&SignedIn>) -> Result<Request, Fault> {
    let Some(session) = session else { return Ok(request) };
    if let Some(sent) = header_text(request.headers(), TOKEN_HEADER) {
        return if token::same(sent, &session.csrf) { Ok(request) } else { Err(forged()) };
    }
    let kind = header_text(request.headers(), header::CONTENT_TYPE.as_str()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        let sent = field_of(request.uri().query().unwrap_or_default().as_bytes());
        return if sent.is_some_and(|sent| token::same(&sent, &session.csrf)) { Ok(request) } else { Err(forged()) };
    }
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err(forged());
    }
    let (parts, body) = request.into_parts();
    let bytes = axum::body::to_bytes(body, BODY_LIMIT_BYTES)
        .await
        .map_err(|error| Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "web.body_too_large").source(error))?;
    if field_of(&bytes).is_some_and(|sent| token::same(&sent, &session.csrf)) {
        Ok(Request::from_parts(parts, Body::from(bytes)))
    } else {
        Err(forged())
    }
}

fn field_of(form: &[u8]) -> Option<String> {
    form.split(|byte| *byte == b'&')
        .filter_map(|pair| std::str::from_utf8(pair).ok())
        .filter_map(|pair| pair.split_once('='))
        .find(|(name, _)| *name == TOKEN_FIELD)
        .map(|(_, value)| value.to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (axum::http::HeaderName::from_static(name), axum::http::HeaderValue::from_static(value))
            })
            .collect()
    }

    #[test]
    fn only_our_own_pages_and_typed_addresses_pass() {
        let cases = [
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "none")], true),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "cross-site"), ("host", "a"), ("origin", "http://a")], false),
            (vec![("host", "shop.test:8080"), ("origin", "http://shop.test:8080")], true),
            (vec![("host", "shop.test"), ("origin", "https://evil.test")], false),
            (vec![("host", "shop.test"), ("origin", "null")], false),
            (vec![("host", "")], false),
            (vec![], false),
        ];
        for (pairs, ok) in cases {
            assert_eq!(check_origin(&headers(&pairs)).is_ok(), ok, "{pairs:?}");
        }
    }

    #[test]
    fn the_token_is_found_among_fields() {
        assert_eq!(field_of(b"a=1&csrf=abc_-&b=2").unwrap(), "abc_-");
        assert_eq!(field_of(b"xcsrf=abc"), None);
    }
}
