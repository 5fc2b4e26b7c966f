//! Registers a council, with its mandate and its seats.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use super::{family, succession};
use crate::{
    access::acting::Acting,
    acts::{
        mandate::{
            adopter,
            claims::Stated,
            entry,
            head::Head,
            seats::{self, SeatChanges, Standing},
            text::{MandateText, Source, as_refusals},
            warnings,
        },
        names::{Names, unknown_organisation},
        standing,
    },
    domain::{
        change::Change,
        council::{ClaimRole, Council, CouncilHead, CouncilStatus, Mandate},
        directory::Directory,
        fault::Form,
        id::{CouncilId, OrganisationId},
        mandate::composition::Composition,
        message::said,
        people::{Authority, Grant},
        register::{self, NewVisibility},
        text::{Lang, Text},
        time::Period,
        word::Slug,
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// The time zone of a council that does not say one.
const TIME_ZONE: &str = "Europe/Oslo";

/// Registers a council.
#[derive(Clone, Debug)]
pub struct RegisterCouncil {
    /// What is registered.
    pub input: register::RegisterCouncil,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// The council.
    pub council: CouncilId,
}

impl Act for RegisterCouncil {
    const NAME: &'static str = "registerCouncil";
    type Outcome = Registered;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::default()
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let owner = &self.input.owner;
        let Some(known) = facts.directory.organisation_by_slug(owner) else {
            // Only the operator founds owners: anybody else would be their own witness.
            return standing::require(facts, &[Grant::Operator], unknown_organisation("owner", owner));
        };
        let grants = [Grant::Registrar(known.id), Grant::Operator];
        let message = said!(
            "bare en registrator for {owner} registrerer et råd som {owner} eier",
            "only a registrar of {owner} registers a council that {owner} owns"
        );
        standing::require(facts, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, acting: Acting) -> Result<Decision<Registered>, Refusals> {
        let input = &self.input;
        let mut refused = as_refusals(input.faults());
        if let Some(taken) = slug_taken(facts.directory, "slug", &input.slug, None) {
            refused.push(taken);
        }
        let mut names = Names::declared(facts, &input.organisations, &input.codes, &mut refused);
        let id: CouncilId = facts.new_id();
        let Some(owner) = names.organisation(&input.owner) else {
            refused.push(unknown_organisation("owner", &input.owner));
            return Err(refused);
        };
        names.of_council(&input.slug, id, owner);

        let mut changes = std::mem::take(&mut names.changes);
        let family =
            input.family.as_ref().map(|at| family::place(facts, acting, owner, at, &mut changes, &mut refused));
        let head = self.head(id, owner, family.flatten());
        let mut stated = Stated::default();
        stated.state(owner, ClaimRole::Owner);
        let (mandate, seats) = self.mandate(facts, id, &names, &mut stated, &mut refused).unzip();
        let successions = succession::state(facts, acting, (id, owner), &input.successions, &names, &mut refused);
        if !refused.is_empty() {
            return Err(refused);
        }

        let seats: SeatChanges = seats.unwrap_or_default();
        let mut warnings = names.warnings;
        if input.visibility == NewVisibility::Draft {
            warnings.extend(shared_at_once(&changes));
        }
        if let Some(mandate) = &mandate {
            let seen = as_seen(&head, mandate, &seats);
            warnings.extend(warnings::of_mandate(facts.directory, &seen, mandate, facts.today));
        }
        let name = (input.name.in_lang(Lang::Nb).to_owned(), input.name.in_lang(Lang::En).to_owned());
        changes.push(Change::Council(head));
        changes.extend(mandate.map(|mandate| Change::Mandate(id, mandate)));
        changes.extend(seats.groups.into_iter().map(|(group, place)| Change::SeatGroup(id, group, place)));
        changes.extend(seats.seats.into_iter().map(|seat| Change::Seat(id, seat)));
        changes.extend(stated.claims(facts, acting, &[]).into_iter().map(|claim| Change::Claim(id, claim)));
        changes.extend(successions);
        changes.extend(first_secretariat(facts, id));
        Ok(Decision {
            changes,
            outcome: Registered { council: id },
            warnings,
            summary: Text::nb_en(&format!("Registrerte {}.", name.0), &format!("Registered {}.", name.1)),
        })
    }
}

impl RegisterCouncil {
    fn head(&self, id: CouncilId, owner: OrganisationId, family: Option<crate::domain::id::FamilyId>) -> CouncilHead {
        let input = &self.input;
        CouncilHead {
            id,
            slug: input.slug.clone(),
            name: input.name.clone(),
            description: input.description.clone(),
            visibility: match input.visibility {
                NewVisibility::Draft => CouncilStatus::Draft,
                NewVisibility::Public => CouncilStatus::Public,
            },
            owner,
            family,
            tier: input.family.as_ref().and_then(|place| place.tier),
            time_zone: input.time_zone.clone().unwrap_or_else(|| TIME_ZONE.to_owned()),
            established_on: input.established_on.map(|date| date.0),
            dissolved_on: None,
        }
    }

    /// The mandate, with the seats that it makes unless it is a draft; what is wrong with it is noted.
    fn mandate(
        &self,
        facts: &Facts<'_>,
        id: CouncilId,
        names: &Names<'_>,
        stated: &mut Stated,
        refused: &mut Refusals,
    ) -> Option<(Mandate, SeatChanges)> {
        let input = &self.input;
        let source = Source {
            template: input.template.as_ref(),
            arguments: &input.arguments,
            clauses: &input.clauses,
            omit: &input.omit,
        };
        let text = match MandateText::compose(facts.directory, source) {
            Ok(text) => text,
            Err(wrong) => {
                refused.extend(wrong);
                return None;
            }
        };
        text.examine(names, refused);
        let head = Head::of(input.mandate.as_ref()?, &text, |_| true, id, names, facts, refused);
        let composition = Composition::of(text.clauses.iter());
        refused.extend(seats::too_many(&composition));
        refused.extend(adopter::circle(facts, id, head.period, head.adopted_by, &text.clauses, names));
        if !refused.is_empty() {
            return None;
        }
        // A draft binds nobody yet: it makes no seats and states nothing about anybody.
        let seats = if head.draft {
            SeatChanges::default()
        } else {
            stated.state_of(head.adopted_by, ClaimRole::Adopter);
            stated.state_clauses(&text.clauses, &composition, id, names);
            seats::changes(facts, &composition, &text.clauses, head.period, Standing::default(), |_| true)
        };
        Some((entry::mandate(facts, 1, head, &text), seats))
    }
}

/// The conflict of a slug that another council has or had.
pub(super) fn slug_taken(directory: &Directory, field: &str, slug: &Slug, but: Option<CouncilId>) -> Option<Refusal> {
    let taken = directory.council_by_slug(slug).is_some_and(|head| Some(head.id) != but);
    taken.then(|| {
        Refusal::conflict(
            field,
            said!(
                "{slug} er eller var i bruk for et annet råd; velg et eget kortnavn",
                "{slug} is in use, or was, for another council; choose a slug of its own"
            ),
        )
    })
}

/// Whoever registers a council is the first account of its secretariat.
fn first_secretariat(facts: &Facts<'_>, council: CouncilId) -> Option<Change> {
    let account = facts.caller.account_id()?;
    let authority = Authority {
        id: facts.new_id(),
        account,
        grant: Grant::Secretariat(council),
        period: Period { start: Some(facts.today), end: None },
        granted_at: facts.now,
    };
    Some(Change::Authority(authority, Some(account)))
}

/// A draft is its secretariat's own, but what councils share is not: it can be named by everybody from now on.
fn shared_at_once(changes: &[Change]) -> impl Iterator<Item = Refusal> {
    let slugs = changes.iter().filter_map(|change| match change {
        Change::Organisation(organisation) => Some(("organisations", &organisation.slug)),
        Change::Family(family) => Some(("family", &family.slug)),
        _ => None,
    });
    slugs.map(|(field, slug)| {
        let message = said!(
            "{slug} er ny, og står offentlig med en gang selv om rådet er et utkast; registrer det senere for å holde \
             det for deg selv",
            "{slug} is new, and listed publicly at once although the council is a draft; register it later to keep it \
             to yourself"
        );
        Refusal::notice(field, message)
    })
}

/// The council as it will be, for the checks.
fn as_seen(head: &CouncilHead, mandate: &Mandate, seats: &SeatChanges) -> Council {
    Council {
        mandates: vec![mandate.clone()],
        groups: seats.groups.iter().map(|(group, _)| group.clone()).collect(),
        seats: seats.seats.clone(),
        ..Council::new(head.clone())
    }
}
