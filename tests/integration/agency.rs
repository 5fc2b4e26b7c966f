//! An agency that the files do not know, with a template and a council of its own.

use serde_json::{Value, json};

use crate::{
    documents::{APPOINT, CREATE_ORGANISATION, CREATE_PERSON, PUBLISH_TEMPLATE, REGISTER_COUNCIL},
    persona::Persona,
    world::World,
};

/// The number in the agency's tokens.
pub const NUMBER: &str = "123456785";

/// The number of an agency that has nothing to do with it.
pub const OTHER_NUMBER: &str = "987654325";

/// The agency's organisation, as it enters itself.
pub fn organisation() -> Value {
    json!({ "slug": "arkivtilsynet", "number": NUMBER, "name": { "nb": "Arkivtilsynet", "en": "Archives Authority" } })
}

/// A template that is not among the files.
pub fn template() -> Value {
    json!({
        "slug": "expert-panel", "owner": "arkivtilsynet", "version": 1,
        "name": { "nb": "Fagpanel", "en": "Expert panel" },
        "parameters": [
            { "key": "members", "label": { "nb": "Antall medlemmer", "en": "Number of members" },
              "places": ["experts.provision.seats.group.size.exactly.number"] },
            { "key": "appointer", "label": { "nb": "Hvem som oppnevner", "en": "Who appoints" }, "required": true,
              "places": [
                  "appointment.provision.procedure.steps.0.by.0.organisation.slug",
                  "secretariat.provision.relation.of.organisation.slug",
              ] },
        ],
        "clauses": [
            { "key": "purpose", "wording": { "nb": "Panelet gir faglige råd.", "en": "The panel gives expert advice." },
              "provision": { "statement": { "topic": "PURPOSE" } } },
            { "key": "experts", "modality": "SHALL", "provision": { "seats": { "group": {
                "key": "experts", "label": { "nb": "Fagpersoner", "en": "Experts" },
                "size": { "exactly": { "number": 2 } }, "for": { "personal": {} } } } } },
            { "key": "appointment", "modality": "SHALL", "provision": { "procedure": { "steps": [
                { "act": "APPOINT", "by": [{ "organisation": { "slug": "arkivtilsynet" } }] }] } } },
            { "key": "secretariat", "modality": "SHALL", "provision": { "relation": {
                "kind": "SECRETARIAT_OF", "of": { "organisation": { "slug": "arkivtilsynet" } } } } },
            { "key": "meetings", "modality": "NORMALLY", "provision": { "meetings": {
                "cadence": { "kind": "EXACTLY", "number": 4, "per": "P1Y" } } } },
            { "key": "term", "modality": "SHALL", "provision": { "term": { "length": "P4Y" } } },
        ],
    })
}

/// A council from the template: an argument for each parameter, a clause instead of the template's, one more, and one
/// less.
pub fn council(slug: &str) -> Value {
    json!({
        "slug": slug, "owner": "arkivtilsynet", "name": { "nb": "Arkivrådet", "en": "Archives Council" },
        "template": { "slug": "expert-panel" },
        "arguments": [
            { "key": "members", "value": { "number": 3 } },
            { "key": "appointer", "value": { "text": "arkivtilsynet" } },
        ],
        "clauses": [
            { "key": "meetings", "modality": "SHALL", "provision": { "meetings": {
                "cadence": { "kind": "AT_LEAST", "number": 2, "per": "P1Y" } } } },
            { "key": "users", "modality": "SHALL", "provision": { "seats": { "group": {
                "key": "users", "label": { "nb": "Brukere", "en": "Users" },
                "size": { "exactly": { "number": 1 } }, "for": { "personal": {} } } } } },
        ],
        "omit": ["term"],
        "mandate": {
            "adoptedBy": { "organisation": { "slug": "arkivtilsynet" } },
            "adoptedOn": "2026-01-15", "validFrom": "2026-02-01", "validTo": "2030-02-01",
        },
    })
}

impl World {
    /// The agency's account, once it has entered its organisation and published its template.
    pub async fn settled_agency(&self) -> Persona {
        let agency = self.agency(NUMBER);
        self.done(&agency, CREATE_ORGANISATION, organisation()).await;
        self.done(&agency, PUBLISH_TEMPLATE, template()).await;
        agency
    }

    /// The agency's account, once it has registered the council `arkivradet`.
    pub async fn agency_with_council(&self) -> Persona {
        let agency = self.settled_agency().await;
        self.done(&agency, REGISTER_COUNCIL, council("arkivradet")).await;
        agency
    }

    /// Another agency's account, whose organisation is in the register too.
    pub async fn other_agency(&self) -> Persona {
        let other = self.agency(OTHER_NUMBER);
        let input = json!({ "slug": "havtilsynet", "number": OTHER_NUMBER, "name": { "nb": "Havtilsynet" } });
        self.done(&other, CREATE_ORGANISATION, input).await;
        other
    }

    /// The ids of the seats of a group of the council `arkivradet`.
    pub async fn seats(&self, group: &str) -> Vec<Value> {
        let document = "{ council(slug: \"arkivradet\") { seatGroups { key seats { id } } } }";
        let answer = self.ask(document, json!({})).await;
        let groups = answer["council"]["seatGroups"].as_array().unwrap();
        let group = groups.iter().find(|one| one["key"] == group).unwrap();
        group["seats"].as_array().unwrap().iter().map(|seat| seat["id"].clone()).collect()
    }

    /// The id of a person whom the agency enters.
    pub async fn person(&self, agency: &Persona, name: &str) -> Value {
        self.done(agency, CREATE_PERSON, json!({ "council": "arkivradet", "name": name })).await["person"]["id"].clone()
    }

    /// The membership of a person whom the agency appoints to a seat.
    pub async fn appointed(&self, agency: &Persona, seat: &Value, person: &Value) -> Value {
        let input = json!({ "seat": seat, "person": person, "start": "2026-03-01" });
        self.done(agency, APPOINT, input).await["membership"]["id"].clone()
    }
}
