//! The language of what is said about a request that is wrong.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use serde_json::json;

use super::{Answer, get, post, raw, send, with};

fn message(answer: &Answer) -> String {
    answer.json()["errors"][0]["message"].as_str().unwrap_or_default().to_owned()
}

/// The message in Bokmål, in English, and where no language is asked for.
async fn said(request: impl Fn() -> Request<Body>) -> (String, String) {
    let nb = send(with(request(), "accept-language", "nb-NO,nb;q=0.9,en;q=0.5")).await;
    let en = send(with(request(), "accept-language", "en")).await;
    let unsaid = send(request()).await;
    assert_eq!(message(&unsaid), message(&en), "who asks for no language is answered in English");
    let codes = [&nb, &en, &unsaid].map(|answer| (answer.status, answer.code()));
    assert!(codes.iter().all(|code| *code == codes[0]), "{codes:?}");
    (message(&nb), message(&en))
}

#[tokio::test]
async fn what_is_no_graphql_over_http_is_told_in_the_language_of_the_request() {
    let (nb, en) = said(|| raw("[]")).await;
    let batches = "Flere forespørsler i én godtas ikke; send én om gangen.";
    assert_eq!((nb.as_str(), en.as_str()), (batches, "Batches are not accepted; send one request at a time."));
    let (nb, en) = said(|| get("/nowhere")).await;
    assert_eq!(
        (nb.as_str(), en.as_str()),
        ("Det er ingenting på denne adressen.", "Nothing is served at this address.")
    );
    let (nb, _) = said(|| with(post(&json!({"query": "{ hello }"})), "authorization", "Bearer bad")).await;
    assert_eq!(nb, "Tokenet godtas ikke.");
    let (nb, _) = said(|| post(&json!({"query": "{ panics }"}))).await;
    assert_eq!(nb, "Noe gikk galt på tjeneren.");
    let (nb, en) = said(|| get("/graphql?query=mutation{change{__typename}}")).await;
    assert_eq!((nb.as_str(), en.as_str()), ("Mutasjoner sendes med POST.", "Mutations are sent with POST."));
    let delete = || {
        let mut request = get("/livez");
        *request.method_mut() = axum::http::Method::DELETE;
        request
    };
    let (nb, en) = said(delete).await;
    assert!(nb.starts_with("Denne adressen svarer på") && en.starts_with("This address answers to"), "{nb}");
}

#[tokio::test]
async fn what_is_no_document_is_told_in_the_language_of_the_request() {
    let cases = [
        ("{ hello", "Spørringen er ikke et GraphQL-dokument: ventet "),
        ("{ hello(name: \"", "En tekststreng slutter ikke."),
        ("{ ...F } fragment F on Query { ...F }", "Fragmentet «F» inneholder seg selv."),
        ("{ leaves(first: 101) { id } }", "«first» er lengden på en side: et tall fra 0 til 100."),
        ("{ leaves(first: 99999999999) { id } }", "Et heltall er utenfor området til Int"),
        ("{ nothing }", "Ukjent felt «nothing» på typen «Query»."),
        ("{ hello(to: 1) }", "Ukjent argument «to» på feltet «hello» av typen «Query»."),
        ("{ hello(name: [1]) }", "Ugyldig verdi for argumentet «name», typen «String» trengs"),
        ("{ leaves }", "Feltet «leaves» av typen «Leaf» må ha et utvalg av felt under seg"),
        ("{ hello { x } }", "Feltet «hello» kan ikke ha et utvalg, for typen «String» har ingen felt under seg"),
        ("{ ...F }", "Ukjent fragment: «F»"),
        ("{ hello @own }", "Ukjent direktiv «own»"),
        ("query($n: Int) { hello }", "Variabelen «$n» er ikke i bruk"),
        ("{ hello(name: $n) }", "Variabelen «$n» er ikke definert"),
        ("query A { hello } query B { hello }", "Forespørselen må si hvilken operasjon som skal kjøres."),
        ("{ a: hello a: caller }", "Feltene «a» kolliderer: «hello» og «caller» er ulike felt."),
    ];
    let mut wrong = Vec::new();
    for (query, begins) in cases {
        let (nb, en) = said(|| post(&json!({"query": query}))).await;
        if !nb.starts_with(begins) || nb == en {
            wrong.push((query, nb, en));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let deep = format!("{{ {}", "a { ".repeat(70));
    let (nb, _) = said(|| post(&json!({"query": deep}))).await;
    assert_eq!(nb, "Dokumentet har 65 eller flere parenteser i hverandre; høyst 64 godtas.");
}

#[tokio::test]
async fn what_fails_inside_is_told_in_the_language_of_the_request() {
    let (nb, en) = said(|| post(&json!({"query": "{ nullableFailing }"}))).await;
    assert_eq!((nb.as_str(), en.as_str()), ("Noe gikk galt på tjeneren.", "Something went wrong on the server."));
    let answer = send(with(post(&json!({"query": "{ nullableFailing }"})), "accept-language", "nb")).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.header("vary").contains("accept-language"), "{:?}", answer.headers);
}
