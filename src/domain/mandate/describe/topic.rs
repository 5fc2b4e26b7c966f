//! Topics and concerns in words.
//!
//! May import: `domain`.

use super::voice::Voice;
use crate::domain::mandate::clause::{concern::Concern, statement::Topic};

impl Voice<'_> {
    /// What a statement of this topic says where it gives no more structure.
    pub(super) const fn topic(&self, topic: Topic) -> &'static str {
        match topic {
            Topic::Purpose => {
                self.pick("mandatet sier hva rådet er til for", "the mandate says what the council is for")
            }
            Topic::Goals => {
                self.pick("mandatet sier hvilke mål rådet har", "the mandate says which goals the council has")
            }
            Topic::Tasks => {
                self.pick("mandatet sier hvilke oppgaver rådet har", "the mandate says which tasks the council has")
            }
            Topic::Force => self.pick(
                "mandatet sier hvor bindende rådets ord er",
                "the mandate says how binding the council's word is",
            ),
            Topic::References => {
                self.pick("mandatet viser til andre dokumenter", "the mandate refers to other documents")
            }
            Topic::ConflictOfInterest => self.pick(
                "mandatet sier hvordan medlemmene skal unngå interessekonflikter",
                "the mandate says how members are to avoid conflicts of interest",
            ),
            Topic::Remuneration => {
                self.pick("mandatet sier hva medlemmene får betalt", "the mandate says what members are paid")
            }
            Topic::Confidentiality => self.pick(
                "mandatet sier hva som skal holdes fortrolig",
                "the mandate says what is to be kept confidential",
            ),
            Topic::Conduct => self.pick(
                "mandatet sier hvordan medlemmene skal opptre",
                "the mandate says how members are to conduct themselves",
            ),
            Topic::NoRule => self.pick(
                "mandatet sier uttrykkelig at det ikke har noen regel om noe",
                "the mandate says expressly that it has no rule on something",
            ),
            Topic::Narrative => self.pick(
                "mandatet forteller om bakgrunnen i fri tekst, som ikke kan kontrolleres",
                "the mandate gives background in free text, which cannot be checked",
            ),
        }
    }

    /// A topic that the structure itself does not tell.
    pub(super) const fn remark(&self, topic: Topic) -> Option<&'static str> {
        match topic {
            Topic::Purpose | Topic::Goals | Topic::Tasks | Topic::Force | Topic::References | Topic::NoRule => None,
            Topic::ConflictOfInterest
            | Topic::Remuneration
            | Topic::Confidentiality
            | Topic::Conduct
            | Topic::Narrative => Some(self.topic(topic)),
        }
    }

    pub(super) const fn concern(&self, concern: Concern) -> &'static str {
        match concern {
            Concern::Purpose => self.pick("hva rådet er til for", "what the council is for"),
            Concern::Tasks => self.pick("oppgaver", "tasks"),
            Concern::Force => self.pick("hvor bindende rådets ord er", "how binding the council's word is"),
            Concern::Seats => self.pick("plasser", "seats"),
            Concern::Appointment => self.pick("oppnevning", "appointment"),
            Concern::Qualification => self.pick("kvalifikasjoner", "qualifications"),
            Concern::Representation => self.pick("hvem medlemmene representerer", "whom the members represent"),
            Concern::Term => self.pick("hvor lenge medlemmene sitter", "how long the members serve"),
            Concern::Deputies => self.pick("varamedlemmer", "deputies"),
            Concern::Chair => self.pick("hvem som leder rådet", "who chairs the council"),
            Concern::Secretariat => self.pick("sekretariat", "the secretariat"),
            Concern::Meetings => self.pick("hvor ofte rådet møtes", "how often the council meets"),
            Concern::Quorum => self.pick("hvor mange som må være til stede", "how many have to be present"),
            Concern::Voting => self.pick("avstemning", "voting"),
            Concern::Openness => self.pick("åpne møter", "open meetings"),
            Concern::Minutes => self.pick("referat", "minutes"),
            Concern::Publication => self.pick("hva som skal publiseres", "what is to be published"),
            Concern::RaisingMatters => self.pick("hvem som kan melde inn saker", "who may raise matters"),
            Concern::Evaluation => self.pick("evaluering", "evaluation"),
            Concern::Period => self.pick("hvor lenge mandatet gjelder", "how long the mandate is in force"),
            Concern::ConflictOfInterest => self.pick("interessekonflikter", "conflicts of interest"),
            Concern::Remuneration => self.pick("betaling til medlemmene", "payment of the members"),
            Concern::Confidentiality => self.pick("fortrolighet", "confidentiality"),
        }
    }
}
