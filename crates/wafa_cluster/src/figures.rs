//! Every figure as SQL: the same questions the folds of `wafa_analytics` answer, asked of the views.
//!
//! Queries return whole numbers only; shares and means are made of them by the functions the folds use, so that two
//! equal counts cannot become two different figures. Sums are of 38 digits and cannot overflow.

mod cohorts;
mod facts;
mod ladder;
mod periods;
mod ranking;
mod rest;

use datafusion::error::Result;
use datafusion::execution::context::SessionContext;
use wafa_analytics::Question;
use wafa_analytics::figures::{FigureParts, Figures};

use crate::rows;
pub(crate) use facts::Facts;

pub use rest::{summaries, survival};

/// Customers a question may name before SQL is the wrong tool for it.
pub const MOST_NAMED: usize = 10_000;

/// Rows of whole numbers.
pub(crate) type Rows = Vec<Vec<Option<i128>>>;

/// Asks one query.
pub(crate) async fn ask(context: &SessionContext, sql: &str) -> Result<Rows> {
    rows::whole(&context.sql(sql).await?.collect().await?)
}

/// All figures of a question.
///
/// # Errors
/// Of the engine.
pub async fn figures(context: &SessionContext, question: &Question) -> Result<Figures> {
    let facts = Facts::of(question);
    let ranks = ranking::ask_for(context, &facts).await?;
    let parts = FigureParts {
        totals: ranks.totals,
        top8_revenue_share: ranks.top8,
        top20_revenue_share: ranks.top20,
        ladder: ladder::ask_for(context, &facts, question).await?,
        periods: periods::ask_for(context, &facts, question).await?,
        cohorts: cohorts::ask_for(context, &facts, question).await?,
        rfm: ranks.cells,
        segments: ranks.segments,
        order_number: rest::order_numbers(context, &facts).await?,
        without_customer: rest::without_customer(context, question).await?,
        excluded: rest::excluded(context, &facts).await?,
    };
    Ok(parts.finish(question.as_of, question.currency))
}
