//! Drawn screens whose sector is known, for the tests of finder and tracker.

use super::*;
use crate::capture::Frame;

/// A drawn screen: a fan of radii `near..far` about `apex`, cut by a box, with furniture around.
#[derive(Clone, Copy, Debug)]
pub(super) struct Screen {
    pub size: (usize, usize),
    /// In shares of the height, from the middle of the screen and from its top.
    pub apex: (f64, f64),
    /// In shares of the height.
    pub radii: (f64, f64),
    /// Degrees to either side; 0 makes the box itself the sector, as a linear probe does.
    pub half_angle: f64,
    /// Left, top, right, bottom in shares of width and height.
    pub cut: [f64; 4],
    pub gain: f64,
    pub speckle: f64,
    pub background: u8,
    pub chambers: bool,
    pub bars: bool,
}

pub(super) const PLAIN: Screen = Screen {
    size: (1280, 960),
    apex: (0.0, -0.1),
    radii: (0.2, 0.95),
    half_angle: 35.0,
    cut: [0.0, 0.0, 1.0, 1.0],
    gain: 90.0,
    speckle: 1.0,
    background: 0,
    chambers: false,
    bars: false,
};

impl Screen {
    pub fn inside(&self, x: usize, y: usize) -> bool {
        let (w, h) = (self.size.0 as f64, self.size.1 as f64);
        let (x, y) = (x as f64 + 0.5, y as f64 + 0.5);
        let [left, top, right, bottom] = self.cut;
        let boxed = x >= left * w && x < right * w && y >= top * h && y < bottom * h;
        let (dx, dy) = (x - w / 2.0 - self.apex.0 * h, y - self.apex.1 * h);
        let radius = dx.hypot(dy) / h;
        let fan = radius >= self.radii.0
            && radius < self.radii.1
            && dy > 0.0
            && dx.abs() <= dy * self.half_angle.to_radians().tan();
        boxed && (fan || self.half_angle == 0.0)
    }

    /// The frame and the box of the sector's pixels.
    pub fn draw(&self) -> (Frame, Rect) {
        let (w, h) = self.size;
        let mut luma = vec![self.background; w * h];
        let mut bounds = [w, h, 0, 0];
        for (i, pixel) in luma.iter_mut().enumerate() {
            let (x, y) = (i % w, i / w);
            if !self.inside(x, y) {
                continue;
            }
            let [l, t, r, b] = bounds;
            bounds = [l.min(x), t.min(y), r.max(x + 1), b.max(y + 1)];
            let grain = f64::from(hash(x / 3, y / 2) % 1000) / 500.0 - 1.0;
            let mut value = self.gain * (1.0 + 0.7 * self.speckle * grain);
            let chamber = |cx: f64, cy: f64, r: f64| {
                (x as f64 / w as f64 - cx).hypot(y as f64 / h as f64 - cy) < r
            };
            if self.chambers && (chamber(0.45, 0.5, 0.1) || chamber(0.58, 0.62, 0.07)) {
                value = 0.0;
            }
            *pixel = (*pixel).max(value as u8);
        }
        let mut frame = Frame {
            width: w,
            height: h,
            luma,
            ..Frame::default()
        };
        self.furnish(&mut frame);
        let [l, t, r, b] = bounds.map(|v| v as f32);
        (frame, Rect::new(l, t, r - l, b - t))
    }

    fn furnish(&self, frame: &mut Frame) {
        let (w, h) = self.size;
        if self.bars {
            fill(frame, [0, 0, w, h / 32], 60);
            text(frame, 10, h / 100, 20, 1, 220);
            for y in 0..200.min(h / 3) {
                fill(frame, [4, h / 4 + y, 16, h / 4 + y + 1], (255 - y) as u8);
            }
            for tick in 0..20 {
                fill(
                    frame,
                    [28, h / 10 + tick * h / 25, 32, h / 10 + tick * h / 25 + 2],
                    230,
                );
            }
            for line in 0..4 {
                text(
                    frame,
                    w - w / 9,
                    h / 20 + line * h / 30,
                    8,
                    1 + w / 800,
                    200,
                );
            }
        }
    }
}

pub(super) fn hash(x: usize, y: usize) -> u32 {
    let mut v = (x as u32).wrapping_mul(0x9E37_79B1) ^ (y as u32).wrapping_mul(0x85EB_CA77);
    v ^= v >> 15;
    v = v.wrapping_mul(0x2C1B_3C6D);
    v ^ (v >> 13)
}

pub(super) fn fill(frame: &mut Frame, [l, t, r, b]: [usize; 4], value: u8) {
    for y in t..b.min(frame.height) {
        frame.luma[y * frame.width + l.min(frame.width)..y * frame.width + r.min(frame.width)]
            .fill(value);
    }
}

/// Letter-like marks of 5 by 7 dots.
pub(super) fn text(frame: &mut Frame, x: usize, y: usize, letters: usize, dot: usize, value: u8) {
    for i in 0..letters * 35 {
        let (letter, dot_x, dot_y) = (i / 35, i % 5, i / 5 % 7);
        if hash(i, letter + y).is_multiple_of(2) {
            let (left, top) = (x + (letter * 6 + dot_x) * dot, y + dot_y * dot);
            fill(frame, [left, top, left + dot, top + dot], value);
        }
    }
}

fn iou(screen: &Screen) -> f32 {
    let (frame, truth) = screen.draw();
    let found = Finder::new().find(&frame);
    found.map_or(0.0, |sector| sector.rect.iou(&truth))
}

#[test]
fn drawn_sectors_of_every_kind_and_size_are_found() {
    let kinds = [
        PLAIN,
        Screen {
            apex: (0.05, 0.06),
            radii: (0.0, 0.85),
            half_angle: 42.0,
            ..PLAIN
        },
        Screen {
            radii: (0.3, 1.02),
            half_angle: 28.0,
            apex: (-0.1, -0.15),
            ..PLAIN
        },
        Screen {
            cut: [0.2, 0.12, 0.8, 0.97],
            half_angle: 30.0,
            radii: (0.1, 3.0),
            ..PLAIN
        },
        Screen {
            cut: [0.1, 0.1, 0.95, 0.99],
            half_angle: 55.0,
            radii: (0.1, 3.0),
            ..PLAIN
        },
        Screen {
            cut: [0.25, 0.1, 0.75, 0.9],
            half_angle: 0.0,
            ..PLAIN
        },
    ];
    let mut wrong = Vec::new();
    for (kind, plain) in kinds.into_iter().enumerate() {
        for size in [
            (640, 480),
            (800, 600),
            (975, 735),
            (1024, 768),
            (1280, 960),
            (1920, 1080),
        ] {
            let looks = [
                Screen { size, ..plain },
                Screen {
                    size,
                    bars: true,
                    chambers: true,
                    ..plain
                },
                Screen {
                    size,
                    bars: true,
                    gain: 20.0,
                    background: 8,
                    ..plain
                },
                Screen {
                    size,
                    bars: true,
                    gain: 18.0,
                    background: 2,
                    chambers: true,
                    ..plain
                },
                // Without speckle only a fan can be told from a drawn page.
                Screen {
                    size,
                    bars: true,
                    speckle: if kind < 4 { 0.0 } else { 0.1 },
                    ..plain
                },
            ];
            // Every look at three sizes, the furnished one at all.
            let all = [640, 975, 1280].contains(&size.0);
            for (look, screen) in looks
                .iter()
                .enumerate()
                .filter(|&(look, _)| all || look == 1)
            {
                let iou = iou(screen);
                if iou < 0.9 {
                    wrong.push(format!("kind {kind} {size:?} look {look}: {iou:.3}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A frame from a rule for each pixel.
pub(super) fn even(width: usize, height: usize, luma: impl Fn(usize, usize) -> u8) -> Frame {
    let luma = (0..width * height)
        .map(|i| luma(i % width, i / width))
        .collect();
    Frame {
        width,
        height,
        luma,
        ..Frame::default()
    }
}

pub(super) fn worklist(background: u8, ink: u8) -> Frame {
    let mut frame = even(1280, 960, |_, _| background);
    for line in 0..40 {
        text(&mut frame, 20, 30 + line * 22, 60 + line % 7, 2, ink);
    }
    frame
}

#[test]
fn screens_without_a_sector_give_none() {
    let mut dialog = even(1280, 960, |_, _| 10);
    fill(&mut dialog, [300, 200, 1000, 700], 120);
    fill(&mut dialog, [300, 200, 1000, 230], 60);
    for line in 0..12 {
        text(&mut dialog, 330, 250 + line * 35, 40, 2, 230);
    }
    let screens = [
        ("black", even(1280, 960, |_, _| 0)),
        ("white", even(1280, 960, |_, _| 255)),
        ("grey", even(1280, 960, |_, _| 90)),
        ("worklist", worklist(0, 220)),
        ("page", worklist(250, 10)),
        ("grey page", worklist(40, 200)),
        ("ramp across", even(1280, 960, |x, _| (x / 5) as u8)),
        ("ramp down", even(1280, 960, |_, y| (y / 4) as u8)),
        (
            "colour bars",
            even(1280, 960, |x, _| {
                [235, 210, 170, 145, 106, 81, 41, 16][x / 160]
            }),
        ),
        (
            "bars in black",
            even(1280, 960, |x, y| {
                if (200..760).contains(&y) {
                    [0, 210, 170, 145, 106, 81, 41, 0][x / 160]
                } else {
                    0
                }
            }),
        ),
        ("dialog", dialog),
    ];
    for (name, frame) in screens {
        assert_eq!(Finder::new().find(&frame).map(|s| s.rect), None, "{name}");
    }
}

#[test]
fn no_size_panics() {
    let mut finder = Finder::new();
    for (w, h) in [
        (0, 0),
        (1, 1),
        (8, 8),
        (1, 3000),
        (3000, 1),
        (63, 63),
        (64, 64),
        (65, 71),
        (641, 479),
    ] {
        for seed in [0, 1, 2] {
            let noise = even(w, h, |x, y| {
                (hash(x + seed, y) % (1 + 250 * seed as u32)) as u8
            });
            let found = finder.find(&noise);
            assert!(w >= 64 || found.is_none());
        }
    }
    let short = Frame {
        width: 640,
        height: 480,
        luma: vec![1; 10],
        ..Frame::default()
    };
    assert_eq!(finder.find(&short), None);
}

#[test]
fn names_in_the_corners_of_the_box_are_masked_out() {
    let screen = Screen {
        bars: true,
        ..PLAIN
    };
    let (mut frame, truth) = screen.draw();
    let (left, bottom) = (truth.x as usize, truth.bottom() as usize);
    let right = truth.right() as usize;
    let names = [
        (left + 5, 130),
        (right - 160, 130),
        (left + 3, bottom - 30),
        (right - 150, bottom - 30),
    ];
    for (x, y) in names {
        text(&mut frame, x, y, 12, 2, 255);
    }
    let sector = Finder::new().find(&frame).unwrap();
    assert!(
        sector.rect.iou(&truth) > 0.95,
        "{:?} {truth:?}",
        sector.rect
    );
    for (row, &(from, to)) in sector.spans.iter().enumerate() {
        let y = sector.rect.y as usize + row;
        for x in usize::from(from)..usize::from(to) {
            let inside = screen.inside(x, y);
            let name = !inside && frame.luma[y * frame.width + x] == 255;
            assert!(!name, "name visible at {x}, {y}");
        }
    }
}

#[test]
fn letters_close_to_the_slanted_sides_are_masked_out() {
    for size in [(640, 480), (975, 735), (1280, 960)] {
        let cut = Screen {
            size,
            cut: [0.05, 0.1, 0.95, 0.99],
            half_angle: 55.0,
            radii: (0.1, 3.0),
            ..PLAIN
        };
        for screen in [Screen { size, ..PLAIN }, cut] {
            let (mut frame, _) = screen.draw();
            let (clean, (w, h)) = (frame.luma.clone(), size);
            // Lines of letters whose nearest corner is 2, 4 or 6 pixels from the side.
            for (line, y) in (h / 4..h * 5 / 8).step_by(h / 16).enumerate() {
                let row = |y: usize| (0..w).filter(move |&x| screen.inside(x, y));
                let gap = 2 + line % 3 * 2;
                let far = |y| (row(y).next().unwrap_or(0), row(y).next_back().unwrap_or(w));
                let ((left, _), (_, right)) = (far(y + 7), far(y + 7));
                if left > 60 + gap && right + gap + 60 < w {
                    text(&mut frame, left - gap - 53, y, 9, 1, 255);
                    text(&mut frame, right + 1 + gap, y, 9, 1, 255);
                }
            }
            let sector = Finder::new().find(&frame).unwrap();
            let drawn = (0..w * h).filter(|&i| frame.luma[i] != clean[i]);
            let kept = drawn
                .filter(|i| {
                    sector
                        .span(i / w)
                        .is_some_and(|(a, b)| (a..b).contains(&(i % w)))
                })
                .count();
            assert_eq!(kept, 0, "{size:?} {screen:?}");
        }
    }
}
