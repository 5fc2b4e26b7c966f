//! The shape Procedure: who does what, in which order, for a seat to be filled, left or passed on.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::{actor::Actor, measure::HowMany};
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
    time::CalendarDuration,
    word::Code,
};

/// Ordered steps, endings and replacement; at least one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ProcedureInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Procedure {
    /// The steps, in order. Every step is necessary unless it says otherwise.
    #[graphql(default)]
    #[serde(default)]
    pub steps: Vec<Step>,
    /// How a holding can end before its time.
    #[graphql(default)]
    #[serde(default)]
    pub endings: Vec<Ending>,
    /// How a vacancy is filled.
    pub replacement: Option<Replacement>,
}

/// One step on the way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "StepInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// What is done.
    pub act: StepAct,
    /// Who does it; empty where anybody may.
    #[graphql(default)]
    #[serde(default)]
    pub by: Vec<Actor>,
    /// Whether all of them are needed, or any one.
    #[graphql(default)]
    #[serde(default)]
    pub needs: Needs,
    /// How many candidates are named for each seat, where it is said.
    pub candidates_per_seat: Option<u32>,
    /// What is weighed: entries of the code list `criterion`.
    #[graphql(default)]
    #[serde(default)]
    pub criteria: Vec<Code>,
    /// Which part has to agree, where it is a vote.
    pub threshold: Option<HowMany>,
    /// Within what time after the step before.
    pub within: Option<CalendarDuration>,
    /// Who acts instead when the time has lapsed.
    #[graphql(default)]
    #[serde(default)]
    pub otherwise: Vec<Actor>,
}

/// What is done in a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StepAct {
    /// Candidates are called for.
    Call,
    /// Candidates are named.
    Nominate,
    /// Somebody is asked for their opinion.
    Consult,
    /// Somebody has to agree.
    Agree,
    /// The holder is appointed.
    Appoint,
    /// The appointment is confirmed.
    Confirm,
    /// The holder is elected.
    Elect,
    /// The holder is drawn by lot.
    DrawByLot,
    /// The holder is designated by the organisation that holds the seat.
    Designate,
    /// Somebody is told.
    Notify,
}

impl StepAct {
    /// Whether the step decides who holds the seat.
    #[must_use]
    pub const fn decides(self) -> bool {
        matches!(self, Self::Appoint | Self::Elect | Self::DrawByLot | Self::Designate)
    }
}

/// How many of the named have to act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Needs {
    /// Each of them.
    #[default]
    AllOf,
    /// Any one of them.
    AnyOf,
}

/// A way in which a holding ends before its time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "EndingInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Ending {
    /// On what ground: an entry of the code list `ending`, such as `resignation`.
    pub ground: Code,
    /// Who can set it off.
    #[graphql(default)]
    #[serde(default)]
    pub by: Vec<Actor>,
    /// Who declares it, where somebody has to.
    #[graphql(default)]
    #[serde(default)]
    pub declared_by: Vec<Actor>,
    /// How long after that it takes effect.
    pub notice: Option<CalendarDuration>,
}

/// How a vacancy is filled.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ReplacementInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Replacement {
    /// Whether the successor comes in the same way as the one who left.
    #[graphql(default)]
    #[serde(default)]
    pub like_for_like: bool,
    /// Whether a reserve list exists and is followed in order.
    #[graphql(default)]
    #[serde(default)]
    pub reserve_list: bool,
    /// Within what time.
    pub within: Option<CalendarDuration>,
    /// What else is said of it.
    pub note: Option<Text>,
}

impl Form for Procedure {
    fn examine(&self, faults: &mut Faults) {
        if self.steps.is_empty() && self.endings.is_empty() && self.replacement.is_none() {
            faults.note(said!(
                "steg, måter å slutte på eller en erstatning trengs",
                "steps, endings or a replacement are needed"
            ));
        }
        faults.field("steps", &self.steps);
        faults.field("endings", &self.endings);
        faults.field("replacement", &self.replacement);
    }
}

impl Form for Step {
    fn examine(&self, faults: &mut Faults) {
        faults.field("by", &self.by);
        faults.field("criteria", &self.criteria);
        faults.field("threshold", &self.threshold);
        faults.field("within", &self.within);
        faults.field("otherwise", &self.otherwise);
        faults.require(
            "candidatesPerSeat",
            self.candidates_per_seat.is_none_or(|n| (1..=100).contains(&n)),
            said!("et tall fra 1 til 100 trengs", "a number from 1 to 100 is needed"),
        );
        faults.require(
            "otherwise",
            self.otherwise.is_empty() || self.within.is_some(),
            said!(
                "hvem som gjør det i stedet, gir bare mening med en frist som kan løpe ut; si within også",
                "who acts instead is only known with a time that can lapse; say within too"
            ),
        );
    }
}

impl Form for Ending {
    fn examine(&self, faults: &mut Faults) {
        faults.field("ground", &self.ground);
        faults.field("by", &self.by);
        faults.field("declaredBy", &self.declared_by);
        faults.field("notice", &self.notice);
    }
}

impl Form for Replacement {
    fn examine(&self, faults: &mut Faults) {
        faults.field("within", &self.within);
        faults.field("note", &self.note);
    }
}
