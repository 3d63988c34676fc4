#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic)]

use super::*;

fn words(values: &[&str]) -> Column {
    Column::Words(values.iter().map(|value| (*value).to_owned()).collect())
}

#[test]
fn numbers_words_and_gaps_become_columns() {
    let rows = ["a", "b", "a", "a", "b", "a", "b", "a", "b", "b", "c", "c", "c", "c", "c"];
    let gaps = (0..15).map(|i| (i != 3).then_some(f64::from(i))).collect();
    let columns = vec![("n".to_owned(), Column::Numbers(gaps)), ("w".to_owned(), words(&rows))];
    let encoding = Encoding::learn(&columns);
    assert_eq!(encoding.names(), ["n", "n=", "w=a", "w=b", "w=c"]);
    let features = encoding.encode(&columns);
    assert_eq!(features.len(), 15);
    assert_eq!(features.row(1), [1.0, 0.0, 0.0, 1.0, 0.0]);
    assert!((features.row(3)[0] - 102.0 / 14.0).abs() < 1e-12 && features.row(3)[1] == 1.0);
    let unknown = vec![("n".to_owned(), Column::Numbers(vec![None])), ("w".to_owned(), words(&["z"]))];
    assert_eq!(encoding.encode(&unknown).row(0)[1..], [1.0, 0.0, 0.0, 0.0]);
}

#[test]
fn names_of_people_and_constants_are_left_out() {
    let ids: Vec<String> = (0..200).map(|i| format!("id{i}")).collect();
    let same = vec!["x".to_owned(); 200];
    let yes: Vec<String> = (0..200).map(|i| if i % 2 == 0 { "yes" } else { "no" }.to_owned()).collect();
    let columns = [ids, same, yes].map(Column::Words);
    let columns: Vec<(String, Column)> = ["id", "same", "yes"].map(str::to_owned).into_iter().zip(columns).collect();
    assert_eq!(Encoding::learn(&columns).names().len(), 1);
}

#[test]
fn folds_are_even_in_size_and_outcome() {
    let outcomes: Vec<bool> = (0..1_000).map(|i| i % 4 == 0).collect();
    let dealt = folds(&outcomes, 5);
    for fold in 0..5 {
        let members: Vec<usize> = (0..1_000).filter(|at| dealt[*at] == fold).collect();
        assert_eq!(members.len(), 200);
        assert_eq!(members.iter().filter(|at| outcomes[**at]).count(), 50);
    }
}
