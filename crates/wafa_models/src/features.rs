//! Columns of a table turned into numbers that models of churn and uplift can read.
//!
//! Owns the encoding: numbers are kept (a missing one becomes the mean, with a column of its own saying so),
//! words become one column of 0 and 1 per frequent word. An encoding is learned once and used on later rows,
//! so that a word never seen before is simply none of the known ones.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[cfg(test)]
mod tests;

/// Most words of one column that get a column of their own.
const WORDS: usize = 24;

/// A word must stand in at least this many rows to get a column of its own.
const FEWEST_ROWS: usize = 5;

/// One column as read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Column {
    /// Numbers; `None` where there is none.
    Numbers(Vec<Option<f64>>),
    /// Words; empty where there is none.
    Words(Vec<String>),
}

impl Column {
    /// Rows in it.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Words(values) => values.len(),
        }
    }

    /// Whether it has no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// What one column becomes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Rule {
    Number { mean: f64, missing: bool },
    Words(Vec<String>),
}

/// How the columns of a table become numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Encoding {
    rules: Vec<(String, Rule)>,
}

impl Encoding {
    /// Learns it from named columns; columns that say the same of everyone, and columns of names (nearly every
    /// row another word), become nothing.
    #[must_use]
    pub fn learn(columns: &[(String, Column)]) -> Self {
        Self { rules: columns.iter().map(|(name, column)| (name.clone(), rule(column))).collect() }
    }

    /// Names of the encoded columns: the column's own, or `column=word`.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let mut names = Vec::new();
        for (name, rule) in &self.rules {
            match rule {
                Rule::Number { missing, .. } => {
                    names.push(name.clone());
                    if *missing {
                        names.push(format!("{name}="));
                    }
                }
                Rule::Words(words) => names.extend(words.iter().map(|word| format!("{name}={word}"))),
            }
        }
        names
    }

    /// The rows as numbers; columns in the order they were learned in.
    #[must_use]
    pub fn encode(&self, columns: &[(String, Column)]) -> Features {
        let rows = columns.iter().map(|(_, column)| column.len()).min().unwrap_or(0);
        let mut features = Features::new(self.names().len());
        let mut row = Vec::with_capacity(features.width());
        for at in 0..rows {
            row.clear();
            for ((_, rule), (_, column)) in self.rules.iter().zip(columns) {
                append(&mut row, rule, column, at);
            }
            features.push(&row);
        }
        features
    }
}

fn rule(column: &Column) -> Rule {
    match column {
        Column::Numbers(values) => {
            let known: Vec<f64> = values.iter().flatten().copied().filter(|v| v.is_finite()).collect();
            let mean = known.iter().map(|v| v / known.len() as f64).sum::<f64>();
            let missing = !known.is_empty() && known.len() < values.len();
            Rule::Number { mean: if mean.is_finite() { mean } else { 0.0 }, missing }
        }
        Column::Words(values) => {
            let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
            for value in values {
                *counts.entry(value).or_default() += 1;
            }
            let names = counts.len() > WORDS && counts.len() * 2 > values.len();
            let mut words: Vec<(&str, usize)> =
                counts.into_iter().filter(|(_, count)| *count >= FEWEST_ROWS && *count < values.len()).collect();
            words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
            words.truncate(WORDS);
            if words.len() == 2 && words.iter().map(|(_, count)| count).sum::<usize>() == values.len() {
                words.truncate(1);
            }
            Rule::Words(if names { Vec::new() } else { words.into_iter().map(|(word, _)| word.to_owned()).collect() })
        }
    }
}

fn append(row: &mut Vec<f64>, rule: &Rule, column: &Column, at: usize) {
    match (rule, column) {
        (Rule::Number { mean, missing }, Column::Numbers(values)) => {
            let value = values.get(at).copied().flatten().filter(|v| v.is_finite());
            row.push(value.unwrap_or(*mean));
            if *missing {
                row.push(f64::from(u8::from(value.is_none())));
            }
        }
        (Rule::Words(words), Column::Words(values)) => {
            let value = values.get(at).map_or("", String::as_str);
            row.extend(words.iter().map(|word| f64::from(u8::from(word == value))));
        }
        // A column of another kind than learned says nothing.
        (Rule::Number { mean, missing }, Column::Words(_)) => {
            row.push(*mean);
            if *missing {
                row.push(1.0);
            }
        }
        (Rule::Words(words), Column::Numbers(_)) => row.extend(words.iter().map(|_| 0.0)),
    }
}

/// Rows of numbers, all of one width.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Features {
    width: usize,
    rows: usize,
    values: Vec<f64>,
}

impl Features {
    /// No rows yet.
    #[must_use]
    pub fn new(width: usize) -> Self {
        Self { width, rows: 0, values: Vec::new() }
    }

    /// Adds a row, cut or filled with zeros to the width; what is not finite counts as 0.
    pub fn push(&mut self, row: &[f64]) {
        let finite = row.iter().map(|v| if v.is_finite() { v.clamp(-1e100, 1e100) } else { 0.0 });
        self.values.extend(finite.chain(std::iter::repeat(0.0)).take(self.width));
        self.rows += 1;
    }

    /// Numbers in a row.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// Rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows == 0
    }

    /// One row; empty beyond the last.
    #[must_use]
    pub fn row(&self, at: usize) -> &[f64] {
        self.values.get(at * self.width..(at + 1) * self.width).filter(|_| at < self.rows).unwrap_or_default()
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = &[f64]> {
        (0..self.rows).map(|at| self.row(at))
    }

    /// The rows at these positions.
    #[must_use]
    pub fn only(&self, rows: &[usize]) -> Self {
        let mut out = Self::new(self.width);
        for at in rows {
            out.push(self.row(*at));
        }
        out
    }
}

/// Deals `rows` into `folds` parts of equal size and equal share of positives, in a fixed shuffled order.
#[must_use]
pub fn folds(outcomes: &[bool], folds: usize) -> Vec<usize> {
    let folds = folds.max(1);
    let mut draws = crate::draws::Draws::new(17);
    let mut keyed: Vec<(bool, u64, usize)> =
        outcomes.iter().enumerate().map(|(at, outcome)| (*outcome, draws.bits(), at)).collect();
    keyed.sort_unstable();
    let mut out = vec![0; outcomes.len()];
    for (dealt, (_, _, at)) in keyed.into_iter().enumerate() {
        if let Some(fold) = out.get_mut(at) {
            *fold = dealt % folds;
        }
    }
    out
}
