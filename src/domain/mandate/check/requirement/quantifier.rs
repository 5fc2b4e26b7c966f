//! How many have to be what, reckoned with what is missing: a quantifier is kept or broken as soon as nothing that is
//! unknown could change that.
//!
//! May import: `domain`. Numbers only: who is counted, and what the public may be told of it, is decided elsewhere.

use crate::domain::mandate::clause::{
    measure::HowMany,
    requirement::{Quantifier, QuantifierKind, SizeRow},
};

/// Whether a quantifier is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::mandate::check) enum Outcome {
    /// It is, whatever the unknown turns out to be.
    Kept,
    /// It is not, whatever the unknown turns out to be.
    Broken,
    /// That depends on the unknown.
    Open,
}

/// What one of those in scope may turn out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::domain::mandate::check) struct Possible {
    /// Not counted at all.
    pub out: bool,
    /// Counted, and the condition does not hold.
    pub no: bool,
    /// Counted, and the condition holds.
    pub yes: bool,
}

/// How those in scope stand to one condition: how many of them are so for certain, and how many may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::domain::mandate::check) struct Tally {
    /// Counted, and the condition holds.
    pub yes: u32,
    /// Counted, and it does not hold.
    pub no: u32,
    /// Counted, and nobody knows whether it holds.
    pub open: u32,
    /// It holds, but perhaps they are not counted.
    pub perhaps_yes: u32,
    /// It does not hold, and perhaps they are not counted.
    pub perhaps_no: u32,
    /// Nothing is known.
    pub perhaps: u32,
}

/// How those in scope are spread over the values of an attribute.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::domain::mandate::check) struct Spread {
    /// How many have each value that is asked for.
    pub counts: Vec<u32>,
    /// How many are counted in all.
    pub total: u32,
    /// How many of those have a value that nobody knows. Each of them has one at most.
    pub open: u32,
    /// How many more may have to be counted, with whatever value.
    pub perhaps: u32,
    /// Whether other values than those counted may turn up and are asked for as well.
    pub any_value: bool,
}

impl Tally {
    pub fn add(&mut self, possible: Possible) {
        match (possible.out, possible.no, possible.yes) {
            (_, false, false) => {}
            (false, false, true) => self.yes += 1,
            (false, true, false) => self.no += 1,
            (false, true, true) => self.open += 1,
            (true, false, true) => self.perhaps_yes += 1,
            (true, true, false) => self.perhaps_no += 1,
            (true, true, true) => self.perhaps += 1,
        }
    }

    /// Tries every way in which the unknown can turn out.
    fn decide(&self, kept: impl Fn(u32, u32) -> bool) -> Outcome {
        let (mut some, mut not_all) = (false, false);
        for in_yes in 0..=self.perhaps_yes {
            for in_no in 0..=self.perhaps_no {
                for more in 0..=self.perhaps {
                    let total = self.yes + self.no + self.open + in_yes + in_no + more;
                    for open_yes in 0..=self.open + more {
                        let holds = kept(self.yes + in_yes + open_yes, total);
                        some |= holds;
                        not_all |= !holds;
                        if some && not_all {
                            return Outcome::Open;
                        }
                    }
                }
            }
        }
        if some { Outcome::Kept } else { Outcome::Broken }
    }
}

/// Whether the quantifier is kept by those for whom one condition holds.
pub(in crate::domain::mandate::check) fn counted(quantifier: &Quantifier, tally: &Tally) -> Outcome {
    let many = quantifier.how_many.as_ref();
    let least = |total| many.map_or(0, |many| many.least_of(total));
    match quantifier.kind {
        QuantifierKind::Every => tally.decide(|yes, total| yes == total),
        QuantifierKind::None => tally.decide(|yes, _| yes == 0),
        QuantifierKind::Exactly => tally.decide(|yes, total| yes == least(total)),
        QuantifierKind::AtLeast => tally.decide(|yes, total| yes >= least(total)),
        QuantifierKind::AtMost => tally.decide(|yes, total| many.is_none_or(|many| yes <= most_of(many, total))),
        QuantifierKind::BySize => tally
            .decide(|yes, total| row(&quantifier.table, total).is_none_or(|row| yes >= row.at_least.least_of(total))),
        QuantifierKind::Balanced => tally.decide(|yes, total| yes.abs_diff(total - yes) <= 1),
        QuantifierKind::EachValue => tally.decide(|yes, _| yes >= 1),
        // What is asked of neighbours and of pairs is no matter of numbers.
        QuantifierKind::Alternating | QuantifierKind::Different => Outcome::Open,
    }
}

/// The greatest whole number that is meant, out of `total`: of a part what is whole in it, and where a number and a
/// part are named, the larger.
fn most_of(many: &HowMany, total: u32) -> u32 {
    let by_share = many.share.map(|share| {
        let part = u64::from(share.parts) * u64::from(total) / u64::from(share.of.max(1));
        u32::try_from(part).unwrap_or(u32::MAX)
    });
    many.number.max(by_share).unwrap_or(u32::MAX)
}

/// The row of the table for the size; a size that no row has is free.
pub(in crate::domain::mandate::check) fn row(table: &[SizeRow], size: u32) -> Option<&SizeRow> {
    table.iter().find(|row| row.from <= size && row.to.is_none_or(|to| size <= to))
}

/// Whether the quantifier is kept by how those in scope are spread over the values.
pub(in crate::domain::mandate::check) fn spread(quantifier: &Quantifier, spread: &Spread) -> Outcome {
    let mut outcomes = (0..=spread.perhaps).map(|more| {
        let (total, open) = (spread.total + more, spread.open + more);
        match quantifier.kind {
            QuantifierKind::BySize => by_size(&quantifier.table, &spread.counts, total, open),
            QuantifierKind::Balanced => balanced(&spread.counts, open, spread.any_value),
            QuantifierKind::EachValue => each_value(&spread.counts, open),
            _ => Outcome::Open,
        }
    });
    let first = outcomes.next().unwrap_or(Outcome::Open);
    if outcomes.all(|outcome| outcome == first) { first } else { Outcome::Open }
}

fn by_size(table: &[SizeRow], counts: &[u32], total: u32, open: u32) -> Outcome {
    let Some(row) = row(table, total) else { return Outcome::Kept };
    reaches(counts, row.at_least.least_of(total), open)
}

/// Whether every value reaches the number, when so many more could have one of them each, or none.
fn reaches(counts: &[u32], least: u32, open: u32) -> Outcome {
    match counts.iter().map(|count| least.saturating_sub(*count)).sum::<u32>() {
        0 => Outcome::Kept,
        missing if missing > open => Outcome::Broken,
        _ => Outcome::Open,
    }
}

fn balanced(counts: &[u32], open: u32, any_value: bool) -> Outcome {
    let highest = counts.iter().copied().max().unwrap_or(0);
    let lowest = counts.iter().copied().min().unwrap_or(0);
    if reaches(counts, highest.saturating_sub(1), open) == Outcome::Broken {
        return Outcome::Broken;
    }
    // All of the unknown may go to the value that has the most; where any value may turn up, one may stand alone.
    let worst = highest + open - lowest <= 1;
    let alone = !any_value || open == 0 || (open == 1 && highest <= 2);
    if (worst || counts.is_empty() && open <= 1) && alone { Outcome::Kept } else { Outcome::Open }
}

/// Somebody of whom nothing is known may have several values.
fn each_value(counts: &[u32], open: u32) -> Outcome {
    match (counts.contains(&0), open) {
        (false, _) => Outcome::Kept,
        (true, 0) => Outcome::Broken,
        (true, _) => Outcome::Open,
    }
}

/// Whether, for everybody whose value not everybody may know, the outcome leaves at least two values possible, however
/// it turned out: then it can be told. `outcome` reckons with so many of the hidden for each value, and at last for none
/// of the values. What the hidden really have is not looked at, so that silence tells nothing either.
pub(in crate::domain::mandate::check) fn tells_of_nobody(
    hidden: u32,
    values: usize,
    outcome: impl Fn(&[u32]) -> Outcome,
) -> bool {
    let mut alike = [0_u32; 3];
    let mut mixed = [false; 3];
    let mut shares = vec![0_u32; values + 1];
    for one in 0..=values {
        shares.fill(0);
        shares[one] = hidden;
        alike[outcome(&shares) as usize] += 1;
    }
    // An outcome that only one way has in which they are all alike would tell what each of them is.
    let dubious = |alike: &[u32; 3], mixed: &[bool; 3]| (0..3).any(|at| alike[at] == 1 && !mixed[at]);
    for one in 0..=values {
        for other in one + 1..=values {
            for so_many in 1..hidden {
                if !dubious(&alike, &mixed) {
                    return true;
                }
                shares.fill(0);
                shares[one] = so_many;
                shares[other] = hidden - so_many;
                mixed[outcome(&shares) as usize] = true;
            }
        }
    }
    !dubious(&alike, &mixed)
}

/// Whether numbers can be told although not everybody may know what each of those counted is: every group that has
/// somebody in it has at least three, and there are two such groups at least, because where all are alike the number
/// tells what each of them is.
pub(in crate::domain::mandate::check) fn numbers_tell_of_nobody(groups: impl Iterator<Item = u32>) -> bool {
    let mut taken = 0;
    for group in groups {
        if (1..3).contains(&group) {
            return false;
        }
        taken += u32::from(group > 0);
    }
    taken >= 2
}
