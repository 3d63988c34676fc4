//! Models of purchases and of values beside lifetimes and PyMC-Marketing.

use std::path::Path;

use serde_json::Value;

use super::Bench;
use super::measure::{Cost, Task, at, seconds, times_less};
use super::page::{Section, Table};
use super::venv::Venv;

/// A fit: its name, the words for both sides, and how many times less it must cost, if that was said.
struct Fit {
    name: &'static str,
    words: &'static [&'static str],
    table: Data,
    least: Option<f64>,
    pymc: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Data {
    Cdnow,
    MadeUp,
}

const FITS: [Fit; 6] = [
    Fit { name: "BG/NBD, CDNOW", words: &["fit", "bg-nbd"], table: Data::Cdnow, least: Some(10.0), pymc: true },
    Fit { name: "MBG/NBD, CDNOW", words: &["fit", "mbg-nbd"], table: Data::Cdnow, least: None, pymc: false },
    Fit {
        name: "Pareto/NBD, CDNOW",
        words: &["fit", "pareto-nbd"],
        table: Data::Cdnow,
        least: Some(20.0),
        pymc: false,
    },
    Fit { name: "Gamma-Gamma, CDNOW", words: &["gamma-gamma"], table: Data::Cdnow, least: None, pymc: false },
    Fit { name: "BG/NBD, 1 M", words: &["fit", "bg-nbd"], table: Data::MadeUp, least: Some(30.0), pymc: true },
    Fit { name: "Gamma-Gamma, 1 M", words: &["gamma-gamma"], table: Data::MadeUp, least: None, pymc: false },
];

/// Fits and lifetime values.
///
/// # Errors
/// When neither side can be built.
pub fn section(bench: &Bench) -> anyhow::Result<Section> {
    let mut section = Section::new("Models of purchases beside lifetimes and PyMC-Marketing");
    let ours = bench.models()?;
    let lifetimes = Venv::Lifetimes.python()?;
    let cdnow = bench.file("cdnow-summary.csv");
    Task::new(&ours).word("summarise").word(bench.cdnow()?).word(&cdnow).run()?;
    let made_up = bench.file("population.csv");
    let customers = bench.size(1_000_000).to_string();
    Task::new(&ours).word("population").word(&made_up).word(&customers).run()?;
    section.text.push(format!(
        "CDNOW: all 23,570 customers over 78 weeks. 1 M: {customers} customers drawn from one BG/NBD population with \
         gamma-distributed amounts, the same file for all. The fit alone is processor time within the process, after \
         imports and reading the file; the process is everything, from its start to its end. Best of {} processes, \
         and in each the best of 3 fits for CDNOW (Pareto/NBD: of 1), Wafa's quick ones repeated for a fifth of a second \
         and divided, because its clock moves in steps; lifetimes' fits of 1 M are run once, PyMC-Marketing's too. Wafa's library uses one thread. Memory of about 13 MB is that of the measuring process \
         itself, which no other can be told to be below.",
        bench.times()
    ));
    let mut costs = Table::new(&["task", "by", "fit alone", "process CPU", "wall", "memory", "Wafa takes"]);
    let mut answers = Table::new(&["task", "by", "parameters"]);
    for fit in &FITS {
        let file = if fit.table == Data::Cdnow { &cdnow } else { &made_up };
        one(bench, &mut section, fit, [&ours, &lifetimes, file], (&mut costs, &mut answers));
    }
    lifetime_values(bench, &mut section, [&ours, &lifetimes, &made_up], (&mut costs, &mut answers));
    section.table(costs);
    section.table(answers);
    Ok(section)
}

fn one(bench: &Bench, section: &mut Section, fit: &Fit, files: [&Path; 3], into: (&mut Table, &mut Table)) {
    let [ours, lifetimes, file] = files;
    let (costs, answers) = into;
    let is_quick = fit.table == Data::Cdnow && !fit.words.contains(&"pareto-nbd");
    let repeated = if is_quick { "3" } else { "1" };
    let task = |task: Task| task.words(fit.words).word(file).word(repeated);
    let wafa = section.or_missing(fit.name, task(Task::new(ours)).best_of(bench.times()));
    let times = if fit.table == Data::Cdnow { bench.times() } else { 1 };
    let theirs = task(Task::script(lifetimes, "btyd.py")).best_of(times);
    let theirs = section.or_missing(&format!("{} by lifetimes", fit.name), theirs);
    let bayes = fit.pymc.then(|| Venv::Pymc.python().and_then(|python| by_pymc(&python, file)));
    let bayes = bayes.and_then(|found| section.or_missing(&format!("{} by PyMC-Marketing", fit.name), found));
    for (by, cost) in [("Wafa", &wafa), ("lifetimes", &theirs), ("PyMC-Marketing, MAP", &bayes)] {
        let Some(cost) = cost else { continue };
        costs.row(row(fit.name, by, cost, wafa.as_ref().filter(|_| by != "Wafa")));
        answers.row([fit.name.to_owned(), by.to_owned(), parameters(&cost.answer)]);
        version(section, by, &cost.answer);
    }
    if let Some(least) = fit.least {
        compare(section, &format!("fit of {}", fit.name), least, wafa.as_ref(), theirs.as_ref());
    }
}

fn by_pymc(python: &Path, file: &Path) -> anyhow::Result<Cost> {
    Task::script(python, "pymc_map.py").word(file).run()
}

fn lifetime_values(bench: &Bench, section: &mut Section, files: [&Path; 3], into: (&mut Table, &mut Table)) {
    let [ours, lifetimes, file] = files;
    let (name, customers) = ("lifetime value of 12 months, 1 M", bench.size(1_000_000).to_string());
    let wafa = Task::new(ours).word("clv").words(&[&customers, "1"]).best_of(bench.times());
    let wafa = section.or_missing(name, wafa);
    let theirs = Task::script(lifetimes, "btyd.py").word("clv").word(file).run();
    let theirs = section.or_missing(&format!("{name} by lifetimes"), theirs);
    for (by, cost) in [("Wafa", &wafa), ("lifetimes", &theirs)] {
        let Some(cost) = cost else { continue };
        into.0.row(row(name, by, cost, wafa.as_ref().filter(|_| by != "Wafa")));
        let sum = cost.number("sum").map_or_else(String::new, |sum| format!("sum {sum:.0}"));
        into.1.row([name.to_owned(), by.to_owned(), sum]);
    }
    compare(section, name, 10.0, wafa.as_ref(), theirs.as_ref());
    section.text.push(
        "The process of the lifetime values fits both models first (Wafa also draws the customers); Wafa's figure \
         is the best of several runs, lifetimes' that of one, and \
         holds everything a page shows of a customer – expected purchases, P(alive), P(active), the next purchase – \
         for each of them. lifetimes counts a month as 4.345 weeks, Wafa as 30.4375 days, hence the sums differ by \
         a thousandth."
            .to_owned(),
    );
}

fn row(task: &str, by: &str, cost: &Cost, ours: Option<&Cost>) -> [String; 7] {
    let inner = cost.number("cpu_s").unwrap_or(f64::NAN);
    let ratio = ours.and_then(|ours| ours.number("cpu_s")).map_or_else(String::new, |own| times_less(own, inner));
    let ratio = if ratio.is_empty() { ratio } else { format!("{ratio} less") };
    [
        task.to_owned(),
        by.to_owned(),
        seconds(inner),
        seconds(cost.cpu_s),
        seconds(cost.wall_s),
        format!("{:.0} MB", cost.rss_mb),
        ratio,
    ]
}

fn parameters(answer: &Value) -> String {
    let order = ["r", "alpha", "a", "s", "b", "beta", "p", "q", "gamma", "v"];
    let named = order.iter().filter_map(|name| Some((*name, at(answer, &format!("params/{name}"))?)));
    let mut told: Vec<String> = named.map(|(name, value)| format!("{name} {value:.5}")).collect();
    if let Some(value) = at(answer, "log_likelihood") {
        told.push(format!("log-likelihood {value:.4}"));
    }
    told.join(", ")
}

fn version(section: &mut Section, by: &str, answer: &Value) {
    if let Some(version) = answer.get("version").and_then(Value::as_str) {
        let told = format!("{} {version}", by.trim_end_matches(", MAP"));
        if !section.versions.contains(&told) {
            section.versions.push(told);
        }
    }
}

fn compare(section: &mut Section, what: &str, least: f64, ours: Option<&Cost>, theirs: Option<&Cost>) {
    let of = |cost: Option<&Cost>| cost.and_then(|cost| cost.number("cpu_s"));
    let ratio = of(theirs).zip(of(ours)).map(|(theirs, ours)| theirs / ours);
    let wanted = format!("{what}: at most a {least:.0}th of lifetimes' processor time");
    section.at_least(&wanted, ratio, least, |ratio| {
        let cost = |cost| seconds(of(cost).unwrap_or(f64::NAN));
        format!("{} against {}: a {ratio:.1}th", cost(ours), cost(theirs))
    });
}
