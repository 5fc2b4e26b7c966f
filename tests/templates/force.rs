//! How binding the clauses of the founding mandates are, what they leave vague, and what they are silent on.

use mandat::domain::mandate::{
    clause::{
        Modality, Provision,
        activity::DutyTiming,
        concern::{Concern, Stance, stances},
    },
    verdict::Severity,
};

use crate::read::{clause, council};

const STRATEGIRADET: &str = "councils/strategiradet.toml";
const HO21: &str = "councils/helseomsorg21-radet.toml";

#[test]
fn modality_and_severity_are_those_of_the_register_of_clauses() {
    use Modality::{ByDefault, Expected, May, Normally, Shall, Should};
    use Severity::{Error, Info, Warning};
    let expected = [
        (STRATEGIRADET, "s1-tier-strategiradet", Some(Shall), Some(Info)),
        (STRATEGIRADET, "s2-advisory", None, Some(Error)),
        (STRATEGIRADET, "s3-top-management", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s4-portefoljeradet-level", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s6-tasks", None, Some(Warning)),
        (STRATEGIRADET, "s7-raise-matters", Some(May), Some(Error)),
        (STRATEGIRADET, "s8-addressees", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s9-further-process", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s10-own-organisation", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s11-anchor-at-home", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s13-coordination", Some(Expected), Some(Warning)),
        (STRATEGIRADET, "s14-own-mandate", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s15-administrative-top-level", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s16-deputies", Some(May), Some(Warning)),
        (STRATEGIRADET, "s17-limited-use-of-deputies", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s18-appointment", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s20-cannot-commit", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s21-general-practitioner", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s22-chair", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s24-review", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s25-secretariat", Some(Shall), Some(Error)),
        (STRATEGIRADET, "s26-meetings", Some(Normally), Some(Warning)),
        (STRATEGIRADET, "s28-term", Some(ByDefault), Some(Warning)),
        (STRATEGIRADET, "s29-regular-evaluation", Some(Shall), Some(Warning)),
        (STRATEGIRADET, "s29-evaluation-on-change", Some(Shall), Some(Error)),
        (HO21, "h1-purpose", None, Some(Warning)),
        (HO21, "h3-public-debate", Some(Shall), Some(Warning)),
        (HO21, "h4-period", Some(Shall), Some(Error)),
        (HO21, "h6-advisory", None, Some(Error)),
        (HO21, "h10-measures", Some(Shall), Some(Error)),
        (HO21, "h11-appointment", Some(Shall), Some(Error)),
        (HO21, "h14-meetings", Some(Shall), Some(Info)),
        (HO21, "h15-raise-matters", Some(May), Some(Error)),
        (HO21, "h16-meet-nsg", Some(Should), Some(Warning)),
        (HO21, "h16-meet-ksf", Some(Should), Some(Warning)),
        (HO21, "h17-demarcation", Some(Should), Some(Warning)),
        (HO21, "h19-consultation", Some(May), None),
    ];
    for (path, key, modality, severity) in expected {
        let council = council(path);
        let clause = clause(&council.clauses, key);
        assert_eq!(clause.modality, modality, "{key}");
        assert_eq!(clause.severity(), severity, "{key}");
    }
}

#[test]
fn vague_times_carry_no_number() {
    for (path, key) in [
        (STRATEGIRADET, "s24-review"),
        (STRATEGIRADET, "s27-annual-wheel"),
        (STRATEGIRADET, "s29-regular-evaluation"),
        (HO21, "h3-dissemination"),
        (HO21, "h10-status"),
    ] {
        let clauses = council(path).clauses;
        let Provision::Duty(duty) = &clause(&clauses, key).provision else { panic!("{key}: a duty is expected") };
        let vague = duty.when.iter().all(|timing| match timing {
            DutyTiming::Standing(standing) => standing.tolerance.is_none(),
            DutyTiming::Before(before) => before.lead.is_none(),
            _ => false,
        });
        assert!(vague && !duty.when.is_empty(), "{key}");
    }
    let clauses = council(STRATEGIRADET).clauses;
    let Provision::Duty(limited) = &clause(&clauses, "s17-limited-use-of-deputies").provision else {
        panic!("a duty is expected")
    };
    assert_eq!(limited.limited_to, None);
}

#[test]
fn neither_mandate_speaks_of_quorum_voting_minutes_pay_or_conflicts_of_interest() {
    use Concern::{ConflictOfInterest, Minutes, Quorum, Remuneration, Voting};
    for path in [STRATEGIRADET, HO21] {
        let clauses = council(path).clauses;
        for (concern, stance, _) in stances(&clauses) {
            if matches!(concern, Quorum | Voting | Minutes | Remuneration | ConflictOfInterest) {
                assert_eq!(stance, Stance::Silent, "{path}: {concern:?}");
            }
        }
    }
}
