//! Checks of the shape Relation.
//!
//! May import: `domain`.

use super::question::{Judgement, Question};
use crate::domain::{mandate::clause::relation::Relation, text::Text};

pub(super) fn check(_relation: &Relation, _question: Question<'_>) -> Judgement {
    Judgement::NoMachine(Text::nb_en("Ingen maskin kan bedømme dette.", "No machine can judge this."))
}
