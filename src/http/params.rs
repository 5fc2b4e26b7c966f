//! The four parameters of a GraphQL request, from a JSON body or from a URL.
//!
//! May import: the engine's variable types, [`super::problem`].

use async_graphql::{Name, Value, Variables};
use serde_json::{Map, Value as Json};

use super::problem::Problem;
use crate::domain::message::{Message, said};

/// A request as GraphQL over HTTP has it. `extensions` are checked for their type and then left alone.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Params {
    pub query: String,
    pub operation_name: Option<String>,
    pub variables: Variables,
}

const fn bad(message: Message) -> Problem {
    Problem::BadRequest(message)
}

impl Params {
    /// From the body of a POST.
    pub(super) fn from_body(body: &[u8]) -> Result<Self, Problem> {
        let text =
            std::str::from_utf8(body).map_err(|_| bad(said!("Innholdet er ikke UTF-8.", "The body is not UTF-8.")))?;
        match serde_json::from_str(text) {
            Ok(Json::Object(fields)) => Self::from_fields(fields),
            Ok(Json::Array(_)) => Err(bad(said!(
                "Flere forespørsler i én godtas ikke; send én om gangen.",
                "Batches are not accepted; send one request at a time."
            ))),
            Ok(_) => {
                Err(bad(said!("Innholdet er et JSON-objekt med «query».", "The body is a JSON object with \"query\".")))
            }
            Err(_) => Err(bad(said!("Innholdet er ikke JSON.", "The body is not JSON."))),
        }
    }

    /// From the query string of a GET: `variables` and `extensions` are JSON written as text.
    pub(super) fn from_url(url_query: &str) -> Result<Self, Problem> {
        let mut fields = Map::new();
        for (key, value) in url::form_urlencoded::parse(url_query.as_bytes()) {
            let value = match &*key {
                "operationName" | "variables" | "extensions" if value.is_empty() => Json::Null,
                "query" | "operationName" => Json::String(value.into_owned()),
                "variables" | "extensions" => read_json(&key, &value)?,
                _ => continue,
            };
            if fields.insert(key.clone().into_owned(), value).is_some() {
                return Err(bad(said!("«{key}» er gitt mer enn én gang.", "\"{key}\" is given more than once.")));
            }
        }
        Self::from_fields(fields)
    }

    fn from_fields(mut fields: Map<String, Json>) -> Result<Self, Problem> {
        let query = match fields.remove("query") {
            Some(Json::String(query)) => query,
            None | Some(Json::Null) => return Err(bad(said!("«query» mangler.", "\"query\" is missing."))),
            Some(_) => return Err(bad(said!("«query» er en tekststreng.", "\"query\" is a string."))),
        };
        let operation_name = match fields.remove("operationName") {
            Some(Json::String(name)) => Some(name),
            None | Some(Json::Null) => None,
            Some(_) => {
                return Err(bad(said!(
                    "«operationName» er en tekststreng eller null.",
                    "\"operationName\" is a string or null."
                )));
            }
        };
        let variables = match fields.remove("variables") {
            Some(Json::Object(values)) => read_variables(values)?,
            None | Some(Json::Null) => Variables::default(),
            Some(_) => {
                return Err(bad(said!("«variables» er et objekt eller null.", "\"variables\" is an object or null.")));
            }
        };
        match fields.remove("extensions") {
            None | Some(Json::Null | Json::Object(_)) => Ok(Self { query, operation_name, variables }),
            Some(_) => Err(bad(said!("«extensions» er et objekt eller null.", "\"extensions\" is an object or null."))),
        }
    }
}

fn read_json(key: &str, text: &str) -> Result<Json, Problem> {
    serde_json::from_str(text).map_err(|_| bad(said!("«{key}» er ikke JSON.", "\"{key}\" is not JSON.")))
}

fn read_variables(values: Map<String, Json>) -> Result<Variables, Problem> {
    let mut variables = Variables::default();
    for (name, value) in values {
        let value = Value::from_json(value).map_err(|_| {
            bad(said!("«variables» har en verdi som ikke er JSON.", "\"variables\" has a value that is not JSON."))
        })?;
        variables.insert(Name::new(name), value);
    }
    Ok(variables)
}
