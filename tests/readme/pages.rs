//! The documents of the project: their fenced blocks, the documents they name, their links.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The pages that are checked.
const PAGES: [&str; 8] = [
    "README.md",
    "ARCHITECTURE.md",
    "DESIGN.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/clients.md",
    "docs/errors.md",
    "docs/operating.md",
];

/// A file of the project.
pub fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The text of the README.
pub fn readme() -> String {
    fs::read_to_string(file("README.md")).unwrap()
}

/// A fenced block: its language, what else stands on the fence, its text.
#[derive(Debug)]
pub struct Block {
    pub language: String,
    pub info: String,
    pub text: String,
}

/// The fenced blocks of a page in this language.
pub fn blocks(page: &str, language: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for line in page.lines() {
        if let Some(fence) = line.strip_prefix("```") {
            if !inside {
                let (language, info) = fence.split_once(' ').unwrap_or((fence, ""));
                blocks.push(Block { language: language.to_owned(), info: info.to_owned(), text: String::new() });
            }
            inside = !inside;
        } else if inside && let Some(block) = blocks.last_mut() {
            block.text.push_str(line);
            block.text.push('\n');
        }
    }
    assert!(!inside, "a fenced block is not closed");
    blocks.retain(|block| block.language == language);
    blocks
}

/// Every word of the page that begins so, up to the first character that cannot stand in a path or name.
pub fn words<'a>(page: &'a str, beginning: &str) -> Vec<&'a str> {
    let belongs = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
    let mut words: Vec<&str> = page
        .match_indices(beginning)
        .map(|(at, _)| {
            let rest = &page[at..];
            rest[..rest.find(|c| !belongs(c)).unwrap_or(rest.len())].trim_end_matches('.')
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

#[test]
fn every_relative_link_leads_to_a_file() {
    let mut checked = 0;
    for page in PAGES {
        let text = fs::read_to_string(file(page)).unwrap();
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap();
            let path = target.split('#').next().unwrap();
            if path.is_empty() || target.contains("://") {
                continue;
            }
            let folder = file(page).parent().unwrap().to_owned();
            assert!(folder.join(path).exists(), "{page} links to {target}, which does not exist");
            checked += 1;
        }
    }
    assert!(checked > 5, "only {checked} links were found");
}

#[test]
fn a_block_is_its_language_its_info_and_its_text() {
    let found = blocks("a\n```sh\nls\n```\n```graphql as=operator\n{ a }\n```\n", "graphql");
    assert_eq!((found.len(), &*found[0].info, &*found[0].text), (1, "as=operator", "{ a }\n"));
    assert_eq!(words("see a/b.c, a/b.c and a/d.", "a/"), ["a/b.c", "a/d"]);
}
