//! Pages, counts and export of the list.

use std::collections::HashMap;

use serde::Serialize;
use wafa_db::{DbError, Row, Snapshot, Value};
use wafa_kernel::policy::action::{ExportCustomers, ReadCustomers};
use wafa_kernel::{Cursor, CustomerId, Day, Page, Permit, Rung, UserId};

use crate::ask::{Ask, ids};
use crate::error::Error;
use crate::list::plan::{COUNTED, Plan, cursor};
use crate::list::query::ListQuery;
use crate::register::store;
use crate::{Contact, ContactKind, Customers, Fields, Standing, place};

/// A customer in the list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ListRow {
    /// Who.
    pub id: CustomerId,
    /// The name to show; blank when none is known.
    pub name: String,
    /// The firm.
    pub company: String,
    /// City.
    pub city: String,
    /// First phone, E.164.
    pub phone: Option<String>,
    /// First e-mail address.
    pub email: Option<String>,
    /// The business's own id.
    pub code: Option<String>,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// Who looks after the customer.
    pub owner: Option<UserId>,
    /// The rung.
    pub rung: Rung,
    /// Orders that count.
    pub orders: i64,
    /// Day of the first order.
    pub first_on: Option<Day>,
    /// Day of the last order.
    pub last_on: Option<Day>,
    /// Orders less returns, minor units of the business currency.
    pub net_minor: i64,
    /// Since when the customer is known.
    pub since_on: Day,
}

/// How many customers match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Count {
    /// How many, or where counting stopped.
    pub n: u64,
    /// False when there are more than `n`.
    pub exact: bool,
}

/// A customer for a file.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportRow {
    /// Who.
    pub id: CustomerId,
    /// What is known.
    pub fields: Fields,
    /// Phones, E.164.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Ids other systems use.
    pub external_ids: Vec<String>,
    /// Tags, sorted.
    pub tags: Vec<String>,
    /// Where the customer stands.
    pub standing: Standing,
}

impl Customers {
    /// One page of the list.
    ///
    /// # Errors
    /// [`Error::QueryInvalid`] for a cursor of another order.
    pub async fn list(&self, _permit: &Permit<ReadCustomers>, query: &ListQuery) -> Result<Page<ListRow>, Error> {
        let (rows, next) = self.find(query, query.rows()).await?;
        let customers: Vec<CustomerId> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let known = Known::load(&mut Ask::Db(&self.db), &customers).await?;
        let items = rows.iter().map(|row| known.row(row)).collect::<Result<_, _>>()?;
        Ok(Page { items, next })
    }

    /// How many customers match; stops counting at ten thousand when something is filtered. The number of all of a
    /// large register may be ten seconds old.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn count(&self, _permit: &Permit<ReadCustomers>, query: &ListQuery) -> Result<Count, Error> {
        let plan = Plan::new(query, self.today().await?, self.of_batch);
        if plan.is_of_everybody() {
            return Ok(Count { n: self.everybody.count(&self.db).await?, exact: true });
        }
        let snapshot = self.db.snapshot().await?;
        let driver = probe(&snapshot, &plan).await?;
        let count = plan.count(driver);
        let rows = snapshot.read_text(count.text, count.values).await?;
        let n: u64 = rows.first().map_or(Ok(0), |row| row.get(0))?;
        let stop = u64::try_from(COUNTED).unwrap_or(u64::MAX);
        let exact = n <= stop;
        Ok(Count { n: if exact { n } else { stop }, exact })
    }

    /// The customers that match, in the list's order, `limit` at most: for doing something with all of them.
    ///
    /// # Errors
    /// [`Error::QueryInvalid`] for a cursor of another order.
    pub async fn ids(
        &self,
        _permit: &Permit<ReadCustomers>,
        query: &ListQuery,
        limit: u32,
    ) -> Result<Vec<CustomerId>, Error> {
        let (rows, _) = self.find(query, usize::try_from(limit).unwrap_or(usize::MAX)).await?;
        Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, DbError>>()?)
    }

    /// One page of the list with everything that goes into a file.
    ///
    /// # Errors
    /// [`Error::QueryInvalid`] for a cursor of another order.
    pub async fn export_rows(
        &self,
        _permit: &Permit<ExportCustomers>,
        query: &ListQuery,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ExportRow>, Error> {
        let query = ListQuery { after, ..query.clone() };
        let (rows, next) = self.find(&query, usize::try_from(limit.clamp(1, 5_000)).unwrap_or(1)).await?;
        let customers: Vec<CustomerId> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        let mut ask = Ask::Db(&self.db);
        let mut heads = store::load_heads(&mut ask, &customers).await?;
        let contacts = store::load_contacts(&mut ask, &customers).await?;
        let mut tags = store::load_tags(&mut ask, &customers).await?;
        let mut standings = store::load_standings(&mut ask, &customers).await?;
        let mut items = Vec::with_capacity(customers.len());
        for id in customers {
            let (Some(head), Some(standing)) = (heads.remove(&id), standings.remove(&id)) else { continue };
            let own = contacts.get(&id).map(Vec::as_slice).unwrap_or_default();
            let (phones, emails) = (keys(own, ContactKind::Phone), keys(own, ContactKind::Email));
            let external_ids =
                own.iter().filter(|c| c.kind == ContactKind::External).map(|c| c.shown.clone()).collect();
            let tags = tags.remove(&id).unwrap_or_default();
            items.push(ExportRow { id, fields: head.fields, phones, emails, external_ids, tags, standing });
        }
        Ok(Page { items, next })
    }

    /// The rows of a page and where the next one begins.
    async fn find(&self, query: &ListQuery, rows: usize) -> Result<(Vec<Row>, Option<Cursor>), Error> {
        let today = place::place_of(&self.db).await?.day_of(self.db.now());
        let plan = Plan::new(query, today, self.of_batch);
        let snapshot = self.db.snapshot().await?;
        let driver = probe(&snapshot, &plan).await?;
        let page = plan.page(driver, query.after.as_ref(), rows)?;
        let mut found = snapshot.read_text(page.text, page.values).await?;
        let more = found.len() > rows;
        found.truncate(rows);
        let last = found.last().filter(|_| more);
        let next = last.map(|row| Ok(cursor(query.sort, &row.get::<Value>(8)?, row.get(0)?))).transpose();
        Ok((found, next.map_err(|error: DbError| error)?))
    }
}

/// Which filter leaves few customers, if any.
async fn probe(snapshot: &Snapshot, plan: &Plan) -> Result<Option<usize>, Error> {
    let Some(probe) = plan.probe() else { return Ok(None) };
    let rows = snapshot.read_text(probe.text, probe.values).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let counts: Vec<i64> = (0..row.len()).map(|place| row.get(place)).collect::<Result<_, _>>()?;
    Ok(plan.driver(&counts))
}

/// What the rows of a page show beside their standing.
struct Known {
    names: HashMap<CustomerId, [String; 3]>,
    contacts: HashMap<CustomerId, Vec<Contact>>,
    tags: HashMap<CustomerId, Vec<String>>,
}

impl Known {
    async fn load(ask: &mut Ask<'_>, customers: &[CustomerId]) -> Result<Self, Error> {
        const NAMES: &str = "select id, name, company, city from customer where id";
        let mut names = HashMap::new();
        for row in ask.rows_in(NAMES, ids(customers), "").await? {
            names.insert(row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]);
        }
        let contacts = store::load_contacts(ask, customers).await?;
        let tags = store::load_tags(ask, customers).await?;
        Ok(Self { names, contacts, tags })
    }

    fn row(&self, row: &Row) -> Result<ListRow, DbError> {
        let id: CustomerId = row.get(0)?;
        let [name, company, city] = self.names.get(&id).cloned().unwrap_or_default();
        let contacts = self.contacts.get(&id).map(Vec::as_slice).unwrap_or_default();
        Ok(ListRow {
            id,
            name,
            company,
            city,
            phone: keys(contacts, ContactKind::Phone).into_iter().next(),
            email: keys(contacts, ContactKind::Email).into_iter().next(),
            code: contacts.iter().find(|contact| contact.kind == ContactKind::External).map(|c| c.shown.clone()),
            tags: self.tags.get(&id).cloned().unwrap_or_default(),
            owner: row.get(7)?,
            rung: row.get(1)?,
            orders: row.get(2)?,
            first_on: row.get(3)?,
            last_on: row.get(4)?,
            net_minor: row.get(5)?,
            since_on: row.get(6)?,
        })
    }
}

fn keys(contacts: &[Contact], kind: ContactKind) -> Vec<String> {
    contacts.iter().filter(|contact| contact.kind == kind).map(|contact| contact.key.clone()).collect()
}
