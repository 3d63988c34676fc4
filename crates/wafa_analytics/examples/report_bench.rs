//! What reports cost over a lake made by `bench::make`: `report_bench ROWS FOLDER`. Prints processor seconds, seconds and
//! megabytes of each.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::indexing_slicing)]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use wafa_analytics::bench::{cpu_s, make, peak_mb};
use wafa_analytics::lake::Lake;
use wafa_analytics::report::{
    Breakdown, ChartKind, Filters, Labels, Measure, ReportQuestion, ReportSpec, Time, report,
};
use wafa_kernel::{CalendarKind, Currency, CustomerId, Day, LadderRules, Periods};

fn months() -> Periods {
    let starts: Vec<Day> =
        (0..37).filter_map(|at| Day::from_ymd(2023 + at / 12, (at % 12).unsigned_abs() + 1, 1)).collect();
    let keys = (0..36).map(|at| format!("{:04}-{:02}", 2023 + at / 12, at % 12 + 1)).collect();
    Periods::new(starts, keys).unwrap_or_default()
}

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (rows, folder): (u64, PathBuf) = (args[1].parse().unwrap(), args[2].clone().into());
    make(&folder, rows).unwrap();
    let lake = Lake::open(&folder).unwrap();
    let cities = ["Shiraz", "Tehran", "Tabriz", "Yazd", "Rasht"];
    let people = rows / 20;
    let city = |id: i64| (CustomerId::from_raw(id), cities[id.unsigned_abs() as usize % 5].to_owned());
    let labels = Arc::new(Labels::new((1..i64::try_from(people).unwrap()).map(city)));
    let asked: [&[Breakdown]; 7] = [
        &[],
        &[Breakdown::Month],
        &[Breakdown::Month, Breakdown::Weekday],
        &[Breakdown::OrderNumber],
        &[Breakdown::City, Breakdown::Month],
        &[Breakdown::Channel],
        &[Breakdown::Segment],
    ];
    for by in asked {
        let periods = by.iter().map(|by| if *by == Breakdown::Month { months() } else { Periods::default() }).collect();
        let own = by.iter().map(|by| if *by == Breakdown::City { Arc::clone(&labels) } else { Arc::default() });
        let (from, to) = (Day::from_ymd(2023, 1, 1).unwrap(), Day::from_ymd(2025, 12, 31).unwrap());
        let question = ReportQuestion {
            spec: ReportSpec {
                measures: Measure::ALL.to_vec(),
                by: by.to_vec(),
                filters: Filters::default(),
                time: Time::Days { from, to },
                calendar: CalendarKind::Gregorian,
                order: None,
                limit: 20,
                chart: ChartKind::Table,
            },
            from,
            to,
            periods,
            labels: own.collect(),
            rules: LadderRules::default(),
            currency: Currency::IRR,
            only: None,
            orders: None,
        };
        let (begun, cpu) = (Instant::now(), cpu_s());
        let answer = report(&lake, &question).unwrap();
        let names: Vec<&str> = by.iter().map(|by| by.as_str()).collect();
        println!(
            "{:<16} {:>6} rows  cpu {:.2} s  wall {:.2} s  peak {} MB",
            names.join(" × "),
            answer.rows.len(),
            cpu_s() - cpu,
            begun.elapsed().as_secs_f64(),
            peak_mb()
        );
    }
}
