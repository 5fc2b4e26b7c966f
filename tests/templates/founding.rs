//! The founding councils: every row of their mandates is there, in the shape that fits it.

use std::collections::BTreeSet;

use mandat::domain::mandate::clause::{Clause, ClauseKind, Provision, actor::Actor, statement::Topic};

use crate::read::{clause, council};

const STRATEGIRADET: &str = "councils/strategiradet.toml";
const HO21: &str = "councils/helseomsorg21-radet.toml";

/// The numbers of the rows that the keys name, such as 26 in `s26-meetings`.
fn rows(clauses: &[Clause], letter: char) -> BTreeSet<u32> {
    clauses
        .iter()
        .map(|clause| {
            let (row, name) = clause.key.split_once('-').unwrap_or_else(|| panic!("{} names no row", clause.key));
            assert!(!name.is_empty());
            let number = row.strip_prefix(letter).unwrap_or_else(|| panic!("{} is no row {letter}", clause.key));
            let locator = clause.source.as_ref().and_then(|source| source.locator.clone()).unwrap_or_default();
            assert!(locator.contains(&format!("({})", row.to_uppercase())), "{} has the locator {locator}", clause.key);
            number.parse().unwrap()
        })
        .collect()
}

#[test]
fn every_row_of_both_mandates_is_there() {
    assert_eq!(rows(&council(STRATEGIRADET).clauses, 's'), (1..=29).collect());
    assert_eq!(rows(&council(HO21).clauses, 'h'), (1..=20).collect());
}

#[test]
fn no_row_is_narrative_but_the_one_that_the_mandate_leaves_as_such() {
    for path in [STRATEGIRADET, HO21] {
        let narrative: Vec<_> = council(path)
            .clauses
            .into_iter()
            .filter(|clause| {
                matches!(&clause.provision, Provision::Statement(statement)
                    if matches!(statement.topic, Topic::Narrative | Topic::Conduct))
            })
            .map(|clause| clause.key)
            .collect();
        assert!(narrative.iter().all(|key| &**key == "s1-technology"), "{path}: {narrative:?}");
    }
}

#[test]
fn every_clause_has_wording_in_three_languages() {
    for path in [STRATEGIRADET, HO21] {
        for clause in council(path).clauses {
            let wording = clause.wording.unwrap_or_else(|| panic!("{} has no wording", clause.key));
            assert!(wording.nb.is_some() && wording.nn.is_some() && wording.en.is_some(), "{}", clause.key);
        }
    }
}

#[test]
fn lists_of_helseomsorg21_say_whether_they_are_open() {
    let clauses = council(HO21).clauses;
    let Provision::Statement(references) = &clause(&clauses, "h7-references").provision else {
        panic!("a statement is expected")
    };
    let references = references.references.as_ref().unwrap();
    assert_eq!((references.exhaustive, references.entries.len()), (false, 7));
    let Provision::Relation(demarcation) = &clause(&clauses, "h17-demarcation").provision else {
        panic!("a relation is expected")
    };
    assert!(!demarcation.exhaustive);
    assert_eq!(demarcation.to, [Actor::organisation("nasjonalt-e-helsestyre")]);
    let Provision::Right(consultation) = &clause(&clauses, "h19-consultation").provision else {
        panic!("a right is expected")
    };
    assert!(!consultation.list.as_ref().unwrap().exhaustive);
}

#[test]
fn the_body_that_helseomsorg21_keeps_a_border_to_leads_to_strategiradet() {
    let successions = council(HO21).successions;
    let mut body = Actor::organisation("nasjonalt-e-helsestyre");
    for _ in 0..successions.len() {
        body = successions.iter().find(|step| step.predecessor == body).map(|step| step.successor.clone()).unwrap();
    }
    assert_eq!(body, Actor::council("strategiradet"));
}

#[test]
fn the_head_of_helseomsorg21_and_its_clauses_say_the_same() {
    let council = council(HO21);
    let head = council.mandate.unwrap();
    let Provision::Period(period) = &clause(&council.clauses, "h4-period").provision else {
        panic!("a period is expected")
    };
    let Provision::Period(adoption) = &clause(&council.clauses, "h20-adoption").provision else {
        panic!("a period is expected")
    };
    assert_eq!(head.valid_from, period.from);
    assert_eq!(head.valid_to, period.until);
    assert_eq!(head.adopted_on, adoption.decided_on);
    assert_eq!(head.adopted_by.as_ref(), adoption.by.first());
    assert_eq!(head.valid_from.unwrap().0.to_string(), "2020-01-02");
    assert_eq!(head.valid_to.unwrap().0.to_string(), "2024-01-02");
    assert_eq!(head.adopted_on.unwrap().0.to_string(), "2019-12-01");
    assert!(period.reading.is_some(), "how the unclear last day was read has to be said");
}

#[test]
fn the_stubs_have_no_mandate_and_strategiradet_adopts_theirs() {
    for path in ["councils/portefoljeradet.toml", "councils/fagradet.toml"] {
        let stub = council(path);
        assert!(stub.mandate.is_none() && stub.clauses.is_empty() && stub.template.is_none(), "{path}");
    }
    let strategiradet = council(STRATEGIRADET);
    let family = strategiradet.family.unwrap();
    for (path, tier) in [("councils/portefoljeradet.toml", 2), ("councils/fagradet.toml", 3)] {
        let place = council(path).family.unwrap();
        assert_eq!((place.slug, place.tier, place.name), (family.slug.clone(), Some(tier), family.name.clone()));
    }
    assert_eq!(family.tier, Some(1));
    for key in ["s14-adopts-lower-mandates", "s25-secretariat"] {
        let Provision::Relation(relation) = &clause(&strategiradet.clauses, key).provision else {
            panic!("{key}: a relation")
        };
        for slug in ["portefoljeradet", "fagradet"] {
            assert!(relation.to.contains(&Actor::council(slug)), "{key} names {slug}");
        }
    }
}

#[test]
fn the_law_on_gender_balance_is_not_a_clause_of_a_founding_mandate() {
    for path in [STRATEGIRADET, HO21] {
        for clause in council(path).clauses {
            assert!(!clause.source.is_some_and(|source| source.statutory), "{}", clause.key);
        }
    }
}

#[test]
fn the_shapes_are_used_and_not_only_statements() {
    let mut kinds: BTreeSet<ClauseKind> = BTreeSet::new();
    for path in [STRATEGIRADET, HO21] {
        kinds.extend(council(path).clauses.iter().map(|clause| clause.provision.kind()));
    }
    assert_eq!(kinds.len(), 12, "{kinds:?}");
}
