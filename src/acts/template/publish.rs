//! Publishes a version of a mandate template. What is published does not change; a better text is a new version.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::{
        mandate::text::{MandateText, as_refusals},
        names::{Names, slug_of, unknown_organisation},
        standing,
    },
    domain::{
        change::{Change, TemplateHead},
        council::Body,
        directory::{Directory, Template, TemplateVersion},
        fault::Form,
        id::{OrganisationId, TemplateId},
        mandate::template,
        message::{Message, said},
        people::Grant,
        text::{Lang, Text},
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Publishes a version of a template.
#[derive(Clone, Debug)]
pub struct PublishTemplate {
    /// What is published.
    pub input: template::PublishTemplate,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The template.
    pub template: TemplateId,
    /// The version.
    pub version: u32,
}

impl Act for PublishTemplate {
    const NAME: &'static str = "publishTemplate";
    type Outcome = Published;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::default()
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let Some(owner) = &self.input.owner else {
            let message = said!(
                "bare en operatør publiserer en av registerets egne maler; oppgi organisasjonen som vedlikeholder \
                 den, som owner",
                "only an operator publishes a template of the register's own; say the organisation that keeps it as \
                 owner"
            );
            return standing::require(
                facts,
                &[Grant::Operator],
                Refusal::new(RefusalCode::Forbidden, "owner", message),
            );
        };
        let Some(known) = facts.directory.organisation_by_slug(owner) else {
            return standing::require(facts, &[Grant::Operator], unknown_organisation("owner", owner));
        };
        let message = said!(
            "bare en registrator for {owner} publiserer en mal som {owner} vedlikeholder",
            "only a registrar of {owner} publishes a template that {owner} keeps"
        );
        standing::require(facts, &[Grant::Registrar(known.id), Grant::Operator], Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Published>, Refusals> {
        let input = &self.input;
        let mut refused = as_refusals(input.faults());
        let mut names = Names::declared(facts, &input.organisations, &input.codes, &mut refused);
        let owner = input.owner.as_ref().and_then(|slug| {
            let owner = names.organisation(slug);
            if owner.is_none() {
                refused.push(unknown_organisation("owner", slug));
            }
            owner
        });
        let known = facts.directory.template(&input.slug);
        if let Some(known) = known {
            refused.extend(kept_by_another(facts, known, owner));
        }
        refused.extend(wrong_version(known.map(|known| &**known), input.version));
        // What a required parameter fills need not make sense before it is filled.
        MandateText::template(&input.clauses).examine_names(&names, &input.parameters, &mut refused);
        if !refused.is_empty() {
            return Err(refused);
        }

        let mut changes = std::mem::take(&mut names.changes);
        let mut warnings = names.warnings;
        let id = known.map_or_else(|| facts.new_id(), |known| known.id);
        match known {
            None => changes.push(Change::Template(TemplateHead {
                id,
                slug: input.slug.clone(),
                name: input.name.clone(),
                description: input.description.clone(),
                owner,
            })),
            Some(known) if known.name != input.name || known.description != input.description => {
                let message = said!(
                    "malen beholder navnet og beskrivelsen fra den første versjonen; la dem stå",
                    "the template keeps the name and description of its first version; leave them as they are"
                );
                warnings.push(Refusal::conflict("name", message));
            }
            Some(_) => {}
        }
        let version = TemplateVersion {
            version: input.version,
            published_at: facts.now,
            parameters: input.parameters.clone(),
            clauses: input.clauses.clone(),
        };
        changes.push(Change::TemplateVersion(id, version));
        let (nb, en) = (input.name.in_lang(Lang::Nb), input.name.in_lang(Lang::En));
        Ok(Decision {
            changes,
            outcome: Published { template: id, version: input.version },
            warnings,
            summary: Text::nb_en(
                &format!("Publiserte versjon {} av malen {nb}.", input.version),
                &format!("Published version {} of the template {en}.", input.version),
            ),
        })
    }
}

fn kept_by_another(facts: &Facts<'_>, known: &Template, owner: Option<OrganisationId>) -> Option<Refusal> {
    let keeper = match known.owner {
        None => said!("registeret selv", "the register itself"),
        Some(keeper) => Message::same(slug_of(facts.directory, Body::Organisation(keeper))),
    };
    let message = said!(
        ["malen {} vedlikeholdes av {}; publiser din under et annet kortnavn", known.slug, keeper.nb],
        ["the template {} is kept by {}; publish yours under another slug", known.slug, keeper.en]
    );
    (known.owner != owner).then(|| Refusal::new(RefusalCode::Forbidden, "slug", message))
}

fn wrong_version(known: Option<&Template>, version: u32) -> Option<Refusal> {
    let latest = known.and_then(|known| known.versions.last()).map_or(0, |latest| latest.version);
    let next = latest.saturating_add(1);
    let message = if latest == 0 {
        said!("den første versjonen av en mal er 1", "the first version of a template is 1")
    } else {
        said!(
            "versjon {latest} er den siste som er publisert; den neste er {next}",
            "version {latest} is the latest that is published; the next is {next}"
        )
    };
    // A version of 0 is wrong in form, which has been said.
    (version != next && version != 0).then(|| Refusal::conflict("version", message))
}
