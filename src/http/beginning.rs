//! What is looked at before the register is, and not before the document is found valid: where the register stands, for an
//! answer that may be kept; that it changes, for whoever follows it.
//!
//! May import: tokio, [`super::answers`], [`super::front`].

use std::{
    fmt,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use tokio::sync::watch;

use super::{
    answers::Standing,
    front::{Changes, NotReady, Stand},
};

/// What is looked at before anything is read from the register. Clones are one.
#[derive(Clone, Default)]
pub struct Beginning(Option<Arc<Looking>>);

enum Looking {
    /// Where the register stands.
    Standing(Arc<Stand>, OnceLock<Standing>),
    /// Whether it changes from now on.
    Changes(Arc<Changes>, Mutex<Option<watch::Receiver<i64>>>),
}

impl Beginning {
    /// The beginning of an answer that may be kept.
    pub(super) fn kept(stand: &Arc<Stand>) -> Self {
        Self(Some(Arc::new(Looking::Standing(Arc::clone(stand), OnceLock::new()))))
    }

    /// The beginning of what is followed.
    pub(super) fn followed(changes: &Arc<Changes>) -> Self {
        Self(Some(Arc::new(Looking::Changes(Arc::clone(changes), Mutex::default()))))
    }

    /// Looks, unless it was looked before. What is written after that may be in the answer, but is never missed.
    ///
    /// # Errors
    /// It could not be asked.
    pub async fn look(&self) -> Result<(), NotReady> {
        match self.0.as_deref() {
            Some(Looking::Standing(stand, found)) if found.get().is_none() => {
                let standing = stand().await?;
                found.get_or_init(|| standing);
            }
            Some(Looking::Changes(changes, found)) => {
                found.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert_with(|| changes());
            }
            Some(Looking::Standing(..)) | None => {}
        }
        Ok(())
    }

    /// Where the register stood, where it was looked.
    pub(super) fn standing(&self) -> Option<Standing> {
        let Looking::Standing(_, found) = self.0.as_deref()? else { return None };
        found.get().copied()
    }

    /// What tells of changes since it was looked, for the one who asks first.
    pub(super) fn changes(&self) -> Option<watch::Receiver<i64>> {
        let Looking::Changes(_, found) = self.0.as_deref()? else { return None };
        found.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl fmt::Debug for Beginning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Beginning").field(&self.standing()).finish()
    }
}
