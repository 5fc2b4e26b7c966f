//! Whole numbers in input objects, before anything runs: they count something, and none is negative.
//!
//! The engine knows one Int for all, and fails where the field is resolved: in a request of several mutations after those
//! before it were done, whose answers are lost then. Arguments that stand by themselves are left to who reads them.
//!
//! May import: the engine's parser types, [`super`], `domain::message`, `error`.

use async_graphql::{
    Name,
    parser::types::{Selection, SelectionSet},
};
use async_graphql_value::{ConstValue, Number, Value};

use super::Refused;
use crate::{domain::message::said, error::ErrorCode};

/// What a variable stands for.
pub(super) type Known<'k> = dyn Fn(&Name) -> Option<&'k ConstValue> + 'k;

/// Checks the arguments of these selections and of all within them.
pub(super) fn check(selections: &SelectionSet, known: &Known<'_>) -> Result<(), Refused> {
    for selection in &selections.items {
        match &selection.node {
            Selection::Field(field) => {
                for (name, value) in &field.node.arguments {
                    if let Some(rest) = negative(&value.node, false, known) {
                        let path = format!("{}{rest}", name.node);
                        let message = said!(
                            "«{path}» er negativ; et heltall fra 0 trengs.",
                            "\"{path}\" is negative; a whole number from 0 is needed."
                        );
                        return Err(Refused::new(ErrorCode::BadUserInput, message).at(name.pos));
                    }
                }
                check(&field.node.selection_set.node, known)?;
            }
            Selection::InlineFragment(inline) => check(&inline.node.selection_set.node, known)?,
            Selection::FragmentSpread(_) => {}
        }
    }
    Ok(())
}

/// The rest of the path to the first negative number that stands in an object. It is put together on the way back, so that
/// nothing is written for what is right.
fn negative(value: &Value, within: bool, known: &Known<'_>) -> Option<String> {
    match value {
        Value::Number(number) => (within && is_negative(number)).then(String::new),
        Value::Variable(name) => negative_sent(known(name)?, within),
        Value::List(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(place, item)| Some(at(place, &negative(item, within, known)?)))
        }
        Value::Object(fields) => {
            fields.iter().find_map(|(name, value)| Some(below(name, &negative(value, true, known)?)))
        }
        _ => None,
    }
}

/// The same of what a variable stands for.
fn negative_sent(value: &ConstValue, within: bool) -> Option<String> {
    match value {
        ConstValue::Number(number) => (within && is_negative(number)).then(String::new),
        ConstValue::List(items) => {
            let mut items = items.iter().enumerate();
            items.find_map(|(place, item)| Some(at(place, &negative_sent(item, within)?)))
        }
        ConstValue::Object(fields) => {
            fields.iter().find_map(|(name, value)| Some(below(name, &negative_sent(value, true)?)))
        }
        _ => None,
    }
}

fn at(place: usize, rest: &str) -> String {
    format!("[{place}]{rest}")
}

fn below(name: &Name, rest: &str) -> String {
    format!(".{name}{rest}")
}

fn is_negative(number: &Number) -> bool {
    number.as_i64().is_some_and(|number| number < 0)
}
