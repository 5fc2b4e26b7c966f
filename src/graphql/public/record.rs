//! What was done and happened, and the exemptions that were granted, as everybody may see them.
//!
//! May import: `graphql`, `domain`.

use super::{body::Body, membership::Membership, view::View};
use crate::{
    domain::{
        council::{self, RecordKind},
        id::{ExemptionId, RecordId},
        text::Lang,
        time::Date,
        word::{Code, Key},
    },
    graphql::{
        global_id::GlobalId,
        paging::{Connection, Page, Place},
        public::seat::Seat,
    },
};
use async_graphql::{ID, Object};

/// Something that a council or others did, something that happened, or an item that has to be dealt with.
#[derive(Clone)]
pub struct Record {
    view: View,
    place: usize,
}

impl Record {
    /// The record of this identity.
    #[must_use]
    pub fn by_id(view: &View, id: RecordId) -> Option<Self> {
        let place = view.value.records.iter().position(|record| record.id == id)?;
        Some(Self { view: view.clone(), place })
    }

    /// A page of the records up to and with the day of the view that are wanted, the latest first.
    #[must_use]
    pub fn page(page: &Page, view: &View, wanted: impl Fn(&council::Record) -> bool) -> Connection<Self> {
        let day = view.scope.as_of;
        let records = view.value.records.iter().enumerate();
        let placed = records
            .filter(|(_, record)| record.on <= day && wanted(record))
            .map(|(at, record)| (Place::by_day(Some(record.on), record.id), at));
        Connection::last_to_first(page, placed, |place| Self { view: view.clone(), place })
    }

    /// The record.
    #[must_use]
    pub fn value(&self) -> &council::Record {
        &self.view.value.records[self.place]
    }
}

/// Something that a council or others did, something that happened, or an item that has to be dealt with.
#[Object]
impl Record {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Record(self.view.sight.council(), self.value().id).encode()
    }

    /// Of which kind it is.
    async fn kind(&self) -> RecordKind {
        self.value().kind
    }

    /// What was done (an entry of the code list `verb`), what happened (`event`), or what the item is (`item`).
    async fn what(&self) -> &Code {
        &self.value().what
    }

    /// With what: entries of the code list `subject`.
    async fn subjects(&self) -> &[Code] {
        &self.value().subjects
    }

    /// The name of the clause that it is meant to fulfil; null where nobody said so.
    async fn clause_key(&self) -> Option<&Key> {
        self.value().clause.as_ref()
    }

    /// The day.
    async fn on(&self) -> Date {
        Date(self.value().on)
    }

    /// Who did it, or who answers for the item.
    async fn by(&self) -> Option<Body> {
        Body::public(&self.view.scope, self.value().by?)
    }

    /// The membership of whoever did it, where a member did.
    async fn by_membership(&self) -> Option<Membership> {
        Membership::by_id(&self.view, self.value().by_membership?)
    }

    /// Towards whom or with whom.
    async fn towards(&self) -> Vec<Body> {
        self.value().towards.iter().filter_map(|body| Body::public(&self.view.scope, *body)).collect()
    }

    /// The item that it is about.
    async fn about(&self) -> Option<Self> {
        Self::by_id(&self.view, self.value().about?)
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.value().title.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }

    /// Where it can be read.
    async fn url(&self) -> Option<&str> {
        self.value().url.as_deref()
    }

    /// Where it is known from.
    async fn source(&self) -> Option<&str> {
        self.value().source.as_deref()
    }
}

/// A decision that a clause need not be followed, in some respect, for some time.
#[derive(Clone)]
pub struct Exemption {
    view: View,
    place: usize,
}

impl Exemption {
    /// The exemption of this identity.
    #[must_use]
    pub fn by_id(view: &View, id: ExemptionId) -> Option<Self> {
        let place = view.value.exemptions.iter().position(|exemption| exemption.id == id)?;
        Some(Self { view: view.clone(), place })
    }

    /// The exemptions that hold on the day of the view, the first decided first.
    #[must_use]
    pub fn all(view: &View) -> Vec<Self> {
        let day = view.scope.as_of;
        let exemptions = view.value.exemptions.iter().enumerate();
        let holding = exemptions.filter(|(_, exemption)| exemption.period.contains(day));
        holding.map(|(place, _)| Self { view: view.clone(), place }).collect()
    }

    fn value(&self) -> &council::Exemption {
        &self.view.value.exemptions[self.place]
    }
}

/// A decision that a clause need not be followed, in some respect, for some time.
#[Object]
impl Exemption {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Exemption(self.view.sight.council(), self.value().id).encode()
    }

    /// The name of the clause that need not be followed.
    async fn clause_key(&self) -> &Key {
        &self.value().clause
    }

    /// The seat that it is for; null where it is for everything that the clause is about.
    async fn seat(&self) -> Option<Seat> {
        Seat::by_id(&self.view, self.value().seat?)
    }

    /// Who decided; null where that is not known.
    async fn granted_by(&self) -> Option<Body> {
        Body::public(&self.view.scope, self.value().granted_by?)
    }

    /// When it was decided.
    async fn decided_on(&self) -> Date {
        Date(self.value().decided_on)
    }

    /// Why.
    async fn reason(&self) -> &str {
        &self.value().reason
    }

    /// The first day on which it holds; null: from the beginning.
    async fn from(&self) -> Option<Date> {
        self.value().period.start.map(Date)
    }

    /// The first day on which it no longer holds; null: until it is ended.
    async fn until(&self) -> Option<Date> {
        self.value().period.end.map(Date)
    }
}
