//! Councils to be judged: the founding files read as they are, or clauses made for one test, with facts added by hand.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::{
    council::{
        Attendance, Body, Completeness, Council, CouncilHead, CouncilStatus, Held, Mandate, MandateClause,
        MandateStatus, Meeting, MeetingStatus, Membership, Presence, Record, RecordKind, Role, Seat, SeatGroup,
    },
    directory::{Directory, DirectoryParts, Succession},
    fault::Form,
    id::{CouncilId, FamilyId, MeetingId, MembershipId, RecordId, SeatId},
    mandate::{
        check::{Around, Audience, Facts, verdict},
        clause::{Clause, Provision},
        composition::Composition,
        due::{Due, due},
        verdict::{Verdict, VerdictStatus},
    },
    people::{Organisation, Person},
    register::{NewCode, RegisterCouncil},
    text::{Lang, Text},
    time::Period,
    word::{Code, Key},
};

const FILES: [&str; 4] = [
    include_str!("../../../../../templates/councils/strategiradet.toml"),
    include_str!("../../../../../templates/councils/helseomsorg21-radet.toml"),
    include_str!("../../../../../templates/councils/portefoljeradet.toml"),
    include_str!("../../../../../templates/councils/fagradet.toml"),
];

#[derive(Deserialize)]
struct Codes {
    codes: Vec<NewCode>,
}

/// A council and what lies around it.
pub struct Given {
    pub council: Council,
    pub family: Vec<Arc<Council>>,
    pub audience: Audience,
    pub successions: Vec<Succession>,
    files: Vec<RegisterCouncil>,
    next: u128,
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn period(start: &str, end: &str) -> Period {
    let side = |text: &str| (!text.is_empty()).then(|| day(text));
    Period { start: side(start), end: side(end) }
}

/// The same name has the same identity in every council.
pub fn id<T: From<Uuid>>(kind: u8, name: &str) -> T {
    let mut number = u128::from(kind) + 1;
    for byte in name.bytes() {
        number = number.wrapping_mul(1_000_003).wrapping_add(u128::from(byte));
    }
    T::from(Uuid::from_u128(number))
}

pub fn organisation(slug: &str) -> Body {
    Body::Organisation(id(1, slug))
}

pub fn council(slug: &str) -> Body {
    Body::Council(id(2, slug))
}

impl Given {
    /// A founding council, by its file.
    pub fn founding(slug: &str) -> Self {
        let files: Vec<RegisterCouncil> = FILES.iter().map(|file| toml::from_str(file).unwrap()).collect();
        let file = files.iter().find(|file| &*file.slug == slug).unwrap().clone();
        assert_eq!(file.faults(), []);
        let mut given = Self {
            council: head_of(&file),
            family: Vec::new(),
            audience: Audience::Inside,
            successions: Vec::new(),
            files,
            next: 1,
        };
        let head = file.mandate.clone().unwrap_or_default();
        let force = Period { start: head.valid_from.map(|date| date.0), end: head.valid_to.map(|date| date.0) };
        if !file.clauses.is_empty() {
            given.adopt(file.clauses.clone(), force);
        }
        given
    }

    /// A council with these clauses only, as JSON, and groups of seats: `(key, seats, class)`.
    pub fn with(clauses: &[Value], force: Period) -> Self {
        let mut given = Self::founding("fagradet");
        let clauses: Vec<Clause> =
            clauses.iter().map(|clause| serde_json::from_value(clause.clone()).unwrap()).collect();
        for clause in &clauses {
            assert_eq!(clause.faults(), [], "a test is about clauses that can be");
        }
        given.adopt(clauses, force);
        given
    }

    fn adopt(&mut self, clauses: Vec<Clause>, force: Period) {
        let composition = Composition::of(clauses.iter());
        for rules in &composition.groups {
            let group = SeatGroup { id: id(3, &rules.key), key: rules.key.clone() };
            for ordinal in 1..=rules.seats.unwrap_or(1) {
                let name = format!("{}/{ordinal}", rules.key);
                self.council.seats.push(Seat { id: id(4, &name), group: group.id, ordinal, period: Period::default() });
            }
            self.council.groups.push(group);
        }
        self.council.mandates = vec![Mandate {
            id: id(5, &self.council.head.slug),
            version: 1,
            status: MandateStatus::Adopted,
            title: None,
            url: None,
            adopted_on: None,
            adopted_by: None,
            period: force,
            template: None,
            clauses: clauses
                .into_iter()
                .map(|clause| MandateClause { id: id(6, &clause.key), clause: Arc::new(clause) })
                .collect(),
            composition: Arc::new(composition),
        }];
    }

    /// The founding clause with another provision: a number that the council has set.
    pub fn change(&mut self, key: &str, change: impl FnOnce(&mut Clause)) -> &mut Self {
        let mandate = &mut self.council.mandates[0];
        let at = mandate.clauses.iter_mut().find(|at| &*at.clause.key == key).unwrap();
        change(Arc::make_mut(&mut at.clause));
        assert_eq!(at.clause.faults(), []);
        self
    }

    /// When the mandate is in force.
    pub fn in_force(&mut self, start: &str, end: &str) -> &mut Self {
        self.council.mandates[0].period = period(start, end);
        self
    }

    fn number(&mut self) -> u128 {
        self.next += 1;
        self.next
    }

    pub fn complete(&mut self, subject: &str, start: &str, end: &str) -> &mut Self {
        let id = Uuid::from_u128(self.number()).into();
        let mark = Completeness { id, subject: subject.into(), period: period(start, end), asserted_by: None };
        self.council.completeness.push(mark);
        self
    }

    pub fn meeting(&mut self, status: MeetingStatus, on: &str, held: Held) -> MeetingId {
        let id = Uuid::from_u128(self.number()).into();
        let on = day(on);
        self.council.meetings.push(Meeting {
            id,
            title: Text::default(),
            kind: crate::domain::council::MeetingKind::Ordinary,
            status,
            starts_at: on.and_hms_opt(10, 0, 0).unwrap().and_utc(),
            ends_at: None,
            place: None,
            link: None,
            together_with: Vec::new(),
            day: on,
            held,
            past: Vec::new(),
            wheel_year: None,
            changed_at: chrono::DateTime::UNIX_EPOCH,
        });
        id
    }

    pub fn held(&mut self, on: &str) -> MeetingId {
        self.meeting(MeetingStatus::Held, on, Held { attendance_known: true, ..Held::default() })
    }

    pub fn present(&mut self, meeting: MeetingId, seat: &str, presence: Presence) -> &mut Self {
        let seat = seat_id(seat);
        self.council.attendance.push(Attendance { meeting, seat, membership: None, presence, agreed: None });
        self
    }

    /// Somebody holds a seat, named as `group/ordinal`.
    pub fn member(&mut self, seat: &str, start: &str, end: &str) -> MembershipId {
        let number = self.number();
        let person = Person { id: Uuid::from_u128(number).into(), name: format!("Person {number}") };
        let id = Uuid::from_u128(number).into();
        self.council.memberships.push(Membership {
            id,
            appointment: Uuid::from_u128(number).into(),
            seat: seat_id(seat),
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
        id
    }

    pub fn membership(&mut self, id: MembershipId) -> &mut Membership {
        self.council.memberships.iter_mut().find(|membership| membership.id == id).unwrap()
    }

    /// Adds a record, and hands it out to be filled in.
    pub fn record(&mut self, kind: RecordKind, what: &str, on: &str) -> &mut Record {
        let id = Uuid::from_u128(self.number()).into();
        let record = Record {
            id,
            kind,
            what: what.into(),
            subjects: Vec::new(),
            clause: None,
            on: day(on),
            by: None,
            by_membership: None,
            towards: Vec::new(),
            about: None,
            title: None,
            url: None,
            source: None,
            public: true,
        };
        // Records are kept by day.
        let at = self.council.records.partition_point(|known| known.on <= record.on);
        self.council.records.insert(at, record);
        &mut self.council.records[at]
    }

    /// Something was done.
    pub fn did(&mut self, verb: &str, subjects: &[&str], on: &str) -> &mut Record {
        let record = self.record(RecordKind::Activity, verb, on);
        record.subjects = subjects.iter().map(|subject| Code::from(*subject)).collect();
        record
    }

    /// Something was done that is meant to fulfil the clause.
    pub fn fulfilled(&mut self, clause: &str, on: &str) -> &mut Record {
        let record = self.record(RecordKind::Activity, "do", on);
        record.clause = Some(Key::from(clause));
        record
    }

    pub fn forget(&mut self, record: RecordId) {
        self.council.records.retain(|known| known.id != record);
    }

    pub fn directory(&self) -> Directory {
        let organisations = self.files.iter().flat_map(|file| &file.organisations).map(|new| Organisation {
            id: id(1, &new.slug),
            slug: new.slug.clone(),
            name: new.name.clone(),
            number: None,
            kind: None,
            sector: None,
            dissolved_on: None,
        });
        let relations = self.council.mandates.iter().flat_map(|mandate| {
            mandate.clauses.iter().filter_map(|at| match &at.clause.provision {
                Provision::Relation(relation) => Some((self.council.head.id, mandate.period, relation.clone())),
                _ => None,
            })
        });
        let codes: Codes = toml::from_str(include_str!("../../../../../templates/codes.toml")).unwrap();
        DirectoryParts {
            organisations: organisations.collect(),
            councils: self.files.iter().map(|file| head_of(file).head).collect(),
            codes: codes.codes.into_iter().map(|code| (code.list, code.code, code.label)).collect(),
            successions: self.successions.clone(),
            relations: relations.collect(),
            ..DirectoryParts::default()
        }
        .into()
    }

    /// Looks at the clause with and without words: both have to find the same.
    pub fn judged(&self, key: &str, on: &str) -> Result<Verdict, Text> {
        let directory = self.directory();
        let on = day(on);
        let around = |words| Around { directory: &directory, family: &self.family, audience: self.audience, words };
        let mandate = &self.council.mandates[0];
        let place = mandate.clauses.iter().position(|at| &*at.clause.key == key).unwrap();
        let clause = &mandate.clauses[place].clause;
        let with =
            |words| verdict(place, clause, &Facts { council: &self.council, mandate, around: around(words) }, on);
        let (told, mute) = (with(true), with(false));
        if let (Ok(told), Ok(mute)) = (&told, &mute) {
            assert_eq!(statuses(told), statuses(mute));
            for finding in &told.findings {
                for lang in [Lang::Nb, Lang::En] {
                    let message = finding.message.exactly(lang).unwrap();
                    assert!(message.ends_with('.') && !message.contains('_') && !message.contains("  "), "{message}");
                }
            }
            assert!(mute.findings.iter().all(|finding| finding.evidence.is_empty()));
        }
        told
    }

    #[track_caller]
    pub fn status(&self, key: &str, on: &str) -> VerdictStatus {
        self.judged(key, on).unwrap().status
    }

    /// The findings, worst first: status and message in English.
    pub fn found(&self, key: &str, on: &str) -> Vec<(VerdictStatus, String)> {
        let verdict = self.judged(key, on).unwrap();
        verdict.findings.iter().map(|finding| (finding.status, finding.message.in_lang(Lang::En).to_owned())).collect()
    }

    pub fn due(&self, from: &str, until: &str) -> Vec<Due> {
        let directory = self.directory();
        let around = Around { directory: &directory, family: &self.family, audience: self.audience, words: true };
        let facts = Facts { council: &self.council, mandate: &self.council.mandates[0], around };
        due(&facts, day(from), day(until))
    }

    /// What falls due of one clause.
    pub fn due_of(&self, key: &str, from: &str, until: &str) -> Vec<Due> {
        let place = self.council.mandates[0].clauses.iter().position(|at| &*at.clause.key == key).unwrap();
        self.due(from, until).into_iter().filter(|due| due.clause == place).collect()
    }
}

fn statuses(verdict: &Verdict) -> Vec<VerdictStatus> {
    verdict.findings.iter().map(|finding| finding.status).collect()
}

pub fn seat_id(name: &str) -> SeatId {
    id(4, name)
}

fn head_of(file: &RegisterCouncil) -> Council {
    Council::new(CouncilHead {
        id: id::<CouncilId>(2, &file.slug),
        slug: file.slug.clone(),
        name: file.name.clone(),
        description: None,
        visibility: CouncilStatus::Public,
        owner: id(1, &file.owner),
        family: file.family.as_ref().map(|family| id::<FamilyId>(7, &family.slug)),
        tier: file.family.as_ref().and_then(|family| family.tier),
        time_zone: "Europe/Oslo".to_owned(),
        established_on: None,
        dissolved_on: None,
    })
}

/// Sets parts of a clause by their JSON.
pub fn set(clause: &mut Clause, pointer: &str, value: Value) {
    let mut json = serde_json::to_value(&*clause).unwrap();
    *json.pointer_mut(pointer).unwrap() = value;
    *clause = serde_json::from_value(json).unwrap();
}

pub fn tolerance(duration: &str) -> Value {
    json!({"duration": duration, "setBy": "COUNCIL"})
}

pub fn strategy() -> Given {
    let mut given = Given::founding("strategiradet");
    given.in_force("2020-01-01", "");
    given
}

/// A council with one duty.
pub fn duty(rule: Value) -> Given {
    let clause = json!({"key": "rule", "modality": "SHALL", "provision": {"duty": rule}});
    Given::with(&[clause], period("2022-01-01", ""))
}

pub fn evaluating(when: Value) -> Given {
    duty(json!({"activity": {"actor": {"part": {"part": "OWNER"}}, "verb": "evaluate"}, "when": [when]}))
}
