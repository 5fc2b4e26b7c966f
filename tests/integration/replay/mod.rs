//! Random acts on a roster, and the answers of any day compared with a slow, obvious model that knows nothing but the
//! audit log.

mod model;

use chrono::{Days, NaiveDate};
use mandat::{
    access::caller::Caller,
    acts::{
        mandate::amend::AmendMandate,
        person::create::CreatePerson,
        roster::{
            appoint::Appoint,
            correct::{CorrectMembership, Correction},
            designate_chair::DesignateChair,
            end::EndMembership,
            move_representation::MoveRepresentation,
            place::Place,
            renew::RenewTerm,
        },
    },
    domain::{
        council::Council,
        id::{MembershipId, PersonId},
        register::MandateHead,
        time::Date,
    },
    store::{WriteOptions, act::Act},
};
use serde_json::json;

use self::model::Model;
use crate::{
    on_both,
    world::{World, now, today},
};

/// The council whose life is invented.
const COUNCIL: &str = "helseomsorg21-radet";

/// What is asked of every day.
const PAGE: &str = r"query Day($slug: String!, $day: Date) { council(slug: $slug, asOf: $day) {
    mandate { version }
    seats { id holder { id role onBehalfOf { slug } } deputies { id } }
    memberships(first: 100) { totalCount nodes { id } }
} }";

on_both! {
    /// Whatever was done in whatever order, the audit log tells it all again, for every day.
    async fn the_audit_log_tells_every_day_again(world) {
        world.found().await;
        for seed in [3, 11] {
            let mut life = Life::of(&world, seed).await;
            life.live(120).await;
            assert!(life.done > 20, "only {} acts were done with seed {seed}", life.done);
        }
        let model = Model::from_log(&world, COUNCIL).await;
        for day in days() {
            let mut answer = world.ask(PAGE, json!({ "slug": COUNCIL, "day": day })).await;
            let nodes = answer["council"]["memberships"]["nodes"].as_array_mut().unwrap();
            nodes.sort_by_key(ToString::to_string);
            assert_eq!(model.page(day), answer["council"], "as of {day}");
        }
        // The model is not blind: it has seen people come and go, under a mandate and without.
        let held: Vec<usize> = days().map(|day| model.holders_on(day)).collect();
        assert!(held.contains(&0) && held.iter().max() > Some(&5), "{held:?}");
    }
}

/// Days all over the time in which something happens, some of them on the edges of mandates.
fn days() -> impl Iterator<Item = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2018, 12, 31).unwrap();
    let regular = (0..60).map(move |step| first + Days::new(step * 61));
    let edges = ["2020-01-01", "2020-01-02", "2024-01-01", "2024-01-02", "2026-03-11", "2026-03-12"];
    regular.chain(edges.map(|day| day.parse().unwrap()))
}

/// Somebody who does one thing after another, without asking whether it makes sense.
struct Life<'a> {
    world: &'a World,
    state: u64,
    persons: Vec<PersonId>,
    done: usize,
}

impl<'a> Life<'a> {
    async fn of(world: &'a World, seed: u64) -> Self {
        let council = world.council_id(COUNCIL).await;
        let mut persons = Vec::new();
        for number in 0..24 {
            let name = format!("Prøve {} {}", seed, char::from(b'A' + number));
            let act = CreatePerson { council, name, email: None, phone: None };
            persons.push(world.act(&Caller::console(), act).await.person);
        }
        Self { world, state: seed, persons, done: 0 }
    }

    async fn live(&mut self, acts: usize) {
        for _ in 0..acts {
            let council = self.world.council(COUNCIL).await;
            match self.any(16) {
                0..=6 => self.appoint(&council).await,
                7..=8 => self.end(&council).await,
                9..=10 => self.lead(&council).await,
                11 => self.speak_for_another(&council).await,
                12..=13 => self.correct(&council).await,
                14 => self.renew(&council).await,
                _ => self.amend(&council).await,
            }
        }
    }

    /// Does it, or lets it be where it is refused.
    async fn attempt<A: Act>(&mut self, act: A) {
        let options = WriteOptions::default();
        let answer = self.world.store.write(&Caller::console(), act, now(), today(), options).await.unwrap();
        self.done += usize::from(answer.is_ok());
    }

    async fn appoint(&mut self, council: &Council) {
        let seat = council.seats[self.any(council.seats.len())].id;
        let (start, person) = (self.day(), self.any(self.persons.len()));
        let length = Days::new(100 + 200 * self.any(10) as u64);
        let act = Appoint {
            council: council.head.id,
            place: Place::Seat(seat),
            person: self.persons[person],
            start,
            expected_end: (self.any(4) > 0).then(|| start + length),
            decided_by: None,
            decided_on: Some(start),
            on_behalf_of: None,
            alternate_rank: u32::from(self.any(6) == 0),
            role: None,
            basis: None,
            source: Some("an invented life".to_owned()),
            history: true,
        };
        self.attempt(act).await;
    }

    async fn end(&mut self, council: &Council) {
        if council.memberships.is_empty() {
            return;
        }
        let held = &council.memberships[self.any(council.memberships.len())];
        let on = held.start + Days::new(1 + self.any(900) as u64);
        let act = EndMembership { council: council.head.id, membership: held.id, on, ground: None, reason: None };
        self.attempt(act).await;
    }

    /// Any membership, and a day within it or near it.
    fn some_membership(&mut self, council: &Council) -> Option<(MembershipId, NaiveDate)> {
        if council.memberships.is_empty() {
            return None;
        }
        let held = &council.memberships[self.any(council.memberships.len())];
        Some((held.id, held.start + Days::new(self.any(500) as u64)))
    }

    async fn lead(&mut self, council: &Council) {
        let Some((membership, on)) = self.some_membership(council) else { return };
        let act = DesignateChair {
            council: council.head.id,
            membership,
            post: "chair".into(),
            acting: self.any(3) == 0,
            on,
            reason: None,
            source: Some("an invented life".to_owned()),
            history: true,
        };
        self.attempt(act).await;
    }

    async fn speak_for_another(&mut self, council: &Council) {
        let Some((membership, from)) = self.some_membership(council) else { return };
        let act = MoveRepresentation {
            council: council.head.id,
            membership,
            on_behalf_of: council.head.owner,
            from,
            reason: None,
        };
        self.attempt(act).await;
    }

    async fn correct(&mut self, council: &Council) {
        let Some((membership, day)) = self.some_membership(council) else { return };
        let withdraw = self.any(4) == 0;
        let act = CorrectMembership {
            council: council.head.id,
            membership,
            reason: "entered wrongly".to_owned(),
            withdraw,
            start: (!withdraw && self.any(2) == 0).then_some(day),
            expected_end: if withdraw { Correction::Stays } else { Correction::Is(day + Days::new(400)) },
            ended: Correction::Stays,
            on_behalf_of: Correction::Stays,
            role: None,
            person: None,
        };
        self.attempt(act).await;
    }

    async fn renew(&mut self, council: &Council) {
        let Some((membership, _)) = self.some_membership(council) else { return };
        let act = RenewTerm {
            council: council.head.id,
            membership,
            start: None,
            expected_end: None,
            decided_by: None,
            decided_on: None,
            basis: Some("an invented life".to_owned()),
        };
        self.attempt(act).await;
    }

    /// A new version from some day on, now and then without the seats of one group.
    async fn amend(&mut self, council: &Council) {
        let from = self.day();
        let Some(base) = council.mandates.last() else { return };
        let groups = base.composition.groups.iter().map(|group| base.clauses[group.clause].clause.key.clone());
        let groups: Vec<_> = groups.collect();
        let omit = if self.any(2) == 0 { vec![groups[self.any(groups.len())].clone()] } else { Vec::new() };
        let until = from + Days::new(300 + self.any(1_200) as u64);
        let head = MandateHead {
            title: None,
            url: None,
            adopted_by: None,
            adopted_on: Some(Date(from)),
            valid_from: Some(Date(from)),
            valid_to: Some(Date(until)),
            draft: false,
        };
        let act = AmendMandate {
            council: council.head.id,
            base: Some(base.id),
            organisations: Vec::new(),
            codes: Vec::new(),
            clauses: Vec::new(),
            omit,
            head,
        };
        self.attempt(act).await;
    }

    fn day(&mut self) -> NaiveDate {
        NaiveDate::from_ymd_opt(2019, 6, 1).unwrap() + Days::new(self.any(2_400) as u64)
    }

    /// A number below this (xorshift64*, which is even enough and always the same).
    fn any(&mut self, below: usize) -> usize {
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        let high = self.state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap() % below
    }
}
