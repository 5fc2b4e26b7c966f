//! Two councils with a seat each, written in raw SQL, so that what is tested is the database and not the entities.
//!
//! In the statements `#7` stands for the id with number 7, as each database writes one. Numbers: 1 the organisation,
//! 2 and 3 the councils, 20 and 30 their seat groups, 21 and 31 their seats, 22 and 32 the appointments to them, 24 and
//! 34 a meeting each, 4 and 5 two persons, 6 an account.

use migration::migrate;
use sea_orm::{DatabaseConnection, DbBackend};

use crate::databases::execute;

/// A migrated database with the two councils in it.
pub struct Register {
    db: DatabaseConnection,
}

impl Register {
    /// Migrates an empty database and writes the councils.
    pub async fn new(db: DatabaseConnection) -> Self {
        migrate(&db).await.expect("migrates");
        let register = Self { db };
        for statement in SEED.split(';').map(str::trim).filter(|text| !text.is_empty()) {
            register.accepts(statement).await;
        }
        register
    }

    /// The connection, for a question of one's own.
    pub fn db(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Runs a statement that must succeed.
    pub async fn accepts(&self, sql: &str) {
        if let Err(error) = self.run(sql).await {
            panic!("refused: {sql}\n{error}");
        }
    }

    /// Runs a statement that must fail, for a reason whose text contains one of `reasons`.
    pub async fn refuses(&self, sql: &str, reasons: &[&str]) {
        let Err(error) = self.run(sql).await else {
            panic!("accepted: {sql}");
        };
        let error = error.to_string().to_lowercase();
        assert!(reasons.iter().any(|reason| error.contains(reason)), "{sql}\n{error}");
    }

    async fn run(&self, sql: &str) -> Result<(), sea_orm::DbErr> {
        let mut written = String::new();
        let mut parts = sql.split('#');
        written.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
            let number: u128 = part[..digits].parse().expect("a number after #");
            written.push_str(&self.id(number));
            written.push_str(&part[digits..]);
        }
        execute(&self.db, &written).await
    }

    fn id(&self, number: u128) -> String {
        let id = uuid::Uuid::from_u128(number);
        match self.db.get_database_backend() {
            DbBackend::Postgres => format!("'{id}'::uuid"),
            _ => format!("X'{}'", id.simple()),
        }
    }
}

/// What the database says when a reference leads nowhere.
pub const FOREIGN_KEY: &[&str] = &["foreign key"];
/// What it says when a check fails.
pub const CHECK: &[&str] = &["check constraint"];
/// What it says when a value is of no use to the column's type or its check.
pub const VALUE: &[&str] = &["check constraint", "invalid input syntax", "out of range", "malformed json", "of type"];
/// What it says when a value is there already.
pub const UNIQUE: &[&str] = &["unique constraint"];

const SEED: &str = r#"
INSERT INTO organisation (id, slug, name, search_name, created_at)
    VALUES (#1, 'eier', '{"nb":"Eier"}', 'eier', '2026-01-01T00:00:00+00:00');
INSERT INTO council (id, slug, name, visibility, owner_id, search_name, created_at)
    VALUES (#2, 'ett', '{"nb":"Ett"}', 'PUBLIC', #1, 'ett', '2026-01-01T00:00:00+00:00'),
           (#3, 'to', '{"nb":"To"}', 'PUBLIC', #1, 'to', '2026-01-01T00:00:00+00:00');
INSERT INTO person (id, name, search_name, created_at)
    VALUES (#4, 'Kari', 'kari', '2026-01-01T00:00:00+00:00'), (#5, 'Ola', 'ola', '2026-01-01T00:00:00+00:00');
INSERT INTO account (id, issuer, subject, created_at) VALUES (#6, 'issuer', 'subject', '2026-01-01T00:00:00+00:00');
INSERT INTO seat_group (council_id, id, key, position) VALUES (#2, #20, 'seats', 1), (#3, #30, 'seats', 1);
INSERT INTO seat (council_id, id, group_id, ordinal) VALUES (#2, #21, #20, 1), (#3, #31, #30, 1);
INSERT INTO appointment (council_id, id, seat_id, person_id, history, created_at)
    VALUES (#2, #22, #21, #4, FALSE, '2026-01-01T00:00:00+00:00'), (#3, #32, #31, #4, FALSE, '2026-01-01T00:00:00+00:00');
INSERT INTO meeting (council_id, id, title, kind, status, starts_at, created_at)
    VALUES (#2, #24, '{"nb":"M"}', 'ORDINARY', 'PLANNED', '2026-02-01T10:00:00+00:00', '2026-01-01T00:00:00+00:00'),
           (#3, #34, '{"nb":"M"}', 'ORDINARY', 'PLANNED', '2026-02-01T10:00:00+00:00', '2026-01-01T00:00:00+00:00')
"#;
