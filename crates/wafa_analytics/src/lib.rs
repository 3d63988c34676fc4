//! The lake of sorted facts and the folds over it: every figure of retention in one pass, and what to expect of
//! each customer.
//!
//! **Owns** the folder of Parquet files ([`lake`]), the definitions of all figures ([`figures`]) and the tables
//! `analytics_fit` and `analytics_prediction` ([`predict`]), `analytics_report` and `analytics_delivery` ([`report`]).
//! **Reads** the fact tables of the register and of sales (`customer`, `customer_signal`, `customer_rung`,
//! `sales_order`, `sales_return`, `timeline_event`) once per build of the lake: besides their owners
//! this crate is their only reader, because figures need all facts in one consistent order. Records no events.
//!
//! **Invariants:** a figure depends on facts up to and including the as-of day only; the lake holds exactly the facts
//! of one [`Stamp`] and can be deleted and rebuilt at any time; folding in parallel gives the same figures as folding
//! in one thread.
//!
//! Why folds and no query engine: every retention figure is a function of one customer's ordered history, so one pass
//! over facts sorted by customer answers all of them at once, with memory that does not grow with the orders.

pub mod bench;
mod cache;
pub mod desk;
mod error;
pub mod figures;
pub mod fold;
mod history;
pub mod insights;
mod iso_day;
pub mod lake;
pub mod offers;
pub mod predict;
mod question;
pub mod report;
#[cfg(test)]
mod shop;
pub mod survival;
pub mod value;

pub use desk::{Desk, SqlAnswer, SqlLimits, SqlRefusal};
pub use error::Error;
pub use figures::{Figures, figures};
pub use fold::Fold;
pub use history::{CustomerHistory, Purchase, Refund};
pub use insights::Insights;
pub use lake::{BucketConfig, Lake, Manifest, Share, Stamp};
pub use predict::{Prediction, Predictor};
pub use question::{CustomerSet, MOST_COHORTS, OrderFilter, Question};
pub use survival::Survival;
pub use value::ValueFigures;
