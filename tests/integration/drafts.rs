//! A council that is being set up does not exist for the public, whichever way it asks.

use async_graphql::ID;
use mandat::{
    access::caller::Caller,
    acts::{authority::grant::GrantAuthority, person::create::CreatePerson},
    domain::{
        council::{Council, CouncilStatus},
        id::PersonId,
        mandate::clause::actor::Actor,
        people::Grant,
        register::{self, NewSuccession, NewVisibility, PlaceInFamily},
        text::Text,
    },
    graphql::global_id::GlobalId,
};
use serde_json::{Value, json};
use std::sync::Arc;

use crate::{
    documents::CORRECT_MEMBERSHIP,
    on_both,
    world::{World, today},
};

/// The name of the draft; nothing that the public is told may contain it.
const SECRET: &str = "hemmelig";

/// A draft with a mandate that names strategiradet: in its family, for the same owner, with its predecessor, and with
/// clauses that make it somebody's secretariat and adopter.
async fn with_draft(world: &World) -> Arc<Council> {
    world.found().await;
    let text = include_str!("../../templates/councils/strategiradet.toml");
    let mut input: register::RegisterCouncil = toml::from_str(text).unwrap();
    input.slug = SECRET.into();
    input.name = Text::nb_en(SECRET, SECRET);
    input.visibility = NewVisibility::Draft;
    input.family = Some(PlaceInFamily {
        slug: "nasjonal-radsmodell-digitalisering".into(),
        name: None,
        purpose: None,
        tier: Some(4),
    });
    input.successions = vec![
        NewSuccession {
            predecessor: Actor::council("strategiradet"),
            successor: Actor::council(SECRET),
            on: None,
            source: None,
        },
        NewSuccession {
            predecessor: Actor::council(SECRET),
            successor: Actor::council("fagradet"),
            on: None,
            source: None,
        },
    ];
    world.register(input).await.unwrap();
    let council = world.council(SECRET).await;
    assert_eq!(council.head.visibility, CouncilStatus::Draft);
    council
}

async fn says_nothing(world: &World, document: &str, variables: Value) -> Value {
    let answer = world.ask(document, variables).await;
    assert!(!answer.to_string().contains(SECRET), "{document}: {answer}");
    answer
}

on_both! {
    async fn no_list_count_or_relation_tells_of_a_draft(world) {
        with_draft(&world).await;
        let answer = says_nothing(
            &world,
            "{ council(slug: \"hemmelig\") { id } register { councilCount }
               councils { totalCount nodes { slug predecessors { slug } successors { slug } mandateAdopter { slug } } }
               search(text: \"hemmelig\") { totalCount }
               statistics(measures: [COUNCILS, SEATS], by: [COUNCIL]) { rows { keys values } }
               families { nodes { councils { slug } } }
               organisation(slug: \"helsedirektoratet\") { councils { totalCount nodes { slug } } claims { council { slug } } } }",
            json!({}),
        )
        .await;
        assert_eq!(answer["council"], Value::Null);
        assert_eq!(answer["register"]["councilCount"], 4);
        assert_eq!(answer["councils"]["totalCount"], 4);
        assert_eq!(answer["search"]["totalCount"], 0);
        assert_eq!(answer["organisation"]["councils"]["totalCount"], 3);
    }

    async fn filters_and_cursors_do_not_reach_a_draft(world) {
        with_draft(&world).await;
        for filter in ["{ tier: 4 }", "{ status: DRAFT }", "{ text: \"hemmelig\" }", "{ not: { status: PUBLIC } }"] {
            let document = format!(
                "{{ councils(filter: {filter}) {{ totalCount }} statistics(measures: [COUNCILS], filter: {filter}) {{ rows {{ values }} }} }}"
            );
            let answer = says_nothing(&world, &document, json!({})).await;
            assert_eq!(answer["councils"]["totalCount"], 0, "{filter}");
            assert_eq!(answer["statistics"]["rows"], json!([{ "values": [0] }]), "{filter}");
        }
    }

    async fn no_id_of_a_draft_leads_anywhere(world) {
        let council = with_draft(&world).await;
        let id = council.head.id;
        let mandate = &council.mandates[0];
        let ids: Vec<ID> = vec![
            GlobalId::Council(id).encode(),
            GlobalId::Mandate(id, mandate.id).encode(),
            GlobalId::Clause(id, mandate.clauses[0].id).encode(),
            GlobalId::SeatGroup(id, council.groups[0].id).encode(),
            GlobalId::Seat(id, council.seats[0].id).encode(),
            GlobalId::Claim(id, council.claims[0].id).encode(),
        ];
        let nothing: Vec<Value> = ids.iter().map(|_| Value::Null).collect();
        let document = "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }";
        let answer = says_nothing(&world, document, json!({ "ids": ids })).await;
        assert_eq!(answer["nodes"], json!(nothing));
        let document = "query($id: ID) { council(id: $id) { id } }";
        assert_eq!(world.ask(document, json!({ "id": ids[0] })).await["council"], Value::Null);
        // A tenant's object under another council's name is not found either.
        let public = world.store.current().await.unwrap().directory.council_by_slug("strategiradet").unwrap().id;
        let crossed = GlobalId::Seat(public, council.seats[0].id).encode();
        let answer = world.ask("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", json!({ "ids": [crossed] })).await;
        assert_eq!(answer["nodes"], json!([null]));
    }

    /// A person whom only a draft knows is nobody for others, who would learn the name by appointing.
    async fn a_person_of_a_draft_is_not_there_for_others(world) {
        let draft = with_draft(&world).await;
        world.people("strategiradet").await;
        let register = Caller::console();
        let hidden = CreatePerson { council: draft.head.id, name: "Skjult Person".to_owned(), email: None, phone: None };
        let hidden = world.act(&register, hidden).await.person;
        let staff = world.secretariat("strategiradet").await;
        let council = world.council("strategiradet").await;
        let membership = council.in_office(today()).next().unwrap();
        let correct = |person: PersonId| {
            let membership = GlobalId::Membership(council.head.id, membership.id).encode();
            let person = GlobalId::Person(person).encode();
            json!({ "membership": membership, "person": person, "reason": "Feil person", "dryRun": true })
        };
        let unknown = world.payload(&staff, CORRECT_MEMBERSHIP, correct(PersonId(uuid::Uuid::from_u128(7)))).await;
        let refused = world.payload(&staff, CORRECT_MEMBERSHIP, correct(hidden)).await;
        assert_eq!((&refused, &refused["userErrors"][0]["code"]), (&unknown, &json!("NOT_FOUND")));
        // Whoever is of the secretariat of both may.
        let own = world.caller(&staff).await.account_id().unwrap();
        let grant = Grant::Secretariat(draft.head.id);
        world.act(&register, GrantAuthority { account: own, grant, from: None, until: None }).await;
        let done = world.payload(&staff, CORRECT_MEMBERSHIP, correct(hidden)).await;
        assert_eq!(done["userErrors"], json!([]), "{done}");
    }
}
