//! Where things lie on one scanner's screen: its look, moved a little by the seed.

use crate::{
    look::Look,
    random::Random,
    style::{ProbeKind, Style},
    surface::Pen,
};

pub struct Layout {
    pub style: &'static Style,
    pub width: usize,
    pub height: usize,
    /// The picture's panel in pixels: left, top, right, bottom.
    pub panel: [f32; 4],
    /// Height of a line of text, pixels.
    pub line_px: f32,
    /// Thickness of thin lines, pixels.
    pub thin_px: u32,
    pub probe: ProbeKind,
}

/// Below this height letters would be too small to read.
const LINE_PX_MIN: f32 = 10.0;

impl Layout {
    pub fn draw(random: &mut Random, look: Look, width: usize, height: usize) -> Self {
        let style = look.style();
        let (w, h) = (width as f32, height as f32);
        let [left, top, right, bottom] = style.panel;
        let mut edge = |share: f32| share + style.spread * (random.unit() - 0.5);
        let panel = [
            w * edge(left),
            h * edge(top),
            w * edge(right),
            (h * edge(bottom)).min(h),
        ];
        let probe = style.probes[usize::from(random.chance(0.3))];
        Self {
            style,
            width,
            height,
            panel: panel.map(f32::floor),
            line_px: (h * style.line * random.between(0.92, 1.1)).max(LINE_PX_MIN),
            thin_px: (height / 700 + 1) as u32,
            probe,
        }
    }

    /// Letters of `size` lines' height.
    pub fn pen(&self, size: f32, colour: [u8; 3]) -> Pen {
        Pen::new(self.style.typeface, self.line_px * size, colour)
    }

    /// A place on the screen from shares of its size.
    pub fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [self.width as f32 * x, self.height as f32 * y]
    }
}
