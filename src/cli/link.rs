//! The vendor link, tried without a cart or without a scanner.

use std::{path::PathBuf, sync::atomic::AtomicBool, time::Duration};

use second_reader::link::{
    Flow, Port, PortError, PortName, Pty, Settings, conform,
    faults::{self, Outcome, Plan},
};

use super::{problem::Problem, simulate, stop_on_signals, summary};

/// Try the vendor link: a device without a scanner, a vendor's build against the vectors, a line with faults.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    Simulate(simulate::Arguments),
    Conform(Conform),
    Faults(Faults),
}

/// Give a vendor's build the conformance vectors, and print what it makes of them.
///
/// The build sends every frame back that it takes as a message, byte for byte, and throws all else away.
#[derive(clap::Args)]
struct Conform {
    /// Serial port that the build is at, or `pty` to make one and wait.
    #[arg(long, value_name = "PORT")]
    port: PortName,
    /// Bits a second.
    #[arg(long, value_name = "N", default_value_t = Settings::BAUD)]
    baud: u32,
    /// Print every vector, not only those that failed.
    #[arg(long)]
    all: bool,
}

/// Hold a session over a line that flips and drops bytes, stalls and is cut, and count what comes of its events.
#[derive(clap::Args)]
struct Faults {
    /// For how long.
    #[arg(long, value_name = "N", default_value_t = 600)]
    seconds: u64,
    /// Seed of all faults.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Cut the line and plug it in again this often, seconds; 0: never.
    #[arg(long, value_name = "N", default_value_t = 5)]
    cut_every: u64,
    /// Of a million bytes, how many are flipped.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    flips_ppm: u32,
    /// Of a million bytes, how many are lost.
    #[arg(long, value_name = "N", default_value_t = 1_000, value_parser = clap::value_parser!(u32).range(..=1_000_000))]
    drops_ppm: u32,
}

/// Does what is asked.
pub fn link(arguments: &Arguments) -> Result<(), Problem> {
    match &arguments.command {
        Command::Simulate(arguments) => simulate::simulate(arguments),
        Command::Conform(arguments) => conform(arguments),
        Command::Faults(arguments) => faults(arguments),
    }
}

impl From<PortError> for Problem {
    fn from(error: PortError) -> Self {
        let hint = error.hint();
        Self::bad_input(error, Some(hint))
    }
}

fn conform(arguments: &Conform) -> Result<(), Problem> {
    let mut own;
    let mut opened;
    let line = match &arguments.port {
        PortName::Device(path) => {
            opened = Port::open(path, arguments.baud, Flow::None)?;
            &mut opened
        }
        PortName::Pty(link) => {
            own = Pty::new(link.as_deref())?;
            summary::note(format_args!(
                "waiting for the build at {}",
                own.path().display()
            ));
            let stop = stop_on_signals()?;
            own.await_other_end(&stop.flag());
            own.port()
        }
    };
    let mut said = Ok(());
    let verdict = conform::run(line, |verdict| {
        let vector = &verdict.vector;
        let line = match &verdict.fault {
            Some(fault) => format!("FAIL {}: {fault}\n     {}", vector.name, vector.reason),
            None if arguments.all => format!("ok   {}: {}", vector.name, vector.reason),
            None => return,
        };
        if said.is_ok() {
            said = summary::say(line);
        }
    });
    said?;
    let (passed, count) = verdict.map_err(|e| {
        Problem::failure(
            format_args!("the line failed: {e}"),
            Some("is the build still there?"),
        )
    })?;
    if passed == count {
        return summary::say(format_args!("PASS {passed}/{count}"));
    }
    summary::say(format_args!("FAIL {passed}/{count}"))?;
    Err(Problem::failure(
        format_args!("{} vectors came out otherwise", count - passed),
        Some(
            "crates/wire/vectors has them with their reasons, crates/wire/proto/FRAME.md the rules",
        ),
    ))
}

fn faults(arguments: &Faults) -> Result<(), Problem> {
    let stop = stop_on_signals()?;
    let folder = tempfile::tempdir().map_err(|e| Problem::failure(e, None::<String>))?;
    let every = |seconds: u64| (seconds > 0).then(|| Duration::from_secs(seconds));
    let plan = Plan {
        time: Duration::from_secs(arguments.seconds.min(86_400)),
        seed: arguments.seed,
        flips_ppm: arguments.flips_ppm,
        drops_ppm: arguments.drops_ppm,
        stall_every: Some(Duration::from_secs(3)),
        cut_every: every(arguments.cut_every),
        event_every: Duration::from_millis(500),
    };
    let place: PathBuf = folder.path().join("line");
    let flag: &AtomicBool = &stop.flag();
    let outcome = faults::run(&plan, &place, flag)?;
    summary::say(words(&outcome))?;
    if outcome.is_sound() {
        return Ok(());
    }
    Err(Problem::failure(
        "an event or a frame was lost, told twice, or made up",
        Some("this is a fault of the program: please report it with the seed"),
    ))
}

fn words(outcome: &Outcome) -> String {
    let Outcome {
        events,
        told,
        wrong_events,
        gone,
        frames,
        wrong_frames,
        bad_crc,
        bad_framing,
        cuts,
        sessions,
        snapshots,
        marks: [marked, unknown, made],
        resident_kib: [early, late],
    } = outcome;
    format!(
        "events     {told} told of {events}, {wrong_events} wrong or twice, {gone} gone\n\
         frames     {frames} taken, {wrong_frames} of them never sent; {bad_crc} rejected by CRC, {bad_framing} by framing\n\
         line       {cuts} cuts, {sessions} sessions, {snapshots} snapshots\n\
         marks      {marked} answered, {unknown} without an answer, {made} made\n\
         memory     {early} KiB at a fifth of the time, {late} KiB at the end"
    )
}
