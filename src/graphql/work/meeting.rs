//! Meetings behind the private doors.
//!
//! May import: `graphql`, `domain`.

use async_graphql::{ID, Object};
use chrono::{DateTime, Utc};

use super::{AgendaItem, Paper};
use crate::{
    domain::{
        council::{self, Formerly, MeetingKind, MeetingStatus},
        id::MeetingId,
        text::Lang,
        time::{Date, Instant},
    },
    graphql::{
        error::Result,
        global_id::GlobalId,
        held::{MeetingAttendance, MeetingDecision},
        paging::{Connection, Page, Place},
        public::{body::Body, view::View, wheel::MeetingClash},
    },
};

/// A meeting with its agenda.
pub struct RoomMeeting {
    view: View,
    meeting: council::Meeting,
}

/// When a meeting was to be, until it was moved or cancelled.
pub struct FormerTime {
    view: View,
    formerly: Formerly,
}

impl FormerTime {
    /// Every time at which the meeting was to be.
    pub fn all(view: &View, meeting: &council::Meeting) -> Vec<Self> {
        meeting.past.iter().map(|formerly| Self { view: view.clone(), formerly: formerly.clone() }).collect()
    }
}

impl RoomMeeting {
    fn of(view: &View, meeting: &council::Meeting) -> Self {
        Self { view: view.clone(), meeting: meeting.clone() }
    }

    /// The meeting of this identity.
    #[must_use]
    pub fn by_id(view: &View, id: MeetingId) -> Option<Self> {
        let meeting = view.value.meeting(id)?;
        view.sight.is_private().then(|| Self::of(view, meeting))
    }

    /// A page of the meetings, by start; `upcoming` leaves out those that have begun.
    pub fn page(view: &View, page: &Page, upcoming: bool, now: DateTime<Utc>) -> Result<Connection<Self>> {
        let wanted = view.value.meetings.iter().filter(|meeting| !upcoming || meeting.starts_at >= now);
        let placed = wanted.map(|meeting| (Place::by_instant(meeting.starts_at, meeting.id), meeting));
        Ok(Connection::first_to_last(page, placed, |meeting| Self::of(view, meeting)))
    }
}

/// A meeting, as the members and the secretariat see it.
#[Object]
impl RoomMeeting {
    /// The global id; the same as that of the public meeting.
    async fn id(&self) -> ID {
        GlobalId::Meeting(self.view.sight.council(), self.meeting.id).encode()
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.meeting.title.in_lang(self.view.scope.lang(lang))
    }

    /// Whether it is one of those that are held as a rule.
    async fn kind(&self) -> MeetingKind {
        self.meeting.kind
    }

    /// Where it stands.
    async fn status(&self) -> MeetingStatus {
        self.meeting.status
    }

    /// When it starts.
    async fn starts_at(&self) -> Instant {
        Instant(self.meeting.starts_at)
    }

    /// When it ends, where that is known.
    async fn ends_at(&self) -> Option<Instant> {
        self.meeting.ends_at.map(Instant)
    }

    /// Where it is.
    async fn place(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.meeting.place.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }

    /// The address at which it is met digitally.
    async fn link(&self) -> Option<&str> {
        self.meeting.link.as_deref()
    }

    /// The organisations and councils that it is held together with.
    async fn together_with(&self) -> Vec<Body> {
        let bodies = self.meeting.together_with.iter();
        bodies.filter_map(|body| Body::public(&self.view.scope, *body)).collect()
    }

    /// When it was to be before it was moved or cancelled, the first first.
    async fn former_times(&self) -> Vec<FormerTime> {
        FormerTime::all(&self.view, &self.meeting)
    }

    /// The day on which it was called; null where that is not recorded.
    async fn called_on(&self) -> Option<Date> {
        self.meeting.held.called_on.map(Date)
    }

    /// The day on which its papers were sent; null where that is not recorded.
    async fn papers_on(&self) -> Option<Date> {
        self.meeting.held.papers_on.map(Date)
    }

    /// Whether it was called a second time, because too few had come.
    async fn second_call(&self) -> bool {
        self.meeting.held.second_call
    }

    /// Whether everybody could listen; null where that is not recorded.
    async fn open(&self) -> Option<bool> {
        self.meeting.held.open
    }

    /// Who was there, by seat group and number.
    async fn attendance(&self) -> Vec<MeetingAttendance> {
        MeetingAttendance::all(&self.view, self.meeting.id)
    }

    /// Whether it is recorded who was there for every seat that somebody held.
    async fn attendance_complete(&self) -> bool {
        self.meeting.held.attendance_known
    }

    /// How questions were decided.
    async fn decisions(&self) -> Vec<MeetingDecision> {
        self.meeting.held.decisions.iter().map(Into::into).collect()
    }

    /// The meetings at the same time in which somebody is expected who is expected here too, of all councils that
    /// everybody may see.
    async fn clashes(&self) -> Result<Vec<MeetingClash>> {
        MeetingClash::all_with(&self.view, &self.meeting).await
    }

    /// The items, in order.
    async fn agenda(&self) -> Vec<AgendaItem> {
        AgendaItem::all(&self.view, self.meeting.id)
    }

    /// The papers of the meeting itself that the caller may see; those of its items stand there.
    async fn papers(&self) -> Vec<Paper> {
        Paper::of_meeting(&self.view, self.meeting.id)
    }

    /// Its minutes, in the latest version that the caller may see.
    async fn minutes(&self) -> Option<Paper> {
        Paper::minutes(&self.view, self.meeting.id)
    }
}

/// When a meeting was to be, until it was moved or cancelled.
#[Object]
impl FormerTime {
    /// When it was to start.
    async fn starts_at(&self) -> Instant {
        Instant(self.formerly.starts_at)
    }

    /// When it was to end, where that was said.
    async fn ends_at(&self) -> Option<Instant> {
        self.formerly.ends_at.map(Instant)
    }

    /// What became of that: it was moved, or cancelled.
    async fn became(&self) -> MeetingStatus {
        self.formerly.became
    }

    /// When that was decided.
    async fn decided_at(&self) -> Instant {
        Instant(self.formerly.at)
    }

    /// Why, where that is said.
    async fn reason(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.formerly.reason.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }
}
