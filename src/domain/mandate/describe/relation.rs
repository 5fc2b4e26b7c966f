//! Ties between bodies in words.
//!
//! May import: `domain`.

use super::{voice::Voice, words::say};
use crate::domain::mandate::clause::{
    relation::{Relation, RelationKind},
    scope::Scope,
};

impl Voice<'_> {
    pub(super) fn relation(&self, relation: &Relation, scope: &Scope) -> Vec<String> {
        let Relation { kind, of, to, exhaustive, tier, about } = relation;
        let of = of.as_ref().map_or_else(|| self.this_council(), |of| self.actor(of));
        let to = if to.is_empty() { self.this_council().text } else { self.listed(&self.each_actor(to), *exhaustive) };
        let level = tier.as_ref();
        let mut doing = match (kind, level) {
            (RelationKind::AdoptsMandateOf, _) => {
                say!(self.tongue, "vedta mandatet til {to}", "adopt the mandate of {to}")
            }
            (RelationKind::ParentOf, _) => say!(self.tongue, "være overordnet {to}", "be the parent body of {to}"),
            (RelationKind::TierOf, Some(level)) => {
                say!(
                    self.tongue,
                    "være nivå {level} i samme rådsfamilie som {to}",
                    "be tier {level} in the same family of councils as {to}"
                )
            }
            (RelationKind::TierOf, None) => say!(
                self.tongue,
                "høre til samme rådsfamilie som {to}",
                "belong to the same family of councils as {to}"
            ),
            (RelationKind::SecretariatOf, _) => {
                say!(self.tongue, "være sekretariat for {to}", "be the secretariat of {to}")
            }
            (RelationKind::FrameworkFor, _) => {
                say!(self.tongue, "sette rammene for {to}", "set the framework for {to}")
            }
            (RelationKind::Funds, _) => say!(self.tongue, "finansiere {to}", "fund {to}"),
            (RelationKind::NominatesFor, _) => {
                say!(self.tongue, "foreslå medlemmer til {to}", "nominate members of {to}")
            }
            (RelationKind::DemarcatesAgainst, _) => {
                say!(
                    self.tongue,
                    "avgrense arbeidet sitt mot {to}",
                    "draw a clear line between its work and that of {to}"
                )
            }
            (RelationKind::ComposesFor, _) => {
                say!(
                    self.tongue,
                    "ha ansvaret for sammensetningen av {to}",
                    "be responsible for the composition of {to}"
                )
            }
            (RelationKind::Succeeds, _) => say!(self.tongue, "avløse {to}", "succeed {to}"),
        };
        if let Some(level) = level
            && *kind != RelationKind::TierOf
        {
            doing.push_str(&say!(self.tongue, ", på nivå {level}", ", at tier {level}"));
        }
        if let Some(about) = about {
            let about = self.text(about);
            doing.push_str(&say!(self.tongue, ", når det gjelder {about}", ", as regards {about}"));
        }
        self.scoped(scope, vec![self.must(&of, &doing)])
    }
}
