//! Workers that have no file of the lake: they read those of the bucket.

use std::time::{Duration, Instant};

use wafa_analytics::desk::{Desk, SqlLimits};
use wafa_analytics::lake::BucketConfig;
use wafa_analytics::{Error, Share, figures};

use super::machines::{Machine, PATIENT, engine};
use super::s3::Server;
use super::shop::{Shop, questions};

/// A machine with an empty folder and the address of the bucket.
fn machine(server: &Server) -> (tempfile::TempDir, Machine) {
    let empty = tempfile::tempdir().unwrap();
    let settings = [
        ("WAFA_LAKE", "s3://shop/all/lakes"),
        ("AWS_ENDPOINT_URL", server.endpoint.as_str()),
        ("AWS_ACCESS_KEY_ID", "key"),
        ("AWS_SECRET_ACCESS_KEY", "secret"),
    ];
    let settings = settings.map(|(name, value)| (name, value.to_owned()));
    let machine = Machine::with(empty.path(), settings.into());
    (empty, machine)
}

#[tokio::test(flavor = "multi_thread")]
async fn workers_read_the_bucket_and_what_it_lacks_is_answered_here() {
    let (shop, server) = (Shop::with_runs(3).await, Server::start());
    let bucket = BucketConfig {
        url: "s3://shop/all/lakes".to_owned(),
        endpoint: server.endpoint.clone(),
        access_key: "key".to_owned(),
        secret_key: "secret".to_owned(),
        ..BucketConfig::default()
    };
    let lake = shop.lake.clone().sharing(&bucket, "shop").unwrap();
    let ((one, first), (two, second)) = (machine(&server), machine(&server));
    let machines = [first, second];
    let patient = engine(&machines, "", PATIENT);
    let shared = "select source, count(*) as n, sum(amount_minor) as s from orders group by source order by source";
    let limits = || SqlLimits { time: PATIENT, ..SqlLimits::default() };
    let rows = engine(&[], "", PATIENT).query(&lake, shared, limits()).await.unwrap().rows;
    let question = questions().remove(0);
    let truth = figures(&lake, &question).unwrap();

    // Nothing has been sent yet: the workers find no file, and say so.
    assert!(matches!(patient.figures(&lake, &question).await, Err(Error::Workers(_))));
    let answer = patient.query(&lake, shared, limits()).await.unwrap();
    assert_eq!((&answer.rows, answer.workers), (&rows, 0), "this machine has them");

    lake.share(&shop.test.db, Share::Step).await.unwrap();
    for (at, question) in questions().iter().take(4).enumerate() {
        let theirs = patient.figures(&lake, question).await.unwrap();
        assert_eq!(theirs, figures(&lake, question).unwrap(), "question {at}");
    }
    let answer = patient.query(&lake, shared, limits()).await.unwrap();
    assert_eq!((&answer.rows, answer.workers), (&rows, 2));
    for folder in [one, two] {
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "nothing is kept on a worker");
    }

    // A bucket that falls silent holds nobody up.
    server.answer_only(0);
    let (hasty, began) = (engine(&machines, "", Duration::from_secs(6)), Instant::now());
    assert!(matches!(hasty.figures(&lake, &question).await, Err(Error::Workers(_))));
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    assert_eq!(figures(&lake, &question).unwrap(), truth);
}
