//! For each item of a kind.
//!
//! May import: `domain`. An item that is on record and has nothing on record about it is a breach: whoever enters the
//! item enters what was done about it. Meetings are items too; what was done about one was done from its day on and
//! before the next.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::{
    Owing,
    deeds::{between, secretariats},
    nothing_yet,
};
use crate::domain::{
    council::{Body, Record, RecordKind},
    id::RecordId,
    mandate::{
        check::{
            owed::{Occasion, Owed},
            spans::Outcome,
        },
        clause::{
            activity::{DutyTiming, EachItem, StandingDuty},
            actor::{Actor, Part},
        },
    },
};

impl<'a> Owing<'_, 'a> {
    pub(super) fn each(&self, at: &EachItem, owed: &mut Vec<Owed<'a>>) {
        let before = owed.len();
        let items = self.question.records();
        let items: Vec<&'a Record> = items
            .filter(|item| item.kind == RecordKind::Item && item.what == at.item && self.force.covers(item.on))
            .collect();
        if !items.is_empty() {
            let mut about: HashMap<RecordId, Vec<&'a Record>> = HashMap::new();
            for deed in self.asked.deeds_towards_anybody(self.question) {
                if let Some(item) = deed.about {
                    about.entry(item).or_default().push(deed);
                }
            }
            let owners = self.case_owners();
            owed.extend(items.iter().map(|item| {
                let owner = item.about.and_then(|case| owners.get(&case).copied());
                self.of_item(item, owner, about.get(&item.id).map_or(&[][..], Vec::as_slice))
            }));
        }
        if &*at.item == "meeting" {
            self.each_meeting(owed);
        }
        if owed.len() == before {
            owed.push(nothing_yet(Outcome::NothingYet));
        }
    }

    fn of_item(&self, item: &'a Record, owner: Option<Body>, deeds: &[&'a Record]) -> Owed<'a> {
        let Some(latest) = deeds.last().copied() else {
            return Owed::once(Occasion::Record(item), None, None, Outcome::Missed);
        };
        let reached: Vec<Body> = deeds.iter().flat_map(|deed| deed.towards.iter().copied()).collect();
        let named = self.asked.towards.iter().filter(|named| !named.is_among(&reached)).count();
        let owner = owner.filter(|owner| !reached.contains(owner));
        let missing = if self.asked.is_exhaustive() { named + usize::from(owner.is_some()) } else { 0 };
        if missing > 0 {
            let unreached = self.asked.towards.iter().find(|named| !named.is_among(&reached));
            return Owed {
                towards: unreached.map(|named| named.body).or(owner),
                done: 0,
                ..Owed::once(Occasion::Record(item), None, Some(latest), Outcome::Missed)
            };
        }
        let standing = self.duty.when.iter().find_map(|timing| match timing {
            DutyTiming::Standing(standing) => Some(standing),
            _ => None,
        });
        let Some(standing) = standing else {
            return Owed::once(Occasion::Record(item), None, Some(latest), Outcome::Kept);
        };
        self.still_fresh(item, latest, standing)
    }

    /// Whether what was last done about the item is not older than may be.
    fn still_fresh(&self, item: &'a Record, latest: &'a Record, standing: &StandingDuty) -> Owed<'a> {
        let by = standing.tolerance.as_ref().and_then(|it| it.duration).map(|it| it.after(latest.on));
        let outcome = match by {
            None => Outcome::NoNumber,
            Some(Some(by)) if by < self.question.on => Outcome::missing(self.complete(latest.on, self.tomorrow())),
            Some(_) => Outcome::Kept,
        };
        Owed::once(Occasion::Record(item), by.flatten(), Some(latest), outcome)
    }

    /// Whoever brought each case, where what is done goes to them and they are a body of their own.
    fn case_owners(&self) -> HashMap<RecordId, Body> {
        let to_owner = |actor: &Actor| matches!(actor, Actor::Part(part) if part.part == Part::CaseOwner);
        if !self.duty.activity.towards.iter().any(to_owner) {
            return HashMap::new();
        }
        let own = Body::Council(self.question.facts.council.head.id);
        let secretariats = secretariats(self.question);
        let cases = self.question.records().filter(|record| record.kind == RecordKind::Item);
        let owners = cases.filter_map(|case| Some((case.id, case.by?)));
        owners.filter(|(_, by)| *by != own && !secretariats.contains(by)).collect()
    }

    fn each_meeting(&self, owed: &mut Vec<Owed<'a>>) {
        let held = crate::domain::mandate::check::meetings::held_under_mandate(self.question);
        for (index, meeting) in held.iter().enumerate() {
            let next = held.get(index + 1).map_or(NaiveDate::MAX, |next| next.day);
            let deed =
                between(self.deeds, meeting.day, next.max(meeting.day.succ_opt().unwrap_or(next))).first().copied();
            let outcome = match deed {
                Some(_) => Outcome::Kept,
                None => Outcome::missing(self.complete(meeting.day, next.min(self.tomorrow()))),
            };
            owed.push(Owed::once(Occasion::Meeting(meeting), None, deed, outcome));
        }
    }
}
