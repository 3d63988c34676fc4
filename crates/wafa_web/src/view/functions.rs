//! Functions of templates: words, icons, addresses, permission.

use minijinja::value::{Kwargs, Value, ValueKind};
use minijinja::{Environment, Error, ErrorKind, State};
use wafa_text::words::{Arg, Words};

use super::frame::FrameObject;
use super::{icons, nav};
use crate::assets;

pub(super) fn add(environment: &mut Environment<'static>) {
    environment.add_function("t", text);
    environment.add_function("rich", rich);
    environment.add_function("text_or", text_or);
    environment.add_function("has_text", has_text);
    environment.add_function("asset", asset);
    environment.add_function("icon", icon);
    environment.add_function("can", can);
    environment.add_function("url_with", url_with);
    environment.add_function("nav", |state: &State<'_, '_>| Ok::<_, Error>(nav::groups(&FrameObject::of(state)?.0)));
    environment
        .add_function("nav_bottom", |state: &State<'_, '_>| Ok::<_, Error>(nav::foot(&FrameObject::of(state)?.0)));
}

fn missing(what: &str, name: &str) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("no {what} named {name}"))
}

/// A template's value as an argument of a text: numbers choose plurals and get the reader's digits.
fn arg(value: &Value) -> Arg {
    match value.as_i64() {
        Some(number) if value.is_number() => Arg::Number(number),
        _ => match f64::try_from(value.clone()) {
            Ok(number) if value.is_number() => Arg::Decimal(number, 1),
            _ => Arg::Text(value.to_string()),
        },
    }
}

fn say(state: &State<'_, '_>, key: &str, kwargs: &Kwargs) -> Result<String, Error> {
    let frame = FrameObject::of(state)?;
    let mut args = Vec::new();
    for name in kwargs.args() {
        let value: Value = kwargs.get(name)?;
        args.push((name, arg(&value)));
    }
    Ok(Words::global().say(&frame.0.reader, key, &args))
}

fn text(state: &State<'_, '_>, key: &str, kwargs: Kwargs) -> Result<String, Error> {
    say(state, key, &kwargs)
}

/// The text with `**words**` in bold. Everything else is escaped, arguments included.
fn rich(state: &State<'_, '_>, key: &str, kwargs: Kwargs) -> Result<Value, Error> {
    let escaped = escape(&say(state, key, &kwargs)?);
    let mut html = String::with_capacity(escaped.len() + 16);
    for (at, part) in escaped.split("**").enumerate() {
        if at > 0 {
            html.push_str(if at % 2 == 1 { "<b>" } else { "</b>" });
        }
        html.push_str(part);
    }
    Ok(Value::from_safe_string(html))
}

/// `&`, `<`, `>` and both quotes as entities.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            other => safe.push(other),
        }
    }
    safe
}

fn text_or(state: &State<'_, '_>, key: &str, fallback: String) -> Result<String, Error> {
    let reader = &FrameObject::of(state)?.0.reader;
    let words = Words::global();
    Ok(if words.has(reader.language, key) { words.say(reader, key, &[]) } else { fallback })
}

fn has_text(state: &State<'_, '_>, key: &str) -> Result<bool, Error> {
    Ok(Words::global().has(FrameObject::of(state)?.0.reader.language, key))
}

fn asset(name: &str) -> Result<String, Error> {
    assets::url(name).ok_or_else(|| missing("asset", name))
}

fn icon(name: &str) -> Result<Value, Error> {
    let markup = icons::icon(name).ok_or_else(|| missing("icon", name))?;
    Ok(Value::from_safe_string(markup.to_owned()))
}

fn can(state: &State<'_, '_>, action: &str) -> Result<bool, Error> {
    Ok(FrameObject::of(state)?.0.can(action))
}

/// The address of this page with some parameters changed: none removes one. The place in a list (`after`) is
/// forgotten unless given, because another filter or order makes it meaningless.
fn url_with(state: &State<'_, '_>, kwargs: Kwargs) -> Result<String, Error> {
    let frame = FrameObject::of(state)?;
    let (path, query) = frame.0.path.split_once('?').unwrap_or((&frame.0.path, ""));
    let changed: Vec<&str> = kwargs.args().collect();
    let mut pairs: Vec<String> = query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .filter(|pair| {
            let name = pair.split('=').next().unwrap_or(pair);
            name != "after" && !changed.contains(&name)
        })
        .map(str::to_owned)
        .collect();
    for name in changed {
        let value: Value = kwargs.get(name)?;
        if !matches!(value.kind(), ValueKind::None | ValueKind::Undefined) {
            pairs.push(format!("{name}={}", encode(&value.to_string())));
        }
    }
    Ok(if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) })
}

/// Percent-encoding of a query value (RFC 3986 unreserved characters stay).
pub(super) fn encode(text: &str) -> String {
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
