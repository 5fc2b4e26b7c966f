//! The session of a request, and when it is made: once the engine has found the document valid, and not before.
//!
//! Who asks and where the register stands are asked of the database, and a document that is refused is to cost nobody
//! anything. Between finding a document valid and running it the engine calls nobody but its extensions, and where there is one every
//! field of every answer is slower. So the roots of the schema stand behind a [`Threshold`]: before the first of their fields
//! is resolved, it has the session made.
//!
//! May import: the engine, [`super::session`], [`super::error`].

use std::{borrow::Cow, pin::Pin, sync::Arc};

use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, Response, ServerError,
    ServerResult, SubscriptionType, Value, parser::types::Field, registry::Registry, resolver_utils::resolve_container,
};
use futures_util::{
    FutureExt, Stream, StreamExt,
    future::{BoxFuture, Shared},
    stream::once,
};

use super::{
    error::{NotOpened, not_opened},
    session::Session,
};

/// A session that is made when it is first needed, in the data of a request.
pub struct Opening(Shared<BoxFuture<'static, Result<Arc<Session>, NotOpened>>>);

impl Opening {
    /// The session that `make` makes.
    #[must_use]
    pub fn new(make: impl Future<Output = Result<Session, NotOpened>> + Send + 'static) -> Self {
        Self(make.map(|made| made.map(Arc::new)).boxed().shared())
    }

    /// The session, where it has been made.
    pub(super) fn session(&self) -> Option<&Session> {
        self.0.peek()?.as_deref().ok()
    }

    async fn open(&self) -> Result<(), NotOpened> {
        if self.session().is_some() { Ok(()) } else { self.0.clone().await.map(drop) }
    }
}

impl From<Session> for Opening {
    /// A session that has been made.
    fn from(session: Session) -> Self {
        let opening = Self::new(std::future::ready(Ok(session)));
        // What is ready is there once it has been asked for.
        let _ = opening.open().now_or_never();
        opening
    }
}

/// Has the session of the request made.
async fn open(ctx: &Context<'_>) -> ServerResult<()> {
    let opened = match ctx.data::<Opening>() {
        Ok(opening) => opening.open().await,
        Err(_) => Err(NotOpened),
    };
    opened.map_err(|NotOpened| ctx.set_error_path(not_opened().into_server_error(ctx.item.pos)))
}

/// A root of the schema whose fields find a session.
#[derive(Debug, Default)]
pub struct Threshold<T>(T);

impl<T: ObjectType> ContainerType for Threshold<T> {
    async fn resolve_field(&self, ctx: &Context<'_>) -> ServerResult<Option<Value>> {
        open(ctx).await?;
        self.0.resolve_field(ctx).await
    }

    async fn find_entity(&self, ctx: &Context<'_>, params: &Value) -> ServerResult<Option<Value>> {
        open(ctx).await?;
        self.0.find_entity(ctx, params).await
    }
}

impl<T: ObjectType> OutputType for Threshold<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, ctx: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(ctx, self).await
    }
}

impl<T: ObjectType> ObjectType for Threshold<T> {}

type Events<'a> = Pin<Box<dyn Stream<Item = Response> + Send + 'a>>;

impl<T: SubscriptionType> SubscriptionType for Threshold<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    fn create_field_stream<'a>(&'a self, ctx: &'a Context<'_>) -> Option<Events<'a>> {
        // A stream does nothing until somebody wants its first event.
        let events = self.0.create_field_stream(ctx)?;
        let opened = async move {
            match open(ctx).await {
                Ok(()) => events,
                Err(wrong) => failed(wrong),
            }
        };
        Some(Box::pin(once(opened).flatten()))
    }
}

fn failed<'a>(wrong: ServerError) -> Events<'a> {
    Box::pin(once(std::future::ready(Response::from_errors(vec![wrong]))))
}
