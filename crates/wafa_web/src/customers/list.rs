//! The list of customers.

use std::collections::{BTreeMap, HashMap};

use axum::response::Response;
use serde::Serialize;
use wafa_customers::ListRow;
use wafa_kernel::policy::action::{ExportCustomers, Import, ReadCustomers, ReadInsights, WriteCustomers};
use wafa_kernel::{CustomerId, Day, UserId};

use super::asked::{Asked, address};
use super::menus::{Menus, OpenView, Tab, tabs};
use super::outlook::Outlook;
use crate::ask::Pairs;
use crate::fault::Fault;
use crate::who::{Desk, Who};

/// What the address says beside the filters.
const NOT_FILTERS: [&str; 4] = ["sort", "dir", "columns", "view"];

#[derive(Debug, Serialize)]
struct ListPage {
    tabs: Vec<Tab>,
    open: Option<OpenView>,
    menus: Menus,
    hidden: Vec<(String, String)>,
    order: Vec<(String, String)>,
    rows: Vec<Row>,
    total: u64,
    total_text: String,
    filtered: bool,
    sort: String,
    descending: bool,
    selecting_all: bool,
    selectable: bool,
    off: BTreeMap<&'static str, bool>,
    fixed: bool,
    columns: String,
    batch: Option<BatchChip>,
    next_url: Option<String>,
    first_url: Option<String>,
    list_url: String,
    csv_url: String,
    xlsx_url: String,
    can_write: bool,
    can_export: bool,
    can_import: bool,
}

/// The import the list is narrowed to.
#[derive(Debug, Serialize)]
struct BatchChip {
    id: String,
    /// What the file was called, for those who may import.
    file: String,
    without: String,
}

#[derive(Debug, Serialize)]
struct Row {
    id: CustomerId,
    href: String,
    name: String,
    detail: String,
    rung: &'static str,
    last_on: Option<Day>,
    orders: i64,
    net_minor: i64,
    city: String,
    phone: Option<String>,
    email: Option<String>,
    code: Option<String>,
    tags: Vec<String>,
    owner: String,
    since_on: Day,
    outlook: Option<Outlook>,
}

pub(super) async fn show(who: Who<ReadCustomers>, Pairs(pairs): Pairs) -> Result<Response, Fault> {
    let asked = Asked::read(&pairs, who.today)?;
    let customers = &who.app.customers;
    let page = customers.list(&who.permit, &asked.query).await?;
    let count = customers.count(&who.permit, &asked.query).await?;
    let views = customers.views(&who.permit).await?;
    let (tabs, open) = tabs(&who, &asked, &views);
    let next = page.next.clone();
    let rows = rows(&who, page.items).await?;
    let with = |extra: &[(&str, &str)]| {
        let mut pairs = asked.state();
        pairs.extend(extra.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        address("/customers", &pairs)
    };
    let (can_write, can_export) = (who.may::<WriteCustomers>(), who.may::<ExportCustomers>());
    let context = ListPage {
        tabs,
        open,
        menus: Menus::load(&who, &who.permit, &asked).await?,
        hidden: asked.pairs(),
        order: asked.state().into_iter().filter(|(name, _)| NOT_FILTERS.contains(&name.as_str())).collect(),
        off: asked.hidden(rows.iter().any(|row| row.outlook.is_some())),
        fixed: !asked.columns.is_empty(),
        columns: asked.columns.join(","),
        batch: batch(&who, &asked).await,
        rows,
        total: count.n,
        total_text: format!(
            "{}{}",
            who.reader.number(i64::try_from(count.n).unwrap_or(i64::MAX)),
            if count.exact { "" } else { "+" }
        ),
        filtered: asked.filtered(),
        sort: asked.sort.clone(),
        descending: asked.descending,
        selecting_all: asked.all,
        selectable: can_write,
        next_url: next.map(|cursor| with(&[("after", &cursor.0)])),
        first_url: asked.query.after.is_some().then(|| with(&[])),
        list_url: with(&[]),
        csv_url: address("/customers/export.csv", &asked.pairs()),
        xlsx_url: address("/customers/export.xlsx", &asked.pairs()),
        can_write,
        can_export,
        can_import: who.may::<Import>(),
    };
    who.page("customers", "customers/list.html", &context)
}

async fn batch(who: &Who<ReadCustomers>, asked: &Asked) -> Option<BatchChip> {
    let id = asked.query.batch?;
    let report = match who.permit_for::<Import>() {
        Ok(permit) => who.app.intake.result(&permit, id).await.ok(),
        Err(_) => None,
    };
    let file = report.map(|report| report.file_name).unwrap_or_default();
    let rest: Vec<_> = asked.state().into_iter().filter(|(name, _)| name != "batch").collect();
    Some(BatchChip { id: id.to_string(), file, without: address("/customers", &rest) })
}

async fn rows(who: &Who<ReadCustomers>, found: Vec<ListRow>) -> Result<Vec<Row>, Fault> {
    let ids: Vec<CustomerId> = found.iter().map(|row| row.id).collect();
    let outlooks = outlooks(who, &ids).await?;
    let team = super::team(who).await?;
    Ok(found.into_iter().map(|found| row(who, found, &team, &outlooks)).collect())
}

/// What to expect of each, for those who may see it.
async fn outlooks(desk: &Desk, ids: &[CustomerId]) -> Result<HashMap<CustomerId, Outlook>, Fault> {
    let Ok(permit) = desk.permit_for::<ReadInsights>() else { return Ok(HashMap::new()) };
    let found = desk.app.predictor.predictions_of(&permit, ids).await?;
    Ok(found.iter().map(|prediction| (prediction.customer, Outlook::of(prediction))).collect())
}

fn row(desk: &Desk, found: ListRow, team: &HashMap<UserId, String>, outlooks: &HashMap<CustomerId, Outlook>) -> Row {
    let name = super::title(desk, &found.name, found.phone.as_deref(), found.code.as_deref());
    let detail = if found.company == name { String::new() } else { found.company };
    Row {
        id: found.id,
        href: super::page_of(found.id),
        name,
        detail,
        rung: found.rung.as_str(),
        last_on: found.last_on,
        orders: found.orders,
        net_minor: found.net_minor,
        city: found.city,
        phone: found.phone,
        email: found.email,
        code: found.code,
        tags: found.tags,
        owner: found.owner.and_then(|owner| team.get(&owner).cloned()).unwrap_or_default(),
        since_on: found.since_on,
        outlook: outlooks.get(&found.id).cloned(),
    }
}
