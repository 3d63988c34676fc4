//! Shapes that come in and go out, by name.

use wafa_kernel::{Rung, SignalKind};
use wafa_sales::OrderStatus;

use super::schema::{Field, Format, Schema};

pub mod reports;

/// Largest amount, in minor units.
const AMOUNT_MAX: i64 = 1_000_000_000_000_000;
/// Contacts of one kind, at most.
const CONTACTS_MAX: usize = 10;
const ANY_WHOLE: Schema = Schema::Whole { min: -9_007_199_254_740_991, max: 9_007_199_254_740_991 };

pub fn rungs() -> Vec<&'static str> {
    Rung::ALL.iter().map(|rung| rung.as_str()).collect()
}

pub fn statuses() -> Vec<&'static str> {
    OrderStatus::ALL.iter().map(|status| status.as_str()).collect()
}

const fn text(max: usize) -> Schema {
    Schema::Text { min: 0, max }
}

const fn some_text(max: usize) -> Schema {
    Schema::Text { min: 1, max }
}

const fn id() -> Schema {
    Schema::Form(Format::Id, 13)
}

const fn date() -> Schema {
    Schema::Form(Format::Date, 10)
}

const fn moment() -> Schema {
    Schema::Form(Format::DateTime, 40)
}

/// Fields of a customer that can be written.
fn plain_fields() -> Vec<Field> {
    vec![
        text(60).may("honorific", "Such as «آقای» or Dr."),
        text(120).may("given_name", ""),
        text(120).may("family_name", ""),
        text(200).may("greeting", "How letters begin."),
        Schema::Word(vec!["", "female", "male"]).may("gender", "For grammar only."),
        text(200).may("company", ""),
        text(120).may("industry", ""),
        text(120).may("city", ""),
        date().or_null().may("birth_on", ""),
        Schema::Word(vec!["", "phone", "sms", "email", "whatsapp", "telegram", "bale", "rubika"])
            .may("preferred_channel", ""),
        Schema::Word(vec!["", "fa", "ar", "en"]).may("language", ""),
        text(500).may("interests", ""),
        text(2000).may("notes", ""),
        text(120).may("source", "Where the customer came from."),
        text(120).may("campaign", ""),
        Schema::Texts(50).may("custom", "Fields of your own."),
    ]
}

pub fn new_customer() -> Schema {
    let mut fields = vec![some_text(200).must("name", "")];
    fields.extend(plain_fields());
    fields.extend([
        some_text(100).may("external_id", "The id another system uses; names one customer."),
        Schema::Form(Format::Phone, 16).list(CONTACTS_MAX).may("phones", "In E.164."),
        Schema::Form(Format::Email, 254).list(CONTACTS_MAX).may("emails", ""),
        some_text(60).list(50).may("tags", ""),
    ]);
    Schema::Object(fields)
}

pub fn customer_change() -> Schema {
    let mut fields = vec![some_text(200).may("name", "")];
    fields.extend(plain_fields());
    Schema::Object(fields)
}

pub fn new_order() -> Schema {
    let customer = Schema::Object(vec![
        id().may("id", "The id of Wafa."),
        some_text(100).may("external_id", "The id the shop uses. Counts before phone and e-mail."),
        Schema::Form(Format::Phone, 16).may("phone", "In E.164."),
        Schema::Form(Format::Email, 254).may("email", ""),
        some_text(200).may("name", "For a customer who is new; nobody is found by name."),
    ]);
    let line = Schema::Object(vec![
        text(100).may("product_code", ""),
        some_text(300).must("name", ""),
        Schema::Whole { min: 0, max: 1_000_000_000 }.may("quantity", "1 unless told."),
        Schema::Whole { min: -AMOUNT_MAX, max: AMOUNT_MAX }.must("amount_minor", "Of the whole line."),
    ]);
    Schema::Object(vec![
        some_text(100).may("number", "The shop's number of the order; the same number is recorded once."),
        Schema::Whole { min: 0, max: AMOUNT_MAX }.must("amount_minor", "What was paid, in minor units: rials, cents."),
        Schema::Form(Format::Currency, 3).may("currency", "That of the business unless told."),
        moment().may("placed_at", "Now unless told."),
        Schema::Word(statuses()).may("status", "`placed` unless told."),
        customer.or_null().may(
            "customer",
            "Who ordered. Found by id, external id, phone, e-mail, in this order; added when nobody fits.",
        ),
        line.list(500).may("lines", ""),
        text(100).may("discount_code", ""),
        text(120).may("source", ""),
        text(120).may("campaign", ""),
        text(120).may("city", ""),
        Schema::Texts(50).may("custom", "Fields of your own."),
    ])
}

pub fn new_return() -> Schema {
    Schema::Object(vec![
        Schema::Whole { min: 1, max: AMOUNT_MAX }
            .must("amount_minor", "How much was given back, in minor units of the order's currency."),
        moment().may("returned_at", "Now unless told."),
        text(300).may("reason", ""),
    ])
}

fn page(of: &'static str) -> Schema {
    Schema::Object(vec![
        Schema::Named(of).list(200).must("items", ""),
        Schema::Text { min: 0, max: 300 }
            .or_null()
            .must("next", "Send it as `after` for the next page; null on the last."),
    ])
}

fn customer_summary() -> Vec<Field> {
    vec![
        id().must("id", ""),
        text(1000).must("name", ""),
        text(1000).must("company", ""),
        text(1000).must("city", ""),
        text(1000).list(1000).must("tags", ""),
        Schema::Word(rungs()).must("rung", "Rung of the loyalty ladder."),
        ANY_WHOLE.must("orders", "Orders that count."),
        date().or_null().must("first_order_on", ""),
        date().or_null().must("last_order_on", ""),
        ANY_WHOLE.must("net_minor", "Orders less returns, in minor units."),
    ]
}

fn customer_row() -> Schema {
    let mut fields = customer_summary();
    fields.extend([
        text(1000).or_null().must("phone", ""),
        text(1000).or_null().must("email", ""),
        text(1000).or_null().must("external_id", ""),
    ]);
    Schema::Object(fields)
}

fn customer() -> Schema {
    let mut fields = customer_summary();
    let texts = [
        "honorific",
        "given_name",
        "family_name",
        "greeting",
        "gender",
        "industry",
        "preferred_channel",
        "language",
        "interests",
        "source",
        "campaign",
    ];
    fields.extend(texts.into_iter().map(|name| text(4000).must(name, "")));
    fields.extend([
        Schema::Any.must("notes", ""),
        date().or_null().must("birth_on", ""),
        Schema::Any.must("custom", "Fields of your own."),
        text(1000).list(1000).must("phones", ""),
        text(1000).list(1000).must("emails", ""),
        text(1000).list(1000).must("external_ids", ""),
        date().or_null().must("rung_on", "Since when on this rung."),
        id().or_null().must("merged_into", "The record this one went into."),
        moment().must("created_at", ""),
        moment().must("changed_at", ""),
    ]);
    Schema::Object(fields)
}

fn order_summary() -> Vec<Field> {
    vec![
        id().must("id", ""),
        text(1000).must("number", ""),
        id().or_null().must("customer", ""),
        moment().must("placed_at", ""),
        date().must("placed_on", "In the zone of the business."),
        Schema::Word(statuses()).must("status", ""),
        Schema::Form(Format::Currency, 3).must("currency", ""),
        ANY_WHOLE.must("amount_minor", ""),
        Schema::Truth.must("counts", "Whether it counts in figures."),
        text(1000).must("discount_code", ""),
        text(1000).must("source", ""),
        text(1000).must("campaign", ""),
        text(1000).must("city", ""),
    ]
}

fn order() -> Schema {
    let mut fields = order_summary();
    fields.extend([
        Schema::Named("OrderLine").list(500).must("lines", ""),
        Schema::Named("Return").list(500).must("returns", ""),
        Schema::Any.must("custom", ""),
    ]);
    Schema::Object(fields)
}

fn order_line() -> Schema {
    Schema::Object(vec![
        text(1000).must("product_code", ""),
        text(1000).must("name", ""),
        ANY_WHOLE.must("quantity", ""),
        ANY_WHOLE.must("amount_minor", ""),
    ])
}

fn returned() -> Schema {
    Schema::Object(vec![
        id().must("id", ""),
        id().or_null().must("order", ""),
        id().or_null().must("customer", ""),
        moment().must("returned_at", ""),
        date().must("returned_on", ""),
        Schema::Form(Format::Currency, 3).must("currency", ""),
        ANY_WHOLE.must("amount_minor", ""),
        text(1000).must("reason", ""),
    ])
}

fn event() -> Schema {
    Schema::Object(vec![
        id().must("id", "Its place in the log: send the last one as `after`."),
        text(60).must("kind", "Such as `order_placed` or `rung_changed`."),
        moment().must("occurred_at", ""),
        moment().must("recorded_at", ""),
        text(100).must("actor", "`user:…`, `key:…` or `system:…`."),
        id().or_null().must("cause", "The event that caused it."),
        Schema::Any.must("data", "What the event says; fields are only ever added."),
    ])
}

fn insights() -> Schema {
    let number = || Schema::Number.or_null();
    let counts = Rung::ALL.iter().map(|rung| ANY_WHOLE.must(rung.as_str(), "")).collect();
    Schema::Object(vec![
        date().must("as_of", ""),
        Schema::Form(Format::Currency, 3).must("currency", ""),
        ANY_WHOLE.must("customers", ""),
        ANY_WHOLE.must("orders", ""),
        ANY_WHOLE.must(
            "revenue_minor",
            "Orders less returns of identified customers, each return on its day, also when its order is older than \
             the data: the sum over all periods.",
        ),
        number().must("aov_minor", ""),
        number().must("purchase_frequency", ""),
        number().must("repeat_rate", ""),
        number().must("top8_revenue_share", "Of revenue_minor."),
        number().must("top20_revenue_share", ""),
        Schema::Object(counts).must("ladder", ""),
        Schema::Any.list(5000).must(
            "periods",
            "From the first order or return to the as-of day, but no further than today or the last fact.",
        ),
        Schema::Any.list(5000).must(
            "cohorts",
            "Customers by the period of their first order, at most the latest 525 periods: a week is named by its first \
             day.",
        ),
        Schema::Any.list(200).must("rfm", ""),
        Schema::Any.list(200).must("order_number", ""),
    ])
}

fn prediction() -> Schema {
    Schema::Object(vec![
        id().must("customer", ""),
        date().must("as_of", ""),
        Schema::Number.must("expected_purchases", "In the next 12 months."),
        Schema::Number.must("p_active", "Probability of an order in the next 12 months."),
        Schema::Number.must("p_alive", "Probability of still being a customer."),
        ANY_WHOLE.must("value_minor", "12-month value: margin, discounted."),
        date().or_null().must("next_on", "When the next order is expected."),
        Schema::Any.list(100).must("reasons", "Why."),
        text(100).must("model", ""),
    ])
}

fn problem() -> Schema {
    let field = Schema::Object(vec![
        text(1000).must("field", "JSON pointer or parameter."),
        text(100).must("code", ""),
        text(1000).must("detail", ""),
    ]);
    Schema::Object(vec![
        text(200).must("type", ""),
        text(200).must("title", ""),
        Schema::Whole { min: 400, max: 599 }.must("status", ""),
        text(2000).must("detail", "A sentence in the language of `Accept-Language`."),
        text(100).must("code", "Stays the same for ever: decide by it."),
        text(100).must("request_id", ""),
        field.list(1000).must("errors", "Wrong fields."),
    ])
}

/// Shapes of answers, by name.
pub fn named() -> Vec<(&'static str, Schema)> {
    vec![
        ("Customer", customer()),
        ("CustomerRow", customer_row()),
        ("CustomerPage", page("CustomerRow")),
        ("Order", order()),
        ("OrderRow", Schema::Object(order_summary())),
        ("OrderLine", order_line()),
        ("OrderPage", page("OrderRow")),
        ("Return", returned()),
        ("Event", event()),
        ("EventPage", page("Event")),
        ("Insights", insights()),
        ("Prediction", prediction()),
        ("Report", reports::report()),
        ("ReportPage", page("Report")),
        ("ReportAnswer", reports::answer()),
        ("Problem", problem()),
        ("SignalKind", Schema::Word(SignalKind::ALL.iter().map(|kind| kind.as_str()).collect())),
    ]
}
