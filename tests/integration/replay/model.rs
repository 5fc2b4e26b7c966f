//! The slow, obvious model: it reads the audit log from the first entry to the last, keeps everything in plain lists,
//! and looks through all of them for every question.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use entity::audit_entry;
use mandat::{
    domain::id::{CouncilId, MembershipId, SeatId},
    graphql::global_id::GlobalId,
};
use sea_orm::{ColumnTrait, Database, EntityTrait, ExprTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::world::World;

/// What the audit log says about one council.
pub struct Model {
    council: CouncilId,
    slug: String,
    /// Version, period and keys of groups of every adopted mandate.
    mandates: Vec<Mandate>,
    /// Keys of groups by identity, in the order in which they came.
    groups: Vec<(Uuid, String)>,
    seats: Vec<Seat>,
    memberships: Vec<Value>,
    steps: Vec<Value>,
    /// Names of persons by identity.
    persons: BTreeMap<Uuid, String>,
    /// Slugs of organisations by identity.
    organisations: BTreeMap<Uuid, String>,
}

struct Mandate {
    id: Uuid,
    version: u64,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
    groups: Vec<String>,
}

struct Seat {
    id: Uuid,
    group: Uuid,
    ordinal: u64,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

impl Model {
    /// Reads the log.
    pub async fn from_log(world: &World, slug: &str) -> Self {
        let council = world.council_id(slug).await;
        let mut model = Self {
            council,
            slug: slug.to_owned(),
            mandates: Vec::new(),
            groups: Vec::new(),
            seats: Vec::new(),
            memberships: Vec::new(),
            steps: Vec::new(),
            persons: BTreeMap::new(),
            organisations: BTreeMap::new(),
        };
        let db = Database::connect(world.config.database_url.expose()).await.unwrap();
        let entries = audit_entry::Entity::find()
            .filter(audit_entry::Column::CouncilId.is_null().or(audit_entry::Column::CouncilId.eq(council.0)))
            .order_by_asc(audit_entry::Column::Seq)
            .all(&db)
            .await
            .unwrap();
        for entry in entries {
            for change in entry.changes.as_array().unwrap() {
                let (kind, what) = change.as_object().unwrap().iter().next().unwrap();
                model.learn(kind, what);
            }
        }
        db.close().await.unwrap();
        model
    }

    fn learn(&mut self, kind: &str, what: &Value) {
        match kind {
            "organisation" => {
                self.organisations.insert(uuid(&what["id"]), what["slug"].as_str().unwrap().to_owned());
            }
            "person" => {
                self.persons.insert(uuid(&what[0]["id"]), what[0]["name"].as_str().unwrap().to_owned());
            }
            "mandate" => self.mandate(&what[1]),
            "mandateAdopted" => self.period(&what[1]["mandate"], &what[1]["period"]),
            "mandateEnd" => {
                let id = uuid(&what[1]);
                let mandate = self.mandates.iter_mut().find(|mandate| mandate.id == id).unwrap();
                mandate.end = day(&what[2]);
            }
            "mandatePeriod" => self.period(&what[1], &what[2]),
            "seatGroup" => self.groups.push((uuid(&what[1]["id"]), what[1]["key"].as_str().unwrap().to_owned())),
            "seat" => self.seats.push(Seat {
                id: uuid(&what[1]["id"]),
                group: uuid(&what[1]["group"]),
                ordinal: what[1]["ordinal"].as_u64().unwrap(),
                start: day(&what[1]["period"]["start"]),
                end: day(&what[1]["period"]["end"]),
            }),
            "seatEnd" => {
                let id = uuid(&what[1]);
                self.seats.iter_mut().find(|seat| seat.id == id).unwrap().end = day(&what[2]);
            }
            "mandateWithdrawn" => {
                let id = uuid(&what[1]);
                self.mandates.retain(|mandate| mandate.id != id);
            }
            "seatCorrected" => {
                let id = uuid(&what["was"]["id"]);
                let at = self.seats.iter().position(|seat| seat.id == id).unwrap();
                if what["is"] == Value::Null {
                    self.seats.remove(at);
                } else {
                    self.seats[at].end = day(&what["is"]["period"]["end"]);
                }
            }
            "membership" => self.memberships.push(what[1].clone()),
            "step" => self.steps.push(what[1].clone()),
            "membershipEnd" => {
                let held = self.held(&what[1]["membership"]);
                held["ended"] = what[1]["on"].clone();
            }
            "membershipCorrected" => {
                let at = self.memberships.iter().position(|held| held["id"] == what["was"]["id"]).unwrap();
                if what["is"] == Value::Null {
                    self.memberships.remove(at);
                } else {
                    self.memberships[at] = what["is"].clone();
                }
            }
            _ => {}
        }
    }

    fn held(&mut self, id: &Value) -> &mut Value {
        self.memberships.iter_mut().find(|held| held["id"] == *id).unwrap()
    }

    fn mandate(&mut self, mandate: &Value) {
        if mandate["status"] != "ADOPTED" {
            return;
        }
        let groups = mandate["clauses"].as_array().unwrap().iter();
        let groups = groups.filter_map(|at| at["clause"]["provision"]["seats"]["group"]["key"].as_str());
        self.mandates.push(Mandate {
            id: uuid(&mandate["id"]),
            version: mandate["version"].as_u64().unwrap(),
            start: day(&mandate["period"]["start"]),
            end: day(&mandate["period"]["end"]),
            groups: groups.map(str::to_owned).collect(),
        });
    }

    fn period(&mut self, mandate: &Value, period: &Value) {
        let id = uuid(mandate);
        let mandate = self.mandates.iter_mut().find(|known| known.id == id).unwrap();
        (mandate.start, mandate.end) = (day(&period["start"]), day(&period["end"]));
    }

    /// The mandate in force: of several, the latest version.
    fn mandate_on(&self, on: NaiveDate) -> Option<&Mandate> {
        let in_force = self.mandates.iter().filter(|mandate| within(mandate.start, mandate.end, on));
        in_force.max_by_key(|mandate| mandate.version)
    }

    /// The seats, by the order of the groups in the mandate and their numbers.
    fn seats_on(&self, on: NaiveDate) -> Vec<&Seat> {
        let mut seats = Vec::new();
        let Some(mandate) = self.mandate_on(on) else { return seats };
        for key in &mandate.groups {
            for (group, _) in self.groups.iter().filter(|(_, known)| known == key) {
                let mut of_group: Vec<&Seat> = self.seats.iter().filter(|seat| seat.group == *group).collect();
                of_group.sort_by_key(|seat| seat.ordinal);
                seats.extend(of_group.into_iter().filter(|seat| within(seat.start, seat.end, on)));
            }
        }
        seats
    }

    fn at_seat(&self, seat: Uuid, on: NaiveDate) -> impl Iterator<Item = &Value> {
        self.memberships.iter().filter(move |held| {
            let planned = if held["holdsOver"] == true { None } else { day(&held["expectedEnd"]) };
            uuid(&held["seat"]) == seat && within(day(&held["start"]), day(&held["ended"]).or(planned), on)
        })
    }

    /// How many seats have a holder.
    pub fn holders_on(&self, on: NaiveDate) -> usize {
        let holders = |seat: &&Seat| self.at_seat(seat.id, on).any(|held| held["alternateRank"] == 0);
        self.seats_on(on).into_iter().filter(holders).count()
    }

    /// How many deputies stand in.
    pub fn deputies_on(&self, on: NaiveDate) -> usize {
        let deputies = |seat: &Seat| self.at_seat(seat.id, on).filter(|held| held["alternateRank"] != 0).count();
        self.seats_on(on).into_iter().map(deputies).sum()
    }

    /// The nominations as the server ought to tell them to the secretariat, latest first.
    pub fn nominations(&self) -> Value {
        let mut nominations: Vec<&Value> = self.steps.iter().filter(|step| step["act"] == "NOMINATE").collect();
        nominations.sort_by_key(|step| (day(&step["on"]), uuid(&step["id"])));
        let told = nominations.into_iter().rev().map(|step| {
            json!({
                "seat": { "id": GlobalId::Seat(self.council, SeatId(uuid(&step["seat"]))).encode() },
                "personName": self.persons[&uuid(&step["person"])],
                "by": self.body(&step["by"]),
                "on": step["on"],
                "note": step["note"],
            })
        });
        told.collect()
    }

    fn body(&self, body: &Value) -> Value {
        if let Some(organisation) = body["organisation"].as_str() {
            return json!({ "slug": self.organisations[&organisation.parse().unwrap()] });
        }
        body["council"].as_str().map_or(Value::Null, |id| {
            assert_eq!(uuid(&body["council"]), self.council.0, "{id} is another council");
            json!({ "slug": self.slug })
        })
    }

    fn id(&self, held: &Value) -> String {
        GlobalId::Membership(self.council, MembershipId(uuid(&held["id"]))).encode().to_string()
    }

    /// A membership with all that the list of them says.
    fn listed(&self, held: &Value) -> Value {
        json!({
            "id": self.id(held),
            "person": { "name": self.persons[&uuid(&held["person"])] },
            "deputyRank": held["alternateRank"],
            "start": held["start"],
            "expectedEnd": held["expectedEnd"],
            "end": held["ended"],
        })
    }

    /// The page as the server ought to answer it.
    pub fn page(&self, on: NaiveDate) -> Value {
        let membership = |held: &Value| json!({ "id": self.id(held) });
        let mut all: Vec<Value> = Vec::new();
        let seats: Vec<Value> = self
            .seats_on(on)
            .into_iter()
            .map(|seat| {
                let mut here: Vec<&Value> = self.at_seat(seat.id, on).collect();
                here.sort_by_key(|held| held["alternateRank"].as_u64());
                all.extend(here.iter().map(|held| self.listed(held)));
                let holder = here.iter().find(|held| held["alternateRank"] == 0).map(|held| {
                    let behalf = held["onBehalfOf"].as_str().map(|id| &self.organisations[&id.parse().unwrap()]);
                    let mut holder = membership(held);
                    holder["role"] = held["role"].clone();
                    holder["onBehalfOf"] = behalf.map_or(Value::Null, |slug| json!({ "slug": slug }));
                    holder
                });
                let deputies = here.iter().filter(|held| held["alternateRank"] != 0).map(|held| membership(held));
                json!({
                    "id": GlobalId::Seat(self.council, SeatId(seat.id)).encode(),
                    "holder": holder,
                    "deputies": deputies.collect::<Vec<_>>(),
                })
            })
            .collect();
        all.sort_by_key(ToString::to_string);
        json!({
            "mandate": self.mandate_on(on).map(|mandate| json!({ "version": mandate.version })),
            "seats": seats,
            "memberships": { "totalCount": all.len(), "nodes": all },
        })
    }
}

fn within(start: Option<NaiveDate>, end: Option<NaiveDate>, on: NaiveDate) -> bool {
    start.is_none_or(|start| start <= on) && end.is_none_or(|end| on < end)
}

fn uuid(value: &Value) -> Uuid {
    value.as_str().unwrap().parse().unwrap()
}

fn day(value: &Value) -> Option<NaiveDate> {
    value.as_str().map(|text| text.parse().unwrap())
}
