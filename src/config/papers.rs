//! Where the bytes of papers are kept.
//!
//! May import: the standard library, `url` and `source` only.

use std::path::{Path, PathBuf};

use url::Url;

use super::source::{ConfigError, Place};

/// Where the bytes of papers are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PapersPlace {
    /// In a directory.
    Directory(PathBuf),
    /// In a bucket of a storage that speaks S3. Who may write there is said by the usual `AWS_…` variables.
    Bucket {
        /// The bucket.
        bucket: String,
        /// The folder in it; empty for the bucket itself.
        prefix: String,
    },
}

impl PapersPlace {
    /// The directory that is taken where nothing is said.
    pub(super) fn default_in(data_dir: &Path) -> Self {
        Self::Directory(data_dir.join("papers"))
    }

    pub(super) fn parse(place: &Place, text: String) -> Result<Self, ConfigError> {
        let right = "give file:///a/directory or s3://bucket/folder, without user, password or parameters";
        let Ok(url) = Url::parse(&text) else { return Err(place.refuse(text, right)) };
        // What looks like a password is not repeated.
        if !url.username().is_empty() || url.password().is_some() {
            return Err(place.refuse_secret(right));
        }
        let bare = url.query().is_none() && url.fragment().is_none();
        match (url.scheme(), url.host_str(), bare) {
            ("file", None | Some(""), true) => match url.to_file_path() {
                Ok(path) => Ok(Self::Directory(path)),
                Err(()) => Err(place.refuse(text, right)),
            },
            ("s3", Some(bucket), true) if url.port().is_none() => {
                let prefix = url.path().trim_matches('/').to_owned();
                Ok(Self::Bucket { bucket: bucket.to_owned(), prefix })
            }
            _ => Err(place.refuse(text, right)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Option<PapersPlace> {
        PapersPlace::parse(&Place::variable("MANDAT_PAPERS_URL"), text.to_owned()).ok()
    }

    #[test]
    fn a_directory_or_a_bucket_is_named() {
        assert_eq!(parsed("file:///var/papers"), Some(PapersPlace::Directory("/var/papers".into())));
        let bucket = |prefix: &str| PapersPlace::Bucket { bucket: "raad".to_owned(), prefix: prefix.to_owned() };
        assert_eq!(parsed("s3://raad"), Some(bucket("")));
        assert_eq!(parsed("s3://raad/mandat/papers/"), Some(bucket("mandat/papers")));
    }

    #[test]
    fn anything_else_is_refused_and_a_password_is_not_repeated() {
        for wrong in ["", "papers", "http://a/b", "s3://", "s3://raad?x=1", "file://host/papers", "s3://raad:80/x"] {
            assert_eq!(parsed(wrong), None, "{wrong}");
        }
        let place = Place::variable("MANDAT_PAPERS_URL");
        let refused = PapersPlace::parse(&place, "s3://key:hush@raad".to_owned()).unwrap_err().to_string();
        assert!(!refused.contains("hush"), "{refused}");
    }
}
