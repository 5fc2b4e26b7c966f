//! Checks: is the council what its mandate says, on a day?
//!
//! May import: `domain`. Pure: no clock, no I/O. One file for each shape of clause answers with findings, subject by
//! subject; here they are put together to one verdict on the clause, the worst first, and exemptions are applied. A
//! clause that no machine can judge says so, instead of giving a verdict that pretends.

mod appointing;
mod body;
pub(super) mod dates;
pub(super) mod duty;
mod elsewhere;
pub(super) mod meetings;
pub(super) mod owed;
mod period;
mod post;
mod procedure;
mod question;
mod relation;
mod representation;
mod requirement;
mod right;
mod seats;
mod sitting;
pub(super) mod spans;
mod speaks;
mod statement;
mod succession;
mod term;
#[cfg(test)]
mod tests;
mod turns;
mod verdicts;
mod words;

pub use question::{Around, Audience, Facts, Finding, Judgement, Question};
pub use requirement::{
    About, Candidate, KnownFacts, Missing, Qualified, Represented, Sight, Tri, Values, holds, qualified,
};
pub use verdicts::{compliance, verdict, worst_first};

use super::clause::Provision;

/// What the check of the clause answers. Exhaustive: a new shape does not compile without a check.
#[must_use]
pub fn judge(question: Question<'_>) -> Judgement {
    if let Some(judgement) = elsewhere::judge(question) {
        return judgement;
    }
    match &question.clause.provision {
        Provision::Seats(shape) => seats::check(shape, question),
        Provision::Procedure(shape) => procedure::check(shape, question),
        Provision::Requirement(shape) => requirement::check(shape, question),
        Provision::Representation(shape) => representation::check(shape, question),
        Provision::Term(shape) => term::check(shape, question),
        Provision::Post(shape) => post::check(shape, question),
        Provision::Meetings(shape) => meetings::check(shape, question),
        Provision::Duty(shape) => duty::check(shape, question),
        Provision::Right(shape) => right::check(shape, question),
        Provision::Relation(shape) => relation::check(shape, question),
        Provision::Period(shape) => period::check(shape, question),
        Provision::Statement(shape) => statement::check(shape, question),
    }
}
