//! What everybody may see: the types of the public door, and its part of the schema's root.
//!
//! May import: `graphql`, `store`, `access`, `domain`. Every object of a council hangs on a [`view::View`], which is
//! made with the proof that the council's public door was open.

pub mod body;
pub mod chosen;
pub mod claim;
pub mod clause;
pub mod collation;
pub mod compliance;
pub mod council;
pub mod council_list;
pub mod due;
pub mod family;
pub mod filter;
pub mod forecast;
pub mod mandate;
pub mod mandate_diff;
pub mod meeting;
pub mod membership;
pub mod organisation;
pub mod person;
pub mod record;
pub mod register;
pub mod roll;
pub mod search;
pub mod seat;
pub mod seat_group;
pub mod statistics;
pub mod template;
pub mod view;
pub mod wheel;
