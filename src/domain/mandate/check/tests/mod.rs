//! What each check finds, and what makes it find something else.

mod due;
mod duty;
mod given_work;
mod meetings;
mod occasions;
mod property;
mod right;
