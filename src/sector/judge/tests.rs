use super::*;
use crate::capture::COLOUR_BLOCK;

const WIDTH: usize = 640;
const HEIGHT: usize = 480;
const LEFT: u16 = 100;
const TOP: u16 = 60;
const SIDES: (u16, u16) = (440, 380);

fn hash(x: usize, y: usize, z: usize) -> u32 {
    let mut v = (x as u32).wrapping_mul(0x9E37_79B1)
        ^ (y as u32).wrapping_mul(0x85EB_CA77)
        ^ (z as u32).wrapping_mul(0xC2B2_AE3D);
    v ^= v >> 15;
    v = v.wrapping_mul(0x2C1B_3C6D);
    v ^ (v >> 13)
}

/// A screen with letters and a box of speckle, grains of 8 by 6 pixels.
struct Screen {
    judge: Judge,
    number: u64,
    ms: u64,
}

impl Screen {
    fn new() -> Self {
        Self {
            judge: Judge::new(),
            number: 0,
            ms: 40,
        }
    }

    fn sector() -> Sector {
        Sector::rectangle(LEFT, TOP, SIDES.0, SIDES.1)
    }

    /// The picture of that number, with a gain.
    fn draw(picture: usize, gain: u32) -> Frame {
        let mut luma = vec![2; WIDTH * HEIGHT];
        for y in (10..40).filter(|y| y % 9 < 6) {
            for x in (20..600).filter(|x| hash(x / 3, y / 9, 0).is_multiple_of(2)) {
                luma[y * WIDTH + x] = 200;
            }
        }
        let [left, top, width, height] = Self::sector().pixels();
        for y in top..top + height {
            for x in left..left + width {
                let grain = hash(x / 8, y / 6, picture) % 120;
                luma[y * WIDTH + x] = (grain * gain / 100).min(255) as u8;
            }
        }
        Frame {
            width: WIDTH,
            height: HEIGHT,
            luma,
            ..Frame::default()
        }
    }

    fn show(&mut self, mut frame: Frame) -> Picture {
        frame.number = self.number;
        frame.time = ms(self.ms * self.number);
        self.number += 1;
        let sector = Self::sector();
        self.judge.update(&frame, Picture::Live, Some(&sector))
    }

    fn pictures(&mut self, pictures: impl IntoIterator<Item = usize>) -> Vec<Picture> {
        let shown = pictures.into_iter();
        shown.map(|p| self.show(Self::draw(p, 100))).collect()
    }
}

/// In the order of their appearance, each run once.
fn runs(mut told: Vec<Picture>) -> Vec<Picture> {
    told.dedup();
    told
}

#[test]
fn one_picture_is_live_and_different_stills_are() {
    let mut screen = Screen::new();
    assert_eq!(screen.pictures([5]), [Picture::Live]);
    screen.ms = 2000;
    assert_eq!(runs(screen.pictures(6..20)), [Picture::Live]);
}

#[test]
fn a_picture_that_stands_is_frozen_within_a_second_and_live_again_at_the_second_new_one() {
    let mut screen = Screen::new();
    let mut told = screen.pictures(0..10);
    told.extend(screen.pictures([9; 50]));
    let first = told.iter().position(|p| *p == Picture::Frozen).unwrap();
    assert!((12..=9 + 25).contains(&first), "{first}");
    assert!(told[first..].iter().all(|p| *p == Picture::Frozen));
    assert!(told[10..first].iter().all(|p| *p == Picture::Repeated));
    assert_eq!(screen.pictures([70, 71]), [Picture::Frozen, Picture::Live]);
}

#[test]
fn another_standing_picture_stays_frozen() {
    let mut screen = Screen::new();
    screen.pictures([1; 40]);
    assert_eq!(runs(screen.pictures([2; 40])), [Picture::Frozen]);
}

#[test]
fn a_pointer_over_a_standing_picture_does_not_make_it_live() {
    let mut screen = Screen::new();
    let told: Vec<_> = (0..60)
        .map(|k| {
            let mut frame = Screen::draw(3, 100);
            for y in 0..24 {
                let at = (200 + 3 * k + y) * WIDTH / WIDTH * WIDTH + 200 + 5 * k;
                frame.luma[at..at + 16].fill(255);
            }
            screen.show(frame)
        })
        .collect();
    assert!(told[25..].iter().all(|p| *p == Picture::Frozen), "{told:?}");
}

#[test]
fn a_slow_scanner_is_live_and_its_repetitions_are_told() {
    let mut screen = Screen::new();
    screen.ms = 17;
    let told = screen.pictures((0..160).map(|k| k / 8));
    let live = told.iter().filter(|p| **p == Picture::Live).count();
    assert_eq!(live, 20);
    assert_eq!(runs(told[8..].to_vec()).len(), 38);
}

#[test]
fn noise_of_a_grabber_moves_nothing() {
    let mut screen = Screen::new();
    let told: Vec<_> = (0..60)
        .map(|k| {
            let mut frame = Screen::draw(3, 100);
            for (i, value) in frame.luma.iter_mut().enumerate() {
                *value = value.saturating_add((hash(i, k, 9) % 9) as u8);
            }
            screen.show(frame)
        })
        .collect();
    assert!(told[25..].iter().all(|p| *p == Picture::Frozen), "{told:?}");
}

#[test]
fn light_is_told_after_a_while_and_no_flash_is() {
    for (gain, expected) in [(8, Picture::TooDark), (900, Picture::Saturated)] {
        let mut screen = Screen::new();
        let mut told = screen.pictures(0..10);
        told.push(screen.show(Screen::draw(11, gain)));
        told.extend(screen.pictures(12..20));
        assert_eq!(runs(told), [Picture::Live], "{gain}");
        let told = (20..50)
            .map(|k| screen.show(Screen::draw(k, gain)))
            .collect();
        assert_eq!(runs(told), [Picture::Live, expected]);
        assert_eq!(runs(screen.pictures(50..80)), [expected, Picture::Live]);
    }
    let dim = (0..30).map(|k| Screen::draw(k, 40));
    let mut screen = Screen::new();
    assert_eq!(runs(dim.map(|f| screen.show(f)).collect()), [Picture::Live]);
    let mut first = Screen::new();
    assert_eq!(first.show(Screen::draw(1, 5)), Picture::TooDark);
}

#[test]
fn most_of_the_beams_dark_is_shadow_and_a_third_is_not() {
    for (share, expected) in [(33, Picture::Live), (75, Picture::Shadowed)] {
        let mut screen = Screen::new();
        let [left, top, width, height] = Screen::sector().pixels();
        let told: Vec<_> = (0..20)
            .map(|k| {
                let mut frame = Screen::draw(k, 100);
                for y in top + height / 5..top + height {
                    let line = y * WIDTH + left;
                    frame.luma[line..line + width * share / 100].fill(3);
                }
                screen.show(frame)
            })
            .collect();
        assert_eq!(told.last(), Some(&expected), "{share}");
    }
}

fn coloured(picture: usize, colour: impl Fn(usize, usize, u8) -> u8) -> Frame {
    let mut frame = Screen::draw(picture, 100);
    let (columns, rows) = frame.colour_size();
    for at in 0..columns * rows {
        let (x, y) = (
            at % columns * COLOUR_BLOCK + 4,
            at / columns * COLOUR_BLOCK + 4,
        );
        let value = colour(x, y, frame.luma[y * WIDTH + x]);
        frame.colour.push(value);
    }
    frame
}

#[test]
fn flow_is_colour_and_a_tinted_map_and_a_yellow_line_are_not() {
    let within = |x: usize, y: usize| (260..340).contains(&x) && (200..280).contains(&y);
    let told = |colour: fn(usize, usize, u8) -> u8| {
        let mut screen = Screen::new();
        let frames = (0..8).map(|k| coloured(k, colour));
        frames.map(|f| screen.show(f)).last()
    };
    assert!(within(300, 240));
    let flow = told(|x, y, _| 150 * u8::from((260..340).contains(&x) && (200..280).contains(&y)));
    assert_eq!(flow, Some(Picture::ColourDoppler));
    assert_eq!(told(|_, _, grey| grey / 2), Some(Picture::Live), "tinted");
    let line = told(|_, y, _| 200 * u8::from((200..206).contains(&y)));
    assert_eq!(line, Some(Picture::Live), "line");
}

#[test]
fn flow_over_a_tinted_map_is_colour_for_the_whole_beat() {
    let mut screen = Screen::new();
    let told: Vec<_> = (0..60)
        .map(|k| {
            let flows = k % 12 < 5;
            let frame = coloured(k, |x, y, grey| {
                let flow = flows && (260..330).contains(&x) && (200..260).contains(&y);
                if flow { 190 } else { grey / 3 }
            });
            screen.show(frame)
        })
        .collect();
    assert!(told[4..].iter().all(|p| *p == Picture::ColourDoppler));
}

#[test]
fn two_pictures_with_a_gap_are_dual_and_one_with_a_panel_beside_it_is_not() {
    let [left, top, width, height] = Screen::sector().pixels();
    let cut = |frame: &mut Frame, from: usize, to: usize, value: u8| {
        for y in top..top + height {
            frame.luma[y * WIDTH + left + from..y * WIDTH + left + to].fill(value);
        }
    };
    let mut screen = Screen::new();
    let told: Vec<_> = (0..10)
        .map(|k| {
            let mut frame = Screen::draw(k, 100);
            cut(&mut frame, width / 2 - 4, width / 2 + 4, 0);
            screen.show(frame)
        })
        .collect();
    assert_eq!(told.last(), Some(&Picture::Dual));
    let mut screen = Screen::new();
    let told: Vec<_> = (0..10)
        .map(|k| {
            let mut frame = Screen::draw(k, 100);
            cut(&mut frame, width / 2 - 4, width, 0);
            cut(&mut frame, width / 2 + 8, width - 8, 60);
            screen.show(frame)
        })
        .collect();
    assert_eq!(runs(told), [Picture::Live]);
}

#[test]
fn a_shadow_below_a_bright_spot_parts_no_picture() {
    let [left, top, width, height] = Screen::sector().pixels();
    let mut screen = Screen::new();
    let shadowed = |k| {
        let mut frame = Screen::draw(k, 100);
        for y in top + height / 6..top + height {
            let start = y * WIDTH + left + width / 2;
            frame.luma[start - 20..start + 20].fill(3);
        }
        frame
    };
    let told: Vec<_> = (0..10).map(|k| screen.show(shadowed(k))).collect();
    assert_eq!(runs(told), [Picture::Live]);
}

#[test]
fn a_menu_is_what_the_tracker_says_and_a_black_sector_is_too_dark() {
    let mut screen = Screen::new();
    screen.pictures(0..5);
    let mut lost = |frame: Frame| {
        let mut frame = frame;
        screen.number += 1;
        frame.time = ms(screen.ms * screen.number);
        screen.judge.update(&frame, Picture::NotUltrasound, None)
    };
    let told: Vec<_> = (0..20).map(|k| lost(Screen::draw(k, 2))).collect();
    assert_eq!(told.last(), Some(&Picture::TooDark));
    let mut menu = Screen::draw(0, 0);
    menu.luma.fill(30);
    assert_eq!(lost(menu), Picture::NotUltrasound);
}

#[test]
fn no_size_and_no_sector_panics() {
    let mut judge = Judge::new();
    for (width, height) in [(0, 0), (1, 1), (64, 64), (65, 700), (4096, 20)] {
        for sector in [
            Sector::rectangle(0, 0, width as u16, height as u16),
            Sector::rectangle(9000, 9000, 50, 50),
            Sector::rectangle(3, 3, 0, 0),
        ] {
            let mut frame = Frame {
                width,
                height,
                luma: vec![70; width * height],
                ..Frame::default()
            };
            judge.update(&frame, Picture::Live, Some(&sector));
            frame.colour = vec![200; 3];
            judge.update(&frame, Picture::Live, Some(&sector));
            frame.luma.clear();
            judge.update(&frame, Picture::Live, Some(&sector));
        }
    }
}
