//! The forms of the report, and what the command ends with.

use clap::Parser;
use mandat::domain::{
    mandate::{
        clause::ClauseKind,
        verdict::{Severity, VerdictStatus},
    },
    text::Lang,
};
use serde_json::{Value, json};

use super::{
    super::{Cli, Command},
    Check, Format, json as json_form, junit,
    report::{Judged, Outcome, Report, Row},
    table,
};

fn row(outcome: Outcome, severity: Option<Severity>, clause: Option<&str>, message: &str) -> Row {
    Row {
        outcome,
        severity,
        clause: clause.map(str::to_owned),
        kind: clause.map(|_| ClauseKind::Seats),
        message: message.to_owned(),
        evidence: Vec::new(),
    }
}

fn report(lang: Lang) -> Report {
    use Outcome::{Found, NoMachine};
    use VerdictStatus::{Breached, Exempted, Met, NotDue, Unknown};
    let mut broken = row(Found(Breached), Some(Severity::Error), Some("s5-seats"), "2 of 3 seats are \"vacant\" <now>");
    broken.evidence = vec![("seat & group".to_owned(), "1 < 3".to_owned())];
    Report {
        on: "2026-03-12".parse().unwrap(),
        lang,
        councils: vec![
            Judged {
                slug: "board".to_owned(),
                name: "The Board & Co".to_owned(),
                rows: vec![
                    broken,
                    row(Found(Breached), Some(Severity::Warning), None, "A bell \u{7}and\na line."),
                    row(Found(Unknown), Some(Severity::Warning), Some("s6"), "Nobody knows."),
                    row(Found(Exempted), Some(Severity::Error), Some("s7"), "Somebody granted an exemption."),
                    row(Found(NotDue), Some(Severity::Info), Some("s8"), "Not before 2027."),
                    row(Found(Met), Some(Severity::Error), Some("s9"), "All is well."),
                    row(NoMachine, None, Some("s10"), "People have to judge this."),
                ],
            },
            Judged { slug: "quiet".to_owned(), name: "Quiet".to_owned(), rows: Vec::new() },
        ],
    }
}

#[test]
fn a_table_lists_what_wants_attention() {
    insta::assert_snapshot!(table::write(&report(Lang::En), false, false));
}

#[test]
fn a_table_lists_everything_where_it_is_asked_to() {
    insta::assert_snapshot!(table::write(&report(Lang::Nb), true, false));
}

#[test]
fn colours_end_where_they_begin_and_nothing_else_steers_the_terminal() {
    let text = table::write(&report(Lang::En), true, true);
    assert_eq!(text.matches("\x1b[0m").count() * 2, text.matches('\x1b').count());
    assert!(text.contains("\x1b[1;31mbreached"), "{text}");
    assert!(!text.contains('\u{7}'));
    assert!(!table::write(&report(Lang::En), true, false).contains('\x1b'));
}

#[test]
fn json_is_an_array_of_verdicts() {
    let text = json_form::write(&report(Lang::En)).unwrap();
    let rows: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(rows.len(), 7);
    assert_eq!(
        rows[0],
        json!({
            "council": "board", "on": "2026-03-12", "clause": "s5-seats", "kind": "SEATS", "status": "BREACHED",
            "severity": "ERROR", "message": "2 of 3 seats are \"vacant\" <now>",
            "evidence": [{ "label": "seat & group", "value": "1 < 3" }],
        })
    );
    assert_eq!((&rows[1]["clause"], &rows[1]["kind"]), (&Value::Null, &Value::Null));
    assert_eq!((&rows[6]["status"], &rows[6]["severity"]), (&json!("NO_MACHINE"), &Value::Null));
}

#[test]
fn junit_has_a_suite_for_each_council_and_escapes_what_it_is_told() {
    insta::assert_snapshot!(junit::write(&report(Lang::En)));
}

#[test]
fn only_a_breach_that_has_to_be_mended_fails_unless_it_is_strict() {
    let mut report = report(Lang::En);
    assert!(report.fails(false) && report.fails(true));
    report.councils[0].rows.remove(0);
    assert!(!report.fails(false) && report.fails(true));
    report.councils[0].rows.remove(0);
    assert!(!report.fails(false) && !report.fails(true));
}

fn check(arguments: &[&str]) -> Result<Check, clap::Error> {
    let cli = Cli::try_parse_from(["mandat", "check"].iter().chain(arguments))?;
    match cli.command {
        Some(Command::Check(check)) => Ok(check),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_command_line_is_understood() {
    let asked = check(&["board", "--on", "2026-03-12", "--format", "junit", "--all", "--strict"]).unwrap();
    assert_eq!((asked.slug.as_deref(), asked.format), (Some("board"), Format::Junit));
    assert!(asked.all && asked.strict);
    for wrong in [&["--on", "yesterday"][..], &["--format", "xml"], &["--lang", "fr"], &["one", "two"]] {
        assert_eq!(check(wrong).unwrap_err().exit_code(), 2, "{wrong:?}");
    }
}

#[test]
fn the_language_is_that_asked_for_or_that_of_the_locale() {
    let lang = |arguments: &[&str]| check(arguments).unwrap().lang();
    assert_eq!(lang(&["--lang", "nb", "--locale", "en_GB.UTF-8"]), Lang::Nb);
    assert_eq!(lang(&["--lang", "en", "--locale", "nb_NO.UTF-8"]), Lang::En);
    for (locale, spoken) in [
        ("nb_NO.UTF-8", Lang::Nb),
        ("nn_NO", Lang::Nb),
        ("no", Lang::Nb),
        ("en_US.UTF-8", Lang::En),
        ("C.UTF-8", Lang::En),
        ("fr_FR", Lang::En),
        ("", Lang::En),
    ] {
        assert_eq!(lang(&["--locale", locale]), spoken, "{locale}");
    }
}
