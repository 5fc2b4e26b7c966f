//! Whether terms end in turns: in no window of the length that the clause names more than the part of the seats.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use crate::domain::{
    council::Membership,
    mandate::{
        check::question::{Finding, Question, SeatInScope},
        clause::term::Staggering,
        verdict::VerdictStatus,
    },
    text::Text,
};

/// What is found of the planned ends of those who hold the seats.
pub(super) fn finding(
    staggering: &Staggering,
    question: &Question<'_>,
    held: &[(SeatInScope<'_>, &Membership)],
) -> Finding {
    let seats = u32::try_from(question.seats().len()).unwrap_or(u32::MAX);
    let most = staggering.share.least_of(seats);
    let holders = held.iter().filter(|(_, membership)| membership.alternate_rank == 0);
    let ends: Vec<Option<NaiveDate>> = holders.map(|(_, membership)| membership.expected_end).collect();
    let mut known: Vec<NaiveDate> = ends.iter().flatten().copied().collect();
    known.sort_unstable();
    let unknown = u32::try_from(ends.len() - known.len()).unwrap_or(u32::MAX);
    let (together, from) = crowded(&known, staggering);
    let status = if together > most {
        VerdictStatus::Breached
    } else if together.saturating_add(unknown) > most && unknown > 0 {
        VerdictStatus::Unknown
    } else {
        VerdictStatus::Met
    };
    let day = from.map_or_else(String::new, |from| from.to_string());
    let message = || match status {
        VerdictStatus::Breached => Text::nb_en(
            &format!("For mange perioder slutter samtidig: {together} fra {day}, mot høyst {most}."),
            &format!("Too many terms end together: {together} from {day} on, where {most} may."),
        ),
        VerdictStatus::Unknown => Text::nb_en(
            "Det er ikke registrert når alle periodene slutter, og for mange kan slutte samtidig.",
            "When all terms end is not recorded, and too many may end together.",
        ),
        _ => Text::nb_en("Periodene slutter på omgang.", "The terms end in turns."),
    };
    let evidence = || {
        let mut evidence = vec![question.valued("høyst samtidig", "together at most", most, None)];
        evidence.push(question.valued("slutter samtidig", "end together", together, None));
        evidence.extend(from.map(|from| question.dated("fra", "from", from, None)));
        evidence
    };
    question.finding(status, None, message, evidence)
}

/// The most ends in one window, and the first of them. The ends are in order.
fn crowded(ends: &[NaiveDate], staggering: &Staggering) -> (u32, Option<NaiveDate>) {
    let (mut most, mut first) = (0, None);
    for (at, from) in ends.iter().enumerate() {
        let until = staggering.every.after(*from);
        let inside = ends[at..].iter().take_while(|end| until.is_none_or(|until| **end < until)).count();
        let inside = u32::try_from(inside).unwrap_or(u32::MAX);
        if inside > most {
            (most, first) = (inside, Some(*from));
        }
    }
    (most, first)
}
