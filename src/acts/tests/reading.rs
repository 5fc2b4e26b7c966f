//! What a member has not read: in which order, and of what.

use std::collections::HashSet;

use super::{papers, world::*};
use crate::domain::{
    council::{Council, Membership, Role},
    id::PaperId,
    work::{About, Level, Paper, PaperVisibility, Reader, Seen, ToDoKind, for_member, unread},
};

/// The council of the tests on papers, in which somebody has a seat since February.
fn council() -> Council {
    let mut world = papers::world();
    let council = world.council_mut(id(1));
    council.memberships.push(Membership {
        id: id(60),
        appointment: id(61),
        seat: id(1101),
        person: id(50),
        role: Role::Member,
        acting: false,
        post: None,
        alternate_rank: 0,
        on_behalf_of: None,
        start: day("2026-02-01"),
        expected_end: None,
        ended: None,
        end_ground: None,
        end_reason: None,
        holds_over: false,
    });
    council.clone()
}

fn found(council: &Council, read: &[u128]) -> Vec<(PaperId, bool)> {
    let read: HashSet<PaperId> = read.iter().map(|number| id(*number)).collect();
    let seen = Seen::of(&council.work, Level::Member, now());
    let reader = Reader { person: id(50), read: &read };
    unread(council, seen, reader, today(), now()).iter().map(|it| (it.paper.id, it.meeting.is_some())).collect()
}

#[test]
fn papers_of_the_next_meeting_come_first_and_what_is_held_back_not_at_all() {
    let mut council = council();
    let open = papers::paper(papers::OPEN, PaperVisibility::Public);
    // Of no meeting to come: of a case that is on no agenda.
    council.work.papers.push(Paper { id: id(84), series: id(84), case: Some(id(79)), ..open.clone() });
    council.work.papers.push(Paper {
        id: id(85),
        series: id(85),
        added_at: papers::at("2026-02-20T09:00:00Z"),
        ..open.clone()
    });
    let all = [(85, true), (papers::MEMBERS, true), (papers::OPEN, true), (84, false), (papers::MINUTES, false)];
    let expected = |of: &[(u128, bool)]| of.iter().map(|(number, coming)| (id(*number), *coming)).collect::<Vec<_>>();
    let mut in_order = found(&council, &[]);
    // Those that were added at the same moment stand in the order of identity.
    assert_eq!(in_order.split_off(3), expected(&[(papers::MINUTES, false), (84, false)]));
    assert_eq!(in_order, expected(&all[..3]));
    assert_eq!(found(&council, &[85, papers::MINUTES, 84]), expected(&all[1..3]));

    let read = HashSet::from([id(papers::OPEN)]);
    let (seen, reader) = (Seen::of(&council.work, Level::Member, now()), Reader { person: id(50), read: &read });
    let to_do = for_member(&council, seen, reader, today(), now());
    let line = to_do.iter().find(|it| it.kind == ToDoKind::ReadPapers).unwrap();
    assert_eq!(
        (line.count, line.due, line.about),
        (Some(2), Some(day("2026-05-20")), About::Meeting(id(papers::NEXT)))
    );
}

#[test]
fn who_came_later_is_not_handed_what_was_before() {
    let mut council = council();
    council.memberships.last_mut().unwrap().start = day("2026-02-15");
    assert_eq!(
        found(&council, &[]),
        [(id(papers::MEMBERS), true), (id(papers::OPEN), true)],
        "but for what is to come"
    );
    council.memberships.last_mut().unwrap().ended = Some(day("2026-02-20"));
    assert_eq!(found(&council, &[]), [], "who has left has nothing to read");
}

#[test]
fn only_the_latest_version_counts() {
    let mut council = council();
    let first = papers::paper(papers::OPEN, PaperVisibility::Public);
    council.work.papers.push(Paper { id: id(86), version: 2, ..first });
    let papers = found(&council, &[papers::OPEN, papers::MEMBERS, papers::MINUTES]);
    assert_eq!(papers, [(id(86), true)], "a new version is unread");
}
