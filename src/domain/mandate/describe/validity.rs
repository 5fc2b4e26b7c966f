//! Periods of the mandate and of the body in words.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice},
    words::say,
};
use crate::domain::mandate::clause::{
    Modality,
    scope::Scope,
    validity::{Validity, ValidityKind},
};

/// Who decides and when, as they follow a verb: " av departementet", " 1. desember 2019"; empty where nothing is said.
struct Decided {
    by: String,
    on: String,
}

impl Voice<'_> {
    pub(super) fn validity(&self, validity: &Validity, scope: &Scope) -> Vec<String> {
        let Validity { kind, from: _, until: _, length: _, renewable, by, decided_on, reading } = validity;
        let whom = self.actors(by).text;
        let decided = Decided {
            by: if by.is_empty() { String::new() } else { say!(self.tongue, " av {whom}", " by {whom}") },
            on: decided_on.map_or_else(String::new, |date| {
                let day = self.tongue.date(date);
                say!(self.tongue, " {day}", " on {day}")
            }),
        };
        let mut sayings = self.period(*kind, validity, &decided);
        sayings.extend(renewable.map(|renewable| {
            let may = if renewable {
                self.pick("perioden kan forlenges", "the period may be extended")
            } else {
                self.pick("perioden kan ikke forlenges", "the period may not be extended")
            };
            may.to_owned()
        }));
        if let Some(reading) = reading {
            let reading = self.text(reading);
            sayings.push(say!(
                self.tongue,
                "slik er datoene lest: {reading}",
                "the dates are read like this: {reading}"
            ));
        }
        self.scoped(scope, sayings)
    }

    fn period(&self, kind: ValidityKind, validity: &Validity, decided: &Decided) -> Vec<String> {
        let time = self.lasting(validity);
        let Decided { by, on } = decided;
        let told = || {
            let saying = say!(self.tongue, "dette er vedtatt{by}{on}", "this was decided{by}{on}");
            (!by.is_empty() || !on.is_empty()).then_some(saying)
        };
        // Where the verb has its actor already, only the day is left to tell.
        let dated = || {
            let saying = say!(self.tongue, "dette er vedtatt{on}", "this was decided{on}");
            (!on.is_empty()).then_some(saying)
        };
        let (saying, after) = match kind {
            ValidityKind::Adoption => {
                let holds = say!(self.tongue, "vedtaket gjelder {time}", "the decision holds {time}");
                (self.adopted(decided), (!time.is_empty()).then_some(holds))
            }
            ValidityKind::InForce if time.is_empty() => (self.adopted(decided), None),
            ValidityKind::InForce => {
                let doing = say!(self.tongue, "gjelde {time}", "be in force {time}");
                (self.must(&Phrase::one(self.pick("mandatet", "the mandate")), &doing), told())
            }
            ValidityKind::Renewal => {
                let when = self.renewed(validity);
                let doing = say!(
                    self.tongue,
                    "fornyes{by}{when}, ellers faller det bort",
                    "be renewed{by}{when}, or it lapses"
                );
                (self.must(&self.this_council(), &doing), dated())
            }
            ValidityKind::Dissolution => {
                let when = self.dissolved(validity, &time);
                let doing = say!(self.tongue, "oppløses{by}{when}", "be dissolved{by}{when}");
                (self.must(&self.this_council(), &doing), dated())
            }
            ValidityKind::Transition => {
                let rule = Phrase::one(self.pick("overgangsregelen", "the transitional rule"));
                let doing = say!(self.tongue, "gjelde {time}", "apply {time}");
                (self.must(&rule, doing.trim_end()), told())
            }
        };
        [Some(saying), after].into_iter().flatten().collect()
    }

    /// A decision that has been made is told, not ordered.
    fn adopted(&self, Decided { by, on }: &Decided) -> String {
        if !on.is_empty() && self.modality.is_none_or(|modality| modality == Modality::Shall) {
            return say!(self.tongue, "mandatet er vedtatt{by}{on}", "the mandate was adopted{by}{on}");
        }
        let mandate = Phrase::one(self.pick("mandatet", "the mandate"));
        self.must(&mandate, &say!(self.tongue, "vedtas{by}{on}", "be adopted{by}{on}"))
    }

    /// Since when and until when; `from`, `until` and `length` are read here and below.
    fn lasting(&self, Validity { from, until, length, .. }: &Validity) -> String {
        let mut time = Vec::new();
        if let Some(day) = from.map(|date| self.tongue.date(date)) {
            time.push(say!(self.tongue, "fra {day}", "from {day}"));
        }
        if let Some(day) = until.map(|date| self.tongue.date(date)) {
            time.push(say!(self.tongue, "fram til {day}", "until {day}"));
        }
        if let Some(length) = length.map(|length| self.tongue.duration(length)) {
            time.push(say!(self.tongue, "i {length}", "for {length}"));
        }
        time.join(" ")
    }

    fn renewed(&self, Validity { from, until, length, .. }: &Validity) -> String {
        let mut when = String::new();
        if let Some(day) = from.map(|date| self.tongue.date(date)) {
            when.push_str(&say!(self.tongue, " med virkning fra {day}", " with effect from {day}"));
        }
        if let Some(day) = until.map(|date| self.tongue.date(date)) {
            when.push_str(&say!(self.tongue, " før {day}", " before {day}"));
        }
        if let Some(every) = length.map(|length| self.tongue.every(length)) {
            when.push(' ');
            when.push_str(&every);
        }
        when
    }

    fn dissolved(&self, Validity { from, until, length, .. }: &Validity, time: &str) -> String {
        match (from, until, length) {
            (Some(date), None, None) | (None, Some(date), None) => {
                let day = self.tongue.date(*date);
                say!(self.tongue, " {day}", " on {day}")
            }
            (None, None, Some(length)) => {
                let length = self.tongue.duration(*length);
                say!(self.tongue, " etter {length}", " after {length}")
            }
            _ if time.is_empty() => String::new(),
            _ => format!(" {time}"),
        }
    }
}
