//! The tables of the lake and their rows.

use parquet::data_type::ByteArray;
use wafa_kernel::{Currency, SignalKind};

/// A table of the lake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TableKind {
    /// Orders of identified customers.
    Orders,
    /// Orders that name nobody.
    OrdersWithoutCustomer,
    /// Returns of identified customers.
    Returns,
    /// Returns that name nobody.
    ReturnsWithoutCustomer,
    /// Customers.
    Customers,
    /// Signals.
    Signals,
}

impl TableKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Orders,
        Self::OrdersWithoutCustomer,
        Self::Returns,
        Self::ReturnsWithoutCustomer,
        Self::Customers,
        Self::Signals,
    ];
    /// First part of the file's name.
    #[must_use]
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::OrdersWithoutCustomer => "orders_without_customer",
            Self::Returns => "returns",
            Self::ReturnsWithoutCustomer => "returns_without_customer",
            Self::Customers => "customers",
            Self::Signals => "signals",
        }
    }
    pub(super) const fn columns(self) -> &'static [Column] {
        use Column::{Amount, At, Counts, Currency, Customer, Day, Order, Quantity, Return, Signal, Since};
        match self {
            Self::Orders | Self::OrdersWithoutCustomer => {
                &[Customer, Day, At, Order, Amount, Quantity, Currency, Counts]
            }
            Self::Returns | Self::ReturnsWithoutCustomer => &[Customer, Day, At, Return, Amount, Currency],
            Self::Customers => &[Customer, Since],
            Self::Signals => &[Customer, Day, Signal],
        }
    }
    /// Position of a column in the table.
    pub(super) fn position(self, column: Column) -> Option<usize> {
        self.columns().iter().position(|other| *other == column)
    }
    /// The schema as Parquet writes it.
    pub(super) fn schema(self) -> String {
        let columns: String = self.columns().iter().map(|column| column.declaration()).collect();
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
    Return,
    Amount,
    Quantity,
    Currency,
    Counts,
    Since,
    Signal,
}

impl Column {
    const fn declaration(self) -> &'static str {
        match self {
            Self::Customer => "REQUIRED INT64 customer_id; ",
            Self::Day => "REQUIRED INT32 on_day (DATE); ",
            Self::At => "REQUIRED INT64 at_ms (TIMESTAMP_MILLIS); ",
            Self::Order => "REQUIRED INT64 order_id; ",
            Self::Return => "REQUIRED INT64 return_id; ",
            Self::Amount => "REQUIRED INT64 amount_minor; ",
            Self::Quantity => "REQUIRED INT64 quantity; ",
            Self::Currency => "REQUIRED BYTE_ARRAY currency (UTF8); ",
            Self::Counts => "REQUIRED BOOLEAN counts; ",
            Self::Since => "REQUIRED INT32 created_on (DATE); ",
            Self::Signal => "REQUIRED BYTE_ARRAY kind (UTF8); ",
        }
    }
}

/// The word column of a row: the currency of an amount, or what a signal says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// No such column.
    None,
    /// Currency of the amount.
    Currency(Currency),
    /// Kind of the signal.
    Signal(SignalKind),
}

impl Word {
    pub(super) fn bytes(self) -> ByteArray {
        match self {
            Self::None => ByteArray::from(""),
            Self::Currency(currency) => ByteArray::from(currency.code()),
            Self::Signal(kind) => ByteArray::from(kind.as_str()),
        }
    }
}

/// One row of any table; fields a table has no column for are left out of its file.
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
    pub(super) fn key(&self) -> (i64, i32, i64, i64) {
        (self.customer, self.on, self.at, self.id)
    }
}
