//! Budgets of clients.

use std::{net::IpAddr, time::Duration};

use axum::http::HeaderMap;
use proptest::prelude::*;
use tokio::time::advance;

use crate::http::rate::{Budget, Client, Left, Rates};

fn client(peer: &str, forwarded: &[&str], hops: usize) -> Client {
    let mut headers = HeaderMap::new();
    for line in forwarded {
        headers.append("x-forwarded-for", line.parse().expect("a header"));
    }
    Client::of(peer.parse::<IpAddr>().expect("an address"), &headers, hops)
}

#[test]
fn only_what_a_trusted_proxy_wrote_names_the_client() {
    let forged = ["203.0.113.9, 198.51.100.7", "192.0.2.1"];
    assert_eq!(client("10.0.0.1", &forged, 0), client("10.0.0.1", &[], 0), "nobody is believed");
    assert_eq!(client("10.0.0.1", &forged, 1), client("192.0.2.1", &[], 0));
    assert_eq!(client("10.0.0.1", &forged, 2), client("198.51.100.7", &[], 0));
    for unreadable in [&["unknown"] as &[&str], &[], &["1.2.3.4:80"]] {
        assert_eq!(client("10.0.0.1", unreadable, 1), client("10.0.0.1", &[], 0), "{unreadable:?}");
    }
    assert_eq!(client("10.0.0.1", &["192.0.2.1"], 5), client("10.0.0.1", &[], 0), "fewer hops than said");
}

#[test]
fn a_network_of_addresses_is_one_client() {
    assert_eq!(client("2001:db8:1:2::1", &[], 0), client("2001:db8:1:2:ffff::9", &[], 0));
    assert_ne!(client("2001:db8:1:2::1", &[], 0), client("2001:db8:1:3::1", &[], 0));
    assert_eq!(client("::ffff:192.0.2.1", &[], 0), client("192.0.2.1", &[], 0));
}

/// The budget of this client, which has one.
fn of<K: std::hash::Hash + Eq + Clone>(rates: &Rates<K>, client: K) -> Budget {
    rates.budget(&client).expect("limited")
}

fn take<K: std::hash::Hash + Eq + Clone>(rates: &Rates<K>, client: K) -> Result<Left, Left> {
    of(rates, client).take()
}

#[tokio::test(start_paused = true)]
async fn a_budget_is_used_up_and_refills() {
    let rates = Rates::new("client", 3);
    for left in [2, 1, 0] {
        let mut headers = HeaderMap::new();
        take(&rates, "a").expect("within the budget").tell(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"client\";q=3;w=60");
        let wait = if left == 0 { 20 } else { 0 };
        assert_eq!(headers["ratelimit"], format!("\"client\";r={left};t={wait}"));
    }
    assert_eq!(take(&rates, "a").expect_err("used up").seconds(), 20);
    assert!(take(&rates, "b").is_ok(), "others have their own");
    advance(Duration::from_secs(20)).await;
    assert!(take(&rates, "a").is_ok());
    assert!(take(&rates, "a").is_err());
    advance(Duration::from_hours(1)).await;
    assert!((0..3).all(|_| take(&rates, "a").is_ok()), "the budget is whole again, and no larger");
    assert!(take(&rates, "a").is_err());
}

#[test]
fn only_so_many_clients_are_remembered() {
    let rates = Rates::new("client", 3);
    for number in 0..200_000_u32 {
        take(&rates, number).expect("each has its own budget");
    }
    assert!(rates.remembered() <= 65_536, "{}", rates.remembered());
}

#[tokio::test(start_paused = true)]
async fn dear_documents_are_paid_for_by_those_that_follow() {
    let rates = Rates::new("client", 10);
    assert!(take(&rates, "a").is_ok());
    of(&rates, "a").charge(999);
    assert!(take(&rates, "a").is_ok(), "a cheap one costs its point and no more");
    of(&rates, "a").charge(8_000);
    assert!(take(&rates, "a").is_err());
    of(&rates, "a").charge(u64::MAX);
    advance(Duration::from_mins(2)).await;
    assert!(take(&rates, "a").is_ok(), "nobody waits for longer than two minutes");
}

#[tokio::test]
async fn with_no_budget_nothing_is_limited() {
    let rates = Rates::new("client", 0);
    assert!((0..1_000).all(|_| rates.budget(&"a").is_none()));
}

proptest! {
    /// In any run of requests, no window has more of them than the budget and what came back meanwhile.
    #[test]
    fn nobody_gets_more_than_the_budget(points in 1_u64..50, gaps in proptest::collection::vec(0_u64..3_000, 1..200)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().expect("a runtime");
        runtime.block_on(async {
            let rates = Rates::new("client", points);
            let (mut allowed, mut at) = (Vec::new(), 0);
            for gap in gaps {
                advance(Duration::from_millis(gap)).await;
                at += gap;
                if take(&rates, ()).is_ok() {
                    allowed.push(at);
                }
            }
            for (place, from) in allowed.iter().enumerate() {
                for (more, to) in allowed[place..].iter().enumerate() {
                    let came_back = (to - from) * points / 60_000 + 1;
                    assert!((more as u64) < points + came_back, "{more} from {from} to {to}");
                }
            }
        });
    }
}

mod over_http {
    use std::net::SocketAddr;

    use axum::{
        body::Body,
        extract::ConnectInfo,
        http::{Method, Request, StatusCode},
    };
    use serde_json::json;

    use crate::http::{
        Front, NotAdmitted, Rates,
        tests::{Answer, front, get, post, router, send_to, with},
    };

    fn from(peer: &str, mut request: Request<Body>) -> Request<Body> {
        let peer: SocketAddr = format!("{peer}:4000").parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        request
    }

    /// A document that costs more than two points.
    fn dear() -> Request<Body> {
        let again = (0..30).map(|number| format!("a{number}: id")).collect::<Vec<_>>().join(" ");
        post(&json!({ "query": format!("{{ leaves(first: 90) {{ {again} }} }}") }))
    }

    /// A front at which accounts have so many points.
    fn with_accounts(points: u64) -> Front {
        let rates = Rates::new("account", points);
        front().authenticate(move |asked| {
            let rates = rates.clone();
            async move {
                if let Some(budget) = asked.token.as_ref().and_then(|token| rates.budget(token)) {
                    asked.payers.join(budget, asked.cost).map_err(NotAdmitted::RateLimited)?;
                }
                Ok::<_, NotAdmitted>(())
            }
        })
    }

    fn lines(answer: &Answer, name: &str) -> Vec<String> {
        answer.headers.get_all(name).iter().map(|line| line.to_str().expect("readable").to_owned()).collect()
    }

    #[tokio::test(start_paused = true)]
    async fn who_asks_too_much_is_told_when_to_come_back() {
        let server = router(front().rates(2, 1));
        let ask = || post(&json!({ "query": "{ hello }" }));
        for left in [1, 0] {
            let answer = send_to(server.clone(), from("192.0.2.1", ask())).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.header("ratelimit").contains(&format!("r={left}")), "{}", answer.header("ratelimit"));
        }
        let graphql = "application/graphql-response+json";
        let refused = send_to(server.clone(), from("192.0.2.1", with(ask(), "accept", graphql))).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED"));
        assert!(refused.header("content-type").starts_with(graphql), "{}", refused.header("content-type"));
        assert_eq!(refused.json()["extensions"]["cost"]["requested"], 0);
        assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("30", "no-store"));
        assert_eq!(lines(&refused, "ratelimit"), ["\"client\";r=0;t=30"]);
        assert_eq!(lines(&refused, "ratelimit-policy"), ["\"client\";q=2;w=60"]);
        // Another client, also one behind the trusted proxy, has a budget of its own.
        let behind = with(ask(), "x-forwarded-for", "198.51.100.7");
        assert_eq!(send_to(server.clone(), from("192.0.2.1", behind)).await.status, StatusCode::OK);
        // Health is asked for by machines that must not be turned away.
        assert_eq!(send_to(server, from("192.0.2.1", get("/livez"))).await.status, StatusCode::OK);
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_left_is_told_once_the_document_is_paid_for() {
        let server = router(front().rates(10, 0));
        let answer = send_to(server.clone(), from("192.0.2.1", dear())).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let cost = answer.json()["extensions"]["cost"]["requested"].as_u64().expect("a number");
        assert!((2_000..9_000).contains(&cost), "{cost}");
        assert_eq!(lines(&answer, "ratelimit"), [format!("\"client\";r={};t=0", 9 - cost / 1_000)]);
        // It has not become less by the next one but for its own point.
        let next = send_to(server, from("192.0.2.1", post(&json!({ "query": "{ hello }" })))).await;
        assert_eq!(lines(&next, "ratelimit"), [format!("\"client\";r={};t=0", 8 - cost / 1_000)]);
    }

    #[tokio::test(start_paused = true)]
    async fn an_account_is_told_what_is_left_to_it_from_whichever_address() {
        let server = router(with_accounts(4).rates(100, 0));
        let ask = |address: &str, request| {
            let request = with(from(address, request), "authorization", "Bearer good");
            send_to(server.clone(), request)
        };
        let answer = ask("192.0.2.1", dear()).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        assert_eq!(lines(&answer, "ratelimit-policy"), ["\"client\";q=100;w=60", "\"account\";q=4;w=60"]);
        assert_eq!(lines(&answer, "ratelimit")[1], "\"account\";r=1;t=0");
        let hello = || post(&json!({ "query": "{ hello }" }));
        let last = ask("192.0.2.2", hello()).await;
        assert_eq!(lines(&last, "ratelimit"), ["\"client\";r=99;t=0", "\"account\";r=0;t=15"]);
        let refused = ask("192.0.2.3", hello()).await;
        assert_eq!((refused.status, refused.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "15"));
        assert_eq!(lines(&refused, "ratelimit"), ["\"client\";r=99;t=0", "\"account\";r=0;t=15"]);
        // Whoever does not sign in has the address's budget alone.
        let anonymous = send_to(server.clone(), from("192.0.2.1", hello())).await;
        assert_eq!((anonymous.status, lines(&anonymous, "ratelimit").len()), (StatusCode::OK, 1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_preflight_costs_nothing_and_is_never_refused() {
        let server = router(front().rates(1, 0).origins(["https://councils.example".to_owned()]));
        let preflight = || {
            let mut request = with(get("/graphql"), "origin", "https://councils.example");
            *request.method_mut() = Method::OPTIONS;
            send_to(server.clone(), from("192.0.2.1", request))
        };
        for _ in 0..3 {
            let answer = preflight().await;
            assert_eq!((answer.status, answer.header("ratelimit")), (StatusCode::NO_CONTENT, ""));
            assert!(answer.header("access-control-allow-methods").contains("POST"));
        }
        let ask = || {
            let request = with(post(&json!({ "query": "{ hello }" })), "origin", "https://councils.example");
            send_to(server.clone(), from("192.0.2.1", request))
        };
        let answer = ask().await;
        assert_eq!(answer.status, StatusCode::OK, "the point is there still");
        assert_eq!(ask().await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(preflight().await.status, StatusCode::NO_CONTENT);
        // A page can read what is left and when to come back.
        let exposed: Vec<_> = answer.header("access-control-expose-headers").split(", ").collect();
        for name in ["ratelimit", "ratelimit-policy", "retry-after", "x-request-id", "etag"] {
            assert!(exposed.contains(&name), "{name}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_may_be_asked_again_says_when() {
        let away = front().authenticate(|_| async { Err(NotAdmitted::Unavailable) as Result<(), _> });
        let answer = send_to(router(away), post(&json!({ "query": "{ hello }" }))).await;
        let told = (answer.status, answer.code(), answer.header("retry-after").to_owned());
        assert_eq!(told, (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE".to_owned(), "5".to_owned()));
        let answer = send_to(router(front()), post(&json!({ "query": "{ endless }" }))).await;
        let told = (answer.status, answer.code(), answer.header("retry-after").to_owned());
        assert_eq!(told, (StatusCode::SERVICE_UNAVAILABLE, "TIMEOUT".to_owned(), "5".to_owned()));
    }
}
