//! How often deputies attended, as the desk tells it.

use async_graphql::ID;
use mandat::{domain::council::SeatGroup, graphql::global_id::GlobalId};
use serde_json::{Value, json};

use crate::{documents::RECORD_MEETING, on_both, world};

const COUNCIL: &str = "strategiradet";

const USE: &str = r#"query U($from: Date, $until: Date) { secretariat(council: "strategiradet") {
    deputiesUse(from: $from, until: $until) { from until meetings incompleteMeetings
        seatGroups { seatGroup { key } attended byDeputy bySubstitute share
            seats { seat { id } attended byDeputy bySubstitute share } } } } }"#;

on_both! {
    /// By seat group and seat, in the last twelve months or in the period that is asked for.
    async fn the_desk_tells_how_often_deputies_attended(world) {
        world.people(COUNCIL).await;
        let staff = world.secretariat(COUNCIL).await;
        let council = world.council(COUNCIL).await;
        let day = "2026-03-01".parse().unwrap();
        let deputy = council.in_office(day).find(|held| held.alternate_rank > 0 && held.start <= day).unwrap();
        let of = |seat| council.seat(seat).unwrap().group;
        let held = |seat| ["2025-06-01", "2026-03-01"].iter().all(|day| council.holder(seat, day.parse().unwrap()).is_some());
        let named = |group: &SeatGroup| ["municipalities", "regional-health-authorities"].contains(&&*group.key.to_string());
        let other = council.groups.iter().find(|group| named(group) && group.id != of(deputy.seat)).unwrap();
        let mut others = council.seats.iter().filter(|seat| seat.group == other.id && held(seat.id));
        let (one, two) = (others.next().unwrap().id, others.next().unwrap().id);
        let id = |seat| -> ID { GlobalId::Seat(council.head.id, seat).encode() };
        let row = |seat, presence: &str| json!({ "seat": id(seat), "presence": presence });
        for (day, attendance) in [
            ("2025-02-01", vec![row(deputy.seat, "SUBSTITUTE")]),
            ("2025-06-01", vec![row(deputy.seat, "HOLDER"), row(one, "SUBSTITUTE")]),
            ("2026-03-01", vec![row(deputy.seat, "ALTERNATE"), row(one, "HOLDER"), row(two, "ABSENT")]),
        ] {
            let meeting = json!({
                "council": COUNCIL, "title": { "nb": day }, "startsAt": format!("{day}T09:00:00Z"), "attendance": attendance,
            });
            world.done(&staff, RECORD_MEETING, meeting).await;
        }
        let told = async |variables: Value| {
            world.send_well(&staff, USE, variables).await["secretariat"]["deputiesUse"].take()
        };
        let seat = |seat, attended: u32, by_deputy: u32, by_substitute: u32, share: Value| json!({
            "seat": { "id": id(seat) }, "attended": attended, "byDeputy": by_deputy, "bySubstitute": by_substitute, "share": share,
        });
        let group = |key: &str, sums: [u32; 3], share: f64, seats: Vec<Value>| json!({
            "seatGroup": { "key": key }, "attended": sums[0], "byDeputy": sums[1], "bySubstitute": sums[2], "share": share,
            "seats": seats,
        });
        let key = council.group_by_id(of(deputy.seat)).unwrap().key.to_string();
        let mut groups = vec![
            group(&key, [2, 1, 0], 0.5, vec![seat(deputy.seat, 2, 1, 0, json!(0.5))]),
            group(&other.key.to_string(), [2, 0, 1], 0.5, vec![seat(one, 2, 0, 1, json!(0.5)), seat(two, 0, 0, 0, Value::Null)]),
        ];
        let place = |group: &Value| council.groups.iter().position(|known| group["seatGroup"]["key"] == known.key.to_string());
        groups.sort_by_key(place);
        // The demonstration has a meeting too, of which nobody recorded who was there.
        assert_eq!(told(json!({})).await, json!({
            "from": "2025-03-13", "until": "2026-03-12", "meetings": 3, "incompleteMeetings": 3, "seatGroups": groups,
        }));
        let year_before = told(json!({ "until": "2025-03-01" })).await;
        assert_eq!(year_before, json!({
            "from": "2024-03-02", "until": "2025-03-01", "meetings": 1, "incompleteMeetings": 1,
            "seatGroups": [group(&key, [1, 0, 1], 1.0, vec![seat(deputy.seat, 1, 0, 1, json!(1.0))])],
        }));
        let none = told(json!({ "from": "2025-02-02", "until": "2025-02-02" })).await;
        assert_eq!((&none["meetings"], &none["seatGroups"]), (&json!(0), &json!([])));
        let refused = world.send(&staff, USE, json!({ "from": "2025-02-03", "until": "2025-02-02" }), None).await;
        assert_eq!(refused["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
        assert_eq!(world::today().to_string(), "2026-03-12");
    }
}
