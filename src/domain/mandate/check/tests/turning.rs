//! What goes round, against a count on the fingers.

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use serde_json::json;

use super::{super::turns, given_body::Given};
use crate::domain::{
    mandate::verdict::VerdictStatus::{Breached, Met, NotDue, Unknown},
    time::CalendarDuration,
};

fn slowly(first: NaiveDate, each: CalendarDuration, on: NaiveDate) -> Option<u32> {
    if on < first {
        return None;
    }
    let mut number = 0;
    while turns::start_of(first, each, number + 1).is_some_and(|start| start <= on) {
        number += 1;
    }
    Some(number)
}

proptest! {
    #[test]
    fn a_turn_is_counted_as_on_the_fingers(start in 0_u64..400, months in 0_u32..30, days in 0_u32..40, on in 0_u64..6_000) {
        prop_assume!(months + days > 0);
        let zero = NaiveDate::from_ymd_opt(2020, 1, 31).unwrap();
        let (first, on) = (zero + Days::new(start), zero + Days::new(on));
        let each = CalendarDuration { months, days };
        prop_assert_eq!(turns::turn(first, each, on), slowly(first, each, on));
    }
}

proptest! {
    // Each case founds a council anew.
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn holders_are_within_bounds_or_the_bounds_are_broken(least in 0_u32..5, more in 1_u32..5, held in 0_u32..12, complete: bool) {
        let size = json!({ "range": { "min": least, "max": least + more } });
        let mut given = Given::of(&[json!({ "seats": { "group": {
            "key": "g", "label": { "nb": "Gruppen" }, "size": size, "for": { "personal": {} },
        } } })]);
        given.council.seats.clear();
        for ordinal in 1..=held {
            given.more_seats("g", ordinal);
            given.sits("g", ordinal, "2024-01-01");
        }
        if complete {
            given.complete("roster");
        }
        let expected = if held > least + more || (held < least && complete) {
            Breached
        } else if complete {
            Met
        } else {
            Unknown
        };
        prop_assert_eq!(given.status("c0", "2025-01-01"), expected);
    }
}

#[test]
fn whose_turn_it_is_holds_the_seat() {
    let order = json!([{ "organisation": { "slug": "ks" } }, { "organisation": { "slug": "norsk-helsenett" } }]);
    let group = |rotation: serde_json::Value| {
        json!({ "seats": { "group": {
            "key": "g", "label": { "nb": "Gruppen" }, "size": { "exactly": { "number": 1 } },
            "for": { "personal": {} }, "rotation": rotation,
        } } })
    };
    let rotation = json!({ "order": order, "each": "P1Y", "from": "2024-01-01" });
    let mut given = Given::of(&[group(rotation)]);
    let held = given.sits("g", 1, "2020-01-01");
    assert_eq!(given.status("c0", "2024-06-01"), Unknown, "for whom the holder speaks is not recorded");
    given.held(held).on_behalf_of = Some(given.organisation("ks"));
    assert_eq!(given.status("c0", "2023-12-31"), NotDue);
    assert_eq!(given.status("c0", "2024-12-31"), Met);
    assert_eq!(given.status("c0", "2025-01-01"), Breached);
    assert_eq!(given.status("c0", "2026-01-01"), Met, "it comes round again");
    let mut open = Given::of(&[group(json!({ "order": order, "each": "P1Y" }))]);
    open.sits("g", 1, "2020-01-01");
    assert_eq!(open.status("c0", "2024-06-01"), Unknown);
}
