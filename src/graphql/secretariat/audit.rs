//! The audit log of a council.
//!
//! May import: `graphql`, `store`, `access`, `domain`.

use async_graphql::{ID, Object};

use crate::{
    access::door::{Access, Secretariat},
    domain::{text::Lang, time::Instant},
    graphql::{
        error::{Result, internal},
        global_id::GlobalId,
        paging::{Connection, Page, Place},
        session::Session,
    },
    store::AuditRow,
};

/// The number of the list, for cursors.
const LIST: u8 = 122;

/// Something that was done to the council.
pub struct AuditEntry {
    lang: Lang,
    id: ID,
    row: AuditRow,
}

/// Something that was done to the council.
#[Object]
impl AuditEntry {
    /// The global id.
    async fn id(&self) -> &ID {
        &self.id
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
    first: Option<i32>,
    after: Option<&str>,
) -> Result<Connection<AuditEntry>> {
    let page = Page::of(LIST, first, after, None, None)?;
    let window = page.window();
    let before = window.after.and_then(Place::number);
    let limit = u64::try_from(window.limit).unwrap_or(u64::MAX);
    let rows = session.store.audit(access, before, limit).await.map_err(internal)?;
    let total = session.store.audit_count(access).await.map_err(internal)?;
    let entries = rows
        .into_iter()
        .map(|row| {
            let place = Place::by_number(Some(row.seq), row.id);
            let id = GlobalId::AuditEntry(access.council(), row.id).encode();
            (place, AuditEntry { lang: session.lang, id, row })
        })
        .collect();
    Ok(Connection::of_rows(&page, entries, usize::try_from(total).unwrap_or(usize::MAX)))
}
