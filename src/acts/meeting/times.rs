//! What every act on a meeting to come asks: who may, which meeting, and whether its times can be.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        council::{Body, Council, Meeting, MeetingStatus},
        fault::Faults,
        id::{CouncilId, MeetingId},
        message::said,
    },
    error::{Refusal, Refusals},
    store::act::Facts,
};

/// How long a meeting lasts at most.
const LONGEST: TimeDelta = TimeDelta::days(14);

/// How far ahead meetings are planned at most.
const FURTHEST: TimeDelta = TimeDelta::days(10 * 366);

/// How many others a meeting is held together with at most.
const MOST_TOGETHER: usize = 50;

/// The proof that the caller runs the council.
pub(super) fn secretariat(facts: &Facts<'_>, council: CouncilId) -> Result<Acting, Refusal> {
    let message =
        said!("bare rådets sekretariat planlegger møtene", "only the secretariat of the council plans its meetings");
    standing::secretariat(facts, council, message)
}

/// The meeting of this identity.
pub(in crate::acts) fn known(council: &Council, id: MeetingId) -> Result<&Meeting, Refusal> {
    council
        .meeting(id)
        .ok_or_else(|| Refusal::not_found("meeting", said!("dette møtet finnes ikke", "there is no such meeting")))
}

/// The meeting of this identity, if it is still to come as far as its status says.
pub(in crate::acts) fn to_come(council: &Council, id: MeetingId) -> Result<&Meeting, Refusal> {
    let meeting = known(council, id)?;
    let message = match meeting.status {
        MeetingStatus::Planned | MeetingStatus::Called => return Ok(meeting),
        MeetingStatus::Held => said!(
            "møtet er holdt; bare et møte som skal komme, kan endres",
            "the meeting was held; only a meeting to come can be changed"
        ),
        MeetingStatus::Cancelled | MeetingStatus::Moved => {
            said!("møtet er avlyst; planlegg et nytt", "the meeting was called off; plan another one")
        }
    };
    Err(Refusal::conflict("meeting", message))
}

/// What is wrong with the times of a meeting to come.
pub(in crate::acts) fn wrong(
    council: &Council,
    own: Option<MeetingId>,
    starts_at: DateTime<Utc>,
    ends_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Refusals {
    let mut refused = Vec::new();
    if starts_at <= now {
        let message = said!(
            "et møte som skal komme, begynner senere enn nå; et møte som var, føres som holdt",
            "a meeting to come starts later than now; one that was is recorded as held"
        );
        refused.push(Refusal::bad_input("startsAt", message));
    } else if starts_at - now > FURTHEST {
        let message = said!("et tidspunkt innen ti år trengs", "a time within ten years is needed");
        refused.push(Refusal::bad_input("startsAt", message));
    }
    if let Some(ends_at) = ends_at {
        if ends_at <= starts_at {
            let message = said!(
                "et møte slutter etter at det begynner; nevn et senere tidspunkt",
                "a meeting ends after it starts; name a later time"
            );
            refused.push(Refusal::bad_input("endsAt", message));
        } else if ends_at - starts_at > LONGEST {
            let message = said!("et møte varer høyst 14 dager", "a meeting lasts 14 days at most");
            refused.push(Refusal::bad_input("endsAt", message));
        }
    }
    if council.meeting_at(starts_at, own).is_some() {
        let message = said!(
            "rådet har allerede et møte som begynner da; nevn et annet tidspunkt",
            "the council has a meeting that starts then already; name another time"
        );
        refused.push(Refusal::conflict("startsAt", message));
    }
    refused
}

/// That the council would meet itself.
pub(in crate::acts) fn with_itself(field: &str, council: CouncilId, together_with: &[Body]) -> Option<Refusal> {
    together_with.contains(&Body::Council(council)).then(|| {
        let message = said!("et råd møter ikke seg selv", "a council does not meet itself");
        Refusal::bad_input(field, message)
    })
}

/// Notes that a meeting would be held together with too many.
pub(in crate::acts) fn examine_together(together_with: &[Body], faults: &mut Faults) {
    faults.require(
        "togetherWith",
        together_with.len() <= MOST_TOGETHER,
        said!("et møte holdes sammen med høyst 50", "a meeting is held together with 50 at most"),
    );
}

/// What is let pass, but should be looked at: the council has no mandate in force on the day of the meeting.
pub(in crate::acts) fn outside_mandate(council: &Council, starts_at: DateTime<Utc>) -> Option<Refusal> {
    let day = council.head.day_of(starts_at)?;
    council.mandate_on(day).is_none().then(|| {
        let message = said!(
            "rådet har ikke noe mandat i kraft {day}; sjekk om det skal møtes da",
            "the council has no mandate in force on {day}; see whether it is to meet then"
        );
        Refusal::conflict("startsAt", message)
    })
}
