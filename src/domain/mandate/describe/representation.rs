//! Representation in words.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice},
    words::say,
};
use crate::domain::mandate::clause::{
    Modality,
    representation::{Representation, Represents},
    scope::Scope,
};

impl Voice<'_> {
    pub(super) fn representation(&self, representation: &Representation, scope: &Scope) -> Vec<String> {
        let Representation { represents, sectors, on_behalf_of, can_commit, not_own_employer, also_whole } =
            representation;
        let holders = self.holders(scope);
        let sectors = self.tongue.all_of(&self.codes("sector", sectors));
        let mut doings = Vec::new();
        if let Some(represents) = represents {
            doings.push(self.represents(*represents, &sectors, self.pronoun_as_object(&holders)));
        }
        if !sectors.is_empty() && *represents != Some(Represents::Sector) {
            doings.push(say!(self.tongue, "tale for {sectors}", "speak for {sectors}"));
        }
        if !on_behalf_of.is_empty() {
            let whom = self.actors(on_behalf_of).text;
            doings.push(say!(self.tongue, "uttale seg på vegne av {whom}", "speak on behalf of {whom}"));
        }
        if *not_own_employer {
            doings.push(
                self.pick("tale for flere enn sin egen arbeidsgiver", "speak for more than their own employer")
                    .to_owned(),
            );
        }
        if *also_whole {
            doings.push(self.pick("ha helheten for øye", "keep the whole in view").to_owned());
        }
        let mut sayings = Vec::new();
        if !doings.is_empty() {
            sayings.push(self.must(&holders, &self.tongue.all_of(&doings)));
        }
        if let Some(can_commit) = can_commit {
            let saying = self.commits(*can_commit, &holders, !sayings.is_empty());
            sayings.push(saying);
        }
        if sayings.is_empty() {
            sayings.push(self.must(
                &holders,
                self.pick("delta uten å tale for noen bestemt", "take part without speaking for anybody in particular"),
            ));
        }
        sayings
    }

    fn represents(&self, represents: Represents, sectors: &str, them: &str) -> String {
        let fixed = match represents {
            Represents::Organisation => {
                self.pick("representere sin egen virksomhet", "represent their own organisation")
            }
            Represents::Sector if sectors.is_empty() => {
                self.pick("representere hele sektoren sin", "represent their whole sector")
            }
            Represents::Sector => {
                return say!(self.tongue, "representere {sectors} som helhet", "represent {sectors} as a whole");
            }
            Represents::Nominator => {
                return say!(
                    self.tongue,
                    "representere den som har foreslått {them}",
                    "represent whoever nominated {them}"
                );
            }
            Represents::Personal => self.pick(
                "delta som enkeltpersoner og ikke på vegne av andre",
                "take part as individuals and not on behalf of others",
            ),
            Represents::Public => self.pick("representere allmennheten", "represent the public"),
        };
        fixed.to_owned()
    }

    fn commits(&self, can_commit: bool, holders: &Phrase, heard: bool) -> String {
        let they = self.pronoun(holders);
        let who = if heard { &they } else { holders };
        let they = &they.text;
        let doing = &say!(self.tongue, "forplikte dem som {they} representerer", "commit those for whom they speak");
        match (can_commit, self.modality, heard) {
            (true, ..) => self.able(who, heard, doing),
            // "Shall not be able to" is nobody's English, nor anybody's Norwegian.
            (false, Some(Modality::Shall | Modality::May), _) | (false, _, true) => {
                let who = &who.text;
                say!(self.tongue, "{who} kan ikke {doing}", "{who} cannot {doing}")
            }
            (false, _, false) => self.unable(who, heard, doing),
        }
    }
}
