//! Drawn screens whose sector is dark on both sides: fluid with a few faint specks, as beside a
//! fetus. What is bright is a third of the width.

use super::Finder;
use super::screens::{PLAIN, Screen, hash};
use crate::anatomy::Rect;
use crate::capture::Frame;

/// Frame `number` of such a screen, what it was drawn from, and the box of the whole sector. On a
/// background of 8, which compression roughens, the fluid has its grey; else it is black.
pub(super) fn dark_sides(background: u8, number: usize) -> (Frame, Screen, Rect) {
    let screen = Screen {
        size: (640, 480),
        background,
        bars: true,
        ..PLAIN
    };
    let (mut frame, truth) = screen.draw();
    let fluid = if background == 8 { 8 } else { 0 };
    let (width, middle) = (frame.width, frame.width / 2);
    for (i, pixel) in frame.luma.iter_mut().enumerate() {
        let (x, y) = (i % width, i / width);
        let inside = screen.inside(x, y);
        if inside && x.abs_diff(middle) * 6 > width {
            let speck = hash(x / 9 + 977 * number, y / 4).is_multiple_of(5);
            *pixel = if speck { fluid + 12 } else { fluid };
        } else if inside {
            *pixel = pixel.saturating_add((hash(x / 3 + 977 * number, y / 2) % 12) as u8);
        } else if background == 8 {
            // Not one exact grey: what compression leaves.
            *pixel = pixel.saturating_add((hash(x / 2, y / 2 + number) % 3 / 2) as u8);
        }
    }
    (frame, screen, truth)
}

#[test]
fn faint_specks_and_a_blacker_black_belong_to_the_sector() {
    // On black only the specks themselves show, and the fan's tips may hold none.
    for (background, least) in [(0, 0.85), (3, 0.95)] {
        let (frame, _, truth) = dark_sides(background, 0);
        let sector = Finder::new().find(&frame).unwrap();
        let iou = sector.rect.iou(&truth);
        assert!(iou > least, "background {background}: {iou}");
    }
}
