//! Checks of the shape Procedure.
//!
//! May import: `domain`.

use super::question::{Judgement, Question};
use crate::domain::{mandate::clause::procedure::Procedure, text::Text};

pub(super) fn check(_procedure: &Procedure, _question: Question<'_>) -> Judgement {
    Judgement::NoMachine(Text::nb_en("Ingen maskin kan bedømme dette.", "No machine can judge this."))
}
