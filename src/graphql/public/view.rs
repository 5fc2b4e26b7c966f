//! A council's value on a day, as it is seen through a door: what every object of a council holds.
//!
//! May import: `graphql`, `access`, `domain`. Which door it was, the [`Sight`] says: the public one ([`View::public`]), or a
//! private one that somebody was let through ([`View::through`]). Of the council's work there is what that sight reaches
//! ([`View::work`]). Drafts of mandates and councils that are not public are left out here whichever door it was: what the
//! secretariat has of those stands on its desk.

use std::sync::Arc;

use chrono::TimeDelta;

use crate::{
    access::door::{Access, Public, Sight},
    domain::{
        council::{self, Council, Mandate, MandateStatus, Membership, Seat},
        id::SeatGroupId,
        mandate::{
            check::{Around, Audience},
            clause::{
                actor::{Actor, Part},
                relation::RelationKind,
            },
            composition::GroupRules,
        },
        work::Seen,
    },
    graphql::{error::Result, session::Scope},
};

/// A council's value on a day, seen through the door that the sight is of. Cheap to clone.
#[derive(Clone)]
pub struct View {
    /// The day, and how to reach more.
    pub scope: Arc<Scope>,
    /// The proof that a door was open, and how far whoever looks sees through it.
    pub sight: Sight,
    /// The value.
    pub value: Arc<Council>,
}

/// A seat that exists on the day, with its group and its holder.
pub struct SeatLine<'a> {
    /// What applies to the group.
    pub group: &'a GroupRules,
    /// The seat.
    pub seat: &'a Seat,
    /// Who holds it.
    pub holder: Option<&'a Membership>,
}

impl SeatLine<'_> {
    /// Whether the seat counts as vacant: nobody holds it, and the mandate fixes how many seats the group has. A range
    /// or a maximum makes no vacancy.
    #[must_use]
    pub const fn is_vacancy(&self) -> bool {
        self.holder.is_none() && self.group.seats.is_some()
    }
}

impl View {
    /// The value as everybody may see it.
    #[must_use]
    pub const fn public(scope: Arc<Scope>, access: Access<Public>, value: Arc<Council>) -> Self {
        Self { scope, sight: access.sight(), value }
    }

    /// The value as those see it who were let through this door.
    #[must_use]
    pub fn through(scope: Arc<Scope>, sight: Sight, value: Arc<Council>) -> Self {
        Self { scope, value: sight.judged(&value), sight }
    }

    /// How many acts on the council are seen through the door: the number of the latest of them.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.value.reached(self.sight.level())
    }

    /// What is seen of the council's work at this instant.
    #[must_use]
    pub fn work(&self) -> Seen<'_> {
        self.scope.at_this_instant(|now| {
            let seen = self.sight.of(&self.value, now);
            (seen, seen.changes_at().map(|at| at - TimeDelta::milliseconds(1)))
        })
    }

    /// The other councils of the family that everybody may see, by tier.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn family(&self) -> Result<Vec<Arc<Council>>> {
        let others: Vec<Access<Public>> = self.scope.relatives(&self.value.head).collect();
        let mut others: Vec<Arc<Council>> = self.scope.values(&others).await?.into_values().collect();
        others.sort_by_key(|council| (council.head.tier, council.head.id));
        Ok(others)
    }

    /// What lies around the council for a check whose answer everybody may see.
    #[must_use]
    pub fn around<'a>(&'a self, family: &'a [Arc<Council>], words: bool) -> Around<'a> {
        Around { directory: &self.scope.directory, family, audience: Audience::Public, words }
    }

    /// The mandate in force on the day.
    #[must_use]
    pub fn mandate(&self) -> Option<&Mandate> {
        self.value.mandate_on(self.scope.as_of)
    }

    /// The place of the mandate in force on the day.
    #[must_use]
    pub fn mandate_place(&self) -> Option<usize> {
        let id = self.mandate()?.id;
        self.value.mandates.iter().position(|mandate| mandate.id == id)
    }

    /// The places of the mandates that everybody may see: neither drafts nor what was given up before it was adopted.
    pub fn mandate_places(&self) -> impl Iterator<Item = usize> {
        let mandates = self.value.mandates.iter().enumerate();
        mandates.filter(|(_, mandate)| mandate.status == MandateStatus::Adopted).map(|(place, _)| place)
    }

    /// Where a seat group is described: the mandate in force, or the latest other one that knows the group.
    #[must_use]
    pub fn group_place(&self, group: SeatGroupId) -> Option<(usize, usize)> {
        let key = &self.value.group_by_id(group)?.key;
        let mut mandates: Vec<usize> = self.mandate_places().collect();
        mandates.reverse();
        mandates.sort_by_key(|place| Some(*place) != self.mandate_place());
        mandates.into_iter().find_map(|mandate| {
            let groups = &self.value.mandates[mandate].composition.groups;
            Some((mandate, groups.iter().position(|rules| rules.key == *key)?))
        })
    }

    /// The seats that exist on the day, in the order of the groups.
    #[must_use]
    pub fn seats(&self) -> Vec<SeatLine<'_>> {
        seats_on(&self.value, self.scope.as_of)
    }

    /// The body that an actor of this council's mandate is, where it is one body that everybody may see.
    #[must_use]
    pub fn body(&self, actor: &Actor, group: Option<&GroupRules>) -> Option<council::Body> {
        let head = &self.value.head;
        let body = match actor {
            Actor::Organisation(_) | Actor::Council(_) => self.scope.directory.body(actor)?,
            Actor::Part(actor) => match actor.part {
                Part::Council => council::Body::Council(head.id),
                Part::Owner => council::Body::Organisation(head.owner),
                Part::Secretariat => {
                    let ties = self.scope.ties_to(RelationKind::SecretariatOf, &head.slug);
                    ties.into_iter().find_map(|tie| self.scope.directory.body(&tie.of))?
                }
                Part::MemberOrganisations => {
                    let slug = group?.organisation()?;
                    council::Body::Organisation(self.scope.directory.organisation_by_slug(slug)?.id)
                }
                _ => return None,
            },
            Actor::Group(_) | Actor::Post(_) | Actor::Kind(_) => return None,
        };
        self.shown(body)
    }

    /// The body, unless it is a council that is not public (and not this one).
    #[must_use]
    pub fn shown(&self, body: council::Body) -> Option<council::Body> {
        match body {
            council::Body::Council(id) if id != self.sight.council() => self.scope.public(id).map(|_| body),
            _ => Some(body),
        }
    }
}

/// The seats of a council that exist on the day, in the order of the groups, with those who hold them.
#[must_use]
pub fn seats_on(council: &Council, day: chrono::NaiveDate) -> Vec<SeatLine<'_>> {
    let Some(mandate) = council.mandate_on(day) else {
        return Vec::new();
    };
    let holders: Vec<&Membership> = council
        .memberships
        .iter()
        .filter(|membership| membership.alternate_rank == 0 && membership.in_force_on(day))
        .collect();
    let groups = mandate.composition.groups.iter();
    groups
        .filter_map(|rules| Some((rules, council.group(&rules.key)?.id)))
        .flat_map(|(group, id)| council.seats_of(id, day).map(move |seat| (group, seat)))
        .map(|(group, seat)| SeatLine {
            group,
            seat,
            holder: holders.iter().find(|membership| membership.seat == seat.id).copied(),
        })
        .collect()
}
