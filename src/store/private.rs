//! What is read through a private door and not kept in memory: contacts, the audit log.
//!
//! May import: `domain`, `access`, `error`, `store`. Every function takes the proof of access and takes the tenant
//! from it, never from an argument.

use chrono::{DateTime, Utc};
use entity::{audit_entry, person_contact};
use sea_orm::{ColumnTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

use super::{Store, load, row::value};
use crate::{
    access::door::{Access, Secretariat},
    domain::{
        id::{AuditId, PersonId},
        people::Person,
        text::Text,
    },
    error::Error,
};

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

impl Store {
    /// How to reach the persons who have or had a seat in the council or were entered by it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn contacts(&self, access: &Access<Secretariat>) -> Result<Vec<ContactRow>, Error> {
        let read = &self.inner.connections.read;
        let mut persons = load::persons_of(read, &[access.council().0]).await?;
        persons.sort_by(|one, other| (&one.search_name, one.id).cmp(&(&other.search_name, other.id)));
        let ids: Vec<Uuid> = persons.iter().map(|person| person.id).collect();
        let mut contacts: std::collections::HashMap<Uuid, person_contact::Model> = person_contact::Entity::find()
            .filter(person_contact::Column::PersonId.is_in(ids))
            .all(read)
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

pub(super) fn audit_row(row: audit_entry::Model) -> Result<AuditRow, Error> {
    Ok(AuditRow {
        id: row.id.into(),
        seq: row.seq,
        at: row.at,
        actor: row.actor,
        act: row.act,
        summary: value(row.summary)?,
    })
}
