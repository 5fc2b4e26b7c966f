//! Every mutation, sent by everybody: as a dry run where there is one, otherwise with something in it that keeps whoever
//! may do it from changing anything that the next one meets.

use std::fmt::Write as _;

use mandat::{
    domain::{
        council::{Mandate, MandateStatus},
        id::{AccountId, AdviceId, AgendaItemId, CaseId, MandateId, MeetingId, PaperId, PersonId, RecordId},
    },
    graphql::global_id::GlobalId,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    canaries::{self, DRAFT},
    schema::Types,
    world::{COUNCIL, OWNER, Persona, World, today},
};

const LEGEND: &str = "\
What each mutation answers: OK, or the code of the first user error. Where an authority is missing that is
UNAUTHENTICATED, FORBIDDEN or NOT_FOUND; every other code comes from an act that looked at the request of somebody
who may do it.
";

/// The mutations with what is sent; those that change something are last.
#[expect(clippy::too_many_lines, reason = "a request for each mutation, one after another")]
pub async fn requests(world: &World, slug: &str) -> Vec<(&'static str, Value)> {
    let council = world.council(COUNCIL).await;
    let id = council.head.id;
    let membership = council.in_office(today()).next().unwrap();
    let seat = council.seats.iter().find(|seat| {
        let group = council.group_by_id(seat.group).unwrap();
        group.key.to_string().contains("municipal")
    });
    let nobody = Uuid::from_u128(7);
    let held = GlobalId::Membership(id, membership.id).encode();
    let clause =
        json!({ "key": "why", "wording": { "nb": "x" }, "provision": { "statement": { "topic": "NARRATIVE" } } });
    let account = GlobalId::Account(AccountId(nobody)).encode();
    let person = GlobalId::Person(PersonId(nobody)).encode();
    let claim = GlobalId::Claim(id, council.claims.first().unwrap().id).encode();
    let is_draft = |mandate: &&Mandate| mandate.status == MandateStatus::Draft;
    let draft = GlobalId::Mandate(id, council.mandates.iter().find(is_draft).unwrap().id).encode();
    let in_force = council.mandate_on(today()).map_or_else(|| MandateId(nobody), |mandate| mandate.id);
    let mandate = GlobalId::Mandate(id, in_force).encode();
    let record = GlobalId::Record(id, RecordId(nobody)).encode();
    let case = GlobalId::Case(id, CaseId(nobody)).encode();
    let paper = GlobalId::Paper(id, PaperId(nobody)).encode();
    let meeting = GlobalId::Meeting(id, MeetingId(nobody)).encode();
    let item = GlobalId::AgendaItem(id, AgendaItemId(nobody)).encode();
    let advice = GlobalId::Advice(id, AdviceId(nobody)).encode();
    let exemption = GlobalId::Exemption(id, council.exemptions.first().unwrap().id).encode();
    let member = world.member().await;
    let fact = council.facts.iter().find(|fact| fact.person == member).unwrap();
    let fact = GlobalId::Fact(member, fact.id).encode();
    let desk = world.ask(Persona::Secretariat, "{ viewer { authorities { id } } }", json!({})).await;
    let authority = desk["data"]["viewer"]["authorities"][0]["id"].clone();
    vec![
        ("registerCouncil", json!({ "dryRun": true, "slug": "new", "name": { "nb": "Nytt" }, "owner": OWNER })),
        (
            "publishTemplate",
            json!({
                "dryRun": true, "slug": "new", "name": { "nb": "Ny" }, "owner": OWNER, "version": 1,
                "clauses": [clause],
            }),
        ),
        ("adoptMandate", json!({ "dryRun": true, "council": slug, "clauses": [clause], "mandate": { "draft": true } })),
        (
            "amendMandate",
            json!({ "dryRun": true, "council": slug, "clauses": [clause], "mandate": { "validFrom": "2026-03-12" } }),
        ),
        ("createOrganisation", json!({ "slug": "new", "name": { "nb": "Ny" }, "kind": "no-such-kind" })),
        ("editOrganisation", json!({ "organisation": OWNER, "kind": "no-such-kind" })),
        ("createPerson", json!({ "council": slug, "name": "" })),
        (
            "appoint",
            json!({
                "seat": GlobalId::Seat(id, seat.unwrap().id).encode(), "person": person, "start": "2026-03-12",
            }),
        ),
        ("endMembership", json!({ "membership": held, "on": "1900-01-01" })),
        ("nominate", json!({ "council": slug, "group": "municipalities", "person": person })),
        ("renewTerm", json!({ "dryRun": true, "membership": held, "start": "1900-01-01" })),
        (
            "designateDeputy",
            json!({
                "seat": GlobalId::Seat(id, seat.unwrap().id).encode(), "person": person, "start": "2026-03-12", "rank": 0,
            }),
        ),
        ("designateChair", json!({ "dryRun": true, "membership": held, "on": "1900-01-01" })),
        ("moveRepresentation", json!({ "membership": held, "onBehalfOf": OWNER, "from": "1900-01-01" })),
        (
            "correctMembership",
            json!({ "dryRun": true, "membership": held, "reason": "A slip.", "start": "1900-01-01" }),
        ),
        ("recordHistory", json!({ "dryRun": true, "council": slug, "entries": [] })),
        ("appointSet", json!({ "dryRun": true, "council": slug, "start": "2026-03-12", "appointments": [] })),
        ("saveDraft", json!({ "dryRun": true, "council": slug, "clauses": [clause] })),
        ("discardDraft", json!({ "dryRun": true, "council": slug, "draft": draft })),
        ("lapseMandate", json!({ "dryRun": true, "council": slug, "on": "2027-01-01", "reason": "Its work is done." })),
        ("extendMandate", json!({ "dryRun": true, "council": slug, "open": true })),
        ("withdrawMandate", json!({ "dryRun": true, "council": slug, "mandate": mandate, "reason": "Too soon." })),
        ("withdrawRecord", json!({ "council": slug, "record": record, "reason": "It never happened." })),
        ("record", json!({ "council": slug, "kind": "ACTIVITY", "what": "no-such-verb", "on": "2026-01-01" })),
        ("recordMeeting", json!({ "council": slug, "title": { "nb": "x" }, "startsAt": "2030-01-01T09:00:00Z" })),
        (
            "grantExemption",
            json!({ "council": slug, "clause": "s3-top-management", "decidedOn": "2030-01-01", "reason": "For once." }),
        ),
        ("endExemption", json!({ "exemption": exemption, "on": "1900-01-01" })),
        (
            "assertComplete",
            json!({ "council": slug, "subject": "no-such-subject", "since": "2026-01-01", "until": "2026-02-01" }),
        ),
        ("endCompleteness", json!({ "council": slug, "subject": "no-such-subject", "on": "2026-01-01" })),
        (
            "declareFact",
            json!({
                "council": slug, "person": GlobalId::Person(member).encode(), "attribute": "no-such-attribute",
                "value": "x", "source": "x",
            }),
        ),
        ("endFact", json!({ "council": slug, "fact": fact, "on": "1900-01-01" })),
        ("withdrawFact", json!({ "council": slug, "fact": fact, "reason": "" })),
        ("planMeeting", json!({ "council": slug, "title": { "nb": "x" }, "startsAt": "1900-01-01T09:00:00Z" })),
        ("callMeeting", json!({ "meeting": meeting })),
        ("moveMeeting", json!({ "meeting": meeting, "startsAt": "2030-01-01T09:00:00Z" })),
        ("callOffMeeting", json!({ "meeting": meeting, "reason": { "nb": "x" } })),
        ("raiseCase", json!({ "council": slug, "title": { "nb": "" } })),
        ("answerCase", json!({ "case": case, "accepted": true })),
        ("editCase", json!({ "case": case, "public": true })),
        ("withdrawCase", json!({ "case": case })),
        ("closeCase", json!({ "case": case, "outcome": { "nb": "x" } })),
        ("scheduleCase", json!({ "case": case, "meeting": meeting })),
        ("unscheduleCase", json!({ "item": item })),
        ("orderAgenda", json!({ "meeting": meeting, "items": [] })),
        ("recuse", json!({ "item": item, "membership": held })),
        ("adoptAdvice", json!({ "case": case, "title": { "nb": "x" }, "body": { "nb": "x" } })),
        ("publishAdvice", json!({ "advice": advice })),
        ("reportAnchoring", json!({ "advice": advice, "membership": held })),
        (
            "reportFollowUp",
            json!({ "advice": advice, "organisation": OWNER, "status": "PLANNED", "body": { "nb": "x" } }),
        ),
        (
            "offerPaper",
            json!({
                "case": case, "title": { "nb": "x" }, "language": "NB", "visibility": "PUBLIC", "fileName": "x.txt",
                "mediaType": "text/plain", "size": 1,
            }),
        ),
        ("editPaper", json!({ "paper": paper })),
        ("withdrawPaper", json!({ "paper": paper })),
        ("markPaperRead", json!({ "paper": paper })),
        ("approveMinutes", json!({ "paper": paper, "meeting": meeting })),
        ("grantAuthority", json!({ "account": account, "kind": "SECRETARIAT", "council": slug })),
        ("renameCouncil", json!({ "council": slug, "slug": "fagradet" })),
        ("publishCouncil", json!({ "council": slug })),
        (
            "publishAnnualWheel",
            json!({
                "dryRun": true, "family": "nasjonal-radsmodell-digitalisering", "year": 2027,
                "meetings": [
                    { "council": slug, "title": { "nb": "x" }, "startsAt": "2027-02-03T09:00:00Z" },
                    { "council": "fagradet", "title": { "nb": "x" }, "startsAt": "2027-02-04T09:00:00Z" },
                ],
            }),
        ),
        ("revokeCalendarFeed", json!({ "council": slug })),
        ("makeCalendarFeed", json!({ "council": slug })),
        ("inviteHolder", json!({ "council": slug, "person": person })),
        ("inviteStaff", json!({ "council": slug })),
        ("claimInvitation", json!({ "code": "no-such-code" })),
        ("answerClaim", json!({ "claim": claim, "right": true })),
        ("dissolveCouncil", json!({ "council": slug, "on": "2027-01-01" })),
        ("revokeAuthority", json!({ "authority": authority })),
    ]
}

/// The document of a mutation, which asks for everything in the payload.
pub fn document(types: &Types, name: &str) -> String {
    let fields = types.fields("Mutation");
    let field = fields.iter().find(|field| field.name == name).unwrap_or_else(|| panic!("there is no {name}"));
    let payload: Vec<String> = types
        .fields(&field.of)
        .iter()
        .filter(|part| part.name != "userErrors")
        .map(|part| types.selection(&field.of, part))
        .collect();
    let input = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    format!(
        "mutation($input: {input}!) {{ {name}(input: $input) {{ {} userErrors {{ code field message clause }} }} }}",
        payload.join(" ")
    )
}

/// Whether the type is what a mutation answers, or stands directly in it.
pub fn answers_with(types: &Types, name: &str) -> bool {
    let payloads = types.fields("Mutation").iter();
    payloads.clone().any(|field| field.of == name)
        || payloads.flat_map(|field| types.fields(&field.of)).any(|part| part.of == name)
}

pub async fn table_is_as_reviewed(mut world: World) {
    canaries::plant(&mut world).await;
    let types = Types::read();
    let requests = requests(&world, COUNCIL).await;
    for field in types.fields("Mutation") {
        assert!(requests.iter().any(|(name, _)| *name == field.name), "Mutation.{} has no request: add it", field.name);
    }
    let mut table = LEGEND.to_owned();
    for (name, input) in requests {
        writeln!(table, "\n{name}").unwrap();
        let document = document(&types, name);
        for persona in Persona::ALL {
            let answer = world.ask(persona, &document, json!({ "input": input })).await;
            assert!(answer["errors"].is_null(), "{name} as {persona:?}: {}", answer["errors"]);
            let code = answer["data"][name]["userErrors"][0]["code"].as_str().unwrap_or("OK").to_owned();
            writeln!(table, "  {:<18}{code}", format!("{persona:?}")).unwrap();
        }
    }
    insta::assert_snapshot!("mutations", table);
}

/// Whoever may not see a draft gets, word for word, what they get for a council that there is none of.
pub async fn draft_is_as_if_it_did_not_exist(mut world: World) {
    canaries::plant(&mut world).await;
    let types = Types::read();
    let draft = requests(&world, DRAFT).await;
    let none = requests(&world, "zzzzzz-zzzzzz-zzzz").await;
    let outsiders = Persona::ALL.into_iter().filter(|persona| *persona != Persona::OtherSecretariat);
    for persona in outsiders {
        for ((name, real), (_, absent)) in draft.iter().zip(&none) {
            if real == absent {
                continue;
            }
            let document = document(&types, name);
            let real = world.send(persona, &document, json!({ "input": real })).await;
            let absent = world.send(persona, &document, json!({ "input": absent })).await;
            assert_eq!(real, absent, "{name} as {persona:?}");
        }
        for door in ["member", "secretariat"] {
            let asked = |slug: &str| format!("{{ {door}(council: \"{slug}\") {{ __typename }} }}");
            let real = world.send(persona, &asked(DRAFT), json!({})).await;
            let absent = world.send(persona, &asked("zzzzzz-zzzzzz-zzzz"), json!({})).await;
            assert_eq!(real, absent, "{door} as {persona:?}");
        }
    }
}
