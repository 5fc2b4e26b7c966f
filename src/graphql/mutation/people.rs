//! Mutations of persons.
//!
//! May import: `graphql`, `acts`, `domain`, `error`.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::{
    named,
    payload::payload,
    perform::{How, perform_if},
};
use crate::{
    acts::person::create::CreatePerson,
    domain::word::Slug,
    graphql::{error::Result, global_id::GlobalId, session::Session},
};

/// A person who is to be appointed.
#[derive(Clone, Debug, InputObject)]
pub struct CreatePersonInput {
    /// Slug of the council that gets to know the person.
    council: Slug,
    /// Name in full. Never a national identity number.
    name: String,
    /// Address for electronic mail; seen by the secretariat only.
    email: Option<String>,
    /// Telephone number; seen by the secretariat only.
    phone: Option<String>,
    /// A word of your own: the same request sent twice under one key has one effect and one answer.
    idempotency_key: Option<String>,
}

/// A person who was entered.
#[derive(SimpleObject)]
pub struct EnteredPerson {
    /// The global id, for `appoint`. Others see the person once a seat is held.
    id: ID,
    /// Name in full.
    name: String,
}

payload! {
    /// What came of entering a person.
    CreatePersonPayload {
        /// The person.
        person: EnteredPerson
    }
}

/// Mutations of persons.
#[derive(Default)]
pub struct PeopleMutations;

#[Object]
impl PeopleMutations {
    /// Enters a person, so that somebody can appoint them. For the secretariat, those who appoint, and operators.
    async fn create_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The person.")] input: CreatePersonInput,
    ) -> Result<CreatePersonPayload> {
        let session = Session::of(ctx)?;
        let how = How::once(input.idempotency_key);
        let name = input.name.clone();
        let act = named::council(session, "council", &input.council).map(|council| CreatePerson {
            council,
            name: input.name,
            email: input.email,
            phone: input.phone,
        });
        let performed = perform_if(ctx, act, how).await?;
        Ok(CreatePersonPayload::of(performed, |outcome, _| {
            Some(EnteredPerson { id: GlobalId::Person(outcome.person).encode(), name: name.trim().to_owned() })
        }))
    }
}
