//! The shape Representation: for whom a holder speaks, and whether that binds anybody.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::actor::Actor;
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    word::Code,
};

/// For whom the holders in scope speak.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "RepresentationInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Representation {
    /// For whom they speak.
    pub represents: Option<Represents>,
    /// The sectors that are meant, for SECTOR: entries of the code list `sector`.
    #[graphql(default)]
    #[serde(default)]
    pub sectors: Vec<Code>,
    /// Those that are meant by name, where somebody is.
    #[graphql(default)]
    #[serde(default)]
    pub on_behalf_of: Vec<Actor>,
    /// Whether they can commit those for whom they speak.
    pub can_commit: Option<bool>,
    /// Whether they speak for others than their own employer only.
    #[graphql(default)]
    #[serde(default)]
    pub not_own_employer: bool,
    /// Whether they look at the whole beside the part they speak for.
    #[graphql(default)]
    #[serde(default)]
    pub also_whole: bool,
}

/// For whom a holder speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Represents {
    /// The organisation that the holder comes from.
    Organisation,
    /// A whole sector.
    Sector,
    /// Whoever nominated the holder.
    Nominator,
    /// Nobody but the holder.
    Personal,
    /// The public.
    Public,
}

impl Form for Representation {
    fn examine(&self, faults: &mut Faults) {
        faults.field("sectors", &self.sectors);
        faults.field("onBehalfOf", &self.on_behalf_of);
        faults.require(
            "represents",
            self.represents.is_some() || self.can_commit.is_some() || self.not_own_employer || self.also_whole,
            said!(
                "hvem de representerer, eller om de kan binde noen, trengs",
                "for whom they speak, or whether they can commit, is needed"
            ),
        );
        faults.require(
            "sectors",
            self.sectors.is_empty() || self.represents == Some(Represents::Sector),
            said!("sektorer hører bare til SECTOR", "sectors belong to SECTOR only"),
        );
    }
}
