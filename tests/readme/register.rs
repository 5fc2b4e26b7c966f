//! A register with the founding councils and invented people, and accounts that may do what a README's reader is told.

use std::{collections::HashMap, time::Duration};

use async_graphql::{Request, Response, Variables};
use chrono::{DateTime, NaiveDate, Utc};
use futures_util::StreamExt;
use mandat::{
    access::{caller::Caller, token::Identity},
    acts::{
        authority::grant::GrantAuthority,
        demo::FillWithInventedPeople,
        founding,
        invitation::{claim::ClaimInvitation, invite_holder::InviteHolder},
    },
    config::Config,
    domain::{people::Grant, text::Lang},
    graphql::{
        opening::Opening,
        schema::{Schema, schema},
        session::Session,
        subscription::Following,
    },
    store::{Looks, Settings, Store, WriteOptions, act::Act},
};
use serde_json::Value;
use tempfile::TempDir;

/// The day of every request.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 12).unwrap()
}

fn now() -> DateTime<Utc> {
    today().and_hms_opt(9, 0, 0).unwrap().and_utc()
}

/// A register and a client.
pub struct Register {
    store: Store,
    schema: Schema,
    _directory: TempDir,
}

impl Register {
    /// What `mandat serve --demo` serves.
    pub async fn demonstrating() -> Self {
        let directory = TempDir::new().unwrap();
        let folder = directory.path().display().to_string();
        let environment = |name: &str| (name == "MANDAT_DATA_DIR").then(|| folder.clone());
        let config = Config::from_sources(None, environment, directory.path()).unwrap();
        let settings = Settings {
            url: config.database_url,
            migrate_url: None,
            kept_bytes: 1 << 24,
            statement_timeout: Duration::from_secs(5),
            looks: Looks::default(),
        };
        let store = Store::open(&settings).await.unwrap();
        founding::import(&store, now(), today()).await.unwrap();
        let register = Self { store, schema: schema(), _directory: directory };
        let councils: Vec<_> =
            register.store.current().await.unwrap().directory.councils().map(|head| head.id).collect();
        for council in councils {
            register.perform(&Caller::console(), FillWithInventedPeople { council }).await;
        }
        register
    }

    async fn perform<A: Act>(&self, caller: &Caller, act: A) {
        let done = self.store.write(caller, act, now(), today(), WriteOptions::default()).await.unwrap();
        assert!(done.is_ok(), "{:?}", done.err());
    }

    async fn signed_in(&self, subject: &str) -> Caller {
        let identity = Identity {
            issuer: "https://issuer.test".to_owned(),
            subject: subject.to_owned(),
            organisation: None,
            supplier: None,
            expires_at: i64::MAX,
            name: Some(subject.to_owned()),
        };
        self.store.recognise(&identity, &self.store.current().await.unwrap(), now()).await.unwrap()
    }

    /// The caller of this name: `anonymous`, `newcomer`, `operator`, or one of `secretariat:`, `member:`, `appointer:`
    /// and `registrar:` with a slug.
    pub async fn persona(&self, name: &str) -> Caller {
        if name == "anonymous" {
            return Caller::anonymous();
        }
        let caller = self.signed_in(name).await;
        let directory = self.store.current().await.unwrap().directory;
        let council = |slug: &str| directory.council_by_slug(slug).unwrap().id;
        let organisation = |slug: &str| directory.organisation_by_slug(slug).unwrap().id;
        let grant = match name.split_once(':') {
            None if name == "newcomer" => return caller,
            None if name == "operator" => Grant::Operator,
            Some(("member", slug)) => return self.seated(caller, slug).await,
            Some(("secretariat", slug)) => Grant::Secretariat(council(slug)),
            Some(("appointer", slug)) => Grant::Appointer(organisation(slug)),
            Some(("registrar", slug)) => Grant::Registrar(organisation(slug)),
            _ => panic!("there is no persona {name}"),
        };
        if !caller.authorities_on(today()).any(|held| held.grant == grant) {
            let account = caller.account_id().unwrap();
            self.perform(&Caller::console(), GrantAuthority { account, grant, from: None, until: None }).await;
        }
        self.signed_in(name).await
    }

    /// Invited by the secretariat to the first seat that somebody holds.
    async fn seated(&self, caller: Caller, slug: &str) -> Caller {
        if caller.person().is_some() {
            return caller;
        }
        let secretariat = Box::pin(self.persona(&format!("secretariat:{slug}"))).await;
        let snapshot = self.store.current().await.unwrap();
        let id = snapshot.directory.council_by_slug(slug).unwrap().id;
        let council = self.store.council(&snapshot, id).await.unwrap().unwrap();
        let person = council.in_office(today()).next().unwrap().person;
        let code_hash = "5e".repeat(32);
        self.perform(&secretariat, InviteHolder { council: id, person, code_hash: code_hash.clone() }).await;
        self.perform(&caller, ClaimInvitation { code_hash }).await;
        self.signed_in(&format!("member:{slug}")).await
    }

    /// What the register answers this caller, without errors and without anything wrong in a mutation.
    pub async fn ask(&self, persona: &str, document: &str, operation: Option<&str>, variables: Value) -> Value {
        let snapshot = self.store.current().await.unwrap();
        let caller = self.persona(persona).await;
        let session = Session::new(self.store.clone(), caller, snapshot, now(), today(), Some(Lang::Nb));
        let mut request =
            Request::new(document).variables(Variables::from_json(variables)).data(Opening::from(session));
        request.operation_name = operation.map(str::to_owned);
        let answer: Response = if document.lines().any(|line| line.starts_with("subscription ")) {
            let mut events = self.schema.execute_stream(request.data(Following::default()));
            events.next().await.expect("an event at once")
        } else {
            self.schema.execute(request).await
        };
        assert!(answer.errors.is_empty(), "{persona}: {:?}\n{document}", answer.errors);
        let data = answer.data.into_json().unwrap();
        for (field, value) in data.as_object().unwrap() {
            let wrong = value["userErrors"].as_array().map_or(0, Vec::len);
            assert_eq!(wrong, 0, "{persona}: {field} answers {value}\n{document}");
            assert!(!value.is_null(), "{persona}: {field} is null\n{document}");
        }
        data
    }
}

/// What later documents take from earlier answers: whom was created, which code was told, who asked.
pub fn remember(answer: &Value, known: &mut HashMap<String, Value>) {
    for (name, path) in
        [("person", "/createPerson/person/id"), ("code", "/inviteHolder/code"), ("account", "/viewer/account")]
    {
        if let Some(value) = answer.pointer(path) {
            known.insert(name.to_owned(), value.clone());
        }
    }
}
