//! What is wrong with a value that somebody sent: where, which rule, what would be right.
//!
//! May import: `domain::message`. Every checked input type implements [`Form`]; the walk collects all faults at once, so
//! that a file with five mistakes is mended in one round and not in five.

use std::fmt;

use super::message::{Message, said};

/// One thing that is wrong with a value, at a path such as `clauses[3].provision.seats.size.range.max`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The path of the field, from the root of the input; list entries count from 0.
    pub path: String,
    /// What is wrong and what would be right, in a sentence for the person who sent it.
    pub message: Message,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() { self.message.fmt(f) } else { write!(f, "{}: {}", self.path, self.message) }
    }
}

/// Collects faults while a value is walked; knows the path it stands at.
#[derive(Debug, Default)]
pub struct Faults {
    at: Vec<String>,
    found: Vec<Fault>,
}

impl Faults {
    /// Walks into a field and comes back.
    pub fn field<T: Form + ?Sized>(&mut self, name: &str, value: &T) {
        self.within(name, |faults| value.examine(faults));
    }

    /// Runs `walk` one step further down the path.
    pub fn within(&mut self, name: &str, walk: impl FnOnce(&mut Self)) {
        self.at.push(name.to_owned());
        walk(self);
        self.at.pop();
    }

    /// Notes that the value here is wrong.
    pub fn note(&mut self, message: Message) {
        let mut path = String::new();
        for step in &self.at {
            if !path.is_empty() && !step.starts_with('[') {
                path.push('.');
            }
            path.push_str(step);
        }
        self.found.push(Fault { path, message });
    }

    /// Notes that a field below the value here is wrong.
    pub fn note_at(&mut self, name: &str, message: Message) {
        self.within(name, |faults| faults.note(message));
    }

    /// Notes `message` unless `right`.
    pub fn require(&mut self, name: &str, right: bool, message: Message) {
        if !right {
            self.note_at(name, message);
        }
    }

    /// Notes each field of `clear` that is `given` too: which of the two is meant would be anybody's guess.
    pub fn require_either<Field>(&mut self, clear: &[Field], given: impl Fn(&Field) -> bool) {
        for (index, field) in clear.iter().enumerate() {
            self.require(
                &format!("clear[{index}]"),
                !given(field),
                said!(
                    "et felt blir enten gitt eller tømt; la ett av de to være ute",
                    "a field is either given or cleared; leave out one of the two"
                ),
            );
        }
    }

    /// All that was found, in the order of the walk.
    #[must_use]
    pub fn into_found(self) -> Vec<Fault> {
        self.found
    }
}

/// A value whose form can be wrong although its type is right.
pub trait Form {
    /// Notes everything that is wrong with this value.
    fn examine(&self, faults: &mut Faults);

    /// All faults of this value, seen as the root.
    fn faults(&self) -> Vec<Fault> {
        let mut faults = Faults::default();
        self.examine(&mut faults);
        faults.into_found()
    }
}

impl<T: Form> Form for Option<T> {
    fn examine(&self, faults: &mut Faults) {
        if let Some(value) = self {
            value.examine(faults);
        }
    }
}

impl<T: Form> Form for Vec<T> {
    fn examine(&self, faults: &mut Faults) {
        self.as_slice().examine(faults);
    }
}

impl<T: Form> Form for [T] {
    fn examine(&self, faults: &mut Faults) {
        for (index, value) in self.iter().enumerate() {
            faults.within(&format!("[{index}]"), |faults| value.examine(faults));
        }
    }
}

impl<T: Form + ?Sized> Form for Box<T> {
    fn examine(&self, faults: &mut Faults) {
        (**self).examine(faults);
    }
}

impl<T: Form + ?Sized> Form for std::sync::Arc<T> {
    fn examine(&self, faults: &mut Faults) {
        (**self).examine(faults);
    }
}
