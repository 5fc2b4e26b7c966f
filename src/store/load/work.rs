//! Loading what councils work on: meetings, cases, agendas, papers, advice.
//!
//! May import: `domain`, `error`, `store`.

use std::collections::HashMap;

use chrono::NaiveDate;
use entity::{advice, agenda_item, case_event, council_case, follow_up, meeting, paper, recusal};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Councils, rows_of};
use crate::{
    domain::{
        council::Meeting,
        work::{Advice, AgendaItem, Approval, Case, CaseEvent, FollowUp, MediaType, Paper, Raiser, Recusal},
    },
    error::Error,
    store::row::{number, text, value, word},
};

pub(super) async fn meetings<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(db, meeting::Column::CouncilId, ids, &[meeting::Column::StartsAt, meeting::Column::Id]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        let day = council.head.day_of(row.starts_at).ok_or_else(|| {
            Error::Corrupt(format!("council {}: no time zone {:?}", row.council_id, council.head.time_zone))
        })?;
        council.meetings.push(Meeting {
            id: row.id.into(),
            day,
            held: row.held.map(value).transpose()?.unwrap_or_default(),
            title: value(row.title)?,
            kind: word(&row.kind)?,
            status: word(&row.status)?,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            place: text(row.place)?,
            link: row.link,
            together_with: row.together_with.map(value).transpose()?.unwrap_or_default(),
            past: row.past.map(value).transpose()?.unwrap_or_default(),
            wheel_year: row.wheel_year,
            changed_at: row.changed_at.unwrap_or(row.created_at),
        });
    }
    Ok(())
}

/// Cases with their history, agendas, papers, and advice.
pub(super) async fn work<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    cases(db, ids, councils).await?;
    agendas(db, ids, councils).await?;
    papers(db, ids, councils).await?;
    all_advice(db, ids, councils).await
}

async fn cases<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows =
        rows_of(db, council_case::Column::CouncilId, ids, &[council_case::Column::RaisedOn, council_case::Column::Id])
            .await?;
    if rows.is_empty() {
        return Ok(());
    }
    let events = rows_of(db, case_event::Column::CouncilId, ids, &[case_event::Column::Position]).await?;
    let mut history: HashMap<(Uuid, Uuid), Vec<CaseEvent>> = HashMap::new();
    for row in events {
        let event = CaseEvent { status: word(&row.status)?, at: row.at, reason: text(row.reason)? };
        history.entry((row.council_id, row.case_id)).or_default().push(event);
    }
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        let elsewhere = row.raised_from_council_id.zip(row.raised_from_membership_id);
        let elsewhere = elsewhere.map(|(council, membership)| Raiser::Elsewhere(council.into(), membership.into()));
        council.work.cases.push(Case {
            id: row.id.into(),
            title: value(row.title)?,
            description: text(row.description)?,
            status: word(&row.status)?,
            raised_by: row.raised_by_id.map(|membership| Raiser::Member(membership.into())).or(elsewhere),
            raised_on: row.raised_on,
            next_process: text(row.next_process)?,
            task: row.clause_key.zip(row.task_key).map(|(clause, task)| (clause.into(), task.into())),
            public: row.is_public,
            record: row.record_id.map(Into::into),
            history: history.remove(&(row.council_id, row.id)).unwrap_or_default(),
        });
    }
    Ok(())
}

async fn agendas<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(
        db,
        agenda_item::Column::CouncilId,
        ids,
        &[agenda_item::Column::MeetingId, agenda_item::Column::Ordinal],
    )
    .await?;
    if rows.is_empty() {
        return Ok(());
    }
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.work.items.push(AgendaItem {
            id: row.id.into(),
            meeting: row.meeting_id.into(),
            case: row.case_id.into(),
            ordinal: number(row.ordinal)?,
            starts_at: row.starts_at,
            outcome: text(row.outcome)?,
            record: row.record_id.map(Into::into),
        });
    }
    let rows =
        rows_of(db, recusal::Column::CouncilId, ids, &[recusal::Column::AgendaItemId, recusal::Column::MembershipId])
            .await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.work.recusals.push(Recusal {
            item: row.agenda_item_id.into(),
            membership: row.membership_id.into(),
            reason: row.reason,
        });
    }
    Ok(())
}

async fn papers<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(db, paper::Column::CouncilId, ids, &[paper::Column::Id]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.work.papers.push(Paper {
            id: row.id.into(),
            agenda_item: row.agenda_item_id.map(Into::into),
            case: row.case_id.map(Into::into),
            meeting: row.meeting_id.map(Into::into),
            kind: word(&row.kind)?,
            series: row.series_id.into(),
            title: value(row.title)?,
            visibility: word(&row.visibility)?,
            language: word(&row.language)?,
            version: number(row.version)?,
            file_name: row.file_name,
            media_type: MediaType::from_name(&row.media_type)
                .ok_or_else(|| Error::Corrupt(format!("{:?} is no media type of papers", row.media_type)))?,
            size: u32::try_from(row.size).map_err(|_| Error::Corrupt(format!("paper {}: its size", row.id)))?,
            sha256: row.sha256,
            embargo_until: row.embargo_until,
            approved: approval(row.approved_on, row.approved_meeting_id),
            withdrawn_at: row.withdrawn_at,
            added_by: row.added_by_id.map(Into::into),
            added_at: row.created_at,
        });
    }
    Ok(())
}

fn approval(on: Option<NaiveDate>, by: Option<Uuid>) -> Option<Approval> {
    on.zip(by).map(|(on, by)| Approval { on, by: by.into() })
}

async fn all_advice<C: ConnectionTrait>(db: &C, ids: &[Uuid], councils: &mut Councils) -> Result<(), Error> {
    let rows = rows_of(db, advice::Column::CouncilId, ids, &[advice::Column::AdoptedOn, advice::Column::Id]).await?;
    if rows.is_empty() {
        return Ok(());
    }
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.work.advice.push(Advice {
            id: row.id.into(),
            case: row.case_id.into(),
            meeting: row.meeting_id.map(Into::into),
            title: value(row.title)?,
            body: value(row.body)?,
            task: row.clause_key.zip(row.task_key).map(|(clause, task)| (clause.into(), task.into())),
            addressees: value(row.addressees)?,
            adopted_on: row.adopted_on,
            published_on: row.published_on,
            url: row.url,
            record: row.record_id.into(),
        });
    }
    let rows =
        rows_of(db, follow_up::Column::CouncilId, ids, &[follow_up::Column::OnDate, follow_up::Column::Id]).await?;
    for row in rows {
        let Some(council) = councils.get_mut(&row.council_id) else { continue };
        council.work.follow_ups.push(FollowUp {
            id: row.id.into(),
            advice: row.advice_id.into(),
            organisation: row.organisation_id.into(),
            status: word(&row.status)?,
            body: value(row.body)?,
            url: row.url,
            on: row.on_date,
        });
    }
    Ok(())
}
