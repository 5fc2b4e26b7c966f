//! The table that statistics make: columns that say what they are, and rows.
//!
//! May import: `domain`, `graphql::session`, [`super`].

use std::collections::{BTreeMap, HashSet};

use async_graphql::{
    ContextSelectionSet, Enum, OutputType, Positioned, ServerResult, SimpleObject, Value, parser::types::Field,
    registry::Registry,
};
use uuid::Uuid;

use super::{Dimension, Measure, Unit, measure::Adds};
use crate::{
    domain::{text::Text, time::Date},
    graphql::session::Scope,
};

/// A table of figures.
#[derive(Debug, SimpleObject)]
pub struct StatisticsTable {
    /// The day that it is for.
    as_of: Date,
    /// The columns: first the dimensions, then the measures, as they were asked for.
    columns: Vec<StatisticsColumn>,
    /// The rows, by their keys; rows without a key come last.
    rows: Vec<StatisticsRow>,
}

/// A column of a table of figures.
#[derive(Debug, SimpleObject)]
pub struct StatisticsColumn {
    /// The dimension or measure.
    key: &'static str,
    /// Whether rows are made by it, or it is counted.
    kind: StatisticsColumnKind,
    /// What readers see, in the language of the request.
    label: String,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum StatisticsColumnKind {
    /// What rows are made by.
    Dimension,
    /// What is counted.
    Measure,
}

/// A row of a table of figures.
#[derive(Debug, SimpleObject)]
pub struct StatisticsRow {
    /// One for each dimension: a slug, a code, a number or an enum value; null where the seat or council has none.
    keys: Vec<Option<String>>,
    /// What readers see for the keys, in the language of the request.
    labels: Vec<Option<String>>,
    /// One for each measure.
    values: Vec<Figure>,
}

/// A number in a table. The schema says Float, so that shares and averages can stand beside counts; a count is written
/// without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figure(i64);

impl OutputType for Figure {
    fn type_name() -> std::borrow::Cow<'static, str> {
        <f64 as OutputType>::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        <f64 as OutputType>::create_type_info(registry)
    }

    async fn resolve(&self, _: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        Ok(Value::from(self.0))
    }
}

/// Rows while they are counted.
pub(super) struct Rows<'q> {
    measures: &'q [Measure],
    by: &'q [Dimension],
    cells: BTreeMap<Keys, (Vec<Option<Text>>, Vec<Count>)>,
}

/// Keys of a row, in an order in which a missing one comes last.
type Keys = Vec<(bool, String)>;

#[derive(Default)]
struct Count {
    number: i64,
    seen: HashSet<Uuid>,
}

impl<'q> Rows<'q> {
    pub(super) const fn new(measures: &'q [Measure], by: &'q [Dimension]) -> Self {
        Self { measures, by, cells: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, unit: &Unit<'_>) {
        let mut keys = Keys::with_capacity(self.by.len());
        let mut labels = Vec::with_capacity(self.by.len());
        for dimension in self.by {
            let value = (dimension.entry().value)(unit);
            keys.push(value.as_ref().map_or((true, String::new()), |value| (false, value.key.clone())));
            labels.push(value.map(|value| value.label));
        }
        let fresh = || (labels, self.measures.iter().map(|_| Count::default()).collect());
        let (_, counts) = self.cells.entry(keys).or_insert_with(fresh);
        for (measure, count) in self.measures.iter().zip(counts) {
            match (measure.entry().adds)(unit) {
                Adds::Number(number) => count.number += number,
                Adds::Distinct(ids) => {
                    let before = count.seen.len();
                    count.seen.extend(ids);
                    count.number += i64::try_from(count.seen.len() - before).unwrap_or(i64::MAX);
                }
            }
        }
    }

    pub(super) fn into_table(mut self, scope: &Scope) -> StatisticsTable {
        let said = |text: &Text| text.in_lang(scope.lang).to_owned();
        if self.by.is_empty() && self.cells.is_empty() {
            self.cells.insert(Keys::new(), (Vec::new(), self.measures.iter().map(|_| Count::default()).collect()));
        }
        let dimensions = self.by.iter().map(|one| one.entry()).map(|entry| StatisticsColumn {
            key: entry.key,
            kind: StatisticsColumnKind::Dimension,
            label: said(&entry.label()),
        });
        let measures = self.measures.iter().map(|one| one.entry()).map(|entry| StatisticsColumn {
            key: entry.key,
            kind: StatisticsColumnKind::Measure,
            label: said(&entry.label()),
        });
        let columns = dimensions.chain(measures).collect();
        let rows = self.cells.into_iter().map(|(keys, (labels, counts))| StatisticsRow {
            keys: keys.into_iter().map(|(missing, key)| (!missing).then_some(key)).collect(),
            labels: labels.iter().map(|label| label.as_ref().map(said)).collect(),
            values: counts.into_iter().map(|count| Figure(count.number)).collect(),
        });
        StatisticsTable { as_of: scope.as_of.into(), columns, rows: rows.collect() }
    }
}
