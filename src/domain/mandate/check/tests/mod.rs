//! The checks, judged by the clauses of the founding mandates and by clauses made for the purpose: what each finds, and
//! what makes it find something else.

mod composition;
mod due;
mod duty;
mod given_body;
mod given_terms;
mod given_work;
mod making_body;
mod meetings;
mod occasions;
mod posts;
mod procedure;
mod property;
mod quantifier;
mod requirement;
mod right;
mod term;
mod ties;
mod turning;
mod whole;
