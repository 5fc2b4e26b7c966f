//! What may become a WebSocket.

use axum::http::StatusCode;
use tokio_tungstenite::tungstenite::{Error, http::Request};

use super::{Register, Server};
use crate::http::{
    Front,
    tests::{get, send_to, with},
};

/// The status with which a WebSocket is refused, and the code.
async fn refused(server: &Server, request: Request<()>) -> (u16, String) {
    let Err(Error::Http(answer)) = server.open(request).await else { panic!("not refused") };
    let body = answer.body().as_deref().unwrap_or_default();
    (answer.status().as_u16(), String::from_utf8_lossy(body).into_owned())
}

fn changed(server: &Server, name: &'static str, value: Option<&str>) -> Request<()> {
    let mut request = server.opening();
    request.headers_mut().remove(name);
    if let Some(value) = value {
        request.headers_mut().insert(name, value.parse().expect("a header"));
    }
    request
}

#[tokio::test]
async fn another_sub_protocol_or_none_is_refused() {
    let server = Server::start(Register::new().front()).await;
    for wrong in [Some("nonsense-protocol"), Some("graphql-ws"), None] {
        let (status, body) = refused(&server, changed(&server, "sec-websocket-protocol", wrong)).await;
        assert_eq!(status, 400, "{wrong:?}");
        assert!(body.contains("graphql-transport-ws"), "{body}");
    }
    let several = changed(&server, "sec-websocket-protocol", Some("graphql-ws, graphql-transport-ws"));
    assert!(server.open(several).await.is_ok());
}

#[tokio::test]
async fn a_page_of_another_origin_is_refused() {
    let server = Server::start(Register::new().front()).await;
    for foreign in ["https://evil.example", "null", &format!("http://{}.evil.example", server.address)] {
        let (status, body) = refused(&server, changed(&server, "origin", Some(foreign))).await;
        assert_eq!(status, 403, "{foreign}");
        assert!(body.contains("ORIGIN_NOT_ALLOWED"), "{body}");
    }
    let own = format!("http://{}", server.address);
    assert!(server.open(changed(&server, "origin", Some(&own))).await.is_ok());
}

#[tokio::test]
async fn a_page_of_a_configured_origin_is_let_in() {
    let origins = |origins: &[&str]| -> Front {
        Register::new().front().origins(origins.iter().map(|origin| (*origin).to_owned()))
    };
    let server = Server::start(origins(&["https://councils.example"])).await;
    assert!(server.open(changed(&server, "origin", Some("https://councils.example"))).await.is_ok());
    assert_eq!(refused(&server, changed(&server, "origin", Some("https://evil.example"))).await.0, 403);
    let server = Server::start(origins(&["*"])).await;
    assert!(server.open(changed(&server, "origin", Some("https://evil.example"))).await.is_ok());
}

#[tokio::test]
async fn what_is_not_an_opening_is_a_bad_request() {
    let server = Server::start(Register::new().front()).await;
    for (name, value) in
        [("sec-websocket-version", "8"), ("sec-websocket-key", "short"), ("sec-websocket-key", "bm90IDE2IGJ5dGVz")]
    {
        assert_eq!(refused(&server, changed(&server, name, Some(value))).await.0, 400, "{name}: {value}");
    }
    let router = crate::http::router(Register::new().front());
    let bare = with(get("/graphql"), "upgrade", "websocket");
    assert_eq!(send_to(router, bare).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_token_in_the_head_has_the_form_of_one() {
    let server = Server::start(Register::new().front()).await;
    assert_eq!(refused(&server, changed(&server, "authorization", Some("good"))).await.0, 401);
}
