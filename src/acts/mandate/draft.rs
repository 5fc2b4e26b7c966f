//! Saves a draft of a mandate: a new one, or a better one in the place of an earlier draft.
//!
//! May import: `store`, `access`, `domain`, `error`. A draft is the secretariat's own affair: it makes no seats, states
//! nothing about anybody, and is in force on no day until it is adopted.

use super::{
    adopt::{self, MandateEntered, NewText, may_adopt},
    entry::Entry,
    head::Head,
    text::{MandateText, Source, as_refusals},
};
use crate::{
    access::acting::Acting,
    acts::names::Names,
    domain::{
        change::Change,
        council::{Council, Mandate, MandateStatus},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MandateId},
        mandate::clause::Clause,
        message::said,
        register::{MandateHead, note_repeated},
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Saves a draft.
#[derive(Clone, Debug)]
pub struct SaveDraft {
    /// The council.
    pub council: CouncilId,
    /// The draft that this one takes the place of.
    pub replaces: Option<MandateId>,
    /// The mandate or draft whose clauses it starts from; None where it starts from a template, or from nothing.
    pub base: Option<MandateId>,
    /// The text: on a base, the clauses that replace those of the same key or are added, and the keys left out.
    pub text: NewText,
    /// How it is meant to come about. What is not said here can still be said when it is adopted.
    pub head: MandateHead,
}

impl Act for SaveDraft {
    const NAME: &'static str = "saveDraft";
    const MATTER: Matter = Matter::Private;
    type Outcome = MandateEntered;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        may_adopt(facts, council, &self.as_draft(), None)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<MandateEntered>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        if let Some(former) = self.replaces
            && adopt::draft(council, former).is_none()
        {
            refused.push(no_such_draft("replaces"));
        }
        let new = &self.text;
        let mut names = Names::declared(facts, &new.organisations, &new.codes, &mut refused);
        names.of_council(&council.head.slug, council.head.id, council.head.owner);
        let base = self.base.map(|id| base(council, id).ok_or_else(no_such_base)).transpose();
        let composed = match base {
            Ok(base) => self.compose(facts.directory, base),
            Err(wrong) => Err(vec![wrong]),
        };
        let text = match composed {
            Ok(text) => text,
            Err(wrong) => {
                refused.extend(wrong);
                return Err(refused);
            }
        };
        if self.base.is_some() {
            text.examine_names(&names, &[], &mut refused);
        } else {
            text.examine(&names, &mut refused);
        }
        // What the base said of its own coming about is not what the draft has to say.
        let counts = |clause: &Clause| self.base.is_none() || new.clauses.iter().any(|given| given.key == clause.key);
        let head = Head::of(&self.as_draft(), &text, counts, self.council, &names, facts, &mut refused);
        let mut decision = Entry { facts, acting, council, head, text, names }.enter(refused)?;
        if let Some(former) = self.replaces {
            decision.changes.insert(0, Change::MandateRevoked(self.council, former));
            decision.summary = in_place_of_another(decision.summary);
        }
        Ok(decision)
    }
}

impl SaveDraft {
    fn as_draft(&self) -> MandateHead {
        MandateHead { draft: true, ..self.head.clone() }
    }

    fn compose<'a>(&'a self, directory: &'a Directory, base: Option<&Mandate>) -> Result<MandateText<'a>, Refusals> {
        let new = &self.text;
        if let Some(base) = base {
            let clauses = base.clauses.iter().map(|at| (*at.clause).clone()).collect();
            return MandateText::amend(clauses, base.template, &new.clauses, &new.omit);
        }
        let source = Source {
            template: new.template.as_ref(),
            arguments: &new.arguments,
            clauses: &new.clauses,
            omit: &new.omit,
        };
        MandateText::compose(directory, source)
    }

    fn faults(&self) -> Vec<crate::domain::fault::Fault> {
        let mut faults = Faults::default();
        faults.field("mandate", &self.head);
        let new = &self.text;
        if self.base.is_none() {
            adopt::faults_of(new, &mut faults);
            return faults.into_found();
        }
        faults.field("organisations", &new.organisations);
        faults.field("codes", &new.codes);
        faults.field("clauses", &new.clauses);
        note_repeated("clauses", new.clauses.iter().map(|clause| &clause.key), &mut faults);
        faults.field("omit", &new.omit);
        faults.require(
            "template",
            new.template.is_none() && new.arguments.is_empty(),
            said!(
                "et utkast går ut fra et grunnlag eller en mal, ikke begge; la en av dem være ute",
                "a draft starts from a base or from a template, not from both; leave one of them out"
            ),
        );
        faults.into_found()
    }
}

/// What a draft may start from: what was adopted, or another draft.
fn base(council: &Council, id: MandateId) -> Option<&Mandate> {
    council.mandates.iter().find(|mandate| mandate.id == id && mandate.status != MandateStatus::Revoked)
}

fn no_such_base() -> Refusal {
    Refusal::not_found(
        "base",
        said!(
            "rådet har ikke dette mandatet eller utkastet; la base være ute for å gå ut fra en mal",
            "the council has no such mandate or draft; leave base out to start from a template"
        ),
    )
}

/// What is said of a draft that the council does not have.
pub(super) fn no_such_draft(field: &str) -> Refusal {
    Refusal::not_found(
        field,
        said!(
            "rådet har ikke dette utkastet; ta et fra sekretariatets arbeidsbord",
            "the council has no such draft; take one from the secretariat's desk"
        ),
    )
}

fn in_place_of_another(summary: Text) -> Text {
    let (nb, en) = (summary.nb.unwrap_or_default(), summary.en.unwrap_or_default());
    Text::nb_en(
        &format!("{nb} Det tar plassen til et tidligere utkast."),
        &format!("{en} It takes the place of an earlier draft."),
    )
}
