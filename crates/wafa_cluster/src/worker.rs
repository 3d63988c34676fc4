//! A process that works for others: it runs parts of their queries over its own copy of, or the same, files, or those of
//! the bucket.

use std::net::SocketAddr;
use std::sync::Arc;

use datafusion::error::DataFusionError;
use datafusion_distributed::{DistributedExt, Worker, WorkerQueryContext};
use tokio::net::TcpListener;
use tonic::codegen::http::HeaderValue;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Server;
use tonic::transport::server::TcpIncoming;
use tonic::{Request, Status};

use crate::error::StartError;
use crate::store::{self, Lakes};
use crate::workers::{Channels, SECRET, secret_header, version};

/// What a worker needs to know.
#[derive(Debug, Clone)]
pub struct WorkerConfig {
    /// Where the lakes of all businesses it works for are read.
    pub lakes: Lakes,
    /// The secret whoever asks it must know; needed unless only this machine reaches it.
    pub secret: Option<String>,
    /// Bytes of memory all its work may use.
    pub memory: usize,
}

impl WorkerConfig {
    /// Whether a worker may listen there. Without a secret it may not where other machines reach it, because whoever
    /// asks a worker reads the lakes.
    ///
    /// # Errors
    /// [`StartError::NoSecret`], [`StartError::Secret`].
    pub fn check(&self, address: SocketAddr) -> Result<(), StartError> {
        let secret = secret_header(self.secret.as_deref())?;
        if secret.is_none() && !address.ip().is_loopback() { Err(StartError::NoSecret { address }) } else { Ok(()) }
    }
}

/// Works until `stopped`, where it may ([`WorkerConfig::check`]).
///
/// # Errors
/// [`StartError`].
pub async fn serve_worker(
    listener: TcpListener,
    config: &WorkerConfig,
    stopped: impl Future<Output = ()> + Send,
) -> Result<(), StartError> {
    config.check(listener.local_addr()?)?;
    let secret = secret_header(config.secret.as_deref())?;
    if let Lakes::Folder(folder) = &config.lakes {
        std::fs::create_dir_all(folder)?;
    }
    let runtime = store::runtime(&config.lakes, config.memory).map_err(|error| StartError::Engine(Box::new(error)))?;
    let channels = Channels::new(secret.clone(), 0);
    let worker = Worker::from_session_builder(move |query: WorkerQueryContext| {
        let channels = channels.clone();
        async move {
            // What it asks of other workers carries the secret, too.
            Ok::<_, DataFusionError>(query.builder.with_distributed_channel_resolver(channels).build())
        }
    });
    let service = worker.with_runtime_env(runtime).with_version(version()).into_worker_server();
    let known = Arc::new(secret);
    let guarded = InterceptedService::new(service, move |request: Request<()>| admit(known.as_ref().as_ref(), request));
    let incoming = TcpIncoming::from(listener).with_nodelay(Some(true));
    Server::builder()
        .add_service(guarded)
        .serve_with_incoming_shutdown(incoming, stopped)
        .await
        .map_err(StartError::Server)
}

/// Lets in who knows the secret. To ask whether a worker is alive one must know it, too.
fn admit(secret: Option<&HeaderValue>, request: Request<()>) -> Result<Request<()>, Status> {
    let Some(secret) = secret else { return Ok(request) };
    let shown = request.metadata().get(SECRET);
    let is_same = shown.is_some_and(|shown| same(shown.as_encoded_bytes(), secret.as_bytes()));
    if is_same { Ok(request) } else { Err(Status::unauthenticated("the shared secret is missing or wrong")) }
}

/// Compares without telling by the time it takes where the difference is.
fn same(one: &[u8], other: &[u8]) -> bool {
    let differences = one.iter().zip(other).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_worker_others_reach_needs_a_secret() {
        let config = |secret: Option<&str>| WorkerConfig {
            lakes: Lakes::Folder(std::path::PathBuf::new()),
            secret: secret.map(str::to_owned),
            memory: 1 << 20,
        };
        let (own, open) = ("127.0.0.1:1".parse().unwrap(), "0.0.0.0:1".parse().unwrap());
        assert!(config(None).check(own).is_ok() && config(Some("")).check(own).is_ok());
        assert!(matches!(config(None).check(open), Err(StartError::NoSecret { .. })));
        assert!(matches!(config(Some("")).check(open), Err(StartError::NoSecret { .. })));
        assert!(matches!(config(Some("short")).check(open), Err(StartError::Secret)));
        assert!(config(Some("long enough to be one")).check(open).is_err(), "a blank cannot be told from none");
        assert!(config(Some("long-enough-to-be-one")).check(open).is_ok());
    }

    #[test]
    fn whoever_does_not_know_the_secret_is_not_let_in() {
        let known = secret_header(Some("long-enough-to-be-one")).unwrap();
        let with = |secret: Option<&'static str>| {
            let mut request = Request::new(());
            if let Some(secret) = secret {
                request.metadata_mut().insert(SECRET, secret.parse().unwrap());
            }
            admit(known.as_ref(), request)
        };
        assert!(with(Some("long-enough-to-be-one")).is_ok());
        for wrong in [
            None,
            Some(""),
            Some("long-enough-to-be-on"),
            Some("long-enough-to-be-one1"),
            Some("Long-enough-to-be-one"),
        ] {
            assert_eq!(with(wrong).unwrap_err().code(), tonic::Code::Unauthenticated, "{wrong:?}");
        }
        assert!(admit(None, Request::new(())).is_ok());
    }
}
