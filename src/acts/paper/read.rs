//! Marks a paper as read, or as not read: a member's note to oneself.
//!
//! May import: `store`, `access`, `domain`, `error`. It is no act of the gate: nothing of the council changes, nobody
//! else may see it, and so neither a revision nor the audit log tells of it.

use chrono::{DateTime, NaiveDate, Utc};

use crate::{
    access::{
        caller::Caller,
        door::{self, Denied},
    },
    domain::{
        id::{CouncilId, PaperId},
        message::said,
    },
    error::{Error, Refusal},
    store::{Snapshot, Store},
};

/// A mark that somebody wants to make or take away.
#[derive(Clone, Copy, Debug)]
pub struct MarkPaperRead {
    /// The council.
    pub council: CouncilId,
    /// The paper, in this version.
    pub paper: PaperId,
    /// Whether it was read.
    pub read: bool,
}

impl MarkPaperRead {
    /// Marks the paper for the caller, who has a seat in the council and may see the paper.
    ///
    /// # Errors
    /// When the database fails. The inner result is the answer to whoever asked.
    pub async fn perform(
        self,
        store: &Store,
        snapshot: &Snapshot,
        caller: &Caller,
        now: DateTime<Utc>,
        today: NaiveDate,
    ) -> Result<Result<(), Refusal>, Error> {
        let missing = || Refusal::not_found("paper", said!("dette papiret finnes ikke", "there is no such paper"));
        let Some(council) = store.council(snapshot, self.council).await? else { return Ok(Err(missing())) };
        let own = match door::own(caller, &council, today) {
            Ok(own) => own,
            Err(Denied::Unauthenticated) => return Ok(Err(Refusal::unauthenticated())),
            Err(Denied::Unknown) => return Ok(Err(missing())),
            Err(Denied::Forbidden) => {
                let message = said!(
                    "bare den som har plass i rådet, merker papirene som lest",
                    "only who has a seat in the council marks its papers as read"
                );
                return Ok(Err(Refusal::forbidden(message)));
            }
        };
        let sight = door::furthest(caller, &council, today);
        if sight.is_none_or(|sight| sight.of(&council, now).paper(self.paper).is_none()) {
            return Ok(Err(missing()));
        }
        store.mark_paper(own, self.paper, self.read).await.map(Ok)
    }
}
