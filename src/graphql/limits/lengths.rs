//! How long the schema's plain lists are assumed to be, and what fields at its root cost that look at every council.
//!
//! A plain list has no `first`, so its length is not known before it is there. Lists lead back to where they came from (a
//! seat to its council, and that to its seats), so one that weighed no more than a single field could be written into
//! itself until no memory is left.
//!
//! May import: the standard library.

use std::collections::BTreeMap;

/// Lists whose length is that of a large council, not of an average one: these are written into one another.
const LONG: u64 = 24;
/// Lists that are some entries long.
const MIDDLE: u64 = 10;
/// Lists that are seldom longer than this.
const SHORT: u64 = 4;

const LENGTHS: [(u64, &[&str]); 3] = [
    (LONG, &["clauses", "codes", "concerns", "memberships", "rows", "seats", "verdicts"]),
    (
        MIDDLE,
        &[
            "attendance",
            "claims",
            "colleagues",
            "columns",
            "contacts",
            "expiring",
            "facts",
            "meetings",
            "nominations",
            "parameters",
            "seatGroups",
            "vacancies",
        ],
    ),
    (
        SHORT,
        &[
            "actorGroups",
            "added",
            "addressees",
            "agenda",
            "agendaItems",
            "anchoring",
            "authorities",
            "by",
            "changed",
            "clashes",
            "completeness",
            "councils",
            "decisions",
            "declaredBy",
            "deputies",
            "drafts",
            "draftsToCome",
            "dutiesDue",
            "endings",
            "entries",
            "evidence",
            "exceptions",
            "exemptions",
            "expiringMemberships",
            "findings",
            "followUps",
            "formerTimes",
            "futureVacancies",
            "grantedBy",
            "history",
            "limits",
            "mandates",
            "membershipsWithoutSeat",
            "of",
            "onBehalfOf",
            "order",
            "organisations",
            "otherwise",
            "papers",
            "persons",
            "predecessors",
            "recusals",
            "removed",
            "steps",
            "successors",
            "table",
            "tasks",
            "to",
            "toDo",
            "togetherWith",
            "towards",
            "userErrors",
            "versions",
            "voting",
            "warnings",
            "when",
            "wouldBreach",
        ],
    ),
];

/// The assumed lengths of the schema's lists of objects, by field name.
#[must_use]
pub fn list_lengths() -> BTreeMap<String, u64> {
    LENGTHS.iter().flat_map(|(length, names)| names.iter().map(|name| ((*name).to_owned(), *length))).collect()
}

/// What fields at the root cost that look at every council. Measured with some hundred councils, a thousand is about ten
/// milliseconds of one processor.
#[must_use]
pub fn root_costs() -> BTreeMap<String, u64> {
    let costs = [
        ("councils", 100),
        ("search", 200),
        ("expiringMemberships", 200),
        ("expiringMandates", 200),
        ("futureVacancies", 200),
        ("dutiesDue", 200),
        ("statistics", 1_000),
    ];
    costs.map(|(field, cost)| (field.to_owned(), cost)).into()
}
