//! Within a time after something.
//!
//! May import: `domain`. Where each member, or each holder of a group of seats, has to do it, it is owed for every seat
//! that was held when the event happened. Where the mandate gives no number of days, nothing done since is a breach of
//! what the council as a whole has to do, and unknown of what each of many has to: nobody can say that one of them has
//! taken too long.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Owing, deeds::between, events::Happening, nothing_yet};
use crate::domain::{
    council::{Body, Membership, Record, Seat},
    id::{RecordId, SeatId},
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

/// What was done, by what it says it is about, so that many events do not look through everything done.
struct Followers<'a> {
    about: HashMap<RecordId, Vec<&'a Record>>,
    of_anything: Vec<&'a Record>,
}

impl<'a> Followers<'a> {
    fn of(deeds: &[&'a Record]) -> Self {
        let mut followers = Self { about: HashMap::new(), of_anything: Vec::new() };
        for deed in deeds {
            match deed.about {
                Some(about) => followers.about.entry(about).or_default().push(deed),
                None => followers.of_anything.push(deed),
            }
        }
        followers
    }

    /// What was done since, about this if it says about what: about the event itself, or the item that it befell.
    fn since(&self, day: NaiveDate, occasion: Occasion<'a>) -> impl Iterator<Item = &'a Record> {
        let about: Vec<RecordId> = match occasion {
            Occasion::Record(event) => std::iter::once(event.id).chain(event.about).collect(),
            _ => Vec::new(),
        };
        let linked = about.into_iter().filter_map(|about| self.about.get(&about)).flatten();
        let rest = between(&self.of_anything, day, NaiveDate::MAX).iter();
        linked.filter(move |deed| deed.on >= day).chain(rest).copied()
    }
}

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
        let deeds = Followers::of(self.deeds);
        for happening in happened {
            owed.push(match &seats {
                Some(seats) => self.of_each(at, happening, &deeds, seats),
                None => self.of_one(at, happening, &deeds),
            });
        }
    }

    fn of_one(&self, at: &WithinDelay, (day, occasion): Happening<'a>, deeds: &Followers<'a>) -> Owed<'a> {
        let latest = at.delay.as_ref().and_then(|delay| delay.duration).and_then(|delay| delay.after(day));
        let deed = deeds.since(day, occasion).min_by_key(|deed| deed.on);
        let outcome = match (deed, latest) {
            (Some(deed), Some(latest)) if deed.on > latest => Outcome::Late,
            (Some(_), _) => Outcome::Kept,
            (None, Some(latest)) if self.question.on <= latest => Outcome::StillTime,
            (None, _) => Outcome::Missed,
        };
        Owed::once(occasion, latest, deed, outcome)
    }

    /// The seats whose holders each owe it, with what applies to their groups.
    fn seats_that_owe(&self) -> Option<HashMap<SeatId, &'a GroupRules>> {
        let only = match &self.duty.activity.actor {
            Actor::Part(part) if matches!(part.part, Part::EachMember | Part::Members | Part::MemberOrganisations) => {
                None
            }
            Actor::Group(group) => Some(&group.group),
            _ => return None,
        };
        let council = self.question.facts.council;
        let groups = self.question.groups().filter(|rules| only.is_none_or(|only| rules.key == *only));
        let groups: Vec<_> = groups.filter_map(|rules| Some((council.group(&rules.key)?.id, rules))).collect();
        let rules_of = |seat: &Seat| groups.iter().find(|(group, _)| *group == seat.group);
        Some(council.seats.iter().filter_map(|seat| Some((seat.id, rules_of(seat)?.1))).collect())
    }

    fn of_each(
        &self,
        at: &WithinDelay,
        (day, occasion): Happening<'a>,
        deeds: &Followers<'a>,
        seats: &HashMap<SeatId, &'a GroupRules>,
    ) -> Owed<'a> {
        let council = self.question.facts.council;
        let directory = self.question.facts.around.directory;
        let mut by_seat: HashSet<SeatId> = HashSet::new();
        let mut by_body: HashSet<Body> = HashSet::new();
        let mut deed = None;
        let latest = at.delay.as_ref().and_then(|delay| delay.duration).and_then(|delay| delay.after(day));
        let in_time = |done: &Record| latest.is_none_or(|latest| done.on <= latest);
        for done in deeds.since(day, occasion).filter(|done| in_time(done)) {
            by_seat.extend(done.by_membership.and_then(|id| council.membership(id)).map(|membership| membership.seat));
            by_body.extend(done.by.filter(|_| done.by_membership.is_none()));
            deed = deed.filter(|latest: &&Record| latest.on > done.on).or(Some(done));
        }
        let organisation = |membership: &Membership, rules: &GroupRules| {
            let of_group =
                || rules.organisation().and_then(|slug| directory.organisation_by_slug(slug)).map(|it| it.id);
            membership.on_behalf_of.or_else(of_group).map(Body::Organisation)
        };
        let holders = council.memberships.iter().filter(|held| held.alternate_rank == 0 && held.in_force_on(day));
        let holders: Vec<(&'a Membership, &'a GroupRules)> =
            holders.filter_map(|held| Some((held, *seats.get(&held.seat)?))).collect();
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
