//! Text that does not belong in the project: absolute paths of somebody's machine and words of the workshop. Imports
//! the standard library only.

/// The needles, each put together here so that this file does not match itself. Those that open with a stroke count
/// only where a path can begin.
pub fn needles() -> [String; 4] {
    [["/", "work/"], ["/", "root/"], ["/", "home/"], ["sub", "agent"]].map(|parts| parts.concat())
}

/// The lines of the text on which a needle stands, with the needle.
pub fn faults(text: &str, needles: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        for needle in needles {
            let places = line.match_indices(needle.as_str());
            if places.map(|(at, _)| at).any(|at| !needle.starts_with('/') || begins_a_path(line, at)) {
                faults.push(format!("line {}: `{needle}`", number + 1));
            }
        }
    }
    faults
}

/// Whether an absolute path can begin here: not inside a longer path, a host name or a word.
fn begins_a_path(line: &str, at: usize) -> bool {
    let before = line[..at].chars().next_back();
    before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '_' | '}' | '~'))
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn a_path_of_a_machine_is_found_and_a_part_of_another_is_not() {
        let needles = ["/attic/".to_owned(), "elf".to_owned()];
        assert_eq!(faults("a\ncp x /attic/y\n", &needles), ["line 2: `/attic/`"]);
        for line in ["/attic/x", "\"/attic/x\"", "file:///attic/x", "(`/attic/x`)", "A=/attic/x", "myself"] {
            assert_eq!(faults(line, &needles).len(), 1, "{line}");
        }
        for line in ["https://example.org/attic/x", "src/attic/x", "./attic/x", "${DIR}/attic/x", "attic"] {
            assert_eq!(faults(line, &needles).len(), 0, "{line}");
        }
    }
}
