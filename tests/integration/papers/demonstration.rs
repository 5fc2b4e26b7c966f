//! The papers of the demonstration can be fetched and searched, like any.

use std::process::Command;

use axum::http::StatusCode;
use serde_json::{Value, json};

use super::desk::{COUNCIL, Desk};
use crate::on_both;

/// Runs `mandat demo` on the register of the test.
fn demo(desk: &Desk) {
    let done = Command::new(env!("CARGO_BIN_EXE_mandat"))
        .args(["demo", COUNCIL])
        .current_dir(desk.world.folder.path())
        .env("MANDAT_DATABASE_URL", desk.world.config.database_url.expose())
        .env("MANDAT_DATA_DIR", desk.world.folder.path())
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

on_both! {
    /// What each may see of them, each fetches; doing it again changes nothing.
    async fn invented_papers_have_bytes(world) {
        let desk = Desk::of(world).await;
        assert_eq!((desk.rows().await, desk.files().await.len()), (0, 0), "made up without bytes");
        demo(&desk);
        assert_eq!((desk.rows().await, desk.files().await.len()), (3, 3));
        let seq = desk.world.seq().await;
        demo(&desk);
        assert_eq!((desk.files().await.len(), desk.rows().await), (3, 3));
        assert_eq!(desk.world.council(COUNCIL).await.work.papers.len(), 3);
        assert!(desk.world.seq().await <= seq + 1, "no paper is written twice");

        let document = r#"{ member(council: "strategiradet") { searchPapers(text: "oppdiktet drøfting") { nodes { title url size sha256 } } } }"#;
        let answer = desk.ask(Some(&desk.member), document, json!({})).await;
        let papers = answer["data"]["member"]["searchPapers"]["nodes"].as_array().unwrap();
        let mut titles: Vec<&str> = papers.iter().map(|paper| paper["title"].as_str().unwrap()).collect();
        titles.sort_unstable();
        assert_eq!(titles, ["Referat", "Saksunderlag"], "{answer}");
        for paper in papers {
            let fetched = desk.get(paper["url"].as_str().unwrap(), None).await;
            assert_eq!(fetched.status, StatusCode::OK, "{paper}");
            assert_eq!(json!(fetched.body.len()), paper["size"]);
            let text = String::from_utf8(fetched.body.to_vec()).unwrap();
            assert!(text.starts_with(paper["title"].as_str().unwrap()) && text.contains("oppdiktet"), "{text}");
            assert_eq!(Value::from(mandat::digest::sha256(&text)), paper["sha256"]);
        }
        let public = r#"{ search(text: "oppdiktet drøfting") { nodes { name } } }"#;
        let found = desk.ask(None, public, json!({})).await;
        assert_eq!(found["data"]["search"]["nodes"], json!([{ "name": "Referat" }]));
    }
}
