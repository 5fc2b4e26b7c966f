//! Says that all facts of a kind are recorded from a day on: until then, no record is not the same as nobody.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::{mandate::text::list, standing},
    domain::{
        change::Change,
        council::Completeness,
        directory::Directory,
        id::{CompletenessId, CouncilId},
        message::said,
        text::Text,
        time::Period,
        word::Code,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// The kinds of fact that can be complete, as the code list `completeness` labels them: what checks look at.
pub const SUBJECTS: [&str; 8] = ["roster", "meetings", "attendance", "activities", "events", "items", "facts", "steps"];

/// What is said about a kind of fact that checks do not look at.
pub(in crate::acts) fn unknown_subject(subject: &Code) -> Option<Refusal> {
    (!SUBJECTS.contains(&&**subject)).then(|| {
        let message = said!(
            "ingen kan si at opplysninger av slaget {:?} er fullstendige; slagene er {}",
            "nobody can say that facts of the kind {:?} are complete; the kinds are {}",
            &**subject,
            list(SUBJECTS.into_iter())
        );
        Refusal::bad_input("subject", message)
    })
}

/// Says that all facts of a kind are recorded.
#[derive(Clone, Debug)]
pub struct AssertComplete {
    /// The council.
    pub council: CouncilId,
    /// Facts of which kind: one of [`SUBJECTS`].
    pub subject: Code,
    /// From this day on.
    pub since: NaiveDate,
    /// The first day of which it is not said; None: from then on.
    pub until: Option<NaiveDate>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asserted {
    /// The mark.
    pub completeness: CompletenessId,
}

impl Act for AssertComplete {
    const NAME: &'static str = "assertComplete";
    type Outcome = Asserted;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let message = said!(
            "bare rådets sekretariat sier at det som er ført, er fullstendig",
            "only the secretariat of the council says that what it records is complete"
        );
        // The console loads whole councils, and answers for what it loads.
        standing::secretariat_or_operator(facts, self.council, message)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Asserted>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused: Refusals = unknown_subject(&self.subject).into_iter().collect();
        if self.since > facts.today {
            refused.push(Refusal::bad_input(
                "since",
                said!(
                    "en dag som noe er fullstendig fra, er i dag eller tidligere; det som kommer, kan ikke være \
                     fullstendig",
                    "a day from which on it is complete lies in the past or is today; what is to come cannot be \
                     complete"
                ),
            ));
        }
        if self.until.is_some_and(|until| until <= self.since || until > facts.today) {
            let message = said!(
                "en dag etter den første og senest i dag trengs; la den være ute hvis det fortsatt gjelder",
                "a day after the first one and up to today is needed; leave it out where it goes on"
            );
            refused.push(Refusal::bad_input("until", message));
        }
        let said = |known: &&Completeness| {
            let reaches = match (known.period.end, self.until) {
                (None, _) => true,
                (Some(_), None) => false,
                (Some(end), Some(until)) => until <= end,
            };
            known.subject == self.subject && known.period.contains(self.since) && reaches
        };
        if let Some(from) = council.completeness.iter().find(said).and_then(|known| known.period.start) {
            refused.push(Refusal::conflict(
                "since",
                said!(
                    "det er sagt fra {from} allerede; en tidligere dag tilfører noe",
                    "that is said from {from} on already; an earlier day adds something"
                ),
            ));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let mark = Completeness {
            id: facts.new_id(),
            subject: self.subject.clone(),
            period: Period { start: Some(self.since), end: self.until },
            asserted_by: facts.caller.account_id(),
        };
        Ok(Decision {
            outcome: Asserted { completeness: mark.id },
            changes: vec![Change::Completeness(self.council, mark)],
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Sa at det som er ført om {}, er fullstendig fra {}.", self.subject, self.since),
                &format!("Said that what is recorded about {} is complete from {} on.", self.subject, self.since),
            ),
        })
    }
}
