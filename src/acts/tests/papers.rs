//! Papers: what may be offered and added, said otherwise, withdrawn, approved.

use chrono::{DateTime, Utc};

use super::{appoint::council_with, world::*};
use crate::{
    access::caller::Caller,
    acts::paper::{
        add::{AddPaper, Offer, Subject},
        approve::ApproveMinutes,
        edit::{EditPaper, Embargo},
        withdraw::WithdrawPaper,
    },
    domain::{
        change::Change,
        council::{Held, Meeting, MeetingKind, MeetingStatus},
        people::Grant,
        text::Lang,
        work::{AgendaItem, Approval, Case, CaseStatus, MediaType, Paper, PaperKind, PaperVisibility},
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

const CASE: u128 = 70;
const ITEM: u128 = 71;
pub const MEMBERS: u128 = 80;
pub const OPEN: u128 = 81;
const EMBARGOED: u128 = 82;
pub const MINUTES: u128 = 83;
const SPRING: u128 = 90;
const AUTUMN: u128 = 91;
pub const NEXT: u128 = 92;

pub fn at(instant: &str) -> DateTime<Utc> {
    instant.parse().unwrap()
}

fn meeting(number: u128, starts_at: &str, status: MeetingStatus) -> Meeting {
    Meeting {
        id: id(number),
        title: text("Meeting"),
        kind: MeetingKind::Ordinary,
        status,
        starts_at: at(starts_at),
        ends_at: None,
        place: None,
        link: None,
        together_with: Vec::new(),
        past: Vec::new(),
        day: at(starts_at).date_naive(),
        held: Held::default(),
        wheel_year: None,
        changed_at: at(starts_at),
    }
}

pub fn paper(number: u128, visibility: PaperVisibility) -> Paper {
    Paper {
        id: id(number),
        agenda_item: None,
        case: Some(id(CASE)),
        meeting: None,
        kind: PaperKind::Paper,
        series: id(number),
        title: text("Note"),
        visibility,
        language: Lang::Nb,
        version: 1,
        file_name: "note.txt".to_owned(),
        media_type: MediaType::Plain,
        size: 4,
        sha256: "0f".repeat(32),
        embargo_until: None,
        approved: None,
        withdrawn_at: None,
        added_by: None,
        added_at: at("2026-02-01T09:00:00Z"),
    }
}

/// A council with a case on the agenda of a meeting to come, two meetings that were, and papers of every kind.
pub fn world() -> World {
    let mut world = council_with(&[]);
    let council = world.council_mut(id(1));
    council.meetings = vec![
        meeting(SPRING, "2025-05-20T09:00:00Z", MeetingStatus::Held),
        meeting(AUTUMN, "2025-11-20T09:00:00Z", MeetingStatus::Held),
        meeting(NEXT, "2026-05-20T09:00:00Z", MeetingStatus::Planned),
    ];
    council.work.cases = vec![Case {
        id: id(CASE),
        title: text("Case"),
        description: None,
        status: CaseStatus::Scheduled,
        raised_by: None,
        raised_on: day("2026-01-10"),
        next_process: None,
        task: None,
        public: false,
        record: None,
        history: Vec::new(),
    }];
    council.work.items = vec![AgendaItem {
        id: id(ITEM),
        meeting: id(NEXT),
        case: id(CASE),
        ordinal: 1,
        starts_at: None,
        outcome: None,
        record: None,
    }];
    council.work.papers = vec![
        paper(MEMBERS, PaperVisibility::Members),
        paper(OPEN, PaperVisibility::Public),
        Paper { embargo_until: Some(at("2026-04-01T00:00:00Z")), ..paper(EMBARGOED, PaperVisibility::Public) },
        Paper {
            case: None,
            meeting: Some(id(SPRING)),
            kind: PaperKind::Minutes,
            ..paper(MINUTES, PaperVisibility::Members)
        },
    ];
    world
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn offer() -> Offer {
    Offer {
        council: id(1),
        paper: id(99),
        of: Some(Subject::Case(id(CASE))),
        title: text("Note"),
        language: Lang::Nb,
        visibility: PaperVisibility::Public,
        embargo_until: None,
        file_name: "note.txt".to_owned(),
        media_type: MediaType::Plain,
        size: 4,
        kind: PaperKind::Paper,
        replaces: None,
    }
}

fn dry(offer: Offer) -> AddPaper {
    AddPaper { offer, most_bytes: 10, sha256: None, words: None }
}

#[track_caller]
fn added(world: &World, offer: Offer) -> (Paper, bool) {
    let act = AddPaper { sha256: Some("ab".repeat(32)), ..dry(offer) };
    let decision = decided(world.run(&secretariat(), &act));
    let public = decision.changes[0].touch().public;
    match decision.changes.into_iter().next() {
        Some(Change::Paper(_, paper)) => (paper, public),
        other => panic!("{other:?}"),
    }
}

/// The paper after an edit, and whether everybody may see that.
#[track_caller]
fn changed<T>(decision: crate::store::act::Decision<T>) -> (Paper, bool) {
    let public = decision.changes[0].touch().public;
    match decision.changes.into_iter().next() {
        Some(Change::PaperData(_, paper, _)) => (paper, public),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_the_secretariat_provides_papers() {
    let world = world();
    let (add, withdraw) = (dry(offer()), WithdrawPaper { council: id(1), paper: id(OPEN) });
    assert_refused(world.run(&Caller::anonymous(), &add), Unauthenticated, "");
    assert_refused(world.run(&with(&[Grant::Operator]), &add), Forbidden, "");
    assert_refused(world.run(&with(&[Grant::Secretariat(id(2))]), &withdraw), Forbidden, "");
    let edit = EditPaper { council: id(1), paper: id(OPEN), title: None, visibility: None, embargo: None };
    assert_refused(world.run(&with(&[]), &edit), Forbidden, "");
    let approve = ApproveMinutes { council: id(1), paper: id(MINUTES), meeting: id(AUTUMN) };
    assert_refused(world.run(&with(&[]), &approve), Forbidden, "");
}

#[test]
fn a_paper_belongs_to_a_case_an_item_or_a_meeting() {
    let world = world();
    let (paper, public) = added(&world, offer());
    assert_eq!((paper.id, paper.series, paper.version, paper.case), (id(99), id(99), 1, Some(id(CASE))));
    assert_eq!((paper.sha256, paper.added_at, public), ("ab".repeat(32), now(), true));
    let (paper, _) = added(&world, Offer { of: Some(Subject::Item(id(ITEM))), ..offer() });
    assert_eq!((paper.agenda_item, paper.case), (Some(id(ITEM)), Some(id(CASE))));
    let (paper, _) = added(&world, Offer { of: Some(Subject::Meeting(id(NEXT))), ..offer() });
    assert_eq!((paper.meeting, paper.case), (Some(id(NEXT)), None));
    for (of, field) in
        [(Subject::Case(id(1000)), "case"), (Subject::Item(id(1000)), "item"), (Subject::Meeting(id(1000)), "meeting")]
    {
        assert_refused(world.run(&secretariat(), &dry(Offer { of: Some(of), ..offer() })), NotFound, field);
    }
    assert_refused(world.run(&secretariat(), &dry(Offer { of: None, ..offer() })), BadUserInput, "case");
    let both = Offer { replaces: Some(id(OPEN)), ..offer() };
    assert_refused(world.run(&secretariat(), &dry(both)), BadUserInput, "replaces");
}

#[test]
fn a_paper_that_is_not_for_everybody_touches_nothing_public() {
    let world = world();
    let (_, public) = added(&world, Offer { visibility: PaperVisibility::Members, ..offer() });
    assert!(!public);
    let (_, public) = added(&world, Offer { embargo_until: Some(at("2026-03-02T00:00:00Z")), ..offer() });
    assert!(!public);
}

#[test]
fn what_is_said_of_the_file_has_to_be_right() {
    let world = world();
    let refused = |offer: Offer, field: &str| {
        assert_refused(world.run(&secretariat(), &dry(offer)), BadUserInput, field);
    };
    for size in [0, 11] {
        refused(Offer { size, ..offer() }, "size");
    }
    for name in ["a/note.txt", "a\\note.txt", ".note.txt", " note.txt", "note.pdf", "note"] {
        refused(Offer { file_name: name.to_owned(), ..offer() }, "fileName");
    }
    refused(Offer { title: text(&"x".repeat(1_001)), ..offer() }, "title");
}

#[test]
fn an_embargo_that_is_over_is_refused_in_an_offer_and_gone_when_the_bytes_come() {
    let world = world();
    let late = Offer { embargo_until: Some(now()), ..offer() };
    assert_refused(world.run(&secretariat(), &dry(late.clone())), BadUserInput, "embargoUntil");
    let (paper, public) = added(&world, late);
    assert_eq!((paper.embargo_until, public), (None, true));
}

#[test]
fn an_offer_makes_one_paper() {
    let world = world();
    assert_refused(world.run(&secretariat(), &dry(Offer { paper: id(OPEN), ..offer() })), Conflict, "");
}

#[test]
fn a_version_follows_the_latest_of_its_paper() {
    let mut world = world();
    let next = Offer { of: None, replaces: Some(id(MEMBERS)), kind: PaperKind::Minutes, ..offer() };
    let (paper, _) = added(&world, next.clone());
    assert_eq!((paper.series, paper.version, paper.kind), (id(MEMBERS), 2, PaperKind::Paper));
    world.council_mut(id(1)).work.papers.push(paper);
    let (paper, _) = added(&world, Offer { paper: id(100), ..next });
    assert_eq!((paper.series, paper.version), (id(MEMBERS), 3));
    let missing = Offer { paper: id(101), of: None, replaces: Some(id(1000)), ..offer() };
    assert_refused(world.run(&secretariat(), &dry(missing)), NotFound, "replaces");
    let papers = &mut world.council_mut(id(1)).work.papers;
    papers[1].withdrawn_at = Some(now());
    papers[3].approved = Some(Approval { on: day("2025-11-20"), by: id(AUTUMN) });
    for former in [OPEN, MINUTES] {
        let next = Offer { paper: id(101), of: None, replaces: Some(id(former)), ..offer() };
        assert_refused(world.run(&secretariat(), &dry(next)), Conflict, "replaces");
    }
}

#[test]
fn minutes_are_of_a_meeting_that_was_and_has_none() {
    let world = world();
    let minutes = |of| Offer { of: Some(of), kind: PaperKind::Minutes, ..offer() };
    let (paper, _) = added(&world, minutes(Subject::Meeting(id(AUTUMN))));
    assert_eq!((paper.kind, paper.meeting), (PaperKind::Minutes, Some(id(AUTUMN))));
    assert_refused(world.run(&secretariat(), &dry(minutes(Subject::Case(id(CASE))))), BadUserInput, "meeting");
    assert_refused(world.run(&secretariat(), &dry(minutes(Subject::Meeting(id(NEXT))))), Conflict, "meeting");
    assert_refused(world.run(&secretariat(), &dry(minutes(Subject::Meeting(id(SPRING))))), Conflict, "meeting");
}

fn edit(number: u128) -> EditPaper {
    EditPaper { council: id(1), paper: id(number), title: None, visibility: None, embargo: None }
}

#[test]
fn what_everybody_saw_stays_for_everybody() {
    let world = world();
    let members = Some(PaperVisibility::Members);
    let later = Some(Embargo::Until(at("2026-05-01T00:00:00Z")));
    let open = EditPaper { visibility: members, ..edit(OPEN) };
    assert_refused(world.run(&secretariat(), &open), Conflict, "visibility");
    assert_refused(world.run(&secretariat(), &EditPaper { embargo: later, ..edit(OPEN) }), Conflict, "embargoUntil");
    // What is held back nobody has seen.
    let held_back = EditPaper { visibility: members, embargo: later, ..edit(EMBARGOED) };
    let (paper, public) = changed(decided(world.run(&secretariat(), &held_back)));
    assert_eq!((paper.visibility, public), (PaperVisibility::Members, false));
    let lifted = EditPaper { embargo: Some(Embargo::Lifted), ..edit(EMBARGOED) };
    let (paper, public) = changed(decided(world.run(&secretariat(), &lifted)));
    assert_eq!((paper.embargo_until, public), (None, true));
    assert_refused(world.run(&secretariat(), &edit(OPEN)), BadUserInput, "paper");
    assert_refused(world.run(&secretariat(), &EditPaper { title: Some(text("x")), ..edit(1000) }), NotFound, "paper");
    let past = EditPaper { embargo: Some(Embargo::Until(now())), ..edit(EMBARGOED) };
    assert_refused(world.run(&secretariat(), &past), BadUserInput, "embargoUntil");
}

#[test]
fn a_paper_is_withdrawn_once() {
    let mut world = world();
    for (number, public) in [(OPEN, true), (MEMBERS, false), (EMBARGOED, false)] {
        let act = WithdrawPaper { council: id(1), paper: id(number) };
        let (paper, touched) = changed(decided(world.run(&secretariat(), &act)));
        assert_eq!((paper.withdrawn_at, touched), (Some(now()), public));
    }
    world.council_mut(id(1)).work.papers[1].withdrawn_at = Some(now());
    let act = WithdrawPaper { council: id(1), paper: id(OPEN) };
    assert_refused(world.run(&secretariat(), &act), Conflict, "paper");
    assert_refused(world.run(&secretariat(), &EditPaper { title: Some(text("x")), ..edit(OPEN) }), Conflict, "paper");
}

#[test]
fn minutes_are_approved_by_a_later_meeting_that_was_held() {
    let mut world = world();
    let approve = |paper, meeting| ApproveMinutes { council: id(1), paper: id(paper), meeting: id(meeting) };
    let (paper, _) = changed(decided(world.run(&secretariat(), &approve(MINUTES, AUTUMN))));
    assert_eq!(paper.approved, Some(Approval { on: day("2025-11-20"), by: id(AUTUMN) }));
    for meeting in [SPRING, NEXT] {
        assert_refused(world.run(&secretariat(), &approve(MINUTES, meeting)), Conflict, "meeting");
    }
    assert_refused(world.run(&secretariat(), &approve(MINUTES, 1000)), NotFound, "meeting");
    assert_refused(world.run(&secretariat(), &approve(1000, AUTUMN)), NotFound, "paper");
    world.council_mut(id(1)).work.papers[3].version = 1;
    let later = Paper { id: id(84), version: 2, ..world.council_mut(id(1)).work.papers[3].clone() };
    world.council_mut(id(1)).work.papers.push(later);
    assert_refused(world.run(&secretariat(), &approve(MINUTES, AUTUMN)), Conflict, "paper");
    let (paper, _) = changed(decided(world.run(&secretariat(), &approve(84, AUTUMN))));
    world.council_mut(id(1)).work.papers[4] = paper;
    assert_refused(world.run(&secretariat(), &approve(84, AUTUMN)), Conflict, "paper");
}
