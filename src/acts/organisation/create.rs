//! Creates an organisation: the record that others name it by, until it says more about itself.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, names::Names, standing},
    domain::{
        directory::Directory,
        fault::Form,
        id::OrganisationId,
        message::said,
        people::Grant,
        register::NewOrganisation,
        text::{Lang, Text},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Creates an organisation.
#[derive(Clone, Debug)]
pub struct CreateOrganisation {
    /// The organisation.
    pub input: NewOrganisation,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The organisation.
    pub organisation: OrganisationId,
}

impl Act for CreateOrganisation {
    const NAME: &'static str = "createOrganisation";
    type Outcome = Created;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::default()
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        // Who comes with the organisation's own verified number may enter it, before anybody else knows of it.
        let number = self.input.number.as_ref().and_then(|number| number.parse().ok());
        if number.is_some()
            && number == facts.caller.vouched_number()
            && let Some(acting) = Acting::oneself(facts.caller)
        {
            return Ok(acting);
        }
        let own = facts.caller.vouched_for().map(Grant::Registrar);
        let granted = facts.caller.authorities_on(facts.today).map(|authority| authority.grant);
        let granted = granted.filter(|grant| !matches!(grant, Grant::Appointer(_)));
        let grants: Vec<Grant> = own.into_iter().chain(granted).chain([Grant::Operator]).collect();
        let message = said!(
            "bare de som driver et råd, registratorer og operatører oppretter organisasjoner",
            "only those who run a council, registrars and operators create organisations"
        );
        standing::require(facts, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Created>, Refusals> {
        let input = &self.input;
        let mut refused = as_refusals(input.faults());
        if facts.directory.organisation_by_slug(&input.slug).is_some() {
            let message = said!(
                "registeret har en organisasjon {}; bruk den, eller velg et annet kortnavn",
                "the register has an organisation {}; use that one, or choose another slug",
                input.slug
            );
            refused.push(Refusal::conflict("slug", message));
        }
        let mut names = Names::new(facts);
        names.declare_organisation("", input, &mut refused);
        match names.organisation(&input.slug) {
            Some(organisation) if refused.is_empty() => {
                let summary = Text::nb_en(
                    &format!("Opprettet organisasjonen {}.", input.name.in_lang(Lang::Nb)),
                    &format!("Created the organisation {}.", input.name.in_lang(Lang::En)),
                );
                Ok(Decision {
                    changes: names.changes,
                    outcome: Created { organisation },
                    warnings: names.warnings,
                    summary,
                })
            }
            _ => Err(refused),
        }
    }
}
