//! Statistics: one table over all seats, any measures by any dimensions, on any day.
//!
//! May import: `graphql`, `domain`. Measures and dimensions are data: each is an entry of a table with a small
//! function, so that a new one adds an entry and no code path.

mod dimension;
mod measure;
mod table;

use async_graphql::{Context, Object};

pub use self::{
    dimension::Dimension,
    measure::Measure,
    table::{StatisticsColumn, StatisticsColumnKind, StatisticsRow, StatisticsTable},
};
use super::{
    council_list,
    filter::CouncilFilter,
    view::{SeatLine, View},
};
use crate::{
    domain::{message::said, time::Date},
    graphql::{
        error::{Result, bad_input},
        session::Session,
    },
};

/// What is counted: a seat that exists on the day. A council without seats counts as one unit without a seat, so that
/// it is not lost.
struct Unit<'a> {
    view: &'a View,
    line: Option<&'a SeatLine<'a>>,
}

/// Statistics.
#[derive(Default)]
pub struct StatisticsQueries;

#[Object]
impl StatisticsQueries {
    /// One table: a row for each combination of the dimensions that occurs, with the measures. Without dimensions, one
    /// row over everything.
    async fn statistics(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to count, in the order of the columns.")] measures: Vec<Measure>,
        #[graphql(desc = "By what to divide, in the order of the columns.")] by: Option<Vec<Dimension>>,
        #[graphql(desc = "Over which councils; all where it is not said.")] filter: Option<CouncilFilter>,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
    ) -> Result<StatisticsTable> {
        let scope = Session::of(ctx)?.scope(as_of);
        let by = by.unwrap_or_default();
        each_once("measures", &measures)?;
        each_once("by", &by)?;
        if measures.is_empty() {
            return Err(bad_input(said!("measures er tom; nevn minst én.", "measures is empty; name at least one.")));
        }
        let views = council_list::views(ctx, &scope, filter).await?;
        let mut rows = table::Rows::new(&measures, &by);
        for view in &views {
            let lines = view.seats();
            for line in &lines {
                rows.add(&Unit { view, line: Some(line) });
            }
            if lines.is_empty() {
                rows.add(&Unit { view, line: None });
            }
        }
        Ok(rows.into_table(&scope))
    }
}

fn each_once<T: PartialEq + std::fmt::Debug>(name: &str, listed: &[T]) -> Result<()> {
    let repeated = listed.iter().enumerate().find(|(at, one)| listed[..*at].contains(one));
    repeated.map_or(Ok(()), |(at, _)| {
        Err(bad_input(said!(
            "{name}[{at}] står der allerede; nevn hver én gang.",
            "{name}[{at}] is there already; name each once."
        )))
    })
}
