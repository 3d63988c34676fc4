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
async fn a_date_in_another_form_is_read_where_it_leaves_no_doubt() {
    let day = Day::from_ymd(2024, 9, 24).unwrap();
    let usual = [
        (
            "1403/07/01",
            &["24 Sep 2024", "2024-09-24", "20240924", "14030703", "24/09/2024", "03/07/03", "۳ مهر ۱۴۰۳"][..],
        ),
        ("2024-09-01", &["۳ مهر ۱۴۰۳", "1403/07/03", "14030703", "20240924", "September 24, 2024", "24.09.2024"][..]),
        ("01/09/2024", &["1403/07/03", "2024-09-24", "24 Sep 2024", "24/09/24"][..]),
    ];
    for (first, others) in usual {
        for desk in desks().await {
            let mut text = String::from("order_id;customer_id;date;amount\n");
            for row in 0..20 {
                text.push_str(&format!("U{row};C1;{first};1\n"));
            }
            text.push_str("U99;C1;13/09/2024;1\n");
            for (at, other) in others.iter().enumerate() {
                text.push_str(&format!("A{at};C1;{other};1\n"));
            }
            let report = desk.import(&text, &dollars()).await;
            assert_eq!(report.rows_problem, 0, "{first}");
            for (at, other) in others.iter().enumerate() {
                assert_eq!(desk.order(&format!("A{at}")).await.placed_on, day, "{other} among {first}");
            }
        }
    }
}

#[tokio::test]
async fn years_of_two_digits_are_read_when_the_file_or_somebody_says_how() {
    let text =
        |dates: [&str; 2]| format!("order_id,customer_id,date,amount\nA1,C1,{},1\nA2,C1,{},1\n", dates[0], dates[1]);
    let first = Day::from_ymd(2024, 3, 24).unwrap();
    for desk in desks().await {
        let unclear = text(["03/01/05", "03/02/06"]);
        let refused = desk.try_import("orders.csv", &unclear, &dollars()).await.unwrap_err();
        assert_eq!(refused.code(), "intake.dates_ambiguous");
        assert_eq!(refused.args(), [("sample", "03/01/05".to_owned())]);
        let options = ImportOptions { calendar: Some(CalendarKind::Jalali), ..dollars() };
        let report = desk.import(&unclear, &options).await;
        assert_eq!((report.rows_imported, desk.order("A1").await.placed_on), (2, first));
    }
    for desk in desks().await {
        let options = ImportOptions {
            calendar: Some(CalendarKind::Gregorian),
            date_order: Some(DayOrder::MonthFirst),
            ..dollars()
        };
        desk.import(text(["03/01/05", "03/02/06"]), &options).await;
        assert_eq!(desk.order("A1").await.placed_on, Day::from_ymd(2005, 3, 1).unwrap());
    }
    for desk in desks().await {
        // Only one reading makes dates of both.
        desk.import(text(["03/01/05", "03/06/31"]), &dollars()).await;
        assert_eq!(desk.order("A1").await.placed_on, first);
        desk.import(text(["03/01/05", "1403/06/31"]).replace('A', "B"), &dollars()).await;
        assert_eq!(desk.order("B1").await.placed_on, first);
        desk.import(text(["10/24/24", "10/06/24"]).replace('A', "D"), &dollars()).await;
        assert_eq!(desk.order("D2").await.placed_on, Day::from_ymd(2024, 10, 6).unwrap());
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
async fn a_column_called_customer_is_what_stands_in_it() {
    let desk = desks().await.remove(0);
    for (name, value, meaning) in [
        ("مشتری", "۱۰۰۲۳", Meaning::CustomerId),
        ("مشتری", "سارا احمدی", Meaning::Name),
        ("مشتری", "09121234567", Meaning::Phone),
        ("customer", "C-17", Meaning::CustomerId),
        ("Customer", "Sara Ahmadi", Meaning::Name),
        ("customer", "sara@example.com", Meaning::Email),
        ("العميل", "٤٤٢١", Meaning::CustomerId),
        ("العميل", "أحمد علي", Meaning::Name),
    ] {
        let path = desk.file(
            "orders.csv",
            format!("order_id,{name},date,amount\nA1,{value},2024-10-06,1\nA2,{value},2024-10-06,1\n"),
        );
        let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
        assert_eq!(seen.columns[1].meaning, meaning, "{name}: {value}");
    }
}

#[tokio::test]
async fn exports_of_woocommerce_and_salla_are_read_as_they_are() {
    let woo = "Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution\n\
        2024-10-06 10:00:00,1001,$35.00,completed,Sara Ahmadi,returning,2× Tea,3,YALDA,30.00,Organic: Google\n\
        2024-10-07 10:00:00,1002,$20.00,refunded,Omar,new,1× Cup,1,,20.00,Direct\n";
    let extension = "Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),Phone (Billing),City (Billing),Order Total Amount,Item Name,Quantity,Item Cost\n\
        77,wc-processing,2024-10-06 10:00,Sara,Ahmadi,sara@example.com,09123456789,Shiraz,35.00,Tea,2,10.00\n\
        77,wc-processing,2024-10-06 10:00,Sara,Ahmadi,sara@example.com,09123456789,Shiraz,35.00,Cup,1,15.00\n";
    let salla = "رقم الطلب,حالة الطلب,تاريخ الطلب,اسم العميل,جوال العميل,المدينة,طريقة الدفع,مجموع السلة,تكلفة الشحن,إجمالي الطلب,العملة,كوبون الخصم,أسماء المنتجات مع SKU\n\
        5001,تم التوصيل,2024-10-06 10:00,أحمد علي,+966501234567,الرياض,مدى,100,20,120.00,SAR,WAFA,قهوة (K-1)\n\
        5002,ملغي,2024-10-07 10:00,أحمد علي,+966501234567,الرياض,مدى,100,20,120.00,SAR,,قهوة (K-1)\n";
    for desk in desks().await {
        for (text, preset) in [(woo, Preset::Woocommerce), (extension, Preset::Woocommerce), (salla, Preset::Salla)] {
            let path = desk.file("orders.csv", text);
            let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
            assert_eq!(seen.preset, preset, "recognised by its columns");
            let options = ImportOptions { preset, ..dollars() };
            let report = desk.import(text, &options).await;
            assert_eq!((report.rows_problem, report.rows_imported), (0, 2));
        }
        let order = desk.order("1001").await;
        assert_eq!((order.amount_minor, order.quantity, order.discount_code.as_str()), (3_500, 3, "YALDA"));
        assert_eq!(desk.returns("1002").await[0].amount_minor, 2_000);
        let lines = desk.order("77").await;
        assert_eq!((lines.amount_minor, lines.customer.is_some()), (3_500, true));
        let salla = desk.order("5001").await;
        assert_eq!((salla.amount_minor, salla.currency.code(), salla.city.as_str()), (12_000, "SAR", "الرياض"));
        assert!(salla.customer.is_some() && !desk.order("5002").await.counts);
    }
}

#[tokio::test]
async fn a_file_of_problems_is_imported_without_its_own_columns() {
    for desk in desks().await {
        for language in wafa_kernel::Language::ALL {
            let text = "order_id,customer_id,date,amount,colour\nA1,C1,never,1,red\nA2,C1,2024-10-06,1,blue\n";
            let report = desk.import(text.replace('A', language.tag()), &dollars()).await;
            assert_eq!(report.rows_problem, 1);
            let reader = wafa_text::Reader::of(&wafa_kernel::Business::default(), language);
            let mut file = Vec::new();
            desk.intake.write_problems(&permit(), report.batch, &reader, &mut file).await.unwrap();
            let path = desk.file("problems.csv", &file);
            let seen = desk.intake.inspect(&permit(), &path, Preset::Generic).await.unwrap();
            assert!(
                seen.columns.iter().take(3).all(|column| column.meaning == Meaning::Ignore && column.confidence > 0.9)
            );
            let options = ImportOptions { custom_fields: true, ..dollars() };
            let mended = String::from_utf8(file.clone()).unwrap().replace("never", "2024-10-07");
            let number = format!("{}1", language.tag());
            desk.import(mended, &options).await;
            let detail = desk.sales.order(&permit(), desk.order(&number).await.id).await.unwrap();
            assert_eq!(detail.custom.into_iter().collect::<Vec<_>>(), [("colour".to_owned(), "red".to_owned())]);
            let still = desk.import(file, &options).await;
            let mut again = Vec::new();
            desk.intake.write_problems(&permit(), still.batch, &reader, &mut again).await.unwrap();
            let header = String::from_utf8(again).unwrap().lines().next().unwrap().to_owned();
            assert_eq!(header.split(',').count(), 8, "{header}");
        }
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
