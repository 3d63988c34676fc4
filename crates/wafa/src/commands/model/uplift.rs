//! `wafa model uplift`.

use std::io::Write as _;

use anyhow::Context as _;
use serde::Serialize;
use wafa_models::uplift::{UpliftOptions, measure};

use super::experiment;
use crate::cli::model::Uplift;
use crate::commands::{say, say_json};

#[derive(Serialize)]
struct Answer {
    customers: usize,
    treated: usize,
    ate: f64,
    ate_ci: [f64; 2],
    qini: f64,
    qini_ci: [f64; 2],
    heterogeneity: bool,
    verdict: &'static str,
    uplift_at: Vec<At>,
    left_out: Vec<String>,
}

#[derive(Serialize)]
struct At {
    share: f64,
    customers: usize,
    uplift: Option<f64>,
    ci: Option<[f64; 2]>,
}

/// Prints what the experiment shows.
pub fn run(options: &Uplift) -> anyhow::Result<()> {
    let experiment = experiment::read(options)?;
    let report = measure(&experiment.features, &experiment.treated, &experiment.outcomes, &UpliftOptions::default())
        .with_context(|| options.file.display().to_string())?;
    let left_out: Vec<String> = report.unbalanced.iter().filter_map(|at| experiment.names.get(*at).cloned()).collect();
    if !left_out.is_empty() {
        writeln!(
            std::io::stderr(),
            "wafa: left out, because treated and others differ in them, as in nothing known beforehand: {}",
            left_out.join(", ")
        )?;
    }
    let pair = |(low, high): (f64, f64)| [low, high];
    let answer = Answer {
        customers: report.customers,
        treated: report.treated,
        ate: report.average_effect,
        ate_ci: pair(report.average_effect_interval),
        qini: report.qini,
        qini_ci: pair(report.qini_interval),
        heterogeneity: report.heterogeneous,
        verdict: if report.heterogeneous { "targetable difference" } else { "no targetable difference" },
        uplift_at: report
            .at
            .iter()
            .map(|at| At { share: at.share, customers: at.customers, uplift: at.uplift, ci: at.interval.map(pair) })
            .collect(),
        left_out,
    };
    if options.json { say_json(&answer) } else { lines(&answer) }
}

fn lines(answer: &Answer) -> anyhow::Result<()> {
    say(&format!("{} customers, {} treated", answer.customers, answer.treated))?;
    say(&format!("average effect {:.5} ({:.5} to {:.5})", answer.ate, answer.ate_ci[0], answer.ate_ci[1]))?;
    say(&format!(
        "qini {:.4} ({:.4} to {:.4}): {}",
        answer.qini, answer.qini_ci[0], answer.qini_ci[1], answer.verdict
    ))?;
    for at in &answer.uplift_at {
        let uplift = at.uplift.map_or_else(|| "–".to_owned(), |uplift| format!("{uplift:.5}"));
        say(&format!("  top {:3.0} %  {uplift}", at.share * 100.0))?;
    }
    Ok(())
}
