//! What makes the demo shop's register alive: people who have not bought yet, signals, tags, notes, a few doubles.

use wafa_customers::{ContactKind, Fields, ListQuery, NewContact, NewCustomer};
use wafa_kernel::policy::Policy;
use wafa_kernel::{Business, CustomerId, SignalKind};
use wafa_web::App;

use super::shop;
use crate::commands::demo::SIGNALS;

/// People of a bought list nobody has heard from.
const SUSPECTS: u64 = 60;
/// People who showed interest and have not ordered.
const PROSPECTS: u64 = 140;
/// People entered twice by hand.
const DOUBLES: u64 = 6;

/// Adds them through the same services people use.
pub async fn enliven(app: &App, business: &Business) -> anyhow::Result<()> {
    let today = app.today(business);
    let write = Policy::system("demo");
    let first = shop::people() + 1;
    for number in first..first + SUSPECTS + PROSPECTS {
        let prospect = number >= first + SUSPECTS;
        let source = if prospect { "فرم سایت" } else { "فهرست نمایشگاه قهوه" };
        let customer = app.customers.add(&write, newcomer(number, source)).await?;
        if prospect {
            let ago = i32::try_from(number * 7 % 90).unwrap_or(0);
            app.customers
                .record_signal(&write, customer, SignalKind::Interest, today.plus_days(-ago), "فرم سایت")
                .await?;
        }
    }
    for number in 1..=DOUBLES {
        let mut twin = newcomer(number * 37, "فروشگاه");
        twin.contacts.retain(|contact| contact.kind == ContactKind::Phone);
        app.customers.add(&write, twin).await?;
    }
    signals(app, business).await?;
    notes(app).await
}

fn newcomer(number: u64, source: &str) -> NewCustomer {
    let person = shop::person(number);
    let mut contacts =
        vec![NewContact { kind: ContactKind::External, role: String::new(), text: format!("N{number:05}") }];
    if !person.phone.is_empty() {
        contacts.push(NewContact { kind: ContactKind::Phone, role: String::new(), text: person.phone });
    }
    NewCustomer {
        fields: Fields {
            name: person.name,
            city: person.city.to_owned(),
            source: source.to_owned(),
            ..Fields::default()
        },
        contacts,
        ..NewCustomer::default()
    }
}

/// Reviews, scores and referrals, mostly of people who come often.
async fn signals(app: &App, business: &Business) -> anyhow::Result<()> {
    let today = app.today(business);
    let write = Policy::system("demo");
    let query: ListQuery = ListQuery::from_query([("sort".to_owned(), "-orders".to_owned())])?;
    let best = app.customers.ids(&Policy::system("demo"), &query, 200).await?;
    let query = ListQuery::from_query([("rung".to_owned(), "loyal".to_owned())])?;
    let loyal = app.customers.ids(&Policy::system("demo"), &query, 200).await?;
    let mut people = loyal.iter().chain(&best).copied().collect::<Vec<CustomerId>>().into_iter();
    for (kind, source, count) in SIGNALS {
        for number in 0..*count {
            let Some(customer) = people.next() else { return Ok(()) };
            let ago = i32::try_from(number * 5 % 60).unwrap_or(0);
            app.customers.record_signal(&write, customer, *kind, today.plus_days(-ago), source).await?;
        }
    }
    app.customers.tag_many(&write, best.get(..25).unwrap_or_default(), "مشتری طلایی").await?;
    Ok(())
}

async fn notes(app: &App) -> anyhow::Result<()> {
    let write = Policy::system("demo");
    let query = ListQuery::from_query([("sort".to_owned(), "-value".to_owned())])?;
    let best = app.customers.ids(&Policy::system("demo"), &query, 5).await?;
    let said = [
        "برای سالگرد ازدواجش جعبهٔ هدیه می‌خواهد؛ اول زمستان یادآوری شود.",
        "آسیاب متوسط برای وی۶۰؛ رُست روشن دوست دارد.",
        "دفتر کارش نزدیک فروشگاه است، تحویل پیش از ساعت ۱۰.",
        "يفضّل القهوة العربية بالهيل، ويطلب التغليف هدية.",
        "Prefers messages in English, after 5 pm.",
    ];
    for (customer, note) in best.into_iter().zip(said) {
        app.customers.add_note(&write, customer, note).await?;
    }
    Ok(())
}
