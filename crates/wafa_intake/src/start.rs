//! Beginning an import: the file is copied, its reading decided, the batch written down.

use std::fs::File;
use std::path::{Path, PathBuf};

use wafa_db::NewJob;
use wafa_kernel::policy::action::Import;
use wafa_kernel::{BatchId, Business, Currency, Day, DisplayUnit, Event, Permit};
use wafa_text::Zone;

use crate::source::detect::{Look, look};
use crate::table::inspect::estimate;
use crate::table::mapping::Mapping;
use crate::table::options::ImportOptions;
use crate::table::plan::{Plan, shape_of};
use crate::write::store::{self, NewBatch};
use crate::{BUSINESS, Error, Intake, RUN, blocking};

/// An import that began.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Started {
    /// The batch.
    pub batch: BatchId,
    /// It had begun before and was cut off; it goes on where it was.
    pub resumed: bool,
}

/// A file that was looked at, and how it will be read.
pub(crate) struct Prepared {
    pub plan: Plan,
    pub look: Look,
    pub rows_estimate: u64,
}

/// Looks at a file and decides how to read it, copying it on the way when a copy is wanted.
pub(crate) fn prepare(
    path: &Path,
    copy: Option<&mut File>,
    mapping: &Mapping,
    options: &ImportOptions,
    business: &Business,
    today: Day,
) -> Result<Prepared, Error> {
    let look = look(path, copy)?;
    let (shape, rows) = shape_of(path, &look)?;
    let mut options = options.clone();
    if options.file_name.is_empty() {
        options.file_name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    }
    options.file_name = options.file_name.chars().filter(|letter| !letter.is_control()).take(200).collect();
    let plan = Plan::make(shape, mapping, &options, business, &rows, today)?;
    let rows_estimate = estimate(&look, &rows);
    Ok(Prepared { plan, look, rows_estimate })
}

impl Intake {
    /// Begins an import: copies the file, decides how it is read and writes the batch down. The rows are written by
    /// [`Self::run`], or by the worker. An import of the same file in the same way that was cut off is taken up again.
    ///
    /// # Errors
    /// What makes the file no table, what the mapping lacks, or those of the database.
    pub async fn start(
        &self,
        permit: &Permit<Import>,
        file: &Path,
        mapping: &Mapping,
        options: &ImportOptions,
    ) -> Result<Started, Error> {
        let options = &options.plain()?;
        let stored = self.db.setting::<Business>(BUSINESS).await?.map(|(business, _)| business);
        let first = if stored.is_none() { first_business(options)? } else { None };
        let business = stored.or_else(|| first.clone()).unwrap_or_default();
        let today = self.customers.today().await?;
        let batch: BatchId = self.db.new_id();
        let copy_path = self.copy_of(batch);
        let (path, copied) = (file.to_owned(), copy_path.clone());
        let (mapping, options) = (mapping.clone(), options.clone());
        let prepared = blocking(move || copy_in(&path, &copied, &mapping, &options, &business, today)).await?;
        let plan_text = serde_json::to_string(&prepared.plan)
            .map_err(|error| Error::MappingInvalid { detail: error.to_string() })?;
        let mut tx = self.db.begin().await?;
        if let Some(first) = &first {
            let version = tx.save_setting(BUSINESS, first, permit.actor()).await?;
            tx.record(permit.actor(), Event::BusinessChanged { version }).await?;
        }
        let before = store::cut_off(&mut tx, &prepared.look.hash, &plan_text).await?;
        let started = match before {
            Some(before) => Started { batch: before.id, resumed: true },
            None => {
                let new = NewBatch {
                    id: batch,
                    file_hash: &prepared.look.hash,
                    plan: &prepared.plan,
                    plan_text,
                    rows_total: prepared.rows_estimate,
                    actor: permit.actor(),
                };
                store::insert(&mut tx, new).await?;
                Started { batch, resumed: false }
            }
        };
        tx.enqueue(job(RUN, started.batch, tx.now())).await?;
        tx.commit().await?;
        if started.resumed {
            // The copy of the batch is there if it was written down; if not, this one takes its place.
            let kept = self.copy_of(started.batch);
            let found = kept.exists();
            blocking(move || {
                if found {
                    std::fs::remove_file(&copy_path)?
                } else {
                    std::fs::rename(&copy_path, &kept)?
                }
                Ok(())
            })
            .await?;
        }
        Ok(started)
    }
}

/// A business that nobody has set up yet takes its currency and time zone from its first import, so that the figures
/// speak of the money the orders are in. `None` when there is nothing to take.
fn first_business(options: &ImportOptions) -> Result<Option<Business>, Error> {
    if options.currency.is_none() && options.zone.is_none() {
        return Ok(None);
    }
    let mut business = Business::default();
    if let Some(currency) = options.currency {
        business.currency = currency;
        if currency != Currency::IRR {
            business.display_unit = DisplayUnit::Currency;
        }
    }
    if let Some(zone) = &options.zone {
        Zone::load(zone)?;
        business.zone.clone_from(zone);
    }
    Ok(Some(business))
}

pub(crate) fn job(kind: &'static str, batch: BatchId, run_at: wafa_kernel::Moment) -> NewJob {
    NewJob {
        kind,
        body: format!("{{\"batch\":\"{batch}\"}}"),
        run_at,
        priority: 0,
        dedupe_key: Some(format!("{kind}:{batch}")),
    }
}

fn copy_in(
    path: &Path,
    to: &PathBuf,
    mapping: &Mapping,
    options: &ImportOptions,
    business: &Business,
    today: Day,
) -> Result<Prepared, Error> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut copy = File::create(to)?;
    let prepared = prepare(path, Some(&mut copy), mapping, options, business, today);
    match prepared {
        Ok(prepared) => {
            copy.sync_all()?;
            if let Some(folder) = to.parent() {
                File::open(folder)?.sync_all()?;
            }
            Ok(prepared)
        }
        Err(error) => {
            drop(copy);
            // The refusal matters more than a copy left behind.
            let _ = std::fs::remove_file(to);
            Err(error)
        }
    }
}
