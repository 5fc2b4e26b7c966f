//! What the documents show is true: queries run, commands parse, settings and links exist.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

mod commands;
mod examples;
mod pages;
mod queries;
mod register;
mod settings;
