//! The templates: filled, they are mandates; a wrong argument is refused with its path.

use mandat::domain::{
    fault::{Fault, Form},
    mandate::{
        clause::{Clause, Provision, requirement::QuantifierKind},
        template::{Argument, ArgumentValue, PublishTemplate, compose, fill},
    },
    text::Text,
    word::Key,
};

use crate::read::{clause, composition, shown, template, templates};

fn argument(key: &str, value: ArgumentValue) -> Argument {
    Argument { key: key.into(), value }
}

fn word(key: &str, value: &str) -> Argument {
    argument(key, ArgumentValue::Text(value.to_owned()))
}

fn label(key: &str) -> Argument {
    argument(key, ArgumentValue::Label(Text::nb_en("Noe rådet er til for", "Something that the council is for")))
}

fn representative() -> (PublishTemplate, Vec<Argument>) {
    let arguments = vec![
        label("purpose"),
        label("field"),
        word("owner", "kartverket"),
        word("adopter", "kartverket"),
        word("secretariat", "kartverket"),
        word("sector-appointer", "ks"),
        word("partner", "statens-vegvesen"),
        argument("sector-seats", ArgumentValue::Number(4)),
        argument("partner-seats", ArgumentValue::Number(2)),
        argument("holder-level", ArgumentValue::Words(vec!["management".to_owned()])),
        argument("meetings", ArgumentValue::Number(2)),
        word("term", "P3Y"),
        argument("renewable", ArgumentValue::Flag(false)),
    ];
    (template("mandates/representative-council.toml"), arguments)
}

fn arena() -> (PublishTemplate, Vec<Argument>) {
    let arguments = vec![
        label("purpose"),
        label("field"),
        word("appointer", "kulturdepartementet"),
        word("secretariat", "kulturdirektoratet"),
        word("adopted-on", "2026-01-15"),
        word("from", "2026-02-01"),
        word("until", "2030-02-01"),
        argument("members", ArgumentValue::Number(15)),
        argument("research-seats", ArgumentValue::Number(6)),
        argument("renewals", ArgumentValue::Number(1)),
    ];
    (template("mandates/personal-arena.toml"), arguments)
}

fn filled((template, arguments): &(PublishTemplate, Vec<Argument>)) -> Result<Vec<Clause>, Vec<Fault>> {
    fill(&template.parameters, &template.clauses, arguments, |_| false)
}

fn with(arguments: &[Argument], key: &str, value: ArgumentValue) -> Vec<Argument> {
    let mut changed: Vec<Argument> = arguments.iter().filter(|argument| &*argument.key != key).cloned().collect();
    changed.insert(0, argument(key, value));
    changed
}

#[test]
fn a_filled_template_is_a_mandate_with_nothing_left_to_be_named() {
    for given in [representative(), arena()] {
        let clauses = filled(&given).unwrap_or_else(|faults| panic!("{}", shown(&faults)));
        assert!(clauses.faults().is_empty(), "{}", shown(&clauses.faults()));
        assert!(!serde_json::to_string(&clauses).unwrap().contains("to-be-named"));
    }
}

#[test]
fn arguments_arrive_at_every_place() {
    let clauses = filled(&representative()).unwrap();
    let seats = composition(&clauses);
    assert_eq!(seats.seat_count(), Some(1 + 4 + 2));
    assert_eq!(seats.group("chair").unwrap().organisation().unwrap().as_str(), "kartverket");
    assert_eq!(seats.group("sector").unwrap().holder_level.as_deref(), Some("management"));
    let places = |key: &str| {
        template("mandates/representative-council.toml")
            .parameters
            .into_iter()
            .find(|one| &*one.key == key)
            .unwrap()
            .places
            .len()
    };
    let json = serde_json::to_string(&clauses).unwrap();
    let named = json.matches(r#"{"organisation":{"slug":"kartverket"}}"#).count();
    assert_eq!(named, places("owner") + places("adopter") + places("secretariat"));
    let Provision::Term(term) = &clause(&clauses, "term").provision else { panic!("a term is expected") };
    assert!(!term.renewal.as_ref().unwrap().allowed);

    let clauses = filled(&arena()).unwrap();
    let seats = composition(&clauses);
    assert_eq!(seats.declared_total, Some(15));
    assert_eq!(
        seats.groups.iter().map(|group| group.seats.unwrap()).collect::<Vec<_>>(),
        [6, 4, 5],
        "the last group has the rest"
    );
}

#[test]
fn what_is_required_has_to_be_filled() {
    for (template, arguments) in [representative(), arena()] {
        for parameter in template.parameters.iter().filter(|parameter| parameter.required) {
            let fewer: Vec<Argument> =
                arguments.iter().filter(|argument| argument.key != parameter.key).cloned().collect();
            let faults = fill(&template.parameters, &template.clauses, &fewer, |_| false).unwrap_err();
            assert_eq!(faults.len(), 1, "{}", shown(&faults));
            assert_eq!(faults[0].path, "arguments");
            assert!(faults[0].message.en.contains(parameter.key.as_str()), "{}", faults[0]);
        }
    }
}

#[test]
fn an_argument_that_does_not_fit_is_refused_with_its_path() {
    let (template, arguments) = representative();
    let wrong = [
        ("meetings", ArgumentValue::Text("four".to_owned()), "arguments[0].value"),
        ("meetings", ArgumentValue::Number(-4), "arguments[0].value"),
        ("term", ArgumentValue::Text("four years".to_owned()), "arguments[0].value"),
        ("renewable", ArgumentValue::Text("yes".to_owned()), "arguments[0].value"),
        ("owner", ArgumentValue::Number(7), "arguments[0].value"),
        ("holder-level", ArgumentValue::Flag(true), "arguments[0].value"),
        ("colour", ArgumentValue::Text("red".to_owned()), "arguments[0].key"),
    ];
    for (key, value, path) in wrong {
        let faults =
            fill(&template.parameters, &template.clauses, &with(&arguments, key, value), |_| false).unwrap_err();
        assert!(faults.iter().all(|fault| fault.path == path), "{key}: {}", shown(&faults));
    }
    let (template, arguments) = arena();
    let faults = fill(
        &template.parameters,
        &template.clauses,
        &with(&arguments, "from", ArgumentValue::Text("2026-02-30".to_owned())),
        |_| false,
    )
    .unwrap_err();
    assert_eq!(faults[0].path, "arguments[0].value");
}

#[test]
fn a_value_of_the_right_type_that_is_impossible_is_found_in_the_clauses() {
    let (template, arguments) = representative();
    let clauses =
        fill(&template.parameters, &template.clauses, &with(&arguments, "meetings", ArgumentValue::Number(0)), |_| {
            false
        })
        .unwrap();
    let place = clauses.iter().position(|clause| &*clause.key == "meetings").unwrap();
    let faults = clauses.faults();
    assert_eq!(faults.len(), 1, "{}", shown(&faults));
    assert_eq!(faults[0].path, format!("[{place}].provision.meetings.cadence.number"));

    let (template, arguments) = arena();
    let clauses = fill(
        &template.parameters,
        &template.clauses,
        &with(&arguments, "until", ArgumentValue::Text("2025-01-01".to_owned())),
        |_| false,
    )
    .unwrap();
    assert!(clauses.faults().iter().any(|fault| fault.path.ends_with("provision.period.until")));
}

#[test]
fn both_templates_carry_the_law_on_gender_balance_and_can_do_without() {
    for (path, template) in templates() {
        for (key, holders) in
            [("statutory-gender-balance", "MEMBERS"), ("statutory-gender-balance-of-deputies", "ALTERNATES")]
        {
            let balance = clause(&template.clauses, key);
            assert!(balance.source.as_ref().unwrap().statutory, "{path}");
            assert_eq!(serde_json::to_value(balance).unwrap()["appliesTo"]["holders"], holders);
            let Provision::Requirement(requirement) = &balance.provision else {
                panic!("{path}: a requirement is expected")
            };
            assert_eq!(requirement.quantifier.kind, QuantifierKind::BySize);
            let of_each = |size: u32| {
                let row = requirement
                    .quantifier
                    .table
                    .iter()
                    .find(|row| row.from <= size && row.to.is_none_or(|to| size <= to));
                row.map(|row| row.at_least.least_of(size))
            };
            let reckoned: Vec<_> = [1, 2, 3, 4, 5, 6, 8, 9, 10, 16, 20, 21].into_iter().map(of_each).collect();
            let expected = [
                None,
                Some(1),
                Some(1),
                Some(2),
                Some(2),
                Some(3),
                Some(3),
                Some(4),
                Some(4),
                Some(7),
                Some(8),
                Some(9),
            ];
            assert_eq!(reckoned, expected, "{path}");
        }
        let omit: Vec<Key> = vec!["statutory-gender-balance".into(), "statutory-gender-balance-of-deputies".into()];
        let without = compose(template.clauses.clone(), &[], &omit).unwrap();
        assert_eq!(without.len() + 2, template.clauses.len(), "{path}");
        assert!(without.iter().all(|clause| !clause.source.as_ref().is_some_and(|source| source.statutory)), "{path}");
    }
}

#[test]
fn a_template_whose_parameter_leads_nowhere_is_refused_with_the_path_of_the_place() {
    let mut template = template("mandates/personal-arena.toml");
    template.parameters[2].places[1] = "adoption.provision.period.whom".to_owned();
    template.parameters[3].places.clear();
    let paths: Vec<String> = template.faults().into_iter().map(|fault| fault.path).collect();
    assert_eq!(paths, ["parameters[2].places[1]", "parameters[3].places"]);
}
