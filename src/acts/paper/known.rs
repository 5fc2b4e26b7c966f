//! What every act on a paper asks: who may, and which paper.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::Change,
        council::Council,
        id::{CouncilId, PaperId},
        message::{Message, said},
        work::Paper,
    },
    error::Refusal,
    store::act::Facts,
};

/// Which paper it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfPaper {
    /// The paper.
    pub paper: PaperId,
}

/// The proof that the caller runs the council.
pub(super) fn secretariat(facts: &Facts<'_>, council: CouncilId) -> Result<Acting, Refusal> {
    let message = said!(
        "bare rådets sekretariat legger fram papirene",
        "only the secretariat of the council provides its papers"
    );
    standing::secretariat(facts, council, message)
}

/// The paper of this identity, if it has not been withdrawn.
pub(super) fn standing_paper<'c>(council: &'c Council, field: &str, id: PaperId) -> Result<&'c Paper, Refusal> {
    let Some(paper) = council.work.paper(id) else {
        return Err(Refusal::not_found(field, said!("dette papiret finnes ikke", "there is no such paper")));
    };
    if paper.withdrawn_at.is_some() {
        let message =
            said!("papiret er trukket tilbake; legg fram et nytt", "the paper was withdrawn; provide another one");
        return Err(Refusal::conflict(field, message));
    }
    Ok(paper)
}

/// What is said where a paper is to be held back until a moment that has passed.
pub(super) fn embargo_is_over() -> Message {
    said!(
        "et tidspunkt som kommer, trengs; la det være ute om papiret ikke skal holdes tilbake",
        "a moment to come is needed; leave it out if the paper is not to be held back"
    )
}

/// The change that a paper is different from now on, which everybody may see if everybody sees it before or after.
pub(super) fn changed(council: CouncilId, was: &Paper, is: Paper, now: DateTime<Utc>) -> Change {
    let open = was.is_open(now) || is.is_open(now);
    Change::PaperData(council, is, open)
}
