//! Checks of the shape Right: was it used by somebody who has it?
//!
//! May import: `domain`. A right is a permission: that nobody uses it is no breach. What can be wrong is a use: by
//! somebody who was not seated on the day, with less support than is asked, or towards somebody who is not on a list that
//! names all there are. Uses are the records of this council: cases for a right to raise matters, otherwise what was done.

use super::{
    duty::{Asked, secretariats, words},
    question::{Finding, Judgement, Question},
};
use crate::domain::{
    council::{Body, Membership, Record, RecordKind},
    id::MembershipId,
    mandate::{
        clause::{
            activity::{Extent, Right},
            actor::{Actor, Part},
            measure::EntryList,
            scope::HolderKind,
        },
        verdict::{Subject, VerdictStatus},
    },
    text::{Lang, Text},
};

/// The verb of a right to bring matters before the council; items of these kinds are uses of it.
const RAISE: &str = "raise";
const RAISED: [&str; 2] = ["case", "matter"];
/// The verb of standing behind what another has raised.
const SUPPORT: &str = "support";

/// What is wrong with a use, or not known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    NotSeated,
    ByWhom,
    NotOnList,
    TooFew { support: u32, needed: u32 },
    SupportUnknown,
}

pub(super) fn check<'a>(right: &'a Right, question: Question<'a>) -> Judgement {
    if question.clause.applies_to.council.is_some() {
        return Judgement::NoMachine(Text::nb_en(
            "Retten gjelder i et annet råd; bruken av den registreres der.",
            "The right is one in another council; its uses are recorded there.",
        ));
    }
    let asked = Asked::of(&question, &right.activity, false);
    let raising = &*right.activity.verb == RAISE;
    let is_use = |record: &&Record| match record.kind {
        RecordKind::Item => raising && RAISED.contains(&&*record.what),
        RecordKind::Activity => asked.is_done_by(record),
        RecordKind::Event => false,
    };
    let by_members = members_have_it(&right.activity.actor);
    let own = [Body::Council(question.facts.council.head.id), Body::Organisation(question.facts.council.head.owner)];
    let secretariat = if by_members && raising { secretariats(&question) } else { Vec::new() };
    let mandate = question.facts.mandate.period;
    let uses = question.records().filter(|record| mandate.contains(record.on)).filter(is_use);
    // What the council, its owner or its secretariat brings up itself is no use of the members' right.
    let apart = |record: &&Record| {
        let by = record.by.filter(|_| record.by_membership.is_none());
        by_members && by.is_some_and(|by| own.contains(&by) || secretariat.contains(&by))
    };
    let supporting = supporting(right, &question);
    let mut findings = Vec::new();
    for record in uses.filter(|record| !apart(record)) {
        let faults = [
            by_members.then(|| by_whom(right, &question, record)).flatten(),
            right.list.as_ref().and_then(|list| on_list(list, &question, record)),
            support(right, &question, record, &supporting),
        ];
        let worst = faults.into_iter().flatten().min_by_key(|fault| fault.status());
        findings.push(finding(&question, record, worst));
    }
    if findings.is_empty() {
        findings.push(unused(right, &question));
    }
    Judgement::Found(findings)
}

const fn members_have_it(actor: &Actor) -> bool {
    match actor {
        Actor::Part(part) => matches!(part.part, Part::Members | Part::EachMember | Part::Deputies),
        Actor::Group(_) | Actor::Post(_) => true,
        Actor::Organisation(_) | Actor::Council(_) | Actor::Kind(_) => false,
    }
}

/// Whether whoever used the right had it on the day.
fn by_whom(right: &Right, question: &Question<'_>, record: &Record) -> Option<Fault> {
    let own = question.facts.council;
    if let Some(id) = record.by_membership {
        let elsewhere = || {
            let family = question.facts.around.family.iter().map(|council| &**council);
            family.filter(|council| council.head.id != own.head.id).find_map(|council| council.membership(id))
        };
        return match (own.membership(id), elsewhere()) {
            (Some(membership), _) => (!has_it(right, question, membership, record)).then_some(Fault::NotSeated),
            (None, Some(membership)) => {
                let seated = right.extent == Extent::Family && membership.in_force_on(record.on);
                (!seated).then_some(Fault::NotSeated)
            }
            (None, None) => Some(Fault::ByWhom),
        };
    }
    let Some(Body::Organisation(organisation)) = record.by else { return Some(Fault::ByWhom) };
    let family = question.facts.around.family.iter().map(|council| &**council);
    let family = family.filter(|council| right.extent == Extent::Family && council.head.id != own.head.id);
    let directory = question.facts.around.directory;
    let speaks = std::iter::once(own).chain(family).any(|council| {
        council.in_office(record.on).any(|membership| {
            let of_group = || {
                let group = council.group_by_id(council.seat(membership.seat)?.group)?;
                let slug = council.mandate_on(record.on)?.composition.group(&group.key)?.organisation()?;
                Some(directory.organisation_by_slug(slug)?.id)
            };
            membership.on_behalf_of.or_else(of_group) == Some(organisation)
        })
    });
    match speaks {
        true => None,
        false if question.complete("roster", record.on) && right.extent == Extent::Council => Some(Fault::NotSeated),
        false => Some(Fault::ByWhom),
    }
}

/// Whether a membership of this council was in force on the day, of the kind that has the right.
fn has_it(right: &Right, question: &Question<'_>, membership: &Membership, record: &Record) -> bool {
    let holders = match question.clause.applies_to.holders {
        Some(HolderKind::Members) => membership.alternate_rank == 0,
        Some(HolderKind::Alternates) => membership.alternate_rank > 0,
        None => true,
    };
    let kind = match &right.activity.actor {
        Actor::Group(group) => question.rules_of(membership.seat).is_some_and(|rules| rules.key == group.group),
        Actor::Post(post) => membership.holds_post(&post.post),
        Actor::Part(part) if part.part == Part::Deputies => membership.alternate_rank > 0,
        _ => true,
    };
    membership.in_force_on(record.on) && holders && kind
}

/// Whether those towards whom it was done are on the list, where the list names all there are.
fn on_list(list: &EntryList, question: &Question<'_>, record: &Record) -> Option<Fault> {
    // A list that stands in another document is not known here.
    if !list.exhaustive || list.entries.is_empty() {
        return None;
    }
    let directory = question.facts.around.directory;
    let listed: Vec<Body> = list
        .entries
        .iter()
        .filter(|entry| {
            entry.from.is_none_or(|from| from.0 <= record.on) && entry.until.is_none_or(|until| record.on < until.0)
        })
        .filter_map(|entry| Some(Body::Organisation(directory.organisation_by_slug(entry.organisation.as_ref()?)?.id)))
        .collect();
    (!record.towards.iter().all(|body| listed.contains(body))).then_some(Fault::NotOnList)
}

/// What is recorded as support, where support is asked.
fn supporting<'a>(right: &Right, question: &Question<'a>) -> Vec<&'a Record> {
    let is_support = |record: &&Record| record.kind == RecordKind::Activity && &*record.what == SUPPORT;
    if right.support.is_some() { question.records().filter(is_support).collect() } else { Vec::new() }
}

/// Whether enough supported it: whoever used the right, and whoever is recorded as supporting that.
fn support(right: &Right, question: &Question<'_>, record: &Record, supporting: &[&Record]) -> Option<Fault> {
    let needed = right.support.as_ref()?;
    let members = question.facts.council.in_office(record.on).filter(|held| held.alternate_rank == 0).count();
    let needed = needed.least_of(u32::try_from(members).unwrap_or(u32::MAX));
    let supporting = supporting.iter().filter(|other| other.about == Some(record.id));
    let mut supporters: Vec<MembershipId> =
        supporting.filter_map(|other| other.by_membership).chain(record.by_membership).collect();
    supporters.sort_unstable();
    supporters.dedup();
    let support = u32::try_from(supporters.len()).unwrap_or(u32::MAX);
    if support >= needed {
        return None;
    }
    let known = question.complete("activities", record.on);
    Some(if known { Fault::TooFew { support, needed } } else { Fault::SupportUnknown })
}

impl Fault {
    const fn status(self) -> VerdictStatus {
        match self {
            Self::NotSeated | Self::NotOnList | Self::TooFew { .. } => VerdictStatus::Breached,
            Self::ByWhom | Self::SupportUnknown => VerdictStatus::Unknown,
        }
    }
}

fn finding(question: &Question<'_>, record: &Record, fault: Option<Fault>) -> Finding {
    let status = fault.map_or(VerdictStatus::Met, Fault::status);
    let subject = Some(Subject::Record(record.id));
    let message = || {
        let on = record.on;
        match fault {
            None => Text::nb_en(
                &format!("Retten ble brukt {on} av noen som har den."),
                &format!("The right was used on {on} by somebody who has it."),
            ),
            Some(Fault::NotSeated) => Text::nb_en(
                &format!("Retten ble brukt {on} av noen som ikke hadde plass da."),
                &format!("The right was used on {on} by somebody who was not seated then."),
            ),
            Some(Fault::ByWhom) => Text::nb_en(
                &format!("Hvem som brukte retten {on}, eller om de hadde plass, er ikke kjent."),
                &format!("Who used the right on {on}, or whether they were seated, is not known."),
            ),
            Some(Fault::NotOnList) => Text::nb_en(
                &format!("Retten ble brukt {on} overfor noen som ikke står på listen."),
                &format!("The right was used on {on} towards somebody who is not on the list."),
            ),
            Some(Fault::TooFew { support, needed }) => Text::nb_en(
                &format!("Retten ble brukt {on} med støtte fra {support} av {needed}."),
                &format!("The right was used on {on} with the support of {support} of {needed}."),
            ),
            Some(Fault::SupportUnknown) => Text::nb_en(
                &format!("Hvem som støttet bruken {on}, er ikke fullstendig registrert."),
                &format!("Who supported the use on {on} is not completely recorded."),
            ),
        }
    };
    let evidence = || {
        let mut evidence = vec![question.dated("brukt", "used", record.on, subject)];
        let membership = record.by_membership.and_then(|id| question.facts.council.membership(id));
        evidence.extend(membership.map(|membership| question.member_evidence(membership)));
        evidence
    };
    question.finding(status, subject, message, evidence)
}

fn unused(right: &Right, question: &Question<'_>) -> Finding {
    let message = || {
        let what = words(question, &right.activity);
        Text::nb_en(
            &format!("{}: retten er der, og ingenting som er registrert, taler mot den.", what.in_lang(Lang::Nb)),
            &format!("{}: the right is there, and nothing that is recorded speaks against it.", what.in_lang(Lang::En)),
        )
    };
    question.finding(VerdictStatus::Met, None, message, Vec::new)
}
