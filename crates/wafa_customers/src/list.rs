//! The list of customers: search, filters, orders, pages by cursor, counts, export.
//!
//! One table is read, `customer_standing`, with an index for every order. How a question is asked depends on how many
//! customers its filters leave: where one filter leaves few, they are fetched and sorted; otherwise the index of the
//! order is walked until the page is full, which is soon because many fit. Either way a page costs some thousand
//! rows, whatever the size of the register, and pages follow one another by cursor without gaps or repeats. Only two
//! filters that each leave many customers and together none walk the whole index; the example `million_customers`
//! measures it all.

mod everybody;
mod plan;
mod query;
mod rows;

pub(crate) use everybody::Everybody;
pub use query::{ListQuery, Sort, SortKey};
pub use rows::{Count, ExportRow, ListRow};

#[cfg(test)]
mod tests;
