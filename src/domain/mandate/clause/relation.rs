//! The shape Relation: how the council stands to other bodies.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::actor::Actor;
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
};

/// A tie between bodies: `of` stands to each of `to` as the kind says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "RelationInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Relation {
    /// The kind of tie.
    pub kind: RelationKind,
    /// Who stands so; the council itself where nobody is named.
    pub of: Option<Actor>,
    /// To whom; the council itself where nobody is named.
    #[graphql(default)]
    #[serde(default)]
    pub to: Vec<Actor>,
    /// Whether those named are all there are, or examples.
    #[graphql(default = true)]
    #[serde(default = "yes")]
    pub exhaustive: bool,
    /// The place in the family, for TIER_OF: 1 is the top.
    pub tier: Option<u32>,
    /// What the tie is about, where the mandate says so.
    pub about: Option<Text>,
}

const fn yes() -> bool {
    true
}

/// The kinds of tie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RelationKind {
    /// Adopts the mandate of.
    AdoptsMandateOf,
    /// Is the parent of.
    ParentOf,
    /// Is one of the tiers of a family with.
    TierOf,
    /// Is the secretariat of.
    SecretariatOf,
    /// Sets the framework for.
    FrameworkFor,
    /// Pays for.
    Funds,
    /// Nominates for.
    NominatesFor,
    /// Keeps a clear border to.
    DemarcatesAgainst,
    /// Answers for the composition of.
    ComposesFor,
    /// Comes after.
    Succeeds,
}

impl Form for Relation {
    fn examine(&self, faults: &mut Faults) {
        faults.field("of", &self.of);
        faults.field("to", &self.to);
        faults.field("about", &self.about);
        faults.require(
            "to",
            self.of.is_some() || !self.to.is_empty(),
            said!(
                "hvem eller overfor hvem trengs; rådet er bare den ene siden",
                "who or to whom is needed; the council is only one side"
            ),
        );
        faults.require(
            "tier",
            (self.kind == RelationKind::TierOf) == self.tier.is_some(),
            said!("et nivå hører til TIER_OF, og bare der", "a tier belongs to TIER_OF, and only there"),
        );
        faults.require(
            "tier",
            self.tier.is_none_or(|tier| (1..=20).contains(&tier)),
            said!("et nivå fra 1 til 20 trengs", "a tier from 1 to 20 is needed"),
        );
    }
}
