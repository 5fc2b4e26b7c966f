//! What a council still has to do by its mandate: meetings to hold, duties to fulfil.
//!
//! May import: `graphql`, `domain`.

use std::sync::Arc;

use async_graphql::Object;
use chrono::NaiveDate;

use super::{clause::Clause, council::Council, view::View};
use crate::{
    domain::{
        council,
        mandate::{
            check::Facts,
            due::{self, Due, DueKind},
        },
        text::Lang,
        time::Date,
    },
    graphql::error::Result,
};

/// Something that a council still has to do.
#[derive(Clone)]
pub struct DutyDue {
    view: View,
    mandate: usize,
    value: Due,
}

impl DutyDue {
    /// What is due in the council up to and with `until`, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(view: &View, until: NaiveDate) -> Result<Vec<Self>> {
        let family = view.family().await?;
        Ok(Self::among(view, &family, until))
    }

    /// The same, with the other councils of the family at hand.
    #[must_use]
    pub fn among(view: &View, family: &[Arc<council::Council>], until: NaiveDate) -> Vec<Self> {
        let Some(place) = view.mandate_place() else { return Vec::new() };
        let mandate = &view.value.mandates[place];
        let facts = Facts { council: &view.value, mandate, around: view.around(family, true) };
        let due = due::due(&facts, view.scope.as_of, until);
        due.into_iter().map(|value| Self { view: view.clone(), mandate: place, value }).collect()
    }

    /// What is due.
    #[must_use]
    pub const fn value(&self) -> &Due {
        &self.value
    }

    /// The clause that asks for it.
    #[must_use]
    pub fn clause_id(&self) -> uuid::Uuid {
        self.view.value.mandates[self.mandate].clauses[self.value.clause].id.0
    }
}

/// Something that a council still has to do by its mandate.
#[Object]
impl DutyDue {
    /// The council.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }

    /// The clause that asks for it.
    async fn clause(&self) -> Option<Clause> {
        Clause::of_mandate(&self.view, self.mandate, self.value.clause)
    }

    /// Of which kind it is.
    async fn kind(&self) -> DueKind {
        self.value.kind
    }

    /// The last day on which it is in time.
    async fn by(&self) -> Date {
        Date(self.value.by)
    }

    /// What it is, in a sentence.
    async fn what(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value.what.in_lang(self.view.scope.lang(lang))
    }

    /// How often it was done so far.
    async fn done(&self) -> u32 {
        self.value.done
    }

    /// How often it has to be done.
    async fn needed(&self) -> u32 {
        self.value.needed
    }

    /// Whether the day has passed.
    async fn overdue(&self) -> bool {
        self.value.overdue
    }
}
