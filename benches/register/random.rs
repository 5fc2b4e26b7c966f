//! Numbers that look random and are the same in every run. Imports the standard library and `uuid` alone.

use uuid::Uuid;

/// A xorshift generator (Marsaglia 2003, the 64-bit one with the shifts 13, 7 and 17).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers that belong to this seed.
    pub const fn seeded(seed: u64) -> Self {
        // Zero would stay zero.
        Self((seed ^ 0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below this one.
    pub fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX);
        usize::try_from((self.next() >> 11) % end.max(1)).unwrap_or(0)
    }

    /// True once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// The identity of the thing of this kind and number: version 7, like those that the register makes itself.
pub fn identity(kind: u8, number: usize) -> Uuid {
    let number = u64::try_from(number).unwrap_or(u64::MAX);
    let mut bytes = [kind; 10];
    bytes[2..].copy_from_slice(&Random::seeded(number << 8 | u64::from(kind)).next().to_be_bytes());
    uuid::Builder::from_unix_timestamp_millis(1_700_000_000_000 + number, &bytes).into_uuid()
}
