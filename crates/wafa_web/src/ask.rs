//! What people and programs send, read strictly: axum's extractors with our refusals, and what URLs need.

use axum::extract::rejection::{FormRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::fault::Fault;

/// Parameters of the path. A path that cannot be read names nothing: 404.
#[derive(Debug, Clone, FromRequestParts)]
#[from_request(via(axum::extract::Path), rejection(Fault))]
pub struct Path<T>(pub T);

/// Parameters of the query as a struct.
#[derive(Debug, Clone, FromRequestParts)]
#[from_request(via(axum::extract::Query), rejection(Fault))]
pub struct Query<T>(pub T);

/// A form as a struct.
#[derive(Debug, Clone, FromRequest)]
#[from_request(via(axum::extract::Form), rejection(Fault))]
pub struct Form<T>(pub T);

/// Parameters of the query as pairs, repeated ones included.
#[derive(Debug, Clone)]
pub struct Pairs(pub Vec<(String, String)>);

impl<S: Send + Sync> FromRequestParts<S> for Pairs {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let axum::extract::Query(pairs) = axum::extract::Query::from_request_parts(parts, state).await?;
        Ok(Self(pairs))
    }
}

/// A form as pairs, repeated ones included.
#[derive(Debug, Clone)]
pub struct FormPairs(pub Vec<(String, String)>);

impl<S: Send + Sync> FromRequest<S> for FormPairs {
    type Rejection = Fault;
    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let axum::extract::Form(pairs) = axum::extract::Form::from_request(request, state).await?;
        Ok(Self(pairs))
    }
}

impl From<PathRejection> for Fault {
    fn from(rejection: PathRejection) -> Self {
        Self::not_found().source(rejection)
    }
}
impl From<QueryRejection> for Fault {
    fn from(rejection: QueryRejection) -> Self {
        Self::malformed().source(rejection)
    }
}
impl From<FormRejection> for Fault {
    fn from(rejection: FormRejection) -> Self {
        let code = match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => "web.body_too_large",
            StatusCode::UNSUPPORTED_MEDIA_TYPE => "web.media_type",
            _ => "web.malformed",
        };
        Self::of(rejection.status(), code).source(rejection)
    }
}

/// Percent-encodes everything but letters, digits and `-._~`.
#[must_use]
pub fn encode_component(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// True for a path on this site, and nothing a browser could take for another one.
#[must_use]
pub fn is_local_path(to: &str) -> bool {
    to.starts_with('/') && !to.starts_with("//") && !to.bytes().any(|byte| byte == b'\\' || byte.is_ascii_control())
}

/// The value of a cookie.
#[must_use]
pub fn cookie<'a>(headers: &'a axum::http::HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(axum::http::header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value)
}

/// A header as text.
#[must_use]
pub fn header_text<'a>(headers: &'a axum::http::HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_local() {
        for (to, local) in [
            ("/", true),
            ("/a?b=c", true),
            ("//evil", false),
            ("/\\evil", false),
            ("https://evil", false),
            ("", false),
            ("/a\nb", false),
        ] {
            assert_eq!(is_local_path(to), local, "{to:?}");
        }
    }

    #[test]
    fn components_survive_every_reader() {
        assert_eq!(encode_component("/a b?ی"), "%2Fa%20b%3F%DB%8C");
    }
}
