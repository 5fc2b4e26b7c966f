//! On which concerns a mandate has a rule, says that it has none, or is silent.
//!
//! May import: `domain`.

use std::collections::BTreeMap;

use async_graphql::Enum;
use serde::{Deserialize, Serialize};

use super::{Clause, Provision, procedure::Procedure, statement::Topic};

/// What mandates usually have rules on. Where no clause speaks of it, the mandate is silent, which is not the same as
/// saying that there is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Concern {
    /// What the body is for.
    Purpose,
    /// What it does.
    Tasks,
    /// What force its word has.
    Force,
    /// Which seats there are.
    Seats,
    /// Who appoints.
    Appointment,
    /// Who is qualified.
    Qualification,
    /// For whom members speak.
    Representation,
    /// How long they serve.
    Term,
    /// Who stands in for them.
    Deputies,
    /// Who leads.
    Chair,
    /// Who does the work.
    Secretariat,
    /// How often it meets.
    Meetings,
    /// Who has to be there.
    Quorum,
    /// How it decides.
    Voting,
    /// Who may listen.
    Openness,
    /// Who writes down what.
    Minutes,
    /// What is published.
    Publication,
    /// Who may raise matters.
    RaisingMatters,
    /// How it is evaluated.
    Evaluation,
    /// Since when and until when it is in force.
    Period,
    /// How members avoid conflicts of interest.
    ConflictOfInterest,
    /// What members are paid.
    Remuneration,
    /// What is kept confidential.
    Confidentiality,
}

/// What a mandate does about a concern. Silence is not the same as saying that there is no rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum Stance {
    /// There is a clause.
    Set,
    /// The mandate says that there is no rule.
    ExplicitlyNone,
    /// No clause speaks of it.
    Silent,
}

/// Every concern, in the order in which readers look for them.
pub const CONCERNS: [Concern; 23] = [
    Concern::Purpose,
    Concern::Tasks,
    Concern::Force,
    Concern::Seats,
    Concern::Appointment,
    Concern::Qualification,
    Concern::Representation,
    Concern::Term,
    Concern::Deputies,
    Concern::Chair,
    Concern::Secretariat,
    Concern::Meetings,
    Concern::Quorum,
    Concern::Voting,
    Concern::Openness,
    Concern::Minutes,
    Concern::Publication,
    Concern::RaisingMatters,
    Concern::Evaluation,
    Concern::Period,
    Concern::ConflictOfInterest,
    Concern::Remuneration,
    Concern::Confidentiality,
];

/// The concerns that a clause has a rule on.
#[must_use]
pub fn concerns_of(provision: &Provision) -> Vec<Concern> {
    use super::relation::RelationKind;
    let mut concerns = Vec::new();
    let mut add = |concern, applies: bool| {
        if applies {
            concerns.push(concern);
        }
    };
    match provision {
        Provision::Seats(seats) => {
            add(Concern::Seats, seats.group.is_some() || seats.total.is_some() || seats.sub_body.is_some());
            add(Concern::Deputies, seats.alternates.is_some());
        }
        Provision::Procedure(Procedure { steps, .. }) => add(Concern::Appointment, !steps.is_empty()),
        Provision::Requirement(_) => add(Concern::Qualification, true),
        Provision::Representation(_) => add(Concern::Representation, true),
        Provision::Term(_) => add(Concern::Term, true),
        Provision::Post(post) => add(Concern::Chair, &*post.post == "chair"),
        Provision::Meetings(meetings) => {
            add(Concern::Meetings, meetings.cadence.is_some() || meetings.notice.is_some());
            add(Concern::Quorum, meetings.quorum.is_some());
            add(Concern::Voting, !meetings.voting.is_empty());
            add(Concern::Openness, meetings.openness.is_some());
        }
        Provision::Duty(duty) => match &*duty.activity.verb {
            "publish" => add(Concern::Publication, true),
            "evaluate" => add(Concern::Evaluation, true),
            "record-minutes" => add(Concern::Minutes, true),
            _ => {}
        },
        Provision::Right(right) => add(Concern::RaisingMatters, &*right.activity.verb == "raise"),
        Provision::Relation(relation) => add(Concern::Secretariat, relation.kind == RelationKind::SecretariatOf),
        Provision::Period(_) => add(Concern::Period, true),
        Provision::Statement(statement) => {
            add(Concern::Purpose, statement.topic == Topic::Purpose);
            add(Concern::Tasks, statement.topic == Topic::Tasks);
            add(Concern::Force, statement.force.is_some());
            add(Concern::ConflictOfInterest, statement.topic == Topic::ConflictOfInterest);
            add(Concern::Remuneration, statement.topic == Topic::Remuneration);
            add(Concern::Confidentiality, statement.topic == Topic::Confidentiality);
        }
    }
    concerns
}

/// What the clauses do about every concern, with the places of the clauses that speak of it.
#[must_use]
pub fn stances<'a>(clauses: impl IntoIterator<Item = &'a Clause>) -> Vec<(Concern, Stance, Vec<usize>)> {
    let mut set: BTreeMap<Concern, Vec<usize>> = BTreeMap::new();
    let mut none: BTreeMap<Concern, Vec<usize>> = BTreeMap::new();
    for (place, clause) in clauses.into_iter().enumerate() {
        for concern in concerns_of(&clause.provision) {
            set.entry(concern).or_default().push(place);
        }
        if let Provision::Statement(statement) = &clause.provision {
            for concern in &statement.no_rule_on {
                none.entry(*concern).or_default().push(place);
            }
        }
    }
    CONCERNS
        .into_iter()
        .map(|concern| {
            if let Some(places) = set.remove(&concern) {
                (concern, Stance::Set, places)
            } else if let Some(places) = none.remove(&concern) {
                (concern, Stance::ExplicitlyNone, places)
            } else {
                (concern, Stance::Silent, Vec::new())
            }
        })
        .collect()
}
