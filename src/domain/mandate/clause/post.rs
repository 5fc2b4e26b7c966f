//! The shape Post: chair, vice-chair, secretary and the like.
//!
//! May import: `domain`.

use async_graphql::{InputObject, OneofObject, SimpleObject, Union};
use serde::{Deserialize, Serialize};

use super::{actor::Actor, procedure::Step, term::Term};
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    time::CalendarDuration,
    word::{Code, Key},
};

/// A post in the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "PostInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Post {
    /// Which post: an entry of the code list `post`, such as `chair`.
    pub post: Code,
    /// How many hold it at a time, 1 to 100.
    #[graphql(default = 1)]
    #[serde(default = "one")]
    pub number: u32,
    /// How it is filled.
    pub filled_by: PostFilling,
    /// The seat groups that its holders come from; any where none is named.
    #[graphql(default)]
    #[serde(default)]
    pub from: Vec<Key>,
    /// A term of its own.
    pub term: Option<Term>,
}

const fn one() -> u32 {
    1
}

/// How a post is filled.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Union, OneofObject, Serialize, Deserialize)]
#[graphql(name = "PostFilling", input_name = "PostFillingInput")]
#[serde(rename_all = "camelCase")]
pub enum PostFilling {
    /// By an organisation, with somebody of its own.
    Organisation(ByOrganisation),
    /// By a seat: whoever holds it.
    Seat(BySeat),
    /// By steps such as an election.
    Steps(BySteps),
    /// In turns.
    Rotation(ByRotation),
}

/// An organisation fills the post with somebody of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ByOrganisationInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ByOrganisation {
    /// Who.
    pub by: Actor,
}

/// Whoever holds the seat holds the post.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "BySeatInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BySeat {
    /// The seat's group.
    pub group: Key,
}

/// Steps decide.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ByStepsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BySteps {
    /// The steps, in order.
    pub steps: Vec<Step>,
}

/// The post goes round.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ByRotationInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ByRotation {
    /// Among whom, in this order.
    pub order: Vec<Actor>,
    /// Each for so long.
    pub each: CalendarDuration,
}

impl Form for Post {
    fn examine(&self, faults: &mut Faults) {
        faults.field("post", &self.post);
        faults.require(
            "number",
            (1..=100).contains(&self.number),
            said!("et tall fra 1 til 100 trengs", "a number from 1 to 100 is needed"),
        );
        faults.field("from", &self.from);
        faults.field("term", &self.term);
        faults.within("filledBy", |f| match &self.filled_by {
            PostFilling::Organisation(by) => f.within("organisation", |f| f.field("by", &by.by)),
            PostFilling::Seat(by) => f.within("seat", |f| f.field("group", &by.group)),
            PostFilling::Steps(by) => f.within("steps", |f| {
                f.require("steps", !by.steps.is_empty(), said!("minst ett steg trengs", "at least one step is needed"));
                f.field("steps", &by.steps);
            }),
            PostFilling::Rotation(by) => f.within("rotation", |f| {
                f.field("order", &by.order);
                f.field("each", &by.each);
            }),
        });
    }
}
