//! From a document that was weighed to an operation that may run: who asks, and the one field that they follow.
//!
//! May import: [`super`], [`crate::http`], [`crate::graphql`], `domain`, `error`.

use async_graphql::{
    Pos, Positioned, ServerError,
    parser::types::{DocumentOperations, ExecutableDocument, Selection},
};
use tokio::time::timeout;

use super::operation::{Operation, Running};
use crate::{
    domain::{message::said, text::Lang},
    error::ErrorCode,
    graphql::limits::selected,
    http::{
        answer::{Circumstances, Refused},
        beginning::Beginning,
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
    /// What it is called.
    pub(super) fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Problem(problem) => Some(problem.code()),
            Self::Document(refused) => refused.code,
        }
    }

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
        let Self { mut weighed, asked, id, mut watched } = self;
        let follows = weighed.follows();
        if follows && let Err(error) = at_the_top(&mut weighed) {
            watched.ends(Some(ErrorCode::GraphqlValidationFailed));
            return Err(Refusal::Document(refused(front, asked.errors_in(), id, weighed.cost, vec![error])));
        }
        asked.payers.charge(weighed.cost);
        let span = weighed.span(id);
        let beginning = if follows { Beginning::followed(&front.changes) } else { Beginning::default() };
        let asked = Asked { cost: weighed.cost, beginning, ..asked };
        let data = (front.authenticate)(asked.clone()).await.map_err(Problem::from);
        let data = data.inspect_err(|problem| watched.ends(Some(problem.code())))?;
        let stay = asked.stay.end();
        let front = front.clone();
        let begun = None;
        Ok(Running { front, weighed, asked, id, follows, begun, changes: None, data, stay, span, watched })
    }
}

/// Puts the one field of a subscription (GraphQL, section 5.2.4.1) where the engine looks for it. The engine follows as many
/// as stand at the top, and none that stands in a fragment. The fragment stays, so that it is found valid or not.
fn at_the_top(weighed: &mut Weighed) -> Result<(), ServerError> {
    let name = weighed.operation_name().map(str::to_owned);
    let Some(operation) = selected(&weighed.document, name.as_deref()) else { return Ok(()) };
    let top = &operation.node.selection_set.node.items;
    let Some(field) = only_field(&weighed.document, top) else { return Err(not_one_field(operation.pos)) };
    if top.first().is_some_and(|first| std::ptr::eq(first, field)) {
        return Ok(());
    }
    let field = field.clone();
    let operation = match &mut weighed.document.operations {
        DocumentOperations::Single(operation) => Some(operation),
        DocumentOperations::Multiple(operations) => match name {
            Some(name) => operations.get_mut(name.as_str()),
            None => operations.values_mut().next(),
        },
    };
    if let Some(operation) = operation {
        operation.node.selection_set.node.items.insert(0, field);
    }
    Ok(())
}

/// The one field that is selected here, in however many fragments it stands; None where there are directives, which may
/// leave it out, or more of anything.
fn only_field<'d>(
    document: &'d ExecutableDocument,
    mut items: &'d [Positioned<Selection>],
) -> Option<&'d Positioned<Selection>> {
    // A fragment that leads to itself is nobody's field.
    let mut fragments = document.fragments.len();
    loop {
        let [one] = items else { return None };
        items = match &one.node {
            Selection::Field(field) => {
                let plain = field.node.directives.is_empty() && !field.node.name.node.starts_with("__");
                return plain.then_some(one);
            }
            Selection::InlineFragment(inline) if inline.node.directives.is_empty() => {
                &inline.node.selection_set.node.items
            }
            Selection::FragmentSpread(spread) if spread.node.directives.is_empty() => {
                fragments = fragments.checked_sub(1)?;
                &document.fragments.get(&spread.node.fragment_name.node)?.node.selection_set.node.items
            }
            Selection::InlineFragment(_) | Selection::FragmentSpread(_) => return None,
        };
    }
}

fn not_one_field(at: Pos) -> ServerError {
    ServerError::from(crate::graphql::limits::Refused {
        code: ErrorCode::GraphqlValidationFailed,
        message: said!(
            "Det som følges, er ett felt, øverst i dokumentet eller i ett fragment der, og uten direktiver.",
            "A subscription asks for one field, which stands at its top or in one fragment there, without directives."
        ),
        limit: None,
        measured: None,
        at: Some(at),
    })
}
