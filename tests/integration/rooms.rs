//! The members' room and the secretariat's desk, as the document for them asks.

use serde_json::{Value, json};

use crate::{
    on_both,
    persona::Persona,
    world::{self, World},
};

const ROOMS: &str = include_str!("../queries/rooms.graphql");
const COUNCIL: &str = "strategiradet";

on_both! {
    /// Anonymous: only the first answers. A member: the first and second. The secretariat: first and third.
    async fn each_door_admits_its_own_and_says_why_not(world) {
        world.people(COUNCIL).await;
        let member = world.member(COUNCIL).await;
        let secretariat = world.secretariat(COUNCIL).await;
        let elsewhere = world.secretariat("helseomsorg21-radet").await;
        let (anonymous, nobody) = (Persona::anonymous(), world.nobody());
        let (appointer, operator) = (world.appointer("ks").await, world.operator().await);
        let open: Result<(), &str> = Ok(());
        for (who, persona, as_member, as_secretariat) in [
            ("anonymous", &anonymous, Err("UNAUTHENTICATED"), Err("UNAUTHENTICATED")),
            ("nobody", &nobody, Err("FORBIDDEN"), Err("FORBIDDEN")),
            ("member", &member, open, Err("FORBIDDEN")),
            ("secretariat", &secretariat, Err("FORBIDDEN"), open),
            ("secretariat of another council", &elsewhere, Err("FORBIDDEN"), Err("FORBIDDEN")),
            ("appointer", &appointer, Err("FORBIDDEN"), Err("FORBIDDEN")),
            ("operator", &operator, Err("FORBIDDEN"), Err("FORBIDDEN")),
        ] {
            assert_eq!(knock(&world, persona, "Public", "council", COUNCIL).await, open.map_err(str::to_owned), "{who}");
            for (operation, field, right) in [("Member", "member", as_member), ("Secretariat", "secretariat", as_secretariat)] {
                let found = knock(&world, persona, operation, field, COUNCIL).await;
                assert_eq!(found, right.map_err(str::to_owned), "{who} at {operation}");
            }
        }
    }

    /// Where there is no council there is no door, whoever knocks.
    async fn an_unknown_council_has_no_doors(world) {
        world.people(COUNCIL).await;
        for persona in [Persona::anonymous(), world.nobody(), world.secretariat(COUNCIL).await, world.operator().await] {
            for (operation, field) in [("Public", "council"), ("Member", "member"), ("Secretariat", "secretariat")] {
                let answer = world.send(&persona, ROOMS, json!({ "slug": "ingen" }), Some(operation)).await;
                assert!(answer.get("errors").is_none(), "{answer}");
                assert_eq!(answer["data"], json!({ field: null }));
            }
        }
    }

    /// A member sees who they are, with whom they sit, and the work of the council.
    async fn the_room_of_a_member_is_filled(world) {
        world.people(COUNCIL).await;
        let member = world.member(COUNCIL).await;
        let answer = world.send(&member, ROOMS, json!({ "slug": COUNCIL }), Some("Member")).await;
        let room = &answer["data"]["member"];
        assert_eq!(room["council"]["slug"], COUNCIL);
        assert_eq!(room["me"]["role"], "MEMBER");
        assert!(room["me"]["seat"]["seatGroup"]["label"].is_string());
        assert!(room["me"]["start"].as_str().unwrap() <= "2026-03-12");
        let council = world.council(COUNCIL).await;
        let others = council.in_office(world::today()).count() - 1;
        let colleagues = room["colleagues"].as_array().unwrap();
        assert_eq!(colleagues.len(), others);
        assert!(colleagues.iter().all(|one| one["person"]["name"].is_string()));
        assert!(room["meetings"]["nodes"].is_array() && room["cases"]["nodes"].is_array());
    }

    /// The desk tells what the secretariat has to see to.
    async fn the_desk_of_the_secretariat_is_filled(world) {
        world.people(COUNCIL).await;
        let secretariat = world.secretariat(COUNCIL).await;
        let answer = world.send(&secretariat, ROOMS, json!({ "slug": COUNCIL }), Some("Secretariat")).await;
        let desk = &answer["data"]["secretariat"];
        assert_eq!(desk["drafts"], json!([]));
        let council = world.council(COUNCIL).await;
        let page = "{ council(slug: \"strategiradet\") { vacantSeatCount } }";
        let vacant = world.ask(page, json!({})).await["council"]["vacantSeatCount"].as_u64();
        let vacancies = desk["vacancies"].as_array().unwrap();
        assert_eq!(u64::try_from(vacancies.len()).ok(), vacant);
        assert!(vacancies.iter().all(|one| one["seatGroup"]["label"].is_string()));
        let contacts = desk["contacts"].as_array().unwrap();
        assert!(!contacts.is_empty() && contacts.len() <= council.persons.len());
        let log = desk["auditLog"]["nodes"].as_array().unwrap();
        let acts: Vec<&Value> = log.iter().map(|entry| &entry["act"]).collect();
        assert!(acts.contains(&&json!("grantAuthority")) && acts.contains(&&json!("registerCouncil")), "{acts:?}");
        assert!(log.iter().all(|entry| entry["at"] == "2026-03-12T09:00:00Z" && entry["summary"] != ""), "{log:?}");
    }
}

/// Whether the door opened, or the code with which it stayed shut.
async fn knock(world: &World, persona: &Persona, operation: &str, field: &str, slug: &str) -> Result<(), String> {
    let answer = world.send(persona, ROOMS, json!({ "slug": slug }), Some(operation)).await;
    let Some(errors) = answer["errors"].as_array() else {
        assert!(answer["data"][field].is_object(), "{answer}");
        return Ok(());
    };
    assert_eq!((errors.len(), &errors[0]["path"]), (1, &json!([field])), "{answer}");
    assert_eq!(answer["data"], json!({ field: null }));
    Err(errors[0]["extensions"]["code"].as_str().unwrap().to_owned())
}
