//! `GET /papers/<global id>`: the bytes of a paper, for whoever may see it now.
//!
//! May import: `store`, `access`, `domain`, `clock`, `graphql::global_id`, HTTP types, [`super`], [`crate::http`]. What may not be seen answers as
//! what does not exist.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{Papers, disposition::attachment, unavailable};
use crate::{
    access::{
        caller::Caller,
        door::{self, Own},
        link::Purpose,
    },
    clock::Clock,
    domain::{
        id::{CouncilId, PaperId},
        work::Paper,
    },
    graphql::global_id::GlobalId,
    http::{problem::Problem, tongue},
};

/// A file, and nothing that runs: where a browser shows it all the same, it stands alone.
const POLICY: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// The paper that was asked for, and whether everybody may see it.
struct Found {
    council: CouncilId,
    paper: Paper,
    open: bool,
    /// Who reads it, where that is a member.
    reader: Option<Own>,
}

/// Answers with the bytes.
pub(super) async fn download(papers: Papers, id: String, request: Request) -> Response {
    let (head, _) = request.into_parts();
    let lang = tongue::of_errors(&head.headers);
    match answer(&papers, &id, &head).await {
        Ok(response) => response,
        Err(problem) => problem.plain(lang),
    }
}

async fn answer(papers: &Papers, id: &str, head: &Parts) -> Result<Response, Problem> {
    let Found { council, paper, open, reader } = find(papers, id, head).await?;
    let tag = format!("\"{}\"", paper.sha256);
    let unchanged = head.headers.get_all(header::IF_NONE_MATCH).iter().any(|line| names(line, &tag));
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let content = papers.depot.content(council, &paper.sha256).await.map_err(unavailable)?;
        // They are moved into place after the row is there, as a rule within milliseconds.
        let content = content.ok_or_else(|| {
            tracing::error!(paper = %paper.id.0, "the register has a paper whose bytes are not there");
            Problem::Unavailable
        })?;
        let body = if head.method == Method::HEAD { Body::empty() } else { Body::from_stream(content.stream) };
        let mut response = body.into_response();
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(content.size));
        response
    };
    let own = head.headers.contains_key(header::AUTHORIZATION);
    mark(response.headers_mut(), &paper, open && !own, &tag);
    response.headers_mut().append(header::VARY, HeaderValue::from_static("authorization"));
    if let Some(reader) = reader.filter(|_| head.method == Method::GET) {
        // Whoever fetches a paper gets it, noted or not.
        if let Err(wrong) = papers.store.mark_paper(reader, paper.id, true).await {
            tracing::warn!(error = %wrong, "it could not be noted that a paper was fetched");
        }
    }
    Ok(response)
}

async fn find(papers: &Papers, id: &str, head: &Parts) -> Result<Found, Problem> {
    let Some(GlobalId::Paper(council, paper)) = GlobalId::decode(id) else { return Err(Problem::NotFound) };
    let now = papers.clock.now();
    let snapshot = papers.store.current().await.map_err(unavailable)?;
    let caller = match link(head) {
        Some(link) => linked(papers, &link, (council, paper)).await?,
        None => papers.bearer(head, &snapshot).await?.unwrap_or_else(Caller::anonymous),
    };
    let value = papers.store.council(&snapshot, council).await.map_err(unavailable)?.ok_or(Problem::NotFound)?;
    let today = Clock::day_of(now);
    let sight = door::furthest(&caller, &value, today).ok_or(Problem::NotFound)?;
    let seen = sight.of(&value, now);
    let paper = seen.paper(paper).filter(|paper| paper.has_bytes()).ok_or(Problem::NotFound)?;
    // A council that is not public yet is nobody's but its secretariat's.
    let open = seen.is_open(paper) && door::public(&value.head).is_some();
    let reader = door::own(&caller, &value, today).ok();
    Ok(Found { council, paper: paper.clone(), open, reader })
}

/// The link in the address, if there is one.
fn link(head: &Parts) -> Option<String> {
    let query = head.uri.query()?;
    url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "link").map(|(_, link)| link.into_owned())
}

/// In whose name the link was made, if it is one for this paper and still good.
async fn linked(papers: &Papers, link: &str, paper: (CouncilId, PaperId)) -> Result<Caller, Problem> {
    let now = papers.clock.now();
    let key = papers.store.link_key(now).await.map_err(unavailable)?;
    let sealed = key.open::<(CouncilId, PaperId)>(Purpose::Download, link, now);
    let sealed = sealed.filter(|sealed| sealed.what == paper).ok_or(Problem::NotFound)?;
    papers.linked(sealed.account).await
}

/// Whether a line of If-None-Match names the tag (RFC 9110, section 13.1.2).
fn names(line: &HeaderValue, tag: &str) -> bool {
    let Ok(line) = line.to_str() else { return false };
    line.split(',').map(str::trim).any(|one| one == "*" || one.strip_prefix("W/").unwrap_or(one) == tag)
}

fn mark(headers: &mut HeaderMap, paper: &Paper, open: bool, tag: &str) {
    let (kind, name) = (paper.media_type, paper.media_type.name());
    let content_type = if kind.is_text() { format!("{name}; charset=utf-8") } else { name.to_owned() };
    if let Ok(content_type) = HeaderValue::try_from(content_type) {
        headers.insert(header::CONTENT_TYPE, content_type);
    }
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CONTENT_DISPOSITION, attachment(&paper.file_name));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    // An open paper may be withdrawn, so whoever keeps it asks again.
    let keeping = if open { "public, no-cache" } else { "no-store" };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
}
