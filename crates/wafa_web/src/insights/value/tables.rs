//! The tables of the page of value as files; amounts in minor units.

use wafa_analytics::ValueFigures;
use wafa_analytics::value::Share;

use crate::sheet::Cell;

/// Name of the file, its heads and its rows.
pub type Table = (&'static str, Vec<String>, Vec<Vec<Cell>>);

fn heads(heads: &[&str]) -> Vec<String> {
    heads.iter().map(|head| (*head).to_owned()).collect()
}

fn shares<K: Copy>(shares: &[Share<K>], name: fn(K) -> &'static str) -> Vec<Vec<Cell>> {
    let row = |share: &Share<K>| -> Vec<Cell> {
        vec![name(share.key).into(), share.customers.into(), share.revenue_minor.into(), share.value_minor.into()]
    };
    shares.iter().map(row).collect()
}

/// The table of this name; none where there is no such.
pub fn table(name: &str, told: &ValueFigures) -> Option<Table> {
    Some(match name {
        "spread" => {
            let bins = told.spread.as_ref().map(|spread| spread.bins.as_slice()).unwrap_or_default();
            let row = |bin: &wafa_analytics::value::SpreadBin| -> Vec<Cell> {
                vec![bin.from_minor.into(), bin.to_minor.into(), bin.customers.into(), bin.value_minor.into()]
            };
            (
                "value-spread",
                heads(&["from_minor", "to_minor", "customers", "value_minor"]),
                bins.iter().map(row).collect(),
            )
        }
        "rungs" => (
            "value-rungs",
            heads(&["rung", "customers", "revenue_minor", "value_minor"]),
            shares(&told.rungs, wafa_kernel::Rung::as_str),
        ),
        "segments" => (
            "value-segments",
            heads(&["segment", "customers", "revenue_minor", "value_minor"]),
            shares(&told.segments, wafa_analytics::fold::ranking::Segment::as_str),
        ),
        "bucket" => {
            let row = |row: &wafa_analytics::fold::bucket::BucketPeriod| -> Vec<Cell> {
                vec![
                    row.key.clone().into(),
                    row.start.into(),
                    row.end.into(),
                    row.new.into(),
                    row.poured_minor.into(),
                    row.lost.into(),
                    row.leaked_minor.into(),
                ]
            };
            let head = heads(&["key", "start", "end", "new", "poured_minor", "lost", "leaked_minor"]);
            ("bucket", head, told.bucket.iter().map(row).collect())
        }
        _ => return None,
    })
}
