//! Which media type an answer is written in: one of two for answers, and one for answers that come one after another.
//!
//! May import: HTTP types.

use axum::http::{HeaderMap, StatusCode, header};

/// A media type that answers are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answering {
    /// `application/graphql-response+json`: the status says whether the document ran.
    GraphqlResponse,
    /// `application/json`: as long as the request was well formed, the status is 200.
    Json,
}

impl Answering {
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// The status of a document that was refused before it ran.
    pub(super) const fn refused(self) -> StatusCode {
        match self {
            Self::GraphqlResponse => StatusCode::BAD_REQUEST,
            Self::Json => StatusCode::OK,
        }
    }

    const fn subtype(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json",
            Self::Json => "application/json",
        }
    }
}

/// What becomes of an answer as an event stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Streaming {
    /// The client does not take one.
    No,
    /// A subscription is answered as one, since it cannot be answered otherwise.
    Subscriptions,
    /// The client would rather have one, whatever it asks.
    Everything,
}

/// What the client takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Accepted {
    /// For one answer.
    pub answering: Answering,
    /// For many.
    pub streaming: Streaming,
}

const EVENT_STREAM: &str = "text/event-stream";

/// How well a range of the header fits: its weight in thousandths, then how exactly it names the type, then how
/// early it stands.
type Fit = (u16, u8, usize);

/// What the client prefers; `None` where it accepts nothing that is served. A client that does not say, or takes
/// anything, gets `application/json`, and an event stream for a subscription.
pub(super) fn negotiate(headers: &HeaderMap) -> Option<Accepted> {
    let lines = headers.get_all(header::ACCEPT).iter();
    let ranges: Vec<Range> = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .filter(|range| !range.trim().is_empty())
        .map(Range::read)
        .collect();
    if ranges.is_empty() {
        return Some(Accepted { answering: Answering::Json, streaming: Streaming::Subscriptions });
    }
    // A smaller place in the header is the better one; whatever fits is better than what does not.
    let rank = |subtype| best(&ranges, subtype).map(|(weight, exact, place)| (weight, exact, usize::MAX - place));
    let json = rank(Answering::Json.subtype());
    let graphql = rank(Answering::GraphqlResponse.subtype());
    let stream = rank(EVENT_STREAM);
    let answering = if graphql > json { Answering::GraphqlResponse } else { Answering::Json };
    let streaming = match stream {
        None => Streaming::No,
        Some(_) if stream > json.max(graphql) => Streaming::Everything,
        Some(_) => Streaming::Subscriptions,
    };
    json.or(graphql).or(stream).map(|_| Accepted { answering, streaming })
}

/// The most exact range that names the type decides, as RFC 9110 has it.
fn best(ranges: &[Range], media_type: &str) -> Option<Fit> {
    let family = media_type.split_once('/').map_or("", |(family, _)| family);
    let mut found: Option<Fit> = None;
    for (place, range) in ranges.iter().enumerate() {
        let exact = match range.name.as_str() {
            "*/*" => 0,
            name if name.strip_suffix("/*") == Some(family) => 1,
            name if name == media_type => 2,
            _ => continue,
        };
        if !range.utf8 || found.is_some_and(|(_, known, _)| known >= exact) {
            continue;
        }
        found = Some((range.weight, exact, place));
    }
    found.filter(|(weight, _, _)| *weight > 0)
}

struct Range {
    name: String,
    weight: u16,
    utf8: bool,
}

impl Range {
    fn read(range: &str) -> Self {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default().to_ascii_lowercase();
        let mut read = Self { name, weight: 1_000, utf8: true };
        for (key, value) in parts.filter_map(|parameter| parameter.split_once('=')) {
            let value = value.trim().trim_matches('"');
            if key.trim().eq_ignore_ascii_case("q") {
                read.weight = weight(value);
            } else if key.trim().eq_ignore_ascii_case("charset") {
                read.utf8 = value.eq_ignore_ascii_case("utf-8");
            }
        }
        read
    }
}

/// A weight from 0 to 1 with three decimals, in thousandths; what is not one counts as 0.
fn weight(text: &str) -> u16 {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let decimals = decimals.get(..3).unwrap_or(decimals);
    let parsed = format!("{decimals:0<3}").parse::<u16>();
    match (whole, parsed) {
        ("1", Ok(_)) => 1_000,
        ("0", Ok(thousandths)) => thousandths,
        _ => 0,
    }
}
