//! Creates a person, with how to reach him or her.
//!
//! May import: `store`, `access`, `domain`, `error`.

use serde::{Deserialize, Serialize};

use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, roster, standing},
    domain::{
        change::{Change, Contact},
        directory::Directory,
        fault::{Faults, Form},
        id::{CouncilId, PersonId},
        message::said,
        national_identity::contains_national_identity_number,
        people::{Grant, Person},
        text::{Text, examine_line},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Longest name, in characters.
const LONGEST_NAME: usize = 200;

/// Creates a person.
#[derive(Clone, Debug)]
pub struct CreatePerson {
    /// The council that knows the person first.
    pub council: CouncilId,
    /// Name in full.
    pub name: String,
    /// Address for electronic mail; only the secretariat sees it.
    pub email: Option<String>,
    /// Telephone number; only the secretariat sees it.
    pub phone: Option<String>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The person.
    pub person: PersonId,
}

impl Act for CreatePerson {
    const NAME: &'static str = "createPerson";
    type Outcome = Created;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let mut grants = vec![Grant::Secretariat(self.council)];
        grants.extend(roster::appointers(facts, council));
        grants.push(Grant::Operator);
        let message = said!(
            "bare rådets sekretariat og de som oppnevner til plassene, oppretter personer for rådet",
            "only the secretariat of the council and those who fill its seats create persons for it"
        );
        standing::over_council(facts, &council.head, &grants, Refusal::forbidden(message))
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Created>, Refusals> {
        let refused = as_refusals(self.faults());
        if !refused.is_empty() {
            return Err(refused);
        }
        let words: Vec<&str> = self.name.split_whitespace().collect();
        let person = Person { id: facts.new_id(), name: words.join(" ") };
        let id = person.id;
        let mut changes = vec![Change::Person(person, Some(self.council))];
        if self.email.is_some() || self.phone.is_some() {
            changes.push(Change::Contact(
                self.council,
                Contact { person: id, email: self.email.clone(), phone: self.phone.clone() },
            ));
        }
        Ok(Decision {
            changes,
            outcome: Created { person: id },
            warnings: Vec::new(),
            summary: Text::nb_en("Opprettet en person.", "Created a person."),
        })
    }
}

impl Form for CreatePerson {
    fn examine(&self, faults: &mut Faults) {
        faults.within("name", |faults| {
            examine_line(&self.name, LONGEST_NAME, faults);
            // Nobody's name has eleven digits; a mistyped identity number has, although its check digits are wrong.
            if self.name.chars().filter(char::is_ascii_digit).count() >= 11
                && !contains_national_identity_number(&self.name)
            {
                faults.note(said!(
                    "dette ser ut som et fødselsnummer, som registeret aldri lagrer; la det være ute",
                    "this looks like a national identity number, which the register never stores; leave it out"
                ));
            }
            if self.name.contains(['\n', '\t']) {
                faults.note(said!("et navn står på én linje", "a name stands on one line"));
            }
        });
        if let Some(email) = &self.email {
            let right = email.len() <= 254
                && !email.contains(|c: char| c.is_whitespace() || c.is_control())
                && email
                    .split_once('@')
                    .is_some_and(|(who, place)| !who.is_empty() && !place.is_empty() && !place.contains('@'))
                && !contains_national_identity_number(email);
            faults.require(
                "email",
                right,
                said!("en adresse som navn@example.org trengs", "an address such as name@example.org is needed"),
            );
        }
        if let Some(phone) = &self.phone {
            let digits = phone.bytes().filter(u8::is_ascii_digit).count();
            let right = (3..=15).contains(&digits)
                && phone.len() <= 30
                && phone.bytes().all(|b| b.is_ascii_digit() || b"+ -()".contains(&b))
                && !contains_national_identity_number(phone);
            faults.require(
                "phone",
                right,
                said!(
                    "et telefonnummer som +47 22 00 00 00 trengs",
                    "a telephone number such as +47 22 00 00 00 is needed"
                ),
            );
        }
    }
}
