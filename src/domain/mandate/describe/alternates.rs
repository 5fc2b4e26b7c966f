//! Alternates in words.
//!
//! May import: `domain`.

use super::{
    voice::Voice,
    words::{Gender, say},
};
use crate::domain::mandate::clause::{
    scope::Scope,
    seats::{AlternateActs, Alternates},
};

impl Voice<'_> {
    pub(super) fn alternates(&self, alternates: &Alternates, scope: &Scope) -> String {
        let Alternates { number, mandatory, shared, fixed, acts, by_agreement, votes } = alternates;
        let holders = self.holders(scope);
        if *number == 0 {
            return self.must_not(&holders, self.pick("ha vara", "have deputies"));
        }
        let kind = if *fixed { self.pick("fast ", "fixed ") } else { "" };
        let kinds = if *fixed { self.pick("faste ", "fixed ") } else { "" };
        let one = say!(self.tongue, "{kind}varamedlem", "{kind}deputy");
        let many = say!(self.tongue, "{kinds}varamedlemmer", "{kinds}deputies");
        let mut doing = self.tongue.count(*number, Gender::Neuter, (&one, &many), (&one, &many));
        doing = say!(self.tongue, "ha {doing}", "have {doing}");
        match (shared, holders.plural) {
            (true, _) if *number == 1 => doing.push_str(self.pick(" sammen,", " between them,")),
            (true, _) => doing.push_str(self.pick(" sammen, i fast rekkefølge,", " between them, in a fixed order,")),
            (false, true) => doing.push_str(self.pick(" hver,", " each,")),
            (false, false) => doing.push(','),
        }
        doing.push_str(match (acts, *number > 1) {
            (AlternateActs::WhenAbsent, false) => {
                self.pick(" som møter når medlemmet er borte", " who attends when the member is absent")
            }
            (AlternateActs::WhenAbsent, true) => {
                self.pick(" som møter når medlemmet er borte", " who attend when the member is absent")
            }
            (AlternateActs::AtNeed, false) => {
                self.pick(" som møter når det trengs", " who attends when there is a need")
            }
            (AlternateActs::AtNeed, true) => self.pick(" som møter når det trengs", " who attend when there is a need"),
            (AlternateActs::WhenBarred, false) => {
                self.pick(" som møter når medlemmet er inhabilt", " who attends when the member is barred from an item")
            }
            (AlternateActs::WhenBarred, true) => {
                self.pick(" som møter når medlemmet er inhabilt", " who attend when the member is barred from an item")
            }
            (AlternateActs::WhileVacant, false) => {
                self.pick(" som møter mens plassen er ledig", " who attends while the seat is vacant")
            }
            (AlternateActs::WhileVacant, true) => {
                self.pick(" som møter mens plassen er ledig", " who attend while the seat is vacant")
            }
        });
        if *by_agreement {
            doing.push_str(self.pick(" og det er avtalt på forhånd", " and it has been agreed beforehand"));
        }
        match votes {
            Some(true) => doing.push_str(self.pick(", med stemmerett", ", with a vote")),
            Some(false) => doing.push_str(self.pick(", uten stemmerett", ", without a vote")),
            None => {}
        }
        if *mandatory { self.must(&holders, &doing) } else { self.able(&holders, false, &doing) }
    }
}
