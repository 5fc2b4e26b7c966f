//! The figures of one run as a table, and the ratios between them. Imports `pages` and `place`.

use std::time::Duration;

use crate::{
    pages::{Figure, Page, Warmth},
    place::Database,
};

/// One measurement.
pub struct Line {
    /// What was asked for.
    pub page: Page,
    /// Of which database.
    pub database: Database,
    /// Of so many councils.
    pub councils: usize,
    /// What was in memory.
    pub warmth: Warmth,
    /// What was found.
    pub figure: Figure,
}

/// All measurements of a run.
#[derive(Default)]
pub struct Report(Vec<Line>);

impl Report {
    /// Takes a measurement in, and says it at once.
    pub fn add(&mut self, line: Line) {
        eprintln!("{}", row(&line));
        self.0.push(line);
    }

    fn find(&self, page: Page, database: Database, councils: usize, warmth: Warmth) -> Option<&Figure> {
        let mut lines = self.0.iter();
        let wanted = (page, database, councils, warmth);
        let same = |line: &&Line| (line.page, line.database, line.councils, line.warmth) == wanted;
        lines.find(same).map(|line| &line.figure)
    }

    /// The table and the ratios.
    pub fn print(&self) {
        println!("\n| page | database | councils | kept | median wall, ms | mean CPU, ms | requests | KB |");
        println!("|---|---|---|---|---|---|---|---|");
        for line in &self.0 {
            println!("{}", row(line));
        }
        println!("\n| ratio | page | of | wall | CPU |\n|---|---|---|---|---|");
        let mut sizes: Vec<usize> = self.0.iter().map(|line| line.councils).collect();
        sizes.sort_unstable();
        sizes.dedup();
        for page in Page::ALL {
            for database in [Database::Sqlite, Database::Postgres] {
                for councils in &sizes {
                    let of = |warmth| self.find(page, database, *councils, warmth);
                    let what = format!("{database}, {councils}");
                    ratio("cold / warm", page, &what, of(Warmth::Cold), of(Warmth::Warm));
                    ratio("warm / kept", page, &what, of(Warmth::Warm), of(Warmth::Kept));
                }
            }
        }
        let (Some(least), Some(most)) = (sizes.first(), sizes.last()) else { return };
        for page in Page::ALL {
            for database in [Database::Sqlite, Database::Postgres] {
                for warmth in Warmth::ALL {
                    let of = |councils| self.find(page, database, councils, warmth);
                    let what = format!("{most} / {least}");
                    if least != most {
                        ratio(&what, page, &format!("{database}, {warmth}"), of(*most), of(*least));
                    }
                }
            }
        }
        for page in Page::ALL {
            for councils in &sizes {
                for warmth in Warmth::ALL {
                    let of = |database| self.find(page, database, *councils, warmth);
                    let what = format!("{councils}, {warmth}");
                    ratio("PostgreSQL / SQLite", page, &what, of(Database::Postgres), of(Database::Sqlite));
                }
            }
        }
    }
}

fn row(line: &Line) -> String {
    let Figure { wall, cpu, runs, bytes } = line.figure;
    format!(
        "| {} | {} | {} | {} | {:.3} | {:.3} | {runs} | {:.1} |",
        line.page,
        line.database,
        line.councils,
        line.warmth,
        millis(wall),
        millis(cpu),
        f64::from(u32::try_from(bytes).unwrap_or(u32::MAX)) / 1_000.0,
    )
}

fn ratio(name: &str, page: Page, of: &str, upper: Option<&Figure>, lower: Option<&Figure>) {
    let (Some(upper), Some(lower)) = (upper, lower) else { return };
    let wall = millis(upper.wall) / millis(lower.wall);
    let cpu = millis(upper.cpu) / millis(lower.cpu);
    println!("| {name} | {page} | {of} | {wall:.2} | {cpu:.2} |");
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
