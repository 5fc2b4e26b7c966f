//! The purpose: every group of actors that it names has a seat.
//!
//! May import: `domain`.

use super::super::{
    question::{Finding, Question},
    words::in_both,
};
use crate::domain::{
    mandate::{
        clause::statement::ActorGroup,
        composition::GroupRules,
        verdict::{Subject, VerdictStatus},
    },
    text::Text,
    word::Code,
};

pub(super) fn check(groups: &[ActorGroup], question: Question<'_>, found: &mut Vec<Finding>) {
    found.extend(groups.iter().map(|group| has_a_seat(group, question)));
}

fn has_a_seat(group: &ActorGroup, question: Question<'_>) -> Finding {
    let composition = &question.facts.mandate.composition;
    let seated: Vec<&GroupRules> = composition
        .groups
        .iter()
        .filter(|rules| sector_of(rules, question).is_some_and(|sector| group.sectors.contains(sector)))
        .collect();
    let status = if group.sectors.is_empty() {
        VerdictStatus::Unknown
    } else if seated.is_empty() {
        VerdictStatus::Breached
    } else {
        VerdictStatus::Met
    };
    let message = || {
        let (nb, en) = in_both(&group.label);
        match status {
            VerdictStatus::Met => Text::nb_en(
                &format!("Formålet nevner {nb}, og det er plass til dem i rådet."),
                &format!("The purpose names {en}, and they have a seat on the council."),
            ),
            VerdictStatus::Unknown => Text::nb_en(
                &format!("Formålet nevner {nb}, men det er ikke sagt hvilke sektorer det er."),
                &format!("The purpose names {en}, but which sectors those are is not said."),
            ),
            _ => Text::nb_en(
                &format!("Formålet nevner {nb}, men ingen plass i rådet er for dem."),
                &format!("The purpose names {en}, but no seat on the council is for them."),
            ),
        }
    };
    let subject = |rules: &GroupRules| {
        let group = question.facts.council.group(&rules.key);
        group.map(|group| Subject::SeatGroup(group.id))
    };
    let evidence = || {
        let named = question.valued("nevnt i formålet", "named in the purpose", &group.label, None);
        let seats = seated.iter().map(|rules| question.valued("plass", "seat", &rules.label, subject(rules)));
        std::iter::once(named).chain(seats).collect()
    };
    question.finding(status, seated.first().and_then(|rules| subject(rules)), message, evidence)
}

/// The sector that the seats of a group are for: their own, or that of the organisation that they are for.
fn sector_of<'a>(rules: &'a GroupRules, question: Question<'a>) -> Option<&'a Code> {
    rules.sector().or_else(|| {
        let organisation = question.facts.around.directory.organisation_by_slug(rules.organisation()?)?;
        organisation.sector.as_ref()
    })
}
