//! The playground's page and files: where they come from, how they are sent, what they may do.

use axum::{
    body::Body,
    http::{Request, StatusCode},
};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{front, get, router, send, with};
use crate::http::playground::{ASSETS, POLICY, version};

fn address(name: &str) -> String {
    format!("/playground/{}/{name}", version())
}

/// The head and the bytes of a file, as they are sent to a client that accepts these codings.
async fn fetched(name: &str, codings: Option<&str>) -> (StatusCode, Option<String>, Vec<u8>) {
    let request = get(&address(name));
    let request = match codings {
        Some(codings) => with(request, "accept-encoding", codings),
        None => request,
    };
    let Ok(response) = router(front()).oneshot(request).await;
    let (head, body) = response.into_parts();
    let coding = head.headers.get("content-encoding").map(|value| value.to_str().expect("readable").to_owned());
    (head.status, coding, body.collect().await.expect("a whole body").to_bytes().to_vec())
}

#[tokio::test]
async fn the_page_loads_from_here_alone() {
    let page = send(get("/playground")).await;
    assert_eq!((page.status, page.header("content-type")), (StatusCode::OK, "text/html; charset=utf-8"));
    assert_eq!(page.header("content-security-policy"), POLICY);
    assert_eq!(page.header("cache-control"), "no-cache");
    for outside in ["http:", "https:", "//", " style=", "onclick="] {
        assert!(!page.text.contains(outside), "{outside}");
    }
    let references = page.text.split('"').filter(|text| text.starts_with("/playground/"));
    let names: Vec<_> = references.filter_map(|text| text.strip_prefix(&address(""))).collect();
    assert_eq!(names, ["playground.css", "playground.js"]);
}

#[test]
fn the_policy_lets_no_script_in_and_nothing_out() {
    let directive = |name: &str| POLICY.split("; ").find_map(|rule| rule.trim().strip_prefix(name)).map(str::trim);
    assert_eq!(directive("default-src"), Some("'none'"));
    for name in ["script-src", "connect-src", "worker-src", "font-src"] {
        assert_eq!(directive(name), Some("'self'"), "{name}");
    }
    assert_eq!((directive("style-src"), directive("img-src")), (Some("'self' 'unsafe-inline'"), Some("'self' data:")));
    for name in ["base-uri", "form-action", "frame-ancestors"] {
        assert_eq!(directive(name), Some("'none'"), "{name}");
    }
    assert!(!POLICY.contains("eval") && !POLICY.contains("http") && !POLICY.contains('*'), "{POLICY}");
}

#[tokio::test]
async fn files_may_be_kept_for_ever_and_say_what_they_are() {
    for asset in &ASSETS {
        let Ok(response) = router(front()).oneshot(get(&address(asset.name))).await;
        assert_eq!(response.status(), StatusCode::OK, "{}", asset.name);
        let header = |name: &str| response.headers()[name].to_str().expect("readable").to_owned();
        assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
        assert_eq!(
            (header("x-content-type-options"), header("content-security-policy")),
            ("nosniff".into(), POLICY.into())
        );
        assert!(response.headers().get_all("vary").iter().any(|value| value == "accept-encoding"), "{}", asset.name);
        let kind = match asset.name.rsplit('.').next() {
            Some("js") => "text/javascript; charset=utf-8",
            Some("css") => "text/css; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            Some("ttf") => "font/ttf",
            Some("woff") => "font/woff",
            Some("woff2") => "font/woff2",
            other => panic!("{other:?}"),
        };
        assert_eq!(header("content-type"), kind);
    }
}

#[tokio::test]
async fn files_are_sent_packed_to_who_takes_gzip_and_plain_to_others() {
    let (status, coding, packed) = fetched("playground.css", Some("br, gzip")).await;
    assert_eq!((status, coding.as_deref(), &packed[..2]), (StatusCode::OK, Some("gzip"), [0x1f, 0x8b].as_slice()));
    for codings in [None, Some("identity"), Some("br"), Some("gzip;q=0"), Some("*;q=0"), Some("gzip; q=0, *")] {
        let (status, coding, plain) = fetched("playground.css", codings).await;
        assert_eq!((status, coding), (StatusCode::OK, None), "{codings:?}");
        assert!(plain.len() > packed.len() && String::from_utf8(plain).expect("a style sheet").contains("#bar"));
    }
    for codings in ["*", "GZIP", "gzip;q=0.1", "x-gzip"] {
        assert_eq!(fetched("playground.css", Some(codings)).await.1.as_deref(), Some("gzip"), "{codings}");
    }
}

#[tokio::test]
async fn every_file_can_be_unpacked_to_what_was_packed() {
    for asset in &ASSETS {
        let (_, _, packed) = fetched(asset.name, Some("gzip")).await;
        let (_, _, plain) = fetched(asset.name, None).await;
        let length = u32::from_le_bytes(packed[packed.len() - 4..].try_into().expect("four bytes"));
        assert_eq!(plain.len(), usize::try_from(length).expect("a length"), "{}", asset.name);
    }
}

#[tokio::test]
async fn no_file_asks_for_another_origin() {
    for name in ["playground.css", "playground.js"] {
        let (_, _, plain) = fetched(name, None).await;
        let text = String::from_utf8(plain).expect("text");
        for outside in ["url(http", "url(\"http", "url(//", "@import", "importScripts(\"http", "import(\"http"] {
            assert!(!text.contains(outside), "{name}: {outside}");
        }
    }
}

#[tokio::test]
async fn another_version_or_another_file_is_not_there() {
    for path in
        ["/playground/0000000000000000/playground.js", &address("version"), &address("index.html"), &address("..")]
    {
        let answer = send(Request::get(path).body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
}
