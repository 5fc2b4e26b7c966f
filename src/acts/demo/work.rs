//! Invented work: a meeting that was and one that comes, with cases, an agenda and papers.
//!
//! May import: `store::act`, `domain`.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::{
    domain::{
        change::Change,
        council::{Council, Held, Meeting, MeetingKind, MeetingStatus, Membership},
        text::{Lang, Text},
        work::{AgendaItem, Case, CaseEvent, CaseStatus, MediaType, Paper, PaperKind, PaperVisibility, Raiser},
    },
    store::act::Facts,
};

/// SHA-256 of nothing: an invented paper has no bytes (FIPS 180-4).
const DIGEST_OF_NOTHING: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Enters the work of a council that is at work; one without members today has none.
pub(super) fn fill(council: &Council, roster: &[Membership], facts: &Facts<'_>, changes: &mut Vec<Change>) {
    let today = facts.today;
    let seated: Vec<&Membership> = roster.iter().filter(|membership| membership.in_force_on(today)).collect();
    let [first, second, ..] = seated.as_slice() else { return };
    let id = council.head.id;
    let past =
        meeting(facts, today - Days::new(60), "Rådsmøte i vår", "Council meeting in spring", MeetingStatus::Held);
    let next = meeting(facts, today + Days::new(30), "Neste rådsmøte", "Next council meeting", MeetingStatus::Called);
    let cases = [
        case(
            facts,
            first,
            today - Days::new(80),
            CaseStatus::Closed,
            ("Felles mål for neste år", "Shared goals for next year"),
        ),
        case(
            facts,
            second,
            today - Days::new(20),
            CaseStatus::Scheduled,
            ("Prioritering av fellestiltak", "Priorities among shared measures"),
        ),
        case(facts, first, today - Days::new(3), CaseStatus::Raised, ("Innspill om veikart", "Input on a road map")),
    ];
    let items = [item(facts, &past, &cases[0], 1), item(facts, &next, &cases[1], 1)];
    let papers = [
        paper(facts, &items[0], PaperVisibility::Public, ("Referat", "Minutes")),
        paper(facts, &items[1], PaperVisibility::Members, ("Saksunderlag", "Case paper")),
        paper(facts, &items[1], PaperVisibility::Secretariat, ("Arbeidsnotat", "Working note")),
    ];
    changes.extend([past, next].map(|meeting| Change::Meeting(id, meeting)));
    changes.extend(cases.map(|case| Change::Case(id, case)));
    changes.extend(items.map(|item| Change::AgendaItem(id, item, false)));
    changes.extend(papers.map(|paper| Change::Paper(id, paper)));
}

fn meeting(facts: &Facts<'_>, day: NaiveDate, nb: &str, en: &str, status: MeetingStatus) -> Meeting {
    let nine = NaiveTime::from_hms_opt(8, 0, 0).unwrap_or_default();
    let starts_at: DateTime<Utc> = day.and_time(nine).and_utc();
    Meeting {
        id: facts.new_id(),
        title: Text::nb_en(nb, en),
        kind: MeetingKind::Ordinary,
        status,
        link: None,
        together_with: Vec::new(),
        past: Vec::new(),
        wheel_year: None,
        changed_at: chrono::DateTime::UNIX_EPOCH,
        day,
        held: Held::default(),
        starts_at,
        ends_at: starts_at.checked_add_signed(TimeDelta::hours(4)),
        place: Some(Text::nb_en("Oslo", "Oslo")),
    }
}

fn case(facts: &Facts<'_>, by: &Membership, on: NaiveDate, status: CaseStatus, (nb, en): (&str, &str)) -> Case {
    let stood = |status: CaseStatus, days: u64| CaseEvent {
        status,
        at: (on + Days::new(days)).and_time(NaiveTime::MIN).and_utc(),
        reason: None,
    };
    let mut history = vec![stood(CaseStatus::Raised, 0)];
    if status != CaseStatus::Raised {
        history.push(stood(CaseStatus::Scheduled, 1));
    }
    if status == CaseStatus::Closed {
        history.push(stood(status, 20));
    }
    Case {
        id: facts.new_id(),
        title: Text::nb_en(nb, en),
        status,
        description: None,
        task: None,
        public: false,
        record: None,
        history,
        raised_by: Some(Raiser::Member(by.id)),
        raised_on: on,
        next_process: Some(Text::nb_en(
            "Rådet gir råd; sakseier følger opp.",
            "The council advises; the case owner follows up.",
        )),
    }
}

fn item(facts: &Facts<'_>, meeting: &Meeting, case: &Case, ordinal: u32) -> AgendaItem {
    AgendaItem {
        id: facts.new_id(),
        meeting: meeting.id,
        case: case.id,
        ordinal,
        starts_at: None,
        outcome: None,
        record: None,
    }
}

fn paper(facts: &Facts<'_>, item: &AgendaItem, visibility: PaperVisibility, (nb, en): (&str, &str)) -> Paper {
    let id = facts.new_id();
    Paper {
        id,
        agenda_item: Some(item.id),
        case: Some(item.case),
        meeting: None,
        kind: PaperKind::Paper,
        series: id,
        title: Text::nb_en(nb, en),
        visibility,
        language: Lang::Nb,
        version: 1,
        file_name: format!("{}.txt", nb.to_lowercase()),
        media_type: MediaType::Plain,
        size: 0,
        sha256: DIGEST_OF_NOTHING.to_owned(),
        embargo_until: None,
        approved: None,
        withdrawn_at: None,
        added_by: None,
        added_at: facts.now,
    }
}
