//! Checks of the shape Statement.
//!
//! May import: `domain`.

use super::question::{Judgement, Question};
use crate::domain::{mandate::clause::statement::Statement, text::Text};

pub(super) fn check(_statement: &Statement, _question: Question<'_>) -> Judgement {
    Judgement::NoMachine(Text::nb_en("Ingen maskin kan bedømme dette.", "No machine can judge this."))
}
