//! The integration suite: every test runs on SQLite and on PostgreSQL, against a database of its own.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what went wrong by failing")]

mod acceptance;
mod agency;
mod bad_input;
mod calendar;
mod concurrency;
mod contract;
mod database;
mod deputies;
mod documents;
mod drafts;
mod durable;
mod events;
mod forecast;
mod founding;
mod ho21;
mod kept_answers;
mod large;
mod lists;
mod live;
mod mandate_life;
mod mandates;
mod observed;
mod once;
mod papers;
mod persona;
mod records;
mod registration;
mod replay;
mod revisions;
mod rooms;
mod roster_life;
mod shown;
mod world;
mod year;
mod year_around;

/// Makes two tests of one: `::sqlite` and `::postgres`.
#[macro_export]
macro_rules! on_both {
    ($($(#[$doc:meta])* async fn $name:ident($world:ident) $body:block)*) => {$(
        $(#[$doc])*
        mod $name {
            #[allow(unused_imports, reason = "a body may need nothing of its module")]
            use super::*;

            #[allow(clippy::too_many_lines, reason = "a story is told in one go")]
            async fn body($world: $crate::world::World) $body

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                body($crate::world::World::sqlite().await).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                body($crate::world::World::postgres().await).await;
            }
        }
    )*};
}
