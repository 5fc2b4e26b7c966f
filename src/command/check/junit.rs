//! The report for what reads the reports of tests: a suite for each council, a case for each clause.
//!
//! May import: everything below `main`.

use mandat::domain::mandate::verdict::{
    Severity,
    VerdictStatus::{Breached, Exempted, Met, NotDue, Unknown},
};

use super::report::{Judged, Outcome, Report, Row};

/// What a case of a verdict on the whole is called.
const WHOLE: &str = "the mandate as a whole";

/// Writes the report.
pub(super) fn write(report: &Report) -> String {
    let suites: String = report.councils.iter().map(|judged| suite(report, judged)).collect();
    let rows: Vec<&Row> = report.councils.iter().flat_map(|judged| &judged.rows).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mandat\" {}>\n{suites}</testsuites>\n",
        counts(&rows)
    )
}

fn suite(report: &Report, judged: &Judged) -> String {
    let rows: Vec<&Row> = judged.rows.iter().collect();
    let cases: String = rows.iter().map(|row| case(&judged.slug, row)).collect();
    let (name, counts, day) = (escaped(&judged.slug), counts(&rows), report.on);
    let property = |key: &str, value: &str| format!("      <property name=\"{key}\" value=\"{}\"/>\n", escaped(value));
    let properties = property("council", &judged.name) + &property("on", &day.to_string());
    format!(
        "  <testsuite name=\"{name}\" {counts}>\n    <properties>\n{properties}    </properties>\n{cases}  </testsuite>\n"
    )
}

fn counts(rows: &[&Row]) -> String {
    let failures = rows.iter().filter(|row| row.is_breach()).count();
    let skipped = rows.iter().filter(|row| is_skipped(row.outcome)).count();
    format!("tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\"", rows.len())
}

const fn is_skipped(outcome: Outcome) -> bool {
    matches!(outcome, Outcome::Found(Unknown | NotDue) | Outcome::NoMachine)
}

fn case(council: &str, row: &Row) -> String {
    let head = format!(
        "    <testcase classname=\"{}\" name=\"{}\"",
        escaped(council),
        escaped(row.clause.as_deref().unwrap_or(WHOLE))
    );
    let message = escaped(&row.message);
    match row.outcome {
        Outcome::Found(Breached) => {
            let serious = row.severity.map_or("", word);
            format!(
                "{head}>\n      <failure type=\"{serious}\" message=\"{message}\">{}</failure>\n    </testcase>\n",
                evidence(row)
            )
        }
        Outcome::Found(Unknown | NotDue) | Outcome::NoMachine => {
            format!("{head}>\n      <skipped message=\"{message}\"/>\n    </testcase>\n")
        }
        Outcome::Found(Exempted | Met) => format!("{head}/>\n"),
    }
}

const fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info => "INFO",
    }
}

fn evidence(row: &Row) -> String {
    let lines: Vec<String> = row.evidence.iter().map(|(label, value)| format!("{label}: {value}")).collect();
    escaped(&lines.join("\n"))
}

/// A text as it may stand in XML 1.0, in an attribute and between tags: what has a meaning there is written as a
/// reference, what may not stand there at all is left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\n' => safe.push_str("&#10;"),
            '\t' => safe.push_str("&#9;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if u32::from(c) < 0x20 => {}
            c => safe.push(c),
        }
    }
    safe
}
