//! Recognises Norwegian national identity numbers, so that names and texts can refuse them and
//! tokens cannot smuggle them in: the register never keeps one.
//!
//! May import: the standard library only.

/// Weights of the digits under the first and the second check digit, which themselves count once.
/// Source: the Norwegian Tax Administration's description of the national identity number.
const FIRST: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const SECOND: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// Whether a national identity number stands anywhere in the text: a fødselsnummer or a D-number
/// with right check digits, written in one run or with one space (or hyphen) after the date.
///
/// Eleven digits inside a longer run of digits are not one. The numbers given to invented people
/// in public test registers (their month is raised by 40, 65 or 80) count as well.
#[must_use]
pub fn contains_national_identity_number(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < characters.len() {
        let run = digits_from(&characters, at);
        let end = at + run.len();
        let found = match run.len() {
            11 => is_national_identity_number(&run),
            6 if characters.get(end).copied().is_some_and(separates) => {
                let rest = digits_from(&characters, end + 1);
                rest.len() == 5 && is_national_identity_number(&[run.as_slice(), &rest].concat())
            }
            _ => false,
        };
        if found {
            return true;
        }
        at = end.max(at + 1);
    }
    false
}

/// The run of digits that begins at a place.
fn digits_from(characters: &[char], at: usize) -> Vec<u32> {
    characters.iter().skip(at).map_while(|character| character.to_digit(10)).collect()
}

/// What people write between the date and the personal number.
fn separates(character: char) -> bool {
    character.is_whitespace() || matches!(character, '-' | '\u{2010}'..='\u{2013}')
}

fn is_national_identity_number(digits: &[u32]) -> bool {
    let weighted = |weights: &[u32]| -> u32 { digits.iter().zip(weights).map(|(digit, weight)| digit * weight).sum() };
    let two = |at: usize| digits[at] * 10 + digits[at + 1];
    let (day, month) = (two(0), two(2));
    digits.len() == 11
        && matches!(day, 1..=31 | 41..=71)
        && matches!(month, 1..=12 | 41..=52 | 66..=77 | 81..=92)
        && weighted(&FIRST) % 11 == 0
        && weighted(&SECOND) % 11 == 0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    // Every number here belongs to a date of birth before 1900 (year 61 or 99 with a personal number
    // from 500 on) or to a test range, so none is a living person's.
    fn complete(nine: [u32; 9]) -> Option<String> {
        let mut digits = nine.to_vec();
        let sum: u32 = digits.iter().zip(FIRST).map(|(digit, weight)| digit * weight).sum();
        digits.push((11 - sum % 11) % 11);
        let sum: u32 = digits.iter().zip(SECOND).map(|(digit, weight)| digit * weight).sum();
        digits.push((11 - sum % 11) % 11);
        digits.iter().all(|digit| *digit < 10).then(|| digits.iter().map(u32::to_string).collect())
    }

    /// A number for a day and a month; the first personal number that has check digits.
    fn number(day: u32, month: u32) -> String {
        (500..750)
            .find_map(|personal: u32| {
                complete([
                    day / 10,
                    day % 10,
                    month / 10,
                    month % 10,
                    6,
                    1,
                    personal / 100,
                    personal / 10 % 10,
                    personal % 10,
                ])
            })
            .expect("most personal numbers have check digits")
    }

    #[test]
    fn the_published_worked_example_is_recognised() {
        // Worked through on the page "Beregning av kontrollsiffer" of fnrinfo.no.
        assert!(contains_national_identity_number("31129956715"));
        assert!(!contains_national_identity_number("31129956716"));
        assert!(!contains_national_identity_number("31129956725"));
    }

    #[test]
    fn found_wherever_it_stands_and_however_it_is_written() {
        let plain = number(13, 7);
        let (date, personal) = plain.split_at(6);
        for text in [
            plain.clone(),
            format!("{date} {personal}"),
            format!("{date}\u{a0}{personal}"),
            format!("{date}-{personal}"),
            format!("Kari Nordmann ({plain}), Tromsø"),
            format!("fnr{plain}."),
            format!("12 {date} {personal} 34"),
            format!("123456 {date} {personal}"),
        ] {
            assert!(contains_national_identity_number(&text), "{text}");
        }
    }

    #[test]
    fn d_numbers_and_test_numbers_are_found() {
        for (day, month) in [(53, 7), (13, 47), (13, 72), (13, 87), (53, 87)] {
            assert!(contains_national_identity_number(&number(day, month)), "{day} {month}");
        }
    }

    #[test]
    fn other_numbers_pass() {
        let plain = number(13, 7);
        let (date, personal) = plain.split_at(6);
        for text in [
            String::new(),
            "Strategirådet for e-helse".to_owned(),
            "974760673".to_owned(),
            "+47 22 24 90 90".to_owned(),
            "2026-11-22".to_owned(),
            format!("1{plain}"),
            format!("{plain}0"),
            format!("{date}  {personal}"),
            format!("{date} {personal}7"),
            format!("9{date} {personal}"),
            // Right check digits, but no such day or month.
            number(32, 7),
            number(13, 13),
            "00000000000".to_owned(),
        ] {
            assert!(!contains_national_identity_number(&text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_found_in_any_text(
            before in "[\\PC&&[^0-9]]{0,12}",
            after in "[\\PC&&[^0-9]]{0,12}",
            day in 1_u32..=31,
            month in 1_u32..=12,
        ) {
            let text = format!("{before}{}{after}", number(day, month));
            prop_assert!(contains_national_identity_number(&text));
        }

        #[test]
        fn one_mistyped_digit_is_no_number(day in 1_u32..=28, place in 6_usize..11, add in 1_u8..10) {
            let mut digits = number(day, 3).into_bytes();
            digits[place] = b'0' + (digits[place] - b'0' + add) % 10;
            let text = String::from_utf8(digits).expect("digits");
            prop_assert!(!contains_national_identity_number(&text));
        }

        #[test]
        fn no_text_panics(text in any::<String>()) {
            let _ = contains_national_identity_number(&text);
        }
    }
}
