//! Wafa's side of `cargo bench-peers`: one task in one process, its answer as JSON.
//!
//! `cargo run --release -p wafa_models --features boosting --example peers -- TASK …`
//!
//! - `population OUT N`: summaries of N made-up customers as CSV (frequency, recency, T in weeks, monetary_value)
//! - `summarise PURCHASES OUT`: the same of a file `customer_id,date,quantity,amount` of CDNOW's form
//! - `fit MODEL SUMMARY TIMES`, `gamma-gamma SUMMARY TIMES`, `clv N TIMES`: what they cost, best of so many times
//! - `churn FILE`: both models of churn, cross-validated, and who was in which part
//! - `offers BASKETS`: hidden items found by each method, and which were hidden
//! - `experiment OUT N different|same`: a made-up experiment
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

#[path = "../../tests/models/cdnow.rs"]
#[allow(dead_code)]
mod cdnow;
mod foretold;
mod population;
#[path = "../../tests/models/telco.rs"]
#[allow(dead_code)]
mod telco;

use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::Write as _;
use std::time::Instant;
use wafa_models::{
    BgNbd, ClvOptions, FirstPurchase, FitOptions, FitReport, GammaGamma, Histories, Parameter, Predictor, Summary,
    TransactionKind, TransactionModel, Transactions, Unit, ValueSummary,
};

/// CPU time of this thread so far, in seconds; the library uses no other. The clock moves in steps of some milliseconds.
pub fn cpu_s() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|ns| ns.parse::<f64>().ok()).unwrap_or(f64::NAN) / 1e9
}

/// What one measurement is to take at least, in seconds, so that the steps of the clock are two hundredths of it.
const LONG_ENOUGH: f64 = 0.2;

/// The last answer of several measurements, and the least CPU and wall time of one run. Quick work is run many times in
/// each measurement, and the time divided.
pub fn best_of<T>(times: usize, work: impl Fn() -> T) -> (T, f64, f64) {
    let begun = Instant::now();
    let mut last = work();
    let runs = (LONG_ENOUGH / begun.elapsed().as_secs_f64()).ceil().clamp(1.0, 1_000.0);
    let (mut least_cpu, mut least_wall) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..times.max(1) {
        let (begun, before) = (Instant::now(), cpu_s());
        for _ in 0..runs as usize {
            last = work();
        }
        least_cpu = least_cpu.min((cpu_s() - before) / runs);
        least_wall = least_wall.min(begun.elapsed().as_secs_f64() / runs);
    }
    (last, least_cpu, least_wall)
}

/// Customers of a file of CDNOW's form, in the order of their first line.
fn purchases(path: &str) -> Histories {
    let text = std::fs::read_to_string(path).unwrap();
    let mut customers: HashMap<&str, usize> = HashMap::new();
    let mut rows: Vec<Vec<(i32, f64)>> = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let at = *customers.entry(cells[0]).or_insert(rows.len());
        if at == rows.len() {
            rows.push(Vec::new());
        }
        rows[at].push((cdnow::day_number(cells[1]), cells[3].parse().unwrap()));
    }
    let mut histories = Histories::new();
    for row in rows {
        histories.push(&row);
    }
    histories
}

fn write_summaries(histories: &Histories, as_of: i32, out: &str) -> Value {
    let mut file = std::io::BufWriter::new(std::fs::File::create(out).unwrap());
    writeln!(file, "frequency,recency,T,monetary_value").unwrap();
    for history in histories.iter() {
        let Some(row) = history.summary(as_of, Unit::Week) else { continue };
        let mean = history.value_summary(as_of, FirstPurchase::Excluded).map_or(0.0, |value| value.mean);
        writeln!(file, "{},{},{},{mean}", row.x, row.t_x, row.t).unwrap();
    }
    file.flush().unwrap();
    json!({ "customers": histories.len() })
}

fn read_summaries(path: &str) -> (Vec<Summary>, Vec<ValueSummary>) {
    let text = std::fs::read_to_string(path).unwrap();
    let (mut rows, mut values) = (Vec::new(), Vec::new());
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let x: u32 = cells[0].parse().unwrap();
        rows.push(Summary::new(x, cells[1].parse().unwrap(), cells[2].parse().unwrap()));
        let mean: f64 = cells[3].parse().unwrap();
        if x > 0 && mean > 0.0 {
            values.push(ValueSummary { x, mean, weight: 1.0 });
        }
    }
    (rows, values)
}

fn fitted(parameters: &[Parameter], report: &FitReport, cpu: f64, wall: f64) -> Value {
    let named: serde_json::Map<String, Value> =
        parameters.iter().map(|one| (one.name.to_owned(), json!(one.value))).collect();
    json!({
        "params": named, "log_likelihood": report.log_likelihood, "customers": report.customers,
        "unique_rows": report.unique_rows, "cpu_s": cpu, "wall_s": wall
    })
}

fn fit(name: &str, path: &str, times: usize) -> Value {
    let kind = match name {
        "bg-nbd" => TransactionKind::BgNbd,
        "mbg-nbd" => TransactionKind::MbgNbd,
        "pareto-nbd" => TransactionKind::ParetoNbd,
        other => panic!("{other}: no such model here"),
    };
    let (rows, _) = read_summaries(path);
    let (model, cpu, wall) = best_of(times, || kind.fit(&rows, &FitOptions::default()).unwrap());
    fitted(&model.parameters(), model.report(), cpu, wall)
}

fn gamma_gamma(path: &str, times: usize) -> Value {
    let (_, values) = read_summaries(path);
    let (model, cpu, wall) = best_of(times, || GammaGamma::fit(&values, &FitOptions::default()).unwrap());
    fitted(&model.parameters(), &model.report, cpu, wall)
}

/// Twelve months at 1 % a month, with all else a page shows of a customer.
fn lifetime_values(customers: usize, times: usize) -> Value {
    let histories = population::histories(customers);
    let options = FitOptions::default();
    let (rows, values) = population::summaries(&histories, population::AS_OF);
    let model = BgNbd::fit(&rows, &options).unwrap();
    let value = GammaGamma::fit(&values, &options).unwrap();
    let predictor = Predictor::new(TransactionModel::BgNbd(model), Unit::Week)
        .with_value(value, FirstPurchase::Excluded)
        .with_clv(ClvOptions { months: 12, margin: 1.0, monthly_discount_rate: 0.01 });
    let (all, cpu, wall) = best_of(times, || predictor.predict_all(&histories, population::AS_OF, 365.0));
    let sum: f64 = all.iter().flatten().map(|one| one.lifetime_value).sum();
    json!({ "customers": all.len(), "sum": sum, "cpu_s": cpu, "wall_s": wall })
}

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let number = |text: &str| text.parse::<usize>().unwrap();
    let answer = match *words.as_slice() {
        ["population", out, customers] => {
            write_summaries(&population::histories(number(customers)), population::AS_OF, out)
        }
        ["summarise", path, out] => write_summaries(&purchases(path), cdnow::HOLDOUT_END, out),
        ["fit", model, path, times] => fit(model, path, number(times)),
        ["gamma-gamma", path, times] => gamma_gamma(path, number(times)),
        ["clv", customers, times] => lifetime_values(number(customers), number(times)),
        ["churn", path] => foretold::churn(path),
        ["offers", path] => foretold::offers(path),
        ["experiment", out, customers, effect] => foretold::experiment(out, number(customers), effect == "different"),
        _ => panic!("no such task: {}", words.join(" ")),
    };
    writeln!(std::io::stdout().lock(), "{answer}")
}
