//! Every act is told once, in order, to whoever may see it and to nobody else: across a lost connection, a restart of the
//! server, and from one node to another.

use std::time::Duration;

use axum::Router;
use entity::{council, council_event, register_event, register_state};
use mandat::{
    clock::Clock,
    http::App,
    store::{Looks, Settings, Store},
};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryOrder, Statement};
use serde_json::{Value, json};

use crate::{
    documents::{
        ADOPT_ADVICE, ANSWER_CASE, EDIT_CASE, END_MEMBERSHIP, PLAN_MEETING, PUBLISH_ADVICE, RAISE_CASE, SCHEDULE_CASE,
    },
    live::Stream,
    on_both,
    persona::Persona,
    world::{World, now, settings},
};

const COUNCIL: &str = "strategiradet";

/// What is asked of every event.
const EVENT: &str = "eventId previousEventId areas";

/// The server of a world.
fn server(world: &World) -> Router {
    world.app().router()
}

/// A node of the world's register that does not look for what others write: it hears of it, or not at all.
async fn node_that_only_hears(world: &World) -> Router {
    let hour = Duration::from_hours(1);
    let settings = Settings { looks: Looks { seldom: hour, often: hour }, ..settings(&world.config) };
    let verifier = world.verifier();
    App::new(Store::open(&settings).await.unwrap(), verifier, Clock::showing(now), &world.config).router()
}

/// A subscription to the council.
fn followed(after: Option<&str>, first: usize) -> String {
    let after = after.map(|after| format!(", after: \"{after}\"")).unwrap_or_default();
    format!(
        "subscription {{ councilChanged(council: \"{COUNCIL}\"{after}, first: {first}) {{ {EVENT} council {{ revision }} }} }}"
    )
}

/// A subscription to a case.
fn case(id: &Value, after: Option<&str>, first: usize) -> String {
    let after = after.map(|after| format!(", after: \"{after}\"")).unwrap_or_default();
    format!("subscription {{ caseChanged(case: {id}{after}, first: {first}) {{ {EVENT} case {{ status }} }} }}")
}

/// The next event of the field that is followed.
async fn event(stream: &mut Stream) -> Value {
    let mut answer = stream.next().await.expect("an event");
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"].as_object_mut().unwrap().values_mut().next().unwrap().take()
}

/// So many events, each of which names the one before; the ids of all, the one before the first in front.
async fn chain(stream: &mut Stream, events: usize) -> Vec<String> {
    let mut ids = Vec::new();
    for _ in 0..events {
        let event = event(stream).await;
        if let Some(last) = ids.last() {
            assert_eq!(event["previousEventId"], *last, "nothing was missed");
        } else {
            ids.push(event["previousEventId"].as_str().unwrap_or_default().to_owned());
        }
        ids.push(event["eventId"].as_str().unwrap().to_owned());
    }
    ids
}

/// The code of what is wrong, which is the last that comes.
async fn refused(server: &Router, persona: &Persona, query: &str) -> String {
    let mut stream = Stream::open(server, persona, query).await;
    last(&mut stream).await
}

async fn last(stream: &mut Stream) -> String {
    let answer = stream.next().await.unwrap();
    assert!(stream.next().await.is_none(), "the stream is closed");
    answer["errors"][0]["extensions"]["code"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

/// Every act has one number at each door that it is seen through, none is left out, and the latest is the one that the door
/// names.
pub async fn assert_numbered(world: &World) {
    let database = world.database().await;
    let events = council_event::Entity::find().all(&database).await.unwrap();
    let all = |first: i64, reached: i64| (first..=reached).collect::<Vec<_>>();
    for row in council::Entity::find().all(&database).await.unwrap() {
        let numbers = |level: &str| {
            let own = events.iter().filter(|event| event.subject_id == row.id && event.level == level);
            let mut numbers: Vec<i64> = own.map(|event| event.number).collect();
            numbers.sort_unstable();
            numbers
        };
        assert_eq!(numbers("SECRETARIAT"), all(1, row.revision + row.private_revision), "{}", row.slug);
        assert_eq!(numbers("MEMBER"), all(1, row.member_revision), "{}", row.slug);
        // Of what was done to a draft nothing is told in public.
        let public = numbers("PUBLIC");
        let first = public.first().copied().unwrap_or(row.revision + 1);
        assert_eq!(public, all(first, row.revision), "{}", row.slug);
        assert_eq!(public.is_empty(), row.visibility == "DRAFT", "{}", row.slug);
    }
    let state = register_state::Entity::find().one(&database).await.unwrap().unwrap();
    let told =
        register_event::Entity::find().order_by_asc(register_event::Column::Number).all(&database).await.unwrap();
    assert_eq!(told.iter().map(|event| event.number).collect::<Vec<_>>(), all(1, state.public_revision));
}

impl World {
    /// So many acts that everybody may see.
    async fn plan_meetings(&self, staff: &Persona, meetings: std::ops::Range<usize>) {
        for number in meetings {
            let day = number + 1;
            let planned = json!({
                "council": COUNCIL, "title": { "nb": format!("Møte {number}") },
                "startsAt": format!("2026-06-{day:02}T09:00:00Z") });
            self.done(staff, PLAN_MEETING, planned).await;
        }
    }

    /// A case that a member raised, which only the members and the secretariat see.
    async fn raise(&self, member: &Persona, title: &str) -> Value {
        let raised = json!({ "council": COUNCIL, "title": { "nb": title } });
        self.done(member, RAISE_CASE, raised).await["case"]["id"].take()
    }

    async fn last_event_id(&self, persona: &Persona, door: &str) -> String {
        let asked = format!("{{ {door}(council: \"{COUNCIL}\") {{ lastEventId }} }}");
        let answer = self.send_well(persona, &asked, json!({})).await;
        answer[door]["lastEventId"].as_str().unwrap().to_owned()
    }
}

on_both! {
    /// However fast acts follow on one another, each is an event of its own, with the id that a query names too.
    async fn each_act_is_told_once_and_in_order(world) {
        world.people(COUNCIL).await;
        let staff = world.secretariat(COUNCIL).await;
        let server = server(&world);
        let before = world.council(COUNCIL).await.revision;
        let mut public = Stream::open(&server, &Persona::anonymous(), &followed(None, 8)).await;
        let mut desk = Stream::open(&server, &staff, &followed(None, 8)).await;
        let at_desk = world.last_event_id(&staff, "secretariat").await;
        // Nobody reads meanwhile.
        world.plan_meetings(&staff, 0..8).await;
        let told = chain(&mut public, 8).await;
        let expected: Vec<String> = (before..=before + 8).map(|revision| revision.to_string()).collect();
        assert_eq!(told, expected);
        assert!(public.next().await.is_none(), "as many as were asked for");
        let told = chain(&mut desk, 8).await;
        assert_eq!((&told[0], told.last()), (&at_desk, Some(&world.last_event_id(&staff, "secretariat").await)));
        let register = world.ask("{ register { revision } council(slug: \"strategiradet\") { revision } }", json!({})).await;
        assert_eq!(register["council"]["revision"], before + 8);
    }

    /// Whoever loses the connection goes on from the last event that came, on the same server or on one that started anew.
    async fn what_was_missed_is_told_after_a_break_and_a_restart(world) {
        world.people(COUNCIL).await;
        let staff = world.secretariat(COUNCIL).await;
        let first = server(&world);
        let mut stream = Stream::open(&first, &Persona::anonymous(), &followed(None, 100)).await;
        world.plan_meetings(&staff, 0..2).await;
        let seen = chain(&mut stream, 2).await;
        drop(stream);
        world.plan_meetings(&staff, 2..7).await;
        let mut again = Stream::open(&first, &Persona::anonymous(), &followed(Some(&seen[2]), 5)).await;
        let missed = chain(&mut again, 5).await;
        assert_eq!((missed.len(), &missed[0]), (6, &seen[2]));
        assert!(again.next().await.is_none());
        // Another process on the same database, which has nothing in memory of what was told.
        world.plan_meetings(&staff, 7..9).await;
        let restarted = world.second_node().await;
        let server = server(&restarted);
        let mut again = Stream::open(&server, &Persona::anonymous(), &followed(Some(&missed[5]), 3)).await;
        restarted.plan_meetings(&staff, 9..10).await;
        let missed_again = chain(&mut again, 3).await;
        assert_eq!((missed_again.len(), &missed_again[0]), (4, &missed[5]));
        assert_eq!(missed_again[3], world.council(COUNCIL).await.revision.to_string());
        // The same again is the same again: a repeat shows by its id.
        let mut repeated = Stream::open(&server, &Persona::anonymous(), &followed(Some(&missed[5]), 3)).await;
        assert_eq!(chain(&mut repeated, 3).await, missed_again);
    }

    /// Private work is an event behind the private doors, and in public neither an event nor a gap.
    async fn what_a_door_does_not_show_is_not_told_there(world) {
        world.people(COUNCIL).await;
        let (staff, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let server = server(&world);
        let anonymous = Persona::anonymous();
        let public = world.council(COUNCIL).await.revision;
        let mut outside = Stream::open(&server, &anonymous, &followed(None, 100)).await;
        let mut register = Stream::open(&server, &anonymous, "subscription { registerChanged { eventId previousEventId } }").await;
        let (room, desk) = (world.last_event_id(&member, "member").await, world.last_event_id(&staff, "secretariat").await);
        let mut inside = Stream::open(&server, &member, &followed(Some(&room), 3)).await;
        let mut staffs = Stream::open(&server, &staff, &followed(Some(&desk), 4)).await;
        let id = world.raise(&member, "Sak").await;
        let mut of_case = Stream::open(&server, &member, &case(&id, Some(&room), 2)).await;
        // For the secretariat alone.
        let invited = "mutation($input: InviteStaffInput!) { inviteStaff(input: $input) { userErrors { code } } }";
        world.done(&staff, invited, json!({ "council": COUNCIL })).await;
        world.done(&staff, ANSWER_CASE, json!({ "case": id, "accepted": true })).await;
        world.plan_meetings(&staff, 0..1).await;
        let told = event(&mut outside).await;
        assert_eq!(told["areas"], json!(["MEETINGS"]), "the first that everybody may see");
        assert_eq!((&told["previousEventId"], &told["eventId"]), (&json!(public.to_string()), &json!((public + 1).to_string())));
        let told = event(&mut register).await;
        let number = |id: &Value| id.as_str().unwrap().parse::<i64>().unwrap();
        assert_eq!(number(&told["eventId"]), number(&told["previousEventId"]) + 1);
        let seen = chain(&mut inside, 3).await;
        assert_eq!(seen[0], room, "what the secretariat did for itself is neither an event nor a gap");
        let number = |id: &str| id.rsplit_once('-').unwrap().1.parse::<i64>().unwrap();
        assert_eq!(number(&seen[3]), number(&room) + 3);
        assert_eq!(chain(&mut staffs, 4).await[0], desk);
        // A case has the events that are about it.
        assert_eq!(chain(&mut of_case, 2).await, ["", &seen[1], &seen[2]]);
        assert_eq!(refused(&server, &anonymous, &case(&id, Some("0"), 1)).await, "NOT_FOUND");
    }

    /// From the moment on that everybody sees a case, everybody is told of it, and of nothing that was before.
    async fn a_case_that_is_opened_is_told_of_from_then_on(world) {
        world.people(COUNCIL).await;
        let (staff, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let id = world.raise(&member, "Sak").await;
        world.done(&staff, ANSWER_CASE, json!({ "case": id, "accepted": true })).await;
        world.plan_meetings(&staff, 0..1).await;
        let meetings = world.ask("{ council(slug: \"strategiradet\") { meetings(last: 1) { nodes { id } } } }", json!({})).await;
        let meeting = &meetings["council"]["meetings"]["nodes"][0]["id"];
        let scheduled = json!({ "case": id, "meeting": meeting, "nextProcess": { "nb": "Høring" } });
        world.done(&staff, SCHEDULE_CASE, scheduled).await;
        world.done(&staff, EDIT_CASE, json!({ "case": id, "public": true })).await;
        let server = server(&world);
        let mut outside = Stream::open(&server, &Persona::anonymous(), &case(&id, Some("0"), 2)).await;
        let opened = event(&mut outside).await;
        assert_eq!((&opened["previousEventId"], &opened["case"]["status"]), (&Value::Null, &json!("SCHEDULED")));
        assert_eq!(opened["areas"], json!(["CASES"]));
        world.done(&staff, EDIT_CASE, json!({ "case": id, "title": { "nb": "Ny tittel" } })).await;
        assert_eq!(event(&mut outside).await["previousEventId"], opened["eventId"]);
        // Behind the door it was an event all along, of the meeting as of the case.
        let followed = format!("subscription {{ meetingChanged(meeting: {meeting}, after: 0, first: 4) {{ {EVENT} }} }}");
        let mut inside = Stream::open(&server, &member, &followed).await;
        chain(&mut inside, 4).await;
        let followed = format!("subscription {{ caseChanged(case: {id}, after: 0, first: 5) {{ {EVENT} entry {{ act }} }} }}");
        let mut inside = Stream::open(&server, &staff, &followed).await;
        let acts = [event(&mut inside).await, event(&mut inside).await, event(&mut inside).await];
        assert_eq!(acts.map(|event| event["entry"]["act"].clone()), ["raiseCase", "answerCase", "scheduleCase"]);
        let mut inside = Stream::open(&server, &member, &followed).await;
        assert_eq!(event(&mut inside).await["entry"], Value::Null, "the audit log is the secretariat's");
    }

    /// An advice is told of where its case is followed, to everybody once it is published.
    async fn advice_is_told_of_with_its_case(world) {
        world.people(COUNCIL).await;
        let (staff, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let id = world.raise(&member, "Sak").await;
        world.done(&staff, ANSWER_CASE, json!({ "case": id, "accepted": true })).await;
        world.done(&staff, EDIT_CASE, json!({ "case": id, "public": true })).await;
        let server = server(&world);
        let mut outside = Stream::open(&server, &Persona::anonymous(), &case(&id, None, 1)).await;
        let adopted = json!({
            "case": id, "title": { "nb": "Råd" }, "body": { "nb": "Gjør det." },
            "to": [{ "organisation": { "slug": "helsedirektoratet" } }] });
        let advice = world.done(&staff, ADOPT_ADVICE, adopted).await["advice"]["id"].take();
        world.done(&staff, PUBLISH_ADVICE, json!({ "advice": advice })).await;
        let told = event(&mut outside).await;
        assert!(told["areas"].as_array().unwrap().contains(&json!("ADVICE")), "{told}");
    }

    /// A stream is closed at the first event that its follower may not see any more, and is not taken up again.
    async fn a_right_that_has_ended_ends_the_stream(world) {
        world.people(COUNCIL).await;
        let (staff, member) = (world.secretariat(COUNCIL).await, world.member(COUNCIL).await);
        let server = server(&world);
        let room = world.last_event_id(&member, "member").await;
        let mut inside = Stream::open(&server, &member, &followed(Some(&room), 100)).await;
        world.raise(&member, "Sak").await;
        let seen = event(&mut inside).await["eventId"].as_str().unwrap().to_owned();
        let asked = format!("{{ member(council: \"{COUNCIL}\") {{ memberships {{ id }} }} }}");
        let held = world.send_well(&member, &asked, json!({})).await;
        for membership in held["member"]["memberships"].as_array().unwrap() {
            let ended = json!({ "membership": membership["id"], "on": "2026-03-12", "reason": "Gikk av." });
            world.done(&staff, END_MEMBERSHIP, ended).await;
        }
        assert_eq!(last(&mut inside).await, "FORBIDDEN");
        assert_eq!(refused(&server, &member, &followed(Some(&seen), 1)).await, "FORBIDDEN");
        assert_eq!(refused(&server, &Persona::anonymous(), &followed(Some(&seen), 1)).await, "UNAUTHENTICATED");
        // What everybody may see they may see too.
        let mut public = Stream::open(&server, &member, &followed(None, 1)).await;
        world.plan_meetings(&staff, 0..1).await;
        assert_eq!(chain(&mut public, 1).await.len(), 2);
    }

    /// Whoever has missed too much, or comes with an id that is not of here, is told so.
    async fn what_cannot_be_told_one_by_one_is_not_left_out_silently(world) {
        let database = world.database().await;
        for told in [
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 1001)
             INSERT INTO register_event (number, seq, at) SELECT x, x, created_at FROM n, register_state",
            "UPDATE register_state SET seq = seq + 1001, public_revision = 1001",
        ] {
            database.execute_unprepared(told).await.unwrap();
        }
        let server = server(&world);
        let anonymous = Persona::anonymous();
        let follow = |after: &str| format!("subscription {{ registerChanged(after: {after}, first: 100) {{ eventId previousEventId }} }}");
        for too_far in ["0", "1002", "\"99999999\""] {
            assert_eq!(refused(&server, &anonymous, &follow(too_far)).await, "CANNOT_RESUME", "{too_far}");
        }
        for none in ["-1", "\"member-1\"", "\"x\""] {
            assert_eq!(refused(&server, &anonymous, &follow(none)).await, "BAD_USER_INPUT", "{none}");
        }
        let mut stream = Stream::open(&server, &anonymous, &follow("1")).await;
        let told = chain(&mut stream, 100).await;
        assert_eq!((told[0].as_str(), told[100].as_str()), ("1", "101"));
    }
}

/// What one node writes is heard by another, and what it could not hear while the connection was cut is told too. Nothing
/// else than hearing tells it: it looks once an hour.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_node_hears_of_it_on_postgres() {
    let world = World::postgres().await;
    world.people(COUNCIL).await;
    let staff = world.secretariat(COUNCIL).await;
    let other = node_that_only_hears(&world).await;
    let mut stream = Stream::open(&other, &Persona::anonymous(), &followed(None, 100)).await;
    for round in 0..4 {
        world.plan_meetings(&staff, round..round + 1).await;
        chain(&mut stream, 1).await;
    }
    let database = world.database().await;
    for round in 4..8 {
        let cut = "SELECT count(pg_terminate_backend(pid)) AS cut FROM pg_stat_activity
                   WHERE datname = current_database() AND query LIKE 'LISTEN %'";
        let cut = database.query_one_raw(Statement::from_string(DbBackend::Postgres, cut)).await.unwrap().unwrap();
        assert_eq!(cut.try_get::<i64>("", "cut").unwrap(), 1, "one connection listens");
        world.plan_meetings(&staff, round..round + 1).await;
        chain(&mut stream, 1).await;
        // What comes once it listens again is heard again.
        world.plan_meetings(&staff, round + 4..round + 5).await;
        chain(&mut stream, 1).await;
    }
}
