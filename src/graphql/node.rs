//! `node`: whatever a global id names, through the door that lets the caller see it.
//!
//! May import: `graphql`, `domain`. An id proves nothing: every arm of [`Node::find`] passes a door, and what stands
//! behind a private door passes that one.

#![expect(missing_docs, reason = "the engine writes the methods of an interface without documentation")]

use std::sync::Arc;

use async_graphql::{Context, ID, Interface, Object};

use super::{
    error::{Nullable, Result, bad_input},
    global_id::GlobalId,
    paging::LONGEST_PAGE,
    private_node,
    public::{
        claim::Claim,
        clause::{
            Clause, DutyClause, MeetingsClause, PeriodClause, PostClause, ProcedureClause, RelationClause,
            RepresentationClause, RequirementClause, RightClause, SeatsClause, StatementClause, TermClause,
        },
        council::Council,
        family::CouncilFamily,
        mandate::Mandate,
        meeting::Meeting,
        membership::Membership,
        organisation::Organisation,
        person::Person,
        record::{Exemption, Record},
        seat::Seat,
        seat_group::SeatGroup,
        template::MandateTemplate,
        view::View,
    },
    secretariat::AuditEntry,
    session::{Scope, Session},
    work::{Advice, AgendaItem, Case, Paper},
};
use crate::domain::{
    id::{ClauseId, CouncilId},
    mandate::verdict::Subject,
    message::said,
    time::Date,
};

/// An object with a global id.
#[derive(Clone, Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "The global id."))]
pub enum Node {
    /// A council.
    Council(Council),
    /// A family of councils.
    CouncilFamily(CouncilFamily),
    /// An organisation.
    Organisation(Organisation),
    /// A person.
    Person(Person),
    /// A mandate template.
    MandateTemplate(MandateTemplate),
    /// A mandate.
    Mandate(Mandate),
    /// A seat group.
    SeatGroup(SeatGroup),
    /// A seat.
    Seat(Seat),
    /// A membership.
    Membership(Membership),
    /// A meeting.
    Meeting(Meeting),
    /// A statement about an organisation.
    Claim(Claim),
    /// Something that was done or happened.
    Record(Record),
    /// A decision that a clause need not be followed.
    Exemption(Exemption),
    /// A matter that somebody raised; for the members and the secretariat of the council, until it is public.
    Case(Case),
    /// An item of an agenda; for those who may see its case.
    AgendaItem(AgendaItem),
    /// What a council recommended; for the members and the secretariat of the council, until it is published.
    Advice(Advice),
    /// A paper; for those who may see it.
    Paper(Paper),
    /// Something that was done to a council; for its secretariat.
    AuditEntry(AuditEntry),
    /// A clause on places in the body.
    SeatsClause(SeatsClause),
    /// A clause on who does what.
    ProcedureClause(ProcedureClause),
    /// A clause on how many have to be what.
    RequirementClause(RequirementClause),
    /// A clause on for whom holders speak.
    RepresentationClause(RepresentationClause),
    /// A clause on how long they serve.
    TermClause(TermClause),
    /// A clause on a post.
    PostClause(PostClause),
    /// A clause on how the body meets.
    MeetingsClause(MeetingsClause),
    /// A clause on what somebody has to do.
    DutyClause(DutyClause),
    /// A clause on what somebody may do.
    RightClause(RightClause),
    /// A clause on how the body stands to others.
    RelationClause(RelationClause),
    /// A clause on since when and until when.
    PeriodClause(PeriodClause),
    /// A clause on what the mandate says about itself.
    StatementClause(StatementClause),
}

impl From<Clause> for Node {
    fn from(clause: Clause) -> Self {
        match clause {
            Clause::Seats(clause) => clause.into(),
            Clause::Procedure(clause) => clause.into(),
            Clause::Requirement(clause) => clause.into(),
            Clause::Representation(clause) => clause.into(),
            Clause::Term(clause) => clause.into(),
            Clause::Post(clause) => clause.into(),
            Clause::Meetings(clause) => clause.into(),
            Clause::Duty(clause) => clause.into(),
            Clause::Right(clause) => clause.into(),
            Clause::Relation(clause) => clause.into(),
            Clause::Period(clause) => clause.into(),
            Clause::Statement(clause) => clause.into(),
        }
    }
}

impl Node {
    /// What evidence leads to.
    #[must_use]
    pub fn of_subject(view: &View, subject: Subject) -> Option<Self> {
        match subject {
            Subject::Mandate(id) => Mandate::by_id(view, id).map(Self::from),
            Subject::SeatGroup(id) => SeatGroup::by_id(view, id).map(Self::from),
            Subject::Seat(id) => Seat::by_id(view, id).map(Self::from),
            Subject::Membership(id) => Membership::by_id(view, id).map(Self::from),
            Subject::Organisation(id) => Organisation::by_id(&view.scope, id).map(Self::from),
            Subject::Council(id) => {
                let (access, head) = view.scope.public(id)?;
                Some(Council::held(Arc::clone(&view.scope), access, Arc::clone(head), None).into())
            }
            Subject::Meeting(id) => Meeting::by_id(view, id).map(Self::from),
            Subject::Record(id) => Record::by_id(view, id).map(Self::from),
            Subject::Exemption(id) => Exemption::by_id(view, id).map(Self::from),
        }
    }

    /// What the id names, where the caller may see it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(session: &Session, scope: &Arc<Scope>, id: &str) -> Result<Option<Self>> {
        let Some(id) = GlobalId::decode(id) else { return Ok(None) };
        Ok(match id {
            GlobalId::Council(id) => view_of(scope, id).await?.map(|view| Council::loaded(&view).into()),
            GlobalId::Family(id) => {
                scope.directory.family(id).and_then(|family| CouncilFamily::public(scope, family)).map(Self::from)
            }
            GlobalId::Organisation(id) => Organisation::by_id(scope, id).map(Self::from),
            GlobalId::Person(id) => Person::public(scope, id).await?.map(Self::from),
            GlobalId::Template(id) => MandateTemplate::by_id(scope, id).map(Self::from),
            GlobalId::TemplateClause(id, version, place) => {
                MandateTemplate::by_id(scope, id).and_then(|template| template.clause(version, place)).map(Self::from)
            }
            GlobalId::Mandate(council, id) => {
                view_of(scope, council).await?.and_then(|view| Mandate::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Clause(council, id) => {
                view_of(scope, council).await?.and_then(|view| clause(&view, id)).map(Self::from)
            }
            GlobalId::SeatGroup(council, id) => {
                view_of(scope, council).await?.and_then(|view| SeatGroup::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Seat(council, id) => {
                view_of(scope, council).await?.and_then(|view| Seat::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Membership(council, id) => {
                view_of(scope, council).await?.and_then(|view| Membership::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Meeting(council, id) => {
                view_of(scope, council).await?.and_then(|view| Meeting::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Claim(council, id) => {
                view_of(scope, council).await?.and_then(|view| Claim::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Record(council, id) => {
                view_of(scope, council).await?.and_then(|view| Record::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Exemption(council, id) => {
                view_of(scope, council).await?.and_then(|view| Exemption::by_id(&view, id)).map(Self::from)
            }
            GlobalId::Case(..)
            | GlobalId::AgendaItem(..)
            | GlobalId::Paper(..)
            | GlobalId::Advice(..)
            | GlobalId::AuditEntry(..) => private_node::find(session, id).await?,
            // An account sees its own through `viewer`; nobody sees another's. Facts are read where they are shown.
            GlobalId::Fact(..) | GlobalId::Account(_) | GlobalId::Authority(_) => None,
        })
    }
}

/// The council through the public door.
async fn view_of(scope: &Arc<Scope>, id: CouncilId) -> Result<Option<View>> {
    let Some((access, _)) = scope.public(id) else { return Ok(None) };
    Ok(Some(View::public(Arc::clone(scope), access, scope.value(access).await?)))
}

fn clause(view: &View, id: ClauseId) -> Option<Clause> {
    view.mandate_places().find_map(|mandate| {
        let clauses = &view.value.mandates[mandate].clauses;
        Clause::of_mandate(view, mandate, clauses.iter().position(|at| at.id == id)?)
    })
}

/// Objects by their global ids.
#[derive(Default)]
pub struct NodeQueries;

#[Object]
impl NodeQueries {
    /// The object that a global id names, as it is today; null where there is none that the caller may see.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "The global id.")] id: ID) -> Nullable<Node> {
        // Relay refetches through this field, and accepts no argument beside the id.
        match Session::of(ctx) {
            Ok(session) => Node::find(session, &session.scope(None), &id).await.transpose(),
            Err(error) => Some(Err(error)),
        }
    }

    /// The objects that global ids name, in their order; null where there is none that the caller may see.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The global ids, at most 100.")] ids: Vec<ID>,
        #[graphql(desc = "The day that the answer is for; today where it is not said.")] as_of: Option<Date>,
    ) -> Result<Vec<Nullable<Node>>> {
        if ids.len() > LONGEST_PAGE {
            return Err(bad_input(said!(
                "{} id-er; høyst {LONGEST_PAGE} slås opp om gangen.",
                "{} ids; at most {LONGEST_PAGE} are looked up at once.",
                ids.len()
            )));
        }
        let session = Session::of(ctx)?;
        let scope = session.scope(as_of);
        let found = ids.iter().map(|id| Node::find(session, &scope, id));
        let found = futures_util::future::join_all(found).await;
        Ok(found.into_iter().map(Result::transpose).collect())
    }
}
