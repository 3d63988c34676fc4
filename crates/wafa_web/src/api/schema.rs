//! Shapes of JSON, described once: the same description checks what comes in and is printed in the OpenAPI document.

use serde_json::{Map, Value, json};

/// A text of a known form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// An identifier of Wafa.
    Id,
    /// An e-mail address.
    Email,
    /// A phone in E.164.
    Phone,
    /// ISO 4217.
    Currency,
    /// `YYYY-MM-DD`.
    Date,
    /// RFC 3339 with an offset.
    DateTime,
    /// An idempotency key.
    Key,
}

impl Format {
    /// The pattern printed in the document.
    const fn pattern(self) -> Option<&'static str> {
        match self {
            Self::Id => Some("^[0-7][0-9A-HJKMNP-TV-Z]{12}$"),
            Self::Email => Some(
                "^[A-Za-z0-9_+-]+(\\.[A-Za-z0-9_+-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,24}$",
            ),
            Self::Phone => Some("^\\+[1-9][0-9]{7,14}$"),
            Self::Currency => Some("^[A-Z]{3}$"),
            Self::Key => Some("^[!-~]{1,255}$"),
            Self::Date | Self::DateTime => None,
        }
    }
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Date => Some("date"),
            Self::DateTime => Some("date-time"),
            _ => None,
        }
    }
    fn fits(self, text: &str) -> bool {
        let all = |text: &str, ok: fn(u8) -> bool| !text.is_empty() && text.bytes().all(ok);
        match self {
            Self::Id => {
                text.parse::<wafa_kernel::CustomerId>().is_ok()
                    && text.bytes().all(|b| b.is_ascii_digit() || (b.is_ascii_uppercase() && !b"ILOU".contains(&b)))
            }
            Self::Email => is_email(text),
            Self::Phone => text.strip_prefix('+').is_some_and(|rest| {
                (8..=15).contains(&rest.len()) && all(rest, |b| b.is_ascii_digit()) && !rest.starts_with('0')
            }),
            Self::Currency => text.len() == 3 && all(text, |b| b.is_ascii_uppercase()),
            Self::Date => text.parse::<wafa_kernel::Day>().is_ok() && text.len() == 10,
            Self::DateTime => super::time::parse(text).is_some(),
            Self::Key => text.len() <= 255 && all(text, |b| b.is_ascii_graphic()),
        }
    }
}

fn is_email(text: &str) -> bool {
    let Some((mailbox, host)) = text.rsplit_once('@') else { return false };
    let atom = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b));
    let label = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !part.starts_with('-')
            && !part.ends_with('-')
    };
    let Some((names, top)) = host.rsplit_once('.') else { return false };
    let top_fits = (2..=24).contains(&top.len()) && top.bytes().all(|b| b.is_ascii_alphabetic());
    mailbox.split('.').all(atom) && names.split('.').all(label) && top_fits
}

/// The shape of a value.
#[derive(Debug, Clone)]
pub enum Schema {
    /// A text of `min` to `max` letters, without control characters.
    Text {
        /// Letters at least.
        min: usize,
        /// Letters at most.
        max: usize,
    },
    /// A text of a known form of at most so many letters.
    Form(Format, usize),
    /// One of some words.
    Word(Vec<&'static str>),
    /// A whole number from .. to, both included.
    Whole {
        /// Smallest.
        min: i64,
        /// Largest.
        max: i64,
    },
    /// A number.
    Number,
    /// Yes or no.
    Truth,
    /// A list.
    List(Box<Schema>, usize),
    /// An object with known fields.
    Object(Vec<Field>),
    /// An object whose fields are texts, at most so many.
    Texts(usize),
    /// Null or the other.
    Maybe(Box<Schema>),
    /// A shape of the document's `components`.
    Named(&'static str),
    /// Anything; only in answers.
    Any,
}

/// A field of an object.
#[derive(Debug, Clone)]
pub struct Field {
    name: &'static str,
    schema: Schema,
    required: bool,
    about: &'static str,
}

impl Schema {
    /// A required field.
    #[must_use]
    pub fn must(self, name: &'static str, about: &'static str) -> Field {
        Field { name, schema: self, required: true, about }
    }
    /// A field that may be left out.
    #[must_use]
    pub fn may(self, name: &'static str, about: &'static str) -> Field {
        Field { name, schema: self, required: false, about }
    }
    /// Null or this.
    #[must_use]
    pub fn or_null(self) -> Self {
        Self::Maybe(Box::new(self))
    }
    /// A list of this.
    #[must_use]
    pub fn list(self, most: usize) -> Self {
        Self::List(Box::new(self), most)
    }

    /// As JSON Schema 2020-12. `strict` closes objects, for what comes in.
    #[must_use]
    pub fn json(&self, strict: bool) -> Value {
        match self {
            // What goes out may be older than the limits of what comes in.
            Self::Text { .. } if !strict => json!({ "type": "string" }),
            Self::Text { min, max } => {
                json!({ "type": "string", "minLength": min, "maxLength": max, "pattern": if *min > 0 { TEXT_SOME } else { TEXT_ANY } })
            }
            Self::Form(format, max) => form_json(*format, *max),
            Self::Word(words) => json!({ "type": "string", "enum": words }),
            Self::Whole { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
            Self::Number => json!({ "type": "number" }),
            Self::Truth => json!({ "type": "boolean" }),
            Self::List(of, most) if strict => json!({ "type": "array", "items": of.json(strict), "maxItems": most }),
            Self::List(of, _) => json!({ "type": "array", "items": of.json(strict) }),
            Self::Object(fields) => object_json(fields, strict),
            Self::Texts(most) => {
                json!({ "type": "object", "maxProperties": most, "propertyNames": Self::Text { min: 1, max: 60 }.json(strict), "additionalProperties": Self::Text { min: 0, max: 500 }.json(strict) })
            }
            Self::Maybe(other) => json!({ "anyOf": [other.json(strict), { "type": "null" }] }),
            Self::Named(name) => json!({ "$ref": format!("#/components/schemas/{name}") }),
            Self::Any => json!({}),
        }
    }

    /// Whether a value has this shape. Each wrong place is told with its JSON pointer.
    pub fn check(&self, value: &Value, at: &str, wrong: &mut Vec<(String, &'static str)>) {
        let fits = match (self, value) {
            (Self::Maybe(_), Value::Null)
            | (Self::Any | Self::Named(_), _)
            | (Self::Truth, Value::Bool(_))
            | (Self::Number, Value::Number(_)) => true,
            (Self::Maybe(other), value) => return other.check(value, at, wrong),
            (Self::Text { min, max }, Value::String(text)) => text_fits(text, *min, *max),
            (Self::Form(format, max), Value::String(text)) => text.chars().count() <= *max && format.fits(text),
            (Self::Word(words), Value::String(text)) => words.contains(&text.as_str()),
            (Self::Whole { min, max }, Value::Number(number)) => whole(number).is_some_and(|n| n >= *min && n <= *max),
            (Self::List(of, most), Value::Array(items)) => {
                for (place, item) in items.iter().enumerate().take(*most) {
                    of.check(item, &format!("{at}/{place}"), wrong);
                }
                items.len() <= *most
            }
            (Self::Object(fields), Value::Object(object)) => return check_object(fields, object, at, wrong),
            (Self::Texts(most), Value::Object(object)) => {
                object.len() <= *most
                    && object.iter().all(|(key, value)| {
                        text_fits(key, 1, 60) && value.as_str().is_some_and(|text| text_fits(text, 0, 500))
                    })
            }
            _ => false,
        };
        if !fits {
            wrong.push((at.to_owned(), "api.field_wrong"));
        }
    }
}

/// No control characters; at least one letter that is not blank.
const TEXT_SOME: &str =
    "^[^\\u0000-\\u001F\\u007F-\\u009F\\s]([^\\u0000-\\u001F\\u007F-\\u009F]*[^\\u0000-\\u001F\\u007F-\\u009F\\s])?$";
const TEXT_ANY: &str = "^[^\\u0000-\\u001F\\u007F-\\u009F]*$";

fn text_fits(text: &str, min: usize, max: usize) -> bool {
    let letters = text.chars().count();
    let trimmed = min == 0 || (text.trim() == text && !text.starts_with('\u{feff}') && !text.ends_with('\u{feff}'));
    letters >= min && letters <= max && !text.chars().any(char::is_control) && trimmed
}

/// A whole number as JSON Schema means it: 1.0 is one.
#[allow(clippy::cast_possible_truncation)]
fn whole(number: &serde_json::Number) -> Option<i64> {
    number.as_i64().or_else(|| number.as_f64().filter(|n| n.fract() == 0.0 && n.abs() < 9.0e15).map(|n| n as i64))
}

fn form_json(format: Format, max: usize) -> Value {
    let mut json = json!({ "type": "string", "maxLength": max });
    if let Some(pattern) = format.pattern() {
        put(&mut json, "pattern", pattern);
    }
    if let Some(name) = format.name() {
        put(&mut json, "format", name);
    }
    json
}

fn object_json(fields: &[Field], strict: bool) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut shape = field.schema.json(strict);
        if !field.about.is_empty() && shape.get("$ref").is_none() {
            put(&mut shape, "description", field.about);
        }
        properties.insert(field.name.to_owned(), shape);
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let mut json = json!({ "type": "object", "properties": properties, "required": required });
    if strict {
        put(&mut json, "additionalProperties", false);
    }
    json
}

fn check_object(fields: &[Field], object: &Map<String, Value>, at: &str, wrong: &mut Vec<(String, &'static str)>) {
    for field in fields {
        match object.get(field.name) {
            Some(value) => field.schema.check(value, &format!("{at}/{}", field.name), wrong),
            None if field.required => wrong.push((format!("{at}/{}", field.name), "api.field_missing")),
            None => {}
        }
    }
    for key in object.keys().filter(|key| !fields.iter().any(|field| field.name == key.as_str())) {
        wrong.push((format!("{at}/{key}"), "api.field_unknown"));
    }
}

/// Sets a field of an object.
pub fn put(object: &mut Value, name: &str, value: impl Into<Value>) {
    if let Some(fields) = object.as_object_mut() {
        fields.insert(name.to_owned(), value.into());
    }
}

/// Whole numbers written as 1.0 become 1, so that they can be read as integers.
pub fn settle_numbers(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(n) = whole(number) {
                *value = n.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(settle_numbers),
        Value::Object(object) => object.values_mut().for_each(settle_numbers),
        _ => {}
    }
}

#[cfg(test)]
mod tests;
