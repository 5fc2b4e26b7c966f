//! Applying changes to what councils share.
//!
//! May import: `domain`, `error`, `store`.

use chrono::NaiveDate;
use entity::{
    account, authority as authority_entity, code_entry, family as family_entity, organisation as organisation_entity,
    person as person_entity, person_contact, succession as succession_entity, template as template_entity,
    template_version as version_entity,
};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait, sea_query::OnConflict};

use super::{Stamp, body_columns, change, insert};
use crate::{
    domain::{
        change::{Contact, TemplateHead},
        directory::{Family, Succession, TemplateVersion},
        id::{AccountId, CouncilId, PersonId, TemplateId},
        mandate::clause::CLAUSE_FORMAT,
        people::{Authority, Organisation, Person},
        register::NewCode,
        search::{folded, folded_name},
    },
    error::Error,
    store::{
        load::directory::TemplateBody,
        row::{column, json, number_column, text_column},
    },
};

pub(super) async fn organisation(tx: &DatabaseTransaction, it: &Organisation, stamp: Stamp) -> Result<(), Error> {
    let mut row = organisation_row(it)?;
    row.created_at = Set(stamp.now);
    insert(tx, row).await
}

pub(super) async fn organisation_data(tx: &DatabaseTransaction, it: &Organisation) -> Result<(), Error> {
    change(tx, organisation_row(it)?, "changing an organisation").await
}

fn organisation_row(it: &Organisation) -> Result<organisation_entity::ActiveModel, Error> {
    Ok(organisation_entity::ActiveModel {
        id: Set(it.id.0),
        slug: Set(it.slug.to_string()),
        name: Set(json(&it.name)?),
        number: Set(it.number.map(|number| number.to_string())),
        kind: Set(it.kind.as_ref().map(ToString::to_string)),
        sector: Set(it.sector.as_ref().map(ToString::to_string)),
        dissolved_on: Set(it.dissolved_on),
        search_name: Set(folded_name(&it.name)),
        ..Default::default()
    })
}

pub(super) async fn family(tx: &DatabaseTransaction, it: &Family) -> Result<(), Error> {
    let row = family_entity::ActiveModel {
        id: Set(it.id.0),
        slug: Set(it.slug.to_string()),
        name: Set(json(&it.name)?),
        purpose: Set(text_column(it.purpose.as_ref())?),
        owner_id: Set(None),
    };
    insert(tx, row).await
}

pub(super) async fn code(tx: &DatabaseTransaction, it: &NewCode) -> Result<(), Error> {
    let row = code_entry::ActiveModel {
        list: Set(it.list.to_string()),
        code: Set(it.code.to_string()),
        label: Set(json(&it.label)?),
        position: Set(0),
    };
    insert(tx, row).await
}

pub(super) async fn succession(tx: &DatabaseTransaction, it: &Succession) -> Result<(), Error> {
    let (predecessor_organisation_id, predecessor_council_id) = body_columns(Some(it.predecessor));
    let (successor_organisation_id, successor_council_id) = body_columns(Some(it.successor));
    let row = succession_entity::ActiveModel {
        id: Set(it.id.0),
        predecessor_organisation_id: Set(predecessor_organisation_id),
        predecessor_council_id: Set(predecessor_council_id),
        successor_organisation_id: Set(successor_organisation_id),
        successor_council_id: Set(successor_council_id),
        on_date: Set(it.on),
        source: Set(it.source.clone()),
    };
    insert(tx, row).await
}

pub(super) async fn template(tx: &DatabaseTransaction, it: &TemplateHead, stamp: Stamp) -> Result<(), Error> {
    let row = template_entity::ActiveModel {
        id: Set(it.id.0),
        slug: Set(it.slug.to_string()),
        name: Set(json(&it.name)?),
        description: Set(text_column(it.description.as_ref())?),
        owner_id: Set(it.owner.map(|owner| owner.0)),
        created_at: Set(stamp.now),
    };
    insert(tx, row).await
}

pub(super) async fn template_version(
    tx: &DatabaseTransaction,
    template: TemplateId,
    it: &TemplateVersion,
    stamp: Stamp,
) -> Result<(), Error> {
    let body = TemplateBody { parameters: it.parameters.clone(), clauses: it.clauses.clone() };
    let row = version_entity::ActiveModel {
        template_id: Set(template.0),
        version: Set(number_column(it.version)),
        body: Set(json(&body)?),
        format: Set(CLAUSE_FORMAT),
        published_at: Set(stamp.now),
    };
    insert(tx, row).await
}

pub(super) async fn person(
    tx: &DatabaseTransaction,
    it: &Person,
    origin: Option<CouncilId>,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = person_entity::ActiveModel {
        id: Set(it.id.0),
        name: Set(it.name.clone()),
        search_name: Set(folded(&it.name)),
        origin_council_id: Set(origin.map(|council| council.0)),
        created_at: Set(stamp.now),
        erased_at: Set(None),
    };
    insert(tx, row).await
}

pub(super) async fn contact(tx: &DatabaseTransaction, it: &Contact, stamp: Stamp) -> Result<(), Error> {
    use person_contact::Column::{Email, PersonId, Phone, UpdatedAt};
    let row = person_contact::ActiveModel {
        person_id: Set(it.person.0),
        email: Set(it.email.clone()),
        phone: Set(it.phone.clone()),
        updated_at: Set(stamp.now),
    };
    person_contact::Entity::insert(row)
        .on_conflict(OnConflict::column(PersonId).update_columns([Email, Phone, UpdatedAt]).to_owned())
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

pub(super) async fn authority(tx: &DatabaseTransaction, it: &Authority, by: Option<AccountId>) -> Result<(), Error> {
    let row = authority_entity::ActiveModel {
        id: Set(it.id.0),
        account_id: Set(it.account.0),
        kind: Set(column(&it.grant.kind())?),
        council_id: Set(it.grant.council().map(|council| council.0)),
        organisation_id: Set(it.grant.organisation().map(|organisation| organisation.0)),
        start: Set(it.period.start.unwrap_or_else(|| it.granted_at.date_naive())),
        ended: Set(it.period.end),
        granted_by: Set(by.map(|account| account.0)),
        created_at: Set(it.granted_at),
    };
    insert(tx, row).await
}

pub(super) async fn authority_end(tx: &DatabaseTransaction, it: &Authority, on: NaiveDate) -> Result<(), Error> {
    let row = authority_entity::ActiveModel { id: Set(it.id.0), ended: Set(Some(on)), ..Default::default() };
    change(tx, row, "ending an authority").await
}

pub(super) async fn account_person(
    tx: &DatabaseTransaction,
    account: AccountId,
    person: PersonId,
) -> Result<(), Error> {
    let row = account::ActiveModel { id: Set(account.0), person_id: Set(Some(person.0)), ..Default::default() };
    change(tx, row, "linking an account").await
}
