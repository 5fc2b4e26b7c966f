//! Two registers that differ in nothing but what is hidden from whoever asks: every answer is the same, to the byte.
//!
//! One is a copy of the other's database, made before the hidden rows were entered, so identities, times and keys are the
//! same without anything being mapped. First only what is the secretariat's alone is entered, and a member of the council
//! asks; then what is the members' too, and everybody else asks.

mod hidden;

use std::collections::BTreeSet;

use mandat::{
    access::caller::Caller,
    acts::council::register::RegisterCouncil,
    domain::{
        register::{self, NewVisibility},
        text::Text,
    },
    graphql::global_id::GlobalId,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};

use self::hidden::{HIDDEN, Hide};

use crate::{
    canaries::Plant,
    doors::{PRIVATE, variables},
    everybody, mutations, record,
    schema::{Field, Types, document},
    world::{COUNCIL, Persona, World, today, write},
};

/// A field that no type has.
const NO_SUCH_FIELD: &str = "nosuchfield";

/// The two, and what to ask them.
struct Twins {
    without: World,
    with: World,
    types: Types,
    variables: Value,
    /// The secret of the member's calendar.
    calendar: String,
}

/// What is the secretariat's alone is hidden from a member of the same council.
pub async fn to_a_member(world: World) {
    let twins = Twins::of(world).await;
    let hidden = twins.hide_from_members().await;
    twins.compare(Persona::Member, &hidden).await;
    twins.are_told_apart_by_the_secretariat().await;
}

/// What is a council's own is hidden from whoever did not sign in.
pub async fn to_anybody(world: World) {
    let (twins, hidden) = Twins::hidden_from_everybody(world).await;
    twins.compare(Persona::Anonymous, &hidden).await;
}

/// It is hidden from those who keep and sit in another council.
pub async fn to_a_member_elsewhere(world: World) {
    let (twins, hidden) = Twins::hidden_from_everybody(world).await;
    twins.compare(Persona::OtherSecretariat, &hidden).await;
}

/// And from those who appoint to the council, and who own it.
pub async fn to_authorities(world: World) {
    let (twins, hidden) = Twins::hidden_from_everybody(world).await;
    for persona in [Persona::Appointer, Persona::Registrar] {
        twins.what_users_send(persona).await;
        twins.by_id(persona, &hidden).await;
        twins.by_address(persona, &hidden).await;
        twins.by_acting(persona, &hidden).await;
    }
}

impl Twins {
    async fn of(world: World) -> Self {
        // Who keeps another council sits in it too.
        world.seat_elsewhere(Persona::OtherSecretariat).await;
        let calendar = format!(r#"mutation {{ makeCalendarFeed(input: {{ council: "{COUNCIL}" }}) {{ path }} }}"#);
        let calendar = world.ask(Persona::Member, &calendar, json!({})).await;
        let calendar = calendar["data"]["makeCalendarFeed"]["path"].as_str().unwrap().to_owned();
        let variables = variables(&world).await;
        let (without, with) = (world.twin().await, world.twin().await);
        Self { without, with, types: Types::read(), variables, calendar }
    }

    async fn hidden_from_everybody(world: World) -> (Self, Vec<GlobalId>) {
        let twins = Self::of(world).await;
        let hidden = [twins.hide_from_members().await, twins.hide_from_everybody().await].concat();
        (twins, hidden)
    }

    /// Enters what is the secretariat's alone; the ids of it.
    async fn hide_from_members(&self) -> Vec<GlobalId> {
        let world = &self.with;
        let council = world.council_id(COUNCIL).await;
        let hidden = write(&world.store, &Caller::console(), Hide { council }).await;
        record::enter_private(world, hidden.person).await;
        for name in ["inviteStaff", "makeCalendarFeed"] {
            world.done(Persona::Secretariat, name, json!({ "council": COUNCIL })).await;
        }
        // A colleague of the member who asks has read something.
        let value = world.council(COUNCIL).await;
        let member = world.member().await;
        let colleague = value.in_office(today()).find(|held| held.person != member).unwrap().person;
        let database = world.database().await;
        for paper in &value.work.papers {
            let row = entity::reading_mark::ActiveModel {
                council_id: Set(council.0),
                person_id: Set(colleague.0),
                paper_id: Set(paper.id.0),
            };
            entity::reading_mark::Entity::insert(row).exec_without_returning(&database).await.unwrap();
        }
        database.close().await.unwrap();
        // A council that is being set up.
        let text = include_str!("../../../templates/councils/strategiradet.toml");
        let mut input: register::RegisterCouncil = toml::from_str(text).unwrap();
        (input.slug, input.visibility) = ("kanari-kontor".into(), NewVisibility::Draft);
        input.name = Text::nb_en(HIDDEN, HIDDEN);
        write(&world.store, &Caller::console(), RegisterCouncil { input }).await;
        let draft = world.council("kanari-kontor").await;

        let mut ids = vec![GlobalId::Person(hidden.person), GlobalId::Council(draft.head.id)];
        ids.extend(hidden.papers.iter().map(|paper| GlobalId::Paper(council, *paper)));
        ids.extend(draft.seats.iter().take(2).map(|seat| GlobalId::Seat(draft.head.id, seat.id)));
        let known = self.without.council(COUNCIL).await;
        let drafts = value.mandates.iter().filter(|mandate| known.mandates.iter().all(|other| other.id != mandate.id));
        ids.extend(drafts.map(|mandate| GlobalId::Mandate(council, mandate.id)));
        ids
    }

    /// Enters what the members know too; the ids of it.
    async fn hide_from_everybody(&self) -> Vec<GlobalId> {
        let world = &self.with;
        let council = world.council_id(COUNCIL).await;
        let planted = write(&world.store, &Caller::console(), Plant { council }).await;
        let value = world.council(COUNCIL).await;
        let mut ids = vec![GlobalId::Case(council, planted.case), GlobalId::AgendaItem(council, planted.item)];
        ids.extend(planted.papers.iter().map(|paper| GlobalId::Paper(council, *paper)));
        ids.extend(value.work.advice.iter().map(|advice| GlobalId::Advice(council, advice.id)));
        ids.extend(value.private_records.iter().map(|record| GlobalId::Record(council, record.id)));
        // The member who asked before has read something by now.
        let mark = json!({ "paper": GlobalId::Paper(council, planted.papers[0]).encode() });
        world.done(Persona::Member, "markPaperRead", mark).await;
        ids
    }

    /// Everything that somebody may send.
    async fn compare(&self, persona: Persona, hidden: &[GlobalId]) {
        self.every_field(persona).await;
        self.what_users_send(persona).await;
        self.by_id(persona, hidden).await;
        self.by_cursor(persona, hidden).await;
        self.by_address(persona, hidden).await;
        self.by_acting(persona, hidden).await;
    }

    async fn same(&self, persona: Persona, document: &str, variables: &Value) -> Value {
        self.same_one(persona, document, variables, None).await
    }

    async fn same_one(&self, persona: Persona, document: &str, variables: &Value, operation: Option<&str>) -> Value {
        let without = self.without.send_one(persona, document, variables.clone(), operation).await;
        let with = self.with.send_one(persona, document, variables.clone(), operation).await;
        assert_eq!(without, with, "{persona:?} is told of what is hidden by {document} with {variables}");
        // What the schema does not have is refused alike, whatever is hidden: that would compare nothing.
        let compares = document.contains(NO_SUCH_FIELD) || !without.contains("GRAPHQL_VALIDATION_FAILED");
        assert!(compares, "{document}: {without}");
        assert!(!without.contains("INTERNAL") && !without.contains(HIDDEN), "{persona:?}: {document}: {without}");
        serde_json::from_str(&without).unwrap_or_default()
    }

    /// Every field of every type, through every root field; and the first event of what can be followed.
    async fn every_field(&self, persona: Persona) {
        let mut roots: Vec<&str> = vec!["councils"];
        roots.extend(self.types.fields("Query").iter().map(|field| field.name.as_str()));
        let public: Vec<&str> = roots.iter().copied().filter(|name| !PRIVATE.contains(name)).collect();
        let mut ways = vec![("Query".to_owned(), Vec::new())];
        for roots in [public].into_iter().chain(PRIVATE.map(|name| vec![name])) {
            ways.extend(self.types.ways(&roots));
        }
        for (name, way) in &ways {
            let fields: Vec<&Field> = self.types.fields(name).iter().collect();
            let selections: Vec<String> = fields.iter().map(|field| self.types.selection(name, field)).collect();
            let answer = self.same(persona, &document(way, &selections), &self.variables).await;
            // Where one is refused, the others are asked for by themselves.
            if answer["errors"].is_array() && answer["data"].is_null() {
                for selection in selections {
                    self.same(persona, &document(way, &[selection]), &self.variables).await;
                }
            }
        }
        for (name, way) in self.types.followed() {
            let fields = self.types.fields(&name).iter();
            let selections: Vec<String> = fields.map(|field| self.types.selection(&name, field)).collect();
            let asked = format!("subscription {}", document(&way, &selections).trim_start_matches("query"));
            self.same(persona, &asked, &self.variables).await;
        }
    }

    /// The documents that users write, and what else is counted and looked for.
    async fn what_users_send(&self, persona: Persona) {
        let of_council = json!({ "slug": COUNCIL, "council": COUNCIL, "on": today(), "asOf": today() });
        for text in [
            include_str!("../../queries/breaches_everywhere.graphql"),
            include_str!("../../queries/compliance.graphql"),
            include_str!("../../queries/council_page.graphql"),
            include_str!("../../queries/desk.graphql"),
            include_str!("../../queries/front_page.graphql"),
            include_str!("../../queries/rules_on_meetings.graphql"),
            include_str!("../../queries/seats_by_sector.graphql"),
            include_str!("../../queries/statistics.graphql"),
            everybody::PUBLIC,
        ] {
            self.same(persona, text, &of_council).await;
        }
        for operation in ["Public", "Member", "Secretariat"] {
            let rooms = include_str!("../../queries/rooms.graphql");
            self.same_one(persona, rooms, &of_council, Some(operation)).await;
        }
        let register = json!({ "input": { "dryRun": true, "slug": "new", "name": { "nb": "Nytt" }, "owner": "ks" } });
        self.same(persona, include_str!("../../queries/register_council.graphql"), &register).await;
        let searches =
            "query($text: String!) { search(text: $text, first: 100) { totalCount edges { cursor node { id name } } }
            councils(filter: { text: $text }) { totalCount } council(slug: $text) { id } family(slug: $text) { id }
            organisations(filter: { text: $text }) { totalCount } organisation(slug: $text) { id }
            statistics(measures: [COUNCILS], filter: { text: $text }) { rows { values } } }";
        let in_room = r#"query($text: String!) { member(council: "strategiradet") { searchPapers(text: $text, first: 100) {
            totalCount edges { cursor node { title } } } } }"#;
        for text in [HIDDEN, "kanari", "møte", "råd sak", "notat", "referat", "saksunderlag", "e", "kanari-kontor"] {
            self.same(persona, searches, &json!({ "text": text })).await;
            self.same(persona, in_room, &json!({ "text": text })).await;
        }
        for unknown in [
            r#"{ member(council: "kanari-kontor") { me { id } } }"#,
            r#"{ secretariat(council: "kanari-kontor") { drafts { id } } }"#,
            &format!(r#"{{ council(slug: "kanari-kontor") {{ name {NO_SUCH_FIELD} }} }}"#),
            r#"subscription { councilChanged(council: "kanari-kontor", after: 0, first: 1) { eventId } }"#,
        ] {
            self.same(persona, unknown, &json!({})).await;
        }
    }

    /// What is hidden is found by no id, and refused as what there is none of.
    async fn by_id(&self, persona: Persona, hidden: &[GlobalId]) {
        for id in hidden {
            let id = id.encode();
            let asked =
                "query($id: ID!) { node(id: $id) { __typename id } nodes(ids: [$id]) { id } person(id: $id) { name }
                council(id: $id) { name } }";
            let answer = self.same(persona, asked, &json!({ "id": id })).await;
            assert_eq!(answer["data"]["node"], Value::Null, "{persona:?}: {id:?}");
            for field in ["caseChanged(case: $id", "meetingChanged(meeting: $id"] {
                let asked = format!("subscription($id: ID!) {{ {field}, after: 0, first: 1) {{ eventId }} }}");
                self.same(persona, &asked, &json!({ "id": id })).await;
            }
        }
    }

    /// A cursor that names something hidden is a place among the others, there or not.
    async fn by_cursor(&self, persona: Persona, hidden: &[GlobalId]) {
        let desk = r#"{ secretariat(council: "strategiradet") { cases(first: 100) { edges { cursor } }
            advice(first: 100) { edges { cursor } } searchPapers(text: "kanari", first: 100) { edges { cursor } }
            meetings(first: 100) { edges { cursor } } } search(text: "e", first: 100) { edges { cursor } } }"#;
        let told = self.with.ask(Persona::Secretariat, desk, json!({})).await;
        let lists = told["data"]["secretariat"].as_object().unwrap().values().chain([&told["data"]["search"]]);
        let cursors: BTreeSet<&str> = lists
            .flat_map(|list| list["edges"].as_array().unwrap())
            .map(|edge| edge["cursor"].as_str().unwrap())
            .collect();
        assert!(cursors.len() > hidden.len(), "there are cursors of what is hidden");
        let page =
            "(first: 2, after: $at) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor } }";
        let measures = page.replace("{ id }", "{ advice { id } }");
        for cursor in cursors {
            let papers = "searchPapers(text: \"e\", first: 2, after: $at) { totalCount nodes { id } }";
            for asked in [
                format!("cases: council(slug: \"{COUNCIL}\") {{ cases{page} }}"),
                format!("advice: council(slug: \"{COUNCIL}\") {{ advice{page} }}"),
                format!("measures: council(slug: \"{COUNCIL}\") {{ measures{measures} }}"),
                format!("meetings: council(slug: \"{COUNCIL}\") {{ meetings{page} records{page} }}"),
                "search(text: \"e\", first: 2, after: $at) { totalCount nodes { id } }".to_owned(),
                format!("member(council: \"{COUNCIL}\") {{ cases{page} }}"),
                format!("member(council: \"{COUNCIL}\") {{ advice{page} }}"),
                format!("member(council: \"{COUNCIL}\") {{ unreadPapers{page} }}"),
                format!("member(council: \"{COUNCIL}\") {{ {papers} }}"),
            ] {
                let asked = format!("query($at: String) {{ {asked} }}");
                self.same(persona, &asked, &json!({ "at": cursor })).await;
            }
        }
    }

    /// Calendars, papers, queries by address: status, head and body.
    async fn by_address(&self, persona: Persona, hidden: &[GlobalId]) {
        let family = "/calendar/family/nasjonal-radsmodell-digitalisering.ics";
        let mut paths: Vec<String> = [
            "/calendar/strategiradet.ics",
            "/calendar/kanari-kontor.ics",
            "/calendar/private/none.ics",
            family,
            "/graphql?query=%7Bregister%7Brevision%7D%20search(text:%22kanari%22)%7BtotalCount%7D%7D",
            "/graphql?query=%7Bcouncil(slug:%22strategiradet%22)%7Brevision%20cases%7BtotalCount%7D%7D%7D",
            "/",
            "/readyz",
        ]
        .map(str::to_owned)
        .into();
        if persona == Persona::Member {
            paths.push(self.calendar.clone());
        }
        paths.extend(hidden.iter().map(|id| format!("/papers/{}", id.encode().as_str())));
        paths.push("/papers/AAAA".to_owned());
        for path in paths {
            let (without, with) = (self.without.get(persona, &path).await, self.with.get(persona, &path).await);
            assert_eq!(without, with, "{persona:?} is told of what is hidden by {path}");
        }
    }

    /// Acts on what is hidden are refused as acts on what there is none of.
    async fn by_acting(&self, persona: Persona, hidden: &[GlobalId]) {
        for id in hidden {
            let id = id.encode();
            for (name, input) in [
                ("editCase", json!({ "case": id, "public": true })),
                ("withdrawCase", json!({ "case": id })),
                ("closeCase", json!({ "case": id, "outcome": { "nb": "x" } })),
                ("unscheduleCase", json!({ "item": id })),
                ("publishAdvice", json!({ "advice": id })),
                (
                    "reportFollowUp",
                    json!({ "advice": id, "organisation": "ks", "status": "PLANNED", "body": { "nb": "x" } }),
                ),
                ("editPaper", json!({ "paper": id, "title": { "nb": "x" } })),
                ("withdrawPaper", json!({ "paper": id })),
                ("markPaperRead", json!({ "paper": id })),
                ("withdrawRecord", json!({ "council": COUNCIL, "record": id, "reason": "x" })),
                ("discardDraft", json!({ "council": COUNCIL, "draft": id, "dryRun": true })),
            ] {
                // Who owns the council, and adopts its mandate, may give up a draft of it.
                if (persona, name) == (Persona::Registrar, "discardDraft") {
                    continue;
                }
                let asked = mutations::document(&self.types, name);
                let answer = self.same(persona, &asked, &json!({ "input": input })).await;
                let told = answer["data"][name]["userErrors"].as_array().is_some_and(|errors| !errors.is_empty());
                assert!(told || answer["errors"].is_array(), "{persona:?} does {name} on what is hidden: {answer}");
            }
        }
    }

    /// That there was something to see.
    async fn are_told_apart_by_the_secretariat(&self) {
        let desk = r#"{ secretariat(council: "strategiradet") { searchPapers(text: "kanari") { totalCount }
            cases { totalCount } advice { totalCount } drafts { id } contacts { email } } }"#;
        let without = self.without.send(Persona::Secretariat, desk, json!({})).await;
        assert_ne!(without, self.with.send(Persona::Secretariat, desk, json!({})).await);
    }
}
