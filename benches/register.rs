//! How fast the register answers and what it holds in memory: pages as clients ask for them, from the text of the
//! request to the bytes of the answer, without sockets. benches/README.md says how to run it and what it found.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a benchmark speaks on standard output")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark that goes wrong says so by failing")]

#[path = "register/fill.rs"]
mod fill;
#[path = "register/judge.rs"]
mod judge;
#[path = "register/memory.rs"]
mod memory;
#[path = "register/options.rs"]
mod options;
#[path = "register/pages.rs"]
mod pages;
#[path = "register/place.rs"]
mod place;
#[path = "register/process.rs"]
mod process;
#[path = "register/random.rs"]
mod random;
#[path = "register/report.rs"]
mod report;
#[path = "register/roster.rs"]
mod roster;
#[path = "register/start.rs"]
mod start;

use std::sync::Arc;

use options::{Options, What};
use pages::Warmth;
use place::Place;
use report::{Line, Report};

/// The allocator of the server.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let options = Options::read();
    // As many workers as the server has: one for each core.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        match &options.what {
            What::Hold(url) => memory::hold(url).await,
            What::Start => start::measure().await,
            What::Everything => {
                start::measure().await;
                pages(&options).await;
            }
            What::Pages => pages(&options).await,
            What::Judge => {
                for (database, councils) in options.registers() {
                    let place = Place::make(database).await;
                    judge::measure(&fill::filled(&place, councils).await, councils).await;
                    place.remove().await;
                }
            }
        }
    });
}

/// Fills the registers, all at the same time, then measures one after another.
async fn pages(options: &Options) {
    let mut filling = Vec::new();
    for (database, councils) in options.registers() {
        filling.push(tokio::spawn(async move {
            let place = Place::make(database).await;
            let register = fill::filled(&place, councils).await;
            (place, Arc::new(register), councils)
        }));
    }
    let mut filled = Vec::new();
    for filling in filling {
        filled.push(filling.await.unwrap());
    }
    let mut report = Report::default();
    for (place, register, councils) in &filled {
        for page in options.pages.iter().copied() {
            for warmth in Warmth::ALL.into_iter().filter(|warmth| !(*warmth == Warmth::Cold && options.only_warm)) {
                let (register, seconds) = (Arc::clone(register), options.seconds);
                // In a task, on a worker, as requests are.
                let measured = tokio::spawn(async move { register.measure(page, warmth, seconds).await });
                let figure = measured.await.unwrap();
                report.add(Line { page, database: place.database, councils: *councils, warmth, figure });
            }
        }
    }
    report.print();
    for (place, register, councils) in filled {
        drop(register);
        println!("\nMemory of {councils} councils, all kept, from {}:", place.database);
        memory::hold_in_another_process(&place.url);
        place.remove().await;
    }
}
