//! Static covariates: what is known of a customer beforehand moves how often she buys and how soon she leaves.
//!
//! Assumptions, on top of those of the model itself
//! 1. A customer's covariates z do not change.
//! 2. Her purchase rate is λᵢ = λ₀ᵢ·exp(γ₁·z): the rate parameter becomes αᵢ = α₀·exp(−γ₁·z).
//! 3. Leaving: Pareto/NBD's drop-out rate is μᵢ = μ₀ᵢ·exp(γ₂·z), so βᵢ = β₀·exp(−γ₂·z). In BG/NBD and MBG/NBD it is
//!    bᵢ = b₀·exp(−γ₂·z), so that with all three a positive γ₂ means leaving sooner. CLVTools does the same for
//!    Pareto/NBD; for the BG models it moves a and b together, and PyMC-Marketing each on its own.
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
use crate::{BgNbd, MbgNbd, ParetoNbd, Summary, TransactionKind, TransactionModel, Transactions, beta_geometric};
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
}

/// A model whose parameters depend on covariates; see the module for the assumptions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WithCovariates {
    /// The model of a customer whose covariates are all 0.
    pub base: TransactionModel,
    /// γ₁ of each covariate: on the logarithm of the purchase rate.
    pub purchase: Vec<f64>,
    /// γ₂ of each covariate: on the logarithm of the rate or odds of leaving.
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
        let plain = plain(model, summaries, options)?;
        match covariates.width() {
            0 => Ok(Self { report: plain.report().clone(), base: plain, purchase: Vec::new(), dropout: Vec::new() }),
            1 => climb::<6>(model, &plain, summaries, covariates, options),
            2 => climb::<8>(model, &plain, summaries, covariates, options),
            3 => climb::<10>(model, &plain, summaries, covariates, options),
            4 => climb::<12>(model, &plain, summaries, covariates, options),
            5 => climb::<14>(model, &plain, summaries, covariates, options),
            6 => climb::<16>(model, &plain, summaries, covariates, options),
            _ => Err(FitError::TooManyColumns { most: MOST_COVARIATES }),
        }
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
            other => other.clone(),
        }
    }
}

fn plain(model: CovariateModel, summaries: &[Summary], options: &FitOptions) -> Result<TransactionModel, FitError> {
    let kind = match model {
        CovariateModel::ParetoNbd => TransactionKind::ParetoNbd,
        CovariateModel::BgNbd => TransactionKind::BgNbd,
        CovariateModel::MbgNbd => TransactionKind::MbgNbd,
    };
    kind.fit(summaries, options)
}

/// Mean negative log-likelihood over the logarithms of four parameters, then γ₁ and γ₂.
struct Likelihood<'a> {
    model: CovariateModel,
    rows: Vec<(Row, &'a [f64])>,
    customers: f64,
}

impl Likelihood<'_> {
    /// Log-likelihood of one row with its slopes in the four parameters.
    fn row(&self, row: &Row, parameters: [f64; 4]) -> (f64, [f64; 4]) {
        match self.model {
            CovariateModel::ParetoNbd => crate::pareto_nbd::row_likelihood(row, parameters),
            CovariateModel::BgNbd => beta_geometric::row_likelihood(row, parameters, 0),
            CovariateModel::MbgNbd => beta_geometric::row_likelihood(row, parameters, 1),
        }
    }
}

impl<const N: usize> Objective<N> for Likelihood<'_> {
    fn evaluate(&self, at: &[f64; N]) -> (f64, [f64; N]) {
        let count = (N - 4) / 2;
        let base = [at[0], at[1], at[2], at[3]].map(f64::exp);
        let (mut sum, mut gradient) = (0.0, [0.0; N]);
        for (row, z) in &self.rows {
            let weigh = |from: usize| -> f64 { at[from..from + count].iter().zip(*z).map(|(g, z)| g * z).sum() };
            let (rate, stay) = (weigh(4).clamp(-40.0, 40.0), weigh(4 + count).clamp(-40.0, 40.0));
            let own = [base[0], base[1] * (-rate).exp(), base[2], base[3] * (-stay).exp()];
            let (value, slope) = self.row(row, own);
            sum += row.weight * value;
            let logs = [0, 1, 2, 3].map(|i| row.weight * slope[i] * own[i]);
            for i in 0..4 {
                gradient[i] += logs[i];
            }
            for (i, z) in z.iter().enumerate().take(count) {
                gradient[4 + i] -= logs[1] * z;
                gradient[4 + count + i] -= logs[3] * z;
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
    let count = (N - 4) / 2;
    let found: Vec<f64> = (0..4).map(|i| end.at[i].exp() * times[i]).collect();
    // The errors of logarithms were turned into those of parameters; coefficients are none.
    let errors = options.standard_errors.then(|| optimise::standard_errors(&likelihood, &end.at, LOG_LIMIT, customers));
    let standard_errors = errors
        .flatten()
        .map(|errors| (0..N).map(|i| if i < 4 { errors[i] * times[i] } else { errors[i] / end.at[i].exp() }).collect());
    let base = match model {
        CovariateModel::ParetoNbd => {
            TransactionModel::ParetoNbd(ParetoNbd::new(found[0], found[1], found[2], found[3]))
        }
        CovariateModel::BgNbd => TransactionModel::BgNbd(BgNbd::new(found[0], found[1], found[2], found[3])),
        CovariateModel::MbgNbd => TransactionModel::MbgNbd(MbgNbd::new(found[0], found[1], found[2], found[3])),
    };
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
    let part = |from: usize| end.at[from..from + count].to_vec();
    Ok(WithCovariates { base, purchase: part(4), dropout: part(4 + count), report })
}
