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
        error::{Result, failed, internal},
        public::{council, view::View},
        session::{Scope, Session},
    },
    store::{Done, Once, Word, WriteOptions, act::Act},
};

/// How a mutation is to be done, as its input says it.
#[derive(Debug, Default)]
pub(super) struct How {
    pub(super) dry_run: bool,
    pub(super) idempotency_key: Option<String>,
    pub(super) expected_revision: Option<i64>,
    /// What a secret of the answer is made of.
    pub(super) seed: Option<String>,
}

impl How {
    /// Once under this word of the caller's, where there is one.
    pub(super) fn once(idempotency_key: Option<String>) -> Self {
        Self { idempotency_key, ..Self::default() }
    }
}

/// How an input says that it is to be done.
macro_rules! how {
    ($input:ident) => {
        $crate::graphql::mutation::perform::How {
            expected_revision: $input.expected_revision,
            ..$crate::graphql::mutation::perform::How::once($input.idempotency_key.clone())
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
    seed: Option<String>,
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
    let options =
        WriteOptions { dry_run: how.dry_run, once: once(ctx, &how)?, expected_revision: how.expected_revision };
    match Box::pin(session.store.write(&session.caller, act, session.now, session.today, options)).await {
        Ok(answered) => Ok(Performed::answered(session, answered)),
        Err(wrong) => Err(failed(wrong)),
    }
}

/// Does what was made of an input, where everything that it names was found.
pub(super) async fn perform_if<A: Act, Refused: Into<Refusals>>(
    ctx: &Context<'_>,
    act: std::result::Result<A, Refused>,
    how: How,
) -> Result<Performed<A::Outcome>> {
    let refused = match act {
        // On the heap, as below: there are as many of these as there are mutations, each within a resolver's own.
        Ok(act) => return Box::pin(perform(ctx, act, how)).await,
        Err(refused) => refused.into(),
    };
    // What it names may be hidden from whoever asks by now, although it was done.
    let session = Session::of(ctx)?;
    let before = match once(ctx, &how)? {
        Some(once) => Box::pin(session.store.answered::<A>(&session.caller, &once)).await.map_err(failed)?,
        None => None,
    };
    Ok(before.map_or_else(|| Performed::refused(refused), |answered| Performed::answered(session, answered)))
}

/// That the act of this field is done once, where its input or the head of the request has a key. A document may have
/// several fields, each with a change of its own: the key of the head is each one's with its name.
fn once(ctx: &Context<'_>, how: &How) -> Result<Option<Once>> {
    let head = Session::of(ctx)?.idempotency_key.as_ref();
    let act = match (&how.idempotency_key, head) {
        (Some(key), _) => Word::of_input(key, asked(ctx)?),
        (None, Some(head)) => Word::of_field(&head.key, &ctx.item.node.response_key().node, asked(ctx)?),
        (None, None) => return Ok(None),
    };
    let request = head.map(|head| Word::of_request(&head.key, head.request.clone()));
    Ok(Some(Once { act, request, seed: how.seed.clone() }))
}

/// Why nothing of the request is done, where the key in its head was used for another one. For what is done beside the gate.
pub(super) async fn reused(session: &Session) -> Result<Option<Refusals>> {
    let Some(head) = &session.idempotency_key else { return Ok(None) };
    let request = Word::of_request(&head.key, head.request.clone());
    session.store.reused(&session.caller, &request).await.map_err(failed)
}

/// A digest of what the client asked this field for, as it was sent: not of what was made of it, which may be another
/// thing the next time. The order of what stands in an object makes no difference.
fn asked(ctx: &Context<'_>) -> Result<String> {
    let mut input = BTreeMap::new();
    for (name, value) in ctx.field().arguments()? {
        input.insert(name, value.into_json().map_err(internal)?);
    }
    let name = ctx.item.node.name.node.as_str();
    Ok(sha256(&serde_json::to_string(&(name, input)).map_err(internal)?))
}

impl<Outcome> Performed<Outcome> {
    fn answered(session: &Session, answered: std::result::Result<Done<Outcome>, Refusals>) -> Self {
        match answered {
            Ok(done) => Self::of(session, done),
            Err(refusals) => Self::refused(refusals),
        }
    }

    fn of(session: &Session, done: Done<Outcome>) -> Self {
        // Who registers a council is its secretariat from then on, which the caller of the request was not yet.
        for council in done.councils.values() {
            session.enters(&council.head, Role::Acting);
        }
        let mut session = session.clone();
        session.caller = done.caller;
        let scope = session.scope(None).pretending(done.directory, done.councils.values().cloned());
        let after = After { session, scope, councils: done.councils, about: done.about, seed: done.seed };
        Self { done: Some((done.outcome, after)), warnings: done.warnings, user_errors: Vec::new() }
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

    /// What a secret of this answer is made of.
    pub(super) fn seed(&self) -> Option<&str> {
        self.seed.as_deref()
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
