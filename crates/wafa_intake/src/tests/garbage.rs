//! Whatever the cells hold, nothing panics and every row is accounted for.

use proptest::collection::vec;
use proptest::prelude::*;

use super::desk::{desks, dollars};

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        "[۰-۹٠-٩٫٬،/.-]{0,10}",
        "\\PC{0,8}",
        prop::sample::select(vec![
            "",
            "A1",
            "A2",
            "C1",
            "2024-10-06",
            "1403/07/15",
            "12.50",
            "-3",
            "۱۲٬۵۰۰",
            "=1+1",
            "\"",
            "refunded",
            "USD",
            "IRR",
            "تومان",
            "0912",
            "\u{fffd}",
            "1e309",
            "99999999999999999999",
            "-",
            "\u{200f}5\u{200f}",
            "31/02/2024",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn garbage_always_reconciles(rows in vec(vec(cell(), 0..14), 1..40)) {
        let mut text = String::from("order_id,customer_id,date,amount,total of order,quantity,status,currency,email,phone,product,refunded amount\n");
        for row in &rows {
            let cells: Vec<String> = row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            text.push_str(&cells.join(","));
            text.push('\n');
        }
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let desk = desks().await.remove(0);
            let first = desk.try_import("garbage.csv", &text, &dollars()).await.unwrap();
            assert!(first.reconciles());
            let again = desk.try_import("garbage.csv", &text, &dollars()).await.unwrap();
            assert!(again.reconciles());
            assert_eq!((again.orders_added, again.returns_added, again.rows_read), (0, 0, first.rows_read));
            assert_eq!((again.customers_added, again.rows_imported), (0, 0));
        });
    }
}
