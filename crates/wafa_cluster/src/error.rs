//! What can go wrong, and what whoever asked can do about it.

use datafusion::error::DataFusionError;
use wafa_analytics::desk::SqlRefusal;

/// The engine or a worker cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// An address of a worker is not one.
    #[error("analytics.workers: {address} is not an address like http://10.0.0.5:8410")]
    Address {
        /// What was written.
        address: String,
    },
    /// Others could ask this worker for files.
    #[error(
        "a worker that listens on {address}, where other machines reach it, needs a shared secret: set \
         analytics.secret or WAFA_CLUSTER_SECRET here and where it is asked"
    )]
    NoSecret {
        /// Where it was to listen.
        address: std::net::SocketAddr,
    },
    /// The secret has letters that cannot be sent.
    #[error("analytics.secret: only visible ASCII letters, at least 16 of them")]
    Secret,
    /// The address cannot be listened on, or threads cannot be started.
    #[error("cannot listen or start")]
    Io(#[from] std::io::Error),
    /// The server failed.
    #[error("the worker's server failed")]
    Server(#[source] tonic::transport::Error),
    /// The engine refused its settings.
    #[error("the engine cannot be set up")]
    Engine(#[source] Box<DataFusionError>),
}

/// What DataFusion says, without the names of its own errors around it.
pub(crate) fn words(error: &DataFusionError) -> String {
    let text = match error.find_root() {
        DataFusionError::SQL(source, _) => source.to_string(),
        DataFusionError::SchemaError(source, _) => source.to_string(),
        DataFusionError::ArrowError(source, _) => source.to_string(),
        DataFusionError::Plan(text)
        | DataFusionError::Execution(text)
        | DataFusionError::Configuration(text)
        | DataFusionError::NotImplemented(text)
        | DataFusionError::ResourcesExhausted(text) => text.clone(),
        other => other.strip_backtrace(),
    };
    let end = text.char_indices().nth(MOST_WORDS).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or_default().to_owned()
}

/// Characters of the engine's own words at most.
const MOST_WORDS: usize = 400;

/// A query that could not even be planned.
pub(crate) fn not_understood(error: &DataFusionError) -> SqlRefusal {
    SqlRefusal::NotUnderstood(words(error))
}

/// A query that failed while it ran.
pub(crate) fn failed(error: &DataFusionError) -> SqlRefusal {
    match error.find_root() {
        DataFusionError::ResourcesExhausted(_) => SqlRefusal::TooLarge,
        DataFusionError::Plan(_) | DataFusionError::SchemaError(..) | DataFusionError::NotImplemented(_) => {
            not_understood(error)
        }
        _ => SqlRefusal::Failed(words(error)),
    }
}
