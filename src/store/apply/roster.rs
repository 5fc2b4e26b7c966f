//! Applying changes to the roster of a council.
//!
//! May import: `domain`, `error`, `store`.

use chrono::NaiveDate;
use entity::{
    appointment as appointment_entity, claim as claim_entity, completeness as completeness_entity, council_case,
    invitation as invitation_entity, membership as membership_entity,
};
use sea_orm::{
    ActiveValue::{NotSet, Set},
    ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};

use super::{Stamp, body_columns, change, insert, one_row};
use crate::{
    domain::{
        change::{Invitation, MembershipEnd},
        council::{Appointment, Claim, ClaimStatus, Completeness, Membership},
        id::{AccountId, ClaimId, CompletenessId, CouncilId, InvitationId, MembershipId},
    },
    error::Error,
    store::row::{column, number_column},
};

pub(super) async fn appointment(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Appointment,
    stamp: Stamp,
) -> Result<(), Error> {
    let (decided_by_organisation_id, decided_by_council_id) = body_columns(it.decided_by);
    let row = appointment_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        seat_id: Set(it.seat.0),
        person_id: Set(it.person.0),
        decided_by_organisation_id: Set(decided_by_organisation_id),
        decided_by_council_id: Set(decided_by_council_id),
        decided_on: Set(it.decided_on),
        basis: Set(it.basis.clone()),
        source: Set(it.source.clone()),
        history: Set(it.history),
        created_at: Set(stamp.now),
    };
    insert(tx, row).await
}

pub(super) async fn membership(tx: &DatabaseTransaction, council: CouncilId, it: &Membership) -> Result<(), Error> {
    insert(tx, membership_row(council, it)?).await
}

/// Writes a membership anew, or takes it out. What was there before stays in the audit log.
pub(super) async fn membership_corrected(
    tx: &DatabaseTransaction,
    council: CouncilId,
    id: MembershipId,
    is: Option<&Membership>,
) -> Result<(), Error> {
    let Some(is) = is else {
        // Whoever never sat there raised no matters as a member; the matters stay.
        council_case::Entity::update_many()
            .set(council_case::ActiveModel { raised_by_id: Set(None), ..Default::default() })
            .filter(council_case::Column::CouncilId.eq(council.0))
            .filter(council_case::Column::RaisedById.eq(id.0))
            .exec(tx)
            .await?;
        let result = membership_entity::Entity::delete_by_id((council.0, id.0)).exec(tx).await?;
        return one_row(result.rows_affected, "taking out a membership");
    };
    change(tx, membership_row(council, is)?, "correcting a membership").await
}

fn membership_row(council: CouncilId, it: &Membership) -> Result<membership_entity::ActiveModel, Error> {
    Ok(membership_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        appointment_id: Set(it.appointment.0),
        seat_id: Set(it.seat.0),
        person_id: Set(it.person.0),
        role: Set(column(&it.role)?),
        alternate_rank: Set(number_column(it.alternate_rank)),
        on_behalf_of_id: Set(it.on_behalf_of.map(|organisation| organisation.0)),
        start: Set(it.start),
        expected_end: Set(it.expected_end),
        ended: Set(it.ended),
        end_ground: Set(it.end_ground.as_ref().map(ToString::to_string)),
        end_reason: Set(it.end_reason.clone()),
        holds_over: Set(it.holds_over),
        acting: Set(it.acting),
        post: Set(it.post.as_ref().map(ToString::to_string)),
        // Computed by the database.
        until: NotSet,
    })
}

pub(super) async fn membership_end(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &MembershipEnd,
) -> Result<(), Error> {
    let row = membership_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.membership.0),
        ended: Set(Some(it.on)),
        end_ground: Set(it.ground.as_ref().map(ToString::to_string)),
        end_reason: Set(it.reason.clone()),
        ..Default::default()
    };
    change(tx, row, "ending a membership").await
}

pub(super) async fn claim(tx: &DatabaseTransaction, council: CouncilId, it: &Claim) -> Result<(), Error> {
    let row = claim_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        organisation_id: Set(it.organisation.0),
        role: Set(column(&it.role)?),
        status: Set(column(&it.status)?),
        decided_at: Set(None),
        decided_by: Set(None),
    };
    insert(tx, row).await
}

pub(super) async fn claim_answer(
    tx: &DatabaseTransaction,
    council: CouncilId,
    claim: ClaimId,
    status: ClaimStatus,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = claim_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(claim.0),
        status: Set(column(&status)?),
        decided_at: Set(Some(stamp.now)),
        decided_by: Set(stamp.account.map(|account| account.0)),
        ..Default::default()
    };
    change(tx, row, "answering a claim").await
}

pub(super) async fn completeness(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Completeness,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = completeness_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        subject: Set(it.subject.to_string()),
        since: Set(it.period.start.unwrap_or_else(|| stamp.now.date_naive())),
        until: Set(it.period.end),
        asserted_by: Set(it.asserted_by.map(|account| account.0)),
        source: Set(None),
        created_at: Set(stamp.now),
    };
    insert(tx, row).await
}

pub(super) async fn completeness_end(
    tx: &DatabaseTransaction,
    council: CouncilId,
    mark: CompletenessId,
    on: NaiveDate,
) -> Result<(), Error> {
    let row = completeness_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(mark.0),
        until: Set(Some(on)),
        ..Default::default()
    };
    change(tx, row, "ending a mark of completeness").await
}

pub(super) async fn invitation(
    tx: &DatabaseTransaction,
    council: CouncilId,
    it: &Invitation,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = invitation_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(it.id.0),
        kind: Set(if it.person.is_some() { "HOLDER" } else { "STAFF" }.to_owned()),
        person_id: Set(it.person.map(|person| person.0)),
        code_hash: Set(it.code_hash.clone()),
        expires_at: Set(it.expires_at),
        created_by: Set(stamp.account.map(|account| account.0)),
        claimed_by: Set(None),
        claimed_at: Set(None),
    };
    insert(tx, row).await
}

pub(super) async fn invitation_claim(
    tx: &DatabaseTransaction,
    council: CouncilId,
    invitation: InvitationId,
    account: AccountId,
    stamp: Stamp,
) -> Result<(), Error> {
    let row = invitation_entity::ActiveModel {
        council_id: Set(council.0),
        id: Set(invitation.0),
        claimed_by: Set(Some(account.0)),
        claimed_at: Set(Some(stamp.now)),
        ..Default::default()
    };
    change(tx, row, "claiming an invitation").await
}
