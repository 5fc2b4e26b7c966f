//! What each check finds, and what makes it find something else.

mod given_terms;
mod procedure;
mod requirement;
mod term;
