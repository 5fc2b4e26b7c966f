//! The mutations: each does one act, and answers with what changed, what it wants noticed, and what was wrong.
//!
//! May import: `graphql`, `acts`, `store`, `access`, `domain`, `error`.

mod councils;
mod perform;

use async_graphql::MergedObject;

/// Changes to the register. A mutation is done as a whole or not at all; what was wrong stands in `userErrors`.
#[derive(Default, MergedObject)]
pub struct Mutation(
    councils::CouncilMutations,
);
