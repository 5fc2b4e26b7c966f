//! Requirements on how many: counted from all that is recorded, and told so that nobody is found out.
//!
//! May import: `domain`.
//!
//! What the public is told of a count that rests on facts not everybody may know:
//! - Whether the requirement is met, only if that would leave at least two values possible for each of those whose fact
//!   is not public, whichever way it came out (`quantifier::tells_of_nobody`). Otherwise the public facts alone decide.
//! - Numbers, only if every group that has somebody in it, those who have not stated anything included, has at least
//!   three, and there are two such groups (`quantifier::numbers_tell_of_nobody`). Otherwise the status stands in words.
//! - Never a person or a seat.

use chrono::NaiveDate;

use super::{
    Tri,
    apart::{Together, portions},
    label,
    predicate::{KnownFacts, Sight, Values},
    quantifier::{Outcome, Possible, Spread, Tally, counted, numbers_tell_of_nobody, spread, tells_of_nobody},
    roll::{Holder, Portion, Roll, about},
    value_label, within,
};
use crate::domain::{
    council::Body,
    mandate::{
        check::{
            appointing::body_evidence,
            question::{Finding, Question},
        },
        clause::requirement::{Comparison, FactIs, Predicate, QuantifierKind, Requirement},
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::{Lang, Text},
    word::Code,
};

/// What was counted, and what may be told of it.
struct Reckoned<'r, 'a> {
    outcome: Outcome,
    /// How many have each value (or for how many the condition holds), how many have none of them, and how many are
    /// unknown; empty where numbers would tell of somebody.
    groups: Vec<u32>,
    /// The values, where values were counted.
    values: Vec<&'a Code>,
    /// Of whom something is missing.
    missing: Vec<&'r Holder<'a>>,
}

/// One count for those who are counted together.
struct Count<'r, 'a> {
    requirement: &'a Requirement,
    question: &'r Question<'a>,
    roll: &'r Roll<'a>,
    known: &'r KnownFacts<'a>,
    together: &'r Together<'r, 'a>,
}

/// What is found, one finding for each that is counted apart.
pub(super) fn findings<'a>(
    requirement: &'a Requirement,
    question: &Question<'a>,
    roll: &Roll<'a>,
    known: &KnownFacts<'a>,
) -> Vec<Finding> {
    let portions = portions(requirement, question, roll);
    let found = portions.iter().map(|together| {
        if together.portion == Portion::Unknown {
            return unplaced(question);
        }
        Count { requirement, question, roll, known, together }.finding()
    });
    found.collect()
}

/// It is not known with whom somebody has to be counted.
pub(super) fn unplaced(question: &Question<'_>) -> Finding {
    let message = || {
        Text::nb_en(
            "For noen er det ikke kjent hvem som har oppnevnt dem, eller om det er en offentlig myndighet.",
            "Of some it is not known who appointed them, or whether that is a public authority.",
        )
    };
    question.finding(VerdictStatus::Unknown, None, message, Vec::new)
}

impl<'r, 'a> Count<'r, 'a> {
    fn finding(&self) -> Finding {
        let reckoned = match self.sorted() {
            Some((is, values)) => self.by_values(is, values),
            None => self.by_condition(),
        };
        let status = match reckoned.outcome {
            Outcome::Kept => VerdictStatus::Met,
            Outcome::Broken => VerdictStatus::Breached,
            Outcome::Open => VerdictStatus::Unknown,
        };
        let message = || self.message(&reckoned);
        self.question.finding(status, self.subject(), message, || self.evidence(&reckoned))
    }

    /// The attribute and the values that are counted one by one; None where those are counted for whom the condition as
    /// a whole holds.
    fn sorted(&self) -> Option<(&'a FactIs, Vec<&'a Code>)> {
        use QuantifierKind::{Balanced, BySize, EachValue};
        let Predicate::Fact(is) = &self.requirement.predicate else { return None };
        let kind = self.requirement.quantifier.kind;
        match is.comparison {
            Comparison::Is if matches!(kind, BySize | EachValue) || (kind == Balanced && is.values.len() > 1) => {
                Some((is, is.values.iter().collect()))
            }
            // Every value there is in the code list of the attribute has to be there.
            Comparison::IsKnown if kind == EachValue => {
                let codes = self.question.facts.around.directory.codes();
                let mut values: Vec<&Code> =
                    codes.filter(|(list, ..)| **list == is.attribute).map(|(_, code, _)| code).collect();
                values.sort();
                Some((is, values))
            }
            // The values that somebody has.
            Comparison::IsKnown if matches!(kind, BySize | Balanced) => {
                let mut values: Vec<&Code> = self
                    .together
                    .holders
                    .iter()
                    .flat_map(|holder| self.values(is, holder, Sight::Everything).known)
                    .collect();
                values.sort();
                values.dedup();
                Some((is, values))
            }
            _ => None,
        }
    }

    fn days(&self, holder: &Holder<'a>) -> [NaiveDate; 2] {
        self.roll.days(holder.membership, self.requirement.tested, self.question.on)
    }

    fn values(&self, is: &FactIs, holder: &Holder<'a>, sight: Sight) -> Values<'a> {
        let [first, second] = self.days(holder);
        let person = holder.membership.person;
        let values = self.known.values(is, person, first, sight);
        if values.open && values.known.is_empty() && first != second {
            return self.known.values(is, person, second, sight);
        }
        values
    }

    /// Whether the requirement is about the holder.
    fn concerns(&self, holder: &Holder<'a>, sight: Sight) -> Tri<'a> {
        let directory = self.question.facts.around.directory;
        let only_if = self.requirement.only_if.as_ref();
        only_if.map_or(Tri::True, |only_if| {
            within(only_if, about(directory, holder), self.known, self.days(holder), sight)
        })
    }

    fn possible(&self, holder: &Holder<'a>, sight: Sight) -> Possible {
        let concerns = self.concerns(holder, sight);
        let about = about(self.question.facts.around.directory, holder);
        let holds = within(&self.requirement.predicate, about, self.known, self.days(holder), sight);
        let in_it = concerns != Tri::False;
        Possible { out: concerns != Tri::True, no: in_it && holds != Tri::True, yes: in_it && holds != Tri::False }
    }

    /// How many there are for whom the condition holds.
    fn by_condition(&self) -> Reckoned<'r, 'a> {
        let quantifier = &self.requirement.quantifier;
        let mut full = Tally { perhaps: self.together.perhaps, ..Tally::default() };
        let (mut shown, mut base, mut hidden, mut doubtful) = (full, full, 0, false);
        let mut missing = Vec::new();
        for holder in &self.together.holders {
            let all = self.possible(holder, Sight::Everything);
            let seen = self.possible(holder, self.roll.sight);
            full.add(all);
            shown.add(seen);
            if all == seen {
                base.add(all);
            } else {
                hidden += 1;
                doubtful |= all.out || seen.out;
            }
            if all.yes && (all.no || all.out) {
                missing.push(*holder);
            }
        }
        let with =
            |shares: &[u32]| counted(quantifier, &Tally { yes: base.yes + shares[0], no: base.no + shares[1], ..base });
        let told = hidden == 0 || (!doubtful && tells_of_nobody(hidden, 1, with));
        let groups = vec![full.yes, full.no, full.open + full.perhaps_yes + full.perhaps_no];
        Reckoned {
            outcome: counted(quantifier, if told { &full } else { &shown }),
            groups: if told { may_be_told(hidden, groups) } else { Vec::new() },
            values: Vec::new(),
            missing,
        }
    }

    /// How many there are of each value.
    fn by_values(&self, is: &FactIs, values: Vec<&'a Code>) -> Reckoned<'r, 'a> {
        let quantifier = &self.requirement.quantifier;
        let any_value = is.comparison == Comparison::IsKnown && quantifier.kind == QuantifierKind::Balanced;
        let empty =
            Spread { counts: vec![0; values.len()], perhaps: self.together.perhaps, any_value, ..Spread::default() };
        let (mut full, mut shown, mut base) = (empty.clone(), empty.clone(), empty);
        let (mut hidden, mut doubtful, mut none_of_them) = (0, false, 0);
        let mut missing = Vec::new();
        for holder in &self.together.holders {
            let all = self.at(is, &values, holder, Sight::Everything);
            full.add(&all);
            if self.roll.sight == Sight::Everything {
                if all.open {
                    missing.push(*holder);
                }
            } else {
                let seen = self.at(is, &values, holder, self.roll.sight);
                shown.add(&seen);
                if seen == all {
                    base.add(&all);
                } else {
                    hidden += 1;
                    base.total += 1;
                    doubtful |= all.concerns != Tri::True || seen.concerns != Tri::True;
                }
            }
            none_of_them += u32::from(all.concerns == Tri::True && !all.open && all.has.is_empty());
        }
        let with = |shares: &[u32]| {
            let mut counts = base.counts.clone();
            counts.iter_mut().zip(shares).for_each(|(count, share)| *count += share);
            spread(quantifier, &Spread { counts, ..base.clone() })
        };
        // Which values there are at all is itself known from facts that are not public.
        doubtful |= any_value || (is.comparison == Comparison::IsKnown && quantifier.kind == QuantifierKind::BySize);
        let told = hidden == 0 || (!doubtful && tells_of_nobody(hidden, values.len(), with));
        let mut groups = full.counts.clone();
        groups.extend([none_of_them, full.open + (full.perhaps - self.together.perhaps)]);
        let outcome = spread(quantifier, if told { &full } else { &shown });
        let groups = if told { may_be_told(hidden, groups) } else { Vec::new() };
        Reckoned { outcome, groups, values, missing }
    }

    fn at(&self, is: &FactIs, values: &[&Code], holder: &Holder<'a>, sight: Sight) -> At<'a> {
        let found = self.values(is, holder, sight);
        let has = |value: &&Code| found.known.contains(value);
        let has: Vec<usize> = values.iter().enumerate().filter(|(_, value)| has(value)).map(|(at, _)| at).collect();
        At { concerns: self.concerns(holder, sight), open: found.open && has.is_empty(), has }
    }

    fn subject(&self) -> Option<Subject> {
        let council = self.question.facts.council;
        if self.roll.elsewhere(self.question) {
            return Some(Subject::Council(self.roll.council.head.id));
        }
        match self.together.portion {
            Portion::Appointer(Body::Organisation(id)) => Some(Subject::Organisation(id)),
            Portion::Group(rules) => council.group(&rules.key).map(|group| Subject::SeatGroup(group.id)),
            _ => None,
        }
    }

    /// Among whom it was counted, in words.
    fn among(&self) -> (String, String) {
        match self.together.portion {
            Portion::Appointer(body) => {
                let name = self.question.name_of(body);
                let (nb, en) = (name.in_lang(Lang::Nb), name.in_lang(Lang::En));
                (format!(" blant dem som {nb} har oppnevnt"), format!(" among those appointed by {en}"))
            }
            Portion::Group(rules) => {
                let (nb, en) = (rules.label.in_lang(Lang::Nb), rules.label.in_lang(Lang::En));
                (format!(" i gruppen {nb}"), format!(" in the group {en}"))
            }
            Portion::Sector(Some(sector)) => {
                let (nb, en) = super::worded(self.question, "sector", sector, "en sektor", "a sector");
                (format!(" for {nb}"), format!(" for {en}"))
            }
            _ => (String::new(), String::new()),
        }
    }

    fn message(&self, reckoned: &Reckoned<'_, '_>) -> Text {
        let (nb, en) = super::asked_for(self.requirement, self.question);
        let (among_nb, among_en) = self.among();
        let numbers = self.numbers(reckoned);
        let (numbers_nb, numbers_en) =
            (sentence(numbers.iter().map(|it| &it.0)), sentence(numbers.iter().map(|it| &it.1)));
        let (said_nb, said_en) = match reckoned.outcome {
            Outcome::Kept => ("er oppfylt", "is met"),
            Outcome::Broken => ("er ikke oppfylt", "is not met"),
            Outcome::Open => {
                let nb = format!(
                    "Det kan ikke sies om kravet til {nb} er oppfylt{among_nb}, fordi noe ikke er kjent eller ikke er offentlig{numbers_nb}."
                );
                let en = format!(
                    "Whether the requirement on {en} is met{among_en} cannot be said, because something is not known or not public{numbers_en}."
                );
                return Text::nb_en(&nb, &en);
            }
        };
        let nb = format!("Kravet til {nb} {said_nb}{among_nb}{numbers_nb}.");
        Text::nb_en(&nb, &format!("The requirement on {en} {said_en}{among_en}{numbers_en}."))
    }

    /// The numbers with what they are of; empty where they are not told.
    fn numbers(&self, reckoned: &Reckoned<'_, '_>) -> Vec<(String, String, u32)> {
        let Some((unknown, rest)) = reckoned.groups.split_last() else { return Vec::new() };
        let Some((others, counts)) = rest.split_last() else { return Vec::new() };
        let mut attributes = Vec::new();
        self.requirement.predicate.attributes(&mut attributes);
        let attribute = attributes.first().copied();
        let mut numbers: Vec<(String, String, u32)> = Vec::new();
        if let (false, Some(attribute)) = (reckoned.values.is_empty(), attribute) {
            for (value, count) in reckoned.values.iter().zip(counts) {
                let (nb, en) = value_label(self.question, attribute, value);
                numbers.push((nb, en, *count));
            }
        } else {
            numbers.extend(counts.first().map(|count| ("oppfyller".to_owned(), "as required".to_owned(), *count)));
        }
        for (nb, en, count) in [("andre", "others", others), ("ikke kjent", "not known", unknown)] {
            if *count > 0 {
                numbers.push((nb.to_owned(), en.to_owned(), *count));
            }
        }
        numbers.into_iter().map(|(nb, en, count)| (format!("{nb}: {count}"), format!("{en}: {count}"), count)).collect()
    }

    fn evidence(&self, reckoned: &Reckoned<'_, '_>) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        if let Portion::Appointer(body) = self.together.portion {
            evidence.push(body_evidence(self.question, body));
        }
        for (nb, en, count) in self.numbers(reckoned) {
            let bare =
                |text: &str| text.rsplit_once(": ").map_or_else(|| text.to_owned(), |(label, _)| label.to_owned());
            evidence.push(self.question.valued(&bare(&nb), &bare(&en), count, None));
        }
        // Whose fact is missing is told to those who can have it recorded, and to nobody else.
        if self.roll.sight == Sight::Everything && !self.roll.elsewhere(self.question) {
            let attribute = match &self.requirement.predicate {
                Predicate::Fact(is) => label(self.question, &is.attribute),
                _ => ("opplysning".to_owned(), "fact".to_owned()),
            };
            evidence.extend(reckoned.missing.iter().map(|holder| Evidence {
                label: Text::nb_en(&format!("mangler {}", attribute.0), &format!("missing {}", attribute.1)),
                ..self.question.member_evidence(holder.membership)
            }));
        }
        evidence
    }
}

/// What somebody counts as, when values are counted.
#[derive(PartialEq)]
struct At<'a> {
    concerns: Tri<'a>,
    has: Vec<usize>,
    open: bool,
}

impl Spread {
    fn add(&mut self, at: &At<'_>) {
        match at.concerns {
            Tri::False => {}
            // Whether he or she is counted at all is open: then so is the rest.
            Tri::Unknown(_) => self.perhaps += 1,
            Tri::True => {
                self.total += 1;
                self.open += u32::from(at.open);
                at.has.iter().for_each(|value| self.counts[*value] += 1);
            }
        }
    }
}

fn may_be_told(hidden: u32, groups: Vec<u32>) -> Vec<u32> {
    if hidden == 0 || numbers_tell_of_nobody(groups.iter().copied()) { groups } else { Vec::new() }
}

fn sentence<'t>(parts: impl Iterator<Item = &'t String>) -> String {
    let parts: Vec<&str> = parts.map(String::as_str).collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
