//! The machines that share the work: which of them are alive, and how to talk to them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use datafusion::error::{DataFusionError, Result};
use datafusion_distributed::grpc::{BoxCloneSyncChannel, create_worker_client};
use datafusion_distributed::{ChannelResolver, GetWorkerInfoRequest, WorkerChannel, WorkerResolver};
use futures::future::join_all;
use tonic::body::Body;
use tonic::codegen::Service;
use tonic::codegen::http::{HeaderValue, Request, Response};
use tonic::transport::{Channel, Endpoint};
use url::Url;

use crate::error::StartError;

/// The header that carries the shared secret.
pub(crate) const SECRET: &str = "x-wafa-cluster-secret";
/// How long a machine may take to say that it is there.
const ANSWERS_WITHIN: Duration = Duration::from_millis(700);
const CONNECTS_WITHIN: Duration = Duration::from_millis(500);
/// A machine that is silent for so long while it works is lost.
const SIGN_OF_LIFE: Duration = Duration::from_secs(2);

/// Programs whose plans understand each other say the same.
pub(crate) fn version() -> String {
    format!("wafa {}", env!("CARGO_PKG_VERSION"))
}

/// What the secret is sent as.
pub(crate) fn secret_header(secret: Option<&str>) -> Result<Option<HeaderValue>, StartError> {
    let Some(secret) = secret.filter(|secret| !secret.is_empty()) else { return Ok(None) };
    let is_plain = secret.len() >= 16 && secret.bytes().all(|byte| byte.is_ascii_graphic());
    let mut value = HeaderValue::from_str(secret).ok().filter(|_| is_plain).ok_or(StartError::Secret)?;
    value.set_sensitive(true);
    Ok(Some(value))
}

/// Connections to machines, kept from one query to the next.
#[derive(Clone)]
pub(crate) struct Channels {
    secret: Option<HeaderValue>,
    share_from_bytes: usize,
    open: Arc<Mutex<HashMap<Url, BoxCloneSyncChannel>>>,
}

impl Channels {
    pub fn new(secret: Option<HeaderValue>, share_from_bytes: usize) -> Self {
        Self { secret, share_from_bytes, open: Arc::default() }
    }

    /// The connection to a machine; it is made when it is used, and again when it broke.
    fn channel(&self, url: &Url) -> Result<BoxCloneSyncChannel> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = open.get(url) {
            return Ok(channel.clone());
        }
        let endpoint =
            Endpoint::from_shared(url.to_string()).map_err(|error| DataFusionError::External(error.into()))?;
        let channel: Channel = endpoint
            .connect_timeout(CONNECTS_WITHIN)
            .tcp_nodelay(true)
            .http2_keep_alive_interval(SIGN_OF_LIFE)
            .keep_alive_timeout(SIGN_OF_LIFE)
            .keep_alive_while_idle(true)
            .connect_lazy();
        let channel = BoxCloneSyncChannel::new(Knowing { channel, secret: self.secret.clone() });
        open.insert(url.clone(), channel.clone());
        Ok(channel)
    }

    async fn is_alive(&self, url: &Url) -> bool {
        let asking = async {
            let mut client = create_worker_client(self.channel(url)?);
            client.get_worker_info(GetWorkerInfoRequest {}).await
        };
        match tokio::time::timeout(ANSWERS_WITHIN, asking).await {
            Ok(Ok(info)) if info.version == version() => true,
            Ok(Ok(info)) => {
                tracing::warn!(%url, theirs = info.version, "a worker of another version is left out");
                false
            }
            Ok(Err(error)) => {
                tracing::debug!(%url, %error, "a worker does not answer");
                false
            }
            Err(_) => {
                tracing::debug!(%url, "a worker is silent");
                self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(url);
                false
            }
        }
    }
}

/// A connection whose every request carries the secret.
#[derive(Clone)]
struct Knowing {
    channel: Channel,
    secret: Option<HeaderValue>,
}

impl Service<Request<Body>> for Knowing {
    type Response = Response<Body>;
    type Error = tonic::transport::Error;
    type Future = <Channel as Service<Request<Body>>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<std::result::Result<(), Self::Error>> {
        self.channel.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<Body>) -> Self::Future {
        if let Some(secret) = &self.secret {
            request.headers_mut().insert(SECRET, secret.clone());
        }
        self.channel.call(request)
    }
}

#[async_trait]
impl ChannelResolver for Channels {
    async fn get_worker_client_for_url(&self, url: &Url) -> Result<Box<dyn WorkerChannel>> {
        self.channel(url).map(create_worker_client)
    }
}

/// Machines that were alive a moment ago.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alive {
    urls: Vec<Url>,
    share_from_bytes: usize,
}

impl Alive {
    /// Asks all of them at once.
    pub async fn among(urls: &[Url], channels: &Channels) -> Self {
        let answers = join_all(urls.iter().map(|url| channels.is_alive(url))).await;
        let alive = urls.iter().zip(answers).filter(|(_, alive)| *alive);
        Self { urls: alive.map(|(url, _)| url.clone()).collect(), share_from_bytes: channels.share_from_bytes }
    }
    /// Bytes a part of a file should have, for it to be worth sending elsewhere.
    pub fn share_from_bytes(&self) -> usize {
        self.share_from_bytes
    }
    pub fn len(&self) -> usize {
        self.urls.len()
    }
    pub fn is_empty(&self) -> bool {
        self.urls.is_empty()
    }
}

impl WorkerResolver for Alive {
    fn get_urls(&self) -> Result<Vec<Url>> {
        Ok(self.urls.clone())
    }
}

/// Addresses as written in the configuration.
pub(crate) fn addresses(written: &[String]) -> Result<Vec<Url>, StartError> {
    let address = |text: &String| {
        let url =
            Url::parse(text).ok().filter(|url| url.scheme() == "http" && url.host().is_some() && url.port().is_some());
        url.ok_or_else(|| StartError::Address { address: text.clone() })
    };
    written.iter().map(address).collect()
}
