//! Errors on their way out: few, short, coded, and nothing of the inside in them.
//!
//! An error of ours carries a code. One without is either the engine's word on the document, or it was raised by a
//! value somewhere inside execution: a driver's text, a table's name. Those go to the log and leave as INTERNAL.
//!
//! May import: the engine's error types, [`super::answer`], `graphql`, `error`, `domain`.

use async_graphql::{ErrorExtensionValues, Response, ServerError, Value};

use super::answer::Circumstances;
use crate::{
    domain::{message::Message, text::Lang},
    error::ErrorCode,
    graphql::{
        engine_words,
        error::{NotOpened, went_wrong},
    },
};

/// The longest message; the rest of an error's bytes is for its place and extensions.
const MESSAGE: usize = 1_000;
/// What the engine puts before names that are close to the one asked for, hidden ones among them.
const SUGGESTION: &str = " Did you mean ";

/// The errors of one answer.
#[derive(Debug)]
pub(super) struct Shown {
    pub errors: Vec<ServerError>,
    /// How many more there were.
    pub omitted: usize,
    /// Whether the document ran at all.
    pub executed: bool,
}

/// Makes a response's errors fit to be seen.
pub(super) fn show(response: &mut Response, about: &Circumstances<'_>) -> Shown {
    let raised = std::mem::take(&mut response.errors);
    let executed =
        raised.is_empty() || response.data != Value::Null || raised.iter().any(|error| !error.path.is_empty());
    let total = raised.len();
    let mut errors = Vec::with_capacity(total.min(about.limits.errors));
    for (place, error) in raised.into_iter().enumerate() {
        // What is left out of the answer is still looked at: a fault must reach the log.
        let error = presentable(error, executed, about);
        if place < about.limits.errors {
            errors.push(shorten(error, about.limits.error_bytes));
        }
    }
    Shown { omitted: total - errors.len(), errors, executed }
}

fn presentable(mut error: ServerError, executed: bool, about: &Circumstances<'_>) -> ServerError {
    let beside = beside(&mut error);
    match word(&error) {
        Some(code) if code == ErrorCode::Internal.word() => internal(error, about),
        Some(_) => {
            if let Some(message) = error.source::<Message>().map(|said| said.in_lang(about.lang).to_owned()) {
                error.message = message;
            }
            error
        }
        None if !executed => {
            error.message = without_suggestions(&error.message);
            in_words(error, None, ErrorCode::GraphqlValidationFailed, about.lang)
        }
        None if is_input_error(&error) => in_words(error, beside.as_deref(), ErrorCode::BadUserInput, about.lang),
        None => internal(error, about),
    }
}

/// The code that an error carries.
pub(super) fn code(error: &ServerError) -> Option<ErrorCode> {
    let word = word(error)?;
    ErrorCode::ALL.iter().copied().find(|code| code.word() == word)
}

/// Whether nothing could run since the database does not answer.
pub(super) fn not_opened(answered: &Response) -> bool {
    answered.errors.iter().any(|error| error.source::<NotOpened>().is_some())
}

fn word(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        Value::Enum(code) => Some(code),
        _ => None,
    }
}

/// Takes out the Bokmål that came along where a scalar could not be read.
fn beside(error: &mut ServerError) -> Option<String> {
    let extensions = error.extensions.as_mut()?;
    let Some(Value::String(nb)) = extensions.get(Message::BESIDE).cloned() else { return None };
    extensions.unset(Message::BESIDE);
    Some(nb)
}

/// The engine's error with its code, in this language. `reason` is what it says in Bokmål within.
fn in_words(mut error: ServerError, reason: Option<&str>, code: ErrorCode, lang: Lang) -> ServerError {
    let form = engine_words::form(&error.message);
    error.message = engine_words::clearer(&error.message);
    if lang != Lang::En {
        error.message = engine_words::in_nb(&error.message, reason);
    }
    if let Some(form) = form {
        error.message = format!("{}: {}", error.message, form.in_lang(lang));
    }
    error.extensions.get_or_insert_default().set("code", code.word());
    error
}

/// The engine's own words when an argument does not fit its type. They have no foreign error as their source.
fn is_input_error(error: &ServerError) -> bool {
    let said = ["Failed to parse \"", "Expected input type \""];
    error.source.is_none() && said.iter().any(|start| error.message.starts_with(start))
}

/// Keeps the place, puts the rest in the log.
fn internal(error: ServerError, about: &Circumstances<'_>) -> ServerError {
    let request_id = about.request_id;
    tracing::error!(request_id, error = %error.message, path = ?error.path, "a resolver failed");
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", ErrorCode::Internal.word());
    extensions.set("requestId", request_id);
    ServerError {
        message: went_wrong().in_lang(about.lang).to_owned(),
        source: None,
        extensions: Some(extensions),
        ..error
    }
}

fn without_suggestions(message: &str) -> String {
    message.split(SUGGESTION).next().unwrap_or_default().to_owned()
}

/// Cuts an error down to `bytes` of JSON.
fn shorten(mut error: ServerError, bytes: usize) -> ServerError {
    cut(&mut error.message, MESSAGE);
    error.locations.truncate(4);
    if size(&error) <= bytes {
        return error;
    }
    let mut kept = ErrorExtensionValues::default();
    for key in ["code", "requestId"] {
        if let Some(value) = error.extensions.as_ref().and_then(|extensions| extensions.get(key)) {
            kept.set(key, value.clone());
        }
    }
    error.extensions = Some(kept);
    error.path.truncate(8);
    let over = size(&error).saturating_sub(bytes);
    let room = error.message.len().saturating_sub(over);
    cut(&mut error.message, room);
    error
}

fn size(error: &ServerError) -> usize {
    serde_json::to_vec(error).map_or(usize::MAX, |json| json.len())
}

/// Shortens at a character, and shows that it did.
fn cut(text: &mut String, longest: usize) {
    if text.len() > longest {
        text.truncate(text.floor_char_boundary(longest.saturating_sub(3)));
        text.push('…');
    }
}
