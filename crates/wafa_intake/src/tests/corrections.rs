//! Rows put right or left out before the import are part of the batch.

use super::desk::{desks, dollars, permit};
use crate::{BatchState, ImportOptions, Preset};

const FILE: &str = "order_id,customer_id,date,amount\nA1,1,2024-10-01,10\nA2,2,yesterday,10\nA3,3,2024-10-03,ten\nA4,4,2024-10-04,=1+1\nA5,5,2024-10-05,7,extra\n";

fn corrected() -> ImportOptions {
    let mut options = dollars();
    options.corrections.mend(2, [(2, "2024-10-02".to_owned())]);
    options.corrections.mend(3, [(3, "still ten".to_owned())]);
    options.corrections.mend(3, [(3, "12".to_owned())]);
    options.corrections.leave_out(4);
    options.corrections.mend(5, [(3, "8".to_owned())]);
    options
}

#[tokio::test]
async fn corrected_rows_come_with_the_rest_and_left_out_ones_still_count() {
    for desk in desks().await {
        let path = desk.file("orders.csv", FILE);
        let mapping = desk.mapping(&path, Preset::Generic).await.unwrap();
        let plain = desk.intake.dry_run(&permit(), &path, &mapping, &dollars()).await.unwrap();
        assert_eq!((plain.rows, plain.imported, plain.problems), (5, 1, 4));
        let mut told = Vec::new();
        let trial = desk
            .intake
            .dry_run_watched(&permit(), &path, &mapping, &corrected(), &mut |dry, total, problems| {
                told.push((dry.rows, total, problems.len()));
                Ok(())
            })
            .await
            .unwrap();
        assert_eq!((trial.rows, trial.imported, trial.problems), (5, 4, 1));
        assert_eq!(told, [(5, 5, 1)]);
        assert_eq!(trial.first_problems[0].reason.code, "left_out");

        let first = desk.try_import("orders.csv", FILE, &corrected()).await.unwrap();
        assert_eq!((first.rows_read, first.rows_imported, first.rows_problem), (5, 4, 1));
        assert_eq!(desk.order("A3").await.amount_minor, 1_200);
        assert_eq!(desk.order("A5").await.amount_minor, 800, "what stood beside the columns is cut off");
        let again = desk.try_import("orders.csv", FILE, &corrected()).await.unwrap();
        assert_eq!((again.rows_imported, again.rows_duplicate, again.rows_problem), (0, 4, 1));
        desk.intake.undo(&permit(), first.batch).await.unwrap();
        let undone = desk.intake.run(first.batch, &mut |_| {}).await.unwrap();
        assert_eq!(undone.state, BatchState::Undone);
        assert_eq!(desk.orders().await.len(), 0, "corrected rows are taken back with the rest");
    }
}

#[tokio::test]
async fn rows_are_shown_as_they_will_be_read() {
    for desk in desks().await {
        let path = desk.file("orders.csv", FILE);
        let shown = desk.intake.rows_shown(&permit(), &path, &corrected().corrections, vec![5, 3, 3]).await.unwrap();
        assert_eq!(shown.header, ["order_id", "customer_id", "date", "amount"]);
        let rows: Vec<(u64, Vec<String>)> = shown.rows.into_iter().map(|row| (row.row, row.cells)).collect();
        let cells = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rows, [(3, cells("A3,3,2024-10-03,12")), (5, cells("A5,5,2024-10-05,8"))]);
    }
}

#[tokio::test]
async fn a_row_can_be_put_back() {
    let mut options = corrected();
    for row in 2..=5 {
        options.corrections.put_back(row);
    }
    assert!(options.corrections.is_empty());
    let stored = serde_json::to_string(&corrected()).unwrap();
    assert_eq!(serde_json::from_str::<ImportOptions>(&stored).unwrap(), corrected());
    assert!(!serde_json::to_string(&options).unwrap().contains("corrections"), "plans of before read the same");
}
