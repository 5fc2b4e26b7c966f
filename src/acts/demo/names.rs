//! Names that nobody bears: every family name says that it is made up.
//!
//! May import: nothing.

const FIRST: [&str; 24] = [
    "Ada", "Amund", "Berit", "Dagfinn", "Eira", "Elias", "Frøya", "Geir", "Hedda", "Ivar", "Jorunn", "Kåre", "Lisbet",
    "Mathis", "Nora", "Odd", "Pernille", "Ragnhild", "Sander", "Tuva", "Unni", "Vetle", "Ylva", "Åsmund",
];

const LAST: [&str; 17] = [
    "Oppdiktsen",
    "Eksempelrud",
    "Påfunnstad",
    "Tenktvik",
    "Prøveset",
    "Fantasihaug",
    "Liksomsen",
    "Utkastli",
    "Skisseberg",
    "Modellmo",
    "Attrappdal",
    "Kulissevoll",
    "Øvingseter",
    "Malviken",
    "Testerud",
    "Dikterlund",
    "Lekebråten",
];

/// The name of this number. The lists have no common factor, so the first 408 are all different.
pub(super) fn name(number: usize) -> String {
    format!("{} {}", FIRST[number % FIRST.len()], LAST[number % LAST.len()])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn four_hundred_names_are_all_different() {
        let names: HashSet<String> = (0..FIRST.len() * LAST.len()).map(name).collect();
        assert_eq!(names.len(), FIRST.len() * LAST.len());
    }
}
