//! Takes the sector back to beam space on demand: one column a beam, one row a depth.
//!
//! Knows a sector's shape and frames; must not know how either was found.

use super::SectorShape;
use crate::capture::Frame;

/// Weights of bilinear interpolation are of this.
const ONE: u32 = 256;

/// A sector's way back to beams, worked out once for a shape and a size of frame.
///
/// Beams run from the leftmost to the rightmost one in equal angles (equal steps across for parallel
/// and spreading beams of linear probes), samples from the probe's face to the greatest depth in equal
/// steps. What the sector's box cuts off is black. Positions are rounded to a 256th of a pixel.
#[derive(Clone, Debug)]
pub struct Polar {
    shape: SectorShape,
    lines: usize,
    samples: usize,
    /// Width and height of the frames that `taps` are for.
    size: (usize, usize),
    taps: Vec<Option<Tap>>,
    out: Vec<u8>,
}

/// Upper left source pixel and the weights towards the right and the lower one.
#[derive(Clone, Copy, Debug)]
struct Tap {
    at: u32,
    right: u16,
    down: u16,
}

impl Polar {
    /// Prepares `lines` beams of `samples` depths each; both at least 2 and at most 4096.
    #[must_use]
    pub fn new(shape: SectorShape, lines: usize, samples: usize) -> Self {
        Self {
            shape,
            lines: lines.clamp(2, 4096),
            samples: samples.clamp(2, 4096),
            size: (0, 0),
            taps: Vec::new(),
            out: Vec::new(),
        }
    }

    /// Beams, and samples of each.
    #[must_use]
    pub const fn size(&self) -> (usize, usize) {
        (self.lines, self.samples)
    }

    /// The beams of a frame: `samples` rows of `lines` bytes, the depth of the face first. All black
    /// for a frame with fewer bytes than its size says. Allocates at the first frame of a size alone.
    pub fn scan(&mut self, frame: &Frame) -> &[u8] {
        if self.size != (frame.width, frame.height) || self.taps.is_empty() {
            self.size = (frame.width, frame.height);
            self.prepare();
        }
        let complete = frame.luma.len() >= frame.width.saturating_mul(frame.height);
        for (value, tap) in self.out.iter_mut().zip(&self.taps) {
            *value = match tap {
                Some(tap) if complete => tap.of(&frame.luma, frame.width),
                _ => 0,
            };
        }
        &self.out
    }

    fn prepare(&mut self) {
        let (width, height) = self.size;
        self.taps.clear();
        for sample in 0..self.samples {
            let depth = sample as f64 / (self.samples - 1) as f64;
            for line in 0..self.lines {
                let across = line as f64 / (self.lines - 1) as f64;
                let at = place(&self.shape, across, depth);
                self.taps
                    .push(at.and_then(|at| Tap::new(at, width, height)));
            }
        }
        self.out.clear();
        self.out.resize(self.taps.len(), 0);
    }
}

/// Where a sample lies on the screen, shares of the sector's opening and depth, 0 to 1.
fn place(shape: &SectorShape, across: f64, depth: f64) -> Option<[f64; 2]> {
    let between = |from: f32, to: f32, share: f64| f64::from(from) + f64::from(to - from) * share;
    Some(match shape {
        SectorShape::Fan {
            apex: [x, y],
            angle_from,
            angle_to,
            radius_near,
            radius_far,
            clip,
        } => {
            let angle = between(*angle_from, *angle_to, across);
            let radius = between(*radius_near, *radius_far, depth);
            let at = [
                f64::from(*x) + radius * angle.sin(),
                f64::from(*y) + radius * angle.cos(),
            ];
            let inside = (f64::from(clip.x)..=f64::from(clip.right())).contains(&at[0])
                && (f64::from(clip.y)..=f64::from(clip.bottom())).contains(&at[1]);
            return inside.then_some(at);
        }
        SectorShape::Trapezoid {
            left,
            right,
            top,
            bottom,
        } => {
            let from = between(left[0], left[1], depth);
            let to = between(right[0], right[1], depth);
            [from + (to - from) * across, between(*top, *bottom, depth)]
        }
        SectorShape::Rectangle(rect) => [
            between(rect.x, rect.right(), across),
            between(rect.y, rect.bottom(), depth),
        ],
    })
}

impl Tap {
    /// For a point in pixels, whose centres lie at halves.
    fn new([x, y]: [f64; 2], width: usize, height: usize) -> Option<Self> {
        if width < 2 || height < 2 || !x.is_finite() || !y.is_finite() {
            return None;
        }
        let inside = x >= 0.0 && y >= 0.0 && x <= width as f64 && y <= height as f64;
        let (x, y) = (
            (x - 0.5).clamp(0.0, (width - 1) as f64),
            (y - 0.5).clamp(0.0, (height - 1) as f64),
        );
        let (left, top) = ((x as usize).min(width - 2), (y as usize).min(height - 2));
        let weight = |rest: f64| (rest * f64::from(ONE)).round() as u16;
        inside.then(|| Self {
            at: (top * width + left) as u32,
            right: weight(x - left as f64),
            down: weight(y - top as f64),
        })
    }

    fn of(self, luma: &[u8], width: usize) -> u8 {
        let at = self.at as usize;
        let (right, down) = (u32::from(self.right), u32::from(self.down));
        let row = |i: usize| u32::from(luma[i]) * (ONE - right) + u32::from(luma[i + 1]) * right;
        let sum = row(at) * (ONE - down) + row(at + width) * down;
        ((sum + ONE * ONE / 2) / (ONE * ONE)) as u8
    }
}
