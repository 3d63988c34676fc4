//! Times fits and lifetime values, in CPU seconds of this thread, single-threaded as the library is.
//!
//! `cargo run --release -p wafa_models --example speed -- [cdnow_master.csv]`
//!
//! With a file of CDNOW purchases (`customer_id,date,quantity,amount`) its customers are fitted over 78 weeks;
//! then a million made-up customers of one BG/NBD population, drawn from a fixed sequence.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../tests/models/cdnow.rs"]
#[allow(dead_code)]
mod cdnow;

use std::collections::HashMap;
use std::io::Write as _;
use wafa_models::{
    BgNbd, ClvOptions, FirstPurchase, FitOptions, GammaGamma, Histories, Predictor, Summary, TransactionKind,
    TransactionModel, Transactions, Unit, select,
};

macro_rules! say {
    ($($part:tt)*) => {{
        let mut out = std::io::stdout().lock();
        writeln!(out, $($part)*).unwrap();
    }};
}

/// CPU time of this thread so far, in seconds.
fn cpu_s() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

fn timed<T>(what: &str, work: impl FnOnce() -> T) -> T {
    let before = cpu_s();
    let out = work();
    say!("{what:40} {:8.3} s", cpu_s() - before);
    out
}

fn purchases(path: &str) -> Histories {
    let text = std::fs::read_to_string(path).unwrap();
    let mut customers: HashMap<&str, Vec<(i32, f64)>> = HashMap::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let purchase = (cdnow::day_number(cells[1]), cells[3].parse().unwrap());
        customers.entry(cells[0]).or_default().push(purchase);
    }
    let mut names: Vec<&str> = customers.keys().copied().collect();
    names.sort_unstable();
    let mut histories = Histories::new();
    for name in names {
        histories.push(&customers[name]);
    }
    histories
}

/// A fixed sequence of numbers in (0, 1).
struct Draws(u64);

impl Draws {
    fn uniform(&mut self) -> f64 {
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

fn million() -> (Vec<Summary>, Histories) {
    let mut draws = Draws(42);
    let (mut rows, mut histories) = (Vec::new(), Histories::new());
    for _ in 0..1_000_000 {
        let rate = draws.gamma(0.243) / 4.414;
        let (p, q) = (draws.gamma(0.793), draws.gamma(2.426));
        let leaving = p / (p + q);
        let days = 189 + (draws.uniform() * 84.0) as i32;
        let (mut at, mut list) = (0.0, vec![(273 - days, 20.0 + 30.0 * draws.uniform())]);
        loop {
            at += -draws.uniform().ln() / rate;
            if at * 7.0 >= f64::from(days) {
                break;
            }
            list.push((273 - days + (at * 7.0) as i32, 20.0 + 30.0 * draws.uniform()));
            if draws.uniform() < leaving {
                break;
            }
        }
        let index = histories.push(&list);
        rows.push(histories.get(index).unwrap().summary(273, Unit::Week).unwrap());
    }
    (rows, histories)
}

fn main() {
    let options = FitOptions::default();
    if let Some(path) = std::env::args().nth(1) {
        let histories = purchases(&path);
        let rows = histories.summaries(cdnow::HOLDOUT_END, Unit::Week);
        for kind in [
            TransactionKind::BgNbd,
            TransactionKind::MbgNbd,
            TransactionKind::ParetoNbd,
            TransactionKind::MbgCnbd { k: 2 },
        ] {
            let model = timed(&format!("{} of {} customers", kind.name(), rows.len()), || kind.fit(&rows, &options));
            let model = model.unwrap();
            say!("    {:?} {:?}", model.parameters(), model.report());
        }
        let chosen = timed("choice on a hold-out", || select(&histories, cdnow::CALIBRATION_END, cdnow::HOLDOUT_END));
        for score in &chosen.table {
            say!(
                "    {:12} MAE {:.5} RMSE {:.4} bias {:?} AUC {:?}",
                score.candidate.name(),
                score.mae,
                score.rmse,
                score.bias,
                score.auc_active
            );
        }
        say!("    {:?} {:?}", chosen.model.kind(), chosen.reasons);
    }
    let (rows, histories) = million();
    let model = timed("bg-nbd of 1,000,000 customers", || BgNbd::fit(&rows, &options)).unwrap();
    say!("    {:?} {:?}", model.parameters(), model.report());
    let values = timed("values of 1,000,000", || histories.value_summaries(273, FirstPurchase::Counts));
    let value = timed("gamma-gamma of 1,000,000", || GammaGamma::fit(&values, &options)).unwrap();
    let clv = ClvOptions::default().with_annual_discount_rate(0.12);
    let predictor = Predictor::new(TransactionModel::BgNbd(model), Unit::Week)
        .with_value(value, FirstPurchase::Counts)
        .with_clv(clv);
    let all = timed("12-month CLV of 1,000,000", || predictor.predict_all(&histories, 273, 365.0));
    let total: f64 = all.iter().flatten().map(|one| one.lifetime_value).sum();
    say!("    sum {total:.2}");
}
