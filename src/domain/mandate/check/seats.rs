//! Checks of the shape Seats.
//!
//! May import: `domain`.

use super::question::{Judgement, Question};
use crate::domain::{mandate::clause::seats::Seats, text::Text};

pub(super) fn check(_seats: &Seats, _question: Question<'_>) -> Judgement {
    Judgement::NoMachine(Text::nb_en("Ingen maskin kan bedømme dette.", "No machine can judge this."))
}
