//! What a module says that it may import, against what it names. Imports `layers` and `source` only.
//!
//! The sentence after `May import:` is a permission: names in it are rooms of this crate (`graphql`, `domain::text`,
//! [`super`]), other words are other crates. Rooms of another layer, and leaves, have to be permitted. Rooms of the module's own
//! layer have to be only where the sentence permits some of that layer by name; most sentences take the layer for granted. What is
//! below the module is its own. The opening of a layer speaks for every file of the layer.

use std::collections::BTreeSet;

use crate::{
    layers::{LAYERS, LEAVES, module_of, within_crate},
    source::{paths, tokens},
};

/// What the opening says, if it says it.
enum Permitted {
    Everything,
    /// Rooms, each as a path from the root of the crate.
    Rooms(Vec<Vec<String>>),
}

/// What a file of `src/` names and does not permit itself, or that it says nothing of the kind. `whole` are the files that the
/// opening speaks for.
pub fn faults<'f>(file: &str, source: &str, whole: impl Iterator<Item = (&'f str, &'f str)>) -> Vec<String> {
    let module = module_of(file);
    let permitted = match permitted(source, &module) {
        None => return vec!["its opening does not say what it may import (`May import: …`)".to_owned()],
        Some(Permitted::Everything) => return Vec::new(),
        Some(Permitted::Rooms(rooms)) => rooms,
    };
    let named: BTreeSet<_> = whole.flat_map(|(file, source)| named(file, source)).collect();
    let is_own_judged = permitted.iter().any(|room| room.len() > 1 && room.first() == module.first());
    let judged = named.into_iter().filter(|target| {
        let own = target.first() == module.first();
        !target.starts_with(&module) && (is_own_judged || !own)
    });
    let faults = judged.filter(|target| !permitted.iter().any(|room| target.starts_with(room)));
    faults.map(|target| format!("`{}` is imported and not permitted by its opening", target.join("::"))).collect()
}

/// The rooms of this crate that a file names outside its tests.
fn named(file: &str, source: &str) -> Vec<Vec<String>> {
    let module = module_of(file);
    let tokens = tokens(source);
    let in_crate = paths(&tokens).into_iter().filter(|path| !path.inside.iter().any(|name| name == "tests"));
    let targets = in_crate.filter_map(|path| within_crate(&path, &module));
    targets.filter(|target| target.first().is_some_and(|first| is_room(first))).collect()
}

fn is_room(name: &str) -> bool {
    LAYERS.contains(&name) || LEAVES.contains(&name)
}

/// What the first sentence after `May import:` permits.
fn permitted(source: &str, module: &[String]) -> Option<Permitted> {
    let opening = source.lines().map_while(|line| line.strip_prefix("//!")).map(str::trim);
    let words = opening.skip_while(|line| !line.starts_with("May import:")).take_while(|line| !line.is_empty());
    let text = words.collect::<Vec<_>>().join(" ");
    let sentence = text.strip_prefix("May import:")?;
    let sentence = sentence.split_once(". ").map_or(sentence, |(first, _)| first);
    if sentence.contains("everything below") {
        return Some(Permitted::Everything);
    }
    let (above, _) = module.split_at(module.len().saturating_sub(1));
    let quoted = sentence.split('`').skip(1).step_by(2);
    let rooms = quoted.flat_map(|name| {
        let mut path: Vec<String> = name.split("::").map(str::to_owned).collect();
        match name.split("::").next() {
            Some("crate") => vec![path.split_off(1)],
            Some("super") => vec![[above, &path[1..]].concat()],
            Some(first) if is_room(first) => vec![path],
            // Beside the module or in it; or another crate, which no path of this one begins with.
            _ => vec![[above, &path].concat(), [module, &path].concat()],
        }
    });
    Some(Permitted::Rooms(rooms.collect()))
}

#[cfg(test)]
mod tests {
    use super::faults;

    fn found(file: &str, source: &str) -> usize {
        let found = faults(file, source, [(file, source)].into_iter());
        println!("{file}: {found:#?}");
        found.len()
    }

    #[test]
    fn what_is_permitted_is_no_fault() {
        assert_eq!(
            found(
                "acts/a.rs",
                "//! A.\n//!\n//! May import: `store`, `domain`.\nuse crate::{acts::b, domain::x, store::y};"
            ),
            0
        );
        assert_eq!(
            found(
                "http/live/a.rs",
                "//! May import: HTTP types,\n//! [`super`], `domain::text`. `x`.\nuse super::b; use crate::domain::text::Lang;"
            ),
            0
        );
        assert_eq!(
            found("graphql/a/mod.rs", "//! May import: `graphql::b`.\nuse self::c; use crate::graphql::{a::d, b::e};"),
            0
        );
        assert_eq!(found("domain/a.rs", "//! May import: `b` beside it.\nuse super::b::C;"), 0);
        assert_eq!(found("command/a.rs", "//! May import: everything below `main`.\nuse crate::store::x;"), 0);
        assert_eq!(
            found("acts/a.rs", "//! May import: nothing.\nuse std::fmt;\nmod tests { use crate::store::x; }"),
            0
        );
    }

    #[test]
    fn what_is_not_permitted_is_a_fault() {
        assert_eq!(found("acts/a.rs", "//! May import: `store`.\nuse crate::{access::b, store::c, error::E};"), 2);
        assert_eq!(found("acts/a.rs", "//! May import: nothing.\nfn f() -> crate::domain::X {}"), 1);
        assert_eq!(found("domain/a.rs", "//! May import: `domain::fault`.\nuse super::{fault::F, message::said};"), 1);
        assert_eq!(found("http/live/a.rs", "//! May import: [`super`].\nuse crate::http::front::Front;"), 1);
        assert_eq!(
            found(
                "http/a.rs",
                "//! May import: [`super::b`]. Nobody knows `store`.\nuse crate::store::S; use super::b;"
            ),
            1
        );
    }

    #[test]
    fn saying_nothing_is_a_fault() {
        assert_eq!(found("acts/a.rs", "//! An act.\nuse std::fmt;"), 1);
    }

    #[test]
    fn the_opening_of_a_layer_speaks_for_its_files() {
        let opening = "//! The layer.\n//!\n//! May import: `domain`.\nmod a;";
        let files = [("acts/mod.rs", opening), ("acts/a.rs", "use crate::{domain::x, store::y};")];
        assert_eq!(faults("acts/mod.rs", opening, files.into_iter()).len(), 1);
    }
}
