//! The shape Statement: what a mandate says about itself.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::{activity::Activity, actor::Actor, concern::Concern, measure::EntryList};
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
    word::{Code, Key},
};

/// Something the mandate says about the body; the wording of the clause carries the words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "StatementInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Statement {
    /// What it is about.
    pub topic: Topic,
    /// The groups of actors that the purpose names.
    #[graphql(default)]
    #[serde(default)]
    pub actor_groups: Vec<ActorGroup>,
    /// The goals, as entries of the code list `goal`.
    #[graphql(default)]
    #[serde(default)]
    pub goals: Vec<Code>,
    /// The tasks.
    #[graphql(default)]
    #[serde(default)]
    pub tasks: Vec<Task>,
    /// What force the body's word has.
    pub force: Option<BindingForce>,
    /// Towards whom.
    #[graphql(default)]
    #[serde(default)]
    pub towards: Vec<Actor>,
    /// Documents that are referred to.
    pub references: Option<EntryList>,
    /// Whether the body sets further tasks for itself.
    pub self_defined_tasks: Option<bool>,
    /// The concerns on which the mandate says that there is no rule.
    #[graphql(default)]
    #[serde(default)]
    pub no_rule_on: Vec<Concern>,
}

/// A group of actors that the purpose names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ActorGroupInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ActorGroup {
    /// How the mandate calls them.
    pub label: Text,
    /// The sectors that the group is made of: entries of the code list `sector`. It has a place in the body where any
    /// of them has a seat; which one a mandate means by a word as wide as "public services" cannot be told apart.
    #[graphql(default)]
    #[serde(default)]
    pub sectors: Vec<Code>,
}

/// What a statement is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Topic {
    /// What the body is for.
    Purpose,
    /// What it wants to reach.
    Goals,
    /// What it does.
    Tasks,
    /// What force its word has.
    Force,
    /// What it looks to.
    References,
    /// How members avoid conflicts of interest.
    ConflictOfInterest,
    /// What members are paid.
    Remuneration,
    /// What is kept confidential.
    Confidentiality,
    /// How members conduct themselves.
    Conduct,
    /// That there is no rule on something.
    NoRule,
    /// Anything that no machine can judge.
    Narrative,
}

/// A task of the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "TaskInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Task {
    /// Name of the task in this mandate.
    pub key: Key,
    /// What is done.
    pub activity: Activity,
    /// What sets it off: an entry of the code list `event`.
    pub trigger: Option<Code>,
}

/// What force the body's word has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BindingForce {
    /// It advises.
    Advisory,
    /// It has to be heard before others decide.
    MustBeHeard,
    /// Others decide only with its consent.
    Consent,
    /// It decides.
    Decides,
}

impl Form for Statement {
    fn examine(&self, faults: &mut Faults) {
        for (index, group) in self.actor_groups.iter().enumerate() {
            faults.within(&format!("actorGroups[{index}]"), |f| {
                f.field("label", &group.label);
                f.field("sectors", &group.sectors);
            });
        }
        faults.field("goals", &self.goals);
        faults.field("tasks", &self.tasks);
        faults.field("towards", &self.towards);
        faults.field("references", &self.references);
        faults.require(
            "force",
            self.topic != Topic::Force || self.force.is_some(),
            said!("hvilken kraft organets ord har, trengs", "what force the body's word has is needed"),
        );
        faults.require(
            "tasks",
            self.topic != Topic::Tasks || !self.tasks.is_empty() || self.self_defined_tasks.is_some(),
            said!(
                "minst én oppgave, eller om organet setter sine egne, trengs",
                "at least one task, or whether the body sets its own, is needed"
            ),
        );
        faults.require(
            "noRuleOn",
            (self.topic == Topic::NoRule) != self.no_rule_on.is_empty(),
            said!(
                "forholdene uten regel hører til NO_RULE, og bare der",
                "the concerns without a rule belong to NO_RULE, and only there"
            ),
        );
    }
}

impl Form for Task {
    fn examine(&self, faults: &mut Faults) {
        faults.field("key", &self.key);
        faults.field("activity", &self.activity);
        faults.field("trigger", &self.trigger);
    }
}
