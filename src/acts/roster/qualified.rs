//! Whether somebody is what the mandate asks of the holder of a seat, from what is recorded of him or her.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! Only what is asked of each single holder is looked at, and it is judged as the checks judge it. What is asked of the
//! body as a whole refuses nobody, or an empty council could never be filled.

use chrono::NaiveDate;

use super::{appointer::Rules, term::Departure};
use crate::{
    acts::mandate::text::list,
    domain::{
        directory::Directory,
        id::{OrganisationId, PersonId, SeatId},
        mandate::{
            check::{self, Qualified, Sight, qualified},
            clause::{Clause, Provision, requirement::Requirement},
            verdict::Severity,
        },
        message::said,
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

impl Candidate<'_> {
    /// What the mandate asks of each holder, and this candidate is not known to be.
    pub fn departs(self, directory: &Directory, seat: Option<SeatId>) -> Vec<(Departure, Refusal)> {
        let clauses = self.rules.mandate.clauses.iter().map(|at| &*at.clause);
        clauses.filter_map(|clause| self.departure(directory, clause, seat)).collect()
    }

    fn departure(self, directory: &Directory, clause: &Clause, seat: Option<SeatId>) -> Option<(Departure, Refusal)> {
        let Provision::Requirement(requirement) = &clause.provision else { return None };
        let severity = clause.severity()?;
        if self.answer(directory, clause, Sight::Everything)? == Qualified::Met {
            return None;
        }
        let departure = if severity == Severity::Error && !self.exempted(clause, seat) {
            Departure::Forbidden
        } else {
            Departure::Noticed
        };
        let attributes = attributes(requirement);
        let key = &clause.key;
        // What not everybody may know of a person is not told to whoever tries to appoint that person.
        let message = if self.answer(directory, clause, Sight::Public) == Some(Qualified::Broken) {
            said!(
                "det som er ført om denne personen ({attributes}), er ikke det bestemmelsen {key} krever av den som \
                 har denne plassen; velg en annen, eller rett det som er ført",
                "what is recorded of this person ({attributes}) is not what the clause {key} asks of whoever holds \
                 this place; choose somebody else, or mend the record"
            )
        } else {
            said!(
                "ingenting som er ført om denne personen ({attributes}), viser det bestemmelsen {key} krever av den \
                 som har denne plassen; før det som en opplysning først, eller velg en annen",
                "nothing recorded of this person ({attributes}) shows what the clause {key} asks of whoever holds \
                 this place; declare it as a fact first, or choose somebody else"
            )
        };
        Some((departure, Refusal::new(RefusalCode::AgainstMandate, "person", message).because_of(key)))
    }

    fn answer(self, directory: &Directory, clause: &Clause, sight: Sight) -> Option<Qualified> {
        let Self { rules, person, on_behalf_of, rank, day } = self;
        let asked = check::Candidate {
            mandate: rules.mandate,
            rules: rules.group,
            person,
            on_behalf_of,
            alternate: rank > 0,
            on: day,
        };
        qualified(rules.council, directory, clause, asked, sight)
    }

    fn exempted(self, clause: &Clause, seat: Option<SeatId>) -> bool {
        self.rules.council.exemptions.iter().any(|exemption| exemption.covers(&clause.key, seat, self.day))
    }
}

/// What the requirement looks at, and whom it is about: for every candidate the same, whatever is recorded.
fn attributes(requirement: &Requirement) -> String {
    let mut attributes = Vec::new();
    if let Some(only_if) = &requirement.only_if {
        only_if.attributes(&mut attributes);
    }
    requirement.predicate.attributes(&mut attributes);
    let mut named: Vec<&Code> = Vec::new();
    for attribute in attributes {
        if !named.contains(&attribute) {
            named.push(attribute);
        }
    }
    list(named.into_iter().map(Code::as_str))
}
