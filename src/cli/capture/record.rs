use std::{
    fs::File,
    io::BufWriter,
    path::PathBuf,
    time::{Duration, Instant},
};

use second_reader::{
    capture::{FPS_DEFAULT, Frame, Source, Step, Y4mWriter},
    service::stop::Stop,
};

use super::{Choice, NO_FRAME_HINT, masked::Mask, name, seconds};
use crate::cli::{problem::Problem, staged::Staged, stop_on_signals, summary};

/// Record a test clip: the ultrasound sector alone, all else black.
///
/// The clip keeps the time: frames that did not come are repeats of the one before, or black where
/// the gap is longer than half a second.
#[derive(clap::Args)]
pub struct Arguments {
    #[command(flatten)]
    choice: Choice,
    /// How long, seconds.
    #[arg(long, value_name = "N", value_parser = seconds)]
    seconds: f64,
    /// The clip to write.
    #[arg(long, value_name = "CLIP.y4m")]
    out: PathBuf,
    /// Record the whole screen, patients' names included.
    #[arg(long)]
    whole_screen: bool,
}

/// Longest gap that is filled with the picture before it, seconds.
const GAP_S_MAX: f64 = 0.5;
/// Wait after a fault before the device is asked again.
const RETRY: Duration = Duration::from_millis(100);

pub fn record(arguments: &Arguments) -> Result<(), Problem> {
    let stop = stop_on_signals()?;
    let file = Staged::create(&arguments.out)?;
    let mut source = arguments.choice.open(&stop)?;
    let mask = Mask::new(arguments.whole_screen);
    let length = Duration::from_secs_f64(arguments.seconds);
    let mut clip = Clip::new(&file, mask);
    let taken = clip.take(&mut source, length, &stop)?;
    clip.finish()?;
    match taken {
        Taken { frames: 0, .. } => {
            return Err(Problem::bad_input(
                "no frame came: nothing is written",
                Some(NO_FRAME_HINT),
            ));
        }
        Taken { with_sector: 0, .. } => {
            return Err(Problem::bad_input(
                format_args!(
                    "no ultrasound sector was found in {} frames: nothing is written",
                    taken.frames
                ),
                Some(
                    "show a moving ultrasound picture; --whole-screen records all, names included",
                ),
            ));
        }
        _ => {}
    }
    file.keep()?;
    let Taken {
        frames,
        with_sector,
        written,
    } = taken;
    summary::say(format_args!(
        "{}: {written} frames, made of {frames} that came, {with_sector} of them with a picture",
        name(&arguments.out)
    ))
}

/// What came of a recording.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Taken {
    frames: u64,
    with_sector: u64,
    written: u64,
}

/// A clip that keeps the time.
struct Clip<'a> {
    file: &'a Staged,
    mask: Mask,
    writer: Option<Y4mWriter<BufWriter<&'a File>>>,
    /// Width, height, and frames a second.
    shape: (usize, usize, f64),
    start: Duration,
    before: Vec<u8>,
    fresh: Vec<u8>,
    taken: Taken,
}

impl<'a> Clip<'a> {
    fn new(file: &'a Staged, mask: Mask) -> Self {
        Self {
            file,
            mask,
            writer: None,
            shape: (0, 0, 0.0),
            start: Duration::ZERO,
            before: Vec::new(),
            fresh: Vec::new(),
            taken: Taken::default(),
        }
    }

    fn take(
        &mut self,
        source: &mut dyn Source,
        length: Duration,
        stop: &Stop,
    ) -> Result<Taken, Problem> {
        let (start, mut frame) = (Instant::now(), Frame::default());
        while !stop.is_set() && start.elapsed() < length {
            match source.next(&mut frame)? {
                Step::Frame => self.frame(&frame, source.info().fps)?,
                Step::Fault(_) => stop.sleep_until(Instant::now() + RETRY),
                Step::End => break,
            }
        }
        Ok(self.taken)
    }

    fn frame(&mut self, frame: &Frame, fps: Option<f64>) -> Result<(), Problem> {
        let fail = |e: std::io::Error| self.file.fault(&e);
        self.taken.frames += 1;
        self.taken.with_sector += u64::from(self.mask.take(frame, &mut self.fresh));
        let (width, height, rate) = self.shape;
        let Some(writer) = &mut self.writer else {
            let fps = fps
                .filter(|fps| (1.0..=240.0).contains(fps))
                .unwrap_or(FPS_DEFAULT);
            let (width, height) = (frame.width, frame.height);
            let mut writer =
                Y4mWriter::new(self.file.writer(), width, height, fps).map_err(fail)?;
            writer.write(&self.fresh).map_err(fail)?;
            (self.shape, self.start) = ((width, height, fps), frame.time);
            (self.writer, self.taken.written) = (Some(writer), 1);
            std::mem::swap(&mut self.before, &mut self.fresh);
            return Ok(());
        };
        if (frame.width, frame.height) != (width, height) {
            return Err(Problem::bad_input(
                format_args!(
                    "the picture is {}x{} now and was {width}x{height}: nothing is written",
                    frame.width, frame.height
                ),
                Some("a clip has one size: record again"),
            ));
        }
        // A cast from float to integer saturates, and a negative number becomes 0.
        let due = ((frame.time - self.start).as_secs_f64() * rate).round() as u64 + 1;
        let missing = due.saturating_sub(self.taken.written + 1);
        if missing as f64 / rate > GAP_S_MAX {
            self.before.fill(0);
        }
        for _ in 0..missing {
            writer.write(&self.before).map_err(fail)?;
        }
        if due > self.taken.written {
            writer.write(&self.fresh).map_err(fail)?;
        }
        self.taken.written = self.taken.written.max(due);
        std::mem::swap(&mut self.before, &mut self.fresh);
        Ok(())
    }

    fn finish(self) -> Result<(), Problem> {
        let file = self.file;
        match self.writer.map(Y4mWriter::finish) {
            Some(Err(e)) => Err(file.fault(&e)),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use second_reader::capture::{OpenOptions, open};

    use super::*;

    fn frame(ms: u64, value: u8) -> Frame {
        Frame {
            time: Duration::from_millis(ms),
            width: 64,
            height: 64,
            luma: vec![value; 64 * 64],
            ..Frame::default()
        }
    }

    /// The first pixel of each frame of a clip.
    fn pixels(place: &Path) -> Vec<u8> {
        let mut source = open(&[place.to_owned()], OpenOptions::default()).unwrap();
        let (mut frame, mut pixels) = (Frame::default(), Vec::new());
        while source.next(&mut frame).unwrap() == Step::Frame {
            pixels.push(frame.luma[0]);
        }
        pixels
    }

    fn recorded(whole_screen: bool, frames: &[(u64, u8)]) -> (Taken, Vec<u8>) {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("clip.y4m");
        let file = Staged::create(&place).unwrap();
        let mut clip = Clip::new(&file, Mask::new(whole_screen));
        for (ms, value) in frames {
            clip.frame(&frame(*ms, *value), Some(25.0)).unwrap();
        }
        let taken = clip.taken;
        clip.finish().unwrap();
        file.keep().unwrap();
        (taken, pixels(&place))
    }

    #[test]
    fn a_clip_keeps_the_time_and_shows_no_old_picture_over_a_long_gap() {
        let frames = [(1000, 10), (1041, 20), (1043, 25), (1160, 30), (2160, 40)];
        let (taken, pixels) = recorded(true, &frames);
        assert_eq!((taken.frames, taken.written), (5, 30));
        assert_eq!(pixels[..5], [10, 20, 25, 25, 30]);
        assert_eq!(pixels[5..29], [0; 24]);
        assert_eq!(pixels[29], 40);
    }

    #[test]
    fn without_a_sector_nothing_of_the_screen_is_recorded() {
        let (taken, pixels) = recorded(false, &[(0, 200), (40, 210)]);
        assert_eq!((taken.frames, taken.with_sector), (2, 0));
        assert_eq!(pixels, [0, 0]);
    }
}
