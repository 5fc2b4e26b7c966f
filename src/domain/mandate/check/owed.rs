//! What a clause asks for, occasion by occasion, and how it stands with each: the one account that verdicts are found
//! from and forecasts are made from.
//!
//! May import: `domain`.

use chrono::{Datelike, NaiveDate};

use super::{
    question::{Finding, Question},
    spans::{Outcome, Span, SpanKind},
};
use crate::domain::{
    council::{Body, Meeting, Membership, Record, RecordKind},
    mandate::verdict::{Evidence, Subject},
    text::{Lang, Text},
};

/// One thing that is asked for.
#[derive(Clone, Debug)]
pub(in crate::domain::mandate) struct Owed<'a> {
    /// When, or for what.
    pub occasion: Occasion<'a>,
    /// Towards whom, where each is owed it apart.
    pub towards: Option<Body>,
    /// How often it was done.
    pub done: u32,
    /// How often it is asked for.
    pub needed: u32,
    /// The last day on which it is in time, where there is one.
    pub by: Option<NaiveDate>,
    /// How it stands.
    pub outcome: Outcome,
    /// The last thing done that was counted.
    pub deed: Option<&'a Record>,
    /// Whose part is missing, where everybody has one.
    pub open: Vec<&'a Membership>,
}

/// When something is asked for, or for what.
#[derive(Clone, Copy, Debug)]
pub(in crate::domain::mandate) enum Occasion<'a> {
    /// In a stretch of time.
    Span(Span),
    /// By a day.
    Day(NaiveDate),
    /// Around the turn of a year, which is this first of January.
    NewYear(NaiveDate),
    /// Around the end of the mandate.
    MandateEnd(NaiveDate),
    /// Around a meeting.
    Meeting(&'a Meeting),
    /// Around something that happened, or for an item.
    Record(&'a Record),
    /// At all times.
    Always,
    /// For something that has not happened yet.
    Nothing,
}

impl Occasion<'_> {
    /// What it is about, as a node.
    const fn subject(&self) -> Option<Subject> {
        match self {
            Self::Meeting(meeting) => Some(Subject::Meeting(meeting.id)),
            Self::Record(record) => Some(Subject::Record(record.id)),
            _ => None,
        }
    }

    /// In words that follow what was done.
    fn words(&self) -> Text {
        let both = |nb: String, en: String| Text { nb: Some(nb), en: Some(en), ..Text::default() };
        match self {
            Self::Span(span) => stretch(*span),
            Self::Day(day) => both(format!(" innen {day}"), format!(" by {day}")),
            Self::NewYear(day) => both(
                format!(" ved årsskiftet til {}", day.year()),
                format!(" at the turn of the year to {}", day.year()),
            ),
            Self::MandateEnd(day) => {
                both(format!(" ved utløpet av mandatet {day}"), format!(" at the end of the mandate on {day}"))
            }
            Self::Meeting(meeting) => {
                both(format!(" ved møtet {}", meeting.day), format!(" at the meeting on {}", meeting.day))
            }
            Self::Record(record) => {
                let title = |lang| record.title.as_ref().map_or("", |title| title.in_lang(lang)).to_owned();
                let (nb, en) = (title(Lang::Nb), title(Lang::En));
                match (record.kind, nb.is_empty()) {
                    (RecordKind::Event, true) => both(
                        format!(" etter det som skjedde {}", record.on),
                        format!(" after what happened on {}", record.on),
                    ),
                    (RecordKind::Event, false) => {
                        both(format!(" etter {nb} ({})", record.on), format!(" after {en} ({})", record.on))
                    }
                    (_, true) => both(
                        format!(" for det som ble ført {}", record.on),
                        format!(" for what was entered on {}", record.on),
                    ),
                    (_, false) => both(format!(" for {nb} ({})", record.on), format!(" for {en} ({})", record.on)),
                }
            }
            Self::Always | Self::Nothing => both(String::new(), String::new()),
        }
    }
}

/// A stretch in words: the year, the years, or its days.
fn stretch(span: Span) -> Text {
    let last = span.until.pred_opt().unwrap_or(span.until);
    let (nb, en) = match span.kind {
        SpanKind::Past | SpanKind::Running | SpanKind::Future if span.from.year() == last.year() => {
            (format!(" i {}", last.year()), format!(" in {}", last.year()))
        }
        SpanKind::Past | SpanKind::Running | SpanKind::Future => {
            let years = format!("{}–{}", span.from.year(), last.year());
            (format!(" i {years}"), format!(" in {years}"))
        }
        SpanKind::Part | SpanKind::Window => {
            (format!(" fra {} til og med {last}", span.from), format!(" from {} to {last}", span.from))
        }
    };
    Text { nb: Some(nb), en: Some(en), ..Text::default() }
}

/// What is counted, in words.
pub(in crate::domain::mandate) struct Matter {
    /// What it is: "Møter i rådet", "Evaluere mandatet".
    pub what: Text,
    /// The kind of fact that has to be complete, in words: "møtene", "det som er gjort".
    pub kind: Text,
}

impl<'a> Owed<'a> {
    /// Something asked for once for an occasion.
    pub(in crate::domain::mandate) fn once(
        occasion: Occasion<'a>,
        by: Option<NaiveDate>,
        deed: Option<&'a Record>,
        outcome: Outcome,
    ) -> Self {
        let done = u32::from(deed.is_some());
        Self { occasion, towards: None, done, needed: 1, by, outcome, deed, open: Vec::new() }
    }

    /// The finding.
    pub(in crate::domain::mandate) fn finding(&self, question: &Question<'_>, matter: impl Fn() -> Matter) -> Finding {
        let subject = self.towards.map_or_else(|| self.occasion.subject(), |body| Some(subject_of(body)));
        question.finding(
            self.outcome.status(),
            subject,
            || {
                let matter = matter();
                let name = self.towards.map(|body| question.name_of(body));
                let sentence = |lang| self.sentence(lang, &matter, name.as_ref());
                Text { nb: Some(sentence(Lang::Nb)), en: Some(sentence(Lang::En)), ..Text::default() }
            },
            || self.evidence(question),
        )
    }

    fn sentence(&self, lang: Lang, matter: &Matter, towards: Option<&Text>) -> String {
        let nb = lang == Lang::Nb;
        let pick = |norwegian: &'static str, english: &'static str| if nb { norwegian } else { english };
        let name = towards.map(|name| format!(" ({})", name.in_lang(lang))).unwrap_or_default();
        let what = format!("{}{name}", matter.what.in_lang(lang));
        let when = self.occasion.words();
        let when = when.in_lang(lang);
        let state = match (self.occasion, self.done, self.needed) {
            (Occasion::Nothing, ..) => String::new(),
            (Occasion::Span(_), done, needed) => pick("{done} av {needed}", "{done} of {needed}")
                .replace("{done}", &done.to_string())
                .replace("{needed}", &needed.to_string()),
            (_, done, needed) if needed > 1 => {
                format!("{} {done} {} {needed}", pick("gjort av", "done by"), pick("av", "of"))
            }
            (_, 0, _) => pick("ikke registrert som gjort", "not recorded as done").to_owned(),
            (..) => {
                let on = self.deed.map(|deed| format!(" {}{}", pick("", "on "), deed.on)).unwrap_or_default();
                format!("{}{on}", pick("gjort", "done"))
            }
        };
        let kind = matter.kind.in_lang(lang);
        let tail = match self.outcome {
            Outcome::Kept if matches!(self.occasion, Occasion::Nothing) => {
                pick("ingenting som utløser dette, har skjedd.", "nothing has happened that would set this off.")
                    .to_owned()
            }
            Outcome::Kept => String::new(),
            Outcome::KeptWithoutNumber => pick(
                " Mandatet sier ikke hvor lenge før det skulle være.",
                " The mandate does not say how long before it had to be.",
            )
            .to_owned(),
            Outcome::StillTime => match (self.by, self.occasion) {
                (_, Occasion::Span(Span { kind: SpanKind::Part, .. })) => pick(
                    " Mandatet dekker bare en del av den tiden; den regnes ikke.",
                    " The mandate covers only a part of that time, which does not count.",
                )
                .to_owned(),
                (Some(by), _) if nb => format!(" Det er tid til og med {by}."),
                (Some(by), _) => format!(" There is time until {by}."),
                (None, _) => pick(" Det er ennå tid.", " There is still time.").to_owned(),
            },
            Outcome::Late => match self.by {
                Some(by) if nb => format!(" Det var for sent; fristen var {by}."),
                Some(by) => format!(" That was too late; the last day was {by}."),
                None => pick(" Det var for sent.", " That was too late.").to_owned(),
            },
            Outcome::Missed => pick(" Tiden er ute.", " The time is up.").to_owned(),
            Outcome::Unrecorded if nb => format!(" Ingen har sagt at {kind} er fullstendig registrert."),
            Outcome::Unrecorded => format!(" Nobody has said that the record of {kind} is complete."),
            Outcome::NoNumber => pick(
                " Mandatet gir ikke noe tall, og rådet har ikke satt noe selv.",
                " The mandate gives no number, and the council has set none itself.",
            )
            .to_owned(),
            Outcome::TooMany => pick(" Det er for mange.", " That is too many.").to_owned(),
            Outcome::NothingYet => {
                pick("ingenting som utløser dette, er registrert.", "nothing is recorded that would set this off.")
                    .to_owned()
            }
        };
        if matches!(self.occasion, Occasion::Nothing) {
            format!("{what}: {}", tail.trim())
        } else {
            format!("{what}: {state}{when}.{tail}")
        }
    }

    fn evidence(&self, question: &Question<'_>) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        if let Occasion::Span(_) = self.occasion {
            evidence.push(question.valued("antall", "number", format!("{}/{}", self.done, self.needed), None));
        }
        if let Some(body) = self.towards {
            let name = question.name_of(body);
            evidence.push(question.valued("overfor", "towards", &name, Some(subject_of(body))));
        }
        match self.occasion {
            Occasion::Meeting(meeting) => {
                evidence.push(question.dated("møte", "meeting", meeting.day, Some(Subject::Meeting(meeting.id))));
            }
            Occasion::Record(record) => {
                let (nb, en) =
                    if record.kind == RecordKind::Event { ("hendelse", "event") } else { ("gjelder", "about") };
                evidence.push(question.dated(nb, en, record.on, Some(Subject::Record(record.id))));
            }
            _ => {}
        }
        if let Some(deed) = self.deed {
            evidence.push(question.dated("sist gjort", "last done", deed.on, Some(Subject::Record(deed.id))));
        }
        if let Some(by) = self.by {
            evidence.push(question.dated("frist", "last day", by, None));
        }
        evidence.extend(self.open.iter().map(|membership| question.member_evidence(membership)));
        evidence
    }
}

/// The node of a body.
pub(in crate::domain::mandate) const fn subject_of(body: Body) -> Subject {
    match body {
        Body::Organisation(id) => Subject::Organisation(id),
        Body::Council(id) => Subject::Council(id),
    }
}
