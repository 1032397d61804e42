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
use phantom::{Config, Phantom};
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

/// Reads the sweeps of a suite.
pub fn read(
    clips: &[Clip],
    readers: Vec<Reader>,
    stop: &Stop,
    bar: &ProgressBar,
) -> Result<Vec<Reading>, Problem> {
    each(clips, readers, |reader, clip| reader.read(clip, stop, bar))
}

/// Does something with each of `all`, a thread for each worker. The results stand in the order of `all`
/// and do not depend on how many workers there are. Behind the first problem nothing more is begun.
pub fn each<A: Sync, W: Send, R: Send>(
    all: &[A],
    workers: Vec<W>,
    work: impl Fn(&mut W, &A) -> Result<R, Problem> + Sync,
) -> Result<Vec<R>, Problem> {
    let (next, failed) = (AtomicUsize::new(0), AtomicBool::new(false));
    let done = Mutex::new(Vec::with_capacity(all.len()));
    thread::scope(|scope| {
        for mut worker in workers {
            let (next, failed, done, work) = (&next, &failed, &done, &work);
            scope.spawn(move || {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(one) = all.get(at) else { return };
                    if failed.load(Ordering::Relaxed) {
                        return;
                    }
                    let result = work(&mut worker, one);
                    failed.fetch_or(result.is_err(), Ordering::Relaxed);
                    let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
                    done.push((at, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

/// Draws a sweep and hands over each frame with its label.
pub fn draw(
    config: &Config,
    stop: &Stop,
    mut see: impl FnMut(&Frame, FrameRecord) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut phantom = Phantom::new(config.clone())?;
    let labels = Labels::of(&phantom);
    let mut frame = Frame::default();
    for number in 0..phantom.frames() {
        if stop.is_set() {
            return Err(Problem::interrupted());
        }
        let truth = phantom.frame(number, &mut frame.luma);
        frame.number = number;
        frame.time = Duration::from_secs_f64(number as f64 / config.fps);
        (frame.width, frame.height) = (config.width, config.height);
        see(&frame, labels.line(number, &truth))?;
    }
    Ok(())
}

impl Reader {
    fn read(&mut self, clip: &Clip, stop: &Stop, bar: &ProgressBar) -> Result<Reading, Problem> {
        let mut against = self.against.as_mut().filter(|_| clip.part == Part::Normal);
        let mut reading = Reading::default();
        self.model.begin_anew();
        if let Some(against) = &mut against {
            against.begin_anew();
        }
        draw(&clip.config, stop, |frame, label| {
            reading.labels.push(label);
            reading.frames.push(step(&mut self.model, frame)?);
            if let Some(against) = &mut against {
                reading.against.push(step(against, frame)?);
            }
            bar.inc(1);
            Ok(())
        })?;
        Ok(reading)
    }
}

/// What is found in a frame, as `frames.jsonl` has it.
pub fn step(pipeline: &mut Pipeline, frame: &Frame) -> Result<FrameRecord, Problem> {
    let found = pipeline.step(frame)?;
    let mut record = FrameRecord::default();
    record.fill(&found.observation, found.view);
    Ok(record)
}
