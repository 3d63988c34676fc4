//! One interface over all models of the purchase process.
//!
//! Owns the trait every such model answers, and the enum callers hold so that the choice of a model is a
//! value that can be stored, reloaded and shown. All times are in the unit of the data the model was
//! fitted to; every answer is finite, whatever the input.

use crate::clv::{self, ClvOptions};
use crate::{BgNbd, FitReport, MbgCnbd, MbgNbd, Nbd, Parameter, ParetoNbd, PooledRate, Summary, Unit};
use serde::{Deserialize, Serialize};

/// What a model of the purchase process can say about a customer.
pub trait Transactions {
    /// Parameters in the order of the literature.
    fn parameters(&self) -> Vec<Parameter>;

    /// How the fit went.
    fn report(&self) -> &FitReport;

    /// Expected purchases in (T, T+t] if the customer has not dropped out by T. Never negative.
    fn expected_purchases_if_alive(&self, customer: &Summary, t: f64) -> f64;

    /// Expected purchases in (T, T+t], given what is known of the customer. Never negative.
    fn expected_purchases(&self, customer: &Summary, t: f64) -> f64 {
        let alive = self.p_alive(customer);
        if alive > 0.0 { alive * self.expected_purchases_if_alive(customer, t) } else { 0.0 }
    }

    /// Probability that the customer has not dropped out by T.
    fn p_alive(&self, customer: &Summary) -> f64;

    /// Probability of at least one purchase in (T, T+t].
    fn p_active(&self, customer: &Summary, t: f64) -> f64;

    /// Expected repeat purchases of a customer in the time `t` after her first purchase, knowing nothing else.
    fn expected_purchases_new(&self, t: f64) -> f64;

    /// Time from T within which a share `q` of such customers who do purchase again have done so; `q` = 0.5
    /// is the median waiting time. `None` where the model expects no purchase, or not within 10⁹ units.
    ///
    /// It is a quantile on the condition that the customer comes back (is alive at T and buys again), and says nothing
    /// of whether she does: that is [`Self::p_active`]. The mean is not given because it is often infinite: with rates
    /// ~ Gamma(r+x, α+T), as in NBD and the BG models, the waiting time of the living is Pareto (Lomax), P(W > t) =
    /// ((α+T)/(α+T+t))^(r+x), whose mean (α+T)/(r+x−1) exists for r + x > 1 only; with r < 1 not for one-time buyers.
    /// Pareto/NBD, where one may leave before, has such a tail, too, with r + x + s for r + x.
    fn waiting_time(&self, customer: &Summary, q: f64) -> Option<f64>;

    /// Discounted expected residual transactions (DERT): all purchases to come, those after a time t worth e^(−δt)
    /// today; `rate` is δ per time unit, kept between 1e-8 and 1e6. Closed form for NBD and the pooled rate, one
    /// smooth integral for Pareto/NBD, and for the others δ∫e^(−δt)·E(t) dt, which takes milliseconds.
    fn discounted_residual(&self, customer: &Summary, rate: f64) -> f64 {
        let rate = discount(rate);
        clv::laplace(|t| self.expected_purchases(customer, t / rate))
    }
}

/// A usable continuous discount rate.
pub(crate) fn discount(rate: f64) -> f64 {
    if rate.is_nan() { 1e-8 } else { rate.clamp(1e-8, 1e6) }
}

/// Longest waiting time worth naming, in units.
pub(crate) const LONGEST_WAIT: f64 = 1e9;

/// A usable span of coming time: no NaN, not negative, not infinite.
pub(crate) fn coming(t: f64) -> f64 {
    if t.is_nan() { 0.0 } else { t.clamp(0.0, LONGEST_WAIT) }
}

/// A waiting time, if it is one.
pub(crate) fn worth_naming(t: f64) -> Option<f64> {
    (t.is_finite() && t < LONGEST_WAIT).then_some(t)
}

/// The names of the purchase models.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TransactionKind {
    /// Modified beta-geometric/NBD, the default.
    MbgNbd,
    /// Modified beta-geometric/CNBD-k: the same for regular buyers.
    MbgCnbd {
        /// Steps to a purchase.
        k: u32,
    },
    /// Beta-geometric/NBD.
    BgNbd,
    /// Pareto/NBD.
    ParetoNbd,
    /// NBD: nobody drops out.
    Nbd,
    /// Everyone buys at the pooled rate: the last resort.
    PooledRate,
}

impl TransactionKind {
    /// Stable short name, as used in files and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::MbgNbd => "mbg-nbd",
            Self::MbgCnbd { .. } => "mbg-cnbd",
            Self::BgNbd => "bg-nbd",
            Self::ParetoNbd => "pareto-nbd",
            Self::Nbd => "nbd",
            Self::PooledRate => "pooled-rate",
        }
    }

    /// Fits the model of this name.
    ///
    /// # Errors
    /// See [`crate::FitError`].
    pub fn fit(self, summaries: &[Summary], options: &crate::FitOptions) -> Result<TransactionModel, crate::FitError> {
        Ok(match self {
            Self::MbgNbd => TransactionModel::MbgNbd(MbgNbd::fit(summaries, options)?),
            Self::MbgCnbd { k } => TransactionModel::MbgCnbd(MbgCnbd::fit(summaries, k, options)?),
            Self::BgNbd => TransactionModel::BgNbd(BgNbd::fit(summaries, options)?),
            Self::ParetoNbd => TransactionModel::ParetoNbd(ParetoNbd::fit(summaries, options)?),
            Self::Nbd => TransactionModel::Nbd(Nbd::fit(summaries, options)?),
            Self::PooledRate => TransactionModel::PooledRate(PooledRate::fit(summaries)),
        })
    }
}

/// A fitted model of the purchase process: what callers hold, store and reload.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "model")]
pub enum TransactionModel {
    /// Modified beta-geometric/NBD.
    MbgNbd(MbgNbd),
    /// Modified beta-geometric/CNBD-k.
    MbgCnbd(MbgCnbd),
    /// Beta-geometric/NBD.
    BgNbd(BgNbd),
    /// Pareto/NBD.
    ParetoNbd(ParetoNbd),
    /// NBD.
    Nbd(Nbd),
    /// Pooled rate.
    PooledRate(PooledRate),
}

impl TransactionModel {
    /// Which model it is.
    #[must_use]
    pub fn kind(&self) -> TransactionKind {
        match self {
            Self::MbgNbd(_) => TransactionKind::MbgNbd,
            Self::MbgCnbd(model) => TransactionKind::MbgCnbd { k: model.k },
            Self::BgNbd(_) => TransactionKind::BgNbd,
            Self::ParetoNbd(_) => TransactionKind::ParetoNbd,
            Self::Nbd(_) => TransactionKind::Nbd,
            Self::PooledRate(_) => TransactionKind::PooledRate,
        }
    }

    fn inner(&self) -> &dyn Transactions {
        match self {
            Self::MbgNbd(model) => model,
            Self::MbgCnbd(model) => model,
            Self::BgNbd(model) => model,
            Self::ParetoNbd(model) => model,
            Self::Nbd(model) => model,
            Self::PooledRate(model) => model,
        }
    }

    /// Expected purchases of the coming months, each month's share discounted to today.
    #[must_use]
    pub fn discounted_purchases(&self, customer: &Summary, unit: Unit, options: &ClvOptions) -> f64 {
        clv::discounted_purchases(self, customer, unit, options)
    }
}

impl Transactions for TransactionModel {
    fn parameters(&self) -> Vec<Parameter> {
        self.inner().parameters()
    }
    fn report(&self) -> &FitReport {
        self.inner().report()
    }
    fn expected_purchases_if_alive(&self, customer: &Summary, t: f64) -> f64 {
        self.inner().expected_purchases_if_alive(customer, t)
    }
    fn p_alive(&self, customer: &Summary) -> f64 {
        self.inner().p_alive(customer)
    }
    fn p_active(&self, customer: &Summary, t: f64) -> f64 {
        self.inner().p_active(customer, t)
    }
    fn expected_purchases_new(&self, t: f64) -> f64 {
        self.inner().expected_purchases_new(t)
    }
    fn waiting_time(&self, customer: &Summary, q: f64) -> Option<f64> {
        self.inner().waiting_time(customer, q)
    }
    fn discounted_residual(&self, customer: &Summary, rate: f64) -> f64 {
        self.inner().discounted_residual(customer, rate)
    }
}
