//! The answer of a fit: parameters in the order of the literature, under the names other programs use.

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use wafa_models::{FitReport, Note, Parameter};

/// Names with values, printed in this order.
pub struct Listed<V>(pub Vec<(String, V)>);

impl<V: Serialize> Serialize for Listed<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

/// What `model fit` prints.
#[derive(Serialize)]
pub struct Fitted {
    model: String,
    params: Listed<f64>,
    standard_errors: Option<Listed<f64>>,
    log_likelihood: f64,
    customers: f64,
    unique_rows: usize,
    iterations: u32,
    notes: Vec<String>,
}

impl Fitted {
    /// From a fitted model. The k of MBG/CNBD-k comes first, as in its literature; it has no standard error.
    pub fn of(model: &str, parameters: &[Parameter], report: &FitReport) -> Self {
        let named = |values: &mut dyn Iterator<Item = f64>| {
            Listed(parameters.iter().map(|parameter| parameter.name.to_owned()).zip(values).collect())
        };
        let mut params = named(&mut parameters.iter().map(|parameter| parameter.value));
        params.0.sort_by_key(|(name, _)| name != "k");
        let standard_errors = report.standard_errors.as_ref().map(|errors| named(&mut errors.iter().copied()));
        Self {
            model: model.to_owned(),
            params,
            standard_errors,
            log_likelihood: report.log_likelihood,
            customers: report.customers,
            unique_rows: report.unique_rows,
            iterations: report.iterations,
            notes: report.notes.iter().map(note).collect(),
        }
    }

    /// Adds something worth knowing.
    pub fn note(mut self, text: String) -> Self {
        self.notes.push(text);
        self
    }

    /// As lines for people.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![format!("{} of {} customers ({} distinct)", self.model, self.customers, self.unique_rows)];
        for (name, value) in &self.params.0 {
            let errors = self.standard_errors.as_ref();
            lines.push(match errors.and_then(|errors| errors.0.iter().find(|(own, _)| own == name)) {
                Some((_, error)) => format!("  {name:6} {value:14.7} ± {error:.7}"),
                None => format!("  {name:6} {value:14.7}"),
            });
        }
        lines.push(format!("  log-likelihood {:.4}, {} iterations", self.log_likelihood, self.iterations));
        lines.extend(self.notes.iter().map(|note| format!("  note: {note}")));
        lines
    }
}

/// A note with its stable name in front.
fn note(note: &Note) -> String {
    let text = match note {
        Note::NobodyDropsOut => "nobody_drops_out: nobody drops out, the model has become NBD",
        Note::EqualRates => "equal_rates: all customers buy at the same rate",
        Note::EqualDropout => "equal_dropout: all customers have the same chance of dropping out",
        Note::AllOrNothingDropout => "all_or_nothing_dropout: some customers leave at once and the others never",
        Note::NoRepeatPurchases => "no_repeat_purchases: nobody has bought twice",
        Note::EqualValues => "equal_values: all values are nearly the same",
        Note::NoPopulationMean => "no_population_mean: q ≤ 1, the population mean does not exist",
        Note::NotConverged => "not_converged: the optimiser stopped early, these are the best parameters it saw",
        Note::RowsLeftOut { rows } => {
            return format!("rows_left_out: {rows} rows without a positive value were left out");
        }
        Note::ValueDependsOnFrequency { correlation } => {
            return format!("value_depends_on_frequency: correlation of frequency and value is {correlation:.3}");
        }
    };
    text.to_owned()
}
