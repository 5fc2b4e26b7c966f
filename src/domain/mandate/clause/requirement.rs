//! The shape Requirement: how many of those in scope have to be what.
//!
//! May import: `domain`. A predicate looks at declared facts, which are open: a new attribute needs no new code.

use async_graphql::{Enum, InputObject, OneofObject, SimpleObject, Union};
use serde::{Deserialize, Serialize};

use super::measure::HowMany;
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    word::Code,
};

/// Deepest nesting of predicates.
const DEEPEST: usize = 6;

/// A quantifier over the scope of the clause, and a predicate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "RequirementInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Requirement {
    /// How many of those in scope.
    pub quantifier: Quantifier,
    /// What they have to be.
    pub predicate: Predicate,
    /// When it is tested.
    #[graphql(default)]
    #[serde(default)]
    pub tested: Tested,
    /// Counted apart for each of these, where it is said.
    pub apart_for: Option<ApartFor>,
    /// Only for those who are this.
    pub only_if: Option<Predicate>,
}

/// How many.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "QuantifierInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Quantifier {
    /// The kind of quantifier.
    pub kind: QuantifierKind,
    /// The number or part, for EXACTLY, AT_LEAST and AT_MOST.
    pub how_many: Option<HowMany>,
    /// The number by size of the body, for BY_SIZE.
    #[graphql(default)]
    #[serde(default)]
    pub table: Vec<SizeRow>,
}

/// The kinds of quantifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum QuantifierKind {
    /// Each of them.
    Every,
    /// None of them.
    None,
    /// Just so many.
    Exactly,
    /// So many or more.
    AtLeast,
    /// So many or fewer.
    AtMost,
    /// As many as the table says for the size of the body, of each value of the attribute.
    BySize,
    /// As many of each value as possible: the numbers differ by one at most.
    Balanced,
    /// The values take turns from one holder to the next.
    Alternating,
    /// One at least for each distinct value.
    EachValue,
    /// No two of them have a value in common.
    Different,
}

/// One row of a table by size.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "SizeRowInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SizeRow {
    /// From this size on.
    pub from: u32,
    /// Up to and with this size; open where it is not said.
    pub to: Option<u32>,
    /// At least so many of each value.
    pub at_least: HowMany,
}

/// When a requirement is tested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tested {
    /// When the holder is selected.
    AtSelection,
    /// As long as the seat is held.
    #[default]
    Throughout,
    /// Each time the holder acts.
    OnOccasion,
}

/// What a requirement is counted apart for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ApartFor {
    /// Each appointing authority.
    Appointer,
    /// Each public appointing authority; private ones are not bound.
    PublicAppointer,
    /// Each seat group.
    Group,
    /// Each sector.
    Sector,
    /// Each sub-body.
    SubBody,
}

/// A condition on what is declared of a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Union, OneofObject, Serialize, Deserialize)]
#[graphql(name = "Predicate", input_name = "PredicateInput")]
#[serde(rename_all = "camelCase")]
pub enum Predicate {
    /// A condition on one attribute.
    Fact(FactIs),
    /// All of these.
    All(AllOf),
    /// Any of these.
    Any(AnyOf),
    /// Not this.
    Not(NotThis),
}

/// A condition on one attribute.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "FactIsInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FactIs {
    /// The attribute: an entry of the code list `attribute`, such as `qualification`, `holder-level`, `gender`, `employer`.
    pub attribute: Code,
    /// How it is compared.
    pub comparison: Comparison,
    /// With what: entries of the code list of the attribute, or numbers; empty where the comparison needs none.
    #[graphql(default)]
    #[serde(default)]
    pub values: Vec<Code>,
    /// Whether it counts when it was true before and no longer is.
    #[graphql(default)]
    #[serde(default)]
    pub now_or_before: bool,
}

/// How an attribute is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Comparison {
    /// One of its values is one of those named.
    Is,
    /// None of its values is one of those named.
    IsNot,
    /// It has any value.
    IsKnown,
    /// As a number it is at least the one named.
    AtLeast,
    /// As a number it is at most the one named.
    AtMost,
    /// It is the body that the seat represents.
    IsRepresented,
    /// It is not the body that the seat represents.
    IsNotRepresented,
}

/// All of these hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "AllOfInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AllOf {
    /// The conditions.
    pub of: Vec<Predicate>,
}

/// At least one of these holds.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "AnyOfInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AnyOf {
    /// The conditions.
    pub of: Vec<Predicate>,
}

/// This does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "NotThisInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotThis {
    /// The condition.
    pub of: Box<Predicate>,
}

impl Predicate {
    /// The values that this attribute has to be, where the predicate asks for one plainly; for views such as the
    /// qualification of a seat group.
    #[must_use]
    pub fn plainly(&self, attribute: &str) -> Option<&[Code]> {
        match self {
            Self::Fact(fact) if &*fact.attribute == attribute && fact.comparison == Comparison::Is => {
                Some(&fact.values)
            }
            Self::All(all) => all.of.iter().find_map(|part| part.plainly(attribute)),
            _ => None,
        }
    }

    /// Every attribute that the predicate looks at.
    pub fn attributes<'a>(&'a self, into: &mut Vec<&'a Code>) {
        match self {
            Self::Fact(fact) => into.push(&fact.attribute),
            Self::All(AllOf { of }) | Self::Any(AnyOf { of }) => of.iter().for_each(|part| part.attributes(into)),
            Self::Not(not) => not.of.attributes(into),
        }
    }

    fn depth(&self) -> usize {
        match self {
            Self::Fact(_) => 1,
            Self::All(AllOf { of }) | Self::Any(AnyOf { of }) => 1 + of.iter().map(Self::depth).max().unwrap_or(0),
            Self::Not(not) => 1 + not.of.depth(),
        }
    }
}

impl Form for Requirement {
    fn examine(&self, faults: &mut Faults) {
        faults.field("quantifier", &self.quantifier);
        faults.field("predicate", &self.predicate);
        faults.field("onlyIf", &self.only_if);
        for (name, predicate) in [("predicate", Some(&self.predicate)), ("onlyIf", self.only_if.as_ref())] {
            faults.require(
                name,
                predicate.is_none_or(|predicate| predicate.depth() <= DEEPEST),
                said!(
                    "vilkår høyst seks nivåer i hverandre er mulig",
                    "conditions nested at most six deep are possible"
                ),
            );
        }
    }
}

impl Form for Quantifier {
    fn examine(&self, faults: &mut Faults) {
        use QuantifierKind::{AtLeast, AtMost, BySize, Exactly};
        faults.field("howMany", &self.how_many);
        let needs_number = matches!(self.kind, Exactly | AtLeast | AtMost);
        faults.require(
            "howMany",
            needs_number == self.how_many.is_some(),
            said!(
                "et tall eller en andel hører til EXACTLY, AT_LEAST og AT_MOST, og bare der",
                "a number or part belongs to EXACTLY, AT_LEAST and AT_MOST, and only there"
            ),
        );
        faults.require(
            "table",
            (self.kind == BySize) != self.table.is_empty(),
            said!("en tabell hører til BY_SIZE, og bare der", "a table belongs to BY_SIZE, and only there"),
        );
        faults.field("table", &self.table);
        for (index, pair) in self.table.windows(2).enumerate() {
            faults.require(
                &format!("table[{}]", index + 1),
                pair[0].to.is_some_and(|to| to < pair[1].from),
                said!(
                    "en rad som begynner etter at raden foran slutter, trengs",
                    "a row that starts after the one before it ends is needed"
                ),
            );
        }
    }
}

impl Form for SizeRow {
    fn examine(&self, faults: &mut Faults) {
        faults.require(
            "to",
            self.to.is_none_or(|to| to >= self.from),
            said!("et tall som ikke er mindre enn from, trengs", "a number not smaller than from is needed"),
        );
        faults.field("atLeast", &self.at_least);
    }
}

impl Form for Predicate {
    fn examine(&self, faults: &mut Faults) {
        match self {
            Self::Fact(fact) => faults.field("fact", fact),
            Self::All(AllOf { of }) => faults.within("all", |f| {
                f.require("of", !of.is_empty(), said!("minst ett vilkår trengs", "at least one condition is needed"));
                f.field("of", of);
            }),
            Self::Any(AnyOf { of }) => faults.within("any", |f| {
                f.require("of", !of.is_empty(), said!("minst ett vilkår trengs", "at least one condition is needed"));
                f.field("of", of);
            }),
            Self::Not(not) => faults.within("not", |f| f.field("of", &not.of)),
        }
    }
}

impl Form for FactIs {
    fn examine(&self, faults: &mut Faults) {
        use Comparison::{AtLeast, AtMost, Is, IsKnown, IsNot, IsNotRepresented, IsRepresented};
        faults.field("attribute", &self.attribute);
        faults.field("values", &self.values);
        let (right, message) = match self.comparison {
            Is | IsNot => (
                !self.values.is_empty(),
                said!("minst én verdi å sammenligne med trengs", "at least one value to compare with is needed"),
            ),
            AtLeast | AtMost => (
                matches!(self.values.as_slice(), [number] if number.parse::<u32>().is_ok()),
                said!("nøyaktig ett heltall trengs", "exactly one whole number is needed"),
            ),
            IsKnown | IsRepresented | IsNotRepresented => {
                (self.values.is_empty(), said!("ingen verdi hører hjemme her", "no value belongs here"))
            }
        };
        faults.require("values", right, message);
    }
}
