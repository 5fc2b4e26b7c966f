//! Councils for the tests of what a body is made of: the founding ones from their files, and others from a few clauses.

use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    super::{Around, Audience, Facts, compliance, verdict},
    making_body::{adopt, empty, id, relations_of},
};
use crate::domain::{
    council::{
        Attendance, Body, Completeness, Council, Declared, Fact, Held, Meeting, MeetingStatus, Membership, Presence,
        Record, RecordKind, Role, Seat, StepTaken,
    },
    directory::{Directory, DirectoryParts, Succession},
    fault::Form,
    id::{CouncilId, FamilyId, MeetingId, MembershipId, OrganisationId, PersonId, RecordId, SeatId},
    mandate::{
        clause::{Clause, actor::Actor, procedure::StepAct, relation::Relation, seats::SeatRole},
        composition::Composition,
        verdict::{Verdict, VerdictStatus},
    },
    people::{Organisation, Person},
    register::RegisterCouncil,
    text::Text,
    time::Period,
};

/// The founding councils, as their files say.
const FILES: [&str; 4] = [
    include_str!("../../../../../templates/councils/strategiradet.toml"),
    include_str!("../../../../../templates/councils/portefoljeradet.toml"),
    include_str!("../../../../../templates/councils/fagradet.toml"),
    include_str!("../../../../../templates/councils/helseomsorg21-radet.toml"),
];

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A council with everything around it, to be changed until a verdict flips.
pub struct Given {
    pub council: Council,
    pub family: Vec<Council>,
    pub organisations: Vec<Organisation>,
    pub successions: Vec<Succession>,
    pub relations: Vec<(CouncilId, Period, Relation)>,
    pub audience: Audience,
    next: u128,
}

impl Given {
    /// One of the founding councils; the others of its family beside it.
    pub fn founding(slug: &str) -> Self {
        let mut next = 1_000;
        let files: Vec<RegisterCouncil> = FILES.iter().map(|file| toml::from_str(file).unwrap()).collect();
        let mut councils: Vec<Council> = files.iter().map(|file| empty(&file.slug, &mut next)).collect();
        let mut organisations: Vec<Organisation> = Vec::new();
        for new in files.iter().flat_map(|file| &file.organisations) {
            if !organisations.iter().any(|known| known.slug == new.slug) {
                organisations.push(Organisation {
                    id: id(&mut next),
                    slug: new.slug.clone(),
                    name: new.name.clone(),
                    number: None,
                    kind: None,
                    sector: new.sector.clone(),
                    dissolved_on: None,
                });
            }
        }
        let family: FamilyId = id(&mut next);
        for (council, file) in councils.iter_mut().zip(&files) {
            council.head.family = file.family.as_ref().map(|_| family);
            council.head.tier = file.family.as_ref().and_then(|place| place.tier);
            council.head.name = file.name.clone();
        }
        let bodies: Vec<Council> = councils.clone();
        let body = |actor: &Actor| match actor {
            Actor::Organisation(of) => {
                Body::Organisation(organisations.iter().find(|known| known.slug == of.slug).unwrap().id)
            }
            Actor::Council(of) => {
                Body::Council(bodies.iter().find(|known| known.head.slug == of.slug).unwrap().head.id)
            }
            _ => unreachable!("bodies are named"),
        };
        let mut successions = Vec::new();
        for new in files.iter().flat_map(|file| &file.successions) {
            successions.push(Succession {
                id: id(&mut next),
                predecessor: body(&new.predecessor),
                successor: body(&new.successor),
                on: new.on.map(|date| date.0),
                source: None,
            });
        }
        for (council, file) in councils.iter_mut().zip(&files) {
            if let Some(head) = &file.mandate {
                let period =
                    Period { start: head.valid_from.map(|date| date.0), end: head.valid_to.map(|date| date.0) };
                adopt(council, file.clauses.clone(), period, &mut next);
                council.mandates[0].adopted_on = head.adopted_on.map(|date| date.0);
                council.mandates[0].adopted_by = head.adopted_by.as_ref().map(&body);
            }
        }
        let at = councils.iter().position(|council| &*council.head.slug == slug).unwrap();
        let council = councils.remove(at);
        let relations = councils.iter().chain([&council]).flat_map(relations_of).collect();
        Self { council, family: councils, organisations, successions, relations, audience: Audience::Inside, next }
    }

    /// A council whose mandate is these provisions, under the keys `c0`, `c1` and so on, in force for ever.
    pub fn of(provisions: &[Value]) -> Self {
        let mut given = Self::founding("strategiradet");
        let clauses = provisions.iter().enumerate().map(|(at, provision)| {
            let statement = provision.get("statement").is_some();
            let mut clause = json!({ "key": format!("c{at}"), "provision": provision });
            if !statement {
                clause["modality"] = json!("SHALL");
            }
            let clause: Clause = serde_json::from_value(clause).unwrap();
            assert_eq!(clause.faults(), [], "a test is about clauses that can be");
            clause
        });
        given.council = Council { head: given.council.head.clone(), ..empty("own", &mut given.next) };
        adopt(&mut given.council, clauses.collect(), Period::default(), &mut given.next);
        given
    }

    /// The same with another scope on a clause.
    pub fn reaching(mut self, key: &str, scope: Value) -> Self {
        let at = self.place(key);
        let mut clause = (*self.council.mandates[0].clauses[at].clause).clone();
        clause.applies_to = serde_json::from_value(scope).unwrap();
        self.council.mandates[0].clauses[at].clause = Arc::new(clause);
        self.compose();
        self
    }

    /// Puts the composition together anew.
    pub fn compose(&mut self) {
        let mandate = &mut self.council.mandates[0];
        mandate.composition = Arc::new(Composition::of(mandate.clauses.iter().map(|at| &*at.clause)));
    }

    pub fn id<T: From<Uuid>>(&mut self) -> T {
        id(&mut self.next)
    }

    pub fn organisation(&self, slug: &str) -> OrganisationId {
        self.organisations.iter().find(|known| &*known.slug == slug).unwrap().id
    }

    /// An organisation to change.
    pub fn organisation_mut(&mut self, slug: &str) -> &mut Organisation {
        self.organisations.iter_mut().find(|known| &*known.slug == slug).unwrap()
    }

    pub fn seat(&self, group: &str, ordinal: u32) -> SeatId {
        let group = self.council.group(&group.into()).unwrap().id;
        self.council.seats.iter().find(|seat| seat.group == group && seat.ordinal == ordinal).unwrap().id
    }

    /// Somebody new takes a seat.
    pub fn sits(&mut self, group: &str, ordinal: u32, from: &str) -> MembershipId {
        let seat = self.seat(group, ordinal);
        let (person, membership): (PersonId, MembershipId) = (self.id(), self.id());
        let name = format!("Person {}", self.next);
        self.council.persons.insert(person, Person { id: person, name });
        let rules = self.council.mandates[0].composition.group(group).unwrap();
        let role = if rules.role == SeatRole::Chair { Role::Chair } else { Role::Member };
        let appointment = self.id();
        self.council.memberships.push(Membership {
            id: membership,
            appointment,
            seat,
            person,
            role,
            acting: false,
            post: None,
            alternate_rank: 0,
            on_behalf_of: None,
            start: day(from),
            expected_end: None,
            ended: None,
            end_ground: None,
            end_reason: None,
            holds_over: false,
        });
        membership
    }

    /// Every seat is taken, in each group by somebody who speaks for the organisation that it is for.
    pub fn fill(&mut self, from: &str) {
        let composition = Arc::clone(&self.council.mandates[0].composition);
        for rules in &composition.groups {
            for ordinal in 1..=rules.seats.unwrap_or(0) {
                let held = self.sits(&rules.key, ordinal, from);
                self.held(held).on_behalf_of = rules.organisation().map(|slug| self.organisation(slug));
            }
        }
    }

    pub fn held(&mut self, id: MembershipId) -> &mut Membership {
        self.council.memberships.iter_mut().find(|held| held.id == id).unwrap()
    }

    /// Who sits there on the day.
    pub fn holder(&self, group: &str, ordinal: u32) -> MembershipId {
        let seat = self.seat(group, ordinal);
        self.council.memberships.iter().find(|held| held.seat == seat && held.alternate_rank == 0).unwrap().id
    }

    /// Somebody says that all facts of this kind are recorded.
    pub fn complete(&mut self, subject: &str) {
        let id = self.id();
        let period = Period::default();
        self.council.completeness.push(Completeness { id, subject: subject.into(), period, asserted_by: None });
    }

    pub fn declares(&mut self, held: MembershipId, attribute: &str, value: &str, public: bool) {
        let (id, person) = (self.id(), self.held(held).person);
        self.council.facts.push(Fact {
            id,
            person,
            attribute: attribute.into(),
            declared: Declared::Value(value.into()),
            period: Period::default(),
            source: "test".to_owned(),
            public,
        });
    }

    pub fn record(&mut self, kind: RecordKind, what: &str, on: &str) -> &mut Record {
        let id: RecordId = self.id();
        self.council.records.push(Record {
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
        });
        self.council.records.last_mut().unwrap()
    }

    pub fn meets(&mut self, on: &str) -> MeetingId {
        let id = self.id();
        let starts_at = day(on).and_time(NaiveTime::MIN).and_utc();
        self.council.meetings.push(Meeting {
            kind: crate::domain::council::MeetingKind::Ordinary,
            link: None,
            together_with: Vec::new(),
            past: Vec::new(),
            wheel_year: None,
            changed_at: chrono::DateTime::UNIX_EPOCH,
            id,
            title: Text::nb_en("Møte", "Meeting"),
            status: MeetingStatus::Held,
            starts_at,
            ends_at: None,
            place: None,
            day: day(on),
            held: Held::default(),
        });
        id
    }

    pub fn attends(&mut self, meeting: MeetingId, seat: SeatId, presence: Presence) -> &mut Attendance {
        self.council.attendance.push(Attendance { meeting, seat, membership: None, presence, agreed: None });
        self.council.attendance.last_mut().unwrap()
    }

    pub fn step(&mut self, held: MembershipId, act: StepAct, by: Option<Body>, on: &str) {
        let id = self.id();
        let (seat, person) = (self.held(held).seat, Some(self.held(held).person));
        self.council.steps.push(StepTaken { id, seat, person, act, by, on: day(on), note: None });
    }

    /// One more seat in the register.
    pub fn more_seats(&mut self, group: &str, ordinal: u32) {
        let (id, group) = (self.id(), self.council.group(&group.into()).unwrap().id);
        self.council.seats.push(Seat { id, group, ordinal, period: Period::default() });
    }

    pub fn place(&self, key: &str) -> usize {
        self.council.mandates[0].clauses.iter().position(|at| &*at.clause.key == key).unwrap()
    }

    fn directory(&self) -> Directory {
        let heads = self.family.iter().chain([&self.council]).map(|council| council.head.clone());
        Directory::from(DirectoryParts {
            organisations: self.organisations.clone(),
            successions: self.successions.clone(),
            councils: heads.collect(),
            relations: self.relations.clone(),
            ..DirectoryParts::default()
        })
    }

    fn around<T>(&self, words: bool, ask: impl FnOnce(Around<'_>) -> T) -> T {
        let own = self.council.head.family;
        let family = self.family.iter().filter(|other| own.is_some() && other.head.family == own);
        let family: Vec<Arc<Council>> = family.cloned().map(Arc::new).collect();
        ask(Around { directory: &self.directory(), family: &family, audience: self.audience, words })
    }

    /// The verdict on a clause; Err where no machine can judge it.
    pub fn verdict(&self, key: &str, on: &str) -> Result<Verdict, Text> {
        let (place, mandate) = (self.place(key), &self.council.mandates[0]);
        let ask = |words| {
            self.around(words, |around| {
                let facts = Facts { council: &self.council, mandate, around };
                verdict(place, &mandate.clauses[place].clause, &facts, day(on))
            })
        };
        let (told, silent) = (ask(true), ask(false));
        if let (Ok(told), Ok(silent)) = (&told, &silent) {
            let statuses = |of: &Verdict| of.findings.iter().map(|one| one.status).collect::<Vec<_>>();
            assert_eq!(statuses(told), statuses(silent), "words change no verdict");
            assert!(silent.findings.iter().all(|one| one.message == Text::default() && one.evidence.is_empty()));
            assert!(!told.findings.is_empty());
            for one in &told.findings {
                let both = (one.message.nb.as_deref(), one.message.en.as_deref());
                assert!(matches!(both, (Some(nb), Some(en)) if nb.ends_with('.') && en.ends_with('.')), "{both:?}");
            }
        }
        told
    }

    /// The status of the verdict on a clause.
    pub fn status(&self, key: &str, on: &str) -> VerdictStatus {
        self.verdict(key, on).unwrap().status
    }

    /// What is said of a clause in English.
    pub fn says(&self, key: &str, on: &str) -> String {
        self.verdict(key, on).unwrap().message.en.unwrap()
    }

    /// The verdicts on the council as a whole.
    pub fn whole(&self, on: &str) -> Vec<Verdict> {
        let verdicts = self.around(true, |around| compliance(&self.council, around, day(on)));
        verdicts.into_iter().filter(|verdict| verdict.clause.is_none()).collect()
    }
}
