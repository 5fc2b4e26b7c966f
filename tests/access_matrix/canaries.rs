//! Words that only some may read, in every private datum; and that nobody else is told them, whichever way they ask.

use std::sync::Arc;

use mandat::{
    access::{acting::Acting, caller::Caller},
    acts::council::register::RegisterCouncil,
    domain::{
        change::{Change, Contact},
        council::{Attendance, Council, MandateStatus, MeetingStatus, Presence, Record, RecordKind},
        directory::Directory,
        id::{AgendaItemId, AuditId, CaseId, CouncilId, PaperId, PersonId},
        people::{Grant, Person},
        register::{self, NewVisibility},
        text::{Lang, Text},
        work::{
            Addressee, Advice, AgendaItem, Case, CaseEvent, CaseStatus, MediaType, Paper, PaperKind, PaperVisibility,
            Recusal,
        },
    },
    error::{Refusal, Refusals},
    graphql::global_id::GlobalId,
    store::act::{Act, Decision, Facts, Needs},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    everybody, record,
    world::{COUNCIL, Canary, Persona, World, today, write},
};

const CASE: &str = "kanari-sak-4711";
const DESCRIPTION: &str = "kanari-omtale-4712";
const WHY: &str = "kanari-begrunnelse-4713";
const RECUSAL: &str = "kanari-ugild-4714";
const ADVICE: &str = "kanari-anbefaling-4715";
const NEXT_PROCESS: &str = "kanari-videre-4712";
const MEMBERS_PAPER: &str = "kanari-medlemspapir-4713";
const DESK_PAPER: &str = "kanari-arbeidsnotat-4714";
const EMAIL: &str = "kanari-4715@example.invalid";
const PHONE: &str = "kanari-4716";
pub const PERSON: &str = "Kanari Ukjentsen";
const SUMMARY: &str = "kanari-logg-4718";
const DRAFT_TITLE: &str = "kanari-mandatutkast-4719";
const DRAFT_WORDING: &str = "kanari-ordlyd-4720";
/// The slug of the council that is being set up.
pub const DRAFT: &str = "kanari-utkast-4721";
const DRAFT_NAME: &str = "Kanarirådet 4722";
const DRAFT_CLAUSE: &str = "kanari-bestemmelse-4723";
/// Where it is known from what somebody else than the member who asks declared, and what that member did.
pub const FACT: &str = "kanari-kilde-4724";
pub const OWN_FACT: &str = "kanari-egen-kilde-4725";
pub const NOMINATION: &str = "kanari-forslag-4726";
pub const SAVED_DRAFT: &str = "kanari-lagret-utkast-4727";
pub const SAVED_WORDING: &str = "kanari-lagret-ordlyd-4728";
pub const DISCARDED_DRAFT: &str = "kanari-forkastet-4729";
/// How attendance and votes read in an answer.
const ATTENDANCE: &str = r#""presence":"SUBSTITUTE""#;
const DECISION: &str = r#""inFavour":4731"#;

const ROOM: &[Persona] = &[Persona::Member, Persona::Secretariat];
const DESK: &[Persona] = &[Persona::Secretariat];
const NOBODY: &[Persona] = &[];
const SETTING_UP: &[Persona] = &[Persona::OtherSecretariat];

const CANARIES: [(&str, &[Persona]); 25] = [
    (DESCRIPTION, ROOM),
    (WHY, ROOM),
    (RECUSAL, ROOM),
    (ADVICE, ROOM),
    (CASE, ROOM),
    (NEXT_PROCESS, ROOM),
    (MEMBERS_PAPER, ROOM),
    (DESK_PAPER, DESK),
    (EMAIL, DESK),
    (PHONE, DESK),
    (PERSON, DESK),
    (SUMMARY, DESK),
    (DRAFT_TITLE, DESK),
    (DRAFT_WORDING, DESK),
    (FACT, DESK),
    (OWN_FACT, ROOM),
    (NOMINATION, DESK),
    (SAVED_DRAFT, DESK),
    (SAVED_WORDING, DESK),
    (DISCARDED_DRAFT, NOBODY),
    (ATTENDANCE, ROOM),
    (DECISION, ROOM),
    (DRAFT, SETTING_UP),
    (DRAFT_NAME, SETTING_UP),
    (DRAFT_CLAUSE, SETTING_UP),
];

/// Enters the private work of a council.
#[derive(Clone, Debug)]
pub struct Plant {
    pub council: CouncilId,
}

/// What was entered.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Planted {
    pub person: PersonId,
    pub case: CaseId,
    pub item: AgendaItemId,
    pub papers: Vec<PaperId>,
}

impl Act for Plant {
    const NAME: &'static str = "plant";
    type Outcome = Planted;

    fn needs(&self, _: &Directory) -> Needs {
        Needs { councils: vec![self.council], ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Ok(Acting::operator(facts.caller, facts.today).unwrap())
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Planted>, Refusals> {
        let id = self.council;
        let council = &facts.councils[&id];
        let text = |word: &str| Text::nb_en(word, word);
        let planted = Planted {
            person: facts.new_id(),
            case: facts.new_id(),
            item: facts.new_id(),
            papers: vec![facts.new_id(), facts.new_id()],
        };
        let case = Case {
            id: planted.case,
            title: text(CASE),
            status: CaseStatus::Scheduled,
            raised_by: None,
            raised_on: facts.today,
            next_process: Some(text(NEXT_PROCESS)),
            description: Some(text(DESCRIPTION)),
            task: None,
            public: false,
            record: None,
            history: vec![CaseEvent { status: CaseStatus::Scheduled, at: facts.now, reason: Some(text(WHY)) }],
        };
        let meeting = council.meetings.iter().max_by_key(|meeting| meeting.starts_at).unwrap().id;
        let item = AgendaItem {
            id: planted.item,
            meeting,
            case: case.id,
            ordinal: 2,
            starts_at: None,
            outcome: None,
            record: None,
        };
        let paper = |id, title: &str, visibility| Paper {
            id,
            agenda_item: Some(planted.item),
            case: Some(planted.case),
            meeting: None,
            kind: PaperKind::Paper,
            series: id,
            title: text(title),
            visibility,
            language: Lang::Nb,
            version: 1,
            file_name: format!("{title}.txt"),
            media_type: MediaType::Plain,
            size: 0,
            sha256: "0".repeat(64),
            embargo_until: None,
            approved: None,
            withdrawn_at: None,
            added_by: None,
            added_at: facts.now,
        };
        let contact = Contact { person: planted.person, email: Some(EMAIL.to_owned()), phone: Some(PHONE.to_owned()) };
        let past = council.meetings.iter().find(|meeting| meeting.status == MeetingStatus::Held).unwrap();
        let mut held = council.seats.iter().filter(|seat| council.holder(seat.id, past.day).is_some());
        let mut attended = |presence| {
            let (meeting, seat) = (past.id, held.next().unwrap().id);
            let row = Attendance { meeting, seat, membership: None, presence, agreed: None };
            Change::Attendance(id, row)
        };
        // Advice that is not public, with what stands for it among the records.
        let record = Record {
            title: Some(text(ADVICE)),
            ..Record::of(facts.new_id(), RecordKind::Item, "advice".into(), facts.today)
        };
        let advice = Advice {
            id: facts.new_id(),
            case: planted.case,
            meeting: None,
            title: text(ADVICE),
            body: text(ADVICE),
            task: None,
            addressees: vec![Addressee::Members],
            adopted_on: facts.today,
            published_on: None,
            url: None,
            record: record.id,
        };
        let aside = council.in_office(facts.today).next().unwrap().id;
        let recusal = Recusal { item: planted.item, membership: aside, reason: Some(RECUSAL.to_owned()) };
        let changes = vec![
            attended(Presence::Substitute),
            attended(Presence::Absent),
            Change::Person(Person { id: planted.person, name: PERSON.to_owned() }, Some(id)),
            Change::Contact(id, contact),
            Change::Case(id, case),
            Change::AgendaItem(id, item, false),
            Change::Recusal(id, recusal),
            Change::Record(id, record),
            Change::Advice(id, advice),
            Change::Paper(id, paper(planted.papers[0], MEMBERS_PAPER, PaperVisibility::Members)),
            Change::Paper(id, paper(planted.papers[1], DESK_PAPER, PaperVisibility::Secretariat)),
        ];
        Ok(Decision { changes, outcome: planted, warnings: Vec::new(), summary: text(SUMMARY) })
    }
}

/// Enters private work with a word to look for in each datum. Gives the ids of what is private.
pub async fn plant(world: &mut World) -> Vec<String> {
    record::declare_facts(world).await;
    plant_work(world).await
}

/// All of it but what persons declared.
pub async fn plant_work(world: &mut World) -> Vec<String> {
    let council = world.council_id(COUNCIL).await;
    let planted = write(&world.store, &Caller::console(), Plant { council }).await;
    let statement = json!({
        "key": "hidden", "wording": { "nb": DRAFT_WORDING }, "provision": { "statement": { "topic": "NARRATIVE" } },
    });
    let input = json!({
        "council": COUNCIL,
        "clauses": [statement],
        "mandate": { "draft": true, "title": { "nb": DRAFT_TITLE, "en": DRAFT_TITLE } },
    });
    let adopt = "mutation($input: AdoptMandateInput!) { adoptMandate(input: $input) { userErrors { code message } } }";
    let answer = world.ask(Persona::Secretariat, adopt, json!({ "input": input })).await;
    assert_eq!(answer["data"]["adoptMandate"]["userErrors"], json!([]), "{answer}");

    record::enter_private(world, planted.person).await;

    let text = include_str!("../../templates/councils/strategiradet.toml");
    let mut input: register::RegisterCouncil = toml::from_str(text).unwrap();
    input.slug = DRAFT.into();
    input.name = Text::nb_en(DRAFT_NAME, DRAFT_NAME);
    input.description = Some(Text::nb_en(DRAFT_NAME, DRAFT_NAME));
    input.visibility = NewVisibility::Draft;
    for clause in &mut input.clauses {
        clause.wording = Some(Text::nb_en(DRAFT_CLAUSE, DRAFT_CLAUSE));
    }
    write(&world.store, &Caller::console(), RegisterCouncil { input }).await;
    let draft = world.council(DRAFT).await;
    world.grant_persona(Persona::OtherSecretariat, Grant::Secretariat(draft.head.id)).await;
    world.canaries = CANARIES.map(|(word, readers)| Canary { word, readers }).to_vec();

    let mut ids = vec![
        GlobalId::Person(planted.person),
        GlobalId::Case(council, planted.case),
        GlobalId::AgendaItem(council, planted.item),
    ];
    ids.extend(planted.papers.iter().map(|paper| GlobalId::Paper(council, *paper)));
    let value = world.council(COUNCIL).await;
    ids.extend(value.facts.iter().map(|fact| GlobalId::Fact(fact.person, fact.id)));
    for mandate in value.mandates.iter().filter(|mandate| mandate.status != MandateStatus::Adopted) {
        ids.push(GlobalId::Mandate(council, mandate.id));
        ids.extend(mandate.clauses.iter().map(|at| GlobalId::Clause(council, at.id)));
    }
    ids.extend(ids_of_draft(&draft));
    let mut ids: Vec<String> = ids.into_iter().map(|id| id.encode().to_string()).collect();
    ids.extend(ids_on_the_desk(world).await);
    ids
}

fn ids_of_draft(draft: &Arc<Council>) -> Vec<GlobalId> {
    let council = draft.head.id;
    let mut ids = vec![GlobalId::Council(council)];
    for mandate in &draft.mandates {
        ids.push(GlobalId::Mandate(council, mandate.id));
        ids.extend(mandate.clauses.iter().map(|at| GlobalId::Clause(council, at.id)));
    }
    ids.extend(draft.groups.iter().map(|group| GlobalId::SeatGroup(council, group.id)));
    ids.extend(draft.seats.iter().map(|seat| GlobalId::Seat(council, seat.id)));
    ids.extend(draft.claims.iter().map(|claim| GlobalId::Claim(council, claim.id)));
    ids
}

/// What only the desk and the account's own holder are told the ids of.
async fn ids_on_the_desk(world: &World) -> Vec<String> {
    let asked = r#"{ viewer { account authorities { id } }
        secretariat(council: "strategiradet") { auditLog(first: 100) { nodes { id } } } }"#;
    let answer = world.ask(Persona::Secretariat, asked, json!({})).await;
    let data = &answer["data"];
    let mut ids = vec![data["viewer"]["account"].as_str().unwrap().to_owned()];
    let lists = [&data["viewer"]["authorities"], &data["secretariat"]["auditLog"]["nodes"]];
    for object in lists.into_iter().flat_map(|list| list.as_array().unwrap()) {
        ids.push(object["id"].as_str().unwrap().to_owned());
    }
    let council = world.council_id(COUNCIL).await;
    let audit =
        |id: &String| matches!(GlobalId::decode(id), Some(GlobalId::AuditEntry(of, AuditId(_))) if of == council);
    assert!(ids.iter().any(audit), "the log has entries");
    ids
}

pub async fn no_private_word_gets_out(mut world: World) {
    let ids = plant(&mut world).await;
    let room = r#"(council: "strategiradet") {
        cases(first: 100) { totalCount nodes { id title description nextProcess raisedBy { id } history { reason } } }
        advice(first: 100) { totalCount nodes { id title body } } toDo { node { id } } searchPapers(text: "kanari") { totalCount }
        meetings(first: 100) { totalCount nodes { id link attendance { presence } decisions { inFavour }
            agenda { id case { title nextProcess } recusals { reason } papers { id title visibility } } } }"#;
    let desk = r"drafts {
            title clauses { text wording } changesFrom { added { wording } }
            wouldBreach(status: [MET, EXEMPTED, NOT_DUE, UNKNOWN, BREACHED]) {
                message evidence { label value } findings { message evidence { label value } }
            }
        }
        forecast(withinDays: 3650) { draftsToCome { title } } vacancies { ordinal }
        nominations { personName note } facts { id source } contacts { person { id name } email phone }
        auditLog(first: 100) { totalCount nodes { actor act summary } } }";
    let draft = format!(
        r#"(council: "{DRAFT}") {{ council {{ slug name description mandates {{ clauses {{ wording }} }} }} }}"#
    );
    for persona in Persona::ALL {
        world.ask(persona, everybody::PUBLIC, json!({})).await;
        world.ask(persona, "{ viewer { facts { id source person { name } } } }", json!({})).await;
        record::probe(&world, persona).await;
        world.ask(persona, &format!("{{ member{room} }} }}"), json!({})).await;
        world.ask(persona, &format!("{{ secretariat{room} {desk} }}"), json!({})).await;
        world.ask(persona, &format!("{{ secretariat{draft} }}"), json!({})).await;
        world.ask(persona, &format!("{{ member{draft} }}"), json!({})).await;
        nothing_by_id(&world, persona, &ids).await;
        nothing_by_name(&world, persona).await;
    }
    let read = world.read.lock().unwrap();
    for canary in &world.canaries {
        for reader in canary.readers {
            assert!(read.contains(&(*reader, canary.word)), "{reader:?} cannot read {}, but should", canary.word);
        }
    }
}

async fn nothing_by_id(world: &World, persona: Persona, ids: &[String]) {
    // What a door admits to, is found through it and read as in the room; the words read count as read there.
    let asked = "query($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Case { title nextProcess }
        ... on AgendaItem { case { title } papers { title } } ... on Paper { title } ... on AuditEntry { actor summary } } }";
    let admitted: &[&str] = match persona {
        Persona::Member => &["Case", "AgendaItem", "Paper"],
        Persona::Secretariat => &["Case", "AgendaItem", "Paper", "AuditEntry"],
        _ => &[],
    };
    let mut found = Vec::new();
    for some in ids.chunks(100) {
        let answer = world.ask(persona, asked, json!({ "ids": some })).await;
        let nodes = answer["data"]["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
        found.extend(nodes.iter().filter(|node| !node.is_null()).cloned());
    }
    for node in &found {
        assert!(admitted.contains(&node["__typename"].as_str().unwrap()), "{persona:?}: {node}");
    }
    for kind in admitted {
        assert!(found.iter().any(|node| node["__typename"] == *kind), "{persona:?} finds no {kind} by its id");
    }
    let found: Vec<&str> = found.iter().map(|node| node["id"].as_str().unwrap()).collect();
    let asked = "query($id: ID!) { node(id: $id) { __typename } person(id: $id) { name } council(id: $id) { name } }";
    for id in ids.iter().filter(|id| !found.contains(&id.as_str())) {
        let answer = world.ask(persona, asked, json!({ "id": id })).await;
        let data = json!({ "node": null, "person": null, "council": null });
        assert!(answer["errors"].is_null(), "{persona:?}: {}", answer["errors"]);
        assert_eq!(answer["data"], data, "{persona:?}");
    }
}

async fn nothing_by_name(world: &World, persona: Persona) {
    for canary in &world.canaries {
        let asked = "query($word: String!) {
            search(text: $word) { totalCount nodes { id } }
            councils(filter: { text: $word }) { totalCount }
            organisations(filter: { text: $word }) { totalCount }
            owner: councils(filter: { owner: $word }) { totalCount }
            member: councils(filter: { member: $word }) { totalCount }
            council(slug: $word) { id }
            family(slug: $word) { id }
            organisation(slug: $word) { id }
            statistics(measures: [COUNCILS], filter: { text: $word }) { rows { values } }
        }";
        let answer = world.ask(persona, asked, json!({ "word": canary.word })).await;
        let nobody = world.ask(persona, asked, json!({ "word": "zzzz-no-such-word" })).await;
        assert_eq!(answer["data"], nobody["data"], "{persona:?} asks for {}", canary.word);
    }
    let today = today().to_string();
    for asked in [
        "query($day: Date) { councils(asOf: $day, orderBy: { field: NAME, direction: DESC }) { nodes { name } } }",
        "query($day: Date) { search(text: \"kanari\", asOf: $day) { totalCount } }",
    ] {
        world.ask(persona, asked, json!({ "day": today })).await;
    }
}
