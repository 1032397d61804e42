//! The figures of a bench, for people and as JSON.

use std::fmt;

use second_reader::{detector::PackInfo, service::stats::Meter};
use serde::Serialize;

use super::bench_capture::{self, Cost};

/// What one stage costs a frame.
#[derive(Debug, Serialize)]
pub struct Stage {
    name: &'static str,
    median_ms: f64,
    p99_ms: f64,
    allocations_per_frame: f64,
}

impl Stage {
    /// The figures of a meter.
    pub fn new(name: &'static str, meter: &Meter) -> Self {
        let count = meter.times.count().max(1);
        Self {
            name,
            median_ms: meter.times.median_ms(),
            p99_ms: meter.times.p99_ms(),
            allocations_per_frame: meter.allocations as f64 / count as f64,
        }
    }
}

/// What a screen of 1920x1080 costs: all of it, and what is new of it with a new frame.
#[derive(Debug, Serialize)]
pub struct Redraw {
    whole_ms_median: f64,
    whole_ms_p99: f64,
    update_ms_median: f64,
    update_ms_p99: f64,
    /// How often an update goes into a whole redraw.
    whole_over_update: f64,
}

impl Redraw {
    /// The figures of two meters of the same frames.
    pub fn new(whole: &Meter, update: &Meter) -> Self {
        let update_ms = update.times.median_ms();
        Self {
            whole_ms_median: whole.times.median_ms(),
            whole_ms_p99: whole.times.p99_ms(),
            update_ms_median: update_ms,
            update_ms_p99: update.times.p99_ms(),
            whole_over_update: whole.times.median_ms() / update_ms.max(0.001),
        }
    }
}

impl fmt::Display for Redraw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "screen of 1920x1080: all of it {:.2} ms ({:.2} p99), a live update {:.2} ms ({:.2} p99), {:.1} times less",
            self.whole_ms_median,
            self.whole_ms_p99,
            self.update_ms_median,
            self.update_ms_p99,
            self.whole_over_update
        )
    }
}

/// How the live service did.
#[derive(Debug, Serialize)]
pub struct Live {
    /// How long it ran, as measured.
    pub seconds: f64,
    /// Frames that came.
    pub frames: u64,
    /// Frames that were read.
    pub frames_read: u64,
    /// Frames that were dropped.
    pub frames_dropped: u64,
    /// Readings that were not drawn because a later one came first.
    pub readings_not_drawn: u64,
    /// Pictures that the viewer at the page got.
    pub pictures_delivered: u64,
    /// Viewers beside it that took nothing of what they asked for.
    pub viewers_stalled: u8,
    /// From the moment at which a frame was taken until its sector lies before the detector.
    pub capture_to_detector_ms_median: f64,
    /// From the moment at which a frame was taken until its sector lies before the detector.
    pub capture_to_detector_ms_p99: f64,
    /// From a frame's arrival until its screen is drawn, encoded and handed to the page.
    pub source_to_screen_ms_median: f64,
    /// From a frame's arrival until its screen is drawn, encoded and handed to the page.
    pub source_to_screen_ms_p99: f64,
    /// The most memory that was resident.
    pub resident_bytes_max: Option<u64>,
    /// Of what: `live`, or `all` where drawing the clip counts too.
    pub resident_bytes_max_of: &'static str,
}

/// All figures.
#[derive(Debug, Serialize)]
pub struct Report {
    schema: u32,
    software: &'static str,
    model: String,
    model_sha256: String,
    width: usize,
    height: usize,
    fps: u32,
    stages: Vec<Stage>,
    screen_1920x1080: Redraw,
    capture_to_crop: Vec<Cost>,
    /// Of all stages but the model's, whose engine allocates as it likes.
    allocations_per_frame_without_model: f64,
    live: Live,
}

impl Report {
    /// Puts the figures together; `clip` is width, height and frames a second.
    pub fn new(
        pack: &PackInfo,
        clip: (usize, usize, u32),
        stages: Vec<Stage>,
        screen_1920x1080: Redraw,
        capture_to_crop: Vec<Cost>,
        live: Live,
    ) -> Self {
        let ours = stages.iter().filter(|s| s.name != "model");
        Self {
            schema: 1,
            software: env!("CARGO_PKG_VERSION"),
            model: format!("{} {}", pack.name, pack.version),
            model_sha256: pack.sha256.clone(),
            width: clip.0,
            height: clip.1,
            fps: clip.2,
            allocations_per_frame_without_model: ours.map(|s| s.allocations_per_frame).sum(),
            stages,
            screen_1920x1080,
            capture_to_crop,
            live,
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            width, height, fps, ..
        } = self;
        writeln!(
            f,
            "{width}x{height} at {fps} frames a second, {}",
            self.model
        )?;
        writeln!(f, "stage         median ms    p99 ms   allocations/frame")?;
        for s in &self.stages {
            let Stage {
                name,
                median_ms,
                p99_ms,
                allocations_per_frame: n,
            } = s;
            writeln!(f, "{name:<12} {median_ms:>10.2} {p99_ms:>9.2} {n:>19.2}")?;
        }
        let ours = self.allocations_per_frame_without_model;
        writeln!(
            f,
            "allocations per frame in steady state, without the model's engine: {ours:.2}"
        )?;
        writeln!(f, "{}", self.screen_1920x1080)?;
        writeln!(f, "{}", bench_capture::HEAD)?;
        for cost in &self.capture_to_crop {
            writeln!(f, "{cost}")?;
        }
        let live = &self.live;
        writeln!(
            f,
            "live for {:.1} s, in real time, with a viewer at the page:",
            live.seconds
        )?;
        writeln!(
            f,
            "  frames            {:>8} came, {} read",
            live.frames, live.frames_read
        )?;
        writeln!(f, "  dropped           {:>8}", live.frames_dropped)?;
        writeln!(
            f,
            "  pictures          {:>8} delivered, {} viewers that take none; {} readings not drawn as a later one came first",
            live.pictures_delivered, live.viewers_stalled, live.readings_not_drawn
        )?;
        let (median, p99) = (
            live.capture_to_detector_ms_median,
            live.capture_to_detector_ms_p99,
        );
        writeln!(
            f,
            "  to the detector   {median:>8.1} ms median, {p99:.1} ms p99, from capture"
        )?;
        let (median, p99) = (
            live.source_to_screen_ms_median,
            live.source_to_screen_ms_p99,
        );
        writeln!(
            f,
            "  source to screen  {median:>8.1} ms median, {p99:.1} ms p99, drawing and PNG included"
        )?;
        match live.resident_bytes_max {
            Some(bytes) => {
                let mib = bytes as f64 / f64::from(1 << 20);
                write!(f, "  resident memory   {mib:>8.0} MiB at most")
            }
            None => write!(f, "  resident memory   not known on this system"),
        }
    }
}
