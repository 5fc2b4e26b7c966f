//! From the parameters of an operation to one that may run: the same way as a POST takes, whichever protocol it came by.
//!
//! May import: [`super`], [`crate::http`], [`crate::graphql`].

use async_graphql::{
    Data, ServerError, Variables,
    parser::types::{ExecutableDocument, OperationType, Selection},
};
use tokio::{sync::watch, time::timeout};

use super::operation::{Operation, Running};
use crate::{
    domain::{message::said, text::Lang},
    error::ErrorCode,
    graphql::limits::{Admitted, selected},
    http::{
        answer::{Circumstances, Refused},
        frame::RequestId,
        front::{Asked, Front},
        graphql::{kind, name},
        problem::Problem,
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

impl From<Problem> for Refusal {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

/// The errors of a document that did not run, as they go out.
pub(super) fn refused(front: &Front, lang: Lang, id: RequestId, cost: u64, errors: Vec<ServerError>) -> Refused {
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
        let Self { params, asked, client, id, reading } = self;
        let lang = asked.errors_in();
        let found = front.texts.find(&params.document)?;
        let (operation_name, variables) = (params.operation_name, params.variables);
        let Admitted { document, measured } =
            match front.documents.admit(&found.text, operation_name.as_deref(), &variables, &front.limits) {
                Ok(admitted) => admitted,
                Err(denied) => {
                    let cost = denied.measured.map_or(0, |measured| measured.cost);
                    return Err(Refusal::Document(refused(front, lang, id, cost, vec![denied.error])));
                }
            };
        let cost = measured.cost;
        let kind = kind(&document, operation_name.as_deref());
        if reading && kind == Some(OperationType::Mutation) {
            return Err(Problem::MethodNotAllowed("POST").into());
        }
        let follows = kind == Some(OperationType::Subscription);
        if follows && let Err(error) = one_field(&document, operation_name.as_deref()) {
            return Err(Refusal::Document(refused(front, lang, id, cost, vec![error])));
        }
        if let Some(client) = &client {
            front.rates.charge(client, cost);
        }
        let span = tracing::info_span!(
            "operation",
            %id,
            name = name(&document, operation_name.as_deref()),
            kind = kind.map(tracing::field::display),
            cost,
        );
        // Before the register is looked at: what is written meanwhile is looked at again.
        let changes = (front.changes)();
        let asked = Asked { cost, ..asked };
        let data = (front.authenticate)(asked.clone()).await.map_err(Problem::from)?;
        let question = Question { found, operation_name, variables, document, cost };
        let stay = asked.stay.end();
        Ok(Running { front: front.clone(), question, asked, client, id, follows, changes, data, stay, span })
    }
}

/// What is asked.
pub(super) struct Question {
    pub found: crate::http::texts::Found,
    pub operation_name: Option<String>,
    pub variables: Variables,
    pub document: ExecutableDocument,
    pub cost: u64,
}

impl Question {
    /// To be handed to the engine.
    pub(super) fn request(&self, data: Data) -> async_graphql::Request {
        let mut request = async_graphql::Request::new(&*self.found.text).variables(self.variables.clone());
        request.operation_name.clone_from(&self.operation_name);
        request.set_parsed_query(self.document.clone());
        request.data = data;
        request
    }
}

/// What tells that the register changed.
pub(super) type Changes = watch::Receiver<i64>;

/// A subscription has one field (GraphQL, section 5.2.4.1). The engine follows as many as there are, and none that stands
/// in a fragment.
fn one_field(document: &ExecutableDocument, operation_name: Option<&str>) -> Result<(), ServerError> {
    let Some(operation) = selected(document, operation_name) else { return Ok(()) };
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
