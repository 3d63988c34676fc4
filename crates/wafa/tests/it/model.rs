//! `wafa model`: files in, one answer out, no database.

use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(name).display().to_string()
}

fn run(words: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_wafa")).arg("model").args(words).output().unwrap()
}

fn text(words: &[&str]) -> String {
    let output = run(words);
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn json(words: &[&str]) -> Value {
    serde_json::from_str(&text(words)).unwrap()
}

/// The one line a refusal says.
fn refusal(words: &[&str]) -> String {
    let output = run(words);
    assert_eq!(output.status.code(), Some(2), "{words:?}");
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.lines().count(), 1, "{said}");
    said
}

fn file(folder: &tempfile::TempDir, name: &str, content: &[u8]) -> String {
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    path.display().to_string()
}

#[track_caller]
fn near(got: &Value, want: f64, relative: f64) {
    let got = got.as_f64().unwrap();
    assert!((got / want - 1.0).abs() <= relative, "{got} {want}");
}

/// CLVTools, tests/testthat/test_correctness_bgnbd.R; standard errors of the lifetimes quick start.
#[test]
fn the_published_parameters_come_out_in_the_order_of_the_literature() {
    let sample = fixture("cdnow_sample.csv");
    let fit = ["fit", "--transactions", &sample, "--as-of", "1997-09-30", "--json", "--model"];
    let said = text(&[&fit[..], &["bg-nbd"]].concat());
    let places = ["\"r\"", "\"alpha\"", "\"a\"", "\"b\""].map(|name| said.find(name).unwrap());
    assert!(places.windows(2).all(|pair| pair[0] < pair[1]), "{said}");
    let model: Value = serde_json::from_str(&said).unwrap();
    assert_eq!((model["model"].as_str(), model["customers"].as_f64()), (Some("bg-nbd"), Some(2_357.0)));
    assert_eq!(model["unique_rows"], 1_016);
    for (name, value, error) in [
        ("r", 0.242_594_5, 0.012_557),
        ("alpha", 4.413_601_9, 0.378_221),
        ("a", 0.792_919_9, 0.185_719),
        ("b", 2.425_888_1, 0.705_345),
    ] {
        near(&model["params"][name], value, 2e-5);
        near(&model["standard_errors"][name], error, 1e-3);
    }
    near(&model["log_likelihood"], -9_582.429, 1e-6);
    assert!(model["iterations"].as_u64().unwrap() > 0 && model["notes"].as_array().unwrap().is_empty());
    let pareto = json(&[&fit[..], &["pareto-nbd"]].concat());
    near(&pareto["params"]["beta"], 11.669, 1e-3);
    let cnbd = json(&[&fit[..], &["mbg-cnbd"]].concat());
    assert!(cnbd["params"]["k"].as_f64().unwrap() >= 1.0);
    let auto = json(&[&fit[..], &["auto"]].concat());
    assert!(auto["notes"].as_array().unwrap().iter().any(|note| note.as_str().unwrap().starts_with("chosen")));
    let days = json(&[&fit[..], &["bg-nbd", "--unit", "day"]].concat());
    near(&days["params"]["alpha"], 7.0 * 4.413_601_9, 1e-4);
    let spend = json(&[&fit[..], &["gamma-gamma"]].concat());
    near(&spend["log_likelihood"], -4_055.917_7, 1e-6);
}

#[test]
fn cohorts_and_summaries_are_fitted() {
    let sbg = json(&["fit", "--model", "sbg", "--churn", "131,126,90,60,42,34,26", "--customers", "1000", "--json"]);
    near(&sbg["params"]["alpha"], 0.668_088, 1e-5);
    near(&sbg["params"]["beta"], 3.806_095, 1e-5);
    let bgbb = json(&["fit", "--model", "bg-bb", "--summary", &fixture("bgbb_donations.csv"), "--json"]);
    near(&bgbb["params"]["delta"], 2.783_443, 1e-5);
    assert_eq!(bgbb["customers"], 11_104.0);
    let folder = tempfile::tempdir().unwrap();
    let summary = "ID;Frequency;Recency;T;Monetary Value\n1;2;30,43;38,86;22,35\n2;1;1,71;38,86;11,77\n3;0;0;38,86;0\n\
                   4;7;29,43;38,86;73,74\n5;x;1;2;3\n6;2;50;38;4\n";
    let path = file(&folder, "summary.csv", summary.as_bytes());
    let output = run(&["fit", "--summary", &path, "--model", "nbd", "--json"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("2 of 6 rows left out") && said.contains("line 6"), "{said}");
    let fitted: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(fitted["customers"], 4.0);
    let spend = json(&["fit", "--summary", &path, "--model", "gamma-gamma", "--json"]);
    assert!(spend["notes"][0].as_str().unwrap().starts_with("rows_left_out"), "{spend}");
}

/// A summary in weeks, as other programs write it.
const SUMMARY: &[u8] =
    b"frequency,recency,T\n2,30.43,38.86\n1,1.71,38.86\n0,0,38.86\n7,29.43,38.86\n0,0,20\n3,9,31\n1,4,12\n";

#[test]
fn a_summary_gets_the_usual_model_and_is_told_why() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "summary.csv", SUMMARY);
    let auto = json(&["fit", "--summary", &path, "--json"]);
    let named = json(&["fit", "--summary", &path, "--model", "mbg-nbd", "--json"]);
    assert_eq!((auto["model"].as_str(), &auto["params"]), (Some("mbg-nbd"), &named["params"]));
    let notes = auto["notes"].as_array().unwrap();
    assert!(notes.iter().any(|note| note.as_str().unwrap().starts_with("chosen: mbg-nbd")), "{auto}");
    let regular = json(&["fit", "--summary", &path, "--model", "mbg-cnbd", "--k", "3", "--json"]);
    assert_eq!((regular["model"].as_str(), regular["params"]["k"].as_f64()), (Some("mbg-cnbd"), Some(3.0)));
    let one = json(&["fit", "--summary", &path, "--model", "mbg-cnbd", "--k", "1", "--json"]);
    near(&one["log_likelihood"], named["log_likelihood"].as_f64().unwrap(), 1e-9);
    assert!(refusal(&["fit", "--summary", &path, "--model", "mbg-cnbd"]).contains("give --k"));
}

#[test]
fn options_that_would_be_passed_over_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = file(&folder, "summary.csv", SUMMARY);
    for (word, value) in [("--as-of", "2024-01-01"), ("--unit", "day"), ("--unit", "week")] {
        let said = refusal(&["fit", "--summary", &path, word, value]);
        assert!(said.contains(word) && said.contains("--transactions"), "{said}");
        let said = refusal(&["fit", "--churn", "5,3", "--customers", "20", word, value]);
        assert!(said.contains(word) && said.contains("--churn"), "{said}");
    }
    assert!(refusal(&["fit", "--summary", &path, "--model", "bg-nbd", "--k", "2"]).contains("mbg-cnbd"));
    let output = run(&["fit", "--summary", &path, "--model", "mbg-cnbd", "--k", "13"]);
    assert_eq!(output.status.code(), Some(2));
    let sample = fixture("cdnow_sample.csv");
    let fixed = ["fit", "--transactions", &sample, "--model", "mbg-cnbd", "--k", "4", "--json"];
    assert_eq!(json(&fixed)["params"]["k"].as_f64(), Some(4.0));
}

#[test]
fn small_and_empty_hold_outs_are_scored() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = String::from("customer_id,date,amount\n");
    for customer in 1..=60 {
        writeln!(rows, "C{customer},2024-01-{:02},20", 1 + customer % 28).unwrap();
        writeln!(rows, "C{customer},2024-0{}-11,{}", 2 + customer % 4, 10 + customer % 5).unwrap();
    }
    rows.push_str("C7,2024-08-02,15\nC9,2024-08-03,15\nnew,2024-08-03,15\n");
    let path = file(&folder, "orders.csv", rows.as_bytes());
    let hold_out = |calibration: &str, end: &str| {
        json(&["holdout", "--transactions", &path, "--calibration-end", calibration, "--holdout-end", end, "--json"])
    };
    for (end, bought) in [("2024-07-31", 0), ("2024-08-31", 2)] {
        let answer = hold_out("2024-06-30", end);
        assert_eq!(answer["customers"], 60);
        let row = &answer["models"][answer["chosen"].as_str().unwrap()];
        assert!(row["mae"].as_f64().unwrap() > 0.0 && row["rmse"].is_f64() && row["error"].is_null(), "{answer}");
        assert_eq!((row["auc_active"].is_null(), row["bias"].is_null()), (bought == 0, bought == 0), "{answer}");
        assert_eq!(answer["value"]["top_decile_share"].is_null(), bought == 0, "{answer}");
        let notes = answer["notes"].as_array().unwrap();
        let few = format!("few_purchases: {bought} purchases");
        assert!(notes.iter().any(|note| note.as_str().unwrap().starts_with(&few)), "{answer}");
        assert!(!notes.iter().any(|note| note.as_str().unwrap().contains("baseline")), "{answer}");
    }
    let words = ["holdout", "--transactions", &path, "--calibration-end", "2023-12-31", "--holdout-end", "2024-08-31"];
    assert!(refusal(&words).contains("nothing to score"));
    let table =
        text(&["holdout", "--transactions", &path, "--calibration-end", "2024-06-30", "--holdout-end", "2024-07-31"]);
    assert!(table.contains("note: few_purchases"), "{table}");
}

#[test]
fn the_hold_out_table_has_models_baselines_and_the_choice() {
    let answer = json(&[
        "holdout",
        "--transactions",
        &fixture("cdnow_sample.csv"),
        "--calibration-end",
        "1997-09-30",
        "--holdout-end",
        "1998-06-30",
        "--json",
    ]);
    assert_eq!(answer["customers"], 2_357);
    let models = answer["models"].as_object().unwrap();
    for name in ["bg-nbd", "mbg-nbd", "mbg-cnbd", "pareto-nbd", "nbd", "zero", "mean", "own-rate"] {
        let row = &models[name];
        assert!(row["mae"].as_f64().unwrap() > 0.0 && row["rmse"].is_f64() && row["bias"].is_f64(), "{name} {row}");
        assert!((0.0..=1.0).contains(&row["auc_active"].as_f64().unwrap()), "{name} {row}");
        assert!(row["nan"] == 0 && row["error"].is_null(), "{name} {row}");
    }
    let chosen = answer["chosen"].as_str().unwrap();
    assert!(models[chosen]["mae"].as_f64().unwrap() <= 0.755, "{answer}");
    assert!(answer["value"]["top_decile_share"].as_f64().unwrap() > 0.45, "{answer}");
    assert!(answer["value"]["order_value_mae"].as_f64().unwrap() < 17.0, "{answer}");
}

#[test]
fn every_customer_has_a_row_of_predictions() {
    let sample = fixture("cdnow_sample.csv");
    let predict =
        ["predict", "--transactions", &sample, "--as-of", "1997-09-30", "--horizon-days", "273", "--csv", "--model"];
    let csv = text(&[&predict[..], &["mbg-nbd"]].concat());
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().unwrap().split(',').collect();
    assert_eq!(header[..5], ["customer_id", "x", "t_x", "t", "expected_purchases"]);
    assert_eq!(lines.clone().count(), 2_357);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let [expected, active, alive] = [4, 5, 6].map(|at| cells[at].parse::<f64>().unwrap());
        assert!(expected >= 0.0 && (0.0..=alive).contains(&active) && alive <= 1.0, "{line}");
    }
}

#[test]
fn persian_files_are_read_and_bad_rows_counted() {
    let folder = tempfile::tempdir().unwrap();
    let mut rows = String::from("مشتری;تاریخ خرید;مبلغ\n");
    for customer in 1..=60 {
        for month in 1..=(1 + customer % 6) {
            writeln!(rows, "م{customer};۱۴۰۲/{month:02}/۱۵;۱۲۵٬۰۰۰").unwrap();
        }
    }
    rows.push_str(";۱۴۰۲/۰۱/۰۱;۱۰۰\nم۱;نامعلوم;۱۰۰\nم۱;۱۴۰۲/۰۶/۲۰;-۵۰۰\n");
    let path = file(&folder, "kharid.csv", rows.as_bytes());
    let words = ["--columns", "customer=مشتری,date=تاریخ خرید,amount=مبلغ"];
    let output = run(&[&["fit", "--transactions", &path, "--model", "mbg-nbd", "--json"][..], &words].concat());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("3 of 213 rows left out") && said.contains("a return"), "{said}");
    let model: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(model["customers"], 60.0);
}

#[test]
fn what_cannot_be_used_gets_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let picture = file(&folder, "picture.csv", &[0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0]);
    assert!(refusal(&["fit", "--transactions", &picture]).contains("not a table"));
    let empty = file(&folder, "empty.csv", b"");
    assert!(refusal(&["fit", "--transactions", &empty]).contains("empty"));
    assert!(refusal(&["fit", "--transactions", "/no/such/file.csv"]).contains("/no/such/file.csv"));
    let columns = file(&folder, "columns.csv", b"who,when\nA,2024-01-01\nB,2024-01-05\n");
    let said = refusal(&["fit", "--transactions", &columns, "--columns", "customer=nobody"]);
    assert!(said.contains("there is no column nobody") && said.contains("who"), "{said}");
    let rows = file(&folder, "rows.csv", b"customer_id,date\n,2024-01-01\nB,2024-13-45\nC,2024-01-01x?\n");
    refusal(&["fit", "--transactions", &rows]);
    let summary = file(&folder, "summary.csv", b"frequency,recency\n1,2\n");
    assert!(refusal(&["fit", "--summary", &summary, "--model", "bg-nbd"]).contains("no column says: t"));
    assert!(refusal(&["fit", "--model", "sbg", "--churn", "900,200", "--customers", "1000"]).contains("1100"));
    let today = file(&folder, "today.csv", b"customer_id,date\nA,2024-01-01\nB,2024-01-01\n");
    refusal(&["fit", "--transactions", &today, "--model", "bg-nbd"]);
    refusal(&[
        "holdout",
        "--transactions",
        &today,
        "--calibration-end",
        "2024-01-01",
        "--holdout-end",
        "2024-02-01",
        "--json",
    ]);
}

#[test]
fn offers_name_what_they_are_owed_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut baskets = String::from("order_id,product\n");
    for order in 0..400 {
        let pair = order % 12;
        write!(baskets, "{order},left{pair}\n{order},right{pair}\n{order},other{}\n", order % 37).unwrap();
    }
    let baskets = file(&folder, "baskets.csv", baskets.as_bytes());
    let customers = file(&folder, "customers.csv", b"customer,product\nAnna,left3\nBen,right7\nBen,left1\n");
    let csv = text(&["recommend", "--baskets", &baskets, "--customers", &customers, "--top", "3", "--csv"]);
    let mut lines = csv.lines();
    assert_eq!(lines.next(), Some("customer_id,rank,item,score,method,reason,because_of"));
    let first = lines.next().unwrap();
    assert!(first.starts_with("Anna,1,right3,") && first.ends_with("bought together with left3,left3"), "{first}");
    let ben: Vec<&str> = lines.filter(|line| line.starts_with("Ben,")).collect();
    assert_eq!(ben.len(), 3);
    assert!(ben[0].contains("left7") || ben[1].contains("left7"), "{ben:?}");
    refusal(&["recommend", "--baskets", &baskets, "--customers", "/no/such.csv", "--csv"]);
}

/// An e-mail that helps customers with a high `history` by `steep`, and everyone by 10 points.
fn experiment(steep: f64) -> String {
    let mut state = 9_u64;
    let mut uniform = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / (1_u64 << 31) as f64
    };
    let mut rows = String::from("id,history,channel,segment,visit,spend\n");
    for id in 0..6_000 {
        let (history, mailed) = (uniform(), uniform() < 0.5);
        let chance = 0.2 + if mailed { 0.1 + steep * (history - 0.5) } else { 0.0 };
        let visit = uniform() < chance;
        let channel = ["Web", "Phone"][usize::from(uniform() < 0.4)];
        let segment = if mailed { "Womens E-Mail" } else { "No E-Mail" };
        let spend = if visit { 40.0 * uniform() } else { 0.0 };
        writeln!(rows, "{id},{history:.4},{channel},{segment},{},{spend:.2}", u8::from(visit)).unwrap();
    }
    rows
}

#[test]
fn an_experiment_says_whether_there_is_anything_to_target_by() {
    let folder = tempfile::tempdir().unwrap();
    for (steep, differs) in [(0.4, true), (0.0, false)] {
        let path = file(&folder, "experiment.csv", experiment(steep).as_bytes());
        let answer = json(&["uplift", "--file", &path, "--treatment", "segment", "--outcome", "visit", "--json"]);
        let interval = |name: &str| [0, 1].map(|at| answer[name][at].as_f64().unwrap());
        let [low, high] = interval("ate_ci");
        assert!(low < 0.1 && 0.1 < high && low > 0.05, "{answer}");
        assert_eq!(answer["heterogeneity"], differs, "{answer}");
        assert_eq!(interval("qini_ci")[0] > 0.0, differs, "{answer}");
        assert_eq!(answer["verdict"], if differs { "targetable difference" } else { "no targetable difference" });
        assert_eq!(answer["uplift_at"].as_array().unwrap().len(), 10);
        let amount = json(&["uplift", "--file", &path, "--treatment", "segment", "--outcome", "spend", "--json"]);
        assert!(amount["ate"].as_f64().unwrap() > 0.5, "{amount}");
    }
    let path = file(&folder, "alone.csv", b"group,bought,age\ntest,1,30\ntest,0,40\n");
    let said = refusal(&["uplift", "--file", &path, "--treatment", "group", "--outcome", "bought", "--json"]);
    assert!(said.contains("treated and untreated"), "{said}");
    refusal(&["uplift", "--file", &path, "--treatment", "nothing", "--outcome", "bought", "--json"]);
}
