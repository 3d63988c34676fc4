//! The rows that were not imported as a file to be put right and imported again: the columns as they were, and beside
//! them line, column and reason.

use std::collections::HashMap;
use std::io::Write;
use std::sync::LazyLock;

use wafa_kernel::policy::action::Import;
use wafa_kernel::{BatchId, Business, Language, Permit};
use wafa_text::{Reader, Words};

use crate::row::problem::Problem;
use crate::source::each_row;
use crate::table::aliases::key;
use crate::table::plan::Plan;
use crate::write::store;
use crate::{Error, Intake, blocking};

/// Problems read at once.
const PAGE: u32 = 5_000;

impl Intake {
    /// Writes the rows of an import that were not imported as CSV (UTF-8 with BOM, for spreadsheets) and says how many.
    /// Cells that a spreadsheet would take for formulas are made harmless. Reasons are in the language of the reader.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Io`], or those of the database.
    pub async fn write_problems(
        &self,
        _permit: &Permit<Import>,
        batch: BatchId,
        reader: &Reader,
        out: &mut (dyn Write + Send),
    ) -> Result<u64, Error> {
        let plan = store::load(&self.db, batch).await?.plan()?;
        out.write_all("\u{feff}".as_bytes())?;
        // Rows that are too long or too short are just those written here.
        let mut file = csv::WriterBuilder::new().flexible(true).from_writer(out);
        let mut header = own_columns(reader).to_vec();
        // The file may be one of problems itself.
        let old = beside(&plan.shape.header);
        header.extend(plan.shape.header.iter().skip(old).cloned());
        write(&mut file, header)?;
        let (mut after, mut written) = (0, 0);
        loop {
            let problems = store::problems(&self.db, batch, after, PAGE).await?;
            let Some(last) = problems.last() else { break };
            after = last.row;
            let mut cells = self.cells_of(batch, &plan, &problems).await?;
            for problem in &problems {
                let mut row = vec![problem.line.to_string(), problem.column.clone(), problem.reason.say_plain(reader)];
                let cells = cells.remove(&problem.row).unwrap_or_else(|| only_value(&plan, problem));
                row.extend(cells.into_iter().skip(old));
                write(&mut file, row)?;
                written += 1;
            }
        }
        file.flush()?;
        Ok(written)
    }

    /// The cells of the rows with problems, from the copy of the file; none when the copy is gone.
    async fn cells_of(
        &self,
        batch: BatchId,
        plan: &Plan,
        problems: &[Problem],
    ) -> Result<HashMap<u64, Vec<String>>, Error> {
        let path = self.copy_of(batch);
        if !path.exists() {
            return Ok(HashMap::new());
        }
        let (shape, corrections) = (plan.shape.clone(), plan.options.corrections.clone());
        let wanted: Vec<u64> = problems.iter().map(|problem| problem.row).collect();
        blocking(move || {
            let mut cells = HashMap::new();
            let mut wanted = wanted.into_iter().peekable();
            let mut row = 0;
            each_row(&path, &shape, &mut |record| {
                row += 1;
                if wanted.next_if_eq(&row).is_some() {
                    let record = corrections.applied(row, record, shape.header.len());
                    cells.insert(row, record.cells().map(str::to_owned).collect());
                }
                Ok(wanted.peek().is_some())
            })?;
            Ok(cells)
        })
        .await
    }
}

/// What the columns beside the row are called.
fn own_columns(reader: &Reader) -> [String; 3] {
    ["intake-column-line", "intake-column-column", "intake-column-reason"]
        .map(|key| Words::global().say_plain(reader, key, &[]))
}

/// How many columns at the beginning of a header are those a file of problems has beside its rows, in any language:
/// all of them, or none.
pub(crate) fn beside(header: &[String]) -> usize {
    static KNOWN: LazyLock<Vec<[String; 3]>> = LazyLock::new(|| {
        let reader = |language| Reader::of(&Business::default(), language);
        Language::ALL.into_iter().map(|language| own_columns(&reader(language)).map(|name| key(&name))).collect()
    });
    let first: Vec<String> = header.iter().take(3).map(|name| key(name)).collect();
    if KNOWN.iter().any(|known| first == *known) { first.len() } else { 0 }
}

/// The value at fault in its column, when the row itself is gone.
fn only_value(plan: &Plan, problem: &Problem) -> Vec<String> {
    let cell = |name: &String| if *name == problem.column { problem.value.clone() } else { String::new() };
    plan.shape.header.iter().map(cell).collect()
}

fn write<W: Write>(file: &mut csv::Writer<W>, row: Vec<String>) -> Result<(), Error> {
    let harmless = row.into_iter().map(harmless);
    file.write_record(harmless.collect::<Vec<_>>()).map_err(|error| Error::Io(error.into()))
}

/// A cell that a spreadsheet takes as text: what begins like a formula gets an apostrophe in front; numbers stay.
fn harmless(cell: String) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if formula && wafa_text::fold::decimal(&cell).is_none() { format!("'{cell}") } else { cell }
}
