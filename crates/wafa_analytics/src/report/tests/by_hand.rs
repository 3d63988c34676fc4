//! Reports of random shops against counting them by hand.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use wafa_kernel::Weekday;

use super::*;

/// An order or a return of a random shop.
#[derive(Debug, Clone, Copy)]
struct Random {
    customer: i64,
    on: i32,
    amount: i64,
    quantity: i64,
    is_return: bool,
    /// A return names an order of its customer.
    named: bool,
}

fn facts() -> impl Strategy<Value = Vec<Random>> {
    let one = (1i64..6, 0i32..75, 1i64..1_000, 1i64..4, 0u8..5, any::<bool>());
    let fact = one.prop_map(|(customer, on, amount, quantity, kind, named)| Random {
        customer,
        on,
        amount,
        quantity,
        is_return: kind == 0,
        named,
    });
    proptest::collection::vec(fact, 0..40)
}

/// One thing with everything the break-downs ask.
#[derive(Debug, Clone)]
struct Known {
    customer: i64,
    on: Day,
    amount: i64,
    quantity: i64,
    is_return: bool,
    /// Number of the order; of a return, that of the order it names; 0 when there is none.
    number: usize,
    first_on: Option<Day>,
    before: Option<Day>,
}

fn build(random: &[Random]) -> (Shop, Vec<Known>) {
    let mut shop = Shop::default();
    let start = day("2026-01-01");
    let on = |fact: &Random| start.plus_days(fact.on);
    for fact in random.iter().filter(|fact| !fact.is_return) {
        shop.order(fact.customer, &on(fact).to_string(), fact.amount).quantity = fact.quantity;
    }
    let mut orders = shop.orders.clone();
    orders.sort_by_key(|row| (row.customer, row.on, row.id));
    let of = |customer: i64| orders.iter().filter(move |row| row.customer == customer).copied().collect::<Vec<_>>();
    let mut known = Vec::new();
    for customer in 1..6 {
        let own = of(customer);
        for (at, row) in own.iter().enumerate() {
            known.push(Known {
                customer,
                on: Day::from_number(row.on),
                amount: row.amount_minor,
                quantity: row.quantity,
                is_return: false,
                number: at + 1,
                first_on: own.first().map(|first| Day::from_number(first.on)),
                before: at.checked_sub(1).map(|before| Day::from_number(own[before].on)),
            });
        }
    }
    for fact in random.iter().filter(|fact| fact.is_return) {
        let own = of(fact.customer);
        let back = shop.refund(fact.customer, &on(fact).to_string(), fact.amount);
        // Of the latest order, so that it is known on whatever day is asked about.
        let named = own.first().filter(|_| fact.named);
        back.id = named.map_or(900_000 + back.id, |order| order.id);
        known.push(Known {
            customer: fact.customer,
            on: on(fact),
            amount: fact.amount,
            quantity: 0,
            is_return: true,
            number: usize::from(named.is_some()),
            first_on: own.first().map(|first| Day::from_number(first.on)),
            before: None,
        });
    }
    (shop, known)
}

fn key(by: Breakdown, fact: &Known) -> String {
    match by {
        Breakdown::Month => fact.on.to_string()[..7].to_owned(),
        Breakdown::Cohort => fact.first_on.map_or_else(String::new, |on| on.to_string()[..7].to_owned()),
        Breakdown::Weekday => format!("{:?}", Weekday::of(fact.on)).to_lowercase(),
        Breakdown::OrderNumber => {
            if fact.number == 0 {
                String::new()
            } else {
                fact.number.to_string()
            }
        }
        // Customers 1 and 2 are from Shiraz, 3 from Tehran, of the others nothing is known.
        Breakdown::City => ["", "Shiraz", "Shiraz", "Tehran", "", ""][fact.customer as usize].to_owned(),
        _ => String::new(),
    }
}

fn text(key: &Key) -> String {
    match key {
        Key::Period { key, .. } | Key::Value(key) => key.clone(),
        Key::Unknown => String::new(),
        Key::Others => "others".to_owned(),
    }
}

/// Every measure of some facts, the plain way.
fn counted(facts: &[&Known]) -> Vec<Option<f64>> {
    let orders: Vec<&&Known> = facts.iter().filter(|fact| !fact.is_return).collect();
    let back: Vec<&&Known> = facts.iter().filter(|fact| fact.is_return).collect();
    let customers: BTreeSet<i64> = orders.iter().map(|fact| fact.customer).collect();
    let new = orders.iter().filter(|fact| fact.number == 1).count();
    let repeaters: BTreeSet<i64> = orders.iter().filter(|fact| fact.number > 1).map(|fact| fact.customer).collect();
    let gross: i64 = orders.iter().map(|fact| fact.amount).sum();
    let returned: i64 = back.iter().map(|fact| fact.amount).sum();
    let gaps: Vec<i32> = orders.iter().filter_map(|fact| fact.before.map(|before| fact.on - before)).collect();
    let share = |part: f64, whole: f64| (whole > 0.0).then(|| part / whole);
    let (count, people) = (orders.len() as f64, customers.len() as f64);
    Measure::ALL
        .iter()
        .map(|measure| match measure {
            Measure::Customers => Some(people),
            Measure::New => Some(new as f64),
            Measure::Returning => Some(people - new as f64),
            Measure::RepeatShare => share(repeaters.len() as f64, people),
            Measure::Orders => Some(count),
            Measure::Gross => Some(gross as f64),
            Measure::Returns => Some(back.len() as f64),
            Measure::Returned => Some(returned as f64),
            Measure::ReturnShare => share(returned as f64, gross as f64),
            Measure::Net => Some((gross - returned) as f64),
            Measure::Units => Some(orders.iter().map(|fact| fact.quantity).sum::<i64>() as f64),
            Measure::Average => share((gross - returned) as f64, count).map(f64::round),
            Measure::Frequency => share(count, people),
            Measure::Gap => share(f64::from(gaps.iter().sum::<i32>()), gaps.len() as f64),
            Measure::First => {
                Some(orders.iter().filter(|fact| fact.number == 1).map(|fact| fact.amount).sum::<i64>() as f64)
            }
        })
        .collect()
}

fn breakdowns() -> impl Strategy<Value = Vec<Breakdown>> {
    let known = [Breakdown::Month, Breakdown::Cohort, Breakdown::Weekday, Breakdown::OrderNumber, Breakdown::City];
    proptest::sample::subsequence(known.to_vec(), 0..=2).prop_shuffle()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]
    /// Whatever is asked of whatever shop, the report is what counting by hand says, and parts add up to the whole.
    #[test]
    fn a_report_is_what_counting_by_hand_says(random in facts(), by in breakdowns(), from in 0i32..40, length in 10i32..40) {
        let start = day("2026-01-01");
        let (from, to) = (start.plus_days(from), start.plus_days(from + length));
        // What comes later is in the shop and must not show.
        let (_folder, lake) = build(&random).0.lake();
        let past: Vec<Random> = random.iter().copied().filter(|fact| start.plus_days(fact.on) <= to).collect();
        let (_, known) = build(&past);
        let mut asked = asked(Measure::ALL, &by, "2026-01-01", &to.to_string());
        asked.from = from;
        asked.spec.time = Time::Days { from, to };
        let label = |id: i64| Some((CustomerId::from_raw(id), ["", "Shiraz", "Shiraz", "Tehran"][id as usize].to_owned()));
        let cities = Arc::new(Labels::new((1..=3).filter_map(label)));
        asked.labels = by.iter().map(|_| Arc::clone(&cities)).collect();
        let answer = report_on(&lake, &asked, 1).unwrap();
        let within: Vec<&Known> = known.iter().filter(|fact| fact.on >= from && fact.on <= to).collect();
        let numbers = |figures: &[Option<Figure>]| figures.iter().map(|figure| real(*figure)).collect::<Vec<_>>();
        prop_assert_eq!(numbers(&answer.total), counted(&within));
        let mut groups: BTreeMap<Vec<String>, Vec<&Known>> = BTreeMap::new();
        for fact in &within {
            groups.entry(by.iter().map(|by| key(*by, fact)).collect()).or_default().push(fact);
        }
        if by.is_empty() {
            prop_assert!(answer.rows.is_empty());
            return Ok(());
        }
        let mut found = 0;
        for row in &answer.rows {
            let keys: Vec<String> = row.keys.iter().map(text).collect();
            match groups.get(&keys) {
                Some(facts) => {
                    found += 1;
                    prop_assert_eq!(numbers(&row.figures), counted(facts), "{:?}", keys);
                }
                None => prop_assert_eq!(numbers(&row.figures), counted(&[]), "{:?}", keys),
            }
        }
        prop_assert_eq!(found, groups.len());
        for (at, measure) in Measure::ALL.iter().enumerate().filter(|(_, measure)| measure.adds_up()) {
            let sum: f64 = answer.rows.iter().filter_map(|row| real(row.figures[at])).sum();
            prop_assert_eq!(Some(sum), real(answer.total[at]), "{:?}", measure);
        }
    }
}
