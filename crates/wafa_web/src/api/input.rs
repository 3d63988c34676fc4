//! What an API request brings, checked against the description of its operation.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::operations::{Operation, operation};
use super::schema::{Schema, settle_numbers};
use crate::ask::header_text;
use crate::fault::Fault;
use crate::route::BODY_LIMIT_BYTES;

/// Parameters of the query: only known ones, each once, each of its shape.
#[derive(Debug, Clone, Default)]
pub struct Asked(BTreeMap<String, String>);

impl Asked {
    /// A parameter.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }
    /// A parameter that parses into `T`; checked before, so that `None` means it was not sent.
    #[must_use]
    pub fn get<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).and_then(|text| text.parse().ok())
    }
    /// How many to list.
    #[must_use]
    pub fn limit(&self) -> u32 {
        self.get("limit").unwrap_or(50)
    }
}

fn operation_of(parts: &Parts) -> Result<&'static Operation, Fault> {
    let path = parts.extensions.get::<MatchedPath>().map(MatchedPath::as_str).unwrap_or_default();
    let method = if parts.method == Method::HEAD { Method::GET } else { parts.method.clone() };
    operation(&method, path).ok_or_else(|| Fault::of(StatusCode::INTERNAL_SERVER_ERROR, "web.internal"))
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Fault;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let operation = operation_of(parts)?;
        let crate::ask::Pairs(pairs) = crate::ask::Pairs::from_request_parts(parts, state).await?;
        let mut asked = BTreeMap::new();
        let mut fault = Fault::of(StatusCode::BAD_REQUEST, "api.parameter_wrong");
        for (name, value) in pairs {
            let Some(param) = operation.query.iter().find(|param| param.name == name) else {
                fault = fault.field(name.chars().take(100).collect::<String>(), "api.field_unknown");
                continue;
            };
            if !fits(&param.schema, &value) || asked.contains_key(&name) {
                fault = fault.field(name, "api.field_wrong");
                continue;
            }
            asked.insert(name, value);
        }
        if fault.fields().is_empty() { Ok(Self(asked)) } else { Err(fault) }
    }
}

fn fits(schema: &Schema, text: &str) -> bool {
    let value = match schema {
        Schema::Whole { .. } => text.parse::<i64>().map_or_else(|_| Value::from(text), Value::from),
        _ => Value::from(text),
    };
    let mut wrong = Vec::new();
    schema.check(&value, "", &mut wrong);
    wrong.is_empty()
}

/// The JSON body, of the operation's shape.
#[derive(Debug, Clone)]
pub struct Body(pub Value);

impl Body {
    /// As a struct.
    ///
    /// # Errors
    /// A fault when the shape and the struct disagree.
    pub fn read<T: DeserializeOwned>(self) -> Result<T, Fault> {
        serde_json::from_value(self.0).map_err(|error| Fault::malformed().source(error))
    }
}

impl<S: Send + Sync> FromRequest<S> for Body {
    type Rejection = Fault;
    async fn from_request(request: Request, _: &S) -> Result<Self, Fault> {
        Self::read_from(request).await
    }
}

impl Body {
    /// Reads and checks the body of a request.
    ///
    /// # Errors
    /// A fault that names every wrong field.
    pub async fn read_from(request: Request) -> Result<Self, Fault> {
        let (parts, body) = request.into_parts();
        let operation = operation_of(&parts)?;
        let kind = header_text(&parts.headers, "content-type").unwrap_or_default();
        if !kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json") {
            return Err(Fault::of(StatusCode::UNSUPPORTED_MEDIA_TYPE, "web.media_type"));
        }
        let bytes = axum::body::to_bytes(body, BODY_LIMIT_BYTES)
            .await
            .map_err(|error| Fault::of(StatusCode::PAYLOAD_TOO_LARGE, "web.body_too_large").source(error))?;
        let mut value: Value = serde_json::from_slice(&bytes).map_err(|error| Fault::malformed().source(error))?;
        let mut wrong = Vec::new();
        if let Some(shape) = &operation.body {
            shape.check(&value, "", &mut wrong);
        }
        if !wrong.is_empty() {
            let fault = Fault::invalid("api.body_wrong");
            return Err(wrong.into_iter().take(50).fold(fault, |fault, (at, code)| fault.field(at, code)));
        }
        settle_numbers(&mut value);
        Ok(Self(value))
    }
}
