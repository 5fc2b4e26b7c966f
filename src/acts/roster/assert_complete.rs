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
        people::Grant,
        text::Text,
        time::Period,
        word::Code,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// The kinds of fact that can be complete.
pub const SUBJECTS: [&str; 1] = ["roster"];

/// Says that all facts of a kind are recorded.
#[derive(Clone, Debug)]
pub struct AssertComplete {
    /// The council.
    pub council: CouncilId,
    /// Facts of which kind: one of [`SUBJECTS`].
    pub subject: Code,
    /// From this day on.
    pub since: NaiveDate,
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
        Needs { councils: vec![self.council], ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council("council", Some(self.council))?;
        let refusal = Refusal::forbidden("only the secretariat of the council says that what it records is complete");
        // The console loads whole councils, and answers for what it loads.
        standing::over_council(facts, &council.head, &[Grant::Secretariat(self.council), Grant::Operator], refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Asserted>, Refusals> {
        let council = facts.council("council", Some(self.council)).map_err(|refusal| vec![refusal])?;
        let mut refused = Vec::new();
        if !SUBJECTS.contains(&&*self.subject) {
            let message = format!(
                "nobody can say that facts of the kind {:?} are complete; the kinds are {}",
                &*self.subject,
                list(SUBJECTS.into_iter())
            );
            refused.push(Refusal::bad_input("subject", message));
        }
        if self.since > facts.today {
            refused.push(Refusal::bad_input(
                "since",
                "a day from which on it is complete lies in the past or is today; what is to come cannot be complete",
            ));
        }
        let known = council
            .completeness
            .iter()
            .find(|known| known.subject == self.subject && known.period.contains(self.since));
        if let Some(from) = known.and_then(|known| known.period.start) {
            refused.push(Refusal::conflict(
                "since",
                format!("that is said from {from} on already; an earlier day adds something"),
            ));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let mark = Completeness {
            id: facts.new_id(),
            subject: self.subject.clone(),
            period: Period { start: Some(self.since), end: None },
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
