//! Filters of templates: every number, amount and date as the reader writes them. `none` becomes a dash.

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, State, context};
use wafa_kernel::{Currency, Day, Moment, Money};
use wafa_text::reader::Reader;

use super::frame::FrameObject;
use super::functions::escape;

/// What stands where there is no value.
const NOTHING: &str = "–";

pub(super) fn add(environment: &mut Environment<'static>) {
    numbers(environment);
    amounts(environment);
    dates(environment);
    pieces(environment);
}

fn refused(what: &str, value: &Value) -> Error {
    Error::new(ErrorKind::InvalidOperation, format!("{what} is expected, not {value}"))
}

/// Runs `write` with the reader, unless there is no value.
fn written(
    state: &State<'_, '_>,
    value: &Value,
    write: impl FnOnce(&Reader) -> Result<String, Error>,
) -> Result<String, Error> {
    if value.is_none() { Ok(NOTHING.to_owned()) } else { write(&FrameObject::of(state)?.0.reader) }
}

fn whole(value: &Value) -> Result<i64, Error> {
    if let Some(number) = value.as_i64() {
        return Ok(number);
    }
    let number = real(value)?;
    if number.is_finite() { Ok(number.round() as i64) } else { Err(refused("a number", value)) }
}

fn real(value: &Value) -> Result<f64, Error> {
    f64::try_from(value.clone()).map_err(|_| refused("a number", value))
}

fn day(value: &Value) -> Result<Day, Error> {
    i32::try_from(value.clone()).map(Day::from_number).map_err(|_| refused("a day number", value))
}

fn moment(value: &Value) -> Result<Moment, Error> {
    value.as_i64().map(Moment::from_ms).ok_or_else(|| refused("a moment in milliseconds", value))
}

fn amount(reader: &Reader, value: &Value) -> Result<Money, Error> {
    if let Some(minor) = value.as_i64() {
        return Ok(Money::new(minor, reader.currency));
    }
    let minor = value.get_attr("minor").ok().and_then(|minor| minor.as_i64());
    let currency: Option<Currency> =
        value.get_attr("currency").ok().and_then(|code| code.as_str().and_then(|code| code.parse().ok()));
    minor.zip(currency).map(|(minor, currency)| Money::new(minor, currency)).ok_or_else(|| refused("an amount", value))
}

fn numbers(environment: &mut Environment<'static>) {
    environment.add_filter("number", |state: &State<'_, '_>, value: Value| {
        written(state, &value, |reader| Ok(reader.number(whole(&value)?)))
    });
    environment.add_filter("plain_number", |state: &State<'_, '_>, value: Value| {
        written(state, &value, |reader| Ok(reader.plain_number(whole(&value)?)))
    });
    environment.add_filter("decimal", |state: &State<'_, '_>, value: Value, places: Option<u8>| {
        written(state, &value, |reader| Ok(reader.decimal(real(&value)?, places.unwrap_or(1))))
    });
    environment.add_filter("percent", |state: &State<'_, '_>, value: Value, places: Option<u8>| {
        written(state, &value, |reader| Ok(reader.percent(real(&value)?, places.unwrap_or(1))))
    });
    environment.add_filter("digits", |state: &State<'_, '_>, value: Value| {
        written(state, &value, |reader| Ok(reader.digits(&value.to_string())))
    });
}

fn amounts(environment: &mut Environment<'static>) {
    environment.add_filter("money", |state: &State<'_, '_>, value: Value| {
        written(state, &value, |reader| Ok(reader.money(amount(reader, &value)?)))
    });
    environment.add_filter("money_short", |state: &State<'_, '_>, value: Value| {
        written(state, &value, |reader| Ok(reader.money_short(amount(reader, &value)?)))
    });
    environment.add_filter("money_parts", |state: &State<'_, '_>, value: Value| -> Result<Value, Error> {
        if value.is_none() {
            return Ok(context! { number => NOTHING, unit => "" });
        }
        let frame = FrameObject::of(state)?;
        let (number, unit) = frame.0.reader.amount_parts(amount(&frame.0.reader, &value)?);
        Ok(context! { number, unit })
    });
}

fn dates(environment: &mut Environment<'static>) {
    type Write = fn(&Reader, Day) -> String;
    let by_day: [(&'static str, Write); 5] = [
        ("date", Reader::date),
        ("date_short", Reader::date_short),
        ("day_month", Reader::day_month),
        ("month_year", Reader::month_year),
        ("weekday", Reader::weekday),
    ];
    for (name, write) in by_day {
        environment.add_filter(name, move |state: &State<'_, '_>, value: Value| {
            written(state, &value, |reader| Ok(write(reader, day(&value)?)))
        });
    }
    environment.add_filter("time", |state: &State<'_, '_>, value: Value| {
        written(state, &value, |reader| Ok(reader.time(moment(&value)?)))
    });
    environment.add_filter("date_time", |state: &State<'_, '_>, value: Value| {
        written(state, &value, |reader| Ok(reader.date_time(moment(&value)?)))
    });
    environment.add_filter("ago", |state: &State<'_, '_>, value: Value| -> Result<String, Error> {
        let today = FrameObject::of(state)?.0.today;
        written(state, &value, |reader| Ok(reader.ago(day(&value)?, today)))
    });
}

fn pieces(environment: &mut Environment<'static>) {
    environment.add_filter("phone", |value: Value| -> Value {
        match value.as_str() {
            Some(e164) if !e164.is_empty() => {
                let shown = escape(&wafa_text::phone::display(e164));
                Value::from_safe_string(format!("<bdi class=\"ltr nowrap\" dir=\"ltr\">{shown}</bdi>"))
            }
            _ => Value::from(NOTHING),
        }
    });
    environment.add_filter("bdi", |value: Value| -> Value {
        if value.is_none() {
            Value::from(NOTHING)
        } else {
            Value::from_safe_string(format!("<bdi>{}</bdi>", escape(&value.to_string())))
        }
    });
    environment.add_filter("initial", |value: Value| -> String {
        value
            .to_string()
            .chars()
            .find(|letter| letter.is_alphanumeric())
            .map_or_else(|| "؟".to_owned(), |letter| letter.to_uppercase().collect())
    });
    environment.add_filter("heat", |value: Value| -> Result<String, Error> {
        let share = real(&value)?.clamp(0.0, 1.0);
        Ok(format!("heat-{}", (share.powf(0.7) * 10.0).round() as i64))
    });
    environment.add_filter("width", |value: Value| percent_class("w", &value));
    environment.add_filter("height", |value: Value| percent_class("h", &value));
}

/// `w-0` … `w-100` from a share of 0 to 1; something that is there never rounds to nothing.
fn percent_class(kind: &str, value: &Value) -> Result<String, Error> {
    let share = real(value)?.clamp(0.0, 1.0);
    let step = if share > 0.0 { (share * 100.0).round().max(1.0) } else { 0.0 };
    Ok(format!("{kind}-{}", step as i64))
}
