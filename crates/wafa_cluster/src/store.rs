//! Where the files of the lake are opened: the one place that knows what they lie on.

mod read_only;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use datafusion::error::{DataFusionError, Result};
use datafusion::execution::disk_manager::{DiskManagerBuilder, DiskManagerMode};
use datafusion::execution::memory_pool::FairSpillPool;
use datafusion::execution::runtime_env::{RuntimeEnv, RuntimeEnvBuilder};
use datafusion::object_store::ObjectStore;
use datafusion::object_store::local::LocalFileSystem;
use url::Url;
use wafa_analytics::BucketConfig;

use read_only::ReadOnly;

/// What plans call the place of all lakes, so that every machine may have it somewhere else.
pub(crate) const LAKES: &str = "lake://lakes/";

/// Where the lakes of all businesses lie.
#[derive(Debug, Clone)]
pub enum Lakes {
    /// In a folder, each in one of its own.
    Folder(PathBuf),
    /// In a bucket, each below the prefix.
    Bucket(BucketConfig),
}

/// Opens the place of all lakes, for reading. Plans say only what is below it.
pub(crate) fn open(lakes: &Lakes) -> Result<Arc<dyn ObjectStore>> {
    let files: Arc<dyn ObjectStore> = match lakes {
        Lakes::Folder(folder) => {
            let files = LocalFileSystem::new_with_prefix(folder);
            Arc::new(files.map_err(|error| DataFusionError::ObjectStore(Box::new(error)))?)
        }
        Lakes::Bucket(bucket) => bucket.files().map_err(|error| DataFusionError::External(Box::new(error)))?,
    };
    Ok(Arc::new(ReadOnly(files)))
}

/// What a query runs in: so much memory, no files on disk, and no place to read but the lakes.
pub(crate) fn runtime(lakes: &Lakes, memory: usize) -> Result<Arc<RuntimeEnv>> {
    let runtime = RuntimeEnvBuilder::new()
        .with_memory_pool(Arc::new(FairSpillPool::new(memory)))
        .with_disk_manager_builder(DiskManagerBuilder::default().with_mode(DiskManagerMode::Disabled))
        .build_arc()?;
    let place = |text: &str| Url::parse(text).map_err(|error| DataFusionError::External(Box::new(error)));
    runtime.deregister_object_store(&place("file:///")?)?;
    runtime.register_object_store(&place(LAKES)?, open(lakes)?);
    Ok(runtime)
}

/// A lake's folder as the place it lies in and its name there.
pub(crate) fn place_of(folder: &Path) -> Result<(PathBuf, String)> {
    let full = folder.canonicalize().map_err(DataFusionError::IoError)?;
    let name = full.file_name().and_then(|name| name.to_str());
    match (full.parent(), name) {
        (Some(lakes), Some(name)) => Ok((lakes.to_owned(), name.to_owned())),
        _ => Err(DataFusionError::Configuration(format!("{} is no folder of a lake", folder.display()))),
    }
}
