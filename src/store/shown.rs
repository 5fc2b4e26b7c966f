//! What an act is shown: loaded under the lock.
//!
//! May import: `domain`, `access`, `error`, `store`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use chrono::NaiveDate;
use entity::{authority, invitation, person};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{
    accounts,
    act::Needs,
    calendar,
    knowing::{knowing, seated},
    load,
    shared::Shared,
};
use crate::{
    access::caller::Caller,
    domain::{
        change::Invitation,
        council::Council,
        directory::Directory,
        id::{CouncilId, PersonId},
        people::{Account, Authority, Grant, Person},
    },
    error::Error,
};

/// What an act is shown, as values.
pub(super) struct Loaded {
    pub(super) caller: Caller,
    pub(super) directory: Arc<Directory>,
    pub(super) public_revision: i64,
    pub(super) councils: BTreeMap<CouncilId, Arc<Council>>,
    pub(super) first: Option<CouncilId>,
    pub(super) persons: BTreeMap<PersonId, Person>,
    pub(super) account: Option<Account>,
    pub(super) authority: Option<Authority>,
    pub(super) holders: Vec<Authority>,
    pub(super) invitation: Option<(CouncilId, Invitation)>,
    pub(super) has_calendar: bool,
}

impl Loaded {
    pub(super) async fn load(
        tx: &DatabaseTransaction,
        caller: &Caller,
        needs: Needs,
        known: Arc<Directory>,
        shared: &Shared,
        today: NaiveDate,
    ) -> Result<Self, Error> {
        let counters = load::directory::counters(tx).await?;
        let directory = if known.revision == counters.directory_revision {
            known
        } else {
            Arc::new(load::directory::directory(tx).await?)
        };
        let caller = self::caller(tx, caller).await?;
        let invitation = match &needs.invitation {
            Some(digest) => find_invitation(tx, digest).await?,
            None => None,
        };
        let mut ids: BTreeSet<CouncilId> = needs.councils.iter().copied().collect();
        ids.extend(needs.claim.map(|(council, _)| council));
        ids.extend(invitation.as_ref().map(|(council, _)| *council));
        let ids: Vec<CouncilId> = ids.into_iter().collect();
        let mut councils = load::council::councils(tx, &ids, shared).await?;
        show_facts(tx, &needs.persons, &mut councils).await?;
        let nameable = nameable(tx, &caller, &directory, &councils, &needs.persons, today).await?;
        let persons = person::Entity::find()
            .filter(person::Column::Id.is_in(nameable.into_iter().map(|id| id.0)))
            .all(tx)
            .await?;
        let authority = match needs.authority {
            Some(id) => authority::Entity::find_by_id(id.0).one(tx).await?,
            None => None,
        };
        let authority = authority.map(accounts::authority_from_row).transpose()?;
        let holders = match needs.grant.or_else(|| authority.as_ref().map(|authority| authority.grant)) {
            Some(grant) => accounts::holders(tx, grant, today).await?,
            None => Vec::new(),
        };
        let own_calendar = needs.own_calendar.zip(caller.account_id());
        let has_calendar = match own_calendar {
            Some((council, account)) => calendar::has_feed(tx, council, account).await?,
            None => false,
        };
        Ok(Self {
            caller,
            directory,
            public_revision: counters.public_revision,
            councils: councils.into_iter().map(|council| (council.head.id, Arc::new(council))).collect(),
            first: needs.councils.first().copied(),
            persons: persons
                .into_iter()
                .map(|row| (row.id.into(), Person { id: row.id.into(), name: row.name }))
                .collect(),
            account: match needs.account {
                Some(id) => accounts::account(tx, id).await?,
                None => None,
            },
            authority,
            holders,
            invitation,
            has_calendar,
        })
    }
}

/// Those of the persons whom the caller may name: for everybody else they do not exist. The council that acts knows them,
/// everybody may see them in another, or the caller is of the secretariat of one that knows them.
async fn nameable(
    tx: &DatabaseTransaction,
    caller: &Caller,
    directory: &Directory,
    councils: &[Council],
    asked: &[PersonId],
    today: NaiveDate,
) -> Result<Vec<PersonId>, Error> {
    let mut nameable = Vec::with_capacity(asked.len());
    for person in asked {
        let here = councils.iter().any(|council| council.persons.contains_key(person));
        let public = |id: &CouncilId| directory.council(*id).is_some_and(|head| head.is_public());
        let own = |id: &CouncilId| caller.authorities_on(today).any(|held| held.grant == Grant::Secretariat(*id));
        if here || seated(tx, &[*person]).await?.iter().any(public) || knowing(tx, &[*person]).await?.iter().any(own) {
            nameable.push(*person);
        }
    }
    Ok(nameable)
}

/// What is known of those whom an act asks for and a council does not know yet: whoever is to be appointed comes with
/// what was declared elsewhere.
async fn show_facts(tx: &DatabaseTransaction, persons: &[PersonId], councils: &mut [Council]) -> Result<(), Error> {
    let unknown = |council: &Council| persons.iter().any(|person| !council.persons.contains_key(person));
    if !councils.iter().any(unknown) {
        return Ok(());
    }
    let facts = load::record::facts_of(tx, persons).await?;
    for council in councils {
        let persons = &council.persons;
        council.facts.extend(facts.iter().filter(|fact| !persons.contains_key(&fact.person)).cloned());
    }
    Ok(())
}

async fn find_invitation(tx: &DatabaseTransaction, digest: &str) -> Result<Option<(CouncilId, Invitation)>, Error> {
    let row = invitation::Entity::find().filter(invitation::Column::CodeHash.eq(digest)).one(tx).await?;
    Ok(row.map(|row| {
        let it = Invitation {
            id: row.id.into(),
            person: row.person_id.map(Into::into),
            code_hash: row.code_hash,
            expires_at: row.expires_at,
            claimed_by: row.claimed_by.map(Into::into),
        };
        (row.council_id.into(), it)
    }))
}

/// The caller with the authorities as they are in this transaction.
pub(super) async fn caller(tx: &DatabaseTransaction, caller: &Caller) -> Result<Caller, Error> {
    Ok(match caller.account_id() {
        Some(account) => caller.with_authorities(accounts::authorities(tx, account).await?),
        None => caller.clone(),
    })
}
