//! Shapes of reports.

use wafa_analytics::report::{Breakdown, ChartKind, Every, Length, Measure, ROWS_MOST};
use wafa_kernel::CalendarKind;

use super::{ANY_WHOLE, date, id, moment, some_text, text};
use crate::api::schema::{Field, Format, Schema};

fn measures() -> Schema {
    Schema::Word(Measure::ALL.iter().map(|one| one.as_str()).collect())
}

fn spec() -> Schema {
    let breakdowns = Schema::Word(Breakdown::ALL.iter().map(|one| one.as_str()).collect());
    let filters = ["rung", "city", "source", "tag", "segment", "view", "channel", "product"];
    let filters = filters.into_iter().map(|name| some_text(200).or_null().may(name, "")).collect();
    let time = Schema::Object(vec![
        Schema::Word(vec!["all", "days", "last"]).must("kind", "`days` has from and to, `last` count and length."),
        date().may("from", "First day."),
        date().may("to", "Last day."),
        Schema::Whole { min: 1, max: 1_000 }.may("count", "How many."),
        Schema::Word(Length::ALL.iter().map(|one| one.as_str()).collect()).may("length", "Of what."),
        Schema::Truth.may("complete", "Without the one that is not over."),
    ]);
    let order = Schema::Object(vec![
        measures().must("by", "One of the measures."),
        Schema::Truth.may("ascending", "Least first."),
    ]);
    Schema::Object(vec![
        measures().list(Measure::ALL.len()).must("measures", "What is counted, in the order of the columns."),
        breakdowns.list(2).may("by", "What rows are told apart by."),
        Schema::Object(filters).may("filters", "Which customers and orders count."),
        time.must("time", "Which time."),
        Schema::Word(CalendarKind::ALL.map(CalendarKind::as_str).to_vec())
            .may("calendar", "Calendar of weeks, months, quarters and years; the business's unless told."),
        order.or_null().may("order", "The order of the rows."),
        Schema::Whole { min: 1, max: i64::from(ROWS_MOST) }
            .may("limit", "Rows of an open first break-down; the rest is one row of others."),
        Schema::Word(ChartKind::ALL.iter().map(|one| one.as_str()).collect()).may("chart", "How it is drawn."),
    ])
}

fn schedule() -> Schema {
    Schema::Object(vec![
        Schema::Word(Every::ALL.iter().map(|one| one.as_str()).collect())
            .must("every", "Weeks begin after the weekend, months on their first day in the report's calendar."),
        Schema::Whole { min: 0, max: 23 }.must("hour", "Hour of the day, where the business is."),
    ])
}

fn fields() -> Vec<Field> {
    vec![
        some_text(80).must("name", ""),
        spec().must("spec", "What it asks."),
        Schema::Truth.may("shared", "A report made with a key is the team's, whatever this says."),
        schedule().or_null().may("schedule", "When it is sent by itself."),
        Schema::Form(Format::Email, 254).list(20).may("recipients", "To whom."),
    ]
}

pub(in crate::api) fn new_report() -> Schema {
    Schema::Object(fields())
}

pub(in crate::api) fn report_change() -> Schema {
    let mut fields = fields();
    fields.push(ANY_WHOLE.must("version", "The version that was seen."));
    Schema::Object(fields)
}

pub(super) fn report() -> Schema {
    Schema::Object(vec![
        id().must("id", ""),
        text(80).must("name", ""),
        Schema::Any.must("spec", "What it asks, as it was saved."),
        Schema::Truth.must("shared", ""),
        Schema::Any.must("schedule", "When it is sent by itself; null when it is not."),
        text(254).list(20).must("recipients", ""),
        id().or_null().must("owner", "Whose it is; null for the team's."),
        moment().or_null().must("due_at", "When it is sent next."),
        ANY_WHOLE.must("version", "Send it along with a change."),
        moment().must("changed_at", ""),
    ])
}

pub(super) fn answer() -> Schema {
    let measure = Schema::Object(vec![
        measures().must("name", ""),
        Schema::Word(vec!["count", "minor", "share", "ratio", "days"]).must("unit", "What it is measured in."),
    ]);
    let row = Schema::Object(vec![
        Schema::Any.must("by", "The value of each break-down; null when nothing is known."),
        Schema::Any.must("starts", "First day of each value that is a period."),
        text(20).list(2).must("others", "Break-downs of which this row has everything not shown by itself."),
        Schema::Any.must("figures", "Each measure; null where it does not exist."),
    ]);
    Schema::Object(vec![
        id().must("id", ""),
        text(80).must("name", ""),
        date().must("from", "First day."),
        date().must("to", "Last day."),
        Schema::Form(Format::Currency, 3).must("currency", "Of all amounts."),
        text(20).list(2).must("by", ""),
        measure.list(Measure::ALL.len()).must("measures", ""),
        row.list(50_000).must("rows", ""),
        Schema::Any.must("total", "Everything together, each customer counted once."),
        Schema::Any.must("left_out", "Orders of the time that are in no figure."),
        Schema::Any.list(10).must("notes", "What to know about the rows."),
    ])
}
