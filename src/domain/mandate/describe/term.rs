//! Terms in words.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice},
    words::{Gender, say},
};
use crate::domain::{
    mandate::clause::{
        scope::Scope,
        term::{LimitCounted, OnVacancy, Renewal, Staggering, Term, TermAnchor, TermEnd, TermEndKind, TermLimit},
    },
    time::{CalendarDuration, Date},
};

impl Voice<'_> {
    pub(super) fn term_of_scope(&self, term: &Term, scope: &Scope) -> Vec<String> {
        self.term(term, &self.holders(scope))
    }

    /// How long these serve. Also for the term of a post.
    pub(super) fn term(&self, term: &Term, holders: &Phrase) -> Vec<String> {
        let Term {
            length,
            at_most,
            until,
            anchor,
            cycle_start,
            renewal,
            limits,
            staggering,
            on_vacancy,
            holds_over,
            cooling_off,
        } = term;
        let mut sayings = Vec::new();
        let serve = self.served(*length, *at_most, until.as_ref(), *anchor, *cycle_start);
        if !serve.is_empty() {
            sayings.push(self.must(holders, &say!(self.tongue, "sitte {serve}", "serve {serve}")));
        }
        if let Some(renewal) = renewal {
            sayings.push(self.renewal(renewal, holders, !sayings.is_empty()));
        }
        sayings.extend(limits.iter().map(|limit| self.term_limit(limit)));
        if let Some(Staggering { share, every }) = staggering {
            let (part, every) =
                (self.tongue.share_of(*share, self.pick("plassene", "the seats")), self.tongue.every(*every));
            let doing = say!(self.tongue, "fylles på nytt {every}", "be filled anew {every}");
            sayings.push(self.must(&Phrase::many(part), &doing));
        }
        sayings.extend(on_vacancy.map(|gets| self.on_vacancy(gets)));
        let they = if sayings.is_empty() {
            holders.clone()
        } else {
            Phrase::many(self.pick("avtroppende medlemmer", "outgoing members"))
        };
        match holds_over {
            Some(true) => sayings.push(self.must(
                &they,
                self.pick("bli sittende til etterfølgeren er på plass", "stay until a successor is in place"),
            )),
            Some(false) => sayings.push(self.must(
                &they,
                self.pick(
                    "gå av når perioden er slutt, også om ingen etterfølger er på plass",
                    "leave when the term ends, even if no successor is in place",
                ),
            )),
            None => {}
        }
        if let Some(pause) = cooling_off.map(|pause| self.tongue.duration(pause)) {
            let doing =
                say!(self.tongue, "komme tilbake før det har gått {pause}", "come back before {pause} have passed");
            sayings.push(self.unable(
                &Phrase::one(self.pick("den som har sittet sin siste periode,", "whoever has served a last term")),
                !sayings.is_empty(),
                &doing,
            ));
        }
        if sayings.is_empty() {
            let doing = self.pick(
                "sitte i en periode som mandatet ikke gir noen lengde",
                "serve for a term whose length the mandate does not give",
            );
            sayings.push(self.must(holders, doing));
        }
        sayings
    }

    /// For how long, or until when.
    fn served(
        &self,
        length: Option<CalendarDuration>,
        at_most: Option<CalendarDuration>,
        until: Option<&TermEnd>,
        anchor: TermAnchor,
        cycle_start: Option<Date>,
    ) -> String {
        let mut serve = Vec::new();
        if let Some(length) = length.map(|length| self.tongue.duration(length)) {
            serve.push(say!(self.tongue, "i {length}", "for {length}"));
        }
        if let Some(at_most) = at_most.map(|length| self.tongue.duration(length)) {
            serve.push(say!(self.tongue, "i høyst {at_most}", "for at most {at_most}"));
        }
        if let Some(until) = until {
            serve.push(self.term_end(until));
        }
        match anchor {
            TermAnchor::OwnStart => {}
            TermAnchor::CommonCycle => {
                serve.push(self.pick("i en periode som er felles for alle", "in a cycle that all share").to_owned());
            }
            TermAnchor::YearEnd => {
                serve.push(self.pick("fram til årets slutt", "up to the end of that year").to_owned());
            }
        }
        if let Some(day) = cycle_start.map(|date| self.tongue.date(date)) {
            serve.push(say!(self.tongue, "regnet fra {day}", "counted from {day}"));
        }
        serve.join(", ")
    }

    fn on_vacancy(&self, gets: OnVacancy) -> String {
        let successor = Phrase::one(self.pick("den som overtar underveis,", "whoever takes over a seat in mid-term"));
        self.must(
            &successor,
            match gets {
                OnVacancy::Remainder => self.pick("sitte ut perioden", "serve what is left of the term"),
                OnVacancy::FreshTerm => self.pick("få en hel periode", "serve a full term"),
            },
        )
    }

    fn term_end(&self, until: &TermEnd) -> String {
        let TermEnd { kind, date, event } = until;
        let mut end = match kind {
            TermEndKind::Date => String::new(),
            TermEndKind::Event => self.pick("inntil dette skjer", "until this happens").to_owned(),
            TermEndKind::Session => self.pick("til slutten av", "until the end of").to_owned(),
            TermEndKind::WhileInOffice => self
                .pick(
                    "så lenge vervet som gir plassen, varer",
                    "for as long as they hold the office that the seat comes with",
                )
                .to_owned(),
            TermEndKind::WithMandate => {
                self.pick("så lenge mandatet gjelder", "for as long as the mandate is in force").to_owned()
            }
            TermEndKind::AtPleasure => {
                self.pick("så lenge den som oppnevner, vil", "for as long as whoever appoints wishes").to_owned()
            }
        };
        if let Some(event) = event {
            let event = self.text(event);
            end = if *kind == TermEndKind::Session { format!("{end} {event}") } else { format!("{end}: {event}") };
        }
        match date.map(|date| self.tongue.date(date)) {
            Some(day) if end.is_empty() => say!(self.tongue, "fram til {day}", "until {day}"),
            Some(day) => say!(self.tongue, "{end}, fram til {day}", "{end}, until {day}"),
            None if end.is_empty() => self.pick("til en fastsatt dag", "until a set day").to_owned(),
            None => end,
        }
    }

    fn renewal(&self, renewal: &Renewal, holders: &Phrase, heard: bool) -> String {
        let Renewal { allowed, at_most, length } = renewal;
        let who = if heard { self.pronoun(holders) } else { holders.clone() };
        let mut doing = self.pick("gjenoppnevnes", "be reappointed").to_owned();
        if !allowed {
            return self.unable(&who, heard, &doing);
        }
        if let Some(times) = at_most {
            let times = self.tongue.times(*times);
            doing.push_str(&say!(self.tongue, " høyst {times}", " at most {times}"));
        }
        if let Some(length) = length.map(|length| self.tongue.duration(length)) {
            doing.push_str(&say!(self.tongue, " for {length} om gangen", " for {length} at a time"));
        }
        self.able(&who, heard, &doing)
    }

    fn term_limit(&self, limit: &TermLimit) -> String {
        let TermLimit { counted, terms, duration, window } = limit;
        let mut most = Vec::new();
        if let Some(terms) = terms {
            most.push(self.tongue.count(*terms, Gender::Common, ("periode", "perioder"), ("term", "terms")));
        }
        if let Some(duration) = duration {
            most.push(self.tongue.duration(*duration));
        }
        let most =
            if most.is_empty() { self.pick("tillatt", "is allowed").to_owned() } else { self.tongue.any_of(&most) };
        let how = match counted {
            LimitCounted::Total => self.pick("til sammen", "in all"),
            LimitCounted::Consecutive => self.pick("på rad", "in a row"),
            LimitCounted::InWindow => "",
        };
        let window = window.map_or_else(String::new, |window| {
            let window = self.tongue.duration(window);
            say!(self.tongue, "i løpet av {window}", "within {window}")
        });
        let doing =
            say!(self.tongue, "sitte i mer enn {most} {how} {window}", "serve for more than {most} {how} {window}");
        self.must(&Phrase::one(self.pick("ingen", "nobody")), doing.trim_end())
    }
}
