//! Where the register stood before anything was read from it: asked for answers that may be kept, and once the document is
//! found valid.
//!
//! May import: [`super::answers`], [`super::front`].

use std::{
    fmt,
    sync::{Arc, OnceLock},
};

use super::{
    answers::Standing,
    front::{NotReady, Stand},
};

/// Where the register stood, to be looked at before the register is. Clones are one.
#[derive(Clone, Default)]
pub struct Beginning(Option<Arc<Looking>>);

struct Looking {
    stand: Arc<Stand>,
    found: OnceLock<Standing>,
}

impl Beginning {
    /// The beginning of an answer that may be kept. Without it nothing is looked at.
    pub(super) fn of(stand: &Arc<Stand>) -> Self {
        Self(Some(Arc::new(Looking { stand: Arc::clone(stand), found: OnceLock::new() })))
    }

    /// Looks where the register stands, unless it was looked before. What is written after that may be in the answer, but
    /// is never missing.
    ///
    /// # Errors
    /// It could not be asked.
    pub async fn look(&self) -> Result<(), NotReady> {
        if let Some(looking) = self.0.as_ref().filter(|looking| looking.found.get().is_none()) {
            let standing = (looking.stand)().await?;
            looking.found.get_or_init(|| standing);
        }
        Ok(())
    }

    /// Where it stood, where it was looked.
    pub(super) fn standing(&self) -> Option<Standing> {
        self.0.as_ref()?.found.get().copied()
    }
}

impl fmt::Debug for Beginning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Beginning").field(&self.standing()).finish()
    }
}
