//! Inviting people in.

use chrono::Duration;

use super::{
    appoint::{council_with, held},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::invitation::{claim::ClaimInvitation, invite_holder::InviteHolder, invite_staff::InviteStaff},
    domain::{
        change::{Change, Invitation},
        id::PersonId,
        people::Grant,
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn digest() -> String {
    "0123456789abcdef".repeat(4)
}

fn world() -> World {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2025-02-01", None, false));
    world
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

#[test]
fn the_secretariat_invites_those_who_hold_seats_for_two_weeks() {
    let mut world = world();
    let invite = InviteHolder { council: id(1), person: id(51), code_hash: digest() };
    let decision = decided(world.run(&secretariat(), &invite));
    let Change::Invitation(_, invitation) = &decision.changes[0] else { panic!() };
    assert_eq!((invitation.person, invitation.expires_at), (Some(id(51)), now() + Duration::days(14)));
    assert_eq!(kinds(&decided(world.run(&with(&[Grant::Operator]), &invite)).changes), ["invitation"]);
    assert_refused(world.run(&with(&[Grant::Registrar(organisation_id("agency"))]), &invite), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &invite), Unauthenticated, "");
    assert_refused(world.run(&secretariat(), &InviteHolder { person: id(50), ..invite.clone() }), NotFound, "person");
    assert_refused(
        world.run(&secretariat(), &InviteHolder { code_hash: "secret".to_owned(), ..invite.clone() }),
        BadUserInput,
        "code",
    );
    world.council_mut(id(1)).memberships[0].ended = Some(today());
    assert_refused(world.run(&secretariat(), &invite), NotFound, "person");
}

#[test]
fn staff_is_invited_by_staff_and_by_the_owner() {
    let world = world();
    let invite = InviteStaff { council: id(1), code_hash: digest() };
    for caller in [secretariat(), with(&[Grant::Registrar(organisation_id("agency"))]), Caller::console()] {
        assert_eq!(kinds(&decided(world.run(&caller, &invite)).changes), ["invitation"]);
    }
    assert_refused(world.run(&with(&[Grant::Registrar(organisation_id("ministry"))]), &invite), Forbidden, "");
    assert_refused(
        world.run(&secretariat(), &InviteStaff { code_hash: digest().to_uppercase(), ..invite }),
        BadUserInput,
        "code",
    );
}

fn open(person: Option<PersonId>) -> World {
    let mut world = world();
    let invitation = Invitation {
        id: id(70),
        person,
        code_hash: digest(),
        expires_at: now() + Duration::hours(1),
        claimed_by: None,
    };
    world.invitation = Some((id(1), invitation));
    world
}

#[test]
fn whoever_takes_it_up_is_linked_to_the_person_or_joins_the_secretariat() {
    let claim = ClaimInvitation { code_hash: digest() };
    let holder = decided(open(Some(id(51))).run(&with(&[]), &claim));
    assert_eq!(kinds(&holder.changes), ["invitationClaim", "accountPerson"]);
    assert_eq!((holder.outcome.council, holder.outcome.person), (id(1), Some(id(51))));
    let again = decided(open(Some(id(51))).run(&linked(&[], Some(id(51))), &claim));
    assert_eq!(kinds(&again.changes), ["invitationClaim"]);
    let staff = decided(open(None).run(&with(&[]), &claim));
    let Change::Authority(authority, _) = &staff.changes[1] else { panic!() };
    assert_eq!((authority.grant, authority.account), (Grant::Secretariat(id(1)), id(ACCOUNT)));
}

#[test]
fn an_invitation_is_taken_up_once_in_time_by_the_right_account() {
    let claim = ClaimInvitation { code_hash: digest() };
    assert_refused(open(None).run(&Caller::anonymous(), &claim), Unauthenticated, "");
    assert_refused(open(Some(id(51))).run(&linked(&[], Some(id(50))), &claim), Conflict, "code");
    assert_refused(open(None).run(&secretariat(), &claim), Conflict, "code");
    let mut world = open(None);
    world.invitation.as_mut().unwrap().1.claimed_by = Some(id(8));
    assert_refused(world.run(&with(&[]), &claim), Conflict, "code");
    world.invitation.as_mut().unwrap().1.expires_at = now();
    let lapsed = world.run(&with(&[]), &claim).unwrap_err();
    world.invitation = None;
    let unknown = world.run(&with(&[]), &claim).unwrap_err();
    assert_eq!(lapsed, unknown, "what has lapsed reads like what never was");
    assert_refused(world.run(&with(&[]), &claim), NotFound, "code");
}
