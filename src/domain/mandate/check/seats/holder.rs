//! Whether those who hold the seats of a group are those whom the seats are for.
//!
//! May import: `domain`. For whom holders of a sector's seats speak, and that persons speak for themselves, is said and
//! judged by the clauses on representation.

use super::{
    super::{
        question::{Finding, Question, SeatInScope},
        sitting::Sitting,
        speaks::Known,
        turns,
        words::in_both,
    },
    group::listed_on,
    group_subject,
};
use crate::domain::{
    council::Membership,
    id::OrganisationId,
    mandate::{
        clause::{
            seat_count::SeatCount,
            seats::{ForList, ForOffice, GroupOfSeats, SeatFor, SeatRotation},
        },
        composition::GroupRules,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
};

pub(super) fn check(
    group: &GroupOfSeats,
    rules: &GroupRules,
    sitting: &Sitting<'_>,
    question: Question<'_>,
    found: &mut Vec<Finding>,
) {
    if let Some(rotation) = &group.rotation {
        turn(rotation, rules, sitting, question, found);
        return;
    }
    match &group.meant_for {
        SeatFor::Organisation(of) => {
            let holders = sitting.holders();
            found.extend(
                holders
                    .map(|(seat, held)| sent(question.speaks_for_organisation(held, &of.slug), seat, held, question)),
            );
        }
        SeatFor::List(of) => listed(of, &group.size, rules, sitting, question, found),
        SeatFor::Office(of) => {
            found.extend(sitting.holders().map(|(seat, held)| in_office(of, seat, held, question)));
        }
        SeatFor::Sector(_) | SeatFor::Personal(_) => {}
    }
}

/// The holder speaks for one of those whom the seat is for.
fn sent(known: Known, seat: SeatInScope<'_>, held: &Membership, question: Question<'_>) -> Finding {
    let status = known.status();
    let message = || {
        let (nb, en) = in_both(&seat.rules.label);
        let place = seat.seat.ordinal;
        match known {
            Known::Yes => Text::nb_en(
                &format!("Den som har plass {place} i gruppen «{nb}», kommer fra dem plassen er for."),
                &format!("The holder of seat {place} of the group “{en}” comes from those whom the seat is for."),
            ),
            Known::No => Text::nb_en(
                &format!("Den som har plass {place} i gruppen «{nb}», representerer andre enn dem plassen er for."),
                &format!(
                    "The holder of seat {place} of the group “{en}” speaks for others than those whom the seat is for."
                ),
            ),
            Known::Not => Text::nb_en(
                &format!("Det er ikke registrert hvem den som har plass {place} i gruppen «{nb}», representerer."),
                &format!("It is not recorded for whom the holder of seat {place} of the group “{en}” speaks."),
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

/// Holders speak for somebody on the list, and for each no more than the mandate gives.
fn listed(
    of: &ForList,
    size: &SeatCount,
    rules: &GroupRules,
    sitting: &Sitting<'_>,
    question: Question<'_>,
    found: &mut Vec<Finding>,
) {
    let directory = question.facts.around.directory;
    let organisations: Vec<OrganisationId> = listed_on(&of.list, question)
        .filter_map(|entry| Some(directory.organisation_by_slug(entry.organisation.as_deref()?)?.id))
        .collect();
    // Who is on a list of examples, on one that stands elsewhere, or on one without names, cannot be told.
    let all_named = listed_on(&of.list, question).count() == organisations.len();
    let closed = of.list.exhaustive && of.list.instrument.is_none() && all_named;
    if organisations.is_empty() {
        return;
    }
    for (seat, held) in sitting.holders() {
        let known = match held.on_behalf_of {
            None => Known::Not,
            Some(of) if organisations.contains(&of) => Known::Yes,
            Some(_) if closed => Known::No,
            Some(_) => continue,
        };
        found.push(sent(known, seat, held, question));
    }
    let SeatCount::PerEntry(per) = size else { return };
    for id in organisations {
        let seats = sitting.holders().filter(|(_, held)| held.on_behalf_of == Some(id)).count();
        if seats <= per.each as usize {
            continue;
        }
        let message = || {
            let name = question.name_of(crate::domain::council::Body::Organisation(id));
            let ((nb, en), (name_nb, name_en)) = (in_both(&rules.label), in_both(&name));
            let each = per.each;
            Text::nb_en(
                &format!("{name_nb} har {seats} plasser i gruppen «{nb}»; mandatet gir {each} til hver."),
                &format!("{name_en} has {seats} seats of the group “{en}”; the mandate gives each {each}."),
            )
        };
        let evidence = || vec![question.valued("plasser", "seats", seats, Some(Subject::Organisation(id)))];
        found.push(question.finding(VerdictStatus::Breached, group_subject(rules, question), message, evidence));
    }
}

/// The holder has the office that the seat comes with.
fn in_office(of: &ForOffice, seat: SeatInScope<'_>, held: &Membership, question: Question<'_>) -> Finding {
    let declared = question.declares(held, "office", &of.office);
    // An office of the same name in another body is another office.
    let elsewhere = question.speaks_for(held, &of.body) == Known::No;
    let known = if elsewhere { Known::No } else { declared };
    let sent_instead = known == Known::No && of.or_delegate && !elsewhere;
    let status = if sent_instead { VerdictStatus::Met } else { known.status() };
    let message = || {
        let office = question.facts.around.directory.code("office", &of.office);
        let (nb, en) = office.map_or(("vervet", "the office"), in_both);
        let place = seat.seat.ordinal;
        let (label_nb, label_en) = in_both(&seat.rules.label);
        let place_nb = format!("Den som har plass {place} i gruppen «{label_nb}»");
        let place_en = format!("The holder of seat {place} of the group “{label_en}”");
        match known {
            Known::Yes => Text::nb_en(
                &format!("{place_nb}, er {nb}, som plassen følger."),
                &format!("{place_en} is {en}, with which the seat goes."),
            ),
            Known::No if sent_instead => Text::nb_en(
                &format!("{place_nb}, møter for den som er {nb}, som mandatet tillater."),
                &format!("{place_en} sits there in the place of the {en}, as the mandate allows."),
            ),
            Known::No => Text::nb_en(
                &format!("{place_nb}, er ikke {nb}, som plassen følger."),
                &format!("{place_en} is not the {en}, with whose office the seat goes."),
            ),
            Known::Not => Text::nb_en(
                &format!("{place_nb}, skal være {nb}; det er ikke offentlig registrert om det er slik."),
                &format!("{place_en} is to be the {en}; whether it is so is not on public record."),
            ),
        }
    };
    question.finding(status, Some(Subject::Membership(held.id)), message, || vec![question.member_evidence(held)])
}

/// Those whose turn it is hold the seats. Where there are several seats, so many in a row have them at a time, and the
/// row moves on by one each turn.
fn turn(
    rotation: &SeatRotation,
    rules: &GroupRules,
    sitting: &Sitting<'_>,
    question: Question<'_>,
    found: &mut Vec<Finding>,
) {
    let subject = group_subject(rules, question);
    let Some(from) = rotation.from else {
        let message = || {
            let (nb, en) = in_both(&rules.label);
            Text::nb_en(
                &format!("Plassene i gruppen «{nb}» går på omgang, men mandatet sier ikke fra hvilken dag."),
                &format!("The seats of the group “{en}” go round, but the mandate does not say from which day."),
            )
        };
        found.push(question.finding(VerdictStatus::Unknown, subject, message, Vec::new));
        return;
    };
    let Some(turn) = turns::turn(from.0, rotation.each, question.on) else {
        let message =
            || Text::nb_en(&format!("Omgangen begynner {}.", from.0), &format!("The first turn begins on {}.", from.0));
        let evidence = || vec![question.dated("fra", "from", from.0, subject)];
        found.push(question.finding(VerdictStatus::NotDue, subject, message, evidence));
        return;
    };
    let (all, seats) = (rotation.order.len(), sitting.len().max(1));
    let entitled = rotation.order.iter().cycle().skip(turn as usize % all.max(1)).take(seats.min(all));
    for (seat, held) in sitting.holders() {
        let known =
            entitled.clone().map(|actor| question.speaks_for(held, actor)).fold(Known::No, |sum, next| {
                match (sum, next) {
                    (Known::Yes, _) | (_, Known::Yes) => Known::Yes,
                    (Known::Not, _) | (_, Known::Not) => Known::Not,
                    (Known::No, Known::No) => Known::No,
                }
            });
        found.push(sent_by_turn(known, seat, held, question));
    }
}

fn sent_by_turn(known: Known, seat: SeatInScope<'_>, held: &Membership, question: Question<'_>) -> Finding {
    let mut finding = sent(known, seat, held, question);
    if question.facts.around.words && known != Known::Not {
        let (nb, en) = in_both(&seat.rules.label);
        let place = seat.seat.ordinal;
        finding.message = if known == Known::Yes {
            Text::nb_en(
                &format!("Den som har plass {place} i gruppen «{nb}», kommer fra dem som har tur."),
                &format!("The holder of seat {place} of the group “{en}” comes from those whose turn it is."),
            )
        } else {
            Text::nb_en(
                &format!("Den som har plass {place} i gruppen «{nb}», kommer ikke fra dem som har tur."),
                &format!("The holder of seat {place} of the group “{en}” does not come from those whose turn it is."),
            )
        };
    }
    finding
}
