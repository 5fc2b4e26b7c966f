//! The ends that terms are given, and whose earlier terms count.

use chrono::NaiveDate;

use super::*;
use crate::acts::roster::appoint::Appoint;

fn end(rule: Value, start: &str) -> Option<NaiveDate> {
    let world = council_with(&[term("SHALL", rule)]);
    begins(&decided(world.run(&ministry(), &Appoint { start: day(start), ..appoint() })).changes).expected_end
}

#[test]
fn a_cycle_of_months_does_not_drift_and_reaches_back_before_its_first_day() {
    let monthly = json!({ "length": "P1M", "anchor": "COMMON_CYCLE", "cycleStart": "2025-10-31" });
    assert_eq!(end(monthly.clone(), "2026-02-01"), Some(day("2026-02-28")));
    assert_eq!(end(monthly, "2026-03-01"), Some(day("2026-03-31")));
    let later = json!({ "length": "P2Y", "anchor": "COMMON_CYCLE", "cycleStart": "2030-01-01" });
    assert_eq!(end(later, "2026-02-01"), Some(day("2028-01-01")));
}

#[test]
fn earlier_terms_count_in_every_group_that_the_clause_is_about() {
    let rule = json!({ "length": "P2Y", "limits": [{ "counted": "TOTAL", "terms": 1 }] });
    let chaired = |clause: Value| {
        let mut world = council_with(&[clause]);
        let earlier = Membership { person: id(50), ..held(60, 1201, "2022-02-01", Some("2024-02-01"), false) };
        world.council_mut(id(1)).memberships.push(earlier);
        world.run(&ministry(), &appoint())
    };
    assert_refused_by(chaired(term("SHALL", rule.clone())), AgainstMandate, "person", "term");
    let mut of_members = term("SHALL", rule);
    of_members["appliesTo"] = json!({ "groups": ["members"] });
    decided(chaired(of_members));
}
