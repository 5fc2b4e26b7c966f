//! At least so often in a stretch of time.
//!
//! May import: `domain`.

use super::{Owing, deeds::Named, deeds::between};
use crate::domain::mandate::{
    check::{
        owed::{Occasion, Owed},
        spans::{counted, spans},
    },
    clause::{activity::AtLeastPer, meetings::CadenceKind},
};

impl<'a> Owing<'_, 'a> {
    pub(super) fn at_least(&self, at: &AtLeastPer, owed: &mut Vec<Owed<'a>>) {
        for span in spans(at.per, self.force, self.question.on, self.until) {
            let inside = between(self.deeds, span.from, span.until);
            let mut account = |towards: Option<&Named>| {
                let of = |deed: &&&'a crate::domain::council::Record| {
                    towards.is_none_or(|named| named.is_among(&deed.towards))
                };
                let count = u32::try_from(inside.iter().filter(of).count()).unwrap_or(u32::MAX);
                let complete = |from, until| self.complete(from, until);
                let outcome = counted(CadenceKind::AtLeast, (count, at.times), span, self.question.on, complete);
                owed.extend(outcome.map(|outcome| Owed {
                    occasion: Occasion::Span(span),
                    towards: towards.map(|named| named.body).or_else(|| self.only_towards()),
                    done: count,
                    needed: at.times,
                    by: span.until.pred_opt(),
                    outcome,
                    deed: inside.iter().rfind(of).copied(),
                    open: Vec::new(),
                }));
            };
            if at.each_towards && !self.asked.towards.is_empty() {
                self.asked.towards.iter().for_each(|named| account(Some(named)));
            } else {
                account(None);
            }
        }
    }
}
