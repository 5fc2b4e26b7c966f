//! scratch
use mandat::domain::{fault::Form, register::RegisterCouncil};
#[test]
fn parse() {
    for e in std::fs::read_dir("templates/councils").unwrap() {
        let p = e.unwrap().path();
        let t = std::fs::read_to_string(&p).unwrap();
        let c: RegisterCouncil = toml::from_str(&t).unwrap_or_else(|e| panic!("{p:?}: {e}"));
        assert!(c.faults().is_empty(), "{p:?} {:?}", c.faults());
    }
}
