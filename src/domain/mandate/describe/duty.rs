//! Duties and rights in words: who, when, how far.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice, spaced},
    words::{Gender, say},
};
use crate::domain::mandate::clause::{
    Modality,
    activity::{
        AtLeastPer, BeforeEvent, ByDay, Duty, DutyTiming, EachItem, Extent, Right, StandingDuty, Tolerance,
        ToleranceSource, WithinDelay,
    },
    actor::{Actor, Part, PartActor},
    scope::{HolderKind, Scope},
};

impl Voice<'_> {
    /// Who acts: the holders in scope where the actor is a member, otherwise the actor as named.
    fn doer(&self, actor: &Actor, scope: &Scope) -> Phrase {
        if scope.is_everybody() {
            return self.actor(actor);
        }
        match actor {
            Actor::Part(PartActor { part: Part::Members }) => self.holders(scope),
            Actor::Part(PartActor { part: Part::EachMember }) => {
                let holders = self.holders(scope);
                if !holders.plural {
                    return holders;
                }
                let holders = holders.text;
                Phrase::one(say!(self.tongue, "hvert av {holders}", "each of {holders}"))
            }
            Actor::Part(PartActor { part: Part::Deputies }) => {
                self.holders(&Scope { holders: Some(HolderKind::Alternates), ..scope.clone() })
            }
            _ => self.actor(actor),
        }
    }

    /// Says first for whom, unless the subject is those in scope.
    fn of_scope(&self, actor: &Actor, scope: &Scope, saying: String) -> Vec<String> {
        match actor {
            Actor::Part(PartActor { part: Part::Members | Part::EachMember | Part::Deputies }) => vec![saying],
            _ => self.scoped(scope, vec![saying]),
        }
    }

    pub(super) fn duty(&self, duty: &Duty, scope: &Scope) -> Vec<String> {
        let Duty { activity, when, refrain, towards_exhaustive, limited_to } = duty;
        let mut extra = Vec::new();
        let times: Vec<String> = when.iter().filter_map(|timing| self.timing(timing)).collect();
        extra.push(self.tongue.all_of(&times));
        if let Some(tolerance) = limited_to {
            let (amount, source) = self.tolerance(tolerance);
            let amount = match tolerance.share {
                Some(_) => say!(self.tongue, "til høyst {amount} av tilfellene", "to at most {amount} of cases"),
                None => say!(self.tongue, "til høyst {amount}", "to at most {amount}"),
            };
            extra.push(format!("{amount}{source}"));
        }
        let mut doing = self.activity(activity, *towards_exhaustive, &extra);
        for timing in when {
            doing = self.around(timing, &doing);
        }
        let doer = self.doer(&activity.actor, scope);
        let saying = match (refrain, self.modality) {
            (false, _) => self.must(&doer, &doing),
            // "May not" would forbid what is left free.
            (true, Some(Modality::May)) => {
                self.must(&doer, &say!(self.tongue, "la være å {doing}", "choose not to {doing}"))
            }
            (true, _) => self.must_not(&doer, &doing),
        };
        self.of_scope(&activity.actor, scope, saying)
    }

    pub(super) fn right(&self, right: &Right, scope: &Scope) -> Vec<String> {
        let Right { activity, extent, support, list } = right;
        let mut extra = Vec::new();
        match extent {
            Extent::Council => {}
            Extent::Family => {
                extra.push(self.pick("i alle rådene i rådsfamilien", "in any council of the family").to_owned());
            }
        }
        if let Some(support) = support {
            let members = self.pick("medlemmene", "the members");
            let part = self.tongue.how_many_of(support, self.pick("minst", "at least"), Gender::Neuter, members);
            extra.push(say!(self.tongue, "med støtte fra {part}", "with the support of {part}"));
        }
        let mut activity = activity.clone();
        let doing = match list {
            // Those on the list take the place of those towards whom it is done.
            Some(list) if activity.towards.is_empty() => {
                let purpose = activity.purpose.take().map(|purpose| self.purpose(&self.text(&purpose)));
                let object = activity.object.as_ref().map(|object| self.text(object));
                let object = self.object(&activity.verb, object, &self.codes("subject", &activity.subjects));
                let done = self.done(&activity.verb, object, Some(self.entry_list(list)));
                extra.extend(purpose);
                extra.retain(|words| !words.is_empty());
                spaced(&[&done, &extra.join(" ")])
            }
            Some(list) => {
                let names = self.entry_list(list);
                extra.push(say!(self.tongue, "(det gjelder {names})", "(this is about {names})"));
                self.activity(&activity, true, &extra)
            }
            None => self.activity(&activity, true, &extra),
        };
        let doer = self.doer(&activity.actor, scope);
        let saying = match self.modality {
            None | Some(Modality::May) => self.able(&doer, true, &doing),
            Some(_) => self.must(&doer, &say!(self.tongue, "ha rett til å {doing}", "have the right to {doing}")),
        };
        self.of_scope(&activity.actor, scope, saying)
    }

    /// What stands between the activity and its purpose: when.
    fn timing(&self, timing: &DutyTiming) -> Option<String> {
        Some(match timing {
            DutyTiming::AtLeast(AtLeastPer { times, per, each_towards }) => {
                let (times, per) = (self.tongue.times(*times), self.tongue.per(*per));
                if *each_towards {
                    say!(self.tongue, "hver for seg minst {times} {per}", "each at least {times} {per}")
                } else {
                    say!(self.tongue, "minst {times} {per}", "at least {times} {per}")
                }
            }
            DutyTiming::By(ByDay { date, yearly: true }) => {
                let day = self.tongue.day(*date);
                say!(self.tongue, "innen {day} hvert år", "by {day} every year")
            }
            DutyTiming::By(ByDay { date, yearly: false }) => {
                let day = self.tongue.date(*date);
                say!(self.tongue, "innen {day}", "by {day}")
            }
            DutyTiming::Before(BeforeEvent { event, lead }) => {
                let event = self.event(event).after_preposition("før", "before", self.tongue);
                match lead {
                    Some(lead) => {
                        let (time, source) = self.tolerance(lead);
                        say!(self.tongue, "minst {time} {event}{source}", "at least {time} {event}{source}")
                    }
                    None => say!(self.tongue, "i god tid {event}", "well {event}"),
                }
            }
            DutyTiming::Within(WithinDelay { event, delay }) => {
                let event = self.event(event).after_preposition("etter", "after", self.tongue);
                match delay {
                    Some(delay) => {
                        let (time, source) = self.tolerance(delay);
                        say!(self.tongue, "innen {time} {event}{source}", "within {time} {event}{source}")
                    }
                    None => event,
                }
            }
            DutyTiming::Each(_) | DutyTiming::Standing(_) => return None,
        })
    }

    /// What stands before or behind the whole activity: always, and for each of what.
    fn around(&self, timing: &DutyTiming, doing: &str) -> String {
        match timing {
            DutyTiming::Each(EachItem { item }) => {
                let item = self.code("item", item);
                let each = if is_neuter(&item) { "hvert" } else { "hver" };
                say!(self.tongue, "{doing}, og dette gjelder {each} {item}", "{doing}, and this holds for each {item}")
            }
            DutyTiming::Standing(StandingDuty { tolerance }) => {
                let doing = say!(self.tongue, "fortløpende {doing}", "continually {doing}");
                let Some(tolerance) = tolerance else {
                    return doing;
                };
                let (time, source) = self.tolerance(tolerance);
                say!(
                    self.tongue,
                    "{doing}, og aldri med mer enn {time} mellom hver gang{source}",
                    "{doing}, with never more than {time} in between{source}"
                )
            }
            DutyTiming::AtLeast(_) | DutyTiming::By(_) | DutyTiming::Before(_) | DutyTiming::Within(_) => {
                doing.to_owned()
            }
        }
    }

    /// The amount of a tolerance, and a remark where the number is not the mandate's own.
    fn tolerance(&self, tolerance: &Tolerance) -> (String, &'static str) {
        let Tolerance { duration, share, set_by } = tolerance;
        let mut amounts = Vec::new();
        amounts.extend(duration.map(|duration| self.tongue.duration(duration)));
        amounts.extend(share.map(|share| self.tongue.share(share)));
        if amounts.is_empty() {
            amounts.push(self.pick("et mål som ikke er sagt", "an unstated measure").to_owned());
        }
        let source = match set_by {
            ToleranceSource::Mandate => "",
            ToleranceSource::Council => {
                self.pick(" (et tall som rådet selv har satt)", " (a number that the council has set itself)")
            }
        };
        (self.tongue.any_of(&amounts), source)
    }
}

/// Whether a Norwegian noun (the one before the first preposition) is neuter, which decides between «hver» and «hvert».
fn is_neuter(item: &str) -> bool {
    const ENDINGS: [&str; 17] = [
        "råd",
        "møte",
        "tiltak",
        "medlem",
        "spørsmål",
        "dokument",
        "notat",
        "forslag",
        "punkt",
        "vedtak",
        "år",
        "sete",
        "innspill",
        "emne",
        "tema",
        "prosjekt",
        "program",
    ];
    let before =
        item.split(' ').take_while(|word| !matches!(*word, "på" | "i" | "av" | "for" | "til" | "om" | "fra" | "med"));
    before.last().is_some_and(|noun| ENDINGS.iter().any(|ending| noun.ends_with(ending)))
}
