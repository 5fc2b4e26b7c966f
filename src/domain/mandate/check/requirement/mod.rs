//! Checks of the shape Requirement.
//!
//! May import: `domain`.
//!
//! What is asked of each holder is answered holder by holder, for the public from public facts only. What is asked of
//! all of them together is counted from all facts, and then names nobody; what the public is told of a count is decided
//! in `counts`. A vacant seat breaks no requirement: there is nobody who could.

mod apart;
mod counts;
mod neighbours;
mod predicate;
mod quantifier;
mod roll;

use chrono::NaiveDate;

use self::roll::{Holder, Roll};
use super::question::{Audience, Finding, Judgement, Question};
use crate::domain::{
    council::{Council, Presence},
    directory::Directory,
    id::{OrganisationId, PersonId},
    mandate::{
        clause::{
            Clause, Provision,
            requirement::{Predicate, QuantifierKind, Requirement, Tested},
            scope::HolderKind,
            seats::SeatRole,
        },
        composition::GroupRules,
        verdict::VerdictStatus,
    },
    text::Text,
    word::Code,
};

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
        Err(instead) => vec![instead],
    })
}

/// What is found; what is said instead where there is nobody to look at.
fn found(requirement: &Requirement, question: &Question<'_>) -> Result<Vec<Finding>, Finding> {
    if requirement.tested == Tested::OnOccasion {
        return on_occasion(requirement, question);
    }
    let roll = Roll::call(question)?;
    if roll.holders.is_empty() {
        return Err(nobody(question, "roster"));
    }
    let known = known_facts(requirement, roll.council);
    Ok(match requirement.quantifier.kind {
        QuantifierKind::Every | QuantifierKind::None => {
            let asked = Asked { requirement, question, roll: &roll, known: &known };
            roll.holders.iter().filter_map(|holder| asked.of(holder)).collect()
        }
        QuantifierKind::Alternating => neighbours::alternating(requirement, question, &roll, &known),
        QuantifierKind::Different => apart::portions(requirement, question, &roll)
            .into_iter()
            .flat_map(|counted| neighbours::different(requirement, question, &roll, &known, &counted))
            .collect(),
        _ => counts::findings(requirement, question, &roll, &known),
    })
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
        self.finding(holder, self.answer(holder, days)?)
    }

    /// Whether the holder is as he or she has to be; None where the requirement is not about him or her.
    fn answer(&self, holder: &Holder<'_>, days: [NaiveDate; 2]) -> Option<Tri<'r>> {
        let directory = self.question.facts.around.directory;
        let about = roll::about(directory, holder);
        answer(self.requirement, about, self.known, days, self.roll.sight)
    }

    fn finding(&self, holder: &Holder<'_>, answer: Tri<'_>) -> Option<Finding> {
        let Self { question, roll, requirement, .. } = *self;
        let subject = Some(roll.subject(question, holder.membership));
        let name = || roll.name(holder.membership);
        let evidence = || {
            if roll.elsewhere(question) { Vec::new() } else { vec![question.member_evidence(holder.membership)] }
        };
        let (nb, en) = if question.facts.around.words { asked_for(requirement, question) } else { Default::default() };
        Some(match answer {
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
        })
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
    use crate::domain::text::Lang;
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

/// A requirement that is tested each time the holders act: at every meeting under this mandate, of those who were there
/// for their own seat, or as an alternate for another's.
fn on_occasion(requirement: &Requirement, question: &Question<'_>) -> Result<Vec<Finding>, Finding> {
    let elsewhere = question.clause.applies_to.council.is_some();
    if question.facts.around.audience == Audience::Public || elsewhere {
        let message = || Text::nb_en("Hvem som møtte, er ikke offentlig.", "Who attended is not public.");
        return Err(question.finding(VerdictStatus::Unknown, None, message, Vec::new));
    }
    let period = question.facts.mandate.period;
    let mut meetings: Vec<_> = question.meetings_held().filter(|meeting| period.contains(meeting.day)).collect();
    if meetings.is_empty() {
        let message = || Text::nb_en("Det er ikke holdt noe møte ennå.", "No meeting has been held yet.");
        return Err(question.finding(VerdictStatus::NotDue, None, message, Vec::new));
    }
    meetings.sort_by_key(|meeting| meeting.id);
    let mut attendance: Vec<_> = question.facts.council.attendance.iter().collect();
    attendance.sort_by_key(|row| row.meeting);
    let known = known_facts(requirement, question.facts.council);
    let mut findings = Vec::new();
    for meeting in meetings {
        let then = Question { on: meeting.day, ..*question };
        let from = attendance.partition_point(|row| row.meeting < meeting.id);
        let rows: Vec<_> = attendance[from..].iter().take_while(|row| row.meeting == meeting.id).collect();
        let Ok(mut roll) = Roll::call(&then) else { continue };
        // Whether somebody was there: Some where that is recorded.
        let there = |holder: &Holder<'_>| {
            let membership = holder.membership;
            let row = rows.iter().find(|row| row.seat == membership.seat);
            let acted = |row: &&&&crate::domain::council::Attendance| match row.presence {
                Presence::Holder => membership.alternate_rank == 0,
                Presence::Alternate => row.membership == Some(membership.id),
                Presence::Substitute | Presence::Absent => false,
            };
            row.map(|row| acted(&row)).or(meeting.held.attendance_known.then_some(false))
        };
        roll.holders.retain(|holder| there(holder) != Some(false));
        roll.unrecorded.clear();
        if roll.holders.iter().any(|holder| there(holder).is_none()) {
            let message = || {
                let day = meeting.day;
                Text::nb_en(
                    &format!("Det er ikke registrert hvem som møtte {day}."),
                    &format!("Who attended on {day} is not recorded."),
                )
            };
            let subject = Some(crate::domain::mandate::verdict::Subject::Meeting(meeting.id));
            findings.push(question.finding(VerdictStatus::Unknown, subject, message, Vec::new));
            roll.holders.retain(|holder| there(holder).is_some());
        } else if !matches!(requirement.quantifier.kind, QuantifierKind::Every | QuantifierKind::None) {
            // How many of those present are what can be counted only where all of them are known.
            findings.extend(counts::findings(requirement, &then, &roll, &known));
        }
        if matches!(requirement.quantifier.kind, QuantifierKind::Every | QuantifierKind::None) {
            let asked = Asked { requirement, question: &then, roll: &roll, known: &known };
            findings.extend(roll.holders.iter().filter_map(|holder| asked.of(holder)));
        }
    }
    Ok(findings)
}

/// Somebody who could be appointed to a seat.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// What applies to the group of the seat.
    pub rules: &'a GroupRules,
    /// Who.
    pub person: PersonId,
    /// The organisation that he or she is to speak for, where it is said.
    pub on_behalf_of: Option<OrganisationId>,
    /// Whether as an alternate, instead of as the holder.
    pub alternate: bool,
    /// The day of the appointment.
    pub on: NaiveDate,
}

/// Whether a candidate is as the holders of the seats have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Qualified {
    /// The candidate is.
    Met,
    /// The candidate is not.
    Broken,
    /// That depends on this attribute, which nobody has recorded; None where it depends on whom the candidate is to
    /// represent.
    Unknown(Option<Code>),
}

/// Whether the candidate is what the clause asks of each holder, from all that is recorded. None where the clause asks
/// nothing of the kind of this candidate.
#[must_use]
pub fn qualified(
    council: &Council,
    directory: &Directory,
    clause: &Clause,
    candidate: Candidate<'_>,
) -> Option<Qualified> {
    let Provision::Requirement(requirement) = &clause.provision else { return None };
    let single = matches!(requirement.quantifier.kind, QuantifierKind::Every | QuantifierKind::None);
    if !single || requirement.tested == Tested::OnOccasion || !concerns(council, clause, candidate) {
        return None;
    }
    let about = About {
        person: candidate.person,
        represented: roll::represented(directory, Some(candidate.rules), candidate.on_behalf_of),
    };
    let known = known_facts(requirement, council);
    Some(match answer(requirement, about, &known, [candidate.on; 2], Sight::Everything)? {
        Tri::True => Qualified::Met,
        Tri::False => Qualified::Broken,
        Tri::Unknown(Missing::Attribute(attribute)) => Qualified::Unknown(Some(attribute.clone())),
        Tri::Unknown(Missing::Represented) => Qualified::Unknown(None),
    })
}

/// Whether the clause reaches the seat that the candidate is for.
fn concerns(council: &Council, clause: &Clause, candidate: Candidate<'_>) -> bool {
    let Candidate { rules, alternate, on, .. } = candidate;
    let scope = &clause.applies_to;
    let made = council.mandate_on(on).and_then(|mandate| mandate.clauses.get(rules.clause));
    let sub_body = match made.map(|at| &at.clause.provision) {
        Some(Provision::Seats(seats)) => seats.group.as_ref().and_then(|group| group.sub_body.as_ref()),
        _ => None,
    };
    let wanted = if alternate { HolderKind::Alternates } else { HolderKind::Members };
    // Posts are given to members later; only the chair can come with the seat.
    let post = rules.role == SeatRole::Chair && !alternate && scope.posts.iter().any(|post| &**post == "chair");
    scope.holders.is_none_or(|holders| holders == wanted)
        && (scope.posts.is_empty() || post)
        && scope.reaches(&rules.key, rules.sector(), rules.class, sub_body)
}
