//! Each client within its budget, before anything of the request is read.
//!
//! May import: HTTP types, [`super`].

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::Response,
};

use super::{front::Front, problem::Problem, rate::Client, tongue};

/// Lets a request through if its client has a point left for it. Whoever comes without an address, as requests within
/// the process do, is not limited.
pub(super) async fn limited(State(front): State<Front>, mut request: Request, next: Next) -> Response {
    let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>().copied() else {
        return next.run(request).await;
    };
    let lang = tongue::of_errors(request.headers());
    let client = Client::of(peer.ip(), request.headers(), front.trusted_hops);
    request.extensions_mut().insert(client);
    match front.rates.take(&client) {
        Ok(left) => {
            let mut response = next.run(request).await;
            if let Some(left) = left {
                left.tell(response.headers_mut());
            }
            response
        }
        Err(left) => Problem::RateLimited(left).plain(lang),
    }
}
