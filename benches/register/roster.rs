//! Who sits in the generated councils: three memberships for each seat. Imports `mandat`, `random` and `fill`'s words.

use chrono::{Days, NaiveDate};
use mandat::{
    domain::mandate::clause::seats::SeatFor,
    domain::{
        change::Change,
        council::{
            Appointment, Body, Claim, ClaimRole, ClaimStatus, Completeness, Held, Meeting, MeetingStatus, Membership,
            Role,
        },
        id::{CouncilId, OrganisationId, PersonId, SeatId},
        mandate::{clause::seats::SeatRole, composition::GroupRules},
        people::Person,
        text::Text,
        time::Period,
        word::Code,
    },
};

use crate::random::{Random, identity};

/// Numbers of persons that one council may enter.
const PERSONS: usize = 64;

/// Every council enters at least so many persons, and others may call on those.
const ALWAYS: usize = 40;

const FIRST: [&str; 20] = [
    "Anker", "Bodil", "Cato", "Dagny", "Embla", "Fridtjof", "Gyda", "Halvor", "Ingunn", "Jostein", "Kaia", "Leidulf",
    "Magnhild", "Njål", "Oddvar", "Peder", "Ragna", "Sigrid", "Torgeir", "Vilde",
];

const LAST: [&str; 11] = [
    "Generertsen",
    "Målestad",
    "Tallvik",
    "Stikkprøveli",
    "Medianrud",
    "Ytelseng",
    "Varmebakk",
    "Kaldnes",
    "Kvotientby",
    "Minnehaug",
    "Prøvekjør",
];

/// A spell in a seat: from, planned until, ended, alternate rank.
type Spell = (NaiveDate, NaiveDate, Option<NaiveDate>, u32);

/// The three memberships of the seat that is the council's `nth`, with their acts and persons.
#[expect(clippy::too_many_arguments, reason = "everything that a membership names")]
pub fn seat(
    number: usize,
    council: CouncilId,
    nth: usize,
    seat: SeatId,
    rules: &GroupRules,
    owner: OrganisationId,
    random: &mut Random,
    changes: &mut Vec<Change>,
) {
    let first_of_march = |year| NaiveDate::from_ymd_opt(year, 3, 1).unwrap();
    let (first, second, third, last) =
        (first_of_march(2014), first_of_march(2018), first_of_march(2022), first_of_march(2027));
    let earlier: Spell = (first, second, Some(second), 0);
    let before: Spell = (second, third, Some(third), 0);
    // One seat of each council is vacant: its holder has left.
    let left = (nth == 11).then(|| first_of_march(2025));
    let today: Spell = (third, last, left, 0);
    let spells = if nth.is_multiple_of(3) {
        [before, today, (third + Days::new(31), last, None, 1)]
    } else {
        [earlier, before, today]
    };
    let mut person = None;
    for (turn, (start, planned, ended, rank)) in spells.into_iter().enumerate() {
        let place = (nth - 1) * 3 + turn;
        // Some hold the seat twice; some sit in another council too.
        let again = person.filter(|_| rank == 0 && random.once_in(6));
        let holder = again.unwrap_or_else(|| {
            if number > 0 && random.once_in(12) {
                PersonId(identity(8, random.below(number) * PERSONS + random.below(ALWAYS)))
            } else {
                PersonId(identity(8, number * PERSONS + place))
            }
        });
        person = Some(holder);
        let own = PersonId(identity(8, number * PERSONS + place));
        // The first of a council's persons are always entered: others call on them.
        if holder == own || place < ALWAYS {
            let name = format!("{} {}", FIRST[random.below(FIRST.len())], LAST[random.below(LAST.len())]);
            changes.push(Change::Person(Person { id: own, name }, Some(council)));
        }
        let appointment = identity(9, number * PERSONS + place).into();
        changes.push(Change::Appointment(
            council,
            Appointment {
                id: appointment,
                seat,
                person: holder,
                decided_by: Some(Body::Organisation(owner)),
                decided_on: Some(start - Days::new(30)),
                basis: None,
                source: Some("Generated for the benchmarks".to_owned()),
                history: true,
            },
        ));
        let role = match (rank, rules.role) {
            (0, SeatRole::Chair) => Role::Chair,
            (0, SeatRole::Observer) => Role::Observer,
            (0, SeatRole::Member) => Role::Member,
            _ => Role::Deputy,
        };
        changes.push(Change::Membership(
            council,
            Membership {
                id: identity(10, number * PERSONS + place).into(),
                appointment,
                seat,
                person: holder,
                role,
                alternate_rank: rank,
                on_behalf_of: matches!(rules.meant_for, SeatFor::Organisation(_)).then_some(owner),
                start,
                expected_end: Some(planned),
                ended,
                end_ground: ended.map(|_| Code::from(if left == ended { "resignation" } else { "term-ended" })),
                end_reason: None,
                holds_over: false,
                acting: false,
                post: None,
            },
        ));
    }
}

/// What else a council has: a complete roster, a confirmed owner, a meeting that was and one that comes.
pub fn closing(number: usize, council: CouncilId, changes: &mut Vec<Change>) {
    let owner = changes.iter().rev().find_map(|change| match change {
        Change::Council(head) if head.id == council => Some(head.owner),
        _ => None,
    });
    if let Some(organisation) = owner {
        let id = identity(11, number).into();
        let claim = Claim { id, organisation, role: ClaimRole::Owner, status: ClaimStatus::Confirmed };
        changes.push(Change::Claim(council, claim));
    }
    changes.push(Change::Completeness(
        council,
        Completeness {
            id: identity(12, number).into(),
            subject: Code::from("roster"),
            period: Period { start: NaiveDate::from_ymd_opt(2014, 3, 1), end: None },
            asserted_by: None,
        },
    ));
    for (turn, (year, status)) in [(2025, MeetingStatus::Held), (2026, MeetingStatus::Called)].into_iter().enumerate() {
        let day = NaiveDate::from_ymd_opt(year, 5, 20).unwrap();
        changes.push(Change::Meeting(
            council,
            Meeting {
                kind: mandat::domain::council::MeetingKind::Ordinary,
                link: None,
                together_with: Vec::new(),
                past: Vec::new(),
                wheel_year: None,
                changed_at: chrono::DateTime::UNIX_EPOCH,
                id: identity(13, number * 2 + turn).into(),
                title: Text::nb_en("Rådsmøte", "Council meeting"),
                status,
                day,
                held: Held::default(),
                starts_at: day.and_hms_opt(8, 0, 0).unwrap().and_utc(),
                ends_at: None,
                place: None,
            },
        ));
    }
}
