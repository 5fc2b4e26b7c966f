//! Who acts when a seat is filled: the bodies that an actor of a clause stands for, who appointed somebody, and the
//! mandate that an act stands on.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::{
    question::{Facts, Question},
    succession::subject_of,
};
use crate::domain::{
    council::{Appointment, Body, Mandate, Membership},
    directory::Directory,
    id::PersonId,
    mandate::{
        clause::{
            Clause,
            actor::{Actor, Part},
            relation::RelationKind,
        },
        composition::GroupRules,
        verdict::{Evidence, Told},
    },
    text::Text,
};

/// Whom an actor of a clause stands for, when it is about one seat.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Meant {
    /// These bodies, any of them.
    pub bodies: Vec<Body>,
    /// Whether somebody may be meant whom the register cannot tell.
    pub others: bool,
    /// Whether it is anybody.
    pub anybody: bool,
}

impl Meant {
    /// Whether the body is meant; None where the register cannot tell.
    pub fn includes(&self, directory: &Directory, body: Body, on: NaiveDate) -> Option<bool> {
        if self.anybody || self.bodies.iter().any(|named| directory.is_or_succeeded(*named, body, on)) {
            Some(true)
        } else if self.others {
            None
        } else {
            Some(false)
        }
    }
}

/// Whom the actor stands for, about the seat of a holder.
pub(super) fn meant(
    actor: &Actor,
    facts: &Facts<'_>,
    rules: Option<&GroupRules>,
    holder: &Membership,
    on: NaiveDate,
) -> Meant {
    let (directory, council) = (facts.around.directory, facts.council);
    let these = |bodies: Vec<Body>| Meant { others: bodies.is_empty(), bodies, anybody: false };
    let Actor::Part(part) = actor else { return these(directory.body(actor).into_iter().collect()) };
    match part.part {
        Part::Owner => these(vec![Body::Organisation(council.head.owner)]),
        Part::Council | Part::Members => these(vec![Body::Council(council.head.id)]),
        Part::Secretariat => {
            // What the secretariat does is written down as done by the council, or by the body that is the secretariat.
            let ties = directory.ties_to(RelationKind::SecretariatOf, &council.head.slug, on);
            let mut bodies: Vec<Body> = ties.filter_map(|tie| directory.body(&tie.of)).collect();
            let others = bodies.is_empty();
            bodies.push(Body::Council(council.head.id));
            Meant { bodies, others, anybody: false }
        }
        Part::MemberOrganisations => {
            let own = rules.and_then(GroupRules::organisation).and_then(|slug| directory.organisation_by_slug(slug));
            let organisation = holder.on_behalf_of.or_else(|| own.map(|organisation| organisation.id));
            these(organisation.map(Body::Organisation).into_iter().collect())
        }
        Part::Appointer => match rules.and_then(|rules| rules.appointer.as_ref()) {
            Some(Actor::Part(part)) if part.part == Part::Appointer => these(Vec::new()),
            Some(actor) => meant(actor, facts, rules, holder, on),
            None => these(vec![Body::Organisation(council.head.owner)]),
        },
        Part::Public => Meant { anybody: true, ..Meant::default() },
        Part::EachMember | Part::Deputies | Part::CaseOwner | Part::ResponsibleActors => these(Vec::new()),
    }
}

/// Whom any of the actors stands for; no actors at all are anybody.
pub(super) fn any_meant(
    actors: &[Actor],
    facts: &Facts<'_>,
    rules: Option<&GroupRules>,
    holder: &Membership,
    on: NaiveDate,
) -> Meant {
    let mut together = Meant { anybody: actors.is_empty(), ..Meant::default() };
    for one in actors.iter().map(|actor| meant(actor, facts, rules, holder, on)) {
        together.bodies.extend(one.bodies);
        together.others |= one.others;
        together.anybody |= one.anybody;
    }
    together
}

/// The act that a membership results from.
pub(super) fn appointment<'a>(facts: &Facts<'a>, membership: &Membership) -> Option<&'a Appointment> {
    facts.council.appointments.get(&membership.appointment)
}

/// The day on which it was decided that somebody holds the seat; the first day of the holding where that is not
/// recorded.
pub(super) fn decided_on(facts: &Facts<'_>, membership: &Membership) -> NaiveDate {
    appointment(facts, membership).and_then(|act| act.decided_on).unwrap_or(membership.start)
}

/// Who appointed: whoever decided, or else whoever the mandate names, or else the owner of the council. None where the
/// register cannot tell.
pub(super) fn appointer(facts: &Facts<'_>, rules: Option<&GroupRules>, membership: &Membership) -> Option<Body> {
    if let Some(body) = appointment(facts, membership).and_then(|act| act.decided_by) {
        return Some(body);
    }
    match rules.and_then(|rules| rules.appointer.as_ref()) {
        Some(actor) => meant(actor, facts, rules, membership, membership.start).bodies.first().copied(),
        None => Some(Body::Organisation(facts.council.head.owner)),
    }
}

/// The mandate that the act stands on, and the form that the clause has in it: the mandate in force when it was
/// decided, or else, where that one says nothing of the kind, the one in force on the first day of the holding.
pub(super) fn governing<'a>(
    question: &Question<'a>,
    decided: NaiveDate,
    start: NaiveDate,
) -> Option<(&'a Mandate, &'a Clause)> {
    let (council, judged) = (question.stating(), question.facts.mandate);
    [decided, start].into_iter().find_map(|day| {
        let mandate = council.mandate_on(day)?;
        if mandate.id == judged.id {
            return Some((judged, question.clause));
        }
        let at = mandate.clauses.iter().find(|at| at.clause.key == question.clause.key)?;
        Some((mandate, &*at.clause))
    })
}

/// What the person is called.
pub(super) fn name<'a>(facts: &Facts<'a>, person: PersonId) -> &'a str {
    facts.council.persons.get(&person).map_or("?", |person| person.name.as_str())
}

/// Evidence that leads to the body that decided.
pub(super) fn body_evidence(question: &Question<'_>, body: Body) -> Evidence {
    let subject = question.facts.may_be_named(body).then(|| subject_of(body));
    let value = Told::Name(question.name_of(body));
    Evidence { label: Text::nb_en("avgjort av", "decided by"), value, subject }
}
