//! Edits what the register says of an organisation. The organisation does that itself, or an operator.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::{Acting, ActingFor},
    acts::{
        mandate::text::as_refusals,
        names::{Names, unknown_code},
        standing,
    },
    domain::{
        change::Change,
        directory::Directory,
        fault::{Faults, Form},
        id::OrganisationId,
        message::said,
        organisation_number::OrganisationNumber,
        people::{Grant, Organisation},
        text::{Lang, Text},
        word::Code,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Edits an organisation. What is not said stays as it is; what is to be empty is named in `clear`. The slug stays: the
/// clauses of mandates name the organisation by it.
#[derive(Clone, Debug)]
pub struct EditOrganisation {
    /// Which.
    pub organisation: OrganisationId,
    /// What it is called.
    pub name: Option<Text>,
    /// Norwegian organisation number. Only an operator changes one that is there.
    pub number: Option<String>,
    /// An entry of the code list `organisation-kind`.
    pub kind: Option<Code>,
    /// An entry of the code list `sector`.
    pub sector: Option<Code>,
    /// When it ceased to exist.
    pub dissolved_on: Option<NaiveDate>,
    /// What is to be empty.
    pub clear: Vec<OrganisationField>,
}

/// The fields of an organisation that can be empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, async_graphql::Enum)]
pub enum OrganisationField {
    /// The organisation number.
    Number,
    /// The kind.
    Kind,
    /// The sector.
    Sector,
    /// When it ceased to exist.
    DissolvedOn,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edited {
    /// The organisation.
    pub organisation: OrganisationId,
}

impl Act for EditOrganisation {
    const NAME: &'static str = "editOrganisation";
    const MATTER: Matter = Matter::Shared;
    type Outcome = Edited;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::default()
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        self.found(facts)?;
        let grants = [Grant::Registrar(self.organisation), Grant::Operator];
        let refusal = Refusal::forbidden(said!(
            "bare en registrator for organisasjonen eller en operatør endrer opplysningene om den",
            "only a registrar of the organisation or an operator edits what is said of it"
        ));
        standing::require(facts, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Edited>, Refusals> {
        let known = self.found(facts)?;
        let mut refused = as_refusals(self.faults());
        let edited = self.edited(known);
        if edited.number != known.number {
            refused.extend(number_refused(facts, acting, known, edited.number));
        }
        let names = Names::new(facts);
        for (field, list, code) in [("kind", "organisation-kind", &self.kind), ("sector", "sector", &self.sector)] {
            if let Some(code) = code.as_ref().filter(|code| code.is_well_formed() && !names.has_code(list, code)) {
                refused.push(unknown_code(field, list, code));
            }
        }
        if refused.is_empty() && edited == **known {
            refused.push(Refusal::bad_input(
                "",
                said!(
                    "ingenting ville bli endret; si hva som skal være annerledes",
                    "nothing would change; say what is to be different"
                ),
            ));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let summary = Text::nb_en(
            &format!("Endret opplysninger om {}.", edited.name.in_lang(Lang::Nb)),
            &format!("Edited what is said of {}.", edited.name.in_lang(Lang::En)),
        );
        let outcome = Edited { organisation: known.id };
        Ok(Decision { changes: vec![Change::OrganisationData(edited)], outcome, warnings: Vec::new(), summary })
    }
}

impl EditOrganisation {
    fn found<'f>(&self, facts: &'f Facts<'_>) -> Result<&'f Arc<Organisation>, Refusal> {
        facts.directory.organisation(self.organisation).ok_or_else(|| {
            let message = said!(
                "denne organisasjonen finnes ikke; opprett den først",
                "there is no such organisation; create it first"
            );
            Refusal::not_found("organisation", message)
        })
    }

    fn edited(&self, known: &Organisation) -> Organisation {
        let cleared = |field| self.clear.contains(&field);
        let number = self.number.as_deref().and_then(|number| number.parse::<OrganisationNumber>().ok());
        Organisation {
            id: known.id,
            slug: known.slug.clone(),
            name: self.name.clone().unwrap_or_else(|| known.name.clone()),
            number: number.or(known.number).filter(|_| !cleared(OrganisationField::Number)),
            kind: self.kind.clone().or_else(|| known.kind.clone()).filter(|_| !cleared(OrganisationField::Kind)),
            sector: self
                .sector
                .clone()
                .or_else(|| known.sector.clone())
                .filter(|_| !cleared(OrganisationField::Sector)),
            dissolved_on: self.dissolved_on.or(known.dissolved_on).filter(|_| !cleared(OrganisationField::DissolvedOn)),
        }
    }
}

/// An organisation is vouched for by its number: nobody but an operator takes another one than it has, and nobody takes
/// one that is another's.
fn number_refused(
    facts: &Facts<'_>,
    acting: Acting,
    known: &Organisation,
    number: Option<OrganisationNumber>,
) -> Option<Refusal> {
    if known.number.is_some() && acting.for_whom() != ActingFor::Operator {
        let message = said!(
            "bare en operatør endrer et nummer som er ført: organisasjonen er kjent ved det; spør en operatør",
            "only an operator changes a number that is there: the organisation is known by it; ask one"
        );
        return Some(Refusal::new(RefusalCode::Forbidden, "number", message));
    }
    let other = facts.directory.organisation_by_number(&number?).filter(|other| other.id != known.id)?;
    let message = said!(
        "dette er nummeret til {} i registeret; se etter",
        "this is the number of {} in the register; check it",
        other.slug
    );
    Some(Refusal::conflict("number", message))
}

impl Form for EditOrganisation {
    fn examine(&self, faults: &mut Faults) {
        faults.field("name", &self.name);
        faults.field("kind", &self.kind);
        faults.field("sector", &self.sector);
        if let Some(Err(wrong)) = self.number.as_deref().map(str::parse::<OrganisationNumber>) {
            faults.note_at("number", wrong.said());
        }
        let said = |field: &OrganisationField| match field {
            OrganisationField::Number => self.number.is_some(),
            OrganisationField::Kind => self.kind.is_some(),
            OrganisationField::Sector => self.sector.is_some(),
            OrganisationField::DissolvedOn => self.dissolved_on.is_some(),
        };
        faults.require_either(&self.clear, said);
    }
}
