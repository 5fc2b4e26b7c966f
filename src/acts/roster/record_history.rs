//! Records who held which seat before, lawfully or not: all entries, or none.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! What the mandate forbids is noticed and not refused; only what cannot have been is refused.

use chrono::NaiveDate;

use super::{
    appoint::Appoint,
    appoint_set::{Entered, MOST_ENTRIES},
    filling::Beside,
    meanwhile::{Meanwhile, below},
    place::Place,
    who::Who,
};
use crate::{
    access::acting::Acting,
    acts::standing,
    domain::{
        change::Change,
        council::{Body, Role},
        directory::Directory,
        id::{CouncilId, MembershipId, OrganisationId},
        message::said,
        text::Text,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Records what was.
#[derive(Clone, Debug)]
pub struct RecordHistory {
    /// The council.
    pub council: CouncilId,
    /// What was.
    pub entries: Vec<HistoryEntry>,
}

/// One holding of the past.
#[derive(Clone, Debug)]
pub struct HistoryEntry {
    /// The seat.
    pub place: Place,
    /// Who.
    pub who: Who,
    /// As what; as the mandate says where it is not said.
    pub role: Option<Role>,
    /// 0 for the holder; 1 and more for alternates, in order.
    pub alternate_rank: u32,
    /// First day.
    pub start: NaiveDate,
    /// First day after, where it has ended.
    pub end: Option<NaiveDate>,
    /// The planned first day after.
    pub expected_end: Option<NaiveDate>,
    /// The organisation that the holder spoke for.
    pub on_behalf_of: Option<OrganisationId>,
    /// Who decided, where that is known.
    pub decided_by: Option<Body>,
    /// When, where that is known.
    pub decided_on: Option<NaiveDate>,
    /// Where it is known from.
    pub source: String,
}

impl Act for RecordHistory {
    const NAME: &'static str = "recordHistory";
    type Outcome = Entered;

    fn needs(&self, _: &Directory) -> Needs {
        let persons = self.entries.iter().take(MOST_ENTRIES).filter_map(|entry| entry.who.known()).collect();
        Needs { persons, ..Needs::of(self.council) }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let message = said!(
            "det er rådets sekretariat som fører det som var før",
            "the secretariat of the council records what was before"
        );
        standing::secretariat_or_operator(facts, self.council, message)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Entered>, Refusals> {
        let count = self.entries.len();
        if count == 0 || count > MOST_ENTRIES {
            let message = said!(
                "1 til {MOST_ENTRIES} føringer trengs; her er det {count}",
                "1 to {MOST_ENTRIES} entries are needed; these are {count}"
            );
            return Err(vec![Refusal::bad_input("entries", message)]);
        }
        let mut meanwhile = Meanwhile::before(facts);
        let (mut changes, mut warnings, mut refused) = (Vec::new(), Vec::new(), Vec::new());
        let mut memberships: Vec<(usize, MembershipId)> = Vec::new();
        // The earliest first, whatever the order of the input: predecessors come before successors.
        let mut order: Vec<(usize, &HistoryEntry)> = self.entries.iter().enumerate().collect();
        order.sort_by_key(|(_, entry)| entry.start);
        let mut names: Vec<(&str, Who)> = Vec::new();
        for (index, entry) in order {
            let at = |refusal| below(&format!("entries[{index}]"), refusal);
            // Whoever is named twice is one person, who held two seats or one of them twice.
            let who = match &entry.who {
                Who::New(name) => names.iter().find(|(known, _)| known == name).map_or(&entry.who, |(_, who)| who),
                Who::Known(_) => &entry.who,
            };
            match self.enter(facts, &mut meanwhile, acting, entry, who) {
                Ok(decision) => {
                    if let (Who::New(name), Some(Change::Person(person, _))) = (&entry.who, decision.changes.first()) {
                        names.push((name, Who::Known(person.id)));
                    }
                    meanwhile.take(self.council, &decision.changes);
                    changes.extend(decision.changes);
                    warnings.extend(decision.warnings.into_iter().map(at));
                    memberships.push((index, decision.outcome));
                }
                Err(refusals) => refused.extend(refusals.into_iter().map(at)),
            }
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        memberships.sort_by_key(|(index, _)| *index);
        Ok(Decision {
            changes,
            outcome: Entered { memberships: memberships.into_iter().map(|(_, id)| id).collect() },
            warnings,
            summary: Text::nb_en(
                &format!("Førte historikk: {count} medlemskap."),
                &format!("Recorded history: {count} memberships."),
            ),
        })
    }
}

impl RecordHistory {
    fn enter(
        &self,
        facts: &Facts<'_>,
        meanwhile: &mut Meanwhile,
        acting: Acting,
        entry: &HistoryEntry,
        who: &Who,
    ) -> Result<Decision<MembershipId>, Refusals> {
        let (person, created) = who.enter(&meanwhile.facts(facts), self.council)?;
        let mut changes: Vec<Change> = created.into_iter().collect();
        meanwhile.take(self.council, &changes);
        let appoint = Appoint {
            council: self.council,
            place: entry.place.clone(),
            person,
            start: entry.start,
            expected_end: entry.expected_end,
            decided_by: entry.decided_by,
            decided_on: entry.decided_on,
            on_behalf_of: entry.on_behalf_of,
            alternate_rank: entry.alternate_rank,
            role: entry.role,
            basis: None,
            source: Some(entry.source.clone()),
            history: true,
        };
        let beside = Beside { ended: entry.end, ..Beside::default() };
        let filled = appoint.fill(&meanwhile.facts(facts), acting, &beside)?;
        changes.extend(filled.changes);
        Ok(Decision { changes, outcome: filled.outcome.membership, warnings: filled.warnings, summary: filled.summary })
    }
}
