//! Statements in words: what the mandate says about the body, from the structure that it gives.
//!
//! May import: `domain`.

use super::{
    actor::heard,
    voice::{Phrase, Voice},
    words::say,
};
use crate::domain::{
    mandate::clause::{
        actor::Actor,
        scope::Scope,
        statement::{ActorGroup, BindingForce, Statement, Task, Topic},
    },
    word::Code,
};

impl Voice<'_> {
    pub(super) fn statement(&self, statement: &Statement, scope: &Scope) -> Vec<String> {
        let Statement { topic, actor_groups, goals, tasks, force, towards, references, self_defined_tasks, no_rule_on } =
            statement;
        let mut sayings = Vec::new();
        if !actor_groups.is_empty() {
            let groups: Vec<String> = actor_groups.iter().map(|group| self.actor_group(group)).collect();
            let groups = self.tongue.all_of(&groups);
            sayings.push(if *topic == Topic::Purpose {
                say!(
                    self.tongue,
                    "rådet skal bringe disse aktørene sammen: {groups}",
                    "the council is to bring these actors together: {groups}"
                )
            } else {
                say!(
                    self.tongue,
                    "mandatet nevner disse aktørene: {groups}",
                    "the mandate names these actors: {groups}"
                )
            });
        }
        if !goals.is_empty() {
            sayings.push(self.goals(*topic, goals));
        }
        sayings.extend(self.tasks(tasks));
        if force.is_some() || !towards.is_empty() {
            sayings.push(self.force(*force, towards));
        }
        if let Some(references) = references {
            let exhaustive = references.exhaustive;
            let list = self.documents(&crate::domain::mandate::clause::measure::EntryList {
                exhaustive: true,
                ..references.clone()
            });
            let examples =
                if exhaustive { self.pick("", " ") } else { self.pick("blant annet ", ", among other things, ") };
            sayings.push(say!(
                self.tongue,
                "rådet skal legge vekt på {examples}{list}",
                "the council is to have regard to{examples}{list}"
            ));
        }
        match self_defined_tasks {
            Some(true) => sayings.push(
                self.pick(
                    "rådet bestemmer ellers selv hva det skal arbeide med",
                    "the council otherwise decides for itself what to work on",
                )
                .to_owned(),
            ),
            Some(false) => sayings.push(
                self.pick("rådet kan ikke gi seg selv andre oppgaver", "the council cannot give itself other tasks")
                    .to_owned(),
            ),
            None => {}
        }
        if !no_rule_on.is_empty() {
            let concerns: Vec<String> = no_rule_on.iter().map(|concern| self.concern(*concern).to_owned()).collect();
            let concerns = self.tongue.any_of(&concerns);
            sayings.push(say!(
                self.tongue,
                "mandatet sier uttrykkelig at det ikke har noen regel om {concerns}",
                "the mandate says expressly that it has no rule on {concerns}"
            ));
        }
        if sayings.is_empty() {
            sayings.push(self.topic(*topic).to_owned());
        } else if let Some(about) = self.remark(*topic) {
            sayings.push(about.to_owned());
        }
        self.scoped(scope, sayings)
    }

    fn actor_group(&self, group: &ActorGroup) -> String {
        let ActorGroup { label, sectors } = group;
        let label = self.text(label);
        let sectors: Vec<String> =
            self.codes("sector", sectors).into_iter().filter(|sector| !heard(sector, &label)).collect();
        if sectors.is_empty() { label } else { format!("{label} ({})", self.tongue.all_of(&sectors)) }
    }

    fn goals(&self, topic: Topic, goals: &[Code]) -> String {
        let goals = self.tongue.all_of(&self.codes("goal", goals));
        if topic == Topic::Purpose {
            say!(
                self.tongue,
                "formålet med rådet er å bidra til {goals}",
                "the purpose of the council is to contribute to {goals}"
            )
        } else {
            say!(self.tongue, "dette er målene: {goals}", "these are the goals: {goals}")
        }
    }

    /// The tasks, those of one actor together.
    fn tasks(&self, tasks: &[Task]) -> Vec<String> {
        let mut by_actor: Vec<(Phrase, Vec<String>)> = Vec::new();
        for Task { key: _, activity, trigger } in tasks {
            let occasion = trigger.as_ref().map(|event| self.event(event).occasion(self.tongue));
            let doing = self.activity(activity, true, &occasion.into_iter().collect::<Vec<_>>());
            let doing = say!(self.tongue, "å {doing}", "to {doing}");
            let actor = self.actor(&activity.actor);
            match by_actor.last_mut() {
                Some((known, doings)) if *known == actor => doings.push(doing),
                _ => by_actor.push((actor, vec![doing])),
            }
        }
        by_actor
            .into_iter()
            .map(|(actor, doings)| {
                let (who, has) = (actor.text, if actor.plural { "have" } else { "has" });
                match doings.as_slice() {
                    [only] => say!(self.tongue, "{who} har som oppgave {only}", "{who} {has} this task: {only}"),
                    [before @ .., last] => {
                        let before = before.join("; ");
                        say!(
                            self.tongue,
                            "{who} har disse oppgavene: {before}; og {last}",
                            "{who} {has} these tasks: {before}; and {last}"
                        )
                    }
                    [] => who,
                }
            })
            .collect()
    }

    fn force(&self, force: Option<BindingForce>, towards: &[Actor]) -> String {
        let whom = if towards.is_empty() { String::new() } else { self.actors(towards).text };
        let over = |nb: &str, en: &str| {
            if whom.is_empty() { String::new() } else { say!(self.tongue, " {nb} {whom}", " {en} {whom}") }
        };
        match force {
            Some(BindingForce::Advisory) => {
                let over = over("til", "to");
                say!(
                    self.tongue,
                    "rådet gir råd{over} og kan ikke bestemme over andre",
                    "the council gives advice{over} and cannot decide for others"
                )
            }
            Some(BindingForce::MustBeHeard) => {
                let over = over("av", "by");
                say!(
                    self.tongue,
                    "rådet skal høres{over} før saken avgjøres",
                    "the council has to be heard{over} before a matter is decided"
                )
            }
            Some(BindingForce::Consent) => {
                let over = over("fra", "by");
                say!(
                    self.tongue,
                    "vedtak{over} krever at rådet samtykker",
                    "decisions{over} need the consent of the council"
                )
            }
            Some(BindingForce::Decides) => {
                let over = over("overfor", "towards");
                say!(
                    self.tongue,
                    "rådet kan ta bindende avgjørelser{over}",
                    "the council can take binding decisions{over}"
                )
            }
            None => say!(self.tongue, "rådet retter seg til {whom}", "the council addresses {whom}"),
        }
    }
}
