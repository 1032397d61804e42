//! A screen without what is not ultrasound: names, dates and logos lie outside of the sector.

use second_reader::{
    capture::Frame,
    sector::{Sector, Tracker},
};

/// Finds the sector, frame by frame, and blacks out what lies outside of it.
pub struct Mask {
    tracker: Tracker,
    whole_screen: bool,
}

impl Mask {
    /// With `whole_screen` nothing is blacked out.
    pub fn new(whole_screen: bool) -> Self {
        Self {
            tracker: Tracker::new(),
            whole_screen,
        }
    }

    /// Takes the frame's picture into `out`: `width * height` bytes. False where no sector is
    /// known: `out` is then black.
    pub fn take(&mut self, frame: &Frame, out: &mut Vec<u8>) -> bool {
        if self.whole_screen {
            out.clone_from(&frame.luma);
            return true;
        }
        let _ = self.tracker.update(frame);
        out.clear();
        out.resize(frame.width * frame.height, 0);
        match self.tracker.sector() {
            Some(sector) => {
                copy_sector(frame, sector, out);
                true
            }
            None => false,
        }
    }
}

fn copy_sector(frame: &Frame, sector: &Sector, out: &mut [u8]) {
    // A cast from float to integer saturates.
    let top = sector.rect.y.max(0.0) as usize;
    let (left, right) = (
        sector.rect.x.max(0.0) as usize,
        (sector.rect.x + sector.rect.w).max(0.0) as usize,
    );
    for (row, (first, end)) in sector.spans.iter().enumerate() {
        let y = top + row;
        let first = usize::from(*first).max(left);
        let end = usize::from(*end).min(right).min(frame.width);
        if y < frame.height && first < end {
            let span = y * frame.width + first..y * frame.width + end;
            out[span.clone()].copy_from_slice(&frame.luma[span]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        Frame {
            width: 6,
            height: 4,
            luma: vec![200; 24],
            ..Frame::default()
        }
    }

    #[test]
    fn what_lies_outside_of_the_sector_is_black() {
        let mut sector = Sector::rectangle(1, 1, 3, 2);
        sector.spans[1] = (0, 9);
        let mut out = vec![0; 24];
        copy_sector(&frame(), &sector, &mut out);
        let expected = [
            [0; 6],
            [0, 200, 200, 200, 0, 0],
            [0, 200, 200, 200, 0, 0],
            [0; 6],
        ];
        assert_eq!(out, expected.concat());
        // A sector of another screen size does no harm.
        copy_sector(&frame(), &Sector::rectangle(4, 3, 500, 500), &mut out);
    }

    #[test]
    fn without_a_sector_all_is_black_and_the_whole_screen_only_when_told() {
        let mut out = Vec::new();
        assert!(!Mask::new(false).take(&frame(), &mut out));
        assert_eq!(out, [0; 24]);
        assert!(Mask::new(true).take(&frame(), &mut out));
        assert_eq!(out, [200; 24]);
    }
}
