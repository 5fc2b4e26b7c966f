//! What the clauses of a mandate say about the seats, put together: the one source for every view of a seat group.
//!
//! May import: `domain`.

use super::clause::{
    Clause, Provision,
    actor::Actor,
    procedure::StepAct,
    representation::Represents,
    scope::{HolderKind, Scope, SeatClass},
    seat_count::SeatCount,
    seats::{SeatFor, SeatRole},
    statement::Topic,
    term::Term,
};
use crate::domain::{
    text::Text,
    time::CalendarDuration,
    word::{Code, Key, Slug},
};

/// The seats of a mandate.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Composition {
    /// The seat groups, in the order of the clauses.
    pub groups: Vec<GroupRules>,
    /// The total that the mandate declares, where it is one number.
    pub declared_total: Option<u32>,
    /// The place of the clause that declares the total.
    pub total_clause: Option<usize>,
    /// The place of the clause that states the purpose.
    pub purpose_clause: Option<usize>,
    /// The place of the clause on alternates that applies to everybody or first.
    pub alternates_clause: Option<usize>,
}

/// What applies to one seat group.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct GroupRules {
    /// The place of the clause that makes the group.
    pub clause: usize,
    /// Name in the mandate.
    pub key: Key,
    /// What readers see.
    pub label: Text,
    /// What holders are.
    pub role: SeatRole,
    /// What holders may do.
    pub class: SeatClass,
    /// Who the seats are for.
    pub meant_for: SeatFor,
    /// How many, as the mandate says it.
    pub size: SeatCount,
    /// How many, where that is one number.
    pub seats: Option<u32>,
    /// Who decides who holds the seats.
    pub appointer: Option<Actor>,
    /// For whom holders speak.
    pub represents: Option<Represents>,
    /// Whether they can commit them.
    pub can_commit: Option<bool>,
    /// The level that holders have to be of.
    pub holder_level: Option<Code>,
    /// The qualification that holders have to have.
    pub qualification: Option<Code>,
    /// The length of a term.
    pub term: Option<CalendarDuration>,
    /// Whether holders stay until they are replaced.
    pub holds_over: bool,
    /// How many alternates a seat can have.
    pub alternates: u32,
}

impl GroupRules {
    /// The organisation that the seats are for, where it is one.
    #[must_use]
    pub const fn organisation(&self) -> Option<&Slug> {
        if let SeatFor::Organisation(of) = &self.meant_for { Some(&of.slug) } else { None }
    }

    /// The sector that the seats are for, where it is one.
    #[must_use]
    pub const fn sector(&self) -> Option<&Code> {
        match &self.meant_for {
            SeatFor::Sector(of) => Some(&of.sector),
            SeatFor::List(of) => of.sector.as_ref(),
            _ => None,
        }
    }
}

impl Composition {
    /// Puts together what the clauses say.
    #[must_use]
    pub fn of<'a>(clauses: impl Iterator<Item = &'a Clause> + Clone) -> Self {
        let mut composition = Self::default();
        // The totals by the body that they are of: the council itself, or one inside it.
        let mut totals: Vec<(Option<&Key>, u32)> = Vec::new();
        let mut bodies: Vec<Option<&Key>> = Vec::new();
        for (place, clause) in clauses.clone().enumerate() {
            match &clause.provision {
                Provision::Seats(seats) => {
                    if let Some(total) = &seats.total {
                        let scope = &clause.applies_to;
                        if scope.is_everybody() {
                            composition.declared_total = total.fixed();
                            composition.total_clause = Some(place);
                        }
                        let whole = Scope { sub_body: None, ..scope.clone() }.is_everybody();
                        totals.extend(total.fixed().filter(|_| whole).map(|total| (scope.sub_body.as_ref(), total)));
                    }
                    if seats.alternates.is_some() {
                        composition.alternates_clause.get_or_insert(place);
                    }
                    if let Some(group) = &seats.group {
                        let mut rules = GroupRules {
                            clause: place,
                            key: group.key.clone(),
                            label: group.label.clone(),
                            role: group.role,
                            class: group.class,
                            meant_for: group.meant_for.clone(),
                            size: group.size.clone(),
                            seats: group.size.fixed(),
                            appointer: None,
                            represents: None,
                            can_commit: None,
                            holder_level: None,
                            qualification: None,
                            term: None,
                            holds_over: false,
                            alternates: 0,
                        };
                        if let (SeatCount::PerEntry(per), SeatFor::List(of)) = (&group.size, &group.meant_for) {
                            let entries = u32::try_from(of.list.entries.len()).unwrap_or(u32::MAX);
                            rules.seats = of.list.exhaustive.then(|| per.each.saturating_mul(entries));
                        }
                        for clause in clauses.clone() {
                            rules.apply(clause, group.sub_body.as_ref());
                        }
                        composition.groups.push(rules);
                        bodies.push(group.sub_body.as_ref());
                    }
                }
                Provision::Statement(statement) if statement.topic == Topic::Purpose => {
                    composition.purpose_clause.get_or_insert(place);
                }
                _ => {}
            }
        }
        for (body, total) in totals.into_iter().rev() {
            composition.reckon_dependent_sizes(body, &bodies, total);
        }
        composition
    }

    /// Remainders and shares need the declared total of their body and the groups of it that stand by themselves.
    fn reckon_dependent_sizes(&mut self, body: Option<&Key>, bodies: &[Option<&Key>], total: u32) {
        let own = |at: usize| bodies.get(at).is_some_and(|of| *of == body);
        for (_, group) in self.groups.iter_mut().enumerate().filter(|(at, _)| own(*at)) {
            if let SeatCount::Share(part) = &group.size {
                group.seats = part.seats_of(total);
            }
        }
        let known = self.groups.iter().enumerate().filter(|(at, _)| own(*at));
        let known: Vec<(Key, Option<u32>)> = known.map(|(_, group)| (group.key.clone(), group.seats)).collect();
        for (_, group) in self.groups.iter_mut().enumerate().filter(|(at, _)| own(*at)) {
            if let SeatCount::Remainder(rest) = &group.size {
                let taken: Option<u32> = known
                    .iter()
                    .filter(|(key, _)| *key != group.key && (rest.after.is_empty() || rest.after.contains(key)))
                    .map(|(_, seats)| *seats)
                    .sum();
                group.seats = taken.and_then(|taken| total.checked_sub(taken));
            }
        }
    }

    /// How many seats there are, where every group has one number.
    #[must_use]
    pub fn seat_count(&self) -> Option<u32> {
        if self.groups.is_empty() { None } else { self.groups.iter().map(|group| group.seats).sum() }
    }

    /// The group of this name.
    #[must_use]
    pub fn group(&self, key: &str) -> Option<&GroupRules> {
        self.groups.iter().find(|group| &*group.key == key)
    }
}

impl GroupRules {
    fn apply(&mut self, clause: &Clause, sub_body: Option<&Key>) {
        let scope: &Scope = &clause.applies_to;
        if scope.holders == Some(HolderKind::Alternates) || !scope.posts.is_empty() {
            return;
        }
        if !scope.reaches(&self.key, self.sector(), self.class, sub_body) {
            return;
        }
        // A clause that names groups or sectors says more about them than one about everybody.
        let narrow = !scope.is_everybody();
        match &clause.provision {
            Provision::Seats(seats) => {
                if let Some(alternates) = &seats.alternates {
                    self.alternates = alternates.number;
                }
            }
            Provision::Procedure(procedure) => {
                let deciding = procedure.steps.iter().find(|step| step.act.decides() || step.act == StepAct::Confirm);
                if let Some(actor) = deciding.and_then(|step| step.by.first()) {
                    prefer(&mut self.appointer, actor, narrow);
                }
            }
            Provision::Representation(representation) => {
                if let Some(represents) = &representation.represents {
                    prefer(&mut self.represents, represents, narrow);
                }
                if let Some(can_commit) = &representation.can_commit {
                    prefer(&mut self.can_commit, can_commit, narrow);
                }
            }
            Provision::Requirement(requirement) => {
                if let Some([level, ..]) = requirement.predicate.plainly("holder-level") {
                    prefer(&mut self.holder_level, level, narrow);
                }
                if let Some([qualification, ..]) = requirement.predicate.plainly("qualification") {
                    prefer(&mut self.qualification, qualification, narrow);
                }
            }
            Provision::Term(Term { length, at_most, holds_over, .. }) => {
                if let Some(length) = length.as_ref().or(at_most.as_ref()) {
                    prefer(&mut self.term, length, narrow);
                }
                self.holds_over = holds_over.unwrap_or(self.holds_over);
            }
            _ => {}
        }
    }
}

fn prefer<T: Clone>(slot: &mut Option<T>, value: &T, narrow: bool) {
    if narrow || slot.is_none() {
        *slot = Some(value.clone());
    }
}
