//! The inputs of the mutations of a roster's life.
//!
//! May import: `graphql`, `acts`, `domain`.

use async_graphql::{ID, InputObject};

use crate::{
    acts::roster::correct::MembershipField,
    domain::{
        council::Role,
        mandate::clause::actor::Actor,
        time::Date,
        word::{Code, Key, Slug},
    },
};

/// Somebody is nominated for a seat.
#[derive(Clone, Debug, InputObject)]
pub struct NominateInput {
    /// The seat; or say `council` and `group`, for a vacant seat of the group.
    pub(super) seat: Option<ID>,
    /// Slug of the council, with `group`.
    pub(super) council: Option<Slug>,
    /// Key of the seat group, with `council`.
    pub(super) group: Option<Key>,
    /// The candidate, where the register knows him or her; otherwise `personName`.
    pub(super) person: Option<ID>,
    /// The name in full of a candidate whom the register does not know yet. Never a national identity number.
    pub(super) person_name: Option<String>,
    /// Who nominates, an organisation or a council; whoever acts where it is not said.
    pub(super) by: Option<Actor>,
    /// When; today where it is not said.
    pub(super) on: Option<Date>,
    /// What is said of it; only the secretariat reads it.
    pub(super) note: Option<String>,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// A term is renewed.
#[derive(Clone, Debug, InputObject)]
pub struct RenewTermInput {
    /// The membership.
    pub(super) membership: ID,
    /// First day of the new term; the planned end of the present one where it is not said.
    pub(super) start: Option<Date>,
    /// The planned first day after; what the mandate plans where it is not said.
    pub(super) expected_end: Option<Date>,
    /// Who decided, an organisation or a council; whoever acts where it is not said.
    pub(super) decided_by: Option<Actor>,
    /// When it was decided; today where it is not said.
    pub(super) decided_on: Option<Date>,
    /// On what basis, where it departs from a default of the mandate.
    pub(super) basis: Option<String>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    pub(super) dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// Somebody is to stand in for the holder of a seat.
#[derive(Clone, Debug, InputObject)]
pub struct DesignateDeputyInput {
    /// The seat.
    pub(super) seat: ID,
    /// Whose turn it is first: 1, 2 and so on.
    #[graphql(default = 1)]
    pub(super) rank: u32,
    /// The person.
    pub(super) person: ID,
    /// First day.
    pub(super) start: Date,
    /// The planned first day after; what the mandate plans where it is not said.
    pub(super) expected_end: Option<Date>,
    /// Slug of the organisation that the deputy speaks for; the holder's where it is not said.
    pub(super) on_behalf_of: Option<Slug>,
    /// Who decided, an organisation or a council; whoever acts where it is not said.
    pub(super) decided_by: Option<Actor>,
    /// When it was decided; today where it is not said.
    pub(super) decided_on: Option<Date>,
    /// On what basis, where it departs from a default of the mandate.
    pub(super) basis: Option<String>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// A member gets a post.
#[derive(Clone, Debug, InputObject)]
pub struct DesignateChairInput {
    /// The membership of whoever gets it.
    pub(super) membership: ID,
    /// Which post: an entry of the code list `post`, such as `chair` or `vice-chair`.
    #[graphql(default_with = "Code::from(\"chair\")")]
    pub(super) post: Code,
    /// Whether the post is held in the place of whoever holds it otherwise, as by an acting chair.
    #[graphql(default)]
    pub(super) acting: bool,
    /// First day.
    pub(super) on: Date,
    /// Why, in words.
    pub(super) reason: Option<String>,
    /// Where it is known from; needed with `history`.
    pub(super) source: Option<String>,
    /// Whether it happened before or elsewhere and is only recorded here.
    #[graphql(default)]
    pub(super) history: bool,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    pub(super) dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// A holder speaks for another organisation from a day on.
#[derive(Clone, Debug, InputObject)]
pub struct MoveRepresentationInput {
    /// The membership.
    pub(super) membership: ID,
    /// Slug of the organisation that the holder speaks for.
    pub(super) on_behalf_of: Slug,
    /// First day.
    pub(super) from: Date,
    /// Why, in words.
    pub(super) reason: Option<String>,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// A membership was recorded wrongly. What is absent is right as it is.
#[derive(Clone, Debug, InputObject)]
pub struct CorrectMembershipInput {
    /// The membership.
    pub(super) membership: ID,
    /// Why the entry was wrong. Everybody can read it in the audit log.
    pub(super) reason: String,
    /// Whether there never was such a membership; then no other field is said.
    #[graphql(default)]
    pub(super) withdraw: bool,
    /// First day.
    pub(super) start: Option<Date>,
    /// The planned first day after.
    pub(super) expected_end: Option<Date>,
    /// The first day after.
    pub(super) end: Option<Date>,
    /// Slug of the organisation that the holder speaks for.
    pub(super) on_behalf_of: Option<Slug>,
    /// As what the seat is held.
    pub(super) role: Option<Role>,
    /// The person.
    pub(super) person: Option<ID>,
    /// Fields that are rightly empty. A field cannot be set and cleared at once.
    #[graphql(default)]
    pub(super) clear: Vec<MembershipField>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    pub(super) dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// What was before or elsewhere.
#[derive(Clone, Debug, InputObject)]
pub struct RecordHistoryInput {
    /// Slug of the council.
    pub(super) council: Slug,
    /// Who held which seat when, 1 to 200 entries in any order: all are recorded, or none.
    pub(super) entries: Vec<HistoryEntryInput>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    pub(super) dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// One holding of the past.
#[derive(Clone, Debug, InputObject)]
pub struct HistoryEntryInput {
    /// The seat; or say `group`, for a free seat of the group.
    pub(super) seat: Option<ID>,
    /// Key of the seat group.
    pub(super) group: Option<Key>,
    /// The person, where the register knows him or her; otherwise `personName`.
    pub(super) person: Option<ID>,
    /// The name in full of a person whom the register does not know yet; entries of the same name are of the same
    /// person. Never a national identity number.
    pub(super) person_name: Option<String>,
    /// As what; as the mandate says where it is not said.
    pub(super) role: Option<Role>,
    /// 0 for the holder of the seat; 1 and more for alternates, in order.
    #[graphql(default)]
    pub(super) alternate_rank: u32,
    /// First day.
    pub(super) start: Date,
    /// The first day after, where it has ended.
    pub(super) end: Option<Date>,
    /// The planned first day after; what the mandate of the time planned where it is not said.
    pub(super) expected_end: Option<Date>,
    /// Slug of the organisation that the holder spoke for.
    pub(super) on_behalf_of: Option<Slug>,
    /// Who decided, an organisation or a council, where that is known.
    pub(super) decided_by: Option<Actor>,
    /// When it was decided, where that is known.
    pub(super) decided_on: Option<Date>,
    /// Where it is known from.
    pub(super) source: String,
}

/// A whole set of people is appointed.
#[derive(Clone, Debug, InputObject)]
pub struct AppointSetInput {
    /// Slug of the council.
    pub(super) council: Slug,
    /// First day of all of them.
    pub(super) start: Date,
    /// The planned first day after; what the mandate plans where it is not said.
    pub(super) expected_end: Option<Date>,
    /// Who decided, an organisation or a council; whoever acts where it is not said.
    pub(super) decided_by: Option<Actor>,
    /// When it was decided; today where it is not said.
    pub(super) decided_on: Option<Date>,
    /// On what basis, where it departs from a default of the mandate.
    pub(super) basis: Option<String>,
    /// Who is appointed to what, 1 to 200 people: all are appointed, or nobody.
    pub(super) appointments: Vec<AppointeeInput>,
    /// Whether to answer what would be, and write nothing.
    #[graphql(default)]
    pub(super) dry_run: bool,
    /// The `revision` of the council (`council { revision }`) when it was read; where it is another by now, VERSION_CONFLICT is
    /// the answer.
    pub(super) expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    pub(super) idempotency_key: Option<String>,
}

/// One of those who are appointed.
#[derive(Clone, Debug, InputObject)]
pub struct AppointeeInput {
    /// The seat; or say `group`, for whichever seat of the group is free.
    pub(super) seat: Option<ID>,
    /// Key of the seat group.
    pub(super) group: Option<Key>,
    /// The person.
    pub(super) person: ID,
    /// Slug of the organisation that the holder speaks for.
    pub(super) on_behalf_of: Option<Slug>,
    /// 0 for the holder of the seat; 1 and more for alternates, in order.
    #[graphql(default)]
    pub(super) alternate_rank: u32,
    /// As what; as the mandate says where it is not said.
    pub(super) role: Option<Role>,
}
