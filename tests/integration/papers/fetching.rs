//! Fetching papers and looking for them: who may, asked anew each time; and that nothing tells of what may not be seen.

use axum::http::{StatusCode, header};
use chrono::TimeDelta;
use mandat::{access::caller::Caller, acts::roster::end::EndMembership, domain::council::Role};
use serde_json::{Value, json};

use super::desk::{Answer, COUNCIL, Desk};
use crate::{on_both, world};

const EDIT: &str = "mutation E($input: EditPaperInput!) { editPaper(input: $input) {
    paper { visibility embargoUntil url } userErrors { code field } } }";
const WITHDRAW: &str = "mutation W($input: WithdrawPaperInput!) { withdrawPaper(input: $input) {
    paper { withdrawnAt } userErrors { code field } } }";

/// A paper that is not there, as far as whoever asks can tell.
fn nowhere(answer: &Answer, nothing: &Answer) -> bool {
    let same = |name: header::HeaderName| answer.header(name.clone()) == nothing.header(name);
    answer.status == StatusCode::NOT_FOUND
        && answer.body == nothing.body
        && same(header::CONTENT_TYPE)
        && same(header::CACHE_CONTROL)
        && answer.head.len() == nothing.head.len()
}

on_both! {
    /// Members' papers go to members and the secretariat, the secretariat's to the secretariat, over links of their own.
    async fn each_paper_goes_to_those_it_is_for(world) {
        let desk = Desk::of(world).await;
        let (member, secretariat, nobody) = (desk.member.clone(), desk.secretariat.clone(), desk.nobody());
        let nothing = desk.get("/papers/AAAA", None).await;
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
        for (visibility, for_member) in [("MEMBERS", true), ("SECRETARIAT", false)] {
            let id = desk.add(visibility.as_bytes(), json!({ "visibility": visibility })).await;
            let plain = format!("/papers/{id}");
            for (who, token, sees) in [
                ("anonymous", None, false),
                ("nobody", Some(&nobody), false),
                ("member", Some(&member), for_member),
                ("secretariat", Some(&secretariat), true),
            ] {
                let answer = desk.get(&plain, token.map(String::as_str)).await;
                assert_eq!(nowhere(&answer, &nothing), !sees, "{who} {visibility}");
                assert_eq!(answer.status == StatusCode::OK, sees, "{who} {visibility}");
            }
            assert_eq!(desk.url(None, "council", &id).await, None);
            assert_eq!(desk.url(Some(&member), "member", &id).await.is_some(), for_member, "{visibility}");
            let link = desk.url(Some(&secretariat), "secretariat", &id).await.unwrap();
            let answer = desk.get(&link, None).await;
            assert_eq!((answer.status, &answer.body[..]), (StatusCode::OK, visibility.as_bytes()));
            assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
            // A link is for one paper, and for a while.
            let other = desk.add(format!("{visibility} 2").as_bytes(), json!({ "visibility": visibility })).await;
            assert!(nowhere(&desk.get(&link.replace(&id, &other), None).await, &nothing), "{visibility}");
            assert!(nowhere(&desk.get(&format!("{link}A"), None).await, &nothing), "{visibility}");
            desk.advance(TimeDelta::seconds(15 * 60 + 1));
            assert!(nowhere(&desk.get(&link, None).await, &nothing), "{visibility}");
        }
        for path in ["/papers/..%2F..%2Fmandat.toml", "/papers/%2e%2e", "/papers/upload", "/papers/"] {
            assert_eq!(desk.get(path, Some(&secretariat)).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    /// An embargo ends by the clock, without anybody doing anything; until then the paper is the secretariat's.
    async fn an_embargo_ends_by_the_clock(world) {
        let desk = Desk::of(world).await;
        let seq = public_revision(&desk).await;
        let id = desk.add(b"held back", json!({ "embargoUntil": "2026-03-12T09:05:00Z" })).await;
        assert_eq!(public_revision(&desk).await, seq, "nobody learns of an embargo before it ends");
        let (plain, member) = (format!("/papers/{id}"), desk.member.clone());
        let for_member = desk.url(Some(&member), "member", &id).await;
        assert_eq!((for_member, desk.url(None, "council", &id).await), (None, None));
        let link = desk.url(Some(&desk.secretariat), "secretariat", &id).await.unwrap();
        assert_eq!(desk.get(&link, None).await.status, StatusCode::OK);
        desk.advance(TimeDelta::seconds(299));
        assert_eq!(desk.get(&plain, None).await.status, StatusCode::NOT_FOUND);
        assert_eq!(desk.get(&plain, Some(&member)).await.status, StatusCode::NOT_FOUND);
        desk.advance(TimeDelta::seconds(1));
        assert_eq!(desk.get(&plain, None).await.body, "held back");
        assert_eq!(desk.url(None, "council", &id).await, Some(plain));
    }

    /// A member whose term ends at midnight fetches nothing after midnight, not even over a link of the day before.
    async fn a_term_that_ended_ends_a_link(world) {
        let desk = Desk::of(world).await;
        let id = desk.add(b"for members", json!({ "visibility": "MEMBERS" })).await;
        let council = desk.world.council(COUNCIL).await;
        let membership = council.in_office(world::today()).find(|held| held.role == Role::Member).unwrap().id;
        let on = world::today() + chrono::Days::new(1);
        desk.world.act(&desk.secretariat_caller().await, EndMembership {
            council: council.head.id, membership, on, ground: None, reason: None,
        }).await;
        // 23:55 in Oslo.
        desk.advance(TimeDelta::minutes(13 * 60 + 55));
        let link = desk.url(Some(&desk.member), "member", &id).await.unwrap();
        assert_eq!(desk.get(&link, None).await.body, "for members");
        desk.advance(TimeDelta::minutes(5));
        assert_eq!(desk.get(&link, None).await.status, StatusCode::NOT_FOUND);
    }

    /// What was withdrawn is the secretariat's alone, and its address answers like one that never was.
    async fn a_withdrawn_paper_is_gone_but_for_the_secretariat(world) {
        let desk = Desk::of(world).await;
        let id = desk.add(b"a slip", json!({})).await;
        let (plain, nothing) = (format!("/papers/{id}"), desk.get("/papers/AAAA", None).await);
        assert_eq!(desk.get(&plain, None).await.status, StatusCode::OK);
        let withdrawn = desk.done(WITHDRAW, json!({ "paper": id })).await;
        assert_eq!(withdrawn["userErrors"], json!([]));
        assert_eq!(withdrawn["paper"]["withdrawnAt"], "2026-03-12T09:00:00Z");
        assert!(nowhere(&desk.get(&plain, None).await, &nothing));
        assert!(nowhere(&desk.get(&plain, Some(&desk.member)).await, &nothing));
        assert_eq!(desk.get(&plain, Some(&desk.secretariat)).await.header(header::CACHE_CONTROL), "no-store");
        let again = desk.done(WITHDRAW, json!({ "paper": id })).await;
        assert_eq!(again["userErrors"], json!([{ "code": "CONFLICT", "field": "paper" }]));
        assert_eq!(desk.files().await.len(), 1, "the bytes stay");
    }

    /// What everybody could see stays for everybody; what nobody could is opened.
    async fn a_paper_is_opened_and_stays_open(world) {
        let desk = Desk::of(world).await;
        let id = desk.add(b"for members", json!({ "visibility": "MEMBERS" })).await;
        let before = public_revision(&desk).await;
        let opened = desk.done(EDIT, json!({ "paper": id, "visibility": "PUBLIC" })).await;
        assert_eq!((opened["userErrors"].clone(), opened["paper"]["visibility"].clone()), (json!([]), json!("PUBLIC")));
        assert!(public_revision(&desk).await > before);
        for (change, field) in [
            (json!({ "paper": id, "visibility": "MEMBERS" }), "visibility"),
            (json!({ "paper": id, "embargoUntil": "2026-04-01T00:00:00Z" }), "embargoUntil"),
        ] {
            let refused = desk.done(EDIT, change).await;
            assert_eq!(refused["userErrors"], json!([{ "code": "CONFLICT", "field": field }]));
        }
    }

    /// A new version takes the place of the former one, for those who see it.
    async fn versions_follow_one_another(world) {
        let desk = Desk::of(world).await;
        let first = desk.add(b"one", json!({})).await;
        let next = json!({ "case": null, "replaces": first, "visibility": "MEMBERS" });
        let second = desk.add(b"two", next).await;
        let papers = "papers { id version versions { id version } }";
        let document = format!("{{ member(council: \"{COUNCIL}\") {{ cases {{ nodes {{ {papers} }} }} }} }}");
        let answer = desk.ask(Some(&desk.member), &document, json!({})).await;
        let cases = answer["data"]["member"]["cases"]["nodes"].as_array().unwrap();
        let shown: Vec<&Value> = cases.iter().flat_map(|case| case["papers"].as_array().unwrap()).collect();
        let is = |paper: &Value| paper["id"] == second.as_str() || paper["id"] == first.as_str();
        let shown: Vec<&&Value> = shown.iter().filter(|paper| is(paper)).collect();
        assert_eq!(shown, [&&json!({ "id": second, "version": 2, "versions": [{ "id": first, "version": 1 }] })]);
        let document = format!("{{ node(id: \"{first}\") {{ ... on Paper {{ version versions {{ id }} }} }} }}");
        let answer = desk.ask(None, &document, json!({})).await;
        assert_eq!(answer["data"]["node"], json!({ "version": 1, "versions": [] }), "{answer}");
    }

    /// Bytes of restricted papers, their names and their titles stand in no answer to those who may not see them.
    async fn a_restricted_paper_leaks_nowhere(world) {
        let desk = Desk::of(world).await;
        let canary = "kanarifugl";
        let other = json!({ "visibility": "SECRETARIAT", "title": { "nb": canary }, "fileName": "kanarifugl.txt" });
        let document = "{ council(slug: \"strategiradet\") { revision meetings { nodes { papers { id } minutes { id } agenda {
            papers { id title } } } } cases { totalCount nodes { papers { id title fileName } } } }
            search(text: \"kanarifugl\") { totalCount nodes { id } } }";
        let room = "{ member(council: \"strategiradet\") { meetings { nodes { papers { id title } minutes { id } agenda {
            papers { id title } } } } cases { totalCount nodes { papers { id title fileName } } } } }";
        let before = desk.ask(None, document, json!({})).await;
        let in_room = desk.ask(Some(&desk.member), room, json!({})).await;
        assert!(before.get("errors").is_none() && in_room.get("errors").is_none(), "{before} {in_room}");
        let id = desk.add(canary.as_bytes(), other).await;
        assert_eq!(desk.ask(None, document, json!({})).await, before);
        assert_eq!(desk.ask(Some(&desk.member), room, json!({})).await, in_room);
        let node = format!("{{ node(id: \"{id}\") {{ id }} }}");
        for token in [None, Some(desk.member.as_str())] {
            assert_eq!(desk.ask(token, &node, json!({})).await["data"], json!({ "node": null }));
        }
        for (document, field) in [(EDIT, "editPaper"), (WITHDRAW, "withdrawPaper")] {
            for id in [id.as_str(), "x"] {
                let refused = desk.ask(Some(&desk.member), document, json!({ "input": { "paper": id } })).await;
                let text = refused.to_string();
                assert!(!text.contains(canary) && refused["data"][field]["paper"].is_null(), "{text}");
            }
        }
        assert!(!desk.get(&format!("/papers/{id}"), Some(&desk.member)).await.body.windows(5).any(|part| part == b"kanar"));
    }
}

async fn public_revision(desk: &Desk) -> i64 {
    desk.world.store.current().await.unwrap().public_revision
}

impl Desk {
    /// The secretariat, for acts that no mutation is needed for.
    async fn secretariat_caller(&self) -> Caller {
        let persona = crate::persona::Persona { token: Some(self.secretariat.clone()) };
        self.world.caller(&persona).await
    }
}
