//! An activity, and the two shapes made of it: Duty (somebody has to) and Right (somebody may).
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, OneofObject, SimpleObject, Union};
use serde::{Deserialize, Serialize};

use super::{
    actor::Actor,
    measure::{EntryList, HowMany, Share},
};
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
    time::{CalendarDuration, Date},
    word::Code,
};

/// Somebody does something, with what, towards whom.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ActivityInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Activity {
    /// Who does it.
    pub actor: Actor,
    /// What is done: an entry of the code list `verb`, such as `advise`, `meet`, `publish`, `evaluate`.
    pub verb: Code,
    /// With what, in words that follow the verb.
    pub object: Option<Text>,
    /// With what, as entries of the code list `subject`.
    #[graphql(default)]
    #[serde(default)]
    pub subjects: Vec<Code>,
    /// Towards whom, or with whom.
    #[graphql(default)]
    #[serde(default)]
    pub towards: Vec<Actor>,
    /// To what end.
    pub purpose: Option<Text>,
}

/// Somebody has to do something, or to refrain from it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "DutyInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Duty {
    /// What.
    pub activity: Activity,
    /// When; each of these has to be kept. Empty where the mandate does not say.
    #[graphql(default)]
    #[serde(default)]
    pub when: Vec<DutyTiming>,
    /// Whether the duty is not to do it.
    #[graphql(default)]
    #[serde(default)]
    pub refrain: bool,
    /// Whether those towards whom it is done are all there are, or examples.
    #[graphql(default = true)]
    #[serde(default = "yes")]
    pub towards_exhaustive: bool,
    /// What is not allowed to be more than this part, where use is limited. Open where the mandate gives no number.
    pub limited_to: Option<Tolerance>,
}

const fn yes() -> bool {
    true
}

/// When a duty has to be done.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Union, OneofObject, Serialize, Deserialize)]
#[graphql(name = "DutyTiming", input_name = "DutyTimingInput")]
#[serde(rename_all = "camelCase")]
pub enum DutyTiming {
    /// At least so often.
    AtLeast(AtLeastPer),
    /// By a day.
    By(ByDay),
    /// Before something.
    Before(BeforeEvent),
    /// Within a time after something.
    Within(WithinDelay),
    /// For each item of a kind.
    Each(EachItem),
    /// Always, not longer ago than the tolerance.
    Standing(StandingDuty),
}

/// At least so often.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "AtLeastPerInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AtLeastPer {
    /// So many times.
    pub times: u32,
    /// In this time; whole years are calendar years.
    pub per: CalendarDuration,
    /// Towards each of those named, instead of any of them.
    #[graphql(default)]
    #[serde(default)]
    pub each_towards: bool,
}

/// By a day, once or every year.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ByDayInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ByDay {
    /// This day; its year does not count where it is yearly.
    pub date: Date,
    /// Every year anew.
    #[graphql(default)]
    #[serde(default)]
    pub yearly: bool,
}

/// Before something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "BeforeEventInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BeforeEvent {
    /// Before what: an entry of the code list `event`, such as `new-year` or `meeting`.
    pub event: Code,
    /// How long before: open where the mandate gives no number ("well before").
    pub lead: Option<Tolerance>,
}

/// Within a time after something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "WithinDelayInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithinDelay {
    /// After what: an entry of the code list `event`.
    pub event: Code,
    /// How long after: open where the mandate gives no number.
    pub delay: Option<Tolerance>,
}

/// For each item of a kind.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "EachItemInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EachItem {
    /// For each what: an entry of the code list `item`, such as `case` or `advice`.
    pub item: Code,
}

/// Always.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "StandingDutyInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StandingDuty {
    /// How old the last time may be: open where the mandate gives no number.
    pub tolerance: Option<Tolerance>,
}

/// A number that makes a vague word judgeable. Where a mandate says "regularly" or "limited" and nobody has set the
/// number, the check answers UNKNOWN.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ToleranceInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Tolerance {
    /// A length of time.
    pub duration: Option<CalendarDuration>,
    /// A part.
    pub share: Option<Share>,
    /// Where the number comes from.
    pub set_by: ToleranceSource,
}

/// Where a tolerance comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ToleranceSource {
    /// The mandate says it.
    Mandate,
    /// The council has set it for itself.
    Council,
}

/// Somebody may do something.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "RightInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Right {
    /// What.
    pub activity: Activity,
    /// Where.
    #[graphql(default)]
    #[serde(default)]
    pub extent: Extent,
    /// With whose support.
    pub support: Option<HowMany>,
    /// Those towards whom it may be done, as a list.
    pub list: Option<EntryList>,
}

/// Where a right can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Extent {
    /// In this council.
    #[default]
    Council,
    /// In every council of the family.
    Family,
}

impl Form for Activity {
    fn examine(&self, faults: &mut Faults) {
        faults.field("actor", &self.actor);
        faults.field("verb", &self.verb);
        faults.field("object", &self.object);
        faults.field("subjects", &self.subjects);
        faults.field("towards", &self.towards);
        faults.field("purpose", &self.purpose);
    }
}

impl Form for Duty {
    fn examine(&self, faults: &mut Faults) {
        faults.field("activity", &self.activity);
        faults.field("when", &self.when);
        faults.field("limitedTo", &self.limited_to);
        faults.require(
            "when",
            !self.refrain || self.when.is_empty(),
            said!(
                "det som ikke skal gjøres, har ingen tid; la den være ute",
                "what is not to be done has no time; leave it out"
            ),
        );
    }
}

impl Form for DutyTiming {
    fn examine(&self, faults: &mut Faults) {
        match self {
            Self::AtLeast(at) => faults.within("atLeast", |f| {
                f.require(
                    "times",
                    (1..=1_000).contains(&at.times),
                    said!("et tall fra 1 til 1000 trengs", "a number from 1 to 1,000 is needed"),
                );
                f.field("per", &at.per);
            }),
            Self::By(_) => {}
            Self::Before(at) => faults.within("before", |f| {
                f.field("event", &at.event);
                f.field("lead", &at.lead);
            }),
            Self::Within(at) => faults.within("within", |f| {
                f.field("event", &at.event);
                f.field("delay", &at.delay);
            }),
            Self::Each(at) => faults.within("each", |f| f.field("item", &at.item)),
            Self::Standing(at) => faults.within("standing", |f| f.field("tolerance", &at.tolerance)),
        }
    }
}

impl Form for Tolerance {
    fn examine(&self, faults: &mut Faults) {
        faults.field("duration", &self.duration);
        faults.field("share", &self.share);
        if self.duration.is_some() == self.share.is_some() {
            faults.note(said!("enten en varighet eller en andel trengs", "either a duration or a share is needed"));
        }
    }
}

impl Form for Right {
    fn examine(&self, faults: &mut Faults) {
        faults.field("activity", &self.activity);
        faults.field("support", &self.support);
        faults.field("list", &self.list);
    }
}
