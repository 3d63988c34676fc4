//! From cells to facts: what one row says, or what is wrong with it.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use wafa_kernel::{Currency, Day, Moment};
use wafa_sales::OrderStatus;
use wafa_text::Zone;

use super::calendar::DateReader;
use super::occurrence::Occurrences;
use super::person::{People, Person, short};
use super::problem::{Problem, Reason};
use super::{amount, status};
use crate::Error;
use crate::source::{Flaw, Format, Record};
use crate::table::columns::value;
use crate::table::meaning::Meaning;
use crate::table::options::Unit;
use crate::table::plan::Plan;

/// What one row says about an order.
#[derive(Debug, Clone)]
pub(crate) struct OrderRow {
    pub row: u64,
    pub line: u64,
    pub person: Option<Arc<Person>>,
    /// The number of the order, folded; empty when the file has none.
    pub number: String,
    pub at: Option<(Moment, Day)>,
    /// What the line costs; negative is given back.
    pub line_minor: Option<i64>,
    /// What the whole order costs.
    pub total_minor: Option<i64>,
    pub refunded_minor: Option<i64>,
    pub quantity: i64,
    pub currency: Currency,
    pub status: Option<OrderStatus>,
    /// A word for the status that nobody knows.
    pub odd_status: Option<Box<str>>,
    pub discount_code: String,
    pub source: String,
    pub campaign: String,
    pub city: String,
    pub custom: String,
    pub product_code: String,
    pub product_name: String,
    /// Names the content, for rows that have no number and for returns.
    pub content: String,
}

/// What became of a row on its way in.
#[derive(Debug, Clone)]
pub(crate) enum RowFacts {
    /// An order, or a line of one.
    Order(Box<OrderRow>),
    /// A customer of a list of customers.
    Customer {
        /// Whom.
        person: Arc<Person>,
    },
    /// It cannot be used.
    Problem(Problem),
}

/// Reads the rows of one file, in order.
pub(crate) struct Interpreter<'p> {
    plan: &'p Plan,
    dates: DateReader,
    people: People,
    seen: Occurrences,
}

type Wrong = (Option<usize>, Reason);

impl<'p> Interpreter<'p> {
    pub(crate) fn new(plan: &'p Plan, scratch: &Path) -> Result<Self, Error> {
        let zone = Zone::load(&plan.zone)?;
        let business = Zone::load(&plan.business_zone)?;
        let serials = plan.shape.format == Format::Xlsx;
        Ok(Self {
            dates: DateReader::new(plan.calendar, plan.date_order, zone, business, serials).believing(plan.made_on),
            people: People::new(plan),
            seen: Occurrences::new(scratch),
            plan,
        })
    }

    /// What a row says. Every row must pass here, in order, also those that are not needed: equal rows are counted.
    pub(crate) fn read(&mut self, row: u64, record: &Record) -> Result<RowFacts, Error> {
        let read = match self.flaw(record) {
            Some(wrong) => Err(wrong),
            None if self.plan.customers_only => self.customer(record),
            None => self.order(row, record),
        };
        match read {
            Ok(RowFacts::Order(mut order)) => {
                if order.number.is_empty() || self.is_return(&order) {
                    self.name_content(&mut order)?;
                }
                Ok(RowFacts::Order(order))
            }
            Ok(facts) => Ok(facts),
            Err((column, reason)) => Ok(RowFacts::Problem(self.problem(row, record, column, reason))),
        }
    }

    /// What is wrong with the row as a whole.
    fn flaw(&self, record: &Record) -> Option<Wrong> {
        match &record.flaw {
            Some(Flaw::TooLong) => return Some((None, Reason::of("too_long"))),
            Some(Flaw::TooWide) => return Some((None, Reason::of("too_wide"))),
            Some(Flaw::QuoteOpen { to_line }) => return Some((None, Reason::of("quote_open").with("line", to_line))),
            Some(Flaw::Formula { cell }) if self.plan.columns.read().any(|at| at == *cell) => {
                return Some((Some(*cell), Reason::of("formula")));
            }
            Some(Flaw::Formula { .. }) | None => {}
        }
        if record.has_nul() {
            return Some((self.plan.columns.read().find(|at| record.cell(*at).contains('\0')), Reason::of("nul")));
        }
        for at in self.plan.columns.read() {
            let text = value(record.cell(at));
            if text.starts_with('=') {
                return Some((Some(at), Reason::of("formula")));
            }
            if text.contains('\u{fffd}') {
                return Some((Some(at), Reason::of("broken_text")));
            }
        }
        let width = self.plan.columns.width();
        let extra = (width..record.len()).find(|at| !value(record.cell(*at)).is_empty())?;
        Some((Some(extra), Reason::of("too_many_cells").with("columns", width)))
    }

    fn customer(&mut self, record: &Record) -> Result<RowFacts, Wrong> {
        let person = self.person(record)?;
        let person = person.ok_or_else(|| (None, Reason::of("nobody")))?;
        Ok(RowFacts::Customer { person })
    }

    fn person(&mut self, record: &Record) -> Result<Option<Arc<Person>>, Wrong> {
        let read = self.people.of(self.plan, &self.dates, record);
        read.map_err(|wrong| (Some(wrong.column), Reason::of(wrong.code)))
    }

    fn order(&mut self, row: u64, record: &Record) -> Result<RowFacts, Wrong> {
        let columns = &self.plan.columns;
        let number = order_number(self.plan, record);
        let (currency, unit) = self.currency(record)?;
        let quantity_text = columns.text(Meaning::Quantity, record);
        let quantity = match columns.find(Meaning::Quantity, record) {
            Some((at, text)) => amount::pieces(text).ok_or_else(|| (Some(at), Reason::of("quantity_unreadable")))?,
            None => 1,
        };
        let money = |meaning: Meaning| match self.plan.columns.find(meaning, record) {
            Some((at, text)) => {
                amount::minor(text, currency, unit).map(Some).ok_or_else(|| (Some(at), Reason::of("amount_unreadable")))
            }
            None => Ok(None),
        };
        let total_minor = money(Meaning::OrderTotal)?;
        let refunded_minor = money(Meaning::RefundedAmount)?.map(i64::abs).filter(|minor| *minor > 0);
        let line_minor = match (money(Meaning::Amount)?, money(Meaning::UnitPrice)?) {
            (Some(line), _) => Some(line),
            (None, Some(price)) if quantity_text.is_empty() => Some(price),
            (None, Some(price)) => {
                let line = amount::line(price, quantity_text);
                Some(line.ok_or_else(|| {
                    (columns.places(Meaning::UnitPrice).first().copied(), Reason::of("amount_unreadable"))
                })?)
            }
            (None, None) => None,
        };
        let at = self.date(record, number.is_empty())?;
        if line_minor.is_none() && total_minor.is_none() && (number.is_empty() || at.is_some()) {
            let column =
                columns.places(Meaning::Amount).iter().chain(columns.places(Meaning::OrderTotal)).next().copied();
            return Err((column, Reason::of("amount_missing")));
        }
        let columns = &self.plan.columns;
        let text = |meaning: Meaning| short(columns.text(meaning, record));
        let cancelled = columns.find(Meaning::CancelledAt, record).is_some_and(|(_, text)| says_yes(text));
        let word = columns.find(Meaning::Status, record).map(|(_, word)| word);
        let stated = word.map(status::read);
        let odd_status = word.filter(|_| stated == Some(None)).map(|word| word.chars().take(80).collect());
        let order = OrderRow {
            row,
            line: record.line,
            person: None,
            at,
            line_minor,
            total_minor,
            refunded_minor,
            quantity,
            currency,
            // A word nobody knows says only that there is an order.
            status: if cancelled { Some(OrderStatus::Cancelled) } else { stated.flatten() },
            odd_status,
            discount_code: text(Meaning::DiscountCode),
            source: text(Meaning::Source),
            campaign: text(Meaning::Campaign),
            city: text(Meaning::City),
            custom: self.custom(record),
            product_code: text(Meaning::ProductId),
            product_name: text(Meaning::ProductName),
            content: String::new(),
            number,
        };
        let person = self.person(record)?;
        Ok(RowFacts::Order(Box::new(OrderRow { person, ..order })))
    }

    fn date(&mut self, record: &Record, needed: bool) -> Result<Option<(Moment, Day)>, Wrong> {
        let columns = &self.plan.columns;
        match columns.find(Meaning::Date, record) {
            Some((at, text)) => {
                let time = columns.text(Meaning::Time, record);
                self.dates.read(text, time).map(Some).ok_or_else(|| (Some(at), Reason::of("date_unreadable")))
            }
            None if needed => Err((columns.places(Meaning::Date).first().copied(), Reason::of("date_missing"))),
            None => Ok(None),
        }
    }

    /// The currency of a row, and the unit of its amounts.
    fn currency(&self, record: &Record) -> Result<(Currency, Unit), Wrong> {
        let plan = self.plan;
        let Some((at, text)) = plan.columns.find(Meaning::Currency, record) else {
            return Ok((plan.currency, plan.unit));
        };
        let (currency, unit) =
            super::currency::read(text, plan.currency).ok_or_else(|| (Some(at), Reason::of("currency_unknown")))?;
        let rials = currency == Currency::IRR && plan.currency == Currency::IRR;
        Ok((currency, unit.unwrap_or(if rials { plan.unit } else { Unit::Rial })))
    }

    fn custom(&self, record: &Record) -> String {
        let filled = self.plan.columns.custom.iter().map(|(at, name)| (name, value(record.cell(*at))));
        let fields: serde_json::Map<String, serde_json::Value> = filled
            .filter(|(_, text)| !text.is_empty())
            .map(|(name, text)| (name.clone(), serde_json::Value::String(short(text))))
            .collect();
        if fields.is_empty() { String::new() } else { serde_json::Value::Object(fields).to_string() }
    }

    fn is_return(&self, order: &OrderRow) -> bool {
        order.line_minor.or(order.total_minor).is_some_and(|minor| minor < 0)
    }

    /// Names the content of a row: a hash of what makes it this purchase, and which of its equals it is.
    fn name_content(&mut self, order: &mut OrderRow) -> Result<(), Error> {
        let mut digest = Sha256::new();
        let identity = order.person.as_ref().map_or("", |person| person.identity.as_str());
        let (at, on) = order.at.unwrap_or_default();
        for text in [identity, &order.number, order.currency.code(), &order.product_code, &order.product_name] {
            digest.update(text.as_bytes());
            digest.update([0x1f]);
        }
        for number in [
            at.ms(),
            i64::from(on.number()),
            order.line_minor.unwrap_or(i64::MIN),
            order.total_minor.unwrap_or(i64::MIN),
            order.quantity,
        ] {
            digest.update(number.to_le_bytes());
        }
        let mut content: u128 = 0;
        for byte in digest.finalize().iter().take(12) {
            content = content << 8 | u128::from(*byte);
        }
        let nth = self.seen.next(content)?;
        // The day in front keeps keys of files in order of time together in the index.
        order.content = format!("{:x}.{}", on.number(), short_form(content));
        if nth > 1 {
            order.content.push_str(&format!(":{nth}"));
        }
        Ok(())
    }

    pub(crate) fn problem(&self, row: u64, record: &Record, column: Option<usize>, reason: Reason) -> Problem {
        Problem {
            row,
            line: record.line,
            column: column.and_then(|at| self.plan.shape.header.get(at)).cloned().unwrap_or_default(),
            value: column
                .map(|at| record.cell(at).chars().filter(|c| *c != '\0').take(200).collect())
                .unwrap_or_default(),
            reason,
        }
    }
}

/// The number of the order a row belongs to, folded; empty when it has none.
pub(crate) fn order_number(plan: &Plan, record: &Record) -> String {
    short(&wafa_text::fold::digits(plan.columns.text(Meaning::OrderId, record)))
}

/// A column that holds a date, or yes and no.
fn says_yes(text: &str) -> bool {
    !matches!(text.to_lowercase().as_str(), "0" | "no" | "false" | "خیر" | "نه" | "لا" | "-")
}

/// 96 bits in 16 letters.
fn short_form(content: u128) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let letter = |place: u32| {
        let index = usize::try_from(content >> (6 * place) & 63).unwrap_or_default();
        char::from(LETTERS.get(index).copied().unwrap_or(b'A'))
    };
    (0..16).rev().map(letter).collect()
}
