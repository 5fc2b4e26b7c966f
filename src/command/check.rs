//! `mandat check`.
//!
//! May import: everything below `main`. What is printed is made in the files below, as text; whoever runs this has the
//! database, so everything is looked at.

mod json;
mod junit;
mod report;
mod table;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    io::{ErrorKind, IsTerminal, Write},
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use mandat::{
    clock::Clock,
    config::Config,
    domain::{
        council::{Council, CouncilHead},
        directory::Directory,
        id::CouncilId,
        mandate::check::{Around, Audience},
        text::Lang,
    },
    store::{Snapshot, Store},
};

use self::report::{Judged, Report};
use super::Failure;

/// Judge councils by their mandates.
///
/// Ends with 0 where nothing is breached that has to be mended, with 1 where something is, and with 2 where the
/// question was wrong or could not be answered.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The slug of the council; all public councils where none is named.
    slug: Option<String>,
    /// The day that is judged; today where it is not said.
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// How the answer is written.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// List what is kept, what is not due and what no machine can judge, too.
    #[arg(long)]
    all: bool,
    /// End with 1 where anything is breached, however serious.
    #[arg(long)]
    strict: bool,
    /// The language of the sentences; that of LANG where it is not said.
    #[arg(long, value_enum)]
    lang: Option<Language>,
    /// The locale of the terminal.
    #[arg(long, env = "LANG", hide = true)]
    locale: Option<String>,
    /// Whether colours are unwanted, whatever it is set to.
    #[arg(long, env = "NO_COLOR", hide = true)]
    no_color: Option<String>,
}

/// How the answer is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Table,
    /// An array of objects, one for each verdict.
    Json,
    /// For what reads the reports of tests.
    Junit,
}

/// The languages in which verdicts are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Norwegian Bokmål.
    Nb,
    /// English.
    En,
}

/// How many councils are loaded at once.
const BATCH: usize = 100;
/// How long whoever waits is told nothing.
const PATIENCE: Duration = Duration::from_secs(1);

impl Check {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        let report = match self.judge(config).await {
            Ok(report) => report,
            Err(failure) => {
                eprintln!("mandat: {failure}");
                return Ok(ExitCode::from(2));
            }
        };
        let colours = std::io::stdout().is_terminal() && self.no_color.as_deref().is_none_or(str::is_empty);
        let text = self.written(&report, colours)?;
        // Whoever reads only the beginning has had enough.
        match std::io::stdout().write_all(text.as_bytes()) {
            Err(wrong) if wrong.kind() != ErrorKind::BrokenPipe => Err(wrong.into()),
            _ => Ok(ExitCode::from(u8::from(report.fails(self.strict)))),
        }
    }

    fn written(&self, report: &Report, colours: bool) -> Result<String, Failure> {
        Ok(match self.format {
            Format::Table => table::write(report, self.all, colours),
            Format::Json => json::write(report)?,
            Format::Junit => junit::write(report),
        })
    }

    /// The language asked for, else that of the locale, else English.
    fn lang(&self) -> Lang {
        match (self.lang, &self.locale) {
            (Some(Language::Nb), _) => Lang::Nb,
            (Some(Language::En), _) => Lang::En,
            (None, Some(locale)) => {
                let tag = locale.split(['_', '.', '@']).next().and_then(Lang::from_tag);
                tag.map_or(Lang::En, |lang| if lang == Lang::En { Lang::En } else { Lang::Nb })
            }
            (None, None) => Lang::En,
        }
    }

    async fn judge(&self, config: &Config) -> Result<Report, Failure> {
        let clock = Clock::system();
        let store = super::open_founded(config, &clock).await?;
        let on = self.on.unwrap_or_else(|| Clock::day_of(clock.now()));
        let snapshot = store.current().await?;
        let heads = self.heads(&snapshot.directory, on)?;
        let mut report = Report { on, lang: self.lang(), councils: Vec::with_capacity(heads.len()) };
        let mut patience = Instant::now();
        for batch in heads.chunks(BATCH) {
            let values = load(&store, &snapshot, batch).await?;
            for head in batch {
                let council = values.get(&head.id).ok_or("a council is gone")?;
                let family = family(&snapshot.directory, head, &values);
                let around =
                    Around { directory: &snapshot.directory, family: &family, audience: Audience::Inside, words: true };
                report.councils.push(Judged::of(council, around, on, report.lang, self.all));
            }
            if patience.elapsed() > PATIENCE {
                eprintln!("mandat: {} of {} councils judged", report.councils.len(), heads.len());
                patience = Instant::now();
            }
        }
        Ok(report)
    }

    /// The councils that are judged, by slug: the one that is named, or all that are public and exist on the day.
    fn heads(&self, directory: &Directory, on: NaiveDate) -> Result<Vec<Arc<CouncilHead>>, Failure> {
        if let Some(slug) = &self.slug {
            let head = directory.council_by_slug(slug);
            let missing = || format!("there is no council {slug}; there are {}", super::slugs(directory));
            return Ok(vec![Arc::clone(head.ok_or_else(missing)?)]);
        }
        let exists = |head: &CouncilHead| head.is_public() && head.dissolved_on.is_none_or(|end| end > on);
        let mut heads: Vec<_> = directory.councils().filter(|head| exists(head)).map(Arc::clone).collect();
        heads.sort_by(|one, other| one.slug.cmp(&other.slug));
        Ok(heads)
    }
}

type Values = HashMap<CouncilId, Arc<Council>>;

/// The councils with those of their families.
async fn load(store: &Store, snapshot: &Snapshot, batch: &[Arc<CouncilHead>]) -> Result<Values, Failure> {
    let families = batch.iter().filter_map(|head| head.family);
    let relatives = families.flat_map(|family| snapshot.directory.councils_of(family)).map(|head| head.id);
    let mut ids: Vec<CouncilId> = batch.iter().map(|head| head.id).chain(relatives).collect();
    ids.sort_unstable();
    ids.dedup();
    Ok(store.councils(snapshot, &ids).await?)
}

/// The other councils of the family, by tier.
fn family(directory: &Directory, head: &CouncilHead, values: &Values) -> Vec<Arc<Council>> {
    let relatives = head.family.into_iter().flat_map(|family| directory.councils_of(family));
    let mut family: Vec<Arc<Council>> =
        relatives.filter(|other| other.id != head.id).filter_map(|other| values.get(&other.id).cloned()).collect();
    family.sort_by_key(|council| (council.head.tier, council.head.id));
    family
}
