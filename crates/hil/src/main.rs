//! Hardware in the loop: boots an emulated machine whose grabber fails on command, runs the
//! service in it, and says what was seen. `make hil` builds what it needs; docs/hil.md tells what
//! it proves and what it cannot.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a program for the terminal"
)]

mod bridge;
mod checks;
mod clip;
mod faults;
mod feed;
mod guest;
mod pack;
mod picture;
mod product;
mod random;
mod reading;
mod states;
mod watch;

use std::{path::PathBuf, process::ExitCode, time::Duration, time::Instant};

use anyhow::{bail, ensure};
use clap::Parser as _;

use checks::{CHECKS, Check};
use guest::{Guest, Machine, Setup};

/// Longest command of `--shell`.
const SHELL_MAX: Duration = Duration::from_secs(600);

/// Runs the checks in the emulated machine.
#[derive(clap::Parser)]
#[command(name = "hil", max_term_width = 100)]
struct Arguments {
    /// Processor of the machine.
    #[arg(long, value_enum, default_value = "aarch64")]
    machine: Machine,
    /// Folder with the guest's kernel and initramfs, from scripts/hil-guest.sh.
    #[arg(long, value_name = "DIR")]
    guest: PathBuf,
    /// A program or a folder for the guest's /tmp/bin: second-reader, and a model as `pack`.
    #[arg(long = "put", value_name = "PATH")]
    programs: Vec<PathBuf>,
    /// The program built for this machine: what it reads is compared with what the guest's reads.
    #[arg(long, value_name = "PROGRAM")]
    native: PathBuf,
    /// A vendor's client for this machine, `watch` of clients/c or `srlink` of clients/python: it holds a session through
    /// the serial line.
    #[arg(long = "client", value_name = "PROGRAM")]
    clients: Vec<PathBuf>,
    /// Folder of this run: console, logs, pictures. It is emptied.
    #[arg(long, value_name = "DIR")]
    run: PathBuf,
    /// All checks, those that take long too.
    #[arg(long)]
    full: bool,
    /// Boot, run this command line in the guest, print what it prints, and end.
    #[arg(long, value_name = "COMMAND", conflicts_with_all = ["full", "names"])]
    shell: Option<String>,
    /// Only these checks.
    #[arg(value_name = "CHECK")]
    names: Vec<String>,
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let chosen = chosen(arguments)?;
    let setup = Setup {
        machine: arguments.machine,
        guest: arguments.guest.clone(),
        programs: arguments.programs.clone(),
        native: arguments.native.clone(),
        clients: arguments.clients.clone(),
        run: arguments.run.clone(),
    };
    let mut guest = Guest::boot(&setup)?;
    let checked = match &arguments.shell {
        Some(line) => shell(&mut guest, line),
        None => check(&mut guest, &chosen),
    };
    let ended = guest.power_off();
    checked.and(ended)
}

fn chosen(arguments: &Arguments) -> anyhow::Result<Vec<&'static Check>> {
    let names = &arguments.names;
    for name in names {
        let known: Vec<_> = CHECKS.iter().map(|check| check.name).collect();
        ensure!(
            known.contains(&name.as_str()),
            "there is no check `{name}`; hint: there are {}",
            known.join(", ")
        );
    }
    let wanted = |check: &&Check| match names[..] {
        [] => arguments.full || check.core,
        _ => names.iter().any(|name| name == check.name),
    };
    Ok(CHECKS.iter().filter(wanted).collect())
}

fn shell(guest: &mut Guest, line: &str) -> anyhow::Result<()> {
    let output = guest.run_within(line, SHELL_MAX)?;
    print!("{}", output.stdout);
    eprint!("{}", output.stderr);
    ensure!(output.code == 0, "exit code {}", output.code);
    Ok(())
}

/// Runs checks in order; a failed one does not stop the others.
fn check(guest: &mut Guest, checks: &[&Check]) -> anyhow::Result<()> {
    let mut failed = Vec::new();
    for check in checks {
        println!("{}", check.name);
        let begin = Instant::now();
        let result = (check.run)(guest);
        let seconds = begin.elapsed().as_secs_f64();
        match result {
            Ok(seen) => println!("  ok  {seen} ({seconds:.1} s)"),
            Err(error) => {
                println!("  FAILED  {error:#} ({seconds:.1} s)");
                failed.push(check.name);
            }
        }
    }
    let skipped: Vec<_> = (CHECKS.iter())
        .filter(|check| !checks.iter().any(|ran| ran.name == check.name))
        .map(|check| check.name)
        .collect();
    if !skipped.is_empty() {
        println!("not run: {}; --full runs all", skipped.join(", "));
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}
