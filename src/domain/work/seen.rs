//! What a reader sees of a council's work: everything, less what is not for the reader's level.
//!
//! May import: `domain`. A level comes from a door (`access::door`); nothing else should name one. What is left out here
//! is left out everywhere: of lists, of counts, of what an id finds, of what stands beside something else.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Advice, AgendaItem, Case, FollowUp, Paper, Recusal, Work};
use crate::domain::id::{AdviceId, AgendaItemId, CaseId, MeetingId, PaperId};

/// How far somebody sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Level {
    /// What is for everybody.
    Public,
    /// What is for the members too.
    Member,
    /// Everything.
    Secretariat,
}

/// What a reader sees of a council's work at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    work: &'a Work,
    level: Level,
    now: DateTime<Utc>,
}

impl<'a> Seen<'a> {
    /// What somebody of this level sees at this moment.
    #[must_use]
    pub const fn of(work: &'a Work, level: Level, now: DateTime<Utc>) -> Self {
        Self { work, level, now }
    }

    /// The cases, by the day on which they were raised.
    pub fn cases(self) -> impl DoubleEndedIterator<Item = &'a Case> {
        self.work.cases.iter().filter(move |case| self.shows_case(case))
    }

    /// The case of this identity.
    #[must_use]
    pub fn case(self, id: CaseId) -> Option<&'a Case> {
        self.work.case(id).filter(|case| self.shows_case(case))
    }

    /// The agenda of the meeting, in order.
    pub fn agenda(self, meeting: MeetingId) -> impl Iterator<Item = &'a AgendaItem> {
        self.work.agenda(meeting).filter(move |item| self.shows_item(item))
    }

    /// The items on agendas that deal with the case, by meeting.
    pub fn items_of(self, case: CaseId) -> impl Iterator<Item = &'a AgendaItem> {
        self.work.items.iter().filter(move |item| item.case == case && self.shows_item(item))
    }

    /// The item of this identity.
    #[must_use]
    pub fn item(self, id: AgendaItemId) -> Option<&'a AgendaItem> {
        self.work.item(id).filter(|item| self.shows_item(item))
    }

    /// Who stands aside for the item; the members' and the secretariat's affair.
    pub fn recusals(self, item: AgendaItemId) -> impl Iterator<Item = &'a Recusal> {
        let shown = if self.level >= Level::Member { self.work.recusals.as_slice() } else { &[] };
        shown.iter().filter(move |recusal| recusal.item == item)
    }

    /// The papers.
    pub fn papers(self) -> impl Iterator<Item = &'a Paper> {
        self.work.papers.iter().filter(move |paper| self.shows_paper(paper))
    }

    /// The paper of this identity.
    #[must_use]
    pub fn paper(self, id: PaperId) -> Option<&'a Paper> {
        self.work.paper(id).filter(|paper| self.shows_paper(paper))
    }

    /// The papers, of each the latest version that is seen.
    pub fn latest_papers(self) -> impl Iterator<Item = &'a Paper> {
        self.papers().filter(move |paper| {
            !self.papers().any(|other| other.series == paper.series && other.version > paper.version)
        })
    }

    /// The other versions of the paper, the latest first.
    #[must_use]
    pub fn other_versions(self, of: &Paper) -> Vec<&'a Paper> {
        let (series, own) = (of.series, of.id);
        let mut versions: Vec<&Paper> =
            self.papers().filter(|paper| paper.series == series && paper.id != own).collect();
        versions.sort_by_key(|paper| std::cmp::Reverse(paper.version));
        versions
    }

    /// Whether everybody may see the paper at this moment.
    #[must_use]
    pub fn is_open(self, paper: &Paper) -> bool {
        paper.is_open(self.now)
    }

    /// What was recommended, by the day of it.
    pub fn all_advice(self) -> impl DoubleEndedIterator<Item = &'a Advice> {
        self.work.advice.iter().filter(move |advice| self.shows_advice(advice))
    }

    /// The advice of this identity.
    #[must_use]
    pub fn advice(self, id: AdviceId) -> Option<&'a Advice> {
        self.work.advice(id).filter(|advice| self.shows_advice(advice))
    }

    /// What was done about the advice, by day.
    pub fn follow_ups(self, advice: AdviceId) -> impl DoubleEndedIterator<Item = &'a FollowUp> {
        let shown = self.advice(advice).is_some();
        self.work.follow_ups.iter().filter(move |follow_up| shown && follow_up.advice == advice)
    }

    /// The first moment after this one at which more is seen without a change: an embargo ends.
    #[must_use]
    pub fn changes_at(self) -> Option<DateTime<Utc>> {
        self.work.papers.iter().filter_map(|paper| paper.embargo_until).filter(|until| *until > self.now).min()
    }

    fn shows_case(self, case: &Case) -> bool {
        case.public || self.level >= Level::Member
    }

    fn shows_advice(self, advice: &Advice) -> bool {
        advice.published_on.is_some() || self.level >= Level::Member
    }

    fn shows_item(self, item: &AgendaItem) -> bool {
        self.case(item.case).is_some()
    }

    fn shows_paper(self, paper: &Paper) -> bool {
        self.level >= paper.seen_from(self.now)
    }
}
