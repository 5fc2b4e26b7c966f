//! Clearing away what uploads left behind that broke off with the server: what has a row is moved into place, the rest goes.
//!
//! May import: `domain`, `error`, `store`, [`super`].

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use object_store::{ObjectStoreExt, path::Path};
use uuid::Uuid;

use super::{ARRIVING, Depot, Opened, arrival::settle, failed, kept};
use crate::{
    domain::id::{CouncilId, PaperId},
    error::Error,
    store::Store,
};

impl Depot {
    /// Clears away what has lain among what arrives since before this moment. Tells how many objects that were.
    ///
    /// # Errors
    /// When the storage or the database fails.
    pub async fn sweep(&self, store: &Store, before: DateTime<Utc>) -> Result<usize, Error> {
        let opened = self.opened().await?;
        let found: Vec<_> = opened.objects.list(Some(&Path::from(ARRIVING))).try_collect().await.map_err(failed)?;
        let mut swept = 0;
        for object in found.into_iter().filter(|object| object.last_modified < before) {
            let home = match object.location.filename().and_then(named) {
                Some((council, paper)) => home(store, council, paper, object.size).await?,
                None => None,
            };
            match home {
                Some(home) => settle(opened, &object.location, &home).await?,
                None => opened.objects.delete(&object.location).await.map_err(failed)?,
            }
            swept += 1;
        }
        Ok(swept + unfinished(opened, before).await?)
    }
}

/// The council and the paper that an object was to be of.
fn named(name: &str) -> Option<(CouncilId, PaperId)> {
    let mut parts = name.split('.').map(|part| Uuid::try_parse(part).ok());
    Some((CouncilId(parts.next()??), PaperId(parts.next()??)))
}

/// Where the object belongs: the register has a row of it, and went down before it was moved.
async fn home(store: &Store, council: CouncilId, paper: PaperId, size: u64) -> Result<Option<Path>, Error> {
    let snapshot = store.current().await?;
    let council_value = store.council(&snapshot, council).await?;
    let row = council_value.as_ref().and_then(|value| value.work.paper(paper));
    Ok(row.filter(|row| u64::from(row.size) == size).and_then(|row| kept(council, &row.sha256)))
}

/// In a directory, what was being written is a file of its own that no list shows. In a bucket, parts that were never put
/// together are the bucket's affair.
async fn unfinished(opened: &Opened, before: DateTime<Utc>) -> Result<usize, Error> {
    let Some(directory) = opened.directory.clone() else { return Ok(0) };
    let before = SystemTime::from(before);
    let swept = tokio::task::spawn_blocking(move || -> std::io::Result<usize> {
        let entries = match std::fs::read_dir(directory.join(ARRIVING)) {
            Err(wrong) if wrong.kind() == std::io::ErrorKind::NotFound => return Ok(0),
            entries => entries?,
        };
        let mut swept = 0;
        for entry in entries {
            let entry = entry?;
            if entry.file_name().to_string_lossy().contains('#') && entry.metadata()?.modified()? < before {
                std::fs::remove_file(entry.path())?;
                swept += 1;
            }
        }
        Ok(swept)
    });
    let swept = swept.await.map_err(|wrong| Error::Task(wrong.to_string()))?;
    swept.map_err(|wrong| Error::Storage(wrong.to_string()))
}
