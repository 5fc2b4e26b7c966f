//! Events: the code list has nouns ("årsskiftet") and small sentences ("rådet er vedtatt"), and each needs its own joint.
//!
//! May import: `domain`.

use super::{
    voice::Voice,
    words::{Tongue, say},
};
use crate::domain::{text::Lang, word::Code};

/// The label of an event or a ground, and whether it is a sentence of its own.
pub(super) struct Happening {
    label: String,
    sentence: bool,
}

impl Happening {
    /// After a preposition of time: "etter møtet", "etter at rådet er vedtatt", "after the advice is adopted".
    pub(super) fn after_preposition(&self, nb: &str, en: &str, tongue: Tongue) -> String {
        let Self { label, sentence } = self;
        let joint = if *sentence && nb == "etter" { " at" } else { "" };
        say!(tongue, "{nb}{joint} {label}", "{en} {label}")
    }

    /// As what sets something off: "når rådet er vedtatt", "ved fratredelse".
    pub(super) fn occasion(&self, tongue: Tongue) -> String {
        let label = &self.label;
        if self.sentence {
            say!(tongue, "når {label}", "when {label}")
        } else {
            say!(tongue, "ved {label}", "upon {label}")
        }
    }
}

impl Voice<'_> {
    pub(super) fn event(&self, event: &Code) -> Happening {
        self.happening("event", event)
    }

    pub(super) fn happening(&self, list: &str, code: &Code) -> Happening {
        let label = self.code(list, code);
        let nb = (self.names.code)(list, code).and_then(|text| text.exactly(Lang::Nb));
        let sentence = nb.map_or_else(|| is_english_sentence(&label), is_norwegian_sentence);
        Happening { label, sentence }
    }
}

/// Whether words have a finite verb: an auxiliary, or a present or past tense behind a subject in the definite form.
fn is_norwegian_sentence(label: &str) -> bool {
    const AUXILIARIES: [&str; 11] = ["er", "blir", "ble", "har", "hadde", "skal", "må", "kan", "får", "vil", "trer"];
    let words: Vec<&str> = label.split(' ').collect();
    if words.iter().any(|word| AUXILIARIES.contains(word)) {
        return true;
    }
    match words.as_slice() {
        [subject, verb, ..] => {
            let definite =
                ["et", "en"].iter().any(|ending| subject.ends_with(ending)) && !["et", "en", "liten"].contains(subject);
            let pronoun = matches!(*subject, "vedkommende" | "noen" | "ingen" | "de");
            let finite = ["er", "te", "de"].iter().any(|ending| verb.ends_with(ending));
            (definite || pronoun) && finite
        }
        _ => false,
    }
}

fn is_english_sentence(label: &str) -> bool {
    const AUXILIARIES: [&str; 9] = ["is", "are", "was", "were", "has", "have", "had", "will", "can"];
    label.split(' ').any(|word| AUXILIARIES.contains(&word))
}
