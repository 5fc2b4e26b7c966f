//! What falls due, read from the same account as the verdicts.

use super::given_work::{Given, day, organisation};
use crate::domain::{
    council::RecordKind,
    mandate::{
        clause::Provision,
        due::{Due, DueKind},
    },
    text::Lang,
};

fn short(due: &[Due]) -> Vec<(String, u32, u32, bool)> {
    due.iter().map(|due| (due.by.to_string(), due.done, due.needed, due.overdue)).collect()
}

fn expected(days: &[(&str, u32, u32, bool)]) -> Vec<(String, u32, u32, bool)> {
    days.iter().map(|(by, done, needed, overdue)| ((*by).to_owned(), *done, *needed, *overdue)).collect()
}

#[test]
fn meetings_still_to_hold_are_told_for_this_year_and_the_years_asked_for() {
    let mut given = Given::founding("strategiradet");
    given.held("2026-02-01");
    given.held("2026-05-01");
    let due = given.due_of("s26-meetings", "2026-06-01", "2027-12-31");
    assert_eq!(short(&due), expected(&[("2026-12-31", 2, 4, false), ("2027-12-31", 0, 4, false)]));
    assert_eq!(due[0].kind, DueKind::Meetings);
    assert_eq!(due[0].what.in_lang(Lang::Nb), "Møter i rådet: 2 av 4 gjenstår, siste dag er 31. desember 2026.");
    assert_eq!(
        due[0].what.in_lang(Lang::En),
        "Meetings of the council: 2 of 4 remain, the last day is 31 December 2026."
    );
    assert!(given.due_of("s26-meetings", "2026-06-01", "2026-12-30").is_empty());
    given.held("2026-05-02");
    given.held("2026-05-03");
    assert!(given.due_of("s26-meetings", "2026-06-01", "2026-12-31").is_empty());
    assert_eq!(given.due_of("s26-meetings", "2026-05-02", "2026-12-31")[0].done, 3);
}

#[test]
fn engagements_with_named_bodies_fall_due_by_the_end_of_the_year() {
    let mut given = Given::founding("helseomsorg21-radet");
    let nsg = organisation("nasjonal-samarbeidsgruppe-for-helseforskning");
    assert_eq!(
        short(&given.due_of("h16-meet-nsg", "2022-03-01", "2022-12-31")),
        expected(&[("2022-12-31", 0, 1, false)])
    );
    let due = given.due_of("h16-meet-nsg", "2022-03-01", "2022-12-31");
    assert!(due[0].what.in_lang(Lang::Nb).contains("Nasjonal samarbeidsgruppe"), "{:?}", due[0].what);
    given.did("meet", &[], "2022-03-01").towards = vec![nsg];
    assert!(given.due_of("h16-meet-nsg", "2022-03-01", "2022-12-31").is_empty());
    // The mandate ends on 2 January 2024; nothing is due after it.
    assert_eq!(
        short(&given.due_of("h16-meet-nsg", "2022-03-01", "2030-12-31")),
        expected(&[("2023-12-31", 0, 1, false)])
    );
}

#[test]
fn the_annual_wheel_and_a_coming_evaluation_fall_due() {
    let mut given = Given::founding("strategiradet");
    given.in_force("2024-01-01", "");
    assert_eq!(
        short(&given.due_of("s27-annual-wheel", "2026-06-01", "2027-12-31")),
        expected(&[("2026-12-31", 0, 1, false), ("2027-12-31", 0, 1, false)])
    );
    given.did("prepare", &["annual-wheel"], "2026-10-01").clause = Some("s27-annual-wheel".into());
    assert_eq!(given.due_of("s27-annual-wheel", "2026-09-30", "2026-12-31").len(), 1);
    assert!(given.due_of("s27-annual-wheel", "2026-10-01", "2026-12-31").is_empty());

    assert!(given.due_of("s29-regular-evaluation", "2026-06-01", "2030-12-31").is_empty());
    given.change("s29-regular-evaluation", |clause| {
        let json = serde_json::to_string(clause).unwrap();
        let json = json.replace("\"tolerance\":null", "\"tolerance\":{\"duration\":\"P2Y\",\"setBy\":\"COUNCIL\"}");
        *clause = serde_json::from_str(&json).unwrap();
        assert!(matches!(&clause.provision, Provision::Duty(duty) if duty.when.len() == 1));
    });
    assert_eq!(
        short(&given.due_of("s29-regular-evaluation", "2026-06-01", "2030-12-31")),
        expected(&[("2026-01-01", 0, 1, true)])
    );
    given.fulfilled("s29-regular-evaluation", "2025-03-01");
    assert_eq!(
        short(&given.due_of("s29-regular-evaluation", "2026-06-01", "2030-12-31")),
        expected(&[("2027-03-01", 0, 1, false)])
    );
    assert!(given.due_of("s29-regular-evaluation", "2026-06-01", "2027-02-28").is_empty());
}

#[test]
fn what_follows_from_an_event_or_an_item_is_overdue_until_it_is_done() {
    let mut given = Given::founding("strategiradet");
    given.in_force("2020-01-01", "");
    given.record(RecordKind::Event, "governance-change", "2026-02-01");
    assert_eq!(
        short(&given.due_of("s29-evaluation-on-change", "2026-06-01", "2026-12-31")),
        expected(&[("2026-02-01", 0, 1, true)])
    );
    given.did("evaluate", &["mandate"], "2026-03-01");
    assert!(given.due_of("s29-evaluation-on-change", "2026-06-01", "2026-12-31").is_empty());

    for on in ["2026-03-01", "2026-04-01"] {
        given.record(RecordKind::Item, "agenda-item", on);
    }
    let due = given.due_of("s9-further-process", "2026-06-01", "2026-12-31");
    assert_eq!(short(&due), expected(&[("2026-03-01", 0, 2, true)]));
    assert_eq!(due[0].kind, DueKind::Duty);
}

#[test]
fn the_earliest_comes_first() {
    let mut given = Given::founding("helseomsorg21-radet");
    given.record(RecordKind::Item, "measure", "2021-02-01");
    let due = given.due("2021-06-01", "2023-12-31");
    assert!(due.is_sorted_by_key(|due| due.by) && due.len() >= 5);
    assert!(due.iter().all(|due| due.overdue == (due.by < day("2021-06-01"))));
}
