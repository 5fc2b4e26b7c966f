//! Norwegian organisation numbers: nine digits of which the last checks the others.
//!
//! May import: `domain::message`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::message::{Message, said};

/// The weights of the first eight digits, as the Brønnøysund Register Centre publishes them
/// ("The organization number", <http://www.brreg.no/english/coordination/number.html>).
const WEIGHTS: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

/// The number of an organisation in the Central Coordinating Register for Legal Entities.
///
/// A value of this type has nine digits and a right check digit. That it is in the register, and
/// whose it is, the type does not say.
///
/// ```
/// use mandat::domain::organisation_number::OrganisationNumber;
///
/// let number: OrganisationNumber = "123 456 785".parse()?;
/// assert_eq!(number.to_string(), "123456785");
/// # Ok::<(), mandat::domain::organisation_number::InvalidOrganisationNumber>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrganisationNumber(u32);

/// Why a text is no organisation number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidOrganisationNumber {
    /// Not nine digits, alone or in three groups of three.
    NotNineDigits,
    /// The ninth digit does not fit the eight before it.
    WrongCheckDigit,
    /// The register gives out no number that begins with zero.
    LeadingZero,
}

impl InvalidOrganisationNumber {
    /// What would be one.
    #[must_use]
    pub fn said(self) -> Message {
        match self {
            Self::NotNineDigits => said!(
                "et organisasjonsnummer har ni sifre, som 123456785; det kan stå mellomrom mellom grupper på tre",
                "an organisation number has nine digits, such as 123456785; spaces may stand between groups of three"
            ),
            Self::WrongCheckDigit => said!(
                "det siste sifferet passer ikke til de åtte foran (vekter 3 2 7 6 5 4 3 2, modulus 11): se etter en \
                 tastefeil",
                "the last digit does not fit the eight before it (weights 3 2 7 6 5 4 3 2, modulo 11): check for a \
                 mistyped digit"
            ),
            Self::LeadingZero => {
                said!("ingen organisasjonsnumre begynner med 0", "no organisation number begins with 0")
            }
        }
    }
}

impl fmt::Display for InvalidOrganisationNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.said().fmt(f)
    }
}

impl std::error::Error for InvalidOrganisationNumber {}

/// The check digit that belongs to eight digits, or none where the register skips the number.
fn check_digit(first_eight: &[u32]) -> Option<u32> {
    let sum: u32 = first_eight.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    match 11 - sum % 11 {
        11 => Some(0),
        10 => None,
        digit => Some(digit),
    }
}

impl FromStr for OrganisationNumber {
    type Err = InvalidOrganisationNumber;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut digits = Vec::with_capacity(9);
        let mut spaced_after = 0;
        for character in text.trim().chars() {
            match character.to_digit(10) {
                Some(digit) if digits.len() < 9 => digits.push(digit),
                // One space, also a non-breaking or narrow one, between groups of three.
                None if character.is_whitespace() && matches!(digits.len(), 3 | 6) && spaced_after != digits.len() => {
                    spaced_after = digits.len();
                }
                _ => return Err(InvalidOrganisationNumber::NotNineDigits),
            }
        }
        let [first_eight @ .., last] = digits.as_slice() else {
            return Err(InvalidOrganisationNumber::NotNineDigits);
        };
        if first_eight.len() != 8 {
            return Err(InvalidOrganisationNumber::NotNineDigits);
        }
        if first_eight[0] == 0 {
            return Err(InvalidOrganisationNumber::LeadingZero);
        }
        if check_digit(first_eight) != Some(*last) {
            return Err(InvalidOrganisationNumber::WrongCheckDigit);
        }
        Ok(Self(digits.iter().fold(0, |number, digit| number * 10 + digit)))
    }
}

impl TryFrom<String> for OrganisationNumber {
    type Error = InvalidOrganisationNumber;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<OrganisationNumber> for String {
    fn from(number: OrganisationNumber) -> Self {
        number.to_string()
    }
}

impl fmt::Display for OrganisationNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:09}", self.0)
    }
}

impl fmt::Debug for OrganisationNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_registers_own_example_is_valid() {
        let number: OrganisationNumber = "123456785".parse().expect("the published example");
        assert_eq!(number.to_string(), "123456785");
    }

    #[test]
    fn public_bodies_numbers_are_valid() {
        // The Norwegian Digitalisation Agency and the Brønnøysund Register Centre.
        for text in ["991825827", "974760673", "974 760 673", "974\u{a0}760\u{a0}673", " 974760673 "] {
            assert!(text.parse::<OrganisationNumber>().is_ok(), "{text}");
        }
    }

    #[test]
    fn anything_but_nine_digits_is_refused() {
        for text in [
            "",
            " ",
            "12345678",
            "1234567850",
            "12345678x",
            "1234 56785",
            "123  456 785",
            "123-456-785",
            "NO123456785",
            "-23456785",
            "１２３４５６７８５",
            "123456785 ,",
            "12 3456785",
        ] {
            assert_eq!(text.parse::<OrganisationNumber>(), Err(InvalidOrganisationNumber::NotNineDigits), "{text}");
        }
    }

    #[test]
    fn placeholders_are_refused() {
        assert_eq!("000000000".parse::<OrganisationNumber>(), Err(InvalidOrganisationNumber::LeadingZero));
        assert_eq!("123456789".parse::<OrganisationNumber>(), Err(InvalidOrganisationNumber::WrongCheckDigit));
    }

    #[test]
    fn serde_refuses_what_parsing_refuses() {
        let number: OrganisationNumber = serde_json::from_str("\"974760673\"").expect("valid");
        assert_eq!(serde_json::to_string(&number).expect("a string"), "\"974760673\"");
        let refused = serde_json::from_str::<OrganisationNumber>("\"974760674\"").unwrap_err();
        assert!(refused.to_string().contains("mistyped"), "{refused}");
        assert!(serde_json::from_str::<OrganisationNumber>("974760673").is_err());
    }

    /// Every eight digits that do not begin with zero, with the check digit they call for.
    fn numbers() -> impl Strategy<Value = String> {
        (10_000_000_u32..100_000_000).prop_filter_map("the register skips these", |eight| {
            let digits: Vec<u32> = eight.to_string().chars().filter_map(|digit| digit.to_digit(10)).collect();
            check_digit(&digits).map(|last| format!("{eight}{last}"))
        })
    }

    proptest! {
        #[test]
        fn printing_and_parsing_agree(text in numbers()) {
            let number: OrganisationNumber = text.parse().expect("a right check digit");
            prop_assert_eq!(number.to_string(), text);
        }

        #[test]
        fn one_mistyped_digit_is_always_noticed(text in numbers(), place in 0_usize..9, other in 0_u8..10) {
            let mut mistyped = text.clone().into_bytes();
            mistyped[place] = b'0' + other;
            let mistyped = String::from_utf8(mistyped).expect("digits");
            prop_assert_eq!(mistyped.parse::<OrganisationNumber>().is_ok(), mistyped == text);
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = text.parse::<OrganisationNumber>();
        }
    }
}
