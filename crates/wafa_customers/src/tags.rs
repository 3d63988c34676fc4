//! Tags, and the words filter menus offer.

use std::collections::HashSet;

use wafa_db::{DbError, Tx, Value};
use wafa_kernel::policy::action::{ReadCustomers, WriteCustomers};
use wafa_kernel::{CustomerId, Permit};

use crate::Customers;
use crate::ask::{Ask, ids};
use crate::error::Error;
use crate::register::store::load_tags;

/// Most words a menu offers.
const MENU: i64 = 200;

const INSERT_COLUMNS: &[&str] = &["customer_id", "tag"];
const TAGS: &str = "with recursive word (tag) as (select min(tag) from customer_tag union all \
    select (select min(tag) from customer_tag where tag > word.tag) from word where word.tag is not null) \
    select tag from word where tag is not null limit $1";
const CITIES: &str = "with recursive word (k) as (select min(city_key) from customer_standing where live = true and city_key <> '' \
    union all select (select min(city_key) from customer_standing where live = true and city_key <> '' and city_key > word.k) \
    from word where word.k is not null) select c.city from (select k from word where k is not null limit $1) w \
    cross join customer c where c.id = (select s.customer_id from customer_standing s where s.live = true \
    and s.city_key = w.k and s.city_key <> '' limit 1)";
const SOURCES: &str = "with recursive word (k) as (select min(source_key) from customer_standing \
    where source_key <> '' union all select (select min(source_key) from customer_standing where source_key <> '' \
    and source_key > word.k) from word where word.k is not null) select c.source \
    from (select k from word where k is not null limit $1) w cross join customer c \
    where c.id = (select min(s.customer_id) from customer_standing s where s.source_key = w.k and s.source_key <> '')";

impl Customers {
    /// Tags customers; returns how many did not have the tag yet.
    ///
    /// # Errors
    /// [`Error::TagInvalid`].
    pub async fn tag_many(
        &self,
        _permit: &Permit<WriteCustomers>,
        customers: &[CustomerId],
        tag: &str,
    ) -> Result<u64, Error> {
        let tag = read_tag(tag)?;
        let mut tx = self.db.begin().await?;
        let added = add_tags(&mut tx, customers, &tag).await?;
        tx.commit().await?;
        Ok(u64::try_from(added.len()).unwrap_or(0))
    }

    /// Takes a tag off customers; returns how many had it.
    ///
    /// # Errors
    /// [`Error::TagInvalid`].
    pub async fn untag_many(
        &self,
        _permit: &Permit<WriteCustomers>,
        customers: &[CustomerId],
        tag: &str,
    ) -> Result<u64, Error> {
        const SQL: &str = "delete from customer_tag where tag = $1 and customer_id = $2";
        let tag = read_tag(tag)?;
        let mut tx = self.db.begin().await?;
        let rows = customers.iter().map(|customer| wafa_db::values![&tag, *customer]).collect();
        let removed = tx.execute_many(SQL, rows).await?;
        tx.commit().await?;
        Ok(removed)
    }

    /// The tags in use, for a menu: the first two hundred.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn tags(&self, _permit: &Permit<ReadCustomers>) -> Result<Vec<String>, Error> {
        self.menu(TAGS).await
    }

    /// The cities of customers, each in one spelling, for a menu: the first two hundred.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn cities(&self, _permit: &Permit<ReadCustomers>) -> Result<Vec<String>, Error> {
        self.menu(CITIES).await
    }

    /// Where customers were won, each source in one spelling, for a menu: the first two hundred.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn sources(&self, _permit: &Permit<ReadCustomers>) -> Result<Vec<String>, Error> {
        self.menu(SOURCES).await
    }

    async fn menu(&self, sql: &'static str) -> Result<Vec<String>, Error> {
        let rows = self.db.read(sql, vec![Value::Int(MENU)]).await?;
        let mut words: Vec<String> = rows.iter().map(|row| row.get(0)).collect::<Result<_, DbError>>()?;
        words.sort();
        Ok(words)
    }
}

/// A tag as it is kept: trimmed, one space between words.
pub(crate) fn read_tag(text: &str) -> Result<String, Error> {
    let tag = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if tag.is_empty() || tag.chars().count() > 60 || tag.contains('\0') { Err(Error::TagInvalid) } else { Ok(tag) }
}

/// Tags the live ones of these customers that do not have the tag; returns them.
pub(crate) async fn add_tags(tx: &mut Tx, customers: &[CustomerId], tag: &str) -> Result<Vec<CustomerId>, Error> {
    const LIVE: &str = "select id from customer where merged_into is null and id";
    let tagged = load_tags(&mut Ask::Tx(tx), customers).await?;
    let rows = Ask::Tx(tx).rows_in(LIVE, ids(customers), "").await?;
    let mut live: HashSet<CustomerId> = rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
    live.retain(|customer| !tagged.get(customer).is_some_and(|tags| tags.iter().any(|had| had == tag)));
    let mut live: Vec<CustomerId> = live.into_iter().collect();
    live.sort_unstable();
    let rows = live.iter().map(|customer| wafa_db::values![*customer, tag]).collect();
    tx.insert_many("customer_tag", INSERT_COLUMNS, rows).await?;
    Ok(live)
}
