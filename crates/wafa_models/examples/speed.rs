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
#[path = "peers/population.rs"]
mod population;

use std::collections::HashMap;
use std::io::Write as _;
use wafa_models::{
    BgNbd, ClvOptions, FirstPurchase, FitOptions, GammaGamma, Histories, Predictor, TransactionKind, TransactionModel,
    Transactions, Unit, select,
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
    let histories = population::histories(1_000_000);
    let (rows, values) = population::summaries(&histories, population::AS_OF);
    let model = timed("bg-nbd of 1,000,000 customers", || BgNbd::fit(&rows, &options)).unwrap();
    say!("    {:?} {:?}", model.parameters(), model.report());
    let value = timed("gamma-gamma of 1,000,000", || GammaGamma::fit(&values, &options)).unwrap();
    let clv = ClvOptions::default().with_annual_discount_rate(0.12);
    let predictor = Predictor::new(TransactionModel::BgNbd(model), Unit::Week)
        .with_value(value, FirstPurchase::Excluded)
        .with_clv(clv);
    let all = timed("12-month CLV of 1,000,000", || predictor.predict_all(&histories, population::AS_OF, 365.0));
    let total: f64 = all.iter().flatten().map(|one| one.lifetime_value).sum();
    say!("    sum {total:.2}");
}
