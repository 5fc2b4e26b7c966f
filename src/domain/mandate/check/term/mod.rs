//! Checks of the shape Term.
//!
//! May import: `domain`.
//!
//! Each holding in force on the day is judged: its planned end (`ends`), then what the clause has against the term, given
//! those that the person served before (`tenure`). That ends come in turns is judged for all seats together.

mod ends;
mod staggering;

use super::{
    appointing,
    question::{Finding, Judgement, Question, SeatInScope},
    requirement,
};
use crate::domain::{
    council::{Mandate, Membership},
    id::{PersonId, SeatId},
    mandate::{
        clause::{
            Clause, Provision,
            term::{LimitCounted, Term},
        },
        tenure::{self, Forbidden, Stint},
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::Text,
};

/// A holding that is judged.
#[derive(Clone, Copy)]
struct Holding<'q, 'a> {
    question: &'q Question<'a>,
    at: SeatInScope<'a>,
    membership: &'a Membership,
}

/// The clause that the holding stands on, as it was when the holding was decided.
#[derive(Clone, Copy)]
struct Ground<'a> {
    mandate: &'a Mandate,
    clause: &'a Clause,
    term: &'a Term,
}

pub(super) fn check(term: &Term, question: Question<'_>) -> Judgement {
    let held = question.memberships();
    if held.is_empty() {
        return Judgement::Found(vec![upcoming(&question).unwrap_or_else(|| requirement::nobody(&question, "roster"))]);
    }
    let history = History::of(&question);
    let mut findings = Vec::with_capacity(held.len());
    for (at, membership) in &held {
        Holding { question: &question, at: *at, membership }.judge(term, &history, &mut findings);
    }
    if let Some(staggering) = &term.staggering {
        findings.push(staggering::finding(staggering, &question, &held));
    }
    Judgement::Found(findings)
}

/// The first of the holdings in scope that are still to come.
fn upcoming(question: &Question<'_>) -> Option<Finding> {
    let groups: Vec<_> = question.groups().filter_map(|rules| question.facts.council.group(&rules.key)).collect();
    let in_scope = |seat| {
        let seat = question.facts.council.seat(seat);
        seat.is_some_and(|seat| groups.iter().any(|group| group.id == seat.group))
    };
    let later =
        question.facts.council.memberships.iter().filter(|held| held.start > question.on && in_scope(held.seat));
    let next = later.min_by_key(|held| held.start)?;
    let message = || {
        let day = next.start;
        Text::nb_en(&format!("Den første perioden begynner {day}."), &format!("The first term begins on {day}."))
    };
    let subject = Some(Subject::Membership(next.id));
    Some(question.finding(VerdictStatus::NotDue, subject, message, || vec![question.member_evidence(next)]))
}

/// The holdings in the groups that the clause reaches, whenever they were, person by person.
struct History<'a> {
    held: Vec<&'a Membership>,
}

impl<'a> History<'a> {
    fn of(question: &Question<'a>) -> Self {
        let council = question.facts.council;
        let groups: Vec<_> =
            question.groups().filter_map(|rules| council.group(&rules.key)).map(|group| group.id).collect();
        let of_groups = council.seats.iter().filter(|seat| groups.contains(&seat.group));
        let mut seats: Vec<SeatId> = of_groups.map(|seat| seat.id).collect();
        seats.sort_unstable();
        let posts = &question.clause.applies_to.posts;
        let in_scope = |held: &&Membership| {
            seats.binary_search(&held.seat).is_ok()
                && (posts.is_empty() || posts.iter().any(|post| held.holds_post(post)))
                && !held.period().is_empty()
        };
        let mut held: Vec<&Membership> = council.memberships.iter().filter(in_scope).collect();
        held.sort_by_key(|held| (held.person, held.start));
        Self { held }
    }

    /// The terms of the person as a holder, or as an alternate, up to and with the one that the holding is of.
    fn served(&self, person: PersonId, judged: &Membership) -> Vec<Stint> {
        let from = self.held.partition_point(|held| held.person < person);
        let own = self.held[from..].iter().take_while(|held| held.person == person);
        let alike = own.filter(|held| (held.alternate_rank > 0) == (judged.alternate_rank > 0));
        let mut stints = tenure::stints(alike.copied());
        if let Some(last) = stints.iter().position(|stint| stint.appointment == judged.appointment) {
            stints.truncate(last + 1);
        }
        stints
    }
}

impl<'a> Holding<'_, 'a> {
    fn judge(&self, current: &'a Term, history: &History<'a>, findings: &mut Vec<Finding>) {
        let served = history.served(self.membership.person, self.membership);
        let start = served.last().map_or(self.membership.start, |stint| stint.start);
        let renewed = tenure::unbroken(&served).len() > 1;
        let before = findings.len();
        let mut met = None;
        if let Some(ground) = self.ground(current, start) {
            for finding in ends::findings(self, ground, start, renewed) {
                if finding.status == VerdictStatus::Met {
                    met = met.or(Some(finding));
                } else {
                    findings.push(finding);
                }
            }
            let held = tenure::against(ground.term, &served);
            findings.extend(held.forbidden.iter().map(|forbidden| self.against(*forbidden)));
            if held.open {
                findings.push(self.open_limit());
            }
        }
        if findings.len() == before {
            findings.push(met.unwrap_or_else(|| self.in_order()));
        }
    }

    /// The clause in the mandate that the holding stands on; None where that mandate has no such clause. Where there was
    /// no mandate at all, what applies now is what the holding is seen by.
    fn ground(&self, current: &'a Term, start: chrono::NaiveDate) -> Option<Ground<'a>> {
        let question = self.question;
        let decided = appointing::decided_on(question.facts, self.membership);
        let council = question.stating();
        let now = Ground { mandate: question.facts.mandate, clause: question.clause, term: current };
        match appointing::governing(question, decided, start) {
            Some((mandate, clause)) => match &clause.provision {
                Provision::Term(term) => Some(Ground { mandate, clause, term }),
                _ => None,
            },
            None => [decided, start].iter().all(|day| council.mandate_on(*day).is_none()).then_some(now),
        }
    }

    fn name(&self) -> &'a str {
        appointing::name(self.question.facts, self.membership.person)
    }

    /// A finding about the holding, with sentences that say of whom.
    fn found(&self, status: VerdictStatus, said: impl FnOnce(&str) -> (String, String)) -> Finding {
        let message = || {
            let (nb, en) = said(self.name());
            Text::nb_en(&nb, &en)
        };
        self.question.finding(status, Some(Subject::Membership(self.membership.id)), message, || self.evidence())
    }

    fn evidence(&self) -> Vec<Evidence> {
        let (question, membership) = (self.question, self.membership);
        let subject = Some(Subject::Membership(membership.id));
        let mut evidence =
            vec![question.member_evidence(membership), question.dated("fra", "from", membership.start, subject)];
        evidence
            .extend(membership.expected_end.map(|end| question.dated("planlagt slutt", "planned end", end, subject)));
        evidence
    }

    fn in_order(&self) -> Finding {
        self.found(VerdictStatus::Met, |name| {
            (format!("Funksjonstiden til {name} er i orden."), format!("The term of {name} is in order."))
        })
    }

    fn open_limit(&self) -> Finding {
        self.found(VerdictStatus::Unknown, |name| {
            let nb =
                format!("Det er ikke registrert når perioden til {name} slutter, og den kan bli lengre enn tillatt.");
            (nb, format!("When the term of {name} ends is not recorded, and it may become longer than is allowed."))
        })
    }

    fn against(&self, forbidden: Forbidden) -> Finding {
        self.found(VerdictStatus::Breached, |name| {
            let (nb, en) = in_words(forbidden);
            (format!("{name} {nb}."), format!("{name} {en}."))
        })
    }
}

/// What is wrong with a term, said of whoever serves it.
pub(super) fn in_words(forbidden: Forbidden) -> (String, String) {
    let counted = |counted| match counted {
        LimitCounted::Total => ("i alt", "in all"),
        LimitCounted::Consecutive => ("på rad", "without a break"),
        LimitCounted::InWindow => ("i løpet av den tiden som mandatet sier", "within the time that the mandate says"),
    };
    match forbidden {
        Forbidden::NotRenewable => (
            "er gjenoppnevnt, men perioden kan ikke forlenges".to_owned(),
            "was renewed, but a term cannot be renewed".to_owned(),
        ),
        Forbidden::Renewals { most } => (
            format!("er gjenoppnevnt flere ganger enn tillatt (høyst {most})"),
            format!("was renewed more often than is allowed ({most} at most)"),
        ),
        Forbidden::Terms { counted: what, most } => {
            let (nb, en) = counted(what);
            (
                format!("sitter flere perioder {nb} enn tillatt (høyst {most})"),
                format!("serves more terms {en} than are allowed ({most} at most)"),
            )
        }
        Forbidden::Duration { counted: what, .. } => {
            let (nb, en) = counted(what);
            (format!("sitter lenger {nb} enn mandatet tillater"), format!("serves longer {en} than the mandate allows"))
        }
        Forbidden::TooEarly { from } => (
            format!("kom tilbake for tidlig; det var mulig fra {from}"),
            format!("came back too early; that was possible from {from} on"),
        ),
    }
}
