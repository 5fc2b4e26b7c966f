//! Budgets of clients.

use std::{net::IpAddr, time::Duration};

use axum::http::HeaderMap;
use proptest::prelude::*;
use tokio::time::advance;

use crate::http::rate::{Client, Rates};

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

#[tokio::test(start_paused = true)]
async fn a_budget_is_used_up_and_refills() {
    let rates = Rates::new("client", 3);
    for left in [2, 1, 0] {
        let mut headers = HeaderMap::new();
        rates.take(&"a").expect("within the budget").expect("limited").tell(&mut headers);
        assert_eq!(headers["ratelimit-policy"], "\"client\";q=3;w=60");
        let wait = if left == 0 { 20 } else { 0 };
        assert_eq!(headers["ratelimit"], format!("\"client\";r={left};t={wait}"));
    }
    assert_eq!(rates.take(&"a").expect_err("used up").seconds(), 20);
    assert!(rates.take(&"b").is_ok(), "others have their own");
    advance(Duration::from_secs(20)).await;
    assert!(rates.take(&"a").is_ok());
    assert!(rates.take(&"a").is_err());
    advance(Duration::from_hours(1)).await;
    assert!((0..3).all(|_| rates.take(&"a").is_ok()), "the budget is whole again, and no larger");
    assert!(rates.take(&"a").is_err());
}

#[test]
fn only_so_many_clients_are_remembered() {
    let rates = Rates::new("client", 3);
    for number in 0..200_000_u32 {
        rates.take(&number).expect("each has its own budget");
    }
    assert!(rates.remembered() <= 65_536, "{}", rates.remembered());
}

#[tokio::test(start_paused = true)]
async fn dear_documents_are_paid_for_by_those_that_follow() {
    let rates = Rates::new("client", 10);
    assert!(rates.take(&"a").is_ok());
    rates.charge(&"a", 999);
    assert!(rates.take(&"a").is_ok(), "a cheap one costs its point and no more");
    rates.charge(&"a", 8_000);
    assert!(rates.take(&"a").is_err());
    rates.charge(&"a", u64::MAX);
    advance(Duration::from_mins(2)).await;
    assert!(rates.take(&"a").is_ok(), "nobody waits for longer than two minutes");
}

#[tokio::test]
async fn with_no_budget_nothing_is_limited() {
    let rates = Rates::new("client", 0);
    assert!((0..1_000).all(|_| rates.take(&"a") == Ok(None)));
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
                if rates.take(&()).is_ok() {
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
        http::{Request, StatusCode},
    };
    use serde_json::json;

    use crate::http::tests::{front, get, post, router, send_to, with};

    fn from(peer: &str, mut request: Request<Body>) -> Request<Body> {
        let peer: SocketAddr = format!("{peer}:4000").parse().expect("an address");
        request.extensions_mut().insert(ConnectInfo(peer));
        request
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
        let refused = send_to(server.clone(), from("192.0.2.1", ask())).await;
        assert_eq!((refused.status, refused.code().as_str()), (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED"));
        assert_eq!((refused.header("retry-after"), refused.header("cache-control")), ("30", "no-store"));
        assert_eq!(refused.header("ratelimit"), "\"client\";r=0;t=30");
        // Another client, also one behind the trusted proxy, has a budget of its own.
        let behind = with(ask(), "x-forwarded-for", "198.51.100.7");
        assert_eq!(send_to(server.clone(), from("192.0.2.1", behind)).await.status, StatusCode::OK);
        // Health is asked for by machines that must not be turned away.
        assert_eq!(send_to(server, from("192.0.2.1", get("/livez"))).await.status, StatusCode::OK);
    }
}
