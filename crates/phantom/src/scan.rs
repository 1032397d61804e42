//! From polar echoes to the screen's pixels.

use crate::probe::Probe;

/// Draws polar echoes into the screen, with a table made once.
pub struct ScanConverter {
    probe: Probe,
    pixels: Vec<Pixel>,
    /// Bounding box of the sector, pixels: left, top, right, bottom.
    bounds: [usize; 4],
    spans: Vec<(u16, u16)>,
}

struct Pixel {
    target: u32,
    /// Upper left polar sample, and weights of 256 towards the right and the lower one.
    source: u32,
    right: u8,
    down: u8,
}

/// Lines across the fan and samples along each.
pub const LINES: usize = 192;
pub const SAMPLES: usize = 384;

impl ScanConverter {
    pub fn new(probe: &Probe, width: usize, height: usize) -> Self {
        let mut pixels = Vec::new();
        let mut bounds = [width, height, 0, 0];
        let mut spans = Vec::new();
        for row in 0..height {
            let mut span: Option<(u16, u16)> = None;
            for column in 0..width {
                let point = probe.to_mm(column, row);
                if !probe.shows(point) {
                    continue;
                }
                let [depth, angle] = probe.polar(point);
                let line = (angle / probe.half_angle + 1.0) / 2.0 * (LINES - 1) as f32;
                let sample = depth / probe.depth_mm * (SAMPLES - 1) as f32;
                let left = (line as usize).min(LINES - 2);
                let upper = (sample as usize).min(SAMPLES - 2);
                let weight = |x: f32| (x.clamp(0.0, 1.0) * 255.0) as u8;
                pixels.push(Pixel {
                    target: (row * width + column) as u32,
                    source: (upper * LINES + left) as u32,
                    right: weight(line - left as f32),
                    down: weight(sample - upper as f32),
                });
                bounds[0] = bounds[0].min(column);
                bounds[1] = bounds[1].min(row);
                bounds[2] = bounds[2].max(column + 1);
                bounds[3] = bounds[3].max(row + 1);
                let first = span.map_or(column as u16, |(first, _)| first);
                span = Some((first, column as u16 + 1));
            }
            if row >= bounds[1] && row < bounds[3] {
                spans.push(span.unwrap_or_default());
            }
        }
        Self {
            probe: probe.clone(),
            pixels,
            bounds,
            spans,
        }
    }

    pub const fn bounds(&self) -> [usize; 4] {
        self.bounds
    }

    pub fn spans(&self) -> &[(u16, u16)] {
        &self.spans
    }

    pub const fn probe(&self) -> &Probe {
        &self.probe
    }

    /// Interpolates `polar` (`SAMPLES` rows of `LINES` echoes) into the screen.
    pub fn draw(&self, polar: &[u8], screen: &mut [u8]) {
        for pixel in &self.pixels {
            let at = pixel.source as usize;
            let (right, down) = (u32::from(pixel.right), u32::from(pixel.down));
            let value = |i: usize| u32::from(polar[i]);
            let upper = value(at) * (255 - right) + value(at + 1) * right;
            let lower = value(at + LINES) * (255 - right) + value(at + LINES + 1) * right;
            let mixed = upper * (255 - down) + lower * down;
            screen[pixel.target as usize] = ((mixed + 32_512) / 65_025) as u8;
        }
    }
}
