//! Phantom footage through the grabber: vivid's HDMI output, looped to its input.

use std::fs;

use anyhow::Context as _;
use phantom::{Config, Phantom};

use crate::{
    clip::Clip,
    faults::GOOD,
    guest::{GRABBER, Guest, Job, OUTPUT, until},
    pack,
};

/// Pixels of the footage: those of vivid's cheapest signal.
pub const SIZE: (usize, usize) = (640, 480);
/// What the service chooses by itself: the driver only loops where both ends have the same.
pub const FORMAT: &str = "NV12";
/// The phantom, where any will do.
pub const SEED: u64 = 7;
/// vivid's number of that signal.
const TIMINGS: u32 = 0;

/// A sweep of the phantom of that seed, frames from end to end of it.
pub fn phantom(seed: u64, frames: u64) -> anyhow::Result<Clip> {
    let config = Config {
        seed,
        width: SIZE.0,
        height: SIZE.1,
        ..Config::default()
    };
    let mut phantom = Phantom::new(config)?;
    let mut clip = Clip {
        width: SIZE.0,
        height: SIZE.1,
        frames: Vec::new(),
    };
    let all = phantom.frames();
    for number in 0..frames {
        let mut luma = Vec::new();
        phantom.frame(number * all / frames, &mut luma);
        clip.frames.push(luma);
    }
    Ok(clip)
}

/// Footage that runs, until [`Feed::stop`].
pub struct Feed {
    job: Job,
    format: String,
}

impl Feed {
    /// Loops the output to the input, sets both to the footage's size and the output to a format,
    /// and lets the clip run again and again.
    pub fn start(guest: &mut Guest, clip: &Clip, format: &str) -> anyhow::Result<Self> {
        Self::start_standing(guest, clip, 0, format)
    }

    /// As [`Feed::start`]; behind each run of the clip its last frame stands for so many frames more, as when a
    /// scanner is frozen.
    pub fn start_standing(
        guest: &mut Guest,
        clip: &Clip,
        standing: u32,
        format: &str,
    ) -> anyhow::Result<Self> {
        let mut raw = Vec::new();
        let mut frame_bytes = None;
        for frame in &clip.frames {
            let packed = pack::pack(format, frame).with_context(|| format!("no {format} here"))?;
            frame_bytes = Some(packed.len());
            raw.extend(packed);
        }
        let file = guest.shared().join(format!("out/feed-{format}.raw"));
        fs::write(&file, raw).with_context(|| format!("{}", file.display()))?;
        for act in GOOD {
            guest.act(act)?;
        }
        guest.must(&format!(
            "dd bs=1M if=/host/out/feed-{format}.raw of=/tmp/feed.raw"
        ))?;
        if standing > 0 {
            guest.must(&format!(
                "tail -c {} /tmp/feed.raw >/tmp/last.raw && \
                 for k in $(seq {standing}); do cat /tmp/last.raw; done >>/tmp/feed.raw",
                frame_bytes.context("footage without frames")?
            ))?;
        }
        Self::begin(guest, format)
    }

    /// Lets the footage begin anew where a pulled plug has ended it and disconnected its cable.
    pub fn again(&mut self, guest: &mut Guest) -> anyhow::Result<()> {
        self.end(guest)?;
        *self = Self::begin(guest, &self.format)?;
        Ok(())
    }

    fn begin(guest: &mut Guest, format: &str) -> anyhow::Result<Self> {
        let (width, height) = SIZE;
        guest.must(&format!(
            "v4l2-ctl -d {OUTPUT} --set-dv-bt-timings index={TIMINGS} && \
             v4l2-ctl -d {OUTPUT} \
               --set-fmt-video-out width={width},height={height},pixelformat={format} && \
             v4l2-ctl -d {GRABBER} -c hdmi_000_0_is_connected_to=2 -c osd_text_mode=2"
        ))?;
        // By the buffers' queue: the driver refuses write().
        let job = guest.spawn(&format!(
            "exec v4l2-ctl -d {OUTPUT} --stream-out-mmap --stream-from=/tmp/feed.raw --stream-loop"
        ))?;
        // It draws a sign for each picture that it gives.
        let limit = guest.at_most(5.0);
        let begun = until(limit, || {
            let words = job.stdout() + &job.stderr();
            Ok(words.contains('>').then_some(()))
        })?;
        begun.with_context(|| format!("no footage: {}", job.stderr().trim()))?;
        let format = format.to_owned();
        Ok(Self { job, format })
    }

    /// Ends it and connects the test pattern again.
    pub fn stop(self, guest: &mut Guest) -> anyhow::Result<()> {
        self.end(guest)?;
        guest.control("hdmi_000_0_is_connected_to", 0)
    }

    fn end(&self, guest: &mut Guest) -> anyhow::Result<()> {
        // It may have ended by itself: whoever waits for its pictures has noticed.
        let _ = guest.signal(&self.job, "KILL");
        let limit = guest.at_most(5.0);
        let ended = guest.wait(&self.job, limit)?;
        ended.context("the feeder does not end").map(|_| ())
    }

    /// What the feeder complained of.
    pub fn words(&self) -> String {
        self.job.stderr()
    }
}
