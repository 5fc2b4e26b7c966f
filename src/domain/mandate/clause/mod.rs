//! A clause: one provision of a mandate, as data. A dozen shapes compose; what a mandate of another country has and
//! the founding ones lack is a parameter, a variant and a match arm away.
//!
//! May import: `domain`. Everything here is the same in the files, in the GraphQL input, in the database and in the
//! GraphQL output: serde writes enums with data externally tagged, which is what a `@oneOf` input looks like.

pub mod activity;
pub mod actor;
pub mod concern;
pub mod measure;
pub mod meetings;
pub mod post;
pub mod procedure;
pub mod relation;
pub mod representation;
pub mod requirement;
pub mod scope;
pub mod seat_count;
pub mod seats;
pub mod statement;
pub mod term;
pub mod validity;

use async_graphql::{Enum, InputObject, OneofObject, SimpleObject};
use serde::{Deserialize, Serialize};

use self::{
    activity::{Duty, Right},
    meetings::Meetings,
    post::Post,
    procedure::Procedure,
    relation::Relation,
    representation::Representation,
    requirement::Requirement,
    scope::{Exception, Scope},
    seats::Seats,
    statement::Statement,
    term::Term,
    validity::Validity,
};
use super::verdict::Severity;
use crate::domain::{
    fault::{Faults, Form},
    message::said,
    text::{Text, examine_url},
    word::Key,
};

/// The version of the JSON form in which clauses are stored. It is raised when an old clause no longer reads back as
/// itself; what reads the old form then stands beside this constant.
pub const CLAUSE_FORMAT: i32 = 1;

/// One provision of a mandate.
#[derive(Clone, Debug, PartialEq, Eq, Hash, InputObject, Serialize, Deserialize)]
#[graphql(name = "ClauseInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clause {
    /// Name of the clause in its mandate.
    pub key: Key,
    /// How binding it is. Absent for a statement, which obliges nobody.
    pub modality: Option<Modality>,
    /// How serious a breach is, where it is not what follows from the modality.
    pub severity: Option<Severity>,
    /// Where it comes from.
    pub source: Option<ClauseSource>,
    /// What it says, in words for people. Where it is absent, the generated description stands alone.
    pub wording: Option<Text>,
    /// Whom it applies to; everybody where it is not said.
    #[graphql(default)]
    #[serde(default)]
    pub applies_to: Scope,
    /// The exceptions that it allows.
    #[graphql(default)]
    #[serde(default)]
    pub exceptions: Vec<Exception>,
    /// What it provides.
    pub provision: Provision,
}

/// How binding a clause is: the word the mandate uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modality {
    /// Binding: "shall" ("skal"), or a plain indicative.
    Shall,
    /// Binding as a rule: "normally" ("skal normalt").
    Normally,
    /// Advised: "should" ("bør").
    Should,
    /// Expected ("forventes").
    Expected,
    /// Permitted: "may" ("kan").
    May,
    /// A default that may be departed from with a stated reason ("i utgangspunktet").
    ByDefault,
}

/// Where a clause comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, SimpleObject, InputObject, Serialize, Deserialize)]
#[graphql(input_name = "ClauseSourceInput")]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ClauseSource {
    /// The document, where it is not the mandate itself.
    pub document: Option<String>,
    /// The place in the document, such as a heading or a row of a register.
    pub locator: Option<String>,
    /// Whether it is a rule of law that applies beside the mandate.
    #[graphql(default)]
    #[serde(default)]
    pub statutory: bool,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What a clause provides: exactly one of the shapes.
#[allow(clippy::large_enum_variant, reason = "clauses live behind an Arc, and a box would show in every file")]
#[derive(Clone, Debug, PartialEq, Eq, Hash, OneofObject, Serialize, Deserialize)]
#[graphql(name = "ProvisionInput")]
#[serde(rename_all = "camelCase")]
pub enum Provision {
    /// Places in the body.
    Seats(Seats),
    /// Who does what, in which order.
    Procedure(Procedure),
    /// How many have to be what.
    Requirement(Requirement),
    /// For whom holders speak.
    Representation(Representation),
    /// How long they serve.
    Term(Term),
    /// A post such as the chair.
    Post(Post),
    /// How the body meets.
    Meetings(Meetings),
    /// What somebody has to do.
    Duty(Duty),
    /// What somebody may do.
    Right(Right),
    /// How the body stands to others.
    Relation(Relation),
    /// Since when and until when.
    Period(Validity),
    /// What the mandate says about itself.
    Statement(Statement),
}

/// The shape of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ClauseKind {
    /// Places in the body.
    Seats,
    /// Who does what, in which order.
    Procedure,
    /// How many have to be what.
    Requirement,
    /// For whom holders speak.
    Representation,
    /// How long they serve.
    Term,
    /// A post such as the chair.
    Post,
    /// How the body meets.
    Meetings,
    /// What somebody has to do.
    Duty,
    /// What somebody may do.
    Right,
    /// How the body stands to others.
    Relation,
    /// Since when and until when.
    Period,
    /// What the mandate says about itself.
    Statement,
}

impl Provision {
    /// The shape.
    #[must_use]
    pub const fn kind(&self) -> ClauseKind {
        match self {
            Self::Seats(_) => ClauseKind::Seats,
            Self::Procedure(_) => ClauseKind::Procedure,
            Self::Requirement(_) => ClauseKind::Requirement,
            Self::Representation(_) => ClauseKind::Representation,
            Self::Term(_) => ClauseKind::Term,
            Self::Post(_) => ClauseKind::Post,
            Self::Meetings(_) => ClauseKind::Meetings,
            Self::Duty(_) => ClauseKind::Duty,
            Self::Right(_) => ClauseKind::Right,
            Self::Relation(_) => ClauseKind::Relation,
            Self::Period(_) => ClauseKind::Period,
            Self::Statement(_) => ClauseKind::Statement,
        }
    }
}

impl Clause {
    /// How serious a breach of this clause is; None where it cannot be breached.
    #[must_use]
    pub fn severity(&self) -> Option<Severity> {
        self.severity.or_else(|| self.modality.and_then(Severity::of))
    }
}

impl Form for Clause {
    fn examine(&self, faults: &mut Faults) {
        faults.field("key", &self.key);
        faults.field("source", &self.source);
        faults.field("wording", &self.wording);
        faults.field("appliesTo", &self.applies_to);
        faults.field("exceptions", &self.exceptions);
        let statement = matches!(self.provision, Provision::Statement(_));
        faults.require(
            "modality",
            statement != self.modality.is_some(),
            said!(
                "alle bestemmelser unntatt en erklæring har en modalitet: SHALL, NORMALLY, SHOULD, EXPECTED, MAY \
                 eller BY_DEFAULT",
                "every clause but a statement has a modality: SHALL, NORMALLY, SHOULD, EXPECTED, MAY or BY_DEFAULT"
            ),
        );
        faults.field("provision", &self.provision);
    }
}

impl Form for ClauseSource {
    fn examine(&self, faults: &mut Faults) {
        for (name, text) in [("document", &self.document), ("locator", &self.locator)] {
            if let Some(text) = text {
                faults.within(name, |f| crate::domain::text::examine_line(text, 300, f));
            }
        }
        examine_url(self.url.as_deref(), faults);
    }
}

impl Form for Provision {
    fn examine(&self, faults: &mut Faults) {
        match self {
            Self::Seats(shape) => faults.field("seats", shape),
            Self::Procedure(shape) => faults.field("procedure", shape),
            Self::Requirement(shape) => faults.field("requirement", shape),
            Self::Representation(shape) => faults.field("representation", shape),
            Self::Term(shape) => faults.field("term", shape),
            Self::Post(shape) => faults.field("post", shape),
            Self::Meetings(shape) => faults.field("meetings", shape),
            Self::Duty(shape) => faults.field("duty", shape),
            Self::Right(shape) => faults.field("right", shape),
            Self::Relation(shape) => faults.field("relation", shape),
            Self::Period(shape) => faults.field("period", shape),
            Self::Statement(shape) => faults.field("statement", shape),
        }
    }
}
