//! Who came after whom: the line of bodies that succeeded each other, followed in one way by whoever asks.
//!
//! May import: `domain`.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::{council::Body, directory::Directory};

impl Directory {
    /// The body and all that came after it by the day, each once: whoever came last stands first, and the body itself
    /// last. A succession whose day nobody knows has come about. However long the line is, it is followed to its end, and
    /// one that leads back into itself ends there. Only bodies that `may_be_named` are met.
    #[must_use]
    pub fn line_of(&self, body: Body, on: NaiveDate, may_be_named: impl Fn(Body) -> bool) -> Vec<Body> {
        let after = |of: Body| {
            let by_then = self.successors(of).filter(move |succession| succession.on.is_none_or(|day| day <= on));
            by_then.map(|succession| succession.successor)
        };
        let (mut line, mut met) = (Vec::new(), HashSet::from([body]));
        let mut open = vec![(body, after(body))];
        while let Some((at, next)) = open.last_mut() {
            if let Some(successor) = next.next() {
                if may_be_named(successor) && met.insert(successor) {
                    open.push((successor, after(successor)));
                }
            } else {
                line.push(*at);
                open.pop();
            }
        }
        line
    }

    /// Whether `body` is the one named, or came after it by the day and so stands in its place.
    #[must_use]
    pub fn is_or_succeeded(&self, named: Body, body: Body, on: NaiveDate) -> bool {
        named == body || self.line_of(named, on, |_| true).contains(&body)
    }
}
