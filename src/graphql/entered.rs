//! By which doors an operation came to which councils, for traces.
//!
//! May import: nothing of this crate.

use std::sync::{Arc, Mutex, PoisonError};

/// How many doors of one operation are noted.
const MOST: usize = 8;

/// The doors that an operation passed. Clones are one; by default nothing is noted.
#[derive(Clone, Debug, Default)]
pub struct Entered(Option<Noted>);

type Noted = Arc<Mutex<Vec<(String, Role)>>>;

/// As what a council was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// As everybody may.
    Public,
    /// As a member.
    Member,
    /// As its secretariat.
    Secretariat,
    /// To change something, under whatever authority.
    Acting,
}

impl Role {
    const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Member => "member",
            Self::Secretariat => "secretariat",
            Self::Acting => "acting",
        }
    }
}

impl Entered {
    /// One that notes.
    #[must_use]
    pub fn noted() -> Self {
        Self(Some(Arc::default()))
    }

    /// The council of this slug was entered so. The slug is one that the register has, never what a client wrote.
    pub fn by(&self, slug: &str, role: Role) {
        let Some(doors) = &self.0 else { return };
        let mut doors = doors.lock().unwrap_or_else(PoisonError::into_inner);
        if doors.len() < MOST && !doors.iter().any(|(known, as_what)| known == slug && *as_what == role) {
            doors.push((slug.to_owned(), role));
        }
    }

    /// What was noted: slugs and roles, in the order in which they came.
    #[must_use]
    pub fn doors(&self) -> Vec<(String, &'static str)> {
        let Some(doors) = &self.0 else { return Vec::new() };
        let doors = doors.lock().unwrap_or_else(PoisonError::into_inner);
        doors.iter().map(|(slug, role)| (slug.clone(), role.word())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_door_is_noted_once_and_not_without_end() {
        let entered = Entered::noted();
        entered.by("a", Role::Public);
        entered.clone().by("a", Role::Public);
        entered.by("a", Role::Member);
        assert_eq!(entered.doors(), [("a".to_owned(), "public"), ("a".to_owned(), "member")]);
        for number in 0..100 {
            entered.by(&number.to_string(), Role::Acting);
        }
        assert_eq!(entered.doors().len(), MOST);
    }

    #[test]
    fn nothing_is_noted_where_nobody_wants_it() {
        let entered = Entered::default();
        entered.by("a", Role::Secretariat);
        assert!(entered.doors().is_empty());
    }
}
