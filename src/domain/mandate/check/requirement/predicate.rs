//! Whether a condition holds for one person: it does, it does not, or a fact is missing.
//!
//! May import: `domain`.
//!
//! A person can have several values of an attribute. Nothing recorded, and a person who was asked and does not say,
//! leave the condition open. Where an attribute does not apply to somebody, he or she does not have it. Where only what
//! is public may be used, a fact that is not public leaves the condition open too, instead of being taken for absent:
//! what the public is told is what the secretariat is told, or that it is not known.

use chrono::NaiveDate;

use crate::domain::{
    council::{Council, Declared, Fact},
    id::PersonId,
    mandate::clause::requirement::{AllOf, AnyOf, Comparison, FactIs, Predicate},
    word::{Code, Slug},
};

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tri<'a> {
    /// It does.
    True,
    /// It does not.
    False,
    /// This is not known, and it would decide.
    Unknown(Missing<'a>),
}

/// What is missing to know whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing<'a> {
    /// What the person is in this respect: an entry of the code list `attribute`.
    Attribute(&'a Code),
    /// Whom the person represents.
    Represented,
}

/// Whom the holder of a seat represents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Represented<'a> {
    /// This organisation.
    Organisation(&'a Slug),
    /// No organisation.
    Nobody,
    /// Some organisation that nobody has recorded.
    Unknown,
}

/// Somebody whom a condition is asked about.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// Who.
    pub person: PersonId,
    /// Whom he or she represents.
    pub represented: Represented<'a>,
}

/// The facts about some attributes, ready to be asked person by person.
#[derive(Clone, Debug)]
pub struct KnownFacts<'a> {
    facts: Vec<&'a Fact>,
}

/// Whether all facts are looked at, or only what everybody may know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// All.
    Everything,
    /// Only what everybody may know; the rest is as good as undeclared.
    Public,
}

/// The values of an attribute that somebody has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values<'a> {
    /// Those that are known.
    pub known: Vec<&'a Code>,
    /// Whether there may be others.
    pub open: bool,
}

impl<'a> KnownFacts<'a> {
    /// The facts that the council's value has about these attributes.
    #[must_use]
    pub fn of(council: &'a Council, attributes: &[&Code]) -> Self {
        let mut facts: Vec<&Fact> = council.facts.iter().filter(|fact| attributes.contains(&&fact.attribute)).collect();
        facts.sort_by_key(|fact| fact.person);
        Self { facts }
    }

    fn about(&self, person: PersonId) -> impl Iterator<Item = &'a Fact> {
        let from = self.facts.partition_point(|fact| fact.person < person);
        self.facts[from..].iter().copied().take_while(move |fact| fact.person == person)
    }

    /// What the person has of the attribute that the condition looks at, on the day.
    #[must_use]
    pub fn values(&self, is: &FactIs, person: PersonId, on: NaiveDate, sight: Sight) -> Values<'a> {
        let mut values = Values::default();
        let mut nothing = true;
        for fact in self.relevant(is, person, on) {
            nothing = false;
            match &fact.declared {
                _ if hidden(fact, sight) => values.open = true,
                Declared::Value(value) => values.known.push(value),
                Declared::Undeclared => values.open = true,
                Declared::NotApplicable => {}
            }
        }
        values.open |= nothing;
        values
    }

    fn relevant(&self, is: &FactIs, person: PersonId, on: NaiveDate) -> impl Iterator<Item = &'a Fact> {
        let before = is.now_or_before;
        self.about(person).filter(move |fact| {
            let then = if before {
                fact.period.start.is_none_or(|start| start <= on) && !fact.period.is_empty()
            } else {
                fact.period.contains(on)
            };
            then && fact.attribute == is.attribute
        })
    }
}

fn hidden(fact: &Fact, sight: Sight) -> bool {
    sight == Sight::Public && !fact.public
}

/// Whether the condition holds for the person on the day.
#[must_use]
pub fn holds<'a>(
    predicate: &'a Predicate,
    about: About<'_>,
    facts: &KnownFacts<'_>,
    on: NaiveDate,
    sight: Sight,
) -> Tri<'a> {
    match predicate {
        Predicate::Fact(is) => fact(is, about, facts, on, sight),
        Predicate::All(AllOf { of }) => all(of.iter().map(|part| holds(part, about, facts, on, sight))),
        Predicate::Any(AnyOf { of }) => all(of.iter().map(|part| holds(part, about, facts, on, sight).not())).not(),
        Predicate::Not(not) => holds(&not.of, about, facts, on, sight).not(),
    }
}

impl Tri<'_> {
    /// The opposite.
    #[must_use]
    pub const fn not(self) -> Self {
        match self {
            Self::True => Self::False,
            Self::False => Self::True,
            Self::Unknown(missing) => Self::Unknown(missing),
        }
    }
}

/// Whether all of them hold: one that does not decides, whatever is missing to the others.
fn all<'a>(parts: impl Iterator<Item = Tri<'a>>) -> Tri<'a> {
    let mut together = Tri::True;
    for part in parts {
        match part {
            Tri::False => return Tri::False,
            Tri::Unknown(_) if together == Tri::True => together = part,
            Tri::True | Tri::Unknown(_) => {}
        }
    }
    together
}

fn fact<'a>(is: &'a FactIs, about: About<'_>, facts: &KnownFacts<'_>, on: NaiveDate, sight: Sight) -> Tri<'a> {
    let unknown = Tri::Unknown(Missing::Attribute(&is.attribute));
    if is.comparison == Comparison::IsKnown {
        return known(is, about, facts, on, sight).map_or(unknown, Tri::from);
    }
    let negative = matches!(is.comparison, Comparison::IsNot | Comparison::IsNotRepresented);
    let (mut any, mut open, mut whom) = (false, None, false);
    for fact in facts.relevant(is, about.person, on) {
        any = true;
        match &fact.declared {
            _ if hidden(fact, sight) => open = Some(unknown),
            Declared::Undeclared => open = Some(unknown),
            Declared::NotApplicable => {}
            Declared::Value(value) => match compared(is, value, about.represented) {
                Some(true) => return if negative { Tri::False } else { Tri::True },
                Some(false) => {}
                None => whom = true,
            },
        }
    }
    if whom && about.represented == Represented::Unknown {
        return Tri::Unknown(Missing::Represented);
    }
    if !any || whom {
        return unknown;
    }
    open.unwrap_or(if negative { Tri::True } else { Tri::False })
}

impl From<bool> for Tri<'_> {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}

/// Whether the person has stated the attribute at all. Who was asked and does not say has not.
fn known(is: &FactIs, about: About<'_>, facts: &KnownFacts<'_>, on: NaiveDate, sight: Sight) -> Option<bool> {
    let (mut any, mut unseen) = (false, false);
    for fact in facts.relevant(is, about.person, on) {
        any = true;
        if hidden(fact, sight) {
            unseen = true;
        } else if matches!(fact.declared, Declared::Value(_)) {
            return Some(true);
        }
    }
    (any && !unseen).then_some(false)
}

/// Whether the value is what the condition, put positively, asks for; None where that cannot be told.
fn compared(is: &FactIs, value: &Code, represented: Represented<'_>) -> Option<bool> {
    let bound = || is.values.first()?.parse::<u32>().ok();
    match is.comparison {
        Comparison::Is | Comparison::IsNot => Some(is.values.contains(value)),
        Comparison::IsKnown => Some(true),
        Comparison::AtLeast => Some(value.parse::<u32>().ok()? >= bound()?),
        Comparison::AtMost => Some(value.parse::<u32>().ok()? <= bound()?),
        Comparison::IsRepresented | Comparison::IsNotRepresented => match represented {
            Represented::Organisation(slug) => Some(value.as_str() == slug.as_str()),
            Represented::Nobody => Some(false),
            Represented::Unknown => None,
        },
    }
}
