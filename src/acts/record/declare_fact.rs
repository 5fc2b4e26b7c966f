//! Writes down what a person declared about an attribute.
//!
//! May import: `store`, `access`, `domain`, `error`. What was declared stays out of the audit log and of every message.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::listed::{has_list, unlisted};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, standing},
    domain::{
        attribute,
        change::Change,
        council::{Council, Declared, Fact},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, FactId, PersonId},
        message::said,
        national_identity::contains_national_identity_number,
        people::Grant,
        text::{Text, examine_line},
        time::Period,
        word::Code,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Longest source, in characters.
const LONGEST_SOURCE: usize = 500;

/// Writes down what a person declared.
#[derive(Clone, Debug)]
pub struct DeclareFact {
    /// A council that knows the person.
    pub council: CouncilId,
    /// The person.
    pub person: PersonId,
    /// Which attribute: an entry of the code list `attribute`.
    pub attribute: Code,
    /// What was declared.
    pub declared: Declared,
    /// First day on which it is so; since ever where it is not said.
    pub from: Option<NaiveDate>,
    /// First day on which it is no longer so.
    pub until: Option<NaiveDate>,
    /// Where it is known from.
    pub source: String,
    /// Whether everybody may see it.
    pub public: bool,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FactDeclared {
    /// The fact.
    pub fact: FactId,
}

/// Who writes down and ends what is known of a person: the secretariat of a council that knows the person, or the person.
pub(super) fn keeper_of(facts: &Facts<'_>, council: &Council, person: PersonId) -> Result<Acting, Refusal> {
    let own = Acting::person(facts.caller, person).filter(|_| council.persons.contains_key(&person));
    let message = said!(
        "bare sekretariatet i et råd som kjenner personen, og personen selv sier hva som er kjent om personen",
        "only the secretariat of a council that knows the person, and the person, say what is known of the person"
    );
    let staff = || {
        standing::over_council(
            facts,
            &council.head,
            &[Grant::Secretariat(council.head.id)],
            Refusal::forbidden(message),
        )
    };
    own.map_or_else(staff, Ok)
}

/// What is said of a person whom the council does not know, whether or not there is such a person.
pub(super) fn unknown_person() -> Refusal {
    Refusal::not_found(
        "person",
        said!(
            "rådet kjenner ikke denne personen: ingen med denne id-en har eller hadde plass i det, eller ble ført inn \
             av det",
            "the council knows no such person: nobody of this id holds or held a seat in it, or was entered by it"
        ),
    )
}

impl Act for DeclareFact {
    const NAME: &'static str = "declareFact";
    type Outcome = FactDeclared;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        keeper_of(facts, facts.council(self.council)?, self.person)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<FactDeclared>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = as_refusals(self.faults());
        if !council.persons.contains_key(&self.person) {
            refused.push(unknown_person());
        }
        refused.extend(unlisted(facts.directory, "attribute", "attribute", &self.attribute));
        if refused.is_empty() {
            refused.extend(self.wrong_value(facts.directory));
        }
        if !refused.is_empty() {
            return Err(refused);
        }
        let fact = Fact {
            id: facts.new_id(),
            person: self.person,
            attribute: self.attribute.clone(),
            declared: self.declared.clone(),
            period: self.period(),
            source: self.source.clone(),
            public: self.public,
        };
        let mut changes = self.former(council)?;
        let id = fact.id;
        changes.push(Change::Fact(self.council, fact));
        Ok(Decision {
            changes,
            outcome: FactDeclared { fact: id },
            warnings: Vec::new(),
            summary: Text::nb_en(
                &format!("Førte hva en person har oppgitt om {}.", self.attribute),
                &format!("Wrote down what a person declared about {}.", self.attribute),
            ),
        })
    }
}

impl DeclareFact {
    const fn period(&self) -> Period {
        Period { start: self.from, end: self.until }
    }

    /// What is wrong with the value, by what the attribute is.
    fn wrong_value(&self, directory: &Directory) -> Option<Refusal> {
        let Declared::Value(value) = &self.declared else { return None };
        let attribute = &*self.attribute;
        if attribute::is_number(attribute) {
            let number = value.len() <= 3 && value.parse::<u32>().is_ok();
            return (!number).then(|| {
                Refusal::bad_input(
                    "value",
                    said!(
                        "{attribute} er et heltall på høyst tre sifre",
                        "{attribute} is a whole number of at most three digits"
                    ),
                )
            });
        }
        if attribute::is_organisation(attribute) {
            let known = directory.organisation_by_slug(value).is_some();
            return (!known).then(|| {
                let message = said!(
                    "{attribute} er kortnavnet til en organisasjon i registeret; før den inn først",
                    "{attribute} is the slug of an organisation of the register; enter it first"
                );
                Refusal::not_found("value", message)
            });
        }
        // A list of values is data: where the register has none for the attribute, any code is one.
        if has_list(directory, attribute) { unlisted(directory, "value", attribute, value) } else { None }
    }

    /// The ends of what was declared before and no longer holds beside the new fact.
    fn former(&self, council: &Council) -> Result<Vec<Change>, Refusals> {
        let single = attribute::is_single(&self.attribute);
        let of_attribute = council.facts.iter().filter(|fact| {
            fact.person == self.person && fact.attribute == self.attribute && fact.period.overlaps(&self.period())
        });
        let mut changes = Vec::new();
        for former in of_attribute {
            if former.declared == self.declared {
                let message = said!(
                    "det samme er ført for noen av disse dagene allerede; avslutt det først, eller nevn andre dager",
                    "the same is recorded for some of these days already; end that first, or name other days"
                );
                return Err(vec![Refusal::conflict("from", message)]);
            }
            let both_values = matches!((&former.declared, &self.declared), (Declared::Value(_), Declared::Value(_)));
            if both_values && !single {
                continue;
            }
            match self.from {
                Some(from) if former.period.start.is_none_or(|start| start < from) => {
                    changes.push(Change::FactEnd(self.council, self.person, former.id, from));
                }
                _ => {
                    let since = former.period.start.map_or_else(|| "ever".to_owned(), |start| start.to_string());
                    let message = said!(
                        "noe annet er ført siden {since}; si en senere dag som den nye opplysningen gjelder fra, \
                         eller til når den gjaldt",
                        "something else is recorded since {since}; say a later day from which on the new fact holds, \
                         or until when it held"
                    );
                    return Err(vec![Refusal::conflict("from", message)]);
                }
            }
        }
        Ok(changes)
    }
}

impl Form for DeclareFact {
    fn examine(&self, faults: &mut Faults) {
        faults.field("attribute", &self.attribute);
        if let Declared::Value(value) = &self.declared {
            let digits = value.chars().filter(char::is_ascii_digit).count();
            if digits >= 11 || contains_national_identity_number(value) {
                faults.note_at(
                    "value",
                    said!(
                        "dette ser ut som et fødselsnummer, som registeret aldri lagrer; la det være ute",
                        "this looks like a national identity number, which the register never stores; leave it out"
                    ),
                );
            } else {
                faults.require(
                    "value",
                    value.is_well_formed(),
                    said!(
                        "en kode, et tall eller kortnavnet til en organisasjon trengs: små bokstaver, sifre og enkle \
                         bindestreker",
                        "a code, a number or the slug of an organisation is needed: lower-case letters, digits and \
                         single hyphens"
                    ),
                );
            }
        }
        faults.within("source", |faults| examine_line(&self.source, LONGEST_SOURCE, faults));
        faults.require(
            "until",
            !self.period().is_empty(),
            said!(
                "en dag etter den første dagen det er slik, trengs",
                "a day after the first day on which it is so is needed"
            ),
        );
        faults.require(
            "public",
            !(self.public && attribute::is_sensitive(&self.attribute)),
            said!(
                "dette vises aldri for alle, det går bare inn i tall som ikke røper noen; la public være ute",
                "this is never shown to everybody, it only enters counts that reveal nobody; leave public out"
            ),
        );
    }
}

/// What an input says was declared: a value, that the person does not say, or that the attribute does not apply.
///
/// # Errors
/// That exactly one of the three is needed.
pub fn declared(value: Option<Code>, undeclared: bool, not_applicable: bool) -> Result<Declared, Refusal> {
    match (value, undeclared, not_applicable) {
        (Some(value), false, false) => Ok(Declared::Value(value)),
        (None, true, false) => Ok(Declared::Undeclared),
        (None, false, true) => Ok(Declared::NotApplicable),
        _ => Err(Refusal::new(
            RefusalCode::BadUserInput,
            "value",
            said!(
                "nøyaktig én av value, undeclared og notApplicable trengs",
                "exactly one of value, undeclared and notApplicable is needed"
            ),
        )),
    }
}
