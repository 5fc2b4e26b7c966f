//! Seats and sub-bodies in words.
//!
//! May import: `domain`.

use super::{
    actor::{alike, heard},
    voice::{Phrase, Voice},
    words::say,
};
use crate::domain::mandate::clause::{
    scope::{Scope, SeatClass},
    seat_count::SeatCount,
    seats::{
        DeferredSeats, ForList, ForOffice, ForOrganisation, ForPersons, ForSector, GroupOfSeats, SeatFor, SeatRole,
        SeatRotation, Seats, SubBody,
    },
};

impl Voice<'_> {
    pub(super) fn seats(&self, seats: &Seats, scope: &Scope) -> Vec<String> {
        let Seats { group, total, alternates, sub_body } = seats;
        let mut sayings = Vec::new();
        if let Some(SubBody { key: _, label }) = sub_body {
            let body = self.name(label);
            let doing = say!(self.tongue, "ha et eget organ i seg: {body}", "have a body of its own within it: {body}");
            sayings.push(self.must(&self.this_council(), &doing));
        }
        if let Some(group) = group {
            sayings.extend(self.group_of_seats(group));
        }
        if let Some(total) = total {
            let count = self.seat_count(total, "");
            let body = self.bound(scope).unwrap_or_else(|| self.this_council());
            let whose = if scope.is_everybody() || self.bound(scope).is_some() {
                String::new()
            } else {
                let holders = self.holders(scope).text;
                say!(self.tongue, " for {holders}", " for {holders}")
            };
            let doing = say!(self.tongue, "ha {count} i alt{whose}", "have {count} in all{whose}");
            sayings.push(self.must(&body, &doing));
        }
        let mut sayings = if alternates.is_some() || total.is_some() || self.bound(scope).is_some() {
            sayings
        } else {
            self.scoped(scope, sayings)
        };
        if let Some(alternates) = alternates {
            sayings.push(self.alternates(alternates, scope));
        }
        sayings
    }

    fn group_of_seats(&self, group: &GroupOfSeats) -> Vec<String> {
        let GroupOfSeats { key: _, label, size, meant_for, role, class, sub_body, rotation, deferred } = group;
        let label = self.text(label);
        let (subject, known_as, manner) = self.entitled(meant_for, &label);
        let place =
            sub_body.as_ref().map_or_else(|| self.pick("rådet", "the council").to_owned(), |key| self.sub_body(key));
        let count = self.seat_count(size, &say!(self.tongue, " i {place}", " on {place}"));
        let shared = matches!(meant_for, SeatFor::List(ForList { list, .. }) if list.entries.len() != 1)
            && !matches!(size, SeatCount::PerEntry(_));
        let together = if shared { self.pick("til sammen ", "between them ") } else { "" };
        let mut doing = say!(self.tongue, "{together}ha {count}", "{together}have {count}");
        match role {
            SeatRole::Member => {}
            SeatRole::Chair => {
                doing.push_str(self.pick(", med vervet som leder", ", with the office of chair"));
            }
            SeatRole::Observer => doing.push_str(self.pick(", med rollen som observatør", ", in the role of observer")),
        }
        match class {
            SeatClass::Voting => {}
            SeatClass::NonVoting => {
                doing.push_str(self.pick(", uten stemmerett", ", without a vote"));
            }
            SeatClass::Observer if *role == SeatRole::Observer => {}
            SeatClass::Observer => {
                doing.push_str(self.pick(", med observatørstatus", ", with the status of observer"));
            }
            SeatClass::Liaison => {
                doing.push_str(self.pick(", som kontaktledd til et annet organ", ", as a link to another body"));
            }
            SeatClass::Honorary => {
                doing.push_str(self.pick(", med æresmedlemskap", ", with honorary membership"));
            }
        }
        doing.push_str(&manner);
        let organisation = matches!(meant_for, SeatFor::Organisation(_));
        if !(alike(&known_as, &label) || organisation && heard(&label, &known_as)) {
            let label = self.quoted(&label);
            doing.push_str(&say!(self.tongue, ", i gruppen {label}", ", in the group {label}"));
        }
        let mut sayings = vec![self.must(&subject, &doing)];
        if let Some(rotation) = rotation {
            sayings.push(self.rotation(rotation));
        }
        if let Some(deferred) = deferred {
            sayings.push(self.deferred(deferred));
        }
        sayings
    }

    /// Who has the seats, what the sentence has called them, and how they have them.
    fn entitled(&self, meant_for: &SeatFor, label: &str) -> (Phrase, String, String) {
        match meant_for {
            SeatFor::Organisation(ForOrganisation { slug }) => {
                let name = self.organisation(slug);
                (Phrase::one(name.clone()), name, String::new())
            }
            SeatFor::Sector(ForSector { sector, personal }) => {
                let name = self.code("sector", sector);
                let manner = if *personal {
                    self.pick(", med medlemmer som oppnevnes personlig", ", with members appointed as individuals")
                } else {
                    ""
                };
                (Phrase { plural: name.ends_with('s'), text: name.clone() }, name, manner.to_owned())
            }
            SeatFor::List(ForList { list, sector }) => {
                let manner = sector.as_ref().map_or_else(String::new, |sector| {
                    let sector = self.code("sector", sector);
                    say!(self.tongue, ", som del av {sector}", ", as part of {sector}")
                });
                let names = self.entry_list(list);
                (Phrase::many(names.clone()), names, manner)
            }
            SeatFor::Office(ForOffice { body, office, or_delegate }) => {
                let (body, office) = (self.actor(body).text, self.code("office", office));
                let or = if *or_delegate {
                    self.pick(", eller den vedkommende sender i sitt sted,", ", or whoever is sent instead,")
                } else {
                    ""
                };
                let text = say!(self.tongue, "den som er {office} i {body}{or}", "whoever is {office} of {body}{or}");
                let manner =
                    say!(self.tongue, ", så lenge vedkommende er {office}", ", for as long as they are {office}");
                (Phrase::one(text), format!("{office} {body}"), manner)
            }
            SeatFor::Personal(ForPersons { capacity }) => {
                let subject = self.quoted(label);
                let mut manner = self
                    .pick(", for medlemmer som oppnevnes personlig", ", for members appointed as individuals")
                    .to_owned();
                if let Some(capacity) = capacity {
                    let capacity = self.code("capacity", capacity);
                    manner.push_str(&say!(
                        self.tongue,
                        ", i egenskap av {capacity}",
                        ", in the capacity of {capacity}"
                    ));
                }
                (Phrase::one(say!(self.tongue, "gruppen {subject}", "the group {subject}")), label.to_owned(), manner)
            }
        }
    }

    fn rotation(&self, rotation: &SeatRotation) -> String {
        let SeatRotation { order, each, from } = rotation;
        let (order, each) = (self.actors(order).text, self.tongue.duration(*each));
        let from = from.map_or_else(String::new, |date| {
            let day = self.tongue.date(date);
            say!(self.tongue, ", regnet fra {day}", ", counted from {day}")
        });
        let doing = say!(
            self.tongue,
            "gå på omgang mellom {order} i denne rekkefølgen, {each} hver{from}",
            "go round among {order} in this order, {each} each{from}"
        );
        self.must(&Phrase::many(self.pick("plassene", "the seats")), &doing)
    }

    fn deferred(&self, deferred: &DeferredSeats) -> String {
        let DeferredSeats { until, event } = deferred;
        let mut saying = self.pick("plassene opprettes", "the seats are created").to_owned();
        if let Some(day) = until.map(|date| self.tongue.date(date)) {
            saying.push_str(&say!(self.tongue, " {day}", " on {day}"));
        }
        match event {
            Some(event) => {
                let event = self.text(event);
                saying.push_str(&say!(
                    self.tongue,
                    " når dette har skjedd: {event}",
                    " once this has happened: {event}"
                ));
            }
            None if until.is_none() => saying.push_str(self.pick(" senere", " later")),
            None => {}
        }
        saying
    }
}
