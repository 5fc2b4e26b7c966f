//! The use of deputies: for how many seats, and how often, somebody else than the holder attended.
//!
//! May import: `graphql`, `domain`. Who was at a meeting is not public, so only the desk shows it.

use async_graphql::SimpleObject;

use crate::{
    domain::{
        council,
        deputies::{UseOfDeputies, held_between, year_until},
        id::SeatId,
        message::said,
        time::Date,
    },
    graphql::{
        error::{Result, bad_input},
        public::{seat::Seat, seat_group::SeatGroup, view::View},
    },
};

/// How often somebody else than the holders of seats attended at the meetings of a period.
#[derive(SimpleObject)]
pub struct DeputiesUse {
    /// The first day of the period.
    from: Date,
    /// Its last day.
    until: Date,
    /// How many meetings were held in it.
    meetings: usize,
    /// For how many of them it is not recorded of every seat who was there.
    incomplete_meetings: usize,
    /// By seat group.
    seat_groups: Vec<DeputiesUseOfGroup>,
}

/// How often somebody else than the holders of a group's seats attended.
#[derive(SimpleObject)]
pub struct DeputiesUseOfGroup {
    /// The group.
    seat_group: Option<SeatGroup>,
    /// How often somebody attended for a seat of the group.
    attended: u32,
    /// How often that was a deputy who was appointed for the seat.
    by_deputy: u32,
    /// How often it was somebody who was not appointed for the seat.
    by_substitute: u32,
    /// The part of the times at which it was not the holder, 0 to 1; null where nobody attended.
    share: Option<f64>,
    /// By seat, those for which something is recorded.
    seats: Vec<DeputiesUseOfSeat>,
}

/// How often somebody else than its holder attended for a seat.
#[derive(SimpleObject)]
pub struct DeputiesUseOfSeat {
    /// The seat.
    seat: Option<Seat>,
    /// How often somebody attended for it.
    attended: u32,
    /// How often that was a deputy who was appointed for the seat.
    by_deputy: u32,
    /// How often it was somebody who was not appointed for the seat.
    by_substitute: u32,
    /// The part of the times at which it was not the holder, 0 to 1; null where nobody attended.
    share: Option<f64>,
}

impl DeputiesUse {
    /// What is recorded of the period: the twelve months up to today where nothing is said.
    ///
    /// # Errors
    /// It ends before it begins.
    pub(super) fn of(view: &View, from: Option<Date>, until: Option<Date>) -> Result<Self> {
        let last = until.map_or(view.scope.today, |day| day.0);
        let first = from.map_or_else(|| year_until(last), |day| day.0);
        if first > last {
            return Err(bad_input(said!("until er før from.", "until is before from.")));
        }
        let council = &view.value;
        let held: Vec<&council::Meeting> = held_between(council, first, last).collect();
        let at_these = |row: &&council::Attendance| held.iter().any(|meeting| meeting.id == row.meeting);
        let rows: Vec<&council::Attendance> = council.attendance.iter().filter(at_these).collect();
        view.scope.volume.add(rows.len())?;
        let of_seat = |seat: SeatId| rows.iter().copied().filter(move |row| row.seat == seat);
        let seat_groups = council.groups.iter().filter_map(|group| {
            let seats = || council.seats.iter().filter(|seat| seat.group == group.id).map(|seat| seat.id);
            let sum = UseOfDeputies::of(seats().flat_map(of_seat));
            let by_seat: Vec<DeputiesUseOfSeat> = seats()
                .filter(|seat| of_seat(*seat).next().is_some())
                .map(|seat| DeputiesUseOfSeat::of(view, seat, UseOfDeputies::of(of_seat(seat))))
                .collect();
            (!by_seat.is_empty()).then(|| DeputiesUseOfGroup {
                seat_group: SeatGroup::by_id(view, group.id),
                attended: sum.attended,
                by_deputy: sum.by_deputy,
                by_substitute: sum.by_substitute,
                share: sum.share(),
                seats: by_seat,
            })
        });
        Ok(Self {
            from: first.into(),
            until: last.into(),
            meetings: held.len(),
            incomplete_meetings: held.iter().filter(|meeting| !meeting.held.attendance_known).count(),
            seat_groups: seat_groups.collect(),
        })
    }
}

impl DeputiesUseOfSeat {
    fn of(view: &View, seat: SeatId, sum: UseOfDeputies) -> Self {
        Self {
            seat: Seat::by_id(view, seat),
            attended: sum.attended,
            by_deputy: sum.by_deputy,
            by_substitute: sum.by_substitute,
            share: sum.share(),
        }
    }
}
