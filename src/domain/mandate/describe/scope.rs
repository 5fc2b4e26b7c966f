//! To whom a clause applies, where that is not its subject, and which exceptions it allows.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice},
    words::say,
};
use crate::domain::mandate::clause::{
    scope::{Exception, HolderKind, Scope, SeatClass},
    seats::SeatRole,
};

impl Voice<'_> {
    /// The nouns for the holders of seats of these classes.
    pub(super) fn nouns(&self, classes: &[SeatClass], holders: Option<HolderKind>, single: Option<SeatRole>) -> String {
        if classes.is_empty() {
            return match (single, holders) {
                (None, None) => self.pick("medlemmene", "the members"),
                (None, Some(HolderKind::Members)) => self.pick("de faste medlemmene", "the regular members"),
                (None, Some(HolderKind::Alternates)) => self.pick("varamedlemmene", "the deputies"),
                (Some(_), Some(HolderKind::Alternates)) => self.pick("varamedlemmet", "the deputy"),
                (Some(SeatRole::Member), None) => self.pick("medlemmet", "the member"),
                (Some(SeatRole::Member), Some(HolderKind::Members)) => {
                    self.pick("det faste medlemmet", "the regular member")
                }
                (Some(SeatRole::Chair), _) => self.pick("lederen", "the chair"),
                (Some(SeatRole::Observer), _) => self.pick("observatøren", "the observer"),
            }
            .to_owned();
        }
        let alternates = holders == Some(HolderKind::Alternates);
        let nouns: Vec<String> = classes
            .iter()
            .map(|class| match class {
                SeatClass::Voting => self.pick("medlemmene med stemmerett", "the members with a vote"),
                SeatClass::NonVoting => self.pick("medlemmene uten stemmerett", "the members without a vote"),
                SeatClass::Observer => self.pick("observatørene", "the observers"),
                SeatClass::Liaison => self.pick("kontaktleddene til andre organer", "the links to other bodies"),
                SeatClass::Honorary => self.pick("æresmedlemmene", "the honorary members"),
            })
            .map(|noun| {
                if alternates {
                    say!(self.tongue, "vara for {noun}", "the deputies of {noun}")
                } else {
                    noun.to_owned()
                }
            })
            .collect();
        let nouns = self.tongue.all_of(&nouns);
        if holders == Some(HolderKind::Members) {
            say!(self.tongue, "{nouns} (ikke vara)", "{nouns} (not deputies)")
        } else {
            nouns
        }
    }

    /// Says first for whom the sayings are, where they are not for everybody.
    pub(super) fn scoped(&self, scope: &Scope, mut sayings: Vec<String>) -> Vec<String> {
        let holders = self.bound(scope).map_or_else(|| self.holders(scope).text, |body| body.text);
        if !scope.is_everybody()
            && let Some(first) = sayings.first_mut()
            && !first.starts_with(&holders)
        {
            *first = say!(self.tongue, "for {holders} gjelder dette: {first}", "for {holders} this applies: {first}");
        }
        sayings
    }

    /// The body that a scope is about, where it is about a sub-body or another council and narrows nothing else.
    pub(super) fn bound(&self, scope: &Scope) -> Option<Phrase> {
        let rest = Scope { sub_body: None, council: None, ..scope.clone() };
        match (rest.is_everybody(), &scope.sub_body, &scope.council) {
            (true, Some(key), None) => Some(Phrase::one(self.sub_body(key))),
            (true, None, Some(slug)) => Some(Phrase::one(self.council(slug))),
            _ => None,
        }
    }

    /// An exception, as a saying of its own.
    pub(super) fn exception(&self, exception: &Exception) -> String {
        let Exception { grounds, granted_by, reason_owed, at_most, at_most_for } = exception;
        let mut extent = Vec::new();
        if let Some(share) = at_most {
            let part = self.tongue.share(*share);
            extent.push(say!(self.tongue, "i høyst {part} av tilfellene", "in at most {part} of cases"));
        }
        if let Some(time) = at_most_for {
            let time = self.tongue.duration(*time);
            extent.push(say!(self.tongue, "for høyst {time} om gangen", "for at most {time} at a time"));
        }
        let mut conditions = Vec::new();
        if !granted_by.is_empty() {
            let who = self.any_actor(granted_by).text;
            conditions.push(say!(self.tongue, "når {who} godtar det", "with the consent of {who}"));
        }
        if *reason_owed {
            conditions.push(self.pick("når grunnen oppgis", "with the reason stated").to_owned());
        }
        let mut saying = self.pick("unntak kan gjøres", "exceptions can be made").to_owned();
        for (before, parts) in [(" ", extent), (", ", conditions)] {
            if !parts.is_empty() {
                saying.push_str(before);
                saying.push_str(&self.tongue.all_of(&parts));
            }
        }
        if let Some(grounds) = grounds {
            let grounds = self.text(grounds);
            saying.push_str(&say!(self.tongue, " på dette grunnlaget: {grounds}", " on this ground: {grounds}"));
        }
        saying
    }
}
