//! The Qini coefficient of a ranking, and its bootstrap.

use super::Ranked;
use crate::draws::Draws;

/// Area between the ranking's curve and the straight line, over that of the perfect ranking; 0 where nothing can
/// be gained. Rows come in the order of falling uplift.
pub(super) fn coefficient(ranked: &[Ranked]) -> f64 {
    weighted(ranked, |_| 1.0)
}

/// 2.5 % and 97.5 % points over samples of the customers with replacement. A customer is drawn a Poisson number of
/// times, which needs no second sorting.
pub(super) fn interval(ranked: &[Ranked], samples: usize) -> (f64, f64) {
    let mut draws = Draws::new(2_024);
    let mut weights = vec![0.0_f64; ranked.len()];
    let mut values: Vec<f64> = (0..samples)
        .map(|_| {
            for weight in &mut weights {
                *weight = poisson_of_one(draws.uniform());
            }
            weighted(ranked, |at| weights.get(at).copied().unwrap_or(0.0))
        })
        .collect();
    values.sort_by(f64::total_cmp);
    let point = |share: f64| values.get((share * (samples - 1) as f64).round() as usize).copied().unwrap_or(0.0);
    (point(0.025), point(0.975))
}

/// A Poisson variable with mean 1 from a uniform one.
fn poisson_of_one(uniform: f64) -> f64 {
    let (mut mass, mut sum, mut count) = ((-1.0_f64).exp(), 0.0, 0.0);
    loop {
        sum += mass;
        if uniform < sum || count >= 20.0 {
            return count;
        }
        count += 1.0;
        mass /= count;
    }
}

fn weighted(ranked: &[Ranked], weight: impl Fn(usize) -> f64) -> f64 {
    let rows = || ranked.iter().enumerate().map(|(at, row)| (row, weight(at)));
    let actual = area(rows(), |row| row.uplift);
    // The perfect ranking: treated successes first, the successes of the others last.
    let kind = |row: &Ranked| match (row.outcome > 0.0, row.treated) {
        (true, true) => 1.0,
        (false, _) => 0.0,
        (true, false) => -1.0,
    };
    let mut perfect = [1.0, 0.0, -1.0].map(|kind| (kind, Sums::default()));
    for (row, weight) in rows() {
        let own = kind(row);
        for (of, sums) in &mut perfect {
            if *of == own {
                sums.add(row, weight);
            }
        }
    }
    let mut curve = Curve::default();
    for (_, sums) in perfect {
        curve.add(&sums);
    }
    let best = curve.over_line();
    if best > 0.0 && actual.is_finite() { (actual / best).clamp(-1e6, 1e6) } else { 0.0 }
}

/// Area over the straight line of rows that come in order, equal keys taken together.
fn area<'a>(rows: impl Iterator<Item = (&'a Ranked, f64)>, key: impl Fn(&Ranked) -> f64) -> f64 {
    let mut curve = Curve::default();
    let (mut tied, mut last) = (Sums::default(), f64::NAN);
    for (row, weight) in rows {
        let own = key(row);
        if own != last {
            curve.add(&tied);
            tied = Sums::default();
            last = own;
        }
        tied.add(row, weight);
    }
    curve.add(&tied);
    curve.over_line()
}

/// What a stretch of the ranking adds.
#[derive(Default)]
struct Sums {
    treated: f64,
    others: f64,
    treated_outcomes: f64,
    other_outcomes: f64,
}

impl Sums {
    fn add(&mut self, row: &Ranked, weight: f64) {
        if row.treated {
            self.treated += weight;
            self.treated_outcomes += weight * row.outcome;
        } else {
            self.others += weight;
            self.other_outcomes += weight * row.outcome;
        }
    }
}

/// The curve so far, and the area below it by trapezoids.
#[derive(Default)]
struct Curve {
    sums: Sums,
    height: f64,
    area: f64,
}

impl Curve {
    fn add(&mut self, stretch: &Sums) {
        let width = stretch.treated + stretch.others;
        if width <= 0.0 {
            return;
        }
        self.sums.treated += stretch.treated;
        self.sums.others += stretch.others;
        self.sums.treated_outcomes += stretch.treated_outcomes;
        self.sums.other_outcomes += stretch.other_outcomes;
        let scale = if self.sums.others > 0.0 { self.sums.treated / self.sums.others } else { 0.0 };
        let height = self.sums.treated_outcomes - self.sums.other_outcomes * scale;
        self.area += 0.5 * (self.height + height) * width;
        self.height = height;
    }

    fn over_line(&self) -> f64 {
        self.area - 0.5 * self.height * (self.sums.treated + self.sums.others)
    }
}
