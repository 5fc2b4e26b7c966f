//! The seats of the founding councils: the numbers add up, and what applies to a group is what the mandate says of it.

use mandat::domain::{
    mandate::clause::{Provision, actor::Actor, representation::Represents, seats::SeatRole},
    time::CalendarDuration,
};

use crate::read::{clause, composition, council};

const STRATEGIRADET: &str = "councils/strategiradet.toml";
const HO21: &str = "councils/helseomsorg21-radet.toml";

#[test]
fn strategiradet_has_21_seats_of_which_one_chair_and_declares_no_total() {
    let seats = composition(&council(STRATEGIRADET).clauses);
    assert_eq!(seats.seat_count(), Some(21));
    assert_eq!(seats.declared_total, None);
    assert_eq!(seats.total_clause, None);
    let sizes: Vec<(&str, u32)> = seats.groups.iter().map(|group| (&*group.key, group.seats.unwrap())).collect();
    assert_eq!(
        sizes,
        [
            ("municipalities", 5),
            ("ks", 1),
            ("regional-health-authorities", 4),
            ("helsedirektoratet-members", 2),
            ("helsedirektoratet-chair", 1),
            ("direktoratet-for-medisinske-produkter", 1),
            ("folkehelseinstituttet", 1),
            ("digitaliseringsdirektoratet", 1),
            ("patient-and-user-associations", 2),
            ("legeforeningen", 1),
            ("norsk-sykepleierforbund", 1),
            ("norsk-helsenett", 1),
        ]
    );
    let chairs: Vec<_> =
        seats.groups.iter().filter(|group| group.role == SeatRole::Chair).map(|group| &*group.key).collect();
    assert_eq!(chairs, ["helsedirektoratet-chair"]);
}

#[test]
fn the_municipal_seats_are_what_the_mandate_says_and_the_others_are_not() {
    let seats = composition(&council(STRATEGIRADET).clauses);
    let municipalities = seats.group("municipalities").unwrap();
    assert_eq!(municipalities.appointer, Some(Actor::organisation("ks")));
    assert_eq!(municipalities.represents, Some(Represents::Sector));
    assert_eq!(municipalities.can_commit, Some(false));
    assert_eq!(municipalities.holder_level.as_deref(), Some("administrative-top-level"));
    for group in seats.groups.iter().filter(|group| &*group.key != "municipalities") {
        assert_eq!(group.represents, Some(Represents::Organisation), "{}", group.key);
        assert_eq!(group.can_commit, None, "{}", group.key);
        assert_eq!(group.holder_level.as_deref(), Some("top-management"), "{}", group.key);
        assert_eq!(group.appointer, None, "the mandate names nobody who appoints for {}", group.key);
    }
    assert_eq!(seats.group("legeforeningen").unwrap().qualification.as_deref(), Some("general-practitioner"));
    assert_eq!(seats.groups.iter().filter(|group| group.qualification.is_some()).count(), 1);
    for group in &seats.groups {
        assert_eq!(group.term, Some(CalendarDuration::years(4)));
        assert_eq!(group.alternates, 1);
    }
}

#[test]
fn helseomsorg21_has_16_seats_in_six_groups_as_it_declares() {
    let seats = composition(&council(HO21).clauses);
    assert_eq!(seats.seat_count(), Some(16));
    assert_eq!(seats.declared_total, Some(16));
    assert_eq!(seats.groups.iter().map(|group| group.seats.unwrap()).collect::<Vec<_>>(), [2, 2, 3, 1, 5, 3]);
    for group in &seats.groups {
        assert_eq!(group.appointer, Some(Actor::organisation("helse-og-omsorgsdepartementet")), "{}", group.key);
        assert_eq!(group.represents, Some(Represents::Personal), "{}", group.key);
        assert_eq!(group.term, Some(CalendarDuration::years(2)), "{}", group.key);
    }
    assert!(seats.groups.iter().all(|group| group.role == SeatRole::Member), "the mandate has no clause on the chair");
}

#[test]
fn the_purpose_of_helseomsorg21_names_a_group_that_no_seat_is_for() {
    let clauses = council(HO21).clauses;
    let Provision::Statement(purpose) = &clause(&clauses, "h1-purpose").provision else {
        panic!("a statement is expected")
    };
    assert_eq!(purpose.actor_groups.len(), 6);
    let seats = composition(&clauses);
    let unseated: Vec<_> = purpose
        .actor_groups
        .iter()
        .filter(|group| {
            !seats.groups.iter().any(|seat| seat.sector().is_some_and(|sector| group.sectors.contains(sector)))
        })
        .map(|group| group.label.en.as_deref().unwrap())
        .collect();
    assert_eq!(unseated, ["the central health administration"]);
}
