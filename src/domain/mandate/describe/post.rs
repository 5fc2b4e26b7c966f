//! Posts in words.
//!
//! May import: `domain`.

use super::{
    actor::alike,
    voice::{Phrase, Voice},
    words::{Gender, say},
};
use crate::domain::mandate::clause::{
    post::{ByOrganisation, ByRotation, BySeat, BySteps, Post, PostFilling},
    scope::Scope,
};

impl Voice<'_> {
    pub(super) fn post(&self, post: &Post, scope: &Scope) -> Vec<String> {
        let Post { post, number, filled_by, from, term } = post;
        let label = self.code("post", post);
        let holder = if *number == 1 {
            Phrase::one(self.holder_of_post(post))
        } else {
            let number = self.tongue.number(*number, Gender::Common);
            Phrase::many(say!(
                self.tongue,
                "de {number} som har vervet som {label}",
                "the {number} holders of the post of {label}"
            ))
        };
        let pool = if from.is_empty() { String::new() } else { self.of_groups(from) };
        let mut sayings = Vec::new();
        let (filled, pool_is_said) = self.filled(filled_by, &holder, &pool, &label, *number);
        sayings.extend(filled);
        if !pool_is_said {
            let doing = say!(self.tongue, "velges blant medlemmene {pool}", "be chosen from among the members {pool}");
            sayings.push(self.must(&holder, &doing));
        }
        if sayings.is_empty() {
            let number = self.tongue.number(*number, Gender::Common);
            sayings.push(
                self.must(&self.this_council(), &say!(self.tongue, "ha {number} {label}", "have {number} {label}")),
            );
        }
        if let Some(term) = term {
            sayings.extend(self.term(term, &holder));
        }
        self.scoped(scope, sayings)
    }

    /// How the post is filled, and whether that has said already from among whom.
    fn filled(
        &self,
        filled_by: &PostFilling,
        holder: &Phrase,
        pool: &str,
        label: &str,
        number: u32,
    ) -> (Vec<String>, bool) {
        match filled_by {
            PostFilling::Organisation(ByOrganisation { by }) => {
                let who = self.actor(by).text;
                let doing = say!(self.tongue, "komme fra {who}", "come from {who}");
                // "Fra Helsedirektoratet" needs no "blant medlemmene fra Helsedirektoratet".
                (vec![self.must(holder, &doing)], pool.is_empty() || alike(pool, &who))
            }
            PostFilling::Seat(BySeat { group }) => {
                let seat = self.of_groups(std::slice::from_ref(group));
                let doing = say!(self.tongue, "være den som har plassen {seat}", "be whoever holds the seat {seat}");
                (vec![self.must(holder, &doing)], pool.is_empty() || pool == seat)
            }
            PostFilling::Steps(BySteps { steps }) if steps.is_empty() => (Vec::new(), pool.is_empty()),
            PostFilling::Steps(BySteps { steps }) => {
                let holder_text = &holder.text;
                let text = if pool.is_empty() {
                    holder_text.clone()
                } else {
                    say!(
                        self.tongue,
                        "{holder_text} blant medlemmene {pool}",
                        "{holder_text} from among the members {pool}"
                    )
                };
                let whom = Phrase { text, plural: holder.plural };
                (self.steps(steps, &whom), true)
            }
            PostFilling::Rotation(ByRotation { order, each }) => {
                let (order, each) = (self.actors(order).text, self.tongue.duration(*each));
                let office = Phrase::one(say!(self.tongue, "vervet som {label}", "the post of {label}"));
                let doing = say!(
                    self.tongue,
                    "gå på omgang mellom {order} i denne rekkefølgen, {each} hver",
                    "go round among {order} in this order, {each} each"
                );
                let mut sayings = vec![self.must(&office, &doing)];
                if number > 1 {
                    let number = self.tongue.number(number, Gender::Common);
                    sayings.push(say!(self.tongue, "{number} har vervet samtidig", "{number} hold it at a time"));
                }
                (sayings, pool.is_empty())
            }
        }
    }
}
