//! How a meeting was held: who was there, and how questions were decided.
//!
//! May import: `graphql`, `domain`. Only rooms behind private doors show it.

use async_graphql::{InputObject, SimpleObject};

use crate::{
    domain::{
        council::{self, Presence},
        id::MeetingId,
        word::Code,
    },
    graphql::public::{membership::Membership, seat::Seat, view::View},
};

/// Who was at a meeting for a seat.
#[derive(SimpleObject)]
pub struct MeetingAttendance {
    /// The seat.
    seat: Option<Seat>,
    /// Who was there.
    presence: Presence,
    /// Whose membership it was that acted; null where nobody was there who has one.
    membership: Option<Membership>,
    /// Whether somebody agreed beforehand that another than the holder came; null where that is not noted.
    agreed: Option<bool>,
}

impl MeetingAttendance {
    /// Who was at the meeting, by seat group and number.
    #[must_use]
    pub fn all(view: &View, meeting: MeetingId) -> Vec<Self> {
        let mut rows: Vec<&council::Attendance> =
            view.value.attendance.iter().filter(|row| row.meeting == meeting).collect();
        rows.sort_by_key(|row| view.value.seats.iter().position(|seat| seat.id == row.seat));
        rows.into_iter()
            .map(|row| Self {
                seat: Seat::by_id(view, row.seat),
                presence: row.presence,
                membership: row.membership.and_then(|id| Membership::by_id(view, id)),
                agreed: row.agreed,
            })
            .collect()
    }
}

/// How a question was decided at a meeting.
#[derive(Clone, Debug, SimpleObject, InputObject)]
#[graphql(input_name = "MeetingDecisionInput")]
pub struct MeetingDecision {
    /// The kind of decision: an entry of the code list `decision`.
    pub kind: Option<Code>,
    /// Votes for.
    pub in_favour: u32,
    /// Votes against.
    pub against: u32,
    /// Present without voting.
    #[graphql(default)]
    pub abstained: u32,
    /// Whether what was proposed was taken as decided.
    pub carried: bool,
}

impl From<&council::Decision> for MeetingDecision {
    fn from(it: &council::Decision) -> Self {
        Self {
            kind: it.kind.clone(),
            in_favour: it.in_favour,
            against: it.against,
            abstained: it.abstained,
            carried: it.carried,
        }
    }
}

impl From<MeetingDecision> for council::Decision {
    fn from(it: MeetingDecision) -> Self {
        Self {
            kind: it.kind,
            in_favour: it.in_favour,
            against: it.against,
            abstained: it.abstained,
            carried: it.carried,
        }
    }
}
