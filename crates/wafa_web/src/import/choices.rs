//! What a person says about a file: read from the form, checked, and kept when it is shown again.

use wafa_intake::{ColumnRule, ImportOptions, Inspection, Mapping, Meaning, Overwrite, Unit};
use wafa_kernel::{Currency, DisplayUnit};

use super::upload::Upload;
use crate::who::Desk;

/// The form as it was sent, or as it begins.
#[derive(Debug, Clone, Default)]
pub(super) struct Choices {
    /// Meaning and rule of each column, in the order of the file.
    pub(super) columns: Vec<(Meaning, Overwrite)>,
    /// Code of the currency.
    pub(super) currency: String,
    /// `rial`, `toman` or nothing yet.
    pub(super) unit: String,
    /// Name of a calendar, or nothing to find it out.
    pub(super) calendar: String,
    /// Order of the parts of dates, or nothing to find it out.
    pub(super) date_order: String,
    /// Columns without a meaning are kept.
    pub(super) custom_fields: bool,
    /// Name to keep the mapping under; nothing not to keep it.
    pub(super) save_as: String,
}

/// What is wrong with a form: (field, key of the sentence).
pub(super) type Wrong = Vec<(&'static str, &'static str)>;

fn one<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
}

impl Choices {
    /// What the form begins with: what was said before, or else what the file looks like.
    pub(super) fn begin(desk: &Desk, upload: &Upload, inspection: &Inspection) -> Self {
        let mapping = upload.mapping.clone().unwrap_or_else(|| inspection.mapping());
        let columns = inspection
            .header
            .iter()
            .map(|header| {
                mapping
                    .columns
                    .get(header)
                    .map_or((Meaning::Ignore, Overwrite::default()), |rule| (rule.meaning, rule.overwrite))
            })
            .collect();
        let said = upload.mapping.is_some();
        let options = &upload.options;
        let currency = options.currency.or(inspection.currency).unwrap_or(desk.business.currency);
        Self {
            columns,
            currency: currency.code().to_owned(),
            unit: options.unit.or(inspection.unit).map(|unit| unit.as_str().to_owned()).unwrap_or_default(),
            calendar: options.calendar.map(|calendar| calendar.as_str().to_owned()).unwrap_or_default(),
            date_order: options.date_order.map(|order| order.as_str().to_owned()).unwrap_or_default(),
            custom_fields: said && options.custom_fields,
            save_as: String::new(),
        }
    }

    /// Reads the form.
    pub(super) fn read(pairs: &[(String, String)], inspection: &Inspection) -> Self {
        let columns = (0..inspection.header.len())
            .map(|at| {
                let meaning = one(pairs, &format!("meaning.{at}")).parse().unwrap_or(Meaning::Ignore);
                let rule = one(pairs, &format!("rule.{at}")).parse().unwrap_or_default();
                (meaning, rule)
            })
            .collect();
        Self {
            columns,
            currency: one(pairs, "currency").to_ascii_uppercase(),
            unit: one(pairs, "unit").to_owned(),
            calendar: one(pairs, "calendar").to_owned(),
            date_order: one(pairs, "date_order").to_owned(),
            custom_fields: one(pairs, "custom_fields") == "true",
            save_as: one(pairs, "save_as").chars().take(80).collect(),
        }
    }

    /// True when amounts are read and could be rial or Toman.
    pub(super) fn asks_unit(&self) -> bool {
        self.currency == Currency::IRR.code() && self.has_amounts()
    }

    fn has_amounts(&self) -> bool {
        let money = [Meaning::Amount, Meaning::OrderTotal, Meaning::UnitPrice, Meaning::RefundedAmount];
        self.columns.iter().any(|(meaning, _)| money.contains(meaning))
    }

    /// What the person still has to say.
    pub(super) fn wrong(&self, inspection: &Inspection) -> Wrong {
        let mut wrong = Wrong::new();
        if self.currency.parse::<Currency>().is_err() {
            wrong.push(("currency", "import-currency-unknown"));
        }
        if self.asks_unit() && self.unit.parse::<Unit>().is_err() {
            wrong.push(("unit", "import-unit-ask"));
        }
        let dated = self.columns.iter().any(|(meaning, _)| *meaning == Meaning::Date);
        if inspection.dates_ambiguous && dated && self.date_order.is_empty() {
            wrong.push(("date_order", "import-order-ask"));
        }
        wrong
    }

    /// The meaning of the columns. A column nobody uses is not in it, so that it can be kept on request.
    pub(super) fn mapping(&self, header: &[String]) -> Mapping {
        let used = header.iter().zip(&self.columns).filter(|(_, (meaning, _))| *meaning != Meaning::Ignore);
        Mapping {
            columns: used
                .map(|(header, (meaning, overwrite))| {
                    (header.clone(), ColumnRule { meaning: *meaning, overwrite: *overwrite })
                })
                .collect(),
        }
    }

    /// Everything else.
    pub(super) fn options(&self, upload: &Upload) -> ImportOptions {
        ImportOptions {
            file_name: upload.file_name.clone(),
            preset: upload.preset,
            currency: self.currency.parse().ok(),
            unit: self.asks_unit().then(|| self.unit.parse().ok()).flatten(),
            calendar: self.calendar.parse().ok(),
            date_order: self.date_order.parse().ok(),
            zone: None,
            custom_fields: self.custom_fields,
            corrections: upload.options.corrections.clone(),
        }
    }
}

/// An amount of the file as rial and as Toman, so that the difference can be seen: (rial, toman) sentences.
pub(super) fn unit_samples(desk: &Desk, sample: Option<&str>) -> Option<(String, String)> {
    let plain = wafa_text::fold::decimal(sample?)?;
    let amount = wafa_kernel::money::parse_scaled(&plain, 0)?.checked_abs().filter(|amount| *amount > 0)?;
    let mut reader = desk.reader.clone();
    (reader.currency, reader.unit) = (Currency::IRR, DisplayUnit::Currency);
    let say = |key: &str, other: i64| {
        desk.say(key, &[("amount", reader.number(amount).into()), ("other", reader.number(other).into())])
    };
    Some((say("import-unit-rial-means", amount / 10), say("import-unit-toman-means", amount.checked_mul(10)?)))
}
