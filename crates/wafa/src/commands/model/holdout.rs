//! `wafa model holdout`.

use anyhow::bail;
use serde::Serialize;
use wafa_models::choose::FEWEST_HOLDOUT_PURCHASES;
use wafa_models::{Histories, Score, SelectOptions, Split, holdout_value, select_with};

use super::answer::Listed;
use super::{fit, transactions};
use crate::cli::model::Holdout;
use crate::commands::{say, say_json};

#[derive(Serialize)]
struct Answer {
    customers: usize,
    models: Listed<Row>,
    chosen: String,
    value: Option<Value>,
    /// Why the model was chosen, and what its scores are worth.
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Row {
    mae: Option<f64>,
    rmse: Option<f64>,
    bias: Option<f64>,
    auc_active: Option<f64>,
    /// Predictions that were no number.
    nan: usize,
    error: Option<String>,
}

#[derive(Serialize)]
struct Value {
    top_decile_share: Option<f64>,
    order_value_mae: Option<f64>,
}

/// Prints the table of all models and baselines, and which was chosen without looking at it.
pub fn run(options: &Holdout) -> anyhow::Result<()> {
    let purchases = transactions::read(&options.input.transactions, &options.input.columns)?;
    let split = Split { calibration_end: options.calibration_end.number(), holdout_end: options.holdout_end.number() };
    if split.holdout_end <= split.calibration_end {
        bail!("--holdout-end must lie after --calibration-end");
    }
    let select = SelectOptions { unit: transactions::unit(options.input.unit), ..SelectOptions::default() };
    let selection = select_with(&purchases.histories, split, &select);
    let Some(customers) = selection.table.iter().map(|score| score.customers).max() else {
        bail!(
            "there is nothing to score: nobody had bought before {}, the last day of the calibration",
            options.calibration_end
        );
    };
    let value = purchases.with_amounts.then(|| {
        let kind = selection.model.kind();
        let measured = holdout_value(&purchases.histories, split, select.unit, kind);
        Value { top_decile_share: measured.top_decile_share, order_value_mae: measured.order_value_mae }
    });
    let answer = Answer {
        customers,
        models: Listed(selection.table.iter().map(|score| (score.candidate.name().to_owned(), row(score))).collect()),
        chosen: selection.model.kind().name().to_owned(),
        value,
        notes: selection.reasons.iter().map(fit::why_chosen).chain(worth(&purchases.histories, split)).collect(),
    };
    if options.json { say_json(&answer) } else { table(&answer) }
}

/// A word of warning where the hold-out is too small for its scores to mean much.
fn worth(histories: &Histories, split: Split) -> Option<String> {
    let known = histories.iter().filter(|history| !history.until(split.calibration_end).days().is_empty());
    let bought: usize = known.map(|history| history.count_between(split.calibration_end, split.holdout_end)).sum();
    ((bought as f64) < FEWEST_HOLDOUT_PURCHASES).then(|| {
        format!("few_purchases: {bought} purchases in the hold-out by customers known before, the scores say little")
    })
}

fn row(score: &Score) -> Row {
    let scored = score.error.is_none();
    Row {
        mae: scored.then_some(score.mae),
        rmse: scored.then_some(score.rmse),
        bias: score.bias,
        auc_active: score.auc_active,
        nan: score.not_numbers,
        error: score.error.map(|error| error.to_string()),
    }
}

fn table(answer: &Answer) -> anyhow::Result<()> {
    say(&format!("{:12} {:>9} {:>9} {:>8} {:>7}", "model", "MAE", "RMSE", "bias %", "AUC"))?;
    let cell = |value: Option<f64>, factor: f64, width: usize, places: usize| {
        value.map_or_else(|| format!("{:>width$}", "–"), |value| format!("{:width$.places$}", value * factor))
    };
    for (name, row) in &answer.models.0 {
        let chosen = if *name == answer.chosen { "  ← chosen" } else { "" };
        say(&format!(
            "{name:12} {} {} {} {}{chosen}",
            cell(row.mae, 1.0, 9, 4),
            cell(row.rmse, 1.0, 9, 4),
            cell(row.bias, 100.0, 8, 1),
            cell(row.auc_active, 1.0, 7, 4)
        ))?;
    }
    if let Some(value) = &answer.value {
        say(&format!(
            "the best tenth by expected value holds {} % of what was spent; order value is off by {} on average",
            cell(value.top_decile_share, 100.0, 1, 1),
            cell(value.order_value_mae, 1.0, 1, 2)
        ))?;
    }
    answer.notes.iter().try_for_each(|note| say(&format!("note: {note}")))
}
