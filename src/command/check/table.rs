//! The report for people: a table for each council, and a line that sums up.
//!
//! May import: everything below `main`.

use std::fmt::Write as _;

use mandat::domain::{
    mandate::verdict::{
        Severity,
        VerdictStatus::{self, Breached, Exempted, Met, NotDue, Unknown},
    },
    text::Lang,
};

use super::report::{Judged, Outcome, Report, Row};

/// Everything that a row can say, in the order of the summing up.
const OUTCOMES: [Outcome; 6] = [
    Outcome::Found(Breached),
    Outcome::Found(Unknown),
    Outcome::Found(Exempted),
    Outcome::Found(NotDue),
    Outcome::Found(Met),
    Outcome::NoMachine,
];

/// Writes the report; rows that nobody has to look at only with `all`.
pub(super) fn write(report: &Report, all: bool, colours: bool) -> String {
    let mut text = String::new();
    for judged in &report.councils {
        let rows: Vec<&Row> = judged.rows.iter().filter(|row| all || row.wants_attention()).collect();
        if !rows.is_empty() {
            council(&mut text, report.lang, judged, &rows, colours);
        }
    }
    text.push_str(&summary(report, all));
    text
}

fn council(text: &mut String, lang: Lang, judged: &Judged, rows: &[&Row], colours: bool) {
    let bold = |words: &str| if colours { format!("\x1b[1m{words}\x1b[0m") } else { words.to_owned() };
    line(text, &bold(&plain(&format!("{} ({})", judged.name, judged.slug))));
    let cells: Vec<[String; 4]> = rows.iter().map(|row| cells(lang, row)).collect();
    let widest = |column: usize| cells.iter().map(|cells| cells[column].chars().count()).max().unwrap_or(0);
    let widths = [widest(0), widest(1), widest(2)];
    for (row, [status, severity, clause, message]) in rows.iter().zip(&cells) {
        let status = pad(status, widths[0]);
        let status = if colours { format!("\x1b[{}m{status}\x1b[0m", colour(row)) } else { status };
        line(text, &format!("  {status}  {}  {}  {message}", pad(severity, widths[1]), pad(clause, widths[2])));
    }
    text.push('\n');
}

fn cells(lang: Lang, row: &Row) -> [String; 4] {
    let severity = row.severity.map_or("", |severity| serious(lang, severity));
    let clause = row.clause.as_deref().unwrap_or("–");
    [word(lang, row.outcome).to_owned(), severity.to_owned(), plain(clause), plain(&row.message)]
}

/// A line without blanks at its end.
fn line(text: &mut String, line: &str) {
    text.push_str(line.trim_end());
    text.push('\n');
}

fn pad(words: &str, width: usize) -> String {
    let missing = width.saturating_sub(words.chars().count());
    format!("{words}{}", " ".repeat(missing))
}

/// Texts come from whoever wrote a mandate: nothing in them may steer the terminal.
fn plain(words: &str) -> String {
    words.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn summary(report: &Report, all: bool) -> String {
    let counts = OUTCOMES.iter().filter(|outcome| all || **outcome != Outcome::NoMachine);
    let counts: Vec<String> =
        counts.map(|outcome| format!("{} {}", report.count(*outcome), word(report.lang, *outcome))).collect();
    let (counts, councils, on) = (counts.join(", "), report.councils.len(), report.on);
    let mut text = String::new();
    let _ = match (english(report.lang), councils) {
        (true, 1) => writeln!(text, "{counts} in 1 council on {on}"),
        (true, _) => writeln!(text, "{counts} in {councils} councils on {on}"),
        (false, _) => writeln!(text, "{counts} i {councils} råd {on}"),
    };
    text
}

fn english(lang: Lang) -> bool {
    lang == Lang::En
}

fn word(lang: Lang, outcome: Outcome) -> &'static str {
    let (nb, en) = match outcome {
        Outcome::Found(Breached) => ("brutt", "breached"),
        Outcome::Found(Unknown) => ("ukjent", "unknown"),
        Outcome::Found(Exempted) => ("unntatt", "exempted"),
        Outcome::Found(NotDue) => ("ikke ennå", "not due"),
        Outcome::Found(Met) => ("oppfylt", "met"),
        Outcome::NoMachine => ("ingen maskin kan bedømme", "no machine can judge"),
    };
    if english(lang) { en } else { nb }
}

fn serious(lang: Lang, severity: Severity) -> &'static str {
    let (nb, en) = match severity {
        Severity::Error => ("feil", "error"),
        Severity::Warning => ("advarsel", "warning"),
        Severity::Info => ("til orientering", "info"),
    };
    if english(lang) { en } else { nb }
}

/// The number of the colour (ECMA-48): red for what has to be mended, yellow for what ought to be looked at.
fn colour(row: &Row) -> &'static str {
    match row.outcome {
        Outcome::Found(Breached) if row.severity == Some(Severity::Error) => "1;31",
        Outcome::Found(VerdictStatus::Breached | Unknown) => "33",
        Outcome::Found(Exempted) => "36",
        Outcome::Found(Met) => "32",
        Outcome::Found(NotDue) | Outcome::NoMachine => "2",
    }
}
