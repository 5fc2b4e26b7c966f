//! The shape Meetings: how often, who has to be there, how it is decided, who may listen.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::measure::{HowMany, Share};
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    time::CalendarDuration,
    word::{Code, Key},
};

/// How the body meets; at least one of these is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "MeetingsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Meetings {
    /// How often it meets.
    pub cadence: Option<Cadence>,
    /// Who has to be there for a meeting to count.
    pub quorum: Option<Quorum>,
    /// How it decides, by kind of decision.
    #[graphql(default)]
    #[serde(default)]
    pub voting: Vec<VotingRule>,
    /// Who may listen.
    pub openness: Option<Openness>,
    /// How long before a meeting it is called.
    pub notice: Option<CalendarDuration>,
    /// How long before a meeting its papers are there.
    pub papers_before: Option<CalendarDuration>,
    /// Who stays away loses the seat.
    pub forfeit: Option<Forfeit>,
}

/// How often a body meets.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "CadenceInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cadence {
    /// How the number is meant.
    pub kind: CadenceKind,
    /// How many meetings, 1 to 366; absent for AS_NEEDED.
    pub number: Option<u32>,
    /// In what time, such as P1Y; whole years are calendar years. Absent for AS_NEEDED.
    pub per: Option<CalendarDuration>,
}

/// How a number of meetings is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CadenceKind {
    /// So many.
    Exactly,
    /// So many or more.
    AtLeast,
    /// So many or fewer.
    AtMost,
    /// As often as there is a need.
    AsNeeded,
}

/// Who has to be there.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "QuorumInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Quorum {
    /// What the number is a part of.
    pub base: QuorumBase,
    /// How many.
    pub at_least: HowMany,
    /// One at least from each of these seat groups.
    #[graphql(default)]
    #[serde(default)]
    pub groups: Vec<Key>,
    /// The holders of these posts: entries of the code list `post`.
    #[graphql(default)]
    #[serde(default)]
    pub posts: Vec<Code>,
    /// How many are enough when the meeting is called again.
    pub second_call: Option<HowMany>,
}

/// What a quorum is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum QuorumBase {
    /// All seats, the vacant ones too.
    Seats,
    /// The members in office.
    Members,
    /// The members in office who vote.
    VotingMembers,
}

/// How one kind of decision is taken.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "VotingRuleInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VotingRule {
    /// The kind of decision: an entry of the code list `decision`; any where none is named.
    pub decision: Option<Code>,
    /// Of whom the majority is reckoned.
    pub base: VoteBase,
    /// Which part has to agree; consensus is 1 of 1.
    pub majority: Share,
    /// What happens at a tie.
    pub tie: Option<Tie>,
}

/// Of whom a majority is reckoned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum VoteBase {
    /// Of the votes cast.
    Cast,
    /// Of those present.
    Present,
    /// Of all members.
    Members,
}

/// What happens at a tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tie {
    /// The chair decides.
    ChairDecides,
    /// What was proposed falls.
    Falls,
    /// The lot decides.
    ByLot,
    /// The matter is put off.
    PutOff,
}

/// Who may listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Openness {
    /// Everybody.
    Open,
    /// Everybody, unless the body decides otherwise.
    OpenByDefault,
    /// The members and those they invite.
    Closed,
}

/// Who stays away loses the seat.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ForfeitInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Forfeit {
    /// After so many absences.
    pub absences: u32,
    /// Whether only absences in a row count.
    #[graphql(default)]
    #[serde(default)]
    pub consecutive: bool,
    /// Within this time.
    pub within: Option<CalendarDuration>,
}

impl Form for Meetings {
    fn examine(&self, faults: &mut Faults) {
        if *self == Self::default() {
            faults.note(said!("minst én regel om møter trengs", "at least one rule about meetings is needed"));
        }
        if let Some(cadence) = &self.cadence {
            faults.within("cadence", |f| {
                let counted = cadence.kind != CadenceKind::AsNeeded;
                f.require(
                    "number",
                    counted == cadence.number.is_some(),
                    said!(
                        "et tall hører hjemme her, med mindre slaget er AS_NEEDED",
                        "a number belongs here, unless the kind is AS_NEEDED"
                    ),
                );
                f.require(
                    "number",
                    cadence.number.is_none_or(|n| (1..=366).contains(&n)),
                    said!("et tall fra 1 til 366 trengs", "a number from 1 to 366 is needed"),
                );
                f.require(
                    "per",
                    counted == cadence.per.is_some(),
                    said!(
                        "en varighet hører hjemme her, med mindre slaget er AS_NEEDED",
                        "a duration belongs here, unless the kind is AS_NEEDED"
                    ),
                );
                f.field("per", &cadence.per);
            });
        }
        if let Some(quorum) = &self.quorum {
            faults.within("quorum", |f| {
                f.field("atLeast", &quorum.at_least);
                f.field("groups", &quorum.groups);
                f.field("posts", &quorum.posts);
                f.field("secondCall", &quorum.second_call);
            });
        }
        for (index, rule) in self.voting.iter().enumerate() {
            faults.within(&format!("voting[{index}]"), |f| {
                f.field("decision", &rule.decision);
                f.field("majority", &rule.majority);
            });
        }
        faults.field("notice", &self.notice);
        faults.field("papersBefore", &self.papers_before);
        if let Some(forfeit) = &self.forfeit {
            faults.within("forfeit", |f| {
                f.require(
                    "absences",
                    (1..=100).contains(&forfeit.absences),
                    said!("et tall fra 1 til 100 trengs", "a number from 1 to 100 is needed"),
                );
                f.field("within", &forfeit.within);
            });
        }
    }
}
