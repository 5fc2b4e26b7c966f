//! What is told of an act: to whom, of what, and which area of the register it changed.
//!
//! May import: `domain`. Whoever follows a council, a case or a meeting through a door is told of the acts that are seen
//! there and of no others, so that neither an event nor a gap between events betrays what the door does not show.

use std::{
    collections::{BTreeMap, BTreeSet},
    iter::once,
};

use async_graphql::Enum;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    change::Change,
    council::Council,
    id::{CaseId, CouncilId, MeetingId},
    work::{AgendaItem, Level},
};

/// Which part of the register a change belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Enum, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeArea {
    /// What the council is called, where it belongs, how long it exists.
    Council,
    /// Its mandates and their clauses.
    Mandate,
    /// Its seats.
    Seats,
    /// Who holds them, and the way there.
    Members,
    /// What is on record: facts, deeds and events, statements, exemptions, completeness.
    Records,
    /// Its meetings, and who was there.
    Meetings,
    /// The agendas, and who stands aside.
    Agendas,
    /// Its cases.
    Cases,
    /// Papers and minutes.
    Papers,
    /// What it recommended, and what was done about it.
    Advice,
    /// How to reach people, and who may do what on behalf of the council; for the secretariat.
    Contacts,
    /// What councils share: organisations, families, templates, code lists, annual wheels.
    Shared,
}

impl Council {
    /// How many acts are seen from this level: the number of the latest event there.
    #[must_use]
    pub const fn reached(&self, level: Level) -> i64 {
        match level {
            Level::Public => self.revision,
            Level::Member => self.member_revision,
            // Every act raises one of the two.
            Level::Secretariat => self.revision + self.private_revision,
        }
    }
}

/// What somebody can follow of one council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// All of it.
    Council,
    /// One case, with its papers, its places on agendas and what was advised.
    Case(CaseId),
    /// One meeting, with its agenda, its papers and its attendance.
    Meeting(MeetingId),
}

impl Subject {
    /// The identity of what is followed of this council.
    #[must_use]
    pub const fn id(self, of: CouncilId) -> Uuid {
        match self {
            Self::Council => of.0,
            Self::Case(case) => case.0,
            Self::Meeting(meeting) => meeting.0,
        }
    }
}

/// What is told of an act in the streams of one council: what it changed of which subject, as far as it is seen from
/// which level.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Telling(BTreeMap<(Subject, Level), BTreeSet<ChangeArea>>);

impl Telling {
    /// What is told of these changes to one council, which was so before.
    #[must_use]
    pub fn of<'c>(changes: impl Iterator<Item = &'c Change>, before: Option<&Council>, now: DateTime<Utc>) -> Self {
        let mut telling = Self::default();
        for change in changes {
            let from = seen_from(change, before, now);
            telling.add(Subject::Council, from, area(change));
            for subject in about(change, before) {
                telling.add(subject, from, area(change));
            }
        }
        telling
    }

    /// Somebody whom the council knows is known otherwise: everybody sees the verdicts that follow.
    pub fn add_known_person(&mut self) {
        self.add(Subject::Council, Level::Public, ChangeArea::Records);
    }

    fn add(&mut self, subject: Subject, from: Level, area: ChangeArea) {
        for level in [Level::Public, Level::Member, Level::Secretariat].into_iter().filter(|level| *level >= from) {
            self.0.entry((subject, level)).or_default().insert(area);
        }
    }

    /// Whether the act is seen from this level.
    #[must_use]
    pub fn is_seen_from(&self, level: Level) -> bool {
        self.0.contains_key(&(Subject::Council, level))
    }

    /// What changed of which subject, as far as it is seen from which level.
    pub fn streams(&self) -> impl Iterator<Item = (Subject, Level, &BTreeSet<ChangeArea>)> {
        self.0.iter().map(|((subject, level), areas)| (*subject, *level, areas))
    }
}

/// From which level on a change is seen.
fn seen_from(change: &Change, before: Option<&Council>, now: DateTime<Utc>) -> Level {
    if change.touch().public {
        return Level::Public;
    }
    match change {
        Change::Attendance(..)
        | Change::Record(..)
        | Change::RecordWithdrawn(..)
        | Change::Case(..)
        | Change::CaseData(..)
        | Change::CaseMoved(..)
        | Change::AgendaItem(..)
        | Change::AgendaItemData(..)
        | Change::AgendaItemGone(..)
        | Change::AgendaOrder(..)
        | Change::Recusal(..)
        | Change::Advice(..)
        | Change::AdviceData(..)
        | Change::FollowUp(..) => Level::Member,
        // What everybody sees of it has been said above.
        Change::Paper(_, paper) => paper.seen_from(now).max(Level::Member),
        // Who saw it before sees it go.
        Change::PaperData(_, paper, _) => {
            let was = before.and_then(|council| council.work.paper(paper.id));
            was.map_or(Level::Secretariat, |was| was.seen_from(now)).min(paper.seen_from(now)).max(Level::Member)
        }
        _ => Level::Secretariat,
    }
}

/// What a change is about, beside the council. To which case an item belongs and on which agendas a case stands, only the
/// council that was so before knows.
fn about(change: &Change, before: Option<&Council>) -> Vec<Subject> {
    let work = before.map(|council| &council.work);
    let item = |id| work.and_then(|work| work.item(id));
    let of_item = |item: &AgendaItem| vec![Subject::Case(item.case), Subject::Meeting(item.meeting)];
    match change {
        Change::Case(_, case) => vec![Subject::Case(case.id)],
        Change::CaseMoved(_, moved) => vec![Subject::Case(moved.case)],
        Change::CaseData(_, case) => {
            let items = work.into_iter().flat_map(|work| &work.items).filter(|item| item.case == case.id);
            once(Subject::Case(case.id)).chain(items.map(|item| Subject::Meeting(item.meeting))).collect()
        }
        Change::AgendaItem(_, item, _) | Change::AgendaItemData(_, item, _) => of_item(item),
        Change::AgendaItemGone(_, id, _) => item(*id).map_or_else(Vec::new, of_item),
        Change::Recusal(_, recusal) => item(recusal.item).map_or_else(Vec::new, of_item),
        // The cases stand where they stood, in another place: the meeting tells it.
        Change::AgendaOrder(_, items, _) => {
            items.iter().find_map(|id| item(*id)).map(|item| Subject::Meeting(item.meeting)).into_iter().collect()
        }
        Change::Advice(_, advice) | Change::AdviceData(_, advice) => {
            once(Subject::Case(advice.case)).chain(advice.meeting.map(Subject::Meeting)).collect()
        }
        Change::FollowUp(_, follow_up, _) => {
            let advice = work.and_then(|work| work.advice(follow_up.advice));
            advice.map(|advice| Subject::Case(advice.case)).into_iter().collect()
        }
        Change::Meeting(_, meeting) | Change::MeetingData(_, meeting) => vec![Subject::Meeting(meeting.id)],
        Change::Attendance(_, row) => vec![Subject::Meeting(row.meeting)],
        Change::Paper(_, paper) | Change::PaperData(_, paper, _) => {
            let own = paper.case.map(Subject::Case).into_iter().chain(paper.meeting.map(Subject::Meeting));
            own.chain(paper.agenda_item.and_then(item).map(of_item).into_iter().flatten()).collect()
        }
        _ => Vec::new(),
    }
}

const fn area(change: &Change) -> ChangeArea {
    match change {
        Change::Organisation(_)
        | Change::OrganisationData(_)
        | Change::Family(_)
        | Change::Code(_)
        | Change::Succession(_)
        | Change::Template(_)
        | Change::TemplateVersion(..)
        | Change::AnnualWheel(_) => ChangeArea::Shared,
        Change::Council(_) | Change::CouncilHead { .. } => ChangeArea::Council,
        Change::Mandate(..)
        | Change::MandateAdopted(..)
        | Change::MandateEnd(..)
        | Change::MandatePeriod(..)
        | Change::MandateRevoked(..)
        | Change::MandateWithdrawn(..) => ChangeArea::Mandate,
        Change::SeatGroup(..) | Change::Seat(..) | Change::SeatEnd(..) | Change::SeatCorrected { .. } => {
            ChangeArea::Seats
        }
        Change::Appointment(..)
        | Change::Membership(..)
        | Change::MembershipEnd(..)
        | Change::MembershipCorrected { .. }
        | Change::Step(..) => ChangeArea::Members,
        Change::Claim(..)
        | Change::ClaimAnswer(..)
        | Change::Completeness(..)
        | Change::CompletenessEnd(..)
        | Change::Fact(..)
        | Change::FactEnd(..)
        | Change::FactWithdrawn(..)
        | Change::Record(..)
        | Change::RecordWithdrawn(..)
        | Change::RecordPublished(..)
        | Change::Exemption(..)
        | Change::ExemptionEnd(..) => ChangeArea::Records,
        Change::Meeting(..) | Change::MeetingData(..) | Change::Attendance(..) => ChangeArea::Meetings,
        Change::AgendaItem(..)
        | Change::AgendaItemData(..)
        | Change::AgendaItemGone(..)
        | Change::AgendaOrder(..)
        | Change::Recusal(..) => ChangeArea::Agendas,
        Change::Case(..) | Change::CaseData(..) | Change::CaseMoved(..) => ChangeArea::Cases,
        Change::Paper(..) | Change::PaperData(..) | Change::PaperText(..) => ChangeArea::Papers,
        Change::Advice(..) | Change::AdviceData(..) | Change::FollowUp(..) => ChangeArea::Advice,
        Change::Person(..)
        | Change::Contact(..)
        | Change::Authority(..)
        | Change::AuthorityEnd(..)
        | Change::Invitation(..)
        | Change::InvitationClaim(..)
        | Change::AccountPerson(..)
        | Change::CalendarFeed(..)
        | Change::CalendarFeedRevoked(..) => ChangeArea::Contacts,
    }
}
