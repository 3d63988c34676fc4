//! `wafa model fit`.

use anyhow::{Context as _, bail};
use wafa_models::{
    BgBb, ChoiceReason, FirstPurchase, FitOptions, GammaGamma, MbgCnbd, Sbg, SelectOptions, Split, Summary,
    TransactionKind, TransactionModel, Transactions, Unit, select_with, steps_to_a_purchase,
};

use super::answer::Fitted;
use super::summary;
use super::transactions::{self, Purchases};
use crate::cli::model::{Fit, ModelName};
use crate::commands::{say, say_json};

/// Why a summary gets the default model.
const NOT_CHOSEN: &str = "chosen: mbg-nbd, the usual one, untried: a choice is made on trial splits, and a summary does \
                          not say when purchases were made; give --transactions to have one made, or name a --model";

/// Prints the parameters of one model.
pub fn run(options: &Fit) -> anyhow::Result<()> {
    understood(options)?;
    let answer = match (&options.transactions, &options.summary) {
        (Some(path), _) => of_purchases(&transactions::read(path, &options.columns)?, options)?,
        (None, Some(path)) => of_summary(path, options)?,
        (None, None) => of_cohort(options)?,
    };
    if options.json {
        return say_json(&answer);
    }
    answer.lines().iter().try_for_each(|line| say(line))
}

/// Refuses options that would otherwise be passed over in silence.
fn understood(options: &Fit) -> anyhow::Result<()> {
    if options.k.is_some() && options.model != ModelName::MbgCnbd {
        bail!("--k goes with --model mbg-cnbd");
    }
    if options.transactions.is_some() {
        return Ok(());
    }
    let input = if options.summary.is_some() { "--summary" } else { "--churn" };
    for (given, word) in [(options.as_of.is_some(), "--as-of"), (options.unit.is_some(), "--unit")] {
        if given {
            bail!("{word} goes with --transactions: the figures of {input} have their last day and unit already");
        }
    }
    Ok(())
}

fn of_cohort(options: &Fit) -> anyhow::Result<Fitted> {
    if !matches!(options.model, ModelName::Sbg | ModelName::Auto) {
        bail!("--churn goes with --model sbg");
    }
    let (Some(churn), Some(customers)) = (&options.churn, options.customers) else {
        bail!("the model sbg needs --churn and --customers");
    };
    if let Some(odd) = churn.iter().find(|lost| !(**lost >= 0.0 && lost.is_finite())) {
        bail!("--churn: {odd} is no number of customers");
    }
    let model = Sbg::fit_cohort(churn, customers, &FitOptions::default())
        .with_context(|| format!("{} cancelled of {customers}", churn.iter().sum::<f64>()))?;
    Ok(Fitted::of("sbg", &model.parameters(), &model.report))
}

fn of_summary(path: &std::path::Path, options: &Fit) -> anyhow::Result<Fitted> {
    let quick = FitOptions::default();
    match options.model {
        ModelName::GammaGamma => {
            let rows = summary::values(path, &options.columns)?;
            let model = GammaGamma::fit(&rows, &quick).context("no customer has a positive value")?;
            Ok(Fitted::of("gamma-gamma", &model.parameters(), &model.report))
        }
        ModelName::BgBb => {
            let model = BgBb::fit(&summary::opportunities(path, &options.columns)?, &quick)?;
            Ok(Fitted::of("bg-bb", &model.parameters(), &model.report))
        }
        ModelName::Sbg => bail!("the model sbg needs --churn and --customers"),
        ModelName::Auto => {
            let answer = fitted(TransactionKind::MbgNbd, &summary::purchases(path, &options.columns)?)?;
            Ok(answer.note(NOT_CHOSEN.to_owned()))
        }
        ModelName::MbgCnbd => {
            let Some(k) = options.k else {
                bail!("a summary does not say when purchases were made, so k cannot be chosen: give --k, from 1 to 12");
            };
            fitted(TransactionKind::MbgCnbd { k }, &summary::purchases(path, &options.columns)?)
        }
        name => fitted(kind(name)?, &summary::purchases(path, &options.columns)?),
    }
}

fn of_purchases(purchases: &Purchases, options: &Fit) -> anyhow::Result<Fitted> {
    let as_of = options.as_of.map_or_else(|| purchases.last_day(), wafa_kernel::Day::number);
    if matches!(options.model, ModelName::GammaGamma) {
        if !purchases.with_amounts {
            bail!("no column says: amount; name it with --columns amount=…");
        }
        // The first purchase is left out, as in the published figures.
        let rows = purchases.histories.value_summaries(as_of, FirstPurchase::Excluded);
        let model = GammaGamma::fit(&rows, &FitOptions::default()).context("nobody has bought twice for something")?;
        return Ok(Fitted::of("gamma-gamma", &model.parameters(), &model.report));
    }
    if matches!(options.model, ModelName::Sbg | ModelName::BgBb) {
        bail!("this model needs --churn and --customers (sbg) or --summary (bg-bb), not purchases");
    }
    let unit = transactions::unit(options.unit.unwrap_or_default());
    let (model, why) = chosen(purchases, options.model, options.k, as_of, unit)?;
    let answer = described(&model);
    Ok(why.into_iter().fold(answer, Fitted::note))
}

/// Fits the model of a name; `auto` chooses on trial splits, and says why. So is the k of mbg-cnbd chosen where none is
/// given.
pub fn chosen(
    purchases: &Purchases,
    name: ModelName,
    k: Option<u32>,
    as_of: i32,
    unit: Unit,
) -> anyhow::Result<(TransactionModel, Vec<String>)> {
    let summaries = purchases.histories.summaries(as_of, unit);
    if summaries.is_empty() {
        bail!("nobody had bought by {}", wafa_kernel::Day::from_number(as_of));
    }
    let select = SelectOptions { unit, ..SelectOptions::default() };
    match name {
        ModelName::Auto => {
            let whole = Split { calibration_end: as_of, holdout_end: as_of };
            let selection = select_with(&purchases.histories, whole, &select);
            let why = selection.reasons.iter().map(why_chosen).collect();
            Ok((selection.model, why))
        }
        ModelName::MbgCnbd => {
            let k = k.unwrap_or_else(|| steps_to_a_purchase(&purchases.histories, as_of, &select));
            Ok((TransactionModel::MbgCnbd(MbgCnbd::fit(&summaries, k, &select.fit)?), Vec::new()))
        }
        name => Ok((kind(name)?.fit(&summaries, &select.fit)?, Vec::new())),
    }
}

/// A reason of the choice in words.
pub fn why_chosen(reason: &ChoiceReason) -> String {
    match reason {
        ChoiceReason::SmallestError { error, runner_up: Some((other, its)) } => {
            format!("chosen: smallest error on trial splits, {error:.4}; next is {} with {its:.4}", other.name())
        }
        ChoiceReason::SmallestError { error, runner_up: None } => {
            format!("chosen: the only model that could be tried, with an error of {error:.4}")
        }
        ChoiceReason::Tie { with } => format!("chosen: as good as {}, and preferred then", with.name()),
        ChoiceReason::BeatsBaselines { best, error } => {
            format!("chosen: better than the best baseline, {} with {error:.4}", best.name())
        }
        ChoiceReason::NoBetterThanBaseline { best, error } => {
            format!("chosen: no better than the baseline {} with {error:.4}", best.name())
        }
        ChoiceReason::NoHoldOut => "chosen: too little history to try models on, so the usual one was taken".to_owned(),
        ChoiceReason::CandidateFailed { kind, error } => format!("{} could not be fitted: {error}", kind.name()),
        ChoiceReason::LastResort => "chosen: no model could be fitted; everyone gets the common rate".to_owned(),
    }
}

fn fitted(kind: TransactionKind, summaries: &[Summary]) -> anyhow::Result<Fitted> {
    Ok(described(&kind.fit(summaries, &FitOptions::default())?))
}

fn described(model: &TransactionModel) -> Fitted {
    Fitted::of(model.kind().name(), &model.parameters(), model.report())
}

fn kind(name: ModelName) -> anyhow::Result<TransactionKind> {
    Ok(match name {
        ModelName::BgNbd => TransactionKind::BgNbd,
        ModelName::MbgNbd => TransactionKind::MbgNbd,
        ModelName::ParetoNbd => TransactionKind::ParetoNbd,
        ModelName::Nbd => TransactionKind::Nbd,
        ModelName::Auto | ModelName::MbgCnbd | ModelName::GammaGamma | ModelName::Sbg | ModelName::BgBb => {
            bail!("this model does not foretell purchases from their dates")
        }
    })
}

/// Refuses models that cannot predict purchases, with one clear sentence.
pub fn predicts(name: ModelName) -> anyhow::Result<()> {
    match name {
        ModelName::Auto | ModelName::MbgCnbd => Ok(()),
        name => kind(name).map(|_| ()),
    }
}
