//! Figures of periods add up to the whole, whatever the calendar: random shops with returns.

use wafa_analytics::lake::{FactRow, LakeWriter, Stamp, TableKind, Word};
use wafa_analytics::{Figures, Lake, Question, figures, insights};
use wafa_kernel::{Business, CalendarKind, Currency, Day, LadderRules, Moment, PeriodKind};
use wafa_text::calendar;

use crate::know::Dice;

const CALENDARS: [CalendarKind; 3] = [CalendarKind::Gregorian, CalendarKind::Jalali, CalendarKind::Hijri];
const PERIODS: [PeriodKind; 4] = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year];

/// Some customers with orders, some who only gave back, returns before the first and after the last order.
fn random_shop(dice: &mut Dice) -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let mut writer = LakeWriter::begin(folder.path(), Moment::from_ms(0)).unwrap();
    let start = Day::from_ymd(2023, 2, 11).unwrap().number();
    let mut facts = |customer: i64, most: u64| {
        let mut rows: Vec<FactRow> = (0..dice.up_to(most))
            .map(|at| FactRow {
                customer,
                on: start + dice.up_to(900) as i32,
                at: 0,
                id: customer * 100 + at as i64,
                amount_minor: 1 + dice.up_to(10_000) as i64,
                quantity: 1,
                word: Word::Currency(Currency::IRR),
                counts: true,
            })
            .collect();
        rows.sort_by_key(|row| (row.on, row.id));
        rows
    };
    for customer in 1..=30 {
        let orders = if customer % 4 == 0 { Vec::new() } else { facts(customer, 7) };
        writer.write(TableKind::Orders, &orders).unwrap();
        writer.write(TableKind::Returns, &facts(customer, 4)).unwrap();
    }
    writer.publish(Stamp { fact_version: 1, ..Stamp::default() }).unwrap();
    (folder, lake)
}

fn ask(lake: &Lake, kind: CalendarKind, period: PeriodKind, as_of: Day) -> Figures {
    let today = Day::from_ymd(2025, 6, 1).unwrap();
    let (from, to) = insights::reach(lake.span().unwrap(), as_of, today);
    let periods = calendar::periods(kind, period, from, to);
    let groups = calendar::periods(kind, period, from, to);
    let business = Business { currency: Currency::IRR, ..Business::default() };
    figures(lake, &Question::new(as_of, periods, groups, &business, LadderRules::default())).unwrap()
}

#[test]
fn periods_add_up_to_the_whole_in_every_calendar() {
    let mut dice = Dice(5);
    let mut only_returns = 0;
    for _ in 0..25 {
        let (_folder, lake) = random_shop(&mut dice);
        for as_of in ["2023-02-01", "2024-03-19", "2025-05-30", "9999-12-31"] {
            let whole = ask(&lake, CalendarKind::Gregorian, PeriodKind::Year, as_of.parse().unwrap());
            for (kind, period) in CALENDARS.into_iter().flat_map(|kind| PERIODS.map(|period| (kind, period))) {
                let told = ask(&lake, kind, period, as_of.parse().unwrap());
                let what = format!("{kind:?} {period:?} as of {as_of}");
                assert_eq!(told.periods.iter().map(|one| one.orders).sum::<u64>(), told.orders, "{what}");
                assert_eq!(told.periods.iter().map(|one| one.revenue_minor).sum::<i64>(), told.revenue_minor, "{what}");
                assert_eq!(told.periods.iter().map(|one| one.new).sum::<u64>(), told.customers, "{what}");
                assert_eq!(told.cohorts.iter().map(|one| one.size).sum::<u64>(), told.customers, "{what}");
                assert_eq!((told.orders, told.revenue_minor), (whole.orders, whole.revenue_minor), "{what}");
                assert_eq!(told.top20_revenue_share, whole.top20_revenue_share, "{what}");
                assert!(told.periods.len() < 150, "{what}: {}", told.periods.len());
                only_returns += told.periods.iter().filter(|one| one.orders == 0 && one.revenue_minor < 0).count();
            }
        }
    }
    assert!(only_returns > 10, "shops have periods with nothing but returns");
}
