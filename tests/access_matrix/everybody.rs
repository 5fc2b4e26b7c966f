//! What everybody is told, whoever asks: that private work changes none of it.

use serde_json::json;

use crate::{
    canaries, record,
    world::{Persona, World},
};

/// What everybody may count and list.
pub const PUBLIC: &str = r#"{
    register { revision councilCount familyCount organisationCount templateCount }
    councils(orderBy: { field: VACANT_SEATS }) { totalCount edges { cursor node {
        slug revision name seatCount claims { status }
        seatGroups { key seats { ordinal } }
        mandates { version status } secretariat { slug } mandateAdopter { slug }
        memberships { totalCount }
    } } pageInfo { hasNextPage endCursor } }
    families { totalCount nodes { slug councils { slug } } }
    organisations(first: 100) { totalCount nodes { slug councils { totalCount } } }
    search(text: "råd") { totalCount }
    kanari: search(text: "kanari") { totalCount edges { cursor } }
    withMandate: councils(filter: { hasMandate: true }) { totalCount }
    notWith: councils(filter: { not: { text: "kanari" } }) { totalCount }
    owned: councils(filter: { owner: "helsedirektoratet" }, last: 1) { totalCount edges { cursor } }
    statistics(measures: [COUNCILS, SEATS, VACANT_SEATS, MEMBERS, DEPUTIES, ORGANISATIONS], by: [OWNER, STATUS]) {
        rows { keys values }
    }
    byCouncil: statistics(measures: [COUNCILS], by: [COUNCIL, TIER]) { rows { keys values } }
    templates { totalCount }
    codes { list code }
    expiringMemberships(withinDays: 3650) { totalCount }
    expiringMandates(withinDays: 3650) { totalCount nodes { title } }
    futureVacancies(on: "2027-01-01") { totalCount }
    dutiesDue(withinDays: 3650) { totalCount nodes { what done needed overdue } }
    council(slug: "strategiradet") {
        records(first: 100) { totalCount nodes { what title source } }
        exemptions { clauseKey reason }
        completeness { subject }
        mandates {
            wouldBreach { message }
            second: changesFrom(version: 2) { before { title } removed { key } }
            third: changesFrom(version: 3) { before { title } removed { key } }
            fourth: changesFrom(version: 4) { before { title } removed { key } }
        }
        compliance { verdicts {
            status message evidence { label value }
            findings { status message evidence { label value } subject { id } }
        } }
    }
}"#;

pub async fn public_answers_stay(mut world: World) {
    // What a person declared may enter a public count, so that the revision is raised, as if it did; all else stays.
    let at_first = public_answers(&world).await;
    record::declare_facts(&world).await;
    let before = public_answers(&world).await;
    for (at_first, before) in at_first.iter().zip(&before) {
        assert_eq!(without_revision(at_first), without_revision(before), "what persons declared shows");
    }
    canaries::plant_work(&mut world).await;
    // Whoever asks: the public door tells the secretariat no more than anybody.
    for ((persona, before), after) in Persona::ALL.into_iter().zip(before).zip(public_answers(&world).await) {
        assert_eq!(before, after, "private work shows to {persona:?}");
    }
}

async fn public_answers(world: &World) -> Vec<String> {
    let mut answers = Vec::new();
    for persona in Persona::ALL {
        let answer = world.send(persona, PUBLIC, json!({})).await;
        assert!(!answer.contains("\"errors\""), "{persona:?}: {answer}");
        answers.push(answer);
    }
    answers
}

fn without_revision(answer: &str) -> String {
    let mut parts = answer.split("\"revision\":");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.trim_start_matches(|digit: char| digit.is_ascii_digit()))
}
