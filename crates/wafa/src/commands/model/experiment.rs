//! The file of an experiment: who was treated, what came of it, what was known before.

use std::path::Path;

use anyhow::{Context as _, bail};
use wafa_intake::Sheet;
use wafa_models::features::{Column, Encoding, Features};

use super::reading::{self, Tally};
use crate::cli::model::Uplift;

/// An experiment as numbers.
pub struct Experiment {
    pub features: Features,
    /// Names of the encoded columns.
    pub names: Vec<String>,
    pub treated: Vec<bool>,
    pub outcomes: Vec<f64>,
}

/// Words for "not treated" and "nothing came of it".
const NO: &[&str] =
    &["0", "no", "n", "false", "f", "control", "none", "untreated", "holdout", "خیر", "نه", "کنترل", "لا", "ضابطة"];
/// Words for "something came of it".
const YES: &[&str] = &["1", "yes", "y", "true", "t", "treated", "treatment", "test", "بله", "بلی", "آزمایش", "نعم"];

/// Names of columns that are known only after the treatment.
const AFTERWARDS: &[&str] = &[
    "visit",
    "visits",
    "visited",
    "conversion",
    "conversions",
    "converted",
    "spend",
    "spent",
    "revenue",
    "sales",
    "purchase",
    "purchased",
    "purchases",
    "click",
    "clicked",
    "clicks",
    "open",
    "opened",
    "response",
    "responded",
    "outcome",
    "target",
    "label",
    "treatment",
    "treated",
    "segment",
    "group",
    "exposure",
    "y",
];

/// Reads the file; rows without treatment or outcome are left out.
pub fn read(options: &Uplift) -> anyhow::Result<Experiment> {
    let path = &options.file;
    let sheet = reading::open(path)?;
    let treatment = column(&sheet, &options.treatment)?;
    let outcome = column(&sheet, &options.outcome)?;
    let known = features(&sheet, options, treatment, outcome)?;
    let (mut tally, mut words) = (Tally::default(), Vec::new());
    let mut cells: Vec<Vec<String>> = vec![Vec::new(); known.len()];
    let mut outcomes = Vec::new();
    sheet.each(&mut |row| {
        tally.read += 1;
        let (was, came) = (row.text(treatment).to_lowercase(), happened(row.text(outcome), row.number(outcome)));
        match (row.is_flawed() || was.is_empty(), came) {
            (false, Some(came)) => {
                words.push(was);
                outcomes.push(came);
                for (cell, at) in cells.iter_mut().zip(&known) {
                    cell.push(row.text(*at).to_owned());
                }
            }
            _ => tally.leave_out(row.line(), "no treatment or no outcome"),
        }
    })?;
    tally.report(path)?;
    let treated = treated(path, &words)?;
    let named = known.iter().map(|at| sheet.header().get(*at).cloned().unwrap_or_default());
    let columns: Vec<(String, Column)> = named.zip(cells.into_iter().map(typed)).collect();
    let encoding = Encoding::learn(&columns);
    Ok(Experiment { features: encoding.encode(&columns), names: encoding.names(), treated, outcomes })
}

fn column(sheet: &Sheet, name: &str) -> anyhow::Result<usize> {
    sheet.column(name).with_context(|| format!("there is no column {name}; there are {}", sheet.header().join(", ")))
}

fn features(sheet: &Sheet, options: &Uplift, treatment: usize, outcome: usize) -> anyhow::Result<Vec<usize>> {
    if !options.features.is_empty() {
        return options.features.iter().map(|name| column(sheet, name)).collect();
    }
    let afterwards = |name: &String| AFTERWARDS.contains(&name.to_lowercase().as_str());
    let all = sheet.header().iter().enumerate();
    Ok(all.filter(|(at, name)| *at != treatment && *at != outcome && !afterwards(name)).map(|(at, _)| at).collect())
}

fn happened(text: &str, number: Option<f64>) -> Option<f64> {
    let word = text.to_lowercase();
    number.or_else(|| if NO.contains(&word.as_str()) { Some(0.0) } else { YES.contains(&word.as_str()).then_some(1.0) })
}

/// Who was treated: numbers above 0, words for yes, or every word but the one that says "not".
fn treated(path: &Path, words: &[String]) -> anyhow::Result<Vec<bool>> {
    let says_no = |word: &str| {
        let number: Option<f64> = wafa_text::fold::decimal(word).and_then(|plain| plain.parse().ok());
        number.is_some_and(|number| number <= 0.0)
            || NO.contains(&word)
            || ["no ", "no-", "no_", "control ", "not "].iter().any(|start| word.starts_with(start))
    };
    let treated: Vec<bool> = words.iter().map(|word| !says_no(word)).collect();
    if treated.iter().all(|own| *own) || !treated.iter().any(|own| *own) {
        let mut seen: Vec<&str> = words.iter().map(String::as_str).collect();
        seen.sort_unstable();
        seen.dedup();
        seen.truncate(5);
        bail!(
            "{}: an experiment needs treated and untreated customers; the treatment column says {}",
            path.display(),
            seen.join(", ")
        );
    }
    Ok(treated)
}

/// A column of numbers where nine of ten cells with text are numbers, else of words.
fn typed(cells: Vec<String>) -> Column {
    let number = |text: &String| {
        text.parse::<f64>().ok().or_else(|| wafa_text::fold::decimal(text)?.parse().ok()).filter(|n| n.is_finite())
    };
    let numbers: Vec<Option<f64>> = cells.iter().map(number).collect();
    let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
    if filled > 0 && numbers.iter().flatten().count() * 10 >= filled * 9 {
        Column::Numbers(numbers)
    } else {
        Column::Words(cells)
    }
}
