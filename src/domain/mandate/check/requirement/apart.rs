//! Who is counted together.
//!
//! May import: `domain`.

use super::roll::{Holder, Portion, Roll, portion, portion_of_group};
use crate::domain::mandate::{check::question::Question, clause::requirement::Requirement};

/// Those who are counted together.
pub(super) struct Together<'r, 'a> {
    /// What they have in common.
    pub portion: Portion<'a>,
    /// Who they are.
    pub holders: Vec<&'r Holder<'a>>,
    /// How many more may have to be counted with them.
    pub perhaps: u32,
}

/// The holders in scope, apart as the requirement says. Those of whom it is not known where they belong may belong
/// anywhere, and stand by themselves at the end. Those who are not bound are left out.
pub(super) fn portions<'r, 'a>(
    requirement: &Requirement,
    question: &Question<'a>,
    roll: &'r Roll<'a>,
) -> Vec<Together<'r, 'a>> {
    let mut portions: Vec<Together<'r, 'a>> = Vec::new();
    let mut unknown = Together { portion: Portion::Unknown, holders: Vec::new(), perhaps: 0 };
    for holder in &roll.holders {
        match portion(question, requirement.apart_for, holder) {
            Portion::Free => {}
            Portion::Unknown => unknown.holders.push(holder),
            found => match portions.iter_mut().find(|together| together.portion == found) {
                Some(together) => together.holders.push(holder),
                None => portions.push(Together { portion: found, holders: vec![holder], perhaps: 0 }),
            },
        }
    }
    let anywhere = u32::try_from(unknown.holders.len()).unwrap_or(u32::MAX);
    for together in &mut portions {
        together.perhaps = anywhere;
    }
    for rules in &roll.unrecorded {
        let found = portion_of_group(question, requirement.apart_for, rules);
        for together in &mut portions {
            if found == Portion::Unknown || found == together.portion {
                together.perhaps += 1;
            }
        }
    }
    if !unknown.holders.is_empty() {
        portions.push(unknown);
    }
    portions
}
