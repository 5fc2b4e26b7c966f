//! The search that everybody has finds papers that everybody may see now, and tells of no others.

use chrono::{DateTime, TimeDelta, Utc};
use mandat::{
    access::{acting::Acting, caller::Caller},
    domain::{
        change::Change,
        directory::Directory,
        id::{CaseId, CouncilId, PaperId},
        register::{self, NewVisibility},
        text::{Lang, Text},
        work::{Case, CaseStatus, MediaType, Paper, PaperKind, PaperVisibility},
    },
    error::{Refusal, Refusals},
    store::act::{Act, Decision, Facts, Needs},
};
use serde_json::{Value, json};

use super::desk::{COUNCIL, Desk};
use crate::on_both;

const SEARCH: &str = "query S($text: String!) { search(text: $text) { totalCount nodes { __typename name
    ... on Paper { fileName read } } edges { cursor } pageInfo { hasNextPage endCursor } } }";

/// More than are looked at.
const MANY: usize = 510;

/// For whom a paper is, until when it is held back, and since when it is withdrawn.
type Hidden = (PaperVisibility, Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// Papers with these words, that are hidden in some way or in none.
#[derive(Clone, Debug)]
struct Plant {
    council: CouncilId,
    hidden: Vec<Hidden>,
    words: &'static str,
}

impl Act for Plant {
    const NAME: &'static str = "plant";
    type Outcome = ();

    fn needs(&self, _: &Directory) -> Needs {
        Needs { councils: vec![self.council], ..Needs::default() }
    }

    fn authorise(&self, facts: &Facts<'_>) -> Result<Acting, Refusal> {
        Ok(Acting::operator(facts.caller, facts.today).unwrap())
    }

    fn decide(&self, facts: &Facts<'_>, _: Acting) -> Result<Decision<()>, Refusals> {
        let case: CaseId = facts.new_id();
        let mut changes = vec![Change::Case(
            self.council,
            Case {
                id: case,
                title: Text::nb_en("Sak", "Case"),
                description: None,
                status: CaseStatus::Raised,
                raised_by: None,
                raised_on: facts.today,
                next_process: None,
                task: None,
                public: false,
                record: None,
                history: Vec::new(),
            },
        )];
        for (visibility, embargo_until, withdrawn_at) in &self.hidden {
            let id: PaperId = facts.new_id();
            let paper = Paper {
                id,
                agenda_item: None,
                case: Some(case),
                meeting: None,
                kind: PaperKind::Paper,
                series: id,
                title: Text::nb_en(self.words, self.words),
                visibility: *visibility,
                language: Lang::Nb,
                version: 1,
                file_name: "notat.txt".to_owned(),
                media_type: MediaType::Plain,
                size: 0,
                sha256: "0".repeat(64),
                embargo_until: *embargo_until,
                approved: None,
                withdrawn_at: *withdrawn_at,
                added_by: None,
                added_at: facts.now,
            };
            changes.push(Change::Paper(self.council, paper));
            changes.push(Change::PaperText(self.council, id, self.words.to_owned()));
        }
        Ok(Decision { changes, outcome: (), warnings: Vec::new(), summary: Text::nb_en("Papirer.", "Papers.") })
    }
}

impl Desk {
    async fn searched(&self, text: &str) -> Value {
        let answer = self.ask(None, SEARCH, json!({ "text": text })).await;
        assert!(answer.get("errors").is_none(), "{answer}");
        answer["data"]["search"].clone()
    }

    /// The names of what is found; nothing of what is counted is anything else.
    async fn names(&self, text: &str) -> Vec<String> {
        let found = self.searched(text).await;
        let nodes = found["nodes"].as_array().unwrap();
        assert_eq!(
            (found["totalCount"].as_u64(), found["edges"].as_array().map(Vec::len)),
            (Some(nodes.len() as u64), Some(nodes.len()))
        );
        nodes.iter().map(|node| node["name"].as_str().unwrap().to_owned()).collect()
    }
}

on_both! {
    /// By its title and by its words, in any case and order; not by those of another, and not once it has another title.
    async fn open_papers_are_found_by_title_and_words(world) {
        let desk = Desk::of(world).await;
        let title = |nb: &str, en: &str| json!({ "title": { "nb": nb, "en": en } });
        let one = desk.add("Felles TILTAK for Ærfugl".as_bytes(), title("Årsplan", "Annual plan")).await;
        desk.add(b"noe annet", title("Budsjett", "Budget")).await;
        for (text, expected) in [
            ("ærfugl felles", vec!["Årsplan"]),
            ("ÅRSPLAN", vec!["Årsplan"]),
            ("plan annual", vec!["Årsplan"]),
            ("årsplan annet", vec![]),
            ("_rsplan", vec![]),
            ("budsjett", vec!["Budsjett"]),
            ("a\0b", vec![]),
        ] {
            assert_eq!(desk.names(text).await, expected, "{text}");
        }
        let node = json!({ "__typename": "Paper", "name": "Årsplan", "fileName": "notat.txt", "read": null });
        assert_eq!(desk.searched("ærfugl").await["nodes"], json!([node]));

        let edit = "mutation E($input: EditPaperInput!) { editPaper(input: $input) { userErrors { code } } }";
        let edited = desk.done(edit, json!({ "paper": one, "title": { "nb": "Ærfuglplan" } })).await;
        assert_eq!(edited["userErrors"], json!([]));
        assert_eq!(desk.names("årsplan").await, Vec::<String>::new());
        assert_eq!(desk.names("ærfuglplan").await, ["Ærfuglplan"]);
        assert_eq!(desk.names("ærfugl tiltak").await, ["Ærfuglplan"], "its words are those that it had");

        let next = json!({ "case": null, "replaces": one, "title": { "nb": "Ærfuglplan 2" }, "visibility": "MEMBERS" });
        desk.add(b"for medlemmer", next).await;
        assert_eq!(desk.names("ærfuglplan").await, ["Ærfuglplan"], "the latest version that everybody sees");
    }

    /// What is held back is found from the moment on at which that ends, also where the answer was kept; what is withdrawn
    /// is found no more.
    async fn an_embargo_ends_for_the_search_too(world) {
        let desk = Desk::of(world).await;
        let nothing = desk.searched("kanarifugl").await;
        desk.add(b"kanarifugl", json!({ "embargoUntil": "2026-03-12T09:05:00Z" })).await;
        for _ in 0..2 {
            assert_eq!(desk.searched("kanarifugl").await, nothing);
        }
        desk.advance(TimeDelta::seconds(299));
        assert_eq!(desk.searched("kanarifugl").await, nothing);
        desk.advance(TimeDelta::seconds(1));
        assert_eq!(desk.names("kanarifugl").await, ["Notat"]);
        let open = desk.add(b"spurvefugl", json!({})).await;
        assert_eq!(desk.names("spurvefugl").await, ["Notat"]);
        let withdraw = "mutation W($input: WithdrawPaperInput!) { withdrawPaper(input: $input) { userErrors { code } } }";
        desk.done(withdraw, json!({ "paper": open })).await;
        assert_eq!(desk.searched("spurvefugl").await, nothing);
    }

    /// Papers that are not for everybody take no place from those that are: neither those of a draft council.
    async fn hidden_papers_neither_show_nor_crowd_out(world) {
        let desk = Desk::of(world).await;
        desk.add(b"kanarifugl", json!({})).await;
        let before = desk.searched("kanarifugl").await;
        assert_eq!(before["totalCount"], 1);
        let later = Some("2026-06-01T00:00:00Z".parse().unwrap());
        let earlier = Some("2026-03-01T00:00:00Z".parse().unwrap());
        let text = include_str!("../../../templates/councils/strategiradet.toml");
        let mut input: register::RegisterCouncil = toml::from_str(text).unwrap();
        (input.slug, input.visibility) = ("draft".into(), NewVisibility::Draft);
        let draft = desk.world.register(input).await.unwrap();
        let public = desk.world.council_id(COUNCIL).await;
        for (council, hidden) in [
            (public, (PaperVisibility::Members, None, None)),
            (public, (PaperVisibility::Secretariat, None, None)),
            (public, (PaperVisibility::Public, later, None)),
            (public, (PaperVisibility::Public, None, earlier)),
            (draft, (PaperVisibility::Public, None, None)),
        ] {
            let act = Plant { council, hidden: vec![hidden; MANY], words: "kanarifugl" };
            desk.world.act(&Caller::console(), act).await;
            assert_eq!(desk.searched("kanarifugl").await, before, "{hidden:?}");
        }
        let act = Plant { council: public, hidden: vec![(PaperVisibility::Public, earlier, None); 2], words: "kanarifugl" };
        desk.world.act(&Caller::console(), act).await;
        assert_eq!(desk.searched("kanarifugl").await["totalCount"], 3, "an embargo that has ended hides nothing");
    }
}
