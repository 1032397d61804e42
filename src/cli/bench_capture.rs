//! From the buffer of a device to the crop, for each pixel format: what a frame costs.

use std::fmt;

use phantom::{Config, Phantom};
use second_reader::{
    anatomy::Rect,
    capture::{
        Frame,
        formats::{Format, Unpacker},
    },
    sector::{Letterbox, Sector},
    service::{stats::Meter, stop::Stop},
};
use serde::Serialize;

use super::problem::Problem;

/// The size that HDMI sources send.
const WIDTH: usize = 1920;
const HEIGHT: usize = 1080;
/// Frames until every buffer has its size, and frames that are measured.
const WARM_UP: usize = 5;
const FRAMES: usize = 60;
/// The rate at which a core's share is stated, frames a second.
const FPS: f64 = 60.0;
/// Side of the model's input, pixels.
const INPUT: usize = 256;
const JPEG_QUALITY: u8 = 90;

const FORMATS: [&[u8; 4]; 9] = [
    b"GREY", b"NV12", b"NM12", b"NV16", b"YUYV", b"UYVY", b"RGB3", b"XR24", b"MJPG",
];

/// What a frame of 1920x1080 costs in one format.
#[derive(Debug, Serialize)]
pub struct Cost {
    format: String,
    /// Brightness and colour out of the buffer.
    unpack_ms_median: f64,
    unpack_ms_p99: f64,
    /// The sector into the model's input.
    crop_ms_median: f64,
    /// Of one core, both together, at 60 frames a second, by the medians.
    core_percent: f64,
    allocations_per_frame: f64,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            format,
            unpack_ms_median,
            unpack_ms_p99,
            crop_ms_median,
            core_percent,
            ..
        } = self;
        let allocations = self.allocations_per_frame;
        write!(
            f,
            "{format:<12} {unpack_ms_median:>10.2} {unpack_ms_p99:>9.2} {crop_ms_median:>9.2} \
             {core_percent:>9.1} {allocations:>19.2}"
        )
    }
}

/// The head of the table.
pub const HEAD: &str = "capture to crop, 1920x1080\n\
    format        unpack ms    p99 ms   crop ms  % of core   allocations/frame   (core: at 60 frames a second)";

/// Measures every format on this thread alone.
pub fn costs(stop: &Stop) -> Result<Vec<Cost>, Problem> {
    let luma = picture()?;
    let sector = fan();
    let mut costs = Vec::new();
    for name in FORMATS {
        if stop.is_set() {
            return Err(Problem::interrupted());
        }
        let mut format = Format::new(*name, WIDTH as u32, HEIGHT as u32);
        let (first, second) = buffers(name, &luma)?;
        format.planes = if second.is_empty() { 1 } else { 2 };
        let mut unpacker = Unpacker::new(&format)
            .ok_or_else(|| Problem::failure("a format cannot be measured", None::<String>))?;
        let (mut unpack, mut crop) = (Meter::default(), Meter::default());
        let mut letterbox = Letterbox::new(&sector, INPUT, INPUT);
        let (mut frame, mut input) = (Frame::default(), vec![0; INPUT * INPUT]);
        for number in 0..WARM_UP + FRAMES {
            if number == WARM_UP {
                (unpack, crop) = (Meter::default(), Meter::default());
            }
            if !unpack.measure(|| unpacker.unpack([&first, &second], None, &mut frame)) {
                return Err(Problem::failure("a frame was not unpacked", None::<String>));
            }
            crop.measure(|| letterbox.fill(&frame, &mut input))
                .map_err(|e| Problem::failure(&e, e.hint()))?;
        }
        let both_ms = unpack.times.median_ms() + crop.times.median_ms();
        costs.push(Cost {
            format: name.escape_ascii().to_string(),
            unpack_ms_median: unpack.times.median_ms(),
            unpack_ms_p99: unpack.times.p99_ms(),
            crop_ms_median: crop.times.median_ms(),
            core_percent: both_ms * FPS / 10.0,
            allocations_per_frame: (unpack.allocations + crop.allocations) as f64 / FRAMES as f64,
        });
    }
    Ok(costs)
}

/// The brightness of a phantom screen.
fn picture() -> Result<Vec<u8>, Problem> {
    let config = Config {
        width: WIDTH,
        height: HEIGHT,
        seconds: 1.0,
        ..Config::default()
    };
    let mut luma = Vec::new();
    Phantom::new(config)?.frame(0, &mut luma);
    Ok(luma)
}

/// A curved probe's sector in the middle of the screen.
fn fan() -> Sector {
    let (left, top, width, height) = (460u16, 90u16, 1000u16, 900u16);
    let spans = (0..height).map(|row| {
        let half = 100 + row * 4 / 9;
        let middle = left + width / 2;
        (middle - half, middle + half)
    });
    Sector {
        rect: Rect::new(left.into(), top.into(), width.into(), height.into()),
        spans: spans.collect(),
        marks: Vec::new(),
    }
}

/// The picture as a device would deliver it: grey, and chroma that says so.
fn buffers(name: &[u8; 4], luma: &[u8]) -> Result<(Vec<u8>, Vec<u8>), Problem> {
    let chroma = |bytes: usize| vec![128; bytes];
    let with = |chroma: Vec<u8>| [luma.to_vec(), chroma].concat();
    let pixels = luma.len();
    Ok(match name {
        b"NV12" => (with(chroma(pixels / 2)), Vec::new()),
        b"NM12" => (luma.to_vec(), chroma(pixels / 2)),
        b"NV16" => (with(chroma(pixels)), Vec::new()),
        b"YUYV" => (luma.iter().flat_map(|y| [*y, 128]).collect(), Vec::new()),
        b"UYVY" => (luma.iter().flat_map(|y| [128, *y]).collect(), Vec::new()),
        b"RGB3" => (luma.iter().flat_map(|y| [*y; 3]).collect(), Vec::new()),
        b"XR24" => (luma.iter().flat_map(|y| [*y; 4]).collect(), Vec::new()),
        b"MJPG" => (jpeg(luma)?, Vec::new()),
        _ => (luma.to_vec(), Vec::new()),
    })
}

/// A colour JPEG, as grabbers send.
fn jpeg(luma: &[u8]) -> Result<Vec<u8>, Problem> {
    let rgb: Vec<_> = luma.iter().flat_map(|y| [*y; 3]).collect();
    let mut out = Vec::new();
    let mut encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY);
    encoder
        .encode(
            &rgb,
            WIDTH as u32,
            HEIGHT as u32,
            image::ExtendedColorType::Rgb8,
        )
        .map_err(|e| Problem::failure(e, None::<String>))?;
    Ok(out)
}
