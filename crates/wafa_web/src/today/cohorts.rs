//! The small cohort map: the latest eight months.

use wafa_analytics::Figures;
use wafa_analytics::fold::cohort::Cohort;

use crate::chart::{CohortCell, CohortMap, CohortRow};
use crate::who::Desk;

/// Groups and months shown.
const SHOWN: usize = 8;

/// Shares of each group that came back; `None` while there is only one group.
pub(super) fn map(desk: &Desk, figures: &Figures) -> Option<CohortMap> {
    let skip = figures.cohorts.len().saturating_sub(SHOWN);
    let groups: Vec<&Cohort> = figures.cohorts.iter().skip(skip).collect();
    let columns = groups.iter().map(|group| group.cells.len()).max().unwrap_or(0).min(SHOWN);
    if groups.len() < 2 {
        return None;
    }
    let share = |group: &Cohort, customers: u64| customers as f64 / group.size.max(1) as f64;
    let later = groups.iter().flat_map(|group| group.cells.iter().skip(1).map(|cell| share(group, cell.customers)));
    let most = later.fold(0.0, f64::max);
    let number = |n: u64| desk.reader.number(i64::try_from(n).unwrap_or(i64::MAX));
    let rows = groups
        .iter()
        .map(|group| CohortRow {
            label: desk.reader.month_name(group.start),
            size: number(group.size),
            href: String::new(),
            cells: (0..columns)
                .map(|offset| {
                    let cell = group.cells.get(offset)?;
                    let came = share(group, cell.customers);
                    let strength = if offset == 0 {
                        1.0
                    } else if most > 0.0 {
                        came / most * 0.6
                    } else {
                        0.0
                    };
                    Some(CohortCell {
                        text: desk.reader.percent(came, 0),
                        share: strength,
                        incomplete: offset > 0 && offset + 1 == group.cells.len(),
                    })
                })
                .collect(),
        })
        .collect();
    Some(CohortMap {
        caption: desk.say("cohort-caption-month", &[]),
        measure: "percent".to_owned(),
        columns: (0..columns as u64).map(number).collect(),
        rows,
        average: Vec::new(),
    })
}
