//! How often and how long one person can hold a post that has a term of its own: the chair, the vice-chair.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! Somebody who takes up a post goes on holding the seat, and nobody says when the post is laid down again. So what is
//! over the limit from the first day on forbids the act; what would only be over it if the post were held as long as the
//! seat is noticed. The verdict judges what became of it.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{service, term::Departure};
use crate::{
    domain::{
        council::{Council, Role},
        id::{AppointmentId, PersonId},
        mandate::{
            clause::{Clause, Modality, Provision, post::Post, term::Term},
            tenure::{self, Forbidden, Stint},
        },
        message::said,
        word::Code,
    },
    error::{Refusal, RefusalCode},
};

/// Somebody who is to hold posts.
#[derive(Clone, Copy, Debug)]
pub(super) struct PostService<'a> {
    /// The council.
    pub council: &'a Council,
    /// Who.
    pub person: PersonId,
    /// The act of appointing, where it has been done already: one act, one term.
    pub appointment: Option<AppointmentId>,
    /// As what.
    pub role: Role,
    /// The post beside the role.
    pub post: Option<&'a Code>,
    /// First day.
    pub start: NaiveDate,
    /// The first day after, of the seat that it goes with.
    pub end: Option<NaiveDate>,
    /// The field of the input that says who.
    pub field: &'a str,
}

impl PostService<'_> {
    /// What the mandate of the first day has against it.
    pub(super) fn limits(&self) -> Vec<(Departure, Refusal)> {
        let Some(mandate) = self.council.mandate_on(self.start) else { return Vec::new() };
        let mut found = Vec::new();
        for clause in mandate.clauses.iter().map(|at| &at.clause) {
            if let Provision::Post(post) = &clause.provision
                && let Some(own) = &post.term
                && clause.applies_to.council.is_none()
                && clause.severity().is_some()
                && self.takes_up(post)
            {
                found.extend(self.against(clause, post, own));
            }
        }
        found
    }

    fn takes_up(&self, post: &Post) -> bool {
        (self.role == Role::Chair && &*post.post == "chair") || self.post == Some(&post.post)
    }

    fn against(&self, clause: &Clause, post: &Post, own: &Term) -> Vec<(Departure, Refusal)> {
        let earlier = self.earlier(post);
        let with = |until| tenure::against(own, &self.with_this(&earlier, until)).forbidden;
        let first_day = with(self.start.succ_opt());
        let as_long_as_the_seat = if self.end.is_some() { with(self.end) } else { Vec::new() };
        let binding = clause.modality == Some(Modality::Shall);
        let on_the_way = as_long_as_the_seat.iter().filter(|forbidden| !first_day.contains(forbidden));
        let noticed = on_the_way.map(|forbidden| (Departure::Noticed, self.refusal(clause, *forbidden, false)));
        let weight = if binding { Departure::Forbidden } else { Departure::Noticed };
        first_day.iter().map(|forbidden| (weight, self.refusal(clause, *forbidden, true))).chain(noticed).collect()
    }

    /// The terms that the person has begun in the post before the day. Who only acted in it served none.
    fn earlier(&self, post: &Post) -> Vec<Stint> {
        let own = self.council.memberships.iter().filter(|held| {
            held.person == self.person
                && held.alternate_rank == 0
                && !held.acting
                && held.holds_post(&post.post)
                && held.start < self.start
                && !held.period().is_empty()
        });
        tenure::stints(own)
    }

    /// These and the one that begins. A post that is taken up again by the same act of appointing is the same term.
    fn with_this(&self, earlier: &[Stint], until: Option<NaiveDate>) -> Vec<Stint> {
        let mut served: Vec<Stint> = earlier.to_vec();
        let appointment = self.appointment.unwrap_or(AppointmentId(Uuid::nil()));
        match served.iter().position(|stint| stint.appointment == appointment) {
            Some(place) => {
                let mut again = served.remove(place);
                again.until = until;
                served.push(again);
            }
            None => served.push(Stint { appointment, start: self.start, until, stays: false }),
        }
        served
    }

    fn refusal(&self, clause: &Clause, forbidden: Forbidden, at_once: bool) -> Refusal {
        let (key, what) = (&clause.key, service::in_words(forbidden));
        let message = if at_once {
            said!(
                ["etter bestemmelsen {key} om vervet: {}; velg en annen til vervet", what.nb],
                ["by the clause {key} on the post, {}; choose somebody else for the post", what.en]
            )
        } else {
            said!(
                [
                    "etter bestemmelsen {key} om vervet: {} hvis vervet varer så lenge som plassen; la en annen ta over \
                     i tide",
                    what.nb
                ],
                [
                    "by the clause {key} on the post, {} if the post is held as long as the seat; let somebody else \
                     take over in time",
                    what.en
                ]
            )
        };
        Refusal::new(RefusalCode::AgainstMandate, self.field, message).because_of(key)
    }
}
