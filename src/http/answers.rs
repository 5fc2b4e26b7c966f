//! Whole answers to anybody, kept for as long as they are right.
//!
//! What anybody may read depends on the request, the language, the register and the time, and on nothing else. So the
//! answer to a query that came before is given again while the register stands where it stood, the day is the same, and
//! nothing in the answer was about to change by the clock.
//!
//! May import: a cache, a hash, [`super::tag`], [`super::observe`], `domain`.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use async_graphql::Variables;
use aws_lc_rs::digest::{Context, SHA256, SHA256_OUTPUT_LEN};
use axum::body::Bytes;
use chrono::{DateTime, NaiveDate, Utc};
use quick_cache::{Weighter, sync::Cache};

use super::{observe::About, tag::Tag};
use crate::domain::text::Lang;

/// What tells one question from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Question([u8; SHA256_OUTPUT_LEN]);

impl Question {
    /// The question that a request asks. Variables that are sent in another order are another question.
    pub(super) fn of(query: &str, operation_name: Option<&str>, variables: &Variables, lang: Lang) -> Option<Self> {
        let variables = serde_json::to_vec(variables).ok()?;
        let mut hash = Context::new(&SHA256);
        // With its length before each part no two requests run together to the same bytes.
        for part in [query.as_bytes(), operation_name.unwrap_or_default().as_bytes(), &variables, &[lang as u8]] {
            hash.update(&part.len().to_le_bytes());
            hash.update(part);
        }
        hash.finish().as_ref().try_into().ok().map(Self)
    }
}

/// Where the register stands, and when that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The place of the latest change.
    pub seq: i64,
    /// The day.
    pub day: NaiveDate,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// An answer that may be given again.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The JSON.
    pub body: Bytes,
    /// Its name.
    pub tag: Tag,
    /// What was asked.
    pub about: About,
    seq: i64,
    day: NaiveDate,
    last: DateTime<Utc>,
}

impl Kept {
    /// The answer that was made when the register stood there, or later, and that holds up to `last`.
    pub(super) fn new(body: &[u8], tag: Tag, about: About, standing: Standing, last: DateTime<Utc>) -> Self {
        // Copied, since what an answer was written into may be twice as long as the answer.
        Self { body: Bytes::copy_from_slice(body), tag, about, seq: standing.seq, day: standing.day, last }
    }

    fn holds(&self, standing: Standing) -> bool {
        self.seq == standing.seq && self.day == standing.day && standing.now <= self.last
    }
}

/// The answers that were asked for most since the latest change, as many as there is room for.
#[derive(Clone)]
pub(super) struct Answers(Arc<Store>);

struct Store {
    kept: Cache<Question, Kept, Size>,
    /// The latest change that an answer was made after.
    seq: AtomicI64,
}

/// What an answer takes beside its body.
const AROUND: usize = 256;

#[derive(Clone, Copy, Debug)]
struct Size;

impl Weighter<Question, Kept> for Size {
    fn weight(&self, _: &Question, kept: &Kept) -> u64 {
        (kept.body.len() + AROUND) as u64
    }
}

impl Answers {
    /// Room for answers of so many bytes in all.
    pub(super) fn room(bytes: usize) -> Self {
        // The estimate of items only sizes the cache's tables.
        let kept = Cache::with_weighter(bytes / 16_384, bytes as u64, Size);
        Self(Arc::new(Store { kept, seq: AtomicI64::new(i64::MIN) }))
    }

    /// Whether there is an answer to the question, be it right or not any more.
    pub(super) fn knows(&self, question: &Question) -> bool {
        self.0.kept.peek(question).is_some()
    }

    /// The answer, if it is right.
    pub(super) fn get(&self, question: &Question, standing: Standing) -> Option<Kept> {
        self.0.kept.get(question).filter(|kept| kept.holds(standing))
    }

    /// Keeps an answer. The first one that is made after a change lets go of all that were made before it, since none of
    /// them will be given again.
    pub(super) fn keep(&self, question: Question, kept: Kept) {
        let latest = self.0.seq.fetch_max(kept.seq, Ordering::AcqRel);
        if kept.seq < latest {
            return;
        }
        if kept.seq > latest {
            self.0.kept.clear();
        }
        self.0.kept.insert(question, kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(body: &[u8], seq: i64) -> Kept {
        let standing = Standing { seq, day: NaiveDate::default(), now: DateTime::UNIX_EPOCH };
        Kept::new(body, Tag::of(body), About::default(), standing, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn answers_from_before_a_change_are_let_go() {
        let answers = Answers::room(1_000_000);
        let question = |text: &str| Question::of(text, None, &Variables::default(), Lang::Nb).expect("a question");
        let known = |texts: &[&str]| texts.iter().map(|text| answers.knows(&question(text))).collect::<Vec<_>>();
        answers.keep(question("{ a }"), kept(b"1", 7));
        answers.keep(question("{ b }"), kept(b"2", 7));
        assert_eq!(known(&["{ a }", "{ b }"]), [true, true]);
        answers.keep(question("{ c }"), kept(b"3", 8));
        // Begun before the change, and done after it.
        answers.keep(question("{ d }"), kept(b"4", 7));
        assert_eq!(known(&["{ a }", "{ b }", "{ c }", "{ d }"]), [false, false, true, false]);
    }

    #[test]
    fn what_is_kept_takes_no_more_than_it_weighs() {
        let mut written = Vec::with_capacity(10_000);
        written.extend_from_slice(b"{\"data\":{}}");
        let written = Bytes::from(written);
        let kept = kept(&written, 1);
        assert_eq!(kept.body, written);
        let room = kept.body.try_into_mut().expect("nobody else holds it").capacity();
        assert!(room < 100, "{room} bytes are held");
    }
}
