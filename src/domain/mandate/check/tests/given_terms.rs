//! Councils to be judged: founding files read as they are, or clauses made for one test, with people on the seats.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::{
    council::{
        Appointment, Body, Completeness, Council, CouncilHead, CouncilStatus, Declared, Fact, Mandate, MandateClause,
        MandateStatus, Membership, Role, Seat, SeatGroup, StepTaken,
    },
    directory::{Directory, DirectoryParts, Succession},
    fault::Form,
    id::{FactId, MembershipId, SeatId},
    mandate::{
        check::{Around, Audience, Facts, verdict},
        clause::{Clause, Provision, procedure::StepAct},
        composition::Composition,
        verdict::{Verdict, VerdictStatus},
    },
    people::{Organisation, Person},
    register::{NewCode, NewOrganisation, RegisterCouncil},
    text::{Lang, Text},
    time::Period,
};

const FILES: [&str; 4] = [
    include_str!("../../../../../templates/councils/strategiradet.toml"),
    include_str!("../../../../../templates/councils/helseomsorg21-radet.toml"),
    include_str!("../../../../../templates/councils/portefoljeradet.toml"),
    include_str!("../../../../../templates/councils/fagradet.toml"),
];
const CODES: &str = include_str!("../../../../../templates/codes.toml");

#[derive(Deserialize)]
struct Codes {
    codes: Vec<NewCode>,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The same name has the same identity everywhere.
pub fn id<T: From<Uuid>>(kind: u128, name: &str) -> T {
    let number = name.bytes().fold(kind + 1, |number, byte| number.wrapping_mul(1_000_003).wrapping_add(byte.into()));
    T::from(Uuid::from_u128(number))
}

pub fn organisation(slug: &str) -> Body {
    Body::Organisation(id(1, slug))
}

/// A council and what lies around it.
pub struct Given {
    pub council: Council,
    pub family: Vec<Arc<Council>>,
    pub audience: Audience,
    pub organisations: Vec<Organisation>,
    pub successions: Vec<Succession>,
    next: u128,
}

fn head(slug: &str, name: &Text, owner: &str) -> CouncilHead {
    CouncilHead {
        id: id(2, slug),
        slug: slug.into(),
        name: name.clone(),
        description: None,
        visibility: CouncilStatus::Public,
        owner: id(1, owner),
        family: Some(id(9, "family")),
        tier: None,
        time_zone: "Europe/Oslo".to_owned(),
        established_on: None,
        dissolved_on: None,
    }
}

/// A founding file.
pub fn file(slug: &str) -> RegisterCouncil {
    let mut files = FILES.iter().map(|file| toml::from_str::<RegisterCouncil>(file).unwrap());
    files.find(|file| &*file.slug == slug).unwrap()
}

impl Given {
    /// A founding council, by its file.
    pub fn founding(slug: &str) -> Self {
        let file = file(slug);
        assert_eq!(file.faults(), []);
        let council = Council::new(head(slug, &file.name, &file.owner));
        let mut given = Self::around(council);
        for found in FILES {
            let NewOrganisations { organisations } = toml::from_str(found).unwrap();
            for new in organisations {
                let kind = new.kind.clone();
                given.organise(&new.slug, kind.as_deref(), &new.name);
            }
        }
        let when = file.mandate.clone().unwrap_or_default();
        if !file.clauses.is_empty() {
            let force = Period { start: when.valid_from.map(|date| date.0), end: when.valid_to.map(|date| date.0) };
            given.adopt(file.clauses, force);
        }
        given
    }

    /// A council of an agency with one group of so many seats and these clauses, as JSON, for ever.
    pub fn with(seats: u32, clauses: &[Value]) -> Self {
        let name = Text::nb_en("Rådet", "The council");
        let council = Council::new(head("council", &name, "agency"));
        let mut given = Self::around(council);
        for (slug, kind) in [("agency", "directorate"), ("ministry", "ministry"), ("union", "association")] {
            given.organise(slug, Some(kind), &Text::nb_en(slug, slug));
        }
        let group = json!({"key": "seats", "modality": "SHALL", "provision": {"seats": {"group": {"key": "members",
            "label": {"nb": "Medlemmer", "en": "Members"}, "size": {"exactly": {"number": seats}}, "for": {"personal": {}}}}}});
        let all = [group].iter().chain(clauses).map(clause).collect();
        given.adopt(all, Period::default());
        given
    }

    /// The council, and nothing around it yet.
    fn around(council: Council) -> Self {
        Self {
            council,
            family: Vec::new(),
            audience: Audience::Inside,
            organisations: Vec::new(),
            successions: Vec::new(),
            next: 1,
        }
    }

    pub fn organise(&mut self, slug: &str, kind: Option<&str>, name: &Text) {
        if self.organisations.iter().all(|known| &*known.slug != slug) {
            self.organisations.push(Organisation {
                id: id(1, slug),
                slug: slug.into(),
                name: name.clone(),
                number: None,
                kind: kind.map(Into::into),
                sector: None,
                dissolved_on: None,
            });
        }
    }

    /// A further mandate in force then; the seats of its groups are made where they are new.
    pub fn adopt(&mut self, clauses: Vec<Clause>, period: Period) {
        let composition = Composition::of(clauses.iter());
        for rules in &composition.groups {
            if self.council.group(&rules.key).is_some() {
                continue;
            }
            let group = SeatGroup { id: id(3, &rules.key), key: rules.key.clone() };
            for ordinal in 1..=rules.seats.unwrap_or(1) {
                let seat = id(4, &format!("{}/{ordinal}", rules.key));
                self.council.seats.push(Seat { id: seat, group: group.id, ordinal, period: Period::default() });
            }
            self.council.groups.push(group);
        }
        let version = u32::try_from(self.council.mandates.len()).unwrap() + 1;
        self.council.mandates.push(Mandate {
            id: id(5, &format!("mandate {version}")),
            version,
            status: MandateStatus::Adopted,
            title: None,
            url: None,
            adopted_on: None,
            adopted_by: None,
            period,
            template: None,
            clauses: clauses
                .into_iter()
                .map(|clause| MandateClause {
                    id: id(6, &format!("{version}{}", clause.key)),
                    clause: Arc::new(clause),
                })
                .collect(),
            composition: Arc::new(composition),
        });
    }

    pub fn seat(place: &str) -> SeatId {
        id(4, place)
    }

    /// Somebody on a seat such as `members/1`, as appointed by a body on the first day.
    pub fn sit(&mut self, name: &str, place: &str, start: &str, end: &str, by: &str) -> &mut Membership {
        self.next += 1;
        let (membership, appointment) = (id(7, &format!("{}", self.next)), id(8, &format!("{}", self.next)));
        let person = Person { id: id(10, name), name: name.to_owned() };
        self.council.appointments.insert(
            appointment,
            Appointment {
                id: appointment,
                seat: id(4, place),
                person: person.id,
                decided_by: (!by.is_empty()).then(|| organisation(by)),
                decided_on: None,
                basis: None,
                source: None,
                history: false,
            },
        );
        self.council.memberships.push(Membership {
            id: membership,
            appointment,
            seat: id(4, place),
            person: person.id,
            role: Role::Member,
            acting: false,
            post: None,
            alternate_rank: 0,
            on_behalf_of: None,
            start: day(start),
            expected_end: (!end.is_empty()).then(|| day(end)),
            ended: None,
            end_ground: None,
            end_reason: None,
            holds_over: false,
        });
        self.council.persons.insert(person.id, person);
        self.council.memberships.last_mut().unwrap()
    }

    /// The act that the latest membership results from.
    pub fn act(&mut self) -> &mut Appointment {
        let appointment = self.council.memberships.last().unwrap().appointment;
        self.council.appointments.get_mut(&appointment).unwrap()
    }

    pub fn latest(&self) -> MembershipId {
        self.council.memberships.last().unwrap().id
    }

    /// What somebody declared; an empty value is that he or she does not say, `-` that it does not apply.
    pub fn fact(&mut self, name: &str, attribute: &str, value: &str) -> &mut Fact {
        self.next += 1;
        let declared = match value {
            "" => Declared::Undeclared,
            "-" => Declared::NotApplicable,
            value => Declared::Value(value.into()),
        };
        self.council.facts.push(Fact {
            id: FactId(Uuid::from_u128(self.next)),
            person: id(10, name),
            attribute: attribute.into(),
            declared,
            period: Period::default(),
            source: "Declared.".to_owned(),
            public: true,
        });
        self.council.facts.last_mut().unwrap()
    }

    pub fn step(&mut self, place: &str, act: StepAct, by: &str, on: &str, person: Option<&str>) {
        self.next += 1;
        self.council.steps.push(StepTaken {
            id: Uuid::from_u128(self.next).into(),
            seat: id(4, place),
            person: person.map(|name| id(10, name)),
            act,
            by: Some(organisation(by)),
            on: day(on),
            note: None,
        });
    }

    /// Somebody says that the facts of a kind are complete, from ever, for ever.
    pub fn complete(&mut self, subject: &str) {
        self.next += 1;
        self.council.completeness.push(Completeness {
            id: Uuid::from_u128(self.next).into(),
            subject: subject.into(),
            period: Period::default(),
            asserted_by: None,
        });
    }

    pub fn directory(&self) -> Directory {
        let Codes { codes } = toml::from_str(CODES).unwrap();
        let relations = self.council.mandates.iter().flat_map(|mandate| {
            mandate.clauses.iter().filter_map(|at| match &at.clause.provision {
                Provision::Relation(relation) => Some((self.council.head.id, mandate.period, relation.clone())),
                _ => None,
            })
        });
        let mut councils = vec![self.council.head.clone()];
        councils.extend(self.family.iter().map(|council| council.head.clone()));
        DirectoryParts {
            organisations: self.organisations.clone(),
            codes: codes.into_iter().map(|new| (new.list, new.code, new.label)).collect(),
            relations: relations.collect(),
            councils,
            successions: self.successions.clone(),
            ..DirectoryParts::default()
        }
        .into()
    }

    /// The verdict on a clause of the mandate in force on the day. Every verdict has words in both languages, and none
    /// where no words are wanted, and is the same otherwise.
    pub fn verdict(&self, key: &str, on: &str) -> Verdict {
        let directory = self.directory();
        let mandate = self.council.mandate_on(day(on)).expect("a mandate is in force");
        let place = mandate.clauses.iter().position(|at| &*at.clause.key == key).expect("the clause is in the mandate");
        let clause = &mandate.clauses[place].clause;
        let [told, silent] = [true, false].map(|words| {
            let around = Around { directory: &directory, family: &self.family, audience: self.audience, words };
            let facts = Facts { council: &self.council, mandate, around };
            verdict(place, clause, &facts, day(on)).expect("a machine can judge it")
        });
        assert_eq!(told.status, silent.status);
        assert_eq!(silent.message, Text::default());
        for finding in &told.findings {
            for lang in [Lang::Nb, Lang::En] {
                let message = finding.message.exactly(lang).unwrap();
                assert!(message.ends_with('.') && !message.contains('_') && message.len() > 10, "{message}");
            }
        }
        told
    }

    pub fn status(&self, key: &str, on: &str) -> VerdictStatus {
        self.verdict(key, on).status
    }
}

#[derive(Deserialize)]
struct NewOrganisations {
    #[serde(default)]
    organisations: Vec<NewOrganisation>,
}

/// A clause, from JSON.
pub fn clause(value: &Value) -> Clause {
    let clause: Clause = serde_json::from_value(value.clone()).unwrap();
    assert_eq!(clause.faults(), [], "a test is about clauses that can be");
    clause
}
