//! Asking the bucket: few verbs, each bounded in time.

use std::collections::BTreeMap;
use std::path::Path as FilePath;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures::TryStreamExt;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{
    BackoffConfig, ClientOptions, ObjectMeta, ObjectStore, ObjectStoreExt, PutMode, PutOptions, RetryConfig,
    UpdateVersion,
};
use sha2::{Digest, Sha256};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::{BucketConfig, Fetched, Mark, Remote};
use crate::error::Error;
use crate::lake::folder_error;
use crate::lake::manifest::SCHEMA_VERSION;

/// Bytes of one request.
const PART: usize = 8 << 20;
/// A manifest longer than this is not ours.
const LONGEST_MANIFEST: u64 = 64 << 20;
/// Objects nobody names are removed when they are older than the manifest by this, in milliseconds: a writer may be
/// about to name them, a reader still reading them.
const GRACE_MS: i64 = 3_600_000;
const MANIFEST: &str = "manifest.json";
/// Drafts fetched by this process, so that no two share a name.
static DRAFTS: AtomicU64 = AtomicU64::new(0);

/// What lies at the place of the manifest.
#[derive(Debug)]
pub(in crate::lake) enum Found {
    /// Nothing yet.
    Nothing,
    /// Something that is no manifest of this or a later version.
    Unusable(UpdateVersion),
    /// A manifest of a later version of Wafa.
    Newer,
    /// A lake.
    Lake(Box<Remote>, UpdateVersion),
}

/// A prefix of a bucket.
#[derive(Debug, Clone)]
pub(in crate::lake) struct Bucket {
    store: Arc<AmazonS3>,
    prefix: Path,
    url: String,
}

impl Bucket {
    /// The lake called `name` below the prefix. Asks nothing yet.
    pub fn open(config: &BucketConfig, name: &str) -> Result<Self, Error> {
        let (bucket, prefix) = config.place()?;
        let prefix: Path = prefix.parts().chain([name.into()]).collect();
        let url = format!("s3://{bucket}/{prefix}");
        Ok(Self { store: Arc::new(config.client()?), prefix, url })
    }

    /// Where it is, for people.
    pub fn url(&self) -> &str {
        &self.url
    }

    fn place(&self, name: &str) -> Path {
        self.prefix.clone().join(name)
    }

    fn failed(&self, source: object_store::Error) -> Error {
        Error::Bucket { url: self.url.clone(), source }
    }

    fn damaged(&self, name: &str) -> Error {
        Error::BucketDamaged { object: format!("{}/{name}", self.url) }
    }

    /// The manifest, and which version of it.
    pub async fn read(&self) -> Result<Found, Error> {
        let got = match self.store.get(&self.place(MANIFEST)).await {
            Ok(got) => got,
            Err(object_store::Error::NotFound { .. }) => return Ok(Found::Nothing),
            Err(error) => return Err(self.failed(error)),
        };
        let version = UpdateVersion { e_tag: got.meta.e_tag.clone(), version: got.meta.version.clone() };
        if got.meta.size > LONGEST_MANIFEST {
            return Ok(Found::Unusable(version));
        }
        let bytes = got.bytes().await.map_err(|error| self.failed(error))?;
        let written_by = serde_json::from_slice::<serde_json::Value>(&bytes).ok();
        let schema = written_by.and_then(|manifest| manifest.get("schema_version")?.as_u64());
        if schema.is_some_and(|schema| schema > u64::from(SCHEMA_VERSION)) {
            return Ok(Found::Newer);
        }
        let read: Option<Remote> = serde_json::from_slice(&bytes).ok();
        let usable = read.filter(|remote| remote.manifest.schema_version == SCHEMA_VERSION && remote.is_whole());
        Ok(usable.map_or(Found::Unusable(version.clone()), |remote| Found::Lake(Box::new(remote), version)))
    }

    /// Puts a manifest in the place of a version, or where nothing is; `None` when there is another by now.
    pub async fn replace(&self, remote: &Remote, over: Option<UpdateVersion>) -> Result<Option<UpdateVersion>, Error> {
        let bytes = serde_json::to_vec_pretty(remote).map_err(Error::StoredFit)?;
        let mode = over.map_or(PutMode::Create, PutMode::Update);
        let options = PutOptions { mode, ..PutOptions::default() };
        match self.store.put_opts(&self.place(MANIFEST), bytes.into(), options).await {
            Ok(put) => Ok(Some(put.into())),
            Err(object_store::Error::Precondition { .. } | object_store::Error::AlreadyExists { .. }) => Ok(None),
            Err(error) => Err(self.failed(error)),
        }
    }

    /// Every object of the lake, by its name.
    pub async fn objects(&self) -> Result<BTreeMap<String, ObjectMeta>, Error> {
        let listed: Vec<ObjectMeta> =
            self.store.list(Some(&self.prefix)).try_collect().await.map_err(|error| self.failed(error))?;
        Ok(listed.into_iter().filter_map(|meta| Some((meta.location.filename()?.to_owned(), meta))).collect())
    }

    /// Sends a file of the folder; its mark then.
    pub async fn upload(&self, folder: &FilePath, name: &str) -> Result<Mark, Error> {
        let path = folder.join(name);
        let open = tokio::fs::File::open(&path).await;
        let mut file = open.map_err(|source| folder_error(&path, source))?;
        let (mut hash, mut bytes) = (Sha256::new(), 0u64);
        let mut part = read_part(&mut file).await.map_err(|source| folder_error(&path, source))?;
        hash.update(&part);
        bytes += part.len() as u64;
        if part.len() < PART {
            self.store.put(&self.place(name), part.into()).await.map_err(|error| self.failed(error))?;
        } else {
            let mut upload = self.store.put_multipart(&self.place(name)).await.map_err(|error| self.failed(error))?;
            while !part.is_empty() {
                upload.put_part(part.into()).await.map_err(|error| self.failed(error))?;
                part = read_part(&mut file).await.map_err(|source| folder_error(&path, source))?;
                hash.update(&part);
                bytes += part.len() as u64;
            }
            upload.complete().await.map_err(|error| self.failed(error))?;
        }
        Ok(Mark { bytes, sha256: hex(&hash.finalize()) })
    }

    /// Fetches an object into a draft beside its place in the folder.
    pub async fn fetch(&self, folder: &FilePath, name: &str, mark: &Mark) -> Result<Fetched, Error> {
        let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let draft = folder.join(format!("{name}.{}-{number}.tmp", std::process::id()));
        let fetched = Fetched { target: folder.join(name), draft };
        let at_draft = |source| folder_error(&fetched.draft, source);
        let mut file = tokio::fs::File::create(&fetched.draft).await.map_err(at_draft)?;
        self.receive(name, mark, Some(&mut file)).await?;
        file.flush().await.map_err(at_draft)?;
        file.sync_all().await.map_err(at_draft)?;
        Ok(fetched)
    }

    /// Reads an object and compares it with its mark.
    pub async fn check(&self, name: &str, mark: &Mark) -> Result<(), Error> {
        self.receive(name, mark, None).await
    }

    async fn receive(&self, name: &str, mark: &Mark, mut into: Option<&mut tokio::fs::File>) -> Result<(), Error> {
        let place = self.place(name);
        let (mut hash, mut at) = (Sha256::new(), 0u64);
        while at < mark.bytes {
            let until = mark.bytes.min(at + PART as u64);
            let bytes = match self.store.get_range(&place, at..until).await {
                Ok(bytes) => bytes,
                // Gone, or shorter than it was said to be.
                Err(object_store::Error::NotFound { .. }) => return Err(self.damaged(name)),
                Err(error) => return Err(self.short_or_failed(name, mark, error).await),
            };
            if bytes.len() as u64 != until - at {
                return Err(self.damaged(name));
            }
            hash.update(&bytes);
            if let Some(file) = &mut into {
                file.write_all(&bytes).await.map_err(|source| folder_error(FilePath::new(name), source))?;
            }
            at = until;
        }
        let size = self.store.head(&place).await.map_err(|error| match error {
            object_store::Error::NotFound { .. } => self.damaged(name),
            error => self.failed(error),
        })?;
        let whole = size.size == mark.bytes && hex(&hash.finalize()) == mark.sha256;
        if whole { Ok(()) } else { Err(self.damaged(name)) }
    }

    /// A range beyond the end is refused in a way of each server's own: the length tells.
    async fn short_or_failed(&self, name: &str, mark: &Mark, error: object_store::Error) -> Error {
        match self.store.head(&self.place(name)).await {
            Ok(meta) if meta.size == mark.bytes => self.failed(error),
            Ok(_) | Err(object_store::Error::NotFound { .. }) => self.damaged(name),
            Err(_) => self.failed(error),
        }
    }

    /// Removes objects that neither of two manifests names and that are old enough.
    pub async fn sweep(&self, kept: &[&Remote]) -> Result<(), Error> {
        let objects = self.objects().await?;
        let Some(now) = objects.get(MANIFEST).map(|meta| meta.last_modified.timestamp_millis()) else { return Ok(()) };
        for (name, meta) in objects {
            let named = name == MANIFEST || kept.iter().any(|remote| remote.files.contains_key(&name));
            if !named && meta.last_modified.timestamp_millis() < now - GRACE_MS {
                self.store.delete(&meta.location).await.map_err(|error| self.failed(error))?;
            }
        }
        Ok(())
    }
}

impl BucketConfig {
    /// All lakes below the prefix, as a store that names them without it: to read files of runs, which never change.
    /// Asks nothing yet.
    ///
    /// # Errors
    /// [`Error::BucketConfig`], [`Error::Bucket`].
    pub fn files(&self) -> Result<Arc<dyn ObjectStore>, Error> {
        let (_, prefix) = self.place()?;
        Ok(Arc::new(PrefixStore::new(self.client()?, prefix)))
    }

    /// The bucket, and the prefix in it.
    fn place(&self) -> Result<(&str, Path), Error> {
        let wrong = || Error::BucketConfig { what: "the address of a bucket is s3://BUCKET/PREFIX" };
        let rest = self.url.strip_prefix("s3://").ok_or_else(wrong)?;
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        if bucket.is_empty() {
            return Err(wrong());
        }
        Ok((bucket, prefix.split('/').filter(|part| !part.is_empty()).collect()))
    }

    fn client(&self) -> Result<AmazonS3, Error> {
        let (bucket, prefix) = self.place()?;
        let wrong = |what| Error::BucketConfig { what };
        if self.access_key.is_empty() || self.secret_key.is_empty() {
            return Err(wrong("the bucket needs access_key and secret_key"));
        }
        if !is_safe(&self.endpoint) {
            return Err(wrong("the endpoint of a bucket is https://…, or http:// on this machine"));
        }
        let region = if self.region.is_empty() { "us-east-1" } else { &self.region };
        let patience = self.patience;
        let client = ClientOptions::new()
            .with_allow_http(self.endpoint.starts_with("http://"))
            .with_connect_timeout(Duration::from_millis(patience.connect_ms))
            .with_timeout(Duration::from_millis(patience.request_ms));
        let backoff = BackoffConfig {
            init_backoff: Duration::from_millis(50),
            max_backoff: Duration::from_secs(1),
            ..BackoffConfig::default()
        };
        let tries = u64::try_from(patience.retries).unwrap_or(u64::MAX).saturating_add(1);
        let retry_timeout = Duration::from_millis(patience.request_ms.saturating_mul(tries));
        let mut builder = AmazonS3Builder::new()
            .with_bucket_name(bucket)
            .with_region(region)
            .with_access_key_id(&self.access_key)
            .with_secret_access_key(&self.secret_key)
            .with_virtual_hosted_style_request(false)
            .with_client_options(client)
            .with_retry(RetryConfig { backoff, max_retries: patience.retries, retry_timeout });
        if !self.endpoint.is_empty() {
            builder = builder.with_endpoint(self.endpoint.trim_end_matches('/'));
        }
        if !self.session_token.is_empty() {
            builder = builder.with_token(&self.session_token);
        }
        builder.build().map_err(|source| Error::Bucket { url: format!("s3://{bucket}/{prefix}"), source })
    }
}

/// TLS, or no network at all.
fn is_safe(endpoint: &str) -> bool {
    let Some(rest) = endpoint.strip_prefix("http://") else {
        return endpoint.is_empty() || endpoint.starts_with("https://");
    };
    let place = rest.split('/').next().unwrap_or_default();
    let host = place.rsplit_once(':').map_or(place, |(host, port)| if port.contains(']') { place } else { host });
    matches!(host, "127.0.0.1" | "localhost" | "[::1]")
}

async fn read_part(file: &mut tokio::fs::File) -> std::io::Result<Vec<u8>> {
    let mut part = Vec::new();
    file.take(PART as u64).read_to_end(&mut part).await?;
    Ok(part)
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
