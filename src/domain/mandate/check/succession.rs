//! What became of a body that a clause names: a name that has gone leads on to whoever came after.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use super::question::Facts;
use crate::domain::{
    council::Body,
    mandate::{clause::actor::Actor, verdict::Subject},
};

/// How a body stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It exists.
    Stands(Body),
    /// Another one has come in its place: the body, its successor that exists, and whether the body itself is said to
    /// have ceased to exist.
    Succeeded(Body, Body, bool),
    /// It no longer exists, and nobody came after it.
    Gone(Body),
    /// The register does not know it, or not for everybody.
    Missing,
}

impl Facts<'_> {
    /// How the body that the actor names stands; None where the actor is described, and not named.
    pub(super) fn standing_of(&self, actor: &Actor, on: NaiveDate) -> Option<Standing> {
        match actor {
            Actor::Organisation(_) | Actor::Council(_) => Some(self.standing(self.around.directory.body(actor), on)),
            Actor::Part(_) | Actor::Group(_) | Actor::Post(_) | Actor::Kind(_) => None,
        }
    }

    /// How the body stands.
    pub(super) fn standing(&self, body: Option<Body>, on: NaiveDate) -> Standing {
        let Some(body) = body.filter(|body| self.may_be_named(*body)) else { return Standing::Missing };
        let gone = self.has_ceased(body, on);
        let line = self.around.directory.line_of(body, on, |next| self.may_be_named(next));
        // The end of the line: the first that exists of those after it.
        match line.into_iter().find(|later| *later != body && !self.has_ceased(*later, on)) {
            Some(successor) => Standing::Succeeded(body, successor, gone),
            None if gone => Standing::Gone(body),
            None => Standing::Stands(body),
        }
    }

    /// Whether the body may be named: a council that is being set up is its own secretariat's affair.
    pub(super) fn may_be_named(&self, body: Body) -> bool {
        match body {
            Body::Organisation(id) => self.around.directory.organisation(id).is_some(),
            Body::Council(id) => {
                let head = self.around.directory.council(id);
                head.is_some_and(|head| head.is_public() || id == self.council.head.id)
            }
        }
    }

    fn has_ceased(&self, body: Body, on: NaiveDate) -> bool {
        let dissolved_on = match body {
            Body::Organisation(id) => self.around.directory.organisation(id).and_then(|it| it.dissolved_on),
            Body::Council(id) => self.around.directory.council(id).and_then(|it| it.dissolved_on),
        };
        dissolved_on.is_some_and(|dissolved_on| dissolved_on <= on)
    }
}

/// What leads to a body.
pub(super) const fn subject_of(body: Body) -> Subject {
    match body {
        Body::Organisation(id) => Subject::Organisation(id),
        Body::Council(id) => Subject::Council(id),
    }
}
