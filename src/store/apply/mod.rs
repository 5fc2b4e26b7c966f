//! Applying changes: one statement or a few for each.
//!
//! May import: `domain`, `error`, `store`.

mod advice;
mod calendar;
mod council;
mod paper;
mod record;
mod roster;
mod shared;
mod work;

use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait, Update};

use crate::{
    domain::{change::Change, council::Body, id::AccountId},
    error::Error,
};

/// When and by whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    pub(super) now: DateTime<Utc>,
    pub(super) account: Option<AccountId>,
    pub(super) seq: i64,
}

/// Applies one change.
pub(super) async fn apply(tx: &DatabaseTransaction, change: &Change, stamp: Stamp) -> Result<(), Error> {
    match change {
        Change::Organisation(it) => shared::organisation(tx, it, stamp).await,
        Change::OrganisationData(it) => shared::organisation_data(tx, it).await,
        Change::Family(it) => shared::family(tx, it).await,
        Change::Code(it) => shared::code(tx, it).await,
        Change::Succession(it) => shared::succession(tx, it).await,
        Change::Template(it) => shared::template(tx, it, stamp).await,
        Change::TemplateVersion(template, it) => shared::template_version(tx, *template, it, stamp).await,
        Change::Person(it, origin) => shared::person(tx, it, *origin, stamp).await,
        Change::Contact(_, it) => shared::contact(tx, it, stamp).await,
        Change::Authority(it, by) => shared::authority(tx, it, *by).await,
        Change::AuthorityEnd(it, on) => shared::authority_end(tx, it, *on).await,
        Change::AccountPerson(_, account, person) => shared::account_person(tx, *account, *person).await,
        Change::Council(it) => council::council(tx, it, stamp).await,
        Change::CouncilHead { head, former_slug } => council::head(tx, head, former_slug.as_ref(), stamp).await,
        Change::Mandate(council, it) => council::mandate(tx, *council, it, stamp).await,
        Change::MandateAdopted(council, it) => council::mandate_adopted(tx, *council, it).await,
        Change::MandateEnd(council, it, on) => council::mandate_end(tx, *council, *it, *on).await,
        Change::SeatGroup(council, it, position) => council::seat_group(tx, *council, it, *position).await,
        Change::Seat(council, it) => council::seat(tx, *council, it).await,
        Change::SeatEnd(council, it, on) => council::seat_end(tx, *council, *it, *on).await,
        Change::Appointment(council, it) => roster::appointment(tx, *council, it, stamp).await,
        Change::Membership(council, it) => roster::membership(tx, *council, it).await,
        Change::MembershipEnd(council, it) => roster::membership_end(tx, *council, it).await,
        Change::Claim(council, it) => roster::claim(tx, *council, it).await,
        Change::ClaimAnswer(council, it, status) => roster::claim_answer(tx, *council, *it, *status, stamp).await,
        Change::Completeness(council, it) => roster::completeness(tx, *council, it, stamp).await,
        Change::CompletenessEnd(council, it, on) => roster::completeness_end(tx, *council, *it, *on).await,
        Change::Invitation(council, it) => roster::invitation(tx, *council, it, stamp).await,
        Change::InvitationClaim(council, it, account) => {
            roster::invitation_claim(tx, *council, *it, *account, stamp).await
        }
        Change::MembershipCorrected { council, was, is } => {
            roster::membership_corrected(tx, *council, was.id, is.as_ref()).await
        }
        Change::MandatePeriod(council, it, period) => council::mandate_period(tx, *council, *it, *period).await,
        Change::MandateWithdrawn(council, it) => council::mandate_withdrawn(tx, *council, *it).await,
        Change::SeatCorrected { council, was, is } => council::seat_corrected(tx, *council, was.id, is.as_ref()).await,
        Change::FactWithdrawn(_, it) => record::fact_withdrawn(tx, it.id).await,
        Change::RecordWithdrawn(council, it) => record::record_withdrawn(tx, *council, it.id).await,
        Change::MandateRevoked(council, it) => council::mandate_revoked(tx, *council, *it).await,
        Change::Fact(_, it) => record::fact(tx, it, stamp).await,
        Change::FactEnd(_, _, it, on) => record::fact_end(tx, *it, *on).await,
        Change::Record(council, it) => record::record(tx, *council, it, stamp).await,
        Change::Attendance(council, it) => record::attendance(tx, *council, it).await,
        Change::Exemption(council, it) => record::exemption(tx, *council, it).await,
        Change::ExemptionEnd(council, it, on) => record::exemption_end(tx, *council, *it, *on).await,
        Change::Step(council, it) => record::step(tx, *council, it).await,
        Change::Meeting(council, it) => work::meeting(tx, *council, it, stamp).await,
        Change::MeetingData(council, it) => work::meeting_data(tx, *council, it, stamp).await,
        Change::Case(council, it) => work::case(tx, *council, it).await,
        Change::CaseData(council, it) => work::case_data(tx, *council, it).await,
        Change::CaseMoved(council, it) => work::case_moved(tx, *council, it).await,
        Change::AgendaItem(council, it, _) => work::agenda_item(tx, *council, it).await,
        Change::AgendaItemData(council, it, _) => work::agenda_item_data(tx, *council, it).await,
        Change::AgendaItemGone(council, it, _) => work::agenda_item_gone(tx, *council, *it).await,
        Change::AgendaOrder(council, items, _) => work::agenda_order(tx, *council, items).await,
        Change::Recusal(council, it) => work::recusal(tx, *council, it, stamp).await,
        Change::Advice(council, it) => advice::advice(tx, *council, it, stamp).await,
        Change::AdviceData(council, it) => advice::advice_data(tx, *council, it).await,
        Change::FollowUp(council, it, _) => advice::follow_up(tx, *council, it, stamp).await,
        Change::RecordPublished(council, it) => record::record_published(tx, *council, *it).await,
        Change::AnnualWheel(it) => calendar::wheel(tx, it, stamp).await,
        Change::CalendarFeed(council, it) => calendar::feed(tx, *council, it, stamp).await,
        Change::CalendarFeedRevoked(council, account) => calendar::feed_revoked(tx, *council, *account).await,
        Change::Paper(council, it) => paper::paper(tx, *council, it).await,
        Change::PaperData(council, it, _) => paper::paper_data(tx, *council, it).await,
        Change::PaperText(council, of, text) => paper::paper_text(tx, *council, *of, text).await,
    }
}

/// The two columns that hold an organisation or a council.
fn body_columns(body: Option<Body>) -> (Option<uuid::Uuid>, Option<uuid::Uuid>) {
    match body {
        Some(Body::Organisation(id)) => (Some(id.0), None),
        Some(Body::Council(id)) => (None, Some(id.0)),
        None => (None, None),
    }
}

async fn insert<A: ActiveModelTrait>(tx: &DatabaseTransaction, row: A) -> Result<(), Error> {
    A::Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// Changes the row that has the primary key of this one, in the columns that are set here.
async fn change<A: ActiveModelTrait>(tx: &DatabaseTransaction, row: A, what: &str) -> Result<(), Error> {
    match Update::one(row).exec_without_returning(tx).await {
        Err(DbErr::RecordNotUpdated) => one_row(0, what),
        done => one_row(done?.rows_affected, what),
    }
}

/// An update that has to reach exactly one row; one that reaches none has lost something.
fn one_row(rows_affected: u64, what: &str) -> Result<(), Error> {
    if rows_affected == 1 {
        Ok(())
    } else {
        Err(Error::Corrupt(format!("{what}: {rows_affected} rows instead of one")))
    }
}
