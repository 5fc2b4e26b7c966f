//! `mandat serve`.
//!
//! May import: everything below `main`.

use std::{process::ExitCode, time::Duration};

use clap::Args;
use mandat::{
    access::{
        issuer::{DevIssuer, dev_issuer_allowed},
        token::Verifier,
    },
    clock::Clock,
    config::Config,
    http::{App, Listening, Observer, Traces, Trusted, serve},
    store::depot::Depot,
};
use tokio::net::TcpListener;

use super::Failure;

/// Serve the register.
#[derive(Debug, Default, Args)]
pub(crate) struct Serve {
    /// Fill the founding councils with clearly invented people first.
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub(super) async fn run(self, config: &Config) -> Result<ExitCode, Failure> {
        // Bound before anything is written: a port that is in use should not cost a migration.
        let listener = TcpListener::bind(config.listen).await.map_err(|wrong| {
            format!("{} cannot be listened on: {wrong}\nAnother server may run there; set MANDAT_LISTEN to another address.", config.listen)
        })?;
        let address = listener.local_addr()?;
        let metrics = match config.metrics_listen {
            Some(address) => Some(TcpListener::bind(address).await.map_err(|wrong| {
                format!("{address} cannot be listened on: {wrong}\nSet MANDAT_METRICS_LISTEN to another address.")
            })?),
            None => None,
        };
        let traces = if config.traces { Some(Traces::to(None)?) } else { None };
        let clock = Clock::system();
        let store = super::open_founded(config, &clock).await?;
        if self.demo {
            super::demo::fill(&store, &Depot::at(config.papers.clone()), &clock, &[]).await?;
        }
        let issuer = match dev_issuer_allowed(config) {
            Ok(()) => Some(DevIssuer::open_or_create(&config.data_dir)?),
            Err(_) => None,
        };
        let verifier = Verifier::from_config(config)?;
        let trusted = match &config.trusted_documents {
            Some(path) => Trusted::read(path, config.trusted_documents_only)?,
            None => Trusted::default(),
        };
        greet(config, &address.to_string(), issuer.is_some(), self.demo);
        let listening = Listening::default();
        // A proxy brings everybody's connections.
        let of_one = if config.trusted_proxy_hops > 0 { listening.connections } else { listening.connections_of_one };
        let listening = Listening { connections_of_one: of_one, ..listening };
        let observer = Observer::new(traces.clone(), Some(store.clone()), Some(listening.open.clone()));
        let app = App::new(store, verifier, clock, config).trusted(trusted).observed(observer.clone());
        app.depot().open().await.map_err(|wrong| format!("{wrong}\nSet MANDAT_PAPERS_URL to another place."))?;
        let care = tokio::spawn(app.clone().look_after());
        let router = issuer.into_iter().fold(app, App::development).router();
        let numbers = async {
            match metrics {
                Some(listener) => serve(listener, mandat::http::metrics(observer), few(), stopped()).await,
                None => Ok(()),
            }
        };
        let (served, told) = tokio::join!(serve(listener, router, listening, stopped()), numbers);
        care.abort();
        if let Some(traces) = traces {
            traces.finish().await;
        }
        served.and(told)?;
        println!("Stopped.");
        Ok(ExitCode::SUCCESS)
    }
}

/// Who asks for numbers are few.
fn few() -> Listening {
    Listening { connections: 16, grace: Duration::from_secs(1), ..Listening::default() }
}

fn greet(config: &Config, address: &str, development: bool, demo: bool) {
    println!("Mandat is served at http://{address} (GraphQL: http://{address}/graphql)");
    println!("The data is in {}", config.database_url);
    if development {
        println!(
            "For a token:  mandat token --as secretariat:strategiradet   (also member:, appointer:, registrar:, operator)"
        );
    } else {
        println!("Tokens come from {} configured issuer(s)", config.issuers.len());
    }
    println!("\nThree things to try:");
    println!("  1. Open http://{address}/playground and run the examples that stand there.");
    println!(
        "  2. curl -s http://{address}/graphql -H 'content-type: application/json' -d '{{\"query\":\"{{ councils {{ nodes {{ slug seatCount vacantSeatCount }} }} }}\"}}'"
    );
    if demo {
        println!(
            "  3. mandat token --as member:strategiradet, and ask for member(council: \"strategiradet\") with it."
        );
    } else {
        println!("  3. mandat demo   fills the councils with invented people while the server runs.");
    }
}

/// Ends when the process is asked to stop.
async fn stopped() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
