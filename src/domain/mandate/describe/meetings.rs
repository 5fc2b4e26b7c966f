//! Meetings, quorum and voting in words.
//!
//! May import: `domain`.

use super::{
    voice::{Phrase, Voice},
    words::{Gender, say},
};
use crate::domain::mandate::clause::{
    measure::{HowMany, Share},
    meetings::{Cadence, CadenceKind, Forfeit, Meetings, Openness, Quorum, QuorumBase, Tie, VoteBase, VotingRule},
    scope::Scope,
};

impl Voice<'_> {
    pub(super) fn meetings(&self, meetings: &Meetings, scope: &Scope) -> Vec<String> {
        let Meetings { cadence, quorum, voting, openness, notice, papers_before, forfeit } = meetings;
        let (body, scope) = match self.bound(scope) {
            Some(body) => (body, &Scope::default()),
            None => (self.this_council(), scope),
        };
        let mut sayings = Vec::new();
        if let Some(cadence) = cadence {
            sayings.push(self.cadence(cadence, &body));
        }
        if let Some(quorum) = quorum {
            sayings.extend(self.quorum(quorum, &body));
        }
        for rule in voting {
            sayings.extend(self.voting(rule));
        }
        if let Some(openness) = openness {
            let meetings = Phrase::many(self.pick("møtene", "the meetings"));
            sayings.push(self.must(
                &meetings,
                match openness {
                    Openness::Open => self.pick("være åpne for alle", "be open to everybody"),
                    Openness::OpenByDefault => self.pick(
                        "være åpne for alle med mindre noe annet vedtas",
                        "be open to everybody unless it is decided otherwise",
                    ),
                    Openness::Closed => self.pick(
                        "være lukket for andre enn medlemmene og dem de inviterer",
                        "be closed to all but the members and those they invite",
                    ),
                },
            ));
        }
        if let Some(time) = notice.map(|time| self.tongue.duration(time)) {
            let doing = say!(self.tongue, "innkalles minst {time} i forveien", "be called at least {time} ahead");
            sayings.push(self.must(&Phrase::many(self.pick("møtene", "the meetings")), &doing));
        }
        if let Some(time) = papers_before.map(|time| self.tongue.duration(time)) {
            let doing =
                say!(self.tongue, "være klare minst {time} før møtet", "be ready at least {time} before the meeting");
            sayings.push(self.must(&Phrase::many(self.pick("sakspapirene", "the papers")), &doing));
        }
        if let Some(forfeit) = forfeit {
            sayings.push(self.forfeit(forfeit));
        }
        if sayings.is_empty() {
            sayings.push(self.must(&body, self.pick("møtes", "meet")));
        }
        self.scoped(scope, sayings)
    }

    fn cadence(&self, cadence: &Cadence, body: &Phrase) -> String {
        let Cadence { kind, number, per } = cadence;
        let times = number.map(|number| self.tongue.times(number)).unwrap_or_default();
        let per = per.map(|per| self.tongue.per(per)).unwrap_or_default();
        let how_often = format!("{times} {per}");
        let how_often = how_often.trim();
        let how_often = match kind {
            CadenceKind::Exactly => how_often.to_owned(),
            CadenceKind::AtLeast => say!(self.tongue, "minst {how_often}", "at least {how_often}"),
            CadenceKind::AtMost => say!(self.tongue, "høyst {how_often}", "at most {how_often}"),
            CadenceKind::AsNeeded if how_often.is_empty() => {
                self.pick("så ofte det trengs", "as often as needed").to_owned()
            }
            CadenceKind::AsNeeded => {
                say!(self.tongue, "så ofte det trengs, omtrent {how_often}", "as often as needed, about {how_often}")
            }
        };
        self.must(body, &say!(self.tongue, "møtes {how_often}", "meet {how_often}"))
    }

    fn quorum(&self, quorum: &Quorum, body: &Phrase) -> Vec<String> {
        let Quorum { base, at_least, groups, posts, second_call } = quorum;
        let enough = |how_many: &HowMany| match base {
            QuorumBase::Seats => {
                let seats = self.pick("alle plassene (de ledige medregnet)", "all seats (the vacant ones included)");
                let seats = self.at_least(how_many, Gender::Common, seats);
                say!(self.tongue, "innehaverne av {seats}", "the holders of {seats}")
            }
            QuorumBase::Members => self.at_least(how_many, Gender::Neuter, self.pick("medlemmene", "the members")),
            QuorumBase::VotingMembers => self.at_least(
                how_many,
                Gender::Neuter,
                self.pick("medlemmene med stemmerett", "the members with a vote"),
            ),
        };
        let mut present = vec![enough(at_least)];
        present.extend(groups.iter().map(|group| {
            let group = self.of_groups(std::slice::from_ref(group));
            say!(self.tongue, "minst ett medlem {group}", "at least one member {group}")
        }));
        present.extend(posts.iter().map(|post| self.holder_of_post(post)));
        let who = self.tongue.all_of(&present);
        let doing = say!(
            self.tongue,
            "bare være vedtaksført når {who} er til stede",
            "be able to decide only when {who} are present"
        );
        let mut sayings = vec![self.must(body, &doing)];
        if let Some(second) = second_call {
            let who = enough(second);
            sayings.push(say!(
                self.tongue,
                "kalles det inn på nytt, er det nok at {who} er til stede",
                "when the meeting is called again, it is enough that {who} are present"
            ));
        }
        sayings
    }

    /// At least so many of these; "more than half" is no further bounded.
    fn at_least(&self, how_many: &HowMany, gender: Gender, whole: &str) -> String {
        let more = how_many.number.is_none() && how_many.share.is_some_and(|share| share.more_than);
        let before = if more { "" } else { self.pick("minst", "at least") };
        self.tongue.how_many_of(how_many, before, gender, whole).trim_start().to_owned()
    }

    fn voting(&self, rule: &VotingRule) -> Vec<String> {
        let VotingRule { decision, base, majority, tie } = rule;
        let subject = decision.as_ref().map_or_else(
            || self.pick("avgjørelser", "decisions").to_owned(),
            |decision| {
                let kind = self.quoted(&self.code("decision", decision));
                say!(self.tongue, "avgjørelser av typen {kind}", "decisions of the kind {kind}")
            },
        );
        let whole = match base {
            VoteBase::Cast => self.pick("stemmene som avgis", "the votes cast"),
            VoteBase::Present => self.pick("dem som er til stede", "those present"),
            VoteBase::Members => self.pick("medlemmene", "the members"),
        };
        let Share { parts, of, more_than } = *majority;
        let doing = if parts >= of && !more_than {
            match base {
                VoteBase::Cast => {
                    self.pick("tas enstemmig av dem som stemmer", "be taken unanimously by those who vote").to_owned()
                }
                VoteBase::Present => self
                    .pick("tas enstemmig av dem som er til stede", "be taken unanimously by those present")
                    .to_owned(),
                VoteBase::Members => {
                    self.pick("tas enstemmig av alle medlemmene", "be taken unanimously by all members").to_owned()
                }
            }
        } else {
            let least = if more_than { "" } else { self.pick("minst ", "at least ") };
            let part = self.tongue.share_of(*majority, whole);
            say!(self.tongue, "tas med støtte fra {least}{part}", "be taken with the support of {least}{part}")
        };
        let mut sayings = vec![self.must(&Phrase::many(subject), &doing)];
        if let Some(tie) = tie {
            sayings.push(
                match tie {
                    Tie::ChairDecides => self.pick("står stemmene likt, avgjør lederen", "at a tie the chair decides"),
                    Tie::Falls => self.pick("står stemmene likt, faller forslaget", "at a tie the proposal falls"),
                    Tie::ByLot => self.pick("står stemmene likt, trekkes det lodd", "at a tie lots are drawn"),
                    Tie::PutOff => self.pick("står stemmene likt, utsettes saken", "at a tie the matter is put off"),
                }
                .to_owned(),
            );
        }
        sayings
    }

    fn forfeit(&self, forfeit: &Forfeit) -> String {
        let Forfeit { absences, consecutive, within } = forfeit;
        let meetings = self.tongue.count(*absences, Gender::Neuter, ("møte", "møter"), ("meeting", "meetings"));
        let row = if *consecutive { self.pick(" på rad", " in a row") } else { "" };
        let within = within.map_or_else(String::new, |within| {
            let time = self.tongue.duration(within);
            say!(self.tongue, " i løpet av {time}", " within {time}")
        });
        let who = say!(
            self.tongue,
            "den som er borte fra {meetings}{row}{within}",
            "whoever is absent from {meetings}{row}{within}"
        );
        self.must(&Phrase::one(who), self.pick("miste plassen sin", "lose their seat"))
    }
}
