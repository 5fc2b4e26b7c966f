//! The days on which something happens that duties hang on: turns of the year, meetings, the end of the mandate, and
//! what is recorded.
//!
//! May import: `domain`.

use chrono::{Datelike, NaiveDate};

use super::Owing;
use crate::domain::{
    council::{MeetingStatus, RecordKind},
    mandate::check::{
        owed::Occasion,
        spans::{LOOK_BACK, horizon, new_year},
    },
    word::Code,
};

/// Something that happens on a day.
pub(super) type Happening<'a> = (NaiveDate, Occasion<'a>);

impl<'a> Owing<'_, 'a> {
    /// What happened under the mandate, at most five years back, and if `ahead` is set what is known to come. By day.
    pub(super) fn happenings(&self, event: &Code, ahead: bool) -> Vec<Happening<'a>> {
        let on = self.question.on;
        let council = self.question.facts.council;
        let mut days: Vec<Happening<'a>> = match &**event {
            "new-year" => self.new_years(ahead),
            "mandate-end" => {
                let end = self.force.end.filter(|end| ahead || *end <= on);
                return end.map(|end| (end, Occasion::MandateEnd(end))).into_iter().collect();
            }
            "meeting" => {
                let held = council.meetings.iter().filter(|meeting| match meeting.status {
                    MeetingStatus::Held => meeting.day <= on,
                    MeetingStatus::Planned | MeetingStatus::Called => ahead && meeting.day > on,
                    MeetingStatus::Cancelled | MeetingStatus::Moved => false,
                });
                held.map(|meeting| (meeting.day, Occasion::Meeting(meeting))).collect()
            }
            _ => {
                let records = self.question.records().filter(|record| record.kind == RecordKind::Event);
                records
                    .filter(|record| record.what == *event)
                    .map(|record| (record.on, Occasion::Record(record)))
                    .collect()
            }
        };
        let earliest = new_year(on.year() - LOOK_BACK).unwrap_or(on);
        days.retain(|(day, _)| *day >= earliest && self.force.covers(*day));
        if !days.is_sorted_by_key(|(day, _)| *day) {
            days.sort_by_key(|(day, _)| *day);
        }
        days
    }

    fn new_years(&self, ahead: bool) -> Vec<Happening<'a>> {
        let on = self.question.on;
        let last = if ahead { horizon(on, self.until).year().max(on.year()) + 2 } else { on.year() };
        // A mandate does not owe what had to be done before it began: the turn of the year on its first day.
        let after = |day: &NaiveDate| self.force.start.is_none_or(|start| *day > start);
        let first = self.force.first_year(on);
        // Where nobody has said when the mandate began, nothing is known of the turn of the year before the first fact.
        let first = if self.force.start.is_none() { first + 1 } else { first };
        (first..=last).filter_map(new_year).filter(after).map(|day| (day, Occasion::NewYear(day))).collect()
    }
}
