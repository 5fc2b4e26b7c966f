//! Which list a cursor is of: one number for each, so that a cursor of one is never taken for a place in another.
//!
//! May import: `domain`.

use crate::domain::text::Lang;

/// The lists that come in pages. A variant has a number that no other has; a new list gets a variant of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum List {
    /// Councils.
    Councils,
    /// The councils that an organisation has to do with.
    CouncilsOfOrganisation,
    /// Families.
    Families,
    /// The meetings of a family.
    FamilyMeetings,
    /// Organisations.
    Organisations,
    /// Templates.
    Templates,
    /// What a search found.
    Found,
    /// Memberships.
    Memberships,
    /// Memberships that expire.
    ExpiringMemberships,
    /// Mandates that expire.
    ExpiringMandates,
    /// Seats that nobody will hold.
    FutureVacancies,
    /// What councils still have to do.
    DutiesDue,
    /// What was done and happened.
    Records,
    /// The meetings of a council.
    Meetings,
    /// Cases.
    Cases,
    /// Advice.
    Advice,
    /// What was done about advice.
    Measures,
    /// Papers in which words were found.
    Papers,
    /// Papers that somebody has not read.
    UnreadPapers,
    /// What was done to a council.
    AuditLog,
}

/// A list in one of its orders. A cursor is a place in just this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Listed {
    list: List,
    order: u8,
}

impl List {
    /// The list by name in this language.
    #[must_use]
    pub const fn in_lang(self, lang: Lang) -> Listed {
        self.ordered(lang as u8)
    }

    /// The list in the order of this number, which is the list's own affair.
    #[must_use]
    pub const fn ordered(self, order: u8) -> Listed {
        Listed { list: self, order }
    }
}

impl From<List> for Listed {
    fn from(list: List) -> Self {
        list.ordered(0)
    }
}

impl Listed {
    /// What a cursor begins with.
    pub(super) const fn tag(self) -> [u8; 2] {
        [self.list as u8, self.order]
    }
}
