//! Maskinporten's, ID-porten's and other issuers' ways to say who and for whom.

use serde_json::{Value, json};

use super::super::super::test_issuer::{Key, NOW, now};
use super::super::*;
use super::{reason, verifier};

const OWN: &str = "974760673";
const OTHER: &str = "991825827";

fn participant(number: &str) -> Value {
    json!({"authority": "iso6523-actorid-upis", "ID": format!("0192:{number}")})
}

/// A token as Maskinporten issues it: no `sub`, an audience that says nothing, a client's id.
fn maskinporten(changes: &Value) -> Value {
    let mut claims = json!({
        "sub": null,
        "aud": "unspecified",
        "scope": "mandat:register",
        "client_id": "5c1f9c1e-7a53-4d3c-9c53-2d0f3a6c2c1b",
        "client_amr": "private_key_jwt",
        "token_type": "Bearer",
        "jti": "k3tQh0mG",
        "consumer": participant(OWN),
    });
    let (Value::Object(onto), Value::Object(changes)) = (&mut claims, changes) else { panic!("objects") };
    onto.extend(changes.clone());
    claims
}

fn system_user(organisation: &Value) -> Value {
    json!({
        "type": "urn:altinn:systemuser",
        "systemuser_id": ["7f1b7b0e-94d3-4c0a-8a4c-0f9b7d1d9a55"],
        "systemuser_org": organisation,
        "system_id": "991825827_calendar",
    })
}

fn vouching(kind: OrganisationClaim) -> impl FnOnce(&mut TrustedIssuer) {
    move |issuer| {
        issuer.organisation_claim = kind;
        issuer.vouches_for_organisations = true;
    }
}

async fn identity(key: &Key, verifier: &Verifier, changes: &Value) -> Identity {
    verifier.verify(&key.token("first", changes), now()).await.expect("a right token")
}

fn number(digits: &str) -> OrganisationNumber {
    digits.parse().expect("a right number")
}

#[tokio::test]
async fn maskinporten_names_the_organisation_in_consumer() {
    let key = Key::of(SigningAlgorithm::Rs256);
    let verifier = verifier(&key, vouching(OrganisationClaim::Maskinporten));
    let own = identity(&key, &verifier, &maskinporten(&json!({}))).await;
    assert_eq!((own.organisation, own.supplier), (Some(number(OWN)), None));
    assert_eq!(own.subject, "0192:974760673");

    // Another client of the same organisation is the same account; the client's id decides nothing.
    let again = maskinporten(&json!({"client_id": OTHER, "sub": "someone", "client_orgno": OTHER}));
    let again = identity(&key, &verifier, &again).await;
    assert_eq!((again.subject, again.organisation), (own.subject, own.organisation));
}

#[tokio::test]
async fn a_delegated_token_acts_for_the_consumer_and_names_the_supplier() {
    let key = Key::ed();
    let verifier = verifier(&key, vouching(OrganisationClaim::Maskinporten));
    let delegated = maskinporten(&json!({"supplier": participant(OTHER)}));
    let identity = identity(&key, &verifier, &delegated).await;
    assert_eq!((identity.organisation, identity.supplier), (Some(number(OWN)), Some(number(OTHER))));
    assert_eq!(identity.subject, "0192:974760673/0192:991825827", "an account of its own");
}

#[tokio::test]
async fn a_system_user_acts_for_its_own_organisation_not_for_the_vendor() {
    let key = Key::ed();
    let verifier = verifier(&key, vouching(OrganisationClaim::Maskinporten));
    let vendors = maskinporten(&json!({
        "consumer": participant(OTHER),
        "authorization_details": [{"type": "something:else"}, system_user(&participant(OWN))],
    }));
    let identity = identity(&key, &verifier, &vendors).await;
    assert_eq!((identity.organisation, identity.supplier), (Some(number(OWN)), Some(number(OTHER))));
}

#[tokio::test]
async fn an_organisation_that_cannot_be_read_refuses_the_token() {
    let key = Key::ed();
    let verifier = verifier(&key, vouching(OrganisationClaim::Maskinporten));
    let with_id = |id: &str| json!({"consumer": {"authority": "iso6523-actorid-upis", "ID": id}});
    for changes in [
        json!({"consumer": null}),
        json!({"consumer": OWN}),
        json!({"consumer": {"ID": "0192:974760673"}}),
        json!({"consumer": {"authority": "iso6523", "ID": "0192:974760673"}}),
        with_id("974760673"),
        with_id("0007:974760673"),
        with_id("0192:974760674"),
        with_id("0192:974760673:1"),
        with_id("0192:0192:974760673"),
        with_id(""),
        json!({"supplier": {"authority": "iso6523-actorid-upis", "ID": "0192:1"}}),
        json!({"authorization_details": system_user(&participant(OWN))}),
        json!({"authorization_details": [system_user(&json!(null))]}),
        json!({"authorization_details": [system_user(&json!({"authority": "x", "ID": "0192:974760673"}))]}),
        json!({"authorization_details": [system_user(&participant(OWN)), system_user(&participant(OTHER))]}),
        json!({"authorization_details": [system_user(&participant(OWN))], "supplier": participant(OTHER)}),
    ] {
        let token = key.token("first", &maskinporten(&changes));
        assert_eq!(reason(&verifier, &token).await, Reason::Organisation, "{changes}");
    }
}

#[tokio::test]
async fn an_organisation_counts_only_where_the_issuer_vouches() {
    let key = Key::ed();
    let silent = verifier(&key, |issuer| {
        issuer.organisation_claim = OrganisationClaim::Maskinporten;
    });
    let known = identity(&key, &silent, &maskinporten(&json!({}))).await;
    assert_eq!((known.organisation, known.subject.as_str()), (None, "0192:974760673"));

    let plain = json!({"organisation_number": OWN});
    let vouched = verifier(&key, vouching(OrganisationClaim::OrganisationNumber));
    let known = identity(&key, &vouched, &plain).await;
    assert_eq!((known.organisation, known.subject.as_str()), (Some(number(OWN)), "anne"));
    assert_eq!(identity(&key, &vouched, &json!({})).await.organisation, None);
    // What another kind of issuer would mean by these says nothing here.
    assert_eq!(identity(&key, &vouched, &json!({"consumer": participant(OWN)})).await.organisation, None);
    let wrong = key.token("first", &json!({"organisation_number": "974760674"}));
    assert_eq!(reason(&vouched, &wrong).await, Reason::Organisation);

    let unvouched = verifier(&key, |issuer| {
        issuer.organisation_claim = OrganisationClaim::OrganisationNumber;
    });
    assert_eq!(identity(&key, &unvouched, &plain).await.organisation, None);
}

/// A national identity number of somebody born in 1899, and one with a space.
const PID: &str = "31129956715";

/// A token as ID-porten issues it: `consumer` is the owner of the application.
fn id_porten(subject: &Value) -> Value {
    json!({
        "iss": "https://idporten.no",
        "sub": subject,
        "pid": PID,
        "acr": "idporten-loa-high",
        "client_id": "b2d3",
        "consumer": participant(OWN),
    })
}

fn id_portens(issuer: &mut TrustedIssuer) {
    issuer.issuer = "https://idporten.no".to_owned();
}

#[tokio::test]
async fn id_portens_person_is_known_without_the_national_identity_number() {
    let key = Key::ed();
    let verifier = verifier(&key, id_portens);
    let person = identity(&key, &verifier, &id_porten(&json!("mJ2kT1x0"))).await;
    assert_eq!(person.subject, "mJ2kT1x0");
    assert_eq!(person.organisation, None, "the application's owner is not the person's organisation");
    assert_eq!(person.expires_at, NOW + 120);

    let slash = key.token("first", &json!({"iss": "https://idporten.no/"}));
    assert_eq!(reason(&verifier, &slash).await, Reason::UnknownIssuer);

    let hashed = identity(&key, &verifier, &id_porten(&json!(null))).await;
    let again = identity(&key, &verifier, &id_porten(&json!(null))).await;
    assert_eq!(hashed, again, "the same person is the same account");
    assert!(hashed.subject.starts_with("hashed:") && hashed.subject.len() == 50, "{hashed:?}");
    let in_subject = identity(&key, &verifier, &id_porten(&json!(PID))).await;
    assert_eq!(in_subject.subject, hashed.subject, "wherever the number stands");
    let named = json!({"iss": "https://idporten.no", "name": format!("Anne {PID}")});
    assert_eq!(identity(&key, &verifier, &named).await.name, None);
    for shown in [format!("{hashed:?}"), format!("{in_subject:?}"), format!("{person:?}")] {
        assert!(!shown.contains(PID) && !shown.contains("56715"), "{shown}");
    }
}

#[tokio::test]
async fn the_hash_depends_on_key_and_issuer_and_needs_a_key() {
    let key = Key::ed();
    let mut subjects = Vec::new();
    let pid_only = |issuer: &str| key.token("first", &json!({"iss": issuer, "sub": null, "pid": PID}));
    for issuer in ["https://idporten.no", "https://other.example"] {
        let mut verifier = verifier(&key, |trusted| trusted.issuer = issuer.to_owned());
        let token = pid_only(issuer);
        subjects.push(verifier.verify(&token, now()).await.expect("accepted").subject);
        verifier.subject_key = Some(hmac::Key::new(hmac::HMAC_SHA256, b"another"));
        subjects.push(verifier.verify(&token, now()).await.expect("accepted").subject);
        verifier.subject_key = None;
        assert_eq!(reason(&verifier, &token).await, Reason::NoSubject);
    }
    subjects.sort();
    subjects.dedup();
    assert_eq!(subjects.len(), 4, "{subjects:?}");
}
