//! Seat groups: a view of what the clauses say about some of the seats, with the seats as they are.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object};

use super::{body::Body, clause::Clause, mandate::Mandate, organisation::Organisation, seat::Seat, view::View};
use crate::{
    domain::{
        id::SeatGroupId,
        mandate::{
            clause::{
                representation::Represents,
                scope::SeatClass,
                seat_count::SeatCount,
                seats::{SeatFor, SeatRole},
            },
            composition::GroupRules,
        },
        text::Lang,
        time::CalendarDuration,
        word::{Code, Key},
    },
    graphql::{error::Result, global_id::GlobalId},
};

/// A seat group of a mandate.
#[derive(Clone)]
pub struct SeatGroup {
    view: View,
    mandate: usize,
    place: usize,
    id: SeatGroupId,
}

impl SeatGroup {
    /// All of a mandate.
    ///
    /// # Errors
    /// Where the answer gets too long.
    pub fn all(view: &View, mandate: usize) -> Result<Vec<Self>> {
        let groups = view.value.mandates.get(mandate).map_or(&[][..], |mandate| &mandate.composition.groups);
        let known = groups.iter().enumerate().filter_map(|(place, rules)| Some((place, view.value.group(&rules.key)?)));
        view.scope.volume.list(known.map(|(place, group)| Self { view: view.clone(), mandate, place, id: group.id }))
    }

    /// The group of this identity, as the mandate in force describes it, or the latest that knows it.
    #[must_use]
    pub fn by_id(view: &View, id: SeatGroupId) -> Option<Self> {
        let (mandate, place) = view.group_place(id)?;
        Some(Self { view: view.clone(), mandate, place, id })
    }

    fn rules(&self) -> &GroupRules {
        &self.view.value.mandates[self.mandate].composition.groups[self.place]
    }

    fn label_of(&self, list: &str, code: Option<&Code>, lang: Option<Lang>) -> Option<String> {
        let scope = &self.view.scope;
        let label = scope.directory.code(list, code?)?;
        Some(label.in_lang(scope.lang(lang)).to_owned())
    }
}

/// Seats of one kind: for whom they are, who appoints, and what their holders have to be.
#[Object]
impl SeatGroup {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::SeatGroup(self.view.sight.council(), self.id).encode()
    }

    /// The name in the mandate.
    async fn key(&self) -> &Key {
        &self.rules().key
    }

    /// What readers see.
    async fn label(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.rules().label.in_lang(self.view.scope.lang(lang))
    }

    /// What the holders are.
    async fn role(&self) -> SeatRole {
        self.rules().role
    }

    /// What the holders may do.
    async fn class(&self) -> SeatClass {
        self.rules().class
    }

    /// How many seats the mandate gives it; null where that is not one number.
    async fn seat_count(&self) -> Option<u32> {
        self.rules().seats
    }

    /// How many seats, in the way in which the mandate says it.
    async fn size(&self) -> &SeatCount {
        &self.rules().size
    }

    /// How many of its seats nobody holds; 0 where the mandate does not fix how many there are: a range or a maximum
    /// makes no vacancy.
    async fn vacant_seat_count(&self) -> usize {
        let key = &self.rules().key;
        self.view.seats().iter().filter(|line| line.group.key == *key && line.is_vacancy()).count()
    }

    /// Who or what the seats are for, in the way in which the mandate says it.
    async fn meant_for(&self) -> &SeatFor {
        &self.rules().meant_for
    }

    /// The organisation that the seats are for, where it is one.
    async fn organisation(&self) -> Option<Organisation> {
        Organisation::by_slug(&self.view.scope, self.rules().organisation()?)
    }

    /// The sector that the seats are for, where it is one: an entry of the code list `sector`.
    async fn sector(&self) -> Option<&Code> {
        self.rules().sector()
    }

    /// What readers see for the sector.
    async fn sector_label(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<String> {
        self.label_of("sector", self.rules().sector(), lang)
    }

    /// Who decides who holds the seats, where it is one body; null where the mandate names none.
    async fn appointer(&self) -> Option<Body> {
        let rules = self.rules();
        let body = self.view.body(rules.appointer.as_ref()?, Some(rules))?;
        Body::public(&self.view.scope, body)
    }

    /// For whom the holders speak; null where the mandate does not say.
    async fn represents(&self) -> Option<Represents> {
        self.rules().represents
    }

    /// The level that holders have to be of: an entry of the code list `holder-level`.
    async fn holder_level(&self) -> Option<&Code> {
        self.rules().holder_level.as_ref()
    }

    /// What readers see for the level.
    async fn holder_level_label(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<String> {
        self.label_of("holder-level", self.rules().holder_level.as_ref(), lang)
    }

    /// The qualification that holders have to have: an entry of the code list `qualification`.
    async fn qualification(&self) -> Option<&Code> {
        self.rules().qualification.as_ref()
    }

    /// What readers see for the qualification.
    async fn qualification_label(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<String> {
        self.label_of("qualification", self.rules().qualification.as_ref(), lang)
    }

    /// Whether the holders can commit those for whom they speak; null where the mandate does not say.
    async fn can_commit(&self) -> Option<bool> {
        self.rules().can_commit
    }

    /// How long a term is; null where the mandate does not say.
    async fn term(&self) -> Option<CalendarDuration> {
        self.rules().term
    }

    /// Whether holders stay past the end of their term until they are replaced.
    async fn holds_over(&self) -> bool {
        self.rules().holds_over
    }

    /// How many alternates each seat can have.
    async fn alternates(&self) -> u32 {
        self.rules().alternates
    }

    /// Its seats that exist on the day, by number.
    async fn seats(&self) -> Result<Vec<Seat>> {
        let seats = self.view.value.seats_of(self.id, self.view.scope.as_of);
        self.view.scope.volume.list(seats.filter_map(|seat| Seat::by_id(&self.view, seat.id)))
    }

    /// The clause that makes the group.
    async fn clause(&self) -> Option<Clause> {
        Clause::of_mandate(&self.view, self.mandate, self.rules().clause)
    }

    /// The mandate that describes it here.
    async fn mandate(&self) -> Mandate {
        Mandate::at(&self.view, self.mandate)
    }

    /// The council.
    async fn council(&self) -> super::council::Council {
        super::council::Council::loaded(&self.view)
    }
}
