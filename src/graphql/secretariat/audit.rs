//! The audit log of a council.
//!
//! May import: `graphql`, `store`, `access`, `domain`.

use async_graphql::{ID, Object};

use crate::{
    access::door::{Access, Secretariat},
    domain::{id::AuditId, text::Lang, time::Instant},
    graphql::{
        error::{Result, failed},
        global_id::GlobalId,
        paging::{Connection, Page, Place},
        session::Session,
    },
    store::AuditRow,
};

/// Something that was done to the council.
#[derive(Clone)]
pub struct AuditEntry {
    lang: Lang,
    id: ID,
    row: AuditRow,
}

/// Something that was done to the council.
#[Object]
impl AuditEntry {
    /// The global id.
    pub async fn id(&self) -> ID {
        self.id.clone()
    }

    /// When.
    async fn at(&self) -> Instant {
        Instant(self.row.at)
    }

    /// Who, as the account is called.
    async fn actor(&self) -> &str {
        &self.row.actor
    }

    /// Which act, such as `appoint`.
    async fn act(&self) -> &str {
        &self.row.act
    }

    /// What was done, in a sentence.
    async fn summary(
        &self,
        #[graphql(desc = "The language; that of the request where it is not said.")] lang: Option<Lang>,
    ) -> &str {
        self.row.summary.in_lang(lang.unwrap_or(self.lang))
    }
}

/// A page of the log, latest first.
pub(super) async fn page(
    session: &Session,
    access: &Access<Secretariat>,
    page: &Page,
) -> Result<Connection<AuditEntry>> {
    let window = page.window();
    let between = (window.after.and_then(Place::number), window.before.and_then(Place::number));
    let limit = u64::try_from(window.limit).unwrap_or(u64::MAX);
    let rows = session.store.audit(access, between, window.backward, limit).await.map_err(failed)?;
    let total = session.store.audit_count(access).await.map_err(failed)?;
    let entries = rows
        .into_iter()
        .map(|row| (Place::by_number(Some(row.seq), row.id), AuditEntry::of(session, access, row)))
        .collect();
    Ok(Connection::of_rows(page, entries, usize::try_from(total).unwrap_or(usize::MAX)))
}

impl AuditEntry {
    fn of(session: &Session, access: &Access<Secretariat>, row: AuditRow) -> Self {
        Self { lang: session.lang, id: GlobalId::AuditEntry(access.council(), row.id).encode(), row }
    }

    /// The entry that the act at this place left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_act(session: &Session, access: &Access<Secretariat>, seq: i64) -> Result<Option<Self>> {
        let row = session.store.audit_of(access, seq).await.map_err(failed)?;
        Ok(row.map(|row| Self::of(session, access, row)))
    }

    /// The entry of this identity.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn by_id(session: &Session, access: &Access<Secretariat>, id: AuditId) -> Result<Option<Self>> {
        let row = session.store.audit_entry(access, id).await.map_err(failed)?;
        Ok(row.map(|row| Self::of(session, access, row)))
    }
}
