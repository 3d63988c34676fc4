//! One database behind SQLite and PostgreSQL: transactions, migrations, events, outbox, jobs, timers.
//!
//! Everything that touches storage goes through [`Db`] (reads), [`Tx`] (writes) and [`Snapshot`] (many consistent
//! reads). One SQL text runs on both engines: `$1` placeholders, columns of BIGINT, INTEGER, TEXT, BOOLEAN and
//! DOUBLE PRECISION only, no time functions, no JSON operators.
//!
//! **Invariants**
//! - A write is acknowledged only after it is durable (SQLite: WAL with `synchronous=FULL`, read back at start-up).
//! - An event and the outbox rows of its subscribers are written in the transaction of the change they report.
//! - A reaction's writes and the deletion of its outbox row share a transaction: exactly once inside the database.
//! - After a failed statement a transaction can only be dropped, on both engines.
//!
//! Why two drivers and no ORM: the SQL is one text, so all that differs is binding, reading and error codes; that is
//! a few hundred lines, and the drivers keep their speed (bulk inserts, `COPY`, group commit).

mod archive;
mod checks;
mod db;
mod error;
mod events;
mod migrate;
mod postgres;
mod row;
mod settings;
mod sqlite;
mod timers;
mod tx;
mod url;
mod value;
mod work;

pub mod facts;
pub mod history;
pub mod testkit;

pub use checks::TableCount;
pub use db::{Db, Engine, Options, Snapshot, Subscription};
pub use error::DbError;
pub use row::{FromValue, Row};
pub use settings::SettingVersion;
pub use tx::{NewJob, Tx};
pub use url::{DbUrl, NotADbUrl};
pub use value::Value;
pub use work::{Alarm, BoxError, BoxFuture, DeadJob, DeadReaction, Job, JobState, React, Work, Worker};

#[cfg(test)]
mod tests;
