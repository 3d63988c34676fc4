//! Who did what to the doors. Only ever added to.

use wafa_db::{Db, Tx, Value};
use wafa_kernel::{Actor, Id, Moment};

use super::Result;

const ADD: &str = "insert into web_audit (id, at, actor, what, subject, detail) values ($1, $2, $3, $4, $5, $6)";
const LATEST: &str = "select at, actor, what, subject, detail from web_audit order by id desc limit $1";

/// One line of the log of doors.
#[derive(Debug, Clone, serde::Serialize)]
pub struct AuditEntry {
    /// When.
    pub at: Moment,
    /// Who: `user:…`, `key:…`, `system:…`.
    pub actor: String,
    /// What: `user.invited`, `user.role_changed`, `key.made`, `session.started`…
    pub what: String,
    /// To whom or what.
    pub subject: String,
    /// More, such as the new role.
    pub detail: String,
}

/// Writes one line, in the transaction of what it reports.
///
/// # Errors
/// The database's.
pub async fn note(tx: &mut Tx, actor: &Actor, what: &'static str, subject: &str, detail: &str) -> Result<()> {
    let id: Id<AuditEntry> = tx.new_id();
    let values: Vec<Value> =
        vec![id.into(), tx.now().into(), actor.to_string().into(), what.into(), subject.into(), detail.into()];
    tx.execute(ADD, values).await?;
    Ok(())
}

/// The latest lines, newest first.
///
/// # Errors
/// The database's.
pub async fn latest(db: &Db, limit: i64) -> Result<Vec<AuditEntry>> {
    let rows = db.read(LATEST, vec![limit.clamp(1, 1000).into()]).await?;
    rows.iter()
        .map(|row| {
            Ok(AuditEntry {
                at: row.get(0)?,
                actor: row.get(1)?,
                what: row.get(2)?,
                subject: row.get(3)?,
                detail: row.get(4)?,
            })
        })
        .collect()
}
