//! The shape Seats: which places there are, for whom, how many, and who stands in.
//!
//! May import: `domain`.

use async_graphql::{Enum, InputObject, OneofObject, SimpleObject, Union};
use serde::{Deserialize, Serialize};

use super::{actor::Actor, measure::EntryList, scope::SeatClass, seat_count::SeatCount};
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::Text,
    time::{CalendarDuration, Date},
    word::{Code, Key, Slug},
};

/// Places in the body: a group of seats, the declared total, alternates, or a sub-body; at least one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "SeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Seats {
    /// A group of seats.
    pub group: Option<GroupOfSeats>,
    /// How many seats there are in all, where the mandate says so.
    pub total: Option<SeatCount>,
    /// Who may stand in for the holders that the clause applies to.
    pub alternates: Option<Alternates>,
    /// A body inside the body; its seat groups name it.
    pub sub_body: Option<SubBody>,
}

/// Seats of one kind, filled in one way.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "GroupOfSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GroupOfSeats {
    /// Name of the group in this mandate and its successors: the seats live on under it.
    pub key: Key,
    /// What readers see.
    pub label: Text,
    /// How many seats.
    pub size: SeatCount,
    /// Who or what the seats are for.
    #[serde(rename = "for")]
    #[graphql(name = "for")]
    pub meant_for: SeatFor,
    /// What the holders are.
    #[graphql(default)]
    #[serde(default)]
    pub role: SeatRole,
    /// What the holders may do.
    #[graphql(default)]
    #[serde(default)]
    pub class: SeatClass,
    /// The sub-body that the seats belong to.
    pub sub_body: Option<Key>,
    /// The entitled organisations take turns.
    pub rotation: Option<SeatRotation>,
    /// The seats come into being later.
    pub deferred: Option<DeferredSeats>,
}

/// What the holder of a seat is in the body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SeatRole {
    /// A member.
    #[default]
    Member,
    /// The chair.
    Chair,
    /// An observer.
    Observer,
}

/// Who or what a group of seats is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Union, OneofObject, Serialize, Deserialize)]
#[graphql(name = "SeatFor", input_name = "SeatForInput")]
#[serde(rename_all = "camelCase")]
pub enum SeatFor {
    /// One organisation.
    Organisation(ForOrganisation),
    /// A sector.
    Sector(ForSector),
    /// Each of a list of organisations.
    List(ForList),
    /// Whoever holds an office, as long as it is held.
    Office(ForOffice),
    /// Persons for what they are themselves.
    Personal(ForPersons),
}

/// Seats for one organisation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ForOrganisationInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForOrganisation {
    /// Slug of the organisation.
    pub slug: Slug,
}

/// Seats for a sector.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ForSectorInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForSector {
    /// An entry of the code list `sector`.
    pub sector: Code,
    /// Whether holders are appointed as persons, although the seats are allotted by sector.
    #[graphql(default)]
    #[serde(default)]
    pub personal: bool,
}

/// Seats for the organisations of a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ForListInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForList {
    /// The list.
    pub list: EntryList,
    /// The sector that the organisations belong to: an entry of the code list `sector`.
    pub sector: Option<Code>,
}

/// Seats that come with an office.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ForOfficeInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForOffice {
    /// The body whose office it is.
    pub body: Actor,
    /// The office: an entry of the code list `office`.
    pub office: Code,
    /// Whether the holder may send somebody else.
    #[graphql(default)]
    #[serde(default)]
    pub or_delegate: bool,
}

/// Seats for persons.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ForPersonsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ForPersons {
    /// In what capacity, where the mandate says so: an entry of the code list `capacity`.
    pub capacity: Option<Code>,
}

/// The entitled take turns.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "SeatRotationInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeatRotation {
    /// In this order.
    pub order: Vec<Actor>,
    /// Each for so long.
    pub each: CalendarDuration,
    /// Counted from this day.
    pub from: Option<Date>,
}

/// Seats that come into being later.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "DeferredSeatsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeferredSeats {
    /// On this day, where it is known.
    pub until: Option<Date>,
    /// When this has happened.
    pub event: Option<Text>,
}

/// Who may stand in for a holder.
#[allow(clippy::struct_excessive_bools, reason = "each is a question that mandates answer apart from the others")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "AlternatesInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Alternates {
    /// How many for each seat (or for the group, where they are shared); 0 says that there are none.
    pub number: u32,
    /// Whether they are appointed, or only may be.
    #[graphql(default)]
    #[serde(default)]
    pub mandatory: bool,
    /// Whether they serve the whole group in order, instead of one seat each.
    #[graphql(default)]
    #[serde(default)]
    pub shared: bool,
    /// Whether it is always the same person who stands in.
    #[graphql(default)]
    #[serde(default)]
    pub fixed: bool,
    /// When they act.
    #[graphql(default)]
    #[serde(default)]
    pub acts: AlternateActs,
    /// Whether each use has to be agreed beforehand.
    #[graphql(default)]
    #[serde(default)]
    pub by_agreement: bool,
    /// Whether they vote when they stand in.
    pub votes: Option<bool>,
}

/// When an alternate acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AlternateActs {
    /// Whenever the holder is absent.
    #[default]
    WhenAbsent,
    /// When there is a need.
    AtNeed,
    /// When the holder is barred from an item.
    WhenBarred,
    /// Only until a vacancy is filled.
    WhileVacant,
}

/// A body inside the body.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "SubBodyInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubBody {
    /// Name of the sub-body in this mandate.
    pub key: Key,
    /// What readers see.
    pub label: Text,
}

impl Form for Seats {
    fn examine(&self, faults: &mut Faults) {
        if self.group.is_none() && self.total.is_none() && self.alternates.is_none() && self.sub_body.is_none() {
            faults.note(said!(
                "en av group, total, alternates eller subBody trengs",
                "one of group, total, alternates or subBody is needed"
            ));
        }
        faults.field("group", &self.group);
        faults.field("total", &self.total);
        if matches!(self.total, Some(SeatCount::Remainder(_) | SeatCount::Share(_) | SeatCount::PerEntry(_))) {
            faults.note_at(
                "total",
                said!(
                    "totalen kan ikke regnes ut fra seg selv; si exactly, range, atMost, decided eller formula",
                    "the total cannot be reckoned from itself; say exactly, range, atMost, decided or formula"
                ),
            );
        }
        faults.field("alternates", &self.alternates);
        if let Some(sub_body) = &self.sub_body {
            faults.within("subBody", |f| {
                f.field("key", &sub_body.key);
                f.field("label", &sub_body.label);
            });
        }
    }
}

impl Form for GroupOfSeats {
    fn examine(&self, faults: &mut Faults) {
        faults.field("key", &self.key);
        faults.field("label", &self.label);
        faults.field("size", &self.size);
        faults.field("for", &self.meant_for);
        faults.field("subBody", &self.sub_body);
        if self.role == SeatRole::Chair && self.size.most().is_none_or(|most| most > 1) {
            faults.note_at(
                "size",
                said!(
                    "en leders gruppe har nøyaktig én plass; si {{ exactly: {{ number: 1 }} }}",
                    "a chair's group has exactly one seat; say {{ exactly: {{ number: 1 }} }}"
                ),
            );
        }
        if matches!(self.size, SeatCount::PerEntry(_)) && !matches!(self.meant_for, SeatFor::List(_)) {
            faults.note_at(
                "size",
                said!("perEntry trenger plasser som er for en liste", "perEntry needs seats that are for a list"),
            );
        }
        if let Some(rotation) = &self.rotation {
            faults.within("rotation", |f| {
                f.field("order", &rotation.order);
                f.field("each", &rotation.each);
                f.require(
                    "order",
                    rotation.order.len() > 1,
                    said!("minst to som bytter på, trengs", "at least two to take turns are needed"),
                );
            });
        }
        if let Some(deferred) = &self.deferred {
            faults.within("deferred", |f| f.field("event", &deferred.event));
            faults.require(
                "deferred",
                deferred.until.is_some() || deferred.event.is_some(),
                said!("en dag eller en hendelse trengs", "a day or an event is needed"),
            );
        }
    }
}

impl Form for SeatFor {
    fn examine(&self, faults: &mut Faults) {
        match self {
            Self::Organisation(of) => faults.within("organisation", |f| f.field("slug", &of.slug)),
            Self::Sector(of) => faults.within("sector", |f| f.field("sector", &of.sector)),
            Self::List(of) => faults.within("list", |f| {
                f.field("list", &of.list);
                f.field("sector", &of.sector);
            }),
            Self::Office(of) => faults.within("office", |f| {
                f.field("body", &of.body);
                f.field("office", &of.office);
            }),
            Self::Personal(of) => faults.within("personal", |f| f.field("capacity", &of.capacity)),
        }
    }
}

impl Form for Alternates {
    fn examine(&self, faults: &mut Faults) {
        faults.require(
            "number",
            self.number <= 50,
            said!("et tall på høyst 50 trengs", "a number of at most 50 is needed"),
        );
        faults.require(
            "mandatory",
            !(self.mandatory && self.number == 0),
            said!(
                "varaer som det ikke er noen av, kan ikke være obligatoriske; la mandatory være ute",
                "alternates that there are none of cannot be mandatory; leave mandatory out"
            ),
        );
    }
}
