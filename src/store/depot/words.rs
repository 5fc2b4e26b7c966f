//! What the bytes of a paper are, and the words in them.
//!
//! May import: `domain`. Whether bytes are of the kind that was said is decided by how such files begin and what
//! they hold, never by their name. That no words are found refuses nothing.

use std::{
    io::{Cursor, Read},
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use quick_xml::{Reader, events::Event};
use zip::ZipArchive;

use crate::domain::{national_identity, work::MediaType};

/// Most bytes of text that are kept of a paper.
const MOST_TEXT: usize = 1024 * 1024;

/// How much a part of a file may be when it is unpacked.
const MOST_UNPACKED: usize = 32 * 1024 * 1024;

/// For how long words are looked for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Most pages of a document that are read.
const MOST_PAGES: usize = 2_000;

/// Whether the bytes are of this kind.
#[must_use]
pub fn is_of(kind: MediaType, bytes: &[u8]) -> bool {
    match kind {
        // The head may stand anywhere in the first kilobyte (ISO 32000-1, annex H).
        MediaType::Pdf => bytes[..bytes.len().min(1024)].windows(5).any(|five| five == b"%PDF-"),
        MediaType::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        MediaType::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
        MediaType::Docx => has_part(bytes, "word/document.xml"),
        MediaType::Xlsx => has_part(bytes, "xl/workbook.xml"),
        MediaType::Pptx => has_part(bytes, "ppt/presentation.xml"),
        MediaType::Odt | MediaType::Ods | MediaType::Odp => is_called(bytes, kind.name()),
        MediaType::Plain | MediaType::Markdown | MediaType::Csv => {
            !bytes.contains(&0) && std::str::from_utf8(bytes).is_ok()
        }
    }
}

/// The words in a paper of this kind, where any are found. A text with a national identity number in it is not kept.
#[must_use]
pub fn words(kind: MediaType, bytes: &[u8]) -> Option<String> {
    let found = catch_unwind(AssertUnwindSafe(|| match kind {
        MediaType::Pdf => of_pdf(bytes),
        MediaType::Docx => of_docx(bytes),
        MediaType::Plain | MediaType::Markdown | MediaType::Csv => std::str::from_utf8(bytes).ok().map(str::to_owned),
        MediaType::Xlsx
        | MediaType::Pptx
        | MediaType::Odt
        | MediaType::Ods
        | MediaType::Odp
        | MediaType::Png
        | MediaType::Jpeg => None,
    }));
    let mut text = found.ok().flatten()?;
    shorten(&mut text);
    // The databases keep no NUL in a text.
    text.retain(|letter| letter != '\0');
    let worth_keeping = !text.trim().is_empty() && !national_identity::contains_national_identity_number(&text);
    worth_keeping.then_some(text)
}

fn shorten(text: &mut String) {
    if text.len() > MOST_TEXT {
        let end = (0..=MOST_TEXT).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        text.truncate(end);
    }
}

/// Whether it is an Office Open XML package with this part.
fn has_part(bytes: &[u8], part: &str) -> bool {
    let Ok(package) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let has = |name: &str| package.index_for_name(name).is_some();
    has("[Content_Types].xml") && has(part)
}

/// Whether it is an OpenDocument package that calls itself so (OpenDocument 1.3, part 2, section 3.3).
fn is_called(bytes: &[u8], name: &str) -> bool {
    let Ok(mut package) = ZipArchive::new(Cursor::new(bytes)) else { return false };
    let Ok(part) = package.by_name("mimetype") else { return false };
    let mut called = String::new();
    part.take(200).read_to_string(&mut called).is_ok() && called.trim_end() == name
}

fn of_pdf(bytes: &[u8]) -> Option<String> {
    let begun = Instant::now();
    let options = lopdf::LoadOptions { max_decompressed_size: Some(MOST_UNPACKED), ..Default::default() };
    let document = lopdf::Document::load_mem_with_options(bytes, options).ok()?;
    let mut text = String::new();
    for page in document.get_pages().into_keys().take(MOST_PAGES) {
        if text.len() > MOST_TEXT || begun.elapsed() > PATIENCE {
            break;
        }
        // A page that cannot be read does not hide the others.
        if let Ok(found) = document.extract_text_with_limit(&[page], MOST_UNPACKED) {
            text.push_str(&found);
            text.push('\n');
        }
    }
    Some(text)
}

fn of_docx(bytes: &[u8]) -> Option<String> {
    let begun = Instant::now();
    let mut package = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let part = package.by_name("word/document.xml").ok()?;
    let mut xml = Vec::new();
    part.take(MOST_UNPACKED as u64).read_to_end(&mut xml).ok()?;
    let mut reader = Reader::from_reader(xml.as_slice());
    let (mut text, mut within) = (String::new(), false);
    while text.len() <= MOST_TEXT && begun.elapsed() <= PATIENCE {
        match reader.read_event() {
            Ok(Event::Start(start)) => within = start.local_name().as_ref() == b"t",
            Ok(Event::End(end)) => {
                within = false;
                if end.local_name().as_ref() == b"p" {
                    text.push('\n');
                }
            }
            Ok(Event::Empty(empty)) if matches!(empty.local_name().as_ref(), b"tab" | b"br") => text.push(' '),
            Ok(Event::Text(letters)) if within => text.push_str(&letters.decode().ok()?),
            Ok(Event::GeneralRef(reference)) if within => {
                let named = reference.decode().ok();
                let letter = match (reference.resolve_char_ref(), named.as_deref()) {
                    (Ok(Some(letter)), _) => Some(letter),
                    (_, Some("amp")) => Some('&'),
                    (_, Some("lt")) => Some('<'),
                    (_, Some("gt")) => Some('>'),
                    (_, Some("quot")) => Some('"'),
                    (_, Some("apos")) => Some('\''),
                    _ => None,
                };
                text.extend(letter);
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    Some(text)
}
