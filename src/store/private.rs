//! What is read through a private door and not kept in memory: cases, agendas, papers, contacts, the audit log.
//!
//! May import: `domain`, `access`, `error`, `store`. Every function takes the proof of access and takes the tenant
//! from it, never from an argument.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{agenda_item, audit_entry, council_case, membership, paper, person, person_contact};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, ExprTrait, Query, SimpleExpr},
};
use uuid::Uuid;

use super::{
    Store,
    row::{number, text, value, word},
};
use crate::{
    access::door::{Access, Member, Secretariat},
    domain::{
        id::{AgendaItemId, AuditId, CaseId, MeetingId, MembershipId, PaperId, PersonId},
        people::Person,
        text::Text,
        work::{CaseStatus, PaperVisibility},
    },
    error::Error,
};

/// A case.
#[derive(Clone, Debug)]
pub struct CaseRow {
    /// Identity.
    pub id: CaseId,
    /// What it is called.
    pub title: Text,
    /// Where it stands.
    pub status: CaseStatus,
    /// Who raised it.
    pub raised_by: Option<MembershipId>,
    /// When.
    pub raised_on: NaiveDate,
    /// What happens after the council has dealt with it.
    pub next_process: Option<Text>,
}

/// An item of an agenda.
#[derive(Clone, Debug)]
pub struct AgendaRow {
    /// Identity.
    pub id: AgendaItemId,
    /// Of which meeting.
    pub meeting: MeetingId,
    /// Which case.
    pub case: CaseId,
    /// Its place.
    pub ordinal: u32,
}

/// A paper.
#[derive(Clone, Debug)]
pub struct PaperRow {
    /// Identity.
    pub id: PaperId,
    /// The item that it belongs to.
    pub agenda_item: Option<AgendaItemId>,
    /// The case that it belongs to.
    pub case: Option<CaseId>,
    /// What it is called.
    pub title: Text,
    /// Who may see it.
    pub visibility: PaperVisibility,
    /// Media type of its bytes.
    pub media_type: String,
    /// How many bytes.
    pub size: i64,
}

/// How to reach a person.
#[derive(Clone, Debug)]
pub struct ContactRow {
    /// Whom.
    pub person: Person,
    /// Address for electronic mail.
    pub email: Option<String>,
    /// Telephone number.
    pub phone: Option<String>,
}

/// An entry of the audit log.
#[derive(Clone, Debug)]
pub struct AuditRow {
    /// Identity.
    pub id: AuditId,
    /// The place in the order of all changes.
    pub seq: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub actor: String,
    /// Which act.
    pub act: String,
    /// What was done, in a sentence.
    pub summary: Text,
}

/// The audiences that see what the members see.
pub trait SeesWork {
    /// The papers that this audience may see.
    const PAPERS: &'static [PaperVisibility];
}

impl SeesWork for Member {
    const PAPERS: &'static [PaperVisibility] = &[PaperVisibility::Public, PaperVisibility::Members];
}

impl SeesWork for Secretariat {
    const PAPERS: &'static [PaperVisibility] =
        &[PaperVisibility::Public, PaperVisibility::Members, PaperVisibility::Secretariat];
}

impl Store {
    /// The cases of the council, latest first; only those of these identities, where some are named.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn cases<A: SeesWork>(&self, access: &Access<A>, only: Option<&[CaseId]>) -> Result<Vec<CaseRow>, Error> {
        let mut find = council_case::Entity::find().filter(council_case::Column::CouncilId.eq(access.council().0));
        if let Some(only) = only {
            find = find.filter(council_case::Column::Id.is_in(only.iter().map(|id| id.0)));
        }
        let rows = find
            .order_by_desc(council_case::Column::RaisedOn)
            .order_by_desc(council_case::Column::Id)
            .all(&self.inner.connections.read)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(CaseRow {
                    id: row.id.into(),
                    title: value(row.title)?,
                    status: word(&row.status)?,
                    raised_by: row.raised_by_id.map(Into::into),
                    raised_on: row.raised_on,
                    next_process: text(row.next_process)?,
                })
            })
            .collect()
    }

    /// The meeting on whose agenda the item stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn meeting_of<A: SeesWork>(
        &self,
        access: &Access<A>,
        item: AgendaItemId,
    ) -> Result<Option<MeetingId>, Error> {
        let row =
            agenda_item::Entity::find_by_id((access.council().0, item.0)).one(&self.inner.connections.read).await?;
        Ok(row.map(|row| row.meeting_id.into()))
    }

    /// The agendas of these meetings, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn agendas<A: SeesWork>(
        &self,
        access: &Access<A>,
        meetings: &[MeetingId],
    ) -> Result<Vec<AgendaRow>, Error> {
        let rows = agenda_item::Entity::find()
            .filter(agenda_item::Column::CouncilId.eq(access.council().0))
            .filter(agenda_item::Column::MeetingId.is_in(meetings.iter().map(|id| id.0)))
            .order_by_asc(agenda_item::Column::Ordinal)
            .all(&self.inner.connections.read)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(AgendaRow {
                    id: row.id.into(),
                    meeting: row.meeting_id.into(),
                    case: row.case_id.into(),
                    ordinal: number(row.ordinal)?,
                })
            })
            .collect()
    }

    /// The papers of these items that the audience may see and whose embargo is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn papers<A: SeesWork>(
        &self,
        access: &Access<A>,
        items: &[AgendaItemId],
        now: DateTime<Utc>,
    ) -> Result<Vec<PaperRow>, Error> {
        self.papers_where(access, paper::Column::AgendaItemId.is_in(items.iter().map(|id| id.0)), now).await
    }

    /// The paper of this identity, if the audience may see it and its embargo is over.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn paper<A: SeesWork>(
        &self,
        access: &Access<A>,
        id: PaperId,
        now: DateTime<Utc>,
    ) -> Result<Option<PaperRow>, Error> {
        Ok(self.papers_where(access, paper::Column::Id.eq(id.0), now).await?.pop())
    }

    async fn papers_where<A: SeesWork>(
        &self,
        access: &Access<A>,
        wanted: SimpleExpr,
        now: DateTime<Utc>,
    ) -> Result<Vec<PaperRow>, Error> {
        let visible: Vec<String> = A::PAPERS.iter().map(super::row::column).collect::<Result<_, _>>()?;
        let rows = paper::Entity::find()
            .filter(paper::Column::CouncilId.eq(access.council().0))
            .filter(wanted)
            .filter(paper::Column::Visibility.is_in(visible))
            .filter(
                Condition::any().add(paper::Column::EmbargoUntil.is_null()).add(paper::Column::EmbargoUntil.lte(now)),
            )
            .order_by_asc(paper::Column::Id)
            .all(&self.inner.connections.read)
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(PaperRow {
                    id: row.id.into(),
                    agenda_item: row.agenda_item_id.map(Into::into),
                    case: row.case_id.map(Into::into),
                    title: value(row.title)?,
                    visibility: word(&row.visibility)?,
                    media_type: row.media_type,
                    size: row.size,
                })
            })
            .collect()
    }

    /// How to reach the persons who have or had a seat in the council or were entered by it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contacts(&self, access: &Access<Secretariat>) -> Result<Vec<ContactRow>, Error> {
        let council = access.council().0;
        let seated = Query::select()
            .column(membership::Column::PersonId)
            .from(membership::Entity)
            .and_where(Expr::col(membership::Column::CouncilId).eq(council))
            .to_owned();
        let persons = person::Entity::find()
            .filter(
                Condition::any()
                    .add(person::Column::OriginCouncilId.eq(council))
                    .add(person::Column::Id.in_subquery(seated)),
            )
            .order_by_asc(person::Column::SearchName)
            .order_by_asc(person::Column::Id)
            .all(&self.inner.connections.read)
            .await?;
        let ids: Vec<Uuid> = persons.iter().map(|person| person.id).collect();
        let mut contacts: std::collections::HashMap<Uuid, person_contact::Model> = person_contact::Entity::find()
            .filter(person_contact::Column::PersonId.is_in(ids))
            .all(&self.inner.connections.read)
            .await?
            .into_iter()
            .map(|row| (row.person_id, row))
            .collect();
        Ok(persons
            .into_iter()
            .map(|row| {
                let contact = contacts.remove(&row.id);
                let (email, phone) = contact.map_or((None, None), |contact| (contact.email, contact.phone));
                ContactRow { person: Person { id: PersonId(row.id), name: row.name }, email, phone }
            })
            .collect())
    }

    /// How many entries the council's audit log has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_count(&self, access: &Access<Secretariat>) -> Result<u64, Error> {
        Ok(audit_entry::Entity::find()
            .filter(audit_entry::Column::CouncilId.eq(access.council().0))
            .count(&self.inner.connections.read)
            .await?)
    }

    /// The entries of the council's audit log between two places, so many at most: the latest first, or from the
    /// other end, the earliest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit(
        &self,
        access: &Access<Secretariat>,
        between: (Option<i64>, Option<i64>),
        earliest_first: bool,
        limit: u64,
    ) -> Result<Vec<AuditRow>, Error> {
        let mut find = audit_entry::Entity::find().filter(audit_entry::Column::CouncilId.eq(access.council().0));
        if let Some(later) = between.0 {
            find = find.filter(audit_entry::Column::Seq.lt(later));
        }
        if let Some(earlier) = between.1 {
            find = find.filter(audit_entry::Column::Seq.gt(earlier));
        }
        let order = if earliest_first { Order::Asc } else { Order::Desc };
        let find = find.order_by(audit_entry::Column::Seq, order).limit(limit);
        find.all(&self.inner.connections.read).await?.into_iter().map(audit_row).collect()
    }

    /// The entry of this identity in the council's audit log.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_entry(&self, access: &Access<Secretariat>, id: AuditId) -> Result<Option<AuditRow>, Error> {
        let find = audit_entry::Entity::find_by_id(id.0);
        let find = find.filter(audit_entry::Column::CouncilId.eq(access.council().0));
        find.one(&self.inner.connections.read).await?.map(audit_row).transpose()
    }
}

fn audit_row(row: audit_entry::Model) -> Result<AuditRow, Error> {
    Ok(AuditRow {
        id: row.id.into(),
        seq: row.seq,
        at: row.at,
        actor: row.actor,
        act: row.act,
        summary: value(row.summary)?,
    })
}
