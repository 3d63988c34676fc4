//! A real S3 server on a folder, on loopback, that checks signatures; it can be told to stop answering.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use hyper::body::Incoming;
use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use tempfile::TempDir;
use tokio::sync::{Mutex, Notify};

use crate::lake::{BucketConfig, Patience};

/// What the server does with requests.
#[derive(Default)]
struct Mood {
    /// Requests still answered before the server falls silent; negative: all.
    left: AtomicI64,
    /// Told when a request came that is not answered.
    silent: Notify,
    /// Answers are faults.
    ill: AtomicBool,
    /// Requests so far.
    seen: AtomicI64,
    /// `s3s-fs` looks at the condition of a write and then writes: one at a time, as S3 does it.
    one: Mutex<()>,
}

/// The server; ends with the runtime of the test.
pub struct Server {
    folder: TempDir,
    endpoint: String,
    mood: Arc<Mood>,
    task: tokio::task::JoinHandle<()>,
}

impl Server {
    /// With an empty bucket `shop`.
    pub async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("shop")).unwrap();
        let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).unwrap());
        builder.set_auth(SimpleAuth::from_single("key", "secret"));
        let service = builder.build();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let mood = Arc::new(Mood { left: AtomicI64::new(-1), ..Mood::default() });
        let known = Arc::clone(&mood);
        let task = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let (service, mood) = (service.clone(), Arc::clone(&known));
                let answering = service_fn(move |request| answer(service.clone(), Arc::clone(&mood), request));
                tokio::spawn(async move {
                    // A client that goes away is no fault of the server's.
                    let _ = hyper::server::conn::http1::Builder::new()
                        .serve_connection(TokioIo::new(socket), answering)
                        .await;
                });
            }
        });
        Self { folder, endpoint, mood, task }
    }

    pub fn config(&self) -> BucketConfig {
        BucketConfig {
            url: "s3://shop/lakes".into(),
            endpoint: self.endpoint.clone(),
            access_key: "key".into(),
            secret_key: "secret".into(),
            patience: Patience { connect_ms: 1_000, request_ms: 20_000, retries: 0 },
            ..BucketConfig::default()
        }
    }

    /// Answers so many more requests and then falls silent; all when negative.
    pub fn answer_only(&self, requests: i64) {
        self.mood.left.store(requests, Ordering::SeqCst);
    }

    /// Waits for a request that is not answered.
    pub async fn fallen_silent(&self) {
        self.mood.silent.notified().await;
    }

    /// Answers with faults, or no longer.
    pub fn ill(&self, ill: bool) {
        self.mood.ill.store(ill, Ordering::SeqCst);
    }

    pub fn seen(&self) -> i64 {
        self.mood.seen.load(Ordering::SeqCst)
    }

    /// Is gone: nobody listens any more.
    pub fn stop(&self) {
        self.task.abort();
    }

    /// Where an object lies on the disk.
    pub fn object(&self, name: &str) -> PathBuf {
        self.folder.path().join("shop/lakes/db").join(name)
    }

    /// Names of all objects.
    pub fn objects(&self) -> Vec<String> {
        names(&self.folder.path().join("shop/lakes/db"))
    }
}

/// Names of the files of a folder, sorted.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).map(|entries| entries.flatten().collect::<Vec<_>>()).unwrap_or_default();
    let mut names: Vec<String> = entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

async fn answer(
    service: S3Service,
    mood: Arc<Mood>,
    request: hyper::Request<Incoming>,
) -> Result<hyper::Response<s3s::Body>, s3s::HttpError> {
    mood.seen.fetch_add(1, Ordering::SeqCst);
    let silent = mood.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| (left > 0).then_some(left - 1));
    if silent == Err(0) {
        mood.silent.notify_one();
        std::future::pending::<()>().await;
    }
    if mood.ill.load(Ordering::SeqCst) {
        let mut fault = hyper::Response::new(s3s::Body::empty());
        *fault.status_mut() = hyper::StatusCode::SERVICE_UNAVAILABLE;
        return Ok(fault);
    }
    let writes = request.method() == hyper::Method::PUT;
    let _one = if writes { Some(mood.one.lock().await) } else { None };
    Service::call(&service, request).await
}
