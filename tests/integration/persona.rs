//! Who asks. Personas come with tokens of the development issuer; those in a role got it as from `mandat token`.

use chrono::TimeDelta;
use mandat::{
    access::{caller::Caller, issuer::DevIssuer},
    acts::development::{self, Desk, Role},
};

use crate::world::{World, now};

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
        let claims = DevIssuer::claims(subject, number, TimeDelta::hours(1), self.clock().now());
        Persona { token: Some(self.issuer.sign(&claims)) }
    }

    /// An account for whose organisation the issuer vouches.
    pub fn agency(&self, number: &str) -> Persona {
        self.account(&format!("agency-{number}"), Some(number))
    }

    /// Staff of a council's secretariat.
    pub async fn secretariat(&self, slug: &str) -> Persona {
        self.in_role(Role::Secretariat(slug.to_owned())).await
    }

    /// Somebody who appoints for an organisation.
    pub async fn appointer(&self, slug: &str) -> Persona {
        self.in_role(Role::Appointer(slug.to_owned())).await
    }

    /// Somebody who answers for an organisation.
    pub async fn registrar(&self, slug: &str) -> Persona {
        self.in_role(Role::Registrar(slug.to_owned())).await
    }

    /// Somebody who runs the register.
    pub async fn operator(&self) -> Persona {
        self.in_role(Role::Operator).await
    }

    /// The first holder of a seat in a council that has people.
    pub async fn member(&self, slug: &str) -> Persona {
        self.in_role(Role::Member(slug.to_owned())).await
    }

    /// Whoever has this role in a test; the same account each time, with a new token.
    pub async fn in_role(&self, role: Role) -> Persona {
        let desk = Desk { store: self.store.clone(), clock: self.clock() };
        let given = development::token(&self.issuer, &self.verifier(), &desk, &role, TimeDelta::hours(1)).await;
        Persona { token: Some(given.unwrap().token) }
    }

    /// The caller as the server sees them.
    pub async fn caller(&self, persona: &Persona) -> Caller {
        let identity = self.verifier().verify(persona.token.as_ref().unwrap(), self.clock().now()).await.unwrap();
        let snapshot = self.store.current().await.unwrap();
        self.store.recognise(&identity, &snapshot, now()).await.unwrap()
    }
}
