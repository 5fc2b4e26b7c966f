//! Links that are good for a while and for one account: what they are for is sealed into them. And secrets that are told
//! again to whoever sends the same request again.
//!
//! May import: `digest`, `domain`. A link says whose it is and until when; what its bearer may do is asked of the register when
//! the link is used. The key is the register's (`store`), the same on every node; it is never printed.

use std::fmt;

use aws_lc_rs::{
    hmac,
    rand::{SecureRandom, SystemRandom},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{digest::hex, domain::id::AccountId};

/// For how long a link is good.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);

/// Longest link, in letters: the titles of a paper in four languages fit.
const LONGEST: usize = 48 * 1024;

/// How many bytes a secret has.
const SECRET: usize = 18;

/// What a link is for. One for something else is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To send the bytes of a paper that was offered.
    Upload,
    /// To fetch the bytes of a paper.
    Download,
}

/// What is sealed into a link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed<What> {
    /// Whose link it is.
    pub account: AccountId,
    /// The last second at which it is good.
    until: i64,
    /// What it is for.
    pub what: What,
}

/// The key under which links are sealed.
#[derive(Clone)]
pub struct LinkKey(hmac::Key);

impl fmt::Debug for LinkKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkKey")
    }
}

impl LinkKey {
    /// A secret for a new key: 32 random bytes, in hexadecimal digits. None where the system has no randomness.
    #[must_use]
    pub fn secret() -> Option<String> {
        Some(hex(&random::<32>()?))
    }

    /// The key of this secret.
    #[must_use]
    pub fn of(secret: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()))
    }

    /// A link for this account, good from `now` for [`LIFETIME`].
    #[must_use]
    pub fn seal<What: Serialize>(
        &self,
        purpose: Purpose,
        account: AccountId,
        what: What,
        now: DateTime<Utc>,
    ) -> Option<String> {
        let sealed = Sealed { account, until: (now + LIFETIME).timestamp(), what };
        let text = serde_json::to_vec(&sealed).ok()?;
        let tag = hmac::sign(&self.0, &tagged(purpose, &text));
        let link = format!("{}.{}", URL_SAFE_NO_PAD.encode(&text), URL_SAFE_NO_PAD.encode(tag.as_ref()));
        (link.len() <= LONGEST).then_some(link)
    }

    /// A secret of 144 bits, the same each time for the same account, word and seed. Nobody makes it without all three
    /// and this key.
    #[must_use]
    pub fn secret_again(&self, account: AccountId, word: &str, seed: &str) -> String {
        let parts = format!("secret\0{}\0{seed}\0{word}", account.0);
        let tag = hmac::sign(&self.0, parts.as_bytes());
        URL_SAFE_NO_PAD.encode(tag.as_ref().iter().take(SECRET).copied().collect::<Vec<u8>>())
    }

    /// What a link says, if it is one of ours, for this, and still good.
    #[must_use]
    pub fn open<What: DeserializeOwned>(
        &self,
        purpose: Purpose,
        link: &str,
        now: DateTime<Utc>,
    ) -> Option<Sealed<What>> {
        if link.len() > LONGEST {
            return None;
        }
        let (text, tag) = link.split_once('.')?;
        let (text, tag) = (URL_SAFE_NO_PAD.decode(text).ok()?, URL_SAFE_NO_PAD.decode(tag).ok()?);
        hmac::verify(&self.0, &tagged(purpose, &text), &tag).ok()?;
        let sealed: Sealed<What> = serde_json::from_slice(&text).ok()?;
        (now.timestamp() <= sealed.until).then_some(sealed)
    }
}

/// A secret of 144 bits that nobody makes again. None where the system has no randomness.
#[must_use]
pub fn secret_once() -> Option<String> {
    Some(URL_SAFE_NO_PAD.encode(random::<SECRET>()?))
}

fn random<const BYTES: usize>() -> Option<[u8; BYTES]> {
    let mut bytes = [0_u8; BYTES];
    SystemRandom::new().fill(&mut bytes).ok()?;
    Some(bytes)
}

fn tagged(purpose: Purpose, text: &[u8]) -> Vec<u8> {
    let name: &[u8] = match purpose {
        Purpose::Upload => b"upload\0",
        Purpose::Download => b"download\0",
    };
    [name, text].concat()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn now() -> DateTime<Utc> {
        "2026-03-01T09:00:00Z".parse().unwrap()
    }

    fn account() -> AccountId {
        AccountId(Uuid::from_u128(7))
    }

    #[test]
    fn a_link_says_what_was_sealed_until_it_ends() {
        let key = LinkKey::of(&LinkKey::secret().unwrap());
        let link = key.seal(Purpose::Upload, account(), "notat", now()).unwrap();
        let open = |at| key.open::<String>(Purpose::Upload, &link, at);
        let opened = open(now() + LIFETIME).unwrap();
        assert_eq!((opened.account, opened.what.as_str()), (account(), "notat"));
        assert_eq!(open(now() + LIFETIME + TimeDelta::seconds(1)), None);
    }

    #[test]
    fn a_link_for_something_else_of_another_key_or_changed_is_none() {
        let key = LinkKey::of("a");
        let link = key.seal(Purpose::Upload, account(), "notat", now()).unwrap();
        assert_eq!(key.open::<String>(Purpose::Download, &link, now()), None);
        assert_eq!(LinkKey::of("b").open::<String>(Purpose::Upload, &link, now()), None);
        let (text, tag) = link.split_once('.').unwrap();
        let other = key.seal(Purpose::Upload, account(), "annet", now()).unwrap();
        let (other, _) = other.split_once('.').unwrap();
        for wrong in ["", ".", text, &format!("{text}."), &format!("{other}.{tag}"), &format!("{text}.{tag}A")] {
            assert_eq!(key.open::<String>(Purpose::Upload, wrong, now()), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_is_made_again_of_the_same_parts_only() {
        let key = LinkKey::of("a");
        let secret = key.secret_again(account(), "once", "seed");
        assert_eq!((secret.len(), key.secret_again(account(), "once", "seed")), (24, secret.clone()));
        let others = [
            LinkKey::of("b").secret_again(account(), "once", "seed"),
            key.secret_again(AccountId(Uuid::from_u128(8)), "once", "seed"),
            key.secret_again(account(), "twice", "seed"),
            key.secret_again(account(), "once", "other"),
        ];
        assert!(!others.contains(&secret));
    }

    #[test]
    fn a_key_is_not_printed() {
        let secret = LinkKey::secret().unwrap();
        assert_eq!(secret.len(), 64);
        assert_eq!(format!("{:?}", LinkKey::of(&secret)), "LinkKey");
    }
}
