//! Lines of successors, long ones, branching ones, and such as lead back into themselves.

use chrono::NaiveDate;

use super::sample::*;
use crate::domain::{
    council::Body,
    directory::{Directory, DirectoryParts, Succession},
};

fn body(number: u128) -> Body {
    Body::Organisation(id(number))
}

fn directory(steps: &[(u128, u128, Option<&str>)]) -> Directory {
    let successions = (0_u128..).zip(steps).map(|(number, (from, to, on))| Succession {
        id: id(number),
        predecessor: body(*from),
        successor: body(*to),
        on: on.map(day),
        source: None,
    });
    DirectoryParts { successions: successions.collect(), ..DirectoryParts::default() }.into()
}

fn on() -> NaiveDate {
    day("2026-03-01")
}

fn line(directory: &Directory, of: u128) -> Vec<Body> {
    directory.line_of(body(of), on(), |_| true)
}

#[test]
fn a_line_is_followed_to_its_end_however_long() {
    let steps: Vec<_> = (0..50_000).map(|number| (number, number + 1, None)).collect();
    let long = directory(&steps);
    let found = line(&long, 0);
    assert_eq!((found.len(), found[0], found[50_000]), (50_001, body(50_000), body(0)));
    assert!(long.is_or_succeeded(body(0), body(9), on()) && !long.is_or_succeeded(body(9), body(0), on()));
}

#[test]
fn each_is_met_once_and_a_circle_ends() {
    let circle = directory(&[(1, 2, None), (2, 3, None), (3, 1, None), (1, 3, None)]);
    assert_eq!(line(&circle, 1), [body(3), body(2), body(1)]);
    assert!(circle.is_or_succeeded(body(3), body(2), on()));
}

#[test]
fn what_comes_later_has_not_come_and_what_is_not_named_is_not_met() {
    let steps = directory(&[(1, 2, Some("2026-03-01")), (2, 3, Some("2026-03-02")), (1, 4, None)]);
    assert_eq!(line(&steps, 1), [body(2), body(4), body(1)]);
    assert_eq!(steps.line_of(body(1), day("2026-03-02"), |_| true).len(), 4);
    assert_eq!(steps.line_of(body(1), day("2026-03-02"), |one| one != body(2)), [body(4), body(1)]);
}
