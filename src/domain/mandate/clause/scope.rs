//! To whom a clause applies, and which exceptions it allows: carried by every clause.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, SimpleObject};
use serde::{Deserialize, Serialize};

use super::{actor::Actor, measure::Share};
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
    time::CalendarDuration,
    word::{Code, Key, Slug},
};

/// Whom or what a clause applies to. Empty lists do not narrow; an empty scope is the whole council.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ScopeInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Scope {
    /// Only these seat groups.
    #[graphql(default)]
    #[serde(default)]
    pub groups: Vec<Key>,
    /// Only seats of these sectors: entries of the code list `sector`.
    #[graphql(default)]
    #[serde(default)]
    pub sectors: Vec<Code>,
    /// Only seats of these classes.
    #[graphql(default)]
    #[serde(default)]
    pub classes: Vec<SeatClass>,
    /// Only holders of these posts: entries of the code list `post`.
    #[graphql(default)]
    #[serde(default)]
    pub posts: Vec<Code>,
    /// Only the holders of seats, or only their alternates; both where it is not said.
    pub holders: Option<HolderKind>,
    /// Only this sub-body.
    pub sub_body: Option<Key>,
    /// Only in this council, where the mandate says something about another one; in its own where none is named.
    pub council: Option<Slug>,
    /// These seat groups are left out.
    #[graphql(default)]
    #[serde(default)]
    pub except: Vec<Key>,
}

impl Scope {
    /// Whether the clause applies to everybody.
    #[must_use]
    pub fn is_everybody(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the scope reaches a seat group of this key, sector and class in the council's own mandate.
    #[must_use]
    pub fn reaches(&self, group: &Key, sector: Option<&Code>, class: SeatClass, sub_body: Option<&Key>) -> bool {
        self.council.is_none()
            && (self.groups.is_empty() || self.groups.contains(group))
            && (self.sectors.is_empty() || sector.is_some_and(|sector| self.sectors.contains(sector)))
            && (self.classes.is_empty() || self.classes.contains(&class))
            && self.sub_body.as_ref() == sub_body
            && !self.except.contains(group)
    }
}

/// What the holder of a seat may do in the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SeatClass {
    /// A full member with a vote where there are votes.
    #[default]
    Voting,
    /// A member without a vote.
    NonVoting,
    /// Present, not a member.
    Observer,
    /// A link to another body.
    Liaison,
    /// For honour.
    Honorary,
}

/// Holders of seats, or those who stand in for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum HolderKind {
    /// Those who hold the seats.
    Members,
    /// Those who stand in for them.
    Alternates,
}

/// A way in which a clause may lawfully not be followed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ExceptionInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Exception {
    /// On what grounds.
    pub grounds: Option<Text>,
    /// Who grants it; empty where nobody has to.
    #[graphql(default)]
    #[serde(default)]
    pub granted_by: Vec<Actor>,
    /// Whether a reason has to be stated.
    #[graphql(default)]
    #[serde(default)]
    pub reason_owed: bool,
    /// How far it goes, as a part of all cases.
    pub at_most: Option<Share>,
    /// How long it lasts.
    pub at_most_for: Option<CalendarDuration>,
}

impl Form for Scope {
    fn examine(&self, faults: &mut Faults) {
        faults.field("groups", &self.groups);
        faults.field("sectors", &self.sectors);
        faults.field("posts", &self.posts);
        faults.field("subBody", &self.sub_body);
        faults.field("council", &self.council);
        faults.require(
            "council",
            self.council.is_none() || (self.groups.is_empty() && self.except.is_empty() && self.sub_body.is_none()),
            said!(
                "plassgrupper og underorganer er dem i rådets eget mandat; de kan ikke nevnes for et annet råd",
                "seat groups and sub-bodies are those of the council's own mandate; they cannot be named for another \
                 council"
            ),
        );
        faults.field("except", &self.except);
        for (index, group) in self.except.iter().enumerate() {
            if self.groups.contains(group) {
                faults.note_at(
                    &format!("except[{index}]"),
                    said!(
                        "{group} er nevnt i groups også; nevn den én gang",
                        "{group} is named in groups too; name it once"
                    ),
                );
            }
        }
    }
}

impl Form for Exception {
    fn examine(&self, faults: &mut Faults) {
        faults.field("grounds", &self.grounds);
        faults.field("grantedBy", &self.granted_by);
        faults.field("atMost", &self.at_most);
        faults.field("atMostFor", &self.at_most_for);
    }
}
