//! Break-downs made ready for a pass: to which value of each a purchase belongs.

use std::sync::Arc;

use wafa_kernel::{Currency, CustomerId, Day, LadderRules, Periods, Rung, Weekday};

use super::answer::Key;
use super::spec::{Breakdown, ReportSpec};
use crate::fold::calendar_table::CalendarTable;
use crate::fold::ranking::Segment;
use crate::question::{CustomerSet, OrderFilter};

/// Nothing is known: no channel, no city, no order the return belongs to.
pub(super) const UNKNOWN: u32 = 0;
/// Everything that is not shown by itself.
pub(super) const OTHERS: u32 = u32::MAX;
/// Later orders are "others".
const HIGHEST: u32 = 50;

/// What the register says of customers in words: their cities, tags … A customer may have several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// Customer and number of a word, sorted.
    rows: Vec<(i64, u32)>,
    /// Words by number, from 1 on.
    words: Vec<String>,
}

impl Labels {
    /// The labels of these customers, in any order.
    #[must_use]
    pub fn new(labels: impl IntoIterator<Item = (CustomerId, String)>) -> Self {
        let mut numbers = std::collections::HashMap::new();
        let (mut rows, mut words) = (Vec::new(), Vec::new());
        for (customer, word) in labels {
            let number = *numbers.entry(word).or_insert_with_key(|word: &String| {
                words.push(word.clone());
                u32::try_from(words.len()).unwrap_or(OTHERS)
            });
            rows.push((customer.raw(), number));
        }
        rows.sort_unstable();
        rows.dedup();
        Self { rows, words }
    }
    /// Labels by number, for sets of words that are known beforehand.
    pub(super) fn numbered(mut rows: Vec<(i64, u32)>) -> Self {
        rows.sort_unstable();
        Self { rows, words: Vec::new() }
    }
    fn of(&self, customer: CustomerId) -> &[(i64, u32)] {
        let customer = customer.raw();
        let from = self.rows.partition_point(|(id, _)| *id < customer);
        let rest = self.rows.get(from..).unwrap_or_default();
        let count = rest.iter().take_while(|(id, _)| *id == customer).count();
        rest.get(..count).unwrap_or_default()
    }
}

/// A report with everything the calendar and the register say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportQuestion {
    /// What is asked.
    pub spec: ReportSpec,
    /// First day of the time.
    pub from: Day,
    /// Last day of it; later facts do not count.
    pub to: Day,
    /// Periods that cover the time, for each break-down that is time; for cohorts, months from the first fact on. Empty
    /// for others.
    pub periods: Vec<Periods>,
    /// Labels of customers, for each break-down by city, source or tag; empty for others.
    pub labels: Vec<Arc<Labels>>,
    /// Rules of the ladder.
    pub rules: LadderRules,
    /// The business's currency.
    pub currency: Currency,
    /// Only these customers; all when `None`.
    pub only: Option<Arc<CustomerSet>>,
    /// Only these orders; all when `None`.
    pub orders: Option<Arc<OrderFilter>>,
}

impl ReportQuestion {
    /// Whether lines stand in the place of orders.
    pub(super) fn by_lines(&self) -> bool {
        self.spec.by.contains(&Breakdown::Product)
            || self.orders.as_ref().is_some_and(|orders| orders.product.is_some())
    }
}

/// One break-down, ready to be asked a hundred million times.
#[derive(Debug, Clone)]
pub(super) struct Axis {
    pub by: Breakdown,
    pub kind: AxisKind,
}

#[derive(Debug, Clone)]
pub(super) enum AxisKind {
    /// Periods of the purchase.
    Time(CalendarTable, Periods),
    /// Periods of the first purchase.
    Cohort(CalendarTable, Periods),
    Weekday,
    OrderNumber,
    /// What is known of the customer.
    Labels(Arc<Labels>),
    /// A word of the order, by its place.
    Word(usize),
}

/// What an axis has to know of one purchase or return.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    pub on: Day,
    /// Number of the order among the customer's; 0 when it is not known.
    pub number: u32,
    pub words: [u32; 2],
    /// Day of the customer's first order.
    pub first_on: Option<Day>,
    pub customer: CustomerId,
}

impl Axis {
    /// Whether returns have to find their order for it.
    pub fn asks_order(&self) -> bool {
        matches!(self.by, Breakdown::Campaign | Breakdown::OrderNumber)
    }
    /// The values a fact belongs to.
    pub fn values(&self, fact: &Fact, into: &mut Vec<u32>) {
        into.clear();
        let period = |table: &CalendarTable, on: Option<Day>| {
            let at = on.and_then(|on| table.index_of(on)).and_then(|at| u32::try_from(at).ok());
            at.map_or(UNKNOWN, |at| at + 1)
        };
        match &self.kind {
            AxisKind::Time(table, _) => into.push(period(table, Some(fact.on))),
            AxisKind::Cohort(table, _) => into.push(period(table, fact.first_on)),
            AxisKind::Weekday => into.push(u32::from(fact.on.days_since_saturday()) + 1),
            AxisKind::OrderNumber => into.push(if fact.number > HIGHEST { OTHERS } else { fact.number }),
            AxisKind::Word(at) => into.push(fact.words.get(*at).copied().unwrap_or_default()),
            AxisKind::Labels(labels) => {
                into.extend(labels.of(fact.customer).iter().map(|(_, number)| *number));
                if into.is_empty() {
                    into.push(UNKNOWN);
                }
            }
        }
    }
    /// Values there are whether or not anything belongs to them; 0 when only those that occur are shown.
    pub fn always(&self) -> u32 {
        match &self.kind {
            AxisKind::Time(_, periods) => u32::try_from(periods.len()).unwrap_or(OTHERS),
            AxisKind::Weekday => 7,
            _ => 0,
        }
    }
    /// What a value is called; `words` are those of the dictionary.
    pub fn key(&self, value: u32, words: &[String]) -> Key {
        let at = match value {
            UNKNOWN => return Key::Unknown,
            OTHERS => return Key::Others,
            value => usize::try_from(value - 1).unwrap_or(usize::MAX),
        };
        let word = |words: &[String]| words.get(at).cloned().map_or(Key::Unknown, Key::Value);
        match &self.kind {
            AxisKind::Time(_, periods) | AxisKind::Cohort(_, periods) => match (periods.key(at), periods.start(at)) {
                (Some(key), Some(start)) => Key::Period { key: key.to_owned(), start },
                _ => Key::Unknown,
            },
            AxisKind::Weekday => Weekday::ALL.get(at).map_or(Key::Unknown, |day| Key::Value(weekday(*day).to_owned())),
            AxisKind::OrderNumber => Key::Value(value.to_string()),
            AxisKind::Word(_) => word(words),
            AxisKind::Labels(_) if self.by == Breakdown::Rung => {
                Rung::ALL.get(at).map_or(Key::Unknown, |rung| Key::Value(rung.as_str().to_owned()))
            }
            AxisKind::Labels(_) if self.by == Breakdown::Segment => {
                Segment::ALL.get(at).map_or(Key::Unknown, |segment| Key::Value(segment.as_str().to_owned()))
            }
            AxisKind::Labels(labels) => word(&labels.words),
        }
    }
}

const fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
    }
}
