//! How many seats, in words.
//!
//! May import: `domain`.

use super::{
    voice::Voice,
    words::{Gender, say},
};
use crate::domain::mandate::clause::{
    measure::Rounding,
    seat_count::{
        AtMostSeats, DecidedSeats, ExactSeats, RangeOfSeats, RemainingSeats, SeatCount, SeatFormula, SeatsPerEntry,
        ShareOfSeats,
    },
};

impl Voice<'_> {
    /// So many seats, as the object of "have"; `place` follows the word seats: " i rådet", or nothing.
    pub(super) fn seat_count(&self, count: &SeatCount, place: &str) -> String {
        match count {
            SeatCount::Exactly(ExactSeats { number }) => {
                format!("{}{place}", self.tongue.seats(*number))
            }
            SeatCount::Range(RangeOfSeats { min, max }) => {
                let (min, max) = (self.tongue.number(*min, Gender::Common), self.tongue.seats(*max));
                say!(self.tongue, "fra {min} til {max}{place}", "from {min} to {max}{place}")
            }
            SeatCount::AtMost(AtMostSeats { number }) => {
                let seats = self.tongue.seats(*number);
                say!(self.tongue, "høyst {seats}{place}", "at most {seats}{place}")
            }
            SeatCount::Decided(decided) => self.decided(decided, place),
            SeatCount::Remainder(RemainingSeats { after }) => {
                if after.is_empty() {
                    return say!(
                        self.tongue,
                        "de plassene{place} som de andre gruppene ikke bruker",
                        "the seats{place} that the other groups leave"
                    );
                }
                let first: Vec<String> = after
                    .iter()
                    .map(|key| {
                        let label =
                            self.group(key).map_or_else(|| super::voice::spelled(key), |group| self.text(&group.label));
                        self.quoted(&label)
                    })
                    .collect();
                let (several, first) = (first.len() > 1, self.tongue.all_of(&first));
                let group =
                    if several { self.pick("gruppene", "the groups") } else { self.pick("gruppen", "the group") };
                let has = if several { "have" } else { "has" };
                say!(
                    self.tongue,
                    "de plassene{place} som er igjen når {group} {first} har fått sine",
                    "the seats{place} that are left when {group} {first} {has} been served"
                )
            }
            SeatCount::Share(ShareOfSeats { share, rounding }) => {
                let part = self.tongue.share_of(*share, self.pick("plassene", "the seats"));
                let rounded = self.rounding(*rounding);
                say!(self.tongue, "{part}{place}, {rounded}", "{part}{place}, {rounded}")
            }
            SeatCount::PerEntry(SeatsPerEntry { each }) => {
                let seats = self.tongue.seats(*each);
                say!(self.tongue, "{seats}{place} hver", "{seats}{place} each")
            }
            SeatCount::Formula(formula) => self.formula(formula, place),
        }
    }

    const fn rounding(&self, rounding: Rounding) -> &'static str {
        match rounding {
            Rounding::Down => self.pick("rundet ned", "rounded down"),
            Rounding::Nearest => self.pick("rundet av til nærmeste hele tall", "rounded to the nearest whole number"),
            Rounding::Up => self.pick("rundet opp", "rounded up"),
        }
    }

    fn decided(&self, decided: &DecidedSeats, place: &str) -> String {
        let DecidedSeats { by, min, max, number, instrument } = decided;
        let who = self.actor(by);
        let (text, decide) = (&who.text, if who.plural { "decide" } else { "decides" });
        let mut saying = say!(
            self.tongue,
            "så mange plasser{place} som {text} bestemmer",
            "as many seats{place} as {text} {decide}"
        );
        saying.push_str(&self.bounds(*min, *max));
        if let Some(number) = number {
            let number = self.tongue.number(*number, Gender::Common);
            saying.push_str(&say!(self.tongue, ", for tiden {number}", ", at present {number}"));
        }
        if let Some(instrument) = instrument {
            let document = self.instrument(instrument);
            saying.push_str(&say!(self.tongue, ", etter {document}", ", according to {document}"));
        }
        saying
    }

    /// At least so many, at most so many, each after a comma.
    fn bounds(&self, min: Option<u32>, max: Option<u32>) -> String {
        let bounds: Vec<String> = [(min, "minst", "at least"), (max, "høyst", "at most")]
            .into_iter()
            .filter_map(|(bound, nb, en)| {
                let number = self.tongue.number(bound?, Gender::Common);
                Some(say!(self.tongue, "{nb} {number}", "{en} {number}"))
            })
            .collect();
        if bounds.is_empty() { String::new() } else { format!(", {}", self.tongue.all_of(&bounds)) }
    }

    fn formula(&self, formula: &SeatFormula, place: &str) -> String {
        let SeatFormula { measure, body, value, counted_on, divisor, rounding, added, floor, ceiling } = formula;
        let measure = self.code("measure", measure);
        let each = self.tongue.number((*divisor).max(1), Gender::Common);
        let whence = body.as_ref().map_or_else(String::new, |body| {
            let body = self.actor(body).text;
            say!(self.tongue, " i {body}", " in {body}")
        });
        let rounded = self.rounding(*rounding);
        let mut saying = if *divisor <= 1 {
            say!(
                self.tongue,
                "like mange plasser{place} som {measure}{whence}",
                "as many seats{place} as {measure}{whence}"
            )
        } else {
            say!(
                self.tongue,
                "én plass{place} per {each} {measure}{whence}, {rounded}",
                "one seat{place} for every {each} {measure}{whence}, {rounded}"
            )
        };
        if *added > 0 {
            let seats = self.tongue.seats(*added);
            saying.push_str(&say!(self.tongue, ", pluss {seats}", ", plus {seats}"));
        }
        saying.push_str(&self.bounds(*floor, *ceiling));
        let day = counted_on.map(|date| self.tongue.date(date));
        let value = value.map(|value| self.tongue.number(value, Gender::Common));
        match (value, day) {
            (Some(value), Some(day)) => {
                saying.push_str(&say!(self.tongue, " (talt til {value} den {day})", " (counted as {value} on {day})"));
            }
            (Some(value), None) => saying.push_str(&say!(self.tongue, " (talt til {value})", " (counted as {value})")),
            (None, Some(day)) => {
                saying.push_str(&say!(self.tongue, " (talt {day})", " (counted on {day})"));
            }
            (None, None) => {}
        }
        saying
    }
}
