//! An invented roster with history: two terms of holders, some deputies, a vacancy, a term that runs out soon.
//!
//! May import: `store::act`, `domain`.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{SOURCE, names};
use crate::{
    domain::{
        change::{Change, Contact},
        council::{Appointment, Council, Mandate, Membership, Role, Seat},
        id::PersonId,
        mandate::{clause::seats::SeatRole, composition::GroupRules},
        people::Person,
        time::CalendarDuration,
        word::Code,
    },
    store::act::Facts,
};

/// The place of the seat that is vacant.
const VACANT: usize = 9;

/// The place of the seat whose holder's term runs out soon.
const EXPIRING: usize = 2;

/// The first day of the invented history.
pub(super) fn first_day(mandate: &Mandate, day: NaiveDate) -> NaiveDate {
    mandate.period.start.unwrap_or_else(|| {
        let year = day.year() - 5;
        NaiveDate::from_ymd_opt(year, 3, 1).unwrap_or(day)
    })
}

/// Enters the roster, and gives the memberships back.
pub(super) fn fill(
    council: &Council,
    mandate: &Mandate,
    day: NaiveDate,
    facts: &Facts<'_>,
    changes: &mut Vec<Change>,
) -> Vec<Membership> {
    // Councils start at different places in the list of names, so that the same person does not seem to sit in all.
    let offset = council.head.slug.bytes().fold(0_usize, |sum, byte| sum * 31 % 409 + usize::from(byte));
    let mut filler = Filler { council, facts, changes, memberships: Vec::new(), named: offset, seats: 0 };
    for rules in &mandate.composition.groups {
        let Some(group) = council.group(&rules.key) else { continue };
        let seats: Vec<&Seat> = council.seats_of(group.id, day).collect();
        for seat in seats {
            filler.seat(seat, rules, mandate, day);
        }
    }
    filler.memberships
}

struct Filler<'a, 'f> {
    council: &'a Council,
    facts: &'a Facts<'f>,
    changes: &'a mut Vec<Change>,
    memberships: Vec<Membership>,
    named: usize,
    seats: usize,
}

impl Filler<'_, '_> {
    fn seat(&mut self, seat: &Seat, rules: &GroupRules, mandate: &Mandate, day: NaiveDate) {
        let number = self.seats;
        self.seats += 1;
        let first = first_day(mandate, day);
        let term = rules.term.unwrap_or(CalendarDuration::years(4));
        let between = term.after(first).unwrap_or(day).min(day);
        let before = self.person();
        self.hold(seat, rules, before, (first, Some(between)), Some(between), 0);
        // One seat of a larger body is vacant: its holder left and nobody has come.
        if number == VACANT {
            if let Some(last) = self.memberships.last_mut() {
                last.end_ground = Some(Code::from("resignation"));
            }
            self.enter_last();
            return;
        }
        self.enter_last();
        // Some are asked to stay on for a second term.
        let holder = if number.is_multiple_of(4) { before } else { self.person() };
        let planned = if number == EXPIRING { day.checked_add_days(Days::new(90)) } else { term.after(between) };
        let (planned, ended) = match mandate.period.end {
            Some(end) if end <= day + Days::new(1) => (Some(end), Some(end)),
            Some(end) => (planned.map(|planned| planned.min(end)), None),
            None => (planned, None),
        };
        self.hold(seat, rules, holder, (between, planned), ended, 0);
        self.enter_last();
        if rules.alternates > 0 && number % 3 == 1 {
            let deputy = self.person();
            let from = between.checked_add_months(Months::new(1)).unwrap_or(between);
            self.hold(seat, rules, deputy, (from, planned), ended, 1);
            self.enter_last();
        }
    }

    fn person(&mut self) -> PersonId {
        let name = names::name(self.named);
        self.named += 1;
        let id: PersonId = self.facts.new_id();
        let address = name.to_lowercase().replace(' ', ".").replace('å', "aa").replace('ø', "oe");
        self.changes.push(Change::Person(Person { id, name }, Some(self.council.head.id)));
        let contact = Contact { person: id, email: Some(format!("{address}@example.invalid")), phone: None };
        self.changes.push(Change::Contact(self.council.head.id, contact));
        id
    }

    fn hold(
        &mut self,
        seat: &Seat,
        rules: &GroupRules,
        person: PersonId,
        (start, expected_end): (NaiveDate, Option<NaiveDate>),
        ended: Option<NaiveDate>,
        alternate_rank: u32,
    ) {
        let organisation = |slug: &str| self.facts.directory.organisation_by_slug(slug).map(|known| known.id);
        let role = match (alternate_rank, rules.role) {
            (0, SeatRole::Chair) => Role::Chair,
            (0, SeatRole::Observer) => Role::Observer,
            (0, SeatRole::Member) => Role::Member,
            _ => Role::Deputy,
        };
        self.memberships.push(Membership {
            id: self.facts.new_id(),
            appointment: self.facts.new_id(),
            seat: seat.id,
            person,
            role,
            alternate_rank,
            on_behalf_of: rules.organisation().and_then(|slug| organisation(slug)),
            start,
            expected_end,
            ended,
            end_ground: None,
            end_reason: None,
            holds_over: rules.holds_over,
            acting: false,
            post: None,
        });
    }

    /// Enters the membership that was made last, with the act that it results from.
    fn enter_last(&mut self) {
        let Some(membership) = self.memberships.last() else { return };
        let rules = self.council.seat(membership.seat).and_then(|seat| self.council.group_by_id(seat.group));
        let appointer = rules.and_then(|group| {
            let mandate = self.council.mandates.last()?;
            mandate.composition.group(&group.key)?.appointer.as_ref()
        });
        let appointment = Appointment {
            id: membership.appointment,
            seat: membership.seat,
            person: membership.person,
            decided_by: appointer.and_then(|actor| self.facts.directory.body(actor)),
            decided_on: membership.start.checked_sub_days(Days::new(30)),
            basis: None,
            source: Some(SOURCE.to_owned()),
            history: true,
        };
        self.changes.push(Change::Appointment(self.council.head.id, appointment));
        self.changes.push(Change::Membership(self.council.head.id, membership.clone()));
    }
}
