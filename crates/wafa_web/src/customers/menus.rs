//! What the filters of the list offer, and the views above it.

use serde::Serialize;
use wafa_customers::View;
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{Permit, Role, Rung};

use super::asked::{Asked, address};
use crate::access::users;
use crate::fault::Fault;
use crate::who::Desk;

/// One choice of a menu.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// The filters with what is chosen in each.
#[derive(Debug, Serialize)]
pub(super) struct Menus {
    q: String,
    rungs: Vec<Choice>,
    rung: String,
    tags: Vec<Choice>,
    tag: String,
    cities: Vec<Choice>,
    city: String,
    sources: Vec<Choice>,
    source: String,
    owners: Vec<Choice>,
    owner: String,
    sleeping: String,
    min_orders: String,
    new: String,
}

impl Menus {
    /// Reads what there is to choose from.
    ///
    /// # Errors
    /// The database's.
    pub async fn load(desk: &Desk, permit: &Permit<ReadCustomers>, asked: &Asked) -> Result<Self, Fault> {
        let customers = &desk.app.customers;
        let shown = |name: &str| desk.reader.digits(&asked.filter(name));
        let (tag, city, source) = (asked.filter("tag"), asked.filter("city"), asked.filter("source"));
        Ok(Self {
            q: asked.filter("q"),
            rungs: rungs(desk),
            rung: asked.filter("rung"),
            tags: words(desk, "customers-any-tag", customers.tags(permit).await?, &tag),
            tag,
            cities: words(desk, "customers-any-city", customers.cities(permit).await?, &city),
            city,
            sources: words(desk, "customers-any-source", customers.sources(permit).await?, &source),
            source,
            owners: owners(desk, "customers-any-owner").await?,
            owner: asked.filter("owner"),
            sleeping: shown("sleeping"),
            min_orders: shown("min_orders"),
            new: asked.filter("new"),
        })
    }
}

fn rungs(desk: &Desk) -> Vec<Choice> {
    let name = |rung: Rung| desk.say(&format!("rung-{}", rung.as_str()), &[]);
    let mut choices = vec![Choice::new("", desk.say("customers-any-rung", &[]))];
    choices.extend(Rung::ALL.into_iter().map(|rung| Choice::new(rung.as_str(), name(rung))));
    choices.push(Choice::new("loyal,advocate", desk.say("customers-tab-loyal", &[])));
    choices
}

/// A menu of words; one that is chosen but no longer offered stays choosable.
fn words(desk: &Desk, any: &str, mut words: Vec<String>, chosen: &str) -> Vec<Choice> {
    if !chosen.is_empty() && !words.iter().any(|word| word == chosen) {
        words.insert(0, chosen.to_owned());
    }
    let any = Choice::new("", desk.say(any, &[]));
    std::iter::once(any).chain(words.into_iter().map(|word| Choice::new(word.clone(), word))).collect()
}

/// The team as a menu.
pub(super) async fn owners(desk: &Desk, nobody: &str) -> Result<Vec<Choice>, Fault> {
    let members = users::list(&desk.app.db).await?;
    let members = members.into_iter().filter(|member| member.active);
    let nobody = Choice::new("", desk.say(nobody, &[]));
    Ok(std::iter::once(nobody).chain(members.map(|member| Choice::new(member.id.to_string(), member.name))).collect())
}

/// One tab above the list.
#[derive(Debug, Serialize)]
pub(super) struct Tab {
    label: String,
    href: String,
    current: bool,
}

/// The saved view that is open.
#[derive(Debug, Serialize)]
pub(super) struct OpenView {
    id: String,
    name: String,
    shared: bool,
    /// Whoever asks may change it.
    mine: bool,
    /// The list shows something else than was saved.
    changed: bool,
}

/// The fixed views and the saved ones; and the saved one that is open.
pub(super) fn tabs(desk: &Desk, asked: &Asked, views: &[View]) -> (Vec<Tab>, Option<OpenView>) {
    let sleeping = desk.business.inactivity_days.to_string();
    let fixed: [(&str, &[(&str, &str)]); 4] = [
        ("customers-tab-all", &[]),
        ("customers-tab-sleeping", &[("sleeping", &sleeping)]),
        ("customers-tab-new", &[("new", "7")]),
        ("customers-tab-loyal", &[("rung", "loyal,advocate")]),
    ];
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let open = views.iter().find(|view| view.id.to_string() == asked.view);
    let mut tabs: Vec<Tab> = Vec::new();
    for (key, filters) in fixed {
        let pairs: Vec<_> = filters.iter().map(|(name, value)| pair(name, value)).collect();
        let current = open.is_none() && asked.same_filters(&pairs);
        tabs.push(Tab { label: desk.say(key, &[]), href: address("/customers", &pairs), current });
    }
    for view in views {
        let mut pairs = view.query.clone();
        if !view.columns.is_empty() {
            pairs.push(pair("columns", &view.columns.join(",")));
        }
        pairs.push(pair("view", &view.id.to_string()));
        let current = open.is_some_and(|open| open.id == view.id);
        tabs.push(Tab { label: view.name.clone(), href: address("/customers", &pairs), current });
    }
    let open = open.map(|view| OpenView {
        id: view.id.to_string(),
        name: view.name.clone(),
        shared: view.owner.is_none(),
        mine: mine(desk, view),
        changed: asked.differs(view),
    });
    (tabs, open)
}

fn mine(desk: &Desk, view: &View) -> bool {
    desk.user
        .as_ref()
        .is_some_and(|user| view.owner == Some(user.id) || (view.owner.is_none() && user.role == Role::Owner))
}
