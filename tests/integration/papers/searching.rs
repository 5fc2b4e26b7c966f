//! Looking for words in papers: what is not seen is not found, not counted, not told by a cursor.

use std::sync::Arc;

use async_graphql::{EmptyMutation, EmptySubscription, Object, Schema};
use mandat::{
    access::{caller::Caller, door},
    domain::{council::Council, search::Question},
    graphql::{
        error::Result,
        opening::Opening,
        paging::{Connection, List, Page},
        public::view::View,
        session::{Scope, Session},
        work::Paper,
    },
};
use serde_json::{Value, json};

use super::desk::{COUNCIL, Desk};
use crate::{
    on_both,
    persona::Persona,
    world::{now, today},
};

/// Each door as a field.
struct Doors {
    scope: Arc<Scope>,
    council: Arc<Council>,
    caller: Caller,
}

impl Doors {
    async fn found(&self, view: View, text: &str) -> Result<Connection<Paper>> {
        Paper::search(&view, &Page::of(List::Papers, None, None, None, None)?, &Question::of(text).unwrap()).await
    }
}

#[Object]
impl Doors {
    async fn public(&self, text: String) -> Result<Connection<Paper>> {
        let access = door::public(&self.council.head).unwrap();
        self.found(View::through(Arc::clone(&self.scope), access.sight(), Arc::clone(&self.council)), &text).await
    }

    async fn member(&self, text: String) -> Result<Connection<Paper>> {
        let access = door::member(&self.caller, &self.council, today()).unwrap();
        self.found(View::through(Arc::clone(&self.scope), access.sight(), Arc::clone(&self.council)), &text).await
    }

    async fn secretariat(&self, text: String) -> Result<Connection<Paper>> {
        let access = door::secretariat(&self.caller, &self.council.head, today()).unwrap();
        self.found(View::through(Arc::clone(&self.scope), access.sight(), Arc::clone(&self.council)), &text).await
    }
}

/// What is found through a door.
async fn found(desk: &Desk, token: &str, door: &str, text: &str) -> Value {
    let caller = desk.world.caller(&Persona { token: Some(token.to_owned()) }).await;
    let snapshot = desk.world.store.current().await.unwrap();
    let council = desk.world.council(COUNCIL).await;
    let session = Session::new(desk.world.store.clone(), caller.clone(), snapshot, now(), today(), None);
    let doors = Doors { scope: session.scope(None), council, caller };
    let schema = Schema::build(doors, EmptyMutation, EmptySubscription).data(Opening::from(session)).finish();
    let text = Value::from(text);
    let answer = schema.execute(format!("{{ {door}(text: {text}) {{ totalCount nodes {{ id }} }} }}")).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    answer.data.into_json().unwrap()[door].take()
}

on_both! {
    /// Every word counts, in the text or in the title; letters are letters and no patterns.
    async fn words_are_found_by_those_who_see_the_paper(world) {
        let desk = Desk::of(world).await;
        let open = desk.add("Felles TILTAK for 100 % av oss".as_bytes(), json!({})).await;
        let members = desk.add(b"felles tiltak for medlemmer", json!({ "visibility": "MEMBERS" })).await;
        let own = desk.add(b"felles tiltak, utkast", json!({ "visibility": "SECRETARIAT" })).await;
        let held_back = json!({ "embargoUntil": "2026-04-01T00:00:00Z" });
        let later = desk.add(b"felles tiltak senere", held_back).await;
        let ids = |value: &Value| -> Vec<String> {
            let nodes = value["nodes"].as_array().unwrap().iter();
            let mut ids: Vec<String> = nodes.map(|node| node["id"].as_str().unwrap().to_owned()).collect();
            assert_eq!(value["totalCount"], ids.len());
            ids.sort();
            ids
        };
        let sorted = |mut ids: Vec<&String>| -> Vec<String> {
            ids.sort();
            ids.into_iter().cloned().collect()
        };
        let (member, secretariat) = (desk.member.as_str(), desk.secretariat.as_str());
        for (token, door, text, expected) in [
            (member, "public", "tiltak felles", vec![&open]),
            (member, "member", "tiltak felles", vec![&open, &members]),
            (secretariat, "secretariat", "tiltak felles", vec![&open, &members, &own, &later]),
            (member, "member", "utkast", vec![]),
            (secretariat, "secretariat", "utkast", vec![&own]),
            (member, "public", "100 %", vec![&open]),
            (member, "public", "t_ltak", vec![]),
            (member, "public", "", vec![]),
            (member, "member", "\0", vec![]),
            (secretariat, "secretariat", "felles\0tiltak", vec![]),
            (member, "public", "felles noe", vec![]),
            (member, "public", "notat", vec![&open]),
        ] {
            assert_eq!(ids(&found(&desk, token, door, text).await), sorted(expected), "{door} {text}");
        }
    }
}
