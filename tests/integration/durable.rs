//! A change that was acknowledged is on the disk. Killing the process does not prove it, since what the kernel holds
//! outlives the process; so the calls to the kernel are counted.

#![cfg(target_os = "linux")]

use std::{fs, process::Command};

use sea_orm::{ConnectionTrait, Database, DbBackend, Statement};
use tempfile::TempDir;

#[tokio::test]
async fn each_commit_waits_for_the_disk() {
    let there = Command::new("strace").arg("-V").output().is_ok_and(|told| told.status.success());
    assert!(there, "strace is missing: install it, or run the tests with tests/run, which does so as root on Debian");
    let folder = TempDir::new().unwrap();
    let calls = folder.path().join("calls");
    let output = Command::new("strace")
        .args(["-f", "-y", "-e", "trace=fsync,fdatasync", "-o"])
        .arg(&calls)
        .args([env!("CARGO_BIN_EXE_mandat"), "demo"])
        .env("MANDAT_DATA_DIR", folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let db = Database::connect(format!("sqlite://{}", folder.path().join("mandat.sqlite").display())).await.unwrap();
    let statement = Statement::from_string(DbBackend::Sqlite, "SELECT seq FROM register_state");
    let commits: i64 = db.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap();
    assert!(commits > 5, "{commits}");
    let calls = fs::read_to_string(calls).unwrap();
    let synced = calls.lines().filter(|line| line.contains("mandat.sqlite-wal>) = 0")).count();
    assert!(i64::try_from(synced).unwrap() >= commits, "{synced} calls for {commits} commits");
}
