//! Says that from a day on no longer all facts of a kind are recorded.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::{roster::assert_complete::unknown_subject, standing},
    domain::{
        change::Change,
        council::Completeness,
        directory::Directory,
        id::{CompletenessId, CouncilId},
        message::said,
        text::Text,
        word::Code,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Ends the marks of completeness of a kind of fact.
#[derive(Clone, Debug)]
pub struct EndCompleteness {
    /// The council.
    pub council: CouncilId,
    /// Facts of which kind.
    pub subject: Code,
    /// From this day on it is no longer said.
    pub on: NaiveDate,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompletenessEnded {
    /// The marks that end.
    pub completeness: Vec<CompletenessId>,
}

impl Act for EndCompleteness {
    const NAME: &'static str = "endCompleteness";
    type Outcome = CompletenessEnded;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let message = said!(
            "bare rådets sekretariat sier hva det ikke lenger fører fullstendig",
            "only the secretariat of the council says what it no longer records completely"
        );
        standing::secretariat_or_operator(facts, self.council, message)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<CompletenessEnded>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused: Refusals = unknown_subject(&self.subject).into_iter().collect();
        if self.on > facts.today {
            refused.push(Refusal::bad_input(
                "on",
                said!(
                    "en dag senest i dag trengs; det som kommer, kan ingen vite",
                    "a day up to today is needed; what is to come cannot be known"
                ),
            ));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        // Where several marks reach over the day, all of them end: otherwise it would still be said.
        let reaches = |mark: &&Completeness| {
            mark.subject == self.subject
                && mark.period.contains(self.on)
                && mark.period.start.is_none_or(|start| start < self.on)
        };
        let ended: Vec<CompletenessId> = council.completeness.iter().filter(reaches).map(|mark| mark.id).collect();
        if ended.is_empty() {
            let message = said!(
                "ingen sier det for dagene før og etter denne; nevn en dag i en tid som det er sagt for",
                "nobody says that for the days up to this one and beyond; name a day within a mark"
            );
            return Err(vec![Refusal::not_found("on", message)]);
        }
        Ok(Decision {
            changes: ended.iter().map(|id| Change::CompletenessEnd(self.council, *id, self.on)).collect(),
            outcome: CompletenessEnded { completeness: ended },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Sa at det som er ført om {}, ikke lenger er fullstendig fra {}.", self.subject, self.on),
                &format!(
                    "Said that what is recorded about {} is no longer complete from {} on.",
                    self.subject, self.on
                ),
            ),
        })
    }
}
