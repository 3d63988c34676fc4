//! What an order, its lines and a return are.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wafa_kernel::{BatchId, Currency, Cursor, CustomerId, Day, LineId, Moment, Money, OrderId, ProductId, ReturnId};

/// How far an order has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Placed; nothing more is known.
    Placed,
    /// Paid for.
    Paid,
    /// Delivered or otherwise finished.
    Completed,
    /// Begun but never paid: a draft, a failed payment. Does not count.
    Unpaid,
    /// Called off. Does not count.
    Cancelled,
    /// Paid and given back; the return stands beside it.
    Refunded,
}

impl OrderStatus {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Placed, Self::Paid, Self::Completed, Self::Unpaid, Self::Cancelled, Self::Refunded];
    /// The name used in storage, URLs and JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Placed => "placed",
            Self::Paid => "paid",
            Self::Completed => "completed",
            Self::Unpaid => "unpaid",
            Self::Cancelled => "cancelled",
            Self::Refunded => "refunded",
        }
    }
    /// Whether the order counts in figures and on the ladder.
    #[must_use]
    pub const fn counts(self) -> bool {
        !matches!(self, Self::Unpaid | Self::Cancelled)
    }
}

impl std::str::FromStr for OrderStatus {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or_else(|| format!("{text}: not a status"))
    }
}

/// The key of an order that has a number: the same number is the same order, whoever brings it.
/// Digits are folded; spaces and the apostrophe spreadsheets put before numbers are dropped.
#[must_use]
pub fn order_key(number: &str) -> String {
    let folded = wafa_text::fold::digits(number);
    format!("n:{}", folded.trim().trim_start_matches('\'').trim())
}

/// An order to be placed.
#[derive(Debug, Clone, PartialEq)]
pub struct NewOrder {
    /// What makes it the same order when it comes again; by default made of the number, if it has one.
    pub key: Option<String>,
    /// The number the shop gave it; may be empty.
    pub number: String,
    /// Who placed it, if it names anybody.
    pub customer: Option<CustomerId>,
    /// When.
    pub placed_at: Moment,
    /// On which day, in the zone of the business.
    pub placed_on: Day,
    /// How far it has come.
    pub status: OrderStatus,
    /// Its currency.
    pub currency: Currency,
    /// Worth how much, in minor units; not negative.
    pub amount_minor: i64,
    /// Code of a discount that was used.
    pub discount_code: String,
    /// Where it came from.
    pub source: String,
    /// The campaign that brought it.
    pub campaign: String,
    /// Where it went to.
    pub city: String,
    /// Fields of the shop's own.
    pub custom: BTreeMap<String, String>,
    /// What was bought.
    pub lines: Vec<NewLine>,
}

/// One line of an order to be placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewLine {
    /// The shop's code of the product; may be empty.
    pub product_code: String,
    /// What it is called.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// What the line costs, in minor units.
    pub amount_minor: i64,
}

/// A return to be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct NewReturn {
    /// What makes it the same return when it comes again.
    pub key: Option<String>,
    /// Of which order, when known.
    pub order: Option<OrderId>,
    /// By whom; the customer of the order when not given.
    pub customer: Option<CustomerId>,
    /// When.
    pub returned_at: Moment,
    /// On which day, in the zone of the business.
    pub returned_on: Day,
    /// Its currency.
    pub currency: Currency,
    /// How much was given back, in minor units; more than nothing.
    pub amount_minor: i64,
    /// Why, in the words of whoever took it back.
    pub reason: String,
}

/// What became of an order to be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// The order.
    pub id: OrderId,
    /// It was there already; nothing was written.
    pub already: bool,
}

/// In what an order that comes again under a number differs from the one that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// It is somebody else's.
    Customer,
    /// It is worth more or less.
    Amount,
    /// It is in another currency.
    Currency,
    /// Something else was bought.
    Lines,
}

/// What became of a return to be recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Returned {
    /// The return.
    pub id: ReturnId,
    /// It was there already; nothing was written.
    pub already: bool,
}

/// An order, without its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct OrderSummary {
    pub id: OrderId,
    pub number: String,
    pub customer: Option<CustomerId>,
    pub placed_at: Moment,
    pub placed_on: Day,
    pub status: OrderStatus,
    pub currency: Currency,
    pub amount_minor: i64,
    pub quantity: i64,
    pub discount_code: String,
    pub source: String,
    pub campaign: String,
    pub city: String,
    /// Whether it counts in figures and on the ladder.
    pub counts: bool,
    /// The import that brought it.
    pub batch: Option<BatchId>,
}

impl OrderSummary {
    /// What it is worth.
    #[must_use]
    pub const fn amount(&self) -> Money {
        Money::new(self.amount_minor, self.currency)
    }
}

/// A line of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct OrderLine {
    pub id: LineId,
    pub position: i32,
    pub product: Option<ProductId>,
    pub product_code: String,
    pub name: String,
    pub quantity: i64,
    pub amount_minor: i64,
}

/// A return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct ReturnSummary {
    pub id: ReturnId,
    pub order: Option<OrderId>,
    pub customer: Option<CustomerId>,
    pub returned_at: Moment,
    pub returned_on: Day,
    pub currency: Currency,
    pub amount_minor: i64,
    pub reason: String,
}

/// An order with everything that belongs to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(missing_docs)]
pub struct OrderDetail {
    pub order: OrderSummary,
    pub custom: BTreeMap<String, String>,
    pub lines: Vec<OrderLine>,
    pub returns: Vec<ReturnSummary>,
}

/// Which orders to list, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrderQuery {
    /// Only of this customer.
    pub customer: Option<CustomerId>,
    /// Only with exactly this number, digits of any script.
    pub number: Option<String>,
    /// Only in this status.
    pub status: Option<OrderStatus>,
    /// Only brought by this import.
    pub batch: Option<BatchId>,
    /// From this day on.
    pub from: Option<Day>,
    /// Up to and including this day.
    pub to: Option<Day>,
    /// Where to go on.
    pub after: Option<Cursor>,
    /// At most so many; 0 means 50.
    pub limit: u32,
}
