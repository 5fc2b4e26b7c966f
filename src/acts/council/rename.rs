//! Renames a council. Its former slug leads on to it.
//!
//! May import: `store`, `access`, `domain`, `error`.

use super::{publish::Changed, register::slug_taken};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        change::Change,
        council::CouncilHead,
        directory::Directory,
        fault::{Faults, Form},
        id::CouncilId,
        message::said,
        text::{Lang, Text},
        word::Slug,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Renames a council. What is not said stays as it is.
#[derive(Clone, Debug)]
pub struct RenameCouncil {
    /// Which.
    pub council: CouncilId,
    /// Name in addresses.
    pub slug: Option<Slug>,
    /// What it is called.
    pub name: Option<Text>,
    /// What it is.
    pub description: Option<Text>,
}

impl Act for RenameCouncil {
    const NAME: &'static str = "renameCouncil";
    type Outcome = Changed;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let head = &facts.council(self.council)?.head;
        let refusal = Refusal::forbidden(said!(
            "bare rådets sekretariat eller en registrator for eieren endrer navnet",
            "only the secretariat of the council or a registrar of its owner renames it"
        ));
        standing::over_council(facts, head, &standing::keepers(head), refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Changed>, Refusals> {
        let old = &facts.council(self.council)?.head;
        let mut refused = as_refusals(self.faults());
        let head = CouncilHead {
            slug: self.slug.clone().unwrap_or_else(|| old.slug.clone()),
            name: self.name.clone().unwrap_or_else(|| old.name.clone()),
            description: self.description.clone().or_else(|| old.description.clone()),
            ..old.clone()
        };
        // Its own former names are its to take up again.
        refused.extend(slug_taken(facts.directory, "slug", &head.slug, Some(self.council)));
        if refused.is_empty() && head == *old {
            refused.push(Refusal::bad_input(
                "",
                said!(
                    "ingenting ville bli endret; gi et kortnavn, et navn eller en beskrivelse som er annerledes",
                    "nothing would change; say a slug, a name or a description that is different"
                ),
            ));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let former_slug = (head.slug != old.slug).then(|| old.slug.clone());
        let summary = Text::nb_en(
            &format!("Endret navn fra {} til {}.", old.name.in_lang(Lang::Nb), head.name.in_lang(Lang::Nb)),
            &format!("Renamed from {} to {}.", old.name.in_lang(Lang::En), head.name.in_lang(Lang::En)),
        );
        Ok(Decision {
            changes: vec![Change::CouncilHead { head, former_slug }],
            outcome: Changed { council: self.council },
            warnings: Vec::new(),
            summary,
        })
    }
}

impl Form for RenameCouncil {
    fn examine(&self, faults: &mut Faults) {
        faults.field("slug", &self.slug);
        faults.field("name", &self.name);
        faults.field("description", &self.description);
    }
}
