#![allow(clippy::indexing_slicing)]
use super::*;

fn problems(schema: &Schema, value: &Value) -> Vec<(String, &'static str)> {
    let mut wrong = Vec::new();
    schema.check(value, "", &mut wrong);
    wrong
}

#[test]
fn each_wrong_place_is_named() {
    let shape = Schema::Object(vec![
        Schema::Text { min: 1, max: 5 }.must("name", ""),
        Schema::Whole { min: 0, max: 9 }.may("n", ""),
        Schema::Form(Format::Phone, 16).list(2).may("phones", ""),
    ]);
    assert!(problems(&shape, &json!({ "name": "علی", "n": 3.0, "phones": ["+989121234567"] })).is_empty());
    let wrong = problems(&shape, &json!({ "n": 10, "phones": ["0912"], "x": 1 }));
    let expected = [
        ("/name", "api.field_missing"),
        ("/n", "api.field_wrong"),
        ("/phones/0", "api.field_wrong"),
        ("/x", "api.field_unknown"),
    ];
    assert_eq!(wrong, expected.map(|(at, code)| (at.to_owned(), code)));
}

#[test]
fn forms_fit_what_their_patterns_promise() {
    let cases = [
        (Format::Email, "sara.k+shop@mail.example.com", true),
        (Format::Email, "sara@localhost", false),
        (Format::Email, ".a@b.co", false),
        (Format::Id, "01K6M5Z8R0000", true),
        (Format::Id, "81K6M5Z8R0000", false),
        (Format::Id, "01k6m5z8r0000", false),
        (Format::Date, "2026-02-29", false),
        (Format::Date, "2028-02-29", true),
        (Format::DateTime, "2026-02-03T10:00:00+03:30", true),
        (Format::DateTime, "2026-02-03 10:00", false),
        (Format::Currency, "irr", false),
    ];
    for (format, text, fits) in cases {
        assert_eq!(format.fits(text), fits, "{format:?} {text}");
    }
}

#[test]
fn closed_objects_say_so() {
    let shape = Schema::Object(vec![Schema::Truth.may("yes", "")]);
    assert_eq!(shape.json(true)["additionalProperties"], json!(false));
    assert!(shape.json(false).get("additionalProperties").is_none());
}
