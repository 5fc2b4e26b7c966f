//! The act that fills a council with clearly invented people, so that pages look alive.
//!
//! May import: `store::act`, `access`, `domain`, `error`. It is for demonstrations: everything it enters says where
//! it comes from, and a council that has anybody in it is left alone.

mod names;
pub mod papers;
mod roster;
mod work;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    domain::{
        change::Change,
        council::{Completeness, Council, Mandate},
        directory::Directory,
        id::CouncilId,
        message::said,
        text::Text,
        time::Period,
        word::Code,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// What the demonstration calls its source.
const SOURCE: &str = "Demonstration: invented, like everybody in it";

/// Fills one council.
#[derive(Clone, Copy, Debug)]
pub struct FillWithInventedPeople {
    /// The council.
    pub council: CouncilId,
}

/// What was filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filled {
    /// How many memberships were entered; 0 where the council was left alone.
    pub memberships: u32,
}

impl Act for FillWithInventedPeople {
    const NAME: &'static str = "fillWithInventedPeople";
    type Outcome = Filled;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Acting::operator(facts.caller, facts.today).ok_or_else(|| {
            Refusal::forbidden(said!(
                "bare en operatør kan fylle et råd med oppdiktede personer",
                "only an operator can fill a council with invented people"
            ))
        })
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Filled>, Refusals> {
        let council = facts.council(self.council)?;
        let summary =
            Text::nb_en("Rådet ble fylt med oppdiktede personer.", "The council was filled with invented people.");
        let mut changes = Vec::new();
        let mut memberships = 0;
        if council.memberships.is_empty()
            && let Some((mandate, day)) = mandate_to_fill(council, facts.today)
        {
            let roster = roster::fill(council, mandate, day, facts, &mut changes);
            memberships = u32::try_from(roster.len()).unwrap_or(u32::MAX);
            changes.push(complete(council, roster::first_day(mandate, day), facts));
            work::fill(council, &roster, facts, &mut changes);
        }
        Ok(Decision { changes, outcome: Filled { memberships }, warnings: Vec::new(), summary })
    }
}

/// The mandate in force, or else the latest that was; and the last day on which it is looked at.
fn mandate_to_fill(council: &Council, today: NaiveDate) -> Option<(&Mandate, NaiveDate)> {
    if let Some(mandate) = council.mandate_on(today) {
        return Some((mandate, today));
    }
    let mandate = council.mandates.last()?;
    Some((mandate, mandate.period.end?.pred_opt()?))
}

fn complete(council: &Council, since: NaiveDate, facts: &Facts<'_>) -> Change {
    Change::Completeness(
        council.head.id,
        Completeness {
            id: facts.new_id(),
            subject: Code::from("roster"),
            period: Period { start: Some(since), end: None },
            asserted_by: facts.caller.account_id(),
        },
    )
}
