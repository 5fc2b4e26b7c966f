//! Makes a private calendar of a council, for whoever may enter by one of its private doors.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::{acting::Acting, door},
    acts::standing,
    domain::{
        change::{CalendarFeed, Change},
        directory::Directory,
        id::CouncilId,
        message::said,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Makes a private calendar. The secret is random and made outside; only its digest comes here.
#[derive(Clone, Debug)]
pub struct MakeCalendarFeed {
    /// The council.
    pub council: CouncilId,
    /// SHA-256 of the secret, in lower-case hexadecimal digits.
    pub secret_hash: String,
}

/// Whose calendar it was about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfCalendar {
    /// The council.
    pub council: CouncilId,
}

impl Act for MakeCalendarFeed {
    const NAME: &'static str = "makeCalendarFeed";
    type Outcome = OfCalendar;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let admitted = door::private(facts.caller, council, facts.today).is_some();
        let refusal = Refusal::forbidden(said!(
            "bare medlemmene og sekretariatet har en kalender for seg; den åpne kalenderen er for alle",
            "only the members and the secretariat have a calendar of their own; the public one is for everybody"
        ));
        match Acting::oneself(facts.caller).filter(|_| admitted) {
            Some(acting) => Ok(acting),
            None => standing::over_council(facts, &council.head, &[], refusal),
        }
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfCalendar>, Refusals> {
        let account = facts.caller.account_id().ok_or_else(|| vec![Refusal::unauthenticated()])?;
        let feed = CalendarFeed { account, secret_hash: self.secret_hash.clone() };
        Ok(Decision {
            changes: vec![Change::CalendarFeed(self.council, feed)],
            outcome: OfCalendar { council: self.council },
            warnings: Vec::new(),
            summary: Text::nb_en("Laget en privat kalender.", "Made a private calendar."),
        })
    }
}
