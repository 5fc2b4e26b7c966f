//! The form of a file of the product, whatever stands in it. Imports the standard library only.

/// The longest a file of the product may be, in lines.
const LONGEST: usize = 400;

/// What every file of the product owes its reader: an opening that says what it is, and a bearable length.
pub fn faults(source: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !source.starts_with("//!") {
        faults.push("does not open with a `//!` comment".to_owned());
    }
    let lines = source.lines().count();
    if lines > LONGEST {
        faults.push(format!("has {lines} lines, more than {LONGEST}"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::faults;

    #[test]
    fn a_file_opens_with_its_purpose_and_ends_in_time() {
        assert!(faults("//! What it is.\n").is_empty());
        assert_eq!(faults("use std::fmt;\n").len(), 1);
        assert_eq!(faults(&format!("//! Long.\n{}", "\n".repeat(399))).len(), 0);
        assert_eq!(faults(&format!("//! Too long.\n{}", "\n".repeat(400))).len(), 1);
    }
}
