//! The caller: who sent the request, with what the register knows about them.
//!
//! May import: `domain`, `access`.

use chrono::NaiveDate;

use crate::domain::{
    id::{AccountId, OrganisationId, PersonId},
    organisation_number::OrganisationNumber,
    people::{Account, Authority, Grant},
};

use super::token::Identity;

/// Who sent the request.
#[derive(Clone, Debug)]
pub struct Caller {
    who: Who,
}

#[derive(Clone, Debug)]
enum Who {
    Anonymous,
    Console,
    Account {
        account: Box<Account>,
        authorities: Vec<Authority>,
        vouched_number: Option<OrganisationNumber>,
        vouched_for: Option<OrganisationId>,
    },
}

impl Caller {
    /// Nobody in particular.
    #[must_use]
    pub const fn anonymous() -> Self {
        Self { who: Who::Anonymous }
    }

    /// Whoever runs the command line on the database itself: they could write into it without asking, so they are an
    /// operator.
    #[must_use]
    pub const fn console() -> Self {
        Self { who: Who::Console }
    }

    /// The bearer of a verified token. `vouched_for` is the organisation whose number a trusted issuer put into the
    /// token, where the register knows it.
    #[must_use]
    pub fn signed_in(
        identity: &Identity,
        account: Account,
        authorities: Vec<Authority>,
        vouched_for: Option<OrganisationId>,
    ) -> Self {
        Self {
            who: Who::Account {
                account: Box::new(account),
                authorities,
                vouched_number: identity.organisation,
                vouched_for,
            },
        }
    }

    /// The account in whose name a link of ours was made. No issuer vouches for it now.
    #[must_use]
    pub fn linked(account: Account, authorities: Vec<Authority>) -> Self {
        Self { who: Who::Account { account: Box::new(account), authorities, vouched_number: None, vouched_for: None } }
    }

    /// Whoever holds the secret of an account's private calendar: the account, as far as the register knows it. No issuer
    /// vouches for anything here.
    #[must_use]
    pub fn of_calendar(account: Account, authorities: Vec<Authority>) -> Self {
        let (vouched_number, vouched_for) = (None, None);
        Self { who: Who::Account { account: Box::new(account), authorities, vouched_number, vouched_for } }
    }

    /// The same caller with the authorities as they are now.
    #[must_use]
    pub fn with_authorities(&self, now: Vec<Authority>) -> Self {
        let mut caller = self.clone();
        if let Who::Account { authorities, .. } = &mut caller.who {
            *authorities = now;
        }
        caller
    }

    /// Whether nobody signed in.
    #[must_use]
    pub const fn is_anonymous(&self) -> bool {
        matches!(self.who, Who::Anonymous)
    }

    /// The account that signed in.
    #[must_use]
    pub fn account(&self) -> Option<&Account> {
        if let Who::Account { account, .. } = &self.who { Some(account) } else { None }
    }

    /// The identity of the account that signed in.
    #[must_use]
    pub fn account_id(&self) -> Option<AccountId> {
        self.account().map(|account| account.id)
    }

    /// The person whose account signed in, once linked.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.account()?.person
    }

    /// The organisation that a trusted issuer vouches for.
    #[must_use]
    pub const fn vouched_for(&self) -> Option<OrganisationId> {
        if let Who::Account { vouched_for, .. } = &self.who { *vouched_for } else { None }
    }

    /// The number of the organisation that a trusted issuer vouches for, whether or not the register knows it.
    #[must_use]
    pub const fn vouched_number(&self) -> Option<OrganisationNumber> {
        if let Who::Account { vouched_number, .. } = &self.who { *vouched_number } else { None }
    }

    /// The authorities that are in force on the day, those that the register granted.
    pub fn authorities_on(&self, day: NaiveDate) -> impl Iterator<Item = &Authority> {
        let all = if let Who::Account { authorities, .. } = &self.who { authorities.as_slice() } else { &[] };
        all.iter().filter(move |authority| authority.period.contains(day))
    }

    /// Whether the caller has this authority on the day: granted, or for a registrar vouched for by the issuer.
    #[must_use]
    pub(super) fn holds(&self, grant: Grant, day: NaiveDate) -> bool {
        match (&self.who, grant) {
            (Who::Console, Grant::Operator) => true,
            (Who::Account { vouched_for: Some(vouched), .. }, Grant::Registrar(organisation))
                if *vouched == organisation =>
            {
                true
            }
            _ => self.authorities_on(day).any(|authority| authority.grant == grant),
        }
    }

    /// What the audit log calls the caller.
    #[must_use]
    pub fn label(&self) -> String {
        match &self.who {
            Who::Anonymous => "anonymous".to_owned(),
            Who::Console => "console".to_owned(),
            Who::Account { account, .. } => account.label.clone().unwrap_or_else(|| account.subject.clone()),
        }
    }
}
