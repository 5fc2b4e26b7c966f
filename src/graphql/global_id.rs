//! Global ids: opaque words that name any object of the register, whoever may see it.
//!
//! May import: `domain`. A global id holds the type, the council and the identity; it proves nothing. What it names is
//! only found through a door (`node`).

use async_graphql::ID;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use crate::domain::id::{
    AccountId, AdviceId, AgendaItemId, AuditId, AuthorityId, CaseId, ClaimId, ClauseId, CouncilId, ExemptionId, FactId,
    FamilyId, MandateId, MeetingId, MembershipId, OrganisationId, PaperId, PersonId, RecordId, SeatGroupId, SeatId,
    TemplateId,
};

/// What a global id names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GlobalId {
    /// A council.
    Council(CouncilId),
    /// A family of councils.
    Family(FamilyId),
    /// An organisation.
    Organisation(OrganisationId),
    /// A person.
    Person(PersonId),
    /// A mandate template.
    Template(TemplateId),
    /// A clause of a version of a template, by its place.
    TemplateClause(TemplateId, u32, u32),
    /// A mandate of a council.
    Mandate(CouncilId, MandateId),
    /// A clause of a mandate of a council.
    Clause(CouncilId, ClauseId),
    /// A seat group of a council.
    SeatGroup(CouncilId, SeatGroupId),
    /// A seat of a council.
    Seat(CouncilId, SeatId),
    /// A membership in a council.
    Membership(CouncilId, MembershipId),
    /// A meeting of a council.
    Meeting(CouncilId, MeetingId),
    /// A statement about an organisation.
    Claim(CouncilId, ClaimId),
    /// A case of a council.
    Case(CouncilId, CaseId),
    /// An item of an agenda of a council.
    AgendaItem(CouncilId, AgendaItemId),
    /// A paper of a council.
    Paper(CouncilId, PaperId),
    /// An entry of the audit log of a council.
    AuditEntry(CouncilId, AuditId),
    /// Something that was done or happened, recorded by a council.
    Record(CouncilId, RecordId),
    /// An exemption from a clause of a council.
    Exemption(CouncilId, ExemptionId),
    /// Something about a person.
    Fact(PersonId, FactId),
    /// What a council recommended.
    Advice(CouncilId, AdviceId),
    /// An account.
    Account(AccountId),
    /// An authority.
    Authority(AuthorityId),
}

impl GlobalId {
    /// The id as clients see it.
    #[must_use]
    pub fn encode(self) -> ID {
        let mut bytes = Vec::with_capacity(33);
        let mut put = |tag: u8, ids: &[Uuid]| {
            bytes.push(tag);
            for id in ids {
                bytes.extend_from_slice(id.as_bytes());
            }
        };
        match self {
            Self::Council(id) => put(1, &[id.0]),
            Self::Family(id) => put(2, &[id.0]),
            Self::Organisation(id) => put(3, &[id.0]),
            Self::Person(id) => put(4, &[id.0]),
            Self::Template(id) => put(5, &[id.0]),
            Self::TemplateClause(id, version, place) => {
                let at = (u128::from(version) << 32) | u128::from(place);
                put(6, &[id.0, Uuid::from_u128(at)]);
            }
            Self::Mandate(council, id) => put(7, &[council.0, id.0]),
            Self::Clause(council, id) => put(8, &[council.0, id.0]),
            Self::SeatGroup(council, id) => put(9, &[council.0, id.0]),
            Self::Seat(council, id) => put(10, &[council.0, id.0]),
            Self::Membership(council, id) => put(11, &[council.0, id.0]),
            Self::Meeting(council, id) => put(12, &[council.0, id.0]),
            Self::Claim(council, id) => put(13, &[council.0, id.0]),
            Self::Case(council, id) => put(14, &[council.0, id.0]),
            Self::AgendaItem(council, id) => put(15, &[council.0, id.0]),
            Self::Paper(council, id) => put(16, &[council.0, id.0]),
            Self::AuditEntry(council, id) => put(17, &[council.0, id.0]),
            Self::Account(id) => put(18, &[id.0]),
            Self::Authority(id) => put(19, &[id.0]),
            Self::Record(council, id) => put(20, &[council.0, id.0]),
            Self::Exemption(council, id) => put(21, &[council.0, id.0]),
            Self::Fact(person, id) => put(22, &[person.0, id.0]),
            Self::Advice(council, id) => put(23, &[council.0, id.0]),
        }
        ID(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What the id names; None where it is no id of ours.
    #[must_use]
    pub fn decode(id: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(id).ok()?;
        let (tag, rest) = bytes.split_first()?;
        let ids: Vec<Uuid> = rest.chunks(16).map(Uuid::from_slice).collect::<std::result::Result<_, _>>().ok()?;
        Some(match (tag, ids.as_slice()) {
            (1, [id]) => Self::Council(CouncilId(*id)),
            (2, [id]) => Self::Family(FamilyId(*id)),
            (3, [id]) => Self::Organisation(OrganisationId(*id)),
            (4, [id]) => Self::Person(PersonId(*id)),
            (5, [id]) => Self::Template(TemplateId(*id)),
            (6, [id, at]) => {
                let version = u32::try_from(at.as_u128() >> 32).ok()?;
                let place = u32::try_from(at.as_u128() & u128::from(u32::MAX)).ok()?;
                Self::TemplateClause(TemplateId(*id), version, place)
            }
            (7, [council, id]) => Self::Mandate(CouncilId(*council), MandateId(*id)),
            (8, [council, id]) => Self::Clause(CouncilId(*council), ClauseId(*id)),
            (9, [council, id]) => Self::SeatGroup(CouncilId(*council), SeatGroupId(*id)),
            (10, [council, id]) => Self::Seat(CouncilId(*council), SeatId(*id)),
            (11, [council, id]) => Self::Membership(CouncilId(*council), MembershipId(*id)),
            (12, [council, id]) => Self::Meeting(CouncilId(*council), MeetingId(*id)),
            (13, [council, id]) => Self::Claim(CouncilId(*council), ClaimId(*id)),
            (14, [council, id]) => Self::Case(CouncilId(*council), CaseId(*id)),
            (15, [council, id]) => Self::AgendaItem(CouncilId(*council), AgendaItemId(*id)),
            (16, [council, id]) => Self::Paper(CouncilId(*council), PaperId(*id)),
            (17, [council, id]) => Self::AuditEntry(CouncilId(*council), AuditId(*id)),
            (18, [id]) => Self::Account(AccountId(*id)),
            (19, [id]) => Self::Authority(AuthorityId(*id)),
            (20, [council, id]) => Self::Record(CouncilId(*council), RecordId(*id)),
            (21, [council, id]) => Self::Exemption(CouncilId(*council), ExemptionId(*id)),
            (22, [person, id]) => Self::Fact(PersonId(*person), FactId(*id)),
            (23, [council, id]) => Self::Advice(CouncilId(*council), AdviceId(*id)),
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_reads_back_as_what_it_names() {
        let (a, b) = (Uuid::from_u128(7), Uuid::from_u128(u128::MAX - 1));
        let all = [
            GlobalId::Council(CouncilId(a)),
            GlobalId::Family(FamilyId(a)),
            GlobalId::Organisation(OrganisationId(a)),
            GlobalId::Person(PersonId(a)),
            GlobalId::Template(TemplateId(a)),
            GlobalId::TemplateClause(TemplateId(a), 3, 28),
            GlobalId::TemplateClause(TemplateId(a), u32::MAX, u32::MAX),
            GlobalId::Mandate(CouncilId(a), MandateId(b)),
            GlobalId::Clause(CouncilId(a), ClauseId(b)),
            GlobalId::SeatGroup(CouncilId(a), SeatGroupId(b)),
            GlobalId::Seat(CouncilId(a), SeatId(b)),
            GlobalId::Membership(CouncilId(a), MembershipId(b)),
            GlobalId::Meeting(CouncilId(a), MeetingId(b)),
            GlobalId::Claim(CouncilId(a), ClaimId(b)),
            GlobalId::Case(CouncilId(a), CaseId(b)),
            GlobalId::AgendaItem(CouncilId(a), AgendaItemId(b)),
            GlobalId::Paper(CouncilId(a), PaperId(b)),
            GlobalId::AuditEntry(CouncilId(a), AuditId(b)),
            GlobalId::Account(AccountId(a)),
            GlobalId::Authority(AuthorityId(a)),
            GlobalId::Record(CouncilId(a), RecordId(b)),
            GlobalId::Exemption(CouncilId(a), ExemptionId(b)),
            GlobalId::Fact(PersonId(a), FactId(b)),
            GlobalId::Advice(CouncilId(a), AdviceId(b)),
        ];
        let mut seen = std::collections::HashSet::new();
        for id in all {
            let text = id.encode();
            assert_eq!(GlobalId::decode(&text), Some(id));
            assert!(seen.insert(text), "{id:?}");
        }
    }

    #[test]
    fn what_is_no_id_names_nothing() {
        let council = GlobalId::Council(CouncilId(Uuid::from_u128(1))).encode();
        for wrong in ["", "x", "1", "Council:1", "====", &council[1..], &format!("{}AAAA", council.as_str())] {
            assert_eq!(GlobalId::decode(wrong), None, "{wrong}");
        }
    }
}
