//! Procedures in words.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice},
    words::{Gender, say},
};
use crate::domain::mandate::clause::{
    measure::HowMany,
    procedure::{Ending, Needs, Procedure, Replacement, Step, StepAct},
    scope::Scope,
};

impl Voice<'_> {
    pub(super) fn procedure(&self, procedure: &Procedure, scope: &Scope) -> Vec<String> {
        let Procedure { steps, endings, replacement } = procedure;
        let holders = self.holders(scope);
        let mut sayings = self.steps(steps, &holders);
        for ending in endings {
            let saying = self.ending(ending, scope, !sayings.is_empty());
            sayings.push(saying);
        }
        if let Some(replacement) = replacement {
            sayings.push(self.replacement(replacement, scope));
        }
        if sayings.is_empty() {
            sayings.push(self.must(
                &holders,
                self.pick(
                    "komme inn på en måte som mandatet ikke beskriver",
                    "come in by a way that the mandate does not describe",
                ),
            ));
        }
        sayings
    }

    /// The steps in order; those they are about are named once, then spoken of as "them".
    pub(super) fn steps(&self, steps: &[Step], whom: &Phrase) -> Vec<String> {
        let them = self.pronoun_as_object(whom);
        steps
            .iter()
            .enumerate()
            .flat_map(|(index, step)| self.step(step, index > 0, if index == 0 { &whom.text } else { them }, whom))
            .collect()
    }

    fn step(&self, step: &Step, later: bool, whom: &str, named: &Phrase) -> Vec<String> {
        let Step { act, by, needs, candidates_per_seat, criteria, threshold, within, otherwise } = step;
        let mut doing = self.act(*act, whom, later);
        let mut manner = String::new();
        if let Some(candidates) = candidates_per_seat {
            let candidates =
                self.tongue.count(*candidates, Gender::Common, ("kandidat", "kandidater"), ("candidate", "candidates"));
            manner.push_str(&say!(self.tongue, " med {candidates} for hver plass", " with {candidates} for each seat"));
        }
        if !criteria.is_empty() {
            let criteria = self.tongue.all_of(&self.codes("criterion", criteria));
            manner.push_str(&say!(self.tongue, " ut fra {criteria}", " on the basis of {criteria}"));
        }
        if let Some(threshold) = threshold {
            let part = self.threshold(threshold);
            manner.push_str(&say!(self.tongue, " med {part}", " with {part}"));
        }
        if let Some(time) = within.map(|within| self.tongue.duration(within)) {
            manner.push_str(&if later {
                say!(self.tongue, " innen {time} etter forrige steg", " within {time} of the step before")
            } else {
                say!(self.tongue, " innen {time}", " within {time}")
            });
        }
        let then = if later { self.pick("deretter", "then") } else { "" };
        let saying = if by.is_empty() && act.decides() {
            // Who does it is not said: the sentence is about those it is done to.
            let subject = if later { self.pronoun(named) } else { named.clone() };
            self.modal(&subject, then, false, &format!("{}{manner}", self.act_passive(*act)))
        } else {
            doing.push_str(&manner);
            let who = match (by.is_empty(), needs) {
                (true, _) => Phrase::one(self.pick("alle", "anybody")),
                (false, Needs::AllOf) => self.actors(by),
                (false, Needs::AnyOf) => self.any_actor(by),
            };
            if by.is_empty() { self.able(&who, false, &doing) } else { self.modal(&who, then, false, &doing) }
        };
        let mut sayings = vec![saying];
        if !otherwise.is_empty() {
            let doing = self
                .pick("gjøre det i stedet hvis det ikke skjer i tide", "do it instead if it does not happen in time");
            sayings.push(self.must(&self.actors(otherwise), doing));
        }
        sayings
    }

    /// What is done to whom; what is known from the step before is not said again.
    fn act(&self, act: StepAct, whom: &str, known: bool) -> String {
        match act {
            StepAct::Agree if known => self.pick("si seg enig i valget", "agree to the choice").to_owned(),
            StepAct::Confirm if known => self.pick("stadfeste oppnevningen", "confirm the appointment").to_owned(),
            StepAct::Notify if known => self.pick("få beskjed om hvem det ble", "be told who it was").to_owned(),
            StepAct::Call => {
                say!(self.tongue, "lyse ut plassene til {whom}", "call for candidates for the seats of {whom}")
            }
            StepAct::Nominate => say!(self.tongue, "foreslå {whom}", "nominate {whom}"),
            StepAct::Consult => say!(self.tongue, "få uttale seg om {whom}", "be consulted about {whom}"),
            StepAct::Agree => say!(self.tongue, "si seg enig i valget av {whom}", "agree to the choice of {whom}"),
            StepAct::Appoint => say!(self.tongue, "oppnevne {whom}", "appoint {whom}"),
            StepAct::Confirm => {
                say!(self.tongue, "stadfeste oppnevningen av {whom}", "confirm the appointment of {whom}")
            }
            StepAct::Elect => say!(self.tongue, "velge {whom}", "elect {whom}"),
            StepAct::DrawByLot => say!(self.tongue, "trekke {whom} ved lodd", "draw {whom} by lot"),
            StepAct::Designate => say!(self.tongue, "utpeke {whom}", "designate {whom}"),
            StepAct::Notify => {
                say!(self.tongue, "få beskjed om valget av {whom}", "be told about the choice of {whom}")
            }
        }
    }

    const fn act_passive(&self, act: StepAct) -> &'static str {
        match act {
            StepAct::Elect => self.pick("velges", "be elected"),
            StepAct::DrawByLot => self.pick("trekkes ut ved lodd", "be drawn by lot"),
            StepAct::Designate => self.pick("utpekes", "be designated"),
            StepAct::Appoint
            | StepAct::Call
            | StepAct::Nominate
            | StepAct::Consult
            | StepAct::Agree
            | StepAct::Confirm
            | StepAct::Notify => self.pick("oppnevnes", "be appointed"),
        }
    }

    /// Which part has to agree.
    fn threshold(&self, threshold: &HowMany) -> String {
        let votes = self.pick("stemmene", "the votes");
        let least =
            if threshold.share.is_some_and(|share| share.more_than) { "" } else { self.pick("minst", "at least") };
        self.tongue.how_many_of(threshold, least, Gender::Common, votes)
    }

    fn ending(&self, ending: &Ending, scope: &Scope, heard: bool) -> String {
        let Ending { ground, by, declared_by, notice } = ending;
        let office = if scope.is_everybody() {
            Phrase::one(self.pick("et verv i rådet", "a place in the council"))
        } else {
            let holders = self.holders(scope).text;
            Phrase::one(say!(self.tongue, "vervet til {holders}", "the place of {holders}"))
        };
        let ground = self.happening("ending", ground).occasion(self.tongue);
        let mut doing = say!(self.tongue, "ta slutt før tiden {ground}", "end early {ground}");
        let (who, judge) = (self.any_actor(by).text, self.any_actor(declared_by).text);
        match (by.is_empty(), declared_by.is_empty()) {
            (true, true) => {}
            (false, true) => {
                doing.push_str(&say!(self.tongue, ", på initiativ fra {who}", ", at the initiative of {who}"));
            }
            (false, false) if by == declared_by => doing.push_str(&say!(
                self.tongue,
                ", på initiativ og etter avgjørelse fra {who}",
                ", at the initiative and by a decision of {who}"
            )),
            (false, false) => doing.push_str(&say!(
                self.tongue,
                ", på initiativ fra {who}, etter en avgjørelse fra {judge}",
                ", at the initiative of {who}, by a decision of {judge}"
            )),
            (true, false) => {
                doing.push_str(&say!(self.tongue, ", etter en avgjørelse fra {judge}", ", by a decision of {judge}"));
            }
        }
        if let Some(notice) = notice.map(|notice| self.tongue.duration(notice)) {
            doing.push_str(&say!(self.tongue, ", med virkning etter {notice}", ", with effect after {notice}"));
        }
        self.able(&office, heard, &doing)
    }

    fn replacement(&self, replacement: &Replacement, scope: &Scope) -> String {
        let Replacement { like_for_like, reserve_list, within, note } = replacement;
        let seat = if scope.is_everybody() {
            Phrase::one(self.pick("en ledig plass", "a vacant seat"))
        } else {
            let holders = self.holders(scope).text;
            Phrase::one(say!(self.tongue, "en ledig plass blant {holders}", "a vacant seat among {holders}"))
        };
        let mut doing = self.pick("fylles", "be filled").to_owned();
        if *like_for_like {
            doing.push_str(self.pick(" på samme måte som sist", " in the same way as before"));
        }
        if *reserve_list {
            doing.push_str(self.pick(" fra en reserveliste, i rekkefølge", " from a reserve list, in its order"));
        }
        if let Some(time) = within.map(|within| self.tongue.duration(within)) {
            doing.push_str(&say!(self.tongue, " innen {time}", " within {time}"));
        }
        let mut saying = self.must(&seat, &doing);
        if let Some(note) = note {
            saying.push_str(": ");
            saying.push_str(&self.text(note));
        }
        saying
    }
}
