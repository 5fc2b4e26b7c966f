//! The checks, judged by the clauses of the founding mandates and by clauses made for the purpose.

mod composition;
mod given_body;
mod making_body;
mod posts;
mod ties;
mod turning;
mod whole;
