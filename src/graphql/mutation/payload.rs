//! What mutations answer: the changed node, warnings, and what was wrong.
//!
//! May import: `graphql`, `error`.

/// Makes the payload type of a mutation.
macro_rules! payload {
    ($(#[$doc:meta])* $name:ident { $(#[$field_doc:meta])* $field:ident: $node:ty }) => {
        $(#[$doc])*
        #[derive(async_graphql::SimpleObject)]
        pub struct $name {
            $(#[$field_doc])*
            $field: Option<$node>,
            /// What was let pass, but should be looked at.
            warnings: Vec<crate::error::Refusal>,
            /// What was wrong; then nothing was written.
            user_errors: Vec<crate::error::Refusal>,
        }

        impl $name {
            pub(in crate::graphql::mutation) fn of<Outcome>(
                performed: crate::graphql::mutation::perform::Performed<Outcome>,
                node: impl FnOnce(&Outcome, &crate::graphql::mutation::perform::After) -> Option<$node>,
            ) -> Self {
                let $field = performed.done.as_ref().and_then(|(outcome, after)| node(outcome, after));
                Self { $field, warnings: performed.warnings, user_errors: performed.user_errors }
            }
        }
    };
}

pub(super) use payload;
