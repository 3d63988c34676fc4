//! From a likelihood to a report: the one frame all fits share.
//!
//! Owns the parameters as logarithms during the search, their return to the units of the data, the standard
//! errors by the delta method, and the note of a search that stopped early.
#![allow(clippy::indexing_slicing, clippy::needless_range_loop)] // fixed-size arrays indexed by their own length

use super::{FitOptions, FitReport, Note};
use crate::optimise::{self, Minimum, Objective};

/// What to search.
pub(crate) struct Search<'a, const N: usize> {
    /// Where to start, as logarithms of scaled parameters.
    pub starts: &'a [[f64; N]],
    /// Largest absolute value of a logarithm.
    pub limit: f64,
    /// What a scaled parameter is multiplied with to be in the units of the data; 1 where it has none.
    pub units: [f64; N],
    /// Customers behind the mean likelihood.
    pub customers: f64,
}

/// The top of a likelihood.
pub(crate) struct Optimum<const N: usize> {
    /// Parameters in the units of the data.
    pub parameters: [f64; N],
    /// Where the search ended: logarithms of scaled parameters, mean negative log-likelihood.
    pub end: Minimum<N>,
    customers: f64,
    standard_errors: Option<Vec<f64>>,
}

/// Climbs to the top of a likelihood over logarithms of positive parameters.
pub(crate) fn climb<const N: usize>(
    likelihood: &impl Objective<N>,
    search: &Search<'_, N>,
    options: &FitOptions,
) -> Optimum<N> {
    let end = optimise::minimise(likelihood, search.starts, search.limit, options.stop());
    let mut parameters = end.at.map(f64::exp);
    for i in 0..N {
        parameters[i] *= search.units[i];
    }
    let errors = if options.standard_errors {
        optimise::standard_errors(likelihood, &end.at, search.limit, search.customers)
    } else {
        None
    };
    let standard_errors =
        errors.map(|errors| errors.iter().zip(search.units).map(|(error, unit)| error * unit).collect());
    Optimum { parameters, end, customers: search.customers, standard_errors }
}

impl<const N: usize> Optimum<N> {
    /// The report of the fit. `log_likelihood` is the total over the data's own units.
    pub fn report(&self, log_likelihood: f64, unique_rows: usize, mut notes: Vec<Note>) -> FitReport {
        if !self.end.converged {
            notes.push(Note::NotConverged);
        }
        FitReport {
            log_likelihood,
            customers: self.customers,
            unique_rows,
            iterations: self.end.iterations,
            evaluations: self.end.evaluations,
            converged: self.end.converged,
            standard_errors: self.standard_errors.clone(),
            notes,
        }
    }
}

/// Pairs values with the names the literature gives them.
pub(crate) fn named(pairs: &[(&'static str, f64)]) -> Vec<super::Parameter> {
    pairs.iter().map(|(name, value)| super::Parameter { name, value: *value }).collect()
}
