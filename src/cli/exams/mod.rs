//! `evaluate --exams`: whole phantom sweeps, read as `read` does, their exams held against the truth.

mod kept;
mod plan;

use std::{
    io::Write as _,
    path::{Path, PathBuf},
};

use indicatif::ProgressBar;
use phantom::Config;
use second_reader::{
    anatomy::Profile,
    detector::PackInfo,
    evaluate::exams::{ExamOutcome, Exams, ExamsReport, ExamsSetting, SweepTruth},
    exam::protocol::Settings,
    record::{ExamRecord, FrameRecord, ModelRecord, OutDir, SourceRecord},
    service::{Pipeline, stop::Stop},
};
use serde::Serialize;

use super::{
    exam, packs,
    problem::Problem,
    progress,
    suite::{self, plan::seeds, work},
};
use kept::Kept;
use plan::Sweep;

const SEEDS: &str = "601-900";
const FPS: f64 = 25.0;
/// Length of a sweep, as real ones have it: ten that the published system read (Komatsu et al. 2021, doi
/// 10.3390/app11010371) are of 168 to 574 frames, the middle one of 421; taken for 25 to 30 a second, 14 to 17 s.
const SECONDS: f64 = 16.0;

/// How `evaluate --exams` measures.
#[derive(clap::Args)]
pub struct Options {
    /// Measure whole exams on phantom sweeps, one for each seed: half of normal hearts, half with a defect,
    /// on mixed screens at 640x480, led by steady and shaky hands, age and side entered as they are; and
    /// some incomplete, hasty, frozen and turned ones. Takes an hour for 300 seeds on two cores.
    #[arg(long, group = "drawn", conflicts_with_all = ["labels", "frames", "report", "against"])]
    pub exams: bool,
    /// Keep labels and readings of each sweep: DIR/NAME.jsonl and DIR/NAME/frames.jsonl. What lies there
    /// already is taken instead of drawing the sweep again, whatever model read it.
    #[arg(long, requires = "exams", conflicts_with = "suite", value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Draw nothing: measure the sweeps that the folder of --keep holds, of the seeds where --seeds is
    /// given.
    #[arg(long, requires = "keep")]
    kept_only: bool,
    /// Write exams.json, exams.txt and sweeps.jsonl (what is true of each sweep, and what the exam said)
    /// to this folder.
    #[arg(long, requires = "exams", conflicts_with = "suite", value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Measures the exams of a pack.
pub fn measure(
    options: &Options,
    shared: &suite::Options,
    model: Option<&str>,
    stop: &Stop,
) -> Result<ExamsReport, Problem> {
    let usual = Config {
        width: 640,
        height: 480,
        seconds: shared.seconds.unwrap_or(SECONDS),
        fps: shared.fps.unwrap_or(FPS),
        ..Config::default()
    };
    let folder = options.out.as_deref().map(OutDir::create).transpose()?;
    let kept = options.keep.clone().map(Kept::new);
    let (sweeps, told) = match &kept {
        Some(kept) if options.kept_only => {
            let some = shared.seeds.as_deref().map(seeds).transpose()?;
            (kept.sweeps(some.as_deref())?, shared.seeds.clone())
        }
        _ => {
            let text = shared.seeds.as_deref().unwrap_or(SEEDS);
            (plan::sweeps(&seeds(text)?, &usual)?, Some(text.to_owned()))
        }
    };
    let exams = read(&sweeps, kept.as_ref(), shared.threads, model, stop);
    if exams.is_err() && stop.is_set() && kept.is_some() {
        let message =
            "interrupted; the readings of whole sweeps were kept, nothing else was written";
        return Err(Problem::cut_short(message));
    }
    let exams = exams?;
    let report = exams.gather(&sweeps, told, &usual)?;
    if let Some(folder) = folder {
        write(folder, &report, &sweeps, &exams.readings)?;
    }
    Ok(report)
}

/// What came of each sweep.
struct Readings {
    pack: PackInfo,
    profile: Profile,
    readings: Vec<Reading>,
}

/// A sweep: what is true of it, what was found in it, and what the exam said.
struct Reading {
    labels: Vec<FrameRecord>,
    frames: Vec<FrameRecord>,
    outcome: ExamOutcome,
}

/// What one thread reads with: a pipeline where there is something to draw.
struct Reader {
    pipeline: Option<Pipeline>,
}

fn read(
    sweeps: &[Sweep],
    kept: Option<&Kept>,
    threads: Option<usize>,
    model: Option<&str>,
    stop: &Stop,
) -> Result<Readings, Problem> {
    let threads = suite::threads(threads)?.min(sweeps.len());
    let name = model.unwrap_or(packs::DEFAULT_PACK);
    let pack = packs::info(name)?;
    packs::detector(&pack, "exams are read from structures")?;
    let profile = packs::profile(None)?;
    let is_kept = |sweep: &Sweep| kept.is_some_and(|kept| kept.holds(&sweep.name));
    let drawn: Vec<_> = sweeps.iter().filter(|s| !is_kept(s)).collect();
    let mut readers = Vec::new();
    while readers.len() < threads {
        let pipeline = match drawn.is_empty() {
            true => None,
            false => Some(packs::pipeline(model, None)?),
        };
        readers.push(Reader { pipeline });
    }
    let examiner = Examiner {
        pack: &pack,
        profile: &profile,
    };
    let frames = drawn.iter().map(|sweep| sweep.frames()).sum();
    let bar = progress::frames("measuring", Some(frames));
    let readings = work::each(sweeps, readers, |reader, sweep| {
        let [labels, frames] = reader.read(sweep, kept, stop, &bar)?;
        let outcome = examiner.outcome(&sweep.name, &labels, &frames)?;
        Ok(Reading {
            labels,
            frames,
            outcome,
        })
    })?;
    bar.finish_and_clear();
    Ok(Readings {
        pack,
        profile,
        readings,
    })
}

impl Reader {
    /// Labels and readings of a sweep: those that are kept, else those of the sweep as it is drawn.
    fn read(
        &mut self,
        sweep: &Sweep,
        kept: Option<&Kept>,
        stop: &Stop,
        bar: &ProgressBar,
    ) -> Result<[Vec<FrameRecord>; 2], Problem> {
        if stop.is_set() {
            return Err(Problem::interrupted());
        }
        if let Some(there) = kept.and_then(|kept| kept.load(&sweep.name).transpose()) {
            return there;
        }
        let (Some(config), Some(pipeline)) = (&sweep.config, &mut self.pipeline) else {
            let message = format!("{}: its readings are gone", sweep.name);
            return Err(Problem::bad_input(
                message,
                Some("leave them while it runs"),
            ));
        };
        let (mut labels, mut frames) = (Vec::new(), Vec::new());
        pipeline.begin_anew();
        work::draw(config, stop, |frame, label| {
            labels.push(label);
            frames.push(work::step(pipeline, frame)?);
            bar.inc(1);
            Ok(())
        })?;
        if let Some(kept) = kept {
            kept.save(&sweep.name, &labels, &frames)?;
        }
        Ok([labels, frames])
    }
}

/// Makes an exam of readings.
struct Examiner<'a> {
    pack: &'a PackInfo,
    profile: &'a Profile,
}

impl Examiner<'_> {
    /// What the exam says of a sweep whose examiner enters what is true.
    fn outcome(
        &self,
        name: &str,
        labels: &[FrameRecord],
        frames: &[FrameRecord],
    ) -> Result<ExamOutcome, Problem> {
        let entered = SweepTruth::read(labels).entered();
        let exam = exam::again(
            frames,
            self.pack,
            self.profile.clone(),
            entered,
            Settings {
                findings: true,
                ..Settings::default()
            },
            Path::new(name),
        )?;
        let source = SourceRecord {
            name: name.to_owned(),
            width: 0,
            height: 0,
            fps: None,
        };
        let record = ExamRecord::new(&exam, ModelRecord::of(self.pack), source);
        let record = serde_json::to_value(record).map_err(unwritable)?;
        Ok(ExamOutcome::of_record(&record))
    }
}

impl Readings {
    fn gather(
        &self,
        sweeps: &[Sweep],
        seeds: Option<String>,
        usual: &Config,
    ) -> Result<ExamsReport, Problem> {
        let mut exams = Exams::new(self.profile.clone());
        for (sweep, reading) in sweeps.iter().zip(&self.readings) {
            exams.add(
                sweep.kind,
                &reading.labels,
                &reading.frames,
                reading.outcome.clone(),
            )?;
        }
        Ok(exams.finish(ExamsSetting {
            model: suite::name(&self.pack),
            profile: format!("{} {}", self.profile.name, self.profile.version),
            seeds,
            seconds: usual.seconds,
            fps: usual.fps,
        }))
    }
}

/// A line of sweeps.jsonl.
#[derive(Serialize)]
struct SweepLine<'a> {
    name: &'a str,
    kind: &'static str,
    truth: SweepTruth,
    exam: &'a ExamOutcome,
}

fn write(
    mut folder: OutDir,
    report: &ExamsReport,
    sweeps: &[Sweep],
    readings: &[Reading],
) -> Result<(), Problem> {
    let mut lines = String::new();
    for (sweep, reading) in sweeps.iter().zip(readings) {
        let line = SweepLine {
            name: &sweep.name,
            kind: sweep.kind.name(),
            truth: SweepTruth::read(&reading.labels),
            exam: &reading.outcome,
        };
        lines.push_str(&serde_json::to_string(&line).map_err(unwritable)?);
        lines.push('\n');
    }
    let json = serde_json::to_string_pretty(report).map_err(unwritable)?;
    for (name, text) in [
        ("exams.json", format!("{json}\n")),
        ("exams.txt", report.to_string()),
        ("sweeps.jsonl", lines),
    ] {
        let place = folder.path(name);
        let mut file = folder.file(name)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.flush());
        written.map_err(|e| Problem::file(&place, &e))?;
    }
    Ok(folder.commit()?)
}

fn unwritable(error: serde_json::Error) -> Problem {
    Problem::failure(error, None::<String>)
}
