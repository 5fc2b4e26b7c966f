//! x
pub mod fault;
pub mod id;
pub mod mandate;
pub mod national_identity;
pub mod organisation_number;
pub mod register;
pub mod text;
pub mod time;
pub mod word;
