//! The schema: its roots put together, and its text.
//!
//! May import: `graphql`.

use async_graphql::{MergedObject, SDLExportOptions};

use super::{
    member::MemberQueries,
    mutation::Mutation,
    node::NodeQueries,
    opening::Threshold,
    public::{
        chosen::Lists, council_list::CouncilQueries, family::FamilyQueries, forecast::ForecastQueries,
        organisation::OrganisationQueries, person::PersonQueries, register::RegisterQueries, roll::Rolls,
        search::SearchQueries, statistics::StatisticsQueries, template::TemplateQueries,
    },
    secretariat::SecretariatQueries,
    subscription::Subscription,
    viewer::ViewerQueries,
};

/// Everything that can be asked.
#[derive(Default, MergedObject)]
pub struct Query(
    ViewerQueries,
    CouncilQueries,
    MemberQueries,
    SecretariatQueries,
    FamilyQueries,
    OrganisationQueries,
    PersonQueries,
    TemplateQueries,
    SearchQueries,
    StatisticsQueries,
    ForecastQueries,
    NodeQueries,
    RegisterQueries,
);

/// The schema. Requests bring an [`Opening`](super::opening::Opening) of their session in their data.
pub type Schema = async_graphql::Schema<Threshold<Query>, Threshold<Mutation>, Threshold<Subscription>>;

/// Builds the schema.
#[must_use]
pub fn schema() -> Schema {
    // A suggestion would name fields that the asker may not know of.
    Schema::build(Threshold::default(), Threshold::default(), Threshold::default())
        .data(Rolls::default())
        .data(Lists::default())
        .disable_suggestions()
        .finish()
}

/// The schema as text: what is checked in as `schema.graphql`.
#[must_use]
pub fn sdl() -> String {
    let options = SDLExportOptions::new().include_specified_by().use_space_ident();
    let text = schema().sdl_with_options(options);
    let mut lines = String::with_capacity(text.len());
    for line in text.trim().lines() {
        lines.push_str(line.trim_end());
        lines.push('\n');
    }
    lines
}
