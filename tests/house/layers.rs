//! The rules of the layers, applied to the text of one file at a time. Imports `source` only.
//!
//! Imports run one way, from the left to the right: main, http, graphql, acts, store, access, domain. `clock`, `config`,
//! `digest` and `error` are leaves: any layer may import them, they import no more than `domain`. `entity` and `migration`
//! are crates of their own under `store`, and only `store` names them or the database library.

use crate::source::{Path, paths, tokens};

/// From the top to the floor: a layer may import itself and what stands behind it.
pub const LAYERS: [&str; 7] = ["main", "http", "graphql", "acts", "store", "access", "domain"];

/// Anybody may import these; of the layers they see `domain` alone.
pub const LEAVES: [&str; 4] = ["clock", "config", "digest", "error"];

/// The crates that are `store`'s alone.
const DATABASE: [&str; 5] = ["entity", "migration", "sea_orm", "sea_orm_migration", "sqlx"];

/// What would bring I/O, a clock, a runtime or a request into `domain`.
const NOT_IN_DOMAIN: [&str; 12] = [
    "tokio",
    "axum",
    "hyper",
    "reqwest",
    "tower",
    "tracing",
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "async_graphql::Context",
];

/// Everything that is wrong with a file of `src/`. `file` is its path below `src`, for example
/// `graphql/member/room.rs`; `of_main` are the modules that `main.rs` declares for itself.
pub fn faults_in_src(file: &str, source: &str, of_main: &[String]) -> Vec<String> {
    let tokens = tokens(source);
    let module = module_of(file);
    let own = layer_of(&module, file, of_main);
    let mut faults = Vec::new();

    if let Own::Unknown(name) = &own {
        faults.push(format!("`{name}` is no layer; give it a place in LAYERS or LEAVES of the house test"));
    }
    for path in paths(&tokens) {
        for fault in [fault_of_import(&path, &module, &own), fault_of_crate(&path, &own)].into_iter().flatten() {
            faults.push(format!("line {}: `{}` {fault}", path.line, path.segments.join("::")));
        }
    }
    if own == Own::Layer("domain") {
        let waits = tokens.iter().filter(|token| matches!(token.text.as_str(), "async" | "await"));
        faults.extend(
            waits.map(|token| format!("line {}: `{}` in domain, which waits for nothing", token.line, token.text)),
        );
    }
    faults
}

/// Everything that is wrong with a file of `migration/`: a step says what it does in its own words, since an entity
/// that changes later must not change what an old step did.
pub fn faults_in_migration(source: &str) -> Vec<String> {
    let named = paths(&tokens(source)).into_iter().filter(|path| head_is(path, &["entity"]));
    named.map(|path| format!("line {}: a migration never imports entity", path.line)).collect()
}

/// The modules that a file declares with `mod name;`.
pub fn declared_modules(source: &str) -> Vec<String> {
    let tokens = tokens(source);
    let declarations = tokens.windows(3).filter(|three| three[0].text == "mod" && three[2].text == ";");
    declarations.map(|three| three[1].text.clone()).collect()
}

/// Where a file stands.
#[derive(Debug, PartialEq, Eq)]
enum Own {
    /// `lib.rs`, which declares the layers.
    Root,
    Layer(&'static str),
    Leaf(&'static str),
    Unknown(String),
}

/// `graphql/member/mod.rs` and `graphql/member.rs` are both the module `graphql::member`.
pub fn module_of(file: &str) -> Vec<String> {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let mut module: Vec<String> = stem.split('/').map(str::to_owned).collect();
    let last = module.last().map(String::as_str);
    if last == Some("mod") || (module.len() == 1 && matches!(last, Some("lib" | "main"))) {
        module.pop();
    }
    module
}

fn layer_of(module: &[String], file: &str, of_main: &[String]) -> Own {
    let Some(first) = module.first() else {
        return if file == "main.rs" { Own::Layer("main") } else { Own::Root };
    };
    if of_main.contains(first) {
        return Own::Layer("main");
    }
    let layer = LAYERS.iter().find(|layer| *layer == first).map(|layer| Own::Layer(layer));
    let leaf = LEAVES.iter().find(|leaf| *leaf == first).map(|leaf| Own::Leaf(leaf));
    layer.or(leaf).unwrap_or_else(|| Own::Unknown(first.clone()))
}

/// What is wrong with a path into this crate, if anything.
fn fault_of_import(path: &Path, module: &[String], own: &Own) -> Option<String> {
    let target = within_crate(path, module)?;
    let from = match own {
        Own::Root | Own::Layer("main") | Own::Unknown(_) => return None,
        Own::Layer(name) | Own::Leaf(name) => *name,
    };
    let Some(first) = target.first().filter(|first| *first != "*") else {
        return Some("names the whole crate, and so every layer".to_owned());
    };
    if first == from {
        return None;
    }
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let allowed = match (rank(from), rank(first)) {
        (Some(from), Some(to)) => to > from,
        (Some(_), None) => LEAVES.contains(&first.as_str()),
        (None, _) => first == "domain",
    };
    (!allowed).then(|| {
        if rank(first).is_none() && !LEAVES.contains(&first.as_str()) {
            format!("is reached from `{from}`, and `{first}` is no layer")
        } else {
            format!("reaches up: `{from}` may not import `{first}`")
        }
    })
}

/// The path from the root of this crate, when it is one: `crate::…`, `mandat::…`, `self::…` or `super::…`.
pub fn within_crate(path: &Path, module: &[String]) -> Option<Vec<String>> {
    let head = path.segments.first()?;
    if head == "crate" || head == "mandat" {
        return Some(path.segments[1..].to_vec());
    }
    if head != "self" && head != "super" {
        return None;
    }
    let mut target = [module, path.inside.as_slice()].concat();
    let mut rest = path.segments.as_slice();
    while let Some((step, behind)) = rest.split_first().filter(|(step, _)| matches!(step.as_str(), "self" | "super")) {
        if step == "super" {
            target.pop();
        }
        rest = behind;
    }
    target.extend_from_slice(rest);
    Some(target)
}

/// What is wrong with a path into another crate, if anything.
fn fault_of_crate(path: &Path, own: &Own) -> Option<String> {
    if *own != Own::Layer("store") && head_is(path, &DATABASE) {
        return Some("is for `store` alone".to_owned());
    }
    if *own == Own::Layer("domain") && head_is(path, &NOT_IN_DOMAIN) {
        return Some("has no place in `domain`, which is pure".to_owned());
    }
    None
}

/// Whether the path begins with one of these, each one or more segments.
fn head_is(path: &Path, heads: &[&str]) -> bool {
    heads.iter().any(|head| {
        let mut head = head.split("::");
        let mut segments = path.segments.iter();
        head.all(|wanted| segments.next().is_some_and(|segment| segment == wanted))
    })
}

#[cfg(test)]
mod tests {
    use super::{declared_modules, faults_in_migration, faults_in_src};

    fn faults(file: &str, source: &str) -> usize {
        let found = faults_in_src(file, source, &["cli".to_owned()]);
        println!("{file}: {found:#?}");
        found.len()
    }

    #[test]
    fn downwards_sideways_and_to_the_leaves_is_allowed() {
        assert_eq!(
            faults("graphql/member/room.rs", "use crate::{acts::appoint, domain, error::Error, graphql::ids};"),
            0
        );
        assert_eq!(
            faults("graphql/member/room.rs", "use super::super::ids; use super::super::super::store::Store;"),
            0
        );
        assert_eq!(faults("http/mod.rs", "fn f() { crate::config::Config::read(); self::auth::g() }"), 0);
        assert_eq!(faults("config.rs", "use crate::domain::roles::Role; use serde::Deserialize;"), 0);
        assert_eq!(
            faults("store/read.rs", "use entity::council; use sea_orm::EntityTrait; use migration::Migrator;"),
            0
        );
        assert_eq!(faults("domain/clause.rs", "use async_graphql::{Enum, SimpleObject}; use super::period;"), 0);
        assert_eq!(faults("lib.rs", "pub mod domain; pub mod http;"), 0);
    }

    #[test]
    fn reaching_up_is_a_fault_however_it_is_written() {
        assert_eq!(faults("domain/clause.rs", "use crate::store::Gate;"), 1);
        assert_eq!(faults("domain/clause.rs", "use crate::{period::Period, access::Access};"), 2);
        assert_eq!(faults("access/door.rs", "fn f(x: crate::store::Roster) {}"), 1);
        assert_eq!(faults("store/mod.rs", "use super::acts;"), 1);
        assert_eq!(faults("store/read/mod.rs", "use super::super::graphql::ids;"), 1);
        assert_eq!(faults("store/read.rs", "mod tests { use super::super::super::http; }"), 1);
        assert_eq!(faults("acts/seat/appoint.rs", "fn f() -> mandat::graphql::Payload {}"), 1);
        assert_eq!(faults("acts/appoint.rs", "vec![crate::http::x()];"), 1);
        assert_eq!(faults("config.rs", "use crate::error::Error;"), 1);
        assert_eq!(faults("error.rs", "use crate::store::Failure;"), 1);
    }

    #[test]
    fn the_whole_crate_is_no_import() {
        assert_eq!(faults("domain/clause.rs", "use crate as root;"), 1);
        assert_eq!(faults("domain/clause.rs", "use crate::*;"), 1);
        assert_eq!(faults("domain/mod.rs", "use super::*;"), 1);
        assert_eq!(faults("domain/mod.rs", "mod tests { use super::*; }"), 0);
    }

    #[test]
    fn only_store_names_the_database() {
        assert_eq!(faults("acts/appoint.rs", "use sea_orm::EntityTrait;"), 1);
        assert_eq!(faults("graphql/mod.rs", "use {entity::council, migration as steps};"), 2);
        assert_eq!(faults("main.rs", "fn main() { ::migration::run() }"), 1);
        assert_eq!(faults("lib.rs", "pub use entity;"), 1);
        assert_eq!(faults("graphql/mod.rs", "use crate::graphql::entity::Row; self.entity::<Row>();"), 0);
    }

    #[test]
    fn domain_does_not_wait_and_does_no_io() {
        assert_eq!(faults("domain/check.rs", "async fn f() { g().await }"), 2);
        assert_eq!(faults("domain/check.rs", "use tokio::sync::Mutex; use tracing::info;"), 2);
        assert_eq!(faults("domain/check.rs", "use std::{fmt, fs::File}; use async_graphql::{Context, Enum};"), 2);
        assert_eq!(faults("domain/check.rs", "/// never `async`, see crate::store\nfn f() { \"tokio::x\"; }"), 0);
        assert_eq!(faults("access/jwks.rs", "async fn f() { tokio::fs::read(x).await }"), 0);
    }

    #[test]
    fn a_module_without_a_place_is_a_fault() {
        assert_eq!(faults("shared.rs", "//! Odds and ends."), 1);
        assert_eq!(faults("graphql/mod.rs", "use crate::shared::x;"), 1);
        assert_eq!(faults("cli/token.rs", "use mandat::http; use crate::cli::print;"), 0);
        assert_eq!(declared_modules("mod cli;\nmod tests { mod x; }\npub mod far;"), ["cli", "x", "far"]);
    }

    #[test]
    fn a_migration_stands_alone() {
        assert_eq!(faults_in_migration("use entity::council;\nfn f() { entity::seat::x() }").len(), 2);
        assert_eq!(faults_in_migration("//! never entity::council\nuse sea_orm_migration::prelude::*;").len(), 0);
    }
}
