//! What the kernel says about a process. Imports the standard library only.

use std::{fs, time::Duration};

/// Processor time of this process so far, user and system. The kernel counts in hundredths of a second (proc(5); the
/// unit is fixed for programs whatever the kernel's own tick is), so what is measured has to take seconds.
pub fn cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap();
    // The second field is the name in brackets, which may contain spaces; the first after it is field 3.
    let (_, fields) = stat.rsplit_once(')').unwrap();
    let ticks: u64 = fields.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum();
    Duration::from_millis(ticks * 10)
}

/// A figure of a process in KiB, such as `VmRSS` (resident now) or `VmHWM` (resident at most).
pub fn kibibytes(process: u32, figure: &str) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(figure)?.strip_prefix(':')).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}
