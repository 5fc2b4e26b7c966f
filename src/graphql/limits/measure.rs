//! What a parsed document measures, and whether that is within the limits.
//!
//! May import: the engine's parser types, [`super`], `domain::message`.

use std::collections::BTreeMap;

use async_graphql::{
    Name, Positioned, Variables,
    parser::types::{Directive, ExecutableDocument, Selection, SelectionSet},
};

use super::{Limits, Refused, numbers, selected, tally::Walk, variables};
use crate::domain::message::said;

/// The weight of a document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// Nested fields, the deepest operation or fragment.
    pub depth: u64,
    /// Aliases in the whole text.
    pub aliases: u64,
    /// Directives in the whole text, wherever they stand.
    pub directives: u64,
    /// Selections with every fragment written out, over all operations.
    pub expanded_fields: u64,
    /// The cost of the operation that is to run.
    pub cost: u64,
    /// Nested fields below `__schema` and `__type`.
    pub introspection_depth: u64,
    /// Lists of types and fields nested below `__schema` and `__type`.
    pub introspection_lists: u64,
    /// The cost of introspection in the operation that is to run.
    pub introspection_cost: u64,
}

/// Measures a document: time grows with the text, not with what its fragments expand to.
///
/// # Errors
/// A fragment that contains itself, a page that is negative or too long, a required variable that is absent, one whose
/// whole number is out of the range of Int, a negative number in an input object. Whether the document is too large is for
/// [`Measured::check`] to say.
pub fn measure(
    document: &ExecutableDocument,
    operation_name: Option<&str>,
    values: &Variables,
    limits: &Limits,
) -> Result<Measured, Refused> {
    let chosen = selected(document, operation_name);
    let mut defaults = BTreeMap::new();
    if let Some(operation) = chosen {
        variables::check(&operation.node, values)?;
        for definition in &operation.node.variable_definitions {
            if let Some(default) = &definition.node.default_value {
                defaults.insert(definition.node.name.node.as_str(), &default.node);
            }
        }
    }
    let known = |name: &Name| values.get(name).or_else(|| defaults.get(name.as_str()).copied());
    for fragment in document.fragments.values() {
        numbers::check(&fragment.node.selection_set.node, &known)?;
    }
    for (_, operation) in document.operations.iter() {
        numbers::check(&operation.node.selection_set.node, &known)?;
    }
    let mut measured = Measured::default();
    let mut walk = Walk::new(document, defaults, values, limits);
    // The engine's validation visits what is not used as well, so that is measured too.
    for (name, fragment) in &document.fragments {
        measured.directives = measured.directives.saturating_add(fragment.node.directives.len() as u64);
        measured.count(&fragment.node.selection_set.node);
        let tally = walk.fragment(name, fragment)?;
        measured.depth = measured.depth.max(tally.depth);
        measured.introspection_depth = measured.introspection_depth.max(tally.introspection.depth);
        measured.expanded_fields = measured.expanded_fields.max(tally.expanded);
    }
    let mut expanded: u64 = 0;
    for (_, operation) in document.operations.iter() {
        let on_variables = operation.node.variable_definitions.iter().map(|one| one.node.directives.len() as u64);
        let directives = on_variables.sum::<u64>().saturating_add(operation.node.directives.len() as u64);
        measured.directives = measured.directives.saturating_add(directives);
        measured.count(&operation.node.selection_set.node);
        let tally = walk.operation(&operation.node.selection_set.node)?;
        measured.depth = measured.depth.max(tally.depth);
        measured.introspection_depth = measured.introspection_depth.max(tally.introspection.depth);
        measured.introspection_lists = measured.introspection_lists.max(tally.introspection.lists);
        expanded = expanded.saturating_add(tally.expanded);
        if chosen.is_some_and(|chosen| std::ptr::eq(chosen, operation)) {
            measured.cost = tally.cost;
            measured.introspection_cost = tally.introspection.cost;
        }
    }
    measured.expanded_fields = measured.expanded_fields.max(expanded);
    Ok(measured)
}

impl Measured {
    /// Compares with the ceilings.
    ///
    /// # Errors
    /// A [`Refused`] for the first ceiling that is passed.
    pub fn check(&self, limits: &Limits) -> Result<(), Refused> {
        let rows = [
            (
                said!("valg når fragmentene er skrevet ut", "selections when its fragments are written out"),
                self.expanded_fields,
                limits.expanded_fields,
            ),
            (said!("nivåer av felt i hverandre", "levels of nested fields"), self.depth, limits.depth),
            (said!("alias", "aliases"), self.aliases, limits.aliases),
            (said!("direktiver", "directives"), self.directives, limits.directives),
            (said!("som kostnad", "as its cost"), self.cost, limits.cost),
            (
                said!("nivåer av introspeksjon i hverandre", "levels of nested introspection"),
                self.introspection_depth,
                limits.introspection_depth,
            ),
            (
                said!("lister i hverandre i introspeksjonen", "nested lists of introspection"),
                self.introspection_lists,
                limits.introspection_lists,
            ),
            (
                said!("som kostnad for introspeksjonen", "as the cost of its introspection"),
                self.introspection_cost,
                limits.introspection_cost,
            ),
        ];
        match rows.into_iter().find(|(_, measured, limit)| measured > limit) {
            Some((what, measured, limit)) => Err(Refused::over(&what, measured, limit)),
            None => Ok(()),
        }
    }

    /// Counts aliases and directives as they are written, fragments once.
    fn count(&mut self, selections: &SelectionSet) {
        for selection in &selections.items {
            let directives: &Vec<Positioned<Directive>> = selection.node.directives();
            self.directives = self.directives.saturating_add(directives.len() as u64);
            match &selection.node {
                Selection::Field(field) => {
                    self.aliases = self.aliases.saturating_add(u64::from(field.node.alias.is_some()));
                    self.count(&field.node.selection_set.node);
                }
                Selection::InlineFragment(inline) => self.count(&inline.node.selection_set.node),
                Selection::FragmentSpread(_) => {}
            }
        }
    }
}
