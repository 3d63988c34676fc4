//! Products, known by what orders call them.

use std::collections::{BTreeMap, HashMap};

use wafa_db::{DbError, Tx, Value};
use wafa_kernel::{BatchId, ProductId};

use crate::bulk::read_in;

/// The code a product is kept under: the shop's own, or one made of its name when it has none.
/// `None` when it has neither.
#[must_use]
pub fn product_code(code: &str, name: &str) -> Option<String> {
    let code = code.trim().trim_start_matches('\'').trim();
    if !code.is_empty() {
        return Some(wafa_text::fold::digits(code).into_owned());
    }
    let key = wafa_text::search::key(name);
    (!key.is_empty()).then(|| format!("name:{key}"))
}

/// The ids of products by code, those that are new added under the name given with them.
///
/// # Errors
/// Those of the database.
pub async fn product_ids(
    tx: &mut Tx,
    batch: Option<BatchId>,
    wanted: &BTreeMap<String, String>,
) -> Result<HashMap<String, ProductId>, DbError> {
    let codes: Vec<Value> = wanted.keys().map(Value::from).collect();
    let mut ids = HashMap::with_capacity(wanted.len());
    for row in read_in(tx, "select code, id from sales_product where code in", &codes).await? {
        ids.insert(row.get::<String>(0)?, row.get::<ProductId>(1)?);
    }
    let mut rows = Vec::new();
    for (code, name) in wanted {
        if !ids.contains_key(code) {
            let id: ProductId = tx.new_id();
            rows.push(wafa_db::values![id, code, name, wafa_text::search::key(name), batch]);
            ids.insert(code.clone(), id);
        }
    }
    if !rows.is_empty() {
        tx.insert_many("sales_product", &["id", "code", "name", "search_key", "batch_id"], rows).await?;
    }
    Ok(ids)
}
