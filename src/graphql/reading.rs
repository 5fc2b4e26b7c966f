//! Which papers the caller has read, as a request needs to know it: asked once for each council.
//!
//! May import: `graphql`, `store`, `access`, `domain`.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use tokio::sync::Mutex;

use super::{
    error::{Result, failed},
    session::Session,
};
use crate::{
    access::door::{self, Own},
    domain::{council::Council, id::PaperId},
};

/// What was asked so far.
#[derive(Clone, Default)]
pub struct Reading {
    known: Arc<Mutex<HashMap<Own, Arc<HashSet<PaperId>>>>>,
}

impl Reading {
    /// The papers of the council that the caller has read; None for whoever has no seat in it today.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(session: &Session, council: &Council) -> Result<Option<Arc<HashSet<PaperId>>>> {
        let Ok(own) = door::own(&session.caller, council, session.today) else { return Ok(None) };
        let mut known = session.reading.known.lock().await;
        if let Some(read) = known.get(&own) {
            return Ok(Some(Arc::clone(read)));
        }
        let read = Arc::new(session.store.papers_read(own).await.map_err(failed)?);
        known.insert(own, Arc::clone(&read));
        Ok(Some(read))
    }

    /// Forgets what was asked: the caller has just said something else.
    pub async fn forget(&self) {
        self.known.lock().await.clear();
    }
}
