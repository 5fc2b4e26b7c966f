//! The dimensions: by what a unit is put into a row.
//!
//! May import: `domain`, `graphql::session`, [`super`].

use async_graphql::Enum;

use super::Unit;
use crate::domain::{
    council::Body,
    id::OrganisationId,
    mandate::clause::{representation::Represents, seats::SeatRole},
    text::Text,
    word::Code,
};

/// By what seats are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum Dimension {
    /// The sector that the seat is for; null where it is for an organisation, an office or a person.
    Sector,
    /// The body that appoints to the seat; null where the mandate names none.
    Appointer,
    /// The family of the council; null where it has none.
    Family,
    /// The council.
    Council,
    /// The organisation that answers for the council.
    Owner,
    /// The tier of the council in its family; null where it has none.
    Tier,
    /// What the holder of the seat is in the body; null where the council has no seats.
    Role,
    /// For whom the holder speaks; null where the mandate does not say.
    Represents,
    /// Where the council stands in its life.
    Status,
    /// The organisation that the seat is for; null where it is for no single one.
    Organisation,
}

/// The value of a dimension: what rows are made by, and what readers see.
pub(super) struct Value {
    pub key: String,
    pub label: Text,
}

/// What a dimension is called and what it reads.
pub(super) struct DimensionEntry {
    pub key: &'static str,
    pub nb: &'static str,
    pub en: &'static str,
    pub value: fn(&Unit<'_>) -> Option<Value>,
}

/// All dimensions, in the order of the enum.
const DIMENSIONS: [DimensionEntry; 10] = [
    DimensionEntry {
        key: "SECTOR",
        nb: "Sektor",
        en: "Sector",
        value: |unit| Some(code(unit, "sector", unit.line?.group.sector()?)),
    },
    DimensionEntry {
        key: "APPOINTER",
        nb: "Oppnevnes av",
        en: "Appointed by",
        value: |unit| {
            let group = unit.line?.group;
            body(unit, unit.view.body(group.appointer.as_ref()?, Some(group))?)
        },
    },
    DimensionEntry {
        key: "FAMILY",
        nb: "Rådsfamilie",
        en: "Family",
        value: |unit| {
            let family = unit.view.scope.directory.family(unit.view.value.head.family?)?;
            Some(Value { key: family.slug.to_string(), label: family.name.clone() })
        },
    },
    DimensionEntry {
        key: "COUNCIL",
        nb: "Råd",
        en: "Council",
        value: |unit| {
            let head = &unit.view.value.head;
            Some(Value { key: head.slug.to_string(), label: head.name.clone() })
        },
    },
    DimensionEntry {
        key: "OWNER",
        nb: "Eier",
        en: "Owner",
        value: |unit| organisation(unit, unit.view.value.head.owner),
    },
    DimensionEntry {
        key: "TIER",
        nb: "Nivå",
        en: "Tier",
        value: |unit| {
            let tier = unit.view.value.head.tier?.to_string();
            Some(Value { label: Text::nb_en(&tier, &tier), key: tier })
        },
    },
    DimensionEntry {
        key: "ROLE",
        nb: "Rolle",
        en: "Role",
        value: |unit| {
            Some(match unit.line?.group.role {
                SeatRole::Member => word("MEMBER", "medlem", "member"),
                SeatRole::Chair => word("CHAIR", "leder", "chair"),
                SeatRole::Observer => word("OBSERVER", "observatør", "observer"),
            })
        },
    },
    DimensionEntry {
        key: "REPRESENTS",
        nb: "Representerer",
        en: "Represents",
        value: |unit| {
            Some(match unit.line?.group.represents? {
                Represents::Organisation => word("ORGANISATION", "organisasjonen", "the organisation"),
                Represents::Sector => word("SECTOR", "sektoren", "the sector"),
                Represents::Nominator => word("NOMINATOR", "den som foreslo", "the nominator"),
                Represents::Personal => word("PERSONAL", "bare seg selv", "nobody else"),
                Represents::Public => word("PUBLIC", "allmennheten", "the public"),
            })
        },
    },
    DimensionEntry {
        key: "STATUS",
        nb: "Status",
        en: "Status",
        value: |unit| {
            use crate::domain::council::CouncilStatus::{Dissolved, Draft, Public};
            Some(match unit.view.value.head.status_on(unit.view.scope.as_of) {
                Draft => word("DRAFT", "under opprettelse", "being set up"),
                Public => word("PUBLIC", "offentlig", "public"),
                Dissolved => word("DISSOLVED", "nedlagt", "dissolved"),
            })
        },
    },
    DimensionEntry {
        key: "ORGANISATION",
        nb: "Organisasjon",
        en: "Organisation",
        value: |unit| {
            let slug = unit.line?.group.organisation()?;
            organisation(unit, unit.view.scope.directory.organisation_by_slug(slug)?.id)
        },
    },
];

fn word(key: &str, nb: &str, en: &str) -> Value {
    Value { key: key.to_owned(), label: Text::nb_en(nb, en) }
}

fn code(unit: &Unit<'_>, list: &str, code: &Code) -> Value {
    let label = unit.view.scope.directory.code(list, code).cloned();
    Value { key: code.to_string(), label: label.unwrap_or_else(|| Text::nb_en(code, code)) }
}

fn organisation(unit: &Unit<'_>, id: OrganisationId) -> Option<Value> {
    let organisation = unit.view.scope.directory.organisation(id)?;
    Some(Value { key: organisation.slug.to_string(), label: organisation.name.clone() })
}

fn body(unit: &Unit<'_>, body: Body) -> Option<Value> {
    match body {
        Body::Organisation(id) => organisation(unit, id),
        Body::Council(id) => {
            let head = unit.view.scope.directory.council(id)?;
            Some(Value { key: head.slug.to_string(), label: head.name.clone() })
        }
    }
}

impl Dimension {
    pub(super) const fn entry(self) -> &'static DimensionEntry {
        &DIMENSIONS[self as usize]
    }
}

impl DimensionEntry {
    pub(super) fn label(&self) -> Text {
        Text::nb_en(self.nb, self.en)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;

    #[test]
    fn every_dimension_stands_at_its_place() {
        let named: Vec<_> = <Dimension as EnumType>::items().iter().map(|item| item.name).collect();
        assert_eq!(DIMENSIONS.iter().map(|entry| entry.key).collect::<Vec<_>>(), named);
        assert!(<Dimension as EnumType>::items().iter().enumerate().all(|(at, item)| item.value as usize == at));
    }
}
