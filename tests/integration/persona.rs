//! Who asks. Personas come with tokens of the development issuer, and are equipped as `mandat token` equips accounts.

use chrono::TimeDelta;
use mandat::{
    access::{caller::Caller, issuer::DevIssuer, token::Verifier},
    acts::{
        authority::grant::GrantAuthority,
        invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    },
    domain::{council::Role, people::Grant},
};

use crate::world::{World, now, today};

/// Somebody who asks the server.
#[derive(Clone)]
pub struct Persona {
    /// What stands in the request's Authorization header.
    pub token: Option<String>,
}

impl Persona {
    /// Somebody who has not signed in.
    pub const fn anonymous() -> Self {
        Self { token: None }
    }
}

impl World {
    /// Somebody who signed in and has no rights.
    pub fn nobody(&self) -> Persona {
        self.account("nobody", None)
    }

    /// An account of this name, with no rights of its own.
    pub fn account(&self, subject: &str, number: Option<&str>) -> Persona {
        let number = number.map(|number| number.parse().unwrap());
        let claims = DevIssuer::claims(subject, number, TimeDelta::hours(1), self.clock());
        Persona { token: Some(self.issuer.sign(&claims)) }
    }

    /// An account for whose organisation the issuer vouches.
    pub fn agency(&self, number: &str) -> Persona {
        self.account(&format!("agency-{number}"), Some(number))
    }

    /// Staff of a council's secretariat.
    pub async fn secretariat(&self, slug: &str) -> Persona {
        let council = self.council_id(slug).await;
        self.with(&format!("secretariat-{slug}"), Grant::Secretariat(council)).await
    }

    /// Somebody who appoints for an organisation.
    pub async fn appointer(&self, slug: &str) -> Persona {
        let organisation = self.store.current().await.unwrap().directory.organisation_by_slug(slug).unwrap().id;
        self.with(&format!("appointer-{slug}"), Grant::Appointer(organisation)).await
    }

    /// Somebody who answers for an organisation.
    pub async fn registrar(&self, slug: &str) -> Persona {
        let organisation = self.store.current().await.unwrap().directory.organisation_by_slug(slug).unwrap().id;
        self.with(&format!("registrar-{slug}"), Grant::Registrar(organisation)).await
    }

    /// Somebody who runs the register.
    pub async fn operator(&self) -> Persona {
        self.with("operator", Grant::Operator).await
    }

    /// The first holder of a seat in a council that has people.
    pub async fn member(&self, slug: &str) -> Persona {
        let persona = self.account(&format!("member-{slug}"), None);
        let council = self.council(slug).await;
        let seated = council.in_office(today()).find(|membership| membership.role == Role::Member);
        let person = seated.unwrap().person;
        let code_hash = format!("{:0>64}", slug.len());
        let invitation = InviteHolder { council: council.head.id, person, code_hash: code_hash.clone() };
        self.act(&Caller::console(), invitation).await;
        let caller = self.caller(&persona).await;
        self.act(&caller, ClaimInvitation { code_hash }).await;
        persona
    }

    /// The same again: tokens last an hour, and the clock was moved.
    pub fn again(&self, subject: &str) -> Persona {
        self.account(subject, None)
    }

    async fn with(&self, subject: &str, grant: Grant) -> Persona {
        let persona = self.account(subject, None);
        let account = self.caller(&persona).await.account_id().unwrap();
        self.act(&Caller::console(), GrantAuthority { account, grant, from: None, until: None }).await;
        persona
    }

    /// The caller as the server sees them.
    pub async fn caller(&self, persona: &Persona) -> Caller {
        let verifier = Verifier::new(&[], None).unwrap().and(&self.issuer);
        let identity = verifier.verify(persona.token.as_ref().unwrap(), self.clock()).await.unwrap();
        let snapshot = self.store.current().await.unwrap();
        self.store.recognise(&identity, &snapshot, now()).await.unwrap()
    }
}
