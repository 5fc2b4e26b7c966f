//! Renaming, publishing and dissolving a council; answering statements.

use super::{
    appoint::{council_with, held},
    world::*,
};
use crate::{
    access::caller::Caller,
    acts::{
        claim::answer::AnswerClaim,
        council::{dissolve::DissolveCouncil, publish::PublishCouncil, rename::RenameCouncil},
    },
    domain::{
        change::Change,
        council::{Body, Claim, ClaimRole, ClaimStatus, CouncilStatus},
        people::Grant,
    },
    error::RefusalCode::{BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn owner() -> Caller {
    with(&[Grant::Registrar(organisation_id("agency"))])
}

#[test]
fn a_former_slug_leads_on_and_a_new_one_is_free() {
    let mut world = council_with(&[]);
    let other = world.council(2, "other", Vec::new());
    world.parts.aliases = vec![("gone".into(), other), ("own-former".into(), id(1))];
    let rename = |slug: &str| RenameCouncil { council: id(1), slug: Some(slug.into()), name: None, description: None };
    let decision = decided(world.run(&secretariat(), &rename("council")));
    let Change::CouncilHead { head, former_slug } = &decision.changes[0] else { panic!() };
    assert_eq!((&*head.slug, former_slug.as_deref()), ("council", Some("board")));
    decided(world.run(&secretariat(), &rename("own-former")));
    for taken in ["other", "gone"] {
        assert_refused(world.run(&secretariat(), &rename(taken)), Conflict, "slug");
    }
    assert_refused(world.run(&secretariat(), &rename("Not a slug")), BadUserInput, "slug");
    assert_refused(world.run(&secretariat(), &rename("board")), BadUserInput, "");
    assert_refused(world.run(&with(&[Grant::Secretariat(other)]), &rename("council")), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &rename("council")), Unauthenticated, "");
    let named = RenameCouncil { slug: None, name: Some(text("Nytt navn")), ..rename("") };
    let decision = decided(world.run(&owner(), &named));
    assert!(matches!(&decision.changes[0], Change::CouncilHead { former_slug: None, .. }));
}

#[test]
fn a_draft_is_published_once() {
    let mut world = council_with(&[]);
    let publish = PublishCouncil { council: id(1) };
    assert_refused(world.run(&secretariat(), &publish), Conflict, "council");
    assert_refused(world.run(&with(&[]), &publish), Forbidden, "");
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    assert_refused(world.run(&with(&[]), &publish), NotFound, "council");
    let decision = decided(world.run(&secretariat(), &publish));
    assert!(
        matches!(&decision.changes[0], Change::CouncilHead { head, .. } if head.visibility == CouncilStatus::Public)
    );
}

fn dissolve() -> DissolveCouncil {
    DissolveCouncil { council: id(1), on: day("2026-02-01"), successor: None, source: None }
}

#[test]
fn with_a_council_end_its_mandate_and_its_memberships() {
    let mut world = council_with(&[]);
    let heir = world.council(2, "heir", Vec::new());
    let roster = &mut world.council_mut(id(1)).memberships;
    roster.push(held(60, 1101, "2020-01-01", Some("2024-01-01"), false));
    roster.push(held(61, 1101, "2025-01-01", Some("2029-01-01"), false));
    roster.push(held(62, 1102, "2021-01-01", Some("2025-01-01"), true));
    let decision =
        decided(world.run(&owner(), &DissolveCouncil { successor: Some(Body::Council(heir)), ..dissolve() }));
    assert_eq!(kinds(&decision.changes), ["councilHead", "mandateEnd", "membershipEnd", "membershipEnd", "succession"]);
    let Change::CouncilHead { head, .. } = &decision.changes[0] else { panic!() };
    assert_eq!((head.visibility, head.dissolved_on), (CouncilStatus::Dissolved, Some(day("2026-02-01"))));
}

#[test]
fn only_the_owner_dissolves_and_on_a_day_that_fits() {
    let mut world = council_with(&[]);
    assert_refused(world.run(&secretariat(), &dissolve()), Forbidden, "");
    assert_refused(world.run(&Caller::anonymous(), &dissolve()), Unauthenticated, "");
    assert_refused(world.run(&owner(), &DissolveCouncil { on: day("2026-03-02"), ..dissolve() }), BadUserInput, "on");
    assert_refused(world.run(&owner(), &DissolveCouncil { on: day("2020-01-01"), ..dissolve() }), Conflict, "on");
    assert_refused(
        world.run(&owner(), &DissolveCouncil { successor: Some(Body::Council(id(1))), ..dissolve() }),
        BadUserInput,
        "successor",
    );
    assert_refused(
        world.run(&owner(), &DissolveCouncil { successor: Some(Body::Organisation(id(9))), ..dissolve() }),
        NotFound,
        "successor",
    );
    assert_refused(
        world.run(&owner(), &DissolveCouncil { source: Some(" ".to_owned()), ..dissolve() }),
        BadUserInput,
        "source",
    );
    world.council_mut(id(1)).memberships.push(held(60, 1101, "2026-02-01", None, false));
    assert_refused(world.run(&owner(), &dissolve()), Conflict, "on");
    world.council_mut(id(1)).memberships.clear();
    world.council_mut(id(1)).head.established_on = Some(day("2026-02-02"));
    assert_refused(world.run(&owner(), &dissolve()), BadUserInput, "on");
    world.council_mut(id(1)).head.established_on = None;
    for status in [CouncilStatus::Draft, CouncilStatus::Dissolved] {
        world.council_mut(id(1)).head.visibility = status;
        assert_refused(world.run(&owner(), &dissolve()), Conflict, "council");
    }
}

#[test]
fn an_organisation_answers_for_itself() {
    let mut world = council_with(&[]);
    world.council_mut(id(1)).claims.push(Claim {
        id: id(80),
        organisation: organisation_id("ministry"),
        role: ClaimRole::Appointer,
        status: ClaimStatus::Asserted,
    });
    let answer = |right| AnswerClaim { council: id(1), claim: id(80), right };
    let ministry = with(&[Grant::Registrar(organisation_id("ministry"))]);
    for (right, status) in [(true, ClaimStatus::Confirmed), (false, ClaimStatus::Rejected)] {
        let decision = decided(world.run(&ministry, &answer(right)));
        assert!(
            matches!(&decision.changes[0], Change::ClaimAnswer(_, claim, now) if *claim == id(80) && *now == status)
        );
    }
    for other in
        [owner(), secretariat(), with(&[Grant::Operator]), with(&[Grant::Appointer(organisation_id("ministry"))])]
    {
        assert_refused(world.run(&other, &answer(true)), Forbidden, "");
    }
    assert_refused(world.run(&Caller::anonymous(), &answer(true)), Unauthenticated, "");
    assert_refused(world.run(&ministry, &AnswerClaim { claim: id(81), ..answer(true) }), NotFound, "claim");
    world.council_mut(id(1)).claims[0].status = ClaimStatus::Confirmed;
    assert_refused(world.run(&ministry, &answer(true)), Conflict, "claim");
    world.council_mut(id(1)).head.visibility = CouncilStatus::Draft;
    assert_refused(world.run(&ministry, &answer(false)), NotFound, "council");
}
