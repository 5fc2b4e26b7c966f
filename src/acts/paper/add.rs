//! Adds a paper with its bytes, as it was offered. Offering is the same act done dry: what would be refused afterwards
//! is refused before anything is sent.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::known::{self, OfPaper};
use crate::{
    access::acting::Acting,
    acts::{case, mandate::text::as_refusals, meeting::times},
    domain::{
        change::Change,
        council::{Council, MeetingStatus},
        directory::Directory,
        fault::{Faults, Form},
        id::{AgendaItemId, CaseId, CouncilId, MeetingId, PaperId},
        message::said,
        text::{Lang, Text, examine_line},
        work::{MediaType, Paper, PaperKind, PaperVisibility},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Longest name of a file, in characters.
const LONGEST_NAME: usize = 200;

/// Longest title in one language, in characters.
const LONGEST_TITLE: usize = 1_000;

/// SHA-256 of bytes that nobody has seen yet.
const NOT_YET: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A paper that somebody wants to add.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The council.
    pub council: CouncilId,
    /// The identity that it gets. There is one paper for each offer, however often its link is used.
    pub paper: PaperId,
    /// What it belongs to; None for a new version, which belongs where the former one does.
    pub of: Option<Subject>,
    /// What it is called.
    pub title: Text,
    /// Its language.
    pub language: Lang,
    /// Who may see it.
    pub visibility: PaperVisibility,
    /// Until when only the secretariat sees it.
    pub embargo_until: Option<DateTime<Utc>>,
    /// What its file is called.
    pub file_name: String,
    /// What its bytes are.
    pub media_type: MediaType,
    /// How many bytes it has.
    pub size: u32,
    /// Whether it is the minutes of a meeting; a new version is what the former one is.
    pub kind: PaperKind,
    /// The version that it follows.
    pub replaces: Option<PaperId>,
}

/// What a paper belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A case.
    Case(CaseId),
    /// An item of an agenda, and its case.
    Item(AgendaItemId),
    /// A meeting.
    Meeting(MeetingId),
}

/// Adds a paper.
#[derive(Clone, Debug)]
pub struct AddPaper {
    /// The paper.
    pub offer: Offer,
    /// How many bytes a paper may have.
    pub most_bytes: u32,
    /// SHA-256 of its bytes; None while they have not come.
    pub sha256: Option<String>,
    /// The words in it.
    pub words: Option<String>,
}

/// Where a paper stands among the others.
struct Standing {
    agenda_item: Option<AgendaItemId>,
    case: Option<CaseId>,
    meeting: Option<MeetingId>,
    kind: PaperKind,
    series: PaperId,
    version: u32,
}

impl Act for AddPaper {
    const NAME: &'static str = "addPaper";
    type Outcome = OfPaper;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.offer.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        known::secretariat(facts, self.offer.council)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<OfPaper>, Refusals> {
        let offer = &self.offer;
        let council = facts.council(offer.council)?;
        if council.work.paper(offer.paper).is_some() {
            let message = said!(
                "lenken er brukt, og papiret er lagt fram; be om en ny lenke for et nytt papir",
                "the link has been used and the paper is there; ask for another link for another paper"
            );
            return Err(vec![Refusal::conflict("", message)]);
        }
        let mut refused = as_refusals(self.faults());
        let embargo_until = offer.embargo_until.filter(|until| *until > facts.now);
        // While the bytes were on their way, the moment may have come.
        if self.sha256.is_none() && embargo_until != offer.embargo_until {
            refused.push(Refusal::bad_input("embargoUntil", known::embargo_is_over()));
        }
        let standing = match self.standing(council, facts.now) {
            Ok(standing) => standing,
            Err(refusal) => {
                refused.push(refusal);
                return Err(refused);
            }
        };
        if !refused.is_empty() {
            return Err(refused);
        }
        let paper = Paper {
            id: offer.paper,
            agenda_item: standing.agenda_item,
            case: standing.case,
            meeting: standing.meeting,
            kind: standing.kind,
            series: standing.series,
            title: offer.title.clone(),
            visibility: offer.visibility,
            language: offer.language,
            version: standing.version,
            file_name: offer.file_name.clone(),
            media_type: offer.media_type,
            size: offer.size,
            sha256: self.sha256.clone().unwrap_or_else(|| NOT_YET.to_owned()),
            embargo_until,
            approved: None,
            withdrawn_at: None,
            added_by: facts.caller.account_id(),
            added_at: facts.now,
        };
        let mut changes = vec![Change::Paper(offer.council, paper)];
        changes.extend(self.words.clone().map(|words| Change::PaperText(offer.council, offer.paper, words)));
        let (nb, en) = match standing.kind {
            PaperKind::Paper => ("La fram et papir.", "Provided a paper."),
            PaperKind::Minutes => ("La fram et referat.", "Provided minutes."),
        };
        Ok(Decision {
            changes,
            outcome: OfPaper { paper: offer.paper },
            warnings: Vec::new(),
            summary: Text::nb_en(nb, en),
        })
    }
}

impl AddPaper {
    fn standing(&self, council: &Council, now: DateTime<Utc>) -> Result<Standing, Refusal> {
        let offer = &self.offer;
        match (offer.of, offer.replaces) {
            (None, Some(former)) => following(council, former),
            (Some(subject), None) => {
                let (agenda_item, case, meeting) = found(council, subject)?;
                if offer.kind == PaperKind::Minutes {
                    minutes_may_be(council, meeting, now)?;
                }
                let (kind, series) = (offer.kind, offer.paper);
                Ok(Standing { agenda_item, case, meeting, kind, series, version: 1 })
            }
            (Some(_), Some(_)) => Err(Refusal::bad_input(
                "replaces",
                said!(
                    "en ny versjon hører til der den forrige gjør; la sak, punkt og møte være ute",
                    "a new version belongs where the former one does; leave out case, item and meeting"
                ),
            )),
            (None, None) => Err(Refusal::bad_input(
                "case",
                said!(
                    "si hva papiret hører til: en sak, et punkt på en saksliste eller et møte",
                    "say what the paper belongs to: a case, an item of an agenda or a meeting"
                ),
            )),
        }
    }
}

/// The version after this one.
fn following(council: &Council, former: PaperId) -> Result<Standing, Refusal> {
    let former = known::standing_paper(council, "replaces", former)?;
    let versions = || council.work.papers.iter().filter(|paper| paper.series == former.series);
    if versions().any(|paper| paper.approved.is_some()) {
        let message =
            said!("referatet er godkjent og blir som det er", "the minutes were approved and stay as they are");
        return Err(Refusal::conflict("replaces", message));
    }
    let latest = versions().map(|paper| paper.version).max().unwrap_or(former.version);
    Ok(Standing {
        agenda_item: former.agenda_item,
        case: former.case,
        meeting: former.meeting,
        kind: former.kind,
        series: former.series,
        version: latest.saturating_add(1),
    })
}

type Found = (Option<AgendaItemId>, Option<CaseId>, Option<MeetingId>);

fn found(council: &Council, subject: Subject) -> Result<Found, Refusal> {
    match subject {
        Subject::Case(id) => case::known::case(council, id).map(|case| (None, Some(case.id), None)),
        Subject::Item(id) => case::known::item(council, id).map(|item| (Some(item.id), Some(item.case), None)),
        Subject::Meeting(id) => times::known(council, id).map(|meeting| (None, None, Some(meeting.id))),
    }
}

/// Whether the meeting can have minutes that it has not.
fn minutes_may_be(council: &Council, meeting: Option<MeetingId>, now: DateTime<Utc>) -> Result<(), Refusal> {
    let Some(meeting) = meeting.and_then(|id| council.meeting(id)) else {
        let message = said!("et referat hører til et møte", "minutes belong to a meeting");
        return Err(Refusal::bad_input("meeting", message));
    };
    if meeting.starts_at > now || meeting.status == MeetingStatus::Cancelled {
        let message = said!(
            "møtet er ikke holdt; et referat legges fram etterpå",
            "the meeting has not been held; minutes are provided afterwards"
        );
        return Err(Refusal::conflict("meeting", message));
    }
    let mut papers = council.work.papers.iter();
    let there = papers.any(|paper| {
        paper.meeting == Some(meeting.id) && paper.kind == PaperKind::Minutes && paper.withdrawn_at.is_none()
    });
    if there {
        let message = said!(
            "møtet har et referat; legg fram en ny versjon av det",
            "the meeting has minutes; provide a new version of them"
        );
        return Err(Refusal::conflict("meeting", message));
    }
    Ok(())
}

impl Form for AddPaper {
    fn examine(&self, faults: &mut Faults) {
        let offer = &self.offer;
        faults.field("title", &offer.title);
        let short = offer.title.all().all(|(_, title)| title.chars().count() <= LONGEST_TITLE);
        faults.require(
            "title",
            short,
            said!("en tittel har høyst {LONGEST_TITLE} tegn", "a title has {LONGEST_TITLE} characters at most"),
        );
        faults.within("fileName", |faults| examine_line(&offer.file_name, LONGEST_NAME, faults));
        let plain = !offer.file_name.chars().any(|letter| matches!(letter, '/' | '\\' | '\n' | '\t'))
            && offer.file_name.trim() == offer.file_name
            && !offer.file_name.starts_with('.');
        faults.require(
            "fileName",
            plain,
            said!(
                "navnet på en fil trengs, uten mapper foran",
                "the name of a file is needed, without folders before it"
            ),
        );
        faults.require(
            "fileName",
            offer.media_type.fits(&offer.file_name),
            said!(
                "navnet må slutte på .{}, som slike filer gjør",
                "the name has to end in .{}, as such files do",
                offer.media_type.endings()[0]
            ),
        );
        let (size, most) = (offer.size, self.most_bytes);
        faults.require(
            "size",
            (1..=most).contains(&size),
            said!("et papir har fra 1 til {most} byte", "a paper has from 1 to {most} bytes"),
        );
    }
}
