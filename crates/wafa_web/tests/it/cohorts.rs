//! Groups of customers by week, month and quarter in three calendars: against a count that looks at every day, and
//! bounded however far apart the orders are.

use std::collections::BTreeMap;

use wafa_analytics::lake::{FactRow, LakeWriter, Stamp, TableKind, Word};
use wafa_analytics::{Figures, Lake, MOST_COHORTS, Question, figures};
use wafa_kernel::{Business, CalendarKind, Currency, Day, LadderRules, Moment, PeriodKind, Weekday};
use wafa_text::calendar;

use crate::know::Dice;

const KINDS: [PeriodKind; 3] = [PeriodKind::Week, PeriodKind::Month, PeriodKind::Quarter];

/// Orders of customers: (customer, day, amount).
type Orders = Vec<(i64, Day, i64)>;

fn lake_of(orders: &Orders) -> (tempfile::TempDir, Lake) {
    let folder = tempfile::tempdir().unwrap();
    let lake = Lake::open(folder.path()).unwrap();
    let mut rows: Vec<FactRow> = orders
        .iter()
        .zip(1..)
        .map(|((customer, on, amount_minor), id)| FactRow {
            customer: *customer,
            on: on.number(),
            at: 0,
            id,
            amount_minor: *amount_minor,
            quantity: 1,
            word: Word::Currency(Currency::IRR),
            counts: true,
        })
        .collect();
    rows.sort_by_key(|row| (row.customer, row.on, row.id));
    let mut writer = LakeWriter::begin(folder.path(), Moment::from_ms(0)).unwrap();
    writer.write(TableKind::Orders, &rows).unwrap();
    writer.publish(Stamp { fact_version: 1, ..Stamp::default() }).unwrap();
    (folder, lake)
}

fn ask(lake: &Lake, business: &Business, kind: CalendarKind, groups: PeriodKind, as_of: Day) -> Figures {
    let (from, _) = lake.span().unwrap().unwrap();
    let periods = calendar::periods(kind, PeriodKind::Year, from, as_of);
    let groups = calendar::periods_of(business, kind, groups, from, as_of);
    figures(lake, &Question::new(as_of, periods, groups, business, LadderRules::default())).unwrap()
}

/// Number of the period of each day, by walking through the days: a new one begins where its first day comes.
fn walked(business: &Business, kind: CalendarKind, groups: PeriodKind, from: Day, to: Day) -> BTreeMap<Day, usize> {
    let begins_week = if kind == business.calendar { business.week_starts } else { calendar::week_starts(kind) };
    let mut number = 0;
    (from.number()..=to.number())
        .map(|day| {
            let day = Day::from_number(day);
            let (_, month, of_month) = calendar::civil(day, kind);
            let begins = match groups {
                PeriodKind::Week => Weekday::of(day) == begins_week,
                PeriodKind::Quarter => of_month == 1 && matches!(month, 1 | 4 | 7 | 10),
                _ => of_month == 1,
            };
            number += usize::from(begins && day != from);
            (day, number)
        })
        .collect()
}

/// Customers, orders and revenue by (period of the first order, periods since).
fn counted(orders: &Orders, periods: &BTreeMap<Day, usize>) -> BTreeMap<(usize, usize), (u64, u64, i64)> {
    let mut first: BTreeMap<i64, Day> = BTreeMap::new();
    for (customer, on, _) in orders {
        let known = first.entry(*customer).or_insert(*on);
        *known = (*known).min(*on);
    }
    let mut cells: BTreeMap<(usize, usize), (std::collections::BTreeSet<i64>, u64, i64)> = BTreeMap::new();
    for (customer, on, amount) in orders.iter().filter(|(_, on, _)| periods.contains_key(on)) {
        let group = periods[&first[customer]];
        let cell = cells.entry((group, periods[on] - group)).or_default();
        cell.0.insert(*customer);
        cell.1 += 1;
        cell.2 += amount;
    }
    cells.into_iter().map(|(at, (who, orders, sum))| (at, (who.len() as u64, orders, sum))).collect()
}

#[test]
fn groups_are_as_a_count_by_days_says_in_every_calendar() {
    let mut dice = Dice(11);
    for round in 0..12 {
        let start = Day::from_ymd(2022, 1, 1).unwrap().plus_days(dice.up_to(400) as i32);
        let orders: Orders = (0..160)
            .map(|_| (1 + dice.up_to(40) as i64, start.plus_days(dice.up_to(800) as i32), 1 + dice.up_to(9_999) as i64))
            .collect();
        let (_folder, lake) = lake_of(&orders);
        let as_of = start.plus_days(600);
        let business = Business {
            currency: Currency::IRR,
            calendar: CalendarKind::ALL[round % 3],
            week_starts: Weekday::ALL[round % 7],
            ..Business::default()
        };
        let (from, _) = lake.span().unwrap().unwrap();
        for (kind, groups) in CalendarKind::ALL.into_iter().flat_map(|kind| KINDS.map(|groups| (kind, groups))) {
            let told = ask(&lake, &business, kind, groups, as_of);
            let periods = walked(&business, kind, groups, from, as_of);
            let expected = counted(&orders, &periods);
            let mut found = BTreeMap::new();
            for group in &told.cohorts {
                // The period that begins before the first order is known by any day in it.
                let number = periods[&group.start.max(from)];
                assert_eq!(group.size, group.cells[0].customers);
                for cell in group.cells.iter().filter(|cell| cell.orders > 0) {
                    found.insert((number, cell.offset), (cell.customers, cell.orders, cell.revenue_minor));
                }
                assert_eq!(number + group.cells.len() - 1, periods[&as_of], "cells go on up to the as-of day");
            }
            assert_eq!(found, expected, "{kind:?} {groups:?}");
        }
    }
}

#[test]
fn groups_of_far_apart_orders_are_bounded_and_those_left_out_are_known() {
    let as_of = Day::from_ymd(2026, 11, 22).unwrap();
    // One date that was typed wrong, ten years of weeks with a new customer each, and one who came again at the end.
    let mut orders: Orders = (0..520).map(|week| (10 + week, as_of.plus_days(-7 * week as i32), 100)).collect();
    orders.push((1, Day::from_ymd(1826, 1, 1).unwrap(), 50));
    orders.push((1, as_of, 70));
    let (_folder, lake) = lake_of(&orders);
    let business = Business { currency: Currency::IRR, ..Business::default() };
    for kind in CalendarKind::ALL {
        let told = ask(&lake, &business, kind, PeriodKind::Week, as_of);
        assert_eq!(told.customers, 521, "{kind:?}");
        assert_eq!(told.cohorts.len(), 520, "one group per week of the last ten years");
        assert_eq!(told.customers - told.cohorts.iter().map(|group| group.size).sum::<u64>(), 1);
        assert!(told.cohorts.iter().all(|group| group.cells.len() <= MOST_COHORTS));
    }
}
