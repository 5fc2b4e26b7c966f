//! The checks, judged by the clauses of the founding mandates and by clauses made for the purpose: what each finds, and
//! what makes it find something else.

mod assembly;
mod composition;
mod due;
mod duties_by_hand;
mod duty;
mod elsewhere;
mod endings;
mod given_body;
mod given_terms;
mod given_work;
mod making_body;
mod meetings;
mod naive_count;
mod occasions;
mod periods;
mod posts;
mod procedure;
mod property;
mod quantifier;
mod requirement;
mod right;
mod seat_sizes;
mod steps_by_hand;
mod term;
mod terms_by_hand;
mod ties;
mod turning;
mod whole;
