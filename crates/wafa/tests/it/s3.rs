//! A real S3 server on loopback.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};

use hyper::service::{Service, service_fn};
use hyper_util::rt::TokioIo;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;

/// An S3 server on a folder that checks signatures; it falls silent after so many requests when told to.
pub struct Server {
    pub endpoint: String,
    left: Arc<AtomicI64>,
    /// Told of each request that gets no answer.
    pub silent: Receiver<()>,
    pub folder: tempfile::TempDir,
}

impl Server {
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("shop")).unwrap();
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let left = Arc::new(AtomicI64::new(-1));
        let (tell, silent) = channel();
        let (root, known) = (folder.path().to_owned(), Arc::clone(&left));
        std::thread::spawn(move || serve(listener, root, known, tell));
        Self { endpoint, left, silent, folder }
    }
    /// So many requests are answered from now on; all when negative.
    pub fn answer_only(&self, requests: i64) {
        self.left.store(requests, Ordering::SeqCst);
    }
}

#[tokio::main(flavor = "current_thread")]
async fn serve(listener: std::net::TcpListener, root: std::path::PathBuf, left: Arc<AtomicI64>, tell: Sender<()>) {
    let listener = tokio::net::TcpListener::from_std(listener).unwrap();
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(root).unwrap());
    builder.set_auth(SimpleAuth::from_single("key", "secret"));
    let service = builder.build();
    while let Ok((socket, _)) = listener.accept().await {
        let (service, left, tell) = (service.clone(), Arc::clone(&left), tell.clone());
        let answering = service_fn(move |request| {
            let (service, left, tell) = (service.clone(), Arc::clone(&left), tell.clone());
            async move {
                let counted = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |n| (n > 0).then_some(n - 1));
                if counted == Err(0) {
                    tell.send(()).ok();
                    std::future::pending::<()>().await;
                }
                Service::call(&service, request).await
            }
        });
        tokio::spawn(async move {
            // A client that was killed is no fault of the server's.
            let _ = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(socket), answering).await;
        });
    }
}
