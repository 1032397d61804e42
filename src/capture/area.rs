//! A source of whose screens a part alone is looked at.

use std::time::Duration;

use super::{COLOUR_BLOCK, CaptureError, Frame, Source, SourceInfo, Step};

/// Where the picture lies on screens of one size, pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScreenArea {
    /// Width and height of the screen.
    pub screen: (usize, usize),
    /// Left, top, width and height of the picture.
    pub area: [usize; 4],
}

impl ScreenArea {
    /// Blacks out what lies outside, in a frame of the screen's size; the colour goes with it. Whether it is one.
    pub fn keep_only(&self, frame: &mut Frame) -> bool {
        let (width, height) = self.screen;
        if (frame.width, frame.height) != self.screen || frame.luma.len() < width * height {
            return false;
        }
        let [left, top, wide, high] = self.area;
        let (right, bottom) = ((left + wide).min(width), (top + high).min(height));
        let left = left.min(right);
        for (y, row) in frame.luma.chunks_exact_mut(width).enumerate() {
            if (top..bottom).contains(&y) {
                row[..left].fill(0);
                row[right..].fill(0);
            } else {
                row.fill(0);
            }
        }
        let (columns, _) = frame.colour_size();
        for (i, colour) in frame.colour.iter_mut().enumerate() {
            let (x, y) = (i % columns * COLOUR_BLOCK, i / columns * COLOUR_BLOCK);
            let inside =
                x < right && left < x + COLOUR_BLOCK && y < bottom && top < y + COLOUR_BLOCK;
            if !inside {
                *colour = 0;
            }
        }
        true
    }
}

/// A source all of whose frames hold the picture's area alone, where their size is one that has an area.
pub struct Within {
    inner: Box<dyn Source>,
    areas: Vec<ScreenArea>,
}

impl Within {
    /// Frames of `inner`, within `areas`.
    #[must_use]
    pub fn new(inner: Box<dyn Source>, areas: Vec<ScreenArea>) -> Self {
        Self { inner, areas }
    }
}

impl Source for Within {
    fn info(&self) -> &SourceInfo {
        self.inner.info()
    }

    fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
        let step = self.inner.next(frame)?;
        if step == Step::Frame {
            let _known = self.areas.iter().any(|area| area.keep_only(frame));
        }
        Ok(step)
    }

    fn delay(&self) -> Option<Duration> {
        self.inner.delay()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct White(SourceInfo);

    impl Source for White {
        fn info(&self) -> &SourceInfo {
            &self.0
        }

        fn next(&mut self, frame: &mut Frame) -> Result<Step, CaptureError> {
            (frame.width, frame.height) = (self.0.width, self.0.height);
            frame.luma = vec![255; frame.width * frame.height];
            let (columns, rows) = frame.colour_size();
            frame.colour = vec![9; columns * rows];
            Ok(Step::Frame)
        }
    }

    fn shown(width: usize, height: usize) -> Frame {
        let info = SourceInfo {
            name: "white".to_owned(),
            width,
            height,
            fps: None,
            frames: None,
        };
        let area = ScreenArea {
            screen: (96, 64),
            area: [20, 10, 64, 40],
        };
        let mut frame = Frame::default();
        let step = Within::new(Box::new(White(info)), vec![area]).next(&mut frame);
        assert_eq!(step.unwrap(), Step::Frame);
        frame
    }

    #[test]
    fn nothing_but_the_area_is_left_of_its_screen() {
        let frame = shown(96, 64);
        for (i, luma) in frame.luma.iter().enumerate() {
            let (x, y) = (i % 96, i / 96);
            let inside = (20..84).contains(&x) && (10..50).contains(&y);
            assert_eq!(*luma == 255, inside, "{x} {y}");
        }
        let (columns, _) = frame.colour_size();
        assert_eq!((frame.colour[0], frame.colour[3 * columns + 5]), (0, 9));
    }

    #[test]
    fn a_screen_of_another_size_is_left_whole() {
        assert!(shown(128, 64).luma.iter().all(|luma| *luma == 255));
    }
}
