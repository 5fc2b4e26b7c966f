//! The ids of events: the number of an act among those that are seen through one door, and which door that is.
//!
//! May import: `graphql`, `domain`. A number alone would do within one stream. But a member whose term has ended may come back to a
//! council that everybody may see, and its public numbers are others: an id is taken up through its own door or not at all.

use std::{fmt, str::FromStr};

use async_graphql::ID;

use crate::{domain::work::Level, graphql::public::view::View};

/// The id of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct EventId {
    pub(super) level: Level,
    pub(super) number: i64,
}

/// The doors with a name of their own in ids; what everybody sees has numbers alone, which are revisions.
const PRIVATE: [(Level, &str); 2] = [(Level::Member, "member-"), (Level::Secretariat, "secretariat-")];

impl EventId {
    pub(super) const fn new(level: Level, number: i64) -> Self {
        Self { level, number }
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let door = PRIVATE.iter().find(|(level, _)| *level == self.level);
        write!(f, "{}{}", door.map_or("", |(_, name)| name), self.number)
    }
}

impl FromStr for EventId {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let private = PRIVATE.iter().find_map(|(level, name)| Some((*level, text.strip_prefix(name)?)));
        let (level, number) = private.unwrap_or((Level::Public, text));
        // Written otherwise it would be another id for the same event.
        let is_plain = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
        let number = number.parse().map_err(|_| ())?;
        if is_plain { Ok(Self { level, number }) } else { Err(()) }
    }
}

/// The id of the latest event that is seen from the view: where following begins for whoever has read what is there.
#[must_use]
pub fn last_event_id(view: &View) -> ID {
    EventId::new(view.sight.level(), view.revision()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_as_it_was_written() {
        for (id, text) in [
            (EventId::new(Level::Public, 58), "58"),
            (EventId::new(Level::Member, 0), "member-0"),
            (EventId::new(Level::Secretariat, 400), "secretariat-400"),
        ] {
            assert_eq!((id.to_string().as_str(), text.parse()), (text, Ok(id)));
        }
    }

    #[test]
    fn nothing_else_is_an_id() {
        for wrong in
            ["", "-1", "+1", "member-", "member--1", "Member-1", "1.5", " 1", "public-1", "99999999999999999999"]
        {
            assert_eq!(wrong.parse::<EventId>(), Err(()), "{wrong}");
        }
    }
}
