//! What may be done, but not more than a part of the time: the use of deputies.
//!
//! May import: `domain`. The part is reckoned over the meetings of the last twelve months: of the seats for which
//! somebody was there, those for which it was not the holder (`domain::deputies`).

use crate::domain::{
    council::Meeting,
    deputies::{UseOfDeputies, year_until},
    mandate::{
        check::{
            meetings::{Presences, held_under_mandate, no_meeting, not_public},
            question::{Audience, Judgement, Question},
        },
        clause::activity::Duty,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

/// The verb of a duty to do something sparingly.
const LIMIT: &str = "limit";
/// What can be counted.
const USE_OF_DEPUTIES: &str = "use-of-deputies";

/// Whether the duty is to do something only so much.
pub(super) fn is_limit(duty: &Duty) -> bool {
    duty.limited_to.is_some() || &*duty.activity.verb == LIMIT
}

pub(super) fn check(duty: &Duty, question: Question<'_>) -> Judgement {
    if !duty.activity.subjects.iter().any(|subject| &**subject == USE_OF_DEPUTIES) {
        return Judgement::NoMachine(Text::nb_en(
            "Hvor mye dette brukes, er ikke blant det som registreres.",
            "How much of this there is, is not among what is recorded.",
        ));
    }
    let first = year_until(question.on);
    let held: Vec<&Meeting> =
        held_under_mandate(&question).into_iter().filter(|meeting| meeting.day >= first).collect();
    if held.is_empty() {
        return Judgement::Found(vec![no_meeting(&question)]);
    }
    if question.facts.around.audience == Audience::Public {
        return Judgement::Found(vec![not_public(&question)]);
    }
    let presences = Presences::of(&question, &held);
    let sum = UseOfDeputies::of(held.iter().flat_map(|meeting| presences.rows(meeting.id)));
    let (others, all) = (sum.by_others(), sum.attended);
    let unknown = held.iter().find(|meeting| !meeting.held.attendance_known);
    let limit = duty.limited_to.as_ref().and_then(|limit| limit.share);
    let status = match (limit, unknown) {
        (None, _) | (_, Some(_)) => VerdictStatus::Unknown,
        (Some(limit), None) if sum.is_more_than(limit.parts, limit.of) => VerdictStatus::Breached,
        (Some(_), None) => VerdictStatus::Met,
    };
    let message = || {
        let nb = format!("Noen andre enn medlemmet møtte {others} av {all} ganger det siste året.");
        let en = format!("Somebody else than the member attended {others} of {all} times in the past year.");
        let (more_nb, more_en) = match (limit, unknown, status) {
            (None, ..) => (
                " Mandatet sier ikke hvor mye som er for mye, og rådet har ikke satt noe tall.".to_owned(),
                " The mandate does not say how much is too much, and the council has set no number.".to_owned(),
            ),
            (_, Some(meeting), _) => (
                format!(" Hvem som var til stede {}, er ikke registrert for alle plassene.", meeting.day),
                format!(" Who was present on {} is not recorded for every seat.", meeting.day),
            ),
            (Some(limit), None, status) => {
                let part = format!("{}/{}", limit.parts, limit.of);
                if status == VerdictStatus::Breached {
                    (format!(" Det er mer enn {part}."), format!(" That is more than {part}."))
                } else {
                    (format!(" Det er ikke mer enn {part}."), format!(" That is not more than {part}."))
                }
            }
        };
        Text::nb_en(&format!("{nb}{more_nb}"), &format!("{en}{more_en}"))
    };
    let evidence = || {
        let mut evidence =
            vec![question.valued("møtte ved andre", "attended by others", format!("{others}/{all}"), None)];
        evidence.extend(
            held.iter()
                .map(|meeting| question.dated("møte", "meeting", meeting.day, Some(Subject::Meeting(meeting.id)))),
        );
        evidence
    };
    Judgement::Found(vec![question.finding(status, None, message, evidence)])
}
