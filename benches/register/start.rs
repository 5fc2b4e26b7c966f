//! The program from an empty directory to its first answer, and what it takes in memory then.
//!
//! Imports `process` and the standard library; the program is the one that cargo built with the benchmarks.

use std::{
    net::{Ipv4Addr, SocketAddr},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::sleep,
};

use crate::process::kibibytes;

/// How often it is started.
const STARTS: usize = 7;

/// How long to wait between two tries.
const PAUSE: Duration = Duration::from_millis(2);

const QUERY: &str = r#"{"query":"{ councils { totalCount nodes { slug seatCount vacantSeatCount } } }"}"#;

/// The program, ended however the measurement ends.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Starts it several times and says what was found.
pub async fn measure() {
    let (mut ready, mut answered, mut memory) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..STARTS {
        let one = start().await;
        eprintln!("  ready after {:?}, first answer after {:?}, {} KiB at most", one.0, one.1, one.2);
        ready.push(one.0);
        answered.push(one.1);
        memory.push(one.2);
    }
    for figures in [&mut ready, &mut answered] {
        figures.sort_unstable();
    }
    memory.sort_unstable();
    println!("From an empty directory, median of {STARTS} (slowest, largest):");
    println!("  ready after        {:?} ({:?})", ready[STARTS / 2], ready[STARTS - 1]);
    println!("  first answer after {:?} ({:?})", answered[STARTS / 2], answered[STARTS - 1]);
    println!("  resident at most   {} KiB ({} KiB)", memory[STARTS / 2], memory[STARTS - 1]);
}

async fn start() -> (Duration, Duration, u64) {
    let folder = TempDir::new().unwrap();
    let address = free_address().await;
    let began = Instant::now();
    let program = Command::new(env!("CARGO_BIN_EXE_mandat"))
        .current_dir(folder.path())
        .env("MANDAT_LISTEN", address.to_string())
        .env("MANDAT_DATA_DIR", folder.path().join("data"))
        .env_remove("MANDAT_DATABASE_URL")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut program = Program(program);
    let line = "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    while !exchange(address, line).await.is_some_and(|answer| answer.starts_with("HTTP/1.1 200")) {
        assert!(program.0.try_wait().unwrap().is_none(), "the program ended");
        assert!(began.elapsed() < Duration::from_mins(1), "the program is not ready after a minute");
        sleep(PAUSE).await;
    }
    let ready = began.elapsed();
    let length = QUERY.len();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n{QUERY}"
    );
    let answer = exchange(address, &request).await.unwrap();
    let answered = began.elapsed();
    assert!(answer.contains(r#""totalCount":4"#), "not the founding councils: {answer}");
    (ready, answered, kibibytes(program.0.id(), "VmHWM"))
}

/// An address that nothing listens on now.
async fn free_address() -> SocketAddr {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap().local_addr().unwrap()
}

/// Sends a request and reads what comes until the other side closes; None where nothing listens yet.
async fn exchange(address: SocketAddr, request: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    Some(answer)
}
