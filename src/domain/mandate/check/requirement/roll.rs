//! Who is judged by a requirement: the holders in scope, in the council itself or in another one of its family.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::predicate::{About, Represented, Sight};
use crate::domain::{
    council::{Body, Council, Membership},
    directory::Directory,
    id::OrganisationId,
    mandate::{
        check::{
            appointing,
            question::{Audience, Finding, Question},
        },
        clause::{
            requirement::{ApartFor, Tested},
            scope::HolderKind,
            seats::SeatFor,
        },
        composition::GroupRules,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
    word::{Code, Key},
};

/// Those who are judged.
pub(super) struct Roll<'a> {
    /// The council that they sit on.
    pub council: &'a Council,
    /// The holders, alternates among them where the clause reaches them.
    pub holders: Vec<Holder<'a>>,
    /// The groups of seats that nobody is known to hold, though nobody has said that the roster is complete: each seat
    /// may have a holder.
    pub unrecorded: Vec<&'a GroupRules>,
    /// How much of what is recorded of a single person may be looked at.
    pub sight: Sight,
}

/// One who is judged.
#[derive(Clone, Copy)]
pub(super) struct Holder<'a> {
    /// What applies to the group of the seat, where the mandate knows it.
    pub rules: Option<&'a GroupRules>,
    /// The holding.
    pub membership: &'a Membership,
}

/// What holders are counted apart by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Portion<'a> {
    /// Nothing.
    Whole,
    /// Who appointed them.
    Appointer(Body),
    /// The group of their seats.
    Group(&'a GroupRules),
    /// The sector of their seats.
    Sector(Option<&'a Code>),
    /// The sub-body of their seats.
    SubBody(Option<&'a Key>),
    /// That is not known.
    Unknown,
    /// They are not bound.
    Free,
}

/// The kinds of organisation that are public authorities: what they appoint is bound by what the law asks of public
/// authorities. Entries of the code list `organisation-kind`. State enterprises, companies under a law of their own,
/// foundations and associations (of municipalities too) are persons in law beside the state, and are not bound.
const PUBLIC: [&str; 9] = [
    "ministry",
    "directorate",
    "agency",
    "research-council",
    "regional-health-authority",
    "parliament",
    "municipality",
    "county",
    "court",
];

impl<'a> Roll<'a> {
    /// Those in scope on the question's day.
    pub fn call(question: &Question<'a>) -> Result<Self, Box<Finding>> {
        if let Some(slug) = &question.clause.applies_to.council {
            let named = question.facts.around.directory.council_by_slug(slug).map(|head| head.id);
            if named != Some(question.facts.council.head.id) {
                let family = question.facts.around.family.iter().map(|council| &**council);
                let other = family.into_iter().find(|council| named == Some(council.head.id));
                return Self::of_other(question, other);
            }
            return Self::of_other(question, Some(question.facts.council));
        }
        let memberships = question.memberships();
        let mut unrecorded = Vec::new();
        if question.clause.applies_to.holders != Some(HolderKind::Alternates)
            && question.clause.applies_to.posts.is_empty()
            && !question.complete("roster", question.on)
        {
            let held = |seat| memberships.iter().any(|(_, held)| held.seat == seat && held.alternate_rank == 0);
            unrecorded.extend(question.seats().into_iter().filter(|at| !held(at.seat.id)).map(|at| at.rules));
        }
        let holders = memberships.into_iter().map(|(at, membership)| Holder { rules: Some(at.rules), membership });
        Ok(Self {
            council: question.facts.council,
            holders: holders.collect(),
            unrecorded,
            sight: if question.facts.around.audience == Audience::Public { Sight::Public } else { Sight::Everything },
        })
    }

    /// Those who sit on another council: as far as everybody may know, whoever asks.
    fn of_other(question: &Question<'a>, council: Option<&'a Council>) -> Result<Self, Box<Finding>> {
        let on = question.on;
        let scope = &question.clause.applies_to;
        let composition = council.and_then(|council| council.mandate_on(on)).map(|mandate| &mandate.composition);
        let wanted = |council: &'a Council, membership: &'a Membership| {
            let group = council.seat(membership.seat).and_then(|seat| council.group_by_id(seat.group));
            let rules = group.and_then(|group| composition?.group(&group.key));
            let rank = match scope.holders {
                Some(HolderKind::Members) => membership.alternate_rank == 0,
                Some(HolderKind::Alternates) => membership.alternate_rank > 0,
                None => true,
            };
            let sector = rules.and_then(GroupRules::sector);
            let narrowed = (scope.sectors.is_empty() || sector.is_some_and(|sector| scope.sectors.contains(sector)))
                && (scope.classes.is_empty() || rules.is_some_and(|rules| scope.classes.contains(&rules.class)))
                && (scope.posts.is_empty() || scope.posts.iter().any(|post| membership.holds_post(post)));
            (rank && narrowed).then_some(Holder { rules, membership })
        };
        let holders: Vec<Holder<'a>> = council.map_or_else(Vec::new, |council| {
            let sitting = council.memberships.iter().filter(|membership| membership.in_force_on(on));
            sitting.filter_map(|membership| wanted(council, membership)).collect()
        });
        match council {
            Some(council) if !holders.is_empty() => {
                let own = council.head.id == question.facts.council.head.id;
                let inside = own && question.facts.around.audience == Audience::Inside;
                let sight = if inside { Sight::Everything } else { Sight::Public };
                Ok(Self { council, holders, unrecorded: Vec::new(), sight })
            }
            _ => Err(Box::new(question.finding(
                VerdictStatus::Unknown,
                council.map(|council| Subject::Council(council.head.id)),
                || {
                    Text::nb_en(
                        "Hvem som sitter i det andre rådet, er ikke kjent.",
                        "Who sits on the other council is not known.",
                    )
                },
                Vec::new,
            ))),
        }
    }

    /// Whether it is another council than the one whose mandate is judged.
    pub fn elsewhere(&self, question: &Question<'_>) -> bool {
        self.council.head.id != question.facts.council.head.id
    }

    /// What a finding about the holder leads to.
    pub fn subject(&self, question: &Question<'_>, membership: &Membership) -> Subject {
        if self.elsewhere(question) {
            Subject::Council(self.council.head.id)
        } else {
            Subject::Membership(membership.id)
        }
    }

    /// What the holder is called.
    pub fn name(&self, membership: &Membership) -> &'a str {
        self.council.persons.get(&membership.person).map_or("?", |person| person.name.as_str())
    }

    /// The days on which the holder is looked at, the first first: the day asked for, or, at selection, the day of the
    /// decision, and where nothing is known of that day the first day of the holding.
    pub fn days(&self, membership: &Membership, tested: Tested, on: NaiveDate) -> [NaiveDate; 2] {
        if tested == Tested::AtSelection {
            let decided = self.council.appointments.get(&membership.appointment).and_then(|act| act.decided_on);
            [decided.unwrap_or(membership.start), membership.start]
        } else {
            [on, on]
        }
    }
}

/// The holder as somebody whom a condition is asked about.
pub(super) fn about<'a>(directory: &'a Directory, holder: &Holder<'a>) -> About<'a> {
    let represented = represented(directory, holder.rules, holder.membership.on_behalf_of);
    About { person: holder.membership.person, represented }
}

/// Whom somebody represents on a seat of the group: whom he or she speaks for, or else the organisation that the seats
/// are for.
pub(super) fn represented<'a>(
    directory: &'a Directory,
    rules: Option<&'a GroupRules>,
    on_behalf_of: Option<OrganisationId>,
) -> Represented<'a> {
    if let Some(organisation) = on_behalf_of {
        let known = directory.organisation(organisation);
        return known.map_or(Represented::Unknown, |organisation| Represented::Organisation(&organisation.slug));
    }
    match rules.map(|rules| &rules.meant_for) {
        Some(SeatFor::Organisation(of)) => Represented::Organisation(&of.slug),
        Some(SeatFor::Sector(_) | SeatFor::Personal(_)) => Represented::Nobody,
        Some(SeatFor::Office(of)) => of.body.as_organisation().map_or(Represented::Unknown, Represented::Organisation),
        Some(SeatFor::List(_)) | None => Represented::Unknown,
    }
}

/// What the holder is counted apart by.
pub(super) fn portion<'a>(question: &Question<'a>, apart: Option<ApartFor>, holder: &Holder<'a>) -> Portion<'a> {
    match apart {
        None => Portion::Whole,
        Some(ApartFor::Appointer | ApartFor::PublicAppointer) => {
            let body = appointing::appointer(question.facts, holder.rules, holder.membership);
            bound(question, apart, body)
        }
        Some(ApartFor::Group) => holder.rules.map_or(Portion::Unknown, Portion::Group),
        Some(ApartFor::Sector) => Portion::Sector(holder.rules.and_then(GroupRules::sector)),
        Some(ApartFor::SubBody) => Portion::SubBody(holder.rules.and_then(|rules| sub_body(question, rules))),
    }
}

/// What a holder of a seat of the group would be counted apart by, if there is one.
pub(super) fn portion_of_group<'a>(
    question: &Question<'a>,
    apart: Option<ApartFor>,
    rules: &'a GroupRules,
) -> Portion<'a> {
    match apart {
        None => Portion::Whole,
        Some(ApartFor::Appointer | ApartFor::PublicAppointer) => {
            let directory = question.facts.around.directory;
            let body = match &rules.appointer {
                Some(actor) => directory.body(actor),
                None => Some(Body::Organisation(question.facts.council.head.owner)),
            };
            bound(question, apart, body)
        }
        Some(ApartFor::Group) => Portion::Group(rules),
        Some(ApartFor::Sector) => Portion::Sector(rules.sector()),
        Some(ApartFor::SubBody) => Portion::SubBody(sub_body(question, rules)),
    }
}

fn bound<'a>(question: &Question<'_>, apart: Option<ApartFor>, body: Option<Body>) -> Portion<'a> {
    let Some(body) = body else { return Portion::Unknown };
    if apart == Some(ApartFor::Appointer) {
        return Portion::Appointer(body);
    }
    match public(question.facts.around.directory, body) {
        Some(true) => Portion::Appointer(body),
        Some(false) => Portion::Free,
        None => Portion::Unknown,
    }
}

/// Whether the body is a public authority; a council is what its owner is. None where its kind is not recorded.
fn public(directory: &Directory, body: Body) -> Option<bool> {
    let organisation = match body {
        Body::Organisation(id) => id,
        Body::Council(id) => directory.council(id)?.owner,
    };
    let kind = directory.organisation(organisation)?.kind.as_ref()?;
    Some(PUBLIC.contains(&kind.as_str()))
}

fn sub_body<'a>(question: &Question<'a>, rules: &GroupRules) -> Option<&'a Key> {
    question.facts.mandate.sub_body_of(rules)
}
