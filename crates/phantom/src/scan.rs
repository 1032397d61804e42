//! From polar echoes to the screen's pixels.

use crate::probe::Probe;

/// The lines and samples at which echoes are made: as fine as the screen asks for, over the part of
/// the fan that the screen shows, from the probe's face down.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Lines across, and samples along each.
    pub lines: usize,
    pub samples: usize,
    /// Angle of the first line and between two lines, radians.
    pub first_angle: f32,
    pub line_angle: f32,
    /// Distance of two samples, image millimetres.
    pub step_mm: f32,
    /// Distance from the fan's apex to the first sample, image millimetres.
    pub face_mm: f32,
}

/// Margin beyond the lines and samples that are shown.
const MARGIN: usize = 3;

impl Grid {
    /// The grid for `width` pixels of sector between two angles (radians), down to `depth_mm`.
    fn new(probe: &Probe, width: usize, [low, high]: [f32; 2], depth_mm: f32) -> Self {
        let (lines_max, samples_max) = match width {
            0..300 => (128, 288),
            300..1300 => (192, 416),
            _ => (256, 576),
        };
        let lines = (width / 2).clamp(80, lines_max);
        let finest_mm = (1.35 / probe.pixels_per_mm).max(0.22);
        let samples = ((depth_mm / finest_mm) as usize).clamp(160, samples_max);
        let line_angle = (high - low).max(0.1) / (lines - 1 - 2 * MARGIN) as f32;
        Self {
            lines,
            samples,
            first_angle: low - MARGIN as f32 * line_angle,
            line_angle,
            step_mm: depth_mm.max(10.0) / (samples - 1 - MARGIN) as f32,
            face_mm: probe.face_mm,
        }
    }

    /// Number of echoes.
    pub const fn len(&self) -> usize {
        self.lines * self.samples
    }

    /// Image point of a sample on a line.
    pub fn point(&self, line: usize, sample: usize) -> [f32; 2] {
        let angle = self.first_angle + line as f32 * self.line_angle;
        let reach = self.face_mm + sample as f32 * self.step_mm;
        [
            reach * libm::sinf(angle),
            reach * libm::cosf(angle) - self.face_mm,
        ]
    }
}

/// Draws polar echoes into the screen, with a table made once.
pub struct ScanConverter {
    probe: Probe,
    grid: Grid,
    pixels: Vec<Pixel>,
    /// Bounding box of the sector, pixels: left, top, right, bottom.
    bounds: [usize; 4],
    spans: Vec<(u16, u16)>,
}

struct Pixel {
    target: u32,
    /// Upper left polar sample, and weights of 255 towards the right and the lower one.
    source: u32,
    right: u8,
    down: u8,
}

impl ScanConverter {
    pub fn new(probe: &Probe, width: usize, height: usize) -> Self {
        let mut shown: Vec<(u32, [f32; 2])> = Vec::new();
        let mut bounds = [width, height, 0, 0];
        let mut spans = Vec::new();
        let (mut angles, mut depth_mm) = ([0.0f32, 0.0f32], 0.0f32);
        for row in 0..height {
            let mut span: Option<(u16, u16)> = None;
            for column in 0..width {
                let point = probe.to_mm(column, row);
                if !probe.shows(point) {
                    continue;
                }
                let [depth, angle] = probe.polar(point);
                angles = [angles[0].min(angle), angles[1].max(angle)];
                depth_mm = depth_mm.max(depth);
                shown.push(((row * width + column) as u32, [depth, angle]));
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
        let grid = Grid::new(probe, bounds[2].saturating_sub(bounds[0]), angles, depth_mm);
        let pixels = shown
            .into_iter()
            .map(|(target, polar)| Pixel::new(target, polar, &grid))
            .collect();
        Self {
            probe: probe.clone(),
            grid,
            pixels,
            bounds,
            spans,
        }
    }

    /// Bounding box of the sector, pixels: left, top, right, bottom.
    pub const fn bounds(&self) -> [usize; 4] {
        self.bounds
    }

    /// First column of each row of that box, and the one behind the last.
    pub fn spans(&self) -> &[(u16, u16)] {
        &self.spans
    }

    pub const fn probe(&self) -> &Probe {
        &self.probe
    }

    /// Where the echoes that [`Self::draw`] takes lie.
    pub const fn grid(&self) -> &Grid {
        &self.grid
    }

    /// Interpolates `polar` (the grid's rows of echoes) into the screen.
    pub fn draw(&self, polar: &[u8], screen: &mut [u8]) {
        let lines = self.grid.lines;
        for pixel in &self.pixels {
            let at = pixel.source as usize;
            let (right, down) = (u32::from(pixel.right), u32::from(pixel.down));
            let value = |i: usize| u32::from(polar[i]);
            let upper = value(at) * (255 - right) + value(at + 1) * right;
            let lower = value(at + lines) * (255 - right) + value(at + lines + 1) * right;
            let mixed = upper * (255 - down) + lower * down;
            screen[pixel.target as usize] = ((mixed + 32_512) / 65_025) as u8;
        }
    }
}

impl Pixel {
    fn new(target: u32, [depth, angle]: [f32; 2], grid: &Grid) -> Self {
        let line = ((angle - grid.first_angle) / grid.line_angle).max(0.0);
        let sample = (depth / grid.step_mm).max(0.0);
        let left = (line as usize).min(grid.lines - 2);
        let upper = (sample as usize).min(grid.samples - 2);
        let weight = |x: f32| (x.clamp(0.0, 1.0) * 255.0) as u8;
        Self {
            target,
            source: (upper * grid.lines + left) as u32,
            right: weight(line - left as f32),
            down: weight(sample - upper as f32),
        }
    }
}
