//! What the database does to those who take too long, meet, or go away in the middle; and what its schema must not have.

use std::{
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

use futures_util::FutureExt;
use mandat::{
    access::{acting::Acting, caller::Caller},
    acts::founding,
    domain::{directory::Directory, id::CouncilId},
    error::{Refusal, Refusals},
    graphql::global_id::GlobalId,
    store::{
        Store, WriteOptions,
        act::{Act, Decision, Facts, Needs},
    },
};
use migration::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement, TransactionTrait};
use serde_json::json;

use crate::{
    documents::CREATE_PERSON,
    on_both,
    world::{World, now, settings, today},
};

/// The one number that a statement tells.
async fn number(db: &DatabaseConnection, sql: &str) -> i64 {
    let statement = Statement::from_string(db.get_database_backend(), sql.to_owned());
    db.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
}

/// Makes the database do this whenever an act is put into the log.
async fn at_each_act(db: &DatabaseConnection, what: &str) {
    let sql = format!(
        "CREATE FUNCTION hindrance() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {what} RETURN NEW; END $$;
         CREATE TRIGGER hindrance BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION hindrance();"
    );
    db.execute_unprepared(&sql).await.unwrap();
}

/// An act that changes nothing, and thinks for as long as somebody holds it up.
#[derive(Clone, Debug)]
struct Ponder {
    begun: mpsc::Sender<()>,
    held_up: Arc<Mutex<mpsc::Receiver<()>>>,
}

impl Act for Ponder {
    const NAME: &'static str = "ponder";
    type Outcome = ();

    fn needs(&self, _: &Directory) -> Needs {
        Needs::default()
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Acting::operator(facts.caller, facts.today).ok_or_else(Refusal::unauthenticated)
    }

    fn decide(&self, _: &Facts<'_>, _: Acting) -> Result<Decision<()>, Refusals> {
        self.begun.send(()).unwrap();
        // Over when whoever holds it up lets go; meanwhile the thread's other work goes on elsewhere.
        let _ = tokio::task::block_in_place(|| self.held_up.lock().unwrap().recv());
        Err(Vec::new())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_statement_that_takes_too_long_is_ended() {
    let world = World::postgres().await;
    world.found().await;
    let db = world.database().await;
    at_each_act(&db, "PERFORM pg_sleep(60);").await;
    let impatient =
        mandat::store::Settings { statement_timeout: Duration::from_millis(500), ..settings(&world.config) };
    let store = Store::open(&impatient).await.unwrap();
    let before = world.seq().await;
    let refused = write_something(&store).await.unwrap_err();
    assert!(refused.contains("statement timeout"), "{refused}");
    assert_eq!(world.seq().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_transaction_in_which_nothing_happens_is_ended() {
    let world = World::postgres().await;
    world.found().await;
    let db = world.database().await;
    let impatient =
        mandat::store::Settings { statement_timeout: Duration::from_millis(500), ..settings(&world.config) };
    let store = Store::open(&impatient).await.unwrap();
    let (begun, has_begun) = mpsc::channel();
    let (let_go, held_up) = mpsc::channel::<()>();
    let act = Ponder { begun, held_up: Arc::new(Mutex::new(held_up)) };
    let pondering = tokio::spawn({
        let store = store.clone();
        async move { store.write(&Caller::console(), act, now(), today(), WriteOptions::default()).await }
    });
    tokio::task::spawn_blocking(move || has_begun.recv()).await.unwrap().unwrap();
    // Whoever waits for the lock gets it when the database has ended the transaction, and not before.
    db.execute_unprepared("SELECT * FROM register_state FOR UPDATE").await.unwrap();
    drop(let_go);
    assert!(pondering.await.unwrap().is_err(), "its connection is gone");
    write_something(&store).await.unwrap();
}

/// Writes something that everybody may write who runs the command line.
async fn write_something(store: &Store) -> Result<(), String> {
    let directory = store.current().await.map_err(|wrong| wrong.to_string())?.directory;
    let council = directory.council_by_slug("strategiradet").unwrap().id;
    let act = mandat::acts::demo::FillWithInventedPeople { council };
    let done = store.write(&Caller::console(), act, now(), today(), WriteOptions::default()).await;
    match done {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(refusals)) => panic!("{refusals:?}"),
        Err(wrong) => Err(wrong.to_string()),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writes_that_collide_are_tried_three_times() {
    for code in ["40001", "40P01"] {
        let world = World::postgres().await;
        let agency = world.agency_with_council().await;
        let db = world.database().await;
        db.execute_unprepared("CREATE SEQUENCE tries").await.unwrap();
        // In words that nobody knows: the code is what counts. A sequence remembers what was rolled back.
        at_each_act(&db, &format!("PERFORM nextval('tries'); RAISE EXCEPTION 'kollisjon' USING ERRCODE = '{code}';"))
            .await;
        let input = json!({ "council": "arkivradet", "name": "Ada Arkivar" });
        let body = json!({ "query": CREATE_PERSON, "variables": { "input": input } });
        let answer = world.send_body(&agency, &body, &[]).await;
        let [error] = answer["errors"].as_array().unwrap().as_slice() else { panic!("{answer}") };
        assert_eq!(error["extensions"]["code"], "UNAVAILABLE", "{answer}");
        assert!(!answer.to_string().contains("kollisjon"), "{answer}");
        assert_eq!(number(&db, "SELECT last_value FROM tries").await, 3);
        // One that is over before the third time is done, once.
        let passing = "CREATE OR REPLACE FUNCTION hindrance() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
            IF nextval('tries') < 6 THEN RAISE EXCEPTION 'kollisjon' USING ERRCODE = '40001'; END IF; RETURN NEW; END $$";
        db.execute_unprepared(passing).await.unwrap();
        let before = world.seq().await;
        let answer = world.send_body(&agency, &body, &[]).await;
        assert_eq!(answer["errors"], serde_json::Value::Null, "{answer}");
        assert_eq!((number(&db, "SELECT last_value FROM tries").await, world.seq().await), (6, before + 1));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_needs_a_table_that_is_taken_is_told_that_the_register_is_busy() {
    let world = World::postgres().await;
    world.people("strategiradet").await;
    let secretariat = world.secretariat("strategiradet").await;
    let impatient =
        mandat::store::Settings { statement_timeout: Duration::from_millis(500), ..settings(&world.config) };
    let node = world.node_with(impatient).await;
    let room = |field: &str| format!("{{ secretariat(council: \"strategiradet\") {{ {field} }} }}");
    let clashes = room("meetings(first: 100) { nodes { clashes { persons { name } } } }");
    let offer = "mutation($input: OfferPaperInput!) { offerPaper(input: $input) { userErrors { code } } }";
    let council = world.council("strategiradet").await;
    let case = GlobalId::Case(council.head.id, council.work.cases[0].id).encode().to_string();
    let note = json!({ "case": case, "title": { "nb": "Notat" }, "language": "NB", "visibility": "PUBLIC",
        "fileName": "notat.txt", "mediaType": "text/plain", "size": 5 });
    // The values of the councils are at hand, so that nothing else has to be read.
    node.send_well(&secretariat, &clashes, json!({})).await;
    let db = world.database().await;
    for (table, document) in [
        ("paper_text", room("searchPapers(text: \"tiltak\") { totalCount }").as_str()),
        ("membership", &clashes),
        ("link_key", offer),
    ] {
        let taken = db.begin().await.unwrap();
        taken.execute_unprepared(&format!("LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")).await.unwrap();
        let answer = node.send(&secretariat, document, json!({ "input": note }), None).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "UNAVAILABLE", "{table}: {answer}");
        taken.rollback().await.unwrap();
    }
}

/// Waits until so many connections of the pool stand in this state; a condition on `pg_stat_activity`.
async fn until_there_are(db: &DatabaseConnection, count: i64, condition: &str) {
    let sql = format!(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'mandat' \
         AND {condition}"
    );
    while number(db, &sql).await != count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_goes_away_leaves_no_transaction_open() {
    let world = World::postgres().await;
    let agency = world.agency_with_council().await;
    let db = world.database().await;
    let other = world.second_node().await;
    let in_transaction = "xact_start IS NOT NULL";
    // Whoever writes stands in the queue for the register's row, in the middle of a transaction.
    let waiting = "wait_event_type = 'Lock' AND state = 'active'";
    let before = world.seq().await;
    let held = db.begin().await.unwrap();
    held.execute_unprepared("SELECT * FROM register_state FOR UPDATE").await.unwrap();
    for gone in 1..=3_u8 {
        let input = json!({ "council": "arkivradet", "name": format!("Borte {}", char::from(b'A' + gone)) });
        let request = world.payload(&agency, CREATE_PERSON, input);
        let waits = until_there_are(&db, gone.into(), waiting);
        tokio::select! {
            payload = request => panic!("nobody gets the row, and yet: {payload}"),
            () = waits => {}
        }
        // Here the request is dropped, as the server drops that of a client who goes away.
    }
    until_there_are(&db, 3, waiting).await;
    held.rollback().await.unwrap();
    // What was begun is done to its end, though nobody is told.
    until_there_are(&db, 0, waiting).await;
    until_there_are(&db, 0, in_transaction).await;
    assert_eq!(world.seq().await, before + 3);
    assert_eq!(number(&db, "SELECT count(*) FROM person WHERE name LIKE 'Borte %'").await, 3);

    // Given up after so many steps, some of them before and in the opening of the transaction.
    for polls in 1..60 {
        let name = format!("Borte {}", char::from(b'A' + u8::try_from(polls % 26).unwrap()));
        let input = json!({ "council": "arkivradet", "name": name });
        let request = world.payload(&agency, CREATE_PERSON, input);
        let mut request = std::pin::pin!(request);
        for _ in 0..polls {
            if request.as_mut().now_or_never().is_some() {
                break;
            }
            tokio::task::yield_now().await;
        }
    }
    // Everybody who was given up stands before this one in the queue for the register's row.
    let kept = world.done(&agency, CREATE_PERSON, json!({ "council": "arkivradet", "name": "Siste Søker" })).await;
    assert_ne!(kept["person"], serde_json::Value::Null);
    until_there_are(&db, 0, in_transaction).await;
    let seq = world.seq().await;
    assert_eq!(other.seq().await, seq, "what was acknowledged is there for everybody");
    // No turn to write was lost either.
    let writers = (0..17_u8).map(|one| {
        let input = json!({ "council": "arkivradet", "name": format!("Skriver {}", char::from(b'A' + one)) });
        world.done(&agency, CREATE_PERSON, input)
    });
    futures_util::future::join_all(writers).await;
    assert_eq!((world.seq().await, other.seq().await), (seq + 17, seq + 17));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_reads_does_not_wait_for_those_who_write() {
    let world = World::postgres().await;
    world.found().await;
    let db = world.database().await;
    let taken = db.begin().await.unwrap();
    taken.execute_unprepared("SELECT * FROM register_state FOR UPDATE").await.unwrap();
    // More than there are connections.
    let writes = (0..40).map(|_| {
        let store = world.store.clone();
        tokio::spawn(async move { write_something(&store).await })
    });
    let writes: Vec<_> = writes.collect();
    until_there_are(&db, 4, "wait_event_type = 'Lock' AND state = 'active'").await;
    for _ in 0..40 {
        assert_eq!(world.get("/readyz").await.0, 200);
    }
    taken.rollback().await.unwrap();
    for write in writes {
        write.await.unwrap().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_step_of_the_schema_waits_shortly_for_a_table_and_comes_again() {
    let world = World::postgres().await;
    let db = world.database().await;
    Migrator::down(&db, Some(1)).await.unwrap();
    let taken = db.begin().await.unwrap();
    // As a backup has tables for as long as it takes, but in a way that a step of any kind has to wait for.
    taken.execute_unprepared("LOCK TABLE seaql_migrations IN SHARE MODE").await.unwrap();
    let opened = tokio::spawn({
        let settings = settings(&world.config);
        async move { Store::open(&settings).await.map(drop) }
    });
    until_there_are(&db, 1, "wait_event_type = 'Lock'").await;
    // Two seconds; without a limit of its own it would be the ten minutes of a statement.
    let makes_way = until_there_are(&db, 0, "wait_event_type = 'Lock'");
    tokio::time::timeout(Duration::from_secs(30), makes_way).await.expect("it makes way");
    assert!(!opened.is_finished(), "it gave the way free, and did not give up");
    taken.rollback().await.unwrap();
    opened.await.unwrap().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_the_schema_goes_around_row_security() {
    let world = World::postgres().await;
    let db = world.database().await;
    // A view reads as its owner unless told otherwise; half-switched row security binds everybody but the owner.
    let views = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                 WHERE n.nspname = 'public' AND c.relkind IN ('v', 'm') \
                 AND NOT coalesce(c.reloptions::text[] @> ARRAY['security_invoker=true'], false)";
    let halves = "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
                  WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND c.relrowsecurity <> c.relforcerowsecurity";
    let definers = "SELECT count(*) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace \
                    WHERE n.nspname = 'public' AND p.prosecdef";
    for sql in [views, halves, definers] {
        assert_eq!(number(&db, sql).await, 0, "{sql}");
    }
    // The test sees what it looks for.
    db.execute_unprepared("CREATE VIEW seen AS SELECT * FROM council; ALTER TABLE seat ENABLE ROW LEVEL SECURITY")
        .await
        .unwrap();
    assert_eq!((number(&db, views).await, number(&db, halves).await), (1, 1));
}

on_both! {
    /// What a newer program has written is not guessed at: the log says which format it is in, and which one is known.
    async fn clauses_in_a_format_that_nobody_knows_are_refused(world) {
        world.found().await;
        let db = world.database().await;
        db.execute_unprepared("UPDATE clause SET format = 7 WHERE key = (SELECT min(key) FROM clause WHERE kind = 'SEATS')")
            .await
            .unwrap();
        let node = world.second_node().await;
        let snapshot = node.store.current().await.unwrap();
        let all: Vec<CouncilId> = snapshot.directory.councils().map(|head| head.id).collect();
        let refused = node.store.councils(&snapshot, &all).await.unwrap_err().to_string();
        assert!(refused.contains("format 7") && refused.contains("format 1 alone"), "{refused}");
        let opened = async || Store::open(&settings(&world.config)).await.map_err(|wrong| wrong.to_string());
        let of_relations = |format| format!("UPDATE clause SET format = {format} WHERE kind = 'RELATION'");
        db.execute_unprepared(&of_relations(8)).await.unwrap();
        let refused = opened().await.unwrap_err();
        assert!(refused.contains("another version") && refused.contains("format 8"), "{refused}");
        db.execute_unprepared(&of_relations(1)).await.unwrap();
        assert!(opened().await.is_ok());
        // A version of a template that is there is never changed.
        let columns = "template_id, version, body, format, published_at";
        let next = "SELECT template_id, version + 1, body, 9, published_at FROM template_version WHERE version = 1";
        db.execute_unprepared(&format!("INSERT INTO template_version ({columns}) {next}")).await.unwrap();
        let refused = opened().await.unwrap_err();
        assert!(refused.contains("format 9"), "{refused}");
    }

    /// What the store is asked to do twice at the start is done once.
    async fn founding_leaves_no_transaction_open(world) {
        founding::import(&world.store, now(), today()).await.unwrap();
        let db = world.database().await;
        if db.get_database_backend() == DbBackend::Postgres {
            let open = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
                        AND state LIKE 'idle in transaction%'";
            assert_eq!(number(&db, open).await, 0);
        } else {
            db.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
        }
    }
}
