//! Which seat an appointment is to, and whether it is free.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::appointer::Rules;
use crate::{
    acts::mandate::seats::bounds,
    domain::{
        council::{Council, MandateStatus, Membership, Seat, SeatGroup},
        id::{MembershipId, SeatId},
        mandate::clause::seat_count::MOST_SEATS,
        message::{Message, said},
        time::Period,
        word::Key,
    },
    error::{Refusal, RefusalCode},
    store::act::Facts,
};

/// The seat that somebody is appointed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// This one.
    Seat(SeatId),
    /// Whichever of the group is free; a further one where all are taken and the mandate has room for it.
    Group(Key),
}

/// The days for which somebody is to hold a seat.
#[derive(Clone, Copy, Debug)]
pub(super) struct Holding {
    /// 0 for the holder, 1 and more for alternates.
    pub rank: u32,
    /// First day.
    pub start: NaiveDate,
    /// The planned first day after.
    pub expected_end: Option<NaiveDate>,
    /// Whether the holder stays until replaced.
    pub holds_over: bool,
}

/// What the roster has to do for a holding to fit in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Fit {
    /// The predecessor, who stayed until replaced, and ends now.
    pub replaces: Option<MembershipId>,
    /// The day on which the successor starts, whom the register knows already: then the holding has ended.
    pub ended: Option<NaiveDate>,
}

impl Place {
    /// The group that the place is in.
    ///
    /// # Errors
    /// That the council has no such seat or group.
    pub(super) fn group<'c>(&self, council: &'c Council) -> Result<&'c SeatGroup, Refusal> {
        match self {
            Self::Seat(id) => council.seat(*id).and_then(|seat| council.group_by_id(seat.group)).ok_or_else(|| {
                Refusal::not_found(
                    "seat",
                    said!(
                        "rådet har ikke denne plassen; ta en fra listen over rådets plasser",
                        "the council has no such seat; take one from its list of seats"
                    ),
                )
            }),
            Self::Group(key) => council.group(key).ok_or_else(|| {
                let known = crate::acts::mandate::text::list(council.groups.iter().map(|group| &*group.key));
                Refusal::not_found(
                    "group",
                    said!(
                        "rådet har ingen plassgruppe {key}; det har {known}",
                        "the council has no seat group {key}; it has {known}"
                    ),
                )
            }),
        }
    }

    /// The seat for the holding, and whether it has to be made.
    ///
    /// # Errors
    /// That the seat is taken or does not exist then, or that the group has no room.
    pub(super) fn find(
        &self,
        facts: &Facts<'_>,
        rules: Rules<'_>,
        group: &SeatGroup,
        holding: Holding,
    ) -> Result<(Seat, Fit, bool), Refusal> {
        let council = rules.council;
        if let Self::Seat(id) = self {
            let seat = council.seat(*id).ok_or_else(|| {
                Refusal::not_found("seat", said!("rådet har ikke denne plassen", "the council has no such seat"))
            })?;
            if !seat.period.contains(holding.start) {
                let (day, when) = (holding.start, in_words(seat.period));
                let message = said!(
                    ["plassen finnes ikke {day}: den finnes {}", when.nb],
                    ["the seat does not exist on {day}: it exists {}", when.en]
                );
                return Err(Refusal::conflict("seat", message));
            }
            return Ok((seat.clone(), fit(council, seat.id, holding)?, false));
        }
        let seats: Vec<&Seat> = council.seats_of(group.id, holding.start).collect();
        let mut taken = None;
        for seat in &seats {
            match fit(council, seat.id, holding) {
                Ok(fit) => return Ok(((*seat).clone(), fit, false)),
                Err(refusal) => taken = taken.or(Some(refusal)),
            }
        }
        let (_, most) = bounds(rules.group);
        // Of days on which its mandate is not in force, a mandate does not say how many there were.
        let most = most.filter(|_| rules.in_force).unwrap_or(MOST_SEATS);
        if holding.rank == 0 && u32::try_from(seats.len()).is_ok_and(|count| count < most) {
            let highest = council.seats.iter().filter(|seat| seat.group == group.id).map(|seat| seat.ordinal).max();
            let period = Period { start: Some(holding.start), end: before_the_next_mandate(rules, holding) };
            let seat = Seat { id: facts.new_id(), group: group.id, ordinal: highest.unwrap_or(0) + 1, period };
            return Ok((seat, Fit::default(), true));
        }
        let (all, key) = (seats.len(), &group.key);
        let message = match taken.map(|refusal| refusal.message) {
            Some(first) => said!(
                ["alle {all} plasser i gruppen {key} er opptatt; for den første av dem: {}", first.nb],
                ["all {all} seats of the group {key} are taken; of the first of them: {}", first.en]
            ),
            None => {
                said!("alle {all} plasser i gruppen {key} er opptatt", "all {all} seats of the group {key} are taken")
            }
        };
        let refusal = Refusal::conflict("group", message);
        Err(match rules.group_clause() {
            Some(clause) => refusal.because_of(&clause.key),
            None => refusal,
        })
    }
}

/// The end of a seat that is made for a day on which the mandate of its group is not in force: it is no seat of the next
/// mandate, which has its own.
fn before_the_next_mandate(rules: Rules<'_>, holding: Holding) -> Option<NaiveDate> {
    if rules.in_force {
        return None;
    }
    let adopted = rules.council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
    let next = adopted.filter_map(|mandate| mandate.period.start).filter(|start| *start > holding.start).min();
    next.or(holding.expected_end)
}

/// How the holding fits between those that the seat has.
fn fit(council: &Council, seat: SeatId, holding: Holding) -> Result<Fit, Refusal> {
    let until = if holding.holds_over { None } else { holding.expected_end };
    let days = Period { start: Some(holding.start), end: until };
    let mut fit = Fit::default();
    for other in &council.memberships {
        if other.seat != seat || other.alternate_rank != holding.rank || !other.period().overlaps(&days) {
            continue;
        }
        let stayed =
            other.ended.is_none() && other.holds_over && other.expected_end.is_some_and(|end| end <= holding.start);
        let succeeds = holding.holds_over && holding.expected_end.is_some_and(|end| end <= other.start);
        if other.start < holding.start && stayed {
            fit.replaces = Some(other.id);
        } else if other.start > holding.start && succeeds {
            fit.ended = Some(fit.ended.map_or(other.start, |ended| ended.min(other.start)));
        } else {
            return Err(Refusal::conflict("seat", taken(other, holding)));
        }
    }
    Ok(fit)
}

fn taken(other: &Membership, holding: Holding) -> Message {
    if other.start > holding.start {
        return said!(
            "plassen er opptatt fra {}; sett en slutt senest da",
            "the seat is taken from {} on; plan an end no later than that",
            other.start
        );
    }
    match (other.until(), other.expected_end) {
        (Some(until), _) => said!(
            "plassen er opptatt til {until}; begynn da, eller avslutt det medlemskapet først",
            "the seat is taken until {until}; start then, or end that membership first"
        ),
        (None, Some(planned)) => {
            said!(
                "plassen er opptatt til {planned}, og deretter til en etterfølger begynner; begynn da, eller avslutt \
                 det medlemskapet først",
                "the seat is taken until {planned}, and after that until a successor starts; start then, or end that \
                 membership first"
            )
        }
        (None, None) => said!(
            "plassen er opptatt, uten planlagt slutt; avslutt det medlemskapet først",
            "the seat is taken, and no end is planned; end that membership first"
        ),
    }
}

/// The days, as they complete a sentence.
pub(super) fn in_words(period: Period) -> Message {
    match (period.start, period.end) {
        (Some(start), Some(end)) => said!("fra {start} til {end}", "from {start} until {end}"),
        (Some(start), None) => said!("fra {start}", "from {start} on"),
        (None, Some(end)) => said!("til {end}", "until {end}"),
        (None, None) => said!("alltid", "always"),
    }
}

/// What is said about a group that the mandate in force does not have.
pub(super) fn not_in_mandate(key: &Key, start: NaiveDate) -> Refusal {
    let message = said!(
        "mandatet som gjelder {start}, har ingen plassgruppe {key}; ta en plass som det har, eller en annen første dag",
        "the mandate in force on {start} has no seat group {key}; take a seat that it has, or another first day"
    );
    Refusal::new(RefusalCode::AgainstMandate, "start", message)
}
