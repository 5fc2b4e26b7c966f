//! The measures: what a unit adds to its row.
//!
//! May import: `domain`.

use async_graphql::Enum;
use uuid::Uuid;

use super::Unit;
use crate::domain::text::Text;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum Measure {
    /// Councils, each once in a row.
    Councils,
    /// Seats that exist on the day.
    Seats,
    /// Seats that nobody holds, of the groups whose number of seats the mandate fixes.
    VacantSeats,
    /// Persons who hold a seat, each once in a row.
    Members,
    /// Persons who stand in for a holder, each once in a row.
    Deputies,
    /// Organisations on whose behalf seats are held, each once in a row.
    Organisations,
}

/// What a unit adds.
pub(super) enum Adds {
    /// So many.
    Number(i64),
    /// These, of which each counts once.
    Distinct(Vec<Uuid>),
}

/// What a measure is called and what it counts.
pub(super) struct MeasureEntry {
    pub key: &'static str,
    pub nb: &'static str,
    pub en: &'static str,
    pub adds: fn(&Unit<'_>) -> Adds,
}

/// All measures, in the order of the enum.
const MEASURES: [MeasureEntry; 6] = [
    MeasureEntry {
        key: "COUNCILS",
        nb: "Råd",
        en: "Councils",
        adds: |unit| Adds::Distinct(vec![unit.view.sight.council().0]),
    },
    MeasureEntry {
        key: "SEATS",
        nb: "Plasser",
        en: "Seats",
        adds: |unit| Adds::Number(i64::from(unit.line.is_some())),
    },
    MeasureEntry {
        key: "VACANT_SEATS",
        nb: "Ledige plasser",
        en: "Vacant seats",
        adds: |unit| Adds::Number(i64::from(unit.line.is_some_and(super::SeatLine::is_vacancy))),
    },
    MeasureEntry {
        key: "MEMBERS",
        nb: "Medlemmer",
        en: "Members",
        adds: |unit| Adds::Distinct(holder(unit).map(|one| one.person.0).into_iter().collect()),
    },
    MeasureEntry {
        key: "DEPUTIES",
        nb: "Varamedlemmer",
        en: "Deputies",
        adds: |unit| {
            let Some(line) = unit.line else {
                return Adds::Distinct(Vec::new());
            };
            let at_seat = unit.view.value.at_seat(line.seat.id, unit.view.scope.as_of);
            Adds::Distinct(at_seat.filter(|one| one.alternate_rank > 0).map(|one| one.person.0).collect())
        },
    },
    MeasureEntry {
        key: "ORGANISATIONS",
        nb: "Organisasjoner",
        en: "Organisations",
        adds: |unit| Adds::Distinct(holder(unit).and_then(|one| one.on_behalf_of).map(|id| id.0).into_iter().collect()),
    },
];

fn holder<'a>(unit: &Unit<'a>) -> Option<&'a crate::domain::council::Membership> {
    unit.line?.holder
}

impl Measure {
    pub(super) const fn entry(self) -> &'static MeasureEntry {
        &MEASURES[self as usize]
    }
}

impl MeasureEntry {
    pub(super) fn label(&self) -> Text {
        Text::nb_en(self.nb, self.en)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType;

    use super::*;

    #[test]
    fn every_measure_stands_at_its_place() {
        let named: Vec<_> = <Measure as EnumType>::items().iter().map(|item| item.name).collect();
        assert_eq!(MEASURES.iter().map(|entry| entry.key).collect::<Vec<_>>(), named);
        assert!(<Measure as EnumType>::items().iter().enumerate().all(|(at, item)| item.value as usize == at));
    }
}
