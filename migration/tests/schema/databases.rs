//! Empty databases for tests: SQLite in a temporary file, PostgreSQL as a database of its own per test.
//!
//! Shared by the tests of `migration` and `entity`. A missing PostgreSQL is a failure, never a silent skip.

use std::future::Future;

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbErr};

/// Runs `test` on an empty SQLite database.
pub async fn on_sqlite<F: Future<Output = ()>>(test: impl FnOnce(DatabaseConnection) -> F) {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let url = format!("sqlite://{}?mode=rwc", directory.path().join("test.sqlite").display());
    let db = connect(&url).await.expect("a new SQLite file");
    test(db.clone()).await;
    db.close().await.expect("closes");
}

/// Runs `test` on an empty PostgreSQL database, which is dropped afterwards if the test passes.
pub async fn on_postgres<F: Future<Output = ()>>(test: impl FnOnce(DatabaseConnection) -> F) {
    #[expect(clippy::disallowed_methods, reason = "the test command tells where its server is")]
    let server = std::env::var("MANDAT_TEST_POSTGRES_URL").unwrap_or_else(|_| {
        panic!(
            "MANDAT_TEST_POSTGRES_URL is not set: run the tests with tests/run, which starts a PostgreSQL of its own"
        )
    });
    let admin = connect(&server).await.expect("the PostgreSQL of MANDAT_TEST_POSTGRES_URL");
    let name = format!("mandat_{}", uuid::Uuid::now_v7().simple());
    execute(&admin, &format!("CREATE DATABASE {name}")).await.expect("a database of the test's own");
    let db = connect(&with_database(&server, &name)).await.expect("the new database");
    test(db.clone()).await;
    db.close().await.expect("closes");
    execute(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await.expect("dropped");
    admin.close().await.expect("closes");
}

/// Runs one statement as written.
pub async fn execute(db: &DatabaseConnection, sql: &str) -> Result<(), DbErr> {
    db.execute_unprepared(sql).await.map(|_| ())
}

/// Two connections, so that a test can be two nodes.
async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(2).sqlx_logging(false);
    Database::connect(options).await
}

/// The server's address with another database: what stands between the host and the parameters.
fn with_database(server: &str, name: &str) -> String {
    let (address, parameters) = server
        .split_once('?')
        .map_or((server, String::new()), |(address, parameters)| (address, format!("?{parameters}")));
    let scheme = address.find("://").map_or(0, |at| at + 3);
    let host = address[scheme..].find('/').map_or(address, |slash| &address[..scheme + slash]);
    format!("{host}/{name}{parameters}")
}

/// Declares a module with one test per database for a function that takes an empty one.
macro_rules! on_both {
    ($($name:ident),+ $(,)?) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                crate::databases::on_sqlite(super::$name).await;
            }

            #[tokio::test]
            async fn postgres() {
                crate::databases::on_postgres(super::$name).await;
            }
        }
    )+};
}

pub(crate) use on_both;
