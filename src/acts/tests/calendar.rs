//! The annual wheel, warnings of clashes, private calendars, and the day that a meeting belongs to.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    appoint::held,
    clauses::{appointed_by, group, seats},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::{
        calendar::{
            make::MakeCalendarFeed,
            revoke::RevokeCalendarFeed,
            wheel::{PublishAnnualWheel, WheelMeeting},
        },
        meeting::plan::PlanMeeting,
    },
    domain::{
        calendar::AnnualWheel,
        change::Change,
        council::{Body, CouncilStatus, Meeting, MeetingKind, MeetingStatus, Record},
        directory::Family,
        id::CouncilId,
        people::Grant,
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

/// The duty to prepare the wheel of these councils.
fn duty(towards: &[&str]) -> Value {
    let towards: Vec<Value> = towards.iter().map(|slug| json!({ "council": { "slug": slug } })).collect();
    json!({
        "key": "wheel", "modality": "SHALL",
        "provision": { "duty": { "activity": {
            "actor": { "part": { "part": "SECRETARIAT" } }, "verb": "prepare", "subjects": ["annual-wheel"],
            "towards": towards,
        } } },
    })
}

/// A family of three councils; the mandate of the first makes its secretariat responsible for the first two.
fn world() -> World {
    let mut world = World::new();
    world.parts.families.push(Family { id: id(5), slug: "model".into(), name: text("model"), purpose: None });
    let members = || vec![clause(seats("members", group("members", 2))), clause(appointed_by("who", "ministry"))];
    let mut first = members();
    first.push(clause(duty(&["first", "second"])));
    world.council(1, "first", first);
    world.council(2, "second", members());
    world.council(3, "third", members());
    for number in 1..=3 {
        world.council_mut(id(number)).head.family = Some(id(5));
    }
    world.council(4, "elsewhere", members());
    world
}

fn on_wheel(council: u128, starts_at: &str) -> WheelMeeting {
    WheelMeeting {
        council: id(council),
        title: text("Meeting"),
        starts_at: at(starts_at),
        ends_at: Some(at(starts_at) + chrono::TimeDelta::hours(2)),
        place: None,
        together_with: Vec::new(),
    }
}

fn wheel() -> PublishAnnualWheel {
    PublishAnnualWheel {
        family: id(5),
        year: 2027,
        meetings: vec![on_wheel(1, "2027-02-03T09:00:00Z"), on_wheel(2, "2027-02-04T09:00:00Z")],
        url: Some("https://example.org/wheel".to_owned()),
    }
}

fn with_meetings(meetings: &[WheelMeeting]) -> PublishAnnualWheel {
    PublishAnnualWheel { meetings: meetings.to_vec(), ..wheel() }
}

fn secretariat(council: u128) -> Caller {
    with(&[Grant::Secretariat(id(council))])
}

/// Does to the world what the store does.
fn publish(world: &mut World, caller: &Caller, act: &PublishAnnualWheel) -> Vec<Change> {
    let changes = decided(world.run(caller, act)).changes;
    for change in changes.clone() {
        match change {
            Change::AnnualWheel(wheel) => world.parts.wheels = vec![wheel],
            Change::Meeting(council, meeting) => world.council_mut(council).meetings.push(meeting),
            Change::MeetingData(council, meeting) => {
                let known = world.council_mut(council).meetings.iter_mut().find(|known| known.id == meeting.id);
                *known.unwrap() = meeting;
            }
            Change::Record(council, record) => world.council_mut(council).records.push(record),
            other => panic!("{other:?}"),
        }
    }
    changes
}

fn records(changes: &[Change]) -> Vec<(CouncilId, &Record)> {
    let of = |change| match change {
        &Change::Record(council, ref record) => Some((council, record)),
        _ => None,
    };
    changes.iter().filter_map(of).collect()
}

#[test]
fn a_wheel_plans_every_meeting_and_is_on_record_for_each_council() {
    let mut world = world();
    let changes = publish(&mut world, &secretariat(1), &wheel());
    assert_eq!(kinds(&changes), ["annualWheel", "meeting", "meeting", "record", "record"]);
    let known = AnnualWheel { family: id(5), year: 2027, published_on: today(), url: wheel().url };
    assert_eq!(world.parts.wheels, [known]);
    for (council, record) in records(&changes) {
        assert!(record.public && record.on == today() && record.clause.is_none(), "{record:?}");
        assert_eq!((&*record.what, &*record.subjects[0]), ("prepare", "annual-wheel"));
        assert_eq!(record.towards, [Body::Council(id(1)), Body::Council(id(2))]);
        let meeting = &world.councils[&council].meetings[0];
        assert_eq!((meeting.wheel_year, meeting.status), (Some(2027), MeetingStatus::Planned));
    }
    // Once more: nothing but the wheel, whose day stays; and it is not another deed.
    world.parts.wheels[0].published_on = day("2026-02-01");
    world.council_mut(id(1)).records[0].on = day("2026-02-01");
    let again = publish(&mut world, &secretariat(1), &PublishAnnualWheel { url: None, ..wheel() });
    assert_eq!(kinds(&again), ["annualWheel"]);
    assert_eq!((world.parts.wheels[0].published_on, world.parts.wheels[0].url.is_some()), (day("2026-02-01"), true));
}

#[test]
fn publishing_again_adds_and_changes_but_leaves_nothing_out() {
    let mut world = world();
    publish(&mut world, &secretariat(1), &wheel());
    let mut more = wheel();
    more.meetings[0].title = text("Opening");
    more.meetings.push(on_wheel(1, "2027-05-03T09:00:00Z"));
    assert_eq!(kinds(&publish(&mut world, &secretariat(1), &more)), ["annualWheel", "meetingData", "meeting"]);
    // The second council's is not named.
    let less = with_meetings(&[more.meetings[0].clone(), more.meetings[2].clone()]);
    assert_refused(world.run(&secretariat(1), &less), Conflict, "meetings");
    // Whoever plans for the second alone has no say over the first.
    publish(&mut world, &secretariat(2), &with_meetings(&[on_wheel(2, "2027-02-04T09:00:00Z")]));
    world.council_mut(id(2)).meetings[0].status = MeetingStatus::Cancelled;
    decided(world.run(&secretariat(1), &less));
    // One that was held is named as it was, and stays so.
    world.council_mut(id(1)).meetings[0].status = MeetingStatus::Held;
    let held = publish(
        &mut world,
        &secretariat(1),
        &with_meetings(&[on_wheel(1, "2027-02-03T09:00:00Z"), more.meetings[2].clone()]),
    );
    assert_eq!(kinds(&held), ["annualWheel"]);
}

#[test]
fn only_who_runs_every_council_named_publishes_a_wheel() {
    let world = world();
    decided(world.run(&secretariat(1), &wheel()));
    decided(world.run(&with(&[Grant::Secretariat(id(1)), Grant::Secretariat(id(2))]), &wheel()));
    assert_refused(world.run(&Caller::anonymous(), &wheel()), Unauthenticated, "");
    for other in
        [secretariat(2), secretariat(3), secretariat(4), with(&[Grant::Operator]), Caller::console(), with(&[])]
    {
        assert_refused(world.run(&other, &wheel()), Forbidden, "");
    }
    // The clause does not name the third.
    assert_refused(world.run(&secretariat(1), &with_meetings(&[on_wheel(3, "2027-02-03T09:00:00Z")])), Forbidden, "");
}

#[test]
fn a_mandate_speaks_for_the_councils_of_its_owner_only() {
    let mut world = world();
    world.council_mut(id(2)).head.owner = organisation_id("ministry");
    assert_refused(world.run(&secretariat(1), &wheel()), Forbidden, "");
    world.council_mut(id(1)).head.owner = organisation_id("ministry");
    decided(world.run(&secretariat(1), &wheel()));
    // A mandate that is over makes nobody responsible.
    world.council_mut(id(1)).mandates[0].period.end = Some(today());
    assert_refused(world.run(&secretariat(1), &wheel()), Forbidden, "");
}

#[test]
fn a_draft_of_somebody_else_is_as_if_it_did_not_exist() {
    let mut world = world();
    world.council_mut(id(3)).head.visibility = CouncilStatus::Draft;
    let named = with_meetings(&[on_wheel(3, "2027-02-03T09:00:00Z")]);
    assert_refused(world.run(&secretariat(2), &named), NotFound, "meetings[0].council");
    decided(world.run(&secretariat(3), &named));
}

#[test]
fn what_is_wrong_with_a_wheel_is_told_by_its_field() {
    let mut world = world();
    let one = || on_wheel(1, "2027-02-03T09:00:00Z");
    let ended = WheelMeeting { ends_at: Some(at("2027-02-03T08:00:00Z")), ..one() };
    let itself = WheelMeeting { together_with: vec![Body::Council(id(1))], ..one() };
    for (act, code, field) in [
        (PublishAnnualWheel { url: Some("ftp://x".to_owned()), ..wheel() }, BadUserInput, "url"),
        (with_meetings(&[]), BadUserInput, "meetings"),
        (with_meetings(&[one(), one()]), Conflict, "meetings[1].startsAt"),
        (with_meetings(&[ended]), BadUserInput, "meetings[0].endsAt"),
        (with_meetings(&[itself]), BadUserInput, "meetings[0].togetherWith"),
        (with_meetings(&[on_wheel(1, "2026-12-31T22:59:59Z")]), BadUserInput, "meetings[0].startsAt"),
        (with_meetings(&[WheelMeeting { title: text(""), ..one() }]), BadUserInput, "meetings[0].title.nb"),
    ] {
        let found = refusals(world.run(&secretariat(1), &act));
        assert_eq!((found[0].0, found[0].1.as_deref()), (code, Some(field)));
    }
    // Where the council is, the year has begun.
    decided(world.run(&secretariat(1), &with_meetings(&[on_wheel(1, "2026-12-31T23:00:00Z")])));
    for year in [2025, 2036] {
        let far = PublishAnnualWheel { year, meetings: vec![on_wheel(1, "2027-02-03T09:00:00Z")], ..wheel() };
        assert!(refusals(world.run(&secretariat(1), &far)).contains(&(BadUserInput, Some("year".to_owned()), None)));
    }
    let foreign = with_meetings(&[on_wheel(4, "2027-02-03T09:00:00Z")]);
    assert_refused(world.run(&secretariat(4), &foreign), BadUserInput, "meetings[0].council");
    let gone = with_meetings(&[on_wheel(9, "2027-02-03T09:00:00Z")]);
    assert_refused(world.run(&secretariat(1), &gone), NotFound, "meetings[0].council");
    // All or nothing: one that is wrong keeps the others off the plan.
    let past = with_meetings(&[one(), on_wheel(2, "2027-02-03T09:00:00Z"), on_wheel(2, "2026-01-01T09:00:00Z")]);
    assert!(world.run(&secretariat(1), &past).is_err());
    world.council_mut(id(1)).head.time_zone = "Pacific/Auckland".to_owned();
    decided(world.run(&secretariat(1), &with_meetings(&[on_wheel(1, "2026-12-31T11:00:00Z")])));
}

fn plan(council: u128, starts_at: &str) -> PlanMeeting {
    PlanMeeting {
        council: id(council),
        title: text("Meeting"),
        kind: MeetingKind::Ordinary,
        starts_at: at(starts_at),
        ends_at: Some(at(starts_at) + chrono::TimeDelta::hours(2)),
        place: None,
        link: None,
        together_with: Vec::new(),
    }
}

#[test]
fn clashes_within_the_family_are_warned_of() {
    let mut world = world();
    // The seats of each council are numbered after it, but the person is the same.
    for (council, seat) in [(1, 1101), (2, 2101), (4, 4101)] {
        world.council_mut(id(council)).memberships.push(held(60 + council, seat, "2025-02-01", None, false));
    }
    let both = with_meetings(&[on_wheel(1, "2027-02-03T09:00:00Z"), on_wheel(2, "2027-02-03T10:00:00Z")]);
    let warnings = decided(world.run(&secretariat(1), &both)).warnings;
    assert_eq!(warnings.len(), 1, "{warnings:?}");
    assert_eq!(warnings[0].field.as_deref(), Some("meetings[1].startsAt"));
    assert!(warnings[0].message.en.contains("first") && warnings[0].message.en.contains("persons: 1"), "{warnings:?}");
    publish(&mut world, &secretariat(1), &wheel());
    let warned = |world: &World, act: &PlanMeeting| decided(world.run(&secretariat(2), act)).warnings.len();
    assert_eq!(warned(&world, &plan(2, "2027-02-03T10:00:00Z")), 1);
    assert_eq!(warned(&world, &plan(2, "2027-02-03T11:00:00Z")), 0);
    // Nobody learns of a draft by what it plans.
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    assert_eq!(warned(&world, &plan(2, "2027-02-03T10:00:00Z")), 0);
}

#[test]
fn a_meeting_belongs_to_the_day_of_its_council_across_both_changes_of_the_clock() {
    let mut world = world();
    let on = |world: &World, starts_at: &str| -> String {
        let changes = decided(world.run(&secretariat(3), &plan(3, starts_at))).changes;
        let [Change::Meeting(_, Meeting { day, .. })] = &changes[..] else { panic!("{changes:?}") };
        day.to_string()
    };
    // 23:30 in Oslo on the day before the clock goes forward, on the day itself, and half past midnight after it.
    assert_eq!(on(&world, "2026-03-28T22:30:00Z"), "2026-03-28");
    assert_eq!(on(&world, "2026-03-29T21:30:00Z"), "2026-03-29");
    assert_eq!(on(&world, "2026-03-29T22:30:00Z"), "2026-03-30");
    // The same where it goes back.
    assert_eq!(on(&world, "2026-10-24T21:30:00Z"), "2026-10-24");
    assert_eq!(on(&world, "2026-10-25T22:30:00Z"), "2026-10-25");
    assert_eq!(on(&world, "2026-10-25T23:30:00Z"), "2026-10-26");
    world.council_mut(id(3)).head.time_zone = "America/New_York".to_owned();
    assert_eq!(on(&world, "2026-10-25T23:30:00Z"), "2026-10-25");
}

#[test]
fn members_and_the_secretariat_make_a_calendar_and_its_owner_revokes_it() {
    let mut world = world();
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-02-01", None, false));
    let person = world.councils[&id(1)].memberships[0].person;
    let make = MakeCalendarFeed { council: id(1), secret_hash: "0".repeat(64) };
    for caller in [secretariat(1), linked(&[], Some(person))] {
        let changes = decided(world.run(&caller, &make)).changes;
        assert!(matches!(&changes[..], [Change::CalendarFeed(_, feed)] if feed.account == id(ACCOUNT)), "{changes:?}");
        assert!(!serde_json::to_string(&changes).unwrap().contains("0000000000000000000000000000000000000000000000"));
    }
    assert_refused(world.run(&Caller::anonymous(), &make), Unauthenticated, "");
    for other in [secretariat(2), with(&[]), with(&[Grant::Operator]), linked(&[], Some(id(4711)))] {
        assert_refused(world.run(&other, &make), Forbidden, "");
    }
    world.council_mut(id(1)).memberships[0].ended = Some(today());
    assert_refused(world.run(&linked(&[], Some(person)), &make), Forbidden, "");
    let revoke = RevokeCalendarFeed { council: id(1) };
    assert_refused(world.run(&Caller::anonymous(), &revoke), Unauthenticated, "");
    assert_refused(world.run(&secretariat(1), &revoke), NotFound, "council");
    world.has_calendar = true;
    // Whoever has left may still.
    assert_eq!(kinds(&decided(world.run(&with(&[]), &revoke)).changes), ["calendarFeedRevoked"]);
}
