//! Why a row was not imported, so that a person can put it right.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wafa_kernel::{Day, Money};
use wafa_text::{Arg, Reader, Words};

/// Why, as a code and what the sentence needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The code, also the end of the key of its text.
    pub code: String,
    /// What the text wants to know.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Reason {
    pub(crate) fn of(code: &str) -> Self {
        Self { code: code.to_owned(), args: BTreeMap::new() }
    }
    pub(crate) fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
    /// What the text wants to know: `…_on` is a day, `…_money` minor units and a currency.
    fn args(&self, reader: &Reader) -> Vec<(&str, Arg)> {
        let text = |name: &str, value: &String| {
            if name.ends_with("_on") {
                let day = value.parse().map(Day::from_number).ok()?;
                return Some(Arg::Text(reader.date_short(day)));
            }
            let (minor, currency) = value.split_once(' ').filter(|_| name.ends_with("_money"))?;
            Some(Arg::Text(reader.money(Money::new(minor.parse().ok()?, currency.parse().ok()?))))
        };
        // What people call a customer is no number, even when it is made of digits.
        let plain = |name: &str, value: &String| match value.parse::<i64>() {
            Ok(number) if !matches!(name, "stored" | "file") => Arg::Number(number),
            _ => Arg::Text(value.clone()),
        };
        let arg = |name: &str, value: &String| text(name, value).unwrap_or_else(|| plain(name, value));
        self.args.iter().map(|(name, value)| (name.as_str(), arg(name, value))).collect()
    }
    fn key(&self) -> String {
        format!("intake-problem-{}", self.code.replace('_', "-"))
    }
    /// The reason as a sentence for a page.
    #[must_use]
    pub fn say(&self, reader: &Reader) -> String {
        Words::global().say(reader, &self.key(), &self.args(reader))
    }
    /// The reason as a sentence for a file or the command line.
    #[must_use]
    pub fn say_plain(&self, reader: &Reader) -> String {
        Words::global().say_plain(reader, &self.key(), &self.args(reader))
    }
}

/// A row that was not imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Which row of the data, from 1.
    pub row: u64,
    /// The line of the file, or the row of the sheet, it begins on; from 1.
    pub line: u64,
    /// The column at fault; empty when it is the row as a whole.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// What is wrong with it.
    pub reason: Reason,
}
