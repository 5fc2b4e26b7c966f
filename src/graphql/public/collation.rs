//! Norwegian alphabetical order, as bytes that sort as people do.
//!
//! May import: nothing of this crate. Case does not count; æ, ø and å follow z; other letters stand with the ones they
//! are made from, as in Norwegian lists of names. What no Latin alphabet has follows after å.

/// The sort key of a name.
#[must_use]
pub fn sort_key(name: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'æ' | 'ä' => key.push(b'z' + 1),
            'ø' | 'ö' => key.push(b'z' + 2),
            'å' => key.push(b'z' + 3),
            'á' | 'à' | 'â' | 'ã' => key.push(b'a'),
            'č' | 'ç' => key.push(b'c'),
            'đ' | 'ð' => key.push(b'd'),
            'é' | 'è' | 'ê' | 'ë' => key.push(b'e'),
            'í' | 'ì' | 'î' | 'ï' => key.push(b'i'),
            'ŋ' | 'ñ' => key.push(b'n'),
            'ó' | 'ò' | 'ô' | 'õ' => key.push(b'o'),
            'š' => key.push(b's'),
            'ŧ' => key.push(b't'),
            'ú' | 'ù' | 'û' => key.push(b'u'),
            'ü' | 'ý' => key.push(b'y'),
            'ž' => key.push(b'z'),
            'ß' => key.extend_from_slice(b"ss"),
            'þ' => key.extend_from_slice(b"th"),
            // Words before longer words: "Råd A" stands before "Rådet".
            space if space.is_whitespace() => key.push(b' '),
            other => key.extend_from_slice(other.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_as_in_a_norwegian_list() {
        let mut names =
            ["Ås", "Østre", "Zoo", "ærlig", "Émile", "emil", "eple", "Råd B", "Rådet", "Дума", "Aa", "čuovga"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            ["Aa", "čuovga", "emil", "Émile", "eple", "Råd B", "Rådet", "Zoo", "ærlig", "Østre", "Ås", "Дума"]
        );
    }
}
