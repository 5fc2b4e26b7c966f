//! What was found, before it is written in one form or another.
//!
//! May import: everything below `main`.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mandat::domain::{
    council::{Council, Mandate},
    mandate::{
        check::{self, Around, Facts},
        clause::ClauseKind,
        verdict::{Severity, Verdict, VerdictStatus},
    },
    text::Lang,
};

/// What was found about councils.
#[derive(Debug)]
pub(super) struct Report {
    /// The day that was judged.
    pub(super) on: NaiveDate,
    /// The language of the sentences.
    pub(super) lang: Lang,
    /// The councils, by slug.
    pub(super) councils: Vec<Judged>,
}

/// What was found about a council.
#[derive(Debug)]
pub(super) struct Judged {
    pub(super) slug: String,
    pub(super) name: String,
    /// The verdicts, worst first; then what no machine can judge, where that is wanted.
    pub(super) rows: Vec<Row>,
}

/// What was found about a clause, or about the council as a whole.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) outcome: Outcome,
    pub(super) severity: Option<Severity>,
    /// The key of the clause; None where it is about the whole.
    pub(super) clause: Option<String>,
    pub(super) kind: Option<ClauseKind>,
    pub(super) message: String,
    /// What it was found from: what that is, and its value.
    pub(super) evidence: Vec<(String, String)>,
}

/// What a check found, if there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Found(VerdictStatus),
    NoMachine,
}

impl Report {
    /// Whether something is breached that has to be mended; with `strict`, whether anything is breached.
    pub(super) fn fails(&self, strict: bool) -> bool {
        self.rows().any(|row| row.is_breach() && (strict || row.severity == Some(Severity::Error)))
    }

    /// How many rows are of this kind.
    pub(super) fn count(&self, outcome: Outcome) -> usize {
        self.rows().filter(|row| row.outcome == outcome).count()
    }

    fn rows(&self) -> impl Iterator<Item = &Row> {
        self.councils.iter().flat_map(|judged| &judged.rows)
    }
}

impl Judged {
    /// Judges a council on a day; `all` asks for what no machine can judge, too.
    pub(super) fn of(council: &Council, around: Around<'_>, on: NaiveDate, lang: Lang, all: bool) -> Self {
        let mandate = council.mandate_on(on);
        let verdicts = check::compliance(council, around, on);
        let judged: BTreeSet<usize> = verdicts.iter().filter_map(|verdict| verdict.clause).collect();
        let mut rows: Vec<Row> = verdicts.into_iter().map(|verdict| Row::of(mandate, verdict, lang)).collect();
        if let Some(mandate) = mandate.filter(|_| all) {
            let facts = Facts { council, mandate, around };
            let left = (0..mandate.clauses.len()).filter(|place| !judged.contains(place));
            rows.extend(left.filter_map(|place| Row::beyond_machines(&facts, place, on, lang)));
        }
        Self { slug: council.head.slug.to_string(), name: council.head.name.in_lang(lang).to_owned(), rows }
    }
}

impl Row {
    fn of(mandate: Option<&Mandate>, verdict: Verdict, lang: Lang) -> Self {
        let clause = verdict.clause.and_then(|place| Some(&mandate?.clauses.get(place)?.clause));
        let evidence = verdict.evidence.iter();
        Self {
            outcome: Outcome::Found(verdict.status),
            severity: Some(verdict.severity),
            clause: clause.map(|clause| clause.key.to_string()),
            kind: clause.map(|clause| clause.provision.kind()),
            message: verdict.message.in_lang(lang).to_owned(),
            evidence: evidence
                .map(|one| (one.label.in_lang(lang).to_owned(), one.value.in_lang(lang).into_owned()))
                .collect(),
        }
    }

    fn beyond_machines(facts: &Facts<'_>, place: usize, on: NaiveDate, lang: Lang) -> Option<Self> {
        let clause = &facts.mandate.clauses.get(place)?.clause;
        let why = check::verdict(place, clause, facts, on).err()?;
        Some(Self {
            outcome: Outcome::NoMachine,
            severity: None,
            clause: Some(clause.key.to_string()),
            kind: Some(clause.provision.kind()),
            message: why.in_lang(lang).to_owned(),
            evidence: Vec::new(),
        })
    }

    /// Whether a rule is broken.
    pub(super) fn is_breach(&self) -> bool {
        self.outcome == Outcome::Found(VerdictStatus::Breached)
    }

    /// Whether somebody has to look at it: it is broken, exempted, or a fact is missing.
    pub(super) fn wants_attention(&self) -> bool {
        use VerdictStatus::{Breached, Exempted, Unknown};
        matches!(self.outcome, Outcome::Found(Breached | Exempted | Unknown))
    }
}
