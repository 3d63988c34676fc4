//! Reports people put together: measures × up to two break-downs × filters × a time, without SQL.
//!
//! A [`ReportSpec`] says what is asked in words that can be stored and sent; [`report`] answers it with a fold over the
//! same lake the figures are folded over, so that a report and the overview cannot disagree. What a spec leaves to the
//! calendar and the register (where months begin, who is from which city) is handed over in a [`ReportQuestion`]: this
//! crate knows neither. [`Reports`] keeps saved reports, their schedules and what was delivered.
//!
//! **Definitions** (the *time* is from the first to the last day asked for; history before it is known, facts after it
//! are not): those of [`crate::fold::period`], with "group" in the place of the period. A purchase belongs to the group
//! of its day, channel, campaign, number …; what belongs to a customer (city, rung …) is the same for all of hers.
//! - **customers**: those with an order in the group; **new**: those whose first order ever is in it; **returning**: the
//!   rest; **repeat share**: those whose latest order in the group was their second or later ÷ customers.
//! - **returns** belong to their day, the channel of their order and, as far as they name it, to its campaign and number.
//! - **net revenue** = orders less returns; **average order** = net revenue ÷ orders, as in the overview.
//! - **days between orders**: mean number of days since the order before, of orders in the group that had one.
//! - By product, lines stand in the place of orders, as in the filter: returns do not say which product came back.
//!
//! **Invariants:** parts of what adds up (orders, amounts, pieces, new customers) add up to the total, the row of others
//! included; customers of the total and of "others" are counted once each; memory does not grow with the orders, and
//! with customers only when they are told apart by what is known of them (city, source, tag, segment).

mod answer;
mod axis;
mod compute;
mod file;
mod fold;
mod remembered;
mod spec;
mod store;
#[cfg(test)]
mod tests;

pub use answer::{Figure, Key, LeftOut, Note, ReportAnswer, ReportRow, Unit};
pub use axis::{Labels, ReportQuestion};
pub use compute::report;
pub use file::parquet;
pub(crate) use remembered::Remembered;
pub use spec::{
    Breakdown, ChartKind, Every, Filters, Length, Measure, Order, ROWS_MOST, ReportSpec, Schedule, Time, Wrong,
};
pub use store::{Delivery, DeliveryId, NewReport, ReportId, Reports, SavedReport, TIMER, Waiting};
