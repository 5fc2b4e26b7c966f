//! Checks of the shape Requirement.
//!
//! May import: `domain`.
//!
//! What is asked of each holder is answered holder by holder, for the public from public facts only. What is asked of
//! all of them together is counted from all facts, and then names nobody; what the public is told of a count is decided
//! in `counts`. A vacant seat breaks no requirement: there is nobody who could.

mod apart;
mod candidate;
mod counts;
mod neighbours;
mod occasion;
mod predicate;
mod quantifier;
mod roll;

use chrono::NaiveDate;

use self::roll::{Holder, Roll};
use super::question::{Finding, Judgement, Question};
use crate::domain::{
    council::Council,
    mandate::{
        clause::requirement::{Predicate, QuantifierKind, Requirement, Tested},
        verdict::VerdictStatus,
    },
    text::{Lang, Text},
    word::Code,
};

pub use candidate::{Candidate, Qualified, qualified};
pub use predicate::{About, KnownFacts, Missing, Represented, Sight, Tri, Values, holds};
#[cfg(test)]
pub(super) use quantifier::{
    Outcome, Possible, Spread, Tally, counted, numbers_tell_of_nobody, spread, tells_of_nobody,
};

pub(super) fn check(requirement: &Requirement, question: Question<'_>) -> Judgement {
    Judgement::Found(match found(requirement, &question) {
        Ok(findings) if findings.is_empty() => vec![question.finding(
            VerdictStatus::Met,
            None,
            || {
                Text::nb_en(
                    "Kravet gjelder ingen av dem som har plass nå.",
                    "The requirement concerns none of the present holders.",
                )
            },
            Vec::new,
        )],
        Ok(findings) => findings,
        Err(instead) => vec![*instead],
    })
}

/// What is found; what is said instead where there is nobody to look at.
fn found(requirement: &Requirement, question: &Question<'_>) -> Result<Vec<Finding>, Box<Finding>> {
    if requirement.tested == Tested::OnOccasion {
        return occasion::findings(requirement, question);
    }
    let roll = Roll::call(question)?;
    if roll.holders.is_empty() {
        return Err(Box::new(nobody(question, "roster")));
    }
    let known = known_facts(requirement, roll.council);
    Ok(match requirement.quantifier.kind {
        QuantifierKind::Every | QuantifierKind::None => {
            let asked = Asked { requirement, question, roll: &roll, known: &known };
            roll.holders.iter().filter_map(|holder| asked.of(holder)).collect()
        }
        _ => of_all(requirement, question, &roll, &known),
    })
}

/// What is found where holders are looked at together: neighbours, pairs, or their number.
fn of_all<'a>(
    requirement: &'a Requirement,
    question: &Question<'a>,
    roll: &Roll<'a>,
    known: &KnownFacts<'a>,
) -> Vec<Finding> {
    match requirement.quantifier.kind {
        QuantifierKind::Alternating => neighbours::alternating(requirement, question, roll, known),
        QuantifierKind::Different => apart::portions(requirement, question, roll)
            .into_iter()
            .flat_map(|counted| neighbours::different(requirement, question, roll, known, &counted))
            .collect(),
        _ => counts::findings(requirement, question, roll, known),
    }
}

/// Nobody holds a seat that the clause is about, as far as anybody has recorded.
pub(super) fn nobody(question: &Question<'_>, subject: &str) -> Finding {
    if question.complete(subject, question.on) {
        let message =
            || Text::nb_en("Ingen har en plass som dette gjelder.", "Nobody holds a seat that this is about.");
        question.finding(VerdictStatus::NotDue, None, message, Vec::new)
    } else {
        let message = || {
            Text::nb_en(
                "Ingen er registrert på plassene som dette gjelder, og ingen har sagt at oversikten er fullstendig.",
                "Nobody is recorded on the seats that this is about, and nobody has said that the roster is complete.",
            )
        };
        question.finding(VerdictStatus::Unknown, None, message, Vec::new)
    }
}

fn known_facts<'a>(requirement: &Requirement, council: &'a Council) -> KnownFacts<'a> {
    let mut attributes = Vec::new();
    requirement.predicate.attributes(&mut attributes);
    if let Some(only_if) = &requirement.only_if {
        only_if.attributes(&mut attributes);
    }
    KnownFacts::of(council, &attributes)
}

/// A requirement that is asked of holders one by one.
struct Asked<'r, 'a> {
    requirement: &'r Requirement,
    question: &'r Question<'a>,
    roll: &'r Roll<'a>,
    known: &'r KnownFacts<'a>,
}

impl<'r> Asked<'r, '_> {
    /// What is found of the holder; None where the requirement is not about him or her.
    fn of(&self, holder: &Holder<'_>) -> Option<Finding> {
        let days = self.roll.days(holder.membership, self.requirement.tested, self.question.on);
        Some(self.finding(holder, self.answer(holder, days)?))
    }

    /// Whether the holder is as he or she has to be; None where the requirement is not about him or her.
    fn answer(&self, holder: &Holder<'_>, days: [NaiveDate; 2]) -> Option<Tri<'r>> {
        let directory = self.question.facts.around.directory;
        let about = roll::about(directory, holder);
        answer(self.requirement, about, self.known, days, self.roll.sight)
    }

    fn finding(&self, holder: &Holder<'_>, answer: Tri<'_>) -> Finding {
        let Self { question, roll, requirement, .. } = *self;
        let subject = Some(roll.subject(question, holder.membership));
        let name = || roll.name(holder.membership);
        let evidence = || {
            if roll.elsewhere(question) { Vec::new() } else { vec![question.member_evidence(holder.membership)] }
        };
        let (nb, en) = if question.facts.around.words { asked_for(requirement, question) } else { Default::default() };
        match answer {
            Tri::True => question.finding(
                VerdictStatus::Met,
                subject,
                || {
                    Text::nb_en(
                        &format!("{} oppfyller kravet til {nb}.", name()),
                        &format!("{} meets the requirement on {en}.", name()),
                    )
                },
                evidence,
            ),
            Tri::False => question.finding(
                VerdictStatus::Breached,
                subject,
                || {
                    let nb = format!("{} oppfyller ikke kravet til {nb}.", name());
                    Text::nb_en(&nb, &format!("{} does not meet the requirement on {en}.", name()))
                },
                evidence,
            ),
            Tri::Unknown(missing) => {
                question.finding(VerdictStatus::Unknown, subject, || missing_of(missing, question, name()), evidence)
            }
        }
    }
}

/// Whether somebody is as he or she has to be by a requirement on each; None where it is not about this person.
fn answer<'r>(
    requirement: &'r Requirement,
    about: About<'_>,
    known: &KnownFacts<'_>,
    days: [NaiveDate; 2],
    sight: Sight,
) -> Option<Tri<'r>> {
    let right = within(&requirement.predicate, about, known, days, sight);
    let right = if requirement.quantifier.kind == QuantifierKind::None { right.not() } else { right };
    let concerns = requirement.only_if.as_ref().map(|only_if| within(only_if, about, known, days, sight));
    match (concerns, right) {
        (Some(Tri::False), _) => None,
        (Some(Tri::Unknown(missing)), Tri::False | Tri::Unknown(_)) => Some(Tri::Unknown(missing)),
        _ => Some(right),
    }
}

/// Whether the condition holds on the first of the days, or, where nothing is known of that one, on the second.
fn within<'r>(
    predicate: &'r Predicate,
    about: About<'_>,
    known: &KnownFacts<'_>,
    days: [NaiveDate; 2],
    sight: Sight,
) -> Tri<'r> {
    match holds(predicate, about, known, days[0], sight) {
        Tri::Unknown(_) if days[0] != days[1] => holds(predicate, about, known, days[1], sight),
        found => found,
    }
}

/// What the requirement is about, in words.
fn asked_for(requirement: &Requirement, question: &Question<'_>) -> (String, String) {
    let mut attributes = Vec::new();
    requirement.predicate.attributes(&mut attributes);
    attributes.dedup();
    let labels: Vec<(String, String)> = attributes.into_iter().map(|attribute| label(question, attribute)).collect();
    let join =
        |pick: fn(&(String, String)) -> &str, and: &str| labels.iter().map(pick).collect::<Vec<&str>>().join(and);
    (join(|label| &label.0, " og "), join(|label| &label.1, " and "))
}

/// What readers see for an attribute.
fn label(question: &Question<'_>, attribute: &Code) -> (String, String) {
    worded(question, "attribute", attribute, "en egenskap", "a quality")
}

/// What readers see for a value of an attribute; values can be organisations.
fn value_label(question: &Question<'_>, attribute: &Code, value: &Code) -> (String, String) {
    worded(question, attribute, value, "en annen verdi", "another value")
}

fn worded(question: &Question<'_>, list: &str, code: &Code, nb: &str, en: &str) -> (String, String) {
    let directory = question.facts.around.directory;
    let known = directory.code(list, code).or_else(|| directory.organisation_by_slug(code).map(|known| &known.name));
    known.map_or_else(
        || (nb.to_owned(), en.to_owned()),
        |text| (text.in_lang(Lang::Nb).to_owned(), text.in_lang(Lang::En).to_owned()),
    )
}

/// That something is not known of somebody.
fn missing_of(missing: Missing<'_>, question: &Question<'_>, name: &str) -> Text {
    match missing {
        Missing::Attribute(attribute) => {
            let (nb, en) = label(question, attribute);
            Text::nb_en(
                &format!("Det er ikke kjent hva {name} har som {nb}."),
                &format!("The {en} of {name} is not known."),
            )
        }
        Missing::Represented => Text::nb_en(
            &format!("Det er ikke registrert hvem {name} representerer."),
            &format!("Whom {name} represents is not recorded."),
        ),
    }
}
