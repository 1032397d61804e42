use std::{
    fmt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use second_reader::{
    capture::{Counts, Frame, Signal, Source, Step},
    service::{stats::Histogram, stop::Stop},
};
use serde::Serialize;

use super::{Choice, NO_FRAME_HINT, masked::Mask, name, seconds};
use crate::cli::{problem::Problem, staged::Staged, stop_on_signals, summary};

/// Measure a capture device: rate, gaps, damaged and repeated frames, latency, changes of state.
///
/// Fails where no frame came.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// How long, seconds.
    #[arg(long, value_name = "N", default_value_t = 10.0, value_parser = seconds)]
    seconds: f64,
    /// Save the last picture as PNG: the ultrasound sector alone, all else black.
    #[arg(long, value_name = "FILE.png")]
    out: Option<PathBuf>,
    /// Save the whole screen, patients' names included.
    #[arg(long, requires = "out")]
    whole_screen: bool,
    /// Print JSON.
    #[arg(long)]
    json: bool,
}

/// Wait after a fault before the device is asked again.
const RETRY: Duration = Duration::from_millis(100);

pub fn test(arguments: &Arguments) -> Result<(), Problem> {
    let stop = stop_on_signals()?;
    let picture = arguments.out.as_deref().map(Staged::create).transpose()?;
    let mut source = arguments.choice.open(&stop)?;
    let mut trial = Trial::new(picture.as_ref().map(|_| Mask::new(arguments.whole_screen)));
    trial.run(
        &mut source,
        Duration::from_secs_f64(arguments.seconds),
        &stop,
    )?;
    let report = trial.report(&source, source.counts());
    if arguments.json {
        let json = serde_json::to_string_pretty(&report);
        summary::say(json.map_err(|e| Problem::failure(e, None::<String>))?)?;
    } else {
        summary::say(&report)?;
    }
    if report.frames == 0 {
        let why = trial.last_fault.map_or("nothing came", Signal::words);
        return Err(Problem::bad_input(
            format_args!("no frame came: {why}"),
            Some(NO_FRAME_HINT),
        ));
    }
    match (picture, &arguments.out) {
        (Some(file), Some(place)) => save(file, place, &trial.picture),
        _ => Ok(()),
    }
}

/// Writes the picture.
fn save(file: Staged, place: &Path, picture: &Picture) -> Result<(), Problem> {
    if !picture.found {
        return Err(Problem::bad_input(
            format_args!(
                "{}: not written: no ultrasound sector was found",
                name(place)
            ),
            Some("show a moving ultrasound picture; --whole-screen saves all, names included"),
        ));
    }
    let fail = |e: png::EncodingError| Problem::failure(e, None::<String>);
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
    let mut encoder = png::Encoder::new(file.writer(), side(picture.width), side(picture.height));
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().map_err(fail)?;
    writer.write_image_data(&picture.luma).map_err(fail)?;
    writer.finish().map_err(fail)?;
    file.keep()
}

/// The last picture in which there was something to keep.
#[derive(Default)]
struct Picture {
    luma: Vec<u8>,
    width: usize,
    height: usize,
    found: bool,
}

/// What is measured while frames come.
pub struct Trial {
    mask: Option<Mask>,
    picture: Picture,
    fresh: Vec<u8>,
    start: Instant,
    states: Vec<Change>,
    last_fault: Option<Signal>,
    /// Times of the first and the last frame in the source's own time.
    span: Option<(Duration, Duration)>,
    frames: u64,
    repeated: u64,
    last: Vec<u8>,
    interval: Histogram,
    latency: Histogram,
}

/// A change of state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// Seconds since the start.
    pub at_s: f64,
    /// `running`, or the name of what is wrong.
    pub state: &'static str,
}

impl Trial {
    pub fn new(mask: Option<Mask>) -> Self {
        Self {
            mask,
            picture: Picture::default(),
            fresh: Vec::new(),
            start: Instant::now(),
            states: Vec::new(),
            last_fault: None,
            span: None,
            frames: 0,
            repeated: 0,
            last: Vec::new(),
            interval: Histogram::default(),
            latency: Histogram::default(),
        }
    }

    /// Takes frames for that long, or until the source ends or `stop` is raised.
    pub fn run(
        &mut self,
        source: &mut dyn Source,
        length: Duration,
        stop: &Stop,
    ) -> Result<(), Problem> {
        self.start = Instant::now();
        let mut frame = Frame::default();
        while !stop.is_set() && self.start.elapsed() < length {
            match source.next(&mut frame)? {
                Step::Frame => {
                    if let Some(delay) = source.delay() {
                        self.latency.record(delay);
                    }
                    self.frame(&frame);
                }
                Step::Fault(signal) if !stop.is_set() => {
                    self.change(signal.name());
                    self.last_fault = Some(signal);
                    stop.sleep_until(Instant::now() + RETRY);
                }
                Step::Fault(_) | Step::End => break,
            }
        }
        Ok(())
    }

    fn frame(&mut self, frame: &Frame) {
        self.change("running");
        self.frames += 1;
        let (first, before) = self.span.unwrap_or((frame.time, frame.time));
        if self.span.is_some() {
            self.interval.record(frame.time.saturating_sub(before));
            self.repeated += u64::from(self.last == frame.luma);
        }
        self.span = Some((first, frame.time));
        self.last.clone_from(&frame.luma);
        let Some(mask) = &mut self.mask else {
            return;
        };
        if mask.take(frame, &mut self.fresh) {
            std::mem::swap(&mut self.picture.luma, &mut self.fresh);
            (self.picture.width, self.picture.height) = (frame.width, frame.height);
            self.picture.found = true;
        }
    }

    fn change(&mut self, state: &'static str) {
        if self.states.last().is_none_or(|last| last.state != state) {
            let at_s = self.start.elapsed().as_secs_f64();
            self.states.push(Change { at_s, state });
        }
    }

    pub fn report(&self, source: &dyn Source, counts: Counts) -> Report {
        let info = source.info();
        let passed = self
            .span
            .map_or(Duration::ZERO, |(first, last)| last - first);
        let intervals = self.frames.saturating_sub(1) as f64;
        let known = self.latency.count() > 0;
        Report {
            source: info.name.clone(),
            width: info.width,
            height: info.height,
            fps_stated: info.fps,
            seconds: self.start.elapsed().as_secs_f64(),
            frames: self.frames,
            fps: if passed > Duration::ZERO {
                intervals / passed.as_secs_f64()
            } else {
                0.0
            },
            interval_ms_median: self.interval.median_ms(),
            interval_ms_max: self.interval.max_ms(),
            gaps: counts
                .lost
                .saturating_sub(counts.superseded + counts.damaged),
            damaged: counts.damaged,
            superseded: counts.superseded,
            repeated: self.repeated,
            starts: counts.starts,
            latency_ms_median: known.then(|| self.latency.median_ms()),
            latency_ms_p99: known.then(|| self.latency.p99_ms()),
            states: self.states.clone(),
        }
    }
}

/// What was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    pub source: String,
    pub width: usize,
    pub height: usize,
    pub fps_stated: Option<f64>,
    pub seconds: f64,
    pub frames: u64,
    /// By the times of the frames.
    pub fps: f64,
    pub interval_ms_median: f64,
    pub interval_ms_max: f64,
    /// Frames that the device never delivered.
    pub gaps: u64,
    pub damaged: u64,
    pub superseded: u64,
    /// Frames that equal the one before in every pixel.
    pub repeated: u64,
    pub starts: u64,
    /// From the driver's stamp to our hands.
    pub latency_ms_median: Option<f64>,
    pub latency_ms_p99: Option<f64>,
    pub states: Vec<Change>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let stated = match self.fps_stated {
            Some(fps) => format!(", {fps:.2} frames a second stated"),
            None => String::new(),
        };
        writeln!(f, "{}: {}x{}{stated}", self.source, self.width, self.height)?;
        writeln!(
            f,
            "  frames     {:>8} in {:.1} s: {:.2} a second, {:.1} ms apart (median), {:.1} ms at most",
            self.frames, self.seconds, self.fps, self.interval_ms_median, self.interval_ms_max
        )?;
        writeln!(f, "  gaps       {:>8} frames that never came", self.gaps)?;
        writeln!(f, "  damaged    {:>8} left out", self.damaged)?;
        writeln!(
            f,
            "  superseded {:>8} left out, as a newer one was there",
            self.superseded
        )?;
        writeln!(f, "  repeated   {:>8} equal the one before", self.repeated)?;
        match (self.latency_ms_median, self.latency_ms_p99) {
            (Some(median), Some(p99)) => writeln!(
                f,
                "  latency    {median:>8.1} ms median, {p99:.1} ms p99, from the driver's stamp to the frame read"
            )?,
            _ => writeln!(f, "  latency    not known: the driver gives no stamp")?,
        }
        write!(f, "  states    ")?;
        for Change { at_s, state } in &self.states {
            write!(f, " {state} at {at_s:.1} s")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use second_reader::capture::{CaptureError, SourceInfo};

    use super::*;

    /// Frames, the third like the second, then a fault, a frame, and the end.
    struct Script {
        info: SourceInfo,
        at: u8,
    }

    impl Source for Script {
        fn info(&self) -> &SourceInfo {
            &self.info
        }

        fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
            self.at += 1;
            (frame.width, frame.height) = (64, 64);
            frame.time = Duration::from_millis(40 * u64::from(self.at));
            frame.luma = vec![if self.at == 3 { 2 } else { self.at }; 64 * 64];
            Ok(match self.at {
                4 => Step::Fault(Signal::NoLock),
                6 => Step::End,
                _ => Step::Frame,
            })
        }

        fn delay(&self) -> Option<Duration> {
            Some(Duration::from_millis(5))
        }
    }

    fn measured(mask: Option<Mask>) -> (Trial, Report) {
        let info = SourceInfo {
            name: "v4l2 /dev/video7 YUYV".to_owned(),
            width: 64,
            height: 64,
            fps: Some(25.0),
            frames: None,
        };
        let mut source = Script { info, at: 0 };
        let mut trial = Trial::new(mask);
        trial
            .run(&mut source, Duration::from_secs(60), &Stop::default())
            .unwrap();
        let counts = Counts {
            lost: 5,
            damaged: 2,
            superseded: 1,
            ..Counts::default()
        };
        let report = trial.report(&source, counts);
        (trial, report)
    }

    #[test]
    fn a_trial_counts_what_came_and_names_the_states() {
        let (trial, report) = measured(None);
        assert_eq!((report.frames, report.repeated, report.gaps), (4, 1, 2));
        assert_eq!(report.interval_ms_max, 80.0);
        assert!((report.fps - 3.0 / 0.16).abs() < 1e-9);
        assert_eq!(report.latency_ms_median, Some(5.0));
        let states: Vec<_> = report.states.iter().map(|change| change.state).collect();
        assert_eq!(states, ["running", "no_lock", "running"]);
        assert_eq!(trial.last_fault, Some(Signal::NoLock));
        let text = report.to_string();
        assert!(
            text.starts_with("v4l2 /dev/video7 YUYV: 64x64, 25.00 frames"),
            "{text}"
        );
        assert!(text.contains("no_lock at 0."), "{text}");
    }

    #[test]
    fn a_picture_without_a_sector_is_not_saved_unless_the_whole_screen_is_wanted() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("picture.png");
        let (trial, _) = measured(Some(Mask::new(false)));
        let error = save(Staged::create(&place).unwrap(), &place, &trial.picture).unwrap_err();
        assert!(
            error
                .hint()
                .is_some_and(|hint| hint.contains("--whole-screen"))
        );
        assert!(!place.exists());
        let (trial, _) = measured(Some(Mask::new(true)));
        save(Staged::create(&place).unwrap(), &place, &trial.picture).unwrap();
        let saved = image::open(&place).unwrap().into_luma8();
        assert_eq!(
            (saved.width(), saved.height(), saved.as_raw()[0]),
            (64, 64, 5)
        );
    }
}
