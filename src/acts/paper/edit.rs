//! Says other things about a paper: its title, who may see it, until when it is held back. What everybody could see
//! stays for everybody: others have read it.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, Utc};

use super::known::{self, OfPaper};
use crate::{
    access::acting::Acting,
    acts::mandate::text::as_refusals,
    domain::{
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, PaperId},
        message::said,
        text::Text,
        work::{Paper, PaperVisibility},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Changes what is said about a paper; what is None stays as it is.
#[derive(Clone, Debug)]
pub struct EditPaper {
    /// The council.
    pub council: CouncilId,
    /// The paper.
    pub paper: PaperId,
    /// What it is called.
    pub title: Option<Text>,
    /// Who may see it.
    pub visibility: Option<PaperVisibility>,
    /// Until when only the secretariat sees it.
    pub embargo: Option<Embargo>,
}

/// How long a paper is held back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embargo {
    /// Until this moment.
    Until(DateTime<Utc>),
    /// No longer.
    Lifted,
}

impl Act for EditPaper {
    const NAME: &'static str = "editPaper";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfPaper;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfPaper>, Refusals> {
        let council = facts.council(self.council)?;
        let paper = known::standing_paper(council, "paper", self.paper)?;
        let mut refused = as_refusals(self.faults());
        let open = paper.is_open(facts.now);
        if open && self.visibility.is_some_and(|visibility| visibility != PaperVisibility::Public) {
            let message = said!(
                "papiret er åpent for alle og blir det; andre har lest det",
                "the paper is open to everybody and stays so; others have read it"
            );
            refused.push(Refusal::conflict("visibility", message));
        }
        if let Some(Embargo::Until(until)) = self.embargo {
            if until <= facts.now {
                refused.push(Refusal::bad_input("embargoUntil", known::embargo_is_over()));
            } else if open {
                let message = said!(
                    "papiret er åpent for alle og kan ikke holdes tilbake; andre har lest det",
                    "the paper is open to everybody and cannot be held back; others have read it"
                );
                refused.push(Refusal::conflict("embargoUntil", message));
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let embargo_until = match self.embargo {
            Some(Embargo::Until(until)) => Some(until),
            Some(Embargo::Lifted) => None,
            None => paper.embargo_until,
        };
        let edited = Paper {
            title: self.title.clone().unwrap_or_else(|| paper.title.clone()),
            visibility: self.visibility.unwrap_or(paper.visibility),
            embargo_until,
            ..paper.clone()
        };
        let opened = !open && edited.is_open(facts.now);
        let (nb, en) = if opened {
            ("Åpnet et papir for alle.", "Opened a paper to everybody.")
        } else {
            ("Endret det som står om et papir.", "Changed what is said about a paper.")
        };
        Ok(Decision {
            changes: vec![known::changed(self.council, paper, edited, facts.now)],
            outcome: OfPaper { paper: self.paper },
            warnings: Vec::new(),
            summary: Text::nb_en(nb, en),
        })
    }
}

impl Form for EditPaper {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        let something = self.title.is_some() || self.visibility.is_some() || self.embargo.is_some();
        faults.require("paper", something, said!("si hva som skal være annerledes", "say what is to be different"));
    }
}
