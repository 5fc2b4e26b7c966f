//! What a council is weighed as for the cache, held against what copies of it make this process grow by.

use std::sync::Arc;

use mandat::{domain::council::Council, store::weighed};

/// As many copies are made as are held to take so many bytes: many enough that nothing else in the process counts.
const COPIES: u64 = 96 * 1024 * 1024;

/// The bytes of this process that are in memory; None where the system does not tell so.
fn resident() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

/// A copy that shares nothing with anybody.
fn alone(council: &Council) -> Council {
    let mut copy = council.clone();
    for mandate in &mut copy.mandates {
        mandate.composition = Arc::new((*mandate.composition).clone());
        for at in &mut mandate.clauses {
            at.clause = Arc::new((*at.clause).clone());
        }
    }
    copy
}

/// The council after as many years as there are copies of its year.
fn busy(council: &Council, years: usize) -> Council {
    fn again<T: Clone>(list: &mut Vec<T>, years: usize) {
        *list = std::iter::repeat_n(&*list, years).flatten().cloned().collect();
    }
    let mut busy = alone(council);
    again(&mut busy.meetings, years);
    again(&mut busy.attendance, years);
    again(&mut busy.facts, years);
    again(&mut busy.records, years);
    again(&mut busy.private_records, years);
    again(&mut busy.exemptions, years);
    again(&mut busy.steps, years);
    let work = &mut busy.work;
    again(&mut work.cases, years);
    again(&mut work.items, years);
    again(&mut work.recusals, years);
    again(&mut work.papers, years);
    again(&mut work.advice, years);
    again(&mut work.follow_ups, years);
    busy
}

/// That the council, after a year and after many, is weighed as what it takes: no less than two thirds, no more than
/// half as much again.
pub fn assert_weighed(council: &Council) {
    // Kept until the end: what is given back would be used again, and the next copies would seem to take nothing.
    let mut held = Vec::new();
    for years in [1, 30] {
        let value = busy(council, years);
        let weight = weighed(&value);
        let Some(before) = resident() else { return };
        let copies: Vec<Council> = (0..COPIES / weight).map(|_| alone(&value)).collect();
        let taken = resident().unwrap().saturating_sub(before) / copies.len() as u64;
        assert!(weight * 3 > taken * 2 && weight * 2 < taken * 3, "{years} years: weighed {weight}, taken {taken}");
        held.push(copies);
    }
}
