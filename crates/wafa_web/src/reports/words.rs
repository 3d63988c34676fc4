//! A report in the reader's words: heads, keys and figures, for pages and files.

use wafa_analytics::lake::Choices;
use wafa_analytics::report::{Breakdown, Figure, Key, Length, Measure, Note, ReportAnswer, Time, Unit};
use wafa_kernel::{CalendarKind, Currency, Day, DisplayUnit, Money, PeriodKind};
use wafa_text::reader::Reader;

use crate::chart::Format;
use crate::sheet::Cell;
use crate::who::Desk;

/// A Saturday, from which weekdays are counted.
const SATURDAY: i32 = 2;

/// Writes an answer for a reader. Dates are in the calendar of the report.
pub(super) struct Writing<'a> {
    desk: &'a Desk,
    reader: Reader,
    choices: &'a Choices,
}

impl<'a> Writing<'a> {
    pub fn new(desk: &'a Desk, calendar: CalendarKind, choices: &'a Choices) -> Self {
        let reader = Reader { calendar, ..desk.reader.clone() };
        Self { desk, reader, choices }
    }
    pub fn reader(&self) -> &Reader {
        &self.reader
    }
    /// A value of a break-down.
    pub fn key(&self, by: Breakdown, key: &Key) -> String {
        let say = |name: &str| self.desk.say(name, &[]);
        match key {
            Key::Unknown => say("reports-unknown"),
            Key::Others if by == Breakdown::OrderNumber => say("reports-later-orders"),
            Key::Others => say("reports-others"),
            Key::Period { start, .. } => self.period(by, *start),
            Key::Value(word) => match by {
                Breakdown::Weekday => self.weekday(word),
                Breakdown::Rung => say(&format!("rung-{word}")),
                Breakdown::Segment => say(&format!("segment-{word}")),
                Breakdown::OrderNumber => self.desk.say("order-nth", &[("n", word.parse::<i64>().unwrap_or(0).into())]),
                Breakdown::Product => {
                    let known = self.choices.products.iter().find(|product| product.code == *word);
                    known.map_or_else(|| word.clone(), |product| product.name.clone())
                }
                _ => word.clone(),
            },
        }
    }
    fn period(&self, by: Breakdown, start: Day) -> String {
        match by.length() {
            Some(Length::Day) => self.reader.date_short(start),
            Some(Length::Week) => self.desk.say("reports-week-of", &[("date", self.reader.date_short(start).into())]),
            length => {
                let kind = length.and_then(Length::period).unwrap_or(PeriodKind::Month);
                self.reader.period_label(kind, start)
            }
        }
    }
    fn weekday(&self, word: &str) -> String {
        let names = ["saturday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday"];
        let at = names.iter().position(|name| *name == word).and_then(|at| i32::try_from(at).ok());
        at.map_or_else(String::new, |at| self.reader.weekday(saturday().plus_days(at)))
    }
    /// Head of a column, with the unit of money.
    pub fn head(&self, measure: Measure) -> String {
        let name = self.desk.say(&format!("reports-measure-{}", measure.as_str()), &[]);
        if measure.unit() != Unit::Minor {
            return name;
        }
        let (_, unit) = self.reader.amount_parts(Money::new(0, self.reader.currency));
        if unit.is_empty() { name } else { format!("{name} ({unit})") }
    }
    pub fn by(&self, by: Breakdown) -> String {
        self.desk.say(&format!("reports-by-{}", by.as_str()), &[])
    }
    pub fn first_day(&self) -> String {
        self.desk.say("reports-first-day", &[])
    }
    /// A figure in its column.
    pub fn figure(&self, measure: Measure, figure: Option<Figure>) -> String {
        let Some(figure) = figure else { return "–".to_owned() };
        match (measure.unit(), figure) {
            (Unit::Minor, Figure::Whole(minor)) => self.amount(minor),
            (Unit::Share, figure) => self.reader.percent(figure.number(), 1),
            (Unit::Ratio, figure) => self.reader.decimal(figure.number(), 2),
            (Unit::Days, figure) => self.reader.decimal(figure.number(), 1),
            (_, Figure::Whole(whole)) => self.reader.number(whole),
            (_, Figure::Real(real)) => self.reader.decimal(real, 1),
        }
    }
    /// An amount in full, in the unit of the head.
    fn amount(&self, minor: i64) -> String {
        let divisor = divisor(&self.reader);
        match (divisor, u8::try_from(divisor.ilog10())) {
            (100 | 1_000, Ok(places)) => self.reader.decimal(minor as f64 / divisor as f64, places),
            _ => self.reader.number((minor as f64 / divisor as f64).round() as i64),
        }
    }
    /// A figure in a file: amounts in the unit people see, everything a number.
    pub fn cell(&self, measure: Measure, figure: Option<Figure>) -> Cell {
        match (measure.unit(), figure) {
            (_, None) => Cell::Empty,
            (Unit::Minor, Some(Figure::Whole(minor))) => {
                let divisor = divisor(&self.reader);
                if minor % divisor == 0 {
                    Cell::Int(minor / divisor)
                } else {
                    Cell::Real(minor as f64 / divisor as f64)
                }
            }
            (_, Some(Figure::Whole(whole))) => Cell::Int(whole),
            (_, Some(Figure::Real(real))) => Cell::Real(real),
        }
    }
    /// From when to when, in words.
    pub fn time(&self, answer: &ReportAnswer) -> String {
        let (from, to) = (self.reader.date_short(answer.from), self.reader.date_short(answer.to));
        self.desk.say("reports-from-to", &[("from", from.into()), ("to", to.into())])
    }
    /// What there is to know about the rows.
    pub fn notes(&self, answer: &ReportAnswer) -> Vec<String> {
        let mut notes: Vec<String> = answer
            .notes
            .iter()
            .map(|note| match note {
                Note::Others { by, values } => {
                    let n = i64::try_from(*values).unwrap_or(i64::MAX);
                    self.desk.say("reports-note-others", &[("n", n.into()), ("by", self.by(*by).into())])
                }
                Note::SeveralRows { by: Breakdown::Product } => self.desk.say("reports-note-products", &[]),
                Note::SeveralRows { .. } => self.desk.say("reports-note-tags", &[]),
                Note::ByLines => self.desk.say("reports-note-lines", &[]),
            })
            .collect();
        let left = answer.left_out;
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        if left.without_customer > 0 {
            notes.push(self.desk.say("insights-without-customer", &[("n", whole(left.without_customer).into())]));
        }
        if left.not_counting + left.other_currency > 0 {
            let n = whole(left.not_counting + left.other_currency);
            notes.push(self.desk.say("insights-excluded", &[("n", n.into())]));
        }
        notes
    }
}

const fn saturday() -> Day {
    Day::from_number(SATURDAY)
}

/// Minor units in the unit people see.
fn divisor(reader: &Reader) -> i64 {
    let toman = reader.unit == DisplayUnit::Toman && reader.currency == Currency::IRR;
    if toman { 10 } else { reader.currency.minor_per_major().max(1) }
}

/// How a measure is drawn.
pub(super) const fn format(measure: Measure) -> Format {
    match measure.unit() {
        Unit::Count => Format::Number,
        Unit::Minor => Format::Money,
        Unit::Share => Format::Percent(1),
        Unit::Ratio => Format::Decimal(2),
        Unit::Days => Format::Decimal(1),
    }
}

/// A choice of time, in words.
pub(super) fn time_label(desk: &Desk, time: Time) -> String {
    match time {
        Time::All => desk.say("reports-time-all", &[]),
        Time::Days { .. } => desk.say("reports-time-days", &[]),
        Time::Last { count, length, complete } => {
            let kind = if complete { "complete" } else { "last" };
            desk.say(&format!("reports-time-{kind}-{}", length.as_str()), &[("n", i64::from(count).into())])
        }
    }
}
