//! Options of `wafa model`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use wafa_kernel::Day;

/// Commands of `model`. None of them needs a database.
#[derive(Debug, Subcommand)]
pub enum Model {
    /// Fit a model to purchases, to a ready summary or to a cohort, and print its parameters.
    Fit(Fit),
    /// Score every model on days it has not seen, next to what could be guessed by hand.
    Holdout(Holdout),
    /// Print what to expect of every customer.
    Predict(Predict),
    /// Print what to offer every customer next.
    Recommend(Recommend),
    /// Measure an experiment: average effect, and whether it differs between customers.
    Uplift(Uplift),
}

/// A file of purchases, one row per purchase or line of one.
#[derive(Debug, Clone, Args)]
pub struct Transactions {
    /// Purchases: CSV or XLSX with the customer, the date and, where there is one, the amount of each.
    #[arg(long)]
    pub transactions: PathBuf,
    /// Which column is which, where the names do not tell: customer=…,date=…,amount=….
    #[arg(long, value_delimiter = ',', value_parser = named)]
    pub columns: Vec<(String, String)>,
    /// Unit of time of the model.
    #[arg(long, value_enum, default_value_t = UnitName::Week)]
    pub unit: UnitName,
}

/// `--unit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum UnitName {
    /// Weeks, the custom of the literature.
    #[default]
    Week,
    /// Days.
    Day,
}

/// `--model`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ModelName {
    /// The one that foretells best on trial splits of the purchases.
    Auto,
    /// Beta-geometric/NBD.
    BgNbd,
    /// Modified beta-geometric/NBD.
    MbgNbd,
    /// Modified beta-geometric/CNBD-k, k chosen on trial splits.
    MbgCnbd,
    /// Pareto/NBD.
    ParetoNbd,
    /// NBD: nobody drops out.
    Nbd,
    /// Gamma-Gamma model of what is spent.
    GammaGamma,
    /// Shifted beta-geometric, for contracts.
    Sbg,
    /// Beta-geometric/beta-Bernoulli, for purchases at certain times only.
    BgBb,
}

/// Options of `model fit`.
#[derive(Debug, Args)]
pub struct Fit {
    /// Purchases: CSV or XLSX with the customer, the date and, where there is one, the amount of each.
    #[arg(long, required_unless_present_any = ["summary", "churn"])]
    pub transactions: Option<PathBuf>,
    /// A ready summary: columns frequency, recency, T, monetary_value, weights (as far as the model needs them).
    #[arg(long, conflicts_with_all = ["transactions", "churn"])]
    pub summary: Option<PathBuf>,
    /// Customers who cancelled in each period of a cohort, for the model sbg.
    #[arg(long, value_delimiter = ',', requires = "customers", conflicts_with = "transactions")]
    pub churn: Option<Vec<f64>>,
    /// Customers the cohort began with.
    #[arg(long)]
    pub customers: Option<f64>,
    /// Which column is which, where the names do not tell: customer=…,date=…,amount=….
    #[arg(long, value_delimiter = ',', value_parser = named)]
    pub columns: Vec<(String, String)>,
    /// Which model; auto takes mbg-nbd for a summary, on which nothing can be tried.
    #[arg(long, value_enum, default_value_t = ModelName::Auto)]
    pub model: ModelName,
    /// Steps to a purchase, for the model mbg-cnbd; chosen on trial splits of the purchases unless given.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=12))]
    pub k: Option<u32>,
    /// Unit of time of the model, for purchases; weeks unless given. A summary has its own.
    #[arg(long, value_enum)]
    pub unit: Option<UnitName>,
    /// Last day that counts, for purchases; the last day of the file unless given.
    #[arg(long)]
    pub as_of: Option<Day>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Options of `model holdout`.
#[derive(Debug, Args)]
pub struct Holdout {
    #[command(flatten)]
    pub input: Transactions,
    /// Last day the models are fitted to.
    #[arg(long)]
    pub calibration_end: Day,
    /// Last day they are scored on.
    #[arg(long)]
    pub holdout_end: Day,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

/// Options of `model predict`.
#[derive(Debug, Args)]
pub struct Predict {
    #[command(flatten)]
    pub input: Transactions,
    /// Last day that is known; the last day of the file unless given.
    #[arg(long)]
    pub as_of: Option<Day>,
    /// How many days ahead.
    #[arg(long, default_value_t = 365)]
    pub horizon_days: u32,
    /// Which model.
    #[arg(long, value_enum, default_value_t = ModelName::Auto)]
    pub model: ModelName,
    /// As CSV (the only form).
    #[arg(long)]
    pub csv: bool,
}

/// Options of `model recommend`.
#[derive(Debug, Args)]
pub struct Recommend {
    /// What was bought together: CSV or XLSX with one row per basket and item.
    #[arg(long)]
    pub baskets: PathBuf,
    /// What each customer has: CSV or XLSX with one row per customer and item.
    #[arg(long)]
    pub customers: PathBuf,
    /// Which column is which, where the names do not tell: basket=…,item=…,customer=….
    #[arg(long, value_delimiter = ',', value_parser = named)]
    pub columns: Vec<(String, String)>,
    /// Offers per customer.
    #[arg(long, default_value_t = 10)]
    pub top: usize,
    /// How items are compared; the best on hidden items unless given.
    #[arg(long, value_enum)]
    pub method: Option<MethodName>,
    /// As CSV (the only form).
    #[arg(long)]
    pub csv: bool,
}

/// `--method`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum MethodName {
    /// BM25 weights.
    Bm25,
    /// Cosine.
    Cosine,
    /// What most buy.
    Popularity,
}

/// Options of `model uplift`.
#[derive(Debug, Args)]
pub struct Uplift {
    /// The experiment: CSV or XLSX with one row per customer.
    #[arg(long)]
    pub file: PathBuf,
    /// Column that says who was treated: 1 and 0, yes and no; or words, of which one means "not".
    #[arg(long)]
    pub treatment: String,
    /// Column that says what came of it: 1 and 0, yes and no, or an amount.
    #[arg(long)]
    pub outcome: String,
    /// Columns known before the treatment; all that can have been unless given.
    #[arg(long, value_delimiter = ',')]
    pub features: Vec<String>,
    /// As JSON.
    #[arg(long)]
    pub json: bool,
}

fn named(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((meaning, column)) if !column.is_empty() => Ok((meaning.trim().to_lowercase(), column.to_owned())),
        _ => Err(format!("{text}: meaning=column is expected, such as customer=Client")),
    }
}
