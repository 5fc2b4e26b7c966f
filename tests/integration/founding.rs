//! The founding files: imported once, whole, and out again as files.

use mandat::{
    access::caller::Caller,
    acts::{council::register::RegisterCouncil, founding},
    domain::{export::export, file, register},
    store::WriteOptions,
};

use crate::{
    on_both,
    world::{self, World},
};

on_both! {
    /// The second start imports nothing.
    async fn the_import_runs_at_every_start(world) {
        assert_eq!(founding::import(&world.store, world::now(), world::today()).await.unwrap(), 7);
        assert_eq!(founding::import(&world.store, world::now(), world::today()).await.unwrap(), 0);
        let directory = world.store.current().await.unwrap().directory;
        assert_eq!(directory.councils().count(), 4);
        assert_eq!(directory.templates().count(), 2);
    }

    /// A council that is exported and registered anew is the same council.
    async fn an_exported_council_reads_back_as_itself(world) {
        founding::import(&world.store, world::now(), world::today()).await.unwrap();
        for (slug, text) in founding::COUNCILS {
            let written: register::RegisterCouncil = toml::from_str(text).unwrap();
            let exported = world.export(slug).await;
            assert_eq!(exported.clauses, written.clauses, "{slug}");
            assert_eq!(exported.name, written.name);
            let text = file::to_toml(&exported).unwrap();
            let read: register::RegisterCouncil = toml::from_str(&text).unwrap();
            assert_eq!(read, exported, "{slug}");
        }
    }

    /// What does not fit is refused with the path of the field, and nothing is written.
    async fn a_refused_file_leaves_no_trace(world) {
        founding::import(&world.store, world::now(), world::today()).await.unwrap();
        let before = world.store.current().await.unwrap();
        let mut input = world.export("helseomsorg21-radet").await;
        input.slug = "another".into();
        input.owner = "nobody-knows".into();
        let refused = world.register(input).await.unwrap_err();
        assert_eq!(refused[0].field.as_deref(), Some("owner"));
        let after = world.store.current().await.unwrap();
        assert_eq!((before.seq, before.directory.revision), (after.seq, after.directory.revision));
    }

    /// A dry run answers what would be, and writes nothing.
    async fn a_dry_run_shows_the_council_and_leaves_no_trace(world) {
        founding::import(&world.store, world::now(), world::today()).await.unwrap();
        let before = world.store.current().await.unwrap().seq;
        let mut input = world.export("helseomsorg21-radet").await;
        input.slug = "another".into();
        input.successions.clear();
        let options = WriteOptions { dry_run: true, ..WriteOptions::default() };
        let act = RegisterCouncil { input };
        let done = world.store.write(&Caller::console(), act, world::now(), world::today(), options).await.unwrap().unwrap();
        assert_eq!(done.councils[&done.outcome.council].seats.len(), 16);
        let after = world.store.current().await.unwrap();
        assert_eq!(after.seq, before);
        assert!(after.directory.council_by_slug("another").is_none());
    }
}

impl World {
    async fn export(&self, slug: &str) -> register::RegisterCouncil {
        let snapshot = self.store.current().await.unwrap();
        let id = snapshot.directory.council_by_slug(slug).unwrap().id;
        let council = self.store.council(&snapshot, id).await.unwrap().unwrap();
        export(&council, &snapshot.directory)
    }
}
