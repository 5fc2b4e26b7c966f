//! Clauses made by chance, as JSON: of every shape, sensible or not.

use proptest::prelude::*;
use serde_json::{Value, json};

pub fn one_of(values: &'static [&'static str]) -> BoxedStrategy<Value> {
    proptest::sample::select(values).prop_map(Value::from).boxed()
}

/// A field that is there or not.
fn maybe(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    prop_oneof![1 => Just(Value::Null), 2 => value].boxed()
}

pub fn several(value: impl Strategy<Value = Value> + 'static) -> BoxedStrategy<Value> {
    proptest::collection::vec(value, 0..3).prop_map(Value::from).boxed()
}

fn yes_or_no() -> BoxedStrategy<Value> {
    any::<bool>().prop_map(Value::from).boxed()
}

fn number() -> BoxedStrategy<Value> {
    prop_oneof![0_u32..15, Just(12_345), Just(u32::MAX)].prop_map(Value::from).boxed()
}

fn text() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(json!({"nb": "noe å se til. ", "en": "something to see to."})),
        Just(json!({"nb": "to\nlinjer  her"})),
        Just(json!({"en": "the only one"})),
    ]
    .boxed()
}

fn code() -> BoxedStrategy<Value> {
    one_of(&[
        "advise",
        "meet",
        "advice",
        "chair",
        "municipal",
        "gender",
        "employer",
        "woman",
        "unheard-of",
        "funding",
        "new-year",
    ])
    .boxed()
}

fn key() -> BoxedStrategy<Value> {
    one_of(&["directorate", "union", "municipalities", "not-there"]).boxed()
}

fn date() -> BoxedStrategy<Value> {
    one_of(&["2020-01-02", "2024-02-29", "1900-12-31"]).boxed()
}

fn duration() -> BoxedStrategy<Value> {
    one_of(&["P4Y", "P18M", "P1Y", "P2W", "P1D", "P30M10D", "P0D", "P1M", "P300M"]).boxed()
}

fn share() -> BoxedStrategy<Value> {
    (0_u32..101, prop_oneof![Just(1_u32), Just(2), Just(7), Just(100), Just(10_000), Just(13)], any::<bool>())
        .prop_map(|(parts, of, more)| json!({"parts": parts, "of": of, "moreThan": more}))
        .boxed()
}

fn how_many() -> BoxedStrategy<Value> {
    (maybe(number()), maybe(share())).prop_map(|(number, share)| json!({"number": number, "share": share})).boxed()
}

fn actor() -> BoxedStrategy<Value> {
    prop_oneof![
        one_of(&["directorate", "unknown-body"]).prop_map(|slug| json!({"organisation": {"slug": slug}})),
        one_of(&["lower", "unknown-council"]).prop_map(|slug| json!({"council": {"slug": slug}})),
        one_of(&["COUNCIL", "MEMBERS", "EACH_MEMBER", "DEPUTIES", "PUBLIC", "MEMBER_ORGANISATIONS"])
            .prop_map(|part| json!({"part": {"part": part}})),
        key().prop_map(|group| json!({"group": {"group": group}})),
        code().prop_map(|post| json!({"post": {"post": post}})).boxed(),
        (text(), maybe(code())).prop_map(|(label, sector)| json!({"kind": {"label": label, "sector": sector}})),
    ]
    .boxed()
}

pub fn scope() -> BoxedStrategy<Value> {
    let narrow = (
        several(key()),
        several(code()),
        several(one_of(&["VOTING", "NON_VOTING", "OBSERVER", "LIAISON", "HONORARY"])),
        several(code()),
        maybe(one_of(&["MEMBERS", "ALTERNATES"])),
        maybe(key()),
        several(key()),
    )
        .prop_map(|(groups, sectors, classes, posts, holders, sub_body, except)| {
            json!({"groups": groups, "sectors": sectors, "classes": classes, "posts": posts, "holders": holders, "subBody": sub_body, "except": except})
        });
    prop_oneof![Just(json!({})), Just(json!({"council": "lower"})), narrow].boxed()
}

pub fn exception() -> BoxedStrategy<Value> {
    (maybe(text()), several(actor()), yes_or_no(), maybe(share()), maybe(duration())).prop_map(|(grounds, by, owed, most, time)| {
        json!({"grounds": grounds, "grantedBy": by, "reasonOwed": owed, "atMost": most, "atMostFor": time})
    }).boxed()
}

fn list() -> BoxedStrategy<Value> {
    let entry = (text(), maybe(one_of(&["union", "nobody"])), maybe(date()), maybe(date()))
        .prop_map(|(label, organisation, from, until)| json!({"label": label, "organisation": organisation, "from": from, "until": until}));
    (yes_or_no(), several(entry), maybe((text(), maybe(date())).prop_map(|(title, on)| json!({"title": title, "decidedOn": on}))))
        .prop_map(|(exhaustive, entries, instrument)| json!({"exhaustive": exhaustive, "entries": entries, "instrument": instrument})).boxed()
}

fn activity() -> BoxedStrategy<Value> {
    (actor(), code(), maybe(text()), several(code()), several(actor()), maybe(text())).prop_map(|(actor, verb, object, subjects, towards, purpose)| {
        json!({"actor": actor, "verb": verb, "object": object, "subjects": subjects, "towards": towards, "purpose": purpose})
    }).boxed()
}

fn seat_count() -> BoxedStrategy<Value> {
    prop_oneof![
        number().prop_map(|n| json!({"exactly": {"number": n}})),
        (number(), number()).prop_map(|(min, max)| json!({"range": {"min": min, "max": max}})),
        number().prop_map(|n| json!({"atMost": {"number": n}})),
        (actor(), maybe(number()), maybe(number()), maybe(number())).prop_map(|(by, min, max, n)| json!({"decided": {"by": by, "min": min, "max": max, "number": n}})),
        several(key()).prop_map(|after| json!({"remainder": {"after": after}})),
        (share(), one_of(&["UP", "DOWN", "NEAREST"])).prop_map(|(share, rounding)| json!({"share": {"share": share, "rounding": rounding}})),
        number().prop_map(|each| json!({"perEntry": {"each": each}})),
        (code(), maybe(actor()), maybe(number()), maybe(date()), number(), number(), maybe(number())).prop_map(|(measure, body, value, on, divisor, added, floor)| {
            json!({"formula": {"measure": measure, "body": body, "value": value, "countedOn": on, "divisor": divisor, "added": added, "floor": floor}})
        }),
    ].boxed()
}

fn seats() -> BoxedStrategy<Value> {
    let meant_for = prop_oneof![
        Just(json!({"organisation": {"slug": "union"}})),
        (code(), yes_or_no())
            .prop_map(|(sector, personal)| json!({"sector": {"sector": sector, "personal": personal}})),
        (list(), maybe(code())).prop_map(|(list, sector)| json!({"list": {"list": list, "sector": sector}})),
        (actor(), code(), yes_or_no())
            .prop_map(|(body, office, or)| json!({"office": {"body": body, "office": office, "orDelegate": or}})),
        maybe(code()).prop_map(|capacity| json!({"personal": {"capacity": capacity}})),
    ];
    let group = (text(), seat_count(), meant_for, one_of(&["MEMBER", "CHAIR", "OBSERVER"]), one_of(&["VOTING", "OBSERVER", "LIAISON"]), maybe(key()))
        .prop_map(|(label, size, meant_for, role, class, body)| {
            json!({"key": "new", "label": label, "size": size, "for": meant_for, "role": role, "class": class, "subBody": body})
        });
    let alternates = (number(), yes_or_no(), yes_or_no(), yes_or_no(), one_of(&["WHEN_ABSENT", "AT_NEED", "WHEN_BARRED", "WHILE_VACANT"]), maybe(yes_or_no()))
        .prop_map(|(n, mandatory, shared, fixed, acts, votes)| {
            json!({"number": n, "mandatory": mandatory, "shared": shared, "fixed": fixed, "acts": acts, "byAgreement": fixed, "votes": votes})
        });
    (maybe(group), maybe(seat_count()), maybe(alternates), text()).prop_map(|(group, total, alternates, label)| {
        json!({"seats": {"group": group, "total": total, "alternates": alternates, "subBody": {"key": "body", "label": label}}})
    }).boxed()
}

fn procedure() -> BoxedStrategy<Value> {
    let acts =
        &["CALL", "NOMINATE", "CONSULT", "AGREE", "APPOINT", "CONFIRM", "ELECT", "DRAW_BY_LOT", "DESIGNATE", "NOTIFY"];
    let step = (one_of(acts), several(actor()), one_of(&["ALL_OF", "ANY_OF"]), maybe(number()), several(code()), maybe(how_many()), maybe(duration()), several(actor()))
        .prop_map(|(act, by, needs, candidates, criteria, threshold, within, otherwise)| {
            json!({"act": act, "by": by, "needs": needs, "candidatesPerSeat": candidates, "criteria": criteria, "threshold": threshold, "within": within, "otherwise": otherwise})
        });
    let ending = (code(), several(actor()), several(actor()), maybe(duration())).prop_map(
        |(ground, by, declared, notice)| json!({"ground": ground, "by": by, "declaredBy": declared, "notice": notice}),
    );
    let replacement = (yes_or_no(), yes_or_no(), maybe(duration()), maybe(text())).prop_map(
        |(like, list, within, note)| json!({"likeForLike": like, "reserveList": list, "within": within, "note": note}),
    );
    (several(step), several(ending), maybe(replacement))
        .prop_map(|(steps, endings, replacement)| json!({"procedure": {"steps": steps, "endings": endings, "replacement": replacement}})).boxed()
}

fn predicate() -> BoxedStrategy<Value> {
    let comparisons = &["IS", "IS_NOT", "IS_KNOWN", "AT_LEAST", "AT_MOST", "IS_REPRESENTED", "IS_NOT_REPRESENTED"];
    let fact = (code(), one_of(comparisons), several(code()), yes_or_no()).prop_map(|(attribute, comparison, values, before)| {
        json!({"fact": {"attribute": attribute, "comparison": comparison, "values": values, "nowOrBefore": before}})
    });
    fact.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..3).prop_map(|of| json!({"all": {"of": of}})),
            proptest::collection::vec(inner.clone(), 0..3).prop_map(|of| json!({"any": {"of": of}})),
            inner.prop_map(|of| json!({"not": {"of": of}})),
        ]
    })
    .boxed()
}

fn requirement() -> BoxedStrategy<Value> {
    let kinds = &[
        "EVERY",
        "NONE",
        "EXACTLY",
        "AT_LEAST",
        "AT_MOST",
        "BY_SIZE",
        "BALANCED",
        "ALTERNATING",
        "EACH_VALUE",
        "DIFFERENT",
    ];
    let row = (number(), maybe(number()), how_many())
        .prop_map(|(from, to, least)| json!({"from": from, "to": to, "atLeast": least}));
    (one_of(kinds), maybe(how_many()), several(row), predicate(), maybe(predicate()), one_of(&["AT_SELECTION", "ON_OCCASION"])).prop_map(
        |(kind, how_many, table, predicate, only_if, tested)| {
            json!({"requirement": {"quantifier": {"kind": kind, "howMany": how_many, "table": table}, "predicate": predicate, "onlyIf": only_if, "tested": tested}})
        },
    ).boxed()
}

fn term() -> BoxedStrategy<Value> {
    let until = (
        one_of(&["DATE", "EVENT", "SESSION", "WHILE_IN_OFFICE", "WITH_MANDATE", "AT_PLEASURE"]),
        maybe(date()),
        maybe(text()),
    )
        .prop_map(|(kind, date, event)| json!({"kind": kind, "date": date, "event": event}));
    let renewal =
        (yes_or_no(), maybe(number())).prop_map(|(allowed, most)| json!({"allowed": allowed, "atMost": most}));
    let limit = (one_of(&["TOTAL", "CONSECUTIVE", "IN_WINDOW"]), maybe(number()), maybe(duration()), maybe(duration()))
        .prop_map(|(counted, terms, duration, window)| json!({"counted": counted, "terms": terms, "duration": duration, "window": window}));
    (maybe(duration()), maybe(until), maybe(renewal), several(limit), maybe(yes_or_no()), maybe(duration()), maybe(date())).prop_map(
        |(length, until, renewal, limits, over, pause, start)| {
            json!({"length": length, "until": until, "renewal": renewal, "limits": limits, "holdsOver": over, "coolingOff": pause, "cycleStart": start})
        },
    ).boxed()
}

fn duty() -> BoxedStrategy<Value> {
    let tolerance = || {
        (maybe(duration()), maybe(share()), one_of(&["MANDATE", "COUNCIL"]))
            .prop_map(|(time, part, by)| json!({"duration": time, "share": part, "setBy": by}))
    };
    let when = prop_oneof![
        (number(), duration(), yes_or_no())
            .prop_map(|(times, per, each)| json!({"atLeast": {"times": times, "per": per, "eachTowards": each}})),
        (date(), yes_or_no()).prop_map(|(date, yearly)| json!({"by": {"date": date, "yearly": yearly}})),
        (code(), maybe(tolerance())).prop_map(|(event, lead)| json!({"before": {"event": event, "lead": lead}})),
        (code(), maybe(tolerance())).prop_map(|(event, delay)| json!({"within": {"event": event, "delay": delay}})),
        code().prop_map(|item| json!({"each": {"item": item}})),
        maybe(tolerance()).prop_map(|tolerance| json!({"standing": {"tolerance": tolerance}})),
    ];
    (activity(), several(when), yes_or_no(), yes_or_no(), maybe(tolerance())).prop_map(|(activity, when, refrain, all, limited)| {
        json!({"duty": {"activity": activity, "when": when, "refrain": refrain, "towardsExhaustive": all, "limitedTo": limited}})
    }).boxed()
}

fn statement() -> BoxedStrategy<Value> {
    let topics = &["PURPOSE", "GOALS", "TASKS", "FORCE", "REFERENCES", "REMUNERATION", "NO_RULE", "NARRATIVE"];
    let task = (activity(), maybe(code()))
        .prop_map(|(activity, trigger)| json!({"key": "task", "activity": activity, "trigger": trigger}));
    let force = one_of(&["ADVISORY", "MUST_BE_HEARD", "CONSENT", "DECIDES"]);
    (one_of(topics), several(task), maybe(force), several(actor()), maybe(list()), maybe(yes_or_no()), several(code())).prop_map(
        |(topic, tasks, force, towards, references, own, goals)| {
            json!({"statement": {"topic": topic, "tasks": tasks, "force": force, "towards": towards, "references": references, "selfDefinedTasks": own, "goals": goals}})
        },
    ).boxed()
}

pub fn provision() -> impl Strategy<Value = Value> {
    prop_oneof![
        seats(),
        procedure(),
        requirement(),
        term().prop_map(|term| json!({"term": term})).boxed(),
        (code(), number(), term(), several(key())).prop_map(|(post, n, term, from)| {
            json!({"post": {"post": post, "number": n, "term": term, "from": from, "filledBy": {"seat": {"group": "union"}}}})
        }).boxed(),
        (how_many(), share(), several(key()), maybe(duration())).prop_map(|(quorum, share, groups, notice)| {
            json!({"meetings": {"quorum": {"base": "SEATS", "atLeast": quorum, "groups": groups}, "voting": [{"base": "CAST", "majority": share}], "notice": notice}})
        }).boxed(),
        duty(),
        (activity(), maybe(list()), maybe(how_many())).prop_map(|(activity, list, support)| json!({"right": {"activity": activity, "list": list, "support": support}})).boxed(),
        (maybe(actor()), several(actor()), yes_or_no(), one_of(&["TIER_OF", "FUNDS", "SUCCEEDS"])).prop_map(|(of, to, all, kind)| {
            json!({"relation": {"kind": kind, "of": of, "to": to, "exhaustive": all}})
        }).boxed(),
        (one_of(&["IN_FORCE", "ADOPTION", "RENEWAL", "DISSOLUTION", "TRANSITION"]), maybe(date()), maybe(duration()), several(actor()), maybe(text()))
            .prop_map(|(kind, from, length, by, reading)| json!({"period": {"kind": kind, "from": from, "length": length, "by": by, "reading": reading}})).boxed(),
        statement(),
    ]
}
