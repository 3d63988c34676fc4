//! The figures as SQL over the lake, on this machine or on several, and the desk where people read by SQL.
//!
//! **Owns** no data: it reads the files of [`wafa_analytics::Lake`] as views ([`views`]) with DataFusion, and shares the
//! work among processes that run [`serve_worker`]. It is the only crate that knows DataFusion; the others know
//! [`wafa_analytics::Desk`], which [`Cluster`] is.
//!
//! **Invariants:** every figure equals the fold's, to the last unit; a machine that dies while a question is answered
//! makes it slower or fails it, never wrong; nobody waits longer than the deadline; whoever reads by SQL can read the
//! views and nothing else.
//!
//! Why no retries inside the engine: a query that lost a machine fails as a whole within a moment. It is asked once more
//! of the machines that are left, and then answered by the pass of `wafa_analytics` on this one.

mod cluster;
mod error;
pub mod figures;
mod guard;
mod rows;
mod session;
mod store;
pub mod views;
mod worker;
mod workers;
mod yielding;

pub use cluster::{Cluster, ClusterConfig, Machines, SHARE_FROM_BYTES};
pub use error::StartError;
pub use store::Lakes;
pub use worker::{WorkerConfig, serve_worker};
