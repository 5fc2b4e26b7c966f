//! Clearing away what uploads left behind that broke off with the server: what has a row is moved into place, the rest goes.
//!
//! May import: `digest`, `domain`, `error`, `store`, [`super`].

use std::{fs::DirEntry, time::SystemTime};

use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use futures_util::TryStreamExt;
use object_store::{ObjectMeta, ObjectStoreExt, path::Path};
use uuid::Uuid;

use super::{
    ARRIVING, Depot, Opened,
    arrival::{settle, take_away},
    failed, kept,
};
use crate::{
    digest::hex,
    domain::{
        id::{CouncilId, PaperId},
        work::Paper,
    },
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
            let row = match object.location.filename().and_then(named) {
                Some((council, paper)) => row(store, council, paper).await?.map(|row| (council, row)),
                None => None,
            };
            let home = match row {
                Some((council, row)) if is_of(opened, &object, &row).await? => kept(council, &row.sha256),
                _ => None,
            };
            match home {
                Some(home) => settle(opened, &object.location, &home).await?,
                None => take_away(opened, &object.location).await?,
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

/// What the register has of the paper: it went down, or lost its database, before the object was moved.
async fn row(store: &Store, council: CouncilId, paper: PaperId) -> Result<Option<Paper>, Error> {
    let snapshot = store.current().await?;
    let council = store.council(&snapshot, council).await?;
    Ok(council.as_ref().and_then(|council| council.work.paper(paper)).cloned())
}

/// Whether these are the bytes of the paper: a link can have brought others before, of the same length.
async fn is_of(opened: &Opened, object: &ObjectMeta, paper: &Paper) -> Result<bool, Error> {
    if object.size != u64::from(paper.size) {
        return Ok(false);
    }
    let mut parts = match opened.objects.get(&object.location).await {
        // Another node looks after them at the same moment.
        Err(object_store::Error::NotFound { .. }) => return Ok(false),
        found => found.map_err(failed)?.into_stream(),
    };
    let mut digest = Context::new(&SHA256);
    while let Some(part) = parts.try_next().await.map_err(failed)? {
        digest.update(&part);
    }
    Ok(hex(digest.finish().as_ref()) == paper.sha256)
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
            if entry.file_name().to_string_lossy().contains('#') && remove_if_older(&entry, before)? {
                swept += 1;
            }
        }
        Ok(swept)
    });
    let swept = swept.await.map_err(|wrong| Error::Task(wrong.to_string()))?;
    swept.map_err(|wrong| Error::Storage(wrong.to_string()))
}

/// Whether it was there, and old enough. It may have gone since it was listed: its upload ended, or another node swept.
fn remove_if_older(entry: &DirEntry, before: SystemTime) -> std::io::Result<bool> {
    let removed = entry.metadata().and_then(|found| {
        let old = found.modified()? < before;
        if old { std::fs::remove_file(entry.path()).map(|()| true) } else { Ok(false) }
    });
    match removed {
        Err(wrong) if wrong.kind() == std::io::ErrorKind::NotFound => Ok(false),
        removed => removed,
    }
}
