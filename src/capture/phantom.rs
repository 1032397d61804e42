//! The phantom as a source: it enters where a camera would.

use std::time::Duration;

use ::phantom::{Config, ConfigError, Phantom};

use super::formats::Layout;
use super::y4m::luma;
use super::{CaptureError, Frame, Source, SourceInfo, Step};

/// A phantom that sweeps again and again, or for a given number of frames.
pub struct PhantomSource {
    phantom: Phantom,
    info: SourceInfo,
    next: u64,
    /// Whether any frame is in colour, and the last one that was drawn so.
    in_colour: bool,
    rgb: Vec<u8>,
}

impl PhantomSource {
    /// Builds the phantom. `frames` bounds the clip; without it the source is live and never ends.
    ///
    /// # Errors
    /// Where the configuration is outside of the phantom's limits.
    pub fn new(config: Config, frames: Option<u64>) -> Result<Self, ConfigError> {
        let info = SourceInfo {
            name: format!("phantom seed {}", config.seed),
            width: config.width,
            height: config.height,
            fps: Some(config.fps),
            frames,
        };
        let phantom = Phantom::new(config)?;
        Ok(Self {
            in_colour: phantom.in_colour(),
            phantom,
            info,
            next: 0,
            rgb: Vec::new(),
        })
    }

    /// Leaves out the frames that lie before `time`.
    pub fn skip_to(&mut self, time: Duration) {
        let due = (time.as_secs_f64() * self.phantom.config().fps).floor() as u64;
        self.next = self.next.max(due);
    }
}

impl Source for PhantomSource {
    fn info(&self) -> &SourceInfo {
        &self.info
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        if self.info.frames.is_some_and(|frames| self.next >= frames) {
            return Ok(Step::End);
        }
        frame.colour.clear();
        if self.in_colour {
            self.phantom.frame_rgb(self.next, &mut self.rgb);
            frame.luma.clear();
            let pixels = self.rgb.chunks_exact(3);
            frame.luma.extend(pixels.map(|p| luma([p[0], p[1], p[2]])));
            let (width, height) = (self.info.width, self.info.height);
            Layout::rgb(width, height).colour(&self.rgb, &mut frame.colour);
        } else {
            self.phantom.frame(self.next, &mut frame.luma);
        }
        frame.number = self.next;
        frame.time = Duration::from_secs_f64(self.next as f64 / self.phantom.config().fps);
        frame.width = self.info.width;
        frame.height = self.info.height;
        self.next += 1;
        Ok(Step::Frame)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bounded_phantom_gives_its_frames_and_ends() {
        let config = Config {
            width: 160,
            height: 120,
            fps: 10.0,
            seconds: 1.0,
            ..Config::default()
        };
        let mut source = PhantomSource::new(config, Some(3)).expect("a usual phantom");
        let mut frame = Frame::default();
        let mut times = vec![];
        while source.next(&mut frame).expect("the phantom cannot fail") == Step::Frame {
            assert_eq!(frame.luma.len(), 160 * 120);
            times.push((frame.number, frame.time.as_millis()));
        }
        assert_eq!(times, [(0, 0), (1, 100), (2, 200)]);
    }
}
