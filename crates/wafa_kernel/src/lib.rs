//! Common vocabulary of Wafa: what every crate means by an id, an amount, a day, a rung, an event.
//!
//! No IO, no async, and nothing here can fail at run time except parsing what people wrote.
//! Why one crate: a noun that is defined once cannot drift; capabilities share these words and nothing else.

pub mod business;
pub mod clock;
pub mod error;
pub mod event;
pub mod id;
pub mod ladder;
pub mod money;
pub mod page;
pub mod period;
pub mod policy;
pub mod time;

pub use business::{Business, CalendarKind, DigitStyle, DisplayUnit, Language, Weekday};
pub use clock::{Clock, FakeClock, SystemClock};
pub use error::ErrorKind;
pub use event::{Event, Recorded};
pub use id::{
    ApiKeyId, BatchId, CustomerId, EventId, Id, IdSource, JobId, LineId, OrderId, ProductId, ReturnId, UserId,
};
pub use ladder::{LadderRules, Rung, RungMove, Signal, SignalKind};
pub use money::{Currency, Money};
pub use page::{Cursor, Page};
pub use period::{PeriodKind, Periods};
pub use policy::{Actor, Permit, Policy, Role};
pub use time::{Day, Moment};
