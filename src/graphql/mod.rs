//! The GraphQL layer.

pub mod limits;
