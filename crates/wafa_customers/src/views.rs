//! Saved views of the list: a name for a set of filters, an order and columns.

use serde::Serialize;
use wafa_db::{DbError, Row, Tx};
use wafa_kernel::policy::action::ReadCustomers;
use wafa_kernel::{Actor, Id, Permit, Role, UserId};

use crate::Customers;
use crate::error::Error;

const LIST: &str = "select id, owner_id, name, query, shown_columns from customer_view \
    where owner_id is null or owner_id = $1 order by name, id";
const SAME_NAME: &str = "delete from customer_view where name = $1 and owner_id is not distinct from $2";
const INSERT: &str = "insert into customer_view (id, owner_id, name, query, shown_columns, created_at) \
    values ($1, $2, $3, $4, $5, $6)";

/// What a [`ViewId`] names.
#[derive(Debug)]
pub enum OfView {}
/// One saved view.
pub type ViewId = Id<OfView>;

/// A view to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewView {
    /// Its name.
    pub name: String,
    /// Filters and order, as [`ListQuery::to_query`](crate::ListQuery::to_query) writes them.
    pub query: Vec<(String, String)>,
    /// Columns shown, in order.
    pub columns: Vec<String>,
    /// For the whole team.
    pub shared: bool,
}

/// A saved view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct View {
    /// Which.
    pub id: ViewId,
    /// Whose; none = the whole team's.
    pub owner: Option<UserId>,
    /// Its name.
    pub name: String,
    /// Filters and order.
    pub query: Vec<(String, String)>,
    /// Columns shown, in order.
    pub columns: Vec<String>,
}

/// What becomes of a saved view; what is not named stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewChange {
    /// Its name.
    pub name: Option<String>,
    /// For the whole team, or for whoever changes it.
    pub shared: Option<bool>,
    /// Filters and order, and the columns shown.
    pub shows: Option<(Vec<(String, String)>, Vec<String>)>,
}

impl Customers {
    /// One's own views and those of the team, by name.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn views(&self, permit: &Permit<ReadCustomers>) -> Result<Vec<View>, Error> {
        let rows = self.db.read(LIST, vec![user(permit.actor()).map_or(0, Id::raw).into()]).await?;
        rows.iter().map(view).collect()
    }

    /// Saves a view; one of the same name and owner is replaced.
    ///
    /// # Errors
    /// [`Error::InvalidField`] for a name that is blank or too long.
    pub async fn save_view(&self, permit: &Permit<ReadCustomers>, new: NewView) -> Result<ViewId, Error> {
        let name = read_name(&new.name)?;
        let owner = if new.shared { None } else { user(permit.actor()) };
        let (query, columns) = (serde_json::to_string(&new.query)?, serde_json::to_string(&new.columns)?);
        let mut tx = self.db.begin().await?;
        let id: ViewId = tx.new_id();
        let now = tx.now();
        tx.execute(SAME_NAME, wafa_db::values![name, owner]).await?;
        tx.execute(INSERT, wafa_db::values![id, owner, name, query, columns, now]).await?;
        tx.commit().await?;
        Ok(id)
    }

    /// Changes a view: one's own, or, for the owner of the business, one of the team.
    ///
    /// # Errors
    /// [`Error::ViewNotFound`], [`Error::NotYours`], [`Error::InvalidField`] for a name that is blank or too long.
    pub async fn change_view(
        &self,
        permit: &Permit<ReadCustomers>,
        id: ViewId,
        change: ViewChange,
    ) -> Result<(), Error> {
        const NAME: &str = "update customer_view set name = $2 where id = $1";
        const OWNER: &str = "update customer_view set owner_id = $2 where id = $1";
        const SHOWS: &str = "update customer_view set query = $2, shown_columns = $3 where id = $1";
        let mut tx = self.db.begin().await?;
        may_change(&mut tx, permit, id).await?;
        if let Some(name) = &change.name {
            tx.execute(NAME, wafa_db::values![id, read_name(name)?]).await?;
        }
        if let Some(shared) = change.shared {
            let owner = if shared { None } else { user(permit.actor()) };
            tx.execute(OWNER, wafa_db::values![id, owner]).await?;
        }
        if let Some((query, columns)) = &change.shows {
            let (query, columns) = (serde_json::to_string(query)?, serde_json::to_string(columns)?);
            tx.execute(SHOWS, wafa_db::values![id, query, columns]).await?;
        }
        tx.commit().await?;
        Ok(())
    }

    /// Deletes a view: one's own, or, for the owner of the business, one of the team.
    ///
    /// # Errors
    /// [`Error::ViewNotFound`], [`Error::NotYours`].
    pub async fn delete_view(&self, permit: &Permit<ReadCustomers>, id: ViewId) -> Result<(), Error> {
        const DELETE: &str = "delete from customer_view where id = $1";
        let mut tx = self.db.begin().await?;
        may_change(&mut tx, permit, id).await?;
        tx.execute(DELETE, wafa_db::values![id]).await?;
        tx.commit().await?;
        Ok(())
    }
}

async fn may_change(tx: &mut Tx, permit: &Permit<ReadCustomers>, id: ViewId) -> Result<(), Error> {
    const OWNER: &str = "select owner_id from customer_view where id = $1";
    let rows = tx.read(OWNER, wafa_db::values![id]).await?;
    let owner: Option<UserId> = rows.first().ok_or(Error::ViewNotFound)?.get(0)?;
    let may = match permit.actor() {
        Actor::User { id, role } => owner == Some(*id) || (owner.is_none() && *role == Role::Owner),
        Actor::Key { .. } => false,
        Actor::System(_) => true,
    };
    if may { Ok(()) } else { Err(Error::NotYours) }
}

fn read_name(name: &str) -> Result<&str, Error> {
    let name = name.trim();
    let wrong = name.is_empty() || name.chars().count() > 80 || name.contains('\0');
    if wrong { Err(Error::InvalidField { field: "name".to_owned() }) } else { Ok(name) }
}

fn user(actor: &Actor) -> Option<UserId> {
    match actor {
        Actor::User { id, .. } => Some(*id),
        Actor::Key { .. } | Actor::System(_) => None,
    }
}

fn view(row: &Row) -> Result<View, Error> {
    let json = |index| -> Result<String, DbError> { row.get(index) };
    Ok(View {
        id: row.get(0)?,
        owner: row.get(1)?,
        name: row.get(2)?,
        query: serde_json::from_str(&json(3)?)?,
        columns: serde_json::from_str(&json(4)?)?,
    })
}
