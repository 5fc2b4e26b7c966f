//! What is let pass but wants noticed: conditions over the whole body never refuse an act, or an empty council could
//! never be filled.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::text::list;
use crate::{
    domain::{
        council::{Council, Mandate},
        directory::Directory,
        mandate::{
            check::{Around, Audience, Facts},
            clause::{Clause, Provision, seats::SeatRole},
            composition::{Composition, GroupRules},
            rehearsal,
            verdict::VerdictStatus,
        },
        message::{Message, said},
        text::Lang,
        time::Period,
    },
    error::{Refusal, RefusalCode},
};

/// What is noticed about a mandate in the council that it is for: today, or on the day of the mandate that is nearest.
pub(in crate::acts) fn of_mandate(
    directory: &Directory,
    council: &Council,
    mandate: &Mandate,
    today: NaiveDate,
) -> Vec<Refusal> {
    let on = nearest(mandate.period, today);
    let around = Around { directory, family: &[], audience: Audience::Inside, words: true };
    let facts = Facts { council, mandate, around };
    let verdicts = rehearsal::of_text(&facts, on).into_iter();
    let breached = verdicts.filter(|verdict| verdict.status == VerdictStatus::Breached);
    let mut warnings: Vec<Refusal> = breached
        .filter_map(|verdict| {
            let key = &mandate.clauses.get(verdict.clause?)?.clause.key;
            let [nb, en] = [Lang::Nb, Lang::En].map(|lang| verdict.message.in_lang(lang).to_owned().into());
            let message = Message { nb, en };
            Some(Refusal::new(RefusalCode::AgainstMandate, "clauses", message).because_of(key))
        })
        .collect();
    let clauses: Vec<&Clause> = mandate.clauses.iter().map(|at| &*at.clause).collect();
    warnings.extend(of_composition(&mandate.composition, &clauses));
    warnings
}

/// The day of the period that is nearest to today: the seats that a mandate makes are there in its days only.
fn nearest(period: Period, today: NaiveDate) -> NaiveDate {
    match (period.start, period.end.and_then(|end| end.pred_opt())) {
        (Some(first), _) if today < first => first,
        (_, Some(last)) if last < today => last,
        _ => today,
    }
}

fn of_composition(composition: &Composition, clauses: &[&Clause]) -> Vec<Refusal> {
    let mut warnings = Vec::new();
    if composition.groups.is_empty() {
        warnings.push(Refusal::notice(
            "clauses",
            said!(
                "ingen bestemmelse gir plasser; legg til en bestemmelse av formen Seats med en gruppe",
                "no clause makes seats; add a clause of the shape Seats with a group"
            ),
        ));
        return warnings;
    }
    let chaired = composition.groups.iter().any(|group| group.role == SeatRole::Chair)
        || clauses.iter().any(|clause| matches!(&clause.provision, Provision::Post(post) if &*post.post == "chair"));
    if !chaired {
        let message = said!(
            "ingen bestemmelse sier hvem som leder rådet; legg til en plassgruppe med rollen CHAIR, eller en \
             bestemmelse av formen Post",
            "no clause says who leads the council; add a seat group with the role CHAIR, or a clause of the shape \
             Post"
        );
        warnings.push(Refusal::notice("clauses", message));
    }
    let open: Vec<&GroupRules> = composition.groups.iter().filter(|group| group.appointer.is_none()).collect();
    if let [first, rest @ ..] = open.as_slice() {
        let groups = list(open.iter().map(|group| &*group.key));
        let message = said!(
            "ingen bestemmelse sier hvem som oppnevner til plassene i {groups}; til en gjør det, er det rådets eier",
            "no clause says who fills the seats of {groups}; until one does, the owner of the council fills them"
        );
        let warning = Refusal::notice("clauses", message);
        warnings.push(match clauses.get(first.clause).filter(|_| rest.is_empty()) {
            Some(clause) => warning.because_of(&clause.key),
            None => warning,
        });
    }
    warnings
}
