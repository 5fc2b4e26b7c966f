//! Who was at a meeting, checked seat by seat.
//!
//! May import: `domain`, `error`.

use chrono::NaiveDate;

use crate::{
    domain::{
        council::{Attendance, Council, Membership, Presence},
        id::{MeetingId, MembershipId, SeatId},
        message::said,
    },
    error::{Refusal, Refusals},
};

/// Who was at a meeting for a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendanceEntry {
    /// The seat.
    pub seat: SeatId,
    /// Who was there.
    pub presence: Presence,
    /// Whose membership it was that acted; the holder's, or the only alternate's, where it is not said.
    pub membership: Option<MembershipId>,
    /// Whether somebody agreed beforehand that another than the holder came.
    pub agreed: Option<bool>,
}

/// The rows of the meeting; what is wrong with an entry is noted.
pub(super) fn rows(
    council: &Council,
    meeting: MeetingId,
    day: NaiveDate,
    entries: &[AttendanceEntry],
    refused: &mut Refusals,
) -> Vec<Attendance> {
    let mut rows: Vec<Attendance> = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let at = format!("attendance[{index}]");
        if rows.iter().any(|row| row.seat == entry.seat) {
            let message = said!(
                "denne plassen står over allerede; si én gang hvem som møtte for den",
                "this seat stands above already; say once who was there for it"
            );
            refused.push(Refusal::conflict(&format!("{at}.seat"), message));
            continue;
        }
        let exists = council.seat(entry.seat).is_some_and(|seat| seat.period.contains(day));
        let found = if exists {
            acting(council, day, entry, &at)
        } else {
            let message = said!(
                "rådet hadde ikke denne plassen {day}; ta en av plassene den dagen",
                "the council had no such seat on {day}; take one of the seats of that day"
            );
            Err(Refusal::not_found(&format!("{at}.seat"), message))
        };
        let membership = found.unwrap_or_else(|refusal| {
            refused.push(refusal);
            None
        });
        rows.push(Attendance { meeting, seat: entry.seat, membership, presence: entry.presence, agreed: entry.agreed });
    }
    rows
}

/// The membership that acted at the seat.
fn acting(
    council: &Council,
    day: NaiveDate,
    entry: &AttendanceEntry,
    at: &str,
) -> Result<Option<MembershipId>, Refusal> {
    let field = format!("{at}.membership");
    let alternate = match entry.presence {
        Presence::Holder => false,
        Presence::Alternate => true,
        Presence::Substitute | Presence::Absent if entry.membership.is_some() => {
            let message = said!(
                "et medlemskap nevnes der innehaveren eller en oppnevnt vara møtte; la det være ute",
                "a membership acts where the holder or an appointed alternate was there; leave it out"
            );
            return Err(Refusal::bad_input(&field, message));
        }
        Presence::Substitute | Presence::Absent => return Ok(None),
    };
    let fits = |membership: &&Membership| (membership.alternate_rank > 0) == alternate;
    let at_seat: Vec<&Membership> = council.at_seat(entry.seat, day).filter(fits).collect();
    match (entry.membership, at_seat.as_slice()) {
        (Some(id), at_seat) if at_seat.iter().any(|membership| membership.id == id) => Ok(Some(id)),
        (Some(_), _) => {
            let message = if alternate {
                said!(
                    "dette var ikke en varas medlemskap på plassen {day}; nevn et som var det",
                    "this was not an alternate's membership of the seat in force on {day}; name one that was"
                )
            } else {
                said!(
                    "dette var ikke innehaverens medlemskap på plassen {day}; nevn et som var det",
                    "this was not a holder's membership of the seat in force on {day}; name one that was"
                )
            };
            Err(Refusal::bad_input(&field, message))
        }
        (None, [only]) => Ok(Some(only.id)),
        (None, []) if alternate => {
            let message = said!(
                "ingen var oppnevnt som vara for plassen {day}; SUBSTITUTE sier det",
                "nobody was appointed alternate for the seat on {day}; SUBSTITUTE says so"
            );
            Err(Refusal::bad_input(&format!("{at}.presence"), message))
        }
        (None, []) => {
            let message = said!(
                "ingen hadde plassen {day}; SUBSTITUTE eller ABSENT sier det",
                "nobody held the seat on {day}; SUBSTITUTE or ABSENT says so"
            );
            Err(Refusal::bad_input(&format!("{at}.presence"), message))
        }
        (None, _) => Err(Refusal::bad_input(
            &field,
            said!(
                "plassen har flere varaer; si hvem av dem som møtte",
                "the seat has several alternates; say which of them was there"
            ),
        )),
    }
}

/// How many seats were held on the day of which nothing is said.
pub(super) fn unsaid(council: &Council, day: NaiveDate, rows: &[Attendance]) -> usize {
    let said = |seat: SeatId| rows.iter().any(|row| row.seat == seat);
    let held = council.seats.iter().filter(|seat| seat.period.contains(day) && council.holder(seat.id, day).is_some());
    held.filter(|seat| !said(seat.id)).count()
}
