//! Clauses about another council: those on the total of its seats, on terms, posts, procedures and meetings are put to
//! that council, as everybody may know it.
//!
//! May import: `domain`.
//!
//! The clause is of the mandate that states it, so that mandate's period counts; the groups of seats are those of the
//! other council's own mandate. A seat group or a sub-body is not put to it: groups are made by the mandate whose seats
//! they are, and what another mandate calls a group has no seats. The grammar refuses `groups` for another council too.

use super::question::{Around, Audience, Facts, Finding, Judgement, Question};
use crate::domain::{
    council::{Body, Council, Mandate},
    mandate::{
        clause::{Clause, Provision, scope::Scope},
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::{Lang, Text},
    word::Slug,
};

/// What is found of the other council; None where the clause is not of a shape that is put to it.
pub(super) fn judge(question: Question<'_>) -> Option<Judgement> {
    let slug = question.clause.applies_to.council.as_ref().filter(|_| can_be_put(&question.clause.provision))?;
    let facts = question.facts;
    let named = facts.around.directory.council_by_slug(slug).map(|head| head.id);
    let own = (named == Some(facts.council.head.id)).then_some(facts.council);
    let other = || facts.around.family.iter().map(|council| &**council).find(|other| Some(other.head.id) == named);
    let Some(council) = own.or_else(other) else {
        return Some(Judgement::Found(vec![unknown(question, slug)]));
    };
    let clause =
        Clause { applies_to: Scope { council: None, ..question.clause.applies_to.clone() }, ..question.clause.clone() };
    if own.is_some() {
        return Some(super::judge(Question { clause: &clause, ..question }));
    }
    let mandate = seen_from(facts.mandate, council, question);
    // Whoever asks, of another council only what everybody may see is looked at.
    let around = Around { audience: Audience::Public, ..facts.around };
    let there = Facts { council, mandate: &mandate, around };
    let put = Question { facts: &there, clause: &clause, stated_by: Some(facts.council), ..question };
    Some(match super::judge(put) {
        Judgement::Found(findings) => {
            Judgement::Found(findings.into_iter().map(|finding| retold(finding, question, council)).collect())
        }
        no_machine @ Judgement::NoMachine(_) => no_machine,
    })
}

/// Whether clauses of this shape say something that can be asked of any council.
fn can_be_put(provision: &Provision) -> bool {
    match provision {
        Provision::Seats(seats) => {
            seats.group.is_none() && seats.sub_body.is_none() && (seats.total.is_some() || seats.alternates.is_some())
        }
        Provision::Term(_) | Provision::Meetings(_) | Provision::Post(_) | Provision::Procedure(_) => true,
        // Requirements have a roll of their own; the others are about what is on record in the council that states them.
        Provision::Requirement(_)
        | Provision::Representation(_)
        | Provision::Duty(_)
        | Provision::Right(_)
        | Provision::Relation(_)
        | Provision::Period(_)
        | Provision::Statement(_) => false,
    }
}

/// The mandate that states the clause, with the groups of the other council in the place of its own.
fn seen_from(stating: &Mandate, council: &Council, question: Question<'_>) -> Mandate {
    let composition = council.mandate_on(question.on).map(|mandate| mandate.composition.clone());
    Mandate {
        id: stating.id,
        version: stating.version,
        status: stating.status,
        title: None,
        url: None,
        adopted_on: stating.adopted_on,
        adopted_by: stating.adopted_by,
        period: stating.period,
        template: None,
        clauses: Vec::new(),
        composition: composition.unwrap_or_default(),
    }
}

/// That nothing is known of the council that the clause is about.
fn unknown(question: Question<'_>, slug: &Slug) -> Finding {
    let named = question.facts.around.directory.council_by_slug(slug).map(|head| Body::Council(head.id));
    let body = named.filter(|body| question.facts.may_be_named(*body));
    let message = || {
        Text::nb_en(
            "Dette gjelder et annet råd, som registeret ikke kjenner som et av rådets nærmeste.",
            "This is about another council, which the register does not know as one close to this one.",
        )
    };
    question.finding(VerdictStatus::Unknown, body.map(super::succession::subject_of), message, Vec::new)
}

/// The finding as the council that states the clause tells it: of which council it is, and leading there.
fn retold(mut finding: Finding, question: Question<'_>, council: &Council) -> Finding {
    let whole = Subject::Council(council.head.id);
    let led = |subject: Subject| match subject {
        Subject::Organisation(_) | Subject::Council(_) => subject,
        // Nodes of the other council are reached through it.
        Subject::Mandate(_)
        | Subject::SeatGroup(_)
        | Subject::Seat(_)
        | Subject::Membership(_)
        | Subject::Meeting(_)
        | Subject::Record(_)
        | Subject::Exemption(_) => whole,
    };
    finding.subject = Some(finding.subject.map_or(whole, led));
    if question.facts.around.words {
        let name = question.name_of(Body::Council(council.head.id));
        let of = |lang| format!("{}: {}", name.in_lang(lang), finding.message.in_lang(lang));
        finding.message = Text::nb_en(&of(Lang::Nb), &of(Lang::En));
        finding.evidence =
            finding.evidence.into_iter().map(|told| Evidence { subject: told.subject.map(led), ..told }).collect();
    }
    finding
}
