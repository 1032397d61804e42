//! All that a device says of itself, for people.

use std::io;
use std::path::Path;

use v4l::v4l_sys as sys;

use super::super::listing::{DeviceAbout, FormatAbout, SizeAbout, TimingsAbout};
use super::super::signal::{Input, Timings};
use super::Node;
use super::call::{ENUM_DV_TIMINGS, text, zeroed};
use super::formats::{Sizes, entries};
use super::input::timings_of;

/// Most sizes of a format whose rates are asked for.
const SIZES_MAX: usize = 24;

/// What the device says of itself; `None` where it does not capture pictures.
pub(in super::super) fn about(path: &Path) -> io::Result<Option<DeviceAbout>> {
    let node = Node::open(path)?;
    if !node.captures {
        return Ok(None);
    }
    let (state, signal) = match node.look(false) {
        Input::Away(signal) => (signal.name(), None),
        Input::Present(None) => ("not told", None),
        Input::Present(Some(timings)) => ("signal", Some(timings)),
    };
    Ok(Some(DeviceAbout {
        path: path.display().to_string(),
        stable: Vec::new(),
        driver: text(&node.about.driver),
        card: text(&node.about.card),
        bus: text(&node.about.bus_info),
        multi_planar: node.is_multi_planar(),
        input: node.current_input().map(|input| text(&input.name)),
        input_state: state,
        power: node.power(),
        events: node.events,
        edid_blocks: node.edid_blocks(),
        signal: signal.map(about_timings),
        timings_set: node.timings_set().map(about_timings),
        timings: node.timings_list(),
        formats: node.about_formats()?,
        controls: node.controls(),
    }))
}

fn about_timings(timings: Timings) -> TimingsAbout {
    TimingsAbout {
        width: timings.width,
        height: timings.height,
        interlaced: timings.interlaced,
        fps: timings.fps,
    }
}

impl Node {
    fn timings_list(&self) -> Vec<TimingsAbout> {
        let all = entries(|index| {
            let mut about = sys::v4l2_enum_dv_timings { index, ..zeroed() };
            self.call(ENUM_DV_TIMINGS, &mut about)?;
            let timings = about.timings;
            Ok(about_timings(timings_of(&timings)))
        });
        all.unwrap_or_default()
    }

    fn about_formats(&self) -> io::Result<Vec<FormatAbout>> {
        let formats = self.format_list()?;
        let about = formats.iter().map(|format| {
            let fourcc = format.pixelformat.to_le_bytes();
            let size = |(width, height): (u32, u32)| SizeAbout {
                width,
                height,
                fps: self.rates(fourcc, width, height),
            };
            let (sizes, from_to) = match self.sizes(fourcc) {
                Sizes::Discrete(sizes) => (sizes, false),
                Sizes::Range { min, max } => (vec![min, max], true),
            };
            FormatAbout {
                fourcc: fourcc.escape_ascii().to_string(),
                description: text(&format.description),
                readable: super::super::formats::Unpacker::preference().any(|f| f == fourcc),
                from_to,
                sizes: sizes.into_iter().take(SIZES_MAX).map(size).collect(),
            }
        });
        Ok(about.collect())
    }
}
