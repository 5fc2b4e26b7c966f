//! How much one person can serve: renewals, limits and the time that has to pass before a return.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{
    appointer::Rules,
    term::{Departure, Planned},
};
use crate::{
    domain::{
        council::Membership,
        id::{PersonId, SeatId},
        mandate::{
            clause::{Clause, Modality, term::LimitCounted},
            tenure::{self, Forbidden},
        },
        message::{Message, said},
    },
    error::{Refusal, RefusalCode},
};

/// What is wrong with this person serving again, from what the council's roster knows of earlier terms.
pub(super) fn limits(
    rules: Rules<'_>,
    planned: Planned<'_>,
    person: PersonId,
    start: NaiveDate,
    end: Option<NaiveDate>,
) -> Vec<(Departure, Refusal)> {
    let earlier = tenure::stints(held_before(rules, planned.clause, person, start));
    let key = &planned.clause.key;
    let departure =
        if planned.clause.modality == Some(Modality::Shall) { Departure::Forbidden } else { Departure::Noticed };
    tenure::renewal_allowed(planned.term, &earlier, start, end)
        .into_iter()
        .map(|forbidden| {
            let what = in_words(forbidden);
            let message = said!(
                ["etter bestemmelsen {key}: {}; oppnevn en annen", what.nb],
                ["by the clause {key}, {}; appoint somebody else", what.en]
            );
            (departure, Refusal::new(RefusalCode::AgainstMandate, "person", message).because_of(key))
        })
        .collect()
}

/// What the person has begun before the day to hold, out of the seats that the clause is about.
fn held_before<'c>(
    rules: Rules<'c>,
    clause: &Clause,
    person: PersonId,
    start: NaiveDate,
) -> impl Iterator<Item = &'c Membership> {
    let council = rules.council;
    let reached = rules.mandate.reached(&clause.applies_to);
    let groups: HashSet<_> = reached.filter_map(|group| council.group(&group.key)).map(|group| group.id).collect();
    let of_groups = council.seats.iter().filter(|seat| groups.contains(&seat.group));
    let seats: HashSet<SeatId> = of_groups.map(|seat| seat.id).collect();
    council.memberships.iter().filter(move |held| {
        held.person == person
            && held.alternate_rank == 0
            && held.start < start
            && seats.contains(&held.seat)
            && !held.period().is_empty()
    })
}

/// What is wrong with one more term, of whoever would serve it.
pub(super) fn in_words(forbidden: Forbidden) -> Message {
    match forbidden {
        Forbidden::NotRenewable => {
            said!(
                "en periode kan ikke forlenges, og denne personen har sittet før uten opphold",
                "a term cannot be renewed, and this person has served before without a break"
            )
        }
        Forbidden::Renewals { most } => {
            said!(
                "en periode kan forlenges høyst {most} ganger, og dette ville vært én gang til",
                "a term can be renewed {most} times at most, and this would be once more"
            )
        }
        Forbidden::Terms { counted, most } => {
            let counted = counted_in_words(counted);
            said!(
                ["en person sitter høyst {most} perioder {}, og dette ville vært én til", counted.nb],
                ["a person serves {most} terms {} at most, and this would be one more", counted.en]
            )
        }
        Forbidden::Duration { counted, most } => {
            let counted = counted_in_words(counted);
            said!(
                ["en person sitter høyst {most} {}, og dette ville vært mer", counted.nb],
                ["a person serves for {most} {} at most, and this would be more", counted.en]
            )
        }
        Forbidden::TooEarly { from } => said!(
            "den som har gått ut, kan komme tilbake fra {from}",
            "somebody who has left can come back from {from} on"
        ),
    }
}

fn counted_in_words(counted: LimitCounted) -> Message {
    match counted {
        LimitCounted::Total => said!("i alt", "in all"),
        LimitCounted::Consecutive => said!("uten opphold", "without a break"),
        LimitCounted::InWindow => said!("i tiden det regnes for", "in the time that is looked at"),
    }
}
