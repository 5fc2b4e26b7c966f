//! Requirements on how holders differ: no two with the same value, or turns from one holder to the next.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::{
    Tri,
    apart::Together,
    asked_for,
    counts::unplaced,
    predicate::{KnownFacts, Values},
    roll::{Holder, Portion, Roll, about},
    within,
};
use crate::domain::{
    council::Membership,
    mandate::{
        check::question::{Finding, Question},
        clause::requirement::{AllOf, AnyOf, Comparison, FactIs, Predicate, Requirement, Tested},
        verdict::VerdictStatus,
    },
    text::Text,
};

/// The first condition on an attribute: that is what holders are compared by.
fn sorted_by(predicate: &Predicate) -> Option<&FactIs> {
    match predicate {
        Predicate::Fact(is) => Some(is),
        Predicate::All(AllOf { of }) | Predicate::Any(AnyOf { of }) => of.iter().find_map(sorted_by),
        Predicate::Not(not) => sorted_by(&not.of),
    }
}

/// The values that count: those that the condition names, or any where it names none.
fn values<'a>(
    is: &FactIs,
    known: &KnownFacts<'a>,
    roll: &Roll<'a>,
    held: &Membership,
    days: [NaiveDate; 2],
) -> Values<'a> {
    let mut found = known.values(is, held.person, days[0], roll.sight);
    if found.open && found.known.is_empty() && days[0] != days[1] {
        found = known.values(is, held.person, days[1], roll.sight);
    }
    if is.comparison == Comparison::Is && !is.values.is_empty() {
        found.known.retain(|value| is.values.contains(value));
    }
    found
}

/// Those with whom somebody has a value in common.
pub(super) fn different<'a>(
    requirement: &Requirement,
    question: &Question<'a>,
    roll: &Roll<'a>,
    known: &KnownFacts<'a>,
    together: &Together<'_, 'a>,
) -> Vec<Finding> {
    let Some(is) = sorted_by(&requirement.predicate) else { return Vec::new() };
    if together.portion == Portion::Unknown {
        return vec![unplaced(question)];
    }
    let directory = question.facts.around.directory;
    let concerned = together.holders.iter().filter_map(|holder| {
        let days = roll.days(holder.membership, requirement.tested, question.on);
        let concerns = requirement
            .only_if
            .as_ref()
            .map(|only_if| within(only_if, about(directory, holder), known, days, roll.sight));
        let sure = match concerns {
            Some(Tri::False) => return None,
            Some(Tri::Unknown(_)) => false,
            Some(Tri::True) | None => true,
        };
        Some((*holder, values(is, known, roll, holder.membership, days), sure))
    });
    let concerned: Vec<(&Holder<'a>, Values<'a>, bool)> = concerned.collect();
    let found = concerned.iter().enumerate().map(|(at, (holder, own, sure))| {
        let mut status = VerdictStatus::Met;
        for (_, (_, theirs, also_sure)) in concerned.iter().enumerate().filter(|(other, _)| *other != at) {
            let common = own.known.iter().any(|value| theirs.known.contains(value));
            let may = (own.open && (theirs.open || !theirs.known.is_empty())) || (theirs.open && !own.known.is_empty());
            if common && *sure && *also_sure {
                status = VerdictStatus::Breached;
                break;
            }
            if common || may {
                status = VerdictStatus::Unknown;
            }
        }
        if status == VerdictStatus::Met && together.perhaps > 0 && (own.open || !own.known.is_empty()) {
            status = VerdictStatus::Unknown;
        }
        let said = match status {
            VerdictStatus::Met => (" skiller seg fra de andre når det gjelder ", " differs from the others in "),
            VerdictStatus::Breached => (" har det samme som en annen når det gjelder ", " is the same as another in "),
            _ => (" skiller seg kanskje ikke fra de andre når det gjelder ", " may not differ from the others in "),
        };
        about_one(question, roll, holder, requirement, status, said)
    });
    found.collect()
}

/// Whether each holder differs from the one before on the same seat, or in the same post.
pub(super) fn alternating<'a>(
    requirement: &Requirement,
    question: &Question<'a>,
    roll: &Roll<'a>,
    known: &KnownFacts<'a>,
) -> Vec<Finding> {
    let Some(is) = sorted_by(&requirement.predicate) else { return Vec::new() };
    let directory = question.facts.around.directory;
    let holders = roll.holders.iter().filter(|holder| holder.membership.alternate_rank == 0);
    let found = holders.filter_map(|holder| {
        let held = holder.membership;
        let days = roll.days(held, requirement.tested, question.on);
        let concerns = requirement
            .only_if
            .as_ref()
            .map(|only_if| within(only_if, about(directory, holder), known, days, roll.sight));
        if concerns == Some(Tri::False) {
            return None;
        }
        let status = match before(question, roll, held) {
            Some(predecessor) => {
                let then = match requirement.tested {
                    Tested::AtSelection => roll.days(predecessor, requirement.tested, question.on),
                    _ => [last_day(predecessor, held); 2],
                };
                let own = values(is, known, roll, held, days);
                let theirs = values(is, known, roll, predecessor, then);
                let common = own.known.iter().any(|value| theirs.known.contains(value));
                match (common, concerns) {
                    (true, None | Some(Tri::True)) => VerdictStatus::Breached,
                    (true, _) => VerdictStatus::Unknown,
                    (false, _) if own.open || theirs.open => VerdictStatus::Unknown,
                    (false, _) => VerdictStatus::Met,
                }
            }
            // Whoever came first takes no turn, if it is known that nobody was there before.
            None if first(question, roll, held) => VerdictStatus::Met,
            None => VerdictStatus::Unknown,
        };
        let said = match status {
            VerdictStatus::Met => {
                (" avløste ingen som er likt stilt når det gjelder ", " came after nobody who is the same in ")
            }
            VerdictStatus::Breached => {
                (" har det samme som forgjengeren når det gjelder ", " is the same as the predecessor in ")
            }
            _ => {
                (" har det kanskje samme som forgjengeren når det gjelder ", " may be the same as the predecessor in ")
            }
        };
        Some(about_one(question, roll, holder, requirement, status, said))
    });
    found.collect()
}

/// Who held the seat, or the post, before somebody else did.
fn before<'a>(question: &Question<'_>, roll: &Roll<'a>, held: &Membership) -> Option<&'a Membership> {
    let posts = &question.clause.applies_to.posts;
    let same_place = |other: &&Membership| {
        if posts.is_empty() { other.seat == held.seat } else { posts.iter().any(|post| other.holds_post(post)) }
    };
    let earlier = roll.council.memberships.iter().filter(|other| {
        other.start < held.start
            && other.alternate_rank == 0
            && other.person != held.person
            && !other.period().is_empty()
    });
    earlier.filter(same_place).max_by_key(|other| other.start)
}

fn last_day(predecessor: &Membership, successor: &Membership) -> NaiveDate {
    let until = predecessor.until().map_or(successor.start, |until| until.min(successor.start));
    until.pred_opt().unwrap_or(until).max(predecessor.start)
}

/// Whether it is known that nobody was there before.
fn first(question: &Question<'_>, roll: &Roll<'_>, held: &Membership) -> bool {
    let made = roll.council.seat(held.seat).and_then(|seat| seat.period.start);
    let new = question.clause.applies_to.posts.is_empty() && made.is_some_and(|made| made >= held.start);
    new || held.start.pred_opt().is_some_and(|day| question.complete("roster", day))
}

fn about_one(
    question: &Question<'_>,
    roll: &Roll<'_>,
    holder: &Holder<'_>,
    requirement: &Requirement,
    status: VerdictStatus,
    said: (&str, &str),
) -> Finding {
    let name = roll.name(holder.membership);
    let message = || {
        let (nb, en) = asked_for(requirement, question);
        Text::nb_en(&format!("{name}{}{nb}.", said.0), &format!("{name}{}{en}.", said.1))
    };
    let evidence =
        || if roll.elsewhere(question) { Vec::new() } else { vec![question.member_evidence(holder.membership)] };
    question.finding(status, Some(roll.subject(question, holder.membership)), message, evidence)
}
