//! Documents that came before: clients send the same few texts again and again, and parsing one takes as long as a
//! tenth of a page.
//!
//! May import: the engine's parser types, [`super`].

use std::{fmt, sync::Arc};

use async_graphql::{Variables, parser::types::ExecutableDocument};
use quick_cache::sync::Cache;

use super::{Admitted, Denied, Limits, admit, admit::weigh};

/// How many documents are kept.
const MOST: usize = 64;

/// The longest text that is kept, in bytes. What a document takes in memory is some ten times its text, so that all
/// of them together stay below a few megabytes, whoever sends them.
const LONGEST: usize = 6_000;

/// The parsed documents that were asked for most, by their text. They have passed [`super::scan`] with the ceilings
/// that they are asked with: keep one of these for each set of ceilings.
pub struct Documents(Cache<Box<str>, Arc<ExecutableDocument>>);

impl Default for Documents {
    fn default() -> Self {
        Self(Cache::new(MOST))
    }
}

impl fmt::Debug for Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents").field("kept", &self.0.len()).finish()
    }
}

impl Documents {
    /// As [`admit`]; a text that was admitted before is not parsed again. It is weighed again, since what a document
    /// weighs depends on its variables.
    ///
    /// # Errors
    /// [`Denied`] with the first reason found.
    pub fn admit(
        &self,
        text: &str,
        operation_name: Option<&str>,
        variables: &Variables,
        limits: &Limits,
    ) -> Result<Admitted, Box<Denied>> {
        if let Some(known) = self.0.get(text) {
            let admitted = weigh(ExecutableDocument::clone(&known), operation_name, variables, limits)?;
            return Ok(Admitted { known: true, ..admitted });
        }
        let admitted = admit(text, operation_name, variables, limits)?;
        if text.len() <= LONGEST {
            self.0.insert(text.into(), Arc::new(admitted.document.clone()));
        }
        Ok(admitted)
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::Variables;
    use serde_json::json;

    use super::*;

    const PAGE: &str = "query P($n: Int) { councils(first: $n) { nodes { name } } }";

    fn of(number: i32) -> Variables {
        Variables::from_json(json!({ "n": number }))
    }

    #[test]
    fn a_document_that_came_before_is_the_same_document() {
        let (documents, limits) = (Documents::default(), Limits::default());
        let first = documents.admit(PAGE, None, &of(5), &limits).unwrap();
        let again = documents.admit(PAGE, None, &of(5), &limits).unwrap();
        assert_eq!(documents.0.len(), 1);
        assert_eq!((first.known, again.known), (false, true));
        assert_eq!(format!("{:?}", first.document), format!("{:?}", again.document));
        assert_eq!(first.measured, again.measured);
    }

    #[test]
    fn it_is_weighed_with_the_variables_of_each_time() {
        let (documents, limits) = (Documents::default(), Limits::default());
        let small = documents.admit(PAGE, None, &of(5), &limits).unwrap();
        assert!(documents.admit(PAGE, None, &of(50), &limits).unwrap().measured.cost > small.measured.cost);
        assert!(documents.admit(PAGE, None, &of(1_000_000), &limits).is_err());
    }

    #[test]
    fn what_was_refused_and_what_is_long_is_not_kept() {
        let (documents, limits) = (Documents::default(), Limits::default());
        assert!(documents.admit("{ councils", None, &Variables::default(), &limits).is_err());
        let long = format!("{{ councils {{ totalCount }} }}{}", " ".repeat(LONGEST));
        assert!(documents.admit(&long, None, &Variables::default(), &limits).is_ok());
        assert_eq!(documents.0.len(), 0);
    }
}
