//! Where a canvas lies in the memory of a panel, turned or not.

use embedded_graphics::{
    geometry::{Point, Size},
    primitives::Rectangle,
};

use crate::board::Rotation;

use super::super::canvas::Canvas;

/// Where a canvas lies amid the memory of a panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lines {
    /// Size of the canvas, pixels.
    canvas: (u32, u32),
    rotation: Rotation,
    /// Bytes from line to line of the panel.
    stride: usize,
    pixel_bytes: usize,
    /// Left and top of the canvas on the panel, pixels.
    corner: (u32, u32),
}

impl Lines {
    /// Places a canvas amid a panel of that size; `None` where it is larger than that. A line has
    /// `stride` bytes, those of its pixels at least.
    pub fn amid(
        panel: (u32, u32),
        (stride, pixel_bytes): (usize, usize),
        canvas: (u32, u32),
        rotation: Rotation,
    ) -> Option<Self> {
        let (width, height) = rotation.turned(canvas);
        let left = panel.0.checked_sub(width)? / 2;
        let top = panel.1.checked_sub(height)? / 2;
        Some(Self {
            canvas,
            rotation,
            stride,
            pixel_bytes,
            corner: (left, top),
        })
    }

    /// The lines of the panel on which an area of the canvas lies: the first, and behind the last.
    pub fn of(&self, area: &Rectangle) -> (usize, usize) {
        let area = self.within(area);
        let (w, h) = self.canvas;
        let (x, y) = (area.top_left.x as u32, area.top_left.y as u32);
        let (width, height) = (area.size.width, area.size.height);
        let (top, lines) = match self.rotation {
            Rotation::None => (y, height),
            Rotation::Quarter => (x, width),
            Rotation::Half => (h - y - height, height),
            Rotation::ThreeQuarters => (w - x - width, width),
        };
        let top = (self.corner.1 + top) as usize;
        (top, top + lines as usize)
    }

    /// Draws an area of a canvas into the panel's memory, which has all of its lines; `value` makes a
    /// panel's pixel of red, green and blue.
    pub fn draw(
        &self,
        canvas: &Canvas,
        area: &Rectangle,
        memory: &mut [u8],
        value: impl Fn([u8; 3]) -> u32,
    ) {
        let area = self.within(area);
        let (first, step, down) = self.steps();
        let (left, width) = (area.top_left.x as usize, area.size.width as usize);
        let (rgb, _) = canvas.as_bytes().as_chunks::<3>();
        for y in area.rows().map(|y| y as usize) {
            let line = y * self.canvas.0 as usize;
            let mut at = first + down * y as isize + step * left as isize;
            for rgb in &rgb[line + left..line + left + width] {
                let place = at as usize;
                if let Some(pixel) = memory.get_mut(place..place + self.pixel_bytes) {
                    let value = value(*rgb).to_le_bytes();
                    pixel.copy_from_slice(&value[..self.pixel_bytes]);
                }
                at += step;
            }
        }
    }

    /// Where the canvas's first pixel is in the panel's memory, and how far it is from there to the
    /// right and down the canvas, bytes.
    fn steps(&self) -> (isize, isize, isize) {
        let (w, h) = (self.canvas.0 as isize, self.canvas.1 as isize);
        let (pixel, line) = (self.pixel_bytes as isize, self.stride as isize);
        let corner = self.corner.1 as isize * line + self.corner.0 as isize * pixel;
        let (first, right, down) = match self.rotation {
            Rotation::None => (0, pixel, line),
            Rotation::Quarter => ((h - 1) * pixel, line, -pixel),
            Rotation::Half => ((h - 1) * line + (w - 1) * pixel, -pixel, -line),
            Rotation::ThreeQuarters => ((w - 1) * line, -line, pixel),
        };
        (corner + first, right, down)
    }

    fn within(&self, area: &Rectangle) -> Rectangle {
        let within = whole(self.canvas).intersection(area);
        // One without pixels may have lines that lie anywhere.
        if within.is_zero_sized() {
            Rectangle::zero()
        } else {
            within
        }
    }
}

/// All of a canvas of that size.
pub(super) const fn whole((width, height): (u32, u32)) -> Rectangle {
    Rectangle::new(Point::zero(), Size::new(width, height))
}

#[cfg(test)]
mod tests {
    use embedded_graphics::{Pixel, draw_target::DrawTarget, pixelcolor::Rgb888};
    use proptest::prelude::*;

    use super::*;

    const ROTATIONS: [Rotation; 4] = [
        Rotation::None,
        Rotation::Quarter,
        Rotation::Half,
        Rotation::ThreeQuarters,
    ];

    /// A canvas whose pixels are all different: 1, 2, 3 and so on in blue.
    fn numbered(width: u32, height: u32) -> Canvas {
        let mut canvas = Canvas::new(width, height);
        let pixels = (0..width * height).map(|n| {
            let at = Point::new((n % width) as i32, (n / width) as i32);
            Pixel(at, Rgb888::new(0, (n >> 8) as u8, n as u8 + 1))
        });
        canvas.draw_iter(pixels).unwrap();
        canvas
    }

    const fn value([r, g, b]: [u8; 3]) -> u32 {
        u32::from_le_bytes([b, g, r, 0])
    }

    fn drawn(canvas: (u32, u32), panel: (u32, u32), rotation: Rotation) -> Vec<Vec<u8>> {
        let stride = panel.0 as usize + 1;
        let mut memory = vec![0; stride * panel.1 as usize];
        let lines = Lines::amid(panel, (stride, 1), canvas, rotation).unwrap();
        lines.draw(
            &numbered(canvas.0, canvas.1),
            &whole(canvas),
            &mut memory,
            value,
        );
        memory.chunks(stride).map(<[u8]>::to_vec).collect()
    }

    #[test]
    fn a_picture_is_turned_clockwise() {
        assert_eq!(
            drawn((3, 2), (3, 2), Rotation::None),
            [[1, 2, 3, 0], [4, 5, 6, 0]]
        );
        assert_eq!(
            drawn((3, 2), (2, 3), Rotation::Quarter),
            [[4, 1, 0], [5, 2, 0], [6, 3, 0]]
        );
        assert_eq!(
            drawn((3, 2), (3, 2), Rotation::Half),
            [[6, 5, 4, 0], [3, 2, 1, 0]]
        );
        let three = drawn((3, 2), (2, 3), Rotation::ThreeQuarters);
        assert_eq!(three, [[3, 6, 0], [2, 5, 0], [1, 4, 0]]);
    }

    #[test]
    fn it_stands_amid_a_larger_panel_and_not_on_a_smaller_one() {
        let amid = drawn((1, 2), (4, 3), Rotation::Quarter);
        assert_eq!(amid, [[0, 0, 0, 0, 0], [0, 2, 1, 0, 0], [0, 0, 0, 0, 0]]);
        assert_eq!(Lines::amid((2, 2), (2, 1), (3, 1), Rotation::None), None);
        assert_eq!(Lines::amid((2, 2), (2, 1), (1, 3), Rotation::Quarter), None);
    }

    proptest! {
        /// Whatever is drawn in parts lies where it lies when it is drawn at once, and on the lines that
        /// are told.
        #[test]
        fn parts_make_the_whole(
            (w, h) in (1_u32..9, 1_u32..9), (more_w, more_h) in (0_u32..5, 0_u32..5), turn in 0_usize..4,
            (x, y) in (-3_i32..9, -3_i32..9), (aw, ah) in (0_u32..12, 0_u32..12),
        ) {
            let rotation = ROTATIONS[turn];
            let (pw, ph) = rotation.turned((w, h));
            let panel = (pw + more_w, ph + more_h);
            let stride = panel.0 as usize * 4 + 3;
            let lines = Lines::amid(panel, (stride, 4), (w, h), rotation).unwrap();
            let (canvas, area) = (numbered(w, h), Rectangle::new(Point::new(x, y), Size::new(aw, ah)));
            let mut at_once = vec![0; stride * panel.1 as usize];
            lines.draw(&canvas, &whole((w, h)), &mut at_once, value);
            let mut part = vec![0; at_once.len()];
            lines.draw(&canvas, &area, &mut part, value);
            let seen = whole((w, h)).intersection(&area);
            let pixels = part.iter().filter(|b| **b > 0).count();
            prop_assert_eq!(pixels, (seen.size.width * seen.size.height) as usize);
            let (first, end) = lines.of(&area);
            for (n, (a, b)) in part.chunks(stride).zip(at_once.chunks(stride)).enumerate() {
                let told = (first..end).contains(&n);
                let same = a.iter().zip(b).all(|(a, b)| a == b || *a == 0);
                prop_assert!(same && (told || a.iter().all(|b| *b == 0)), "line {}", n);
            }
        }

        /// A finger on a pixel of the panel is on the pixel of the canvas that lies there.
        #[test]
        fn touches_find_what_they_touch(turn in 0_usize..4, (x, y) in (0_u32..5, 0_u32..3)) {
            let (rotation, canvas) = (ROTATIONS[turn], (5, 3));
            let panel = rotation.turned(canvas);
            let shown = drawn(canvas, panel, rotation);
            let wanted = (y * 5 + x + 1) as u8;
            let found = shown.iter().enumerate().find_map(|(row, line)| {
                Some((line.iter().position(|v| *v == wanted)?, row))
            });
            let (column, row) = found.unwrap();
            let middle = |n: usize, of: u32| (n as f32 + 0.5) / of as f32;
            let (u, v) = rotation.seen((middle(column, panel.0), middle(row, panel.1)));
            prop_assert_eq!(((u * 5.0) as u32, (v * 3.0) as u32), (x, y));
        }
    }
}
