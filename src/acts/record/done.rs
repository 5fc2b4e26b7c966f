//! Writes down something that was done, that happened, or that has to be dealt with. An evaluation is an activity with
//! the verb `evaluate`; there is no second way to record one.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{clauses, listed::unlisted, parties};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing, unknown},
    domain::{
        change::Change,
        council::{Body, Council, Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MembershipId, RecordId},
        mandate::clause::Provision,
        message::said,
        people::Grant,
        text::{Text, examine_line, examine_url},
        word::{Code, Key},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Longest source, in characters.
const LONGEST_SOURCE: usize = 500;

/// How many subjects, and how many bodies, a record names at most.
const MOST_NAMED: usize = 50;

/// Writes down something that was done or happened.
#[derive(Clone, Debug)]
pub struct RecordDone {
    /// The council.
    pub council: CouncilId,
    /// Of which kind it is.
    pub kind: RecordKind,
    /// An entry of the code list `verb`, `event` or `item`, by the kind.
    pub what: Code,
    /// With what: entries of the code list `subject`.
    pub subjects: Vec<Code>,
    /// The clause that it is meant to fulfil.
    pub clause: Option<Key>,
    /// The day.
    pub on: NaiveDate,
    /// Who did it, or who answers for the item: whoever acts where it is not said. An event is nobody's doing unless
    /// somebody is named.
    pub by: Option<Body>,
    /// Which member did it.
    pub by_membership: Option<MembershipId>,
    /// Towards whom or with whom.
    pub towards: Vec<Body>,
    /// The item that it is about.
    pub about: Option<RecordId>,
    /// What it is called.
    pub title: Option<Text>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Where it is known from.
    pub source: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The record.
    pub record: RecordId,
}

impl Act for RecordDone {
    const NAME: &'static str = "record";
    type Outcome = Recorded;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let mut grants = vec![Grant::Secretariat(self.council)];
        grants.extend(self.doers(facts, council));
        let message = said!(
            "bare rådets sekretariat fører det som ble gjort og skjedde, og en organisasjon det som en bestemmelse i \
             mandatet pålegger den",
            "only the secretariat of the council records what was done and happened, and an organisation what a \
             clause of the mandate bids it do"
        );
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Recorded>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        refused.extend(unlisted(facts.directory, "what", list_of(self.kind), &self.what));
        for (index, subject) in self.subjects.iter().enumerate() {
            refused.extend(unlisted(facts.directory, &format!("subjects[{index}]"), "subject", subject));
        }
        if self.on > facts.today {
            refused.push(Refusal::bad_input(
                "on",
                said!(
                    "en dag senest i dag trengs; det som kommer, kan ikke føres",
                    "a day up to today is needed; what is to come cannot be recorded"
                ),
            ));
        }
        refused.extend(self.wrong_clause(council));
        refused.extend(self.wrong_membership(council));
        refused.extend(self.wrong_item(council));
        let own = parties::organisation(acting).map(Body::Organisation);
        if own.is_some() && self.by.is_some() && self.by != own {
            let message = said!(
                "en organisasjon fører det den selv gjorde; la by være ute, eller la sekretariatet føre det",
                "an organisation records what it did itself; leave by out, or let the secretariat record it"
            );
            refused.push(Refusal::new(crate::error::RefusalCode::Forbidden, "by", message));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let doer = || (self.kind != RecordKind::Event).then_some(Body::Council(self.council));
        let record = Record {
            id: facts.new_id(),
            kind: self.kind,
            what: self.what.clone(),
            subjects: self.subjects.clone(),
            clause: self.clause.clone(),
            on: self.on,
            by: self.by.or(own).or_else(doer),
            by_membership: self.by_membership,
            towards: self.towards.clone(),
            about: self.about,
            title: self.title.clone(),
            url: self.url.clone(),
            source: self.source.clone(),
            public: true,
        };
        let id = record.id;
        Ok(Decision {
            changes: vec![Change::Record(self.council, record)],
            outcome: Recorded { record: id },
            warnings: self.other_verb(council).into_iter().collect(),
            summary: self.summary(),
        })
    }
}

/// The code list that says what a record of the kind can be.
const fn list_of(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Activity => "verb",
        RecordKind::Event => "event",
        RecordKind::Item => "item",
    }
}

impl RecordDone {
    /// The organisations whose duty the clause states. What happens is nobody's duty.
    fn doers(&self, facts: &Facts<'_>, council: &Council) -> Vec<Grant> {
        let clause = self.clause.as_ref().and_then(|key| clauses::find(council, key, self.on));
        let Some(Provision::Duty(duty)) = clause.map(|clause| &clause.provision) else { return Vec::new() };
        if self.kind == RecordKind::Event {
            return Vec::new();
        }
        let bodies = parties::bodies(facts, council, &duty.activity.actor).into_iter();
        bodies.filter(|body| matches!(body, Body::Organisation(_))).map(parties::grant).collect()
    }

    fn wrong_clause(&self, council: &Council) -> Option<Refusal> {
        let key = self.clause.as_ref()?;
        clauses::find(council, key, self.on).is_none().then(|| clauses::unknown("clause", key))
    }

    fn wrong_membership(&self, council: &Council) -> Option<Refusal> {
        let id = self.by_membership?;
        let Some(membership) = council.membership(id) else { return Some(unknown::membership("byMembership")) };
        (!membership.in_force_on(self.on)).then(|| {
            let message = said!(
                "medlemskapet gjaldt ikke {}; et som gjorde det, trengs",
                "the membership was not in force on {}; one that was is needed",
                self.on
            );
            Refusal::bad_input("byMembership", message)
        })
    }

    fn wrong_item(&self, council: &Council) -> Option<Refusal> {
        let id = self.about?;
        let about = council.record(id);
        if about.is_some_and(|record| record.kind == RecordKind::Item) {
            return None;
        }
        let message = said!(
            "rådet har ikke ført denne saken; før den først, og ta id-en dens",
            "the council has no such item on record; record the item first, and take its id"
        );
        Some(Refusal::not_found("about", message))
    }

    /// That something else was done than the clause asks for.
    fn other_verb(&self, council: &Council) -> Option<Refusal> {
        let clause = clauses::find(council, self.clause.as_ref()?, self.on)?;
        let Provision::Duty(duty) = &clause.provision else { return None };
        let verb = &duty.activity.verb;
        (self.kind == RecordKind::Activity && *verb != self.what).then(|| {
            let message = said!(
                "bestemmelsen krever {verb}; det er ikke sikkert at {} teller som det",
                "the clause asks for {verb}; {} may not count as that",
                self.what
            );
            Refusal::conflict("what", message).because_of(&clause.key)
        })
    }

    fn summary(&self) -> Text {
        let (nb, en) = match self.kind {
            RecordKind::Activity => ("Førte noe som ble gjort", "Recorded something that was done"),
            RecordKind::Event => ("Førte noe som skjedde", "Recorded something that happened"),
            RecordKind::Item => ("Førte en sak eller et tiltak", "Recorded an item"),
        };
        Text::nb_en(&format!("{nb} {}: {}.", self.on, self.what), &format!("{en} on {}: {}.", self.on, self.what))
    }
}

impl Form for RecordDone {
    fn examine(&self, faults: &mut Faults) {
        faults.field("what", &self.what);
        faults.field("subjects", &self.subjects);
        faults.field("clause", &self.clause);
        faults.require(
            "subjects",
            self.subjects.len() <= MOST_NAMED,
            said!("høyst 50 emner føres om gangen", "at most 50 subjects are recorded at once"),
        );
        faults.require(
            "towards",
            self.towards.len() <= MOST_NAMED,
            said!("høyst 50 organer føres om gangen", "at most 50 bodies are recorded at once"),
        );
        faults.field("title", &self.title);
        examine_url(self.url.as_deref(), faults);
        if let Some(source) = &self.source {
            faults.within("source", |faults| examine_line(source, LONGEST_SOURCE, faults));
        }
    }
}
