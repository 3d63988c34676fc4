//! The command line, in English: what can be asked of the program.

pub mod model;
pub mod report;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use wafa_kernel::{CalendarKind, Currency, Day, Language, PeriodKind};

/// Wafa keeps a business's customers: know, act, measure.
#[derive(Debug, Parser)]
#[command(name = "wafa", version, about)]
pub struct Cli {
    /// Configuration file; `wafa.toml` is read when it is there.
    #[arg(long, global = true)]
    pub config: Option<PathBuf>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the web app and the API.
    Serve(Serve),
    /// Do the background work of a business beside its web processes.
    Worker(Worker),
    /// Create a demo shop in an embedded database and serve it.
    Demo(Demo),
    /// Import files, or take an import back.
    #[command(subcommand)]
    Import(Import),
    /// Print the figures of retention as of a day.
    Insights(Insights),
    /// Print what to expect of every customer.
    Predict(Predict),
    /// Models of customers who come and go, for files of your own.
    #[command(subcommand)]
    Model(model::Model),
    /// Saved reports, and reports asked in a file.
    #[command(subcommand)]
    Report(report::Report),
    /// Check the database, the lake and the ladder against the facts.
    Verify(Verify),
    /// The sorted copy of the facts the figures are made of.
    #[command(subcommand)]
    Lake(Lake),
    /// Measure this program on this machine.
    #[command(subcommand)]
    Bench(Bench),
    /// Write a consistent copy of the database to a file, also while it is in use.
    Backup {
        #[command(flatten)]
        store: Store,
        /// File to write.
        file: PathBuf,
        /// All rows in a form that either engine can be filled from; always so for PostgreSQL.
        #[arg(long)]
        rows: bool,
    },
    /// Put a backup where no database is yet; rows also into an empty PostgreSQL database.
    Restore {
        #[command(flatten)]
        store: Store,
        /// File written by `wafa backup`.
        file: PathBuf,
    },
    /// List every route of the web app and the API with who may use it.
    Routes {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// API keys.
    #[command(subcommand)]
    Key(Key),
    /// Print a one-time sign-in link for a member of the team who cannot sign in.
    Link {
        #[command(flatten)]
        store: Store,
        /// The member's e-mail address.
        email: String,
    },
}

/// Where the data is.
#[derive(Debug, Clone, Args)]
pub struct Store {
    /// The database: sqlite:PATH or postgres://user:password@host/name.
    #[arg(long)]
    pub db: Option<String>,
    /// Folder for files, the lake and other things that can be rebuilt; beside the database unless given.
    #[arg(long)]
    pub data: Option<PathBuf>,
}

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    pub store: Store,
    /// Address to serve on; port 0 takes a free one.
    #[arg(long)]
    pub listen: Option<String>,
    /// How people reach the server from outside.
    #[arg(long)]
    pub base_url: Option<String>,
    /// Requests per minute an API key may make.
    #[arg(long)]
    pub api_rate: Option<u32>,
    /// Leave the background work to `wafa worker`.
    #[arg(long)]
    pub web_only: bool,
}

/// Options of `demo`.
#[derive(Debug, Args)]
pub struct Demo {
    /// Folder of the demo shop.
    #[arg(long, default_value = "demo-data")]
    pub data: PathBuf,
    /// Address to serve on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:8400")]
    pub listen: String,
    /// Create the shop and stop.
    #[arg(long)]
    pub no_serve: bool,
}

/// Commands of `import`.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Import orders, and the customers who placed them, from a CSV or XLSX file.
    Orders(Box<ImportOrders>),
    /// Take an import back as a whole.
    Undo {
        #[command(flatten)]
        store: Store,
        /// The batch, as printed by the import.
        batch: String,
        /// Print the outcome as JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Options of `import orders`.
#[derive(Debug, Args)]
pub struct ImportOrders {
    /// The file.
    pub file: PathBuf,
    #[command(flatten)]
    pub store: Store,
    /// The shape of the file.
    #[arg(long, value_enum, default_value_t = PresetName::Generic)]
    pub preset: PresetName,
    /// JSON file that says which column means what.
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    /// Currency of amounts without one; the business's unless given.
    #[arg(long)]
    pub currency: Option<Currency>,
    /// Unit of amounts in Iranian money.
    #[arg(long, value_enum)]
    pub unit: Option<UnitName>,
    /// Calendar of dates: auto, gregorian, jalali or hijri.
    #[arg(long, default_value = "auto", value_parser = calendar)]
    pub calendar: CalendarChoice,
    /// Order of the parts of dates; found out unless given.
    #[arg(long, value_enum)]
    pub date_order: Option<DateOrderName>,
    /// Time zone of times without one; the business's unless given.
    #[arg(long)]
    pub tz: Option<String>,
    /// Keep columns nobody knows as custom fields.
    #[arg(long)]
    pub custom: bool,
    /// Language of reasons: fa, ar or en.
    #[arg(long, default_value = "en")]
    pub language: Language,
    /// Say what would happen and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Print the outcome as JSON.
    #[arg(long)]
    pub json: bool,
}

/// `--preset`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PresetName {
    /// Any table with recognisable headers.
    Generic,
    /// Shopify's order export.
    Shopify,
    /// WooCommerce's order export.
    Woocommerce,
    /// Salla's order export.
    Salla,
}

/// `--date-order`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DateOrderName {
    /// 1403/07/15.
    #[value(name = "year-first")]
    Year,
    /// 15/07/2024.
    #[value(name = "day-first")]
    Day,
    /// 07/15/2024.
    #[value(name = "month-first")]
    Month,
}

/// `--unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum UnitName {
    /// The currency's own unit.
    Rial,
    /// Ten rials.
    Toman,
}

/// `--calendar`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalendarChoice {
    /// Told from the file.
    Auto,
    /// This one.
    Only(CalendarKind),
}

fn calendar(text: &str) -> Result<CalendarChoice, String> {
    match text {
        "auto" => Ok(CalendarChoice::Auto),
        other => other
            .parse()
            .map(CalendarChoice::Only)
            .map_err(|_| format!("{other}: auto, gregorian, jalali or hijri is expected")),
    }
}

/// Options of `insights`.
#[derive(Debug, Args)]
pub struct Insights {
    #[command(flatten)]
    pub store: Store,
    /// Last day that counts; today unless given.
    #[arg(long)]
    pub as_of: Option<Day>,
    /// Length of the periods: week, month, quarter or year.
    #[arg(long, default_value = "month")]
    pub period: PeriodKind,
    /// Length of the periods customers are grouped by.
    #[arg(long, default_value = "month")]
    pub cohorts: PeriodKind,
    /// Calendar of the periods; the business's unless given.
    #[arg(long)]
    pub calendar: Option<CalendarKind>,
    /// A customer is lost after so many days without an order; the business's setting unless given.
    #[arg(long)]
    pub inactivity_days: Option<u32>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Options of `predict`.
#[derive(Debug, Args)]
pub struct Predict {
    #[command(flatten)]
    pub store: Store,
    /// Last day that is known; today unless given.
    #[arg(long)]
    pub as_of: Option<Day>,
    /// How many days ahead.
    #[arg(long, default_value_t = 365)]
    pub horizon_days: u32,
    /// As JSON, with why the model was chosen.
    #[arg(long, conflicts_with = "csv")]
    pub json: bool,
    /// As CSV (the default).
    #[arg(long)]
    pub csv: bool,
}

/// Options of `verify`.
#[derive(Debug, Args)]
pub struct Verify {
    #[command(flatten)]
    pub store: Store,
    /// Also recompute the ladder and the lake from the facts.
    #[arg(long)]
    pub deep: bool,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Commands of `lake`.
#[derive(Debug, Subcommand)]
pub enum Lake {
    /// Say what it holds, how large it is and how far behind the facts.
    Status(LakeOptions),
    /// Build it anew from the database.
    Rebuild(LakeOptions),
    /// Bring it up to date and put its runs together: then there is one file per table.
    Compact(LakeOptions),
}

/// Options of every command of `lake`.
#[derive(Debug, Args)]
pub struct LakeOptions {
    #[command(flatten)]
    pub store: Store,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Options of `worker`.
#[derive(Debug, Args)]
pub struct Worker {
    #[command(flatten)]
    pub store: Store,
    /// Run parts of other servers' queries over the lake instead.
    #[arg(long)]
    pub cluster: bool,
    /// With `--cluster`: address to listen on; port 0 takes a free one. Anything but this machine's own needs a shared
    /// secret.
    #[arg(long, default_value = "127.0.0.1:8410")]
    pub listen: String,
    /// With `--cluster`: most memory for all queries together, in megabytes.
    #[arg(long, default_value_t = 1_024)]
    pub memory_mb: usize,
}

/// Commands of `bench`.
#[derive(Debug, Subcommand)]
pub enum Bench {
    /// Make a lake that is the same every time, and pass over it.
    Lake(BenchLake),
}

/// Options of `bench lake`.
#[derive(Debug, Args)]
pub struct BenchLake {
    /// At least so many orders.
    #[arg(long, default_value_t = 1_000_000)]
    pub rows: u64,
    /// Folder for the lake; one that has so many orders is used again. A temporary one unless given.
    #[arg(long)]
    pub keep: Option<PathBuf>,
    /// Make the lake and stop: in a process of its own, so that its memory is not counted.
    #[arg(long, hide = true)]
    pub only_make: bool,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Commands of `key`.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make a key; it is shown once.
    Create {
        #[command(flatten)]
        store: Store,
        /// What the key is for.
        #[arg(long)]
        name: String,
        /// Scopes, separated by commas, such as orders:write,customers:read.
        #[arg(long, value_delimiter = ',', required = true)]
        scopes: Vec<String>,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}
