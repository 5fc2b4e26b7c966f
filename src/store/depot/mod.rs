//! Where the bytes of papers lie: in a directory or a bucket, each council's under their SHA-256.
//!
//! May import: `domain`, `config`, `error`, `store`. What arrives is written beside first ([`Arrival`]); it is moved under
//! its hash once the register has a row for it, and nothing that lies there is written over. Who may see a paper is not
//! known here.

mod arrival;
mod sweep;
pub mod words;

use std::{path::PathBuf, sync::Arc};

use bytes::Bytes;
use futures_util::stream::BoxStream;
use object_store::{
    ObjectStore, ObjectStoreExt, aws::AmazonS3Builder, local::LocalFileSystem, path::Path, prefix::PrefixStore,
};
use tokio::sync::OnceCell;

pub use arrival::{Arrival, Arrived};

use crate::{
    config::PapersPlace,
    domain::id::{CouncilId, PaperId},
    error::Error,
};

/// The folder of what has not been moved into place yet.
const ARRIVING: &str = "arriving";

/// The storage of papers. Cheap to clone: all clones are one.
#[derive(Clone, Debug)]
pub struct Depot {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    place: PapersPlace,
    opened: OnceCell<Opened>,
}

/// The storage once it is there.
#[derive(Clone, Debug)]
struct Opened {
    objects: Arc<dyn ObjectStore>,
    /// The directory, where it is one.
    directory: Option<PathBuf>,
}

/// The bytes of a paper, on their way out.
pub struct Content {
    /// How many there are.
    pub size: u64,
    /// The bytes.
    pub stream: BoxStream<'static, Result<Bytes, Error>>,
}

impl Depot {
    /// The storage at this place. It is opened when it is first needed.
    #[must_use]
    pub fn at(place: PapersPlace) -> Self {
        Self { inner: Arc::new(Inner { place, opened: OnceCell::new() }) }
    }

    /// Opens it now, so that what is wrong is known at once.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub async fn open(&self) -> Result<(), Error> {
        self.opened().await.map(drop)
    }

    async fn opened(&self) -> Result<&Opened, Error> {
        self.inner.opened.get_or_try_init(|| async { open(&self.inner.place).await }).await
    }

    /// Takes in the bytes of a paper that is to be.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn arrive(&self, council: CouncilId, paper: PaperId) -> Result<Arrival, Error> {
        Arrival::begin(self.opened().await?.clone(), council, paper).await
    }

    /// The council's bytes of this hash, if they are there.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn content(&self, council: CouncilId, sha256: &str) -> Result<Option<Content>, Error> {
        use futures_util::StreamExt;
        let Some(place) = kept(council, sha256) else { return Ok(None) };
        match self.opened().await?.objects.get(&place).await {
            Ok(found) => Ok(Some(Content {
                size: found.meta.size,
                stream: found.into_stream().map(|bytes| bytes.map_err(failed)).boxed(),
            })),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(wrong) => Err(failed(wrong)),
        }
    }
}

async fn open(place: &PapersPlace) -> Result<Opened, Error> {
    match place {
        PapersPlace::Directory(directory) => {
            let directory = directory.clone();
            let made = tokio::task::spawn_blocking(move || {
                std::fs::create_dir_all(&directory).map_err(|wrong| {
                    Error::Storage(format!("the directory {} cannot be made: {wrong}", directory.display()))
                })?;
                let objects = LocalFileSystem::new_with_prefix(&directory).map_err(failed)?.with_fsync(true);
                Ok(Opened { objects: Arc::new(objects), directory: Some(directory) })
            });
            made.await.map_err(|wrong| Error::Task(wrong.to_string()))?
        }
        PapersPlace::Bucket { bucket, prefix } => {
            let objects = AmazonS3Builder::from_env().with_bucket_name(bucket).build().map_err(failed)?;
            let prefix = Path::parse(prefix).map_err(|wrong| Error::Storage(wrong.to_string()))?;
            Ok(Opened { objects: Arc::new(PrefixStore::new(objects, prefix)), directory: None })
        }
    }
}

/// Where a council's bytes of this hash lie. What is no hash lies nowhere.
fn kept(council: CouncilId, sha256: &str) -> Option<Path> {
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    is_hash.then(|| Path::from_iter(["papers".to_owned(), council.0.simple().to_string(), sha256.to_owned()]))
}

fn failed(wrong: object_store::Error) -> Error {
    Error::Storage(wrong.to_string())
}

#[cfg(test)]
mod tests;
