//! Made-up customers of one BG/NBD population, drawn from a fixed sequence: the same for everyone who is measured.

use wafa_models::{FirstPurchase, Histories, Summary, Unit, ValueSummary};

/// The day they are looked at.
pub const AS_OF: i32 = 273;

/// A fixed sequence of numbers in (0, 1).
pub struct Draws(pub u64);

impl Draws {
    /// The next one.
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }
    /// Gamma(shape, 1) for a shape below 1 by Johnk's method, above by adding exponentials.
    fn gamma(&mut self, shape: f64) -> f64 {
        let whole = (0..shape as u32).map(|_| -self.uniform().ln()).sum::<f64>();
        let rest = shape.fract();
        if rest < 1e-9 {
            return whole;
        }
        loop {
            let (p, q) = (self.uniform().powf(1.0 / rest), self.uniform().powf(1.0 / (1.0 - rest)));
            if p + q <= 1.0 {
                return whole + p / (p + q) * -self.uniform().ln();
            }
        }
    }
}

/// So many customers who began in the first 84 of 273 days, with r .243, α 4.414 weeks, a .793, b 2.426; each has a
/// gamma-distributed mean amount.
pub fn histories(customers: usize) -> Histories {
    let mut draws = Draws(42);
    let mut histories = Histories::new();
    for _ in 0..customers {
        let rate = draws.gamma(0.243) / 4.414;
        let (p, q) = (draws.gamma(0.793), draws.gamma(2.426));
        let leaving = p / (p + q);
        let scale = 15.44 / draws.gamma(3.74);
        let days = 189 + (draws.uniform() * 84.0) as i32;
        let amount = |draws: &mut Draws| (draws.gamma(6.25) * scale * 100.0).ceil() / 100.0;
        let (mut at, mut list) = (0.0, vec![(AS_OF - days, amount(&mut draws))]);
        loop {
            at += -draws.uniform().ln() / rate;
            if at * 7.0 >= f64::from(days) {
                break;
            }
            list.push((AS_OF - days + (at * 7.0) as i32, amount(&mut draws)));
            if draws.uniform() < leaving {
                break;
            }
        }
        histories.push(&list);
    }
    histories
}

/// What the models of purchases and of values are fitted to: weeks, the first purchase's value left out.
pub fn summaries(histories: &Histories, as_of: i32) -> (Vec<Summary>, Vec<ValueSummary>) {
    (histories.summaries(as_of, Unit::Week), histories.value_summaries(as_of, FirstPurchase::Excluded))
}
