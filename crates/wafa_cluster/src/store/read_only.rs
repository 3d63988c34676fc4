//! Files that can be read and not be written, whatever a plan asks for.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;
use datafusion::object_store::path::Path;
use datafusion::object_store::{
    CopyOptions, Error, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore,
    PutMultipartOptions, PutOptions, PutPayload, PutResult, Result,
};
use futures::StreamExt;
use futures::stream::BoxStream;

/// Another store without its ways to write.
#[derive(Debug, Clone)]
pub(super) struct ReadOnly(pub Arc<dyn ObjectStore>);

impl fmt::Display for ReadOnly {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "reading {}", self.0)
    }
}

fn refused<T>(location: &Path) -> Result<T> {
    let source = std::io::Error::from(std::io::ErrorKind::ReadOnlyFilesystem).into();
    Err(Error::PermissionDenied { path: location.to_string(), source })
}

#[async_trait]
impl ObjectStore for ReadOnly {
    async fn put_opts(&self, location: &Path, _: PutPayload, _: PutOptions) -> Result<PutResult> {
        refused(location)
    }

    async fn put_multipart_opts(&self, location: &Path, _: PutMultipartOptions) -> Result<Box<dyn MultipartUpload>> {
        refused(location)
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.0.get_opts(location, options).await
    }

    async fn get_ranges(&self, location: &Path, ranges: &[Range<u64>]) -> Result<Vec<Bytes>> {
        self.0.get_ranges(location, ranges).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        locations.map(|location| refused(&location?)).boxed()
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.0.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.0.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, _: &Path, to: &Path, _: CopyOptions) -> Result<()> {
        refused(to)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use datafusion::object_store::ObjectStoreExt as _;

    #[tokio::test]
    async fn files_of_the_lake_are_read_and_never_written() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("lakes");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(folder.join("orders.parquet"), "as it was").unwrap();
        std::fs::write(above.path().join("beside-the-lakes"), "").unwrap();
        let files = super::super::open(&super::super::Lakes::Folder(folder.clone())).unwrap();
        let orders = Path::from("orders.parquet");
        assert_eq!(files.get(&orders).await.unwrap().bytes().await.unwrap(), "as it was");
        assert!(files.put(&orders, "changed".into()).await.is_err());
        assert!(files.put_multipart(&orders).await.is_err());
        assert!(files.delete(&orders).await.is_err());
        assert!(files.copy(&orders, &Path::from("other")).await.is_err());
        assert!(files.rename(&orders, &Path::from("other")).await.is_err());
        for outside in ["../beside-the-lakes", "/etc/passwd", "a/../../beside-the-lakes"] {
            assert!(files.get(&Path::from(outside)).await.is_err(), "{outside}");
        }
        assert_eq!(std::fs::read_to_string(folder.join("orders.parquet")).unwrap(), "as it was");
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), 1);
    }
}
