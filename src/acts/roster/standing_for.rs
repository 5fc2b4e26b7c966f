//! Whom a holder speaks for, as what, and how alternates stand to holders.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::{appointer::Rules, place::Holding};
use crate::{
    access::acting::{Acting, ActingFor},
    acts::{names::slug_of, unknown},
    domain::{
        council::{Body, Role},
        id::{OrganisationId, PersonId, SeatId},
        mandate::clause::{
            Provision,
            actor::{Actor, Part},
            measure::EntryList,
            seats::{SeatFor, SeatRole},
        },
        message::{Message, said},
        time::Period,
        word::Key,
    },
    error::{Refusal, RefusalCode},
    store::act::Facts,
};

/// The organisation that a holder is to speak for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaks<'c> {
    /// What applies to the seat.
    pub rules: Rules<'c>,
    /// Who appoints.
    pub acting: Acting,
    /// The organisation that was named.
    pub on_behalf_of: Option<OrganisationId>,
    /// The first day of the holding.
    pub day: NaiveDate,
}

impl Speaks<'_> {
    /// The organisation, and what the mandate has against it.
    ///
    /// # Errors
    /// That there is no such organisation.
    pub fn resolve(self, facts: &Facts<'_>) -> Result<(Option<OrganisationId>, Option<Refusal>), Refusal> {
        let named = self.on_behalf_of;
        if let Some(refusal) = named.and_then(|id| unknown::organisation(facts, "onBehalfOf", id)) {
            return Err(refusal);
        }
        let by_slug = |slug: &str| facts.directory.organisation_by_slug(slug).map(|organisation| organisation.id);
        Ok(match &self.rules.group.meant_for {
            SeatFor::Organisation(of) => {
                let entitled = by_slug(&of.slug);
                let wrong = named.is_some() && named != entitled;
                let message = said!(
                    "plassene i {} er for {}; de som har dem, representerer ingen annen organisasjon",
                    "the seats of {} are for {}; their holders speak for no other organisation",
                    self.rules.group.key,
                    of.slug
                );
                (named.or(entitled), wrong.then(|| self.against(message)))
            }
            SeatFor::List(of) => {
                // Each of them sends its own, so whoever sends is whom the holder speaks for.
                let sends_own = matches!(&self.rules.group.appointer, Some(Actor::Part(part)) if part.part == Part::MemberOrganisations);
                let organisation = named.or_else(|| if sends_own { self.acts_for() } else { None });
                let listed =
                    organisation.is_none_or(|id| is_listed(&of.list, self.day, |slug| by_slug(slug) == Some(id)));
                let wrong = of.list.exhaustive && of.list.instrument.is_none() && !listed;
                let name = organisation.map_or_else(String::new, |id| slug_of(facts.directory, Body::Organisation(id)));
                let message = said!(
                    "{name} står ikke på listen over dem som plassene i {} er for; nevn en som gjør det",
                    "{name} is not on the list of those that the seats of {} are for; name one that is",
                    self.rules.group.key
                );
                (organisation, wrong.then(|| self.against(message)))
            }
            SeatFor::Sector(_) | SeatFor::Office(_) | SeatFor::Personal(_) => (named, None),
        })
    }

    fn acts_for(self) -> Option<OrganisationId> {
        match self.acting.for_whom() {
            ActingFor::Appointer(organisation) | ActingFor::Registrar(organisation) => Some(organisation),
            ActingFor::Secretariat(_) | ActingFor::Operator | ActingFor::Account(_) => None,
        }
    }

    fn against(self, message: Message) -> Refusal {
        because_of(
            Refusal::new(RefusalCode::AgainstMandate, "onBehalfOf", message),
            self.rules.group_clause().map(|clause| &clause.key),
        )
    }
}

fn is_listed(list: &EntryList, day: NaiveDate, is: impl Fn(&str) -> bool) -> bool {
    list.entries.iter().any(|entry| {
        let listed = Period { start: entry.from.map(|date| date.0), end: entry.until.map(|date| date.0) };
        listed.contains(day) && entry.organisation.as_deref().is_some_and(&is)
    })
}

/// As what the holder or alternate holds the seat, and what the mandate has against it.
///
/// # Errors
/// That the role does not fit the seat.
pub(super) fn role(rules: Rules<'_>, named: Option<Role>, rank: u32) -> Result<(Role, Option<Refusal>), Refusal> {
    let own = match rules.group.role {
        SeatRole::Member => Role::Member,
        SeatRole::Chair => Role::Chair,
        SeatRole::Observer => Role::Observer,
    };
    let own = if rank > 0 { Role::Deputy } else { own };
    let role = named.unwrap_or(own);
    // Where no seat is the chair's, one of the members leads; so any member can be the chair.
    let fits = role == own || (role == Role::Chair && own == Role::Member);
    if !fits {
        let message = if rank > 0 {
            said!(
                "en vara er DEPUTY; la rollen være ute, eller sett alternateRank til 0 for den som har plassen",
                "an alternate is a DEPUTY; leave the role out, or set alternateRank to 0 for the holder"
            )
        } else {
            said!(
                "plassen er ikke for dette; la rollen være ute, så sier mandatet det",
                "this is not what the seat is for; leave the role out, and the mandate says it"
            )
        };
        return Err(Refusal::bad_input("role", message));
    }
    let allowed = rules.group.alternates;
    if rank <= allowed {
        return Ok((role, None));
    }
    let clause = rules.mandate.clauses.iter().map(|at| &at.clause).rfind(|clause| {
        let is_on_alternates = matches!(&clause.provision, Provision::Seats(seats) if seats.alternates.is_some());
        is_on_alternates && clause.applies_to.reaches(&rules.group.key, rules.group.sector(), rules.group.class, None)
    });
    let message = match allowed {
        0 => said!(
            "mandatet har ingen varaer for plassene i {}",
            "the mandate has no alternates for the seats of {}",
            rules.group.key
        ),
        1 => said!(
            "mandatet har én vara for hver plass i {}; sett alternateRank til 1",
            "the mandate has one alternate for each seat of {}; set alternateRank to 1",
            rules.group.key
        ),
        _ => said!(
            "mandatet har {allowed} varaer for hver plass i {}; sett alternateRank til høyst {allowed}",
            "the mandate has {allowed} alternates for each seat of {}; set alternateRank to at most {allowed}",
            rules.group.key
        ),
    };
    let refusal = Refusal::new(RefusalCode::AgainstMandate, "alternateRank", message);
    let key = clause.map(|clause| &clause.key).or_else(|| rules.group_clause().map(|clause| &clause.key));
    Ok((role, Some(because_of(refusal, key))))
}

/// Nobody stands in for himself or herself.
pub(super) fn stands_in_for_self(
    rules: Rules<'_>,
    person: PersonId,
    seat: SeatId,
    holding: Holding,
) -> Option<Refusal> {
    let days = days(holding);
    let both = rules.council.memberships.iter().any(|held| {
        held.person == person
            && held.seat == seat
            && held.alternate_rank != holding.rank
            && held.period().overlaps(&days)
    });
    let message = said!(
        "denne personen har en annen rolle på samme plass i den tiden, og ingen er vara for seg selv; avslutt det \
         først",
        "this person has another place at the same seat in that time, and nobody stands in for himself or herself; \
         end that one first"
    );
    both.then(|| Refusal::conflict("person", message))
}

/// That the person holds another seat of the council in that time.
pub(super) fn other_seat(rules: Rules<'_>, person: PersonId, seat: SeatId, holding: Holding) -> Option<Refusal> {
    let days = days(holding);
    let other = rules.council.memberships.iter().find(|held| {
        held.person == person && held.seat != seat && held.alternate_rank == 0 && held.period().overlaps(&days)
    })?;
    let message = said!(
        "denne personen har en annen plass i rådet fra {}",
        "this person holds another seat of the council from {} on",
        other.start
    );
    (holding.rank == 0).then(|| Refusal::conflict("person", message))
}

fn days(holding: Holding) -> Period {
    Period { start: Some(holding.start), end: holding.expected_end }
}

fn because_of(refusal: Refusal, key: Option<&Key>) -> Refusal {
    match key {
        Some(key) => refusal.because_of(key),
        None => refusal,
    }
}
