//! Raises a case: a member does, in the scope that the mandate gives, or the secretariat does, for a member or for itself.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`.

use super::{known::OfCase, task};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        change::Change,
        council::{Body, Council, Membership, Record, RecordKind},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, MembershipId},
        mandate::clause::{
            Provision,
            activity::{Extent, Right},
        },
        message::said,
        text::Text,
        word::Key,
        work::{Case, CaseEvent, CaseStatus, Raiser},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Matter, Needs},
};

/// The verb of the right to raise cases.
const RAISE: &str = "raise";

/// What stands for a case among the records.
const ITEM: &str = "case";

/// Raises a case.
#[derive(Clone, Debug)]
pub struct RaiseCase {
    /// The council before which it is brought.
    pub council: CouncilId,
    /// The other council of the family in which whoever raises it has a seat.
    pub from: Option<CouncilId>,
    /// The membership for which the secretariat raises it.
    pub raised_by: Option<MembershipId>,
    /// What it is called.
    pub title: Text,
    /// What it is about.
    pub description: Option<Text>,
    /// The task of the mandate that it belongs to.
    pub task: Option<(Key, Key)>,
    /// What happens after the council has dealt with it, where that is known already.
    pub next_process: Option<Text>,
}

impl Act for RaiseCase {
    const NAME: &'static str = "raiseCase";
    const MATTER: Matter = Matter::Private;
    type Outcome = OfCase;

    fn needs(&self, _: &Directory) -> Needs {
        let councils = std::iter::once(self.council).chain(self.from).collect();
        Needs { councils, ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let seated = self.seated(facts).map(|(_, membership)| membership.person);
        if let Some(acting) = seated.and_then(|person| Acting::person(facts.caller, person)) {
            return Ok(acting);
        }
        let message = said!(
            "de som har plass i rådet i dag, reiser saker, og sekretariatet gjør det; der mandatet gir retten til hele \
             rådsfamilien, gjør også de det som har plass i et annet av rådene, og sier hvilket i from",
            "those who have a seat in the council today raise cases, and so does its secretariat; where the mandate gives \
             the right to the whole family, so do those with a seat in another of its councils, who say which in from"
        );
        standing::secretariat(facts, self.council, message)
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<OfCase>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        let own = self.seated(facts).filter(|(_, seated)| Acting::person(facts.caller, seated.person) == Some(acting));
        let named = self.raised_by.and_then(|id| council.membership(id));
        if own.is_none() && self.raised_by.is_some() && !named.is_some_and(|named| named.in_force_on(facts.today)) {
            let message = said!(
                "rådet har ikke dette medlemskapet i dag; ta et som gjelder",
                "the council has no such membership today; take one that is in force"
            );
            refused.push(Refusal::not_found("raisedBy", message));
        }
        if own.is_some() && self.raised_by.is_some() {
            let message = said!(
                "et medlem reiser saken for seg selv; la raisedBy være ute",
                "a member raises the case themselves; leave raisedBy out"
            );
            refused.push(Refusal::bad_input("raisedBy", message));
        }
        refused.extend(task::unknown(facts, council, self.task.as_ref()));
        if !refused.is_empty() {
            return Err(refused);
        }
        let seated = own.or_else(|| named.map(|named| (&**council, named)));
        let (case, record) = self.raised(facts, seated);
        let outcome = OfCase { case: case.id };
        Ok(Decision {
            changes: vec![Change::Record(self.council, record), Change::Case(self.council, case)],
            outcome,
            warnings: Vec::new(),
            summary: Text::nb_en("Reiste en sak.", "Raised a case."),
        })
    }
}

impl RaiseCase {
    /// The membership of today by which the caller raises the case, and in which council it is.
    fn seated<'f>(&self, facts: &'f Facts<'_>) -> Option<(&'f Council, &'f Membership)> {
        let person = facts.caller.person()?;
        let council = facts.councils.get(&self.council)?;
        let seat_in = |council: &'f Council| {
            let mut mine = council.in_office(facts.today).filter(|membership| membership.person == person);
            mine.next().map(|membership| (council, membership))
        };
        let Some(from) = self.from.filter(|from| *from != self.council) else { return seat_in(council) };
        let elsewhere = facts.councils.get(&from)?;
        let of_family = council.head.family.is_some() && council.head.family == elsewhere.head.family;
        let whole_family = right(council, facts).is_some_and(|right| right.extent == Extent::Family);
        if of_family && whole_family { seat_in(elsewhere) } else { None }
    }

    fn raised(&self, facts: &Facts<'_>, seated: Option<(&Council, &Membership)>) -> (Case, Record) {
        let raiser = seated.map(|(of, membership)| {
            if of.head.id == self.council {
                Raiser::Member(membership.id)
            } else {
                Raiser::Elsewhere(of.head.id, membership.id)
            }
        });
        // A case of no member's is the council's own.
        let by = match seated {
            Some((of, membership)) => represented(facts, of, membership),
            None => Some(Body::Council(self.council)),
        };
        let record = Record {
            by,
            by_membership: match raiser {
                Some(Raiser::Member(membership)) => Some(membership),
                Some(Raiser::Elsewhere(..)) | None => None,
            },
            title: Some(self.title.clone()),
            ..Record::of(facts.new_id(), RecordKind::Item, ITEM.into(), facts.today)
        };
        let case = Case {
            id: facts.new_id(),
            title: self.title.clone(),
            description: self.description.clone(),
            status: CaseStatus::Raised,
            raised_by: raiser,
            raised_on: facts.today,
            next_process: self.next_process.clone(),
            task: self.task.clone(),
            public: false,
            record: Some(record.id),
            history: vec![CaseEvent { status: CaseStatus::Raised, at: facts.now, reason: None }],
        };
        (case, record)
    }
}

/// The right to raise cases that the mandate in force gives.
fn right<'c>(council: &'c Council, facts: &Facts<'_>) -> Option<&'c Right> {
    council.mandate_on(facts.today)?.clauses.iter().find_map(|at| match &at.clause.provision {
        Provision::Right(right) if &*right.activity.verb == RAISE => Some(right),
        _ => None,
    })
}

/// The organisation for which somebody sits in a council: as the membership says, or as the seat's group does.
pub(in crate::acts) fn represented(facts: &Facts<'_>, council: &Council, membership: &Membership) -> Option<Body> {
    let of_group = || {
        let group = council.group_by_id(council.seat(membership.seat)?.group)?;
        let slug = council.mandate_on(facts.today)?.composition.group(&group.key)?.organisation()?;
        Some(facts.directory.organisation_by_slug(slug)?.id)
    };
    membership.on_behalf_of.or_else(of_group).map(Body::Organisation)
}

impl Form for RaiseCase {
    fn examine(&self, faults: &mut Faults) {
        faults.field("title", &self.title);
        faults.field("description", &self.description);
        faults.field("nextProcess", &self.next_process);
    }
}
