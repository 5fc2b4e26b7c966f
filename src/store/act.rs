//! What an act is, and what it gets to see: the gate runs it between a lock and a commit.
//!
//! May import: `domain`, `access`, `error`.

use std::{cell::Cell, collections::BTreeMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    access::{acting::Acting, caller::Caller},
    domain::{
        change::{Change, Invitation},
        council::Council,
        directory::Directory,
        id::{ClaimId, CouncilId, PersonId},
        message::said,
        people::{Account, Authority, Person},
        text::Text,
    },
    error::{Refusal, Refusals},
};

/// Something that somebody does to the register. One file per act.
///
/// An act says what it needs, the gate loads that under the lock, and the act decides: purely, on the facts it is shown.
pub trait Act: Clone + std::fmt::Debug + Send + Sync + 'static {
    /// Name of the act in the audit log, such as `registerCouncil`.
    const NAME: &'static str;

    /// What it changes, and so which revision somebody has read who names one.
    const MATTER: Matter = Matter::Public;

    /// What it answers: ids, kept for a request that is sent twice.
    type Outcome: Clone + Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Which councils it changes or looks into, and what else has to be loaded for it. Decided on the directory as it
    /// is before the lock; what does not exist is refused in `decide`.
    fn needs(&self, directory: &Directory) -> Needs;

    /// Whether the caller may do it at all, from what the register says under the lock.
    ///
    /// # Errors
    /// Why not.
    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal>;

    /// What changes.
    ///
    /// # Errors
    /// Everything that forbids it.
    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Self::Outcome>, Refusals>;
}

/// What an act changes, as far as somebody can say which state of it he or she has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Matter {
    /// What everybody may see of a council, who can say its public revision.
    Public,
    /// What is worked on behind a council's private doors, which have revisions of their own.
    Private,
    /// What councils share, which has the register's public revision.
    Shared,
}

/// What an act has to be shown.
#[derive(Clone, Debug, Default)]
pub struct Needs {
    /// Councils by identity.
    pub councils: Vec<CouncilId>,
    /// Persons by identity. Shown are those whom the caller may know of.
    pub persons: Vec<PersonId>,
    /// An account by identity.
    pub account: Option<crate::domain::id::AccountId>,
    /// An authority by identity; its fellows of the same grant come with it.
    pub authority: Option<crate::domain::id::AuthorityId>,
    /// A grant: every authority in force of it, today or later, is shown.
    pub grant: Option<crate::domain::people::Grant>,
    /// An invitation by the digest of its code.
    pub invitation: Option<String>,
    /// A claim, whose council is loaded.
    pub claim: Option<(CouncilId, ClaimId)>,
    /// A council whose private calendar the caller may have.
    pub own_calendar: Option<CouncilId>,
}

impl Needs {
    /// One council.
    #[must_use]
    pub fn of(council: CouncilId) -> Self {
        Self { councils: vec![council], ..Self::default() }
    }
}

/// What an act is shown.
#[derive(Debug)]
pub struct Facts<'a> {
    /// Who acts.
    pub caller: &'a Caller,
    /// The day of the act.
    pub today: NaiveDate,
    /// The instant of the act.
    pub now: DateTime<Utc>,
    /// What councils share, under the lock.
    pub directory: &'a Directory,
    /// The councils that it asked for and that exist, under the lock.
    pub councils: &'a BTreeMap<CouncilId, Arc<Council>>,
    /// The persons that it asked for and that exist.
    pub persons: &'a BTreeMap<PersonId, Person>,
    /// The account that it asked for.
    pub account: Option<&'a Account>,
    /// The authority that it asked for.
    pub authority: Option<&'a Authority>,
    /// The authorities in force today or later, of the grant that it asked for or that the authority is of.
    pub holders: &'a [Authority],
    /// The invitation that it asked for, and its council.
    pub invitation: Option<&'a (CouncilId, Invitation)>,
    /// Whether the caller has a private calendar of the council that it asked for.
    pub has_calendar: bool,
    /// What makes identities.
    pub ids: &'a Ids,
}

impl Facts<'_> {
    /// A new identity.
    #[must_use]
    pub fn new_id<Id: From<Uuid>>(&self) -> Id {
        Id::from(self.ids.next())
    }

    /// The council that the act is about.
    ///
    /// # Errors
    /// That there is none.
    pub fn council(&self, id: CouncilId) -> Result<&Arc<Council>, Refusal> {
        self.councils.get(&id).ok_or_else(no_such_council)
    }
}

/// What is said about a council that does not exist, or not for the caller.
#[must_use]
pub fn no_such_council() -> Refusal {
    Refusal::not_found("council", said!("dette rådet finnes ikke", "there is no such council"))
}

/// Makes identities in the order in which they are asked for, from the instant of the act and random bits.
#[derive(Debug)]
pub struct Ids {
    made: Cell<u64>,
    seed: Uuid,
}

impl Ids {
    /// Identities from this seed on.
    #[must_use]
    pub const fn from(seed: Uuid) -> Self {
        Self { made: Cell::new(0), seed }
    }

    fn next(&self) -> Uuid {
        let made = self.made.get();
        self.made.set(made + 1);
        // A version 7 UUID keeps its time in the high bits; the random low bits are far from the top, so counting on
        // from them keeps version and variant and the order of making.
        Uuid::from_u128(self.seed.as_u128().wrapping_add(u128::from(made)))
    }
}

/// What an act has decided.
#[derive(Debug)]
pub struct Decision<Outcome> {
    /// The changes, in the order in which they are applied.
    pub changes: Vec<Change>,
    /// What it answers.
    pub outcome: Outcome,
    /// What it lets pass, but wants noticed.
    pub warnings: Vec<Refusal>,
    /// What the audit log says, in a sentence.
    pub summary: Text,
}
