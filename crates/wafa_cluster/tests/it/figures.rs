//! Every figure, by SQL and by folds.

use std::time::Duration;

use wafa_analytics::{Lake, Question, bench, figures, predict, survival};
use wafa_cluster::{Cluster, ClusterConfig, Machines};

use super::shop::{Shop, periods, questions};

pub fn here() -> Cluster {
    let config = ClusterConfig {
        workers: Vec::new(),
        secret: None,
        figures_within: Duration::from_secs(600),
        figures_from_bytes: 0,
        memory: 512 << 20,
        share_from_bytes: wafa_cluster::SHARE_FROM_BYTES,
    };
    Cluster::start(&config).unwrap()
}

/// Compares what can be compared, figure by figure, so that a difference says where it is.
async fn agree(engine: &Cluster, lake: &Lake, question: &Question, name: &str) {
    let (ours, theirs) =
        (figures(lake, question).unwrap(), engine.figures_by(Machines::This, lake, question).await.unwrap());
    assert_eq!(theirs.periods, ours.periods, "{name}");
    assert_eq!(theirs.cohorts, ours.cohorts, "{name}");
    assert_eq!(theirs.rfm, ours.rfm, "{name}");
    assert_eq!(theirs.ladder, ours.ladder, "{name}");
    assert_eq!(theirs, ours, "{name}");
    let stays = engine.survival_by(Machines::This, lake, question).await.unwrap();
    assert_eq!(stays, survival::survival(lake, question).unwrap(), "{name}");
    let seen = engine.summaries_by(Machines::This, lake, question).await.unwrap();
    assert_eq!(seen, predict::summaries(lake, question).unwrap(), "{name}");
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_by_sql_are_those_of_the_folds() {
    let shop = Shop::with_runs(6).await;
    let runs = shop.lake.status().unwrap().unwrap().runs;
    assert!(runs.len() > 4 && runs.iter().skip(1).all(|run| run.rows.owned > 0), "{} runs", runs.len());
    let engine = here();
    for (at, question) in questions().iter().enumerate() {
        agree(&engine, &shop.lake, question, &format!("question {at}")).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_many_row_groups_and_of_nothing_are_those_of_the_folds() {
    let folder = tempfile::tempdir().unwrap();
    let engine = here();
    let from = wafa_kernel::Day::from_ymd(2023, 1, 1).unwrap().number();
    let question = Question {
        as_of: wafa_kernel::Day::from_number(from + 1_000),
        periods: periods(from, 30, 36),
        cohort_periods: periods(from, 30, 36),
        ..questions().remove(0)
    };
    let large = Lake::open(folder.path().join("lake").join("large")).unwrap();
    bench::make(large.folder(), 150_000).unwrap();
    agree(&engine, &large, &question, "many").await;
    let empty = Lake::open(folder.path().join("lake").join("empty")).unwrap();
    let test = wafa_db::testkit::sqlite(Vec::new()).await;
    empty.refresh(&test.db).await.unwrap();
    agree(&engine, &empty, &question, "none").await;
}
