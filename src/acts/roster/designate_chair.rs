//! Designates the chair, or the holder of another post, out of those who hold seats.
//!
//! May import: `store`, `access`, `domain`, `error`.
//!
//! Holding a seat and holding a post are one membership at a time: whoever becomes the chair goes on holding the seat,
//! by the same act of appointing, as the chair; whoever was the chair goes on as a member.

use chrono::NaiveDate;

use super::{
    appointer::{Appointer, Rules},
    designate_deputy::Designated,
    filling::examine_history,
    post_service::PostService,
    renew::over_unknown,
    split::{Parting, split},
    term::Departure,
};
use crate::{
    access::acting::Acting,
    acts::{mandate::text::as_refusals, names::slug_of, standing, unknown},
    domain::{
        change::Change,
        council::{Body, Continuation, Council, Membership, Role},
        directory::Directory,
        fault::Faults,
        id::{CouncilId, MembershipId},
        mandate::{
            clause::{
                Clause, Provision,
                post::{Post, PostFilling},
            },
            verdict::Severity,
        },
        message::{Message, said},
        people::Grant,
        text::{Text, examine_line},
        word::Code,
    },
    error::{Refusal, RefusalCode, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};

/// Designates the holder of a post.
#[derive(Clone, Debug)]
pub struct DesignateChair {
    /// The council.
    pub council: CouncilId,
    /// The membership of whoever is to hold the post.
    pub membership: MembershipId,
    /// Which post: an entry of the code list `post`.
    pub post: Code,
    /// Whether the post is held in the place of whoever holds it otherwise.
    pub acting: bool,
    /// First day.
    pub on: NaiveDate,
    /// Why, in words.
    pub reason: Option<String>,
    /// Where it is known from; needed for history.
    pub source: Option<String>,
    /// Whether it is recorded afterwards.
    pub history: bool,
}

/// What the mandate says of the post.
struct PostClause<'c> {
    clause: &'c Clause,
    post: &'c Post,
}

impl Act for DesignateChair {
    const NAME: &'static str = "designateChair";
    type Outcome = Designated;

    fn needs(&self, _: &Directory) -> Needs {
        Needs::of(self.council)
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        let council = facts.council(self.council)?;
        let Some(held) = council.membership(self.membership) else { return over_unknown(facts, council) };
        let named = self.clause(council);
        let mut grants = Vec::new();
        let who = match named.as_ref().map(|named| &named.post.filled_by) {
            Some(PostFilling::Organisation(of)) => {
                let body = facts.directory.body(&of.by).unwrap_or(Body::Organisation(council.head.owner));
                grants.push(match body {
                    Body::Organisation(organisation) => Grant::Appointer(organisation),
                    Body::Council(council) => Grant::Secretariat(council),
                });
                Message::same(slug_of(facts.directory, body))
            }
            Some(PostFilling::Steps(_) | PostFilling::Rotation(_)) => {
                grants.push(Grant::Secretariat(self.council));
                said!("sekretariatet, som fører det som ble bestemt", "the secretariat, which records what was decided")
            }
            Some(PostFilling::Seat(_)) | None => {
                let rules = Rules::of_membership(council, held, facts.today);
                let appointer = rules.map(|rules| Appointer::of(facts.directory, rules, held.on_behalf_of));
                grants.extend(appointer.iter().flat_map(Appointer::grants));
                grants.push(Grant::Appointer(council.head.owner));
                let owner = slug_of(facts.directory, Body::Organisation(council.head.owner));
                match appointer.map(|appointer| appointer.in_words(facts)) {
                    Some(who) => said!(["{} eller {owner}", who.nb], ["{} or {owner}", who.en]),
                    None => Message::same(owner),
                }
            }
        };
        if self.history {
            grants.extend([Grant::Secretariat(self.council), Grant::Operator]);
        }
        let message = said!(
            ["dette vervet fylles av {} (det som er forbi, føres av sekretariatet, med historikk og kilde)", who.nb],
            [
                "this post is filled by {} (what is past is recorded by the secretariat, with history and its source)",
                who.en
            ]
        );
        let refusal = Refusal::forbidden(message);
        let refusal = if let Some(named) = &named { refusal.because_of(&named.clause.key) } else { refusal };
        standing::over_council(facts, &council.head, &grants, refusal)
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<Designated>, Refusals> {
        let council = facts.council(self.council)?;
        let mut refused = self.form(facts);
        let Some(held) = council.membership(self.membership) else {
            refused.push(unknown::membership("membership"));
            return Err(refused);
        };
        let mut warnings = Vec::new();
        for (severity, refusal) in self.against(facts, council, held) {
            if severity == Severity::Error && !self.history {
                refused.push(refusal);
            } else {
                warnings.push(refusal);
            }
        }
        for (departure, refusal) in self.served_enough(council, held) {
            if departure == Departure::Forbidden && !self.history {
                refused.push(refusal);
            } else {
                warnings.push(refusal);
            }
        }
        refused.extend(self.cannot(held));
        if !refused.is_empty() {
            return Err(refused);
        }
        let reason = self.reason.as_deref().or(self.source.as_deref());
        let from = Parting { council: self.council, on: self.on, field: "on", ground: Continuation::NewRole, reason };
        let mut changes: Vec<Change> = Vec::new();
        let mut former = Vec::new();
        for other in self.predecessors(council, held)? {
            let parted = split(facts, other, from, |second| self.lays_down(second))
                .map_err(|refusal| vec![of_predecessor(&refusal)])?;
            changes.extend(parted.changes);
            former.extend([other.id, parted.membership]);
        }
        let parted = split(facts, held, from, |second| self.takes_up(second))?;
        changes.extend(parted.changes);
        former.push(held.id);
        former.retain(|id| *id != parted.membership);
        former.dedup();
        let acting = if self.acting { ("konstituert ", "acting ") } else { ("", "") };
        Ok(Decision {
            changes,
            outcome: Designated { membership: parted.membership, former },
            warnings,
            summary: Text::nb_en(
                &format!("Ga et medlem vervet {}{} fra {}.", acting.0, self.post, self.on),
                &format!("Gave a member the post of {}{} from {} on.", acting.1, self.post, self.on),
            ),
        })
    }
}

impl DesignateChair {
    fn is_chair(&self) -> bool {
        &*self.post == "chair"
    }

    /// What the mandate of the day says of the post.
    fn clause<'c>(&self, council: &'c Council) -> Option<PostClause<'c>> {
        let mandate = council.mandate_on(self.on)?;
        mandate.clauses.iter().rev().find_map(|at| match &at.clause.provision {
            Provision::Post(post) if post.post == self.post && at.clause.applies_to.council.is_none() => {
                Some(PostClause { clause: &at.clause, post })
            }
            _ => None,
        })
    }

    fn takes_up(&self, second: &mut Membership) {
        if self.is_chair() {
            second.role = Role::Chair;
        } else {
            second.post = Some(self.post.clone());
        }
        second.acting = self.acting;
    }

    fn lays_down(&self, second: &mut Membership) {
        if self.is_chair() {
            second.role = Role::Member;
        } else {
            second.post = None;
        }
        second.acting = false;
    }

    fn form(&self, facts: &Facts<'_>) -> Refusals {
        let mut faults = Faults::default();
        faults.field("post", &self.post);
        for (name, text) in [("reason", &self.reason), ("source", &self.source)] {
            if let Some(text) = text {
                faults.within(name, |faults| examine_line(text, 2_000, faults));
            }
        }
        if self.history {
            examine_history(self.source.as_deref(), ("on", self.on), facts.today, &mut faults);
        }
        let mut refused = as_refusals(faults.into_found());
        let posts = || facts.directory.codes().filter(|(list, ..)| &***list == "post");
        if self.post.is_well_formed() && posts().next().is_some() && !posts().any(|(_, code, _)| *code == self.post) {
            let known = crate::acts::mandate::text::list(posts().map(|(_, code, _)| &**code));
            refused.push(Refusal::not_found(
                "post",
                said!(
                    "kodelisten post har ikke koden {}; den har {known}",
                    "the code list post has no entry {}; it has {known}",
                    self.post
                ),
            ));
        }
        refused
    }

    /// Why this holding cannot come with a post.
    fn cannot(&self, held: &Membership) -> Option<Refusal> {
        if held.alternate_rank > 0 || matches!(held.role, Role::Deputy | Role::Observer) {
            let message = said!(
                "varaer og observatører har ikke verv; velg noen som har plass som medlem",
                "deputies and observers hold no post; choose somebody who holds a seat as a member"
            );
            return Some(Refusal::conflict("membership", message));
        }
        let holds = held.holds_post(&self.post) && held.acting == self.acting;
        holds.then(|| {
            Refusal::conflict(
                "membership",
                said!(
                    "dette medlemmet har vervet allerede; ingenting trenger å gjøres om igjen",
                    "this member holds the post already; nothing has to be done again"
                ),
            )
        })
    }

    /// What the mandate has against it.
    fn against(&self, facts: &Facts<'_>, council: &Council, held: &Membership) -> Vec<(Severity, Refusal)> {
        let Some(PostClause { clause, post }) = self.clause(council) else { return Vec::new() };
        let Some(severity) = clause.severity() else { return Vec::new() };
        let group = council.seat(held.seat).and_then(|seat| council.group_by_id(seat.group)).map(|group| &group.key);
        let mut found = Vec::new();
        if !post.from.is_empty() && group.is_none_or(|group| !post.from.contains(group)) {
            let from = crate::acts::mandate::text::list(post.from.iter().map(|group| &**group));
            found.push(said!(
                "den som har dette vervet, kommer fra {from}",
                "the holder of this post comes from {from}"
            ));
        }
        match &post.filled_by {
            PostFilling::Seat(of) if !self.acting && group != Some(&of.group) => found.push(said!(
                "den som har plassen i {}, har dette vervet; oppnevn til den plassen, eller konstituer noen",
                "whoever holds the seat of {} holds this post; appoint to that seat, or designate somebody as acting",
                of.group
            )),
            PostFilling::Organisation(of) => {
                let own = facts.directory.body(&of.by);
                let represented = held.on_behalf_of.map(Body::Organisation);
                if let Some(body @ Body::Organisation(_)) = own
                    && represented != own
                {
                    let who = slug_of(facts.directory, body);
                    found.push(said!(
                        "{who} fyller dette vervet med en av sine egne; velg et medlem som representerer den",
                        "{who} fills this post with somebody of its own; choose a member who speaks for it"
                    ));
                }
            }
            _ => {}
        }
        let refusal = |what: Message| {
            let message = said!(
                ["etter bestemmelsen {}: {}", clause.key, what.nb],
                ["by the clause {}, {}", clause.key, what.en]
            );
            Refusal::new(RefusalCode::AgainstMandate, "membership", message).because_of(&clause.key)
        };
        found.into_iter().map(|what| (severity, refusal(what))).collect()
    }

    /// What the limits of the post have against this person. Whoever only acts in it serves no term.
    fn served_enough(&self, council: &Council, held: &Membership) -> Vec<(Departure, Refusal)> {
        if self.acting {
            return Vec::new();
        }
        let service = PostService {
            council,
            person: held.person,
            appointment: Some(held.appointment),
            role: if self.is_chair() { Role::Chair } else { Role::Member },
            post: Some(&self.post),
            start: self.on,
            end: held.ended.or(held.expected_end),
            field: "membership",
        };
        service.limits()
    }

    /// Those who hold the post on the day and lay it down. Whoever acts for the chair does not take the post from the
    /// chair; and where several hold a post at a time, nobody lays it down before they are as many.
    fn predecessors<'c>(&self, council: &'c Council, held: &Membership) -> Result<Vec<&'c Membership>, Refusal> {
        let holders = council.memberships.iter().filter(|other| {
            other.id != held.id
                && other.alternate_rank == 0
                && other.in_force_on(self.on)
                && other.holds_post(&self.post)
        });
        let holders: Vec<&Membership> = holders.filter(|other| other.acting || !self.acting).collect();
        let most = self.clause(council).map_or(1, |named| named.post.number);
        let room = usize::try_from(most).unwrap_or(usize::MAX);
        if room > 1 {
            let regular = holders.iter().filter(|other| !other.acting).count();
            if regular < room {
                return Ok(holders.into_iter().filter(|other| other.acting).collect());
            }
            let message = said!(
                "{most} har dette vervet allerede; avslutt et av de medlemskapene først",
                "{most} hold this post already; end one of those memberships first"
            );
            return Err(Refusal::conflict("post", message));
        }
        let led_by_seat = holders.iter().find(|other| self.is_chair() && !other.acting && is_of_chair(council, other));
        match led_by_seat {
            Some(_) => Err(Refusal::conflict(
                "membership",
                said!(
                    "lederen har en egen plass; oppnevn til den plassen, eller konstituer noen",
                    "a seat of its own is the chair's; appoint to that seat, or designate somebody as acting"
                ),
            )),
            None => Ok(holders),
        }
    }
}

/// Whether the seat is the chair's own by the mandate of its first day.
fn is_of_chair(council: &Council, held: &Membership) -> bool {
    let rules = Rules::of_membership(council, held, held.start);
    rules.is_some_and(|rules| rules.group.role == crate::domain::mandate::clause::seats::SeatRole::Chair)
}

fn of_predecessor(refusal: &Refusal) -> Refusal {
    let message = &refusal.message;
    let message = said!(
        ["for den som har vervet til da: {}", message.nb],
        ["of whoever holds the post until then: {}", message.en]
    );
    Refusal::conflict("on", message)
}
