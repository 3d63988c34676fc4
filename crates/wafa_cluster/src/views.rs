//! The tables of the lake as views: all runs read as one, what later runs own hidden in the earlier ones.

use std::sync::Arc;

use datafusion::arrow::datatypes::{DataType, Field, Schema, TimeUnit};
use datafusion::catalog::view::ViewTable;
use datafusion::datasource::file_format::parquet::ParquetFormat;
use datafusion::datasource::listing::{ListingOptions, ListingTable, ListingTableConfig, ListingTableUrl};
use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use wafa_analytics::Manifest;
use wafa_analytics::desk::{SqlColumn, SqlKind, SqlView};
use wafa_analytics::lake::TableKind;

use crate::store::LAKES;

/// The views, with their columns as `docs/lake.md` describes them.
#[must_use]
pub fn described() -> Vec<SqlView> {
    let columns = |table: TableKind| table.described().map(|(name, kind)| SqlColumn { name: name.to_owned(), kind });
    TableKind::ALL.map(|table| SqlView { name: table.stem(), columns: columns(table).collect() }).into()
}

fn data_type(kind: SqlKind) -> DataType {
    match kind {
        SqlKind::Number => DataType::Int64,
        SqlKind::Day => DataType::Date32,
        SqlKind::Moment => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
        SqlKind::Text => DataType::Utf8,
        SqlKind::Flag => DataType::Boolean,
    }
}

fn sql_type(kind: SqlKind) -> &'static str {
    match kind {
        SqlKind::Number => "bigint",
        SqlKind::Day => "date",
        SqlKind::Moment => "timestamp",
        SqlKind::Text => "varchar",
        SqlKind::Flag => "boolean",
    }
}

/// Makes the views of a lake known to a session, and nothing else of it.
///
/// # Errors
/// Of the engine.
pub async fn register(context: &SessionContext, lake: &str, manifest: &Manifest) -> Result<()> {
    // The files have names only here, so that nobody can read past the views.
    let files = SessionContext::new_with_config_rt(crate::session::config(), context.runtime_env());
    for (at, run) in manifest.runs.iter().enumerate() {
        for table in TableKind::ALL.into_iter().chain([TableKind::Owned]).filter(|table| run.rows.of(*table) > 0) {
            let place = ListingTableUrl::parse(format!("{LAKES}{lake}/{}", run.file(table)))?;
            let columns = table.described().map(|(name, kind)| Field::new(name, data_type(kind), false));
            let options = ListingOptions::new(Arc::new(ParquetFormat::default()));
            let config = ListingTableConfig::new(place)
                .with_listing_options(options)
                .with_schema(Arc::new(Schema::new(columns.collect::<Vec<_>>())));
            files.register_table(file_name(table, at), Arc::new(ListingTable::try_new(config)?))?;
        }
    }
    for table in TableKind::ALL {
        let text = definition(table, manifest);
        let plan = files.state().create_logical_plan(&text).await?;
        context.register_table(table.stem(), Arc::new(ViewTable::new(plan, Some(text))))?;
    }
    Ok(())
}

fn file_name(table: TableKind, run: usize) -> String {
    format!("{}_{run}", table.stem())
}

/// The query that reads a table of all runs.
fn definition(table: TableKind, manifest: &Manifest) -> String {
    let names: Vec<&str> = table.described().map(|(name, _)| name).collect();
    let columns = names.join(", ");
    let with_rows = |of: TableKind| {
        let runs = manifest.runs.iter().enumerate();
        runs.filter(move |(_, run)| run.rows.of(of) > 0).map(|(at, _)| at).collect::<Vec<_>>()
    };
    let (parts, owners) = (with_rows(table), with_rows(TableKind::Owned));
    let Some(first) = parts.first() else {
        let nothing = table.described().map(|(name, kind)| format!("cast(null as {}) as {name}", sql_type(kind)));
        return format!("select {} where false", nothing.collect::<Vec<_>>().join(", "));
    };
    let read = |at: &usize| format!("select {columns}, {at} as run from {}", file_name(table, *at));
    let all = parts.iter().map(read).collect::<Vec<_>>().join(" union all ");
    if !owners.iter().any(|owner| owner > first) {
        return format!("select {columns} from ({all})");
    }
    let (subject, whose) =
        if table.is_nobodys() { ("on_day", "customer_id = 0") } else { ("customer_id", "customer_id <> 0") };
    let own =
        |at: &usize| format!("select {subject}, {at} as run from {} where {whose}", file_name(TableKind::Owned, *at));
    let owned = owners.iter().map(own).collect::<Vec<_>>().join(" union all ");
    format!(
        "select {columns} from ({all}) as facts where not exists (select 1 from ({owned}) as owners \
         where owners.{subject} = facts.{subject} and owners.run > facts.run)"
    )
}
