//! Meetings that were held.

use chrono::{DateTime, Utc};

use super::{
    appoint::{council_with, held},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::record::{AttendanceEntry, record_meeting::RecordMeeting},
    domain::{
        change::Change,
        council::{Attendance, Decision, Meeting, MeetingStatus, Membership, Presence, Role},
        people::Grant,
        register::NewCode,
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

/// A council with a member, a chair whose term is over, and an alternate for the member.
fn world() -> World {
    let mut world = council_with(&[]);
    world.parts.codes.push(NewCode { list: "decision".into(), code: "recommendation".into(), label: text("x") });
    world.council_mut(id(1)).memberships = vec![
        held(60, 1101, "2025-02-01", None, false),
        Membership { alternate_rank: 1, role: Role::Deputy, ..held(61, 1101, "2025-06-01", None, false) },
        held(62, 1201, "2022-01-01", Some("2025-12-01"), false),
    ];
    world
}

fn meeting() -> RecordMeeting {
    RecordMeeting {
        council: id(1),
        planned: None,
        title: Some(text("Autumn meeting")),
        starts_at: Some(at("2025-11-20T09:00:00Z")),
        ends_at: Some(at("2025-11-20T13:00:00Z")),
        place: Some(text("Oslo")),
        called_on: Some(day("2025-11-01")),
        papers_on: Some(day("2025-11-10")),
        second_call: false,
        open: Some(true),
        attendance: vec![entry(1101, Presence::Holder), entry(1201, Presence::Absent)],
        attendance_complete: true,
        decisions: vec![Decision {
            kind: Some("recommendation".into()),
            in_favour: 7,
            against: 2,
            abstained: 1,
            carried: true,
        }],
    }
}

fn entry(seat: u128, presence: Presence) -> AttendanceEntry {
    AttendanceEntry { seat: id(seat), presence, membership: None, agreed: None }
}

fn attended(entries: &[AttendanceEntry]) -> RecordMeeting {
    RecordMeeting { attendance: entries.to_vec(), attendance_complete: false, ..meeting() }
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

#[track_caller]
fn recorded(world: &World, act: &RecordMeeting) -> (Meeting, Vec<Attendance>) {
    let decision = decided(world.run(&secretariat(), act));
    let mut changes = decision.changes.into_iter();
    let Some(Change::Meeting(_, meeting)) = changes.next() else { panic!("the meeting comes first") };
    let rows = changes.map(|change| match change {
        Change::Attendance(_, row) => row,
        other => panic!("{other:?}"),
    });
    (meeting, rows.collect())
}

#[test]
fn the_secretariat_records_a_meeting_with_those_who_were_there() {
    let world = world();
    let (recorded, rows) = recorded(&world, &meeting());
    assert_eq!((recorded.status, recorded.day), (MeetingStatus::Held, day("2025-11-20")));
    assert_eq!(recorded.held.called_on, Some(day("2025-11-01")));
    assert_eq!(recorded.held.papers_on, Some(day("2025-11-10")));
    assert_eq!((recorded.held.open, recorded.held.second_call), (Some(true), false));
    assert!(recorded.held.attendance_known);
    assert_eq!(recorded.held.decisions, meeting().decisions);
    assert!(rows.iter().all(|row| row.meeting == recorded.id));
    let found: Vec<_> = rows.iter().map(|row| (row.seat, row.presence, row.membership)).collect();
    assert_eq!(found, [(id(1101), Presence::Holder, Some(id(60))), (id(1201), Presence::Absent, None)]);
    assert_refused(world.run(&Caller::anonymous(), &meeting()), Unauthenticated, "");
    for other in [
        with(&[]),
        linked(&[], Some(id(51))),
        with(&[Grant::Secretariat(id(2))]),
        with(&[Grant::Appointer(organisation_id("ministry"))]),
        Caller::console(),
    ] {
        assert_refused(world.run(&other, &meeting()), Forbidden, "");
    }
}

#[test]
fn the_day_is_that_of_the_council() {
    let mut world = world();
    let late = RecordMeeting { starts_at: Some(at("2025-11-20T23:30:00Z")), ends_at: None, ..attended(&[]) };
    assert_eq!(recorded(&world, &late).0.day, day("2025-11-21"));
    world.council_mut(id(1)).head.time_zone = "America/New_York".to_owned();
    assert_eq!(recorded(&world, &late).0.day, day("2025-11-20"));
    world.council_mut(id(1)).head.time_zone = "Mars/Olympus".to_owned();
    assert_refused(world.run(&secretariat(), &late), BadUserInput, "startsAt");
}

#[test]
fn a_seat_and_a_membership_are_those_of_that_day() {
    let mut world = world();
    let refused = |world: &World, entries: &[AttendanceEntry], code, field: &str| {
        assert_refused(world.run(&secretariat(), &attended(entries)), code, field);
    };
    refused(&world, &[entry(4711, Presence::Absent)], NotFound, "attendance[0].seat");
    refused(&world, &[entry(1101, Presence::Holder), entry(1101, Presence::Absent)], Conflict, "attendance[1].seat");
    // Nobody held the other seat of the members.
    refused(&world, &[entry(1102, Presence::Holder)], BadUserInput, "attendance[0].presence");
    refused(&world, &[entry(1201, Presence::Alternate)], BadUserInput, "attendance[0].presence");
    let named =
        |seat, presence, membership| AttendanceEntry { membership: Some(id(membership)), ..entry(seat, presence) };
    for wrong in [
        named(1101, Presence::Holder, 62),
        named(1101, Presence::Holder, 61),
        named(1101, Presence::Alternate, 60),
        named(1101, Presence::Substitute, 61),
        named(1101, Presence::Absent, 60),
        named(1101, Presence::Holder, 4711),
    ] {
        refused(&world, &[wrong], BadUserInput, "attendance[0].membership");
    }
    let (_, rows) = recorded(&world, &attended(&[entry(1101, Presence::Alternate)]));
    assert_eq!(rows[0].membership, Some(id(61)));
    let agreed = AttendanceEntry { agreed: Some(false), ..entry(1101, Presence::Substitute) };
    let (_, rows) = recorded(&world, &attended(&[agreed]));
    assert_eq!((rows[0].membership, rows[0].agreed), (None, Some(false)));
    // A membership that had not begun, or was over, was not there.
    let early = RecordMeeting {
        starts_at: Some(at("2025-03-01T09:00:00Z")),
        ends_at: None,
        called_on: None,
        papers_on: None,
        ..attended(&[named(1101, Presence::Alternate, 61)])
    };
    assert_refused(world.run(&secretariat(), &early), BadUserInput, "attendance[0].membership");
    world.council_mut(id(1)).memberships[2].ended = Some(day("2025-11-20"));
    refused(&world, &[named(1201, Presence::Holder, 62)], BadUserInput, "attendance[0].membership");
    world.council_mut(id(1)).seats[0].period.end = Some(day("2025-11-20"));
    refused(&world, &[entry(1101, Presence::Absent)], NotFound, "attendance[0].seat");
    // Of several alternates one has to be named.
    let mut second = held(63, 1101, "2025-06-01", None, false);
    second.alternate_rank = 2;
    world.council_mut(id(1)).memberships.push(second);
    world.council_mut(id(1)).seats[0].period.end = None;
    refused(&world, &[entry(1101, Presence::Alternate)], BadUserInput, "attendance[0].membership");
    decided(world.run(&secretariat(), &attended(&[named(1101, Presence::Alternate, 63)])));
}

#[test]
fn complete_means_that_every_seat_is_spoken_of() {
    let world = world();
    let one = RecordMeeting { attendance: vec![entry(1101, Presence::Holder)], ..meeting() };
    assert_refused(world.run(&secretariat(), &one), BadUserInput, "attendanceComplete");
    decided(world.run(&secretariat(), &RecordMeeting { attendance_complete: false, ..one }));
    // After the chair's term the seat is vacant: nobody misses it.
    let later = RecordMeeting {
        starts_at: Some(at("2026-01-15T09:00:00Z")),
        ends_at: None,
        attendance: vec![entry(1101, Presence::Holder)],
        ..meeting()
    };
    decided(world.run(&secretariat(), &later));
}

#[test]
fn a_meeting_that_was_held_lies_in_the_past_and_stands_once() {
    let mut world = world();
    let votes = Decision { kind: None, in_favour: 10_001, against: 0, abstained: 0, carried: true };
    for (act, code, field) in [
        (
            RecordMeeting { starts_at: Some(at("2026-03-01T09:00:01Z")), ends_at: None, ..attended(&[]) },
            BadUserInput,
            "startsAt",
        ),
        (RecordMeeting { ends_at: Some(at("2025-11-20T08:59:59Z")), ..meeting() }, BadUserInput, "endsAt"),
        (RecordMeeting { ends_at: Some(at("2026-03-01T09:00:01Z")), ..meeting() }, BadUserInput, "endsAt"),
        (RecordMeeting { called_on: Some(day("2025-11-21")), ..meeting() }, BadUserInput, "calledOn"),
        (RecordMeeting { papers_on: Some(day("2025-11-21")), ..meeting() }, BadUserInput, "papersOn"),
        (RecordMeeting { title: Some(text("")), ..meeting() }, BadUserInput, "title.nb"),
        (RecordMeeting { decisions: vec![votes.clone()], ..meeting() }, BadUserInput, "decisions[0].inFavour"),
        (
            RecordMeeting {
                decisions: vec![Decision { kind: Some("decree".into()), in_favour: 1, ..votes }],
                ..meeting()
            },
            NotFound,
            "decisions[0].kind",
        ),
    ] {
        let found = refusals(world.run(&secretariat(), &act));
        assert_eq!((found[0].0, found[0].1.as_deref()), (code, Some(field)));
    }
    let (known, _) = recorded(&world, &meeting());
    world.council_mut(id(1)).meetings.push(known);
    assert_refused(world.run(&secretariat(), &meeting()), Conflict, "startsAt");
    world.council_mut(id(1)).meetings[0].status = MeetingStatus::Cancelled;
    decided(world.run(&secretariat(), &meeting()));
}
