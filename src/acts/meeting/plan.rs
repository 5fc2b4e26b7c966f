//! Puts a meeting on the plan.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{
    clashing::{self, Planned},
    times,
};
use crate::{
    access::acting::Acting,
    acts::mandate::text::as_refusals,
    domain::{
        change::Change,
        council::{Body, Held, Meeting, MeetingKind, MeetingStatus},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MeetingId},
        text::{Text, examine_url},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Puts a meeting on the plan.
#[derive(Clone, Debug)]
pub struct PlanMeeting {
    /// The council.
    pub council: CouncilId,
    /// What it is called.
    pub title: Text,
    /// Whether it is one of those that are held as a rule.
    pub kind: MeetingKind,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// Where it is.
    pub place: Option<Text>,
    /// The address at which it is met digitally.
    pub link: Option<String>,
    /// Who it is held together with.
    pub together_with: Vec<Body>,
}

/// Which meeting it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfMeeting {
    /// The meeting.
    pub meeting: MeetingId,
}

impl Act for PlanMeeting {
    const NAME: &'static str = "planMeeting";
    type Outcome = OfMeeting;

    fn needs(&self, directory: &Directory) -> Needs {
        Needs { councils: clashing::with_family(directory, self.council), ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        times::secretariat(facts, self.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfMeeting>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        refused.extend(times::wrong(council, None, self.starts_at, self.ends_at, facts.now));
        refused.extend(times::with_itself("togetherWith", self.council, &self.together_with));
        let day = council.head.day_of(self.starts_at);
        let (Some(day), true) = (day, refused.is_empty()) else { return Err(refused) };
        let meeting = Meeting {
            id: facts.new_id(),
            title: self.title.clone(),
            kind: self.kind,
            status: MeetingStatus::Planned,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            place: self.place.clone(),
            link: self.link.clone(),
            together_with: self.together_with.clone(),
            day,
            held: Held::default(),
            past: Vec::new(),
            wheel_year: None,
            changed_at: facts.now,
        };
        let outcome = OfMeeting { meeting: meeting.id };
        let planned = Planned { field: "startsAt".to_owned(), council: self.council, meeting: &meeting };
        let mut warnings: Refusals = times::outside_mandate(council, self.starts_at).into_iter().collect();
        warnings.extend(clashing::warnings(facts, &[planned]));
        Ok(Decision {
            changes: vec![Change::Meeting(self.council, meeting)],
            outcome,
            warnings,
            summary: Text::nb_en(&format!("Planla et møte {day}."), &format!("Planned a meeting on {day}.")),
        })
    }
}

impl Form for PlanMeeting {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        faults.field("place", &self.place);
        faults.within("link", |faults| examine_url(self.link.as_deref(), faults));
        times::examine_together(&self.together_with, faults);
    }
}
