//! Whether somebody who holds a seat comes from a body that a clause names.
//!
//! May import: `domain`.

use super::question::{Audience, Question};
use crate::domain::{
    council::{Body, Declared, Fact, Membership},
    id::OrganisationId,
    mandate::{
        clause::actor::{Actor, Part},
        verdict::{Evidence, Subject, Told, VerdictStatus},
    },
    text::Text,
    word::{Code, Slug},
};

/// What is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// It is so.
    Yes,
    /// It is not so.
    No,
    /// Nobody has recorded it.
    Not,
}

impl From<bool> for Known {
    fn from(is: bool) -> Self {
        if is { Self::Yes } else { Self::No }
    }
}

impl Known {
    /// What the verdict is where it has to be so.
    pub(super) const fn status(self) -> VerdictStatus {
        match self {
            Self::Yes => VerdictStatus::Met,
            Self::No => VerdictStatus::Breached,
            Self::Not => VerdictStatus::Unknown,
        }
    }
}

impl Question<'_> {
    /// Whether the holder speaks for the body.
    pub(super) fn speaks_for(&self, held: &Membership, actor: &Actor) -> Known {
        let directory = self.facts.around.directory;
        let organisation = |id: OrganisationId| held.on_behalf_of.map_or(Known::Not, |of| Known::from(of == id));
        match actor {
            Actor::Organisation(named) => self.speaks_for_organisation(held, &named.slug),
            Actor::Part(named) if named.part == Part::Owner => organisation(self.facts.council.head.owner),
            Actor::Group(named) => {
                self.rules_of(held.seat).map_or(Known::Not, |rules| Known::from(rules.key == named.group))
            }
            Actor::Post(named) => Known::from(held.holds_post(&named.post)),
            Actor::Kind(named) => match (&named.sector, held.on_behalf_of.and_then(|id| directory.organisation(id))) {
                (Some(sector), Some(of)) => of.sector.as_ref().map_or(Known::Not, |of| Known::from(of == sector)),
                _ => Known::Not,
            },
            Actor::Council(named) => {
                let family = self.facts.around.family.iter();
                let seated = family.filter(|council| council.head.slug == named.slug).any(|council| {
                    council.in_office(self.on).any(|other| other.person == held.person && other.alternate_rank == 0)
                });
                if seated { Known::Yes } else { Known::Not }
            }
            Actor::Part(_) => Known::Not,
        }
    }

    /// Whether the holder speaks for the organisation of this slug.
    pub(super) fn speaks_for_organisation(&self, held: &Membership, slug: &Slug) -> Known {
        let directory = self.facts.around.directory;
        let (Some(of), Some(named)) = (held.on_behalf_of, directory.organisation_by_slug(slug)) else {
            return Known::Not;
        };
        Known::from(of == named.id)
    }

    /// Whether the holder is employed by the organisation of this slug, as far as the reader may know.
    pub(super) fn is_employed_by(&self, held: &Membership, slug: &str) -> Known {
        self.declares(held, "employer", slug)
    }

    /// Whether the holder declares this value of an attribute on the day, as far as the reader may know.
    pub(super) fn declares(&self, held: &Membership, attribute: &str, wanted: &str) -> Known {
        let mut known = Known::Not;
        for fact in self.facts.council.facts.iter().filter(|fact| self.tells(fact, held, attribute)) {
            match &fact.declared {
                Declared::Value(value) if &**value == wanted => return Known::Yes,
                Declared::Value(_) | Declared::NotApplicable => known = Known::No,
                Declared::Undeclared => {}
            }
        }
        known
    }

    /// The organisation that employs the holder, as far as the reader may know.
    pub(super) fn employers<'s>(&'s self, held: &'s Membership) -> impl Iterator<Item = &'s Code> {
        let facts = self.facts.council.facts.iter().filter(|fact| self.tells(fact, held, "employer"));
        facts.filter_map(|fact| if let Declared::Value(value) = &fact.declared { Some(value) } else { None })
    }

    /// Evidence of the organisation that the holder speaks for, where it is recorded.
    pub(super) fn spoken_for(&self, held: &Membership) -> Option<Evidence> {
        let id = held.on_behalf_of?;
        let name = self.name_of(Body::Organisation(id));
        let value = Told::Name(name);
        Some(Evidence {
            label: Text::nb_en("representerer", "speaks for"),
            value,
            subject: Some(Subject::Organisation(id)),
        })
    }

    fn tells(&self, fact: &Fact, held: &Membership, attribute: &str) -> bool {
        let may_know = fact.public || self.facts.around.audience == Audience::Inside;
        may_know && fact.person == held.person && &*fact.attribute == attribute && fact.period.contains(self.on)
    }
}
