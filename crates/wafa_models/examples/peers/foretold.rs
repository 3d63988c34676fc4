//! What is foretold: who leaves, what is bought next, for whom an action makes a difference.

use super::population::Draws;
use super::{best_of, telco};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write as _;
use wafa_models::churn::{Boosted, BoostedOptions, Logistic, LogisticOptions, cross_validate};
use wafa_models::features::folds;
use wafa_models::offers::{Method, evaluate, hide};

/// Both models of churn over the same five parts, which are told so that others can be tried on them.
pub fn churn(path: &str) -> Value {
    let (features, left) = telco::read(path);
    let (logistic, logistic_cpu, _) = best_of(1, || {
        cross_validate(&features, &left, 5, |known, outcomes| {
            let model = Logistic::fit(known, outcomes, &LogisticOptions::default()).unwrap();
            Box::new(move |row| model.predict(row))
        })
    });
    let (boosted, boosted_cpu, _) = best_of(1, || {
        cross_validate(&features, &left, 5, |known, outcomes| {
            let model = Boosted::fit(known, outcomes, &BoostedOptions::default()).unwrap();
            Box::new(move |row| model.predict(row))
        })
    });
    json!({
        "rows": left.len(), "left": left.iter().filter(|one| **one).count(), "folds": folds(&left, 5),
        "models": {
            "logistic": { "auc": logistic.auc, "brier": logistic.brier, "cpu_s": logistic_cpu },
            "boosted": { "auc": boosted.auc, "brier": boosted.brier, "cpu_s": boosted_cpu },
        }
    })
}

/// Hidden items found, of a file `basket,item` with items numbered from 0.
pub fn offers(path: &str) -> Value {
    let text = std::fs::read_to_string(path).unwrap();
    let mut baskets: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let (basket, item) = line.split_once(',').unwrap();
        baskets.entry(basket.parse().unwrap()).or_default().push(item.parse().unwrap());
    }
    let baskets: Vec<Vec<u32>> = baskets.into_values().collect();
    let (rates, cpu, _) = best_of(1, || evaluate(&baskets));
    let hidden = hide(&baskets);
    let rates: BTreeMap<&str, f64> = rates.iter().map(|rate| (rate.method.name(), rate.hit_at_10)).collect();
    json!({
        "baskets": baskets.len(), "tried": hidden.tried.len(), "hit_at_10": rates, "cpu_s": cpu,
        "methods": Method::ALL.map(Method::name), "known": hidden.known, "hidden": hidden.tried
    })
}

/// Customers with three numbers and a word, half of them treated by lot. Treated customers do more, either all by as
/// much or only those with a high second number.
pub fn experiment(out: &str, customers: usize, different: bool) -> Value {
    let mut draws = Draws(7);
    let mut file = std::io::BufWriter::new(std::fs::File::create(out).unwrap());
    writeln!(file, "recency,orders,basket,channel,treatment,outcome").unwrap();
    for _ in 0..customers {
        let (recency, orders, basket) = (draws.uniform(), draws.uniform(), draws.uniform());
        let channel = ["web", "phone", "shop"][(draws.uniform() * 3.0) as usize];
        let treated = draws.uniform() < 0.5;
        let effect = if !different { 0.05 } else { 0.25 * f64::max(orders - 0.5, 0.0) };
        let chance = 0.05 + 0.15 * (1.0 - recency) + 0.05 * basket + if treated { effect } else { 0.0 };
        let outcome = draws.uniform() < chance;
        writeln!(
            file,
            "{:.0},{:.0},{:.2},{channel},{},{}",
            recency * 365.0,
            1.0 + orders * 20.0,
            10.0 + basket * 90.0,
            u8::from(treated),
            u8::from(outcome)
        )
        .unwrap();
    }
    file.flush().unwrap();
    json!({ "customers": customers, "different": different })
}
