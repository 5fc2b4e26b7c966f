//! Whether somebody is what the mandate asks of the holder of a seat, from what is recorded of him or her.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! Only what is asked of each single holder is looked at. What is asked of the body as a whole refuses nobody, or an
//! empty council could never be filled.

use chrono::NaiveDate;

use super::{appointer::Rules, term::Departure};
use crate::{
    acts::{mandate::text::list, names::slug_of},
    domain::{
        council::{Body, Declared},
        directory::Directory,
        id::{OrganisationId, PersonId, SeatId},
        mandate::{
            clause::{
                Clause, Provision,
                requirement::{AllOf, AnyOf, Comparison, FactIs, Predicate, QuantifierKind, Tested},
                scope::HolderKind,
            },
            verdict::Severity,
        },
        word::Code,
    },
    error::{Refusal, RefusalCode},
};

/// Somebody who is to hold a seat of a group, or to stand in for its holder.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate<'c> {
    /// What applies to the group.
    pub rules: Rules<'c>,
    /// Who.
    pub person: PersonId,
    /// The organisation that the candidate is to speak for.
    pub on_behalf_of: Option<OrganisationId>,
    /// 0 for the holder; 1 and more for alternates.
    pub rank: u32,
    /// The first day.
    pub day: NaiveDate,
}

/// What is known of a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Known {
    Holds,
    DoesNot,
    Nothing,
}

impl Candidate<'_> {
    /// What the mandate asks of each holder, and this candidate is not known to be.
    pub fn departs(self, directory: &Directory, seat: Option<SeatId>) -> Vec<(Departure, Refusal)> {
        let whom = if self.rank == 0 { HolderKind::Members } else { HolderKind::Alternates };
        let clauses = self.rules.clauses_on(whom);
        clauses.filter_map(|(clause, _)| self.departure(directory, clause, seat)).collect()
    }

    fn departure(self, directory: &Directory, clause: &Clause, seat: Option<SeatId>) -> Option<(Departure, Refusal)> {
        let Provision::Requirement(requirement) = &clause.provision else { return None };
        let severity = clause.severity()?;
        let wanted = match requirement.quantifier.kind {
            QuantifierKind::Every => Known::Holds,
            QuantifierKind::None => Known::DoesNot,
            _ => return None,
        };
        let asked = Asked { candidate: self, directory, public: false };
        let applies = requirement.only_if.as_ref().is_none_or(|only_if| asked.known(only_if) == Known::Holds);
        if requirement.tested == Tested::OnOccasion || !applies || asked.known(&requirement.predicate) == wanted {
            return None;
        }
        let departure = if severity == Severity::Error && !self.exempted(clause, seat) {
            Departure::Forbidden
        } else {
            Departure::Noticed
        };
        let mut attributes = Vec::new();
        requirement.predicate.attributes(&mut attributes);
        attributes.dedup();
        let attributes = list(attributes.into_iter().map(Code::as_str));
        let key = &clause.key;
        // What not everybody may know of a person is not told to whoever tries to appoint that person.
        let contradicted = !matches!(Asked { public: true, ..asked }.known(&requirement.predicate), Known::Nothing);
        let message = if contradicted {
            format!(
                "what is recorded of this person ({attributes}) is not what the clause {key} asks of whoever holds this place; choose somebody else, or mend the record"
            )
        } else {
            format!(
                "nothing recorded of this person ({attributes}) shows what the clause {key} asks of whoever holds this place; declare it as a fact first, or choose somebody else"
            )
        };
        Some((departure, Refusal::new(RefusalCode::AgainstMandate, "person", message).because_of(key)))
    }

    fn exempted(self, clause: &Clause, seat: Option<SeatId>) -> bool {
        self.rules.council.exemptions.iter().any(|exemption| {
            exemption.clause == clause.key
                && exemption.period.contains(self.day)
                && (exemption.seat.is_none() || exemption.seat == seat)
        })
    }
}

/// A condition that is asked about a candidate.
#[derive(Clone, Copy)]
struct Asked<'c> {
    candidate: Candidate<'c>,
    directory: &'c Directory,
    /// Whether only what everybody may know is looked at.
    public: bool,
}

impl Asked<'_> {
    fn known(&self, predicate: &Predicate) -> Known {
        match predicate {
            Predicate::Fact(fact) => self.fact(fact),
            Predicate::All(AllOf { of }) => self.worst(of, Known::DoesNot, Known::Holds),
            Predicate::Any(AnyOf { of }) => self.worst(of, Known::Holds, Known::DoesNot),
            Predicate::Not(not) => opposite(self.known(&not.of)),
        }
    }

    /// `decides` as soon as one part is that, `otherwise` where every part is that.
    fn worst(&self, of: &[Predicate], decides: Known, otherwise: Known) -> Known {
        let mut all = otherwise;
        for part in of.iter().map(|part| self.known(part)) {
            if part == decides {
                return decides;
            }
            if part == Known::Nothing {
                all = Known::Nothing;
            }
        }
        all
    }

    fn fact(&self, asked: &FactIs) -> Known {
        let Candidate { rules, person, day, .. } = self.candidate;
        let recorded = rules.council.facts.iter().filter(|fact| {
            fact.person == person
                && fact.attribute == asked.attribute
                && (fact.public || !self.public)
                && fact.period.start.is_none_or(|start| start <= day)
                && (asked.now_or_before || fact.period.contains(day))
        });
        let (mut values, mut not_applicable) = (Vec::new(), false);
        for fact in recorded {
            match &fact.declared {
                Declared::Value(value) => values.push(value),
                Declared::NotApplicable => not_applicable = true,
                Declared::Undeclared => {}
            }
        }
        if values.is_empty() && !not_applicable {
            return Known::Nothing;
        }
        let any = |right: &dyn Fn(&Code) -> bool| truth(values.iter().any(|value| right(value)));
        let bound = asked.values.first().and_then(number);
        let represented =
            self.candidate.on_behalf_of.map(|organisation| slug_of(self.directory, Body::Organisation(organisation)));
        match (asked.comparison, bound, represented) {
            (Comparison::Is, ..) => any(&|value| asked.values.contains(value)),
            (Comparison::IsNot, ..) => opposite(any(&|value| asked.values.contains(value))),
            (Comparison::IsKnown, ..) => truth(!values.is_empty()),
            (Comparison::AtLeast, Some(bound), _) => any(&|value| number(value).is_some_and(|number| number >= bound)),
            (Comparison::AtMost, Some(bound), _) => any(&|value| number(value).is_some_and(|number| number <= bound)),
            (Comparison::IsRepresented, _, Some(slug)) => any(&|value| **value == *slug),
            (Comparison::IsNotRepresented, _, Some(slug)) => opposite(any(&|value| **value == *slug)),
            _ => Known::Nothing,
        }
    }
}

fn number(value: &Code) -> Option<u32> {
    value.parse().ok()
}

const fn truth(holds: bool) -> Known {
    if holds { Known::Holds } else { Known::DoesNot }
}

const fn opposite(known: Known) -> Known {
    match known {
        Known::Holds => Known::DoesNot,
        Known::DoesNot => Known::Holds,
        Known::Nothing => Known::Nothing,
    }
}
