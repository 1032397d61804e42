//! Two half-width pictures side by side: the left one stands, the right one lives.

use anatomy::Rect;

use crate::{
    colour::GreyMap,
    layout::Layout,
    scan::ScanConverter,
    surface::{Canvas, Surface},
};

#[derive(Default)]
pub struct Dual {
    /// Number of the standing picture.
    pub held: Option<u64>,
    standing: Vec<u8>,
    live: Vec<u8>,
}

impl Dual {
    /// Keeps echoes as the standing picture.
    pub fn hold(&mut self, number: u64, echoes: &[u8], converter: &ScanConverter, layout: &Layout) {
        self.held = Some(number);
        picture(&mut self.standing, echoes, converter, layout);
    }

    /// Draws both pictures; gives the box of the right one, whole pixels.
    pub fn draw(
        &mut self,
        canvas: &mut Canvas,
        echoes: &[u8],
        converter: &ScanConverter,
        layout: &Layout,
        map: &GreyMap,
    ) -> Rect {
        picture(&mut self.live, echoes, converter, layout);
        let [left, top, right, bottom] = layout.panel.map(|px| px as usize);
        let half = (right - left) / 2;
        for row in top..bottom {
            let row = row * layout.width;
            canvas.luma[row + left..row + right].fill(0);
        }
        let fit = Fit::new(converter.bounds(), [half - 6, bottom - top]);
        let middle = top + (bottom - top - fit.size[1]) / 2;
        let place = |k: usize| [left + k * half + (half - fit.size[0]) / 2, middle];
        fit.draw(canvas, &self.standing, place(0), layout.width);
        fit.draw(canvas, &self.live, place(1), layout.width);
        for row in top..bottom {
            let row = row * layout.width;
            canvas.tint(row + left..row + right, map);
        }
        // The live half is framed.
        let corner = [(left + half + 1) as f32, top as f32];
        let size = [(half - 2) as f32, (bottom - top) as f32];
        Surface::canvas(layout.width, layout.height, canvas).frame(
            corner,
            size,
            layout.thin_px,
            layout.style.strip,
        );
        let [x, y] = place(1);
        Rect::new(x as f32, y as f32, fit.size[0] as f32, fit.size[1] as f32)
    }
}

fn picture(luma: &mut Vec<u8>, echoes: &[u8], converter: &ScanConverter, layout: &Layout) {
    luma.clear();
    luma.resize(layout.width * layout.height, 0);
    converter.draw(echoes, luma);
}

/// How a box of the screen is made to fit into another size.
struct Fit {
    from: [usize; 4],
    size: [usize; 2],
    step: f32,
}

impl Fit {
    fn new(from: [usize; 4], room: [usize; 2]) -> Self {
        let size = [from[2] - from[0], from[3] - from[1]].map(|side| side.max(2) as f32);
        // A picture may lose up to a third of its breadth, so that it is not too small.
        let step = (0.67 * size[0] / room[0] as f32).max(size[1] / room[1] as f32);
        let breadth = size[0].min(room[0] as f32 * step);
        let cut = ((size[0] - breadth) / 2.0) as usize;
        Self {
            from: [from[0] + cut, from[1], from[2] - cut, from[3]],
            size: [breadth / step, size[1] / step].map(|side| side as usize),
            step,
        }
    }

    /// Linear resampling.
    fn draw(&self, canvas: &mut Canvas, source: &[u8], [x, y]: [usize; 2], width: usize) {
        let [left, top, right, bottom] = self.from;
        let tap = |k: usize, first: usize, end: usize| {
            let at = ((k as f32 + 0.5) * self.step - 0.5).max(0.0);
            let base = (first + at as usize).min(end - 2);
            (base, ((at - at.floor()) * 256.0) as u32)
        };
        for row in 0..self.size[1] {
            let (upper, down) = tap(row, top, bottom);
            for column in 0..self.size[0] {
                let (near, across) = tap(column, left, right);
                let value =
                    |dx: usize, dy: usize| u32::from(source[(upper + dy) * width + near + dx]);
                let first = value(0, 0) * (256 - across) + value(1, 0) * across;
                let second = value(0, 1) * (256 - across) + value(1, 1) * across;
                let mixed = (first * (256 - down) + second * down + 32_768) >> 16;
                canvas.luma[(y + row) * width + x + column] = mixed as u8;
            }
        }
    }
}
