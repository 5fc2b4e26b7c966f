//! The secretariat: each council that is spoken of has exactly one, and it exists.
//!
//! May import: `domain`.

use super::{
    super::{
        question::{Finding, Question},
        succession::{Standing, subject_of},
        words::in_both,
    },
    named,
};
use crate::domain::{
    council::Body,
    mandate::{
        clause::{
            Provision,
            actor::Actor,
            relation::{Relation, RelationKind},
        },
        verdict::VerdictStatus,
    },
    text::Text,
    word::Slug,
};

pub(super) fn check(relation: &Relation, question: Question<'_>, found: &mut Vec<Finding>) {
    let facts = question.facts;
    let own = &facts.council.head.slug;
    if let Some(of) = relation.of.as_ref().and_then(|of| facts.standing_of(of, question.on))
        && !matches!(of, Standing::Stands(_) | Standing::Succeeded(_, _, false))
    {
        found.push(named::body(of, false, question));
    }
    if relation.to.is_empty() {
        found.push(exactly_one(own, Body::Council(facts.council.head.id), question));
        return;
    }
    for actor in &relation.to {
        let (Some(standing), Some(slug)) =
            (facts.standing_of(actor, question.on), actor.as_council().or_else(|| actor.as_organisation()))
        else {
            continue;
        };
        found.push(match standing {
            Standing::Stands(body) | Standing::Succeeded(body, _, false) => exactly_one(slug, body, question),
            other => named::body(other, false, question),
        });
    }
}

fn exactly_one(slug: &Slug, of: Body, question: Question<'_>) -> Finding {
    let facts = question.facts;
    let directory = facts.around.directory;
    let own = &facts.council.head;
    let mut staff: Vec<(Option<Body>, Actor)> = Vec::new();
    let mut add = |actor: Actor| {
        let body = directory.body(&actor);
        if !staff.iter().any(|(known, other)| if body.is_some() { *known == body } else { *other == actor }) {
            staff.push((body, actor));
        }
    };
    // What the mandate that is judged says itself, which may not be adopted yet, and what other mandates say.
    for at in &facts.mandate.clauses {
        if let Provision::Relation(other) = &at.clause.provision
            && other.kind == RelationKind::SecretariatOf
        {
            let mut to = other.to.iter().filter_map(|to| to.as_council().or_else(|| to.as_organisation()));
            if (other.to.is_empty() && *slug == own.slug) || to.any(|to| to == slug) {
                add(other.of.clone().unwrap_or_else(|| Actor::council(&own.slug)));
            }
        }
    }
    for tie in directory.ties_to(RelationKind::SecretariatOf, slug, question.on) {
        if tie.stated_by != own.id && facts.may_be_named(Body::Council(tie.stated_by)) {
            add(tie.of.clone());
        }
    }
    let status = match staff.len() {
        0 => VerdictStatus::Unknown,
        1 => VerdictStatus::Met,
        _ => VerdictStatus::Breached,
    };
    let message = || {
        let name = question.name_of(of);
        let ((nb, en), count) = (in_both(&name), staff.len());
        match status {
            VerdictStatus::Met => {
                Text::nb_en(&format!("{nb} har ett sekretariat."), &format!("{en} has one secretariat."))
            }
            VerdictStatus::Unknown => Text::nb_en(
                &format!("Det er ikke registrert hvem som er sekretariat for {nb}."),
                &format!("Who is the secretariat of {en} is not recorded."),
            ),
            _ => Text::nb_en(
                &format!("{nb} har {count} sekretariater; et råd har ett."),
                &format!("{en} has {count} secretariats; a council has one."),
            ),
        }
    };
    let evidence = || {
        let named = staff.iter().filter_map(|(body, _)| body.filter(|body| facts.may_be_named(*body)));
        named
            .map(|body| {
                let name = question.name_of(body);
                question.valued("sekretariat", "secretariat", &name, Some(subject_of(body)))
            })
            .collect()
    };
    question.finding(status, Some(subject_of(of)), message, evidence)
}
