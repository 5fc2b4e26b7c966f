//! Checks of the shape Duty: was done what has to be done, when it had to be?
//!
//! May import: `domain`. Every timing of a duty is an account of what is owed; one is reckoned for each kind of timing,
//! and both verdicts and forecasts are read from it. How it is judged:
//!
//! - What is counted in calendar years, or falls on a day, was missed if the `activities` of that time are said to be
//!   complete; otherwise it is unknown.
//! - What follows from something recorded, an event or an item, was missed if nothing is recorded that follows from it:
//!   whoever enters the one enters the other.
//! - Where the mandate gives no number ("regularly") and the council has set none, the answer is that it is unknown. Two
//!   things need no number: what has to be there at all (a publication) is missed while it never was, and what follows
//!   from an event is missed while nothing followed.
//! - What is not to be done is kept while nothing of the kind is recorded.

mod coordination;
mod dates;
mod deeds;
mod each;
mod events;
mod following;
mod limit;
mod standing;
mod times;

pub(super) use deeds::{Asked, secretariats};

use chrono::NaiveDate;

use super::{
    owed::{Matter, Occasion, Owed},
    question::{Finding, Judgement, Question},
    spans::Force,
};
use crate::domain::{
    council::{Body, Membership, Record},
    mandate::{
        clause::{
            activity::{Activity, Duty, DutyTiming},
            actor::{Actor, Part},
        },
        describe::{Names, describe_activity},
        verdict::{Subject, VerdictStatus},
    },
    text::{Lang, Text},
    word::{Code, Slug},
};

/// What members do in themselves; no record can show that it was done or left undone.
const CONDUCT: [&str; 7] = ["consider", "respect", "contribute", "promote", "safeguard", "keep", "act"];

/// A duty with everything that its timings have in common.
pub(super) struct Owing<'d, 'a> {
    pub(super) duty: &'d Duty,
    pub(super) question: &'d Question<'a>,
    pub(super) asked: &'d Asked<'a>,
    /// What was done, by day.
    pub(super) deeds: &'d [&'a Record],
    /// When the mandate is in force.
    pub(super) force: Force,
    /// How far ahead is looked.
    pub(super) until: NaiveDate,
}

pub(super) fn check<'a>(duty: &'a Duty, question: Question<'a>) -> Judgement {
    if question.clause.applies_to.council.is_some() {
        return Judgement::NoMachine(Text::nb_en(
            "Plikten gjelder et annet råd; det den hviler på, registreres der.",
            "The duty is about another council; what it rests on is recorded there.",
        ));
    }
    if Force::of(&question, "activities", None).begins_after(question.on) {
        let message = || Text::nb_en("Mandatet er ikke begynt å gjelde.", "The mandate is not in force yet.");
        return Judgement::Found(vec![question.finding(VerdictStatus::NotDue, None, message, Vec::new)]);
    }
    if limit::is_limit(duty) {
        return limit::check(duty, question);
    }
    let asked = Asked::of(&question, &duty.activity, duty.towards_exhaustive);
    if coordination::is_coordination(&duty.activity) {
        return Judgement::Found(coordination::check(duty, &asked, &question));
    }
    let deeds = asked.deeds(&question);
    if duty.refrain {
        return Judgement::Found(refrained(&question, duty, &deeds));
    }
    if duty.when.is_empty() {
        return at_any_time(&question, duty, &deeds);
    }
    let owed = owed_with(duty, &question, &asked, &deeds, question.on);
    let findings = owed.iter().flat_map(|owed| findings_of(owed, &question, duty)).collect::<Vec<_>>();
    if findings.is_empty() {
        let message = || Text::nb_en("Det er ikke tid for dette ennå.", "It is not yet time for this.");
        return Judgement::Found(vec![question.finding(VerdictStatus::NotDue, None, message, Vec::new)]);
    }
    Judgement::Found(findings)
}

/// What the duty asks for, occasion by occasion, up to and with `until`; empty for duties that have no time.
pub(in crate::domain::mandate) fn owed<'a>(duty: &'a Duty, question: &Question<'a>, until: NaiveDate) -> Vec<Owed<'a>> {
    let elsewhere = question.clause.applies_to.council.is_some();
    if elsewhere || duty.refrain || limit::is_limit(duty) || coordination::is_coordination(&duty.activity) {
        return Vec::new();
    }
    let asked = Asked::of(question, &duty.activity, duty.towards_exhaustive);
    let deeds = asked.deeds(question);
    owed_with(duty, question, &asked, &deeds, until)
}

fn owed_with<'a>(
    duty: &'a Duty,
    question: &Question<'a>,
    asked: &Asked<'a>,
    deeds: &[&'a Record],
    until: NaiveDate,
) -> Vec<Owed<'a>> {
    let force = Force::of(question, "activities", deeds.first().map(|deed| deed.on));
    let owing = Owing { duty, question, asked, deeds, force, until };
    let per_item = duty.when.iter().any(|timing| matches!(timing, DutyTiming::Each(_)));
    let mut owed = Vec::new();
    for timing in &duty.when {
        match timing {
            DutyTiming::AtLeast(at) => owing.at_least(at, &mut owed),
            DutyTiming::By(at) => owing.by_day(at, &mut owed),
            DutyTiming::Before(at) => owing.before(at, &mut owed),
            DutyTiming::Within(at) => owing.within(at, &mut owed),
            DutyTiming::Each(at) => owing.each(at, &mut owed),
            // What stands for each item is judged item by item.
            DutyTiming::Standing(_) if per_item => {}
            DutyTiming::Standing(at) => owed.push(owing.standing(at)),
        }
    }
    owed
}

impl Owing<'_, '_> {
    /// Whether what was done is said to be completely recorded, from the first day up to, not with, the last.
    pub(super) fn complete(&self, from: NaiveDate, until: NaiveDate) -> bool {
        self.question.complete_through("activities", from, until)
    }

    /// The first day after the day of the question.
    pub(super) fn tomorrow(&self) -> NaiveDate {
        self.question.on.succ_opt().unwrap_or(self.question.on)
    }

    /// The one body towards whom it is done, where it is one: what a finding is about then.
    pub(super) fn only_towards(&self) -> Option<Body> {
        if let [named] = self.asked.towards.as_slice() { Some(named.body) } else { None }
    }
}

/// One finding, or one for each whose part is missing.
fn findings_of<'a>(owed: &Owed<'a>, question: &Question<'a>, duty: &Duty) -> Vec<Finding> {
    let matter = || matter(question, &duty.activity);
    if owed.open.is_empty() {
        return vec![owed.finding(question, matter)];
    }
    let of_seat = |open: &&'a Membership| {
        let mut finding = Owed { open: vec![*open], ..owed.clone() }.finding(question, matter);
        finding.subject = Some(Subject::Seat(open.seat));
        finding
    };
    owed.open.iter().map(of_seat).collect()
}

/// What is not to be done is kept while nothing of the kind is recorded.
fn refrained(question: &Question<'_>, duty: &Duty, deeds: &[&Record]) -> Vec<Finding> {
    let force = Force::of(question, "activities", None);
    let done = deeds.iter().filter(|deed| force.covers(deed.on));
    let findings: Vec<Finding> = done
        .map(|deed| {
            let subject = Some(Subject::Record(deed.id));
            let message = || {
                let what = words(question, &duty.activity);
                Text::nb_en(
                    &format!("{}: gjort {}, enda det ikke skal gjøres.", what.in_lang(Lang::Nb), deed.on),
                    &format!("{}: done on {}, although it is not to be done.", what.in_lang(Lang::En), deed.on),
                )
            };
            let evidence = || vec![question.dated("gjort", "done", deed.on, subject)];
            question.finding(VerdictStatus::Breached, subject, message, evidence)
        })
        .collect();
    if findings.is_empty() {
        let message = || Text::nb_en("Ingenting av dette slaget er registrert.", "Nothing of the kind is recorded.");
        return vec![question.finding(VerdictStatus::Met, None, message, Vec::new)];
    }
    findings
}

/// A duty of which the mandate does not say when: it is kept once it was done.
fn at_any_time(question: &Question<'_>, duty: &Duty, deeds: &[&Record]) -> Judgement {
    let Activity { actor, verb, subjects, .. } = &duty.activity;
    let of_members = matches!(actor, Actor::Part(part) if matches!(part.part, Part::Members | Part::EachMember));
    if deeds.is_empty() && (CONDUCT.contains(&&**verb) || (of_members && subjects.is_empty())) {
        return Judgement::NoMachine(Text::nb_en(
            "Dette er en måte å opptre på; ingen registrering kan vise om den følges.",
            "This is a way of conducting oneself; no record can show whether it is kept.",
        ));
    }
    let deed = deeds.last();
    let status = if deed.is_some() { VerdictStatus::Met } else { VerdictStatus::Unknown };
    let message = || {
        let what = words(question, &duty.activity);
        let (nb, en) = (what.in_lang(Lang::Nb), what.in_lang(Lang::En));
        match deed {
            Some(deed) => {
                Text::nb_en(&format!("{nb}: sist gjort {}.", deed.on), &format!("{en}: last done on {}.", deed.on))
            }
            None => Text::nb_en(
                &format!("{nb}: ikke registrert som gjort. Mandatet sier ikke når det skal gjøres."),
                &format!("{en}: not recorded as done. The mandate does not say when it has to be."),
            ),
        }
    };
    let evidence = || {
        let leads = deed.map(|deed| question.dated("sist gjort", "last done", deed.on, Some(Subject::Record(deed.id))));
        leads.into_iter().collect()
    };
    Judgement::Found(vec![question.finding(status, deed.map(|deed| Subject::Record(deed.id)), message, evidence)])
}

/// What a duty is about, in words.
pub(in crate::domain::mandate) fn matter(question: &Question<'_>, activity: &Activity) -> Matter {
    Matter { what: words(question, activity), kind: Text::nb_en("det som er gjort", "what was done") }
}

/// What is done, as words that open a sentence: "Møte NSG", "Meet NSG".
pub(super) fn words(question: &Question<'_>, activity: &Activity) -> Text {
    let directory = question.facts.around.directory;
    let clauses: Vec<_> = question.facts.mandate.clauses.iter().map(|at| &*at.clause).collect();
    let council_name = |slug: &Slug| {
        let head = directory.council_by_slug(slug)?;
        question.facts.may_be_named(Body::Council(head.id)).then_some(&head.name)
    };
    let names = Names {
        code: &|list, code: &Code| directory.code(list, code),
        organisation: &|slug: &Slug| directory.organisation_by_slug(slug).map(|organisation| &organisation.name),
        council: &council_name,
        clauses: &clauses,
    };
    // A long list of bodies stands in the clause; here it would bury what is said of it.
    let mut activity = activity.clone();
    activity.purpose = None;
    if activity.towards.len() > 1 {
        activity.towards.clear();
    }
    Text::nb_en(&describe_activity(&activity, &names, Lang::Nb), &describe_activity(&activity, &names, Lang::En))
}

/// An account of something that has not come up.
pub(super) fn nothing_yet<'a>(outcome: super::spans::Outcome) -> Owed<'a> {
    Owed::once(Occasion::Nothing, None, None, outcome)
}
