//! Meetings, as far as everybody may see them.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object};
use chrono::{NaiveDate, NaiveTime};

use super::{body::Body, council::Council, view::View};
use crate::{
    domain::{
        council::{self, MeetingKind, MeetingStatus},
        id::MeetingId,
        text::Lang,
        time::Instant,
    },
    graphql::{
        global_id::GlobalId,
        paging::{Connection, Page, Place},
        work::{AgendaItem, FormerTime, Paper},
    },
};

/// A meeting of a council.
#[derive(Clone)]
pub struct Meeting {
    view: View,
    place: usize,
}

impl Meeting {
    /// The first one from now on, or from the day asked for where that is another.
    #[must_use]
    pub fn next(view: &View) -> Option<Self> {
        let scope = &view.scope;
        let next = if scope.as_of == scope.today {
            scope.at_this_instant(|now| {
                let next = view.value.next_meeting(now);
                (next, next.map(|meeting| meeting.starts_at))
            })
        } else {
            view.value.next_meeting(scope.as_of.and_time(NaiveTime::MIN).and_utc())
        };
        Self::by_id(view, next?.id)
    }

    /// The meeting of this identity.
    #[must_use]
    pub fn by_id(view: &View, id: MeetingId) -> Option<Self> {
        let place = view.value.meetings.iter().position(|meeting| meeting.id == id)?;
        Some(Self { view: view.clone(), place })
    }

    /// A page of the meetings that start between two days of the council's time zone, by start.
    #[must_use]
    pub fn page(view: &View, page: &Page, from: Option<NaiveDate>, until: Option<NaiveDate>) -> Connection<Self> {
        let wanted = |meeting: &council::Meeting| {
            from.is_none_or(|from| from <= meeting.day) && until.is_none_or(|until| meeting.day < until)
        };
        let meetings = view.value.meetings.iter().enumerate().filter(|(_, meeting)| wanted(meeting));
        let placed = meetings.map(|(at, meeting)| (Place::by_instant(meeting.starts_at, meeting.id), at));
        Connection::first_to_last(page, placed, |place| Self { view: view.clone(), place })
    }

    fn value(&self) -> &council::Meeting {
        &self.view.value.meetings[self.place]
    }
}

/// A meeting of a council, as everybody may see it.
#[Object]
impl Meeting {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Meeting(self.view.sight.council(), self.value().id).encode()
    }

    /// The council whose meeting it is.
    async fn council(&self) -> Council {
        Council::loaded(&self.view)
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.value().title.in_lang(self.view.scope.lang(lang))
    }

    /// Where it stands.
    async fn status(&self) -> MeetingStatus {
        self.value().status
    }

    /// When it starts.
    async fn starts_at(&self) -> Instant {
        Instant(self.value().starts_at)
    }

    /// When it ends, where that is known.
    async fn ends_at(&self) -> Option<Instant> {
        self.value().ends_at.map(Instant)
    }

    /// The time zone that the council meets in, as the IANA database names it: `Europe/Oslo`. The instants above are in
    /// UTC; shown in this zone they are what is written in the calling.
    async fn time_zone(&self) -> &str {
        &self.view.value.head.time_zone
    }

    /// Where it is.
    async fn place(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.value().place.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }

    /// Whether it is one of those that are held as a rule.
    async fn kind(&self) -> MeetingKind {
        self.value().kind
    }

    /// The organisations and councils that it is held together with.
    async fn together_with(&self) -> Vec<Body> {
        let bodies = self.value().together_with.iter();
        bodies.filter_map(|body| Body::public(&self.view.scope, *body)).collect()
    }

    /// When it was to be before it was moved or called off, the first first.
    async fn former_times(&self) -> Vec<FormerTime> {
        FormerTime::all(&self.view, self.value())
    }

    /// The items that everybody may see, in order.
    async fn agenda(&self) -> Vec<AgendaItem> {
        AgendaItem::all(&self.view, self.value().id)
    }

    /// The papers of the meeting itself that everybody may see; those of its items stand there.
    async fn papers(&self) -> Vec<Paper> {
        Paper::of_meeting(&self.view, self.value().id)
    }

    /// Its minutes, where everybody may see them.
    async fn minutes(&self) -> Option<Paper> {
        Paper::minutes(&self.view, self.value().id)
    }
}
