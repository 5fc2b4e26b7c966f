//! Granting and revoking authorities.

use super::world::*;
use crate::{
    access::caller::Caller,
    acts::authority::{grant::GrantAuthority, revoke::RevokeAuthority},
    domain::{change::Change, council::CouncilStatus, people::Grant},
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn world() -> World {
    let mut world = World::new();
    world.council(1, "board", Vec::new());
    world.account = Some(account(8));
    world
}

fn grant(grant: Grant) -> GrantAuthority {
    GrantAuthority { account: id(8), grant, from: None, until: None }
}

fn secretariat() -> Grant {
    Grant::Secretariat(id(1))
}

#[test]
fn those_who_have_an_authority_or_answer_for_it_grant_it() {
    let world = world();
    let (agency, ministry) = (organisation_id("agency"), organisation_id("ministry"));
    for (what, who) in [
        (secretariat(), vec![secretariat(), Grant::Registrar(agency), Grant::Operator]),
        (Grant::Appointer(ministry), vec![Grant::Registrar(ministry), Grant::Operator]),
        (Grant::Registrar(ministry), vec![Grant::Registrar(ministry), Grant::Operator]),
        (Grant::Operator, vec![Grant::Operator]),
    ] {
        let everybody = [
            secretariat(),
            Grant::Secretariat(id(2)),
            Grant::Appointer(agency),
            Grant::Appointer(ministry),
            Grant::Registrar(agency),
            Grant::Registrar(ministry),
            Grant::Operator,
        ];
        for caller in everybody {
            let outcome = world.run(&with(&[caller]), &grant(what));
            if who.contains(&caller) {
                let decision = decided(outcome);
                let Change::Authority(authority, by) = &decision.changes[0] else { panic!() };
                assert_eq!((authority.account, authority.grant, *by), (id(8), what, Some(id(ACCOUNT))));
                assert_eq!(authority.period.start, Some(today()));
            } else {
                assert_refused(outcome, Forbidden, "");
            }
        }
        assert_refused(world.run(&Caller::anonymous(), &grant(what)), Unauthenticated, "");
    }
}

#[test]
fn an_authority_is_for_somebody_who_has_none_in_that_time() {
    let mut world = world();
    let caller = with(&[secretariat()]);
    let past = GrantAuthority { from: Some(day("2026-02-28")), ..grant(secretariat()) };
    assert_refused(world.run(&caller, &past), BadUserInput, "from");
    let empty = GrantAuthority { until: Some(today()), ..grant(secretariat()) };
    assert_refused(world.run(&caller, &empty), BadUserInput, "until");
    let nobody = GrantAuthority { account: id(9), ..grant(secretariat()) };
    assert_refused(world.run(&caller, &nobody), NotFound, "account");
    world.holders.push(authority(90, id(8), secretariat()));
    assert_refused(world.run(&caller, &grant(secretariat())), Conflict, "account");
    let operator = with(&[Grant::Operator]);
    assert_refused(world.run(&operator, &grant(Grant::Registrar(id(5)))), NotFound, "organisation");
    assert_refused(world.run(&operator, &grant(Grant::Secretariat(id(5)))), NotFound, "council");
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    assert_refused(world.run(&with(&[]), &grant(secretariat())), NotFound, "council");
}

#[test]
fn an_authority_is_revoked_from_today_but_not_the_last_of_a_secretariat() {
    let mut world = world();
    let revoke = RevokeAuthority { authority: id(90) };
    let last = authority(90, id(8), secretariat());
    world.holders.push(last.clone());
    world.authority = Some(last);
    assert_refused(world.run(&with(&[secretariat()]), &revoke), Conflict, "authority");
    decided(world.run(&with(&[Grant::Operator]), &revoke));
    world.holders.push(authority(91, id(10), secretariat()));
    let decision = decided(world.run(&with(&[secretariat()]), &revoke));
    assert!(
        matches!(&decision.changes[0], Change::AuthorityEnd(authority, on) if authority.id == id(90) && *on == today())
    );
    assert_refused(world.run(&with(&[]), &revoke), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &revoke), Unauthenticated, "");
    world.holders.pop();
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    decided(world.run(&with(&[secretariat()]), &revoke));
    assert_refused(world.run(&with(&[]), &revoke), NotFound, "authority");
    world.authority.as_mut().unwrap().period.end = Some(today());
    assert_refused(world.run(&with(&[secretariat()]), &revoke), Conflict, "authority");
    world.authority = None;
    for caller in [with(&[]), with(&[Grant::Operator])] {
        assert_refused(world.run(&caller, &revoke), NotFound, "authority");
    }
}
