//! The demo shop: the purchase behaviour of real people (the CDNOW 1/10 sample), moved so that it ends today, with
//! invented names, phones and goods.
//!
//! All people of the sample first bought within twelve weeks. So that the shop also has newer customers, a second
//! wave of people behaves exactly as the first did, only begins later: one after another over the time that is left,
//! each history cut off today.

use std::collections::HashMap;

use wafa_kernel::Day;
use wafa_text::phone;

use super::names::{ARABIC, CAMPAIGNS, ENGLISH, PERSIAN, PRODUCTS, People, SOURCES};

/// The sample: who bought when, how many, for how much.
const SAMPLE: &str = include_str!("../../../../fixtures/cdnow_sample.csv");
/// Rials one dollar of the sample stands for, so that prices look like a coffee shop's.
const RIALS_PER_CENT: i64 = 3_000;
/// Days in which the people of the sample first bought.
const FIRST_WAVE_DAYS: i32 = 84;
/// Days over which the second wave begins.
const SECOND_WAVE_DAYS: u64 = 460;
/// One return for so many orders.
const ORDERS_PER_RETURN: u64 = 60;

/// A person of the demo shop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Code in the shop's own books.
    pub code: String,
    /// Full name.
    pub name: String,
    /// Phone as a shop would have written it.
    pub phone: String,
    /// City.
    pub city: &'static str,
}

/// Same number, same dice: the demo shop is the same on every machine.
struct Dice(u64);

impl Dice {
    fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33
    }
    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound.max(1)
    }
    fn pick<T: Copy>(&mut self, from: &[T]) -> Option<T> {
        let index = usize::try_from(self.below(from.len() as u64)).ok()?;
        from.get(index).copied()
    }
}

/// The person with this number.
#[must_use]
pub fn person(number: u64) -> Person {
    let mut dice = Dice::of(number + 17);
    let people: &People = match dice.below(20) {
        0..=12 => &PERSIAN,
        13..=17 => &ARABIC,
        _ => &ENGLISH,
    };
    let given = if dice.below(2) == 0 { people.women } else { people.men };
    let name = format!("{} {}", dice.pick(given).unwrap_or_default(), dice.pick(people.families).unwrap_or_default());
    Person {
        code: format!("D{:05}", number),
        name,
        phone: phone_of(people, &mut dice),
        city: dice.pick(people.cities).unwrap_or_default(),
    }
}

/// A number that exists by the rules of its country; a few people left none.
fn phone_of(people: &People, dice: &mut Dice) -> String {
    if dice.below(14) == 0 {
        return String::new();
    }
    for _ in 0..20 {
        let Some((prefix, digits)) = dice.pick(people.phones) else { break };
        let tail: String = (0..digits).map(|_| char::from(b'0' + u8::try_from(dice.below(10)).unwrap_or(0))).collect();
        let number = format!("{prefix}{tail}");
        if phone::parse(&number, "IR").is_some() {
            return number;
        }
    }
    String::new()
}

struct Row {
    customer: u64,
    on: Day,
    quantity: i64,
    cents: i64,
}

fn sample() -> Vec<Row> {
    SAMPLE
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut fields = line.trim_end().split(',');
            let _master = fields.next()?;
            let customer = fields.next()?.parse().ok()?;
            let on = fields.next()?.parse().ok()?;
            let quantity = fields.next()?.parse().ok()?;
            let cents = wafa_kernel::money::parse_scaled(fields.next()?, 2)?;
            Some(Row { customer, on, quantity, cents })
        })
        .collect()
}

/// Both waves, moved so that the sample ends today.
fn purchases(today: Day) -> Vec<Row> {
    let mut rows = sample();
    let shift = rows.iter().map(|row| row.on).max().map_or(0, |last| today - last);
    rows.iter_mut().for_each(|row| row.on = row.on.plus_days(shift));
    let people = rows.iter().map(|row| row.customer).max().unwrap_or(0);
    let later: Vec<Row> = rows
        .iter()
        .filter_map(|row| {
            let wait = SECOND_WAVE_DAYS * row.customer / people.max(1);
            let on = row.on.plus_days(FIRST_WAVE_DAYS + i32::try_from(wait).ok()?);
            (on <= today).then_some(Row { customer: people + row.customer, on, ..*row })
        })
        .collect();
    rows.extend(later);
    rows
}

/// The orders as a file a shop could have exported: Persian headers, one row per order, some returns.
#[must_use]
pub fn orders_csv(today: Day) -> String {
    let mut known: HashMap<u64, Person> = HashMap::new();
    let mut file =
        String::from("کد مشتری,نام,تلفن,شهر,شمارهٔ سفارش,تاریخ,مبلغ (ریال),تعداد,کد کالا,نام کالا,منبع,کمپین\n");
    for (index, row) in purchases(today).iter().enumerate() {
        let mut dice = Dice::of(1_000_003 + index as u64);
        let (code, product) = dice.pick(PRODUCTS).unwrap_or_default();
        let first = !known.contains_key(&row.customer);
        let person = known.entry(row.customer).or_insert_with(|| person(row.customer));
        let campaign = if first { Dice::of(row.customer + 5).pick(CAMPAIGNS).unwrap_or_default() } else { "" };
        let source = dice.pick(SOURCES).unwrap_or_default();
        let amount = (row.cents * RIALS_PER_CENT / 10_000).max(15) * 10_000;
        let head = format!("{},{},{},{}", person.code, person.name, person.phone, person.city);
        file.push_str(&format!(
            "{head},{},{},{amount},{},{code},\"{product}\",{source},{campaign}\n",
            10_000 + index,
            row.on,
            row.quantity
        ));
        if dice.below(ORDERS_PER_RETURN) == 0 && row.on.plus_days(6) <= today {
            let back = row.on.plus_days(2 + i32::try_from(dice.below(4)).unwrap_or(0));
            let part = amount / 20_000 * 10_000;
            file.push_str(&format!("{head},R{},{back},-{part},1,{code},\"{product}\",{source},\n", 10_000 + index));
        }
    }
    file
}

/// How many people buy in the demo shop.
#[must_use]
pub fn people() -> u64 {
    2 * sample().iter().map(|row| row.customer).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_demo_shop_ends_today_and_is_the_same_every_time() {
        let today: Day = "2026-11-21".parse().unwrap();
        let file = orders_csv(today);
        assert_eq!(file, orders_csv(today));
        assert!(file.contains("2026-11-21"));
        assert!(file.lines().count() > 6_919, "6,919 purchases, a header and some returns");
        let last = file.lines().skip(1).map(|line| line.split(',').nth(5).unwrap().to_owned()).max();
        assert_eq!(last.as_deref(), Some("2026-11-21"));
    }

    #[test]
    fn phones_are_valid() {
        let valid = (1..500).map(person).filter(|p| !p.phone.is_empty()).count();
        assert!(valid > 400);
        assert!((1..500).map(person).all(|p| p.phone.is_empty() || phone::parse(&p.phone, "IR").is_some()));
    }
}
