//! One line of time from what each capability remembers: orders and returns, moves on the ladder, signals, and what
//! the log says of notes, merges and changes.
//!
//! Orders, moves and signals are read from their owners, because imports bring thousands of them without one event
//! each; the log adds what only it knows.

use std::collections::HashMap;

use serde::Serialize;
use wafa_customers::{Profile, RungStep, SignalRow};
use wafa_kernel::policy::action::{ReadCustomers, ReadOrders};
use wafa_kernel::{CustomerId, Day, Event, EventId, Moment, Money, Permit, Recorded, UserId};
use wafa_sales::{OrderQuery, OrderSummary, ReturnSummary};
use wafa_text::Zone;

use super::facts::field_label;
use super::orders::order_title;
use crate::app::App;
use crate::fault::Fault;
use crate::who::Desk;

/// Items shown at first, and added by each press of «more».
const STEP: usize = 20;
/// Items of one page; older ones are on the next.
const MOST: usize = 500;
/// What can be shown alone.
pub(super) const KINDS: [&str; 5] = ["orders", "ladder", "notes", "signals", "record"];

/// The line of time as asked for.
#[derive(Debug, Clone, Default)]
pub(super) struct Window {
    kind: Option<&'static str>,
    show: usize,
    /// Only what happened before this day.
    before: Option<Day>,
}

impl Window {
    /// From the parameters of the page.
    pub fn read(pairs: &[(String, String)]) -> Self {
        let kind = super::value(pairs, "kind");
        let before = super::value(pairs, "before").parse().ok();
        let shown = if before.is_some() { MOST } else { STEP };
        let show = super::value(pairs, "show").parse().unwrap_or(shown).clamp(STEP, MOST);
        Self { kind: KINDS.into_iter().find(|known| *known == kind), show, before }
    }
    fn wants(&self, kind: &str) -> bool {
        self.kind.is_none_or(|wanted| wanted == kind)
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Timeline {
    items: Vec<Item>,
    kind: Option<&'static str>,
    /// How many to show next; none when all are shown.
    more: Option<usize>,
    /// The day before which the next page begins, when one page is full.
    older: Option<String>,
    /// This is not the latest page.
    past: bool,
}

#[derive(Debug, Serialize)]
struct Item {
    #[serde(skip)]
    at: Moment,
    #[serde(skip)]
    on: Day,
    when: String,
    title: String,
    detail: String,
    icon: &'static str,
    tone: &'static str,
    rung: &'static str,
}

/// The items of a page. A page that is full ends with a whole day, so that the next one begins with the day before it.
fn cut(mut items: Vec<Item>, window: &Window, known_from: Option<Day>) -> Timeline {
    let beyond = items.get(window.show).map(|item| item.on);
    let more = (beyond.is_some() && window.show < MOST).then(|| (window.show + STEP * 2).min(MOST));
    let mut older = None;
    if window.show == MOST
        && let Some(last) = beyond.max(known_from)
    {
        let whole = items.iter().take_while(|item| item.on > last).count();
        // A day with more than a page of its own is shown as far as it goes.
        older = Some(if whole > 0 { last.plus_days(1) } else { last }.to_string());
        items.truncate(if whole > 0 { whole } else { window.show });
    }
    items.truncate(window.show);
    Timeline { items, kind: window.kind, more, older, past: window.before.is_some() }
}

/// What a line of time is made of.
pub(super) struct Sources<'a> {
    pub desk: &'a Desk,
    pub customers: &'a Permit<ReadCustomers>,
    pub orders: &'a Permit<ReadOrders>,
    pub profile: &'a Profile,
    pub team: &'a HashMap<UserId, String>,
    pub steps: &'a [RungStep],
}

impl Sources<'_> {
    /// The latest items.
    ///
    /// # Errors
    /// The database's.
    pub async fn timeline(&self, window: &Window) -> Result<Timeline, Fault> {
        let zone = App::zone(&self.desk.business);
        let limit = u32::try_from(window.show + 1).unwrap_or(u32::MAX);
        let earlier = |on: Day| window.before.is_none_or(|before| on < before);
        let mut items: Vec<Item> = Vec::new();
        // The day of the last item of a source that has more: what happened on it may be known in part only.
        let mut known_from: Option<Day> = None;
        if window.wants("orders") {
            let sales = &self.desk.app.sales;
            let query = OrderQuery {
                customer: Some(self.profile.id),
                to: window.before.map(|before| before.plus_days(-1)),
                limit: limit.min(500),
                ..OrderQuery::default()
            };
            let page = sales.list(self.orders, &query).await?;
            known_from = page.next.and(page.items.last().map(|order| order.placed_on));
            items.extend(page.items.iter().map(|order| self.order(order)));
            items.extend(
                sales.returns_of(self.orders, self.profile.id).await?.iter().map(|given| self.given_back(given)),
            );
        }
        if window.wants("ladder") {
            items.extend(self.steps.iter().filter_map(|step| self.step(step, &zone)));
        }
        if window.wants("signals") {
            items.extend(self.profile.signals.iter().map(|signal| self.signal(signal, &zone)));
        }
        if window.wants("notes") || window.wants("record") {
            let told = self.told(limit, window.before.map(|before| zone.start_of(before))).await?;
            items.extend(told.iter().filter_map(|event| self.event(event, window)));
        }
        items.retain(|item| earlier(item.on));
        items.sort_by_key(|item| std::cmp::Reverse(item.at));
        Ok(cut(items, window, known_from))
    }

    /// The log of the record and of those merged into it.
    async fn told(&self, limit: u32, before: Option<Moment>) -> Result<Vec<Recorded>, Fault> {
        let before = before.map(|at| EventId::from_raw(at.ms() << 22));
        let mut told = Vec::new();
        let records: Vec<CustomerId> = self.desk.app.customers.records_of(self.customers, self.profile.id).await?;
        for record in records {
            told.extend(self.desk.app.db.events_of(record, before, limit).await?);
        }
        Ok(told)
    }

    /// A day of this year without the year.
    fn when(&self, day: Day) -> String {
        let reader = &self.desk.reader;
        let year = |day| wafa_text::calendar::civil(day, reader.calendar).0;
        if year(day) == year(self.desk.today) { reader.day_month(day) } else { reader.date(day) }
    }

    fn item(&self, at: Moment, title: String) -> Item {
        let day = App::zone(&self.desk.business).day_of(at);
        Item { at, on: day, when: self.when(day), title, detail: String::new(), icon: "", tone: "", rung: "" }
    }

    fn order(&self, order: &OrderSummary) -> Item {
        let (desk, amount) = (self.desk, self.desk.reader.money(order.amount()));
        let args = [("order", order_title(desk, &order.number).into()), ("amount", amount.into())];
        let mut parts = Vec::new();
        if order.quantity > 0 {
            parts.push(desk.say("customers-order-pieces", &[("n", order.quantity.into())]));
        }
        if !order.counts {
            parts.push(desk.say(&format!("sales-status-{}", order.status.as_str()), &[]));
        }
        if !order.discount_code.is_empty() {
            parts.push(desk.say("customers-order-discount", &[("text", order.discount_code.as_str().into())]));
        }
        Item {
            detail: parts.join(" · "),
            icon: "cart",
            tone: if order.counts { "accent" } else { "" },
            on: order.placed_on,
            when: self.when(order.placed_on),
            ..self.item(order.placed_at, desk.say("customers-line-order", &args))
        }
    }

    fn given_back(&self, given: &ReturnSummary) -> Item {
        let amount = self.desk.reader.money(Money::new(given.amount_minor, given.currency));
        Item {
            detail: given.reason.clone(),
            icon: "return",
            tone: "warn",
            on: given.returned_on,
            when: self.when(given.returned_on),
            ..self.item(given.returned_at, self.desk.say("customers-line-return", &[("amount", amount.into())]))
        }
    }

    /// A move counts at the end of its day, after what caused it.
    fn step(&self, step: &RungStep, zone: &Zone) -> Option<Item> {
        let from = step.from?;
        let name = |rung: wafa_kernel::Rung| self.desk.say(&format!("rung-{}", rung.as_str()), &[]);
        let key = if step.rung > from { "customers-line-climbed" } else { "customers-line-slid" };
        let title = self.desk.say(key, &[("from", name(from).into()), ("to", name(step.rung).into())]);
        let at = zone.start_of(step.on.plus_days(1)).plus_ms(-1);
        Some(Item { rung: step.rung.as_str(), on: step.on, when: self.when(step.on), ..self.item(at, title) })
    }

    fn signal(&self, signal: &SignalRow, zone: &Zone) -> Item {
        let title = self.desk.say(&format!("customers-line-signal-{}", signal.kind.as_str()), &[]);
        let icon = if signal.kind.recommends() { "star" } else { "eye" };
        let at = zone.start_of(signal.on.plus_days(1)).plus_ms(-2);
        let when = self.when(signal.on);
        let on = signal.on;
        Item { detail: signal.source.clone(), icon, tone: "good", on, when, ..self.item(at, title) }
    }

    fn event(&self, told: &Recorded, window: &Window) -> Option<Item> {
        let desk = self.desk;
        let by = self.by(&told.actor);
        let record =
            |key: &str, icon| Item { detail: by.clone(), icon, ..self.item(told.occurred_at, desk.say(key, &[])) };
        let item = match &told.event {
            Event::NoteAdded { text, .. } => {
                let item = Item { detail: by, icon: "note", tone: "info", ..self.item(told.occurred_at, text.clone()) };
                return window.wants("notes").then_some(item);
            }
            Event::CustomerAdded { .. } => record("customers-line-added", "plus"),
            Event::CustomersMerged { .. } => record("customers-line-merged", "merge"),
            Event::CustomersUnmerged { .. } => record("customers-line-unmerged", "duplicates"),
            Event::OrderCancelled { .. } => record("customers-line-cancelled", "close"),
            Event::CustomerChanged { fields, .. } => {
                let fields: Vec<String> = fields.iter().map(|field| field_label(desk, field)).collect();
                let text = desk.say(
                    "customers-line-changed",
                    &[("fields", fields.join(&desk.say("customers-comma", &[])).into())],
                );
                Item { detail: by, icon: "edit", ..self.item(told.occurred_at, text) }
            }
            _ => return None,
        };
        window.wants("record").then_some(item)
    }

    /// Who did it, when it was a member of the team or a program of theirs.
    fn by(&self, actor: &str) -> String {
        match actor.split_once(':') {
            Some(("user", id)) => {
                id.parse().ok().and_then(|id: UserId| self.team.get(&id).cloned()).unwrap_or_default()
            }
            Some(("key", _)) => self.desk.say("customers-by-program", &[]),
            _ => String::new(),
        }
    }
}
