//! Checks of the shape Procedure.
//!
//! May import: `domain`.
//!
//! Acts are judged by the mandate that they stand on: how those who hold seats on the day came to them (`steps`), how
//! holdings ended that ended under this mandate and who set that off and declared it (`endings`, `declared`), how long
//! seats have been vacant, and whether those who took over (`successors`) came from a reserve list (`reserve`) and in the
//! same way as who left (`alike`). The steps before and after the decision are private: the public is told whether the
//! right one decided, and no more.

mod alike;
mod declared;
mod endings;
mod reserve;
mod steps;
mod successors;

use super::{
    appointing,
    question::{Judgement, Question},
};
use crate::domain::{
    mandate::{
        clause::{Provision, procedure::Procedure},
        verdict::VerdictStatus,
    },
    text::Text,
};

pub(super) fn check(procedure: &Procedure, question: Question<'_>) -> Judgement {
    let mut findings = Vec::new();
    if !procedure.steps.is_empty() {
        for (at, membership) in question.memberships() {
            let decided = appointing::decided_on(question.facts, membership);
            let Some((_, clause)) = appointing::governing(&question, decided, membership.start) else { continue };
            if let Provision::Procedure(then) = &clause.provision {
                steps::Filling { question: &question, rules: at.rules, membership, decided, steps: &then.steps }
                    .judge(&mut findings);
            }
        }
    }
    if !procedure.endings.is_empty() {
        endings::ended(procedure, &question, &mut findings);
    }
    if let Some(replacement) = &procedure.replacement {
        endings::vacant(replacement, &question, &mut findings);
        if replacement.like_for_like {
            alike::alike(&question, &mut findings);
        }
        if replacement.reserve_list {
            reserve::listed(&question, &mut findings);
        }
    }
    if findings.is_empty() {
        let (nb, en) = if procedure.steps.is_empty() {
            ("Ingenting har skjedd ennå som dette gjelder.", "Nothing has happened so far that this is about.")
        } else {
            ("Ingen er registrert som oppnevnt så langt.", "Nobody is recorded as appointed so far.")
        };
        findings.push(question.finding(VerdictStatus::NotDue, None, || Text::nb_en(nb, en), Vec::new));
    }
    Judgement::Found(findings)
}
