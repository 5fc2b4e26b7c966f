//! What every act on a case asks: who may, which case, where it goes.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::{CaseMove, Change},
        council::Council,
        id::{AgendaItemId, CaseId, CouncilId},
        message::said,
        text::Text,
        work::{AgendaItem, Case, CaseEvent, CaseStatus},
    },
    error::Refusal,
    store::act::Facts,
};

/// Which case it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfCase {
    /// The case.
    pub case: CaseId,
}

/// The proof that the caller runs the council.
pub(super) fn secretariat(facts: &Facts<'_>, council: CouncilId) -> Result<Acting, Refusal> {
    let message =
        said!("bare rådets sekretariat behandler sakene", "only the secretariat of the council deals with its cases");
    standing::secretariat(facts, council, message)
}

/// The case of this identity.
pub(in crate::acts) fn case(council: &Council, id: CaseId) -> Result<&Case, Refusal> {
    council
        .work
        .case(id)
        .ok_or_else(|| Refusal::not_found("case", said!("denne saken finnes ikke", "there is no such case")))
}

/// The item of this identity.
pub(in crate::acts) fn item(council: &Council, id: AgendaItemId) -> Result<&AgendaItem, Refusal> {
    council.work.item(id).ok_or_else(|| {
        let message = said!("dette punktet finnes ikke på noen saksliste", "there is no such item on an agenda");
        Refusal::not_found("item", message)
    })
}

/// The item of the case on the agenda of a meeting that is still to come.
pub(super) fn item_to_come(council: &Council, case: CaseId) -> Option<&AgendaItem> {
    let mut items = council.work.items.iter().filter(|item| item.case == case);
    items.find(|item| council.meeting(item.meeting).is_some_and(|meeting| meeting.status.is_to_come()))
}

/// The change that the case stands somewhere else from now on.
pub(in crate::acts) fn moved(
    council: CouncilId,
    case: &Case,
    status: CaseStatus,
    at: DateTime<Utc>,
    reason: Option<&Text>,
) -> Change {
    let position = u32::try_from(case.history.len()).unwrap_or(u32::MAX).saturating_add(1);
    let event = CaseEvent { status, at, reason: reason.cloned() };
    Change::CaseMoved(council, CaseMove { case: case.id, public: case.public, position, event })
}

/// What is said of a case that stands where the act cannot be done.
pub(super) fn stands_elsewhere(case: &Case) -> Refusal {
    let message = match case.status {
        CaseStatus::Raised => said!(
            "saken er ikke tatt opp ennå; ta den opp først",
            "the case has not been taken up yet; accept it first"
        ),
        CaseStatus::Accepted => said!(
            "saken står ikke på noen saksliste; sett den opp først",
            "the case is on no agenda; schedule it first"
        ),
        CaseStatus::Scheduled => said!(
            "saken står på en saksliste allerede; ta den av først",
            "the case is on an agenda already; take it off first"
        ),
        CaseStatus::Declined => said!(
            "saken er avslått; ta den opp likevel først, om det er det som trengs",
            "the case was declined; accept it after all first, if that is what is needed"
        ),
        CaseStatus::Withdrawn => {
            said!("saken er trukket; den må reises på nytt", "the case was withdrawn; it has to be raised anew")
        }
        CaseStatus::Closed => {
            said!("saken er ferdig behandlet; reis en ny", "the case has been dealt with; raise another one")
        }
    };
    Refusal::conflict("case", message)
}
