//! The mutations: each does one act, and answers with what changed, what it wants noticed, and what was wrong.
//!
//! May import: `graphql`, `acts`, `store`, `access`, `domain`, `error`.

mod authorities;
mod councils;
mod facts;
mod invitations;
mod mandate_life;
mod mandates;
mod named;
mod organisations;
mod payload;
mod people;
mod perform;
mod records;
mod roster;
mod roster_life;
mod withdrawals;
mod work;

#[cfg(test)]
mod tests;

use async_graphql::MergedObject;

/// Changes to the register. A mutation is done as a whole or not at all; what was wrong stands in `userErrors`.
#[derive(Default, MergedObject)]
pub struct Mutation(
    councils::CouncilMutations,
    mandates::MandateMutations,
    mandate_life::MandateLifeMutations,
    organisations::OrganisationMutations,
    people::PeopleMutations,
    roster::RosterMutations,
    roster_life::RosterLifeMutations,
    records::RecordMutations,
    facts::FactMutations,
    work::MeetingMutations,
    work::CalendarMutations,
    work::CaseMutations,
    work::AgendaMutations,
    work::AdviceMutations,
    work::PaperMutations,
    authorities::AuthorityMutations,
    invitations::InvitationMutations,
    withdrawals::WithdrawalMutations,
);
