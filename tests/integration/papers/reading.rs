//! What a member has read: for the member, and for nobody else in any way.

use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use chrono::TimeDelta;
use mandat::{
    access::{caller::Caller, issuer::DevIssuer},
    acts::invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    domain::council::Role,
    graphql::global_id::GlobalId,
};
use serde_json::{Value, json};

use super::desk::{COUNCIL, Desk};
use crate::{
    on_both,
    persona::Persona,
    world::{now, today},
};

const MARK: &str = "mutation M($input: MarkPaperReadInput!) { markPaperRead(input: $input) {
    paper { id read } userErrors { code field } } }";

/// Everything that somebody else might learn it from.
const DESK: &str = r#"{ secretariat(council: "strategiradet") {
    auditLog(first: 100) { totalCount nodes { at actor act summary } } toDo { kind text count }
    searchPapers(text: "notat") { nodes { id read } } council { revision } } register { revision } }"#;

impl Desk {
    /// Another member than the first: the bearer of this token.
    async fn colleague(&self) -> String {
        let council = self.world.council(COUNCIL).await;
        let mut members = council.in_office(today()).filter(|held| held.role == Role::Member);
        let first = members.next().unwrap().person;
        let person = members.find(|held| held.person != first).unwrap().person;
        let claims = DevIssuer::claims("colleague", None, TimeDelta::hours(48), now());
        let persona = Persona { token: Some(self.world.issuer.sign(&claims)) };
        let code_hash = "ce".repeat(32);
        let invitation = InviteHolder { council: council.head.id, person, code_hash: code_hash.clone() };
        self.world.act(&Caller::console(), invitation).await;
        self.world.act(&self.world.caller(&persona).await, ClaimInvitation { code_hash }).await;
        persona.token.unwrap()
    }

    /// The case that is on the agenda of the next meeting.
    async fn case_to_come(&self) -> String {
        let council = self.world.council(COUNCIL).await;
        GlobalId::Case(council.head.id, council.work.cases[1].id).encode().to_string()
    }

    /// The titles of what the bearer has not read, in order, and what stands among the things to do.
    async fn unread(&self, token: &str) -> (Vec<String>, Value) {
        let document = r#"{ member(council: "strategiradet") {
            unreadPapers { totalCount nodes { title version read } } toDo { kind text due count } } }"#;
        let answer = self.ask(Some(token), document, json!({})).await;
        let room = &answer["data"]["member"];
        let nodes = room["unreadPapers"]["nodes"].as_array().unwrap_or_else(|| panic!("{answer}"));
        assert!(nodes.iter().all(|paper| paper["read"] == false), "{nodes:?}");
        assert_eq!(room["unreadPapers"]["totalCount"], nodes.len());
        let titles = nodes.iter().map(|paper| format!("{} {}", paper["title"].as_str().unwrap(), paper["version"]));
        let to_do = room["toDo"].as_array().unwrap().iter().find(|it| it["kind"] == "READ_PAPERS");
        (titles.collect(), to_do.cloned().unwrap_or_default())
    }

    /// What a bearer is answered who marks a paper.
    async fn mark(&self, token: Option<&str>, paper: &str, read: bool) -> Value {
        let input = json!({ "input": { "paper": paper, "read": read } });
        self.ask(token, MARK, input).await["data"]["markPaperRead"].take()
    }
}

on_both! {
    /// Fetching marks, marking marks, a new version is unread again; nobody else is told, and no counter moves.
    async fn what_is_read_is_the_readers_own(world) {
        let desk = Desk::of(world).await;
        let (member, colleague) = (desk.member.clone(), desk.colleague().await);
        let case = desk.case_to_come().await;
        let note = desk.add(b"for the meeting", json!({ "case": case, "visibility": "MEMBERS" })).await;
        let all = ["Saksunderlag 1", "Notat 1", "Referat 1"].map(str::to_owned).to_vec();
        let due = |count: u32| json!({
            "kind": "READ_PAPERS", "text": format!("Les papirer til møtet: {count} ulest"), "due": "2026-04-11",
            "count": count,
        });
        for token in [&member, &colleague] {
            assert_eq!(desk.unread(token).await, (all.clone(), due(2)));
        }
        let link = desk.url(Some(&member), "member", &note).await.unwrap();
        let (seq, seen) = (desk.world.seq().await, desk.ask(Some(&desk.secretariat), DESK, json!({})).await);
        let told = seen["data"]["secretariat"]["searchPapers"]["nodes"].as_array().unwrap();
        assert!(told.len() == 2 && told.iter().all(|paper| paper["read"].is_null()), "{seen}");

        assert_eq!(desk.send(Method::HEAD, &link, &[], Body::empty()).await.status, StatusCode::OK);
        assert_eq!(desk.unread(&member).await.0, all, "only its head was asked for");
        assert_eq!(desk.get(&link, None).await.body, "for the meeting");
        let left = ["Saksunderlag 1", "Referat 1"].map(str::to_owned).to_vec();
        assert_eq!(desk.unread(&member).await, (left, due(1)));
        let marked = desk.mark(Some(&member), &note, true).await;
        assert_eq!(marked, json!({ "paper": { "id": note, "read": true }, "userErrors": [] }), "marking again is fine");

        let papers = r#"{ member(council: "strategiradet") { searchPapers(text: "saksunderlag") { nodes { id } } } }"#;
        let paper = desk.ask(Some(&member), papers, json!({})).await;
        let paper = paper["data"]["member"]["searchPapers"]["nodes"][0]["id"].as_str().unwrap().to_owned();
        assert_eq!(desk.mark(Some(&member), &paper, true).await["paper"]["read"], true);
        assert_eq!(desk.unread(&member).await, (vec!["Referat 1".to_owned()], Value::Null));
        assert_eq!(desk.mark(Some(&member), &paper, false).await["paper"]["read"], false);
        assert_eq!(desk.mark(Some(&member), &paper, false).await["userErrors"], json!([]));
        assert_eq!(desk.unread(&member).await.1, due(1));

        assert_eq!(desk.unread(&colleague).await, (all, due(2)), "what one has read, another has not");
        assert_eq!(desk.ask(Some(&desk.secretariat), DESK, json!({})).await, seen, "the secretariat is told nothing");
        assert_eq!(desk.world.seq().await, seq, "reading is no change to the register");

        let next = json!({ "case": null, "replaces": note, "visibility": "MEMBERS" });
        desk.add(b"for the meeting, anew", next).await;
        let with_next = ["Saksunderlag 1", "Notat 2", "Referat 1"].map(str::to_owned).to_vec();
        assert_eq!(desk.unread(&member).await, (with_next, due(2)), "a new version is unread");
    }

    /// A page of what is not read goes on where the one before ended.
    async fn papers_not_read_are_paged_in_their_order(world) {
        let desk = Desk::of(world).await;
        let case = desk.case_to_come().await;
        for _ in 0..3 {
            desk.advance(TimeDelta::seconds(1));
            desk.add(b"for the meeting", json!({ "case": case })).await;
            desk.add(b"for a meeting that was", json!({})).await;
        }
        let mut cursors = vec![Value::Null];
        let mut found = Vec::new();
        while let Some(after) = cursors.pop() {
            let document = r#"query P($after: String) { member(council: "strategiradet") {
                unreadPapers(first: 3, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } }"#;
            let answer = desk.ask(Some(&desk.member), document, json!({ "after": after })).await;
            let page = &answer["data"]["member"]["unreadPapers"];
            assert_eq!(page["totalCount"], 8, "{answer}");
            found.extend(page["nodes"].as_array().unwrap().iter().map(|node| node["id"].to_string()));
            if page["pageInfo"]["hasNextPage"] == true {
                cursors.push(page["pageInfo"]["endCursor"].clone());
            }
        }
        let document = r#"{ member(council: "strategiradet") { unreadPapers { nodes { id } } } }"#;
        let answer = desk.ask(Some(&desk.member), document, json!({})).await;
        let whole = answer["data"]["member"]["unreadPapers"]["nodes"].as_array().unwrap();
        assert_eq!(found, whole.iter().map(|node| node["id"].to_string()).collect::<Vec<_>>());
    }

    /// Who has no seat has no marks, and a paper that is not seen is as if it were not there.
    async fn only_who_has_a_seat_marks_what_is_seen(world) {
        let desk = Desk::of(world).await;
        let open = desk.add(b"for everybody", json!({})).await;
        let own = desk.add(b"a working note", json!({ "visibility": "SECRETARIAT" })).await;
        let later = desk.add(b"later", json!({ "embargoUntil": "2026-04-01T00:00:00Z" })).await;
        let nobody = desk.nobody();
        let (secretariat, member) = (desk.secretariat.clone(), desk.member.clone());
        let refused = |code: &str, field: Value| json!({ "paper": null, "userErrors": [{ "code": code, "field": field }] });
        let missing = refused("NOT_FOUND", json!("paper"));
        for (who, token, paper, expected) in [
            ("anonymous", None, &open, refused("UNAUTHENTICATED", Value::Null)),
            ("anonymous", None, &own, refused("UNAUTHENTICATED", Value::Null)),
            ("nobody", Some(&nobody), &open, refused("FORBIDDEN", Value::Null)),
            ("nobody", Some(&nobody), &own, refused("FORBIDDEN", Value::Null)),
            ("secretariat", Some(&secretariat), &own, refused("FORBIDDEN", Value::Null)),
            ("member", Some(&member), &own, missing.clone()),
            ("member", Some(&member), &later, missing),
        ] {
            assert_eq!(desk.mark(token.map(String::as_str), paper, true).await, expected, "{who}");
        }
        let read = format!("{{ node(id: \"{open}\") {{ ... on Paper {{ read }} }} }}");
        for (token, expected) in [(None, Value::Null), (Some(&nobody), Value::Null), (Some(&member), json!(false))] {
            let answer = desk.ask(token.map(String::as_str), &read, json!({})).await;
            assert_eq!(answer["data"]["node"]["read"], expected, "{answer}");
        }
        // With a token the address of an open paper tells who fetches it.
        assert_eq!(desk.get(&format!("/papers/{open}"), None).await.status, StatusCode::OK);
        assert_eq!(desk.ask(Some(&member), &read, json!({})).await["data"]["node"]["read"], false);
        assert_eq!(desk.get(&format!("/papers/{open}"), Some(&member)).await.status, StatusCode::OK);
        assert_eq!(desk.ask(Some(&member), &read, json!({})).await["data"]["node"]["read"], true);
    }
}
