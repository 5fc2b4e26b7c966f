//! Dissolves a council: it stays in the public register, and its mandate and its memberships end.
//!
//! May import: `store`, `access`, `domain`, `error`.

use chrono::NaiveDate;

use super::publish::Changed;
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing, unknown},
    domain::{
        change::{Change, MembershipEnd},
        council::{Body, Council, CouncilHead, CouncilStatus, MandateStatus},
        directory::{Directory, Succession},
        fault::Faults,
        id::CouncilId,
        message::said,
        people::Grant,
        text::{Lang, Text, examine_line},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Dissolves a council.
#[derive(Clone, Debug)]
pub struct DissolveCouncil {
    /// Which.
    pub council: CouncilId,
    /// First day on which it no longer exists.
    pub on: NaiveDate,
    /// What comes after it.
    pub successor: Option<Body>,
    /// Where that is known from.
    pub source: Option<String>,
}

impl Act for DissolveCouncil {
    const NAME: &'static str = "dissolveCouncil";
    type Outcome = Changed;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let head = &facts.council(self.council)?.head;
        let refusal = Refusal::forbidden(said!(
            "bare en registrator for organisasjonen som eier rådet, avvikler det",
            "only a registrar of the organisation that owns the council dissolves it"
        ));
        standing::over_council(facts, head, &[Grant::Registrar(head.owner), Grant::Operator], refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Changed>, Refusals> {
        let council = facts.council(self.council)?;
        let refused = self.refused(facts, council);
        if !refused.is_empty() {
            return Err(refused);
        }
        let old = &council.head;
        let head = CouncilHead { visibility: CouncilStatus::Dissolved, dissolved_on: Some(self.on), ..old.clone() };
        let summary = Text::nb_en(
            &format!("Avviklet {}.", head.name.in_lang(Lang::Nb)),
            &format!("Dissolved {}.", head.name.in_lang(Lang::En)),
        );
        let mut changes = vec![Change::CouncilHead { head, former_slug: None }];
        changes.extend(self.endings(council));
        changes.extend(self.successor.map(|successor| {
            Change::Succession(Succession {
                id: facts.new_id(),
                predecessor: Body::Council(self.council),
                successor,
                on: Some(self.on),
                source: self.source.clone(),
            })
        }));
        Ok(Decision { changes, outcome: Changed { council: self.council }, warnings: Vec::new(), summary })
    }
}

impl DissolveCouncil {
    fn refused(&self, facts: &Facts<'_>, council: &Council) -> Refusals {
        let mut faults = Faults::default();
        if let Some(source) = &self.source {
            faults.within("source", |faults| examine_line(source, 2_000, faults));
        }
        faults.require(
            "on",
            self.on <= facts.today,
            said!(
                "en dag senest i dag trengs; en slutt som kommer, hører hjemme i en bestemmelse av formen Period",
                "a day until today is needed; an end to come belongs in a clause of the shape Period"
            ),
        );
        let mut refused = as_refusals(faults.into_found());
        match council.head.visibility {
            CouncilStatus::Public => {}
            CouncilStatus::Draft => {
                refused.push(Refusal::conflict(
                    "council",
                    said!(
                        "et utkast har aldri vært der for andre; publiser rådet før det avvikles",
                        "a draft never existed for anybody else; publish it before you dissolve it"
                    ),
                ));
            }
            CouncilStatus::Dissolved => {
                refused.push(Refusal::conflict(
                    "council",
                    said!(
                        "rådet er avviklet allerede; ingenting trenger å gjøres om igjen",
                        "the council is dissolved already; nothing has to be done again"
                    ),
                ));
            }
        }
        if let Some(from) = council.head.established_on.filter(|from| self.on < *from) {
            refused.push(Refusal::bad_input(
                "on",
                said!(
                    "rådet ble opprettet {from}; en dag tidligst da trengs",
                    "the council was set up on {from}; a day no earlier than that is needed"
                ),
            ));
        }
        let adopted = council.mandates.iter().filter(|mandate| mandate.status == MandateStatus::Adopted);
        if let Some(later) = adopted.filter_map(|mandate| mandate.period.start).find(|start| *start >= self.on) {
            refused.push(Refusal::conflict(
                "on",
                said!(
                    "et mandat trer i kraft {later}; en dag etter det trengs",
                    "a mandate comes into force on {later}; a day after that is needed"
                ),
            ));
        }
        if let Some(held) = council.memberships.iter().find(|held| held.start >= self.on && held.ended.is_none()) {
            let message = said!(
                "noen er oppnevnt fra {}; avslutt det medlemskapet først, eller velg en senere dag",
                "somebody is appointed from {} on; end that membership first, or choose a later day",
                held.start
            );
            refused.push(Refusal::conflict("on", message));
        }
        refused.extend(self.successor.and_then(|successor| wrong_successor(facts, self.council, successor)));
        refused
    }

    /// With the council end its mandate and the memberships in force.
    fn endings(&self, council: &Council) -> Vec<Change> {
        let id = self.council;
        let mandates = council.mandates.iter().filter(|mandate| {
            mandate.status == MandateStatus::Adopted && mandate.period.end.is_none_or(|end| end > self.on)
        });
        let mut endings: Vec<Change> = mandates.map(|mandate| Change::MandateEnd(id, mandate.id, self.on)).collect();
        let open = council
            .memberships
            .iter()
            .filter(|held| held.ended.is_none() && held.until().is_none_or(|until| until > self.on));
        endings.extend(open.map(|held| {
            let reason = Some("The council was dissolved.".to_owned());
            Change::MembershipEnd(id, MembershipEnd { membership: held.id, on: self.on, ground: None, reason })
        }));
        endings
    }
}

fn wrong_successor(facts: &Facts<'_>, council: CouncilId, successor: Body) -> Option<Refusal> {
    let unknown = unknown::body(facts, "successor", successor);
    if unknown.is_some() {
        return unknown;
    }
    (successor == Body::Council(council)).then(|| {
        Refusal::bad_input(
            "successor",
            said!(
                "et råd etterfølger ikke seg selv; nevn et annet organ",
                "a council does not come after itself; name another body"
            ),
        )
    })
}
