//! Takes the sector out of a frame into a picture of fixed size: aspect ratio kept, centred, black
//! around it and black wherever the sector's mask says that it is not ultrasound.
//!
//! Knows frames and a sector; must not know how the sector was found or what looks at the result.

use super::Sector;
use super::axis::Axis;
use super::marks::{self, Mark};
use crate::anatomy::Rect;
use crate::capture::Frame;

/// One in the weights of rows: 255 times this fits 16 bits, which every vector unit multiplies.
const ROW_ONE: u16 = 1 << 8;
/// One in the weights of columns.
const COLUMN_ONE: u16 = 1 << 12;

/// A sector's way into a picture of fixed size, worked out once and used for every frame.
///
/// Area average when shrinking, bilinear when growing, all in integers: the same frame gives the
/// same bytes on every machine.
#[derive(Clone, Debug)]
pub struct Letterbox {
    /// Source: left, top, width, height in whole pixels.
    source: [usize; 4],
    /// The picture within the output: left, top, width, height in whole pixels.
    placed: [usize; 4],
    out_w: usize,
    out_h: usize,
    /// Columns of each sector row that are ultrasound, from the sector's left edge.
    spans: Vec<(usize, usize)>,
    /// What is burned in over the picture, in source pixels.
    marks: Vec<Mark>,
    /// One sector row without marks.
    line: Vec<u8>,
    columns: Axis,
    rows: Axis,
    /// One output row before its columns are resized.
    sums: Vec<u16>,
}

/// Why a frame cannot be filled in. The output is black then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LetterboxError {
    /// The sector lies outside of the frame, wholly or in part.
    #[error("sector {sector} reaches outside of the {width}x{height} frame")]
    OutsideFrame {
        /// The sector's box as `WxH+X+Y`.
        sector: String,
        /// Frame width, pixels.
        width: usize,
        /// Frame height, pixels.
        height: usize,
    },
    /// The frame holds fewer bytes than its size says.
    #[error("{width}x{height} frame holds {len} bytes")]
    ShortFrame {
        /// Frame width, pixels.
        width: usize,
        /// Frame height, pixels.
        height: usize,
        /// Bytes in the frame.
        len: usize,
    },
    /// The output buffer has another size than the letterbox.
    #[error("output buffer holds {len} bytes and the picture needs {needed}")]
    OutputLength {
        /// Bytes in the buffer.
        len: usize,
        /// Bytes that the picture needs.
        needed: usize,
    },
}

impl LetterboxError {
    /// What to do about it.
    #[must_use]
    pub const fn hint(&self) -> Option<&'static str> {
        match self {
            Self::OutsideFrame { .. } => {
                Some("the screen changed its size: find the sector again before resizing")
            }
            Self::ShortFrame { .. } => Some("a frame needs width * height bytes of brightness"),
            Self::OutputLength { .. } => Some("give a buffer of out_w * out_h bytes"),
        }
    }
}

impl Letterbox {
    /// Prepares the way from `sector` to `out_w` by `out_h` pixels.
    ///
    /// A sector without area, or without a span for a row, gives black there.
    #[must_use]
    pub fn new(sector: &Sector, out_w: usize, out_h: usize) -> Self {
        let [x, y, w, h] = sector.pixels();
        let placed = place(w, h, out_w, out_h);
        let spans = (0..h).map(|row| {
            let (first, end) = sector.spans.get(row).copied().unwrap_or_default();
            let first = usize::from(first).clamp(x, x + w) - x;
            (first, (usize::from(end).clamp(x, x + w) - x).max(first))
        });
        Self {
            source: [x, y, w, h],
            placed,
            out_w,
            out_h,
            spans: spans.collect(),
            marks: sector.marks.clone(),
            line: vec![0; if sector.marks.is_empty() { 0 } else { w }],
            columns: Axis::new(w, placed[2], COLUMN_ONE),
            rows: Axis::new(h, placed[3], ROW_ONE),
            sums: vec![0; w],
        }
    }

    /// Fills `out`, `out_w * out_h` bytes of brightness row by row, from `frame`.
    ///
    /// # Errors
    /// Where the frame does not hold the whole sector or a buffer has the wrong length; `out` is
    /// black then, so that no stale picture is taken for this frame's.
    pub fn fill(&mut self, frame: &Frame, out: &mut [u8]) -> Result<(), LetterboxError> {
        out.fill(0);
        self.check(frame, out.len())?;
        let [source_x, source_y, ..] = self.source;
        let [left, top, width, _] = self.placed;
        let one = u32::from(ROW_ONE) * u32::from(COLUMN_ONE);
        for (i, (tap, weights)) in self.rows.iter().enumerate() {
            self.sums.fill(0);
            for (row, &weight) in (tap.first..).zip(weights) {
                let (first, end) = self.spans[row];
                let start = (source_y + row) * frame.width + source_x;
                let mut line = &frame.luma[start + first..start + end];
                let marks = marks::of_row(&self.marks, source_y + row);
                if !marks.is_empty() {
                    let clean = &mut self.line[..line.len()];
                    clean.copy_from_slice(line);
                    marks::fill(clean, source_x + first, marks);
                    line = clean;
                }
                for (sum, &value) in self.sums[first..end].iter_mut().zip(line) {
                    *sum += weight * u16::from(value);
                }
            }
            let start = (top + i) * self.out_w + left;
            let line = &mut out[start..start + width];
            for (pixel, (tap, weights)) in line.iter_mut().zip(self.columns.iter()) {
                let sums = &self.sums[tap.first..tap.first + tap.count];
                let total: u32 = sums
                    .iter()
                    .zip(weights)
                    .map(|(&s, &w)| u32::from(s) * u32::from(w))
                    .sum();
                *pixel = ((total + one / 2) / one) as u8;
            }
        }
        Ok(())
    }

    /// Where a box of the output lies in the source, pixels. All zero for a sector without area.
    #[must_use]
    pub fn to_source(&self, rect: Rect) -> Rect {
        between(rect, self.placed, self.source)
    }

    /// Where a box of the source lies in the output, pixels. All zero for a sector without area.
    #[must_use]
    pub fn to_input(&self, rect: Rect) -> Rect {
        between(rect, self.source, self.placed)
    }

    fn check(&self, frame: &Frame, len: usize) -> Result<(), LetterboxError> {
        let (width, height) = (frame.width, frame.height);
        let [x, y, w, h] = self.source;
        let needed = self.out_w * self.out_h;
        if len != needed {
            return Err(LetterboxError::OutputLength { len, needed });
        }
        if width
            .checked_mul(height)
            .is_none_or(|area| frame.luma.len() < area)
        {
            return Err(LetterboxError::ShortFrame {
                width,
                height,
                len: frame.luma.len(),
            });
        }
        if x + w > width || y + h > height {
            let sector = format!("{w}x{h}+{x}+{y}");
            return Err(LetterboxError::OutsideFrame {
                sector,
                width,
                height,
            });
        }
        Ok(())
    }
}

/// The largest `w` by `h` picture inside the output: left, top, width, height.
fn place(w: usize, h: usize, out_w: usize, out_h: usize) -> [usize; 4] {
    if w == 0 || h == 0 || out_w == 0 || out_h == 0 {
        return [0; 4];
    }
    let (width, height) = if out_w * h <= out_h * w {
        (out_w, ((h * out_w + w / 2) / w).clamp(1, out_h))
    } else {
        (((w * out_h + h / 2) / h).clamp(1, out_w), out_h)
    };
    [(out_w - width) / 2, (out_h - height) / 2, width, height]
}

fn between(rect: Rect, from: [usize; 4], to: [usize; 4]) -> Rect {
    if from[2] == 0 || from[3] == 0 || to[2] == 0 || to[3] == 0 {
        return Rect::default();
    }
    let [from_x, from_y, from_w, from_h] = from.map(|v| v as f32);
    let [to_x, to_y, to_w, to_h] = to.map(|v| v as f32);
    Rect::new(
        (rect.x - from_x) * to_w / from_w + to_x,
        (rect.y - from_y) * to_h / from_h + to_y,
        rect.w * to_w / from_w,
        rect.h * to_h / from_h,
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sector::screens::even as frame;

    #[test]
    fn shrinking_averages_areas_and_leaves_black_margins() {
        // Columns alternate 0 and 200: every 4x4 block averages to 100.
        let frame = frame(80, 40, |x, _| if x % 2 == 0 { 0 } else { 200 });
        let mut letterbox = Letterbox::new(&Sector::rectangle(0, 0, 80, 40), 20, 20);
        let mut out = vec![7; 400];
        letterbox.fill(&frame, &mut out).unwrap();
        for (i, &value) in out.iter().enumerate() {
            let inside = (5..15).contains(&(i / 20));
            assert_eq!(value, if inside { 100 } else { 0 }, "pixel {i}");
        }
    }

    #[test]
    fn growing_is_bilinear() {
        let frame = frame(2, 1, |x, _| if x == 0 { 0 } else { 200 });
        let mut letterbox = Letterbox::new(&Sector::rectangle(0, 0, 2, 1), 8, 4);
        let mut out = vec![0; 32];
        letterbox.fill(&frame, &mut out).unwrap();
        assert_eq!(out[..8], [0, 0, 25, 75, 125, 175, 200, 200]);
        assert_eq!(out[..8], out[24..]);
    }

    #[test]
    fn full_brightness_survives_any_scale() {
        for (w, h) in [(1279, 957), (257, 193), (100, 31), (1, 1)] {
            let mut letterbox = Letterbox::new(&Sector::rectangle(0, 0, w, h), 256, 192);
            let mut out = vec![0; 256 * 192];
            letterbox
                .fill(&frame(w.into(), h.into(), |_, _| 255), &mut out)
                .unwrap();
            assert_eq!(out[96 * 256 + 128], 255);
            assert!(out.iter().all(|&v| v == 0 || v == 255));
        }
    }

    #[test]
    fn pixels_outside_the_spans_never_reach_the_output() {
        let mut sector = Sector::rectangle(10, 5, 60, 50);
        for (row, span) in sector.spans.iter_mut().enumerate() {
            *span = (40 - row as u16 / 2, 40 + row as u16 / 2);
        }
        let outside = |x: usize, y: usize| {
            let Some(&(first, end)) = y.checked_sub(5).and_then(|row| sector.spans.get(row)) else {
                return true;
            };
            x < usize::from(first) || x >= usize::from(end)
        };
        let frame = frame(100, 80, |x, y| if outside(x, y) { 255 } else { 0 });
        let mut out = vec![0; 256 * 192];
        Letterbox::new(&sector, 256, 192)
            .fill(&frame, &mut out)
            .unwrap();
        assert!(out.iter().all(|&v| v == 0));
    }

    #[test]
    fn boxes_map_there_and_back() {
        let letterbox = Letterbox::new(&Sector::rectangle(100, 50, 800, 600), 256, 192);
        let input = letterbox.to_input(Rect::new(100.0, 50.0, 800.0, 600.0));
        assert_eq!(input, Rect::new(0.0, 0.0, 256.0, 192.0));
        let (a, b) = (Rect::new(13.0, 27.5, 60.0, 12.0), letterbox);
        let back = b.to_input(b.to_source(a));
        assert!((a.x - back.x).abs() < 1e-3 && (a.w - back.w).abs() < 1e-3);
        assert!((a.y - back.y).abs() < 1e-3 && (a.h - back.h).abs() < 1e-3);
    }

    #[test]
    fn a_frame_that_lost_the_sector_is_an_error_and_black() {
        let mut letterbox = Letterbox::new(&Sector::rectangle(10, 10, 60, 50), 32, 24);
        let mut out = vec![9; 32 * 24];
        let error = letterbox
            .fill(&frame(60, 60, |_, _| 99), &mut out)
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "sector 60x50+10+10 reaches outside of the 60x60 frame"
        );
        assert!(error.hint().is_some());
        assert!(out.iter().all(|&v| v == 0));
        let short = Frame {
            width: 100,
            height: 100,
            luma: vec![1; 5],
            ..Frame::default()
        };
        assert!(letterbox.fill(&short, &mut out).is_err());
        assert!(
            letterbox
                .fill(&frame(100, 100, |_, _| 1), &mut out[..7])
                .is_err()
        );
    }

    #[test]
    fn degenerate_sectors_and_outputs_do_not_panic() {
        let nan = Rect::new(f32::NAN, -5.0, f32::INFINITY, 10.0);
        let broken = Sector {
            rect: nan,
            spans: vec![(9, 3), (0, 60000)],
            marks: Vec::new(),
        };
        for sector in [
            Sector::rectangle(3, 3, 0, 4),
            Sector::rectangle(0, 0, 500, 1),
            broken,
        ] {
            for (w, h) in [(0, 0), (1, 1), (256, 192), (1, 300)] {
                let mut letterbox = Letterbox::new(&sector, w, h);
                let mut out = vec![0; w * h];
                let _ = letterbox.fill(&frame(600, 20, |_, _| 50), &mut out);
                let _ = letterbox.to_source(Rect::new(0.0, 0.0, 5.0, 5.0));
            }
        }
    }
}
