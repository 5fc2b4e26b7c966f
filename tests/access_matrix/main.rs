//! Who may see and do what: every field of the schema under every door, every mutation, asked by everybody.
//!
//! The tables in `snapshots/` are read by a person before they are accepted. A new field shows up there by itself, and
//! one that no document can reach fails by name.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

mod canaries;
mod copies;
mod doors;
mod everybody;
mod mutations;
mod record;
mod schema;
mod twins;
mod world;

use world::World;

macro_rules! on_both_databases {
    ($($test:ident: $body:path;)*) => {
        mod sqlite {
            $(#[tokio::test]
            async fn $test() {
                $body(super::World::sqlite().await).await;
            })*
        }
        mod postgres {
            $(#[tokio::test]
            async fn $test() {
                $body(super::World::postgres().await).await;
            })*
        }
    };
}

on_both_databases! {
    every_field_answers_each_door_as_reviewed: crate::doors::table_is_as_reviewed;
    every_mutation_answers_each_persona_as_reviewed: crate::mutations::table_is_as_reviewed;
    a_draft_council_is_refused_like_one_that_does_not_exist: crate::mutations::draft_is_as_if_it_did_not_exist;
    nothing_public_changes_with_private_work: crate::everybody::public_answers_stay;
    no_private_word_gets_out: crate::canaries::no_private_word_gets_out;
    twins_answer_a_member_alike: crate::twins::to_a_member;
    twins_answer_anybody_alike: crate::twins::to_anybody;
    twins_answer_a_member_elsewhere_alike: crate::twins::to_a_member_elsewhere;
    twins_answer_authorities_alike: crate::twins::to_authorities;
}
