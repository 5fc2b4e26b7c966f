//! What changed from one version of a mandate to another.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{Object, SimpleObject};
use serde_json::Value;

use super::{clause::Clause, mandate::Mandate, membership::Membership, view::View};
use crate::domain::{
    council::MandateStatus,
    mandate::diff::{self, ClauseChange as Changed, GroupChange, ParameterChange as Parameter, SeatNumber},
    text::Lang,
    time::Date,
    word::Key,
};

/// What changed from one version of a mandate to another.
pub struct MandateDiff {
    view: View,
    before: usize,
    after: usize,
    on_desk: bool,
    value: diff::MandateDiff,
}

impl MandateDiff {
    /// What changed between the mandates at these places, which the caller may see.
    #[must_use]
    pub fn of(view: &View, before: usize, after: usize, on_desk: bool) -> Self {
        let mandates = &view.value.mandates;
        let value = diff::diff(&mandates[before], &mandates[after]);
        Self { view: view.clone(), before, after, on_desk, value }
    }

    fn mandate(&self, place: usize) -> Mandate {
        if self.on_desk { Mandate::on_desk(&self.view, place) } else { Mandate::at(&self.view, place) }
    }

    fn clauses(&self, mandate: usize, places: &[usize]) -> Vec<Clause> {
        places.iter().filter_map(|place| Clause::of_mandate(&self.view, mandate, *place)).collect()
    }
}

/// What changed from one version of a mandate to another. Clauses are the same where their keys are.
#[Object]
impl MandateDiff {
    /// The earlier version.
    async fn before(&self) -> Mandate {
        self.mandate(self.before)
    }

    /// The later version.
    async fn after(&self) -> Mandate {
        self.mandate(self.after)
    }

    /// Clauses that only the later version has.
    async fn added(&self) -> Vec<Clause> {
        self.clauses(self.after, &self.value.added)
    }

    /// Clauses that only the earlier version has.
    async fn removed(&self) -> Vec<Clause> {
        self.clauses(self.before, &self.value.removed)
    }

    /// Clauses that both have and that say something else, in the order of the later version.
    async fn changed(&self) -> Vec<ClauseChange> {
        let changes = self.value.changed.iter();
        changes.filter_map(|change| ClauseChange::of(&self.view, self.before, self.after, change)).collect()
    }

    /// Seat groups whose number of seats changed, came or went.
    async fn seat_groups(&self) -> Vec<SeatGroupChange> {
        self.value
            .groups
            .iter()
            .map(|change| SeatGroupChange { view: self.view.clone(), value: change.clone() })
            .collect()
    }

    /// How many seats more there are, over all groups.
    async fn seats_gained(&self) -> u32 {
        self.value.groups.iter().map(GroupChange::gained).sum()
    }

    /// How many seats fewer there are, over all groups.
    async fn seats_lost(&self) -> u32 {
        self.value.groups.iter().map(GroupChange::lost).sum()
    }

    /// The memberships whose seat the later version has no place for: of groups that it does not have, and of those
    /// that a group has too many; vacant seats go first, then those of the highest numbers.
    async fn memberships_without_seat(
        &self,
        #[graphql(
            desc = "The day whose seats and holders are looked at; for a version that has come into force the day before it did, otherwise the day of the council."
        )]
        on: Option<Date>,
    ) -> Vec<Membership> {
        let (as_of, later) = (self.view.scope.as_of, &self.view.value.mandates[self.after]);
        let began = later.period.start.filter(|start| later.status == MandateStatus::Adopted && *start <= as_of);
        let eve = began.and_then(|start| start.pred_opt()).unwrap_or(as_of);
        let on = on.map_or(eve, |day| day.0);
        let without = diff::memberships_without_seat(&self.view.value, later, on);
        without.into_iter().filter_map(|held| Membership::by_id(&self.view, held.id)).collect()
    }
}

/// A clause that says something else than before.
#[derive(SimpleObject)]
pub struct ClauseChange {
    /// The name of the clause in both versions.
    key: Key,
    /// What it was.
    before: Clause,
    /// What it is.
    after: Clause,
    /// What changed, parameter by parameter.
    parameters: Vec<ParameterChange>,
}

impl ClauseChange {
    fn of(view: &View, before: usize, after: usize, change: &Changed) -> Option<Self> {
        let after = Clause::of_mandate(view, after, change.after)?;
        Some(Self {
            key: after.core().clause().key.clone(),
            before: Clause::of_mandate(view, before, change.before)?,
            after,
            parameters: change.parameters.iter().map(ParameterChange::of).collect(),
        })
    }
}

/// A parameter of a clause that changed.
#[derive(SimpleObject)]
pub struct ParameterChange {
    /// Where it stands in the clause as it is sent, such as `provision.term.length`.
    path: String,
    /// What it was, as JSON; null where it was not there.
    before: Option<String>,
    /// What it is, as JSON; null where it is not there any more.
    after: Option<String>,
}

impl ParameterChange {
    fn of(change: &Parameter) -> Self {
        let told = |value: &Option<Value>| value.as_ref().map(ToString::to_string);
        Self { path: change.path.clone(), before: told(&change.before), after: told(&change.after) }
    }
}

/// A seat group whose number of seats changed.
pub struct SeatGroupChange {
    view: View,
    value: GroupChange,
}

/// A seat group whose number of seats changed, came or went.
#[Object]
impl SeatGroupChange {
    /// The name of the group in the mandates.
    async fn key(&self) -> &Key {
        &self.value.key
    }

    /// What readers see.
    async fn label(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value.label.in_lang(self.view.scope.lang(lang))
    }

    /// How many seats it had; null where it was not there.
    async fn before(&self) -> Option<SeatBounds> {
        self.value.before.map(SeatBounds::of)
    }

    /// How many seats it has; null where it is not there any more.
    async fn after(&self) -> Option<SeatBounds> {
        self.value.after.map(SeatBounds::of)
    }

    /// How many seats more there are.
    async fn gained(&self) -> u32 {
        self.value.gained()
    }

    /// How many seats fewer there are.
    async fn lost(&self) -> u32 {
        self.value.lost()
    }
}

/// How many seats a group has.
#[derive(SimpleObject)]
pub struct SeatBounds {
    /// At least.
    least: u32,
    /// At most; null where nothing limits it.
    most: Option<u32>,
}

impl SeatBounds {
    const fn of(number: SeatNumber) -> Self {
        Self { least: number.least, most: number.most }
    }
}
