//! Facts that happened, in the past tense. The enum is closed: whoever reacts must say what it does with each.
//!
//! Stored as JSON with a `kind` tag and a version; fields are only ever added. Amounts are minor units.

use serde::{Deserialize, Serialize};

use crate::id::{BatchId, CustomerId, EventId, OrderId, ReturnId, UserId};
use crate::ladder::{Rung, SignalKind};
use crate::time::{Day, Moment};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Event {
    /// A customer was added to the register.
    CustomerAdded {
        /// Who.
        customer: CustomerId,
    },
    /// Fields of a customer changed.
    CustomerChanged {
        /// Who.
        customer: CustomerId,
        /// Names of the fields.
        fields: Vec<String>,
    },
    /// Two records were found to be one person.
    CustomersMerged {
        /// The record that stays.
        customer: CustomerId,
        /// The record that went into it.
        merged: CustomerId,
    },
    /// A merge was taken back.
    CustomersUnmerged {
        /// The record that stayed.
        customer: CustomerId,
        /// The record that stands alone again.
        restored: CustomerId,
    },
    /// A note was written about a customer.
    NoteAdded {
        /// Who it is about.
        customer: CustomerId,
        /// Who wrote it.
        author: Option<UserId>,
        /// The note.
        text: String,
    },
    /// An order was placed.
    OrderPlaced {
        /// By whom; none when the order names nobody.
        customer: Option<CustomerId>,
        /// Which order.
        order: OrderId,
        /// On which day, in the zone of the business.
        on: Day,
        /// Worth how much.
        amount_minor: i64,
    },
    /// An order was cancelled and no longer counts.
    OrderCancelled {
        /// By whom it was placed.
        customer: Option<CustomerId>,
        /// Which order.
        order: OrderId,
    },
    /// Goods or money were given back.
    OrderReturned {
        /// By whom.
        customer: Option<CustomerId>,
        /// Which order, when known.
        order: Option<OrderId>,
        /// The return.
        returned: ReturnId,
        /// On which day.
        on: Day,
        /// How much, positive.
        amount_minor: i64,
    },
    /// Orders and returns of one record were put under another, because the records were merged or a merge undone.
    OrdersReassigned {
        /// Who has them now.
        customer: CustomerId,
        /// Who had them.
        from: CustomerId,
    },
    /// A sign of interest or a recommendation was recorded.
    SignalRecorded {
        /// From whom.
        customer: CustomerId,
        /// What it says.
        signal: SignalKind,
        /// On which day.
        on: Day,
        /// Where it came from, in the words of the source.
        source: String,
    },
    /// A customer moved on the ladder.
    RungChanged {
        /// Who.
        customer: CustomerId,
        /// From which rung.
        from: Rung,
        /// To which rung.
        to: Rung,
        /// On which day.
        on: Day,
    },
    /// The rules of the ladder were changed.
    LadderRulesChanged {
        /// The new version.
        version: i64,
    },
    /// An import ended.
    ImportFinished {
        /// Which.
        batch: BatchId,
        /// Orders written.
        orders: u64,
        /// Customers added.
        customers: u64,
    },
    /// An import was taken back.
    ImportUndone {
        /// Which.
        batch: BatchId,
    },
    /// The settings of the business changed.
    BusinessChanged {
        /// The new version.
        version: i64,
    },
}

impl Event {
    /// The tag under which it is stored.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::CustomerAdded { .. } => "customer_added",
            Self::CustomerChanged { .. } => "customer_changed",
            Self::CustomersMerged { .. } => "customers_merged",
            Self::CustomersUnmerged { .. } => "customers_unmerged",
            Self::NoteAdded { .. } => "note_added",
            Self::OrderPlaced { .. } => "order_placed",
            Self::OrderCancelled { .. } => "order_cancelled",
            Self::OrderReturned { .. } => "order_returned",
            Self::OrdersReassigned { .. } => "orders_reassigned",
            Self::SignalRecorded { .. } => "signal_recorded",
            Self::RungChanged { .. } => "rung_changed",
            Self::LadderRulesChanged { .. } => "ladder_rules_changed",
            Self::ImportFinished { .. } => "import_finished",
            Self::ImportUndone { .. } => "import_undone",
            Self::BusinessChanged { .. } => "business_changed",
        }
    }
    /// Whose timeline it belongs to, if anybody's.
    #[must_use]
    pub const fn customer(&self) -> Option<CustomerId> {
        match self {
            Self::CustomerAdded { customer }
            | Self::CustomerChanged { customer, .. }
            | Self::CustomersMerged { customer, .. }
            | Self::CustomersUnmerged { customer, .. }
            | Self::NoteAdded { customer, .. }
            | Self::OrdersReassigned { customer, .. }
            | Self::SignalRecorded { customer, .. }
            | Self::RungChanged { customer, .. } => Some(*customer),
            Self::OrderPlaced { customer, .. }
            | Self::OrderCancelled { customer, .. }
            | Self::OrderReturned { customer, .. } => *customer,
            Self::LadderRulesChanged { .. }
            | Self::ImportFinished { .. }
            | Self::ImportUndone { .. }
            | Self::BusinessChanged { .. } => None,
        }
    }
}

/// An event as it stands in the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Recorded {
    /// Its place in the log.
    pub id: EventId,
    /// When it happened.
    pub occurred_at: Moment,
    /// When it was written down.
    pub recorded_at: Moment,
    /// Who did it: `user:…`, `key:…`, `system:…`.
    pub actor: String,
    /// The event that caused it.
    pub cause: Option<EventId>,
    /// How long the chain of causes is; 0 for what a person or the world did.
    pub depth: i32,
    /// What happened.
    pub event: Event,
}

#[cfg(test)]
mod tests;
