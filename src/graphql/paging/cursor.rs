//! Places in an order, and cursors, which are places that clients carry.
//!
//! May import: [`super`].

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use uuid::Uuid;

use super::Listed;

/// Bytes of a sort key that count; what is equal so far stands in the order of identity. Keeps cursors short.
const LONGEST_KEY: usize = 96;

/// A place in an order: the sort key, then the identity, so that no two entries share one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    key: Box<[u8]>,
    id: Uuid,
}

impl Place {
    /// The place of an entry. The bytes of the key sort as the order does.
    #[must_use]
    pub fn new(key: &[u8], id: impl Into<Uuid>) -> Self {
        Self { key: key[..key.len().min(LONGEST_KEY)].into(), id: id.into() }
    }

    /// What it takes in memory beside itself.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.key.len()
    }

    /// The place of an entry by a number; without one it comes last.
    #[must_use]
    pub fn by_number(number: Option<i64>, id: impl Into<Uuid>) -> Self {
        // Flipping the sign bit makes the bytes of negative numbers sort before those of positive ones.
        let key = number.map_or([u8::MAX; 8], |number| (number ^ i64::MIN).to_be_bytes());
        Self::new(&key, id)
    }

    /// The place of an entry by a day; without one it comes last.
    #[must_use]
    pub fn by_day(day: Option<NaiveDate>, id: impl Into<Uuid>) -> Self {
        Self::by_number(day.map(|day| day.num_days_from_ce().into()), id)
    }

    /// The place of an entry by an instant.
    #[must_use]
    pub fn by_instant(at: DateTime<Utc>, id: impl Into<Uuid>) -> Self {
        Self::by_number(Some(at.timestamp()), id)
    }

    /// The sort key.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        &self.key
    }

    /// The number that the place was made from, for [`Place::by_number`].
    #[must_use]
    pub fn number(&self) -> Option<i64> {
        Some(i64::from_be_bytes(self.key.as_ref().try_into().ok()?) ^ i64::MIN)
    }

    /// The identity.
    #[must_use]
    pub const fn id(&self) -> Uuid {
        self.id
    }

    /// The cursor of this place in a list.
    pub(super) fn encode(&self, list: Listed) -> String {
        let mut bytes = Vec::with_capacity(18 + self.key.len());
        bytes.extend_from_slice(&list.tag());
        bytes.extend_from_slice(self.id.as_bytes());
        bytes.extend_from_slice(&self.key);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The place that a cursor of this list names.
    pub(super) fn decode(list: Listed, cursor: &str) -> Option<Self> {
        if cursor.len() > 2 * (18 + LONGEST_KEY) {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let (id, key) = bytes.strip_prefix(&list.tag())?.split_at_checked(16)?;
        Some(Self::new(key, Uuid::from_slice(id).ok()?))
    }
}
