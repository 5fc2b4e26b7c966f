//! Who acts, benefits or is addressed in a clause.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, OneofObject, SimpleObject, Union};
use serde::{Deserialize, Serialize};

use crate::domain::{
    fault::{Faults, Form},
    text::Text,
    word::{Code, Key, Slug},
};

/// Somebody a clause names: by name, by place in the council, or by description.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Union, OneofObject, Serialize, Deserialize)]
#[graphql(name = "Actor", input_name = "ActorInput")]
#[serde(rename_all = "camelCase")]
pub enum Actor {
    /// An organisation of the register.
    Organisation(OrganisationActor),
    /// A council of the register.
    Council(CouncilActor),
    /// Somebody by the part they play in or around the council.
    Part(PartActor),
    /// The holders of a seat group.
    Group(GroupActor),
    /// The holder of a post, such as the chair.
    Post(PostActor),
    /// A kind of actor that no list names, such as the public.
    Kind(KindActor),
}

/// An organisation named in a clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "OrganisationActorInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OrganisationActor {
    /// Slug of the organisation.
    pub slug: Slug,
}

/// A council named in a clause.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "CouncilActorInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CouncilActor {
    /// Slug of the council.
    pub slug: Slug,
}

/// A part that somebody plays in or around the council.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "PartActorInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PartActor {
    /// The part.
    pub part: Part,
}

/// A seat group whose holders are meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "GroupActorInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupActor {
    /// Key of the seat group.
    pub group: Key,
}

/// A post whose holder is meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "PostActorInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PostActor {
    /// The post: an entry of the code list `post`.
    pub post: Code,
}

/// A kind of actor, described instead of named.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "KindActorInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KindActor {
    /// An entry of the code list `sector`, where the kind is one.
    pub sector: Option<Code>,
    /// How the mandate calls them.
    pub label: Text,
}

/// The parts that clauses speak of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Part {
    /// The council as a body.
    Council,
    /// Every member.
    Members,
    /// Each single member.
    EachMember,
    /// The organisations that hold seats.
    MemberOrganisations,
    /// The deputies.
    Deputies,
    /// The secretariat.
    Secretariat,
    /// The organisation that owns the council.
    Owner,
    /// Whoever appoints to the seat in question.
    Appointer,
    /// Whoever brought the case.
    CaseOwner,
    /// The actors who answer for a measure.
    ResponsibleActors,
    /// Everybody.
    Public,
}

impl Form for Actor {
    fn examine(&self, faults: &mut Faults) {
        match self {
            Self::Organisation(actor) => faults.within("organisation", |f| f.field("slug", &actor.slug)),
            Self::Council(actor) => faults.within("council", |f| f.field("slug", &actor.slug)),
            Self::Part(_) => {}
            Self::Group(actor) => faults.within("group", |f| f.field("group", &actor.group)),
            Self::Post(actor) => faults.within("post", |f| f.field("post", &actor.post)),
            Self::Kind(actor) => faults.within("kind", |f| {
                f.field("sector", &actor.sector);
                f.field("label", &actor.label);
            }),
        }
    }
}

impl Actor {
    /// The organisation of this name.
    #[must_use]
    pub fn organisation(slug: &str) -> Self {
        Self::Organisation(OrganisationActor { slug: slug.into() })
    }

    /// The council of this name.
    #[must_use]
    pub fn council(slug: &str) -> Self {
        Self::Council(CouncilActor { slug: slug.into() })
    }

    /// The slug of the organisation that is named, if one is.
    #[must_use]
    pub fn as_organisation(&self) -> Option<&Slug> {
        if let Self::Organisation(actor) = self { Some(&actor.slug) } else { None }
    }

    /// The slug of the council that is named, if one is.
    #[must_use]
    pub fn as_council(&self) -> Option<&Slug> {
        if let Self::Council(actor) = self { Some(&actor.slug) } else { None }
    }
}
