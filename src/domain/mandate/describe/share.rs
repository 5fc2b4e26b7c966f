//! Parts of a whole in words.
//!
//! May import: `domain`.

use super::words::{Gender, Tongue, say, word};
use crate::domain::mandate::clause::measure::{HowMany, Share};

const NB_PARTS: [&str; 11] =
    ["", "", "halvdel", "tredel", "firedel", "femdel", "seksdel", "sjudel", "åttedel", "nidel", "tidel"];
const EN_PARTS: [&str; 11] =
    ["", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

impl Tongue {
    /// A part: `to femdeler`, `40 prosent`, `mer enn halvparten`.
    pub(super) fn share(self, share: Share) -> String {
        let part = self.part(share.parts, share.of);
        if share.more_than { say!(self, "mer enn {part}", "more than {part}") } else { part }
    }

    fn part(self, parts: u32, of: u32) -> String {
        if of >= 100 && (of.is_multiple_of(100) || 10_000_u32.is_multiple_of(of)) {
            return self.per_cent(parts, of);
        }
        match (parts, of) {
            (0, _) => return self.pick("ingen", "none").to_owned(),
            (parts, of) if parts >= of => return self.pick("alle", "all").to_owned(),
            (1, 2) => return self.pick("halvparten", "half").to_owned(),
            _ => {}
        }
        let name = match self {
            Self::Nb => word(NB_PARTS, of),
            Self::En => word(EN_PARTS, of),
        };
        match name {
            Some(name) => {
                let count = self.number(parts, Gender::Common);
                let (nb, en) = if parts == 1 { ("", "") } else { ("er", "s") };
                let count = if self == Self::Nb && parts == 1 { "en".to_owned() } else { count };
                say!(self, "{count} {name}{nb}", "{count} {name}{en}")
            }
            None => say!(self, "{parts} av {of} deler", "{parts} parts in {of}"),
        }
    }

    fn per_cent(self, parts: u32, of: u32) -> String {
        let hundredths = u64::from(parts) * 10_000 / u64::from(of);
        let (whole, rest) = (hundredths / 100, hundredths % 100);
        let point = self.pick(",", ".");
        let figures = match rest {
            0 => whole.to_string(),
            rest if rest.is_multiple_of(10) => format!("{whole}{point}{}", rest / 10),
            rest => format!("{whole}{point}{rest:02}"),
        };
        say!(self, "{figures} prosent", "{figures} per cent")
    }

    /// A part of something that is many: `to femdeler av medlemmene`, `alle medlemmene`.
    pub(super) fn share_of(self, share: Share, whole: &str) -> String {
        if share.of < 100 && share.parts >= share.of && !share.more_than {
            return say!(self, "alle {whole}", "all {whole}");
        }
        let part = self.share(share);
        say!(self, "{part} av {whole}", "{part} of {whole}")
    }

    /// How many of something, each number after the same word such as `minst`; the larger counts where there are two.
    pub(super) fn how_many_of(self, how_many: &HowMany, before: &str, gender: Gender, whole: &str) -> String {
        let HowMany { number, share } = how_many;
        let number = number.map(|number| {
            let number = self.number(number, gender);
            let number = if number == "no" { "none".to_owned() } else { number };
            say!(self, "{before} {number} av {whole}", "{before} {number} of {whole}")
        });
        let share = share.map(|share| format!("{before} {}", self.share_of(share, whole)));
        match (number, share) {
            (Some(number), Some(share)) => {
                say!(self, "{number} (og uansett {share})", "{number} (and in any case {share})")
            }
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => say!(self, "noen av {whole}", "some of {whole}"),
        }
    }
}
