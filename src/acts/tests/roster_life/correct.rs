//! Correcting what was recorded wrongly.

use super::*;
use crate::{
    acts::roster::correct::{CorrectMembership, MembershipField},
    domain::council::{Attendance, Presence},
};

fn correct() -> CorrectMembership {
    CorrectMembership {
        council: id(1),
        membership: id(60),
        reason: "A slip of the pen.".to_owned(),
        withdraw: false,
        start: None,
        expected_end: None,
        ended: None,
        on_behalf_of: None,
        role: None,
        person: None,
        clear: Vec::new(),
    }
}

fn world() -> World {
    let mut world = council_with(&[]);
    let council = world.council_mut(id(1));
    council.memberships.push(Membership {
        ended: Some(day("2025-06-01")),
        end_ground: Some("resignation".into()),
        ..held(60, 1101, "2025-02-01", Some("2027-02-01"), false)
    });
    council.memberships.push(Membership { person: id(52), ..held(61, 1101, "2025-08-01", None, false) });
    world
}

#[track_caller]
fn corrected(changes: &[Change]) -> (&Membership, Option<&Membership>) {
    let Some(Change::MembershipCorrected { was, is, .. }) = changes.last() else { panic!("{changes:?}") };
    (was, is.as_ref())
}

#[test]
fn the_right_entry_takes_the_place_of_the_wrong_one_which_stays_told() {
    let world = world();
    let right = CorrectMembership {
        start: Some(day("2025-03-01")),
        ended: Some(day("2025-07-01")),
        clear: vec![MembershipField::ExpectedEnd],
        on_behalf_of: Some(organisation_id("union")),
        role: Some(Role::Chair),
        ..correct()
    };
    for caller in [secretariat(), ministry(), Caller::console()] {
        let decision = decided(world.run(&caller, &right));
        let (was, is) = corrected(&decision.changes);
        let is = is.unwrap();
        assert_eq!((was.start, was.id), (day("2025-02-01"), is.id));
        assert_eq!((is.start, is.ended, is.expected_end), (day("2025-03-01"), Some(day("2025-07-01")), None));
        assert_eq!((is.on_behalf_of, is.role), (Some(organisation_id("union")), Role::Chair));
        assert!(decision.summary.en.unwrap().contains("A slip of the pen."));
    }
    assert_refused(world.run(&owner(), &right), Forbidden, "");
    assert_refused(
        world.run(&secretariat(), &CorrectMembership { membership: id(69), ..right }),
        NotFound,
        "membership",
    );
}

#[test]
fn an_entry_that_never_was_is_withdrawn() {
    let mut world = world();
    let withdraw = CorrectMembership { withdraw: true, ..correct() };
    let decision = decided(world.run(&secretariat(), &withdraw));
    assert_eq!(corrected(&decision.changes).1, None);
    let both = CorrectMembership { start: Some(day("2025-03-01")), ..withdraw.clone() };
    assert_refused(world.run(&secretariat(), &both), BadUserInput, "withdraw");
    let emptied = CorrectMembership { clear: vec![MembershipField::End], ..withdraw.clone() };
    assert_refused(world.run(&secretariat(), &emptied), BadUserInput, "withdraw");
    world.council_mut(id(1)).attendance.push(Attendance {
        meeting: id(70),
        seat: id(1101),
        membership: Some(id(60)),
        presence: Presence::Holder,
        agreed: None,
    });
    assert_refused(world.run(&secretariat(), &withdraw), Conflict, "membership");
}

#[test]
fn somebody_else_was_appointed_by_an_act_of_his_or_her_own() {
    let mut world = world();
    let other = CorrectMembership { person: Some(id(50)), ..correct() };
    world.council_mut(id(1)).appointments.insert(
        id(60),
        crate::domain::council::Appointment {
            id: id(60),
            seat: id(1101),
            person: id(51),
            decided_by: None,
            decided_on: None,
            basis: None,
            source: None,
            history: true,
        },
    );
    let decision = decided(world.run(&secretariat(), &other));
    assert_eq!(kinds(&decision.changes), ["appointment", "membershipCorrected"]);
    let Change::Appointment(_, act) = &decision.changes[0] else { panic!() };
    let is = corrected(&decision.changes).1.unwrap();
    assert_eq!((act.person, is.person, is.appointment), (id(50), id(50), act.id));
    let unknown = CorrectMembership { person: Some(id(99)), ..correct() };
    assert_refused(world.run(&secretariat(), &unknown), NotFound, "person");
}

#[test]
fn what_cannot_have_been_is_refused() {
    let world = world();
    let run = |act: CorrectMembership| world.run(&secretariat(), &act);
    assert_refused(run(correct()), BadUserInput, "membership");
    assert_refused(
        run(CorrectMembership { reason: String::new(), start: Some(day("2025-03-01")), ..correct() }),
        BadUserInput,
        "reason",
    );
    // The successor started on 1 August.
    assert_refused(run(CorrectMembership { ended: Some(day("2025-08-02")), ..correct() }), Conflict, "end");
    decided(run(CorrectMembership { ended: Some(day("2025-08-01")), ..correct() }));
    assert_refused(run(CorrectMembership { clear: vec![MembershipField::End], ..correct() }), Conflict, "end");
    assert_refused(run(CorrectMembership { ended: Some(day("2025-02-01")), ..correct() }), BadUserInput, "end");
    assert_refused(run(CorrectMembership { start: Some(day("2019-12-31")), ..correct() }), Conflict, "start");
    assert_refused(run(CorrectMembership { role: Some(Role::Deputy), ..correct() }), BadUserInput, "role");
    assert_refused(
        run(CorrectMembership { membership: id(61), start: Some(day("2025-05-01")), ..correct() }),
        Conflict,
        "start",
    );
    let (later, field) = (Some(day("2027-03-01")), MembershipField::ExpectedEnd);
    let both = CorrectMembership { expected_end: later, clear: vec![field], ..correct() };
    assert_refused(run(both), BadUserInput, "clear[0]");
}
