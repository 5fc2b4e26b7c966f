//! The whole way from a query's text to a document that may run: scan, parse once, measure, compare.
//!
//! May import: the engine's parser, [`super`], `graphql::engine_words`, `domain::message`, `error`.

use std::sync::Arc;

use async_graphql::{
    Positioned, ServerError, Variables,
    parser::{
        parse_query,
        types::{DocumentOperations, ExecutableDocument, OperationDefinition, OperationType},
    },
};

use super::{Limits, Measured, measure, scan};
use crate::{domain::message::said, error::ErrorCode, graphql::engine_words};

/// A document that may run.
#[derive(Debug)]
pub struct Admitted {
    /// Parsed, to be handed to the engine as it is.
    pub document: ExecutableDocument,
    /// What it measures.
    pub measured: Measured,
    /// Whether it came before, so that it was not parsed again.
    pub known: bool,
}

/// A document that may not run.
#[derive(Debug)]
pub struct Denied {
    /// Why, with a code.
    pub error: ServerError,
    /// What it measures, where it came that far.
    pub measured: Option<Measured>,
    /// Whether it is a query, a mutation or a subscription, where that is known.
    pub kind: Option<OperationType>,
}

/// Takes a query's text to a document that may run.
///
/// # Errors
/// [`Denied`] with the first reason found.
pub fn admit(
    text: &str,
    operation_name: Option<&str>,
    variables: &Variables,
    limits: &Limits,
) -> Result<Admitted, Box<Denied>> {
    scan(text, limits).map_err(|refused| deny(refused.into(), None))?;
    let document = parse_query(text).map_err(|error| deny(parse_failed(error.into()), None))?;
    weigh(document, operation_name, variables, limits)
}

fn deny(error: ServerError, measured: Option<Measured>) -> Box<Denied> {
    Box::new(Denied { error, measured, kind: None })
}

/// The second half of [`admit`]: measures a parsed document and compares.
pub(super) fn weigh(
    document: ExecutableDocument,
    operation_name: Option<&str>,
    variables: &Variables,
    limits: &Limits,
) -> Result<Admitted, Box<Denied>> {
    let kind = selected(&document, operation_name).map(|operation| operation.node.ty);
    let deny = |error, measured| Box::new(Denied { error, measured, kind });
    let measured =
        measure(&document, operation_name, variables, limits).map_err(|refused| deny(refused.into(), None))?;
    measured.check(limits).map_err(|refused| deny(refused.into(), Some(measured)))?;
    Ok(Admitted { document, measured, known: false })
}

/// The operation that the engine will run, by the engine's own rule; `None` where it will refuse to choose.
#[must_use]
pub fn selected<'d>(
    document: &'d ExecutableDocument,
    operation_name: Option<&str>,
) -> Option<&'d Positioned<OperationDefinition>> {
    match (&document.operations, operation_name) {
        (DocumentOperations::Single(operation), None) => Some(operation),
        (DocumentOperations::Multiple(operations), Some(name)) => operations.get(name),
        (DocumentOperations::Multiple(operations), None) if operations.len() == 1 => operations.values().next(),
        (DocumentOperations::Single(_), Some(_)) | (DocumentOperations::Multiple(_), None) => None,
    }
}

/// The parser's message without its drawing of the text: the last line says what was expected, the location where.
fn parse_failed(mut error: ServerError) -> ServerError {
    let expected = error.message.lines().last().unwrap_or_default().trim_start_matches([' ', '=']).to_owned();
    let expected = engine_words::parser(&expected);
    let message = said!(
        ["Spørringen er ikke et GraphQL-dokument: {}.", expected.nb],
        ["The query is not a GraphQL document: {}.", expected.en]
    );
    error.message = message.to_string();
    error.extensions.get_or_insert_default().set("code", ErrorCode::GraphqlParseFailed.word());
    error.source = Some(Arc::new(message));
    error
}
