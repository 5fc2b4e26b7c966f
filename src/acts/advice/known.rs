//! What every act on an advice asks: who may, and which advice.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        council::{Council, Record},
        id::{AdviceId, CouncilId, RecordId},
        message::said,
        people::Grant,
        work::Advice,
    },
    error::Refusal,
    store::act::Facts,
};

/// Which advice it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfAdvice {
    /// The advice.
    pub advice: AdviceId,
}

/// The proof that the caller runs the council.
pub(super) fn secretariat(facts: &Facts<'_>, council: CouncilId) -> Result<Acting, Refusal> {
    let known = facts.council("council", Some(council))?;
    let refusal = Refusal::forbidden(said!(
        "bare rådets sekretariat fører rådene det gir",
        "only the secretariat of the council writes down its advice"
    ));
    standing::over_council(facts, &known.head, &[Grant::Secretariat(council)], refusal)
}

/// The advice of this identity.
pub(super) fn advice(council: &Council, id: AdviceId) -> Result<&Advice, Refusal> {
    council.work.advice(id).ok_or_else(no_such_advice)
}

/// What is said about an advice that does not exist, or not for the caller.
pub(super) fn no_such_advice() -> Refusal {
    Refusal::not_found("advice", said!("denne anbefalingen finnes ikke", "there is no such advice"))
}

/// What is on record for the members and the secretariat about the item, with the item.
pub(super) fn private_about(council: &Council, item: RecordId) -> impl Iterator<Item = &Record> {
    council.private_records.iter().filter(move |record| record.concerns(item))
}
