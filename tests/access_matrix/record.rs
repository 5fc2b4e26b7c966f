//! What the secretariat has put on record for everybody: a meeting, something that was done, an exemption, and how far
//! the record is complete. And what is on record for itself alone: what persons declared, nominations, drafts.

use mandat::{
    domain::{council::MandateStatus, id::PersonId},
    graphql::global_id::GlobalId,
};
use serde_json::json;

use crate::{
    canaries::{DISCARDED_DRAFT, FACT, NOMINATION, OWN_FACT, PERSON, SAVED_DRAFT, SAVED_WORDING},
    world::{COUNCIL, OWNER, Persona, World, today},
};

/// Enters it. How the meeting was held has a mark in it, since only the council's own see that.
pub async fn enter(world: &World) {
    let desk = Persona::Secretariat;
    let meeting = json!({
        "council": COUNCIL, "title": { "nb": "Vintermøtet" }, "startsAt": "2026-01-20T09:00:00Z",
        "endsAt": "2026-01-20T12:00:00Z", "place": { "nb": "Oslo" }, "calledOn": "2026-01-04", "papersOn": "2026-01-06",
        "open": true, "decisions": [{ "inFavour": VOTES, "against": 2, "carried": true }],
    });
    world.done(desk, "recordMeeting", meeting).await;
    let evaluation = json!({
        "council": COUNCIL, "kind": "ACTIVITY", "what": "evaluate", "on": "2026-02-02", "title": { "nb": "Evaluering" },
        "url": "https://example.invalid/evaluering", "source": "Nettsidene",
    });
    world.done(desk, "record", evaluation).await;
    let exemption = json!({
        "council": COUNCIL, "clause": "s3-top-management", "grantedBy": { "organisation": { "slug": OWNER } },
        "decidedOn": "2026-02-03", "until": "2027-02-03", "reason": "Stillingen er ledig.",
    });
    world.done(desk, "grantExemption", exemption).await;
    for subject in ["roster", "meetings", "attendance", "activities", "facts"] {
        let mark = json!({ "council": COUNCIL, "subject": subject, "since": "2020-01-01" });
        world.done(desk, "assertComplete", mark).await;
    }
}

/// How many voted for the decision of the meeting.
pub const VOTES: u32 = 4731;

/// Enters what persons declared, with a mark in where that is known from.
pub async fn declare_facts(world: &World) {
    for (person, source) in [(colleague(world).await, FACT), (world.member().await, OWN_FACT)] {
        world.done(Persona::Secretariat, "declareFact", level_of(person, source)).await;
    }
}

/// Enters what else is the desk's own, with a word to look for in each.
pub async fn enter_private(world: &World, candidate: PersonId) {
    let desk = Persona::Secretariat;
    let nomination = json!({
        "council": COUNCIL, "group": "municipalities", "person": GlobalId::Person(candidate).encode(), "note": NOMINATION,
    });
    world.done(desk, "nominate", nomination).await;
    let council = world.council(COUNCIL).await;
    let base = GlobalId::Mandate(council.head.id, council.mandate_on(today()).unwrap().id).encode();
    let draft = |title: &str| {
        let added = json!({
            "key": "saved", "wording": { "nb": SAVED_WORDING }, "provision": { "statement": { "topic": "NARRATIVE" } },
        });
        let head = json!({ "title": { "nb": title, "en": title }, "validFrom": "2027-01-01" });
        json!({ "council": COUNCIL, "base": base, "clauses": [added], "mandate": head })
    };
    world.done(desk, "saveDraft", draft(DISCARDED_DRAFT)).await;
    let discarded = json!({ "council": COUNCIL, "draft": last_draft(world).await });
    world.done(desk, "discardDraft", discarded).await;
    world.done(desk, "saveDraft", draft(SAVED_DRAFT)).await;
}

/// Acts on what is private, by its ids: whoever may not is told nothing of it, neither by the refusal nor by a payload.
/// Those who adopt mandates may start a draft from another, so they are not asked to.
pub async fn probe(world: &World, persona: Persona) {
    let declare = level_of(colleague(world).await, "x");
    let council = world.council(COUNCIL).await;
    let facts = council.facts.iter().map(|fact| GlobalId::Fact(fact.person, fact.id).encode());
    let said = "userErrors { message } warnings { message }";
    let mut asked = vec![(format!("declareFact(input: $input) {{ fact {{ source }} {said} }}"), declare)];
    asked.extend(facts.map(|fact| {
        let end = json!({ "council": COUNCIL, "fact": fact, "on": "1900-01-01" });
        (format!("endFact(input: $input) {{ fact {{ source }} {said} }}"), end)
    }));
    if !matches!(persona, Persona::Registrar | Persona::Operator) {
        let draft = last_draft(world).await;
        let base = json!({ "council": COUNCIL, "base": draft, "dryRun": true });
        let read = "draft { title clauses { wording } wouldBreach { message } }";
        asked.push((format!("saveDraft(input: $input) {{ {read} {said} }}"), base));
        let adopt = json!({ "council": COUNCIL, "draft": draft, "mandate": {}, "dryRun": true });
        asked.push((
            format!(
                "adoptMandate(input: $input) {{ council {{ mandates {{ title clauses {{ wording }} }} }} {said} }}"
            ),
            adopt,
        ));
        let lapse = json!({ "council": COUNCIL, "mandate": draft, "on": "2027-01-01", "reason": "x", "dryRun": true });
        asked.push((format!("lapseMandate(input: $input) {{ mandate {{ title }} {said} }}"), lapse));
    }
    // Who was entered, but never held a seat, is known to the desk alone, and so is that he or she was nominated.
    let candidate = council.persons.values().find(|person| person.name == PERSON).unwrap().id;
    let nominate =
        json!({ "council": COUNCIL, "group": "municipalities", "person": GlobalId::Person(candidate).encode() });
    asked.push((format!("nominate(input: $input) {{ nomination {{ personName note }} {said} }}"), nominate));
    for (field, input) in asked {
        let name = field.split('(').next().unwrap();
        let input_type = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let document = format!("mutation($input: {input_type}!) {{ {field} }}");
        let answer = world.ask(persona, &document, json!({ "input": input })).await;
        assert!(answer["errors"].is_null(), "{persona:?}: {document}: {answer}");
    }
}

/// Somebody of the council who is not the member that asks.
async fn colleague(world: &World) -> PersonId {
    let member = world.member().await;
    let council = world.council(COUNCIL).await;
    council.in_office(today()).find(|held| held.person != member).unwrap().person
}

fn level_of(person: PersonId, source: &str) -> serde_json::Value {
    json!({
        "council": COUNCIL, "person": GlobalId::Person(person).encode(), "attribute": "holder-level",
        "value": "expert", "from": "2020-01-01", "source": source,
    })
}

async fn last_draft(world: &World) -> async_graphql::ID {
    let council = world.council(COUNCIL).await;
    let draft = council.mandates.iter().rev().find(|mandate| mandate.status == MandateStatus::Draft).unwrap();
    GlobalId::Mandate(council.head.id, draft.id).encode()
}
