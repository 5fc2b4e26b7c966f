//! Typed identifiers: a `SeatId` cannot be handed over where a `PersonId` is asked for.
//!
//! May import: nothing. Ids are UUIDs of version 7 (RFC 9562), so they sort by the time they were made; the files that
//! the register is founded from carry fixed ones only through their slugs.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )*};
}

ids! {
    /// A council: the tenant.
    CouncilId;
    /// A family of councils.
    FamilyId;
    /// An organisation.
    OrganisationId;
    /// A mandate template; its versions are numbered.
    TemplateId;
    /// A mandate of one council.
    MandateId;
    /// A clause of one mandate.
    ClauseId;
    /// A group of seats of one council.
    SeatGroupId;
    /// A seat of one council.
    SeatId;
    /// A person; shared by all councils.
    PersonId;
    /// The act of appointing.
    AppointmentId;
    /// The holding of a seat.
    MembershipId;
    /// Who signs in: an issuer and a subject.
    AccountId;
    /// What an account may do, for whom.
    AuthorityId;
    /// A statement about an organisation that the organisation itself can confirm.
    ClaimId;
    /// An open invitation.
    InvitationId;
    /// A mark that a kind of fact is complete from a date.
    CompletenessId;
    /// A meeting.
    MeetingId;
    /// A matter that somebody raised.
    CaseId;
    /// An item of an agenda.
    AgendaItemId;
    /// A paper.
    PaperId;
    /// What a council recommended.
    AdviceId;
    /// What an organisation did about an advice.
    FollowUpId;
    /// A succession of one body by another.
    SuccessionId;
    /// A fact about a person.
    FactId;
    /// Something that was done or happened.
    RecordId;
    /// A decision that a clause need not be followed.
    ExemptionId;
    /// A step on the way to a seat.
    StepId;
    /// One entry of the audit log.
    AuditId;
    /// One act: the same for all entries it left in the audit log.
    ActId;
}
