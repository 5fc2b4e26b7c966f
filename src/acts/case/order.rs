//! Puts the items of an agenda in another order.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::known;
use crate::{
    access::acting::Acting,
    acts::meeting::{plan::OfMeeting, times},
    domain::{
        change::Change,
        directory::Directory,
        id::{AgendaItemId, CouncilId, MeetingId},
        message::said,
        text::Text,
        work::Work,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Puts an agenda in order.
#[derive(Clone, Debug)]
pub struct OrderAgenda {
    /// The council.
    pub council: CouncilId,
    /// The meeting.
    pub meeting: MeetingId,
    /// All its items, in the order in which they are to stand.
    pub items: Vec<AgendaItemId>,
}

impl Act for OrderAgenda {
    const NAME: &'static str = "orderAgenda";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfMeeting;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfMeeting>, Refusals> {
        let council = facts.council(self.council)?;
        let meeting = times::to_come(council, self.meeting)?;
        let sorted = |mut ids: Vec<AgendaItemId>| {
            ids.sort_unstable();
            ids
        };
        let known = sorted(council.work.agenda(self.meeting).map(|item| item.id).collect());
        if sorted(self.items.clone()) != known {
            let message = said!(
                "sakslisten har {} punkter; nevn hvert av dem én gang, i den rekkefølgen de skal stå",
                "the agenda has {} items; name each of them once, in the order in which they are to stand",
                known.len()
            );
            return Err(vec![Refusal::bad_input("items", message)]);
        }
        let day = meeting.day;
        Ok(Decision {
            changes: vec![change(self.council, &council.work, self.meeting, self.items.clone())],
            outcome: OfMeeting { meeting: self.meeting },
            warnings: Vec::new(),
            summary: Text::nb_en(&format!("Ordnet sakslisten {day}."), &format!("Put the agenda of {day} in order.")),
        })
    }
}

/// The change that an agenda stands in this order.
pub(super) fn change(council: CouncilId, work: &Work, meeting: MeetingId, items: Vec<AgendaItemId>) -> Change {
    let public = work.agenda(meeting).any(|item| work.case(item.case).is_some_and(|case| case.public));
    Change::AgendaOrder(council, items, public)
}
