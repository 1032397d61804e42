//! Screens with invented names planted all over, and the search for them in any picture.

use std::{fs::File, io::BufWriter, path::Path, time::Duration};

use embedded_graphics::{
    mono_font::{MonoTextStyle, ascii::FONT_10X20},
    pixelcolor::BinaryColor,
    prelude::*,
    text::{Baseline, Text},
};
use phantom::{Config, Look, Phantom};
use second_reader::capture::{Frame, Y4mWriter};

/// The names, none of which is anybody's, and where they stand: shares of the screen's width and
/// height, and how often their pixels are repeated.
pub const NAMES: [&str; 2] = ["KRATZ", "WOXEL"];
const PLACES: [(usize, [f32; 2], usize); 10] = [
    (0, [0.01, 0.01], 1),
    (1, [0.85, 0.01], 1),
    (0, [0.01, 0.93], 1),
    (1, [0.85, 0.93], 1),
    // Beside the slanted sides, within the box of the sector.
    (1, [0.10, 0.20], 1),
    (0, [0.76, 0.20], 1),
    // Over the picture, small and large.
    (0, [0.44, 0.40], 1),
    (1, [0.36, 0.62], 2),
    (1, [0.52, 0.30], 1),
    (0, [0.50, 0.75], 1),
];
const INK: u8 = 235;
const WIDTH: usize = 640;
const HEIGHT: usize = 480;
const FPS: f64 = 25.0;
const SEED: u64 = 231;

/// Frames of a phantom's screen, with or without the names, and the words that must come out nowhere:
/// these names, and the name and number of the phantom's own patient.
pub fn frames(count: u64, with_names: bool) -> (Vec<Frame>, Vec<String>) {
    let config = Config {
        seed: SEED,
        look: Some(Look::Classic),
        width: WIDTH,
        height: HEIGHT,
        fps: FPS,
        ..Config::default()
    };
    let mut phantom = Phantom::new(config).unwrap();
    let (name, number) = phantom.patient();
    let mut words = vec![name.to_owned(), number.to_owned()];
    words.extend(NAMES.map(str::to_owned));
    let frames = (0..count).map(|number| {
        let mut frame = Frame {
            number,
            time: Duration::from_secs_f64(number as f64 / FPS),
            width: WIDTH,
            height: HEIGHT,
            ..Frame::default()
        };
        phantom.frame(number, &mut frame.luma);
        for (name, [x, y], zoom) in PLACES.iter().filter(|_| with_names) {
            let at = [x * WIDTH as f32, y * HEIGHT as f32].map(|v| v as usize);
            Word::new(NAMES[*name]).draw(&mut frame, at, *zoom);
        }
        frame
    });
    (frames.collect(), words)
}

/// Writes such a clip and returns the words.
pub fn write_clip(place: &Path, count: u64) -> Vec<String> {
    let (frames, words) = frames(count, true);
    let file = BufWriter::new(File::create(place).unwrap());
    let mut clip = Y4mWriter::new(file, WIDTH, HEIGHT, FPS).unwrap();
    for frame in &frames {
        clip.write(&frame.luma).unwrap();
    }
    clip.finish().unwrap();
    words
}

/// A name as its font draws it.
pub struct Word {
    width: usize,
    height: usize,
    ink: Vec<bool>,
}

impl Word {
    pub fn new(name: &str) -> Self {
        let (width, height) = (10 * name.len(), 20);
        let mut word = Self {
            width,
            height,
            ink: vec![false; width * height],
        };
        let style = MonoTextStyle::new(&FONT_10X20, BinaryColor::On);
        Text::with_baseline(name, Point::zero(), style, Baseline::Top)
            .draw(&mut word)
            .unwrap();
        assert!(word.ink.iter().filter(|ink| **ink).count() > 100);
        word
    }

    fn draw(&self, frame: &mut Frame, [left, top]: [usize; 2], zoom: usize) {
        for y in 0..self.height * zoom {
            for x in 0..self.width * zoom {
                let (column, row) = (left + x, top + y);
                let ink = self.ink[y / zoom * self.width + x / zoom];
                if ink && column < frame.width && row < frame.height {
                    frame.luma[row * frame.width + column] = INK;
                }
            }
        }
    }

    /// Points of ink and points of paper in between, from the word's corner, at a scale.
    fn points(&self, scale: f32) -> [Vec<(usize, usize)>; 2] {
        let inked = |x: usize, y: usize| self.ink[y * self.width + x];
        let inner = |x: usize, y: usize| {
            (1..self.width - 1).contains(&x) && (1..self.height - 1).contains(&y)
        };
        let mut points = [Vec::new(), Vec::new()];
        for i in 0..self.ink.len() {
            let (x, y) = (i % self.width, i / self.width);
            let at = [x, y].map(|v| ((v as f32 + 0.5) * scale) as usize);
            if inked(x, y) {
                points[0].push((at[0], at[1]));
            } else if inner(x, y) && (x - 1..x + 2).all(|x| (y - 1..y + 2).all(|y| !inked(x, y))) {
                // Only paper close to ink tells a letter from a bright place.
                let near = (x.saturating_sub(3)..(x + 4).min(self.width)).any(|x| inked(x, y));
                if near {
                    points[1].push((at[0], at[1]));
                }
            }
        }
        // Some sixty of each, in an order that looks all over the word at once.
        points.map(|all| (0..60).map(|k| all[k * 37 % all.len().max(1)]).collect())
    }
}

impl OriginDimensions for Word {
    fn size(&self) -> Size {
        Size::new(self.width as u32, self.height as u32)
    }
}

impl DrawTarget for Word {
    type Color = BinaryColor;
    type Error = std::convert::Infallible;

    fn draw_iter<I: IntoIterator<Item = Pixel<BinaryColor>>>(
        &mut self,
        pixels: I,
    ) -> Result<(), Self::Error> {
        for Pixel(at, colour) in pixels {
            let (x, y) = (at.x as usize, at.y as usize);
            if x < self.width && y < self.height {
                self.ink[y * self.width + x] = colour.is_on();
            }
        }
        Ok(())
    }
}

/// Any picture that is searched.
pub struct Screen {
    pub width: usize,
    pub height: usize,
    pub luma: Vec<u8>,
}

/// Ink stands out from the paper by so many grey levels, in so many of a hundred points.
const CONTRAST: i32 = 25;
const ALIKE_PERCENT: usize = 88;

impl Screen {
    pub fn of(frame: &Frame) -> Self {
        Self {
            width: frame.width,
            height: frame.height,
            luma: frame.luma.clone(),
        }
    }

    /// The same in another size, bilinear.
    pub fn scaled(&self, scale: f32) -> Self {
        let [width, height] = [self.width, self.height].map(|v| (v as f32 * scale) as usize);
        let value = |x: usize, y: usize| {
            let place = |v: usize, most: usize| {
                ((v as f32 + 0.5) / scale - 0.5).clamp(0.0, (most - 2) as f32)
            };
            let (x, y) = (place(x, self.width), place(y, self.height));
            let at = y as usize * self.width + x as usize;
            let mix = |i: usize| {
                let [a, b] = [self.luma[i], self.luma[i + 1]].map(f32::from);
                a + (b - a) * x.fract()
            };
            (mix(at) + (mix(at + self.width) - mix(at)) * y.fract()) as u8
        };
        let luma = (0..width * height)
            .map(|i| value(i % width, i / width))
            .collect();
        Self {
            width,
            height,
            luma,
        }
    }

    /// The names that can be seen, from half to a little over twice their size.
    pub fn names_at_any_scale(&self) -> Vec<&'static str> {
        let scales = (0..38).map(|k| 0.5 * 1.04f32.powi(k));
        NAMES
            .into_iter()
            .filter(|name| {
                let word = Word::new(name);
                scales.clone().any(|scale| self.shows(&word, scale))
            })
            .collect()
    }

    /// Whether the word can be read anywhere.
    pub fn shows(&self, word: &Word, scale: f32) -> bool {
        let [ink, paper] = word.points(scale);
        let [w, h] = [word.width, word.height].map(|v| (v as f32 * scale) as usize + 1);
        if w > self.width || h > self.height {
            return false;
        }
        let sum = |at: usize, points: &[(usize, usize)]| {
            let value = |&(x, y): &(usize, usize)| i32::from(self.luma[at + y * self.width + x]);
            points.iter().map(value).sum::<i32>()
        };
        for y in 0..=self.height - h {
            for x in 0..=self.width - w {
                let at = y * self.width + x;
                if sum(at, &ink[..6]) - sum(at, &paper[..6]) < 3 * CONTRAST {
                    continue;
                }
                let (bright, dark) = (sum(at, &ink) / 60, sum(at, &paper) / 60);
                if bright - dark < CONTRAST {
                    continue;
                }
                let middle = i32::midpoint(bright, dark);
                let above = |&&(x, y): &&(usize, usize)| {
                    i32::from(self.luma[at + y * self.width + x]) > middle
                };
                let right =
                    ink.iter().filter(above).count() + 60 - paper.iter().filter(above).count();
                if right * 100 >= 120 * ALIKE_PERCENT {
                    return true;
                }
            }
        }
        false
    }
}
