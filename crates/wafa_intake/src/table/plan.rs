//! Everything that decides how a file is read, fixed when an import starts and kept with its batch: a batch that is
//! resumed reads its file exactly as it began.

use std::path::Path;

use serde::{Deserialize, Serialize};
use wafa_customers::{Collisions, Field};
use wafa_kernel::{Business, CalendarKind, Currency, Day};
use wafa_text::Zone;

use super::columns::Columns;
use super::inspect::{FileKind, ROWS_CHECKED, dates_of, kind_of};
use super::mapping::{Mapping, Preset};
use super::meaning::Meaning;
use super::options::{DayOrder, ImportOptions, Unit};
use crate::Error;
use crate::source::detect::Look;
use crate::source::{Record, Shape, each_row};

/// How a file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Plan {
    pub shape: Shape,
    pub mapping: Mapping,
    pub columns: Columns,
    pub preset: Preset,
    pub customers_only: bool,
    pub currency: Currency,
    pub unit: Unit,
    pub calendar: Option<CalendarKind>,
    pub date_order: Option<DayOrder>,
    /// Time zone of times in the file.
    pub zone: String,
    /// Time zone of the business, in which days are counted.
    pub business_zone: String,
    /// For phones without a country code.
    pub country: String,
    /// The day it was made: dates that lie far from it are not believed.
    pub made_on: Day,
    /// What the person said, to tell the same import from another.
    pub options: ImportOptions,
}

impl Plan {
    /// Decides how a file is read. `rows` are its first rows.
    pub(crate) fn make(
        shape: Shape,
        mapping: &Mapping,
        options: &ImportOptions,
        business: &Business,
        rows: &[Record],
        today: Day,
    ) -> Result<Self, Error> {
        let columns = Columns::of(&shape.header, mapping, options.custom_fields)?;
        let customers_only = kind_of(&columns) == FileKind::Customers;
        check(&columns, customers_only)?;
        let currency = options.currency.unwrap_or(business.currency);
        let unit = options.unit.unwrap_or(Unit::Rial);
        if unit == Unit::Toman && currency != Currency::IRR {
            return Err(Error::UnitWithoutRial { currency: currency.code().to_owned() });
        }
        let zone = options.zone.clone().unwrap_or_else(|| business.zone.clone());
        Zone::load(&zone)?;
        let style = dates_of(&columns, rows, today, options.calendar, options.date_order);
        if style.is_some_and(|style| style.unclear) {
            let texts = rows.iter().filter_map(|row| columns.find(Meaning::Date, row)).map(|(_, text)| text);
            if let Some(sample) = texts.into_iter().find(|text| crate::row::calendar::is_short(text)) {
                return Err(Error::DatesAmbiguous { sample: sample.to_owned() });
            }
        }
        Ok(Self {
            made_on: today,
            calendar: options.calendar.or(style.map(|style| style.calendar)),
            date_order: options.date_order.or(style.map(|style| style.order)),
            shape,
            mapping: mapping.clone(),
            columns,
            preset: options.preset,
            customers_only,
            currency,
            unit,
            zone,
            business_zone: business.zone.clone(),
            country: business.country.clone(),
            options: options.clone(),
        })
    }

    /// What wins, field by field, where a customer is known.
    pub(crate) fn collisions(&self) -> Collisions {
        let mut collisions = Collisions::default();
        for (name, rule) in &self.mapping.columns {
            if let Some(field) = field_of(rule.meaning, name) {
                collisions.of.insert(field, rule.overwrite.collision());
            }
        }
        collisions
    }
}

/// The field of a customer a column fills.
fn field_of(meaning: Meaning, name: &str) -> Option<Field> {
    Some(match meaning {
        Meaning::Name => Field::Name,
        Meaning::GivenName => Field::GivenName,
        Meaning::FamilyName => Field::FamilyName,
        Meaning::Honorific => Field::Honorific,
        Meaning::Gender => Field::Gender,
        Meaning::Company => Field::Company,
        Meaning::City => Field::City,
        Meaning::BirthDate => Field::BirthOn,
        Meaning::Note => Field::Notes,
        Meaning::Source => Field::Source,
        Meaning::Campaign => Field::Campaign,
        Meaning::Custom => Field::Custom(name.to_owned()),
        _ => return None,
    })
}

fn check(columns: &Columns, customers_only: bool) -> Result<(), Error> {
    let any = |wanted: &[Meaning]| wanted.iter().any(|meaning| columns.has(*meaning));
    if customers_only {
        let known = any(&[Meaning::CustomerId, Meaning::Email, Meaning::Phone]);
        return if known { Ok(()) } else { Err(Error::MissingMeaning { meaning: Meaning::CustomerId.as_str() }) };
    }
    if !columns.has(Meaning::Date) {
        return Err(Error::MissingMeaning { meaning: Meaning::Date.as_str() });
    }
    if !any(&[Meaning::Amount, Meaning::OrderTotal, Meaning::UnitPrice]) {
        return Err(Error::MissingMeaning { meaning: Meaning::Amount.as_str() });
    }
    Ok(())
}

/// The first rows of a file.
pub(crate) fn first_rows(path: &Path, shape: &Shape) -> Result<Vec<Record>, Error> {
    let mut rows = Vec::new();
    each_row(path, shape, &mut |record| {
        rows.push(record.clone());
        Ok(rows.len() < ROWS_CHECKED)
    })?;
    Ok(rows)
}

/// The shape of a file and its first rows.
pub(crate) fn shape_of(path: &Path, seen: &Look) -> Result<(Shape, Vec<Record>), Error> {
    let shape = Shape::find(path, seen)?;
    let rows = first_rows(path, &shape)?;
    Ok((shape, rows))
}
