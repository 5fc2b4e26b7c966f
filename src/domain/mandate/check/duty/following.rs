//! Within a time after something.
//!
//! May import: `domain`. Where each member, or each holder of a group of seats, has to do it, it is owed for every seat
//! that was held when the event happened. Where the mandate gives no number of days, nothing done since is a breach of
//! what the council as a whole has to do, and unknown of what each of many has to: nobody can say that one of them has
//! taken too long.

use std::collections::HashSet;

use super::{Owing, deeds::between, events::Happening, nothing_yet};
use crate::domain::{
    council::{Body, Membership, Record},
    id::SeatId,
    mandate::{
        check::{
            owed::{Occasion, Owed},
            spans::Outcome,
        },
        clause::{
            activity::WithinDelay,
            actor::{Actor, Part},
        },
        composition::GroupRules,
    },
};

impl<'a> Owing<'_, 'a> {
    pub(super) fn within(&self, at: &WithinDelay, owed: &mut Vec<Owed<'a>>) {
        let happened: Vec<Happening<'a>> =
            self.happenings(&at.event, false).into_iter().filter(|(day, _)| *day <= self.question.on).collect();
        if happened.is_empty() {
            let since = self.force.start.or(self.force.seen);
            let known = since.is_some_and(|since| self.question.complete_through("events", since, self.tomorrow()));
            owed.push(nothing_yet(if known { Outcome::Kept } else { Outcome::NothingYet }));
            return;
        }
        let seats = self.seats_that_owe();
        for happening in happened {
            owed.push(match &seats {
                Some(seats) => self.of_each(at, happening, seats),
                None => self.of_one(at, happening),
            });
        }
    }

    fn of_one(&self, at: &WithinDelay, (day, occasion): Happening<'a>) -> Owed<'a> {
        let latest = at.delay.as_ref().and_then(|delay| delay.duration).and_then(|delay| delay.after(day));
        let deed = self.since(day, occasion).next();
        let outcome = match (deed, latest) {
            (Some(deed), Some(latest)) if deed.on > latest => Outcome::Late,
            (Some(_), _) => Outcome::Kept,
            (None, Some(latest)) if self.question.on <= latest => Outcome::StillTime,
            (None, _) => Outcome::Missed,
        };
        Owed::once(occasion, latest, deed, outcome)
    }

    /// What was done since, about this if it says about what.
    fn since(&self, day: chrono::NaiveDate, occasion: Occasion<'a>) -> impl Iterator<Item = &'a Record> {
        let event = if let Occasion::Record(record) = occasion { Some(record) } else { None };
        let fits = move |deed: &&'a Record| match (deed.about, event) {
            (Some(about), Some(event)) => about == event.id || event.about == Some(about),
            _ => true,
        };
        between(self.deeds, day, chrono::NaiveDate::MAX).iter().copied().filter(fits)
    }

    /// The seats whose holders each owe it, with what applies to their groups.
    fn seats_that_owe(&self) -> Option<Vec<(SeatId, &'a GroupRules)>> {
        let only = match &self.duty.activity.actor {
            Actor::Part(part) if matches!(part.part, Part::EachMember | Part::Members) => None,
            Actor::Group(group) => Some(&group.group),
            _ => return None,
        };
        let council = self.question.facts.council;
        let groups = self.question.groups().filter(|rules| only.is_none_or(|only| rules.key == *only));
        let groups: Vec<_> = groups.filter_map(|rules| Some((council.group(&rules.key)?.id, rules))).collect();
        let rules_of = |seat: &crate::domain::council::Seat| groups.iter().find(|(group, _)| *group == seat.group);
        Some(council.seats.iter().filter_map(|seat| Some((seat.id, rules_of(seat)?.1))).collect())
    }

    fn of_each(
        &self,
        at: &WithinDelay,
        (day, occasion): Happening<'a>,
        seats: &[(SeatId, &'a GroupRules)],
    ) -> Owed<'a> {
        let council = self.question.facts.council;
        let directory = self.question.facts.around.directory;
        let mut by_seat: HashSet<SeatId> = HashSet::new();
        let mut by_body: HashSet<Body> = HashSet::new();
        let mut deed = None;
        let latest = at.delay.as_ref().and_then(|delay| delay.duration).and_then(|delay| delay.after(day));
        let in_time = |done: &Record| latest.is_none_or(|latest| done.on <= latest);
        for done in self.since(day, occasion).filter(|done| in_time(done)) {
            by_seat.extend(done.by_membership.and_then(|id| council.membership(id)).map(|membership| membership.seat));
            by_body.extend(done.by.filter(|_| done.by_membership.is_none()));
            deed = Some(done);
        }
        let organisation = |membership: &Membership, rules: &GroupRules| {
            let of_group =
                || rules.organisation().and_then(|slug| directory.organisation_by_slug(slug)).map(|it| it.id);
            membership.on_behalf_of.or_else(of_group).map(Body::Organisation)
        };
        let holders = council.memberships.iter().filter(|held| held.alternate_rank == 0 && held.in_force_on(day));
        let holders: Vec<(&'a Membership, &'a GroupRules)> =
            holders.filter_map(|held| Some((held, seats.iter().find(|(seat, _)| *seat == held.seat)?.1))).collect();
        let done = |(held, rules): &(&'a Membership, &'a GroupRules)| {
            by_seat.contains(&held.seat) || organisation(held, rules).is_some_and(|body| by_body.contains(&body))
        };
        let open: Vec<&'a Membership> = holders.iter().filter(|held| !done(held)).map(|(held, _)| *held).collect();
        let outcome = match (open.is_empty(), latest) {
            // Nobody is known to have been a member; so nobody is known to have done it.
            (true, _) if holders.is_empty() => Outcome::Unrecorded,
            (true, _) => Outcome::Kept,
            (false, Some(latest)) if self.question.on <= latest => Outcome::StillTime,
            (false, Some(_)) => Outcome::Missed,
            (false, None) => Outcome::NoNumber,
        };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        Owed {
            occasion,
            towards: None,
            done: count(holders.len() - open.len()),
            needed: count(holders.len()).max(1),
            by: latest,
            outcome,
            deed,
            open,
        }
    }
}
