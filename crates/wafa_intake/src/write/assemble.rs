//! From rows to orders: lines of one order are put together, what was given back becomes returns, what is there
//! already is counted as duplicate, what has come further as updated. Pure: what the database holds is handed in.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use wafa_kernel::{BatchId, CustomerId, Day, Moment, OrderId};
use wafa_sales::bulk::{BulkLine, BulkOrder, BulkReturn, Existing, ExistingReturn, Extension};
use wafa_sales::revise::{KnownLine, Revision};
use wafa_sales::{OrderStatus, product_code};

use super::group::{Group, amount, return_key, worth};
use super::produce::number_hash;
use crate::row::interpret::OrderRow;
use crate::row::person::Person;
use crate::row::problem::{Problem, Reason};
use crate::table::meaning::Meaning;
use crate::table::plan::Plan;

/// An order to be written, before its customer and products are known.
#[derive(Debug)]
pub(crate) struct OrderDraft {
    pub order: BulkOrder,
    pub person: Option<Arc<Person>>,
    /// The code of the product of each line.
    pub products: Vec<Option<String>>,
}

/// More lines for an order this batch brought.
#[derive(Debug)]
pub(crate) struct ExtensionDraft {
    pub key: String,
    pub extension: Extension,
    pub products: Vec<Option<String>>,
}

/// A return to be written.
#[derive(Debug)]
pub(crate) struct ReturnDraft {
    pub one: BulkReturn,
    pub person: Option<Arc<Person>>,
    /// The order of the same file it belongs to: whoever placed that gave it back.
    pub with_order: Option<OrderId>,
    /// The order was there before: that something of it was given back is news.
    pub is_news: bool,
}

/// A change to what is there, with the key of the order or return it changes.
#[derive(Debug)]
pub(crate) struct RevisionDraft {
    pub key: String,
    pub revision: Revision,
}

/// What becomes of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub orders: Vec<OrderDraft>,
    pub extensions: Vec<ExtensionDraft>,
    pub returns: Vec<ReturnDraft>,
    pub revisions: Vec<RevisionDraft>,
    pub problems: Vec<Problem>,
    /// What the file has said so far was given back of orders that were there before, by their keys.
    pub given_back: Vec<(String, i64)>,
    pub imported: u64,
    pub updated: u64,
    pub duplicates: u64,
}

/// Everything [`assemble`] goes by.
pub(crate) struct Known<'k> {
    pub plan: &'k Plan,
    pub batch: BatchId,
    pub orders: &'k HashMap<String, Existing>,
    pub returns: &'k HashMap<String, ExistingReturn>,
    /// Lines of the orders whose rows do not plainly say what stands there.
    pub lines: &'k HashMap<OrderId, Vec<KnownLine>>,
    /// Orders whose rows name another customer than the one who placed them, and what files call that one.
    pub strangers: &'k HashMap<String, String>,
    /// What earlier chunks of the file said was given back of orders that were there before.
    pub given_back: &'k HashMap<String, i64>,
    /// Orders whose rows do not all stand together in the file, as hashes of their numbers.
    pub scattered: &'k HashSet<u64>,
    pub new_id: &'k (dyn Fn() -> OrderId + Sync),
}

/// Decides what is written for each group.
pub(crate) fn assemble(known: &Known<'_>, groups: Vec<Group>) -> Drafts {
    let mut drafts = Drafts::default();
    for group in groups {
        known.settle(group, &mut drafts);
    }
    drafts
}

/// The order a return belongs to, as far as it is known.
#[derive(Clone, Copy, Default)]
struct Owner {
    order: Option<OrderId>,
    customer: Option<CustomerId>,
    is_new: bool,
    is_news: bool,
}

impl Owner {
    fn of(existing: Option<Existing>, batch: BatchId) -> Self {
        Self {
            order: existing.map(|order| order.id),
            customer: existing.and_then(|order| order.customer),
            is_new: false,
            is_news: existing.is_some_and(|order| order.batch != Some(batch)),
        }
    }
}

impl Known<'_> {
    /// Whether this import brought the order, with an earlier chunk.
    pub(super) fn own(&self, order: Existing) -> bool {
        order.batch == Some(self.batch)
    }

    pub(super) fn scattered(&self, key: &str) -> bool {
        self.scattered.contains(&number_hash(key))
    }

    pub(super) fn has_totals(&self) -> bool {
        self.plan.columns.has(Meaning::OrderTotal)
    }

    fn settle(&self, mut group: Group, drafts: &mut Drafts) {
        let existing = self.orders.get(&group.key).copied();
        self.refuse_strangers(&mut group, existing, drafts);
        let owner = match existing {
            None => self.settle_new(&mut group, drafts),
            Some(order) if self.own(order) => {
                self.settle_own(&mut group, order, drafts);
                Owner::of(existing, self.batch)
            }
            Some(order) => {
                self.settle_stored(&mut group, order, drafts);
                Owner::of(existing, self.batch)
            }
        };
        self.returned(&group, owner, drafts);
    }

    /// An order nobody has seen before.
    fn settle_new(&self, group: &mut Group, drafts: &mut Drafts) -> Owner {
        self.refuse_other_days(group, None, drafts);
        let (person, at) = (group.person().cloned(), group.at());
        let mut refunded = std::mem::take(&mut group.refunded);
        // Rows said to be refunded that are worth more than what was bought were lines of the order, too: all of it
        // was placed, and they were given back. Otherwise they say what became of lines that stand there already.
        let were_lines =
            !refunded.is_empty() && (group.bought.is_empty() || worth(refunded.iter()) > worth(group.bought.iter()));
        if were_lines {
            group.bought.append(&mut refunded);
        }
        let given_back: Vec<OrderRow> = if were_lines {
            group.bought.iter().filter(|row| self.is_refunded(row)).cloned().collect()
        } else {
            refunded.clone()
        };
        let stated = group.bought.iter().find_map(|row| row.refunded_minor.map(|minor| (row.clone(), minor)));
        let refund = stated.or_else(|| {
            let minor = worth(given_back.iter());
            given_back.first().filter(|_| minor > 0).map(|row| (row.clone(), minor))
        });
        if group.bought.is_empty() {
            self.refuse(&refunded, Meaning::Date, "date_missing", drafts);
            return Owner::default();
        }
        let owner = self.bought(group, person, at, drafts);
        if owner.order.is_none() {
            self.refuse(&refunded, Meaning::Date, "date_missing", drafts);
            return owner;
        }
        drafts.imported += refunded.len() as u64;
        if let Some((row, minor)) = refund
            && let Some(at) = row.at.or(at)
        {
            self.refund(group, &row, (at, minor), owner, drafts);
        }
        owner
    }

    fn is_refunded(&self, row: &OrderRow) -> bool {
        row.status == Some(OrderStatus::Refunded) && !self.plan.columns.has(Meaning::RefundedAmount)
    }

    /// More rows of an order an earlier chunk of this import brought.
    fn settle_own(&self, group: &mut Group, order: Existing, drafts: &mut Drafts) {
        self.refuse_other_days(group, Some(order), drafts);
        let before = self.returns.get(&group.refund_key()).copied();
        let given_back = before.map_or(0, |refund| refund.amount_minor);
        let more = if self.has_totals() { 0 } else { worth(group.bought.iter()) };
        let minor = worth(group.refunded.iter());
        // Refunded rows beyond what is left of the order were lines of it.
        let left = order.amount_minor.saturating_add(more).saturating_sub(given_back);
        let lines: Vec<OrderRow> = if minor > left && !self.has_totals() {
            group.bought.iter().chain(&group.refunded).cloned().collect()
        } else {
            group.bought.clone()
        };
        if !lines.is_empty() {
            drafts.extensions.push(self.extension(&group.key, order.id, &lines));
        }
        drafts.imported += (group.bought.len() + group.refunded.len()) as u64;
        let stated = group.bought.iter().filter_map(|row| row.refunded_minor).max();
        let now = match stated {
            Some(stated) => given_back.max(stated),
            None if self.has_totals() => given_back.max(minor),
            None => given_back.saturating_add(minor),
        };
        self.raise(group, order, before, now, drafts);
        if let Some(new) = group.status().filter(|new| rank(*new) > rank(order.status)) {
            self.advance(group, order, new, drafts);
        }
    }

    /// Rows of an order that stands there from before.
    fn settle_stored(&self, group: &mut Group, order: Existing, drafts: &mut Drafts) {
        self.refuse_other_days(group, Some(order), drafts);
        let again = self.refuse_other_amounts(group, order, drafts);
        let agrees = again.len() == group.bought.len();
        let before = self.returns.get(&group.refund_key()).copied();
        let given_back = before.map_or(0, |refund| refund.amount_minor);
        let mut status = group.status().filter(|_| agrees);
        let mut updated = 0;
        if let Some(stated) = group.bought.iter().filter_map(|row| row.refunded_minor).max()
            && agrees
            && stated > given_back
        {
            updated = 1;
            self.raise(group, order, before, stated, drafts);
        }
        if !group.refunded.is_empty() {
            // Rows of one file add up, and whatever was said before is only ever outdone: read again, the file says
            // the same again.
            let own = before.filter(|refund| refund.batch == Some(self.batch)).map_or(0, |refund| refund.amount_minor);
            let earlier = self.given_back.get(&group.key).copied().unwrap_or(own);
            let minor = worth(group.refunded.iter());
            let said = if self.has_totals() { minor } else { earlier.saturating_add(minor) };
            if said > order.amount_minor && said > given_back {
                self.refuse_refund(&group.refunded, order, said, drafts);
            } else {
                drafts.given_back.push((group.key.clone(), said));
                if said > given_back {
                    drafts.updated += group.refunded.len() as u64;
                    self.raise(group, order, before, said, drafts);
                    status = if said >= order.amount_minor { Some(OrderStatus::Refunded) } else { status };
                } else {
                    drafts.duplicates += group.refunded.len() as u64;
                }
            }
        }
        if let Some(new) = status.filter(|new| rank(*new) > rank(order.status)) {
            updated = if group.status() == Some(new) { again.len() as u64 } else { updated };
            self.advance(group, order, new, drafts);
        }
        drafts.updated += updated.min(again.len() as u64);
        drafts.duplicates += (again.len() as u64).saturating_sub(updated);
    }

    /// Takes an order on to a later state.
    fn advance(&self, group: &Group, order: Existing, new: OrderStatus, drafts: &mut Drafts) {
        let (on, amount_minor, own) = (order.placed_on, order.amount_minor, self.own(order));
        let (order, customer, old) = (order.id, order.customer, order.status);
        let revision = Revision::Status { order, customer, on, amount_minor, old, new, own };
        drafts.revisions.push(RevisionDraft { key: group.key.clone(), revision });
    }

    /// Brings what was given back of an order to `now`: a new return, or more for the one that is there.
    fn raise(&self, group: &Group, order: Existing, before: Option<ExistingReturn>, now: i64, drafts: &mut Drafts) {
        let given_back = before.map_or(0, |refund| refund.amount_minor);
        if now <= given_back {
            return;
        }
        let row = group.refunded.first().or_else(|| group.bought.iter().find(|row| row.refunded_minor.is_some()));
        let Some(row) = row else { return };
        let at = row.at.unwrap_or((order.placed_at, order.placed_on));
        let Some(refund) = before else {
            return self.refund(group, row, (at, now), Owner::of(Some(order), self.batch), drafts);
        };
        let revision = Revision::Refund {
            returned: refund.id,
            order: Some(order.id),
            customer: order.customer,
            on: at.1,
            old_minor: given_back,
            new_minor: now,
            own: refund.batch == Some(self.batch),
        };
        drafts.revisions.push(RevisionDraft { key: group.refund_key(), revision });
    }

    /// Writes the bought rows as a new order; counts them.
    fn bought(
        &self,
        group: &Group,
        person: Option<Arc<Person>>,
        at: Option<(Moment, Day)>,
        drafts: &mut Drafts,
    ) -> Owner {
        let Some((placed_at, placed_on)) = at else {
            self.refuse(&group.bought, Meaning::Date, "date_missing", drafts);
            return Owner::default();
        };
        if group.bought.iter().all(|row| row.line_minor.is_none() && row.total_minor.is_none()) {
            self.refuse(&group.bought, Meaning::Amount, "amount_missing", drafts);
            return Owner::default();
        }
        let Some(first) = group.bought.first() else { return Owner::default() };
        let id = (self.new_id)();
        let text = |of: fn(&OrderRow) -> &String| {
            group.bought.iter().map(of).find(|text| !text.is_empty()).cloned().unwrap_or_default()
        };
        let (lines, products) = lines(&group.bought);
        let order = BulkOrder {
            id,
            key: group.key.clone(),
            number: first.number.trim_start_matches('\'').trim().to_owned(),
            customer: None,
            placed_at,
            placed_on,
            status: group.status().unwrap_or(OrderStatus::Placed),
            currency: first.currency,
            amount_minor: worth(group.bought.iter()).max(0),
            quantity: group.bought.iter().fold(0, |sum: i64, row| sum.saturating_add(row.quantity)),
            discount_code: text(|row| &row.discount_code),
            source: text(|row| &row.source),
            campaign: text(|row| &row.campaign),
            city: text(|row| &row.city),
            custom: text(|row| &row.custom),
            batch: Some(self.batch),
            lines,
        };
        drafts.imported += group.bought.len() as u64;
        drafts.orders.push(OrderDraft { order, person, products });
        Owner { order: Some(id), is_new: true, ..Owner::default() }
    }

    fn extension(&self, key: &str, order: OrderId, rows: &[OrderRow]) -> ExtensionDraft {
        let (lines, products) = lines(rows);
        let extension = Extension {
            order,
            // Where the file says what an order costs as a whole, more lines do not make it dearer.
            amount_minor: if self.has_totals() { 0 } else { worth(rows.iter()) },
            quantity: rows.iter().fold(0, |sum: i64, row| sum.saturating_add(row.quantity)),
            lines,
        };
        ExtensionDraft { key: key.to_owned(), extension, products }
    }

    fn refund(
        &self,
        group: &Group,
        row: &OrderRow,
        ((returned_at, returned_on), amount_minor): ((Moment, Day), i64),
        owner: Owner,
        drafts: &mut Drafts,
    ) {
        let one = BulkReturn {
            key: group.refund_key(),
            order: owner.order,
            customer: owner.customer,
            returned_at,
            returned_on,
            currency: row.currency,
            amount_minor,
            reason: String::new(),
            batch: Some(self.batch),
        };
        let (with_order, is_news) = (owner.order.filter(|_| owner.is_new), owner.is_news);
        drafts.returns.push(ReturnDraft { one, person: row.person.clone(), with_order, is_news });
    }

    /// Writes rows with negative amounts as returns; counts them.
    fn returned(&self, group: &Group, owner: Owner, drafts: &mut Drafts) {
        for row in &group.returned {
            if self.returns.contains_key(&return_key(row)) {
                drafts.duplicates += 1;
                continue;
            }
            let Some((returned_at, returned_on)) = row.at.or_else(|| group.at()) else {
                self.refuse(std::slice::from_ref(row), Meaning::Date, "date_missing", drafts);
                continue;
            };
            let one = BulkReturn {
                key: return_key(row),
                order: owner.order,
                customer: owner.customer,
                returned_at,
                returned_on,
                currency: row.currency,
                amount_minor: amount(row).saturating_neg(),
                reason: String::new(),
                batch: Some(self.batch),
            };
            drafts.imported += 1;
            let (with_order, is_news) = (owner.order.filter(|_| owner.is_new), owner.is_news);
            drafts.returns.push(ReturnDraft { one, person: row.person.clone(), with_order, is_news });
        }
    }

    fn refuse(&self, rows: &[OrderRow], meaning: Meaning, code: &str, drafts: &mut Drafts) {
        drafts.problems.extend(rows.iter().map(|row| self.problem(row, meaning, String::new(), Reason::of(code))));
    }
}

/// How far a state is along the way of an order. A file that knows less than is known already is an old file.
const fn rank(status: OrderStatus) -> u8 {
    match status {
        OrderStatus::Placed => 0,
        OrderStatus::Unpaid => 1,
        OrderStatus::Paid => 2,
        OrderStatus::Completed => 3,
        OrderStatus::Cancelled => 4,
        OrderStatus::Refunded => 5,
    }
}

/// The lines of rows that name a product, and the codes of the products.
pub(super) fn lines(rows: &[OrderRow]) -> (Vec<BulkLine>, Vec<Option<String>>) {
    let mut lines = Vec::new();
    let mut products = Vec::new();
    for row in rows {
        let Some(code) = product_code(&row.product_code, &row.product_name) else { continue };
        let alone = if rows.len() == 1 { row.total_minor } else { None };
        lines.push(BulkLine {
            position: i32::try_from(row.row).unwrap_or(i32::MAX),
            product: None,
            name: if row.product_name.is_empty() { row.product_code.clone() } else { row.product_name.clone() },
            quantity: row.quantity,
            amount_minor: row.line_minor.or(alone).unwrap_or(0),
        });
        products.push(Some(code));
    }
    (lines, products)
}
