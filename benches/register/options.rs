//! What the command line asks for. Imports `pages`, `place` and the standard library.

use std::process::exit;

use crate::{pages::Page, place::Database};

const USAGE: &str = "cargo bench --bench register -- [WHAT] [--councils 100,5000] [--databases sqlite,postgres] [--seconds 2] [--only front|council|fifty] [--warm]
  WHAT   pages (how fast pages are), judge (how fast mandates are judged), start (the
         program from an empty directory), hold URL (memory of a register
         that is there); pages and start where nothing is said. postgres needs MANDAT_TEST_POSTGRES_URL: see benches/run";

/// What to measure.
pub enum What {
    /// Start and pages.
    Everything,
    /// How fast pages are.
    Pages,
    /// How fast mandates are judged.
    Judge,
    /// The program from an empty directory.
    Start,
    /// The memory that the register at this URL takes when all councils are kept.
    Hold(String),
}

/// What to measure, and on what.
pub struct Options {
    /// What to measure.
    pub what: What,
    /// Registers of so many councils.
    pub councils: Vec<usize>,
    /// In these databases.
    pub databases: Vec<Database>,
    /// These pages.
    pub pages: Vec<Page>,
    /// Whether to leave out what is measured with nothing kept, for a profiler.
    pub only_warm: bool,
    /// How long each measurement takes, in seconds.
    pub seconds: f64,
}

impl Options {
    /// Every database with every number of councils.
    pub fn registers(&self) -> impl Iterator<Item = (Database, usize)> {
        self.databases.iter().flat_map(|database| self.councils.iter().map(|councils| (*database, *councils)))
    }

    /// From the command line.
    pub fn read() -> Self {
        let mut options = Self {
            what: What::Everything,
            councils: vec![100, 5_000],
            databases: vec![Database::Sqlite, Database::Postgres],
            pages: Page::ALL.to_vec(),
            only_warm: false,
            seconds: 2.0,
        };
        let mut arguments = std::env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().unwrap_or_else(|| refuse(&argument));
            match argument.as_str() {
                // Cargo says so to every benchmark.
                "--bench" => {}
                "pages" => options.what = What::Pages,
                "judge" => options.what = What::Judge,
                "start" => options.what = What::Start,
                "hold" => options.what = What::Hold(value()),
                "--councils" => options.councils = value().split(',').map(number).collect(),
                "--databases" => options.databases = value().split(',').map(database).collect(),
                "--only" => options.pages = vec![page(&value())],
                "--warm" => options.only_warm = true,
                "--seconds" => options.seconds = value().parse().unwrap_or_else(|_| refuse("--seconds")),
                _ => refuse(&argument),
            }
        }
        options
    }
}

fn number(text: &str) -> usize {
    text.parse().unwrap_or_else(|_| refuse(text))
}

fn database(text: &str) -> Database {
    match text {
        "sqlite" => Database::Sqlite,
        "postgres" => Database::Postgres,
        _ => refuse(text),
    }
}

fn page(text: &str) -> Page {
    match text {
        "front" => Page::Front,
        "council" => Page::Council,
        "fifty" => Page::Fifty,
        _ => refuse(text),
    }
}

#[expect(clippy::exit, reason = "a command line that is not understood ends the program")]
fn refuse(argument: &str) -> ! {
    eprintln!("{argument}: not understood\n{USAGE}");
    exit(2)
}
