//! Adds entries to code lists: the register's own vocabulary.
//!
//! May import: `store`, `access`, `domain`, `error`.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    domain::{
        change::Change,
        directory::Directory,
        fault::{Faults, Form},
        message::said,
        register::NewCode,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Adds entries that the register does not have yet; one that it has stays as it is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddCodes {
    /// The entries.
    pub codes: Vec<NewCode>,
}

/// What was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// How many entries.
    pub codes: u32,
}

impl Act for AddCodes {
    const NAME: &'static str = "addCodes";
    type Outcome = Added;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::default()
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Acting::operator(facts.caller, facts.today).ok_or_else(|| {
            Refusal::forbidden(said!(
                "bare en operatør legger til i registerets kodelister",
                "only an operator adds to the code lists of the register"
            ))
        })
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Added>, Refusals> {
        let found = self.faults();
        if !found.is_empty() {
            return Err(found.into_iter().map(Refusal::from).collect());
        }
        let mut seen = BTreeSet::new();
        let changes: Vec<Change> = self
            .codes
            .iter()
            .filter(|new| facts.directory.code(&new.list, &new.code).is_none() && seen.insert((&new.list, &new.code)))
            .cloned()
            .map(Change::Code)
            .collect();
        let codes = u32::try_from(changes.len()).unwrap_or(u32::MAX);
        let summary = Text::nb_en(
            &format!("{codes} koder ble lagt til i registerets kodelister."),
            &format!("{codes} codes were added to the code lists of the register."),
        );
        Ok(Decision { changes, outcome: Added { codes }, warnings: Vec::new(), summary })
    }
}

impl Form for AddCodes {
    fn examine(&self, faults: &mut Faults) {
        faults.field("codes", &self.codes);
    }
}
