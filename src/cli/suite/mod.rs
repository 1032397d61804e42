//! `evaluate --suite`: draws phantom sweeps, reads them as `read` does, and measures the reading.
//! No clip lies on the disk.

pub mod plan;
pub mod work;

use std::thread;

use phantom::Config;
use second_reader::{
    detector::PackInfo,
    evaluate::{Evaluation, FalseAlarms, PackName, Setting, Suite, SuiteReport},
    record::FrameRecord,
    service::{Pipeline, stop::Stop},
};

use super::{packs, problem::Problem, progress};
use plan::{Clip, Part};
use work::{Reader, Reading};

/// The most threads that are of use, and that fit into memory with a model each.
const THREADS_MAX: usize = 16;
const SEEDS: &str = "201-220";
const SECONDS: f64 = 10.0;
const FPS: f64 = 8.0;

/// How `evaluate --suite` measures.
#[derive(clap::Args)]
pub struct Options {
    /// Measure a model pack on phantom sweeps: normal hearts on mixed screens, each defect, a
    /// screen that is held out of training, other parts of the body; at 640x480, led by a steady
    /// hand. Takes some minutes.
    #[arg(long, group = "drawn", conflicts_with_all = ["labels", "frames"])]
    pub suite: bool,
    /// A second pack, read on the same normal hearts: how far do the two differ? [default: the f32
    /// original beside the pack, `standard-f32` for `standard`, where there is one].
    #[arg(long, requires = "suite", value_name = "PACK")]
    against: Option<String>,
    /// Seeds, FIRST-LAST: those of the normal hearts, of which the other parts take some; with --exams,
    /// those of all sweeps. Seeds below 2^40 were never used for training, and no others are taken
    /// [default: 201-220, with --exams 601-900].
    #[arg(long, requires = "drawn", value_name = "FIRST-LAST")]
    pub seeds: Option<String>,
    /// Length of each sweep, seconds [default: 10, with --exams 16].
    #[arg(long, requires = "drawn", value_name = "S")]
    pub seconds: Option<f64>,
    /// Frames a second [default: 8, with --exams 25].
    #[arg(long, requires = "drawn", value_name = "F")]
    pub fps: Option<f64>,
    /// Threads, 1 to 16; the figures do not depend on it [default: one for each core].
    #[arg(long, requires = "drawn", value_name = "N")]
    pub threads: Option<usize>,
}

/// Measures the pack of that name or path.
pub fn measure(
    options: &Options,
    model: Option<&str>,
    stop: &Stop,
) -> Result<SuiteReport, Problem> {
    let text = options.seeds.as_deref().unwrap_or(SEEDS);
    let usual = Config {
        width: 640,
        height: 480,
        seconds: options.seconds.unwrap_or(SECONDS),
        fps: options.fps.unwrap_or(FPS),
        ..Config::default()
    };
    let clips = plan::clips(&plan::seeds(text)?, &usual)?;
    let threads = threads(options.threads)?.min(clips.len());
    let against = options.against.clone().or_else(|| packs::original(model));
    let first = reader(model, against.as_deref())?;
    let setting = Setting {
        model: name(first.model.pack()),
        against: first.against.as_ref().map(|p| name(p.pack())),
        seeds: text.to_owned(),
        seconds: usual.seconds,
        fps: usual.fps,
    };
    let mut suite = empty(&first);
    let mut readers = vec![first];
    while readers.len() < threads {
        readers.push(reader(model, against.as_deref())?);
    }
    let bar = progress::frames("measuring", Some(plan::frames(&clips)));
    let readings = work::read(&clips, readers, stop, &bar)?;
    bar.finish_and_clear();
    for (clip, reading) in clips.iter().zip(&readings) {
        add(&mut suite, clip, reading)?;
    }
    Ok(suite.finish(setting))
}

/// How many threads to read with.
pub fn threads(wanted: Option<usize>) -> Result<usize, Problem> {
    match wanted {
        Some(threads) if (1..=THREADS_MAX).contains(&threads) => Ok(threads),
        Some(threads) => Err(Problem::bad_input(
            format_args!("{threads} threads are outside of 1 to {THREADS_MAX}"),
            Some("leave --threads out to use every core"),
        )),
        None => Ok(thread::available_parallelism().map_or(1, |n| n.get().min(THREADS_MAX))),
    }
}

/// The packs, each in a pipeline that has seen nothing yet.
fn reader(model: Option<&str>, against: Option<&str>) -> Result<Reader, Problem> {
    let detector = |pack: Option<&str>| -> Result<Pipeline, Problem> {
        let pipeline = packs::pipeline(pack, None)?;
        packs::detector(pipeline.pack(), "the suite measures boxes")?;
        Ok(pipeline)
    };
    Ok(Reader {
        model: detector(model)?,
        against: against.map(|pack| detector(Some(pack))).transpose()?,
    })
}

/// What reports call a pack.
pub fn name(pack: &PackInfo) -> PackName {
    PackName {
        name: pack.name.clone(),
        version: pack.version.clone(),
        sha256: pack.sha256.clone(),
    }
}

fn empty(reader: &Reader) -> Suite {
    let evaluation = |pipeline: &Pipeline| Evaluation::new(pipeline.pack().thresholds);
    Suite {
        normal: evaluation(&reader.model),
        against: reader.against.as_ref().map(evaluation),
        defects: evaluation(&reader.model),
        held_out: evaluation(&reader.model),
        counter_examples: FalseAlarms::new(reader.model.pack().thresholds),
    }
}

fn add(suite: &mut Suite, clip: &Clip, reading: &Reading) -> Result<(), Problem> {
    let labels: &[FrameRecord] = &reading.labels;
    match clip.part {
        Part::Normal => {
            if let Some(against) = &mut suite.against {
                against.add(labels, &reading.against)?;
            }
            suite.normal.add(labels, &reading.frames)?;
        }
        Part::Defect => suite.defects.add(labels, &reading.frames)?,
        Part::HeldOut => suite.held_out.add(labels, &reading.frames)?,
        Part::CounterExample => suite.counter_examples.add(labels, &reading.frames)?,
    }
    Ok(())
}
