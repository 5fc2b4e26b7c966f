//! The question that is put to a check, and the forms of its answer.
//!
//! May import: `domain`.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::domain::{
    council::{Body, Council, Mandate, Meeting, MeetingStatus, Membership, Record, Seat},
    directory::Directory,
    id::SeatId,
    mandate::{
        clause::{Clause, scope::HolderKind},
        composition::GroupRules,
        verdict::{Evidence, Subject, Told, VerdictStatus},
    },
    text::Text,
    word::Key,
};

/// What checks look at.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The council.
    pub council: &'a Council,
    /// The mandate that is judged.
    pub mandate: &'a Mandate,
    /// What lies outside the council, and who asks.
    pub around: Around<'a>,
}

/// What lies outside the council that is judged, and who asks.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// What councils share.
    pub directory: &'a Directory,
    /// The other councils of the family, those that the audience may see.
    pub family: &'a [Arc<Council>],
    /// Who is told.
    pub audience: Audience,
    /// Whether sentences and evidence are wanted, or only the statuses: filters ask for no words.
    pub words: bool,
}

/// Who is told what a check finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: only what everybody may see is looked at, and counts that reveal nobody.
    Public,
    /// The secretariat of the council: everything is looked at.
    Inside,
}

/// What a check answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// What was found, subject by subject; never empty.
    Found(Vec<Finding>),
    /// No machine can judge this, and why.
    NoMachine(Text),
}

/// What a check finds about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was found.
    pub status: VerdictStatus,
    /// What it is about; None where it is about the council as a whole.
    pub subject: Option<Subject>,
    /// What was found, in a sentence; empty where no words are wanted.
    pub message: Text,
    /// What it was found from; empty where no words are wanted.
    pub evidence: Vec<Evidence>,
}

/// A clause, to be judged by facts on a day.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The facts.
    pub facts: &'a Facts<'a>,
    /// The clause.
    pub clause: &'a Clause,
    /// Its place in the mandate.
    pub place: usize,
    /// The day.
    pub on: NaiveDate,
    /// The council whose mandate states the clause, where it is put to another council.
    pub stated_by: Option<&'a Council>,
}

/// A seat in scope of a clause, with what applies to its group.
#[derive(Clone, Copy, Debug)]
pub struct SeatInScope<'a> {
    /// What applies to the group.
    pub rules: &'a GroupRules,
    /// The seat.
    pub seat: &'a Seat,
}

impl<'a> Question<'a> {
    /// The council whose mandates have the clause.
    #[must_use]
    pub fn stating(&self) -> &'a Council {
        self.stated_by.unwrap_or(self.facts.council)
    }

    /// A finding; the sentence and the evidence are made only where words are wanted.
    pub fn finding(
        &self,
        status: VerdictStatus,
        subject: Option<Subject>,
        message: impl FnOnce() -> Text,
        evidence: impl FnOnce() -> Vec<Evidence>,
    ) -> Finding {
        if self.facts.around.words {
            Finding { status, subject, message: message(), evidence: evidence() }
        } else {
            Finding { status, subject, message: Text::default(), evidence: Vec::new() }
        }
    }

    /// The groups of the mandate that the clause applies to, whether or not they have seats on the day.
    pub fn groups(&self) -> impl Iterator<Item = &'a GroupRules> {
        self.facts.mandate.reached(&self.clause.applies_to)
    }

    /// The seats on the day that the clause applies to, in the order of the groups.
    #[must_use]
    pub fn seats(&self) -> Vec<SeatInScope<'a>> {
        let council = self.facts.council;
        let groups = self.groups().filter_map(|rules| Some((rules, council.group(&rules.key)?.id)));
        groups
            .flat_map(|(rules, id)| council.seats_of(id, self.on).map(move |seat| SeatInScope { rules, seat }))
            .collect()
    }

    /// Those who hold seats in scope on the day, alternates among them where the clause reaches them; `posts` of the
    /// scope narrow to their holders.
    #[must_use]
    pub fn memberships(&self) -> Vec<(SeatInScope<'a>, &'a Membership)> {
        let council = self.facts.council;
        let seats = self.seats();
        let mut places: Vec<(SeatId, usize)> = seats.iter().enumerate().map(|(at, seat)| (seat.seat.id, at)).collect();
        places.sort_unstable();
        let holders = self.clause.applies_to.holders;
        let posts = &self.clause.applies_to.posts;
        let wanted = |membership: &Membership| {
            let rank = match holders {
                Some(HolderKind::Members) => membership.alternate_rank == 0,
                Some(HolderKind::Alternates) => membership.alternate_rank > 0,
                None => true,
            };
            rank && (posts.is_empty() || posts.iter().any(|post| membership.holds_post(post)))
        };
        // One pass over the memberships; the order stays that of the seats, and at a seat that of the holdings. Most of
        // the past is left behind by its days alone, before its seats are looked up.
        let mut held: Vec<(usize, &Membership)> = council
            .memberships
            .iter()
            .filter(|membership| membership.in_force_on(self.on) && wanted(membership))
            .filter_map(|membership| {
                let at = places.binary_search_by_key(&membership.seat, |(seat, _)| *seat).ok()?;
                Some((places[at].1, membership))
            })
            .collect();
        held.sort_by_key(|(place, _)| *place);
        held.into_iter().map(|(place, membership)| (seats[place], membership)).collect()
    }

    /// Whether somebody has said that the facts of this kind are complete on the day: `roster`, `meetings`,
    /// `attendance`, `activities`, `events`, `items`, `facts`, `steps`.
    #[must_use]
    pub fn complete(&self, subject: &str, on: NaiveDate) -> bool {
        let marks = &self.facts.council.completeness;
        marks.iter().any(|mark| &*mark.subject == subject && mark.period.contains(on))
    }

    /// Whether the facts of this kind are said to be complete on every day from `from` up to, not with, `until`.
    #[must_use]
    pub fn complete_through(&self, subject: &str, from: NaiveDate, until: NaiveDate) -> bool {
        let mut covered = from;
        while covered < until {
            let marks = self.facts.council.completeness.iter();
            let reaching = marks.filter(|mark| &*mark.subject == subject && mark.period.contains(covered));
            let Some(furthest) = reaching.map(|mark| mark.period.end.unwrap_or(NaiveDate::MAX)).max() else {
                return false;
            };
            covered = furthest;
        }
        true
    }

    /// The meetings that took place up to and with the day.
    pub fn meetings_held(&self) -> impl Iterator<Item = &'a Meeting> {
        let meetings = self.facts.council.meetings.iter();
        meetings.filter(|meeting| meeting.status == MeetingStatus::Held && meeting.day <= self.on)
    }

    /// What was recorded up to and with the day.
    pub fn records(&self) -> impl Iterator<Item = &'a Record> {
        self.facts.council.records.iter().filter(|record| record.on <= self.on)
    }

    /// The name of a body, as everybody may know it.
    #[must_use]
    pub fn name_of(&self, body: Body) -> Text {
        let directory = self.facts.around.directory;
        let name = match body {
            _ if !self.facts.may_be_named(body) => None,
            Body::Organisation(id) => directory.organisation(id).map(|it| it.name.clone()),
            Body::Council(id) => directory.council(id).map(|it| it.name.clone()),
        };
        name.unwrap_or_else(|| Text::nb_en("et ukjent organ", "an unknown body"))
    }

    /// Evidence that leads to a seat.
    #[must_use]
    pub fn seat_evidence(&self, rules: &GroupRules, seat: &Seat) -> Evidence {
        let value = Told::Seat { ordinal: seat.ordinal, vacant_since: None };
        Evidence { label: rules.label.clone(), value, subject: Some(Subject::Seat(seat.id)) }
    }

    /// Evidence that leads to a membership: whose it is.
    #[must_use]
    pub fn member_evidence(&self, membership: &Membership) -> Evidence {
        let person = self.facts.council.persons.get(&membership.person);
        Evidence {
            label: Text::nb_en("medlemskap", "membership"),
            value: person.map_or("?", |person| person.name.as_str()).into(),
            subject: Some(Subject::Membership(membership.id)),
        }
    }

    /// Evidence that is a day.
    #[must_use]
    pub fn dated(&self, nb: &str, en: &str, date: NaiveDate, subject: Option<Subject>) -> Evidence {
        Evidence { label: Text::nb_en(nb, en), value: Told::Day(date), subject }
    }

    /// Evidence that is a number, a name or words.
    #[must_use]
    pub fn valued(&self, nb: &str, en: &str, value: impl Into<Told>, subject: Option<Subject>) -> Evidence {
        Evidence { label: Text::nb_en(nb, en), value: value.into(), subject }
    }

    /// The group of a seat, where the mandate knows it.
    #[must_use]
    pub fn rules_of(&self, seat: SeatId) -> Option<&'a GroupRules> {
        let council = self.facts.council;
        let key: &Key = &council.group_by_id(council.seat(seat)?.group)?.key;
        self.facts.mandate.composition.group(key)
    }
}
