//! Phantom footage through the grabber: vivid's HDMI output, looped to its input.

use std::{fs::File, io::BufWriter};

use anyhow::Context as _;
use hil::clip::Clip;
use phantom::{Config, Phantom};

use crate::guest::{GRABBER, Guest, Job, OUTPUT};

/// Pixels of the footage: those of vivid's cheapest signal.
pub const SIZE: (usize, usize) = (640, 480);
/// vivid's number of that signal.
const TIMINGS: u32 = 0;

/// A sweep of the phantom, a few frames of it.
pub fn phantom(frames: u64) -> anyhow::Result<Clip> {
    let config = Config {
        seed: 7,
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
    for number in 0..frames {
        let mut luma = Vec::new();
        phantom.frame(number, &mut luma);
        clip.frames.push(luma);
    }
    Ok(clip)
}

/// Footage that runs, until [`Feed::stop`].
pub struct Feed {
    job: Job,
}

impl Feed {
    /// Puts a clip into the guest, as /host/out/NAME.y4m.
    pub fn put(guest: &Guest, name: &str, clip: &Clip) -> anyhow::Result<String> {
        let file = guest.shared().join(format!("out/{name}.y4m"));
        let out = File::create(&file).with_context(|| format!("{}", file.display()))?;
        clip.write(&mut BufWriter::new(out))?;
        Ok(format!("/host/out/{name}.y4m"))
    }

    /// Loops the output to the input, sets both to a format, and lets a clip run.
    pub fn start(guest: &mut Guest, clip: &str, format: &str) -> anyhow::Result<Self> {
        let (width, height) = SIZE;
        guest.must(&format!(
            "v4l2-ctl -d {OUTPUT} --set-dv-bt-timings index={TIMINGS} && \
             v4l2-ctl -d {OUTPUT} \
               --set-fmt-video-out width={width},height={height},pixelformat={format} && \
             v4l2-ctl -d {GRABBER} -c hdmi_000_0_is_connected_to=2 -c osd_text_mode=2"
        ))?;
        let job = guest.spawn(&format!("exec feeder {OUTPUT} {clip} {format}"))?;
        Ok(Self { job })
    }

    /// Ends it and connects the test pattern again.
    pub fn stop(self, guest: &mut Guest) -> anyhow::Result<()> {
        guest.signal(&self.job, "KILL")?;
        let limit = guest.at_most(5.0);
        guest.wait(&self.job, limit)?;
        guest.control("hdmi_000_0_is_connected_to", 0)
    }

    /// What the feeder complained of.
    pub fn words(&self) -> String {
        self.job.stderr()
    }
}
