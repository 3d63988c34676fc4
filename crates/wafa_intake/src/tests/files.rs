//! Files that are refused, workbooks, and files that are harder than they look.

use std::io::Write;

use rust_xlsxwriter::{ExcelDateTime, Format as CellFormat, Formula, Workbook};
use wafa_kernel::Day;

use super::desk::{Desk, desks, dollars, permit};
use crate::{Error, Format, Preset};

async fn refusal(desk: &Desk, name: &str, content: impl AsRef<[u8]>) -> Error {
    let path = desk.file(name, content);
    desk.intake.inspect(&permit(), &path, Preset::Generic).await.expect_err(name)
}

#[tokio::test]
async fn what_is_no_table_gets_one_clear_error() {
    let desk = desks().await.remove(0);
    let zeros: Vec<u8> = (0..4_000_u32).map(|at| (at % 7) as u8).collect();
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("empty.csv", Vec::new(), "intake.empty_file"),
        ("blank.csv", b"\n\n\n".to_vec(), "intake.empty_file"),
        ("report.csv", b"%PDF-1.7 something".to_vec(), "intake.not_a_table"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n....".to_vec(), "intake.not_a_table"),
        ("page.csv", b"<!DOCTYPE html><html><table></table></html>".to_vec(), "intake.not_a_table"),
        ("data.csv", b"{\"orders\": []}".to_vec(), "intake.not_a_table"),
        ("program.csv", zeros, "intake.not_a_table"),
        ("essay.csv", "این یک متن است\nو نه یک جدول\n".as_bytes().to_vec(), "intake.not_a_table"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "intake.old_excel"),
        ("zip.xlsx", b"PK\x03\x04 not really".to_vec(), "intake.not_a_table"),
        ("bare.csv", b"1,2024-01-05,12.50\n2,2024-01-06,3\n".to_vec(), "intake.no_header"),
    ];
    for (name, content, code) in cases {
        assert_eq!(refusal(&desk, name, content).await.code(), code, "{name}");
    }
}

#[tokio::test]
async fn a_line_of_ten_million_columns_is_refused_in_little_memory() {
    let desk = desks().await.remove(0);
    let path = desk.folder.path().join("wide.csv");
    let mut file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    for _ in 0..10_000_000 {
        file.write_all(b"a,").unwrap();
    }
    file.write_all(b"\n1,2\n").unwrap();
    file.flush().unwrap();
    let refused = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap_err();
    assert_eq!(refused.code(), "intake.too_many_columns");
}

#[tokio::test]
async fn a_long_row_in_the_middle_does_not_stop_the_good_ones() {
    for desk in desks().await {
        let mut text = String::from("order_id,customer_id,date,amount\nA1,C1,2024-10-06,1\n");
        text.push_str(&format!("A2,C1,2024-10-06,{}\n", "9".repeat(2 << 20)));
        text.push_str(&"x,".repeat(5_000));
        text.push_str("\nA3,C1,2024-10-06,3\n");
        let report = desk.import(&text, &dollars()).await;
        assert_eq!((report.rows_read, report.rows_imported, report.rows_problem), (4, 2, 2));
        let problems = desk.intake.problems(&permit(), report.batch, 0, 10).await.unwrap();
        let codes: Vec<&str> = problems.iter().map(|problem| problem.reason.code.as_str()).collect();
        assert_eq!(codes, ["too_long", "too_wide"]);
        assert_eq!((problems[0].line, problems[1].line), (3, 4));
    }
}

#[tokio::test]
async fn an_open_quotation_mark_is_named() {
    for desk in desks().await {
        let mut text = String::from("order_id,customer_id,date,amount\nA1,C1,2024-10-06,1\nA2,\"C1,2024-10-06,1\n");
        for row in 3..400 {
            text.push_str(&format!("A{row},C1,2024-10-06,1\n"));
        }
        let report = desk.import(&text, &dollars()).await;
        assert_eq!((report.rows_imported, report.rows_problem), (398, 1), "the good rows after it are not swallowed");
        let problem = desk.intake.problems(&permit(), report.batch, 0, 10).await.unwrap().remove(0);
        assert_eq!((problem.line, problem.reason.code.as_str()), (3, "quote_open"));
        assert_eq!(problem.reason.args["line"], "4");
    }
}

#[tokio::test]
async fn quotation_marks_left_open_swallow_nothing_good() {
    let cases = [
        // Near the end of the file.
        ("A1,C1,2024-10-06,1,x\nA2,\"C1,2024-10-06,1,x\nA3,C1,2024-10-06,1,x\nA4,C1,2024-10-06,1,x\n", (3, 1)),
        // Closed by the next stray one.
        ("A1,\"C1,2024-10-06,1,x\nA2,C1,2024-10-06,1,x\nA3,C\"1,2024-10-06,1,x\nA4,C1,2024-10-06,1,x\n", (3, 1)),
        // Its text runs on over lines that are no rows.
        ("A1,C1,2024-10-06,1,\"a note\nthat runs on\nand on\nA2,C1,2024-10-06,1,x\nA3,C1,2024-10-06,1,x", (2, 1)),
        // A cell of several lines is no fault.
        ("A1,C1,2024-10-06,1,\"a note\nthat, runs on\n\"\nA2,C1,2024-10-06,1,x\n", (2, 0)),
    ];
    for (rows, expected) in cases {
        for desk in desks().await {
            let report = desk.import(format!("order_id,customer_id,date,amount,product\n{rows}"), &dollars()).await;
            assert_eq!((report.rows_imported, report.rows_problem), expected, "{rows}");
            let mut file = Vec::new();
            let reader = wafa_text::Reader::of(&wafa_kernel::Business::default(), wafa_kernel::Language::En);
            let written = desk.intake.write_problems(&permit(), report.batch, &reader, &mut file).await.unwrap();
            assert_eq!(written, expected.1);
        }
    }
}

#[tokio::test]
async fn a_zero_byte_refuses_its_row_and_many_the_file() {
    for desk in desks().await {
        let text = "order_id,customer_id,date,amount\nA1,C1,2024-10-06,1\nA2,C\0x,2024-10-06,1\nA3,C1,2024-10-06,1\n";
        let report = desk.import(text, &dollars()).await;
        assert_eq!((report.rows_imported, report.rows_problem), (2, 1));
        let problem = desk.intake.problems(&permit(), report.batch, 0, 10).await.unwrap().remove(0);
        assert_eq!((problem.line, problem.reason.code.as_str(), problem.column.as_str()), (3, "nul", "customer_id"));
        let zeros = text.replace('C', "\0\0\0\0");
        assert_eq!(refusal(&desk, "zeros.csv", zeros).await.code(), "intake.not_a_table");
    }
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (at, name) in ["order_id", "customer_id", "date", "amount"].iter().enumerate() {
        sheet.write(0, at as u16, *name).unwrap();
    }
    fill(sheet);
    book.save_to_buffer().unwrap()
}

#[tokio::test]
async fn workbooks_with_dates_numbers_and_formulas() {
    let bytes = workbook(|sheet| {
        let date = CellFormat::new().set_num_format("yyyy-mm-dd");
        for row in 1..=3_u32 {
            sheet.write(row, 0, f64::from(row)).unwrap();
            sheet.write(row, 1, "C1").unwrap();
            sheet.write(row, 3, 12.5).unwrap();
        }
        let day = ExcelDateTime::from_ymd(2024, 10, 6).unwrap();
        sheet.write_with_format(1, 2, &day, &date).unwrap();
        sheet.write(2, 2, 45_572.0).unwrap();
        sheet.write(3, 2, "۱۴۰۳/۰۷/۱۷").unwrap();
        sheet.write(3, 3, Formula::new("=2+3").set_result("5")).unwrap();
    });
    for desk in desks().await {
        let path = desk.file("orders.xlsx", &bytes);
        let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
        assert_eq!((seen.format, seen.sheet.as_deref()), (Format::Xlsx, Some("Sheet1")));
        let report = desk.try_import("orders.xlsx", &bytes, &dollars()).await.unwrap();
        assert_eq!((report.rows_imported, report.rows_problem), (2, 1));
        assert_eq!(desk.order("1").await.placed_on, Day::from_ymd(2024, 10, 6).unwrap());
        assert_eq!(desk.order("2").await.placed_on, Day::from_ymd(2024, 10, 7).unwrap());
        assert_eq!(desk.order("2").await.amount_minor, 1_250);
        let problem = desk.intake.problems(&permit(), report.batch, 0, 10).await.unwrap().remove(0);
        assert_eq!((problem.line, problem.column.as_str()), (4, "amount"));
        assert_eq!(problem.reason.code, "formula");
    }
}

#[tokio::test]
async fn a_zip_bomb_is_refused_unopened() {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/workbook.xml", options).unwrap();
    archive.write_all(b"<workbook/>").unwrap();
    archive.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..64 {
        archive.write_all(&spaces).unwrap();
    }
    let bytes = archive.finish().unwrap().into_inner();
    let desk = desks().await.remove(0);
    assert_eq!(refusal(&desk, "bomb.xlsx", bytes).await.code(), "intake.zip_bomb");
}

#[tokio::test]
async fn rows_above_the_header_and_ragged_rows() {
    for desk in desks().await {
        let text = "Sales report,,\n,,\norder_id,customer_id,date,amount\nA1,C1,2024-10-06,5\n\nA2,C1,2024-10-06\nA3,C1,2024-10-06,5,what,is\n,,,\nA4,C1,2024-10-06,5,,\n";
        let report = desk.import(text, &dollars()).await;
        assert_eq!((report.rows_read, report.rows_imported, report.rows_problem), (4, 2, 2));
        let problems = desk.intake.problems(&permit(), report.batch, 0, 10).await.unwrap();
        let seen: Vec<(u64, &str)> = problems.iter().map(|one| (one.line, one.reason.code.as_str())).collect();
        assert_eq!(seen, [(6, "amount_missing"), (7, "too_many_cells")]);
    }
}
