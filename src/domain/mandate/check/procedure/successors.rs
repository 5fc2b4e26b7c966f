//! Who took over from somebody who left early.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use crate::domain::{
    council::{Continuation, Membership},
    mandate::check::question::Question,
};

/// A holder on the day who came to the seat after somebody who left before the time was over.
pub(super) struct Successor<'a> {
    /// The holding on the day.
    pub membership: &'a Membership,
    /// The one before.
    pub left: &'a Membership,
    /// Since when the seat was vacant.
    pub since: NaiveDate,
}

/// Those who took over what became vacant under this mandate.
pub(super) fn successors<'a>(question: &Question<'a>) -> impl Iterator<Item = Successor<'a>> {
    question.memberships().into_iter().filter_map(|(_, membership)| {
        let (left, since) = predecessor(question, membership)?;
        question.facts.mandate.period.contains(since).then_some(Successor { membership, left, since })
    })
}

/// Who held the place last before, where that one left before the time was over, and when.
fn predecessor<'a>(question: &Question<'a>, of: &Membership) -> Option<(&'a Membership, NaiveDate)> {
    let before = question.facts.council.memberships.iter().filter(|other| {
        other.seat == of.seat
            && other.alternate_rank == of.alternate_rank
            && other.person != of.person
            && other.until().is_some_and(|until| until <= of.start)
    });
    let last = before.max_by_key(|other| other.until())?;
    let ended = last.ended.filter(|ended| last.expected_end.is_none_or(|planned| *ended < planned))?;
    // A role or a representation that goes on elsewhere is no vacancy; being replaced in one act is.
    let goes_on = last.end_ground.as_ref().and_then(Continuation::of);
    (goes_on.is_none() || goes_on == Some(Continuation::Replaced)).then_some((last, ended))
}
