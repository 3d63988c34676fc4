//! Hints and checklists a person has closed.

use std::collections::BTreeSet;

use wafa_db::{Db, Value};
use wafa_kernel::UserId;

use super::Result;

const OF: &str = "select what from web_dismissed where user_id = $1";
const DISMISS: &str =
    "insert into web_dismissed (user_id, what, at) values ($1, $2, $3) on conflict (user_id, what) do nothing";

/// What this person has closed.
///
/// # Errors
/// The database's.
pub async fn of(db: &Db, user: UserId) -> Result<BTreeSet<String>> {
    let rows = db.read(OF, vec![user.into()]).await?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// Closes it for good.
///
/// # Errors
/// The database's.
pub async fn dismiss(db: &Db, user: UserId, what: &str) -> Result<()> {
    let mut tx = db.begin().await?;
    let values: Vec<Value> = vec![user.into(), what.into(), tx.now().into()];
    tx.execute(DISMISS, values).await?;
    tx.commit().await?;
    Ok(())
}
