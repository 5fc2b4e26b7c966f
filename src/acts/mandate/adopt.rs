//! Adopts a mandate, or prepares a draft of one.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! The secretariat and the owner prepare drafts and write down what was adopted; that is a statement about the
//! adopter until it confirms it. The body that adopts the council's mandates adopts them here itself.

use serde::{Deserialize, Serialize};

use super::{
    adopter,
    entry::{self, Entry},
    head::Head,
    text::{MandateText, Source, as_refusals},
};
use crate::{
    access::acting::Acting,
    acts::{names::Names, standing},
    domain::{
        change::{Change, MandateAdoption},
        council::{Body, Council, Mandate, MandateStatus},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MandateId},
        mandate::{
            clause::Clause,
            template::{Argument, TemplateReference},
        },
        message::said,
        register::{MandateHead, NewCode, NewOrganisation, note_repeated},
        text::Text,
        word::Key,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Adopts a mandate.
#[derive(Clone, Debug)]
pub struct AdoptMandate {
    /// The council.
    pub council: CouncilId,
    /// What is adopted.
    pub what: Adopted,
    /// How it came about. Its `draft` says that it is only prepared.
    pub head: MandateHead,
}

/// What is adopted.
#[derive(Clone, Debug)]
pub enum Adopted {
    /// A draft that the council has.
    Draft(MandateId),
    /// A new text.
    Text(NewText),
}

/// A new text: as when a council is registered.
#[derive(Clone, Debug, Default)]
pub struct NewText {
    /// Organisations that are named here and that the register may not have yet.
    pub organisations: Vec<NewOrganisation>,
    /// Entries of code lists that are used here and that the register may not have yet.
    pub codes: Vec<NewCode>,
    /// The template that the mandate is made from.
    pub template: Option<TemplateReference>,
    /// What fills the open parameters of the template.
    pub arguments: Vec<Argument>,
    /// Clauses that replace those of the template with the same key, or are added.
    pub clauses: Vec<Clause>,
    /// Keys of the template's clauses that are left out.
    pub omit: Vec<Key>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MandateEntered {
    /// The mandate.
    pub mandate: MandateId,
}

impl Act for AdoptMandate {
    const NAME: &'static str = "adoptMandate";
    type Outcome = MandateEntered;

    fn needs(&self, directory: &Directory) -> Needs {
        Needs { councils: with_adopter(directory, self.council, &self.head), ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let of_draft = match &self.what {
            Adopted::Draft(id) => draft(council, *id).and_then(|draft| draft.adopted_by),
            Adopted::Text(_) => None,
        };
        may_adopt(facts, council, &self.head, of_draft)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<MandateEntered>, Refusals> {
        let council = facts.council(self.council)?;
        let mut faults = Faults::default();
        faults.field("mandate", &self.head);
        match &self.what {
            Adopted::Draft(id) => self.adopt_draft(facts, acting, council, *id, as_refusals(faults.into_found())),
            Adopted::Text(new) => {
                faults_of(new, &mut faults);
                self.enter(facts, acting, council, new, as_refusals(faults.into_found()))
            }
        }
    }
}

impl AdoptMandate {
    fn enter(
        &self,
        facts: &Facts<'_>,
        acting: Acting,
        council: &Council,
        new: &NewText,
        mut refused: Refusals,
    ) -> Result<Decision<MandateEntered>, Refusals> {
        let mut names = Names::declared(facts, &new.organisations, &new.codes, &mut refused);
        names.of_council(&council.head.slug, council.head.id, council.head.owner);
        let source = Source {
            template: new.template.as_ref(),
            arguments: &new.arguments,
            clauses: &new.clauses,
            omit: &new.omit,
        };
        let text = match MandateText::compose(facts.directory, source) {
            Ok(text) => text,
            Err(wrong) => {
                refused.extend(wrong);
                return Err(refused);
            }
        };
        text.examine(&names, &mut refused);
        let head = Head::of(&self.head, &text, |_| true, self.council, &names, facts, &mut refused);
        Entry { facts, acting, council, head, text, names }.enter(refused)
    }

    /// A draft becomes the mandate that it is a draft of; its text stays as it is.
    fn adopt_draft(
        &self,
        facts: &Facts<'_>,
        acting: Acting,
        council: &Council,
        id: MandateId,
        mut refused: Refusals,
    ) -> Result<Decision<MandateEntered>, Refusals> {
        let Some(draft) = draft(council, id) else {
            refused.push(Refusal::not_found(
                "draft",
                said!(
                    "rådet har ikke dette utkastet; lag et først, eller send bestemmelsene",
                    "the council has no such draft; prepare one first, or send the clauses"
                ),
            ));
            return Err(refused);
        };
        if self.head.draft {
            refused.push(Refusal::bad_input(
                "mandate.draft",
                said!(
                    "det er et utkast allerede; la draft være ute for å vedta det",
                    "it is a draft already; leave draft out to adopt it"
                ),
            ));
        }
        let clauses: Vec<Clause> = draft.clauses.iter().map(|at| (*at.clause).clone()).collect();
        let text = MandateText::template(&clauses);
        let mut names = Names::new(facts);
        names.of_council(&council.head.slug, council.head.id, council.head.owner);
        // What a draft took over from an adopted mandate says when that one came about, not when this one does.
        let adopted = || council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
        let is_new = |clause: &Clause| !adopted().any(|mandate| mandate.clauses.iter().any(|at| *at.clause == *clause));
        let mut head = Head::of(&self.head, &text, is_new, self.council, &names, facts, &mut refused);
        head.adopted_by = head.adopted_by.or(draft.adopted_by);
        head.adopted_on = head.adopted_on.or(draft.adopted_on);
        head.period.start = head.period.start.or(draft.period.start);
        head.period.end = head.period.end.or(draft.period.end);
        if self.head.title.is_some() || self.head.url.is_some() {
            refused.push(Refusal::bad_input(
                "mandate.title",
                said!(
                    "tittelen og adressen til et utkast står som de er; la dem være ute",
                    "the title and address of a draft stay as they are; leave them out"
                ),
            ));
        }
        let adoption = MandateAdoption {
            mandate: id,
            version: entry::next_version(council),
            adopted_on: head.adopted_on,
            adopted_by: head.adopted_by,
            period: head.period,
        };
        let adopted = Mandate {
            version: adoption.version,
            status: MandateStatus::Adopted,
            adopted_on: head.adopted_on,
            adopted_by: head.adopted_by,
            period: head.period,
            ..draft.clone()
        };
        let consequences = entry::consequences(facts, acting, council, &adopted, &clauses, &names, &mut refused);
        if !refused.is_empty() {
            return Err(refused);
        }
        let mut changes = consequences.before;
        changes.push(Change::MandateAdopted(self.council, adoption));
        changes.extend(consequences.after);
        Ok(Decision {
            changes,
            outcome: MandateEntered { mandate: id },
            warnings: consequences.warnings,
            summary: in_words(&adopted),
        })
    }
}

pub(super) fn draft(council: &Council, id: MandateId) -> Option<&Mandate> {
    council.mandates.iter().find(|mandate| mandate.id == id && mandate.status == MandateStatus::Draft)
}

pub(super) fn faults_of(new: &NewText, faults: &mut Faults) {
    faults.field("organisations", &new.organisations);
    faults.field("codes", &new.codes);
    faults.field("template", &new.template);
    faults.field("arguments", &new.arguments);
    faults.field("clauses", &new.clauses);
    note_repeated("clauses", new.clauses.iter().map(|clause| &clause.key), faults);
    faults.field("omit", &new.omit);
    faults.require(
        "clauses",
        new.template.is_some() || !new.clauses.is_empty(),
        said!(
            "en mal, bestemmelser eller id-en til et utkast trengs",
            "a template, clauses, or the identity of a draft is needed"
        ),
    );
    faults.require(
        "template",
        new.template.is_some() || (new.arguments.is_empty() && new.omit.is_empty()),
        said!(
            "argumenter og utelatelser trenger en mal de hører til",
            "arguments and omissions need a template that they belong to"
        ),
    );
}

/// The council, and the one that is named as its adopter, whose own adopter has to be known.
pub(super) fn with_adopter(directory: &Directory, council: CouncilId, head: &MandateHead) -> Vec<CouncilId> {
    let mut councils = vec![council];
    if let Some(Body::Council(adopter)) = head.adopted_by.as_ref().and_then(|actor| directory.body(actor)) {
        councils.push(adopter);
    }
    councils
}

/// Who may enter a mandate: the body that adopts it, as the register knows it; else those who look after the council.
pub(super) fn may_adopt(
    facts: &Facts<'_>,
    council: &Council,
    head: &MandateHead,
    of_draft: Option<Body>,
) -> Result<Acting, Refusal> {
    let own = &council.head;
    let named = head.adopted_by.as_ref().and_then(|actor| facts.directory.body(actor)).or(of_draft);
    let adopter = named.filter(|body| adopter::is_recognised(facts, own, *body) || of_draft == Some(*body));
    let mut grants = Vec::new();
    if !head.draft {
        grants.extend(adopter.map(adopter::grant));
    }
    grants.extend(standing::keepers(own));
    let message = if head.draft {
        said!(
            "det er rådets sekretariat eller en registrator for eieren som lager et utkast",
            "the secretariat of the council or a registrar of its owner prepares a draft"
        )
    } else {
        said!(
            "et mandat vedtas av organet som vedtar rådets mandater, eller føres av sekretariatet eller en \
             registrator for eieren",
            "a mandate is adopted by the body that adopts the mandates of the council, or recorded by the secretariat \
             or a registrar of its owner"
        )
    };
    standing::over_council(facts, own, &grants, Refusal::forbidden(message))
}

/// What the audit log says of a mandate that was entered.
pub(super) fn in_words(mandate: &Mandate) -> Text {
    let version = mandate.version;
    if mandate.status == MandateStatus::Draft {
        return Text::nb_en(
            &format!("Førte inn utkast til mandat, versjon {version}."),
            &format!("Entered a draft mandate, version {version}."),
        );
    }
    Text::nb_en(
        &format!("Førte inn vedtatt mandat, versjon {version}."),
        &format!("Entered the adopted mandate, version {version}."),
    )
}
