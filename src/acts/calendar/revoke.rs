//! Revokes the private calendar that an account has of a council. Whoever has left the council may still do so.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::make::OfCalendar;
use crate::{
    access::acting::Acting,
    domain::{change::Change, directory::Directory, id::CouncilId, message::said, text::Text},
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Revokes the caller's private calendar of a council.
#[derive(Clone, Copy, Debug)]
pub struct RevokeCalendarFeed {
    /// The council.
    pub council: CouncilId,
}

impl Act for RevokeCalendarFeed {
    const NAME: &'static str = "revokeCalendarFeed";
    type Outcome = OfCalendar;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { own_calendar: Some(self.council), ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Acting::oneself(facts.caller).ok_or_else(Refusal::unauthenticated)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfCalendar>, Refusals> {
        let account = facts.caller.account_id().filter(|_| facts.has_calendar);
        let Some(account) = account else {
            let message = said!(
                "du har ingen privat kalender for dette rådet",
                "there is no private calendar of yours of this council"
            );
            return Err(vec![Refusal::not_found("council", message)]);
        };
        Ok(Decision {
            changes: vec![Change::CalendarFeedRevoked(self.council, account)],
            outcome: OfCalendar { council: self.council },
            warnings: Vec::new(),
            summary: Text::nb_en("Trakk tilbake en privat kalender.", "Revoked a private calendar."),
        })
    }
}
