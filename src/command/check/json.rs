//! The report for programs: an array of objects, one for each verdict.
//!
//! May import: everything below `main`.

use serde_json::{Value, json};

use super::{
    super::Failure,
    report::{Judged, Outcome, Report, Row},
};

/// Writes the report.
///
/// # Errors
/// Never for what checks find; a text that cannot be written as JSON does not exist.
pub(super) fn write(report: &Report) -> Result<String, Failure> {
    let of_council = |judged: &Judged| {
        judged.rows.iter().map(|row| object(report, &judged.slug, row)).collect::<Result<Vec<Value>, Failure>>()
    };
    let councils: Vec<Vec<Value>> = report.councils.iter().map(of_council).collect::<Result<_, Failure>>()?;
    let rows: Vec<Value> = councils.into_iter().flatten().collect();
    Ok(format!("{}\n", serde_json::to_string_pretty(&rows)?))
}

fn object(report: &Report, council: &str, row: &Row) -> Result<Value, Failure> {
    let status = match row.outcome {
        Outcome::Found(status) => serde_json::to_value(status)?,
        Outcome::NoMachine => json!("NO_MACHINE"),
    };
    let evidence: Vec<Value> =
        row.evidence.iter().map(|(label, value)| json!({ "label": label, "value": value })).collect();
    Ok(json!({
        "council": council,
        "on": report.on.to_string(),
        "clause": row.clause,
        "kind": row.kind,
        "status": status,
        "severity": row.severity,
        "message": row.message,
        "evidence": evidence,
    }))
}
