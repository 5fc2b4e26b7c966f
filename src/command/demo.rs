//! `mandat demo`.
//!
//! May import: everything below `main`.

use std::process::ExitCode;

use bytes::Bytes;
use clap::Args;
use mandat::{
    access::caller::Caller,
    acts::demo::{
        FillWithInventedPeople,
        papers::{WriteInventedPapers, unwritten},
    },
    clock::Clock,
    config::Config,
    domain::id::CouncilId,
    store::{Store, WriteOptions, depot::Depot},
};

use super::{Failure, refused};

/// Fill the councils with clearly invented people, so that pages look alive.
///
/// A council that has anybody in it is left alone.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Only these councils; all of them where none is named.
    slugs: Vec<String>,
}

impl Demo {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        let clock = Clock::system();
        let store = super::open_founded(config, &clock).await?;
        let depot = Depot::at(config.papers.clone());
        for (slug, memberships) in fill(&store, &depot, &clock, &self.slugs).await? {
            match memberships {
                0 => println!("{slug}: left as it is"),
                many => println!("{slug}: {many} invented memberships"),
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Fills the councils of these slugs, or all; tells how many memberships each got.
pub(super) async fn fill(
    store: &Store,
    depot: &Depot,
    clock: &Clock,
    slugs: &[String],
) -> Result<Vec<(String, u32)>, Failure> {
    let directory = store.current().await?.directory;
    for slug in slugs {
        if directory.council_by_slug(slug).is_none() {
            return Err(format!("there is no council {slug}; there are {}", super::slugs(&directory)).into());
        }
    }
    let mut heads: Vec<_> = directory.councils().collect();
    heads.retain(|head| slugs.is_empty() || slugs.iter().any(|slug| *slug == *head.slug));
    heads.sort_by(|a, b| a.slug.cmp(&b.slug));
    let mut filled = Vec::with_capacity(heads.len());
    for head in heads {
        let now = clock.now();
        let act = FillWithInventedPeople { council: head.id };
        let done = store
            .write(&Caller::console(), act, now, Clock::day_of(now), WriteOptions::default())
            .await?
            .map_err(|refusals| refused(&refusals))?;
        write_papers(store, depot, clock, head.id).await?;
        filled.push((head.slug.to_string(), done.outcome.memberships));
    }
    Ok(filled)
}

/// Gives the invented papers of a council their bytes: beside first, then the rows, then in place.
async fn write_papers(store: &Store, depot: &Depot, clock: &Clock, council: CouncilId) -> Result<(), Failure> {
    let Some(value) = store.council(&store.current().await?, council).await? else { return Ok(()) };
    let mut arrived = Vec::new();
    for (paper, text) in unwritten(&value) {
        let mut arrival = depot.arrive(council, paper.id).await?;
        arrival.take(&Bytes::from(text)).await?;
        arrived.push(arrival.finish().await?);
    }
    if arrived.is_empty() {
        return Ok(());
    }
    let now = clock.now();
    let (caller, act) = (Caller::console(), WriteInventedPapers { council });
    let done = store.write(&caller, act, now, Clock::day_of(now), WriteOptions::default()).await?;
    done.map_err(|refusals| refused(&refusals))?;
    for bytes in arrived {
        bytes.keep(council).await?;
    }
    Ok(())
}
