//! Clashes against a slow and obvious model, and calendars as they are written.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;

use super::sample::id;
use crate::domain::{
    calendar::{Clash, Entry, Feed, Sitting, clashes},
    council::{
        Body, Council, CouncilHead, CouncilStatus, Formerly, Held, Mandate, MandateStatus, Meeting, MeetingKind,
        MeetingStatus, Membership, Role, Seat, SeatGroup,
    },
    id::{OrganisationId, PersonId},
    mandate::{clause::Clause, composition::Composition},
    text::{Lang, Text},
    time::Period,
    work::{Level, Seen},
};

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn meeting(number: u128, starts_at: DateTime<Utc>, minutes: Option<i64>) -> Meeting {
    Meeting {
        id: id(number),
        title: Text::nb_en("Møte", "Meeting"),
        kind: MeetingKind::Ordinary,
        status: MeetingStatus::Planned,
        starts_at,
        ends_at: minutes.map(|minutes| starts_at + TimeDelta::minutes(minutes)),
        place: None,
        link: None,
        together_with: Vec::new(),
        day: starts_at.date_naive(),
        held: Held::default(),
        past: Vec::new(),
        wheel_year: None,
        changed_at: instant("2026-01-02T03:04:05Z"),
    }
}

/// A council in which these persons hold seats, each on behalf of the organisation beside it.
fn council(number: u128, people: &[(u128, Option<u128>, u32)]) -> Council {
    let head = CouncilHead {
        id: id(number),
        slug: format!("council-{number}").as_str().into(),
        name: Text::nb_en(&format!("Råd {number}"), &format!("Council {number}")),
        description: None,
        visibility: CouncilStatus::Public,
        owner: id(1),
        family: None,
        tier: None,
        time_zone: "Europe/Oslo".to_owned(),
        established_on: None,
        dissolved_on: None,
    };
    let mut council = Council::new(head);
    let clause: Clause = serde_json::from_value(super::sample::group("members", super::sample::exactly(9))).unwrap();
    council.mandates.push(Mandate {
        id: id(900),
        version: 1,
        status: MandateStatus::Adopted,
        title: None,
        url: None,
        adopted_on: None,
        adopted_by: None,
        period: Period::default(),
        template: None,
        composition: Composition::of([&clause].into_iter()).into(),
        clauses: Vec::new(),
    });
    let key = council.mandates[0].composition.groups[0].key.clone();
    council.groups.push(SeatGroup { id: id(800), key });
    for (place, (person, organisation, rank)) in (1_u32..).zip(people) {
        let seat = Seat { id: id(700 + u128::from(place)), group: id(800), ordinal: place, period: Period::default() };
        council.memberships.push(Membership {
            id: id(600 + u128::from(place)),
            appointment: id(500),
            seat: seat.id,
            person: id(*person),
            role: Role::Member,
            acting: false,
            post: None,
            alternate_rank: *rank,
            on_behalf_of: organisation.map(id),
            start: super::sample::day("2020-01-01"),
            expected_end: None,
            ended: None,
            end_ground: None,
            end_reason: None,
            holds_over: false,
        });
        council.seats.push(seat);
    }
    council
}

/// Every minute at which both take place, one by one.
fn slow(councils: &[&Council], sittings: &[Sitting<'_>]) -> BTreeSet<Clash> {
    let minutes = |meeting: &Meeting| -> BTreeSet<DateTime<Utc>> {
        let end = meeting.ends_at.unwrap_or(meeting.starts_at);
        let mut all = BTreeSet::from([meeting.starts_at]);
        let mut at = meeting.starts_at;
        while at < end {
            all.insert(at);
            at += TimeDelta::minutes(1);
        }
        all
    };
    let with = |one: &Sitting<'_>, other: &Sitting<'_>| {
        one.meeting.together_with.contains(&Body::Council(other.council.head.id))
    };
    let there = |sitting: &Sitting<'_>| {
        let own = sitting.council.head.id;
        let all = councils.iter().filter(|council| {
            council.head.id == own || sitting.meeting.together_with.contains(&Body::Council(council.head.id))
        });
        let held: Vec<&Membership> =
            all.flat_map(|council| &council.memberships).filter(|m| m.alternate_rank == 0).collect();
        let persons: BTreeSet<PersonId> = held.iter().map(|membership| membership.person).collect();
        let organisations: BTreeSet<OrganisationId> =
            held.iter().filter_map(|membership| membership.on_behalf_of).collect();
        (persons, organisations)
    };
    let mut found = BTreeSet::new();
    for one in sittings {
        for other in sittings {
            let order = |sitting: &Sitting<'_>| (sitting.meeting.starts_at, sitting.id());
            let joint = (with(one, other) || with(other, one)) && one.meeting.starts_at == other.meeting.starts_at;
            if order(one) >= order(other) || joint || minutes(one.meeting).is_disjoint(&minutes(other.meeting)) {
                continue;
            }
            let (a, b) = (there(one), there(other));
            let persons: Vec<_> = a.0.intersection(&b.0).copied().collect();
            let organisations: Vec<_> = a.1.intersection(&b.1).copied().collect();
            if !persons.is_empty() || !organisations.is_empty() {
                found.insert(Clash { first: one.id(), second: other.id(), persons, organisations });
            }
        }
    }
    found
}

fn any_council(number: u128) -> impl Strategy<Value = Council> {
    let person = (1_u128..6, proptest::option::of(20_u128..23), 0_u32..2);
    let held = (0_i64..12, proptest::option::of(0_i64..8), proptest::option::of(1_u128..4), any::<bool>());
    (proptest::collection::vec(person, 0..4), proptest::collection::vec(held, 0..4)).prop_map(
        move |(people, meetings)| {
            let mut council = council(number, &people);
            for (place, (start, length, with, off)) in (0_u128..).zip(meetings) {
                let starts_at = instant("2026-05-04T09:00:00Z") + TimeDelta::minutes(start);
                let mut meeting = meeting(number * 100 + place, starts_at, length);
                meeting.together_with =
                    with.filter(|with| *with != number).map(|with| Body::Council(id(with))).into_iter().collect();
                if off {
                    meeting.status = MeetingStatus::Cancelled;
                }
                council.meetings.push(meeting);
            }
            council
        },
    )
}

proptest! {
    #[test]
    fn clashes_are_those_of_the_obvious_model(one in any_council(1), two in any_council(2), three in any_council(3)) {
        let councils = [&one, &two, &three];
        let sittings: Vec<Sitting<'_>> = Sitting::all(councils).collect();
        prop_assert!(sittings.iter().all(|sitting| sitting.meeting.status == MeetingStatus::Planned));
        let found = clashes(&councils, &sittings);
        prop_assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>().len(), found.len());
        prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), slow(&councils, &sittings));
    }
}

#[test]
fn a_meeting_that_begins_when_another_ends_does_not_clash() {
    let mut one = council(1, &[(1, Some(20), 0)]);
    let mut two = council(2, &[(1, None, 0), (2, Some(20), 0)]);
    one.meetings.push(meeting(101, instant("2026-05-04T09:00:00Z"), Some(60)));
    two.meetings.push(meeting(201, instant("2026-05-04T10:00:00Z"), Some(60)));
    let found = |one: &Council, two: &Council| clashes(&[one, two], &Sitting::all([one, two]).collect::<Vec<_>>());
    assert_eq!(found(&one, &two), []);
    two.meetings[0].starts_at = instant("2026-05-04T09:59:00Z");
    let clash =
        Clash { first: (id(1), id(101)), second: (id(2), id(201)), persons: vec![id(1)], organisations: vec![id(20)] };
    assert_eq!(found(&one, &two), [clash]);
    // Whoever stands in is not expected, and whoever has left is not either.
    two.memberships[0].alternate_rank = 1;
    two.memberships[1].ended = Some(super::sample::day("2026-05-04"));
    assert_eq!(found(&one, &two), []);
}

fn written(council: &Council, lang: Lang, with_link: bool) -> String {
    let seen = Seen::of(&council.work, Level::Public, instant("2026-05-04T09:00:00Z"));
    let entries = council.meetings.iter().map(|meeting| Entry { council, meeting, seen, with_link }).collect();
    Feed { name: &council.head.name, lang, time_zone: Some(&council.head.time_zone), entries }.written()
}

#[test]
fn a_calendar_is_as_reviewed() {
    let mut council = council(1, &[]);
    let mut moved = meeting(11, instant("2026-10-25T08:00:00Z"), Some(120));
    moved.place = Some(Text::nb_en("Oslo; rom 3, 2. etasje", "Oslo; room 3, 2nd floor"));
    moved.link = Some("https://meet.example/secret".to_owned());
    moved.past.push(Formerly {
        starts_at: instant("2026-10-24T07:00:00Z"),
        ends_at: None,
        became: MeetingStatus::Moved,
        at: instant("2026-03-01T00:00:00Z"),
        reason: Some(Text::nb_en("Kolliderte med\nhøstferien", "Clashed with\nthe holiday")),
    });
    let mut off = meeting(12, instant("2026-03-29T00:30:00Z"), None);
    off.status = MeetingStatus::Cancelled;
    off.kind = MeetingKind::Extraordinary;
    council.meetings = vec![moved, off];
    insta::assert_snapshot!(written(&council, Lang::Nb, false).replace("\r\n", "\n"), @r"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//Mandat//Mandat//NO
    CALSCALE:GREGORIAN
    NAME:Råd 1
    X-WR-CALNAME:Råd 1
    X-WR-TIMEZONE:Europe/Oslo
    REFRESH-INTERVAL;VALUE=DURATION:PT1H
    X-PUBLISHED-TTL:PT1H
    BEGIN:VEVENT
    UID:07000000-0000-0000-0000-00000000000c
    DTSTAMP:20260102T030405Z
    LAST-MODIFIED:20260102T030405Z
    SEQUENCE:0
    DTSTART:20260329T003000Z
    SUMMARY:Avlyst: Råd 1: Møte
    STATUS:CANCELLED
    TRANSP:TRANSPARENT
    DESCRIPTION:Ekstraordinært møte
    END:VEVENT
    BEGIN:VEVENT
    UID:07000000-0000-0000-0000-00000000000b
    DTSTAMP:20260102T030405Z
    LAST-MODIFIED:20260102T030405Z
    SEQUENCE:1
    DTSTART:20261025T080000Z
    DTEND:20261025T100000Z
    SUMMARY:Råd 1: Møte
    STATUS:CONFIRMED
    TRANSP:OPAQUE
    LOCATION:Oslo\; rom 3\, 2. etasje
    DESCRIPTION:Flyttet: Kolliderte med\nhøstferien
    END:VEVENT
    END:VCALENDAR
    ");
    let private = written(&council, Lang::En, true);
    assert!(private.contains("URL:https://meet.example/secret\r\n"), "{private}");
    assert!(private.contains("SUMMARY:Called off: Council 1: Meeting\r\n"), "{private}");
    assert!(!written(&council, Lang::En, false).contains("secret"));
}

#[test]
fn long_lines_are_folded_between_letters_and_nothing_adds_a_line() {
    let mut council = council(1, &[]);
    let mut long = meeting(11, instant("2026-05-04T09:00:00Z"), Some(60));
    long.title = Text::nb_en(&"blåbærsyltetøy 🍓 ".repeat(20), "x");
    long.place = Some(Text::nb_en("Her\r\nATTENDEE:mailto:nobody@example.invalid", "Here"));
    long.link = Some("https://meet.example/\r\nBEGIN:VALARM".to_owned());
    council.meetings = vec![long];
    let written = written(&council, Lang::Nb, true);
    assert!(written.split("\r\n").all(|line| line.len() <= 75), "{written}");
    assert!(!written.replace("\r\n", "").contains(['\r', '\n']), "a line end stands alone");
    let unfolded = written.replace("\r\n ", "");
    assert!(unfolded.contains(&"blåbærsyltetøy 🍓 ".repeat(20)), "{unfolded}");
    let names: Vec<&str> = unfolded.lines().map(|line| line.split(':').next().unwrap()).collect();
    assert!(!names.contains(&"ATTENDEE") && names.iter().filter(|name| **name == "BEGIN").count() == 2, "{names:?}");
}
