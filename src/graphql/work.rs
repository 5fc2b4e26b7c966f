//! Cases, agendas and papers, as those see them who are let through a private door.
//!
//! May import: `graphql`, `store`, `access`, `domain`. Everything is loaded with the proof of the door and handed out
//! as plain values; what the audience may not see is not loaded.

use std::collections::HashMap;

use async_graphql::{ID, Object};

use crate::{
    access::door::Access,
    domain::{
        council,
        id::{AgendaItemId, CaseId, CouncilId, MeetingId, PaperId},
        text::Lang,
        time::{Date, Instant},
        work::{CaseStatus, PaperVisibility},
    },
    graphql::{
        error::{Result, internal},
        global_id::GlobalId,
        held::{MeetingAttendance, MeetingDecision},
        paging::{Connection, Cut, Page, Place},
        public::{membership::Membership, view::View},
        session::Session,
    },
    store::{CaseRow, PaperRow, SeesWork},
};

/// The number of lists of meetings, for cursors.
pub(super) const MEETINGS: u8 = 120;
/// The number of lists of cases, for cursors.
pub(super) const CASES: u8 = 121;

/// A meeting with its agenda.
pub struct RoomMeeting {
    view: View,
    meeting: council::Meeting,
    agenda: Vec<AgendaItem>,
}

/// An item of an agenda.
#[derive(Clone)]
pub struct AgendaItem {
    id: ID,
    ordinal: u32,
    case: Case,
    papers: Vec<Paper>,
}

/// A matter that somebody raised.
#[derive(Clone)]
pub struct Case {
    view: View,
    row: CaseRow,
}

/// A paper.
#[derive(Clone)]
pub struct Paper {
    lang: Lang,
    id: ID,
    row: PaperRow,
}

/// A meeting, as the members and the secretariat see it.
#[Object]
impl RoomMeeting {
    /// The global id; the same as that of the public meeting.
    async fn id(&self) -> ID {
        GlobalId::Meeting(self.view.access.council(), self.meeting.id).encode()
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.meeting.title.in_lang(self.view.scope.lang(lang))
    }

    /// Where it stands.
    async fn status(&self) -> council::MeetingStatus {
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

    /// The items, in order.
    async fn agenda(&self) -> &[AgendaItem] {
        &self.agenda
    }
}

/// An item of an agenda.
#[Object]
impl AgendaItem {
    /// The global id.
    pub async fn id(&self) -> ID {
        self.id.clone()
    }

    /// Its place, from 1.
    async fn ordinal(&self) -> u32 {
        self.ordinal
    }

    /// The case that is dealt with.
    async fn case(&self) -> &Case {
        &self.case
    }

    /// The papers that the caller may see and whose embargo is over.
    async fn papers(&self) -> &[Paper] {
        &self.papers
    }
}

/// A matter that somebody raised.
#[Object]
impl Case {
    /// The global id.
    pub async fn id(&self) -> ID {
        GlobalId::Case(self.view.access.council(), self.row.id).encode()
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.row.title.in_lang(self.view.scope.lang(lang))
    }

    /// Where it stands.
    async fn status(&self) -> CaseStatus {
        self.row.status
    }

    /// Who raised it; null where that is not recorded.
    async fn raised_by(&self) -> Option<Membership> {
        Membership::by_id(&self.view, self.row.raised_by?)
    }

    /// When it was raised.
    async fn raised_on(&self) -> Date {
        Date(self.row.raised_on)
    }

    /// What happens after the council has dealt with it.
    async fn next_process(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> Option<&str> {
        self.row.next_process.as_ref().map(|text| text.in_lang(self.view.scope.lang(lang)))
    }
}

/// A paper.
#[Object]
impl Paper {
    /// The global id.
    pub async fn id(&self) -> ID {
        self.id.clone()
    }

    /// What it is called.
    async fn title(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.row.title.in_lang(lang.unwrap_or(self.lang))
    }

    /// Who may see it.
    async fn visibility(&self) -> PaperVisibility {
        self.row.visibility
    }

    /// Media type of its bytes (RFC 6838).
    async fn media_type(&self) -> &str {
        &self.row.media_type
    }
}

impl Paper {
    fn of(session: &Session, council: CouncilId, row: PaperRow) -> Self {
        Self { lang: session.lang, id: GlobalId::Paper(council, row.id).encode(), row }
    }

    /// The paper of this identity.
    pub(super) async fn by_id<A: SeesWork>(session: &Session, access: &Access<A>, id: PaperId) -> Result<Option<Self>> {
        let row = session.store.paper(access, id, session.now).await.map_err(internal)?;
        Ok(row.map(|row| Self::of(session, access.council(), row)))
    }
}

impl Case {
    /// The case of this identity.
    pub(super) async fn by_id<A: SeesWork>(
        session: &Session,
        access: &Access<A>,
        view: &View,
        id: CaseId,
    ) -> Result<Option<Self>> {
        let mut rows = session.store.cases(access, Some(&[id])).await.map_err(internal)?;
        Ok(rows.pop().map(|row| Self { view: view.clone(), row }))
    }
}

impl AgendaItem {
    /// The item of this identity.
    pub(super) async fn by_id<A: SeesWork>(
        session: &Session,
        access: &Access<A>,
        view: &View,
        id: AgendaItemId,
    ) -> Result<Option<Self>> {
        let Some(meeting) = session.store.meeting_of(access, id).await.map_err(internal)? else { return Ok(None) };
        let mut agendas = agendas(session, access, view, &[meeting]).await?;
        let wanted = GlobalId::AgendaItem(access.council(), id).encode();
        Ok(agendas.remove(&meeting).and_then(|items| items.into_iter().find(|item| item.id == wanted)))
    }
}

/// The cases of the council, latest first.
pub(super) async fn cases<A: SeesWork>(
    session: &Session,
    access: &Access<A>,
    view: &View,
    page: &Page,
) -> Result<Connection<Case>> {
    let rows = session.store.cases(access, None).await.map_err(internal)?;
    let mut placed: Vec<(Place, CaseRow)> =
        rows.into_iter().map(|row| (Place::by_day(Some(row.raised_on), row.id), row)).collect();
    placed.sort_by(|(one, _), (other, _)| other.cmp(one));
    let cut = Cut::of(page, &placed, true, |(place, _)| place);
    let shown = placed[cut.range.clone()].iter();
    let nodes = shown.map(|(place, row)| (place, Case { view: view.clone(), row: row.clone() }));
    Ok(Connection::of_cut(page, &cut, nodes))
}

/// The meetings of the council with their agendas, by start; `upcoming` leaves out those that have begun.
pub(super) async fn meetings<A: SeesWork>(
    session: &Session,
    access: &Access<A>,
    view: &View,
    page: &Page,
    upcoming: bool,
) -> Result<Connection<RoomMeeting>> {
    let wanted = view.value.meetings.iter().filter(|meeting| !upcoming || meeting.starts_at >= session.now);
    let mut placed: Vec<(Place, &council::Meeting)> =
        wanted.map(|meeting| (Place::by_number(Some(meeting.starts_at.timestamp()), meeting.id), meeting)).collect();
    placed.sort_by(|(one, _), (other, _)| one.cmp(other));
    let cut = Cut::of(page, &placed, false, |(place, _)| place);
    let shown = &placed[cut.range.clone()];
    let ids: Vec<MeetingId> = shown.iter().map(|(_, meeting)| meeting.id).collect();
    let mut agendas = agendas(session, access, view, &ids).await?;
    let nodes = shown.iter().map(|(place, meeting)| {
        let agenda = agendas.remove(&meeting.id).unwrap_or_default();
        (place, RoomMeeting { view: view.clone(), meeting: (*meeting).clone(), agenda })
    });
    Ok(Connection::of_cut(page, &cut, nodes))
}

async fn agendas<A: SeesWork>(
    session: &Session,
    access: &Access<A>,
    view: &View,
    meetings: &[MeetingId],
) -> Result<HashMap<MeetingId, Vec<AgendaItem>>> {
    let council = access.council();
    let items = session.store.agendas(access, meetings).await.map_err(internal)?;
    let ids: Vec<_> = items.iter().map(|item| item.id).collect();
    let papers = session.store.papers(access, &ids, session.now).await.map_err(internal)?;
    let wanted: Vec<CaseId> = items.iter().map(|item| item.case).collect();
    let cases = session.store.cases(access, Some(&wanted)).await.map_err(internal)?;
    let cases: HashMap<CaseId, CaseRow> = cases.into_iter().map(|case| (case.id, case)).collect();
    let mut agendas: HashMap<MeetingId, Vec<AgendaItem>> = HashMap::new();
    for item in items {
        let Some(case) = cases.get(&item.case) else { continue };
        let of_item = papers.iter().filter(|paper| paper.agenda_item == Some(item.id));
        let papers = of_item.map(|row| Paper::of(session, council, row.clone())).collect();
        agendas.entry(item.meeting).or_default().push(AgendaItem {
            id: GlobalId::AgendaItem(council, item.id).encode(),
            ordinal: item.ordinal,
            case: Case { view: view.clone(), row: case.clone() },
            papers,
        });
    }
    Ok(agendas)
}
