//! What a clause says, as one sentence generated from its structure, in Bokmål and English, for people who know no law
//! and no code. The wording that a clause carries is not looked at: where the two differ, a reader sees it.
//!
//! May import: `domain`.
//!
//! How sentences are made. Every sentence is a subject, a modal (the word of the mandate: skal, bør, kan) and an
//! infinitive, so that labels from code lists fit in as they are: a verb is an infinitive without «å» or "to", with the
//! preposition that its object needs ("gi råd om", "advise on"); everything else is a noun in lower case. What a clause
//! says further follows after semicolons. Every struct is taken apart completely, so that a new field of a clause does
//! not compile before somebody has said how it is read; addresses on the web are the only ones left out, because they
//! belong in a link.

mod activity;
mod actor;
mod alternates;
mod duty;
mod event;
mod list;
mod meetings;
mod post;
mod predicate;
mod procedure;
mod relation;
mod representation;
mod requirement;
mod scope;
mod seat_count;
mod seats;
mod share;
mod statement;
mod term;
#[cfg(test)]
mod tests;
mod topic;
mod validity;
mod voice;
mod words;

use self::{voice::Voice, words::Tongue};
use super::clause::{Clause, Provision, activity::Activity};
use crate::domain::{
    text::{Lang, Text},
    word::{Code, Slug},
};

/// How the names in a clause are read. What is not found is read from its own letters: `general-practitioner` becomes
/// "general practitioner".
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The label of an entry of a code list: the list, then the entry.
    pub code: &'a dyn Fn(&str, &Code) -> Option<&'a Text>,
    /// The name of an organisation.
    pub organisation: &'a dyn Fn(&Slug) -> Option<&'a Text>,
    /// The name of a council.
    pub council: &'a dyn Fn(&Slug) -> Option<&'a Text>,
    /// All clauses of the mandate (or template) that the clause stands in: its seat groups and sub-bodies are named
    /// from there. A group of seats for one organisation is spoken of as "the members from" that organisation, any
    /// other by its label.
    pub clauses: &'a [&'a Clause],
}

/// One sentence that says what the clause provides, for whom, and with which exceptions. Nynorsk and Northern Sami get
/// the sentence in Bokmål, names and labels included.
#[must_use]
pub fn describe(clause: &Clause, names: &Names<'_>, lang: Lang) -> String {
    let Clause { key: _, modality, severity: _, source: _, wording: _, applies_to, exceptions, provision } = clause;
    let voice = Voice { names: *names, tongue: Tongue::of(lang), modality: *modality };
    let mut sayings = match provision {
        Provision::Seats(seats) => voice.seats(seats, applies_to),
        Provision::Procedure(procedure) => voice.procedure(procedure, applies_to),
        Provision::Requirement(requirement) => voice.requirement(requirement, applies_to),
        Provision::Representation(representation) => voice.representation(representation, applies_to),
        Provision::Term(term) => voice.term_of_scope(term, applies_to),
        Provision::Post(post) => voice.post(post, applies_to),
        Provision::Meetings(meetings) => voice.meetings(meetings, applies_to),
        Provision::Duty(duty) => voice.duty(duty, applies_to),
        Provision::Right(right) => voice.right(right, applies_to),
        Provision::Relation(relation) => voice.relation(relation, applies_to),
        Provision::Period(validity) => voice.validity(validity, applies_to),
        Provision::Statement(statement) => voice.statement(statement, applies_to),
    };
    sayings.extend(exceptions.iter().map(|exception| voice.exception(exception)));
    finish(&sayings.join("; "))
}

/// What is done, as words that open a sentence: "Møte NSG", "Meet NSG". For those who say more about it.
#[must_use]
pub fn describe_activity(activity: &Activity, names: &Names<'_>, lang: Lang) -> String {
    let voice = Voice { names: *names, tongue: Tongue::of(lang), modality: None };
    finish(&voice.activity(activity, true, &[])).trim_end_matches('.').to_owned()
}

/// One line with single spaces, a capital at the beginning and one full stop at the end.
fn finish(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let line = line.replace(" ,", ",").replace(",,", ",").replace(",;", ";").replace(",)", ")");
    let line = line.trim_end_matches(['.', ',', ';', ':', ' ']);
    let mut letters = line.chars();
    letters.next().map_or_else(|| "–.".to_owned(), |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}
