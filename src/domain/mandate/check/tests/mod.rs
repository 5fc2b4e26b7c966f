//! The checks, judged by the clauses of the founding mandates and by clauses made for the purpose: what each finds, and
//! what makes it find something else.

mod composition;
mod due;
mod duty;
mod given_body;
mod given_work;
mod meetings;
mod posts;
mod property;
mod right;
mod ties;
mod turning;
mod whole;
