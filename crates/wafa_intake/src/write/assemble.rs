//! From rows to orders: lines of one order are put together, what was given back becomes returns, what is there
//! already is counted as duplicate. Pure: what the database holds is handed in.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use wafa_kernel::{BatchId, CustomerId, OrderId};
use wafa_sales::bulk::{BulkLine, BulkOrder, BulkReturn, Existing, Extension};
use wafa_sales::{OrderStatus, order_key, product_code};

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
}

/// What becomes of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub orders: Vec<OrderDraft>,
    pub extensions: Vec<ExtensionDraft>,
    pub returns: Vec<ReturnDraft>,
    pub problems: Vec<Problem>,
    pub imported: u64,
    pub duplicates: u64,
}

/// Rows of one order.
#[derive(Debug)]
pub(crate) struct Group {
    key: String,
    /// Bought.
    bought: Vec<OrderRow>,
    /// Said to be refunded: an order that was given back, or the giving back of one.
    refunded: Vec<OrderRow>,
    /// Negative amounts.
    returned: Vec<OrderRow>,
}

impl Group {
    /// The key of the return that stands for the refund of the order as a whole.
    fn refund_key(&self) -> String {
        format!("rf:{}", self.key)
    }
    fn rows(&self) -> impl Iterator<Item = &OrderRow> {
        self.bought.iter().chain(&self.refunded).chain(&self.returned)
    }
}

/// Puts rows of one order together, in order of appearance.
pub(crate) fn group(plan: &Plan, rows: Vec<OrderRow>) -> Vec<Group> {
    let refund_column = plan.columns.has(Meaning::RefundedAmount);
    let mut groups: Vec<Group> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for row in rows {
        let key = if row.number.is_empty() { format!("h:{}", row.content) } else { order_key(&row.number) };
        let at = *places.entry(key.clone()).or_insert_with(|| {
            groups.push(Group { key, bought: Vec::new(), refunded: Vec::new(), returned: Vec::new() });
            groups.len() - 1
        });
        let Some(group) = groups.get_mut(at) else { continue };
        let rows = if amount(&row) < 0 {
            &mut group.returned
        } else if row.status == Some(OrderStatus::Refunded) && !refund_column {
            &mut group.refunded
        } else {
            &mut group.bought
        };
        // Most orders are one row; room for more would be most of the memory of a chunk.
        if rows.is_empty() {
            rows.reserve_exact(1);
        }
        rows.push(row);
    }
    groups
}

/// The keys to look up before [`assemble`]: of orders, and of returns.
pub(crate) fn keys(groups: &[Group]) -> (Vec<String>, Vec<String>) {
    let orders = groups.iter().map(|group| group.key.clone()).collect();
    let mut returns = Vec::new();
    for group in groups {
        returns.extend(group.returned.iter().map(return_key));
        if !group.refunded.is_empty() || group.bought.iter().any(|row| row.refunded_minor.is_some()) {
            returns.push(group.refund_key());
        }
    }
    (orders, returns)
}

fn return_key(row: &OrderRow) -> String {
    format!("r:{}", row.content)
}

fn amount(row: &OrderRow) -> i64 {
    row.line_minor.or(row.total_minor).unwrap_or(0)
}

/// Everything [`assemble`] goes by.
pub(crate) struct Known<'k> {
    pub plan: &'k Plan,
    pub batch: BatchId,
    pub orders: &'k HashMap<String, Existing>,
    pub returns: &'k HashSet<String>,
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
}

impl Known<'_> {
    fn settle(&self, mut group: Group, drafts: &mut Drafts) {
        let existing = self.orders.get(&group.key).copied();
        let moved_refund = self.refund_of(&group);
        let mut refunded = std::mem::take(&mut group.refunded);
        let mut owner = Owner {
            order: existing.map(|order| order.id),
            customer: existing.and_then(|order| order.customer),
            is_new: false,
        };
        // Rows said to be refunded that are worth more than what was bought were lines of the order, too: all of it
        // was placed, and they were given back. Otherwise they say what became of lines that stand there already.
        let were_lines = existing.is_none()
            && !refunded.is_empty()
            && (group.bought.is_empty() || self.worth(&refunded) > self.worth(&group.bought));
        if were_lines {
            group.bought.append(&mut refunded);
        }
        if !group.bought.is_empty() {
            owner = self.bought(&mut group, existing, owner, drafts, were_lines || moved_refund.is_some());
        }
        match moved_refund {
            Some(refund) if owner.order.is_some() => self.refund(&group, &refunded, refund, owner, drafts),
            Some(_) => self.refuse(&refunded, Meaning::Date, "date_missing", drafts),
            None => drafts.duplicates += refunded.len() as u64,
        }
        self.returned(&group, owner, drafts);
    }

    /// How much of the order as a whole is given back, if that is news; with the row that says so.
    fn refund_of(&self, group: &Group) -> Option<(OrderRow, i64)> {
        if self.returns.contains(&group.refund_key()) {
            return None;
        }
        let stated = group.bought.iter().find_map(|row| row.refunded_minor.map(|minor| (row.clone(), minor)));
        stated.or_else(|| {
            let row = group.refunded.first()?.clone();
            let minor = self.worth(&group.refunded);
            (minor > 0).then_some((row, minor))
        })
    }

    /// What rows of one order are worth together.
    fn worth(&self, rows: &[OrderRow]) -> i64 {
        let total = rows.iter().find_map(|row| row.total_minor);
        match total {
            Some(total) => total,
            None => rows.iter().filter_map(|row| row.line_minor).fold(0, i64::saturating_add),
        }
    }

    /// Writes the bought rows as a new order or as more lines of one; counts them.
    fn bought(
        &self,
        group: &mut Group,
        existing: Option<Existing>,
        owner: Owner,
        drafts: &mut Drafts,
        refund_is_news: bool,
    ) -> Owner {
        if let Some(order) = existing.filter(|order| order.batch == Some(self.batch)) {
            drafts.imported += group.bought.len() as u64;
            drafts.extensions.push(self.extension(order.id, &group.bought));
            return owner;
        }
        if existing.is_some() {
            let news = u64::from(refund_is_news && group.bought.iter().any(|row| row.refunded_minor.is_some()));
            drafts.imported += news;
            drafts.duplicates += group.bought.len() as u64 - news;
            return owner;
        }
        let Some((placed_at, placed_on)) = group.rows().find_map(|row| row.at) else {
            self.refuse(&group.bought, Meaning::Date, "date_missing", drafts);
            return owner;
        };
        if group.bought.iter().all(|row| row.line_minor.is_none() && row.total_minor.is_none()) {
            self.refuse(&group.bought, Meaning::Amount, "amount_missing", drafts);
            return owner;
        }
        self.refuse_other_currency(group, drafts);
        let Some(first) = group.bought.first() else { return owner };
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
            status: group.bought.iter().find_map(|row| row.status).unwrap_or(OrderStatus::Placed),
            currency: first.currency,
            amount_minor: self.worth(&group.bought).max(0),
            quantity: group.bought.iter().fold(0, |sum: i64, row| sum.saturating_add(row.quantity)),
            discount_code: text(|row| &row.discount_code),
            source: text(|row| &row.source),
            campaign: text(|row| &row.campaign),
            city: text(|row| &row.city),
            custom: text(|row| &row.custom),
            batch: Some(self.batch),
            lines,
        };
        let person = group.rows().find_map(|row| row.person.clone());
        drafts.imported += group.bought.len() as u64;
        drafts.orders.push(OrderDraft { order, person, products });
        Owner { order: Some(id), customer: None, is_new: true }
    }

    fn extension(&self, order: OrderId, rows: &[OrderRow]) -> ExtensionDraft {
        let (lines, products) = lines(rows);
        // Where the file says what an order costs as a whole, more lines do not make it dearer.
        let totals = self.plan.columns.has(Meaning::OrderTotal);
        let extension = Extension {
            order,
            amount_minor: if totals { 0 } else { self.worth(rows) },
            quantity: rows.iter().fold(0, |sum: i64, row| sum.saturating_add(row.quantity)),
            lines,
        };
        ExtensionDraft { extension, products }
    }

    fn refund(
        &self,
        group: &Group,
        rows: &[OrderRow],
        (row, minor): (OrderRow, i64),
        owner: Owner,
        drafts: &mut Drafts,
    ) {
        drafts.imported += rows.len() as u64;
        let at = row.at.or_else(|| group.rows().find_map(|row| row.at));
        let placed = self.orders.get(&group.key).map(|order| (order.placed_at, order.placed_on));
        let Some((returned_at, returned_on)) = at.or(placed) else { return };
        let one = BulkReturn {
            key: group.refund_key(),
            order: owner.order,
            customer: owner.customer,
            returned_at,
            returned_on,
            currency: row.currency,
            amount_minor: minor,
            reason: String::new(),
            batch: Some(self.batch),
        };
        let with_order = owner.order.filter(|_| owner.is_new);
        drafts.returns.push(ReturnDraft { one, person: row.person, with_order });
    }

    /// Writes rows with negative amounts as returns; counts them.
    fn returned(&self, group: &Group, owner: Owner, drafts: &mut Drafts) {
        for row in &group.returned {
            if self.returns.contains(&return_key(row)) {
                drafts.duplicates += 1;
                continue;
            }
            let Some((returned_at, returned_on)) = row.at.or_else(|| group.rows().find_map(|row| row.at)) else {
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
            let with_order = owner.order.filter(|_| owner.is_new);
            drafts.returns.push(ReturnDraft { one, person: row.person.clone(), with_order });
        }
    }

    /// An order has one currency: that of its first row.
    fn refuse_other_currency(&self, group: &mut Group, drafts: &mut Drafts) {
        let Some(currency) = group.bought.first().map(|row| row.currency) else { return };
        let (same, other): (Vec<OrderRow>, Vec<OrderRow>) =
            std::mem::take(&mut group.bought).into_iter().partition(|row| row.currency == currency);
        group.bought = same;
        self.refuse(&other, Meaning::Currency, "currency_differs", drafts);
    }

    fn refuse(&self, rows: &[OrderRow], meaning: Meaning, code: &str, drafts: &mut Drafts) {
        let column = self.plan.columns.places(meaning).first().and_then(|at| self.plan.shape.header.get(*at));
        drafts.problems.extend(rows.iter().map(|row| Problem {
            row: row.row,
            line: row.line,
            column: column.cloned().unwrap_or_default(),
            value: String::new(),
            reason: Reason::of(code),
        }));
    }
}

/// The lines of rows that name a product, and the codes of the products.
fn lines(rows: &[OrderRow]) -> (Vec<BulkLine>, Vec<Option<String>>) {
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
