//! What every act on an advice asks: who may, and which advice.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        council::{Council, Record},
        id::{AdviceId, CouncilId, RecordId},
        message::said,
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
    let message = said!(
        "bare rådets sekretariat fører rådene det gir",
        "only the secretariat of the council writes down its advice"
    );
    standing::secretariat(facts, council, message)
}

/// The advice of this identity.
pub(super) fn advice(council: &Council, id: AdviceId) -> Result<&Advice, Refusal> {
    council.work.advice(id).ok_or_else(no_such_advice)
}

/// What is said about an advice that does not exist, or not for the caller.
pub(super) fn no_such_advice() -> Refusal {
    Refusal::not_found("advice", said!("denne anbefalingen finnes ikke", "there is no such advice"))
}

/// That the day is not one on which something could be done about the advice: from when it was adopted up to today.
pub(super) fn outside(advice: &Advice, on: NaiveDate, today: NaiveDate) -> Option<Refusal> {
    (on > today || on < advice.adopted_on).then(|| {
        let message = said!(
            "en dag fra rådet ble vedtatt, til i dag trengs",
            "a day from when the advice was adopted up to today is needed"
        );
        Refusal::bad_input("on", message)
    })
}

/// What is on record for the members and the secretariat about the item, with the item.
pub(super) fn private_about(council: &Council, item: RecordId) -> impl Iterator<Item = &Record> {
    council.private_records.iter().filter(move |record| record.concerns(item))
}
