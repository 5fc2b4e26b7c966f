//! The parameters of a GraphQL request, from a JSON body or from a URL.
//!
//! May import: the engine's variable types, [`super::json`], [`super::problem`], [`super::texts`], `domain::message`.

use async_graphql::{Name, Value, Variables};
use serde_json::{Map, Value as Json};

use super::{
    json::{Unread, read},
    problem::Problem,
    texts::Wanted,
};
use crate::domain::message::{Message, said};

/// A request as GraphQL over HTTP has it. Of `extensions` only the name of a document is read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Params {
    pub document: Wanted,
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
        match read(text) {
            Ok(Json::Object(fields)) => Self::from_fields(fields),
            Ok(Json::Array(_)) => Err(bad(said!(
                "Flere forespørsler i én godtas ikke; send én om gangen.",
                "Batches are not accepted; send one request at a time."
            ))),
            Ok(_) => {
                Err(bad(said!("Innholdet er et JSON-objekt med «query».", "The body is a JSON object with \"query\".")))
            }
            Err(Unread::GivenTwice(key)) => Err(Problem::GivenTwice(key)),
            Err(Unread::NotJson) => Err(bad(said!("Innholdet er ikke JSON.", "The body is not JSON."))),
        }
    }

    /// From the query string of a GET: `variables` and `extensions` are JSON written as text.
    pub(super) fn from_url(url_query: &str) -> Result<Self, Problem> {
        let mut fields = Map::new();
        for (key, value) in url::form_urlencoded::parse(url_query.as_bytes()) {
            let value = match &*key {
                "operationName" | "variables" | "extensions" if value.is_empty() => Json::Null,
                "query" | "documentId" | "operationName" => Json::String(value.into_owned()),
                "variables" | "extensions" => read_json(&key, &value)?,
                _ => continue,
            };
            if fields.insert(key.clone().into_owned(), value).is_some() {
                return Err(Problem::GivenTwice(key.into_owned()));
            }
        }
        Self::from_fields(fields)
    }

    /// From the fields of an object.
    pub(super) fn from_fields(mut fields: Map<String, Json>) -> Result<Self, Problem> {
        let query = match fields.remove("query") {
            Some(Json::String(query)) => Some(query),
            None | Some(Json::Null) => None,
            Some(_) => return Err(bad(said!("«query» er en tekststreng.", "\"query\" is a string."))),
        };
        let document_id = match fields.remove("documentId") {
            Some(Json::String(id)) => Some(id),
            None | Some(Json::Null) => None,
            Some(_) => return Err(bad(said!("«documentId» er en tekststreng.", "\"documentId\" is a string."))),
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
        let hash = match fields.remove("extensions") {
            None | Some(Json::Null) => None,
            Some(Json::Object(extensions)) => persisted(&extensions)?,
            Some(_) => {
                return Err(bad(said!(
                    "«extensions» er et objekt eller null.",
                    "\"extensions\" is an object or null."
                )));
            }
        };
        let document = match (query, document_id, hash) {
            (Some(text), None, None) => Wanted::Text(text),
            (Some(text), None, Some(hash)) => Wanted::Taught { text, hash },
            (None, Some(id), None) | (None, None, Some(id)) => Wanted::Known(id),
            (None, None, None) => return Err(bad(said!("«query» mangler.", "\"query\" is missing."))),
            (_, Some(_), _) => {
                return Err(bad(said!(
                    "«documentId» står i stedet for «query»; send én av dem.",
                    "\"documentId\" stands in place of \"query\"; send one of them."
                )));
            }
        };
        Ok(Self { document, operation_name, variables })
    }
}

/// The SHA-256 of the document, where the request has one in `extensions.persistedQuery`.
fn persisted(extensions: &Map<String, Json>) -> Result<Option<String>, Problem> {
    let Some(named) = extensions.get("persistedQuery").filter(|named| !named.is_null()) else { return Ok(None) };
    match (named.get("version").and_then(Json::as_u64), named.get("sha256Hash").and_then(Json::as_str)) {
        (Some(1), Some(hash)) => Ok(Some(hash.to_owned())),
        _ => Err(bad(said!(
            "«extensions.persistedQuery» har «version»: 1 og «sha256Hash».",
            "\"extensions.persistedQuery\" has \"version\": 1 and \"sha256Hash\"."
        ))),
    }
}

fn read_json(key: &str, text: &str) -> Result<Json, Problem> {
    read(text).map_err(|unread| match unread {
        Unread::GivenTwice(twice) => Problem::GivenTwice(twice),
        Unread::NotJson => bad(said!("«{key}» er ikke JSON.", "\"{key}\" is not JSON.")),
    })
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
