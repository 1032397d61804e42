//! Reads the sweeps of a suite, several at a time.

use std::{
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use indicatif::ProgressBar;
use phantom::Phantom;
use second_reader::{
    capture::Frame,
    record::FrameRecord,
    service::{Pipeline, stop::Stop},
};

use super::{
    super::{labels::Labels, problem::Problem},
    plan::{Clip, Part},
};

/// What one thread reads with.
pub struct Reader {
    pub model: Pipeline,
    pub against: Option<Pipeline>,
}

/// The labels of a sweep and what was found in it.
#[derive(Debug, Default)]
pub struct Reading {
    pub labels: Vec<FrameRecord>,
    pub frames: Vec<FrameRecord>,
    /// What the other pack found; empty where it did not read.
    pub against: Vec<FrameRecord>,
}

/// Reads the sweeps, a thread for each reader. The readings stand in the order of `clips` and do
/// not depend on how many readers there are.
pub fn read(
    clips: &[Clip],
    readers: Vec<Reader>,
    stop: &Stop,
    bar: &ProgressBar,
) -> Result<Vec<Reading>, Problem> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let done = Mutex::new(Vec::with_capacity(clips.len()));
    thread::scope(|scope| {
        for mut reader in readers {
            let (next, failed, done) = (&next, &failed, &done);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(clip) = clips.get(at) else { return };
                    if failed.load(Ordering::Relaxed) {
                        return;
                    }
                    let reading = reader.read(clip, stop, bar);
                    failed.fetch_or(reading.is_err(), Ordering::Relaxed);
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.push((at, reading));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, reading)| reading).collect()
}

impl Reader {
    fn read(&mut self, clip: &Clip, stop: &Stop, bar: &ProgressBar) -> Result<Reading, Problem> {
        let mut phantom = Phantom::new(clip.config.clone())?;
        let labels = Labels::of(&phantom);
        let mut against = self.against.as_mut().filter(|_| clip.part == Part::Normal);
        let (mut reading, mut frame) = (Reading::default(), Frame::default());
        self.model.begin_anew();
        if let Some(against) = &mut against {
            against.begin_anew();
        }
        for number in 0..phantom.frames() {
            if stop.is_set() {
                return Err(Problem::interrupted());
            }
            let truth = phantom.frame(number, &mut frame.luma);
            frame.number = number;
            frame.time = Duration::from_secs_f64(number as f64 / clip.config.fps);
            (frame.width, frame.height) = (clip.config.width, clip.config.height);
            reading.labels.push(labels.line(number, &truth));
            reading.frames.push(step(&mut self.model, &frame)?);
            if let Some(against) = &mut against {
                reading.against.push(step(against, &frame)?);
            }
            bar.inc(1);
        }
        Ok(reading)
    }
}

/// What is found in a frame, as `frames.jsonl` has it.
fn step(pipeline: &mut Pipeline, frame: &Frame) -> Result<FrameRecord, Problem> {
    let found = pipeline.step(frame)?;
    let mut record = FrameRecord::default();
    record.fill(&found.observation, found.view, found.sector);
    Ok(record)
}
