//! Exemptions from clauses.

use serde_json::{Value, json};

use super::{appoint::council_with, world::*};
use crate::{
    access::caller::Caller,
    acts::record::{end_exemption::EndExemption, grant_exemption::GrantExemption},
    domain::{
        change::Change,
        council::{Body, Exemption},
        people::Grant,
        time::Period,
    },
    error::RefusalCode::{AgainstMandate, BadUserInput, Conflict, Forbidden, NotFound, Unauthenticated},
};

fn term(key: &str, exceptions: Value) -> Value {
    json!({ "key": key, "modality": "SHALL", "exceptions": exceptions, "provision": { "term": { "length": "P4Y" } } })
}

fn world() -> World {
    let ministry = json!({ "organisation": { "slug": "ministry" } });
    let mut may = term("may", json!([]));
    may["modality"] = json!("MAY");
    council_with(&[
        term("plain", json!([])),
        term("theirs", json!([{ "grantedBy": [ministry], "reasonOwed": true, "atMostFor": "P1Y" }])),
        term("anybody", json!([{ "atMostFor": "P6M" }, { "grantedBy": [ministry] }])),
        term("filler", json!([{ "grantedBy": [{ "part": { "part": "APPOINTER" } }] }])),
        may,
    ])
}

fn grant(clause: &str) -> GrantExemption {
    GrantExemption {
        council: id(1),
        clause: clause.into(),
        seat: None,
        granted_by: Some(body("ministry")),
        decided_on: day("2026-02-01"),
        reason: "Nobody else could be found in time.".to_owned(),
        from: None,
        until: Some(day("2026-06-01")),
    }
}

fn body(slug: &str) -> Body {
    Body::Organisation(organisation_id(slug))
}

fn secretariat() -> Caller {
    with(&[Grant::Secretariat(id(1))])
}

fn appointer(slug: &str) -> Caller {
    with(&[Grant::Appointer(organisation_id(slug))])
}

#[track_caller]
fn granted(world: &World, caller: &Caller, act: &GrantExemption) -> Exemption {
    let decision = decided(world.run(caller, act));
    let [Change::Exemption(_, exemption)] = decision.changes.as_slice() else { panic!("{:?}", decision.changes) };
    exemption.clone()
}

#[test]
fn whoever_the_clause_names_grants_and_the_secretariat_records_it() {
    let world = world();
    let own = GrantExemption { granted_by: None, ..grant("theirs") };
    let exemption = granted(&world, &appointer("ministry"), &own);
    assert_eq!(exemption.granted_by, Some(body("ministry")));
    assert_eq!(exemption.period, Period { start: Some(day("2026-02-01")), end: Some(day("2026-06-01")) });
    assert_eq!(granted(&world, &secretariat(), &grant("theirs")).granted_by, Some(body("ministry")));
    assert!(decided(world.run(&secretariat(), &grant("theirs"))).warnings.is_empty());
    assert_refused(world.run(&secretariat(), &own), BadUserInput, "grantedBy");
    let forged = GrantExemption { granted_by: Some(body("union")), ..grant("theirs") };
    assert_refused_by(world.run(&secretariat(), &forged), AgainstMandate, "grantedBy", "theirs");
    assert_refused(world.run(&appointer("ministry"), &forged), Forbidden, "grantedBy");
    assert_refused(world.run(&Caller::anonymous(), &own), Unauthenticated, "");
    for other in [
        with(&[]),
        with(&[Grant::Secretariat(id(2))]),
        appointer("union"),
        with(&[Grant::Registrar(organisation_id("agency"))]),
        Caller::console(),
    ] {
        assert_refused(world.run(&other, &grant("theirs")), Forbidden, "");
    }
    // Whoever fills the seats is a part that a clause can name.
    granted(&world, &appointer("ministry"), &grant("filler"));
    assert_refused(world.run(&with(&[Grant::Registrar(organisation_id("union"))]), &grant("filler")), Forbidden, "");
}

#[test]
fn where_nobody_is_named_those_who_look_after_the_council_grant() {
    let world = world();
    let registrar = with(&[Grant::Registrar(organisation_id("agency"))]);
    for caller in [secretariat(), registrar.clone(), Caller::console()] {
        let decision = decided(world.run(&caller, &grant("plain")));
        // The text knows no exceptions, which is let pass but noticed.
        assert_eq!(decision.warnings.len(), 1);
        assert_eq!(decision.warnings[0].clause, Some("plain".into()));
    }
    let own = GrantExemption { granted_by: None, ..grant("plain") };
    assert_eq!(granted(&world, &registrar, &own).granted_by, Some(body("agency")));
    assert_refused(world.run(&Caller::console(), &own), BadUserInput, "grantedBy");
    assert_refused(world.run(&appointer("ministry"), &grant("plain")), Forbidden, "");
    let anybody =
        GrantExemption { granted_by: Some(body("union")), until: Some(day("2026-08-01")), ..grant("anybody") };
    granted(&world, &secretariat(), &anybody);
}

#[test]
fn an_exemption_lasts_no_longer_than_the_clause_lets_it() {
    let world = world();
    let until = |day: Option<_>| GrantExemption { until: day, ..grant("theirs") };
    granted(&world, &secretariat(), &until(Some(day("2027-02-01"))));
    for late in [None, Some(day("2027-02-02"))] {
        assert_refused_by(world.run(&secretariat(), &until(late)), AgainstMandate, "until", "theirs");
    }
    // Each exception has its own ceiling, and its own granters.
    let union = GrantExemption { granted_by: Some(body("union")), until: None, ..grant("anybody") };
    assert_refused_by(world.run(&secretariat(), &union), AgainstMandate, "until", "anybody");
    granted(&world, &secretariat(), &GrantExemption { granted_by: Some(body("ministry")), ..union });
}

#[test]
fn what_is_wrong_with_an_exemption_is_told() {
    let mut world = world();
    for (act, code, field) in [
        (grant("no-such"), NotFound, "clause"),
        (GrantExemption { reason: " ".to_owned(), ..grant("plain") }, BadUserInput, "reason"),
        (GrantExemption { reason: "15819050160".to_owned(), ..grant("plain") }, BadUserInput, "reason"),
        (GrantExemption { decided_on: day("2026-03-02"), ..grant("plain") }, BadUserInput, "decidedOn"),
        (GrantExemption { from: Some(day("2026-06-01")), ..grant("plain") }, BadUserInput, "until"),
        (GrantExemption { seat: Some(id(4711)), ..grant("plain") }, NotFound, "seat"),
    ] {
        assert_refused(world.run(&secretariat(), &act), code, field);
    }
    assert_refused_by(world.run(&secretariat(), &grant("may")), BadUserInput, "clause", "may");
    let seat = GrantExemption { seat: Some(id(1101)), ..grant("plain") };
    let exemption = granted(&world, &secretariat(), &seat);
    assert_eq!(exemption.seat, Some(id(1101)));
    world.council_mut(id(1)).exemptions.push(exemption);
    assert_refused(world.run(&secretariat(), &seat), Conflict, "from");
    granted(&world, &secretariat(), &GrantExemption { seat: Some(id(1102)), ..seat.clone() });
    let next = GrantExemption { from: Some(day("2026-06-01")), until: None, ..seat };
    granted(&world, &secretariat(), &next);
}

#[test]
fn an_exemption_ends_after_it_began_and_once() {
    let mut world = world();
    let exemption = granted(&world, &secretariat(), &grant("theirs"));
    world.council_mut(id(1)).exemptions.push(exemption.clone());
    let end = |on: &str| EndExemption { council: id(1), exemption: exemption.id, on: day(on) };
    for caller in
        [secretariat(), appointer("ministry"), with(&[Grant::Registrar(organisation_id("agency"))]), Caller::console()]
    {
        assert_eq!(kinds(&decided(world.run(&caller, &end("2026-03-01"))).changes), ["exemptionEnd"]);
    }
    for other in [with(&[]), appointer("union"), with(&[Grant::Secretariat(id(2))])] {
        assert_refused(world.run(&other, &end("2026-03-01")), Forbidden, "");
    }
    assert_refused(world.run(&secretariat(), &end("2026-02-01")), BadUserInput, "on");
    assert_refused(world.run(&secretariat(), &end("2026-06-01")), Conflict, "on");
    let unknown = EndExemption { exemption: id(4711), ..end("2026-03-01") };
    assert_refused(world.run(&secretariat(), &unknown), NotFound, "exemption");
}
