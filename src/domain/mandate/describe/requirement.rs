//! Requirements in words.
//!
//! May import: `domain`.

use super::{
    predicate::Verbal,
    voice::{Phrase, Voice},
    words::{Gender, say},
};
use crate::domain::{
    mandate::clause::{
        measure::HowMany,
        requirement::{
            ApartFor, Comparison, FactIs, Predicate, Quantifier, QuantifierKind, Requirement, SizeRow, Tested,
        },
        scope::Scope,
    },
    word::Code,
};

impl Voice<'_> {
    pub(super) fn requirement(&self, requirement: &Requirement, scope: &Scope) -> Vec<String> {
        let Requirement { quantifier, predicate, tested, apart_for, only_if } = requirement;
        let holders = self.holders(scope);
        let saying = self.quantified(quantifier, predicate, &holders);
        let they = self.pronoun(&holders).text;
        let when = match tested {
            Tested::AtSelection => self.pick(" ved utvelgelsen", " at the time of selection").to_owned(),
            Tested::Throughout => String::new(),
            Tested::OnOccasion => {
                say!(self.tongue, " hver gang {they} opptrer for rådet", " whenever they act for the council")
            }
        };
        let apart = apart_for.map_or_else(String::new, |apart| {
            let each = self.apart(apart);
            say!(self.tongue, " særskilt for {each}", " separately for {each}")
        });
        let table = quantifier.kind == QuantifierKind::BySize && !(when.is_empty() && apart.is_empty());
        let mut sayings = if table {
            // A table is long: how it is applied is said after it.
            vec![saying, say!(self.tongue, "dette regnes{when}{apart}", "this is counted{when}{apart}")]
        } else {
            let counted = if apart.is_empty() { "" } else { self.pick(", regnet", ", counted") };
            vec![format!("{saying}{when}{counted}{apart}")]
        };
        if let Some(only_if) = only_if {
            let condition = self.predicate(only_if, Verbal::Present);
            sayings.push(say!(
                self.tongue,
                "dette gjelder bare dem som {condition}",
                "this holds only for those who {condition}"
            ));
        }
        sayings
    }

    const fn apart(&self, apart: ApartFor) -> &'static str {
        match apart {
            ApartFor::Appointer => self.pick("hver oppnevnende myndighet", "each appointing authority"),
            ApartFor::PublicAppointer => {
                self.pick("hver offentlige oppnevnende myndighet", "each public appointing authority")
            }
            ApartFor::Group => self.pick("hver gruppe av plasser", "each group of seats"),
            ApartFor::Sector => self.pick("hver sektor", "each sector"),
            ApartFor::SubBody => self.pick("hvert underorgan", "each sub-body"),
        }
    }

    fn quantified(&self, quantifier: &Quantifier, predicate: &Predicate, holders: &Phrase) -> String {
        let Quantifier { kind, how_many, table } = quantifier;
        let whole = &holders.text;
        let condition = |one: bool| self.predicate(predicate, if one { Verbal::One } else { Verbal::Many });
        let counted = |nb: &str, en: &str| {
            let how_many = how_many.clone().unwrap_or(HowMany { number: None, share: None });
            let more = how_many.share.is_some_and(|share| share.more_than);
            let before = if more && how_many.number.is_none() { "" } else { self.pick(nb, en) };
            let one = how_many.number == Some(1) && how_many.share.is_none();
            let text = self.tongue.how_many_of(&how_many, before, Gender::Neuter, whole);
            Phrase { text: text.trim_start().to_owned(), plural: !one }
        };
        let some = |nb: &str, en: &str| {
            let who = counted(nb, en);
            self.must(&who, &condition(!who.plural))
        };
        match kind {
            QuantifierKind::Every => self.must(holders, &condition(!holders.plural)),
            QuantifierKind::None => {
                self.must(&Phrase::one(say!(self.tongue, "ingen av {whole}", "none of {whole}")), &condition(true))
            }
            QuantifierKind::Exactly => some("nøyaktig", "exactly"),
            QuantifierKind::AtLeast => some("minst", "at least"),
            QuantifierKind::AtMost => some("høyst", "at most"),
            QuantifierKind::BySize => self.by_size(predicate, table, holders),
            QuantifierKind::Balanced => {
                let by = self.sorted_by(predicate);
                let doing = say!(
                    self.tongue,
                    "fordele seg så jevnt som mulig etter {by}",
                    "be spread as evenly as possible by {by}"
                );
                self.must(holders, &doing)
            }
            QuantifierKind::Alternating => {
                let by = self.sorted_by(predicate);
                let doing = say!(
                    self.tongue,
                    "veksle etter {by} fra én innehaver til den neste",
                    "alternate by {by} from one holder to the next"
                );
                self.must(holders, &doing)
            }
            QuantifierKind::EachValue => self.each_value(predicate, holders),
            QuantifierKind::Different => {
                let by = self.sorted_by(predicate);
                let two = Phrase::many(say!(self.tongue, "ingen to av {whole}", "no two of {whole}"));
                self.must(&two, &say!(self.tongue, "ha samme {by}", "have the same {by}"))
            }
        }
    }

    /// The attributes that those in scope are sorted by, with the values that are named.
    fn sorted_by(&self, predicate: &Predicate) -> String {
        let by = self.tongue.all_of(&self.attributes(predicate));
        if let Predicate::Fact(FactIs {
            attribute,
            comparison: Comparison::IsKnown | Comparison::Is,
            values,
            now_or_before: false,
        }) = predicate
        {
            return match values.as_slice() {
                [] => by,
                values => format!("{by} ({})", self.tongue.all_of(&self.values(attribute, values))),
            };
        }
        let condition = self.predicate(predicate, Verbal::Present);
        say!(self.tongue, "{by}, regnet blant dem som {condition}", "{by}, counted among those who {condition}")
    }

    fn attributes(&self, predicate: &Predicate) -> Vec<String> {
        let mut attributes = Vec::new();
        predicate.attributes(&mut attributes);
        let mut labels: Vec<String> = Vec::new();
        for label in attributes.into_iter().map(|attribute| self.code("attribute", attribute)) {
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        if labels.is_empty() {
            labels.push(self.pick("kjennetegn", "characteristics").to_owned());
        }
        labels
    }

    fn values(&self, attribute: &Code, values: &[Code]) -> Vec<String> {
        values.iter().map(|value| self.value(attribute, value)).collect()
    }

    fn by_size(&self, predicate: &Predicate, table: &[SizeRow], holders: &Phrase) -> String {
        let by = self.sorted_by(predicate);
        let rows: Vec<String> = table.iter().map(|row| self.row(row)).collect();
        let rows = self.tongue.all_of(&rows);
        let doing = if rows.is_empty() {
            say!(
                self.tongue,
                "fordele seg etter {by} etter hvor mange de er",
                "be spread by {by} according to how many they are"
            )
        } else {
            say!(self.tongue, "fordele seg slik etter {by}: {rows}", "be spread by {by} as follows: {rows}")
        };
        self.must(holders, &doing)
    }

    fn row(&self, row: &SizeRow) -> String {
        let SizeRow { from, to, at_least: HowMany { number, share } } = row;
        let mut least = Vec::new();
        if let Some(number) = number {
            let number = self.tongue.number(*number, Gender::Common);
            least.push(say!(self.tongue, "minst {number} av hver", "at least {number} of each"));
        }
        if let Some(share) = share {
            let (part, more) = (self.tongue.share(*share), share.more_than);
            least.push(if more {
                say!(self.tongue, "{part} av hver", "{part} of each")
            } else {
                say!(self.tongue, "minst {part} av hver", "at least {part} of each")
            });
        }
        let least = self.tongue.all_of(&least);
        let first = self.tongue.number(*from, Gender::Common);
        match to {
            Some(to) if to == from => say!(self.tongue, "{least} når de er {first}", "{least} when they are {first}"),
            Some(to) if *to == from.saturating_add(1) => {
                let last = self.tongue.number(*to, Gender::Common);
                say!(self.tongue, "{least} når de er {first} eller {last}", "{least} when they are {first} or {last}")
            }
            Some(to) => {
                let last = self.tongue.number(*to, Gender::Common);
                say!(self.tongue, "{least} når de er fra {first} til {last}", "{least} when they are {first} to {last}")
            }
            None => say!(self.tongue, "{least} når de er {first} eller flere", "{least} when they are {first} or more"),
        }
    }

    fn each_value(&self, predicate: &Predicate, holders: &Phrase) -> String {
        if let Predicate::Fact(FactIs { attribute, comparison: Comparison::Is, values, now_or_before: false }) =
            predicate
            && !values.is_empty()
        {
            let label = self.code("attribute", attribute);
            let values = self.tongue.all_of(&self.values(attribute, values));
            let doing = say!(
                self.tongue,
                "til sammen dekke {values} ({label}), med minst én for hver",
                "between them cover {values} ({label}), with at least one for each"
            );
            return self.must(holders, &doing);
        }
        let by = self.sorted_by(predicate);
        let doing = say!(
            self.tongue,
            "omfatte minst én av hvert slag når de deles inn etter {by}",
            "include at least one of each kind when they are grouped by {by}"
        );
        self.must(holders, &doing)
    }
}
