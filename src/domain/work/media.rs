//! Media types: of which kind the files of papers may be.
//!
//! May import: nothing. The names are those of the IANA registry (RFC 6838), the endings those that programs write.

use serde::{Deserialize, Serialize};

/// A kind of file that a paper may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MediaType {
    /// PDF.
    Pdf,
    /// A text of Office Open XML.
    Docx,
    /// A sheet of Office Open XML.
    Xlsx,
    /// Slides of Office Open XML.
    Pptx,
    /// A text of OpenDocument.
    Odt,
    /// A sheet of OpenDocument.
    Ods,
    /// Slides of OpenDocument.
    Odp,
    /// Plain text in UTF-8.
    Plain,
    /// Markdown in UTF-8.
    Markdown,
    /// A table with commas, in UTF-8.
    Csv,
    /// A picture in PNG.
    Png,
    /// A picture in JPEG.
    Jpeg,
}

impl MediaType {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Odt,
        Self::Ods,
        Self::Odp,
        Self::Plain,
        Self::Markdown,
        Self::Csv,
        Self::Png,
        Self::Jpeg,
    ];

    /// The kind of this name; parameters, such as `charset`, do not count.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let bare = name.split(';').next().unwrap_or_default().trim();
        Self::ALL.into_iter().find(|one| one.name().eq_ignore_ascii_case(bare))
    }

    /// Its name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Plain => "text/plain",
            Self::Markdown => "text/markdown",
            Self::Csv => "text/csv",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
        }
    }

    /// How the name of such a file ends.
    #[must_use]
    pub const fn endings(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Odp => &["odp"],
            Self::Plain => &["txt", "text"],
            Self::Markdown => &["md", "markdown"],
            Self::Csv => &["csv"],
            Self::Png => &["png"],
            Self::Jpeg => &["jpg", "jpeg"],
        }
    }

    /// Whether it is text as it stands.
    #[must_use]
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Plain | Self::Markdown | Self::Csv)
    }

    /// Whether the name of a file ends as such a file's does.
    #[must_use]
    pub fn fits(self, file_name: &str) -> bool {
        let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase());
        ending.is_some_and(|ending| self.endings().contains(&ending.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for one in MediaType::ALL {
            assert_eq!(MediaType::from_name(one.name()), Some(one));
        }
        assert_eq!(MediaType::from_name("Text/Plain; charset=utf-8"), Some(MediaType::Plain));
        for wrong in ["", "text/html", "image/svg+xml", "application/octet-stream", "pdf"] {
            assert_eq!(MediaType::from_name(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_file_is_called_as_its_kind_is() {
        assert!(MediaType::Jpeg.fits("Bilde.JPG"));
        assert!(!MediaType::Plain.fits("notat.txt.exe"));
        assert!(!MediaType::Plain.fits("notat"));
    }
}
