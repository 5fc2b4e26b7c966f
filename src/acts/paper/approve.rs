//! Approves minutes: a later meeting has read them and found them right.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::known::{self, OfPaper};
use crate::{
    access::acting::Acting,
    acts::meeting::times,
    domain::{
        council::MeetingStatus,
        directory::Directory,
        id::{CouncilId, MeetingId, PaperId},
        message::said,
        text::Text,
        work::{Approval, Paper, PaperKind},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// Approves minutes.
#[derive(Clone, Debug)]
pub struct ApproveMinutes {
    /// The council.
    pub council: CouncilId,
    /// The minutes.
    pub paper: PaperId,
    /// The meeting that approved them.
    pub meeting: MeetingId,
}

impl Act for ApproveMinutes {
    const NAME: &'static str = "approveMinutes";
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
        let by = times::known(council, self.meeting)?;
        let mut refused = Vec::new();
        if paper.kind != PaperKind::Minutes {
            let message = said!("bare et referat kan godkjennes", "only minutes can be approved");
            refused.push(Refusal::conflict("paper", message));
        }
        if paper.approved.is_some() {
            let message = said!("referatet er godkjent allerede", "the minutes were approved already");
            refused.push(Refusal::conflict("paper", message));
        }
        let later = |other: &&Paper| {
            other.series == paper.series && other.version > paper.version && other.withdrawn_at.is_none()
        };
        if council.work.papers.iter().any(|other| later(&other)) {
            let message = said!(
                "det finnes en senere versjon av referatet; godkjenn den",
                "there is a later version of the minutes; approve that one"
            );
            refused.push(Refusal::conflict("paper", message));
        }
        let of = paper.meeting.and_then(|id| council.meeting(id));
        let afterwards = of.is_some_and(|of| by.starts_at > of.starts_at);
        if by.status != MeetingStatus::Held || !afterwards {
            let message = said!("et senere møte som er holdt, trengs", "a later meeting that was held is needed");
            refused.push(Refusal::conflict("meeting", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let approved = Paper { approved: Some(Approval { on: by.day, by: by.id }), ..paper.clone() };
        let day = by.day;
        Ok(Decision {
            changes: vec![known::changed(self.council, paper, approved, facts.now)],
            outcome: OfPaper { paper: self.paper },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Førte at møtet {day} godkjente et referat."),
                &format!("Wrote down that the meeting on {day} approved minutes."),
            ),
        })
    }
}
