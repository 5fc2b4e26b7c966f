//! What is known of persons, as the secretariat sees it and the person.
//!
//! May import: `graphql`, `domain`. Nothing of this is reached through the public door.

use async_graphql::{ID, SimpleObject};

use crate::{
    domain::{
        council::{self, Council, Declared, DeclaredAs},
        time::Date,
        word::Code,
    },
    graphql::{global_id::GlobalId, secretariat::KnownPerson},
};

/// Something that is known of a person: what was declared about an attribute, from when until when, and where that is
/// known from.
#[derive(SimpleObject)]
pub struct PersonFact {
    /// The global id, for `endFact`.
    id: ID,
    /// Of whom.
    person: KnownPerson,
    /// Which attribute: an entry of the code list `attribute`.
    attribute: Code,
    /// Whether a value was declared, or that the person does not say, or that the attribute does not apply.
    declared_as: DeclaredAs,
    /// The value: an entry of the code list of the attribute, a number, or the slug of an organisation; null where none
    /// was declared.
    value: Option<Code>,
    /// The first day on which it is so; null: since ever.
    from: Option<Date>,
    /// The first day on which it is no longer so; null: it still is.
    until: Option<Date>,
    /// Where it is known from.
    source: String,
    /// Whether everybody may see it.
    public: bool,
}

impl PersonFact {
    /// The facts of the council's persons that are wanted, by person, attribute and first day.
    #[must_use]
    pub fn all(council: &Council, wanted: impl Fn(&council::Fact) -> bool) -> Vec<Self> {
        let mut chosen: Vec<&council::Fact> = council.facts.iter().filter(|fact| wanted(fact)).collect();
        chosen.sort_by_key(|fact| (fact.person, &fact.attribute, fact.period.start, fact.id));
        chosen.into_iter().filter_map(|fact| Self::of(council, fact)).collect()
    }

    fn of(council: &Council, fact: &council::Fact) -> Option<Self> {
        let (declared_as, value) = match &fact.declared {
            Declared::Value(value) => (DeclaredAs::Value, Some(value.clone())),
            Declared::Undeclared => (DeclaredAs::Undeclared, None),
            Declared::NotApplicable => (DeclaredAs::NotApplicable, None),
        };
        Some(Self {
            id: GlobalId::Fact(fact.person, fact.id).encode(),
            person: KnownPerson::of(council.persons.get(&fact.person)?),
            attribute: fact.attribute.clone(),
            declared_as,
            value,
            from: fact.period.start.map(Date),
            until: fact.period.end.map(Date),
            source: fact.source.clone(),
            public: fact.public,
        })
    }
}
