//! Bytes on their way in: written beside, counted and hashed, and taken away again unless they are kept.
//!
//! May import: `digest`, `domain`, `error`, [`super`].

use aws_lc_rs::digest::{Context, SHA256};
use bytes::Bytes;
use object_store::{ObjectStoreExt, WriteMultipart, path::Path};
use uuid::Uuid;

use super::{ARRIVING, Opened, failed, kept};
use crate::{
    digest::hex,
    domain::id::{CouncilId, PaperId},
    error::Error,
};

/// How many parts of 5 MiB are on their way to the storage at a time.
const PARTS: usize = 1;

/// Bytes that are arriving. Dropped, they are gone.
pub struct Arrival {
    opened: Opened,
    place: Path,
    writer: WriteMultipart,
    digest: Context,
    size: u64,
}

/// Bytes that have arrived. Unless they are kept, they are taken away when this is dropped.
pub struct Arrived {
    opened: Opened,
    /// None once they are where they belong, or gone.
    place: Option<Path>,
    /// How many.
    pub size: u64,
    /// SHA-256, in hexadecimal digits.
    pub sha256: String,
}

impl Arrival {
    pub(super) async fn begin(opened: Opened, council: CouncilId, paper: PaperId) -> Result<Self, Error> {
        let name = format!("{}.{}.{}", council.0.simple(), paper.0.simple(), Uuid::now_v7().simple());
        let place = Path::from_iter([ARRIVING.to_owned(), name]);
        let upload = opened.objects.put_multipart(&place).await.map_err(failed)?;
        let writer = WriteMultipart::new(upload);
        Ok(Self { opened, place, writer, digest: Context::new(&SHA256), size: 0 })
    }

    /// How many have come.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Takes more of them.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn take(&mut self, bytes: &Bytes) -> Result<(), Error> {
        self.writer.wait_for_capacity(PARTS).await.map_err(failed)?;
        self.digest.update(bytes);
        self.size += bytes.len() as u64;
        self.writer.write(bytes);
        Ok(())
    }

    /// Gives up: nothing of them stays.
    pub async fn give_up(self) {
        if let Err(wrong) = self.writer.abort().await {
            tracing::warn!(error = %wrong, "what was left of an upload could not be taken away; it will be later");
        }
    }

    /// All have come.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn finish(self) -> Result<Arrived, Error> {
        self.writer.finish().await.map_err(failed)?;
        let sha256 = hex(self.digest.finish().as_ref());
        Ok(Arrived { opened: self.opened, place: Some(self.place), size: self.size, sha256 })
    }
}

impl Arrived {
    /// The bytes, all at once.
    ///
    /// # Errors
    /// When the storage fails.
    pub async fn bytes(&self) -> Result<Bytes, Error> {
        let Some(place) = &self.place else { return Ok(Bytes::new()) };
        self.opened.objects.get(place).await.map_err(failed)?.bytes().await.map_err(failed)
    }

    /// Moves them to where the council's bytes of this hash lie. Where some lie already, they are the same.
    ///
    /// # Errors
    /// When the storage fails; what could not be moved stays, and is moved later.
    pub async fn keep(mut self, council: CouncilId) -> Result<(), Error> {
        let Some(from) = self.place.take() else { return Ok(()) };
        let to = kept(council, &self.sha256).ok_or_else(|| Error::Storage("a hash that is none".to_owned()))?;
        settle(&self.opened, &from, &to).await
    }

    /// Leaves them where they are: they are moved later if the register has a row of them, and else taken away.
    pub fn leave(mut self) {
        self.place = None;
    }

    /// Takes them away.
    pub async fn give_up(mut self) {
        if let Some(place) = self.place.take() {
            remove(&self.opened, &place).await;
        }
    }
}

impl Drop for Arrived {
    fn drop(&mut self) {
        let Some(place) = self.place.take() else { return };
        let opened = self.opened.clone();
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move { remove(&opened, &place).await });
        }
    }
}

/// Moves an object into place, or takes it away where one lies there. Another node may do the same at the same moment.
pub(super) async fn settle(opened: &Opened, from: &Path, to: &Path) -> Result<(), Error> {
    match opened.objects.head(to).await {
        Ok(_) => take_away(opened, from).await,
        Err(object_store::Error::NotFound { .. }) => match opened.objects.rename(from, to).await {
            Err(object_store::Error::NotFound { .. }) => opened.objects.head(to).await.map(drop).map_err(failed),
            moved => moved.map_err(failed),
        },
        Err(wrong) => Err(failed(wrong)),
    }
}

/// Deletes an object, unless it is gone already.
pub(super) async fn take_away(opened: &Opened, place: &Path) -> Result<(), Error> {
    match opened.objects.delete(place).await {
        Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
        Err(wrong) => Err(failed(wrong)),
    }
}

async fn remove(opened: &Opened, place: &Path) {
    if let Err(wrong) = take_away(opened, place).await {
        tracing::warn!(error = %wrong, "an upload that was given up could not be taken away; it will be later");
    }
}
