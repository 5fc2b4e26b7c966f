//! Fills a store with generated councils: the same ones on every database and in every run.
//!
//! Imports `mandat`, `place`, `pages`, `random` and `roster`. Registering 5,000 councils one by one loads the
//! directory 5,000 times; one act here enters many, through the same gate as every other act.

use std::{sync::Arc, time::Instant};

use chrono::{DateTime, NaiveDate, Utc};
use mandat::{
    access::{acting::Acting, caller::Caller},
    acts::founding,
    clock::Clock,
    domain::{
        change::Change,
        council::{Body, Council, CouncilHead, CouncilStatus, Mandate, MandateClause, MandateStatus, Seat, SeatGroup},
        directory::{Directory, Family},
        id::{CouncilId, FamilyId, OrganisationId},
        mandate::{
            clause::{Clause, Provision, relation::RelationKind, seat_count::SeatCount},
            composition::Composition,
        },
        message::Message,
        people::Organisation,
        text::Text,
        time::Period,
        word::{Code, Slug},
    },
    error::{Refusal, Refusals},
    store::{
        Store, WriteOptions,
        act::{Act, Decision, Facts, Needs},
    },
};

use crate::{
    pages::Register,
    place::{self, Place},
    random::{Random, identity},
    roster,
};

/// How many councils one act enters.
const AT_ONCE: usize = 50;

/// Seats of a council.
pub const SEATS: u32 = 20;

/// How many clauses a mandate has that make no seats.
const OTHER_CLAUSES: usize = 20;

/// Every so many clauses one has a wording of its council's own; the others are as in the founding mandate.
const OWN_WORDING: usize = 10;

/// Every so many councils have an owner of their own, and as many again a family.
const OF_ONE_OWNER: usize = 25;
const OF_ONE_FAMILY: usize = 10;

/// The councils whose clauses the generated ones have.
const PATTERNS: [&str; 2] = ["strategiradet", "helseomsorg21-radet"];

const TOPICS: [&str; 12] = [
    "arkiv",
    "beredskap",
    "dyrevelferd",
    "energi",
    "fiskeri",
    "havbruk",
    "idrett",
    "klima",
    "likestilling",
    "museum",
    "reindrift",
    "samferdsel",
];

/// The instant at which everything takes place.
pub fn now() -> DateTime<Utc> {
    today().and_hms_opt(9, 0, 0).unwrap().and_utc()
}

/// The day on which everything takes place.
fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 12).unwrap()
}

/// The slug of the generated council of this number.
pub fn slug(number: usize) -> String {
    format!("radet-{number}")
}

/// A register with the founding councils and so many generated ones.
pub async fn filled(place: &Place, councils: usize) -> Register {
    let began = Instant::now();
    let config = place.config();
    let store = Store::open(&place::settings(&config, config.council_cache_bytes)).await.unwrap();
    founding::import(&store, now(), Clock::day_of(now())).await.unwrap();
    let mut said = 0;
    for first in (0..councils).step_by(AT_ONCE) {
        let last = (first + AT_ONCE).min(councils);
        enter(&store, first, last).await;
        if last - said >= 1_000 || last == councils {
            said = last;
            eprintln!("  {}: {last} of {councils} councils after {:.0?}", place.database, began.elapsed());
        }
    }
    store.forget();
    Register::new(store, &config, councils)
}

async fn enter(store: &Store, first: usize, last: usize) {
    let directory = store.current().await.unwrap().directory;
    let patterns = PATTERNS.map(|slug| directory.council_by_slug(slug).unwrap().id);
    let act = EnterGenerated { first, last, patterns };
    let done = store.write(&Caller::console(), act, now(), today(), WriteOptions::default()).await.unwrap();
    if let Err(refusals) = done {
        panic!("the register refuses the generated councils: {refusals:?}");
    }
}

/// Enters the generated councils of these numbers.
#[derive(Clone, Debug)]
struct EnterGenerated {
    first: usize,
    last: usize,
    patterns: [CouncilId; 2],
}

impl Act for EnterGenerated {
    const NAME: &'static str = "enterGenerated";
    type Outcome = ();

    fn needs(&self, _: &Directory) -> Needs {
        Needs { councils: self.patterns.to_vec(), ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Acting::operator(facts.caller, facts.today)
            .ok_or_else(|| Refusal::forbidden(Message::same("only an operator generates")))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<()>, Refusals> {
        let mut changes = Vec::new();
        for number in self.first..self.last {
            let pattern = facts.council(self.patterns[number % 2])?;
            council(number, pattern, &mut changes);
        }
        let summary = Text::nb_en("Råd ble generert.", "Councils were generated.");
        Ok(Decision { changes, outcome: (), warnings: Vec::new(), summary })
    }
}

/// Everything of one council.
fn council(number: usize, pattern: &Council, changes: &mut Vec<Change>) {
    let mut random = Random::seeded(number as u64);
    let id = CouncilId(identity(1, number));
    let owner = owner(number, changes);
    let family = family(number, changes);
    let topic = TOPICS[random.below(TOPICS.len())];
    changes.push(Change::Council(CouncilHead {
        id,
        slug: Slug::from(slug(number)),
        name: Text::nb_en(&format!("Rådet for {topic} {number}"), &format!("Council no. {number} on {topic}")),
        description: Some(Text::nb_en("Et generert råd.", "A generated council.")),
        visibility: CouncilStatus::Public,
        owner,
        family,
        tier: family.map(|_| u32::try_from(number % 3).unwrap_or(0) + 1),
        time_zone: "Europe/Oslo".to_owned(),
        established_on: NaiveDate::from_ymd_opt(2010 + i32::try_from(number % 10).unwrap_or(0), 1, 1),
        dissolved_on: None,
    }));
    let mandate = mandate(number, owner, pattern);
    let composition = Arc::clone(&mandate.composition);
    changes.push(Change::Mandate(id, mandate));
    let mut seats = 0;
    for (place, rules) in composition.groups.iter().enumerate() {
        let group = SeatGroup { id: identity(2, number * 100 + place).into(), key: rules.key.clone() };
        changes.push(Change::SeatGroup(id, group.clone(), u32::try_from(place).unwrap_or(0)));
        for ordinal in 1..=rules.seats.unwrap_or(0) {
            let seat = Seat {
                id: identity(3, number * 100 + seats).into(),
                group: group.id,
                ordinal,
                period: Period::default(),
            };
            seats += 1;
            changes.push(Change::Seat(id, seat.clone()));
            roster::seat(number, id, seats, seat.id, rules, owner, &mut random, changes);
        }
    }
    roster::closing(number, id, changes);
}

fn owner(number: usize, changes: &mut Vec<Change>) -> OrganisationId {
    let of = number / OF_ONE_OWNER;
    let id = OrganisationId(identity(4, of));
    if number.is_multiple_of(OF_ONE_OWNER) {
        changes.push(Change::Organisation(Organisation {
            id,
            slug: Slug::from(format!("etat-{of}")),
            name: Text::nb_en(&format!("Etaten nr. {of}"), &format!("Agency no. {of}")),
            number: None,
            kind: Some(Code::from("directorate")),
            sector: Some(Code::from("central-health-administration")),
            dissolved_on: None,
        }));
    }
    id
}

/// Three of four families' worth of councils have one.
fn family(number: usize, changes: &mut Vec<Change>) -> Option<FamilyId> {
    let of = number / OF_ONE_FAMILY;
    let id = FamilyId(identity(5, of));
    if of % 4 == 3 {
        return None;
    }
    if number.is_multiple_of(OF_ONE_FAMILY) {
        changes.push(Change::Family(Family {
            id,
            slug: Slug::from(format!("familien-{of}")),
            name: Text::nb_en(&format!("Familien nr. {of}"), &format!("Family no. {of}")),
            purpose: None,
        }));
    }
    Some(id)
}

fn mandate(number: usize, owner: OrganisationId, pattern: &Council) -> Mandate {
    let model = pattern.mandates.first().unwrap();
    let clauses: Vec<MandateClause> = clauses(number, model)
        .into_iter()
        .enumerate()
        .map(|(place, clause)| MandateClause { id: identity(6, number * 100 + place).into(), clause: Arc::new(clause) })
        .collect();
    let composition = Arc::new(Composition::of(clauses.iter().map(|at| &*at.clause)));
    assert_eq!(composition.seat_count(), Some(SEATS), "{}", pattern.head.slug);
    Mandate {
        id: identity(7, number).into(),
        version: 1,
        status: MandateStatus::Adopted,
        title: model.title.clone(),
        url: None,
        adopted_on: NaiveDate::from_ymd_opt(2014, 2, 1),
        adopted_by: Some(Body::Organisation(owner)),
        period: Period { start: NaiveDate::from_ymd_opt(2014, 3, 1), end: None },
        template: None,
        clauses,
        composition,
    }
}

/// The pattern's clauses: all that make seats, with 20 seats in all, and the first of the others. What ties the
/// pattern to other councils is left out, but for its secretariat, which becomes the council's own.
fn clauses(number: usize, model: &Mandate) -> Vec<Clause> {
    let mut clauses = Vec::new();
    let mut others = 0;
    for at in &model.clauses {
        let mut clause = Clause::clone(&at.clause);
        match &mut clause.provision {
            Provision::Seats(_) => {}
            Provision::Relation(relation) if relation.kind == RelationKind::SecretariatOf => relation.to.clear(),
            Provision::Relation(_) => continue,
            _ if others == OTHER_CLAUSES => continue,
            _ => others += 1,
        }
        if clauses.len() % OWN_WORDING == 0 {
            clause.wording = Some(Text::nb_en(
                &format!("Slik sier mandatet til råd nr. {number} det, med egne ord."),
                &format!("This is how the mandate of council no. {number} says it, in words of its own."),
            ));
        }
        clauses.push(clause);
    }
    level(&mut clauses);
    clauses
}

/// Makes the largest group as large as it has to be for 20 seats in all.
fn level(clauses: &mut [Clause]) {
    let sizes = clauses.iter_mut().filter_map(|clause| match &mut clause.provision {
        Provision::Seats(seats) => match &mut seats.group.as_mut()?.size {
            SeatCount::Exactly(size) => Some(&mut size.number),
            _ => None,
        },
        _ => None,
    });
    let mut sizes: Vec<&mut u32> = sizes.collect();
    sizes.sort_unstable();
    let total: u32 = sizes.iter().map(|size| **size).sum();
    if let Some(largest) = sizes.last_mut() {
        **largest = **largest + SEATS - total;
    }
}
