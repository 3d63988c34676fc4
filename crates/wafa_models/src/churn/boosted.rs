//! Gradient-boosted trees, by the crate `forust-ml`.
//!
//! Assumptions
//! 1. What makes customers leave can be told by a few questions on single columns, asked one after another.
//! 2. Many small trees, each correcting the ones before, foretell better than one large one.
//!
//! Parameters: depth and number of trees, learning rate, and how many rows a leaf must at least weigh; chosen
//! beforehand, since a shop's table is small. The trees run on one thread and draw from a fixed sequence, so that
//! the same table gives the same trees.
//!
//! J. H. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of Statistics 29, 2001;
//! T. Chen, C. Guestrin, "XGBoost", KDD 2016.

use crate::features::Features;
use crate::fit::FitError;
use crate::special::logistic;
use forust_ml::sampler::SampleMethod;
use forust_ml::{GradientBooster, Matrix};
use serde::{Deserialize, Serialize};

/// How to grow.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct BoostedOptions {
    /// Trees.
    pub trees: usize,
    /// Questions in a row, at most.
    pub depth: usize,
    /// Share of each tree's correction that is taken.
    pub learning_rate: f32,
    /// Least weight (sum of p(1 − p)) of a leaf.
    pub leaf_weight: f32,
    /// Share of the rows each tree sees.
    pub row_share: f32,
    /// Share of the columns each tree may ask about.
    pub column_share: f64,
}

impl Default for BoostedOptions {
    fn default() -> Self {
        Self { trees: 300, depth: 4, learning_rate: 0.02, leaf_weight: 10.0, row_share: 0.5, column_share: 0.3 }
    }
}

/// Fitted trees. Storable.
#[derive(Serialize, Deserialize)]
pub struct Boosted {
    booster: GradientBooster,
    width: usize,
}

impl Boosted {
    /// Grows the trees; rows beyond the shorter of the two inputs are left out.
    ///
    /// # Errors
    /// No rows or no columns, or only one outcome.
    pub fn fit(features: &Features, outcomes: &[bool], options: &BoostedOptions) -> Result<Self, FitError> {
        let (rows, width) = (features.len().min(outcomes.len()), features.width());
        if rows == 0 || width == 0 {
            return Err(FitError::NoRows);
        }
        let known: Vec<f64> = outcomes.iter().take(rows).map(|outcome| f64::from(u8::from(*outcome))).collect();
        if known.iter().all(|outcome| known.first() == Some(outcome)) {
            return Err(FitError::OneOutcome);
        }
        let columns: Vec<f64> = (0..width)
            .flat_map(|column| features.iter().take(rows).map(move |row| row.get(column).copied().unwrap_or(0.0)))
            .collect();
        let mut booster = GradientBooster::default()
            .set_iterations(options.trees.clamp(1, 5_000))
            .set_max_depth(options.depth.clamp(1, 12))
            .set_learning_rate(options.learning_rate.clamp(1e-4, 1.0))
            .set_min_leaf_weight(options.leaf_weight.max(0.0))
            .set_sample_method(SampleMethod::Random)
            .set_subsample(options.row_share.clamp(0.05, 1.0))
            .set_colsample_bytree(options.column_share.clamp(0.05, 1.0))
            .set_parallel(false)
            .set_seed(1);
        let matrix = Matrix::new(&columns, rows, width);
        booster.fit_unweighted(&matrix, &known, None).map_err(|_| FitError::NoRows)?;
        Ok(Self { booster, width })
    }

    /// Probability of the outcome for a row.
    #[must_use]
    pub fn predict(&self, row: &[f64]) -> f64 {
        let mut padded: Vec<f64> = row.iter().copied().take(self.width).collect();
        padded.resize(self.width, 0.0);
        let odds = self.booster.predict(&Matrix::new(&padded, 1, self.width), false);
        odds.first().map_or(0.5, |odds| logistic(*odds))
    }
}
