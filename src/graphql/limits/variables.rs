//! Variables, before anything runs: those that are required are there, and whole numbers are in the range of Int.
//!
//! The engine lets a required variable be absent, and then fails inside a resolver. It lets a number outside 32 bits pass too,
//! and fails only where the field is resolved, which may be after a mutation committed. A variable declared as Float keeps its range; inside an input object the type is
//! not known here, so a whole number there is held to Int's range.
//!
//! May import: the engine's parser types, [`super`], `domain::message`, `error`.

use async_graphql::{
    Variables,
    parser::types::{BaseType, OperationDefinition, Type},
};
use async_graphql_value::ConstValue;

use super::Refused;
use crate::{domain::message::said, error::ErrorCode};

/// Checks the values of the variables that an operation declares.
pub(super) fn check(operation: &OperationDefinition, values: &Variables) -> Result<(), Refused> {
    for definition in &operation.variable_definitions {
        let name = definition.node.name.node.as_str();
        let value = values.get(name);
        let (declared, default) = (&definition.node.var_type.node, &definition.node.default_value);
        let absent = match value {
            None => default.is_none(),
            Some(value) => *value == ConstValue::Null,
        };
        if absent && !declared.nullable {
            let message = said!(
                "Variabelen «${name}» trengs: den er oppgitt som {declared}.",
                "The variable \"${name}\" is needed: it is declared as {declared}."
            );
            return Err(Refused::new(ErrorCode::BadUserInput, message).at(definition.pos));
        }
        if value.is_some_and(|value| !is_float(&definition.node.var_type.node) && out_of_range(value)) {
            let message = said!(
                "Variabelen «${name}» har et heltall utenfor området til Int (-2147483648 til 2147483647).",
                "The variable \"${name}\" has a whole number outside the range of Int (-2147483648 to 2147483647)."
            );
            return Err(Refused::new(ErrorCode::BadUserInput, message).at(definition.pos));
        }
    }
    Ok(())
}

fn is_float(declared: &Type) -> bool {
    match &declared.base {
        BaseType::Named(name) => name == "Float",
        BaseType::List(item) => is_float(item),
    }
}

fn out_of_range(value: &ConstValue) -> bool {
    match value {
        ConstValue::Number(number) => {
            let whole = number.is_i64() || number.is_u64();
            whole && number.as_i64().is_none_or(|number| i32::try_from(number).is_err())
        }
        ConstValue::List(list) => list.iter().any(out_of_range),
        ConstValue::Object(fields) => fields.values().any(out_of_range),
        _ => false,
    }
}
