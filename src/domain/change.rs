//! What an act changes: the only way in which anything gets into the register.
//!
//! May import: `domain`. An act decides on a list of changes; the store applies them, raises the revisions that they
//! touch, and keeps them in the audit log, from which the register could be told again.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

use super::{
    calendar::AnnualWheel,
    council::{
        Appointment, Attendance, Body, Claim, ClaimStatus, Completeness, CouncilHead, Exemption, Fact, Mandate,
        MandateStatus, Meeting, Membership, Record, Seat, SeatGroup, StepTaken,
    },
    directory::{Family, Succession, TemplateVersion},
    id::{
        AccountId, AgendaItemId, CaseId, ClaimId, CompletenessId, CouncilId, ExemptionId, FactId, InvitationId,
        MandateId, MembershipId, OrganisationId, PaperId, PersonId, RecordId, SeatId, TemplateId,
    },
    people::{Authority, Organisation, Person},
    register::NewCode,
    text::Text,
    time::Period,
    word::{Code, Slug},
    work::{Advice, AgendaItem, Case, CaseEvent, FollowUp, Paper, PaperVisibility, Recusal},
};

/// One change.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// A new organisation.
    Organisation(Organisation),
    /// An organisation with new data.
    OrganisationData(Organisation),
    /// A new family.
    Family(Family),
    /// A new entry of a code list.
    Code(NewCode),
    /// A succession.
    Succession(Succession),
    /// A new template, without versions.
    Template(TemplateHead),
    /// A published version of a template.
    TemplateVersion(TemplateId, TemplateVersion),
    /// A new council.
    Council(CouncilHead),
    /// A council with a new head; its former slug leads to it.
    CouncilHead {
        /// The new head.
        head: CouncilHead,
        /// The slug that it had, if that changes.
        former_slug: Option<Slug>,
    },
    /// A new mandate with its clauses.
    Mandate(CouncilId, Mandate),
    /// A draft is adopted as it stands.
    MandateAdopted(CouncilId, MandateAdoption),
    /// A mandate ends earlier than it said.
    MandateEnd(CouncilId, MandateId, NaiveDate),
    /// A new seat group, at this place.
    SeatGroup(CouncilId, SeatGroup, u32),
    /// A new seat.
    Seat(CouncilId, Seat),
    /// A seat ceases to exist.
    SeatEnd(CouncilId, SeatId, NaiveDate),
    /// A new person, known to this council first.
    Person(Person, Option<CouncilId>),
    /// How to reach a person. The audit log says that it changed, not what it is.
    Contact(CouncilId, Contact),
    /// An act of appointing.
    Appointment(CouncilId, Appointment),
    /// A membership.
    Membership(CouncilId, Membership),
    /// A membership ends.
    MembershipEnd(CouncilId, MembershipEnd),
    /// A statement about an organisation.
    Claim(CouncilId, Claim),
    /// An organisation answers a statement about it.
    ClaimAnswer(CouncilId, ClaimId, ClaimStatus),
    /// A mark of completeness.
    Completeness(CouncilId, Completeness),
    /// A mark of completeness ends.
    CompletenessEnd(CouncilId, CompletenessId, NaiveDate),
    /// A new authority.
    Authority(Authority, Option<AccountId>),
    /// An authority ends.
    AuthorityEnd(Authority, NaiveDate),
    /// An open invitation.
    Invitation(CouncilId, Invitation),
    /// An invitation is taken up.
    InvitationClaim(CouncilId, InvitationId, AccountId),
    /// An account is the account of a person, who is known to this council.
    AccountPerson(CouncilId, AccountId, PersonId),
    /// A membership is recorded anew because it was recorded wrongly: as it was, and as it is; None where it never was.
    MembershipCorrected {
        /// Whose.
        council: CouncilId,
        /// As it was recorded.
        was: Membership,
        /// As it is.
        is: Option<Membership>,
    },
    /// A mandate is in force in another period than it said.
    MandatePeriod(CouncilId, MandateId, Period),
    /// A draft is given up.
    MandateRevoked(CouncilId, MandateId),
    /// An adopted mandate is withdrawn before it was ever in force.
    MandateWithdrawn(CouncilId, MandateId),
    /// A seat is recorded anew: as it was, and as it is; None where it never was.
    SeatCorrected {
        /// Whose.
        council: CouncilId,
        /// As it was recorded.
        was: Seat,
        /// As it is.
        is: Option<Seat>,
    },
    /// What was recorded of a person was never so: the fact as it was.
    FactWithdrawn(CouncilId, Fact),
    /// What was recorded never happened: the record as it was.
    RecordWithdrawn(CouncilId, Record),
    /// A fact about a person whom this council knows.
    Fact(CouncilId, Fact),
    /// A fact about this person no longer holds.
    FactEnd(CouncilId, PersonId, FactId, NaiveDate),
    /// Something that was done or happened.
    Record(CouncilId, Record),
    /// Who was at a meeting for a seat.
    Attendance(CouncilId, Attendance),
    /// A decision that a clause need not be followed.
    Exemption(CouncilId, Exemption),
    /// Such a decision ends.
    ExemptionEnd(CouncilId, ExemptionId, NaiveDate),
    /// A step on the way to a seat.
    Step(CouncilId, StepTaken),
    /// A meeting.
    Meeting(CouncilId, Meeting),
    /// A meeting as it is now.
    MeetingData(CouncilId, Meeting),
    /// A case.
    Case(CouncilId, Case),
    /// A case as it is now, but for where it stands.
    CaseData(CouncilId, Case),
    /// A case stands somewhere else from now on.
    CaseMoved(CouncilId, CaseMove),
    /// An item of an agenda; whether everybody may see its case.
    AgendaItem(CouncilId, AgendaItem, bool),
    /// An item as it is now; whether everybody may see its case.
    AgendaItemData(CouncilId, AgendaItem, bool),
    /// An item is taken off the agenda; whether everybody may see its case.
    AgendaItemGone(CouncilId, AgendaItemId, bool),
    /// The items of an agenda stand in this order; whether everybody may see any of their cases.
    AgendaOrder(CouncilId, Vec<AgendaItemId>, bool),
    /// Somebody stands aside for an item.
    Recusal(CouncilId, Recusal),
    /// What a council recommended.
    Advice(CouncilId, Advice),
    /// An advice as it is now.
    AdviceData(CouncilId, Advice),
    /// What an organisation did about an advice; whether everybody may see that.
    FollowUp(CouncilId, FollowUp, bool),
    /// What was on record for the members and the secretariat is on record for everybody.
    RecordPublished(CouncilId, RecordId),
    /// A paper.
    Paper(CouncilId, Paper),
    /// The plan of a year for all councils of a family, as it is now.
    AnnualWheel(AnnualWheel),
    /// A private calendar; the one that the account had of the council before is no more.
    CalendarFeed(CouncilId, CalendarFeed),
    /// The account has no private calendar of the council any more.
    CalendarFeedRevoked(CouncilId, AccountId),
    /// A paper as it is now; whether everybody may see that.
    PaperData(CouncilId, Paper, bool),
    /// The words in a paper, for searching. The audit log says that there are some, not which.
    PaperText(CouncilId, PaperId, #[serde(skip)] String),
}

/// What a template is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TemplateHead {
    /// Identity.
    pub id: TemplateId,
    /// Name in addresses.
    pub slug: Slug,
    /// What it is called.
    pub name: Text,
    /// For which kind of body it is.
    pub description: Option<Text>,
    /// Who keeps it.
    pub owner: Option<OrganisationId>,
}

/// How a draft was adopted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MandateAdoption {
    /// The draft.
    pub mandate: MandateId,
    /// The version that it becomes.
    pub version: u32,
    /// When it was adopted.
    pub adopted_on: Option<NaiveDate>,
    /// Who adopted it.
    pub adopted_by: Option<Body>,
    /// The period in force.
    pub period: Period,
}

/// How to reach a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// Whom.
    pub person: PersonId,
    /// Address for electronic mail.
    #[serde(skip)]
    pub email: Option<String>,
    /// Telephone number.
    #[serde(skip)]
    pub phone: Option<String>,
}

/// How a membership ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct MembershipEnd {
    /// Which.
    pub membership: MembershipId,
    /// First day no longer held.
    pub on: NaiveDate,
    /// On what ground: an entry of the code list `ending`.
    pub ground: Option<Code>,
    /// Why, in words.
    pub reason: Option<String>,
}

/// An open invitation. The code itself is told once, to whoever invites; only its digest is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// Identity.
    pub id: InvitationId,
    /// The person who is invited to claim a seat; None where staff of the secretariat is invited.
    pub person: Option<PersonId>,
    /// SHA-256 of the code, in hexadecimal digits.
    #[serde(skip)]
    pub code_hash: String,
    /// When it lapses.
    pub expires_at: DateTime<Utc>,
    /// The account that has taken it up.
    pub claimed_by: Option<AccountId>,
}

/// A private calendar of a council. The secret in its address is told once, to whoever makes it; only its digest is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CalendarFeed {
    /// Whose.
    pub account: AccountId,
    /// SHA-256 of the secret, in hexadecimal digits.
    #[serde(skip)]
    pub secret_hash: String,
}

/// A case stands somewhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseMove {
    /// The case.
    pub case: CaseId,
    /// Whether everybody may see it.
    pub public: bool,
    /// The place in its history, from 1.
    pub position: u32,
    /// Where it stands now.
    pub event: CaseEvent,
}

/// What a change touches beside its own row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The council whose revision is raised.
    pub council: Option<CouncilId>,
    /// Whether everybody may see the change; otherwise the private revision is raised.
    pub public: bool,
    /// Whether the directory's revision is raised.
    pub directory: bool,
}

impl Change {
    /// What the change touches.
    #[must_use]
    pub fn touch(&self) -> Touch {
        let directory = |council| Touch { council, public: true, directory: true };
        let public = |council| Touch { council: Some(council), public: true, directory: false };
        let private = |council| Touch { council, public: false, directory: false };
        match self {
            Self::Organisation(_)
            | Self::OrganisationData(_)
            | Self::Family(_)
            | Self::Code(_)
            | Self::Succession(_)
            | Self::Template(_)
            | Self::AnnualWheel(_)
            | Self::TemplateVersion(..) => directory(None),
            Self::Council(head) | Self::CouncilHead { head, .. } => directory(Some(head.id)),
            // A draft is the secretariat's own affair.
            Self::Mandate(council, mandate) if mandate.status == MandateStatus::Draft => private(Some(*council)),
            // The relations that a mandate states are part of the directory.
            Self::Mandate(council, _)
            | Self::MandateAdopted(council, _)
            | Self::MandateEnd(council, ..)
            | Self::MandateWithdrawn(council, _)
            | Self::MandatePeriod(council, ..) => directory(Some(*council)),
            Self::SeatGroup(council, ..)
            | Self::Seat(council, _)
            | Self::SeatEnd(council, ..)
            | Self::SeatCorrected { council, .. }
            | Self::Appointment(council, _)
            | Self::Membership(council, _)
            | Self::MembershipEnd(council, _)
            | Self::Claim(council, _)
            | Self::ClaimAnswer(council, ..)
            | Self::MembershipCorrected { council, .. }
            | Self::Completeness(council, _)
            | Self::CompletenessEnd(council, ..)
            // Facts that nobody but the secretariat may see still change verdicts, which everybody sees.
            | Self::Fact(council, _)
            | Self::FactEnd(council, ..)
            | Self::RecordPublished(council, _)
            | Self::FactWithdrawn(council, _)
            | Self::Exemption(council, _)
            | Self::ExemptionEnd(council, ..)
            | Self::Meeting(council, _)
            | Self::MeetingData(council, _) => public(*council),
            Self::Record(council, Record { public: true, .. })
            | Self::RecordWithdrawn(council, Record { public: true, .. })
            | Self::Case(council, Case { public: true, .. })
            | Self::CaseData(council, Case { public: true, .. })
            | Self::CaseMoved(council, CaseMove { public: true, .. })
            | Self::AgendaItem(council, _, true)
            | Self::AgendaItemData(council, _, true)
            | Self::AgendaItemGone(council, _, true)
            | Self::AgendaOrder(council, _, true)
            | Self::AdviceData(council, Advice { published_on: Some(_), .. })
            | Self::FollowUp(council, _, true)
            | Self::PaperData(council, _, true)
            // Nobody learns of an embargo before it ends.
            | Self::Paper(
                council,
                Paper { visibility: PaperVisibility::Public, embargo_until: None, withdrawn_at: None, .. },
            ) => public(*council),
            Self::Person(_, council) => private(*council),
            Self::Contact(council, _)
            | Self::Invitation(council, _)
            | Self::InvitationClaim(council, ..)
            | Self::AccountPerson(council, ..)
            | Self::MandateRevoked(council, _)
            | Self::Attendance(council, _)
            | Self::Step(council, _)
            | Self::Record(council, _)
            | Self::RecordWithdrawn(council, _)
            | Self::Case(council, _)
            | Self::CaseData(council, _)
            | Self::CaseMoved(council, _)
            | Self::AgendaItem(council, ..)
            | Self::AgendaItemData(council, ..)
            | Self::AgendaItemGone(council, ..)
            | Self::AgendaOrder(council, ..)
            | Self::Advice(council, _)
            | Self::AdviceData(council, _)
            | Self::FollowUp(council, ..)
            | Self::Recusal(council, _)
            | Self::CalendarFeed(council, _)
            | Self::CalendarFeedRevoked(council, _)
            | Self::PaperData(council, ..)
            | Self::PaperText(council, ..)
            | Self::Paper(council, _) => private(Some(*council)),
            Self::Authority(authority, _) | Self::AuthorityEnd(authority, _) => private(authority.grant.council()),
        }
    }

    /// The person whom the change is about, where every council that the person sits in looks at it.
    #[must_use]
    pub const fn person(&self) -> Option<PersonId> {
        match self {
            Self::Fact(_, fact) | Self::FactWithdrawn(_, fact) => Some(fact.person),
            Self::FactEnd(_, person, ..) => Some(*person),
            _ => None,
        }
    }
}
