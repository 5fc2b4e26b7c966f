//! From an input to an act, and from what was done to the answer.
//!
//! May import: `graphql`, `store`, `access`, `domain`, `error`, `digest`.

use std::{collections::BTreeMap, sync::Arc};

use async_graphql::Context;

use crate::{
    access::door,
    digest::sha256,
    domain::{council::Council, id::CouncilId, message::said},
    error::{Refusal, Refusals},
    graphql::{
        entered::Role,
        error::{Result, failed},
        public::{council, view::View},
        session::{Scope, Session},
    },
    store::{Done, WriteOptions, act::Act},
};

/// How a mutation is to be done, as its input says it.
#[derive(Debug, Default)]
pub(super) struct How {
    pub(super) dry_run: bool,
    pub(super) idempotency_key: Option<String>,
    pub(super) expected_revision: Option<i64>,
}

/// How an input says that it is to be done.
macro_rules! how {
    ($input:ident) => {
        $crate::graphql::mutation::perform::How {
            dry_run: false,
            idempotency_key: $input.idempotency_key.clone(),
            expected_revision: $input.expected_revision,
        }
    };
}

pub(super) use how;

/// What came of a mutation.
pub(super) struct Performed<Outcome> {
    /// What the act answers, and the register afterwards.
    pub(super) done: Option<(Outcome, After)>,
    pub(super) warnings: Vec<Refusal>,
    pub(super) user_errors: Refusals,
}

/// The register after the act.
pub(super) struct After {
    session: Session,
    scope: Arc<Scope>,
    councils: BTreeMap<CouncilId, Arc<Council>>,
    /// The council that the act is about: the first that it asks for.
    about: Option<CouncilId>,
}

/// Longest idempotency key, in characters.
const LONGEST_KEY: usize = 200;

/// Does the act for the caller of the request.
pub(super) async fn perform<A: Act>(ctx: &Context<'_>, act: A, how: How) -> Result<Performed<A::Outcome>> {
    let session = Session::of(ctx)?;
    // PostgreSQL takes no text with a NUL in it.
    let fits = |key: &String| (1..=LONGEST_KEY).contains(&key.chars().count()) && !key.contains('\0');
    if how.idempotency_key.as_ref().is_some_and(|key| !fits(key)) {
        let message =
            said!("en nøkkel på 1 til {LONGEST_KEY} tegn trengs", "a key of 1 to {LONGEST_KEY} characters is needed");
        return Ok(Performed::refused(vec![Refusal::bad_input("idempotencyKey", message)]));
    }
    if session.caller.is_anonymous() {
        return Ok(Performed::refused(vec![Refusal::unauthenticated()]));
    }
    // A document may have several fields, each with a change of its own: the key of the head is each one's with its name.
    let of_head = || session.idempotency_key.as_ref().map(|key| format!("{key} {}", ctx.item.node.response_key().node));
    let options = WriteOptions {
        dry_run: how.dry_run,
        idempotency: how.idempotency_key.or_else(of_head).map(|key| (key, fingerprint(&act))),
        expected_revision: how.expected_revision,
    };
    let about = act.needs(&session.snapshot.directory).councils.first().copied();
    match session.store.write(&session.caller, act, session.now, session.today, options).await {
        Ok(Ok(done)) => Ok(Performed::of(session, done, about)),
        Ok(Err(refusals)) => Ok(Performed::refused(refusals)),
        Err(wrong) => Err(failed(wrong)),
    }
}

/// Does what was made of an input, where everything that it names was found.
pub(super) async fn perform_if<A: Act, Refused: Into<Refusals>>(
    ctx: &Context<'_>,
    act: std::result::Result<A, Refused>,
    how: How,
) -> Result<Performed<A::Outcome>> {
    match act {
        Ok(act) => perform(ctx, act, how).await,
        Err(refused) => Ok(Performed::refused(refused.into())),
    }
}

/// A digest of everything that was asked for, so that a key cannot be used for something else.
fn fingerprint<A: Act>(act: &A) -> String {
    sha256(&format!("{} {act:?}", A::NAME))
}

impl<Outcome> Performed<Outcome> {
    fn of(session: &Session, done: Done<Outcome>, about: Option<CouncilId>) -> Self {
        // Who registers a council is its secretariat from then on, which the caller of the request was not yet.
        for council in done.councils.values() {
            session.enters(&council.head, Role::Acting);
        }
        let mut session = session.clone();
        session.caller = done.caller;
        let scope = session.scope(None).pretending(done.directory, done.councils.values().cloned());
        Self {
            done: Some((done.outcome, After { session, scope, councils: done.councils, about })),
            warnings: done.warnings,
            user_errors: Vec::new(),
        }
    }

    pub(super) fn refused(refusals: Refusals) -> Self {
        Self { done: None, warnings: Vec::new(), user_errors: refusals }
    }
}

impl After {
    /// The register as objects hold it.
    pub(super) const fn scope(&self) -> &Arc<Scope> {
        &self.scope
    }

    /// The value of the council afterwards, as the caller who changed it may see it.
    pub(super) fn view(&self) -> Option<View> {
        self.view_of(self.about?)
    }

    fn view_of(&self, council: CouncilId) -> Option<View> {
        let value = self.councils.get(&council)?;
        let access = self.session.sees(&value.head)?;
        Some(View::public(Arc::clone(&self.scope), access, Arc::clone(value)))
    }

    /// The value of the council afterwards behind the private door that admits the caller: the secretariat's, else the
    /// members'.
    pub(super) fn inside(&self) -> Option<View> {
        let value = Arc::clone(self.councils.get(&self.about?)?);
        let sight = door::private(&self.session.caller, &value, self.session.today)?;
        Some(View::through(Arc::clone(&self.scope), sight, value))
    }

    /// The council afterwards, as the caller who changed it may see it.
    pub(super) fn council(&self) -> Option<council::Council> {
        self.council_of(self.about?)
    }

    /// Another council afterwards, which the act made or found.
    pub(super) fn council_of(&self, council: CouncilId) -> Option<council::Council> {
        self.view_of(council).map(|view| council::Council::loaded(&view))
    }
}
