//! What the register knows beforehand about attributes of persons. Attributes are entries of the code list `attribute`,
//! so a register adds its own; those named here are more than words.
//!
//! May import: nothing of this crate.

/// Attributes that checks ask for by themselves, whatever attributes the clauses name: whom somebody works for, and
/// which office somebody holds.
pub const ASKED_FOR: [&str; 2] = ["employer", "office"];

/// Attributes of which a person is not shown to everybody, whatever is asked for: what the equality rules and the Personal
/// Data Act protect, and what says something about conviction. They enter counts that reveal nobody.
pub const SENSITIVE: [&str; 5] = ["age", "gender", "language", "nationality", "viewpoint"];

/// Attributes that have one value at a time: a new one ends the former. Of all others a person can have several, such
/// as two employers.
pub const SINGLE: [&str; 3] = ["age", "gender", "holder-level"];

/// Attributes whose value is a number.
pub const NUMBERS: [&str; 1] = ["age"];

/// Attributes whose value is the slug of an organisation.
pub const ORGANISATIONS: [&str; 2] = ["employer", "office-body"];

/// Whether the attribute of a person is never shown to everybody.
#[must_use]
pub fn is_sensitive(attribute: &str) -> bool {
    SENSITIVE.contains(&attribute)
}

/// Whether the attribute has one value at a time.
#[must_use]
pub fn is_single(attribute: &str) -> bool {
    SINGLE.contains(&attribute)
}

/// Whether the value of the attribute is a number.
#[must_use]
pub fn is_number(attribute: &str) -> bool {
    NUMBERS.contains(&attribute)
}

/// Whether the value of the attribute is the slug of an organisation.
#[must_use]
pub fn is_organisation(attribute: &str) -> bool {
    ORGANISATIONS.contains(&attribute)
}
