//! What tells customers apart: their city, where they were won, their tags. For figures of all of them at once.

use std::collections::HashMap;

use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{CustomerId, Permit};

use crate::Customers;
use crate::error::Error;

/// Customers read at once.
const PAGE: i64 = 20_000;

const CITIES: &str = "select s.customer_id, s.city_key, c.city from customer_standing s \
    join customer c on c.id = s.customer_id where s.live = true and s.city_key <> '' and s.customer_id > $1 \
    order by s.customer_id limit $2";
const SOURCES: &str = "select s.customer_id, s.source_key, c.source from customer_standing s \
    join customer c on c.id = s.customer_id where s.live = true and s.source_key <> '' and s.customer_id > $1 \
    order by s.customer_id limit $2";
const TAGS: &str = "select t.customer_id, t.tag, t.tag from customer_tag t join customer c on c.id = t.customer_id \
    where c.merged_into is null and t.customer_id in (select customer_id from customer_tag where customer_id > $1 \
    group by customer_id order by customer_id limit $2) order by t.customer_id, t.tag";

/// Something customers can be told apart by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trait {
    /// Where they are.
    City,
    /// Where they were won.
    Source,
    /// Their tags.
    Tag,
}

impl Customers {
    /// The words of a trait for every customer who has any, by customer. Spellings that mean the same are one word, the
    /// one of the customer who was known first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn traits(&self, _permit: &Permit<ReadCustomers>, of: Trait) -> Result<Vec<(CustomerId, String)>, Error> {
        let sql = match of {
            Trait::City => CITIES,
            Trait::Source => SOURCES,
            Trait::Tag => TAGS,
        };
        let mut spellings: HashMap<String, String> = HashMap::new();
        let mut found: Vec<(CustomerId, String)> = Vec::new();
        let mut after = 0i64;
        loop {
            let rows = self.db.read(sql, wafa_db::values![after, PAGE]).await?;
            for row in &rows {
                let (customer, key, word): (CustomerId, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
                after = customer.raw();
                found.push((customer, spellings.entry(key).or_insert(word).clone()));
            }
            if rows.is_empty() {
                return Ok(found);
            }
        }
    }
}
