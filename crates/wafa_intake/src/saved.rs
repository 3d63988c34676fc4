//! Mappings people saved, found again by the header of the file.

use wafa_db::values;
use wafa_kernel::{Id, Permit, policy::action::Import};

use crate::source::Shape;
use crate::table::mapping::Mapping;
use crate::{Error, Intake};

/// A mapping somebody saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedMapping {
    /// What it was called.
    pub name: String,
    /// Names the header it is for.
    pub header_hash: String,
    /// The mapping.
    pub mapping: Mapping,
}

enum OfMapping {}

impl Intake {
    /// Saves a mapping for files with this header; the one saved before goes.
    ///
    /// # Errors
    /// [`Error::ColumnUnknown`] when it names a column the header does not have, or those of the database.
    pub async fn save_mapping(
        &self,
        _permit: &Permit<Import>,
        name: &str,
        header: &[String],
        mapping: &Mapping,
    ) -> Result<(), Error> {
        const DROP: &str = "delete from intake_mapping where header_hash = $1";
        const SAVE: &str =
            "insert into intake_mapping (id, name, header_hash, mapping, created_at) values ($1, $2, $3, $4, $5)";
        if let Some(column) = mapping.columns.keys().find(|column| !header.contains(column)) {
            return Err(Error::ColumnUnknown { column: column.clone() });
        }
        let text =
            serde_json::to_string(mapping).map_err(|error| Error::MappingInvalid { detail: error.to_string() })?;
        let name: String = name.trim().chars().take(120).collect();
        let hash = Shape::header_hash(header);
        let mut tx = self.db.begin().await?;
        tx.execute(DROP, values![&hash]).await?;
        let (id, now): (Id<OfMapping>, _) = (tx.new_id(), tx.now());
        tx.execute(SAVE, values![id, name, hash, text, now]).await?;
        tx.commit().await?;
        Ok(())
    }

    /// The mappings that were saved, newest first.
    ///
    /// # Errors
    /// Those of the database.
    pub async fn saved_mappings(&self, _permit: &Permit<Import>) -> Result<Vec<SavedMapping>, Error> {
        const ALL: &str = "select name, header_hash, mapping from intake_mapping order by id desc limit 200";
        let mut saved = Vec::new();
        for row in self.db.read(ALL, values![]).await? {
            let text: String = row.get(2)?;
            saved.push(SavedMapping {
                name: row.get(0)?,
                header_hash: row.get(1)?,
                mapping: Mapping::from_json(&text)?,
            });
        }
        Ok(saved)
    }

    /// The mapping saved for a header; columns it no longer has are left out.
    pub(crate) async fn mapping_for(&self, hash: &str, header: &[String]) -> Result<Option<(String, Mapping)>, Error> {
        const ONE: &str = "select name, mapping from intake_mapping where header_hash = $1";
        let rows = self.db.read(ONE, values![hash]).await?;
        let Some(row) = rows.first() else { return Ok(None) };
        let text: String = row.get(1)?;
        let mut mapping = Mapping::from_json(&text)?;
        mapping.columns.retain(|column, _| header.contains(column));
        Ok(Some((row.get(0)?, mapping)))
    }
}
