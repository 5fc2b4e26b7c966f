//! Splitting a holding: from a day on somebody holds the same seat, by the same act of appointing, as something else or
//! for somebody else.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::place::in_words;
use crate::{
    domain::{
        change::{Change, MembershipEnd},
        council::{Continuation, Membership},
        id::{CouncilId, MembershipId},
        message::said,
    },
    error::Refusal,
    store::act::Facts,
};

/// From when, and why.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parting<'a> {
    /// The council.
    pub council: CouncilId,
    /// First day of the second part.
    pub on: NaiveDate,
    /// The field of the input that the day stands in.
    pub field: &'a str,
    /// On what ground the first part ends.
    pub ground: Continuation,
    /// Why, in words.
    pub reason: Option<&'a str>,
}

/// A holding in two parts.
#[derive(Debug)]
pub(super) struct Split {
    /// What changes; the first part ends before the second begins.
    pub changes: Vec<Change>,
    /// The second part.
    pub membership: MembershipId,
}

/// Splits the holding. Where it starts on the day itself there is no first part, and the entry is mended.
///
/// # Errors
/// That it is not held on the day.
pub(super) fn split(
    facts: &Facts<'_>,
    held: &Membership,
    from: Parting<'_>,
    becomes: impl FnOnce(&mut Membership),
) -> Result<Split, Refusal> {
    let Parting { council, on, .. } = from;
    if !held.in_force_on(on) {
        let when = in_words(held.period());
        let message = said!(
            ["noen har denne plassen {}; velg en dag i den tiden", when.nb],
            ["this seat is held {}; choose a day in between", when.en]
        );
        return Err(Refusal::bad_input(from.field, message));
    }
    if let Some(planned) = held.expected_end.filter(|end| *end <= on) {
        let message = said!(
            "perioden til dette medlemskapet skulle ende {planned}; forleng den først",
            "the term of this membership was planned to end on {planned}; renew it first"
        );
        return Err(Refusal::conflict(from.field, message));
    }
    let mut second = held.clone();
    becomes(&mut second);
    if on == held.start {
        let membership = held.id;
        let mended = Change::MembershipCorrected { council, was: held.clone(), is: Some(second) };
        return Ok(Split { changes: vec![mended], membership });
    }
    second.id = facts.new_id();
    second.start = on;
    let (ground, reason) = (Some(from.ground.into()), from.reason.map(ToOwned::to_owned));
    let first = if held.ended.is_none() {
        Change::MembershipEnd(council, MembershipEnd { membership: held.id, on, ground, reason })
    } else {
        // What ended later than this day ends on it now, and the second part ends as the whole did.
        let is = Membership { ended: Some(on), end_ground: ground, end_reason: reason, ..held.clone() };
        Change::MembershipCorrected { council, was: held.clone(), is: Some(is) }
    };
    let membership = second.id;
    Ok(Split { changes: vec![first, Change::Membership(council, second)], membership })
}
