//! Checks of the shape Term.
//!
//! May import: `domain`.

use super::question::{Judgement, Question};
use crate::domain::{mandate::clause::term::Term, text::Text};

pub(super) fn check(_term: &Term, _question: Question<'_>) -> Judgement {
    Judgement::NoMachine(Text::nb_en("Ingen maskin kan bedømme dette.", "No machine can judge this."))
}
