//! The grounds of endings that the register itself knows: those of its own acts, and death.
//!
//! May import: `domain`. Every other ground is an entry of the code list `ending` that means what the mandate says.

use crate::domain::word::Code;

/// Why an act of the register ends a holding in which the seat goes on: it begins the next one in the same breath.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuation {
    /// The holder was appointed for another term.
    Renewal,
    /// Somebody else stands in from now on.
    Replaced,
    /// The holder goes on as something else.
    NewRole,
    /// The holder goes on for another organisation.
    NewRepresentation,
}

impl Continuation {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Renewal, Self::Replaced, Self::NewRole, Self::NewRepresentation];

    /// The entry of the code list `ending`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Renewal => "renewal",
            Self::Replaced => "replaced",
            Self::NewRole => "new-role",
            Self::NewRepresentation => "new-representation",
        }
    }

    /// The continuation that the ground stands for, if it does.
    #[must_use]
    pub fn of(ground: &Code) -> Option<Self> {
        Self::ALL.into_iter().find(|continuation| continuation.as_str() == ground.as_str())
    }
}

impl From<Continuation> for Code {
    fn from(continuation: Continuation) -> Self {
        Self::from(continuation.as_str())
    }
}

/// Whether the ground is that the holder died, which no mandate forbids.
#[must_use]
pub fn is_death(ground: &Code) -> bool {
    ground.as_str() == "death"
}
