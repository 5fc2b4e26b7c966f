//! Which councils: the filter as clients write it, and the test that it becomes.
//!
//! May import: `graphql`, `domain`. A test says yes, no, or that it needs the council's value, so that a list
//! loads only the councils that the directory alone does not rule out.

use std::sync::Arc;

use async_graphql::InputObject;

use super::{
    council_list::{Values, rulings},
    roll::Entry,
    search::question,
    view::View,
};
use crate::{
    domain::{
        council::{self, CouncilStatus},
        id::{FamilyId, OrganisationId},
        mandate::{
            clause::{ClauseKind, Modality},
            verdict::{Severity, VerdictStatus},
        },
        message::said,
        organisation_number::OrganisationNumber,
        search::Question,
    },
    graphql::{
        error::{Result, bad_input},
        session::Scope,
    },
};

/// How many filters may stand inside one another and side by side: each is asked of every council.
const MOST: usize = 50;

/// Which councils. Everything that is said has to hold; what is not said, or is null, does not narrow.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CouncilFilter {
    /// Every word of this stands in its name in some language, or in its slug.
    text: Option<String>,
    /// It belongs to the family of this slug.
    family: Option<String>,
    /// It has this tier in its family.
    tier: Option<i32>,
    /// The organisation of this slug or organisation number answers for it.
    owner: Option<String>,
    /// The organisation of this slug or organisation number is its secretariat.
    secretariat: Option<String>,
    /// It is at this point of its life.
    status: Option<CouncilStatus>,
    /// Some of its seats are for this sector: an entry of the code list `sector`.
    sector: Option<String>,
    /// The organisation of this slug or organisation number appoints to some of its seats.
    appointer: Option<String>,
    /// Seats are for the organisation of this slug or organisation number, or somebody holds one on its behalf.
    member: Option<String>,
    /// Whether a mandate of its own is in force.
    has_mandate: Option<bool>,
    /// Whether a seat is vacant.
    has_vacancies: Option<bool>,
    /// A clause of its mandate in force is like this.
    clause: Option<ClauseFilter>,
    /// A verdict on it is like this.
    compliance: Option<ComplianceFilter>,
    /// All of these hold.
    and: Option<Vec<CouncilFilter>>,
    /// At least one of these holds; an empty list does not narrow.
    or: Option<Vec<CouncilFilter>>,
    /// This does not hold.
    not: Option<Box<CouncilFilter>>,
}

/// A clause that is all of this.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ClauseFilter {
    /// The shape.
    kind: Option<ClauseKind>,
    /// How binding it is.
    modality: Option<Modality>,
}

/// A verdict that is all of this.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ComplianceFilter {
    /// What was found.
    status: Option<VerdictStatus>,
    /// It is about a clause of one of these shapes.
    kinds: Option<Vec<ClauseKind>>,
    /// A breach would be at least this serious.
    severity: Option<Severity>,
    /// It is about a clause with one of these keys.
    clauses: Option<Vec<String>>,
}

/// What a filter asks of a council.
#[derive(Clone, Debug)]
pub enum Test {
    /// Every word stands in its names.
    Text(Question),
    /// It belongs to this family; None is a family that does not exist.
    Family(Option<FamilyId>),
    /// It has this tier.
    Tier(i32),
    /// This organisation answers for it; None is one that does not exist, here and below.
    Owner(Option<OrganisationId>),
    /// This organisation is its secretariat.
    Secretariat(Option<OrganisationId>),
    /// This organisation adopted its mandate.
    Adopter(OrganisationId),
    /// It is at this point of its life.
    Status(CouncilStatus),
    /// Some seats are for this sector.
    Sector(String),
    /// This organisation appoints to some seats.
    Appointer(Option<OrganisationId>),
    /// Some seats are for this organisation, or held on its behalf.
    Member(Option<OrganisationId>),
    /// Whether a mandate is in force.
    HasMandate(bool),
    /// Whether a seat is vacant.
    HasVacancies(bool),
    /// A clause is like this.
    Clause(ClauseFilter),
    /// A verdict is like this.
    Compliance(ComplianceFilter),
    /// All of these.
    All(Vec<Test>),
    /// At least one of these.
    Any(Vec<Test>),
    /// Not this.
    Not(Box<Test>),
}

impl CouncilFilter {
    /// The test that the filter stands for.
    ///
    /// # Errors
    /// It is made of too many, or looks for a text that is too long.
    pub fn test(self, scope: &Scope) -> Result<Test> {
        let parts = self.parts();
        if parts > MOST {
            return Err(bad_input(said!(
                "Et filter er satt sammen av høyst {MOST} filtre; dette av {parts}.",
                "A filter is made of at most {MOST} filters; this one of {parts}."
            )));
        }
        self.into_test(scope)
    }

    /// How many filters it is made of, itself included.
    fn parts(&self) -> usize {
        let lists = [&self.and, &self.or].into_iter().flatten().flatten();
        lists.chain(self.not.as_deref()).map(Self::parts).sum::<usize>() + 1
    }

    fn into_test(self, scope: &Scope) -> Result<Test> {
        let organisation = |named: &String| named_organisation(scope, named);
        let mut tests: Vec<Test> = Vec::new();
        let mut add = |test: Option<Test>| tests.extend(test);
        add(self.text.map(|text| question(&text)).transpose()?.map(Test::Text));
        add(self.family.map(|slug| Test::Family(scope.directory.family_by_slug(&slug).map(|family| family.id))));
        add(self.tier.map(Test::Tier));
        add(self.owner.as_ref().map(|named| Test::Owner(organisation(named))));
        add(self.secretariat.as_ref().map(|named| Test::Secretariat(organisation(named))));
        add(self.status.map(Test::Status));
        add(self.sector.map(Test::Sector));
        add(self.appointer.as_ref().map(|named| Test::Appointer(organisation(named))));
        add(self.member.as_ref().map(|named| Test::Member(organisation(named))));
        add(self.has_mandate.map(Test::HasMandate));
        add(self.has_vacancies.map(Test::HasVacancies));
        add(self.clause.map(Test::Clause));
        add(self.compliance.map(Test::Compliance));
        let all =
            |filters: Vec<Self>| filters.into_iter().map(|filter| filter.into_test(scope)).collect::<Result<Vec<_>>>();
        add(self.and.map(all).transpose()?.map(Test::All));
        add(self.or.filter(|any| !any.is_empty()).map(all).transpose()?.map(Test::Any));
        add(self.not.map(|filter| filter.into_test(scope)).transpose()?.map(|test| Test::Not(Box::new(test))));
        Ok(Test::All(tests))
    }
}

fn named_organisation(scope: &Scope, named: &str) -> Option<OrganisationId> {
    let directory = &scope.directory;
    let by_number = || directory.organisation_by_number(&named.parse::<OrganisationNumber>().ok()?);
    directory.organisation_by_slug(named).or_else(by_number).map(|organisation| organisation.id)
}

impl Test {
    /// Whether the answer depends on the other councils of the family too.
    #[must_use]
    pub fn looks_at_families(&self) -> bool {
        match self {
            Self::Compliance(_) => true,
            Self::All(tests) | Self::Any(tests) => tests.iter().any(Self::looks_at_families),
            Self::Not(test) => test.looks_at_families(),
            _ => false,
        }
    }

    /// Whether the council passes; None where only values can tell and they are not given.
    #[must_use]
    pub fn passes(&self, entry: &Entry, scope: &Arc<Scope>, values: Option<&Values>) -> Option<bool> {
        let head = &entry.head;
        let of_value = |ask: &dyn Fn(&View) -> bool| {
            let value = Arc::clone(values?.get(&head.id)?);
            Some(ask(&View::public(Arc::clone(scope), entry.access, value)))
        };
        match self {
            Self::Text(question) => Some(question.is_answered_by(&entry.folded)),
            Self::Family(family) => Some(family.is_some() && head.family == *family),
            Self::Tier(tier) => Some(head.tier.is_some_and(|own| i64::from(own) == i64::from(*tier))),
            Self::Owner(owner) => Some(Some(head.owner) == *owner),
            Self::Secretariat(organisation) => Some(is_secretariat(scope, entry, *organisation)),
            Self::Status(status) => Some(head.status_on(scope.as_of) == *status),
            Self::Adopter(organisation) => of_value(&|view| {
                view.mandate().and_then(|mandate| mandate.adopted_by)
                    == Some(council::Body::Organisation(*organisation))
            }),
            Self::Sector(sector) => of_value(&|view| {
                let groups = view.mandate().map_or(&[][..], |mandate| &mandate.composition.groups);
                groups.iter().any(|group| group.sector().is_some_and(|own| **own == **sector))
            }),
            Self::Appointer(organisation) => of_value(&|view| appoints(view, *organisation)),
            Self::Member(organisation) => of_value(&|view| is_member(view, *organisation)),
            Self::HasMandate(wanted) => of_value(&|view| view.mandate().is_some() == *wanted),
            Self::HasVacancies(wanted) => {
                of_value(&|view| view.seats().iter().any(super::view::SeatLine::is_vacancy) == *wanted)
            }
            Self::Clause(filter) => of_value(&|view| filter.finds(view)),
            Self::Compliance(filter) => of_value(&|view| values.is_some_and(|values| filter.finds(view, values))),
            Self::All(tests) => all(tests.iter().map(|test| test.passes(entry, scope, values))),
            Self::Any(tests) => {
                all(tests.iter().map(|test| test.passes(entry, scope, values).map(|yes| !yes))).map(|none| !none)
            }
            Self::Not(test) => test.passes(entry, scope, values).map(|yes| !yes),
        }
    }
}

/// Whether all hold: one that does not decides, whatever the others need.
fn all(answers: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let mut known = Some(true);
    for answer in answers {
        match answer {
            Some(false) => return Some(false),
            Some(true) => {}
            None => known = None,
        }
    }
    known
}

fn is_secretariat(scope: &Scope, entry: &Entry, organisation: Option<OrganisationId>) -> bool {
    let Some(organisation) = organisation else {
        return false;
    };
    super::council::secretariat_of(scope, &entry.head) == Some(organisation)
}

fn appoints(view: &View, organisation: Option<OrganisationId>) -> bool {
    let Some(organisation) = organisation.map(council::Body::Organisation) else {
        return false;
    };
    let Some(mandate) = view.mandate() else {
        return false;
    };
    let mut groups = mandate.composition.groups.iter();
    groups.any(|group| group.appointer.as_ref().and_then(|actor| view.body(actor, Some(group))) == Some(organisation))
}

fn is_member(view: &View, organisation: Option<OrganisationId>) -> bool {
    let Some(organisation) = organisation.and_then(|id| view.scope.directory.organisation(id)) else {
        return false;
    };
    view.seats().iter().any(|line| {
        line.group.organisation() == Some(&organisation.slug)
            || line.holder.is_some_and(|holder| holder.on_behalf_of == Some(organisation.id))
    })
}

impl ClauseFilter {
    fn finds(&self, view: &View) -> bool {
        let Some(mandate) = view.mandate() else {
            return false;
        };
        mandate.clauses.iter().map(|at| &at.clause).any(|clause| {
            self.kind.is_none_or(|kind| clause.provision.kind() == kind)
                && self.modality.is_none_or(|modality| clause.modality == Some(modality))
        })
    }
}

impl ComplianceFilter {
    fn finds(&self, view: &View, values: &Values) -> bool {
        let clauses = view.mandate().map_or(&[][..], |mandate| &mandate.clauses);
        rulings(view, values).iter().any(|ruling| {
            let clause = ruling.clause.and_then(|place| clauses.get(place)).map(|at| &at.clause);
            self.status.is_none_or(|status| ruling.status == status)
                && self.severity.is_none_or(|severity| ruling.severity >= severity)
                && self.kinds.as_ref().is_none_or(|kinds| clause.is_some_and(|it| kinds.contains(&it.provision.kind())))
                && self
                    .clauses
                    .as_ref()
                    .is_none_or(|keys| clause.is_some_and(|it| keys.iter().any(|key| **key == *it.key)))
        })
    }
}
