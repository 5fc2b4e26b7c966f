//! Whatever a clause is, its description is a sentence fit for print.

use proptest::prelude::*;
use serde_json::json;

use super::{
    Lang, say,
    strategies::{exception, one_of, provision, scope, several},
};
use crate::domain::mandate::clause::Clause;

proptest! {
    #[test]
    fn a_description_is_one_clean_sentence(
        provision in provision(),
        modality in one_of(&["SHALL", "NORMALLY", "SHOULD", "EXPECTED", "MAY", "BY_DEFAULT"]),
        scope in scope(),
        exceptions in several(exception()),
    ) {
        let json = json!({"key": "x", "modality": modality, "appliesTo": scope, "exceptions": exceptions, "provision": provision});
        let clause: Clause = serde_json::from_value(json).map_err(|wrong| TestCaseError::fail(wrong.to_string()))?;
        for lang in Lang::ALL {
            let said = say(&clause, lang);
            prop_assert!(said.ends_with('.') && !said.ends_with(".."), "{said}");
            prop_assert!(said.chars().count() > 8, "{said}");
            prop_assert!(!said.starts_with(char::is_lowercase), "{said}");
            for never in ["  ", " ,", " ;", ",;", ";;", " .", "_", "{", "}", "\n", "()", "«»", "“”"] {
                prop_assert!(!said.contains(never), "{never:?} in {said}");
            }
            let shouted = said.split(|letter: char| !letter.is_alphabetic()).find(|word| word.len() > 1 && word.chars().all(char::is_uppercase));
            prop_assert!(shouted.is_none(), "{shouted:?} in {said}");
        }
    }
}
