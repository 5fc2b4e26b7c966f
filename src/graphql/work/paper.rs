//! Papers.
//!
//! May import: `graphql`, `access`, `domain`. Where bytes are fetched is answered here; whether they may be, again when
//! they are (`http/papers`).

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::RoomMeeting;
use crate::{
    access::link::Purpose,
    domain::{
        id::{CouncilId, MeetingId, PaperId},
        search::{Question, folded_name},
        text::Lang,
        time::{Date, Instant},
        work::{self, PaperKind, PaperVisibility, Unread},
    },
    graphql::{
        error::{Nullable, Result, failed},
        global_id::GlobalId,
        paging::{Connection, Page, Place},
        public::{meeting::Meeting, view::View},
        reading::Reading,
        session::Session,
    },
};

/// A paper.
#[derive(Clone)]
pub struct Paper {
    view: View,
    paper: Arc<work::Paper>,
}

impl Paper {
    /// A paper that is seen through the door of the view.
    #[must_use]
    pub fn of(view: &View, paper: &work::Paper) -> Self {
        Self { view: view.clone(), paper: Arc::new(paper.clone()) }
    }

    /// The paper of this identity, if it is seen through the door of the view.
    #[must_use]
    pub fn by_id(view: &View, id: PaperId) -> Option<Self> {
        view.work().paper(id).map(|paper| Self::of(view, paper))
    }

    /// The id of a paper as clients see it.
    #[must_use]
    pub fn global_id(council: CouncilId, paper: PaperId) -> ID {
        GlobalId::Paper(council, paper).encode()
    }

    /// The minutes of the meeting, if they are seen through the door of the view.
    #[must_use]
    pub fn minutes(view: &View, meeting: MeetingId) -> Option<Self> {
        // Minutes that were withdrawn may stand beside those that took their place.
        let of_meeting = |paper: &&work::Paper| paper.meeting == Some(meeting) && paper.kind == PaperKind::Minutes;
        let latest =
            view.work().latest_papers().filter(of_meeting).max_by_key(|paper| (paper.withdrawn_at.is_none(), paper.id));
        latest.map(|paper| Self::of(view, paper))
    }

    /// The papers of the meeting itself, as far as they are seen through the door of the view, but for its minutes.
    #[must_use]
    pub fn of_meeting(view: &View, meeting: MeetingId) -> Vec<Self> {
        let of_meeting = |paper: &&work::Paper| paper.meeting == Some(meeting) && paper.kind == PaperKind::Paper;
        view.work().latest_papers().filter(of_meeting).map(|paper| Self::of(view, paper)).collect()
    }

    /// A page of the papers that are seen through the door of the view and answer the question: every word of it stands in the
    /// title, or every word stands in the text. The latest come first.
    pub async fn search(view: &View, page: &Page, question: &Question) -> Result<Connection<Self>> {
        // First what may be seen: what is not seen is not looked into.
        let seen: Vec<&work::Paper> = view.work().latest_papers().collect();
        let ids: Vec<PaperId> = seen.iter().map(|paper| paper.id).collect();
        let with_words = view.scope.store.papers_with(view.sight, &ids, question).await.map_err(failed)?;
        let titled = |paper: &work::Paper| question.is_answered_by(&folded_name(&paper.title));
        let found = seen.into_iter().filter(|paper| with_words.contains(&paper.id) || titled(paper));
        let placed = found.map(|paper| (Place::by_number(Some(paper.added_at.timestamp()), paper.id), paper));
        Ok(Connection::last_to_first(page, placed, |paper| Self::of(view, paper)))
    }

    /// What it is called in the language of the request.
    #[must_use]
    pub fn called(&self) -> &str {
        self.paper.title.in_lang(self.view.scope.lang)
    }

    /// A page of these papers that somebody has not read, in their order.
    pub fn unread(view: &View, page: &Page, unread: &[Unread<'_>]) -> Connection<Self> {
        let placed = unread.iter().map(|it| {
            // In bytes what the list is sorted by: the meeting, none last, then the latest first.
            let at = it.meeting.map_or(i64::MAX, |meeting| meeting.starts_at.timestamp_micros());
            let meeting = it.meeting.map_or([u8::MAX; 16], |meeting| meeting.id.0.into_bytes());
            let latest_first = i64::MAX - it.paper.added_at.timestamp_micros();
            let key = [&at.to_be_bytes()[..], &meeting, &latest_first.to_be_bytes()].concat();
            (Place::new(&key, it.paper.id), it.paper)
        });
        Connection::first_to_last(page, placed, |paper| Self::of(view, paper))
    }
}

/// A paper.
#[Object]
impl Paper {
    /// The global id.
    pub async fn id(&self) -> ID {
        Self::global_id(self.view.sight.council(), self.paper.id)
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.paper.title.in_lang(self.view.scope.lang(lang))
    }

    /// What it is called, as whatever a search finds has a name: its title.
    async fn name(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.paper.title.in_lang(self.view.scope.lang(lang))
    }

    /// Whether it is the minutes of a meeting.
    async fn kind(&self) -> PaperKind {
        self.paper.kind
    }

    /// Who may see it.
    async fn visibility(&self) -> PaperVisibility {
        self.paper.visibility
    }

    /// In which language it is written.
    async fn language(&self) -> Lang {
        self.paper.language
    }

    /// Which version of the paper this is, from 1.
    async fn version(&self) -> u32 {
        self.paper.version
    }

    /// Its other versions that the caller may see, the latest first.
    async fn versions(&self) -> Vec<Self> {
        let versions = self.view.work().other_versions(&self.paper);
        versions.into_iter().map(|paper| Self::of(&self.view, paper)).collect()
    }

    /// What its file is called.
    async fn file_name(&self) -> &str {
        &self.paper.file_name
    }

    /// Media type of its bytes (RFC 6838).
    async fn media_type(&self) -> &str {
        self.paper.media_type.name()
    }

    /// How many bytes it has.
    async fn size(&self) -> u32 {
        self.paper.size
    }

    /// SHA-256 of its bytes, in hexadecimal digits.
    async fn sha256(&self) -> &str {
        &self.paper.sha256
    }

    /// The path at which its bytes are fetched: for a paper that everybody may see one that stays; otherwise one for the
    /// caller alone, good for 15 minutes and as long as the caller may see the paper. Null for a paper that was made up.
    async fn url(&self, ctx: &Context<'_>) -> Result<Option<String>> {
        if !self.paper.has_bytes() {
            return Ok(None);
        }
        let council = self.view.sight.council();
        let path = format!("/papers/{}", Self::global_id(council, self.paper.id).as_str());
        if self.view.work().is_open(&self.paper) {
            return Ok(Some(path));
        }
        let session = Session::of(ctx)?;
        let Some(account) = session.caller.account_id() else { return Ok(None) };
        let key = session.store.link_key(session.now).await.map_err(failed)?;
        let link = key.seal(Purpose::Download, account, (council, self.paper.id), session.now);
        Ok(link.map(|link| format!("{path}?link={link}")))
    }

    /// Whether the caller has read this version: marked it as read, or fetched its bytes. Nobody else is told. Null for
    /// whoever has no seat in the council today, and outside the council's private rooms.
    async fn read(&self, ctx: &Context<'_>) -> Nullable<bool> {
        if !self.view.sight.is_private() {
            return None;
        }
        let read = match Session::of(ctx) {
            Ok(session) => Reading::of(session, &self.view.value).await,
            Err(wrong) => Err(wrong),
        };
        read.map(|read| read.map(|read| read.contains(&self.paper.id))).transpose()
    }

    /// When it was added.
    async fn added_at(&self) -> Instant {
        Instant(self.paper.added_at)
    }

    /// Until when only the secretariat sees it; null where it is not held back.
    async fn embargo_until(&self) -> Option<Instant> {
        self.paper.embargo_until.map(Instant)
    }

    /// Since when nobody but the secretariat sees it any more; null where it was not withdrawn.
    async fn withdrawn_at(&self) -> Option<Instant> {
        self.paper.withdrawn_at.map(Instant)
    }

    /// The meeting that it belongs to; null where it belongs to a case or an item.
    async fn meeting(&self) -> Option<Meeting> {
        Meeting::by_id(&self.view, self.paper.meeting?)
    }

    /// The day on which a meeting approved the minutes; null where they were not approved, and for other papers.
    async fn approved_on(&self) -> Option<Date> {
        self.paper.approved.map(|approval| Date(approval.on))
    }

    /// The meeting that approved the minutes, for whoever is let through a private door of the council.
    async fn approved_by(&self) -> Option<RoomMeeting> {
        RoomMeeting::by_id(&self.view, self.paper.approved?.by)
    }
}
