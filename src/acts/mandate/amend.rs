//! Amends a mandate: a new version from the one in force, with some clauses replaced, added or left out.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use super::{
    adopt::{may_adopt, with_adopter},
    entry::Entry,
    head::Head,
    text::{MandateText, as_refusals},
};
use crate::{
    access::acting::Acting,
    acts::names::Names,
    domain::{
        council::MandateStatus,
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MandateId},
        mandate::clause::Clause,
        message::said,
        register::{MandateHead, NewCode, NewOrganisation, note_repeated},
        word::Key,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Amends a mandate.
#[derive(Clone, Debug)]
pub struct AmendMandate {
    /// The council.
    pub council: CouncilId,
    /// The mandate that is amended; the one in force on the first day of the new one where it is not said.
    pub base: Option<MandateId>,
    /// Organisations that are named here and that the register may not have yet.
    pub organisations: Vec<NewOrganisation>,
    /// Entries of code lists that are used here and that the register may not have yet.
    pub codes: Vec<NewCode>,
    /// Clauses that replace those of the same key, or are added.
    pub clauses: Vec<Clause>,
    /// Keys of clauses that are left out.
    pub omit: Vec<Key>,
    /// How the new version comes about. Its first day in force is needed; who adopts, the title and the last day are
    /// those of the mandate that is amended where they are not said.
    pub head: MandateHead,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amended {
    /// The new version.
    pub mandate: MandateId,
    /// The version that was amended.
    pub base: MandateId,
}

impl Act for AmendMandate {
    const NAME: &'static str = "amendMandate";
    type Outcome = Amended;

    fn needs(&self, directory: &Directory) -> Needs {
        Needs { councils: with_adopter(directory, self.council, &self.head), ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        may_adopt(facts, council, &self.head, None)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Amended>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        let first_day = self.head.valid_from.map_or(facts.today, |date| date.0);
        let base = match self.base {
            Some(id) => {
                council.mandates.iter().find(|mandate| mandate.id == id && mandate.status == MandateStatus::Adopted)
            }
            None => council.mandate_on(first_day),
        };
        let Some(base) = base else {
            let message = match self.base {
                Some(_) => {
                    said!(
                        "rådet har ikke dette vedtatte mandatet; la base være ute for å endre det som gjelder",
                        "the council has no such adopted mandate; leave base out to amend the one in force"
                    )
                }
                None => said!(
                    "ikke noe mandat gjelder {first_day}; vedta et i stedet",
                    "no mandate is in force on {first_day}; adopt one instead"
                ),
            };
            refused.push(Refusal::not_found("base", message));
            return Err(refused);
        };
        let mut names = Names::declared(facts, &self.organisations, &self.codes, &mut refused);
        names.of_council(&council.head.slug, council.head.id, council.head.owner);
        let clauses = base.clauses.iter().map(|at| (*at.clause).clone()).collect();
        let text = match MandateText::amend(clauses, base.template, &self.clauses, &self.omit) {
            Ok(text) => text,
            Err(wrong) => {
                refused.extend(wrong);
                return Err(refused);
            }
        };
        text.examine_names(&names, &[], &mut refused);
        // What the amended mandate said of its own coming about is not what this version has to say.
        let is_new = |clause: &Clause| self.clauses.iter().any(|given| given.key == clause.key);
        let mut head = Head::of(&self.head, &text, is_new, self.council, &names, facts, &mut refused);
        head.title = head.title.or_else(|| base.title.clone());
        head.adopted_by = head.adopted_by.or(base.adopted_by);
        head.period.end = head.period.end.or(base.period.end);
        if head.period.is_empty() && refused.is_empty() {
            let message = said!(
                "mandatet som endres, gjelder ikke lenger da; si en tidligere første dag det gjelder, eller en siste",
                "the mandate that is amended is no longer in force then; say an earlier first day in force, or a last \
                 one"
            );
            refused.push(Refusal::bad_input("mandate.validFrom", message));
        }
        let base = base.id;
        let entered = Entry { facts, acting, council, head, text, names }.enter(refused)?;
        let outcome = Amended { mandate: entered.outcome.mandate, base };
        Ok(Decision { changes: entered.changes, outcome, warnings: entered.warnings, summary: entered.summary })
    }
}

impl Form for AmendMandate {
    fn examine(&self, faults: &mut Faults) {
        faults.field("organisations", &self.organisations);
        faults.field("codes", &self.codes);
        faults.field("clauses", &self.clauses);
        note_repeated("clauses", self.clauses.iter().map(|clause| &clause.key), faults);
        faults.field("omit", &self.omit);
        faults.field("mandate", &self.head);
        faults.require(
            "clauses",
            !self.clauses.is_empty() || !self.omit.is_empty(),
            said!(
                "en bestemmelse å bytte ut, legge til eller utelate trengs",
                "a clause to replace, to add or to leave out is needed"
            ),
        );
        faults.within("mandate", |faults| {
            faults.require(
                "validFrom",
                self.head.valid_from.is_some(),
                said!(
                    "den første dagen den nye versjonen gjelder, trengs",
                    "the first day on which the new version is in force is needed"
                ),
            );
        });
    }
}
