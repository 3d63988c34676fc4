//! An import that is cut off goes on exactly where it was.

use super::desk::{Desk, desks, dollars, permit};
use crate::{BatchState, Preset};

fn text() -> String {
    let mut text = String::from("customer_id,date,amount\n");
    for row in 0..97 {
        text.push_str(&format!("{},2024-10-{:02},{}\n", row % 5, row % 3 + 1, row % 2 + 1));
    }
    text
}

/// Runs until `chunks` chunks are written, then lets go as a crash would.
async fn cut_off(desk: &Desk, chunks: usize) -> wafa_kernel::BatchId {
    let path = desk.file("orders.csv", text());
    let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
    let intake = desk.intake.clone().with_chunk(10);
    let started = intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
    let (tell, mut told) = tokio::sync::mpsc::unbounded_channel();
    let run = {
        let intake = intake.clone();
        async move {
            intake
                .run(started.batch, &mut |progress| {
                    let _ = tell.send(progress.rows_done);
                })
                .await
        }
    };
    let mut run = Box::pin(run);
    let mut seen = 0;
    loop {
        tokio::select! {
            biased;
            done = told.recv() => {
                seen += usize::from(done.is_some_and(|rows| rows > 0));
                if seen >= chunks { break; }
            }
            ended = &mut run => panic!("it was to be cut off before {ended:?}"),
        }
    }
    drop(run);
    started.batch
}

#[tokio::test]
async fn a_cut_off_import_goes_on_where_it_was() {
    for chunks in [1, 4, 9] {
        for desk in desks().await {
            let batch = cut_off(&desk, chunks).await;
            let before = desk.intake.progress(&permit(), batch).await.unwrap();
            assert_eq!(before.state, BatchState::Running);
            assert!(before.rows_done >= chunks as u64 * 10 && before.rows_done < 97, "{before:?}");
            assert_eq!(desk.count("select count(*) from sales_order").await, before.rows_done as i64);
            let report = desk.intake.run(batch, &mut |_| {}).await.unwrap();
            assert_eq!((report.state, report.rows_read, report.orders_added), (BatchState::Done, 97, 97));
            assert!(report.reconciles());
            let again = desk.import(text(), &dollars()).await;
            assert_eq!((again.orders_added, again.rows_duplicate), (0, 97), "keys are those of an import in one go");
        }
    }
}

#[tokio::test]
async fn starting_the_same_file_again_takes_the_cut_off_import_up() {
    for desk in desks().await {
        let batch = cut_off(&desk, 3).await;
        let path = desk.folder.path().join("orders.csv");
        let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
        let started = desk.intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
        assert_eq!((started.batch, started.resumed), (batch, true));
        let report = desk.intake.run(batch, &mut |_| {}).await.unwrap();
        assert_eq!(report.orders_added, 97);
        let next = desk.intake.start(&permit(), &path, &mapping, &dollars()).await.unwrap();
        assert!(!next.resumed, "a finished import is not taken up");
    }
}

#[tokio::test]
async fn two_at_once_write_every_row_once() {
    for desk in desks().await {
        let batch = cut_off(&desk, 2).await;
        let (first, second) = (desk.intake.clone().with_chunk(10), desk.intake.clone().with_chunk(10));
        let (mut quiet, mut silent) = (|_: &crate::Progress| {}, |_: &crate::Progress| {});
        let (a, b) = tokio::join!(first.run(batch, &mut quiet), second.run(batch, &mut silent));
        assert!(a.is_ok() || b.is_ok() || desk.intake.run(batch, &mut |_| {}).await.is_ok(), "{a:?} {b:?}");
        let report = desk.intake.run(batch, &mut |_| {}).await.unwrap();
        assert_eq!((report.state, report.orders_added), (BatchState::Done, 97));
        assert_eq!(desk.count("select count(*) from sales_order").await, 97);
    }
}

#[tokio::test]
async fn the_worker_carries_on_what_was_cut_off() {
    for desk in desks().await {
        let batch = cut_off(&desk, 2).await;
        assert_eq!(desk.intake.resume_unfinished().await.unwrap(), 1);
        let worker = desk.worker();
        worker.settle().await.unwrap();
        let report = desk.intake.result(&permit(), batch).await.unwrap();
        assert_eq!((report.state, report.orders_added), (BatchState::Done, 97));
        assert_eq!(desk.intake.resume_unfinished().await.unwrap(), 0);
    }
}
