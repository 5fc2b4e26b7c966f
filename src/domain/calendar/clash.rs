//! Meetings that take place at the same time although somebody is expected at both.
//!
//! May import: `domain`. Expected are those who hold a seat on the day, in the council whose meeting it is and in those it
//! meets together with; who stands in for a holder is not, as long as the holder can come.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::{
    council::{Body, Council, Meeting},
    id::{CouncilId, MeetingId, OrganisationId, PersonId},
};

/// A meeting of a council.
#[derive(Clone, Copy, Debug)]
pub struct Sitting<'a> {
    /// Whose.
    pub council: &'a Council,
    /// Which.
    pub meeting: &'a Meeting,
}

/// Two meetings at the same time, with those who are expected at both: never nobody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clash {
    /// The one that starts first.
    pub first: (CouncilId, MeetingId),
    /// The other one.
    pub second: (CouncilId, MeetingId),
    /// The persons who are expected at both, by identity.
    pub persons: Vec<PersonId>,
    /// The organisations for which somebody is expected at both, by identity.
    pub organisations: Vec<OrganisationId>,
}

/// Who is expected at a meeting, and for which organisations.
type Expected = (BTreeSet<PersonId>, BTreeSet<OrganisationId>);

impl<'a> Sitting<'a> {
    /// The meetings of these councils that take place, as far as anybody knows.
    pub fn all(councils: impl IntoIterator<Item = &'a Council>) -> impl Iterator<Item = Self> {
        let of = |council: &'a Council| council.meetings.iter().map(move |meeting| Self { council, meeting });
        councils.into_iter().flat_map(of).filter(Self::takes_place)
    }

    /// Whether it takes place, as far as anybody knows.
    #[must_use]
    pub const fn takes_place(&self) -> bool {
        !self.meeting.status.is_off()
    }

    /// Whether both take place at some moment.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.meeting.starts_at < other.over_at() && other.meeting.starts_at < self.over_at()
    }

    /// Which it is.
    #[must_use]
    pub const fn id(&self) -> (CouncilId, MeetingId) {
        (self.council.head.id, self.meeting.id)
    }

    /// The first instant at which it is over. One whose end is not known counts as the moment of its start.
    fn over_at(&self) -> DateTime<Utc> {
        let shortest = self.meeting.starts_at + TimeDelta::microseconds(1);
        self.meeting.ends_at.map_or(shortest, |ends_at| ends_at.max(shortest))
    }

    fn meets_with(&self, council: &Council) -> bool {
        self.meeting.together_with.contains(&Body::Council(council.head.id))
    }

    /// Whether the two are one meeting that both councils have written down.
    fn is_same(&self, other: &Self) -> bool {
        self.meeting.starts_at == other.meeting.starts_at
            && (self.meets_with(other.council) || other.meets_with(self.council))
    }

    /// Who is expected, and for which organisations.
    fn expected(&self, councils: &[&Council]) -> Expected {
        let others = councils
            .iter()
            .copied()
            .filter(|council| council.head.id != self.council.head.id && self.meets_with(council));
        let held = std::iter::once(self.council).chain(others).flat_map(|council| {
            council.in_office(self.meeting.day).filter(|membership| membership.alternate_rank == 0)
        });
        let (mut persons, mut organisations) = (BTreeSet::new(), BTreeSet::new());
        for membership in held {
            persons.insert(membership.person);
            organisations.extend(membership.on_behalf_of);
        }
        (persons, organisations)
    }
}

/// Which of the sittings clash. Those who sit in a council that is met with count as far as it is among `councils`.
#[must_use]
pub fn clashes(councils: &[&Council], sittings: &[Sitting<'_>]) -> Vec<Clash> {
    let mut sittings: Vec<Sitting<'_>> = sittings.to_vec();
    sittings.sort_by_key(|sitting| (sitting.meeting.starts_at, sitting.id()));
    let mut expected: Vec<Option<Expected>> = vec![None; sittings.len()];
    let mut found = Vec::new();
    for (at, first) in sittings.iter().enumerate() {
        let over_at = first.over_at();
        // Sorted by start: whatever begins before this one is over overlaps it, and nothing after that does.
        let later = sittings.iter().enumerate().skip(at + 1);
        for (place, second) in later.take_while(|(_, second)| second.meeting.starts_at < over_at) {
            if first.is_same(second) {
                continue;
            }
            let one = expected[at].get_or_insert_with(|| first.expected(councils)).clone();
            let other = expected[place].get_or_insert_with(|| second.expected(councils));
            let persons: Vec<PersonId> = one.0.intersection(&other.0).copied().collect();
            let organisations: Vec<OrganisationId> = one.1.intersection(&other.1).copied().collect();
            if !(persons.is_empty() && organisations.is_empty()) {
                found.push(Clash { first: first.id(), second: second.id(), persons, organisations });
            }
        }
    }
    found
}
