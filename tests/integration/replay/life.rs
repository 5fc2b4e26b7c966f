//! A life invented for a council: one act after another, whatever it is, on whatever day.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use mandat::{
    access::caller::Caller,
    acts::{
        mandate::amend::AmendMandate,
        person::create::CreatePerson,
        roster::{
            appoint::Appoint,
            appoint_set::{AppointSet, Appointee},
            correct::CorrectMembership,
            designate_chair::DesignateChair,
            designate_deputy::DesignateDeputy,
            end::EndMembership,
            move_representation::MoveRepresentation,
            nominate::Nominate,
            place::Place,
            record_history::{HistoryEntry, RecordHistory},
            renew::RenewTerm,
            who::Who,
        },
    },
    domain::{
        council::Council,
        id::{MembershipId, PersonId},
        mandate::clause::Clause,
        register::MandateHead,
        time::Date,
        word::Key,
    },
    store::{WriteOptions, act::Act},
};
use serde_json::json;

use super::COUNCIL;
use crate::world::{World, now, today};

/// Somebody who does one thing after another, without asking whether it makes sense.
pub struct Life<'a> {
    world: &'a World,
    /// Appoints for the ministry that fills every seat.
    ministry: Caller,
    /// Keeps the council's books.
    secretariat: Caller,
    state: u64,
    persons: Vec<PersonId>,
    /// How often each kind of act was done.
    pub done: BTreeMap<&'static str, usize>,
}

impl<'a> Life<'a> {
    pub async fn of(world: &'a World, (ministry, secretariat): (Caller, Caller), seed: u64) -> Self {
        let council = world.council_id(COUNCIL).await;
        let mut persons = Vec::new();
        for number in 0..24 {
            let name = format!("Prøve {} {}", seed, char::from(b'A' + number));
            let act = CreatePerson { council, name, email: None, phone: None };
            persons.push(world.act(&Caller::console(), act).await.person);
        }
        Self { world, ministry, secretariat, state: seed, persons, done: BTreeMap::new() }
    }

    pub async fn live(&mut self, acts: usize) {
        self.allow_deputies().await;
        for turn in 0..acts {
            let council = self.world.council(COUNCIL).await;
            match self.any(30) {
                // While few sit, most versions can come: later somebody is nearly always appointed to a seat that goes.
                kind if turn < 16 && kind < 8 => self.amend(&council).await,
                0..=5 => self.appoint(&council).await,
                6..=9 => self.appoint_set(&council).await,
                10..=12 => self.record_history(&council).await,
                13..=14 => self.nominate(&council).await,
                15..=18 => self.designate_deputy(&council).await,
                19..=20 => self.end(&council).await,
                21..=22 => self.lead(&council).await,
                23 => self.speak_for_another(&council).await,
                24..=25 => self.correct(&council).await,
                26..=27 => self.renew(&council).await,
                _ => self.amend(&council).await,
            }
        }
    }

    /// Does it, or lets it be where it is refused.
    async fn attempt<A: Act>(&mut self, caller: &Caller, act: A) -> Option<A::Outcome> {
        let options = WriteOptions::default();
        let answer = self.world.store.write(caller, act, now(), today(), options).await.unwrap();
        let done = answer.ok()?;
        *self.done.entry(A::NAME).or_default() += 1;
        Some(done.outcome)
    }

    /// The founding mandate knows no deputies; from its third year on a version does.
    async fn allow_deputies(&mut self) {
        let council = self.world.council(COUNCIL).await;
        let base = council.mandates.last().unwrap();
        let act = AmendMandate {
            council: council.head.id,
            base: Some(base.id),
            organisations: Vec::new(),
            codes: Vec::new(),
            clauses: vec![deputies(2)],
            omit: Vec::new(),
            head: in_force(NaiveDate::from_ymd_opt(2022, 1, 2).unwrap(), NaiveDate::from_ymd_opt(2026, 1, 2).unwrap()),
        };
        self.attempt(&Caller::console(), act).await;
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
        self.attempt(&Caller::console(), act).await;
    }

    /// Two or three people from one day on, some of them to whatever seat of a group is free.
    async fn appoint_set(&mut self, council: &Council) {
        let (start, mut appointments) = (self.day(), Vec::new());
        for _ in 0..2 + self.any(2) {
            let place = self.place(council);
            appointments.push(Appointee {
                place,
                person: self.person(),
                on_behalf_of: None,
                alternate_rank: u32::from(self.any(8) == 0),
                role: None,
            });
        }
        let act = AppointSet {
            council: council.head.id,
            start,
            expected_end: None,
            decided_by: None,
            decided_on: None,
            basis: None,
            appointments,
        };
        let ministry = self.ministry.clone();
        self.attempt(&ministry, act).await;
    }

    /// What was, not in the order in which it was; now and then of people whom nobody knew.
    async fn record_history(&mut self, council: &Council) {
        let mut entries = Vec::new();
        for number in 0..=self.any(3) {
            let start = self.day();
            let length = Days::new(60 + self.any(700) as u64);
            let who = if self.any(3) == 0 { Who::New(format!("Ukjent {number}")) } else { Who::Known(self.person()) };
            entries.push(HistoryEntry {
                place: self.place(council),
                who,
                role: None,
                alternate_rank: u32::from(self.any(6) == 0),
                start,
                end: (self.any(3) > 0).then(|| start + length),
                expected_end: (self.any(2) > 0).then(|| start + length),
                on_behalf_of: (self.any(4) == 0).then_some(council.head.owner),
                decided_by: None,
                decided_on: None,
                source: "an invented life".to_owned(),
            });
        }
        let secretariat = self.secretariat.clone();
        self.attempt(&secretariat, RecordHistory { council: council.head.id, entries }).await;
    }

    async fn nominate(&mut self, council: &Council) {
        let act = Nominate {
            council: council.head.id,
            place: self.place(council),
            who: if self.any(4) == 0 { Who::New("Ny Kandidat".to_owned()) } else { Who::Known(self.person()) },
            by: None,
            on: Some(self.day()),
            note: (self.any(2) == 0).then(|| "an invented life".to_owned()),
        };
        let caller = if self.any(2) == 0 { self.ministry.clone() } else { self.secretariat.clone() };
        self.attempt(&caller, act).await;
    }

    async fn designate_deputy(&mut self, council: &Council) {
        let held = if council.memberships.is_empty() { None } else { self.some_membership(council) };
        let seat = held.and_then(|(id, _)| council.memberships.iter().find(|held| held.id == id)).map(|held| held.seat);
        let act = DesignateDeputy {
            council: council.head.id,
            seat: seat.unwrap_or(council.seats[0].id),
            rank: 1 + u32::from(self.any(4) == 0),
            person: self.person(),
            start: self.day(),
            expected_end: None,
            on_behalf_of: None,
            decided_by: None,
            decided_on: None,
            basis: None,
        };
        let ministry = self.ministry.clone();
        self.attempt(&ministry, act).await;
    }

    fn person(&mut self) -> PersonId {
        let at = self.any(self.persons.len());
        self.persons[at]
    }

    /// A seat, or a group with a free seat.
    fn place(&mut self, council: &Council) -> Place {
        if self.any(2) == 0 {
            return Place::Seat(council.seats[self.any(council.seats.len())].id);
        }
        let key: &Key = &council.groups[self.any(council.groups.len())].key;
        Place::Group(key.clone())
    }

    async fn end(&mut self, council: &Council) {
        if council.memberships.is_empty() {
            return;
        }
        let held = &council.memberships[self.any(council.memberships.len())];
        let on = held.start + Days::new(1 + self.any(900) as u64);
        let act = EndMembership { council: council.head.id, membership: held.id, on, ground: None, reason: None };
        self.attempt(&Caller::console(), act).await;
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
        self.attempt(&Caller::console(), act).await;
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
        self.attempt(&Caller::console(), act).await;
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
            expected_end: (!withdraw).then(|| day + Days::new(400)),
            ended: None,
            on_behalf_of: None,
            role: None,
            person: None,
            clear: Vec::new(),
        };
        self.attempt(&Caller::console(), act).await;
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
        let ministry = self.ministry.clone();
        self.attempt(&ministry, act).await;
    }

    /// A new version from some day on: with another number of deputies, or without the seats of one group.
    async fn amend(&mut self, council: &Council) {
        let from = self.day();
        let Some(base) = council.mandates.last() else { return };
        let groups = base.composition.groups.iter().map(|group| base.clauses[group.clause].clause.key.clone());
        let groups: Vec<_> = groups.collect();
        let omit = if self.any(3) == 0 { vec![groups[self.any(groups.len())].clone()] } else { Vec::new() };
        let clauses = if omit.is_empty() { vec![deputies(1 + self.any(3))] } else { Vec::new() };
        let until = from + Days::new(300 + self.any(1_200) as u64);
        let act = AmendMandate {
            council: council.head.id,
            base: Some(base.id),
            organisations: Vec::new(),
            codes: Vec::new(),
            clauses,
            omit,
            head: in_force(from, until),
        };
        self.attempt(&Caller::console(), act).await;
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

fn deputies(number: usize) -> Clause {
    let provision = json!({ "seats": { "alternates": { "number": number } } });
    serde_json::from_value(json!({ "key": "deputies", "modality": "MAY", "provision": provision })).unwrap()
}

fn in_force(from: NaiveDate, until: NaiveDate) -> MandateHead {
    MandateHead {
        title: None,
        url: None,
        adopted_by: None,
        adopted_on: Some(Date(from)),
        valid_from: Some(Date(from)),
        valid_to: Some(Date(until)),
        draft: false,
    }
}
