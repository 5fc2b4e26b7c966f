//! Strategirådet's file, broken in one place at a time: refused, with the path of what is wrong.
//!
//! What the types cannot hold is refused when the file is read, by line; what they can hold and a mandate cannot is
//! refused with the path of the field.

use mandat::domain::{fault::Form, register::RegisterCouncil};

use crate::read::{shown, text};

fn broken(find: &str, put: &str) -> String {
    let whole = text("councils/strategiradet.toml");
    assert_eq!(whole.matches(find).count(), 1, "{find} has to stand in the file once");
    whole.replace(find, put)
}

/// The path of a field of a clause, by the clause's key; of the last one that has it.
fn path_of(council: &RegisterCouncil, path: &str) -> String {
    let Some((key, rest)) = path.split_once('/') else {
        return path.to_owned();
    };
    let place = council.clauses.iter().rposition(|clause| &*clause.key == key);
    format!("clauses[{}].{rest}", place.unwrap_or_else(|| panic!("there is no clause {key}")))
}

#[test]
fn what_a_mandate_cannot_say_is_refused_with_its_path() {
    let table = [
        ("number = 5", "number = 0", "s23-municipalities/provision.seats.group.size.exactly.number"),
        (
            "size.exactly.number = 4",
            "size.range = { min = 6, max = 4 }",
            "s23-regional-health-authorities/provision.seats.group.size.range.min",
        ),
        (
            "size.exactly.number = 4",
            "size.atMost.number = 5000",
            "s23-regional-health-authorities/provision.seats.group.size.atMost.number",
        ),
        (
            "group.size.exactly.number = 5",
            "group.size.perEntry.each = 1",
            "s23-municipalities/provision.seats.group.size",
        ),
        (
            "group.label = { nb = \"Helsedirektoratet, leder\", nn = \"Helsedirektoratet, leiar\", en = \"Directorate of Health, chair\" }\nprovision.seats.group.size.exactly.number = 1",
            "group.label = { nb = \"Helsedirektoratet, leder\" }\nprovision.seats.group.size.exactly.number = 2",
            "s23-helsedirektoratet-chair/provision.seats.group.size",
        ),
        ("cadence.number = 4", "cadence.number = 400", "s26-meetings/provision.meetings.cadence.number"),
        (
            "cadence.kind = \"EXACTLY\"\nprovision.meetings.cadence.number = 4\n",
            "cadence.kind = \"EXACTLY\"\n",
            "s26-meetings/provision.meetings.cadence.number",
        ),
        ("length = \"P4Y\"", "length = \"P0D\"", "s28-term/provision.term.length"),
        (
            "renewal.allowed = true",
            "renewal = { allowed = false, atMost = 2 }",
            "s28-term/provision.term.renewal.atMost",
        ),
        ("modality = \"NORMALLY\"\n", "", "s26-meetings/modality"),
        ("key = \"s5-purpose\"\n", "key = \"s5-purpose\"\nmodality = \"SHALL\"\n", "s5-purpose/modality"),
        ("statement.force = \"ADVISORY\"\n", "statement.actorGroups = []\n", "s2-advisory/provision.statement.force"),
        ("provision.relation.tier = 2\n", "", "s1-tier-portefoljeradet/provision.relation.tier"),
        (
            "fact.values = [\"general-practitioner\"]",
            "fact.values = []",
            "s21-general-practitioner/provision.requirement.predicate.fact.values",
        ),
        (
            "fact.values = [\"administrative-top-level\"]",
            "fact.values = [\"Rådmann\"]",
            "s15-administrative-top-level/provision.requirement.predicate.fact.values[0]",
        ),
        (
            "alternates.number = 1",
            "alternates = { number = 0, mandatory = true }\n#",
            "s16-deputies/provision.seats.alternates.mandatory",
        ),
        ("key = \"s22-chair\"", "key = \"S22 chair\"", "S22 chair/key"),
        ("key = \"s19-criteria\"", "key = \"s18-appointment\"", "s18-appointment/key"),
        (
            "appliesTo.council = \"fagradet\"",
            "appliesTo = { council = \"fagradet\", groups = [\"ks\"] }",
            "s4-fagradet-competence/appliesTo.council",
        ),
        ("slug = \"strategiradet\"\nowner", "slug = \"Strategirådet\"\nowner", "slug"),
        ("number = \"983544622\"", "number = \"983544621\"", "organisations[0].number"),
        (
            "wording.nb = \"Lederen kommer fra Helsedirektoratet.\"",
            "wording.nb = \"Lederen (01017000027) kommer fra Helsedirektoratet.\"",
            "s22-chair/wording.nb",
        ),
        ("tier = 1\n\n[family.name]", "tier = 0\n\n[family.name]", "family.tier"),
        ("timeZone = \"Europe/Oslo\"", "timeZone = \"Oslo time\"", "timeZone"),
        (
            "adoptedBy.organisation.slug = \"helsedirektoratet\"\n",
            "adoptedBy.part.part = \"OWNER\"\nvalidFrom = \"2026-01-01\"\nvalidTo = \"2025-01-01\"\n",
            "mandate.adoptedBy",
        ),
    ];
    for (find, put, path) in table {
        // Where alternates are replaced as a whole, the lines that follow would say them twice.
        let whole = if put.starts_with("alternates = ") {
            broken(find, put)
                .replace("provision.seats.alternates.fixed", "#")
                .replace("provision.seats.alternates.acts", "#")
                .replace("provision.seats.alternates.byAgreement", "#")
        } else {
            broken(find, put)
        };
        let council: RegisterCouncil = toml::from_str(&whole).unwrap_or_else(|wrong| panic!("{put}: {wrong}"));
        let faults = council.faults();
        let path = path_of(&council, path);
        assert!(faults.iter().any(|fault| fault.path == path), "{put}: {path} is expected in\n{}", shown(&faults));
        let beside = faults.iter().filter(|fault| fault.path != path && !fault.path.starts_with("mandate.")).count();
        assert_eq!(beside, 0, "{put}: only {path} is wrong, but\n{}", shown(&faults));
    }
}

#[test]
fn what_the_shapes_do_not_have_is_refused_with_its_line() {
    let table = [
        ("modality = \"NORMALLY\"", "modality = \"USUALLY\"", "USUALLY"),
        ("provision.post.post = \"chair\"", "provision.throne.post = \"chair\"", "throne"),
        ("cadence.number = 4", "cadence.times = 4", "times"),
        ("length = \"P4Y\"", "length = \"four years\"", "a calendar duration such as P4Y"),
        ("number = 5", "number = -5", "-5"),
        ("adoptedBy.organisation.slug = \"helsedirektoratet\"", "adoptedOn = \"2026-02-30\"", "2026-02-30"),
    ];
    for (find, put, named) in table {
        let whole = broken(find, put);
        let wrong = toml::from_str::<RegisterCouncil>(&whole).expect_err(put).to_string();
        assert!(wrong.contains("line"), "{put}: {wrong}");
        assert!(wrong.contains(named), "{put}: {named} is expected in\n{wrong}");
    }
}
