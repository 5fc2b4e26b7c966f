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

impl Voice<'_> {
    pub(super) fn validity(&self, validity: &Validity, scope: &Scope) -> Vec<String> {
        let Validity {
            kind,
            from,
            until,
            length,
            renewable,
            by,
            decided_on,
            reading,
        } = validity;
        let mut sayings = Vec::new();
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
        let time = time.join(" ");
        let mandate = Phrase::one(self.pick("mandatet", "the mandate"));
        let by_whom = if by.is_empty() {
            String::new()
        } else {
            let who = self.actors(by).text;
            say!(self.tongue, " av {who}", " by {who}")
        };
        let day = decided_on.map_or_else(String::new, |date| {
            let day = self.tongue.date(date);
            say!(self.tongue, " {day}", " on {day}")
        });
        let adoption = || {
            // A decision that has been made is told, not ordered.
            if decided_on.is_some()
                && self
                    .modality
                    .is_none_or(|modality| modality == Modality::Shall)
            {
                return say!(
                    self.tongue,
                    "mandatet er vedtatt{by_whom}{day}",
                    "the mandate was adopted{by_whom}{day}"
                );
            }
            self.must(
                &mandate,
                &say!(
                    self.tongue,
                    "vedtas{by_whom}{day}",
                    "be adopted{by_whom}{day}"
                ),
            )
        };
        let decided = || {
            let saying = say!(
                self.tongue,
                "dette er vedtatt{by_whom}{day}",
                "this was decided{by_whom}{day}"
            );
            (!by_whom.is_empty() || !day.is_empty()).then_some(saying)
        };
        match kind {
            ValidityKind::Adoption => {
                sayings.push(adoption());
                if !time.is_empty() {
                    sayings.push(say!(
                        self.tongue,
                        "vedtaket gjelder {time}",
                        "the decision holds {time}"
                    ));
                }
            }
            ValidityKind::InForce if time.is_empty() => sayings.push(adoption()),
            ValidityKind::InForce => {
                sayings.push(self.must(
                    &mandate,
                    &say!(self.tongue, "gjelde {time}", "be in force {time}"),
                ));
                sayings.extend(decided());
            }
            ValidityKind::Renewal => {
                let mut when = String::new();
                if let Some(day) = from.map(|date| self.tongue.date(date)) {
                    when.push_str(&say!(
                        self.tongue,
                        " med virkning fra {day}",
                        " with effect from {day}"
                    ));
                }
                if let Some(day) = until.map(|date| self.tongue.date(date)) {
                    when.push_str(&say!(self.tongue, " før {day}", " before {day}"));
                }
                if let Some(every) = length.map(|length| self.tongue.every(length)) {
                    when.push_str(&format!(" {every}"));
                }
                let doing = say!(
                    self.tongue,
                    "fornyes{by_whom}{when}, ellers faller det bort",
                    "be renewed{by_whom}{when}, or it lapses"
                );
                sayings.push(self.must(&self.this_council(), &doing));
                if !day.is_empty() {
                    sayings.push(say!(
                        self.tongue,
                        "dette er vedtatt{day}",
                        "this was decided{day}"
                    ));
                }
            }
            ValidityKind::Dissolution => {
                let when = match (from, until, length) {
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
                };
                sayings.push(self.must(
                    &self.this_council(),
                    &say!(
                        self.tongue,
                        "oppløses{by_whom}{when}",
                        "be dissolved{by_whom}{when}"
                    ),
                ));
                if !day.is_empty() {
                    sayings.push(say!(
                        self.tongue,
                        "dette er vedtatt{day}",
                        "this was decided{day}"
                    ));
                }
            }
            ValidityKind::Transition => {
                let rule = Phrase::one(self.pick("overgangsregelen", "the transitional rule"));
                let doing = say!(self.tongue, "gjelde {time}", "apply {time}");
                sayings.push(self.must(&rule, doing.trim_end()));
                sayings.extend(decided());
            }
        }
        match renewable {
            Some(true) => sayings.push(
                self.pick("perioden kan forlenges", "the period may be extended")
                    .to_owned(),
            ),
            Some(false) => sayings.push(
                self.pick(
                    "perioden kan ikke forlenges",
                    "the period may not be extended",
                )
                .to_owned(),
            ),
            None => {}
        }
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
}
