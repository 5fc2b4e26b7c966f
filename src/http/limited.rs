//! Each client within its budget, before anything of the request is read; what is left is told when it was answered.
//!
//! May import: HTTP types, [`super`].

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, Request, State},
    http::{HeaderMap, Method},
    middleware::Next,
    response::Response,
};

use super::{
    accept,
    front::Front,
    graphql,
    payers::Payers,
    problem::Problem,
    rate::{Client, Left},
    tongue,
};

/// Lets a request through if its client has a point left for it. Whoever comes without an address, as requests within
/// the process do, is not limited. A preflight costs nothing: a browser that is refused one does not say why.
pub(super) async fn limited(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    if request.method() == Method::OPTIONS {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let client = peer.map(|peer| Client::of(peer, request.headers(), front.trusted_hops));
    let payers = Payers::of(client.and_then(|client| front.rates.budget(&client)));
    let mut response = match payers.take() {
        Ok(()) => {
            request.extensions_mut().insert(payers.clone());
            next.run(request).await
        }
        Err(left) => refusal(&front, request.headers(), request.uri().path(), left),
    };
    // By now the account is known, where there is one, and the document is paid for.
    payers.tell(response.headers_mut());
    response
}

/// That the budget is used up, as the address answers.
fn refusal(front: &Front, headers: &HeaderMap, path: &str, left: Left) -> Response {
    let (problem, lang) = (Problem::RateLimited(left), tongue::of_errors(headers));
    match accept::negotiate(headers) {
        Some(accepted) if path == graphql::PATH => {
            problem.into_answer(lang, accepted.answering, Some(front.limits.cost))
        }
        _ => problem.plain(lang),
    }
}
