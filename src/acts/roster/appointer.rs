//! Who fills the seats of a group, and which clause says so.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use crate::{
    access::acting::Acting,
    acts::names::slug_of,
    domain::{
        council::{Body, Council, Mandate, MandateStatus, Membership},
        directory::Directory,
        id::{OrganisationId, SeatId},
        mandate::{
            clause::{
                Clause, Provision,
                actor::{Actor, Part},
                procedure::StepAct,
                scope::HolderKind,
                seats::SeatFor,
            },
            composition::GroupRules,
        },
        message::{Message, said},
        people::Grant,
        word::Key,
    },
    store::act::Facts,
};

/// A seat group with the mandate that the appointment stands on.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'c> {
    /// The council.
    pub council: &'c Council,
    /// The mandate.
    pub mandate: &'c Mandate,
    /// What it says about the group.
    pub group: &'c GroupRules,
    /// Whether the mandate is in force on the day asked for; otherwise it is the nearest one that has the group.
    pub in_force: bool,
}

impl<'c> Rules<'c> {
    /// What applies to the group on the day.
    pub fn on(council: &'c Council, key: &Key, day: NaiveDate) -> Option<Self> {
        if let Some(mandate) = council.mandate_on(day) {
            let group = mandate.composition.group(key)?;
            return Some(Self { council, mandate, group, in_force: true });
        }
        Self::latest(council, key)
    }

    /// What applies to the group on the day, or else what the latest mandate that has the group says of it: for what
    /// happened, lawful or not.
    pub fn ever(council: &'c Council, key: &Key, day: NaiveDate) -> Option<Self> {
        Self::on(council, key, day).or_else(|| Self::latest(council, key))
    }

    fn latest(council: &'c Council, key: &Key) -> Option<Self> {
        let mut adopted = council.mandates.iter().rev().filter(|mandate| mandate.status == MandateStatus::Adopted);
        let (mandate, group) = adopted.find_map(|mandate| Some((mandate, mandate.composition.group(key)?)))?;
        Some(Self { council, mandate, group, in_force: false })
    }

    /// What applies today to the group of the seat of a membership, or what applied when it began.
    pub fn of_membership(council: &'c Council, held: &Membership, today: NaiveDate) -> Option<Self> {
        let group = council.group_by_id(council.seat(held.seat)?.group)?;
        Self::on(council, &group.key, today).or_else(|| Self::ever(council, &group.key, held.start))
    }

    /// The clauses that reach the holders of the group, with whether each speaks of some only.
    pub fn clauses(self) -> impl Iterator<Item = (&'c Clause, bool)> {
        self.clauses_on(HolderKind::Members)
    }

    /// The clauses that reach those who hold the seats of the group, or those who stand in for them.
    pub fn clauses_on(self, whom: HolderKind) -> impl Iterator<Item = (&'c Clause, bool)> {
        self.mandate.clauses.iter().map(|at| &*at.clause).filter_map(move |clause| {
            let scope = &clause.applies_to;
            let reaches = scope.holders.is_none_or(|holders| holders == whom)
                && scope.posts.is_empty()
                && self.mandate.reaches(scope, self.group);
            reaches.then_some((clause, !scope.is_everybody()))
        })
    }

    /// The clause that applies to the group, out of those for which `picks` says so: a narrow one before one about
    /// everybody, as for the composition.
    pub fn clause(self, picks: impl Fn(&Provision) -> bool) -> Option<&'c Clause> {
        let mut chosen = None;
        for (clause, narrow) in self.clauses() {
            if picks(&clause.provision) && (narrow || chosen.is_none()) {
                chosen = Some(clause);
            }
        }
        chosen
    }

    /// The clause that makes the group.
    pub fn group_clause(self) -> Option<&'c Clause> {
        Some(&self.mandate.clauses.get(self.group.clause)?.clause)
    }
}

/// Who fills the seats of a group.
#[derive(Clone, Debug)]
pub(super) struct Appointer<'c> {
    /// The bodies; any one of them may.
    pub bodies: Vec<Body>,
    /// The clause that says so, or else the clause that makes the group.
    pub clause: Option<&'c Key>,
    /// Whether whoever holds the seat does it too: for those who stand in.
    pub holder: bool,
}

impl<'c> Appointer<'c> {
    /// Who fills the seats. Where the mandate names nobody, or nobody who could sign in, the owner of the council
    /// does; where it names the organisations that hold the seats, the one that the holder speaks for does.
    pub fn of(directory: &Directory, rules: Rules<'c>, on_behalf_of: Option<OrganisationId>) -> Self {
        let owner = Body::Organisation(rules.council.head.owner);
        let deciding = |provision: &Provision| match provision {
            Provision::Procedure(procedure) => procedure.steps.iter().any(|step| {
                (step.act.decides() || step.act == StepAct::Confirm)
                    && step.by.first() == rules.group.appointer.as_ref()
            }),
            _ => false,
        };
        let clause =
            rules.group.appointer.as_ref().and_then(|_| rules.clause(deciding)).or_else(|| rules.group_clause());
        let bodies = match &rules.group.appointer {
            Some(Actor::Part(part)) if part.part == Part::MemberOrganisations => {
                entitled(directory, rules, on_behalf_of)
            }
            Some(Actor::Part(part)) if matches!(part.part, Part::Council | Part::Members | Part::Secretariat) => {
                vec![Body::Council(rules.council.head.id)]
            }
            Some(actor) => directory.body(actor).into_iter().collect(),
            None => Vec::new(),
        };
        let bodies = if bodies.is_empty() { vec![owner] } else { bodies };
        Self { bodies, clause: clause.map(|clause| &clause.key), holder: false }
    }

    /// Who fills the seats, or who chooses those who stand in: where a clause on alternates alone says who does, nobody
    /// else.
    pub fn of_rank(directory: &Directory, rules: Rules<'c>, on_behalf_of: Option<OrganisationId>, rank: u32) -> Self {
        let own = rules.clauses_on(HolderKind::Alternates).find_map(|(clause, _)| match &clause.provision {
            Provision::Procedure(procedure) if clause.applies_to.holders.is_some() => {
                let step = procedure.steps.iter().find(|step| step.act.decides())?;
                Some((clause, step.by.as_slice()))
            }
            _ => None,
        });
        let fills = Self::of(directory, rules, on_behalf_of);
        let Some((clause, by)) = own.filter(|(_, by)| rank > 0 && !by.is_empty()) else { return fills };
        let mut chosen = Self { bodies: Vec::new(), clause: Some(&clause.key), holder: false };
        for actor in by {
            match named(directory, rules, actor, &fills.bodies, on_behalf_of) {
                Named::Bodies(bodies) => chosen.bodies.extend(bodies),
                Named::Holders => chosen.holder = true,
                Named::Anybody => {}
            }
        }
        // Where nobody of them could sign in, whoever fills the seats does it.
        if chosen.bodies.is_empty() && !chosen.holder { fills } else { chosen }
    }

    /// The proof that the caller holds the seat, where its holder may.
    pub fn as_holder(&self, facts: &Facts<'_>, council: &Council, seat: SeatId) -> Option<Acting> {
        let person = facts.caller.person().filter(|_| self.holder)?;
        let holds = council.holder(seat, facts.today).is_some_and(|held| held.person == person);
        if holds { Acting::oneself(facts.caller) } else { None }
    }

    /// The authorities that fill the seats: for a council its secretariat, which writes down what it decided.
    pub fn grants(&self) -> Vec<Grant> {
        let grant = |body: &Body| match *body {
            Body::Organisation(organisation) => Grant::Appointer(organisation),
            Body::Council(council) => Grant::Secretariat(council),
        };
        self.bodies.iter().map(grant).collect()
    }

    /// Who it is, for messages.
    pub fn in_words(&self, facts: &Facts<'_>) -> Message {
        let holder = self.holder.then(|| said!("den som har plassen", "whoever holds the seat"));
        let bodies = self.bodies.iter().map(|body| Message::same(slug_of(facts.directory, *body)));
        let either =
            |one: Message, other: Message| said!(["{} eller {}", one.nb, other.nb], ["{} or {}", one.en, other.en]);
        holder.into_iter().chain(bodies).reduce(either).unwrap_or_else(|| Message::same(""))
    }
}

/// Whom an actor of a clause on a group stands for.
pub(super) enum Named {
    /// These.
    Bodies(Vec<Body>),
    /// Those who hold the seats.
    Holders,
    /// Everybody.
    Anybody,
}

/// Whom an actor stands for; `fills` are those who fill the seats.
pub(super) fn named(
    directory: &Directory,
    rules: Rules<'_>,
    actor: &Actor,
    fills: &[Body],
    on_behalf_of: Option<OrganisationId>,
) -> Named {
    let head = &rules.council.head;
    match actor {
        Actor::Part(part) => match part.part {
            Part::EachMember | Part::Members => Named::Holders,
            Part::MemberOrganisations => Named::Bodies(entitled(directory, rules, on_behalf_of)),
            Part::Appointer => Named::Bodies(fills.to_vec()),
            Part::Owner => Named::Bodies(vec![Body::Organisation(head.owner)]),
            Part::Council | Part::Secretariat => Named::Bodies(vec![Body::Council(head.id)]),
            Part::Public => Named::Anybody,
            Part::Deputies | Part::CaseOwner | Part::ResponsibleActors => Named::Bodies(Vec::new()),
        },
        Actor::Group(of) if of.group == rules.group.key => Named::Holders,
        actor => Named::Bodies(directory.body(actor).into_iter().collect()),
    }
}

/// The organisations that the seats are for, out of them the one that is spoken for.
pub(super) fn entitled(directory: &Directory, rules: Rules<'_>, on_behalf_of: Option<OrganisationId>) -> Vec<Body> {
    let slugs: Vec<&str> = match &rules.group.meant_for {
        SeatFor::Organisation(of) => vec![&of.slug],
        SeatFor::List(of) => of.list.entries.iter().filter_map(|entry| entry.organisation.as_deref()).collect(),
        SeatFor::Sector(_) | SeatFor::Office(_) | SeatFor::Personal(_) => Vec::new(),
    };
    let of_slug = |slug: &str| directory.organisation_by_slug(slug).map(|organisation| organisation.id);
    let organisations = slugs.into_iter().filter_map(of_slug);
    organisations.filter(|id| on_behalf_of.is_none_or(|wanted| wanted == *id)).map(Body::Organisation).collect()
}

/// Everybody who fills seats of the council today, as authorities.
pub(in crate::acts) fn appointers(facts: &Facts<'_>, council: &Council) -> Vec<Grant> {
    let Some(mandate) = council.mandate_on(facts.today) else { return vec![Grant::Appointer(council.head.owner)] };
    let groups = mandate.composition.groups.iter();
    groups
        .flat_map(|group| {
            Appointer::of(facts.directory, Rules { council, mandate, group, in_force: true }, None).grants()
        })
        .collect()
}
