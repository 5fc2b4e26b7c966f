//! What each check finds, and what makes it find something else.

mod given_terms;
mod procedure;
mod quantifier;
mod requirement;
mod term;
