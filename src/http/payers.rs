//! Who pays for a request: the address that it came from, and the account whose token or link it brought.
//!
//! May import: HTTP types, [`super::rate`].

use std::{
    sync::{Arc, OnceLock},
    time::Duration,
};

use axum::http::HeaderMap;

use super::rate::{Budget, Left};

/// Those who pay for a request, or for all that comes over one WebSocket. Clones are one.
#[derive(Clone, Debug, Default)]
pub struct Payers {
    client: Option<Budget>,
    account: Arc<OnceLock<Budget>>,
}

impl Payers {
    /// The address alone, as long as nobody knows who asks.
    pub(super) fn of(client: Option<Budget>) -> Self {
        Self { client, account: Arc::default() }
    }

    /// The point that a request costs the address.
    pub(super) fn take(&self) -> Result<(), Left> {
        self.client.as_ref().map_or(Ok(()), |client| client.take().map(drop))
    }

    /// What a document costs the address beyond its first point.
    pub(super) fn charge(&self, cost: u64) {
        if let Some(client) = &self.client {
            client.charge(cost);
        }
    }

    /// The account is known: it pays a point and what the document costs, as the address has done.
    ///
    /// # Errors
    /// The budget of the account is used up.
    pub fn join(&self, account: Budget, cost: u64) -> Result<(), Left> {
        let account = self.account.get_or_init(|| account);
        account.take()?;
        account.charge(cost);
        Ok(())
    }

    /// An event costs all of them what the request did. It was told all the same; the next one waits for as long as this
    /// says.
    pub(super) fn again(&self, cost: u64) -> Option<Duration> {
        let waits = self.all().map(|budget| {
            let left = budget.take().err();
            budget.charge(cost);
            left.map(|left| Duration::from_secs(left.seconds()))
        });
        waits.max().flatten()
    }

    /// Tells what is left to each of them.
    pub(super) fn tell(&self, headers: &mut HeaderMap) {
        for budget in self.all() {
            budget.left().tell(headers);
        }
    }

    fn all(&self) -> impl Iterator<Item = &Budget> {
        self.client.iter().chain(self.account.get())
    }
}
