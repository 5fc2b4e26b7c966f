//! Loading the directory.
//!
//! May import: `domain`, `error`, `store`.

use std::collections::HashMap;

use entity::{
    annual_wheel, clause, code_entry, council, council_alias, family, mandate, organisation, register_state,
    succession, template, template_version,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        calendar::AnnualWheel,
        council::{Body, CouncilHead},
        directory::{Directory, DirectoryParts, Family, Succession, Template, TemplateVersion},
        id::CouncilId,
        mandate::{
            clause::{Clause, Provision, relation::Relation},
            template::Parameter,
        },
        people::Organisation,
        time::Period,
    },
    error::Error,
    store::row::{body, number, of_clauses, text, value, word},
};

/// What a published version keeps.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::store) struct TemplateBody {
    #[serde(default)]
    pub(in crate::store) parameters: Vec<Parameter>,
    pub(in crate::store) clauses: Vec<Clause>,
}

/// The counters of the register.
pub(in crate::store) async fn counters<C: ConnectionTrait>(db: &C) -> Result<register_state::Model, Error> {
    let state = register_state::Entity::find().one(db).await?;
    state.ok_or_else(|| Error::Corrupt("the register has no state".to_owned()))
}

/// The directory as it is in this transaction.
pub(in crate::store) async fn directory<C: ConnectionTrait>(db: &C) -> Result<Directory, Error> {
    let revision = counters(db).await?.directory_revision;
    let mut parts = DirectoryParts { revision, ..DirectoryParts::default() };
    for row in organisation::Entity::find().all(db).await? {
        parts.organisations.push(Organisation {
            id: row.id.into(),
            slug: row.slug.into(),
            name: value(row.name)?,
            number: row
                .number
                .map(|number| number.parse())
                .transpose()
                .map_err(|wrong| Error::Corrupt(format!("organisation {}: {wrong}", row.id)))?,
            kind: row.kind.map(Into::into),
            sector: row.sector.map(Into::into),
            dissolved_on: row.dissolved_on,
        });
    }
    for row in family::Entity::find().all(db).await? {
        parts.families.push(Family {
            id: row.id.into(),
            slug: row.slug.into(),
            name: value(row.name)?,
            purpose: text(row.purpose)?,
        });
    }
    for row in annual_wheel::Entity::find().all(db).await? {
        parts.wheels.push(AnnualWheel {
            family: row.family_id.into(),
            year: row.year,
            published_on: row.published_on,
            url: row.url,
        });
    }
    for row in code_entry::Entity::find().all(db).await? {
        parts.codes.push((row.list.into(), row.code.into(), value(row.label)?));
    }
    for row in succession::Entity::find().all(db).await? {
        if let (Some(predecessor), Some(successor)) = (
            body(row.predecessor_organisation_id, row.predecessor_council_id),
            body(row.successor_organisation_id, row.successor_council_id),
        ) {
            parts.successions.push(Succession {
                id: row.id.into(),
                predecessor,
                successor,
                on: row.on_date,
                source: row.source,
            });
        }
    }
    parts.templates = templates(db).await?;
    for row in council::Entity::find().all(db).await? {
        parts.councils.push(head(row)?);
    }
    for row in council_alias::Entity::find().all(db).await? {
        parts.aliases.push((row.slug.into(), row.council_id.into()));
    }
    let adopted = mandate::Entity::find().filter(mandate::Column::Status.eq("ADOPTED")).all(db).await?;
    parts.adoptions = adopted.iter().filter_map(adoption).collect();
    parts.relations = relations(db, &adopted).await?;
    Ok(parts.into())
}

async fn templates<C: ConnectionTrait>(db: &C) -> Result<Vec<Template>, Error> {
    let mut versions: HashMap<uuid::Uuid, Vec<TemplateVersion>> = HashMap::new();
    for row in template_version::Entity::find().order_by_asc(template_version::Column::Version).all(db).await? {
        let body: TemplateBody = of_clauses(row.format, row.body)?;
        versions.entry(row.template_id).or_default().push(TemplateVersion {
            version: number(row.version)?,
            published_at: row.published_at,
            parameters: body.parameters,
            clauses: body.clauses,
        });
    }
    let rows = template::Entity::find().all(db).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Template {
                id: row.id.into(),
                slug: row.slug.into(),
                name: value(row.name)?,
                description: text(row.description)?,
                owner: row.owner_id.map(Into::into),
                versions: versions.remove(&row.id).unwrap_or_default(),
            })
        })
        .collect()
}

fn adoption(row: &mandate::Model) -> Option<(CouncilId, Period, Body)> {
    let adopter = body(row.adopted_by_organisation_id, row.adopted_by_council_id)?;
    Some((row.council_id.into(), Period { start: row.valid_from, end: row.valid_to }, adopter))
}

/// Relations that adopted mandates state; they are looked up from the other side, so they belong to what is shared.
async fn relations<C: ConnectionTrait>(
    db: &C,
    adopted: &[mandate::Model],
) -> Result<Vec<(CouncilId, Period, Relation)>, Error> {
    let rows = clause::Entity::find().filter(clause::Column::Kind.eq("RELATION")).all(db).await?;
    let periods: HashMap<(uuid::Uuid, uuid::Uuid), Period> = adopted
        .iter()
        .map(|row| ((row.council_id, row.id), Period { start: row.valid_from, end: row.valid_to }))
        .collect();
    let mut relations = Vec::new();
    for row in rows {
        let Some(period) = periods.get(&(row.council_id, row.mandate_id)) else { continue };
        let clause: Clause = of_clauses(row.format, row.body)?;
        if let Provision::Relation(relation) = clause.provision {
            relations.push((row.council_id.into(), *period, relation));
        }
    }
    Ok(relations)
}

/// The head of a council from its row.
pub(in crate::store) fn head(row: council::Model) -> Result<CouncilHead, Error> {
    Ok(CouncilHead {
        id: row.id.into(),
        slug: row.slug.into(),
        name: value(row.name)?,
        description: text(row.description)?,
        visibility: word(&row.visibility)?,
        owner: row.owner_id.into(),
        family: row.family_id.map(Into::into),
        tier: row.tier.map(number).transpose()?,
        time_zone: row.time_zone,
        established_on: row.established_on,
        dissolved_on: row.dissolved_on,
    })
}
