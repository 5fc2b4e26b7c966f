//! The GraphQL layer: the schema, its types by audience, paging, ids, and the ceilings for documents.
//!
//! May import: `acts`, `store`, `access`, `domain`, `error`, `digest`, `config`. A request comes with a [`session::Session`], which
//! is made when its document was found valid ([`opening`]); what it may see is decided at doors, once, and carried as
//! proof. Guards on fields are not used anywhere: the engine skips them on fields that are selected through an interface.

pub mod engine_words;
pub mod entered;
pub mod error;
pub mod facts;
pub mod global_id;
pub mod held;
pub mod lasting;
pub mod limits;
pub mod member;
pub mod mutation;
pub mod node;
pub mod opening;
pub mod paging;
mod private_node;
pub mod public;
mod reading;
pub mod schema;
pub mod secretariat;
pub mod session;
pub mod subscription;
pub mod viewer;
mod volume;
pub mod work;

pub use schema::{schema, sdl};
