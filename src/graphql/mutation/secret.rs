//! Secrets that an answer tells and of which the register keeps a digest only: codes of invitations, addresses of private
//! calendars.
//!
//! May import: `graphql`, `access`, `domain`, `error`, `digest`. Without an idempotency key a secret is random, and nobody ever makes
//! it again. With one, whoever sends the request again is to get the same answer: so the secret is made of the key that the
//! caller chose, of which the register has a digest, of random letters that are kept with the answer, and of the register's
//! own key.

use async_graphql::Context;

use super::perform::{After, How};
use crate::{
    access::link::{LinkKey, secret_once},
    digest::sha256,
    domain::id::AccountId,
    graphql::{
        error::{Result, failed, internal},
        session::Session,
    },
};

/// A secret that is told to whoever asked for it.
pub(super) struct Secret {
    code: String,
    again: Option<Again>,
}

/// What it takes to make a secret again.
struct Again {
    key: LinkKey,
    account: AccountId,
    word: String,
    seed: String,
}

impl Secret {
    /// A new secret of 144 bits.
    pub(super) async fn new(ctx: &Context<'_>, how: &How) -> Result<Self> {
        let session = Session::of(ctx)?;
        let random = secret_once().ok_or_else(|| internal("the system has no randomness"))?;
        let head = session.idempotency_key.as_ref().map(|head| &head.key);
        let word = how.idempotency_key.as_ref().or(head);
        let Some((account, word)) = session.caller.account_id().zip(word) else {
            return Ok(Self { code: random, again: None });
        };
        let key = session.store.link_key(session.now).await.map_err(failed)?;
        let again = Again { key, account, word: word.clone(), seed: random };
        Ok(Self { code: again.secret(&again.seed), again: Some(again) })
    }

    /// What the register keeps of it.
    pub(super) fn digest(&self) -> String {
        sha256(&self.code)
    }

    /// How the act is done, so that its answer can tell the same secret again.
    pub(super) fn seeding(&self, how: How) -> How {
        How { seed: self.again.as_ref().map(|again| format!("{} {}", again.seed, self.digest())), ..how }
    }

    /// The secret of this answer, which may be the answer to a request that came before. None where it cannot be made
    /// again, since the register got another key after that.
    pub(super) fn told(&self, after: &After) -> Option<String> {
        let Some((again, kept)) = self.again.as_ref().zip(after.seed()) else { return Some(self.code.clone()) };
        let (seed, digest) = kept.split_once(' ')?;
        Some(again.secret(seed)).filter(|secret| sha256(secret) == digest)
    }
}

impl Again {
    fn secret(&self, seed: &str) -> String {
        self.key.secret_again(self.account, &self.word, seed)
    }
}
