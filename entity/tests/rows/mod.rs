//! A row of every table, and the round trip each takes: written through SeaORM, read back by its primary key, equal.

mod roster;

use chrono::{DateTime, NaiveDate, Utc};
use entity::{
    account, annual_wheel, authority, calendar_feed, claim, clause, code_entry, council, council_alias, council_event,
    family, idempotency, mandate, organisation, person, person_contact, person_fact, register_event, succession,
    template, template_version,
};
use sea_orm::prelude::{Json, Uuid};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ColumnTrait, DatabaseConnection, EntityTrait, IdenStatic, IntoActiveModel,
    Iterable, ModelTrait, PrimaryKeyToColumn, QueryFilter,
};
use serde_json::json;

/// The id with this number.
pub fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

/// A day of this year.
pub fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 2, 28).expect("a day")
}

/// A moment with microseconds, which both databases keep.
pub fn moment(hour: u32) -> DateTime<Utc> {
    day(2026).and_hms_micro_opt(hour, 30, 15, 123_456).expect("a moment").and_utc()
}

fn text(words: &str) -> Json {
    json!({ "nb": words, "en": format!("{words}, in English") })
}

/// Writes a row and reads the same row back by its primary key.
pub async fn round_trip<E, A>(db: &DatabaseConnection, row: E::Model)
where
    E: EntityTrait,
    E::Model: IntoActiveModel<A> + Clone + PartialEq + Sync,
    A: ActiveModelTrait<Entity = E> + ActiveModelBehavior + Send,
{
    let mut active = row.clone().into_active_model();
    for column in E::Column::iter() {
        if column.as_str() == "until" && E::default().table_name() == "membership" {
            active.not_set(column);
        }
    }
    E::insert(active).exec_without_returning(db).await.unwrap_or_else(|error| panic!("{row:?}\n{error}"));
    let mut query = E::find();
    for key in E::PrimaryKey::iter() {
        let column = key.into_column();
        query = query.filter(column.eq(row.get(column)));
    }
    let read = query.one(db).await.expect("readable").expect("the row just written");
    assert_eq!(read, row);
}

/// Writes rows of every table but `register_state`, in the order of their references. `n` keeps two sets apart; a `full`
/// set fills every column that may be empty, another leaves them all empty.
pub async fn write_all(db: &DatabaseConnection, n: u128, full: bool) {
    let set = Set { db, n, full };
    set.shared().await;
    set.council().await;
    set.people().await;
    set.roster().await;
    set.work().await;
}

struct Set<'a> {
    db: &'a DatabaseConnection,
    n: u128,
    full: bool,
}

macro_rules! write {
    ($set:ident, $table:ident { $($field:ident : $value:expr),+ $(,)? }) => {
        round_trip::<$table::Entity, $table::ActiveModel>($set.db, $table::Model { $($field: $value),+ }).await
    };
}

use write;

impl Set<'_> {
    fn id(&self, number: u128) -> Uuid {
        id(self.n * 1000 + number)
    }

    fn slug(&self, name: &str) -> String {
        format!("{name}-{}", self.n)
    }

    fn some<T>(&self, value: T) -> Option<T> {
        self.full.then_some(value)
    }

    async fn shared(&self) {
        write!(
            self,
            organisation {
                id: self.id(1),
                slug: self.slug("eier"),
                name: text("Eier"),
                number: self.some("123456785".into()),
                kind: self.some("MINISTRY".into()),
                sector: self.some("HEALTH".into()),
                dissolved_on: self.some(day(2030)),
                search_name: "eier".into(),
                created_at: moment(1),
            }
        );
        write!(
            self,
            family {
                id: self.id(2),
                slug: self.slug("familie"),
                name: text("Familie"),
                purpose: self.some(text("Formål")),
                owner_id: self.some(self.id(1)),
            }
        );
        write!(
            self,
            code_entry { list: "sector".into(), code: self.slug("health"), label: text("Helse"), position: 3 }
        );
        write!(
            self,
            template {
                id: self.id(3),
                slug: self.slug("mal"),
                name: text("Mal"),
                description: self.some(text("Til")),
                owner_id: self.some(self.id(1)),
                created_at: moment(1),
            }
        );
        write!(
            self,
            template_version {
                template_id: self.id(3),
                version: 1,
                body: json!([{ "Seats": { "count": 4 } }]),
                format: 1,
                published_at: moment(2),
            }
        );
    }

    async fn council(&self) {
        write!(
            self,
            council {
                id: self.id(4),
                slug: self.slug("raad"),
                name: text("Råd"),
                description: self.some(text("Et råd")),
                visibility: "PUBLIC".into(),
                owner_id: self.id(1),
                family_id: self.some(self.id(2)),
                tier: self.some(2),
                time_zone: "Europe/Oslo".into(),
                established_on: self.some(day(2020)),
                dissolved_on: self.some(day(2029)),
                search_name: "raad".into(),
                revision: 5_000_000_000,
                private_revision: 6,
                member_revision: 8,
                changed_seq: 7,
                created_at: moment(3),
            }
        );
        write!(self, council_alias { slug: self.slug("gammelt"), council_id: self.id(4), until: moment(4) });
        write!(
            self,
            succession {
                id: self.id(5),
                predecessor_organisation_id: self.some(self.id(1)),
                predecessor_council_id: (!self.full).then(|| self.id(4)),
                successor_organisation_id: (!self.full).then(|| self.id(1)),
                successor_council_id: self.some(self.id(4)),
                on_date: self.some(day(2021)),
                source: self.some("the gazette".into()),
            }
        );
        write!(
            self,
            mandate {
                council_id: self.id(4),
                id: self.id(6),
                version: 1,
                status: "ADOPTED".into(),
                title: self.some(text("Mandat")),
                adopted_on: self.some(day(2020)),
                adopted_by_organisation_id: self.some(self.id(1)),
                adopted_by_council_id: None,
                valid_from: self.some(day(2020)),
                valid_to: self.some(day(2024)),
                template_id: self.some(self.id(3)),
                template_version: self.some(1),
                source: self.some(json!({ "url": "https://example.org" })),
                created_at: moment(5),
            }
        );
        write!(
            self,
            clause {
                council_id: self.id(4),
                id: self.id(7),
                mandate_id: self.id(6),
                key: "chair".into(),
                position: 1,
                kind: "POST".into(),
                modality: self.some("SHALL".into()),
                body: json!({ "Post": { "name": "chair" } }),
                format: 1,
            }
        );
    }

    #[expect(clippy::too_many_lines, reason = "a row of each table, one after another")]
    async fn people(&self) {
        write!(
            self,
            person {
                id: self.id(8),
                name: "Åse Ødegård".into(),
                search_name: "ase odegard".into(),
                origin_council_id: self.some(self.id(4)),
                created_at: moment(5),
                erased_at: self.some(moment(6)),
            }
        );
        write!(
            self,
            person_contact {
                person_id: self.id(8),
                email: self.some("ase@example.org".into()),
                phone: self.some("+47 00 00 00 00".into()),
                updated_at: moment(5),
            }
        );
        write!(
            self,
            person_fact {
                id: self.id(9),
                person_id: self.id(8),
                attribute: "employer".into(),
                value: "a hospital".into(),
                start: self.some(day(2019)),
                until: self.some(day(2022)),
                source: "self".into(),
                declared_as: "VALUE".into(),
                is_public: self.full,
                declared_at: moment(5),
            }
        );
        write!(
            self,
            account {
                id: self.id(10),
                issuer: "https://issuer.example".into(),
                subject: self.slug("subject"),
                label: self.some("Åse".into()),
                person_id: self.some(self.id(8)),
                created_at: moment(5),
            }
        );
        write!(
            self,
            annual_wheel {
                family_id: self.id(2),
                year: 2021,
                published_on: day(2020),
                url: self.some("https://example.org/wheel".into()),
                published_by: self.some(self.id(10)),
            }
        );
        write!(
            self,
            calendar_feed {
                council_id: self.id(4),
                account_id: self.id(10),
                secret_hash: format!("{:064x}", self.n),
                made_at: moment(6),
            }
        );
        write!(
            self,
            council_event {
                council_id: self.id(4),
                subject_id: self.id(4),
                level: "MEMBER".into(),
                number: 3,
                seq: 7,
                at: moment(6),
                areas: json!(["CASES"]),
            }
        );
        write!(
            self,
            register_event {
                number: i64::try_from(self.n).unwrap_or(i64::MAX),
                seq: 7,
                at: moment(6),
                areas: json!(["SHARED"])
            }
        );
        write!(
            self,
            authority {
                id: self.id(11),
                account_id: self.id(10),
                kind: if self.full { "SECRETARIAT" } else { "OPERATOR" }.into(),
                council_id: self.some(self.id(4)),
                organisation_id: None,
                start: day(2020),
                ended: self.some(day(2021)),
                granted_by: self.some(self.id(10)),
                created_at: moment(5),
            }
        );
        write!(
            self,
            claim {
                council_id: self.id(4),
                id: self.id(12),
                organisation_id: self.id(1),
                role: "OWNER".into(),
                status: "CONFIRMED".into(),
                decided_at: self.some(moment(6)),
                decided_by: self.some(self.id(10)),
            }
        );
        write!(
            self,
            idempotency {
                account_id: self.id(10),
                key: "key".into(),
                body_hash: "hash".into(),
                answer: json!(null),
                created_at: moment(5),
            }
        );
    }
}
