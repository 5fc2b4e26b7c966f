//! Activities in words: a verb, its object, towards whom, to what end.
//!
//! May import: `domain`.

use super::{
    actor::heard,
    voice::{Voice, spaced},
    words::{Tongue, say},
};
use crate::domain::mandate::clause::{
    activity::Activity,
    actor::{Actor, Part, PartActor},
};

/// Prepositions that a verb ends in when it waits for its object: "gi råd om", "advise on".
const WAITING: [&str; 14] =
    ["om", "i", "på", "av", "fra", "for", "over", "on", "about", "in", "of", "from", "at", "into"];
/// Prepositions that already lead to whomever the verb is done with.
const LEADING: [&str; 8] = ["med", "til", "hos", "overfor", "with", "to", "towards", "between"];

impl Voice<'_> {
    /// What is done, as an infinitive with everything that follows it; `extra` are further words before the purpose.
    pub(super) fn activity(&self, activity: &Activity, exhaustive: bool, extra: &[String]) -> String {
        let Activity { actor, verb, object, subjects, towards, purpose } = activity;
        let object = object.as_ref().map(|object| self.text(object));
        let object = self.object(verb, object, &self.codes("subject", subjects));
        let mut words = if object.is_some() && *towards == [Actor::Part(PartActor { part: Part::Public })] {
            let done = self.done(verb, object, None);
            vec![say!(self.tongue, "{done}, slik at allmennheten kan følge med,", "{done}, for the public to follow,")]
        } else {
            let names: Vec<String> = towards.iter().map(|whom| self.whom(actor, whom)).collect();
            let whom = (!names.is_empty()).then(|| self.listed(&names, exhaustive));
            vec![self.done(verb, object, whom)]
        };
        words.extend(extra.iter().filter(|words| !words.is_empty()).cloned());
        if let Some(purpose) = purpose {
            words.push(self.purpose(&self.text(purpose)));
        }
        words.join(" ")
    }

    /// A verb with its object and those towards whom it is done.
    pub(super) fn done(&self, verb: &str, object: Option<String>, whom: Option<String>) -> String {
        let code = verb.into();
        let label = self.code("verb", &code);
        let last = label.rsplit(' ').next().unwrap_or_default();
        let bare = || label.strip_suffix(last).unwrap_or(&label).trim_end();
        let waits = label.contains(' ') && WAITING.contains(&last);
        if verb == "advise" && self.tongue == Tongue::En && waits {
            // English advises somebody on something, other languages give advice on something to somebody.
            let on = if object.is_some() { last } else { "" };
            return spaced(&[bare(), &whom.unwrap_or_default(), on, &object.unwrap_or_default()]);
        }
        match (object, whom) {
            // Those who are coordinated stand beside what is, not across from it.
            (Some(object), Some(whom)) if verb == "coordinate" => {
                format!("{label} {object} ({whom})")
            }
            // "Forklare for rådet hvorfor …": a question or a list comes last, or is closed by a comma.
            (Some(object), Some(whom)) if asks(&object) => spaced(&[&label, self.towards(verb), &whom, &object]),
            (Some(object), Some(whom)) if object.contains(", ") => {
                spaced(&[&label, &format!("{object},"), self.towards(verb), &whom])
            }
            (Some(object), Some(whom)) => spaced(&[&label, &object, self.towards(verb), &whom]),
            (Some(object), None) => spaced(&[&label, &object]),
            (None, Some(whom)) if LEADING.contains(&last) || matches!(verb, "meet" | "consult" | "inform") => {
                spaced(&[&label, &whom])
            }
            (None, Some(whom)) if waits => spaced(&[bare(), self.towards(verb), &whom]),
            (None, Some(whom)) => spaced(&[&label, self.towards(verb), &whom]),
            (None, None) if waits => bare().to_owned(),
            (None, None) => label,
        }
    }

    /// The preposition between what is done and towards whom, for the verbs that are known; "towards" for any other.
    fn towards_word(verb: &str) -> (&'static str, &'static str) {
        match verb {
            "advise" | "give" | "recommend" | "report" | "submit" | "propose" | "send" | "present" | "hand-over" => {
                ("til", "to")
            }
            "anchor" => ("i", "in"),
            "prepare" | "publish" | "disseminate" | "provide" | "facilitate" => ("for", "for"),
            "review" | "evaluate" | "discuss" | "cooperate" | "clarify" => ("i dialog med", "in dialogue with"),
            "meet" | "hold" | "share" => ("sammen med", "together with"),
            "consult" => ("hos", "with"),
            "explain" | "justify" => ("for", "to"),
            "demarcate" => ("mot", "against"),
            _ => ("overfor", "towards"),
        }
    }

    fn towards(&self, verb: &str) -> &'static str {
        let (nb, en) = Self::towards_word(verb);
        self.pick(nb, en)
    }

    /// What words say, and in brackets the subjects that the words have not named yet.
    pub(super) fn object(&self, verb: &str, object: Option<String>, subjects: &[String]) -> Option<String> {
        let Some(object) = object else {
            return (!subjects.is_empty()).then(|| self.tongue.all_of(subjects));
        };
        let said = format!("{} {object}", self.code("verb", &verb.into()));
        let further: Vec<String> = subjects.iter().filter(|subject| !heard(subject, &said)).cloned().collect();
        if further.is_empty() {
            return Some(object);
        }
        Some(format!("{object} ({})", self.tongue.all_of(&further)))
    }

    /// Whomever something is done towards; what members do in the organisations they come from, they do in their own.
    fn whom(&self, actor: &Actor, whom: &Actor) -> String {
        let members = matches!(
            actor,
            Actor::Group(_) | Actor::Part(PartActor { part: Part::Members | Part::EachMember | Part::Deputies })
        );
        if members && *whom == (Actor::Part(PartActor { part: Part::MemberOrganisations })) {
            return self.pick("egen virksomhet", "their own organisation").to_owned();
        }
        self.actor(whom).text
    }

    pub(super) fn purpose(&self, purpose: &str) -> String {
        let first = purpose.split(' ').next().unwrap_or_default().to_lowercase();
        match self.tongue {
            Tongue::Nb => match first.as_str() {
                "for" | "slik" | "med" | "til" | "så" => purpose.to_owned(),
                "å" => format!("for {purpose}"),
                _ => format!("for å {purpose}"),
            },
            Tongue::En => match first.as_str() {
                "to" | "so" | "in" | "for" | "with" => purpose.to_owned(),
                _ => format!("to {purpose}"),
            },
        }
    }
}

/// Whether an object is a question: "hvorfor den avviser", "how far it has come".
fn asks(object: &str) -> bool {
    let first = object.split(' ').next().unwrap_or_default();
    first.starts_with("hv")
        || matches!(first, "why" | "how" | "what" | "who" | "whom" | "which" | "whether" | "om" | "when")
}
