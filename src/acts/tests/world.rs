//! A small register in memory, and acts run on it as the write gate runs them.

use std::{collections::BTreeMap, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    access::{caller::Caller, token::Identity},
    domain::{
        change::{Change, Invitation},
        council::{Council, CouncilHead, CouncilStatus, Mandate, MandateClause, MandateStatus},
        directory::{Directory, DirectoryParts, Template},
        id::{AccountId, CouncilId, OrganisationId, PersonId},
        mandate::{
            clause::{Clause, Provision},
            composition::Composition,
        },
        people::{Account, Authority, Grant, Organisation, Person},
        register::NewCode,
        text::Text,
        time::Period,
        word::Code,
    },
    error::{Refusal, RefusalCode},
    store::act::{Act, Decision, Facts, Ids},
};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The day of every act.
pub fn today() -> NaiveDate {
    day("2026-03-01")
}

pub fn now() -> DateTime<Utc> {
    "2026-03-01T09:00:00Z".parse().unwrap()
}

pub fn id<Id: From<Uuid>>(number: u128) -> Id {
    Id::from(Uuid::from_u128(number))
}

pub fn organisation_id(slug: &str) -> OrganisationId {
    id(0x1000 + slug.bytes().fold(0_u128, |sum, byte| sum * 31 + u128::from(byte)) % 0xFFFF)
}

/// The account that acts, where somebody signed in.
pub const ACCOUNT: u128 = 7;

/// What the register holds.
#[derive(Default)]
pub struct World {
    pub parts: Parts,
    pub councils: BTreeMap<CouncilId, Arc<Council>>,
    pub persons: BTreeMap<PersonId, Person>,
    pub account: Option<Account>,
    pub authority: Option<Authority>,
    pub holders: Vec<Authority>,
    pub invitation: Option<(CouncilId, Invitation)>,
    pub has_calendar: bool,
}

/// What the directory is made from, again for each act.
#[derive(Default)]
pub struct Parts {
    pub organisations: Vec<Organisation>,
    pub families: Vec<crate::domain::directory::Family>,
    pub templates: Vec<Template>,
    pub codes: Vec<NewCode>,
    pub aliases: Vec<(crate::domain::word::Slug, CouncilId)>,
    pub successions: Vec<crate::domain::directory::Succession>,
    pub wheels: Vec<crate::domain::calendar::AnnualWheel>,
}

impl World {
    /// A register with two organisations that own councils, and the codes that the tests use.
    pub fn new() -> Self {
        let mut world = Self::default();
        world.organisation("agency", Some("123456785"));
        world.organisation("ministry", None);
        world.organisation("union", None);
        for (list, code) in [
            ("verb", "advise"),
            ("sector", "research"),
            ("post", "chair"),
            ("ending", "resignation"),
            ("organisation-kind", "directorate"),
        ] {
            world.parts.codes.push(NewCode { list: list.into(), code: Code::from(code), label: text(code) });
        }
        world
    }

    pub fn organisation(&mut self, slug: &str, number: Option<&str>) -> OrganisationId {
        let id = organisation_id(slug);
        self.parts.organisations.push(Organisation {
            id,
            slug: slug.into(),
            name: text(slug),
            number: number.map(|number| number.parse().unwrap()),
            kind: None,
            sector: None,
            dissolved_on: None,
        });
        id
    }

    /// A public council of the agency with this mandate in force, its groups and seats made as if it were registered.
    pub fn council(&mut self, number: u128, slug: &str, clauses: Vec<Clause>) -> CouncilId {
        let council_id: CouncilId = id(number);
        let head = CouncilHead {
            id: council_id,
            slug: slug.into(),
            name: text(slug),
            description: None,
            visibility: CouncilStatus::Public,
            owner: organisation_id("agency"),
            family: None,
            tier: None,
            time_zone: "Europe/Oslo".to_owned(),
            established_on: None,
            dissolved_on: None,
        };
        let mut council = Council { revision: 1, changed_seq: 1, ..Council::new(head) };
        if !clauses.is_empty() {
            let composition = Composition::of(clauses.iter());
            for (place, rules) in (0_u128..).zip(&composition.groups) {
                let group = crate::domain::council::SeatGroup { id: id(number * 1000 + place), key: rules.key.clone() };
                for ordinal in 1..=super::super::mandate::seats::bounds(rules).0 {
                    council.seats.push(crate::domain::council::Seat {
                        id: id(number * 1000 + 100 * (place + 1) + u128::from(ordinal)),
                        group: group.id,
                        ordinal,
                        period: Period { start: Some(day("2020-01-01")), end: None },
                    });
                }
                council.groups.push(group);
            }
            council.mandates.push(Mandate {
                id: id(number * 1000 + 900),
                version: 1,
                status: MandateStatus::Adopted,
                title: None,
                url: None,
                adopted_on: None,
                adopted_by: None,
                period: Period { start: Some(day("2020-01-01")), end: None },
                template: None,
                clauses: (0..)
                    .zip(clauses)
                    .map(|(n, clause)| MandateClause { id: id(number * 10_000 + n), clause: Arc::new(clause) })
                    .collect(),
                composition: Arc::new(composition),
            });
        }
        self.councils.insert(council_id, Arc::new(council));
        council_id
    }

    pub fn council_mut(&mut self, id: CouncilId) -> &mut Council {
        Arc::make_mut(self.councils.get_mut(&id).unwrap())
    }

    pub fn person(&mut self, number: u128, name: &str) -> PersonId {
        let person = Person { id: id(number), name: name.to_owned() };
        self.persons.insert(person.id, person);
        id(number)
    }

    /// Runs the act as the gate does: first who may, then what changes.
    pub fn run<A: Act>(&self, caller: &Caller, act: &A) -> Result<Decision<A::Outcome>, Vec<Refusal>> {
        let directory = self.directory();
        let ids = Ids::from(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0000));
        let facts = Facts {
            caller,
            today: today(),
            now: now(),
            directory: &directory,
            councils: &self.councils,
            persons: &self.persons,
            account: self.account.as_ref(),
            authority: self.authority.as_ref(),
            holders: &self.holders,
            invitation: self.invitation.as_ref(),
            has_calendar: self.has_calendar,
            ids: &ids,
        };
        let acting = act.authorise(&facts)?;
        act.decide(&facts, acting)
    }

    fn directory(&self) -> Directory {
        let (mut relations, mut adoptions) = (Vec::new(), Vec::new());
        for council in self.councils.values() {
            for mandate in council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted) {
                adoptions.extend(mandate.adopted_by.map(|adopter| (council.head.id, mandate.period, adopter)));
                for at in &mandate.clauses {
                    if let Provision::Relation(relation) = &at.clause.provision {
                        relations.push((council.head.id, mandate.period, relation.clone()));
                    }
                }
            }
        }
        let parts = &self.parts;
        Directory::from(DirectoryParts {
            revision: 1,
            organisations: parts.organisations.clone(),
            families: parts.families.clone(),
            templates: parts.templates.clone(),
            codes: parts.codes.iter().map(|code| (code.list.clone(), code.code.clone(), code.label.clone())).collect(),
            successions: parts.successions.clone(),
            councils: self.councils.values().map(|council| council.head.clone()).collect(),
            aliases: parts.aliases.clone(),
            relations,
            adoptions,
            wheels: parts.wheels.clone(),
        })
    }
}

pub fn text(word: &str) -> Text {
    Text::nb_en(word, word)
}

/// A clause as it stands in a file.
pub fn clause(json: Value) -> Clause {
    serde_json::from_value(json).unwrap()
}

/// The input of an act as it is sent.
pub fn input<T: serde::de::DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

pub fn account(number: u128) -> Account {
    Account { id: id(number), issuer: "test".to_owned(), subject: number.to_string(), label: None, person: None }
}

pub fn authority(number: u128, account: AccountId, grant: Grant) -> Authority {
    let period = Period { start: Some(day("2020-01-01")), end: None };
    Authority { id: id(number), account, grant, period, granted_at: now() }
}

/// Somebody who signed in, with these authorities.
pub fn with(grants: &[Grant]) -> Caller {
    linked(grants, None)
}

/// Somebody who signed in, with these authorities, whose account is a person's.
pub fn linked(grants: &[Grant], person: Option<PersonId>) -> Caller {
    let proof = Identity {
        issuer: "test".to_owned(),
        subject: "somebody".to_owned(),
        organisation: None,
        supplier: None,
        expires_at: 0,
        name: None,
    };
    let authorities = (500_u128..).zip(grants).map(|(number, grant)| authority(number, id(ACCOUNT), *grant)).collect();
    Caller::signed_in(&proof, Account { person, ..account(ACCOUNT) }, authorities, None)
}

/// Code, field and clause of what was refused, in order.
pub fn refusals<T>(outcome: Result<T, Vec<Refusal>>) -> Vec<(RefusalCode, Option<String>, Option<String>)> {
    let refused = outcome.err().expect("the act is refused");
    for refusal in &refused {
        refusal.message.assert_whole();
    }
    refused
        .into_iter()
        .map(|refusal| (refusal.code, refusal.field, refusal.clause.map(|key| key.to_string())))
        .collect()
}

/// Asserts that the act is refused with exactly this.
#[track_caller]
pub fn assert_refused<T>(outcome: Result<T, Vec<Refusal>>, code: RefusalCode, field: &str) {
    let field = (!field.is_empty()).then(|| field.to_owned());
    let found: Vec<_> = refusals(outcome).into_iter().map(|(code, field, _)| (code, field)).collect();
    assert_eq!(found, [(code, field)]);
}

/// Asserts that the act is refused with exactly this, because of the clause.
#[track_caller]
pub fn assert_refused_by<T>(outcome: Result<T, Vec<Refusal>>, code: RefusalCode, field: &str, clause: &str) {
    let field = (!field.is_empty()).then(|| field.to_owned());
    assert_eq!(refusals(outcome), [(code, field, Some(clause.to_owned()))]);
}

/// What the act decided.
#[track_caller]
pub fn decided<T>(outcome: Result<Decision<T>, Vec<Refusal>>) -> Decision<T> {
    match outcome {
        Ok(decision) => decision,
        Err(refused) => panic!("refused: {refused:?}"),
    }
}

/// What each change is called, in order.
pub fn kinds(changes: &[Change]) -> Vec<String> {
    let name = |change: &Change| match serde_json::to_value(change).unwrap() {
        Value::Object(fields) => fields.keys().next().unwrap().clone(),
        Value::String(name) => name,
        other => panic!("a change is written as {other}"),
    };
    changes.iter().map(name).collect()
}
