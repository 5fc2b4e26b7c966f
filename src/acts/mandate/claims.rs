//! What a mandate states about organisations. Each of them can confirm or reject it; until then it is asserted.
//!
//! May import: `store`, `access`, `domain`, `error`.

use crate::{
    access::acting::{Acting, ActingFor},
    acts::names::Names,
    domain::{
        council::{Body, Claim, ClaimRole, ClaimStatus},
        id::{CouncilId, OrganisationId},
        mandate::{
            clause::{Clause, Provision, actor::Actor, relation::RelationKind, seats::SeatFor},
            composition::Composition,
        },
    },
    store::act::Facts,
};

/// The statements about organisations that follow from a mandate, each once.
#[derive(Debug, Default)]
pub(in crate::acts) struct Stated(Vec<(OrganisationId, ClaimRole)>);

impl Stated {
    /// States that the organisation has the role.
    pub fn state(&mut self, organisation: OrganisationId, role: ClaimRole) {
        if !self.0.contains(&(organisation, role)) {
            self.0.push((organisation, role));
        }
    }

    /// States that the body has the role, where it is an organisation: councils are in the register themselves.
    pub fn state_of(&mut self, body: Option<Body>, role: ClaimRole) {
        if let Some(Body::Organisation(organisation)) = body {
            self.state(organisation, role);
        }
    }

    /// States what the clauses say about appointers, holders of seats and the secretariat of the council.
    pub fn state_clauses(
        &mut self,
        clauses: &[Clause],
        composition: &Composition,
        council: CouncilId,
        names: &Names<'_>,
    ) {
        for group in &composition.groups {
            self.state_of(group.appointer.as_ref().and_then(|actor| names.body(actor)), ClaimRole::Appointer);
            let holders: Vec<&str> = match &group.meant_for {
                SeatFor::Organisation(of) => vec![&of.slug],
                SeatFor::List(of) => of.list.entries.iter().filter_map(|entry| entry.organisation.as_deref()).collect(),
                SeatFor::Sector(_) | SeatFor::Office(_) | SeatFor::Personal(_) => Vec::new(),
            };
            for slug in holders {
                self.state_of(names.organisation(slug).map(Body::Organisation), ClaimRole::MemberBody);
            }
        }
        for clause in clauses {
            let Provision::Relation(relation) = &clause.provision else { continue };
            let is_own = |to: &Actor| names.body(to) == Some(Body::Council(council));
            let about_own = relation.to.is_empty() || relation.to.iter().any(is_own);
            if relation.kind == RelationKind::SecretariatOf && about_own {
                self.state_of(relation.of.as_ref().and_then(|actor| names.body(actor)), ClaimRole::Secretariat);
            }
        }
    }

    /// The claims: confirmed where the organisation itself acts, asserted otherwise; without those `known` already.
    pub fn claims(self, facts: &Facts<'_>, acting: Acting, known: &[Claim]) -> Vec<Claim> {
        let acts = |organisation| matches!(acting.for_whom(), ActingFor::Registrar(own) | ActingFor::Appointer(own) if own == organisation);
        let is_known =
            |organisation, role| known.iter().any(|claim| claim.organisation == organisation && claim.role == role);
        self.0
            .into_iter()
            .filter(|(organisation, role)| !is_known(*organisation, *role))
            .map(|(organisation, role)| Claim {
                id: facts.new_id(),
                organisation,
                role,
                status: if acts(organisation) { ClaimStatus::Confirmed } else { ClaimStatus::Asserted },
            })
            .collect()
    }
}
