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
        let Post {
            post,
            number,
            filled_by,
            from,
            term,
        } = post;
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
        let pool = if from.is_empty() {
            String::new()
        } else {
            self.from_groups(from)
        };
        let mut sayings = Vec::new();
        let mut pool_is_said = pool.is_empty();
        match filled_by {
            PostFilling::Organisation(ByOrganisation { by }) => {
                let who = self.actor(by).text;
                // "Fra Helsedirektoratet" needs no "blant medlemmene fra Helsedirektoratet".
                pool_is_said = pool_is_said || alike(&pool, &who);
                sayings.push(self.must(
                    &holder,
                    &say!(self.tongue, "komme fra {who}", "come from {who}"),
                ));
            }
            PostFilling::Seat(BySeat { group }) => {
                let seat = self.from_groups(std::slice::from_ref(group));
                pool_is_said = pool_is_said || pool == seat;
                let doing = say!(
                    self.tongue,
                    "være den som har plassen {seat}",
                    "be whoever holds the seat {seat}"
                );
                sayings.push(self.must(&holder, &doing));
            }
            PostFilling::Steps(BySteps { steps }) if steps.is_empty() => {}
            PostFilling::Steps(BySteps { steps }) => {
                let among = if pool.is_empty() {
                    String::new()
                } else {
                    say!(
                        self.tongue,
                        " blant medlemmene {pool}",
                        " from among the members {pool}"
                    )
                };
                pool_is_said = true;
                let whom = Phrase {
                    text: format!("{}{among}", holder.text),
                    plural: holder.plural,
                };
                sayings.extend(self.steps(steps, &whom));
            }
            PostFilling::Rotation(ByRotation { order, each }) => {
                let (order, each) = (self.actors(order).text, self.tongue.duration(*each));
                let office = Phrase::one(say!(
                    self.tongue,
                    "vervet som {label}",
                    "the post of {label}"
                ));
                let doing = say!(
                    self.tongue,
                    "gå på omgang mellom {order} i denne rekkefølgen, {each} hver",
                    "go round among {order} in this order, {each} each"
                );
                sayings.push(self.must(&office, &doing));
                if *number > 1 {
                    let number = self.tongue.number(*number, Gender::Common);
                    sayings.push(say!(
                        self.tongue,
                        "{number} har vervet samtidig",
                        "{number} hold it at a time"
                    ));
                }
            }
        }
        if !pool_is_said {
            let doing = say!(
                self.tongue,
                "velges blant medlemmene {pool}",
                "be chosen from among the members {pool}"
            );
            sayings.push(self.must(&holder, &doing));
        }
        if sayings.is_empty() {
            let number = self.tongue.number(*number, Gender::Common);
            sayings.push(self.must(
                &self.this_council(),
                &say!(self.tongue, "ha {number} {label}", "have {number} {label}"),
            ));
        }
        if let Some(term) = term {
            sayings.extend(self.term(term, &holder));
        }
        self.scoped(scope, sayings)
    }
}
