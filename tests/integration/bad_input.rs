//! What is wrong is refused with a code, the path of the field and what would be right; nothing is written.

use async_graphql::ID;
use mandat::{
    domain::id::{CouncilId, SeatId},
    graphql::global_id::GlobalId,
    store::Store,
};
use sea_orm::{ConnectionTrait, Database};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    agency::{council, template},
    documents::{
        ADOPT_MANDATE, APPOINT, CREATE_ORGANISATION, CREATE_PERSON, DISSOLVE_COUNCIL, END_MEMBERSHIP, PUBLISH_TEMPLATE,
        REGISTER_COUNCIL, RENAME_COUNCIL,
    },
    on_both,
    persona::Persona,
    world::{World, config, settings},
};

/// An invented number of a kind that is given to nobody: the month of birth is raised by 80.
const IDENTITY_NUMBER: &str = "15819050160";

/// A mutation that is to be refused: what is wrong with it, the document, and the input.
type Case = (&'static str, &'static str, Value);

on_both! {
    /// Every case is refused as reviewed, whatever the database, and leaves no trace.
    async fn what_is_wrong_is_told_and_not_written(world) {
        world.found().await;
        let agency = world.agency_with_council().await;
        let cases = [registrations(), others(), roster(&world, &agency).await].concat();
        let before = world.seq().await;
        let mut told = String::new();
        for (what, document, input) in cases {
            let document = document.replace("message clause", "message nb: message(lang: NB) clause");
            let payload = world.payload(&agency, &document, input).await;
            told.push_str(what);
            told.push('\n');
            let refused = payload["userErrors"].as_array().unwrap();
            assert!(!refused.is_empty(), "{what}: {payload}");
            for error in refused {
                let word = |name: &str| error[name].as_str().unwrap_or("-").to_owned();
                let (code, field, message) = (word("code"), word("field"), word("message"));
                told.extend(["  ", &code, " at ", &field, ": ", &message, "\n", "    nb: ", &word("nb"), "\n"]);
            }
            let node = payload.as_object().unwrap().iter().find(|(name, _)| {
                !["dryRun", "warnings", "userErrors"].contains(&name.as_str())
            });
            assert_eq!(node.unwrap().1, &Value::Null, "{what}");
            assert_eq!(world.seq().await, before, "{what}");
        }
        // Who was refused may know the number; nobody else reads it here.
        assert!(!told.contains(IDENTITY_NUMBER), "{told}");
        insta::assert_snapshot!("refusals", told);
    }

    /// The language that a request asks for is that of every word about what is wrong with it; English where it asks for
    /// none that there is.
    async fn errors_are_in_the_language_of_the_request(world) {
        world.found().await;
        let agency = world.agency_with_council().await;
        let told = async |document: &str, input: &Value, languages: &str| {
            let variables = json!({ "input": input });
            let answer = world.send_in(languages, &agency, document, variables).await;
            let refused = answer["data"].as_object().and_then(|data| data.values().next()?["userErrors"].get(0));
            refused.unwrap_or(&answer["errors"][0])["message"].as_str().unwrap().to_owned()
        };
        let taken = json!({ "council": "arkivradet", "slug": "fagradet" });
        let [nb, en] = ["fagradet er eller var i bruk", "fagradet is in use, or was"];
        let cases = [("nb", nb), ("nn-NO", nb), ("se, en;q=0.5", nb), ("en-GB, nb;q=0.9", en), ("fr", en)];
        for (languages, begins) in cases {
            let told = told(RENAME_COUNCIL, &taken, languages).await;
            assert!(told.starts_with(begins), "{languages}: {told}");
        }
        let mut day = council("et-rad");
        day["mandate"]["validFrom"] = json!("2026-02-30");
        let read = told(REGISTER_COUNCIL, &day, "nb").await;
        let place = "Ugyldig verdi for argumentet «input.mandate.validFrom», typen «Date» trengs: en dato som 2020-01-02 trengs";
        assert_eq!(read, place);
        assert!(told(REGISTER_COUNCIL, &day, "en").await.contains("a date such as 2020-01-02 is needed"));
        let page = "{ councils(first: 1, last: 1) { totalCount } }";
        assert_eq!(told(page, &json!(null), "nb").await, "Si first eller last, ikke begge.");
    }

    /// What does not fit the schema is refused before anything runs.
    async fn a_value_that_cannot_be_is_refused_before_anything_runs(world) {
        world.found().await;
        let agency = world.agency_with_council().await;
        let before = world.seq().await;
        let mut unknown = council("et-rad");
        unknown["clauses"][0]["provision"] = json!({ "meeting": {} });
        let mut two = council("et-rad");
        two["clauses"][0]["provision"]["term"] = json!({ "length": "P4Y" });
        let mut day = council("et-rad");
        day["mandate"]["validFrom"] = json!("2026-02-30");
        for input in [unknown, two, day] {
            let answer = world.send(&agency, REGISTER_COUNCIL, json!({ "input": input }), None).await;
            assert_eq!(answer["errors"].as_array().map(Vec::len), Some(1), "{answer}");
            assert_eq!(answer["data"], Value::Null);
        }
        assert_eq!(world.seq().await, before);
    }

    /// A database that a newer program has written is left as it is.
    async fn a_newer_database_is_not_opened(world) {
        let url = world.config.database_url.expose();
        let database = Database::connect(url).await.unwrap();
        let step = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_of_tomorrow', 0)";
        database.execute_unprepared(step).await.unwrap();
        let refused = Store::open(&settings(&world.config)).await.unwrap_err().to_string();
        for part in ["newer version of Mandat", "m9999_of_tomorrow", "Use that version, or restore a backup"] {
            assert!(refused.contains(part), "{refused}");
        }
    }
}

/// A file that is no database, or not a whole one, is named, with what to do.
#[tokio::test]
async fn a_corrupt_sqlite_file_is_not_opened() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("test.sqlite");
    let config = config(&format!("sqlite://{}?mode=rwc", path.display()), &folder);
    drop(Store::open(&settings(&config)).await.unwrap());
    let whole = std::fs::read(&path).unwrap();
    let mut torn = whole[..4096].to_vec();
    torn[100..].fill(0xA5);
    for wrong in [b"This is a letter, and no database.\n".repeat(200), torn] {
        for ending in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", path.display()));
        }
        std::fs::write(&path, &wrong).unwrap();
        let refused = Store::open(&settings(&config)).await.unwrap_err().to_string();
        assert!(refused.contains("test.sqlite"), "{refused}");
        assert!(refused.contains("Restore a backup, or name another file in MANDAT_DATABASE_URL"), "{refused}");
        assert_eq!(std::fs::read(&path).unwrap(), wrong, "the file was changed");
    }
}

fn registrations() -> Vec<Case> {
    let registering = |what, change: &dyn Fn(&mut Value)| {
        let mut input = council("et-rad");
        change(&mut input);
        (what, REGISTER_COUNCIL, input)
    };
    vec![
        registering("A council whose organisation has a wrong number", &|input| {
            input["organisations"] = json!([{ "slug": "ny", "name": { "nb": "Ny" }, "number": "123456789" }]);
        }),
        registering("A council from a template with a missing open parameter", &|input| {
            input["arguments"] = json!([{ "key": "members", "value": { "number": 3 } }]);
        }),
        registering("A council that fills a parameter that the template does not have", &|input| {
            input["arguments"].as_array_mut().unwrap().push(json!({ "key": "size", "value": { "number": 3 } }));
        }),
        registering("A council that fills a parameter with what does not fit", &|input| {
            input["arguments"][0]["value"] = json!({ "text": "many" });
        }),
        registering("A council that omits an unknown clause key", &|input| input["omit"] = json!(["term", "terms"])),
        registering("A council from an unknown template", &|input| input["template"]["slug"] = json!("ukjent")),
        registering("A council from an unknown version", &|input| input["template"]["version"] = json!(7)),
        registering("A council whose period ends before it starts", &|input| {
            input["mandate"]["validTo"] = json!("2026-01-31");
        }),
        registering("A council whose clauses have one key twice", &|input| {
            let clause = input["clauses"][0].clone();
            input["clauses"].as_array_mut().unwrap().push(clause);
        }),
        registering("A council that names an unknown code and an unknown organisation", &|input| {
            input["clauses"][1]["provision"]["seats"]["group"]["for"] = json!({ "sector": { "sector": "magic" } });
            input["mandate"]["adoptedBy"]["organisation"]["slug"] = json!("ukjent");
        }),
        registering("A council with a national identity number in its name", &|input| {
            input["name"]["nb"] = json!(format!("Rådet til {IDENTITY_NUMBER}"));
        }),
        registering("A council with the slug of another", &|input| input["slug"] = json!("strategiradet")),
        registering("A council with a slug that is none", &|input| input["slug"] = json!("Et råd")),
        registering("A council with a key that is too long", &|input| input["idempotencyKey"] = json!("k".repeat(201))),
    ]
}

fn others() -> Vec<Case> {
    let mut skipping = template();
    skipping["version"] = json!(3);
    let mut placeless = template();
    placeless["version"] = json!(2);
    placeless["parameters"][0]["places"] = json!(["experts.provision.seats.group.number", "nobody.modality"]);
    let late = json!({ "adoptedOn": "2026-03-01", "validFrom": "2026-03-01", "validTo": "2026-03-01",
        "adoptedBy": { "organisation": { "slug": "arkivtilsynet" } } });
    let clause =
        json!({ "key": "purpose", "wording": { "nb": "Råd." }, "provision": { "statement": { "topic": "PURPOSE" } } });
    vec![
        (
            "An organisation with a wrong number",
            CREATE_ORGANISATION,
            json!({ "slug": "ny", "name": { "nb": "Ny" }, "number": "123456789" }),
        ),
        (
            "An organisation with a number that is too short",
            CREATE_ORGANISATION,
            json!({ "slug": "ny", "name": { "nb": "Ny" }, "number": "12345678" }),
        ),
        (
            "An organisation with a slug that is taken",
            CREATE_ORGANISATION,
            json!({ "slug": "arkivtilsynet", "name": { "nb": "Ny" } }),
        ),
        ("A version that skips one", PUBLISH_TEMPLATE, skipping),
        ("A version that is published already", PUBLISH_TEMPLATE, template()),
        ("A parameter that fills places that are not there", PUBLISH_TEMPLATE, placeless),
        (
            "A mandate that ends on the day it begins",
            ADOPT_MANDATE,
            json!({ "council": "arkivradet", "clauses": [clause], "mandate": late }),
        ),
        (
            "A mandate of a council that is not there",
            ADOPT_MANDATE,
            json!({ "council": "ukjent", "clauses": [clause], "mandate": { "draft": true } }),
        ),
        (
            "A person with a national identity number in the name",
            CREATE_PERSON,
            json!({ "council": "arkivradet", "name": format!("Ola {IDENTITY_NUMBER}") }),
        ),
        (
            "A person with a national identity number in two parts",
            CREATE_PERSON,
            json!({ "council": "arkivradet", "name": format!("Ola {} {}", &IDENTITY_NUMBER[..6], &IDENTITY_NUMBER[6..]) }),
        ),
        (
            "A person with a mistyped national identity number in the name",
            CREATE_PERSON,
            json!({ "council": "arkivradet", "name": "Ola 12345678901" }),
        ),
        ("A person without a name", CREATE_PERSON, json!({ "council": "arkivradet", "name": " " })),
        (
            "A name with a national identity number",
            RENAME_COUNCIL,
            json!({ "council": "arkivradet", "name": { "en": IDENTITY_NUMBER } }),
        ),
        ("A slug that another council has", RENAME_COUNCIL, json!({ "council": "arkivradet", "slug": "fagradet" })),
        (
            "A successor that is not there",
            DISSOLVE_COUNCIL,
            json!({ "council": "arkivradet", "on": "2026-04-01", "successor": { "council": { "slug": "ukjent" } } }),
        ),
    ]
}

async fn roster(world: &World, agency: &Persona) -> Vec<Case> {
    let (ada, bo) = (world.person(agency, "Ada Arkivar").await, world.person(agency, "Bo Bevarer").await);
    let seats = world.seats("experts").await;
    let membership = world.appointed(agency, &seats[0], &ada).await;
    let elsewhere = world.council("strategiradet").await;
    let mine = world.council_id("arkivradet").await;
    let crossed = seat_id(mine, elsewhere.seats[0].id);
    let own = GlobalId::decode(&ID(seats[1].as_str().unwrap().to_owned()));
    let Some(GlobalId::Seat(_, own)) = own else { panic!("{own:?}") };
    let crossed_back = seat_id(elsewhere.head.id, own);
    let appointing = |what, change: Value| {
        let mut input = json!({ "seat": seats[1], "person": bo, "start": "2026-03-12" });
        input.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        (what, APPOINT, input)
    };
    vec![
        appointing("A second holder of a seat", json!({ "seat": seats[0], "expectedEnd": "2027-01-01" })),
        appointing(
            "A second holder who starts before the first ends",
            json!({ "seat": seats[0], "start": "2026-12-31" }),
        ),
        appointing("A seat of another council under this council's name", json!({ "seat": crossed })),
        appointing("A seat of this council under another council's name", json!({ "seat": crossed_back })),
        appointing("A seat that is none", json!({ "seat": "x" })),
        appointing("A seat and a group at once", json!({ "council": "arkivradet", "group": "experts" })),
        appointing("A membership that ends before it starts", json!({ "expectedEnd": "2026-03-11" })),
        appointing("A membership that ends on the day it starts", json!({ "expectedEnd": "2026-03-12" })),
        appointing("A membership from before the mandate", json!({ "start": "2026-01-01" })),
        appointing("A decision of tomorrow", json!({ "decidedOn": "2026-03-13" })),
        appointing("A person who is not there", json!({ "person": membership })),
        appointing(
            "A decision of somebody who does not appoint",
            json!({ "decidedBy": { "organisation": { "slug": "ks" } } }),
        ),
        appointing("A revision that the council does not have", json!({ "expectedRevision": 99 })),
        ("An end before the start", END_MEMBERSHIP, json!({ "membership": membership, "on": "2026-02-28" })),
        ("An end of what is no membership", END_MEMBERSHIP, json!({ "membership": ada, "on": "2026-03-28" })),
    ]
}

fn seat_id(council: CouncilId, seat: SeatId) -> String {
    GlobalId::Seat(council, seat).encode().to_string()
}
