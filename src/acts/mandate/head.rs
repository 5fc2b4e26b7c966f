//! How a mandate came about: what the input says and what its clauses say have to agree, and complete each other.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::text::MandateText;
use crate::{
    acts::names::{Names, slug_of, unknown_council, unknown_organisation},
    domain::{
        council::Body,
        id::CouncilId,
        mandate::clause::{
            Clause, Provision,
            actor::Actor,
            relation::RelationKind,
            validity::{Validity, ValidityKind},
        },
        message::said,
        register::MandateHead,
        text::Text,
        time::{Date, Period},
    },
    error::{Refusal, Refusals},
    store::act::Facts,
};

/// How a mandate came about.
#[derive(Clone, Debug)]
pub(in crate::acts) struct Head {
    /// What the document is called.
    pub title: Option<Text>,
    /// Where it can be read.
    pub url: Option<String>,
    /// Who adopted it.
    pub adopted_by: Option<Body>,
    /// When.
    pub adopted_on: Option<NaiveDate>,
    /// The period in force.
    pub period: Period,
    /// Whether it is a draft so far.
    pub draft: bool,
}

/// What the clauses of a mandate say about its coming about, with the clause that says it.
#[derive(Default)]
struct Said<'c> {
    from: Option<(NaiveDate, &'c Clause)>,
    until: Option<(NaiveDate, &'c Clause)>,
    decided_on: Option<(NaiveDate, &'c Clause)>,
    by: Vec<(Body, &'c Clause)>,
}

impl Head {
    /// What the input says, completed by the clauses. `council` is the council whose mandate it is. The days that
    /// clauses say have to agree with the input where `counts` holds: not where they were taken over from an earlier
    /// mandate. Who adopts has to agree with every clause.
    pub fn of(
        input: &MandateHead,
        text: &MandateText<'_>,
        counts: impl Fn(&Clause) -> bool,
        council: CouncilId,
        names: &Names<'_>,
        facts: &Facts<'_>,
        refused: &mut Refusals,
    ) -> Self {
        let said = Said::by(text.clauses.iter(), counts, council, names);
        let from = agreed("mandate.validFrom", input.valid_from, said.from, refused);
        let until = agreed("mandate.validTo", input.valid_to, said.until, refused);
        let adopted_on = agreed("mandate.adoptedOn", input.adopted_on, said.decided_on, refused);
        let named = input.adopted_by.as_ref().and_then(|actor| resolved("mandate.adoptedBy", actor, names, refused));
        if let Some(named) = named
            && let Some((other, clause)) = said.by.first()
            && !said.by.iter().any(|(body, _)| *body == named)
        {
            let message = said!(
                "bestemmelsen {} sier at {} vedtar mandatet; si det samme her, eller la det være ute",
                "the clause {} says that {} adopts the mandate; say the same here, or leave it out",
                clause.key,
                slug_of(facts.directory, *other)
            );
            refused.push(Refusal::bad_input("mandate.adoptedBy", message).because_of(&clause.key));
        }
        let period = Period { start: from, end: until };
        if period.is_empty() && refused.is_empty() {
            let message = said!(
                "mandatet ville ende før det begynner; si en første dag uten virkning som er etter den første dagen \
                 det gjelder",
                "the mandate would end before it starts; say a first day no longer in force that is after the first \
                 day in force"
            );
            refused.push(Refusal::bad_input("mandate.validTo", message));
        }
        if !input.draft && adopted_on.is_some_and(|day| day > facts.today) {
            let message = said!(
                "et mandat kan ikke være vedtatt en dag som kommer; la dagen være ute, og sett draft til det er \
                 vedtatt",
                "a mandate cannot have been adopted on a day to come; leave the day out and set draft until it is"
            );
            refused.push(Refusal::bad_input("mandate.adoptedOn", message));
        }
        Self {
            title: input.title.clone(),
            url: input.url.clone(),
            adopted_by: named.or_else(|| said.by.first().map(|(body, _)| *body)),
            adopted_on,
            period,
            draft: input.draft,
        }
    }
}

impl<'c> Said<'c> {
    fn by(
        clauses: impl Iterator<Item = &'c Clause>,
        counts: impl Fn(&Clause) -> bool,
        council: CouncilId,
        names: &Names<'_>,
    ) -> Self {
        let mut said = Self::default();
        for clause in clauses {
            // What a clause says of another council is not about this mandate.
            match &clause.provision {
                Provision::Period(period) => {
                    if counts(clause) {
                        said.note_days(clause, period);
                    }
                    if period.kind == ValidityKind::Adoption {
                        said.by.extend(period.by.iter().filter_map(|actor| Some((names.body(actor)?, clause))));
                    }
                }
                Provision::Relation(relation) if relation.kind == RelationKind::AdoptsMandateOf => {
                    let own = Some(Body::Council(council));
                    let about_own = relation.to.is_empty() || relation.to.iter().any(|to| names.body(to) == own);
                    if about_own && let Some(adopter) = relation.of.as_ref().and_then(|of| names.body(of)) {
                        said.by.push((adopter, clause));
                    }
                }
                _ => {}
            }
        }
        said
    }

    fn note_days(&mut self, clause: &'c Clause, period: &Validity) {
        match period.kind {
            ValidityKind::InForce => {
                let until = period.until.map(|date| date.0);
                let until = until.or_else(|| period.length?.after(period.from?.0));
                self.from = self.from.or(period.from.map(|date| (date.0, clause)));
                self.until = self.until.or(until.map(|date| (date, clause)));
            }
            ValidityKind::Adoption => {
                self.decided_on = self.decided_on.or(period.decided_on.map(|date| (date.0, clause)));
            }
            ValidityKind::Renewal | ValidityKind::Dissolution | ValidityKind::Transition => {}
        }
    }
}

/// The body that an actor names, or the refusal that there is none.
pub(in crate::acts) fn resolved(field: &str, actor: &Actor, names: &Names<'_>, refused: &mut Refusals) -> Option<Body> {
    let body = names.body(actor);
    if body.is_none() {
        refused.push(match (actor.as_organisation(), actor.as_council()) {
            (Some(slug), _) => unknown_organisation(&format!("{field}.organisation.slug"), slug),
            (None, Some(slug)) => unknown_council(&format!("{field}.council.slug"), slug),
            (None, None) => Refusal::bad_input(
                field,
                said!("en organisasjon eller et råd trengs", "an organisation or a council is needed"),
            ),
        });
    }
    body
}

/// The date that the input says, or else the clause; they have to agree.
fn agreed(
    field: &str,
    input: Option<Date>,
    said: Option<(NaiveDate, &Clause)>,
    refused: &mut Refusals,
) -> Option<NaiveDate> {
    let input = input.map(|date| date.0);
    if let (Some(input), Some((said, clause))) = (input, said)
        && input != said
    {
        let message = said!(
            "bestemmelsen {} sier {said}; si det samme her, eller la det være ute",
            "the clause {} says {said}; say the same here, or leave it out",
            clause.key
        );
        refused.push(Refusal::bad_input(field, message).because_of(&clause.key));
    }
    input.or(said.map(|(date, _)| date))
}
