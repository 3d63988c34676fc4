//! Where rows contradict the order they name: shops restart their numbers, and people change orders. Nothing of that
//! is guessed; the row is refused and says what stands against what.

use std::collections::HashMap;

use wafa_kernel::Currency;
use wafa_sales::bulk::Existing;
use wafa_sales::revise::KnownLine;

use super::assemble::{Drafts, Known, lines};
use super::group::{Group, worth};
use crate::row::interpret::OrderRow;
use crate::row::problem::{Problem, Reason};
use crate::table::meaning::Meaning;

/// What all rows of an order must agree with.
#[derive(Debug, Clone, Copy)]
struct Measure {
    currency: Currency,
    /// The order stands there from another import or call.
    stored: bool,
}

impl Known<'_> {
    /// Takes the rows out of a group that name another customer or currency than their order, and refuses them.
    pub(super) fn refuse_strangers(&self, group: &mut Group, existing: Option<Existing>, drafts: &mut Drafts) {
        let first = group.bought.first().or(group.refunded.first());
        let Some(currency) = existing.map(|order| order.currency).or(first.map(|row| row.currency)) else { return };
        let measure = Measure { currency, stored: existing.is_some_and(|order| !self.own(order)) };
        let stranger = self.strangers.get(&group.key);
        let has_owner = existing.is_some_and(|order| order.customer.is_some());
        let owner = group.person_in(currency).cloned();
        let mut sift = |rows: &mut Vec<OrderRow>| {
            let mut kept = Vec::with_capacity(rows.len());
            for row in std::mem::take(rows) {
                if self.returns.contains_key(&super::group::return_key(&row)) {
                    kept.push(row);
                } else if row.currency != measure.currency {
                    drafts.problems.push(self.other_currency(&row, measure));
                } else if let Some(stored) = stranger
                    && (row.person.is_some() || has_owner)
                {
                    drafts.problems.push(self.other_customer(&row, stored, measure.stored));
                } else if let (Some(owner), Some(person)) = (&owner, &row.person)
                    && owner.contradicts(person)
                {
                    drafts.problems.push(self.other_customer(&row, owner.shown(), measure.stored));
                } else {
                    kept.push(row);
                }
            }
            *rows = kept;
        };
        sift(&mut group.bought);
        sift(&mut group.refunded);
        sift(&mut group.returned);
    }

    /// Takes the bought rows out of a group that were placed on another day than their order, and refuses them.
    pub(super) fn refuse_other_days(&self, group: &mut Group, existing: Option<Existing>, drafts: &mut Drafts) {
        let at = existing.map(|order| (order.placed_at, order.placed_on));
        let Some((moment, day)) = at.or_else(|| group.bought.iter().find_map(|row| row.at)) else { return };
        let stored = existing.is_some_and(|order| !self.own(order));
        let mut kept = Vec::with_capacity(group.bought.len());
        for row in std::mem::take(&mut group.bought) {
            match row.at {
                Some((at, on)) if at != moment && on != day => {
                    let code = if stored { "order_date_differs" } else { "order_dates" };
                    let reason = Reason::of(code).with("stored_on", day.number()).with("file_on", on.number());
                    drafts.problems.push(self.problem(&row, Meaning::Date, String::new(), reason));
                }
                _ => kept.push(row),
            }
        }
        group.bought = kept;
    }

    /// Rows of an order that stands there from before are told again, or contradict it. Hands the former back.
    pub(super) fn refuse_other_amounts(&self, group: &Group, order: Existing, drafts: &mut Drafts) -> Vec<OrderRow> {
        let bought = group.bought.clone();
        if self.tells_the_same(group, order) {
            return bought;
        }
        let whole = !self.scattered(&group.key);
        let stored = self.lines.get(&order.id).map(Vec::as_slice).unwrap_or_default();
        let (again, other) = sort_out(bought, stored);
        let file = worth(group.bought.iter());
        let contradicts = match (other.is_empty(), whole) {
            (true, whole) => whole && file != order.amount_minor,
            (false, true) => true,
            // Part of an order: lines without a product can only be held against the whole.
            (false, false) => !stored.is_empty() || (file > order.amount_minor && !self.has_totals()),
        };
        if !contradicts {
            return again.into_iter().chain(other).collect();
        }
        let (again, other) = if other.is_empty() { (Vec::new(), again) } else { (again, other) };
        for row in &other {
            let reason = Reason::of("order_amount_differs")
                .with("stored_money", format_args!("{} {}", order.amount_minor, order.currency))
                .with("file_money", format_args!("{file} {}", row.currency));
            drafts.problems.push(self.problem(row, Meaning::Amount, String::new(), reason));
        }
        again
    }

    /// Whether rows say about money and pieces what stands there. Only if not, the lines have to be compared.
    pub(crate) fn tells_the_same(&self, group: &Group, order: Existing) -> bool {
        if !group.is_numbered() || group.bought.is_empty() {
            return true;
        }
        let bought = worth(group.bought.iter()).max(0);
        let all = worth(group.bought.iter().chain(&group.refunded)).max(0);
        let pieces = |rows: &[OrderRow]| rows.iter().fold(0_i64, |sum, row| sum.saturating_add(row.quantity));
        let counted = self.plan.columns.has(Meaning::Quantity) && self.plan.columns.has(Meaning::ProductName);
        let (few, many) = (pieces(&group.bought), pieces(&group.refunded).saturating_add(pieces(&group.bought)));
        (order.amount_minor == bought || order.amount_minor == all)
            && (!counted || order.quantity == few || order.quantity == many)
    }

    /// More was given back than the order is worth.
    pub(super) fn refuse_refund(&self, rows: &[OrderRow], order: Existing, minor: i64, drafts: &mut Drafts) {
        for row in rows {
            let reason = Reason::of("order_amount_differs")
                .with("stored_money", format_args!("{} {}", order.amount_minor, order.currency))
                .with("file_money", format_args!("{minor} {}", row.currency));
            drafts.problems.push(self.problem(row, Meaning::Amount, String::new(), reason));
        }
    }

    fn other_currency(&self, row: &OrderRow, measure: Measure) -> Problem {
        let code = if measure.stored { "order_currency_differs" } else { "currency_differs" };
        let reason = Reason::of(code).with("stored", measure.currency).with("file", row.currency);
        self.problem(row, Meaning::Currency, row.currency.to_string(), reason)
    }

    fn other_customer(&self, row: &OrderRow, known: &str, stored: bool) -> Problem {
        let file = row.person.as_ref().map(|person| person.shown().to_owned()).unwrap_or_default();
        let code = if stored { "order_customer_differs" } else { "order_customers" };
        let meanings = [Meaning::CustomerId, Meaning::Phone, Meaning::Email];
        let meaning = meanings.into_iter().find(|meaning| self.plan.columns.has(*meaning));
        let reason = Reason::of(code).with("stored", known).with("file", &file);
        self.problem(row, meaning.unwrap_or(Meaning::CustomerId), file, reason)
    }

    pub(super) fn problem(&self, row: &OrderRow, meaning: Meaning, value: String, reason: Reason) -> Problem {
        let columns = &self.plan.columns;
        let place = columns.places(meaning).first().or_else(|| match meaning {
            Meaning::Amount => {
                columns.places(Meaning::OrderTotal).first().or(columns.places(Meaning::UnitPrice).first())
            }
            _ => None,
        });
        let column = place.and_then(|at| self.plan.shape.header.get(*at)).cloned().unwrap_or_default();
        Problem { row: row.row, line: row.line, column, value, reason }
    }
}

/// Sorts rows by whether a line of the order says the same; each line stands for one row.
fn sort_out(rows: Vec<OrderRow>, stored: &[KnownLine]) -> (Vec<OrderRow>, Vec<OrderRow>) {
    let mut left: HashMap<&KnownLine, usize> = HashMap::new();
    for line in stored {
        *left.entry(line).or_default() += 1;
    }
    let (said, _) = lines(&rows);
    let said: HashMap<i32, KnownLine> = said
        .into_iter()
        .map(|line| {
            (line.position, KnownLine { name: line.name, quantity: line.quantity, amount_minor: line.amount_minor })
        })
        .collect();
    rows.into_iter().partition(|row| {
        let line = i32::try_from(row.row).ok().and_then(|place| said.get(&place));
        let count = line.and_then(|line| left.get_mut(line)).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    })
}
