//! Who sits in which seat on the day, found in one walk through the memberships.
//!
//! May import: `domain`.

use super::question::{Question, SeatInScope};
use crate::domain::{council::Membership, id::SeatId, mandate::composition::GroupRules};

/// Seats on the day with those who sit in them.
#[derive(Debug)]
pub(super) struct Sitting<'a> {
    seats: Vec<SeatInScope<'a>>,
    /// The place of the seat in `seats`, and who sits there; by place, then by alternate rank.
    held: Vec<(usize, &'a Membership)>,
}

impl<'a> Sitting<'a> {
    /// The seats that the clause applies to.
    pub fn in_scope(question: Question<'a>) -> Self {
        Self::at(question, question.seats())
    }

    /// The seats of one group.
    pub fn of_group(question: Question<'a>, rules: &'a GroupRules) -> Self {
        let council = question.facts.council;
        let group = council.group(&rules.key);
        let seats = group.into_iter().flat_map(|group| council.seats_of(group.id, question.on));
        Self::at(question, seats.map(|seat| SeatInScope { rules, seat }).collect())
    }

    fn at(question: Question<'a>, seats: Vec<SeatInScope<'a>>) -> Self {
        let mut places: Vec<(SeatId, usize)> = seats.iter().enumerate().map(|(at, seat)| (seat.seat.id, at)).collect();
        places.sort_unstable();
        let in_force = question.facts.council.memberships.iter().filter(|held| held.in_force_on(question.on));
        let mut held: Vec<(usize, &Membership)> = in_force
            .filter_map(|held| {
                let at = places.binary_search_by_key(&held.seat, |(seat, _)| *seat).ok()?;
                Some((places[at].1, held))
            })
            .collect();
        held.sort_by_key(|(place, membership)| (*place, membership.alternate_rank));
        Self { seats, held }
    }

    /// How many seats there are.
    pub fn len(&self) -> usize {
        self.seats.len()
    }

    /// Each seat with everybody who sits there, alternates too.
    pub fn seats(&self) -> impl Iterator<Item = (SeatInScope<'a>, &[(usize, &'a Membership)])> {
        let mut rest = self.held.as_slice();
        self.seats.iter().enumerate().map(move |(place, seat)| {
            let (here, after) = rest.split_at(rest.iter().take_while(|(at, _)| *at == place).count());
            rest = after;
            (*seat, here)
        })
    }

    /// Each seat with its holder.
    pub fn held_seats(&self) -> impl Iterator<Item = (SeatInScope<'a>, Option<&'a Membership>)> {
        self.seats()
            .map(|(seat, here)| (seat, here.iter().map(|(_, held)| *held).find(|held| held.alternate_rank == 0)))
    }

    /// Those who hold a seat, with it; no alternates.
    pub fn holders(&self) -> impl Iterator<Item = (SeatInScope<'a>, &'a Membership)> {
        self.everybody().filter(|(_, held)| held.alternate_rank == 0)
    }

    /// Everybody who sits somewhere, with the seat; alternates too.
    pub fn everybody(&self) -> impl Iterator<Item = (SeatInScope<'a>, &'a Membership)> {
        self.held.iter().map(|(place, held)| (self.seats[*place], *held))
    }
}
