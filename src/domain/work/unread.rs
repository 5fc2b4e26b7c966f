//! What a member has not read yet.
//!
//! May import: `domain`. Which papers somebody has read is no part of the council's value: it is the reader's own, and
//! given here by whoever asks for the reader.

use std::{cmp::Reverse, collections::HashSet};

use chrono::{DateTime, NaiveDate, Utc};

use super::{Paper, Seen};
use crate::domain::{
    council::{Council, Meeting},
    id::{PaperId, PersonId},
};

/// A paper that a member has not read.
#[derive(Clone, Copy, Debug)]
pub struct Unread<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// The next meeting that it is for, where it is for one to come.
    pub meeting: Option<&'a Meeting>,
}

/// Who reads, and what he or she has read.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Who.
    pub person: PersonId,
    /// The papers that he or she has read, each version for itself.
    pub read: &'a HashSet<PaperId>,
}

/// What the reader sees in the latest version and has not read: first what is for meetings to come, by meeting, then what
/// was added since the reader has a seat, the latest first. Who comes anew is not handed the papers of former years.
#[must_use]
pub fn unread<'a>(
    council: &'a Council,
    seen: Seen<'a>,
    reader: Reader<'_>,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Vec<Unread<'a>> {
    let mine = council.in_office(today).filter(|held| held.person == reader.person);
    let Some(since) = mine.map(|held| held.start).min() else { return Vec::new() };
    let mut coming: Vec<&Meeting> =
        council.meetings.iter().filter(|meeting| meeting.status.is_to_come() && meeting.starts_at >= now).collect();
    coming.sort_by_key(|meeting| (meeting.starts_at, meeting.id));
    let added_on = |paper: &Paper| council.head.day_of(paper.added_at).unwrap_or_else(|| paper.added_at.date_naive());
    let mut found: Vec<Unread<'_>> = seen
        .latest_papers()
        .filter(|paper| !reader.read.contains(&paper.id))
        .map(|paper| Unread { paper, meeting: coming.iter().copied().find(|meeting| is_for(seen, paper, meeting)) })
        .filter(|unread| unread.meeting.is_some() || added_on(unread.paper) >= since)
        .collect();
    found.sort_by_key(|unread| {
        let at = unread.meeting.map(|meeting| (meeting.starts_at, meeting.id));
        (at.is_none(), at, Reverse(unread.paper.added_at), unread.paper.id)
    });
    found
}

/// Whether the paper is for this meeting: of the meeting itself, of an item of its agenda, or of a case that is on it.
fn is_for(seen: Seen<'_>, paper: &Paper, meeting: &Meeting) -> bool {
    paper.meeting == Some(meeting.id)
        || seen.agenda(meeting.id).any(|item| match paper.agenda_item {
            Some(of) => of == item.id,
            None => paper.case == Some(item.case),
        })
}
