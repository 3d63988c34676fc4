//! Static covariates: what is known of a customer beforehand moves how often she buys and how soon she leaves.
//!
//! Assumptions, on top of those of the model itself
//! 1. A customer's covariates z do not change.
//! 2. Her purchase rate is λᵢ = λ₀ᵢ·exp(γ₁·z): the rate parameter becomes αᵢ = α₀·exp(−γ₁·z).
//! 3. Leaving: Pareto/NBD's drop-out rate is μᵢ = μ₀ᵢ·exp(γ₂·z), so βᵢ = β₀·exp(−γ₂·z). In BG/NBD and MBG/NBD it is
//!    bᵢ = b₀·exp(−γ₂·z), so that with all three a positive γ₂ means leaving sooner. CLVTools does the same for
//!    Pareto/NBD; for the BG models it moves a and b together, and PyMC-Marketing each on its own.
//! 4. In NBD nobody leaves: there is γ₁ only.
//!
//! Parameters: those of the model for a customer with z = 0, then one γ₁ and one γ₂ per covariate (no unit: the
//! change of the logarithm of the rate per unit of the covariate). Covariates are best centred and of a size about
//! 1. [`WithCovariates::model_for`] gives the ordinary model of one customer, with all its answers.
//!
//! P. S. Fader, B. G. S. Hardie, "Incorporating time-invariant covariates into the Pareto/NBD and BG/NBD models",
//! brucehardie.com/notes/019.
#![allow(clippy::indexing_slicing)] // parameters and coefficients in arrays of their own length

use crate::features::Features;
use crate::fit::sample::one_row;
use crate::fit::{FitError, FitOptions, FitReport, Note, Row};
use crate::optimise::{self, LOG_LIMIT, Objective};
use crate::{
    BgNbd, MbgNbd, Nbd, ParetoNbd, Summary, TransactionKind, TransactionModel, Transactions, beta_geometric, nbd,
};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Most covariates.
pub const MOST_COVARIATES: usize = 6;

/// Models that take covariates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CovariateModel {
    /// Pareto/NBD.
    ParetoNbd,
    /// BG/NBD.
    BgNbd,
    /// MBG/NBD.
    MbgNbd,
    /// NBD: covariates move the purchase rate only.
    Nbd,
}

impl CovariateModel {
    fn kind(self) -> TransactionKind {
        match self {
            Self::ParetoNbd => TransactionKind::ParetoNbd,
            Self::BgNbd => TransactionKind::BgNbd,
            Self::MbgNbd => TransactionKind::MbgNbd,
            Self::Nbd => TransactionKind::Nbd,
        }
    }

    /// How many parameters there are before the coefficients.
    fn base(self) -> usize {
        if self == Self::Nbd { 2 } else { 4 }
    }

    /// How many covariates there are behind so many parameters and coefficients.
    fn covariates(self, all: usize) -> usize {
        if self == Self::Nbd { all - 2 } else { (all - 4) / 2 }
    }

    /// The ordinary model of these parameters.
    fn of(self, p: &[f64]) -> TransactionModel {
        match self {
            Self::ParetoNbd => TransactionModel::ParetoNbd(ParetoNbd::new(p[0], p[1], p[2], p[3])),
            Self::BgNbd => TransactionModel::BgNbd(BgNbd::new(p[0], p[1], p[2], p[3])),
            Self::MbgNbd => TransactionModel::MbgNbd(MbgNbd::new(p[0], p[1], p[2], p[3])),
            Self::Nbd => TransactionModel::Nbd(Nbd::new(p[0], p[1])),
        }
    }
}

/// A model whose parameters depend on covariates; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WithCovariates {
    /// The model of a customer whose covariates are all 0.
    pub base: TransactionModel,
    /// γ₁ of each covariate: on the logarithm of the purchase rate.
    pub purchase: Vec<f64>,
    /// γ₂ of each covariate: on the logarithm of the rate or odds of leaving. None for NBD.
    pub dropout: Vec<f64>,
    /// How the fit went; standard errors in the order of the model's parameters, γ₁, γ₂.
    pub report: FitReport,
}

impl WithCovariates {
    /// Fits by maximum likelihood; one row of covariates per customer.
    ///
    /// # Errors
    /// No rows, an impossible row, no time observed, more than six covariates, or fewer rows of covariates than
    /// customers (the first customer without is the impossible row).
    pub fn fit(
        model: CovariateModel,
        summaries: &[Summary],
        covariates: &Features,
        options: &FitOptions,
    ) -> Result<Self, FitError> {
        if covariates.len() < summaries.len() {
            return Err(FitError::ImpossibleRow { row: covariates.len() });
        }
        if covariates.width() > MOST_COVARIATES {
            return Err(FitError::TooManyColumns { most: MOST_COVARIATES });
        }
        let plain = model.kind().fit(summaries, options)?;
        let climb = match (model, covariates.width()) {
            (_, 0) => {
                let report = plain.report().clone();
                return Ok(Self { base: plain, purchase: Vec::new(), dropout: Vec::new(), report });
            }
            (CovariateModel::Nbd, 1) => climb::<3>,
            (CovariateModel::Nbd, 2) => climb::<4>,
            (CovariateModel::Nbd, 3) => climb::<5>,
            (CovariateModel::Nbd, 4) => climb::<6>,
            (CovariateModel::Nbd, 5) => climb::<7>,
            (CovariateModel::Nbd, _) => climb::<8>,
            (_, 1) => climb::<6>,
            (_, 2) => climb::<8>,
            (_, 3) => climb::<10>,
            (_, 4) => climb::<12>,
            (_, 5) => climb::<14>,
            _ => climb::<16>,
        };
        climb(model, &plain, summaries, covariates, options)
    }

    /// The ordinary model of a customer with these covariates; missing ones count as 0.
    #[must_use]
    pub fn model_for(&self, covariates: &[f64]) -> TransactionModel {
        let sum = |weights: &[f64]| -> f64 { weights.iter().zip(covariates).map(|(weight, z)| weight * z).sum() };
        let scale = |sum: f64| if sum.is_finite() { (-sum.clamp(-40.0, 40.0)).exp() } else { 1.0 };
        let (rate, stay) = (scale(sum(&self.purchase)), scale(sum(&self.dropout)));
        match &self.base {
            TransactionModel::ParetoNbd(m) => {
                TransactionModel::ParetoNbd(ParetoNbd::new(m.r, m.alpha * rate, m.s, m.beta * stay))
            }
            TransactionModel::BgNbd(m) => TransactionModel::BgNbd(BgNbd::new(m.r, m.alpha * rate, m.a, m.b * stay)),
            TransactionModel::MbgNbd(m) => TransactionModel::MbgNbd(MbgNbd::new(m.r, m.alpha * rate, m.a, m.b * stay)),
            TransactionModel::Nbd(m) => TransactionModel::Nbd(Nbd::new(m.r, m.alpha * rate)),
            other => other.clone(),
        }
    }
}

/// Mean negative log-likelihood over the logarithms of the parameters, then γ₁ and γ₂.
struct Likelihood<'a> {
    model: CovariateModel,
    rows: Vec<(Row, &'a [f64])>,
    customers: f64,
}

impl Likelihood<'_> {
    /// Log-likelihood of one row with its slopes in the parameters; NBD has the first two.
    fn row(&self, row: &Row, parameters: [f64; 4]) -> (f64, [f64; 4]) {
        match self.model {
            CovariateModel::ParetoNbd => crate::pareto_nbd::row_likelihood(row, parameters),
            CovariateModel::BgNbd => beta_geometric::row_likelihood(row, parameters, 0),
            CovariateModel::MbgNbd => beta_geometric::row_likelihood(row, parameters, 1),
            CovariateModel::Nbd => {
                let (value, [r, alpha]) = nbd::row_likelihood(row, [parameters[0], parameters[1]]);
                (value, [r, alpha, 0.0, 0.0])
            }
        }
    }
}

impl<const N: usize> Objective<N> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; N]) -> (f64, [f64; N]) {
        let known = self.model.base();
        let (purchase, dropout) = at[known..].split_at(self.model.covariates(N));
        let mut base = [1.0; 4];
        for (slot, log) in base.iter_mut().zip(&at[..known]) {
            *slot = log.exp();
        }
        let (mut sum, mut gradient) = (0.0, [0.0; N]);
        for (row, z) in &self.rows {
            let weigh = |weights: &[f64]| -> f64 { weights.iter().zip(*z).map(|(g, z)| g * z).sum() };
            let (rate, stay) = (weigh(purchase).clamp(-40.0, 40.0), weigh(dropout).clamp(-40.0, 40.0));
            let own = [base[0], base[1] * (-rate).exp(), base[2], base[3] * (-stay).exp()];
            let (value, slope) = self.row(row, own);
            sum += row.weight * value;
            let logs = [0, 1, 2, 3].map(|i| row.weight * slope[i] * own[i]);
            for (total, log) in gradient[..known].iter_mut().zip(logs) {
                *total += log;
            }
            let (on_rate, on_stay) = gradient[known..].split_at_mut(purchase.len());
            for (total, z) in on_rate.iter_mut().zip(*z) {
                *total -= logs[1] * z;
            }
            for (total, z) in on_stay.iter_mut().zip(*z) {
                *total -= logs[3] * z;
            }
        }
        (-sum / self.customers, gradient.map(|slope| -slope / self.customers))
    }
}

fn climb<const N: usize>(
    model: CovariateModel,
    plain: &TransactionModel,
    summaries: &[Summary],
    covariates: &Features,
    options: &FitOptions,
) -> Result<WithCovariates, FitError> {
    let customers: f64 = summaries.iter().map(|row| row.weight).sum();
    let scale = (summaries.iter().map(|row| row.weight * row.t).sum::<f64>() / customers).max(1e-300);
    let rows = summaries.iter().zip(covariates.iter()).map(|(row, z)| (one_row(row, scale), z)).collect();
    let likelihood = Likelihood { model, rows, customers };
    let times = if model == CovariateModel::ParetoNbd { [1.0, scale, 1.0, scale] } else { [1.0, scale, 1.0, 1.0] };
    let mut start = [0.0; N];
    for ((slot, parameter), unit) in start.iter_mut().zip(plain.parameters()).zip(times) {
        *slot = (parameter.value / unit).max(1e-300).ln().clamp(-LOG_LIMIT + 1.0, LOG_LIMIT - 1.0);
    }
    let end = optimise::minimise(&likelihood, &[start], LOG_LIMIT, options.stop());
    let known = model.base();
    let found: Vec<f64> = (0..known).map(|i| end.at[i].exp() * times[i]).collect();
    // The errors of logarithms were turned into those of parameters; coefficients are none.
    let errors = options.standard_errors.then(|| optimise::standard_errors(&likelihood, &end.at, LOG_LIMIT, customers));
    let standard_errors = errors.flatten().map(|errors| {
        (0..N).map(|i| if i < known { errors[i] * times[i] } else { errors[i] / end.at[i].exp() }).collect()
    });
    let purchases: f64 = summaries.iter().map(|row| row.weight * f64::from(row.x)).sum();
    let report = FitReport {
        log_likelihood: -end.value * customers - purchases * scale.ln(),
        customers,
        unique_rows: summaries.len(),
        iterations: end.iterations,
        evaluations: end.evaluations,
        converged: end.converged,
        standard_errors,
        notes: if end.converged { Vec::new() } else { vec![Note::NotConverged] },
    };
    let (purchase, dropout) = end.at[known..].split_at(model.covariates(N));
    Ok(WithCovariates { base: model.of(&found), purchase: purchase.to_vec(), dropout: dropout.to_vec(), report })
}
