//! What councils take in memory when all are kept, in a process that has done nothing else.
//!
//! Imports `mandat`, `place` and `process`.

use std::process::{Command, id};

use mandat::{domain::id::CouncilId, store::Store};

use crate::{place, process::kibibytes};

/// So many councils are loaded at a time.
const BATCH: usize = 100;

/// Room for all.
const ROOM: usize = 4 << 30;

/// Measures the register at the URL in a process of its own.
pub fn hold_in_another_process(url: &str) {
    let status = Command::new(std::env::current_exe().unwrap()).args(["hold", url]).status().unwrap();
    assert!(status.success(), "the process that holds all councils failed: {status}");
}

/// Loads all councils and says what they take.
pub async fn hold(url: &str) {
    let folder = tempfile::TempDir::new().unwrap();
    let config = place::config(url, folder.path());
    let store = Store::open(&place::settings(&config, ROOM)).await.unwrap();
    let snapshot = store.current().await.unwrap();
    let before = kibibytes(id(), "VmRSS");
    let ids: Vec<CouncilId> = snapshot.directory.councils().map(|head| head.id).collect();
    let (mut councils, mut clauses, mut memberships) = (0, 0, 0);
    for batch in ids.chunks(BATCH) {
        for council in store.councils(&snapshot, batch).await.unwrap().values() {
            councils += 1;
            clauses += council.mandates.iter().map(|mandate| mandate.clauses.len()).sum::<usize>();
            memberships += council.memberships.len();
        }
    }
    let after = kibibytes(id(), "VmRSS");
    let (kept, weighed) = store.kept();
    let taken = after.saturating_sub(before);
    println!("  {councils} councils, {clauses} clauses, {memberships} memberships; {kept} kept");
    println!("  resident: {before} KiB with the directory, {after} KiB with the councils, {taken} KiB for them");
    println!("  weighed as {} KiB", weighed / 1_024);
}
