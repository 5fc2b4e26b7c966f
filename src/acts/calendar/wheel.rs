//! Publishes the annual wheel of a family: plans the meetings of a year for all its councils at once, or none of them.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.
//!
//! Publishing a year again is how meetings are added and their titles, places and ends changed. A meeting is known by its
//! council and its start, so what has another start is another meeting: the wheel never moves one, since that would leave
//! its members without a word of it. What is on the wheel and not named any more has to be called off or moved first.

use std::collections::HashSet;

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

use super::responsible::{self, ANNUAL_WHEEL, PREPARE};
use crate::{
    access::acting::Acting,
    acts::{
        mandate::text::as_refusals,
        meeting::{
            clashing::{self, Planned},
            times,
        },
        standing,
    },
    domain::{
        calendar::AnnualWheel,
        change::Change,
        council::{Body, Council, CouncilStatus, Held, Meeting, MeetingKind, MeetingStatus, Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, FamilyId, MeetingId},
        mandate::clause::{measure::examine_url, relation::RelationKind},
        message::said,
        people::Grant,
        text::Text,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// How many meetings a wheel has at most.
const MOST_MEETINGS: usize = 200;

/// How many years ahead a wheel is published at most.
const FURTHEST_YEARS: i32 = 9;

/// Publishes the annual wheel of a family.
#[derive(Clone, Debug)]
pub struct PublishAnnualWheel {
    /// The family.
    pub family: FamilyId,
    /// The year.
    pub year: i32,
    /// All meetings of the year.
    pub meetings: Vec<WheelMeeting>,
    /// Where the wheel can be read.
    pub url: Option<String>,
}

/// A meeting on the wheel.
#[derive(Clone, Debug)]
pub struct WheelMeeting {
    /// Whose it is.
    pub council: CouncilId,
    /// What it is called.
    pub title: Text,
    /// When it starts.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: Option<DateTime<Utc>>,
    /// Where it is.
    pub place: Option<Text>,
    /// Who it is held together with.
    pub together_with: Vec<Body>,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WheelPublished {
    /// Whose wheel.
    pub family: FamilyId,
    /// Of which year.
    pub year: i32,
}

impl Act for PublishAnnualWheel {
    const NAME: &'static str = "publishAnnualWheel";
    const MATTER: Matter = Matter::Shared;
    type Outcome = WheelPublished;

    fn needs(&self, directory: &Directory) -> Needs {
        let mut councils: Vec<CouncilId> = directory.councils_of(self.family).map(|head| head.id).collect();
        councils.extend(self.meetings.iter().map(|meeting| meeting.council));
        councils.sort_unstable();
        councils.dedup();
        Needs { councils, ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let refusal = || {
            Refusal::forbidden(said!(
                "et møte på årshjulet planlegges av rådets eget sekretariat, eller av det som et mandat i familien gir \
                 ansvaret",
                "a meeting on the annual wheel is planned by the council's own secretariat, or by the one that a mandate in \
                 the family makes responsible"
            ))
        };
        let mut acting = None;
        for (index, meeting) in self.meetings.iter().enumerate() {
            let at = |refusal| Refusal { field: Some(format!("meetings[{index}].council")), ..refusal };
            let council = facts.council(meeting.council).map_err(at)?;
            if let Some(proof) = responsible::planner(facts, self.family, meeting.council) {
                acting = Some(proof);
                continue;
            }
            // Of another family: whoever runs it is told so in `decide`.
            let own = [Grant::Secretariat(meeting.council)];
            let proof = standing::over_council(facts, &council.head, &own, refusal());
            acting = Some(proof.map_err(|refusal| match refusal.code {
                RefusalCode::NotFound => at(refusal),
                _ => refusal,
            })?);
        }
        let anywhere = || {
            facts.directory.councils_of(self.family).find_map(|head| responsible::planner(facts, self.family, head.id))
        };
        acting.or_else(anywhere).map_or_else(|| standing::require(facts, &[], refusal()), Ok)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<WheelPublished>, Refusals> {
        let mut refused = as_refusals(self.faults());
        let ahead = facts.today.year()..=facts.today.year() + FURTHEST_YEARS;
        if !ahead.contains(&self.year) {
            let message = said!(
                "et år fra {} til {} trengs; et årshjul som ble laget før, føres som noe som ble gjort",
                "a year from {} to {} is needed; a wheel that was made before is recorded as something that was done",
                ahead.start(),
                ahead.end()
            );
            refused.push(Refusal::bad_input("year", message));
        }
        let placed = self.placed(facts, &mut refused);
        let covered = self.covered(facts);
        refused.extend(self.left_out(&covered));
        if !refused.is_empty() {
            return Err(refused);
        }
        let known = facts.directory.wheel(self.family, self.year);
        let wheel = AnnualWheel {
            family: self.family,
            year: self.year,
            published_on: known.map_or(facts.today, |wheel| wheel.published_on),
            url: self.url.clone().or_else(|| known?.url.clone()),
        };
        let planned: Vec<Planned<'_>> = placed
            .iter()
            .map(|place| Planned {
                field: format!("meetings[{}].startsAt", place.index),
                council: place.council.head.id,
                meeting: &place.meeting,
            })
            .collect();
        let mut warnings = clashing::warnings(facts, &planned);
        for place in &placed {
            let outside = times::outside_mandate(place.council, place.meeting.starts_at);
            let field = format!("meetings[{}].startsAt", place.index);
            warnings.extend(outside.map(|warning| Refusal { field: Some(field), ..warning }));
        }
        let mut changes = vec![Change::AnnualWheel(wheel.clone())];
        changes.extend(placed.into_iter().filter_map(Placed::change));
        changes.extend(records(facts, &covered, &wheel).map(|(council, record)| Change::Record(council, record)));
        let (year, number) = (self.year, self.meetings.len());
        Ok(Decision {
            changes,
            outcome: WheelPublished { family: self.family, year },
            warnings,
            summary: Text::nb_en(
                &format!("Publiserte årshjulet for {year} (møter: {number})."),
                &format!("Published the annual wheel for {year} (meetings: {number})."),
            ),
        })
    }
}

/// A meeting of the wheel as it will be.
struct Placed<'a> {
    index: usize,
    council: &'a Council,
    known: Option<&'a Meeting>,
    meeting: Meeting,
}

impl Placed<'_> {
    fn change(self) -> Option<Change> {
        let id = self.council.head.id;
        match self.known {
            None => Some(Change::Meeting(id, self.meeting)),
            Some(known) => (*known != self.meeting).then_some(Change::MeetingData(id, self.meeting)),
        }
    }
}

impl PublishAnnualWheel {
    /// Every meeting as it will be; what is wrong with one is told by its field.
    fn placed<'a>(&self, facts: &'a Facts<'_>, refused: &mut Refusals) -> Vec<Placed<'a>> {
        let mut named = HashSet::new();
        let mut placed = Vec::new();
        for (index, wanted) in self.meetings.iter().enumerate() {
            let Some(council) = facts.councils.get(&wanted.council) else { continue };
            let field = |name: &str| format!("meetings[{index}].{name}");
            let faulty = refused.len();
            refused.extend(self.misplaced(council, wanted, &field));
            if !named.insert((wanted.council, wanted.starts_at)) {
                let message =
                    said!("dette møtet er nevnt før; nevn det én gang", "this meeting is named before; name it once");
                refused.push(Refusal::conflict(&field("startsAt"), message));
            }
            let known = council.meeting_at(wanted.starts_at, None);
            if let Some(held) = known.filter(|known| !known.status.is_to_come()) {
                // What was held is named so that the wheel is whole, and stays as it was.
                placed.push(Placed { index, council, known, meeting: held.clone() });
                continue;
            }
            let own = known.map(|known| known.id);
            let wrong = times::wrong(council, own, wanted.starts_at, wanted.ends_at, facts.now);
            refused.extend(wrong.into_iter().map(|refusal| {
                let at = refusal.field.as_deref().map(&field);
                Refusal { field: at, ..refusal }
            }));
            let Some(day) = council.head.day_of(wanted.starts_at).filter(|_| refused.len() == faulty) else { continue };
            let meeting = Meeting {
                title: wanted.title.clone(),
                ends_at: wanted.ends_at,
                place: wanted.place.clone(),
                together_with: wanted.together_with.clone(),
                wheel_year: Some(self.year),
                ..known.cloned().unwrap_or_else(|| blank(facts.new_id(), wanted, day, facts.now))
            };
            placed.push(Placed { index, council, known, meeting });
        }
        placed
    }

    fn misplaced(&self, council: &Council, wanted: &WheelMeeting, field: &dyn Fn(&str) -> String) -> Refusals {
        let mut refused = Vec::new();
        if council.head.family != Some(self.family) {
            let message = said!(
                "rådet hører ikke til familien; nevn et råd i familien",
                "the council does not belong to the family; name a council of the family"
            );
            refused.push(Refusal::bad_input(&field("council"), message));
        }
        refused.extend(times::with_itself(&field("togetherWith"), wanted.council, &wanted.together_with));
        let day = council.head.day_of(wanted.starts_at);
        if day.is_some_and(|day| day.year() != self.year) {
            let year = self.year;
            let message = said!(
                "årshjulet er for {year}; et tidspunkt i det året trengs, der rådet er",
                "the wheel is for {year}; a time in that year is needed, where the council is"
            );
            refused.push(Refusal::bad_input(&field("startsAt"), message));
        }
        refused
    }

    /// The councils whose year the caller plans, and which still exist for everybody.
    fn covered<'a>(&self, facts: &'a Facts<'_>) -> Vec<&'a Council> {
        let planned = facts.directory.councils_of(self.family).filter(|head| {
            let named = self.meetings.iter().any(|meeting| meeting.council == head.id);
            head.visibility == CouncilStatus::Public || named
        });
        let covered = planned.filter(|head| responsible::planner(facts, self.family, head.id).is_some());
        covered.filter_map(|head| facts.councils.get(&head.id)).map(std::sync::Arc::as_ref).collect()
    }

    /// What is on the wheel of a council that the caller plans for, is still to come, and is not named.
    fn left_out(&self, covered: &[&Council]) -> Refusals {
        let is_named = |council: &Council, meeting: &Meeting| {
            let mut named = self.meetings.iter().filter(|named| named.council == council.head.id);
            named.any(|named| named.starts_at == meeting.starts_at)
        };
        let missing = covered.iter().copied().flat_map(|council| {
            let on_wheel = council.meetings.iter().filter(|meeting| {
                meeting.wheel_year == Some(self.year) && meeting.status.is_to_come() && meeting.day.year() == self.year
            });
            on_wheel.filter(move |meeting| !is_named(council, meeting)).map(move |meeting| (council, meeting))
        });
        missing
            .map(|(council, meeting)| {
                let (slug, day) = (&council.head.slug, meeting.day);
                let message = said!(
                    "møtet i \"{slug}\" {day} står på årshjulet; nevn det, eller avlys eller flytt det først",
                    "the meeting of \"{slug}\" on {day} is on the wheel; name it, or call it off or move it first"
                );
                Refusal::conflict("meetings", message)
            })
            .collect()
    }
}

/// A meeting that was not on the plan, before the wheel says what it is like.
fn blank(id: MeetingId, wanted: &WheelMeeting, day: chrono::NaiveDate, now: DateTime<Utc>) -> Meeting {
    Meeting {
        id,
        title: Text::default(),
        kind: MeetingKind::Ordinary,
        status: MeetingStatus::Planned,
        starts_at: wanted.starts_at,
        ends_at: None,
        place: None,
        link: None,
        together_with: Vec::new(),
        day,
        held: Held::default(),
        past: Vec::new(),
        wheel_year: None,
        changed_at: now,
    }
}

/// That the secretariat prepared the wheel, once for each council: publishing it again is not another wheel.
fn records<'a>(
    facts: &'a Facts<'_>,
    covered: &'a [&'a Council],
    wheel: &'a AnnualWheel,
) -> impl Iterator<Item = (CouncilId, Record)> + 'a {
    let is_wheel = |record: &Record| {
        record.kind == RecordKind::Activity
            && &*record.what == PREPARE
            && record.subjects.iter().any(|subject| &**subject == ANNUAL_WHEEL)
    };
    let known = facts.directory.wheel(wheel.family, wheel.year).is_some();
    let has_it = move |council: &Council| {
        known && council.records.iter().any(|record| is_wheel(record) && record.on >= wheel.published_on)
    };
    covered.iter().filter(move |council| !has_it(council)).map(move |council| {
        let mut ties = facts.directory.ties_to(RelationKind::SecretariatOf, &council.head.slug, facts.today);
        let record = Record {
            subjects: vec![ANNUAL_WHEEL.into()],
            by: ties.find_map(|tie| facts.directory.body(&tie.of)),
            towards: covered.iter().map(|council| Body::Council(council.head.id)).collect(),
            title: Some(Text::nb_en(&format!("Årshjul {}", wheel.year), &format!("Annual wheel {}", wheel.year))),
            url: wheel.url.clone(),
            public: true,
            ..Record::of(facts.new_id(), RecordKind::Activity, PREPARE.into(), facts.today)
        };
        (council.head.id, record)
    })
}

impl Form for PublishAnnualWheel {
    fn examine(&self, faults: &mut Faults) {
        examine_url(self.url.as_deref(), faults);
        faults.require(
            "meetings",
            (1..=MOST_MEETINGS).contains(&self.meetings.len()),
            said!("et årshjul har 1 til 200 møter", "an annual wheel has 1 to 200 meetings"),
        );
        for (index, meeting) in self.meetings.iter().enumerate() {
            faults.within(&format!("meetings[{index}]"), |faults| {
                faults.field("title", &meeting.title);
                faults.field("place", &meeting.place);
                times::examine_together(&meeting.together_with, faults);
            });
        }
    }
}
