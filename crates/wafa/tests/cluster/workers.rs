//! Two workers that live: the same figures, and only for those who know the secret.

use std::process::Command;

use wafa_analytics::desk::{Desk, SqlLimits};
use wafa_analytics::{Lake, Question, bench, figures, predict, survival};
use wafa_cluster::Machines;

use super::machines::{Machine, PATIENT, engine};
use super::shop::{Shop, periods, questions};

const SECRET: &str = "a-secret-of-the-tests";

#[tokio::test(flavor = "multi_thread")]
async fn two_machines_give_the_figures_of_the_folds() {
    let shop = Shop::with_runs(5).await;
    let machines = [Machine::start(shop.folder.path(), SECRET), Machine::start(shop.folder.path(), SECRET)];
    let engine = engine(&machines, SECRET, PATIENT);
    assert_eq!(engine.alive().await, 2);
    let shared = "select customer_id, count(*) from orders group by customer_id";
    assert!(engine.would_share(&shop.lake, shared).await.unwrap());
    for (at, question) in questions().iter().enumerate() {
        let theirs = engine.figures(&shop.lake, question).await.unwrap();
        assert_eq!(theirs, figures(&shop.lake, question).unwrap(), "question {at}");
        let stays = engine.survival_by(Machines::Workers, &shop.lake, question).await.unwrap();
        assert_eq!(stays, survival::survival(&shop.lake, question).unwrap(), "question {at}");
        let seen = engine.summaries_by(Machines::Workers, &shop.lake, question).await.unwrap();
        assert_eq!(seen, predict::summaries(&shop.lake, question).unwrap(), "question {at}");
    }
    let answer = engine.query(&shop.lake, shared, SqlLimits { time: PATIENT, ..SqlLimits::default() }).await.unwrap();
    assert_eq!(answer.workers, 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_machines_share_a_lake_of_many_row_groups() {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path().join("lake").join("large")).unwrap();
    bench::make(lake.folder(), 150_000).unwrap();
    let machines = [Machine::start(folder.path(), ""), Machine::start(folder.path(), "")];
    let engine = engine(&machines, "", PATIENT);
    let from = wafa_kernel::Day::from_ymd(2023, 1, 1).unwrap().number();
    let question = Question {
        as_of: wafa_kernel::Day::from_number(from + 1_000),
        periods: periods(from, 30, 36),
        cohort_periods: periods(from, 30, 36),
        ..questions().remove(0)
    };
    let theirs = engine.figures(&lake, &question).await.unwrap();
    assert_eq!(theirs, figures(&lake, &question).unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_answer_nobody_who_does_not_know_the_secret() {
    let folder = tempfile::tempdir().unwrap();
    let machines = [Machine::start(folder.path(), SECRET)];
    assert_eq!(engine(&machines, SECRET, PATIENT).alive().await, 1);
    assert_eq!(engine(&machines, "another-secret-of-theirs", PATIENT).alive().await, 0);
    assert_eq!(engine(&machines, "", PATIENT).alive().await, 0);
}

#[test]
fn a_worker_others_could_reach_does_not_start_without_a_secret() {
    let folder = tempfile::tempdir().unwrap();
    let started = Command::new(env!("CARGO_BIN_EXE_wafa"))
        .args(["worker", "--cluster", "--listen", "0.0.0.0:0", "--data"])
        .arg(folder.path())
        .env_remove("WAFA_CLUSTER_SECRET")
        .output()
        .unwrap();
    assert_eq!(started.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&started.stderr).contains("needs a shared secret"));
}
