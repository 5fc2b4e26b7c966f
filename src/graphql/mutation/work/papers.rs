//! Mutations of papers. Their bytes come by another way (`http/papers`), over the link that is answered here.
//!
//! May import: `graphql`, `acts`, `access`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use uuid::Uuid;

use super::super::{
    named,
    payload::payload,
    perform::{After, How, Performed, how, perform_if},
};
use crate::{
    access::link::{LIFETIME, Purpose},
    acts::paper::{
        add::{AddPaper, Offer, Subject},
        approve::ApproveMinutes,
        edit::{EditPaper, Embargo},
        read::MarkPaperRead,
        withdraw::WithdrawPaper,
    },
    domain::{
        id::PaperId,
        message::said,
        text::{Lang, Text},
        time::Instant,
        work::{MediaType, PaperKind, PaperVisibility},
    },
    error::Refusal,
    graphql::{
        error::{Result, failed, internal},
        private_node::widest,
        session::Session,
        work::Paper,
    },
};

/// A paper that is to be added. One of case, item, meeting and replaces says what it belongs to.
#[derive(Clone, Debug, InputObject)]
pub struct OfferPaperInput {
    /// The case that it belongs to.
    case: Option<ID>,
    /// The item of an agenda that it belongs to.
    item: Option<ID>,
    /// The meeting that it belongs to.
    meeting: Option<ID>,
    /// The paper of which it is a new version; it belongs where that one does.
    replaces: Option<ID>,
    /// What it is called.
    title: Text,
    /// In which language it is written.
    language: Lang,
    /// Who may see it.
    visibility: PaperVisibility,
    /// Until when only the secretariat sees it.
    embargo_until: Option<Instant>,
    /// What its file is called, ending as such files do.
    file_name: String,
    /// Media type of its bytes (RFC 6838): PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, plain text, Markdown, CSV, PNG or JPEG.
    media_type: String,
    /// How many bytes it has.
    size: u32,
    /// Whether it is the minutes of the meeting. A new version is what the former one is.
    #[graphql(default)]
    kind: PaperKind,
}

/// What is said about a paper is changed; what is left out stays as it is.
#[derive(Clone, Debug, InputObject)]
pub struct EditPaperInput {
    /// The paper.
    paper: ID,
    /// What it is called.
    title: Option<Text>,
    /// Who may see it. What everybody could see stays for everybody.
    visibility: Option<PaperVisibility>,
    /// Until when only the secretariat sees it; not for a paper that everybody could see.
    embargo_until: Option<Instant>,
    /// True ends the time in which only the secretariat sees it.
    #[graphql(default)]
    lift_embargo: bool,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A paper is withdrawn.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawPaperInput {
    /// The paper.
    paper: ID,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// Minutes are approved.
#[derive(Clone, Debug, InputObject)]
pub struct ApproveMinutesInput {
    /// The minutes.
    paper: ID,
    /// The later meeting that approved them.
    meeting: ID,
    /// The `revision` of the secretariat's desk (`secretariat { revision }`) for its staff, of the room (`member { revision }`)
    /// for other members, of the council (`council { revision }`) for everybody else, when it was read; where it is another by
    /// now, VERSION_CONFLICT is the answer.
    expected_revision: Option<i64>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A paper that was read. It needs no idempotency key: the same request sent twice has the effect of one.
#[derive(Clone, Debug, InputObject)]
pub struct MarkPaperReadInput {
    /// The paper, in this version.
    paper: ID,
    /// Whether it was read; false takes the mark away.
    #[graphql(default = true)]
    read: bool,
}

/// How the bytes of a paper that was offered are sent.
#[derive(Clone, Debug, SimpleObject)]
pub struct PaperUpload {
    /// The path to which they are sent, with PUT. It is good once, for the account that asked.
    url: String,
    /// Until when.
    expires_at: Instant,
    /// The global id that the paper will have.
    paper_id: ID,
}

payload! {
    /// What came of offering a paper.
    OfferPaperPayload {
        /// Where to send its bytes.
        upload: PaperUpload
    }
}

payload! {
    /// What came of an act on a paper.
    PaperPayload {
        /// The paper as it is now.
        paper: Paper
    }
}

/// The paper afterwards, behind the door that admits the caller.
fn paper_after(after: &After, id: PaperId) -> Option<Paper> {
    Paper::by_id(&after.inside()?, id)
}

/// Mutations of papers.
#[derive(Default)]
pub struct PaperMutations;

#[Object]
impl PaperMutations {
    /// Offers a paper, or a new version of one: nothing is written, but everything about it is checked, and the answer
    /// says where to send its bytes. For the secretariat.
    async fn offer_paper(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The paper.")] input: OfferPaperInput,
    ) -> Result<OfferPaperPayload> {
        let session = Session::of(ctx)?;
        let offer = offered(session, input);
        let most_bytes = session.paper_bytes();
        let act = offer.clone().map(|offer| AddPaper { offer, most_bytes, sha256: None, words: None });
        let performed = perform_if(ctx, act, How { dry_run: true, ..How::default() }).await?;
        let account = session.caller.account_id().filter(|_| performed.done.is_some());
        let (Some(account), Ok(offer)) = (account, offer) else {
            return Ok(OfferPaperPayload::of(performed, |_, _| None));
        };
        let paper_id = Paper::global_id(offer.council, offer.paper);
        let key = session.store.link_key(session.now).await.map_err(internal)?;
        let Some(link) = key.seal(Purpose::Upload, account, offer, session.now) else {
            let message = said!("tittelen er for lang for en lenke", "the title is too long for a link");
            let refused = Performed::<()>::refused(vec![Refusal::bad_input("title", message)]);
            return Ok(OfferPaperPayload::of(refused, |(), _| None));
        };
        let (url, expires_at) = (format!("/papers/upload/{link}"), Instant(session.now + LIFETIME));
        Ok(OfferPaperPayload::of(performed, |_, _| Some(PaperUpload { url, expires_at, paper_id })))
    }

    /// Says other things about a paper. For the secretariat.
    async fn edit_paper(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What is different.")] input: EditPaperInput,
    ) -> Result<PaperPayload> {
        let how = how!(input);
        let performed = perform_if(ctx, edited(Session::of(ctx)?, input), how).await?;
        Ok(PaperPayload::of(performed, |outcome, after| paper_after(after, outcome.paper)))
    }

    /// Withdraws a paper: nobody but the secretariat sees it any more. For the secretariat.
    async fn withdraw_paper(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: WithdrawPaperInput,
    ) -> Result<PaperPayload> {
        let act = named::paper(Session::of(ctx)?, "paper", &input.paper)
            .map(|(council, paper)| WithdrawPaper { council, paper });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(PaperPayload::of(performed, |outcome, after| paper_after(after, outcome.paper)))
    }

    /// Marks a paper as read, or as not read. For whoever has a seat in the council; nobody else is told, not even in the
    /// audit log.
    async fn mark_paper_read(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] input: MarkPaperReadInput,
    ) -> Result<PaperPayload> {
        let session = Session::of(ctx)?;
        let refused = |refusal| PaperPayload::of(Performed::<()>::refused(vec![refusal]), |(), _| None);
        let (council, paper) = match named::paper(session, "paper", &input.paper) {
            Ok(found) => found,
            Err(refusal) => return Ok(refused(refusal)),
        };
        let act = MarkPaperRead { council, paper, read: input.read };
        let marked = act.perform(&session.store, &session.snapshot, &session.caller, session.now, session.today).await;
        if let Err(refusal) = marked.map_err(failed)? {
            return Ok(refused(refusal));
        }
        session.reading.forget().await;
        let paper = widest(session, council).await?.and_then(|view| Paper::by_id(&view, paper));
        Ok(PaperPayload { paper, warnings: Vec::new(), user_errors: Vec::new() })
    }

    /// Writes down that a later meeting approved minutes. For the secretariat.
    async fn approve_minutes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which, and by which meeting.")] input: ApproveMinutesInput,
    ) -> Result<PaperPayload> {
        let session = Session::of(ctx)?;
        let found = named::paper(session, "paper", &input.paper).and_then(|(council, paper)| {
            Ok((council, paper, named::own_meeting(session, council, "meeting", &input.meeting)?))
        });
        let act = found.map(|(council, paper, meeting)| ApproveMinutes { council, paper, meeting });
        let performed = perform_if(ctx, act, how!(input)).await?;
        Ok(PaperPayload::of(performed, |outcome, after| paper_after(after, outcome.paper)))
    }
}

fn edited(session: &Session, input: EditPaperInput) -> std::result::Result<EditPaper, Refusal> {
    let (council, paper) = named::paper(session, "paper", &input.paper)?;
    let embargo = match (input.embargo_until, input.lift_embargo) {
        (Some(_), true) => {
            let message = said!(
                "papiret holdes enten tilbake eller ikke; la ett av de to være ute",
                "the paper is either held back or not; leave one of the two out"
            );
            return Err(Refusal::bad_input("liftEmbargo", message));
        }
        (Some(until), false) => Some(Embargo::Until(until.0)),
        (None, lifted) => lifted.then_some(Embargo::Lifted),
    };
    Ok(EditPaper { council, paper, title: input.title, visibility: input.visibility, embargo })
}

fn offered(session: &Session, input: OfferPaperInput) -> std::result::Result<Offer, Refusal> {
    let case = input.case.map(|id| named::case(session, "case", &id)).transpose()?;
    let item = input.item.map(|id| named::agenda_item(session, "item", &id)).transpose()?;
    let meeting = input.meeting.map(|id| named::meeting(session, "meeting", &id)).transpose()?;
    let former = input.replaces.map(|id| named::paper(session, "replaces", &id)).transpose()?;
    let subjects = [
        case.map(|(council, case)| (council, Subject::Case(case))),
        item.map(|(council, item)| (council, Subject::Item(item))),
        meeting.map(|(council, meeting)| (council, Subject::Meeting(meeting))),
    ];
    let mut subjects = subjects.into_iter().flatten();
    let (subject, another) = (subjects.next(), subjects.next());
    let council = subject.map(|(council, _)| council).or(former.map(|(council, _)| council));
    let (Some(council), None) = (council, another) else {
        let message = said!(
            "si én ting som papiret hører til: en sak, et punkt på en saksliste, et møte eller en tidligere versjon",
            "say one thing that the paper belongs to: a case, an item of an agenda, a meeting or a former version"
        );
        return Err(Refusal::bad_input("", message));
    };
    let missing = said!("rådet har ikke dette papiret", "there is no such paper of the council");
    let replaces = named::of_council(council, "replaces", missing, former)?;
    let media_type = MediaType::from_name(&input.media_type).ok_or_else(|| {
        let message = said!(
            "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, ren tekst, Markdown, CSV, PNG eller JPEG trengs",
            "PDF, DOCX, XLSX, PPTX, ODT, ODS, ODP, plain text, Markdown, CSV, PNG or JPEG is needed"
        );
        Refusal::bad_input("mediaType", message)
    })?;
    Ok(Offer {
        council,
        paper: PaperId(Uuid::now_v7()),
        of: subject.map(|(_, subject)| subject),
        title: input.title,
        language: input.language,
        visibility: input.visibility,
        embargo_until: input.embargo_until.map(|until| until.0),
        file_name: input.file_name,
        media_type,
        size: input.size,
        kind: input.kind,
        replaces,
    })
}
