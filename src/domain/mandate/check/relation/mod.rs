//! Checks of the shape Relation: do the ties between bodies exist as the mandate says?
//!
//! May import: `domain`. A body that has gone is followed to whoever came after it.

mod adoption;
mod family;
mod named;
mod secretariat;

pub(super) use named::body;

use super::question::{Judgement, Question};
use crate::domain::{
    mandate::clause::relation::{Relation, RelationKind},
    text::Text,
};

pub(super) fn check(relation: &Relation, question: Question<'_>) -> Judgement {
    let mut found = Vec::new();
    match relation.kind {
        RelationKind::TierOf => family::check(relation, question, &mut found),
        RelationKind::AdoptsMandateOf => adoption::check(relation, question, &mut found),
        RelationKind::SecretariatOf => secretariat::check(relation, question, &mut found),
        RelationKind::Succeeds => named::succeeds(relation, question, &mut found),
        RelationKind::ParentOf
        | RelationKind::FrameworkFor
        | RelationKind::Funds
        | RelationKind::NominatesFor
        | RelationKind::DemarcatesAgainst
        | RelationKind::ComposesFor => named::check(relation, question, &mut found),
    }
    if found.is_empty() {
        return Judgement::NoMachine(Text::nb_en(
            "Mandatet beskriver hvem dette gjelder, uten å nevne noen som står i registeret.",
            "The mandate describes whom this is about, and names nobody whom the register has.",
        ));
    }
    Judgement::Found(found)
}
