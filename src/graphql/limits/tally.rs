//! The walk over a document's selections: each fragment is walked once, every sum saturates.
//!
//! The cost model: a field costs one (one at the root that looks at every council what [`Limits::root_costs`] says), and what stands below it is paid as many times as it may be repeated. How
//! often that is comes from the page the client asks for (`first`, `last`, `ids`), from the default page where it
//! selects `edges` or `nodes` without saying, and for plain lists from the assumed lengths in [`Limits`].
//!
//! The recursion is bounded by the tokens of the text and by the parser's own limit on nesting.
//!
//! May import: the engine's parser types, `graphql::paging`, [`super`], `domain::message`, `error`.

use std::collections::{BTreeMap, HashMap};

use async_graphql::{
    Name, Pos, Positioned, Variables,
    parser::types::{ExecutableDocument, Field, FragmentDefinition, Selection, SelectionSet},
};
use async_graphql_value::{ConstValue, Number, Value};

use super::{Limits, Refused};
use crate::{
    domain::message::said,
    error::ErrorCode,
    graphql::paging::{DEFAULT_PAGE, LONGEST_PAGE},
};

/// What a selection set weighs with every fragment written out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// Nested fields.
    pub depth: u64,
    /// Selections of any kind.
    pub expanded: u64,
    /// What executing it costs.
    pub cost: u64,
    /// Introspection lists inside each other.
    pub lists: u64,
    /// Whether `edges` or `nodes` is selected directly, so that the field above is a connection.
    connection: bool,
    /// What stands below `__schema` and `__type`, weighed apart.
    pub introspection: Introspected,
}

/// The weight of introspection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Introspected {
    pub depth: u64,
    pub lists: u64,
    pub cost: u64,
}

impl Tally {
    /// Adds what stands beside.
    fn beside(&mut self, other: Self) {
        self.depth = self.depth.max(other.depth);
        self.expanded = self.expanded.saturating_add(other.expanded);
        self.cost = self.cost.saturating_add(other.cost);
        self.lists = self.lists.max(other.lists);
        self.connection |= other.connection;
        self.introspection.depth = self.introspection.depth.max(other.introspection.depth);
        self.introspection.lists = self.introspection.lists.max(other.introspection.lists);
        self.introspection.cost = self.introspection.cost.saturating_add(other.introspection.cost);
    }
}

/// Which weights apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Realm {
    /// The fields of an operation itself, wherever they stand.
    Root,
    Data,
    Introspection,
}

/// Whether a fragment's weight is known, or being found right now: met again then, it contains itself.
#[derive(Clone, Copy)]
enum Known {
    Underway,
    Done(Tally),
}

/// One walk, with the values that decide how long the pages are.
pub(super) struct Walk<'d> {
    fragments: &'d HashMap<Name, Positioned<FragmentDefinition>>,
    variables: &'d Variables,
    defaults: BTreeMap<&'d str, &'d ConstValue>,
    limits: &'d Limits,
    known: HashMap<(&'d str, Realm), Known>,
}

impl<'d> Walk<'d> {
    pub(super) fn new(
        document: &'d ExecutableDocument,
        defaults: BTreeMap<&'d str, &'d ConstValue>,
        variables: &'d Variables,
        limits: &'d Limits,
    ) -> Self {
        Self { fragments: &document.fragments, variables, defaults, limits, known: HashMap::new() }
    }

    /// Weighs an operation.
    pub(super) fn operation(&mut self, selections: &'d SelectionSet) -> Result<Tally, Refused> {
        self.set(selections, Realm::Root)
    }

    /// Weighs a fragment by name, whether an operation uses it or not. One on an introspection type is weighed as
    /// introspection.
    pub(super) fn fragment(
        &mut self,
        name: &'d str,
        fragment: &Positioned<FragmentDefinition>,
    ) -> Result<Tally, Refused> {
        if !fragment.node.type_condition.node.on.node.starts_with("__") {
            return self.spread(name, fragment.pos, Realm::Data);
        }
        let tally = self.spread(name, fragment.pos, Realm::Introspection)?;
        let introspection = Introspected { depth: tally.depth, lists: tally.lists, cost: tally.cost };
        Ok(Tally { expanded: tally.expanded, introspection, ..Tally::default() })
    }

    fn set(&mut self, selections: &'d SelectionSet, realm: Realm) -> Result<Tally, Refused> {
        let mut sum = Tally::default();
        for selection in &selections.items {
            let mut one = match &selection.node {
                Selection::Field(field) => self.field(field, realm)?,
                Selection::InlineFragment(inline) => self.set(&inline.node.selection_set.node, realm)?,
                Selection::FragmentSpread(spread) => {
                    self.spread(&spread.node.fragment_name.node, selection.pos, realm)?
                }
            };
            one.expanded = one.expanded.saturating_add(1);
            sum.beside(one);
        }
        Ok(sum)
    }

    fn spread(&mut self, name: &'d str, at: Pos, realm: Realm) -> Result<Tally, Refused> {
        match self.known.get(&(name, realm)) {
            Some(Known::Done(tally)) => return Ok(*tally),
            Some(Known::Underway) => {
                let message =
                    said!("Fragmentet «{name}» inneholder seg selv.", "The fragment \"{name}\" contains itself.");
                return Err(Refused::new(ErrorCode::GraphqlValidationFailed, message).at(at));
            }
            None => {}
        }
        // An unknown fragment weighs nothing here; validation names it.
        let Some((name, fragment)) = self.fragments.get_key_value(name) else {
            return Ok(Tally::default());
        };
        self.known.insert((name, realm), Known::Underway);
        let tally = self.set(&fragment.node.selection_set.node, realm)?;
        self.known.insert((name, realm), Known::Done(tally));
        Ok(tally)
    }

    fn field(&mut self, field: &'d Positioned<Field>, realm: Realm) -> Result<Tally, Refused> {
        let name = field.node.name.node.as_str();
        let below = &field.node.selection_set.node;
        if realm != Realm::Introspection && (name == "__schema" || name == "__type") {
            let inside = self.set(below, Realm::Introspection)?;
            return Ok(Tally {
                depth: 1,
                expanded: inside.expanded,
                cost: 1,
                introspection: Introspected {
                    depth: inside.depth.saturating_add(1),
                    lists: inside.lists,
                    cost: inside.cost.saturating_add(1),
                },
                ..Tally::default()
            });
        }
        let own = match realm {
            Realm::Root => self.limits.root_costs.get(name).copied().unwrap_or(1),
            Realm::Data | Realm::Introspection => 1,
        };
        let realm = if realm == Realm::Root { Realm::Data } else { realm };
        let inside = self.set(below, realm)?;
        let (times, lists) = match realm {
            Realm::Root | Realm::Data => (self.repeats(&field.node, &inside)?, 0),
            Realm::Introspection => (introspection_length(name), u64::from(introspection_nests(name))),
        };
        Ok(Tally {
            depth: inside.depth.saturating_add(1),
            expanded: inside.expanded,
            cost: inside.cost.saturating_mul(times).saturating_add(own),
            lists: inside.lists.saturating_add(lists),
            connection: name == "edges" || name == "nodes",
            introspection: Introspected {
                cost: inside.introspection.cost.saturating_mul(times),
                ..inside.introspection
            },
        })
    }

    /// How often what stands below a field may be repeated.
    fn repeats(&self, field: &'d Field, inside: &Tally) -> Result<u64, Refused> {
        let mut asked = None;
        for (name, value) in &field.arguments {
            let length = match name.node.as_str() {
                "first" | "last" => self.page(&name.node, value)?,
                "ids" => self.ids(value)?,
                _ => None,
            };
            asked = asked.max(length);
        }
        let assumed = || {
            // A connection may have the name of a list that stands elsewhere.
            let page = if inside.connection { DEFAULT_PAGE as u64 } else { 1 };
            let listed = self.limits.list_lengths.get(field.name.node.as_str());
            listed.map_or(1, |length| self.narrowed(field, *length)).max(page)
        };
        Ok(asked.unwrap_or_else(assumed).max(1))
    }

    /// The assumed length of a list of which the client wants a few kinds: a quarter of it for each.
    fn narrowed(&self, field: &'d Field, length: u64) -> u64 {
        let chosen = field.arguments.iter().find(|(name, _)| matches!(name.node.as_str(), "kinds" | "status"));
        let kinds = match chosen.map(|(_, value)| &value.node) {
            None | Some(Value::Null) => return length,
            Some(Value::List(list)) => list.len(),
            Some(Value::Variable(name)) => match self.variable(name) {
                None | Some(ConstValue::Null) => return length,
                Some(ConstValue::List(list)) => list.len(),
                Some(_) => 1,
            },
            Some(_) => 1,
        };
        if kinds == 0 { length } else { length.saturating_mul(kinds.min(4) as u64).div_ceil(4) }
    }

    /// The page size in an argument; `None` where it is not given, or no whole number, which validation refuses.
    fn page(&self, argument: &str, value: &Positioned<Value>) -> Result<Option<u64>, Refused> {
        let number = match &value.node {
            Value::Number(number) => Some(number),
            Value::Variable(name) => match self.variable(name) {
                Some(ConstValue::Number(number)) => Some(number),
                _ => None,
            },
            _ => None,
        };
        let Some(asked) = number.and_then(Number::as_i64) else {
            return Ok(None);
        };
        let largest = LONGEST_PAGE as u64;
        match u64::try_from(asked) {
            Ok(asked) if asked <= largest => Ok(Some(asked)),
            asked => {
                let message = said!(
                    "«{argument}» er lengden på en side: et tall fra 0 til {largest}.",
                    "\"{argument}\" is the length of a page: a number from 0 to {largest}."
                );
                let refused = Refused::new(ErrorCode::BadUserInput, message).at(value.pos);
                Err(Refused { limit: Some(largest), measured: asked.ok(), ..refused })
            }
        }
    }

    /// The length of a list of ids.
    fn ids(&self, value: &Positioned<Value>) -> Result<Option<u64>, Refused> {
        let length = match &value.node {
            Value::List(list) => list.len(),
            Value::Variable(name) => match self.variable(name) {
                Some(ConstValue::List(list)) => list.len(),
                _ => return Ok(None),
            },
            _ => return Ok(None),
        } as u64;
        let longest = LONGEST_PAGE as u64;
        if length > longest {
            let message =
                said!("«ids» tar høyst {longest} id-er om gangen.", "\"ids\" takes at most {longest} ids at a time.");
            let refused = Refused::new(ErrorCode::BadUserInput, message).at(value.pos);
            return Err(Refused { limit: Some(longest), measured: Some(length), ..refused });
        }
        Ok(Some(length))
    }

    fn variable(&self, name: &str) -> Option<&ConstValue> {
        self.variables.get(name).or_else(|| self.defaults.get(name).copied())
    }
}

/// How many entries to assume for introspection's lists, in a schema of some hundred types.
fn introspection_length(field: &str) -> u64 {
    match field {
        "types" => 300,
        "fields" => 12,
        "directives" | "enumValues" | "inputFields" => 6,
        "interfaces" | "possibleTypes" | "args" => 3,
        _ => 1,
    }
}

/// Whether a list leads back to types, so that nesting it multiplies the whole schema with itself.
fn introspection_nests(field: &str) -> bool {
    matches!(field, "types" | "fields" | "inputFields" | "interfaces" | "possibleTypes")
}
