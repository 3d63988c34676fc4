//! The OpenAPI 3.1 document, made from the descriptions the API itself checks requests with.

use axum::http::Method;
use serde_json::{Map, Value, json};

use super::operations::{Operation, operations};
use super::schema::{Format, Schema, put};
use super::shapes;
use crate::access::keys;
use crate::fault::render::PROBLEM_JSON;

/// The whole document.
#[must_use]
pub fn document(base_url: &str) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations() {
        let method = operation.method.as_str().to_ascii_lowercase();
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        put(path, &method, describe(operation));
    }
    json!({
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Wafa",
            "version": "1",
            "summary": "Customers, orders, events, figures and predictions of one business.",
            "description": "Amounts are whole minor units (rials, cents). Days are in the zone of the business. Ids are 13 letters of base32. \
                Lists are paged by cursor. Errors are problem+json; decide by `code`. Every unsafe request may carry an `Idempotency-Key`: \
                the same key with the same body has one effect and gives the same answer for 30 days.",
            "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
        },
        "servers": [{ "url": base_url }],
        "security": [{ "key": [] }],
        "paths": paths,
        "components": {
            "schemas": components(),
            "securitySchemes": {
                "key": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": format!("An API key, made under Settings. Scopes: {}.", keys::scopes().join(", ")),
                },
            },
            "responses": {
                "Problem": {
                    "description": "Refused; `code` says why.",
                    "content": { PROBLEM_JSON: { "schema": { "$ref": "#/components/schemas/Problem" } } },
                },
            },
        },
    })
}

fn components() -> Map<String, Value> {
    let mut components: Map<String, Value> =
        shapes::named().into_iter().map(|(name, shape)| (name.to_owned(), shape.json(false))).collect();
    for operation in operations() {
        if let Some(body) = &operation.body {
            components.insert(operation.body_name.to_owned(), body.json(true));
        }
    }
    components
}

fn describe(operation: &Operation) -> Value {
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "description": format!("Needs the scope `{}`.", operation.scope),
        "parameters": parameters(operation),
        "responses": responses(operation),
    });
    if operation.body.is_some() {
        let shape = json!({ "$ref": format!("#/components/schemas/{}", operation.body_name) });
        put(
            &mut described,
            "requestBody",
            json!({ "required": true, "content": { "application/json": { "schema": shape } } }),
        );
    }
    described
}

fn parameters(operation: &Operation) -> Vec<Value> {
    let mut all = Vec::new();
    for name in operation.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')) {
        let schema = Schema::Form(Format::Id, 13).json(true);
        all.push(json!({ "name": name, "in": "path", "required": true, "schema": schema }));
    }
    for param in &operation.query {
        all.push(json!({ "name": param.name, "in": "query", "required": false, "description": param.about, "schema": param.schema.json(true) }));
    }
    if operation.method != Method::GET {
        let schema = Schema::Form(Format::Key, 255).json(true);
        let about = "The same key with the same body has one effect and one answer for 30 days.";
        all.push(json!({ "name": "Idempotency-Key", "in": "header", "required": false, "description": about, "schema": schema }));
    }
    all
}

fn responses(operation: &Operation) -> Map<String, Value> {
    let mut responses = Map::new();
    for status in &operation.success {
        let mut headers = Map::new();
        if operation.method != Method::GET {
            headers.insert("Idempotency-Replayed".into(), json!({ "description": "`true` when this is the answer given before.", "schema": { "type": "string", "enum": ["true"] } }));
        }
        if *status == 201 {
            headers.insert("Location".into(), json!({ "description": "Where it is.", "schema": { "type": "string" } }));
        }
        let schema = json!({ "$ref": format!("#/components/schemas/{}", operation.answer) });
        let mut content = json!({ "application/json": { "schema": schema } });
        if operation.query.iter().any(|param| param.name == "format") {
            put(&mut content, "text/csv", json!({ "schema": { "type": "string" } }));
        }
        responses.insert(status.to_string(), json!({ "description": "Done.", "headers": headers, "content": content }));
    }
    let mut refusals = vec!["400", "401", "403", "429", "500", "503"];
    if operation.path.contains('{') || !operation.query.is_empty() || operation.body.is_some() {
        refusals.push("404");
    }
    if operation.method != Method::GET {
        refusals.extend(["409", "413", "415", "422"]);
    }
    for status in refusals {
        responses.insert(status.to_owned(), json!({ "$ref": "#/components/responses/Problem" }));
    }
    responses
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::route::{Kind, routes};

    #[test]
    fn every_api_route_is_described_and_nothing_else() {
        let served: BTreeSet<(String, &str)> = routes()
            .into_iter()
            .filter(|route| route.kind == Kind::Api)
            .map(|route| (route.method, route.path))
            .collect();
        let described: BTreeSet<(String, &str)> =
            operations().iter().map(|operation| (operation.method.to_string(), operation.path)).collect();
        assert_eq!(served, described);
    }

    #[test]
    fn the_scope_in_the_document_is_the_scope_of_the_action() {
        for route in routes().into_iter().filter(|route| route.kind == Kind::Api) {
            let (.., scope) = wafa_kernel::policy::action::ALL
                .iter()
                .find(|(name, ..)| *name == route.action)
                .copied()
                .unwrap_or(("", &[], ""));
            let described = operations()
                .iter()
                .find(|operation| operation.path == route.path && operation.method.as_str() == route.method)
                .map(|operation| operation.scope);
            assert_eq!(described, Some(scope), "{} {}", route.method, route.path);
        }
    }

    #[test]
    fn every_reference_leads_somewhere() {
        let document = document("http://localhost");
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#/").skip(1).filter_map(|rest| rest.split('"').next()) {
            let found = reference.split('/').fold(&document, |at, step| &at[step]);
            assert!(found.is_object(), "{reference}");
        }
        assert_eq!(document["openapi"], "3.1.0");
    }
}
