//! How values are spread over customers.

use serde::Serialize;

/// Bars up to the border above which only the best twentieth lie.
const BARS: i64 = 10;

/// One bar of the histogram.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SpreadBin {
    /// Values from here on, minor units.
    pub from_minor: i64,
    /// Below this one; `None` for the last bar.
    pub to_minor: Option<i64>,
    /// Customers.
    pub customers: u64,
    /// Their value, minor units.
    pub value_minor: i64,
}

/// How values are spread.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    /// Bars of equal width, and one for the rest.
    pub bins: Vec<SpreadBin>,
    /// Customers.
    pub customers: u64,
    /// Their value, minor units.
    pub total_minor: i64,
    /// Per customer, minor units.
    pub mean_minor: i64,
    /// Half of the customers are worth at most this, minor units.
    pub median_minor: i64,
    /// Share of the value that the best fifth of the customers bring; `None` when nobody is worth anything.
    pub top20_share: Option<f64>,
}

impl Spread {
    /// Of these values; `None` of nobody.
    #[must_use]
    #[allow(clippy::cast_precision_loss)]
    pub fn of(mut values: Vec<i64>) -> Option<Self> {
        values.sort_unstable();
        let count = i64::try_from(values.len()).ok().filter(|count| *count > 0)?;
        let sum = |part: &[i64]| part.iter().fold(0i64, |sum, value| sum.saturating_add(*value));
        let total = sum(&values);
        let median = *values.get((values.len() - 1) / 2)?;
        let border = *values.get((values.len() - 1) * 19 / 20)?;
        let width = round_up((border / BARS).max(1));
        let best = values.get(values.len() - ((values.len() + 2) / 5).max(1)..).unwrap_or_default();
        let mut bins = Vec::new();
        let mut rest = values.as_slice();
        for bar in 0.. {
            let to = width.saturating_mul(bar + 1);
            let last = bar >= BARS || to > border;
            let (here, more) = rest.split_at(if last { rest.len() } else { rest.partition_point(|one| *one < to) });
            let to_minor = if last { None } else { Some(to) };
            let from_minor = width.saturating_mul(bar);
            bins.push(SpreadBin { from_minor, to_minor, customers: here.len() as u64, value_minor: sum(here) });
            rest = more;
            if last {
                break;
            }
        }
        Some(Self {
            bins,
            customers: values.len() as u64,
            total_minor: total,
            mean_minor: total / count,
            median_minor: median,
            top20_share: (total > 0).then(|| sum(best) as f64 / total as f64),
        })
    }
}

/// The next 1, 2 or 5 times a power of ten.
fn round_up(width: i64) -> i64 {
    let mut power = 1i64;
    while power.saturating_mul(10) <= width {
        power = power.saturating_mul(10);
    }
    [1, 2, 5, 10].into_iter().map(|step| power.saturating_mul(step)).find(|step| *step >= width).unwrap_or(width)
}
