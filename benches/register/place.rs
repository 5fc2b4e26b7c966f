//! Where the registers are: an SQLite file or a PostgreSQL database, made for the run and removed after it.
//!
//! Imports `mandat` and `sea_orm`.

use std::{fmt, path::Path, time::Duration};

use mandat::{
    config::Config,
    store::{Looks, Settings},
};
use sea_orm::{ConnectionTrait, Database as Connect, DatabaseConnection};
use tempfile::TempDir;

/// The variable that names the PostgreSQL server, the same as for the tests.
const SERVER: &str = "MANDAT_TEST_POSTGRES_URL";

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Database {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgres => "PostgreSQL",
        })
    }
}

/// A database of its own.
pub struct Place {
    /// Its kind.
    pub database: Database,
    /// Where it is.
    pub url: String,
    name: String,
    folder: TempDir,
}

impl Place {
    /// A new, empty one.
    pub async fn make(database: Database) -> Self {
        let folder = TempDir::new().unwrap();
        let name = format!("mandat_bench_{}", uuid::Uuid::now_v7().simple());
        let url = match database {
            Database::Sqlite => format!("sqlite://{}?mode=rwc", folder.path().join("bench.sqlite").display()),
            Database::Postgres => {
                let admin = admin().await;
                admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
                admin.close().await.unwrap();
                let server = server();
                let (base, _) = server.rsplit_once('/').unwrap();
                format!("{base}/{name}")
            }
        };
        Self { database, url, name, folder }
    }

    /// The settings of a server there.
    pub fn config(&self) -> Config {
        config(&self.url, self.folder.path())
    }

    /// Removes it; a file goes with its folder.
    pub async fn remove(self) {
        if self.database == Database::Postgres {
            let admin = admin().await;
            admin.execute_unprepared(&format!("DROP DATABASE {} WITH (FORCE)", self.name)).await.unwrap();
            admin.close().await.unwrap();
        }
    }
}

/// The settings of a server on the database of this URL.
pub fn config(url: &str, folder: &Path) -> Config {
    let folder_name = folder.display().to_string();
    let environment = |name: &str| match name {
        "MANDAT_DATABASE_URL" => Some(url.to_owned()),
        "MANDAT_DATA_DIR" => Some(folder_name.clone()),
        _ => None,
    };
    Config::from_sources(None, environment, folder).unwrap()
}

/// How to open a store there that keeps so many bytes of councils.
pub fn settings(config: &Config, kept_bytes: usize) -> Settings {
    Settings {
        url: config.database_url.clone(),
        migrate_url: None,
        kept_bytes,
        statement_timeout: Duration::from_mins(1),
        looks: Looks::default(),
    }
}

fn server() -> String {
    #[expect(clippy::disallowed_methods, reason = "whoever starts the benchmarks tells where the server is")]
    std::env::var(SERVER).unwrap_or_else(|_| panic!("{SERVER} is not set: run the benchmarks with benches/run"))
}

async fn admin() -> DatabaseConnection {
    Connect::connect(server()).await.unwrap()
}
