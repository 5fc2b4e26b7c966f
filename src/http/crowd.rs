//! How many connections each address holds, so that no single one takes the seats of all.
//!
//! May import: the standard library, [`super::rate`].

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::rate::Client;

/// The connections of each address. Clones are one.
#[derive(Clone)]
pub(super) struct Crowd {
    most: usize,
    held: Arc<Mutex<HashMap<Client, usize>>>,
}

/// One connection of an address, until it is dropped.
pub(super) struct Counted {
    client: Client,
    crowd: Crowd,
}

impl Crowd {
    /// At most so many to an address.
    pub(super) fn new(most: usize) -> Self {
        Self { most, held: Arc::default() }
    }

    /// Counts one more; `None` where the address has as many as it may.
    pub(super) fn enter(&self, peer: IpAddr) -> Option<Counted> {
        let client = Client::at(peer);
        let mut held = self.held();
        let count = held.entry(client).or_default();
        if *count >= self.most {
            return None;
        }
        *count += 1;
        drop(held);
        Some(Counted { client, crowd: self.clone() })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<Client, usize>> {
        // Nothing that holds it can panic half way through a change.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        let mut held = self.crowd.held();
        if let Some(count) = held.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                held.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_so_many_until_it_lets_one_go_and_is_forgotten_then() {
        let crowd = Crowd::new(2);
        let (one, other) = ([192, 0, 2, 1].into(), [192, 0, 2, 2].into());
        let held = [crowd.enter(one), crowd.enter(one)];
        assert!(held.iter().all(Option::is_some));
        assert!(crowd.enter(one).is_none());
        assert!(crowd.enter(other).is_some(), "another has its own");
        drop(held);
        assert!(crowd.enter(one).is_some());
        assert!(crowd.held().is_empty());
    }
}
