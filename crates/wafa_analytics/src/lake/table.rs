//! The tables of the lake and their columns.

use parquet::data_type::ByteArray;
use wafa_kernel::{Currency, Rung, SignalKind};

use crate::desk::SqlKind;

/// A table of the lake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Orders of identified customers.
    Orders,
    /// Orders that name nobody.
    OrdersWithoutCustomer,
    /// Lines of orders of identified customers.
    Lines,
    /// Lines of orders that name nobody.
    LinesWithoutCustomer,
    /// Returns of identified customers.
    Returns,
    /// Returns that name nobody.
    ReturnsWithoutCustomer,
    /// Customers.
    Customers,
    /// Signals.
    Signals,
    /// History of the ladder: who stepped on which rung when, under the rules of that day.
    Rungs,
    /// What was recorded of customers: that it happened, when and of what kind, not what was said.
    Events,
    /// Whose facts a run holds: it has the whole history of each of them, and older runs do not speak of them.
    Owned,
}

impl TableKind {
    /// Those with facts.
    pub const ALL: [Self; 10] = [
        Self::Orders,
        Self::OrdersWithoutCustomer,
        Self::Lines,
        Self::LinesWithoutCustomer,
        Self::Returns,
        Self::ReturnsWithoutCustomer,
        Self::Customers,
        Self::Signals,
        Self::Rungs,
        Self::Events,
    ];
    /// Every table a run may have a file of.
    pub(super) const FILES: [Self; 11] = [
        Self::Orders,
        Self::OrdersWithoutCustomer,
        Self::Lines,
        Self::LinesWithoutCustomer,
        Self::Returns,
        Self::ReturnsWithoutCustomer,
        Self::Customers,
        Self::Signals,
        Self::Rungs,
        Self::Events,
        Self::Owned,
    ];
    /// First part of the file's name.
    #[must_use]
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::OrdersWithoutCustomer => "orders_without_customer",
            Self::Lines => "lines",
            Self::LinesWithoutCustomer => "lines_without_customer",
            Self::Returns => "returns",
            Self::ReturnsWithoutCustomer => "returns_without_customer",
            Self::Customers => "customers",
            Self::Signals => "signals",
            Self::Rungs => "rungs",
            Self::Events => "events",
            Self::Owned => "owned",
        }
    }
    /// Rows are told apart by their day, not by their customer.
    #[must_use]
    pub const fn is_nobodys(self) -> bool {
        matches!(self, Self::OrdersWithoutCustomer | Self::LinesWithoutCustomer | Self::ReturnsWithoutCustomer)
    }
    pub(super) const fn columns(self) -> &'static [Column] {
        use Column::{
            Amount, At, Campaign, City, Counts, Currency, Customer, Day, Event, EventKind, FromRung, Line, Order,
            Product, ProductName, Quantity, Return, RulesVersion, Rung, Signal, Since, Source, UtcDay,
        };
        match self {
            Self::Orders | Self::OrdersWithoutCustomer => {
                &[Customer, Day, At, Order, Amount, Quantity, Currency, Counts, Source, Campaign, City]
            }
            Self::Lines | Self::LinesWithoutCustomer => {
                &[Customer, Day, At, Order, Line, Product, ProductName, Quantity, Amount, Currency, Counts, Source]
            }
            Self::Returns | Self::ReturnsWithoutCustomer => {
                &[Customer, Day, At, Return, Order, Amount, Currency, Source]
            }
            Self::Customers => &[Customer, Since],
            Self::Signals => &[Customer, Day, Signal],
            Self::Rungs => &[Customer, Day, Rung, FromRung, RulesVersion],
            Self::Events => &[Customer, UtcDay, At, Event, EventKind],
            Self::Owned => &[Customer, Day],
        }
    }
    /// Names and types of the columns, in order.
    pub fn described(self) -> impl Iterator<Item = (&'static str, SqlKind)> {
        self.columns().iter().map(|column| (column.name(), column.kind()))
    }
    /// Position of a column in the table.
    pub(super) fn position(self, column: Column) -> Option<usize> {
        self.columns().iter().position(|other| *other == column)
    }
    /// Position of the column by which runs are merged and files are searched.
    pub(super) const fn subject(self) -> usize {
        // The customer is the first column, the day the second.
        if self.is_nobodys() { 1 } else { 0 }
    }
    /// The schema as Parquet writes it.
    pub(super) fn schema(self) -> String {
        let columns: String =
            self.columns().iter().map(|column| format!("REQUIRED {}; ", column.declaration())).collect();
        format!("message {} {{ {columns} }}", self.stem())
    }
}

/// A column of some table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Customer,
    Day,
    At,
    Order,
    Line,
    Return,
    Amount,
    Quantity,
    Currency,
    Counts,
    Since,
    Signal,
    Product,
    ProductName,
    Source,
    Campaign,
    City,
    Rung,
    FromRung,
    RulesVersion,
    Event,
    EventKind,
    /// The day of a moment in UTC.
    UtcDay,
}

/// What the values of a column are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Long,
    Int,
    Text,
    Flag,
}

impl Column {
    const fn declaration(self) -> &'static str {
        match self {
            Self::Customer => "INT64 customer_id",
            Self::Day => "INT32 on_day (DATE)",
            Self::At => "INT64 at_ms (TIMESTAMP_MILLIS)",
            Self::Order => "INT64 order_id",
            Self::Line => "INT64 line_id",
            Self::Return => "INT64 return_id",
            Self::Amount => "INT64 amount_minor",
            Self::Quantity => "INT64 quantity",
            Self::Currency => "BYTE_ARRAY currency (UTF8)",
            Self::Counts => "BOOLEAN counts",
            Self::Since => "INT32 created_on (DATE)",
            Self::Signal => "BYTE_ARRAY kind (UTF8)",
            Self::Product => "BYTE_ARRAY product_code (UTF8)",
            Self::ProductName => "BYTE_ARRAY product_name (UTF8)",
            Self::Source => "BYTE_ARRAY source (UTF8)",
            Self::Campaign => "BYTE_ARRAY campaign (UTF8)",
            Self::City => "BYTE_ARRAY city (UTF8)",
            Self::Rung => "INT32 rung",
            Self::FromRung => "INT32 from_rung",
            Self::RulesVersion => "INT64 rules_version",
            Self::Event => "INT64 event_id",
            Self::EventKind => "BYTE_ARRAY kind (UTF8)",
            Self::UtcDay => "INT32 on_day (DATE)",
        }
    }
    fn name(self) -> &'static str {
        self.declaration().split(' ').nth(1).unwrap_or_default()
    }
    const fn kind(self) -> SqlKind {
        match (self, self.shape()) {
            (Self::At, _) => SqlKind::Moment,
            (Self::Rung | Self::FromRung, _) | (_, Shape::Long) => SqlKind::Number,
            (_, Shape::Int) => SqlKind::Day,
            (_, Shape::Text) => SqlKind::Text,
            (_, Shape::Flag) => SqlKind::Flag,
        }
    }
    pub(super) const fn shape(self) -> Shape {
        match self {
            Self::Customer
            | Self::At
            | Self::Order
            | Self::Line
            | Self::Return
            | Self::Amount
            | Self::Quantity
            | Self::RulesVersion
            | Self::Event => Shape::Long,
            Self::Day | Self::Since | Self::UtcDay | Self::Rung | Self::FromRung => Shape::Int,
            Self::Counts => Shape::Flag,
            Self::Currency
            | Self::Signal
            | Self::EventKind
            | Self::Product
            | Self::ProductName
            | Self::Source
            | Self::Campaign
            | Self::City => Shape::Text,
        }
    }
}

/// The word column of a row: the currency of an amount, what a signal says, or the rung reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// No such column.
    None,
    /// Currency of the amount.
    Currency(Currency),
    /// Kind of the signal.
    Signal(SignalKind),
    /// The rung reached.
    Rung(Rung),
}

/// One row of a table, as far as figures need it; texts beside the currency and the kind stay empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FactRow {
    /// Whose; 0 for nobody's.
    pub customer: i64,
    /// Day number.
    pub on: i32,
    /// Unix milliseconds.
    pub at: i64,
    /// Id of the order or return.
    pub id: i64,
    /// Minor units, positive.
    pub amount_minor: i64,
    /// Pieces.
    pub quantity: i64,
    /// Currency or kind.
    pub word: Word,
    /// Whether the order counts.
    pub counts: bool,
}

impl FactRow {
    pub(super) const fn long(&self, column: Column) -> i64 {
        match column {
            Column::Customer => self.customer,
            Column::At => self.at,
            Column::Amount => self.amount_minor,
            Column::Quantity => self.quantity,
            _ => self.id,
        }
    }
    pub(super) fn int(&self, column: Column) -> i32 {
        match (column, self.word) {
            (Column::Rung, Word::Rung(rung)) => i32::from(rung.number()),
            // Whoever comes into the register comes from nowhere.
            (Column::Rung | Column::FromRung, _) => 0,
            _ => self.on,
        }
    }
    pub(super) fn text(&self, column: Column) -> ByteArray {
        match (column, self.word) {
            (Column::Currency, Word::Currency(currency)) => ByteArray::from(currency.code()),
            (Column::Signal, Word::Signal(kind)) => ByteArray::from(kind.as_str()),
            _ => ByteArray::from(""),
        }
    }
}
