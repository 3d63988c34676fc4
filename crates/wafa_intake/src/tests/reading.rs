//! Encodings, separators, digits, calendars, units: every way a file can say the same.

use wafa_kernel::{CalendarKind, Currency, Day};

use super::desk::{desks, dollars, permit};
use crate::{DayOrder, Digits, Format, ImportOptions, Meaning, Preset, Unit};

const PLAIN: &str = "customer_id,order_id,date,amount,city\nC1,A1,2024-10-06,12.50,مشهد\nC2,A2,2024-10-07,7,شیراز\n";

fn utf16(text: &str, big: bool, bom: bool) -> Vec<u8> {
    let mark = if bom { "\u{feff}" } else { "" };
    let units = format!("{mark}{text}");
    units.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[tokio::test]
async fn every_encoding_reads_alike() {
    let arabic = PLAIN.replace('ی', "ي");
    let cases: Vec<(&str, Vec<u8>, &str)> = vec![
        ("UTF-8", PLAIN.as_bytes().to_vec(), "شیراز"),
        ("UTF-8", format!("\u{feff}{PLAIN}").into_bytes(), "شیراز"),
        ("UTF-16 LE", utf16(PLAIN, false, true), "شیراز"),
        ("UTF-16 BE", utf16(PLAIN, true, true), "شیراز"),
        ("UTF-16 LE", utf16(PLAIN, false, false), "شیراز"),
        ("UTF-16 BE", utf16(PLAIN, true, false), "شیراز"),
        ("Windows-1256", encoding_rs::WINDOWS_1256.encode(&arabic).0.into_owned(), "شيراز"),
    ];
    for (encoding, bytes, city) in cases {
        for desk in desks().await {
            let path = desk.file("orders.csv", &bytes);
            let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
            assert_eq!(seen.encoding, encoding);
            assert_eq!(seen.header, ["customer_id", "order_id", "date", "amount", "city"], "{encoding}");
            let report = desk.import(&bytes, &dollars()).await;
            assert_eq!((report.rows_imported, report.customers_added), (2, 2), "{encoding}");
            let order = desk.order("A2").await;
            assert_eq!((order.amount_minor, order.city.as_str()), (700, city), "{encoding}");
        }
    }
}

#[tokio::test]
async fn every_separator_is_found() {
    for separator in [',', ';', '\t', '|'] {
        for desk in desks().await {
            let text = format!(
                "order_id,customer_id,date,product,amount\nA1,C1,2024-10-06,\"Tea{separator} \"\"best\"\"\nof all\",3.00\nA2,C1,2024-10-08,Cup,4.00\n"
            );
            let text = text.replace(',', &separator.to_string());
            let path = desk.file("orders.csv", &text);
            let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
            assert_eq!(seen.separator, Some(separator));
            let report = desk.import(&text, &dollars()).await;
            assert_eq!(report.rows_imported, 2);
            let detail = desk.sales.order(&permit(), desk.order("A1").await.id).await.unwrap();
            assert_eq!(detail.lines[0].name, format!("Tea{separator} \"best\"\nof all"));
        }
    }
}

#[tokio::test]
async fn digits_and_decimal_signs_of_three_scripts() {
    let cases = [
        ("۱۲۳۴٫۵۰", 123_450),
        ("۱٬۲۳۴٫۵۰", 123_450),
        ("١٬٢٣٤٫٥٠", 123_450),
        ("1,234.50", 123_450),
        ("1.234,50", 123_450),
        ("$1234.5", 123_450),
        ("\u{200e}1234.50\u{200f}", 123_450),
        ("'1234.50", 123_450),
    ];
    for desk in desks().await {
        let mut text = String::from("order_id;customer_id;date;amount\n");
        for (at, (written, _)) in cases.iter().enumerate() {
            text.push_str(&format!("A{at};C1;2024-10-06;{written}\n"));
        }
        let report = desk.import(&text, &dollars()).await;
        assert_eq!(report.rows_problem, 0);
        for (at, (written, minor)) in cases.iter().enumerate() {
            assert_eq!(desk.order(&format!("A{at}")).await.amount_minor, *minor, "{written}");
        }
    }
}

#[tokio::test]
async fn calendars_and_orders_of_dates_are_found() {
    let day = Day::from_ymd(2024, 10, 6).unwrap();
    let cases = [
        ("1403/07/15", "1403/06/31", CalendarKind::Jalali, DayOrder::YearFirst),
        ("۱۴۰۳/۰۷/۱۵", "۱۴۰۳/۰۶/۳۱", CalendarKind::Jalali, DayOrder::YearFirst),
        ("15/07/1403", "31/06/1403", CalendarKind::Jalali, DayOrder::DayFirst),
        ("2024-10-06", "2024-10-31", CalendarKind::Gregorian, DayOrder::YearFirst),
        ("06/10/2024", "31/10/2024", CalendarKind::Gregorian, DayOrder::DayFirst),
        ("10/06/2024", "10/31/2024", CalendarKind::Gregorian, DayOrder::MonthFirst),
        ("1446/04/03", "1446/04/29", CalendarKind::Hijri, DayOrder::YearFirst),
        ("٠٣/٠٤/١٤٤٦", "٢٩/٠٤/١٤٤٦", CalendarKind::Hijri, DayOrder::DayFirst),
    ];
    for (first, telling, calendar, order) in cases {
        for desk in desks().await {
            let text = format!("order_id,customer_id,date,amount\nA1,C1,{first},1\nA2,C1,{telling},1\n");
            let path = desk.file("orders.csv", &text);
            let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
            assert_eq!((seen.calendar, seen.date_order), (Some(calendar), Some(order)), "{first}");
            assert!(!seen.dates_ambiguous, "{first}");
            let report = desk.import(&text, &dollars()).await;
            assert_eq!(report.rows_imported, 2, "{first}");
            assert_eq!(desk.order("A1").await.placed_on, day, "{first}");
        }
    }
}

#[tokio::test]
async fn a_date_that_could_be_two_is_asked_about() {
    for desk in desks().await {
        let text = "order_id,customer_id,date,amount\nA1,C1,03/04/2024,1\nA2,C1,05/06/2024,1\n";
        let path = desk.file("orders.csv", text);
        let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
        assert!(seen.dates_ambiguous);
        let options = ImportOptions { date_order: Some(DayOrder::MonthFirst), ..dollars() };
        desk.import(text, &options).await;
        assert_eq!(desk.order("A1").await.placed_on, Day::from_ymd(2024, 3, 4).unwrap());
    }
}

#[tokio::test]
async fn times_are_in_the_zone_of_the_file() {
    for desk in desks().await {
        let text = "order_id,customer_id,date,amount\nA1,C1,2024-10-06 23:30,1\nA2,C1,2024-10-06T23:30:00Z,1\nA3,C1,2024-10-06,1\n";
        let options = ImportOptions { zone: Some("Asia/Tehran".to_owned()), ..dollars() };
        desk.import(text, &options).await;
        let midnight = Day::from_ymd(2024, 10, 6).unwrap().utc_midnight().ms();
        let hour = 3_600_000;
        assert_eq!(desk.order("A1").await.placed_at.ms(), midnight + 20 * hour);
        assert_eq!(desk.order("A1").await.placed_on, Day::from_ymd(2024, 10, 6).unwrap());
        let written_in_utc = desk.order("A2").await;
        assert_eq!(written_in_utc.placed_at.ms(), midnight + 23 * hour + hour / 2);
        assert_eq!(written_in_utc.placed_on, Day::from_ymd(2024, 10, 7).unwrap(), "the day of the business");
        assert_eq!(desk.order("A3").await.placed_on, Day::from_ymd(2024, 10, 6).unwrap());
    }
}

#[tokio::test]
async fn toman_is_ten_rials() {
    let text = "شماره سفارش,کد مشتری,تاریخ سفارش,مبلغ\nA1,C1,۱۴۰۳/۰۷/۱۵,۱۲۵٬۰۰۰\nA2,C1,۱۴۰۳/۰۷/۱۶,۱۲۵٬۰۰۰ ریال\n";
    for (unit, first) in [(Unit::Toman, 1_250_000), (Unit::Rial, 125_000)] {
        for desk in desks().await {
            let options = ImportOptions { unit: Some(unit), ..ImportOptions::default() };
            let report = desk.import(text, &options).await;
            assert_eq!(report.currency, Some(Currency::IRR));
            assert_eq!(desk.order("A1").await.amount_minor, first);
            assert_eq!(desk.order("A2").await.amount_minor, 125_000, "a unit beside the number wins");
        }
    }
    for desk in desks().await {
        let options = ImportOptions { unit: Some(Unit::Toman), ..dollars() };
        let refused = desk.try_import("orders.csv", text, &options).await.unwrap_err();
        assert_eq!(refused.code(), "intake.unit_without_rial");
    }
}

#[tokio::test]
async fn headers_in_three_languages_are_understood() {
    let headers = [
        "Customer ID,Order Number,Order Date,Amount,Qty,Currency,Status,Coupon Code,SKU,Product Name,Source,City,E-mail,Mobile,Full Name",
        "شناسهٔ مشتری,شماره سفارش,تاریخ سفارش,مبلغ,تعداد,ارز,وضعیت,کد تخفیف,کد کالا,نام کالا,منبع,شهر,ایمیل,شماره موبایل,نام و نام خانوادگی",
        "رقم العميل,رقم الطلب,تاريخ الطلب,المبلغ,الكمية,العملة,الحالة,كود الخصم,رمز المنتج,اسم المنتج,المصدر,المدينة,البريد الإلكتروني,رقم الجوال,اسم العميل",
    ];
    let meanings = [
        Meaning::CustomerId,
        Meaning::OrderId,
        Meaning::Date,
        Meaning::Amount,
        Meaning::Quantity,
        Meaning::Currency,
        Meaning::Status,
        Meaning::DiscountCode,
        Meaning::ProductId,
        Meaning::ProductName,
        Meaning::Source,
        Meaning::City,
        Meaning::Email,
        Meaning::Phone,
        Meaning::Name,
    ];
    for header in headers {
        let desk = desks().await.remove(0);
        let row = "C1,A1,1403/07/15,10,2,IRR,paid,YALDA,S-1,چای,google,شیراز,a@b.ir,09123456789,سارا احمدی";
        let path = desk.file("orders.csv", format!("{header}\n{row}\n"));
        let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
        let guessed: Vec<Meaning> = seen.columns.iter().map(|column| column.meaning).collect();
        assert_eq!(guessed, meanings, "{header}");
    }
}

#[tokio::test]
async fn a_first_look_names_what_it_saw() {
    let desk = desks().await.remove(0);
    let mut text = String::from("شماره سفارش;کد مشتری;تاریخ;مبلغ (تومان);رنگ\n");
    for row in 0..30 {
        text.push_str(&format!("A{row};C{};۱۴۰۳/۰۷/{:02};۱۲٬۵۰۰;آبی\n", row % 7, row % 28 + 1));
    }
    let path = desk.file("orders.csv", &text);
    let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
    assert_eq!((seen.format, seen.separator), (Format::Csv, Some(';')));
    assert_eq!((seen.rows_checked, seen.rows_estimate, seen.rows.len()), (30, 30, 20));
    assert_eq!(seen.unit, Some(Unit::Toman));
    assert_eq!(seen.digits, Digits::Mixed);
    assert_eq!(seen.columns[4].confidence, 0.0, "nobody knows a column called colour");
    assert_eq!(seen.columns[4].samples, ["آبی"]);
}
