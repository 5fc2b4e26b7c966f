//! Whether somebody came to a seat step by step as the mandate says.
//!
//! May import: `domain`.

use chrono::NaiveDate;

use crate::domain::{
    council::{Body, Membership, StepTaken},
    id::PersonId,
    mandate::{
        check::{
            appointing::{self, Meant, any_meant, body_evidence, meant},
            question::{Audience, Finding, Question},
        },
        clause::{
            actor::Actor,
            procedure::{Needs, Step, StepAct},
        },
        composition::GroupRules,
        verdict::{Evidence, Subject, VerdictStatus},
    },
    text::Text,
};

/// How one holder came to the seat.
pub(super) struct Filling<'q, 'a> {
    pub question: &'q Question<'a>,
    pub rules: &'a GroupRules,
    pub membership: &'a Membership,
    /// The day of the decision.
    pub decided: NaiveDate,
    /// The steps as the mandate had them then.
    pub steps: &'a [Step],
}

/// What is found of one step.
enum Taken {
    /// It was taken, on this day.
    Rightly(NaiveDate),
    /// Something is wrong with it.
    Wrongly(Wrong),
    /// It is not recorded, or not whether it was taken rightly.
    Unknown,
    /// There is time until this day.
    NotDue(NaiveDate),
}

/// What is wrong with a step.
#[derive(Clone, Copy)]
enum Wrong {
    Missing,
    Order,
    Late,
    FewCandidates,
}

impl<'a> Filling<'_, 'a> {
    /// What is found of the holder: everything that is not as it should be, or that all is.
    pub fn judge(&self, findings: &mut Vec<Finding>) {
        let before = findings.len();
        let deciding = self.steps.iter().position(|step| step.act.decides());
        let deciding = deciding.or_else(|| self.steps.iter().position(|step| step.act == StepAct::Confirm));
        let inside = self.question.facts.around.audience == Audience::Inside;
        if !inside && deciding.is_none() {
            findings.push(self.found(VerdictStatus::Unknown, |name| {
                let nb = format!("Hvordan {name} kom til plassen, er ikke offentlig.");
                (nb, format!("How {name} came to the seat is not public."))
            }));
            return;
        }
        let mut last = None;
        let earliest = if inside { self.earliest() } else { NaiveDate::MIN };
        for (place, step) in self.steps.iter().enumerate() {
            if Some(place) == deciding {
                findings.extend(self.decision(step, last));
                last = Some(self.decided);
            } else if inside {
                let after = deciding.is_some_and(|deciding| place > deciding);
                last = self.step(step, last, earliest, after, findings).or(last);
            }
        }
        if findings.len() == before {
            findings.push(self.found(VerdictStatus::Met, |name| {
                if inside {
                    (
                        format!("{name} kom til plassen slik mandatet sier."),
                        format!("{name} came to the seat as the mandate says."),
                    )
                } else {
                    let nb = format!("{name} er oppnevnt av den mandatet sier.");
                    (nb, format!("{name} was appointed by whom the mandate names."))
                }
            }));
        }
    }

    /// Whether the right one decided, and as the mandate says; nothing where all is right.
    fn decision(&self, step: &Step, before: Option<NaiveDate>) -> Option<Finding> {
        let facts = self.question.facts;
        let directory = facts.around.directory;
        let by = appointing::appointment(facts, self.membership).and_then(|act| act.decided_by);
        let named = any_meant(&step.by, facts, Some(self.rules), self.membership, self.decided);
        let Some(by) = by else {
            return (!named.anybody).then(|| {
                self.found(VerdictStatus::Unknown, |name| {
                    let nb = format!("Det er ikke registrert hvem som oppnevnte {name}.");
                    (nb, format!("Who appointed {name} is not recorded."))
                })
            });
        };
        let mut right = named.includes(directory, by, self.decided);
        if right != Some(true) && !step.otherwise.is_empty() {
            let instead = any_meant(&step.otherwise, facts, Some(self.rules), self.membership, self.decided);
            let lapsed = lapse(step, before).map(|lapse| lapse <= self.decided);
            right = match (instead.includes(directory, by, self.decided), lapsed) {
                (Some(true), Some(true)) => Some(true),
                (Some(false), _) | (_, Some(false)) => right,
                _ => None,
            };
        } else if right == Some(true) && lapse(step, before).is_some_and(|lapse| lapse <= self.decided) {
            return Some(self.found(VerdictStatus::Breached, |name| {
                let nb = format!("{name} ble oppnevnt etter at fristen var ute.");
                (nb, format!("{name} was appointed after the time for it had lapsed."))
            }));
        }
        if right == Some(true) && step.threshold.is_some() {
            right = None;
        }
        if right == Some(true) && step.needs == Needs::AllOf && step.by.len() > 1 {
            return self.together(step, by);
        }
        match right {
            Some(true) => None,
            Some(false) => Some(self.by(by, VerdictStatus::Breached, |name| {
                let nb = format!("{name} er oppnevnt av en annen enn den mandatet sier.");
                (nb, format!("{name} was appointed by another than whom the mandate names."))
            })),
            None => Some(self.by(by, VerdictStatus::Unknown, |name| {
                let nb = format!("Det er ikke kjent om {name} er oppnevnt slik mandatet sier.");
                (nb, format!("Whether {name} was appointed as the mandate says is not known."))
            })),
        }
    }

    /// A decision that several take together: one of them stands in the act, the others are among the steps.
    fn together(&self, step: &Step, by: Body) -> Option<Finding> {
        if self.question.facts.around.audience == Audience::Public {
            return None;
        }
        let facts = self.question.facts;
        let directory = facts.around.directory;
        let others = step.by.iter().map(|actor| meant(actor, facts, Some(self.rules), self.membership, self.decided));
        let mut missing =
            others.filter(|meant| meant.includes(directory, by, self.decided) != Some(true)).filter(|meant| {
                !self.taken(step.act).any(|taken| taken.on <= self.decided && self.took(meant, taken) == Some(true))
            });
        missing.next()?;
        let status = self.silence();
        Some(self.found(status, |name| {
            let nb = format!("Ikke alle som skal være med på å oppnevne {name}, er registrert.");
            (nb, format!("Not all who take part in appointing {name} are recorded."))
        }))
    }

    /// What a step that is not recorded means: that it was not taken, if somebody says that all steps are recorded.
    fn silence(&self) -> VerdictStatus {
        if self.question.complete("steps", self.decided) { VerdictStatus::Breached } else { VerdictStatus::Unknown }
    }

    /// Judges a step other than the decision. Tells when it was taken.
    fn step(
        &self,
        step: &Step,
        before: Option<NaiveDate>,
        earliest: NaiveDate,
        after: bool,
        findings: &mut Vec<Finding>,
    ) -> Option<NaiveDate> {
        let (status, wrong) = match self.how(step, before, earliest, after) {
            Taken::Rightly(day) => {
                if step.threshold.is_some() {
                    findings.push(self.about(
                        step,
                        VerdictStatus::Unknown,
                        ("er ikke registrert med stemmetall", "is not recorded with its votes"),
                    ));
                }
                return Some(day);
            }
            Taken::Wrongly(wrong) => (VerdictStatus::Breached, wrong),
            Taken::Unknown => (VerdictStatus::Unknown, Wrong::Missing),
            Taken::NotDue(day) => {
                let (nb, en) = (format!("har frist {day}"), format!("is due on {day}"));
                findings.push(self.about(step, VerdictStatus::NotDue, (&nb, &en)));
                return None;
            }
        };
        findings.push(self.about(
            step,
            status,
            match wrong {
                Wrong::Missing if status == VerdictStatus::Breached => ("mangler", "is missing"),
                Wrong::Missing => ("er ikke registrert", "is not recorded"),
                Wrong::Order => ("kom i feil rekkefølge", "came out of order"),
                Wrong::Late => ("kom for sent", "came too late"),
                Wrong::FewCandidates => ("hadde for få kandidater", "had too few candidates"),
            },
        ));
        None
    }

    fn how(&self, step: &Step, before: Option<NaiveDate>, earliest: NaiveDate, after: bool) -> Taken {
        let from = if after { before.unwrap_or(self.decided) } else { before.unwrap_or(earliest) };
        let to = if after { self.question.on } else { self.decided };
        let silence = || match lapse(step, before) {
            Some(lapse) if after && lapse > self.question.on => Taken::NotDue(lapse),
            _ if self.silence() == VerdictStatus::Breached => Taken::Wrongly(Wrong::Missing),
            _ => Taken::Unknown,
        };
        let of_round = self.taken(step.act).filter(|taken| taken.on >= earliest && taken.on <= to);
        let all: Vec<&StepTaken> = of_round.collect();
        let in_order: Vec<&StepTaken> = all.iter().copied().filter(|taken| taken.on >= from).collect();
        if in_order.is_empty() {
            return if all.is_empty() { silence() } else { Taken::Wrongly(Wrong::Order) };
        }
        let mut taken = self.day(&step.by, step.needs, &in_order);
        if let Some(lapse) = lapse(step, before)
            && taken.is_none_or(|day| day >= lapse)
        {
            let late: Vec<&StepTaken> = in_order.iter().copied().filter(|taken| taken.on >= lapse).collect();
            let instead =
                (!step.otherwise.is_empty()).then(|| self.day(&step.otherwise, Needs::AnyOf, &late)).flatten();
            if instead.is_none() && taken.is_some() {
                return Taken::Wrongly(Wrong::Late);
            }
            taken = instead;
        }
        let Some(day) = taken else { return silence() };
        if let Some(candidates) = step.candidates_per_seat {
            let mut named: Vec<_> = self.named(step.act, from, to);
            named.sort_unstable();
            named.dedup();
            if u32::try_from(named.len()).unwrap_or(u32::MAX) < candidates {
                return match self.silence() {
                    VerdictStatus::Breached => Taken::Wrongly(Wrong::FewCandidates),
                    _ => Taken::Unknown,
                };
            }
        }
        Taken::Rightly(day)
    }

    /// The day on which those named had taken the step; None where they have not, as far as is known.
    fn day(&self, by: &[Actor], needs: Needs, taken: &[&StepTaken]) -> Option<NaiveDate> {
        let first = |meant: &Meant| {
            taken.iter().filter(|taken| self.took(meant, taken) == Some(true)).map(|taken| taken.on).min()
        };
        if by.is_empty() {
            return taken.iter().map(|taken| taken.on).min();
        }
        let facts = self.question.facts;
        let mut days =
            by.iter().map(|actor| first(&meant(actor, facts, Some(self.rules), self.membership, self.decided)));
        match needs {
            Needs::AllOf => days.try_fold(NaiveDate::MIN, |latest, day| Some(latest.max(day?))),
            Needs::AnyOf => days.flatten().min(),
        }
    }

    /// Whether the step was taken by somebody who is meant; None where that is not known.
    fn took(&self, meant: &Meant, taken: &StepTaken) -> Option<bool> {
        if meant.anybody {
            return Some(true);
        }
        meant.includes(self.question.facts.around.directory, taken.by?, taken.on)
    }

    /// The steps of this kind for the seat and this holder, or from before there was a candidate.
    fn taken(&self, act: StepAct) -> impl Iterator<Item = &'a StepTaken> {
        let membership = self.membership;
        self.question.facts.council.steps.iter().filter(move |taken| {
            taken.seat == membership.seat
                && taken.act == act
                && taken.person.is_none_or(|person| person == membership.person)
        })
    }

    /// The candidates that were named for the seat.
    fn named(&self, act: StepAct, from: NaiveDate, to: NaiveDate) -> Vec<PersonId> {
        let steps = self.question.facts.council.steps.iter();
        let of_seat = steps.filter(|taken| taken.seat == self.membership.seat && taken.act == act);
        of_seat.filter(|taken| taken.on >= from && taken.on <= to).filter_map(|taken| taken.person).collect()
    }

    /// The first day of this round: the day after the last decision before on the same seat, for the same rank.
    fn earliest(&self) -> NaiveDate {
        let facts = self.question.facts;
        let others = facts.council.memberships.iter().filter(|other| {
            other.seat == self.membership.seat
                && other.alternate_rank == self.membership.alternate_rank
                && other.appointment != self.membership.appointment
        });
        let decided = others.map(|other| appointing::decided_on(facts, other)).filter(|day| *day < self.decided);
        decided.max().and_then(|day| day.succ_opt()).unwrap_or(NaiveDate::MIN)
    }

    fn found(&self, status: VerdictStatus, said: impl FnOnce(&str) -> (String, String)) -> Finding {
        let subject = Some(Subject::Membership(self.membership.id));
        self.question.finding(status, subject, || self.sentence(said), || self.evidence())
    }

    fn by(&self, by: Body, status: VerdictStatus, said: impl FnOnce(&str) -> (String, String)) -> Finding {
        let subject = Some(Subject::Membership(self.membership.id));
        self.question.finding(
            status,
            subject,
            || self.sentence(said),
            || {
                let mut evidence = self.evidence();
                evidence.push(body_evidence(self.question, by));
                evidence
            },
        )
    }

    fn about(&self, step: &Step, status: VerdictStatus, said: (&str, &str)) -> Finding {
        let (nb, en) = in_words(step.act);
        self.found(status, |name| (format!("{nb} for {name} {}.", said.0), format!("{en} for {name} {}.", said.1)))
    }

    fn sentence(&self, said: impl FnOnce(&str) -> (String, String)) -> Text {
        let (nb, en) = said(appointing::name(self.question.facts, self.membership.person));
        Text::nb_en(&nb, &en)
    }

    fn evidence(&self) -> Vec<Evidence> {
        let subject = Some(Subject::Membership(self.membership.id));
        let decided = self.question.dated("avgjort", "decided", self.decided, subject);
        vec![self.question.member_evidence(self.membership), decided]
    }
}

/// The day on which the time for a step is over.
fn lapse(step: &Step, before: Option<NaiveDate>) -> Option<NaiveDate> {
    step.within?.after(before?)
}

const fn in_words(act: StepAct) -> (&'static str, &'static str) {
    match act {
        StepAct::Call => ("Utlysningen", "The call"),
        StepAct::Nominate => ("Forslaget", "The nomination"),
        StepAct::Consult => ("Høringen", "The consultation"),
        StepAct::Agree => ("Samtykket", "The agreement"),
        StepAct::Appoint => ("Oppnevningen", "The appointment"),
        StepAct::Confirm => ("Bekreftelsen", "The confirmation"),
        StepAct::Elect => ("Valget", "The election"),
        StepAct::DrawByLot => ("Loddtrekningen", "The draw"),
        StepAct::Designate => ("Utpekingen", "The designation"),
        StepAct::Notify => ("Meldingen", "The notification"),
    }
}
