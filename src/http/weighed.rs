//! A document that was found and weighed, and may run: made in one place, whichever protocol it came by.
//!
//! May import: the engine's request types, [`super`], [`crate::graphql::limits`].

use async_graphql::{
    Data, Request as GraphqlRequest, ServerError, Variables,
    parser::types::{ExecutableDocument, OperationType},
};
use tracing::Span;

use super::{errors, frame::RequestId, front::Front, observe::About, problem::Problem, texts::Found};
use crate::graphql::limits::{Admitted, selected};

/// A document that may run, with everything that the engine is handed.
#[derive(Clone)]
pub(super) struct Weighed {
    pub found: Found,
    operation_name: Option<String>,
    variables: Variables,
    pub document: ExecutableDocument,
    pub cost: u64,
    /// What it does; not known where the engine will refuse to choose among its operations.
    pub kind: Option<OperationType>,
}

/// Why a document does not run.
#[derive(Debug)]
pub(super) enum Unfit {
    /// The request is not right.
    Problem(Problem),
    /// The document is not right.
    Document {
        /// Why.
        error: ServerError,
        /// What it weighs, where it came that far.
        cost: u64,
    },
}

impl Weighed {
    /// Weighs the document for these variables. Where a request only reads, one that changes something does not run.
    #[expect(clippy::result_large_err, reason = "looked at where it is made, once for a document that is not right")]
    pub(super) fn of(
        front: &Front,
        found: Found,
        operation_name: Option<String>,
        variables: Variables,
        reading: bool,
    ) -> Result<Self, Unfit> {
        let admitted = front.documents.admit(&found.text, operation_name.as_deref(), &variables, &front.limits);
        let changes = |kind| reading && kind == Some(OperationType::Mutation);
        let Admitted { document, measured, known } = admitted.map_err(|denied| {
            if changes(denied.kind) {
                return Unfit::Problem(Problem::MutationByGet);
            }
            front.observer.refused(errors::code(&denied.error));
            Unfit::Document { cost: denied.measured.map_or(0, |measured| measured.cost), error: denied.error }
        })?;
        front.observer.looked_for_parsed(known);
        let kind = selected(&document, operation_name.as_deref()).map(|operation| operation.node.ty);
        if changes(kind) {
            return Err(Unfit::Problem(Problem::MutationByGet));
        }
        Ok(Self { found, operation_name, variables, document, cost: measured.cost, kind })
    }

    /// Whether it is a subscription.
    pub(super) fn follows(&self) -> bool {
        self.kind == Some(OperationType::Subscription)
    }

    /// The operation that was chosen.
    pub(super) fn operation_name(&self) -> Option<&str> {
        self.operation_name.as_deref()
    }

    /// What its log lines stand in.
    pub(super) fn span(&self, id: RequestId) -> Span {
        let about = self.about();
        tracing::info_span!("operation", %id, name = about.name.as_deref(), kind = about.kind(), cost = self.cost)
    }

    /// What is known about it.
    pub(super) fn about(&self) -> About {
        About::of(self.name(), self.kind, self.cost)
    }

    /// The name as it stands in the document.
    fn name(&self) -> Option<&str> {
        let chosen = selected(&self.document, self.operation_name())?;
        let (name, _) = self.document.operations.iter().find(|(_, one)| std::ptr::eq(*one, chosen))?;
        name.map(async_graphql::Name::as_str)
    }

    /// To be handed to the engine.
    pub(super) fn into_request(self, data: Data) -> GraphqlRequest {
        let mut request = GraphqlRequest::new(&*self.found.text).variables(self.variables);
        request.operation_name = self.operation_name;
        request.set_parsed_query(self.document);
        request.data = data;
        request
    }

    /// To be handed to the engine, and again.
    pub(super) fn request(&self, data: Data) -> GraphqlRequest {
        self.clone().into_request(data)
    }
}
