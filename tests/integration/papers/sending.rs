//! Sending papers: what is taken in, and what leaves nothing behind.

use axum::{
    body::{Body, Bytes},
    http::{Method, StatusCode, header},
};
use chrono::TimeDelta;
use mandat::{access::caller::Caller, acts::authority::revoke::RevokeAuthority};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use serde_json::{Value, json};

use super::desk::{COUNCIL, Desk};
use crate::on_both;

/// The codes and fields of a refused offer.
fn refused(payload: &Value) -> Vec<(String, String)> {
    assert_eq!(payload["upload"], Value::Null);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let errors = payload["userErrors"].as_array().unwrap().iter();
    errors.map(|error| (text(&error["code"]), text(&error["field"]))).collect()
}

on_both! {
    /// The offer is a point of the account that makes it, and so are the bytes, though no token comes with them.
    async fn the_account_of_a_link_pays_for_its_use(world) {
        let mut world = world;
        world.config.limits.account_points = 2;
        let desk = Desk::of(world).await;
        let link = desk.link(desk.note(4).await).await;
        assert_eq!(desk.put(&link, "fire").await.status, StatusCode::CREATED);
        let answer = desk.ask(Some(&desk.secretariat), "{ register { revision } }", json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "RATE_LIMITED", "{answer}");
    }

    /// From the offer to the bytes and back, with the hash that anybody can count.
    async fn a_paper_is_offered_sent_and_fetched(world) {
        let desk = Desk::of(world).await;
        let text = "Rådet bør prioritere felles tiltak.\n";
        let payload = desk.offer(desk.note(text.len()).await).await;
        assert_eq!((desk.rows().await, payload["userErrors"].clone()), (0, json!([])), "an offer writes nothing");
        assert_eq!(payload["upload"]["expiresAt"], "2026-03-12T09:15:00Z");
        let sent = desk.put(payload["upload"]["url"].as_str().unwrap(), text).await;
        assert_eq!((sent.status, sent.json()["id"].clone()), (StatusCode::CREATED, payload["upload"]["paperId"].clone()));
        let id = sent.json()["id"].as_str().unwrap().to_owned();
        let sha256 = mandat::digest::sha256(text);
        assert_eq!((sent.json()["sha256"].as_str(), desk.rows().await), (Some(sha256.as_str()), 1));
        assert_eq!(desk.files().await.len(), 1);

        let url = desk.url(None, "council", &id).await.unwrap();
        assert_eq!(url, format!("/papers/{id}"));
        let fetched = desk.get(&url, None).await;
        assert_eq!((fetched.status, &fetched.body[..]), (StatusCode::OK, text.as_bytes()));
        assert_eq!(fetched.header(header::CONTENT_TYPE), "text/plain; charset=utf-8");
        assert_eq!(fetched.header(header::CONTENT_DISPOSITION), "attachment; filename=\"notat.txt\"; filename*=UTF-8''notat.txt");
        assert_eq!(fetched.header(header::ETAG), format!("\"{sha256}\""));
        assert_eq!(fetched.header(header::CACHE_CONTROL), "public, no-cache");
        let own = desk.get(&url, Some(&desk.member)).await;
        assert_eq!((own.status, own.header(header::CACHE_CONTROL)), (StatusCode::OK, "no-store"));
        assert_eq!(fetched.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(fetched.header(header::CONTENT_SECURITY_POLICY).contains("sandbox"));

        let head = desk.send(Method::HEAD, &url, &[], Body::empty()).await;
        assert_eq!((head.status, head.body.len(), head.header(header::CONTENT_LENGTH)), (StatusCode::OK, 0, text.len().to_string().as_str()));
        let tag = format!("\"{sha256}\"");
        let again = desk.send(Method::GET, &url, &[("if-none-match", &tag)], Body::empty()).await;
        assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0));
        let posted = desk.send(Method::POST, &url, &[], Body::empty()).await;
        assert_eq!(posted.status, StatusCode::METHOD_NOT_ALLOWED);
    }

    /// Everything that is wrong with an offer is said before anything is sent.
    async fn an_offer_that_cannot_be_is_refused(world) {
        let desk = Desk::of(world).await;
        let desk = &desk;
        let with = |name: &'static str, value: Value| async move {
            let mut input = desk.note(10).await;
            input[name] = value;
            refused(&desk.offer(input).await)
        };
        let bad = |field: &str| vec![("BAD_USER_INPUT".to_owned(), field.to_owned())];
        assert_eq!(with("size", json!(0)).await, bad("size"));
        assert_eq!(with("size", json!(25 * 1024 * 1024 + 1)).await, bad("size"));
        assert_eq!(with("mediaType", json!("text/html")).await, bad("mediaType"));
        assert_eq!(with("fileName", json!("notat.pdf")).await, bad("fileName"));
        assert_eq!(with("fileName", json!("../../etc/notat.txt")).await, bad("fileName"));
        assert_eq!(with("embargoUntil", json!("2026-03-12T09:00:00Z")).await, bad("embargoUntil"));
        assert_eq!(with("case", json!(null)).await, bad(""));
        assert_eq!(with("case", json!("x")).await, [("NOT_FOUND".to_owned(), "case".to_owned())]);
        assert_eq!(with("kind", json!("MINUTES")).await, bad("meeting"));
        let note = desk.note(10).await;
        for (token, code) in [(None, "UNAUTHENTICATED"), (Some(desk.nobody()), "FORBIDDEN"), (Some(desk.member.clone()), "FORBIDDEN")] {
            let payload = desk.offer_of(token.as_deref(), note.clone()).await;
            assert_eq!(refused(&payload)[0].0, code);
        }
        assert_eq!((desk.rows().await, desk.files().await.len()), (0, 0));
    }

    /// Too long, too short, of another type, or broken off: no row and no file.
    async fn what_is_not_as_it_was_said_leaves_nothing(world) {
        let desk = Desk::of(world).await;
        let link = desk.link(desk.note(10).await).await;
        let long = desk.put(&link, vec![b'a'; 11]).await;
        assert_eq!((long.status, long.code().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "PAYLOAD_TOO_LARGE"));
        // Without a length in the head the bytes are counted as they come.
        let in_parts = |parts: Vec<Result<Bytes, std::io::Error>>| Body::from_stream(futures_util::stream::iter(parts));
        let parts = vec![Ok(Bytes::from_static(b"aaaaaaaa")), Ok(Bytes::from_static(b"bbbbbbbb"))];
        let long = desk.send(Method::PUT, &link, &[], in_parts(parts)).await;
        assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
        let short = desk.put(&link, vec![b'a'; 9]).await;
        assert_eq!((short.status, short.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "BAD_USER_INPUT"));
        let broken = vec![Ok(Bytes::from_static(b"aaaa")), Err(std::io::Error::other("gone"))];
        let broken = desk.send(Method::PUT, &link, &[], in_parts(broken)).await;
        assert_eq!((broken.status, broken.code().as_str()), (StatusCode::BAD_REQUEST, "BAD_REQUEST"));
        for bytes in [&b"abc\0defghi"[..], &b"abc\xffdefghi"[..]] {
            let other = desk.put(&link, bytes.to_vec()).await;
            assert_eq!((other.status, other.code().as_str()), (StatusCode::UNPROCESSABLE_ENTITY, "BAD_USER_INPUT"));
        }
        let mut pdf = desk.note(10).await;
        pdf["mediaType"] = json!("application/pdf");
        pdf["fileName"] = json!("notat.pdf");
        let other = desk.put(&desk.link(pdf).await, vec![b'a'; 10]).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        let encoded = desk.send(Method::PUT, &link, &[("content-encoding", "gzip")], Body::from(vec![b'a'; 10])).await;
        assert_eq!(encoded.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((desk.rows().await, desk.files().await), (0, Vec::new()));
        // The link itself is as good as before.
        assert_eq!(desk.put(&link, vec![b'a'; 10]).await.status, StatusCode::CREATED);
    }

    /// A link is good once, for a while, for whom it was made, and as long as they may.
    async fn a_link_is_good_for_one_paper_of_one_account(world) {
        let desk = Desk::of(world).await;
        let link = desk.link(desk.note(4).await).await;
        let as_other = format!("Bearer {}", desk.member);
        let other = desk.send(Method::PUT, &link, &[("authorization", &as_other)], Body::from("abcd")).await;
        assert_eq!(other.status, StatusCode::NOT_FOUND);
        let as_self = format!("Bearer {}", desk.secretariat);
        let own = desk.send(Method::PUT, &link, &[("authorization", &as_self)], Body::from("abcd")).await;
        assert_eq!(own.status, StatusCode::CREATED);
        let replayed = desk.put(&link, "abcd").await;
        assert_eq!((replayed.status, replayed.code().as_str()), (StatusCode::CONFLICT, "CONFLICT"));
        assert_eq!((desk.rows().await, desk.files().await.len()), (1, 1));

        let link = desk.link(desk.note(4).await).await;
        let nothing = desk.get("/nowhere", None).await;
        for wrong in ["/papers/upload/x.y".to_owned(), format!("{link}A"), link.replacen("upload/", "upload/A", 1)] {
            let answer = desk.put(&wrong, "abcd").await;
            assert_eq!((answer.status, &answer.body), (StatusCode::NOT_FOUND, &nothing.body), "{wrong}");
        }
        desk.advance(TimeDelta::seconds(15 * 60 + 1));
        let late = desk.put(&link, "abcd").await;
        assert_eq!((late.status, &late.body), (StatusCode::NOT_FOUND, &nothing.body));
        assert_eq!((desk.rows().await, desk.files().await.len()), (1, 1));
    }

    /// Who is not staff any more when the bytes come has no authority, whatever the link says.
    async fn an_authority_that_ended_after_the_offer_counts(world) {
        let desk = Desk::of(world).await;
        let link = desk.link(desk.note(4).await).await;
        let persona = crate::persona::Persona { token: Some(desk.secretariat.clone()) };
        let caller = desk.world.caller(&persona).await;
        let authority = caller.authorities_on(crate::world::today()).next().unwrap().id;
        desk.world.act(&Caller::console(), RevokeAuthority { authority }).await;
        let answer = desk.put(&link, "abcd").await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::FORBIDDEN, "FORBIDDEN"));
        assert_eq!((desk.rows().await, desk.files().await), (0, Vec::new()));
    }

    /// What a server left behind when it went down is cleared away; what has a row is moved into place.
    async fn what_was_left_behind_is_cleared_away(world) {
        let desk = Desk::of(world).await;
        let id = desk.add(b"abcd", json!({})).await;
        let [kept] = desk.files().await.try_into().unwrap();
        let arriving = desk.world.folder.path().join("papers/arriving");
        let council = desk.world.council(COUNCIL).await;
        let paper = council.work.papers.iter().find(|paper| paper.has_bytes()).unwrap().id;
        let of_row = arriving.join(format!("{}.{}.{}", council.head.id.0.simple(), paper.0.simple(), paper.0.simple()));
        let app = desk.world.app();
        let (past, future) = ("2000-01-01T00:00:00Z".parse().unwrap(), "2099-01-01T00:00:00Z".parse().unwrap());
        // Other bytes of the same length, which the link brought before.
        let aside = desk.world.folder.path().join("aside");
        std::fs::rename(&kept, &aside).unwrap();
        std::fs::write(&of_row, "efgh").unwrap();
        assert_eq!(app.depot().sweep(&desk.world.store, future).await.unwrap(), 1);
        assert_eq!(desk.files().await, Vec::<String>::new());
        // As if the server had gone down between the row and the move.
        std::fs::rename(&aside, &of_row).unwrap();
        for name in ["x.y.z", "x#1"] {
            std::fs::write(arriving.join(name), "left").unwrap();
        }
        let missing = desk.get(&format!("/papers/{id}"), None).await;
        assert_eq!((missing.status, missing.header(header::RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, "5"));
        assert_eq!(app.depot().sweep(&desk.world.store, past).await.unwrap(), 0, "what came lately may still be used");
        assert_eq!(app.depot().sweep(&desk.world.store, future).await.unwrap(), 3);
        assert_eq!(desk.files().await, [kept]);
        assert_eq!(desk.get(&format!("/papers/{id}"), None).await.body, "abcd");
    }

    /// Where nobody knows whether the register has the paper, its bytes stay until that is known.
    async fn bytes_stay_where_the_database_went_away(world) {
        let desk = Desk::of(world).await;
        let link = desk.link(desk.note(4).await).await;
        let db = desk.world.database().await;
        hinder_commits(&db).await;
        let answer = desk.put(&link, "abcd").await;
        assert_eq!((answer.status, answer.code().as_str()), (StatusCode::SERVICE_UNAVAILABLE, "UNAVAILABLE"));
        assert_eq!((desk.rows().await, desk.files().await.len()), (0, 1));
        let future = "2099-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(desk.world.app().depot().sweep(&desk.world.store, future).await.unwrap(), 1);
        assert_eq!(desk.files().await, Vec::<String>::new(), "the register has no such paper");
        db.execute_unprepared("INSERT INTO absent VALUES (1)").await.unwrap();
        assert_eq!(desk.put(&link, "abcd").await.status, StatusCode::CREATED);
    }
}

/// Makes every commit of an act fail: a reference that is looked at no earlier points nowhere.
async fn hinder_commits(db: &DatabaseConnection) {
    let trigger = match db.get_database_backend() {
        DbBackend::Postgres => {
            "CREATE FUNCTION hinder() RETURNS trigger LANGUAGE plpgsql AS
                 $$ BEGIN INSERT INTO hindrance VALUES (1); RETURN NEW; END $$;
             CREATE TRIGGER hinder AFTER INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION hinder();"
        }
        _ => "CREATE TRIGGER hinder AFTER INSERT ON audit_entry BEGIN INSERT INTO hindrance VALUES (1); END;",
    };
    let sql = format!(
        "CREATE TABLE absent (id integer PRIMARY KEY);
         CREATE TABLE hindrance (id integer REFERENCES absent DEFERRABLE INITIALLY DEFERRED);
         {trigger}"
    );
    db.execute_unprepared(&sql).await.unwrap();
}
