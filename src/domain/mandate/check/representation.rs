//! Checks of the shape Representation: does each holder speak for those for whom the mandate says, and commit nobody
//! whom he or she cannot commit?
//!
//! May import: `domain`. Who nominated is known inside only.

use super::{
    question::{Audience, Finding, Judgement, Question, SeatInScope},
    sitting::Sitting,
    speaks::Known,
    words::in_both,
};
use crate::domain::{
    council::{Body, Membership, RecordKind},
    mandate::{
        clause::{
            actor::Actor,
            procedure::StepAct,
            representation::{Representation, Represents},
            scope::HolderKind,
            seats::SeatFor,
        },
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
    word::Code,
};

pub(super) fn check(representation: &Representation, question: Question<'_>) -> Judgement {
    let commits_nobody = representation.can_commit == Some(false);
    if representation.represents.is_none() && !commits_nobody && !representation.not_own_employer {
        return Judgement::NoMachine(Text::nb_en(
            "Dette handler om hvordan medlemmene ser på oppgaven; ingen maskin kan bedømme det.",
            "This is about how members see their part; no machine can judge that.",
        ));
    }
    if question.clause.applies_to.council.is_some() {
        return Judgement::NoMachine(Text::nb_en(
            "Dette gjelder medlemmene i et annet råd, som har sitt eget mandat.",
            "This is about the members of another council, which has a mandate of its own.",
        ));
    }
    let sitting = Sitting::in_scope(question);
    let holders = question.clause.applies_to.holders;
    let posts = &question.clause.applies_to.posts;
    let mut found = Vec::new();
    for (seat, held) in sitting.everybody() {
        let reached = holders.is_none_or(|kind| (kind == HolderKind::Alternates) == (held.alternate_rank > 0))
            && (posts.is_empty() || posts.iter().any(|post| held.holds_post(post)));
        if !reached {
            continue;
        }
        if let Some(represents) = representation.represents {
            found.push(speaks(represents, representation, seat, held, question));
        }
        if representation.not_own_employer {
            found.push(not_for_employer(seat, held, question));
        }
    }
    if commits_nobody {
        commitments(question, &mut found);
    } else if found.is_empty() {
        let complete = question.complete("roster", question.on);
        let status = if complete { VerdictStatus::NotDue } else { VerdictStatus::Unknown };
        let message = || {
            Text::nb_en(
                "Ingen er registrert på plassene som dette gjelder.",
                "Nobody is recorded in the seats that this is about.",
            )
        };
        found.push(question.finding(status, None, message, Vec::new));
    }
    Judgement::Found(found)
}

fn speaks(
    represents: Represents,
    clause: &Representation,
    seat: SeatInScope<'_>,
    held: &Membership,
    question: Question<'_>,
) -> Finding {
    match represents {
        Represents::Organisation => {
            let (nb, en) = ("virksomheten plassen er for", "the organisation that the seat is for");
            about(for_organisation(clause, seat, held, question), seat, held, question, nb, en)
        }
        Represents::Sector => {
            let (nb, en) = ("sektoren plassen er for", "the sector that the seat is for");
            about(for_sector(clause, seat, held, question), seat, held, question, nb, en)
        }
        Represents::Nominator => {
            let (nb, en) = ("den som foreslo vedkommende", "whoever nominated that person");
            about(for_nominator(held, question), seat, held, question, nb, en)
        }
        Represents::Personal => {
            let known = Known::from(held.on_behalf_of.is_none());
            about(known, seat, held, question, "bare seg selv", "nobody but that person")
        }
        Represents::Public => {
            let known = Known::from(held.on_behalf_of.is_none());
            about(
                known,
                seat,
                held,
                question,
                "allmennheten, og ingen enkelt virksomhet",
                "the public, and no single organisation",
            )
        }
    }
}

/// An organisation, and the one that the seats are for.
fn for_organisation(
    clause: &Representation,
    seat: SeatInScope<'_>,
    held: &Membership,
    question: Question<'_>,
) -> Known {
    let Some(of) = held.on_behalf_of else { return Known::Not };
    let directory = question.facts.around.directory;
    let is = |slug: &str| directory.organisation_by_slug(slug).is_some_and(|it| it.id == of);
    let mut named = clause.on_behalf_of.iter().filter_map(Actor::as_organisation).peekable();
    if named.peek().is_some() {
        return Known::from(named.any(|slug| is(slug)));
    }
    match &seat.rules.meant_for {
        SeatFor::Organisation(meant) => Known::from(is(&meant.slug)),
        SeatFor::List(meant) if meant.list.exhaustive && meant.list.instrument.is_none() => {
            let mut slugs = meant.list.entries.iter().map(|entry| entry.organisation.as_deref());
            // An entry without an organisation could be anybody's.
            Known::from(slugs.any(|slug| slug.is_none_or(is)))
        }
        _ => Known::Yes,
    }
}

/// Somebody of the sector.
fn for_sector(clause: &Representation, seat: SeatInScope<'_>, held: &Membership, question: Question<'_>) -> Known {
    let mut sectors: Vec<&Code> = clause.sectors.iter().collect();
    sectors.extend(clause.on_behalf_of.iter().filter_map(|actor| match actor {
        Actor::Kind(kind) => kind.sector.as_ref(),
        _ => None,
    }));
    if sectors.is_empty() {
        sectors.extend(seat.rules.sector());
    }
    let directory = question.facts.around.directory;
    let within = |sector: &Option<Code>| match sector {
        Some(sector) if !sectors.is_empty() => Known::from(sectors.contains(&sector)),
        _ => Known::Not,
    };
    if let Some(of) = held.on_behalf_of {
        return directory.organisation(of).map_or(Known::Not, |it| within(&it.sector));
    }
    // Who works in the sector comes from it; who works elsewhere may speak for it all the same.
    let at_work = question.employers(held).filter_map(|slug| directory.organisation_by_slug(slug));
    let mut at_work = at_work.map(|it| within(&it.sector));
    if at_work.any(|known| known == Known::Yes) { Known::Yes } else { Known::Not }
}

/// Whoever named the candidate.
fn for_nominator(held: &Membership, question: Question<'_>) -> Known {
    let Some(of) = held.on_behalf_of.filter(|_| question.facts.around.audience == Audience::Inside) else {
        return Known::Not;
    };
    let steps = question.facts.council.steps.iter().filter(|step| {
        let about = step.seat == held.seat && step.person.is_none_or(|person| person == held.person);
        about && step.act == StepAct::Nominate && step.on <= held.start
    });
    let mut by = steps.filter_map(|step| step.by).peekable();
    if by.peek().is_none() {
        return Known::Not;
    }
    Known::from(by.any(|by| by == Body::Organisation(of)))
}

fn about(
    known: Known,
    seat: SeatInScope<'_>,
    held: &Membership,
    question: Question<'_>,
    nb: &str,
    en: &str,
) -> Finding {
    let status = known.status();
    let message = || {
        let (label_nb, label_en) = in_both(&seat.rules.label);
        let place = seat.seat.ordinal;
        match known {
            Known::Yes => Text::nb_en(
                &format!("På plass {place} i gruppen «{label_nb}» representeres {nb}."),
                &format!("Seat {place} of the group “{label_en}” speaks for {en}."),
            ),
            Known::No => Text::nb_en(
                &format!("På plass {place} i gruppen «{label_nb}» skal {nb} representeres; noe annet er registrert."),
                &format!("Seat {place} of the group “{label_en}” is to speak for {en}; something else is recorded."),
            ),
            Known::Not => Text::nb_en(
                &format!(
                    "På plass {place} i gruppen «{label_nb}» skal {nb} representeres; det er ikke offentlig registrert om det er slik."
                ),
                &format!(
                    "Seat {place} of the group “{label_en}” is to speak for {en}; whether it does is not on public record."
                ),
            ),
        }
    };
    let evidence = || {
        let mut evidence = vec![question.member_evidence(held)];
        evidence.extend(question.spoken_for(held));
        evidence
    };
    question.finding(status, Some(Subject::Membership(held.id)), message, evidence)
}

/// The holder's own employer is not whom the holder speaks for.
fn not_for_employer(seat: SeatInScope<'_>, held: &Membership, question: Question<'_>) -> Finding {
    let of = held.on_behalf_of.and_then(|id| question.facts.around.directory.organisation(id));
    let mut employers = question.employers(held).peekable();
    // Both have to be recorded before they can be compared.
    let known = match of {
        Some(of) if employers.peek().is_some() => Known::from(employers.all(|employer| **employer != *of.slug)),
        _ => Known::Not,
    };
    let nb = "andre enn medlemmets egen arbeidsgiver";
    about(known, seat, held, question, nb, "others than the holder's own employer")
}

/// Nobody who cannot commit others has done so.
fn commitments(question: Question<'_>, found: &mut Vec<Finding>) {
    let council = question.facts.council;
    let period = question.facts.mandate.period;
    let before = found.len();
    let committing = question.records().filter(|record| {
        record.kind == RecordKind::Activity && &*record.what == "commit" && period.contains(record.on)
    });
    for record in committing {
        let Some(held) = record.by_membership.and_then(|id| council.membership(id)) else { continue };
        let Some(rules) = question.rules_of(held.seat) else { continue };
        if !question.groups().any(|group| group.key == rules.key) {
            continue;
        }
        let message = || {
            let (nb, en) = in_both(&rules.label);
            Text::nb_en(
                &format!("{} ble andre bundet av en i gruppen «{nb}», som ikke kan binde noen.", record.on),
                &format!(
                    "On {} others were committed by somebody of the group “{en}”, who cannot commit anybody.",
                    record.on
                ),
            )
        };
        let evidence = || {
            let subject = Some(Subject::Record(record.id));
            vec![question.dated("bundet", "committed", record.on, subject), question.member_evidence(held)]
        };
        found.push(question.finding(VerdictStatus::Breached, Some(Subject::Record(record.id)), message, evidence));
    }
    if found.len() == before {
        let message = || {
            Text::nb_en(
                "Det er ikke registrert at noen som ikke kan det, har bundet andre.",
                "No commitment by anybody who cannot commit others is recorded.",
            )
        };
        found.push(question.finding(VerdictStatus::Met, None, message, Vec::new));
    }
}
