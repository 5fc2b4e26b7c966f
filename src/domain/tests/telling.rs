//! Who is told of what.

use chrono::{DateTime, Utc};

use super::sample::{council, day, id, mandate};
use crate::domain::{
    change::Change,
    council::Council,
    id::{AgendaItemId, CaseId, MeetingId, PaperId},
    telling::{ChangeArea, Subject, Telling},
    text::{Lang, Text},
    work::{
        Advice, AgendaItem, Case, CaseStatus, FollowUp, FollowUpStatus, Level, MediaType, Paper, PaperKind,
        PaperVisibility, Recusal,
    },
};

const ITEM: u128 = 50;
const CASE: u128 = 51;
const MEETING: u128 = 52;
const ADVICE: u128 = 53;
const PAPER: u128 = 54;

fn now() -> DateTime<Utc> {
    "2026-03-12T09:00:00Z".parse().unwrap()
}

fn case(public: bool) -> Case {
    Case {
        id: id(CASE),
        title: Text::nb_en("Sak", "Case"),
        description: None,
        status: CaseStatus::Raised,
        raised_by: None,
        raised_on: day("2026-03-01"),
        next_process: None,
        task: None,
        public,
        record: None,
        history: Vec::new(),
    }
}

fn item() -> AgendaItem {
    AgendaItem {
        id: id(ITEM),
        meeting: id(MEETING),
        case: id(CASE),
        ordinal: 1,
        starts_at: None,
        outcome: None,
        record: None,
    }
}

fn advice() -> Advice {
    Advice {
        id: id(ADVICE),
        case: id(CASE),
        meeting: None,
        title: Text::nb_en("Råd", "Advice"),
        body: Text::nb_en("Gjør det", "Do it"),
        task: None,
        addressees: Vec::new(),
        adopted_on: day("2026-03-01"),
        published_on: None,
        url: None,
        record: id(60),
    }
}

fn paper(visibility: PaperVisibility) -> Paper {
    Paper {
        id: id(PAPER),
        agenda_item: None,
        case: None,
        meeting: Some(id(MEETING)),
        kind: PaperKind::Paper,
        series: id(PAPER),
        title: Text::nb_en("Papir", "Paper"),
        visibility,
        language: Lang::Nb,
        version: 1,
        file_name: "paper.txt".to_owned(),
        media_type: MediaType::Plain,
        size: 4,
        sha256: String::new(),
        embargo_until: None,
        approved: None,
        withdrawn_at: None,
        added_by: None,
        added_at: now(),
    }
}

fn at_work() -> Council {
    let mut council = council(mandate(1, None, None, Vec::new()));
    council.work.cases = vec![case(false)];
    council.work.items = vec![item()];
    council.work.advice = vec![advice()];
    council.work.papers = vec![paper(PaperVisibility::Members)];
    council
}

/// The subjects that are told of at each level, the widest first.
fn told(change: &Change) -> [Vec<Subject>; 3] {
    let telling = Telling::of(std::iter::once(change), Some(&at_work()), now());
    [Level::Public, Level::Member, Level::Secretariat].map(|level| {
        let streams = telling.streams().filter(|(_, seen_from, _)| *seen_from == level);
        streams.map(|(subject, ..)| subject).collect()
    })
}

/// Who is told, and of what beside the council.
#[track_caller]
fn tells(change: &Change, from: Level, about: &[Subject]) {
    let all: Vec<Subject> = std::iter::once(Subject::Council).chain(about.iter().copied()).collect();
    let [public, member, secretariat] = told(change);
    let expected = |level| if level >= from { all.clone() } else { Vec::new() };
    assert_eq!(public, expected(Level::Public));
    assert_eq!(member, expected(Level::Member));
    assert_eq!(secretariat, expected(Level::Secretariat));
}

fn of_case() -> Subject {
    Subject::Case(id::<CaseId>(CASE))
}

fn of_meeting() -> Subject {
    Subject::Meeting(id::<MeetingId>(MEETING))
}

#[test]
fn what_is_on_an_agenda_is_told_of_with_the_case_and_the_meeting() {
    let both = [of_case(), of_meeting()];
    let gone: AgendaItemId = id(ITEM);
    tells(&Change::AgendaItem(id(1), item(), false), Level::Member, &both);
    tells(&Change::AgendaItemGone(id(1), gone, true), Level::Public, &both);
    tells(&Change::AgendaOrder(id(1), vec![gone], false), Level::Member, &[of_meeting()]);
    let recusal = Recusal { item: gone, membership: id(70), reason: None };
    tells(&Change::Recusal(id(1), recusal), Level::Member, &both);
    // An agenda shows its cases as they are.
    tells(&Change::CaseData(id(1), case(true)), Level::Public, &both);
}

#[test]
fn advice_is_told_of_with_its_case() {
    tells(&Change::AdviceData(id(1), advice()), Level::Member, &[of_case()]);
    let published = Advice { published_on: Some(day("2026-03-12")), ..advice() };
    tells(&Change::AdviceData(id(1), published), Level::Public, &[of_case()]);
    let follow_up = FollowUp {
        id: id(61),
        advice: id(ADVICE),
        organisation: id(62),
        status: FollowUpStatus::Planned,
        body: Text::nb_en("Gjøres", "Will be done"),
        url: None,
        on: day("2026-03-12"),
    };
    tells(&Change::FollowUp(id(1), follow_up, false), Level::Member, &[of_case()]);
}

#[test]
fn a_paper_is_told_of_to_those_who_see_it() {
    let added = |paper| Change::Paper(id(1), paper);
    let embargoed =
        |visibility| Paper { embargo_until: Some("2026-04-01T00:00:00Z".parse().unwrap()), ..paper(visibility) };
    tells(&added(paper(PaperVisibility::Public)), Level::Public, &[of_meeting()]);
    tells(&added(paper(PaperVisibility::Members)), Level::Member, &[of_meeting()]);
    tells(&added(paper(PaperVisibility::Secretariat)), Level::Secretariat, &[of_meeting()]);
    tells(&added(embargoed(PaperVisibility::Public)), Level::Secretariat, &[of_meeting()]);
    tells(&added(embargoed(PaperVisibility::Members)), Level::Secretariat, &[of_meeting()]);
    let of_item = Paper { agenda_item: Some(id(ITEM)), meeting: None, ..paper(PaperVisibility::Members) };
    tells(&added(of_item), Level::Member, &[of_case(), of_meeting()]);
}

#[test]
fn who_saw_a_paper_sees_it_go() {
    let kept_back = paper(PaperVisibility::Secretariat);
    tells(&Change::PaperData(id(1), kept_back, false), Level::Member, &[of_meeting()]);
    let other = Paper { id: id::<PaperId>(99), ..paper(PaperVisibility::Secretariat) };
    tells(&Change::PaperData(id(1), other, false), Level::Secretariat, &[of_meeting()]);
}

#[test]
fn each_level_is_told_of_the_areas_that_it_sees() {
    let published = Advice { published_on: Some(day("2026-03-12")), ..advice() };
    let changes = [Change::AdviceData(id(1), published), Change::Paper(id(1), paper(PaperVisibility::Secretariat))];
    let telling = Telling::of(changes.iter(), Some(&at_work()), now());
    let areas = |level| {
        let (.., areas) = telling.streams().find(|(at, seen, _)| (*at, *seen) == (Subject::Council, level)).unwrap();
        areas.iter().copied().collect::<Vec<_>>()
    };
    assert_eq!(areas(Level::Public), [ChangeArea::Advice]);
    assert_eq!(areas(Level::Member), [ChangeArea::Advice]);
    assert_eq!(areas(Level::Secretariat), [ChangeArea::Papers, ChangeArea::Advice]);
}

#[test]
fn somebody_who_is_known_otherwise_is_told_of_to_everybody() {
    let mut telling = Telling::default();
    telling.add_known_person();
    assert!(telling.is_seen_from(Level::Public) && telling.is_seen_from(Level::Secretariat));
}
