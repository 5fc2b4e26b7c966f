//! Bytes for invented papers: a short text each, so that papers can be fetched and searched where everything is invented.
//!
//! May import: `store::act`, `access`, `domain`, `digest`, `error`. The act writes what the register knows of the bytes; whoever
//! does it has put them beside before, and keeps them afterwards, as with papers that are sent.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    digest::sha256,
    domain::{
        change::Change,
        council::Council,
        directory::Directory,
        id::{CouncilId, PaperId},
        message::said,
        text::{Lang, Text},
        work::Paper,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Gives the invented papers of a council their texts.
#[derive(Clone, Copy, Debug)]
pub struct WriteInventedPapers {
    /// The council.
    pub council: CouncilId,
}

/// Which papers got one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written {
    /// The papers.
    pub papers: Vec<PaperId>,
}

impl Act for WriteInventedPapers {
    const NAME: &'static str = "writeInventedPapers";
    type Outcome = Written;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Acting::operator(facts.caller, facts.today).ok_or_else(|| {
            Refusal::forbidden(said!(
                "bare en operatør kan skrive oppdiktede papirer",
                "only an operator can write invented papers"
            ))
        })
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Written>, Refusals> {
        let council = facts.council(self.council)?;
        let mut changes = Vec::new();
        let mut papers = Vec::new();
        for (paper, text) in unwritten(council) {
            let size = u32::try_from(text.len()).unwrap_or(u32::MAX);
            let written = Paper { size, sha256: sha256(&text), ..paper.clone() };
            changes.push(Change::PaperData(self.council, written, paper.is_open(facts.now)));
            changes.push(Change::PaperText(self.council, paper.id, text));
            papers.push(paper.id);
        }
        let summary = Text::nb_en("Oppdiktede papirer ble skrevet.", "Invented papers were written.");
        Ok(Decision { changes, outcome: Written { papers }, warnings: Vec::new(), summary })
    }
}

/// The papers that were made up without bytes, each with the text that is to be in it.
pub fn unwritten(council: &Council) -> impl Iterator<Item = (&Paper, String)> {
    let invented = council.work.papers.iter().filter(|paper| !paper.has_bytes() && paper.added_by.is_none());
    invented.map(|paper| (paper, text(council, paper)))
}

fn text(council: &Council, paper: &Paper) -> String {
    let (title, council) = (paper.title.in_lang(Lang::Nb), council.head.name.in_lang(Lang::Nb));
    format!(
        "{title}\n{council}\n\n\
         Dette papiret er oppdiktet, som alt annet i demonstrasjonen. Det er her for at det skal kunne hentes, leses og\n\
         finnes igjen på ordene som står i det.\n\n\
         Til drøfting:\n\
         1. Hva haster mest, og hvorfor?\n\
         2. Hvem må være med for at det skal bli noe av?\n\
         3. Hvordan ser vi om et år at det har virket?\n"
    )
}
