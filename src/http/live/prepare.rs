//! From a document that was weighed to an operation that may run: who asks, and what they follow.
//!
//! May import: [`super`], [`crate::http`], [`crate::graphql`], `domain`, `error`.

use async_graphql::{ServerError, parser::types::Selection};
use tokio::{sync::watch, time::timeout};

use super::operation::{Operation, Running};
use crate::{
    domain::{message::said, text::Lang},
    error::ErrorCode,
    graphql::limits::selected,
    http::{
        answer::{Circumstances, Refused},
        frame::RequestId,
        front::{Asked, Front},
        problem::Problem,
        weighed::{Unfit, Weighed},
    },
};

/// Why an operation does not run.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The request is not right, or not now.
    Problem(Problem),
    /// The document is not right.
    Document(Refused),
}

impl Refusal {
    /// What is wrong with a document that was weighed, in this language.
    pub(super) fn of(unfit: Unfit, front: &Front, lang: Lang, id: RequestId) -> Self {
        match unfit {
            Unfit::Problem(problem) => Self::Problem(problem),
            Unfit::Document { error, cost } => Self::Document(refused(front, lang, id, cost, vec![error])),
        }
    }
}

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// The errors of a document that did not run, as they go out.
pub(in crate::http) fn refused(
    front: &Front,
    lang: Lang,
    id: RequestId,
    cost: u64,
    errors: Vec<ServerError>,
) -> Refused {
    let request_id = id.to_string();
    Refused::of(errors, &Circumstances { lang, limits: &front.limits, request_id: &request_id, cost })
}

impl Operation {
    /// Looks whether it may run, and who asks, in the time that a request has.
    pub(super) async fn prepare(self, front: &Front) -> Result<Running, Refusal> {
        let looked = timeout(front.patience, self.look(front)).await;
        looked.unwrap_or_else(|_| Err(Problem::Timeout.into()))
    }

    async fn look(self, front: &Front) -> Result<Running, Refusal> {
        let Self { weighed, asked, client, id, mut watched } = self;
        let follows = weighed.follows();
        if follows && let Err(error) = one_field(&weighed) {
            watched.ends(Some(ErrorCode::GraphqlValidationFailed));
            return Err(Refusal::Document(refused(front, asked.errors_in(), id, weighed.cost, vec![error])));
        }
        weighed.charge(front, client.as_ref());
        let span = weighed.span(id);
        // Before the register is looked at: what is written meanwhile is looked at again.
        let changes = (front.changes)();
        let asked = Asked { cost: weighed.cost, ..asked };
        let data = (front.authenticate)(asked.clone()).await.map_err(Problem::from);
        let data = data.inspect_err(|problem| watched.ends(Some(problem.code())))?;
        let stay = asked.stay.end();
        let front = front.clone();
        Ok(Running { front, weighed, asked, client, id, follows, changes, data, stay, span, watched })
    }
}

/// What tells that the register changed.
pub(super) type Changes = watch::Receiver<i64>;

/// A subscription has one field (GraphQL, section 5.2.4.1). The engine follows as many as there are, and none that stands
/// in a fragment.
fn one_field(weighed: &Weighed) -> Result<(), ServerError> {
    let Some(operation) = selected(&weighed.document, weighed.operation_name()) else { return Ok(()) };
    let one = match operation.node.selection_set.node.items.as_slice() {
        [one] => matches!(&one.node, Selection::Field(field)
            if !field.node.name.node.starts_with("__") && field.node.directives.is_empty()),
        _ => false,
    };
    if one {
        return Ok(());
    }
    Err(ServerError::from(crate::graphql::limits::Refused {
        code: ErrorCode::GraphqlValidationFailed,
        message: said!(
            "Det som følges, er ett felt, øverst i dokumentet: ikke i et fragment, og uten direktiver.",
            "A subscription asks for one field, which stands at its top: not in a fragment, and without directives."
        ),
        limit: None,
        measured: None,
        at: Some(operation.pos),
    }))
}
