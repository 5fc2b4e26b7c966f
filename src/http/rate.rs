//! How much one client may ask for: a budget that refills steadily (the generic cell rate algorithm), for each address
//! and for each account.
//!
//! A request costs one point, and one more for each thousand of its document's cost. The headers are those of the draft
//! "RateLimit header fields for HTTP" of the IETF's httpapi group.
//!
//! May import: a cache, HTTP types, tokio's clock.

use std::{
    convert::Infallible,
    fmt,
    hash::Hash,
    net::IpAddr,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use quick_cache::sync::Cache;
use tokio::time::Instant;

/// The time in which a whole budget refills.
const WINDOW: Duration = Duration::from_mins(1);

/// How many clients are remembered. Whoever is forgotten has a whole budget again.
const CLIENTS: usize = 65_536;

/// So much of a document's cost is a point.
const POINT: u64 = 1_000;

const POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const LIMIT: HeaderName = HeaderName::from_static("ratelimit");

/// Budgets of one kind of client, none of them where the budget is zero.
#[derive(Clone)]
pub struct Rates<K>(Option<Arc<Budgets<K>>>);

struct Budgets<K> {
    /// What the headers call it.
    name: &'static str,
    points: u64,
    began: Instant,
    /// For each client the time, in nanoseconds since `began`, at which its budget is whole again.
    whole_at: Cache<K, Arc<AtomicU64>>,
}

/// The budget of one client. Whoever holds it after it was forgotten here pays on from it, and from a whole one with the
/// next request.
#[derive(Clone)]
pub struct Budget {
    name: &'static str,
    points: u64,
    began: Instant,
    whole_at: Arc<AtomicU64>,
}

/// What is left of a budget.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    name: &'static str,
    points: u64,
    remaining: u64,
    /// Until there is more.
    wait: Duration,
}

impl<K: Hash + Eq + Clone> Rates<K> {
    /// Budgets of so many points a minute, of which all may be used at once. With 0 nothing is limited.
    #[must_use]
    pub fn new(name: &'static str, points: u64) -> Self {
        let budgets = || Budgets { name, points, began: Instant::now(), whole_at: Cache::new(CLIENTS) };
        Self((points > 0).then(|| Arc::new(budgets())))
    }

    /// The budget of this client, where there are any.
    #[must_use]
    pub fn budget(&self, client: &K) -> Option<Budget> {
        let budgets = self.0.as_ref()?;
        let Ok(whole_at) = budgets.whole_at.get_or_insert_with(client, || Ok::<_, Infallible>(Arc::default()));
        Some(Budget { name: budgets.name, points: budgets.points, began: budgets.began, whole_at })
    }
}

#[cfg(test)]
impl<K: Hash + Eq + Clone> Rates<K> {
    /// How many clients are known by now.
    pub fn remembered(&self) -> usize {
        self.0.as_ref().map_or(0, |budgets| budgets.whole_at.len())
    }
}

impl Budget {
    /// Takes the point that a request costs, and says what is left; `Err` where there was none.
    ///
    /// # Errors
    /// The budget is used up.
    pub fn take(&self) -> Result<Left, Left> {
        let (now, step, room) = (self.now(), self.step(), nanos(WINDOW));
        let taken = self.whole_at.fetch_update(Ordering::AcqRel, Ordering::Acquire, |whole_at| {
            let next = whole_at.max(now) + step;
            (next <= now + room).then_some(next)
        });
        match taken {
            Ok(before) => Ok(self.left_until(before.max(now) + step, now)),
            Err(whole_at) => Err(self.left_until(whole_at, now)),
        }
    }

    /// Takes what the document costs beyond the first point. It runs all the same; the next requests wait longer.
    pub fn charge(&self, cost: u64) {
        let (now, more) = (self.now(), self.step().saturating_mul(cost / POINT));
        // Nobody owes more than another whole budget.
        let most = now + 2 * nanos(WINDOW);
        let charge = |whole_at: u64| Some(whole_at.max(now).saturating_add(more).min(most));
        // The closure always says what to write.
        let _ = self.whole_at.fetch_update(Ordering::AcqRel, Ordering::Acquire, charge);
    }

    /// What is left by now.
    #[must_use]
    pub fn left(&self) -> Left {
        self.left_until(self.whole_at.load(Ordering::Acquire), self.now())
    }

    fn now(&self) -> u64 {
        nanos(self.began.elapsed())
    }

    /// What one point takes to come back.
    fn step(&self) -> u64 {
        nanos(WINDOW) / self.points
    }

    fn left_until(&self, whole_at: u64, now: u64) -> Left {
        let used = whole_at.saturating_sub(now);
        let free = nanos(WINDOW).saturating_sub(used);
        let remaining = free / self.step();
        let wait = if remaining > 0 { 0 } else { (used + self.step()).saturating_sub(nanos(WINDOW)) };
        Left { name: self.name, points: self.points, remaining, wait: Duration::from_nanos(wait) }
    }
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.left().fmt(f)
    }
}

impl Left {
    /// Whole seconds until there is a point again.
    #[must_use]
    pub fn seconds(self) -> u64 {
        self.wait.as_secs() + u64::from(self.wait.subsec_nanos() > 0)
    }

    /// Tells the client.
    pub fn tell(self, headers: &mut HeaderMap) {
        let Self { name, points, remaining, .. } = self;
        let lines = [
            (POLICY, format!("\"{name}\";q={points};w={}", WINDOW.as_secs())),
            (LIMIT, format!("\"{name}\";r={remaining};t={}", self.seconds())),
        ];
        for (header, line) in lines {
            if let Ok(line) = HeaderValue::try_from(line) {
                headers.append(header, line);
            }
        }
    }
}

fn nanos(time: Duration) -> u64 {
    u64::try_from(time.as_nanos()).unwrap_or(u64::MAX / 4)
}

/// Who a request comes from, as far as its address tells: for IPv6 the network, since a household has a whole one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Client(IpAddr);

impl Client {
    /// The client behind the other end of the connection. `hops` proxies in front of the server are believed: the address
    /// counts that the outermost of them wrote into X-Forwarded-For. What stands left of it anybody may have written.
    #[must_use]
    pub fn of(peer: IpAddr, headers: &HeaderMap, hops: usize) -> Self {
        let forwarded = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok());
        let addresses: Vec<&str> = forwarded.flat_map(|line| line.split(',')).map(str::trim).collect();
        let named = hops.checked_sub(1).and_then(|back| addresses.iter().rev().nth(back));
        Self::at(named.and_then(|text| text.parse().ok()).unwrap_or(peer))
    }

    /// The client at this address.
    pub(super) fn at(address: IpAddr) -> Self {
        Self(match address {
            IpAddr::V4(address) => IpAddr::V4(address),
            IpAddr::V6(address) => match address.to_ipv4_mapped() {
                Some(address) => IpAddr::V4(address),
                None => IpAddr::V6((address.to_bits() & (u128::MAX << 64)).into()),
            },
        })
    }
}
