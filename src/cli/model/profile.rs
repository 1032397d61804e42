//! `model profile`: the plan of a pack's model with the cost of each layer on this machine.

use std::time::Instant;

use second_reader::detector::{Cost, Profile};
use second_reader::service::memory;

use crate::cli::packs;
use crate::cli::problem::Problem;
use crate::cli::summary;

const RUNS_MAX: usize = 100_000;

/// Print what each layer of a pack costs on this machine: time, multiply-accumulates, bytes, and the
/// share of the most that one core could compute.
///
/// One thread, the least time of many runs. The share is of what the kernel's instructions allow
/// in the cycles that the core was seen to run; wide vectors may run at a lower clock. Then how long
/// the pack takes to load as the service loads it, and the most memory that this took.
#[derive(clap::Args)]
pub struct Arguments {
    /// Model pack: the name of an installed one or its folder.
    #[arg(value_name = "PACK", default_value = packs::DEFAULT_PACK)]
    pack: String,
    /// How often the model is run.
    #[arg(long, value_name = "N", default_value_t = 200)]
    runs: usize,
}

pub fn profile(arguments: &Arguments) -> Result<(), Problem> {
    if !(1..=RUNS_MAX).contains(&arguments.runs) {
        let hint = format!("1 to {RUNS_MAX}");
        return Err(Problem::bad_input("--runs is out of range", Some(hint)));
    }
    let whole = Whole::load(&arguments.pack)?;
    let profile = packs::open(&arguments.pack)?.profile(arguments.runs)?;
    summary::say_bytes((text(&profile) + &whole.line()).as_bytes())
}

/// What a pack costs until it is ready.
struct Whole {
    seconds: f64,
    /// The most memory of this process; none where the system does not say.
    bytes: Option<u64>,
}

impl Whole {
    /// Loads the pack and lets it go; the first that this process does.
    fn load(pack: &str) -> Result<Self, Problem> {
        let start = Instant::now();
        let model = packs::model(pack)?;
        let seconds = start.elapsed().as_secs_f64();
        let bytes = memory::resident_bytes_max();
        drop(model);
        Ok(Self { seconds, bytes })
    }

    fn line(&self) -> String {
        let memory = match self.bytes {
            Some(bytes) => format!("{:.1} MB of memory at most", millions(bytes)),
            None => "memory not known on this system".into(),
        };
        let ms = 1e3 * self.seconds;
        format!("ready in {ms:.1} ms, hashes and self-test included; {memory}, program included\n")
    }
}

fn text(profile: &Profile) -> String {
    let peak = qconv::cycles_per_second() * f64::from(profile.macs_per_cycle);
    let mut lines = vec![format!(
        "{:14} {:14} {:>14} {:>9} {:>9} {:>9} {:>7}",
        "layer", "what", "output", "us", "kMAC", "kB", "peak %"
    )];
    lines.extend(profile.steps.iter().map(|cost| line(cost, peak)));
    let macs: u64 = profile.steps.iter().map(|cost| cost.macs).sum();
    let [least, median] = profile.run.map(|s| 1e3 * s);
    lines.push(String::new());
    lines.push(match profile.kernel {
        Some(kernel) => format!(
            "kernel {kernel}: {:.1} million MACs, at most {} a cycle, {:.0} GMAC/s",
            millions(macs),
            profile.macs_per_cycle,
            peak / 1e9
        ),
        None => "no integer layers: all of it runs in tract's own operators".into(),
    });
    lines.push(format!(
        "whole run {least:.3} ms at least, {median:.3} ms in the median"
    ));
    lines.push(format!(
        "model read and packed in {:.1} ms; buffers {} kB, packed weights {} kB",
        1e3 * profile.load,
        profile.memory[0] / 1024,
        profile.memory[1] / 1024
    ));
    lines.join("\n") + "\n"
}

fn line(cost: &Cost, peak: f64) -> String {
    let shape = cost
        .shape
        .map(|[c, h, w]| format!("{c}x{h}x{w}"))
        .unwrap_or_default();
    let share = if cost.macs == 0 {
        String::new()
    } else {
        format!("{:.0}", 1e8 * millions(cost.macs) / cost.seconds / peak)
    };
    let line = format!(
        "{:14} {:14} {shape:>14} {:>9.1} {:>9} {:>9.1} {share:>7}",
        cost.name,
        cost.what,
        1e6 * cost.seconds,
        cost.macs / 1000,
        1e3 * millions(cost.bytes) / 1.024,
    );
    line.trim_end().into()
}

#[expect(clippy::cast_precision_loss, reason = "below 2^52")]
fn millions(count: u64) -> f64 {
    count as f64 / 1e6
}
