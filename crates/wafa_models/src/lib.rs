//! Probability models of customers who come and go. Pure mathematics, no dependencies of ours.
//!
//! A shop whose customers sign no contract never learns that one has left; it only sees silence. The models
//! here turn a purchase history into what to expect next: how many purchases, with which probability,
//! when, worth how much.
//!
//! - Histories and summaries: [`Histories`], [`Summary`], [`ValueSummary`].
//! - Purchases: [`MbgNbd`] (default), [`MbgCnbd`], [`BgNbd`], [`ParetoNbd`], [`Nbd`], [`PooledRate`]; one
//!   interface, [`Transactions`], and one storable type, [`TransactionModel`]; with covariates,
//!   [`covariates::WithCovariates`].
//! - Value: [`GammaGamma`], [`clv`].
//! - Contracts and cohorts: [`Sbg`], [`KaplanMeier`], [`log_rank`]; purchases at certain times only: [`BgBb`].
//! - Choice: [`select`] chooses on splits inside the calibration period, scores all on the following hold-out next
//!   to the baselines ([`baseline`]), says why, and refits; [`Readiness`] says whether there is enough data at all.
//! - Answers for one customer: [`Predictor`], with [`reasons`] as facts and numbers, never as text.
//! - From columns of a table ([`features`]): who leaves, [`churn`]; for whom an action makes a difference, [`uplift`].
//! - What to offer next: [`offers`].
//! - Whether a model still holds: [`drift`].
//!
//! Invariants: no function panics, and none returns NaN or infinity, for any history: `x` in the thousands,
//! no time passed, everyone equal, one customer, nobody buying twice. Optima at a boundary ("nobody drops
//! out") are results with a name ([`Note`]), not errors. The crate reads no clock and draws no random number:
//! it is told the as-of day, and shuffles and bootstraps follow a fixed sequence. Published parameters and likelihoods are reproduced by the golden tests.

pub mod baseline;
pub mod choose;
pub mod churn;
pub mod clv;
pub mod covariates;
pub mod drift;
pub mod features;
pub mod history;
pub mod offers;
pub mod predict;
pub mod reasons;
pub mod special;
pub mod survival;
pub mod uplift;

mod beta_geometric;
mod bg_bb;
mod bg_nbd;
mod counts;
mod distinct;
mod draws;
mod fit;
mod gamma_gamma;
mod mbg_cnbd;
mod mbg_nbd;
mod nbd;
mod optimise;
mod pareto_nbd;
mod pooled_rate;
mod sbg;
mod steps;
mod transaction;

pub use bg_bb::{BgBb, Opportunities};
pub use bg_nbd::BgNbd;
pub use choose::money::{HoldoutValue, holdout_value};
pub use choose::readiness::{Readiness, ReadinessRules};
pub use choose::score::{Bin, Candidate, Score};
pub use choose::trial::steps_to_a_purchase;
pub use choose::{ChoiceReason, SelectOptions, Selection, Split, select, select_with};
pub use clv::ClvOptions;
pub use fit::{FitError, FitOptions, FitReport, Note, Parameter};
pub use gamma_gamma::GammaGamma;
pub use history::{FirstPurchase, Histories, History, Summary, Unit, ValueSummary};
pub use mbg_cnbd::MbgCnbd;
pub use mbg_nbd::MbgNbd;
pub use nbd::Nbd;
pub use pareto_nbd::ParetoNbd;
pub use pooled_rate::PooledRate;
pub use predict::{Prediction, Predictor};
pub use reasons::{Peers, Reason, WeightedReason};
pub use sbg::{Contract, Sbg};
pub use survival::{KaplanMeier, LogRank, Stay, SurvivalPoint, log_rank};
pub use transaction::{TransactionKind, TransactionModel, Transactions};
