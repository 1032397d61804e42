//! Clips of every kind of picture, made of phantom frames; what the phantom has not got is made here.

use std::time::Duration;

use phantom::{Config, Interruption, Look, Operator, Phantom};
use second_reader::{
    capture::{COLOUR_BLOCK, Frame},
    sector::Picture,
};

use super::draw::{Chance, calipers, fill, grade, jpeg, letters, noise, pointer};

/// What a clip is of. A clip begins live and becomes what it is after `turn`; `turn` is zero where it
/// is so from its first frame.
pub struct Clip {
    pub name: &'static str,
    pub expected: Picture,
    pub turn: Duration,
    pub frames: Vec<Frame>,
}

/// Frames a second of the phantom's clips.
const FPS: f64 = 25.0;
/// Frames drawn of one phantom.
const FRAMES: usize = 50;
/// Where what the clip is of begins, frames.
const TURN: usize = 18;

/// One scanner with one fetus: its frames are made into a clip of each kind.
pub struct Scene {
    seed: u64,
    config: Config,
    first: u64,
    live: Vec<Frame>,
    spans: Vec<(u16, u16)>,
    bounds: [usize; 4],
}

/// How a clip is made of a scene.
type Make = fn(&Scene, &mut Chance) -> Vec<Frame>;

/// Every kind: its name, what it is, the frame at which it begins to be so, how it is made.
pub const KINDS: [(&str, Picture, usize, Make); 24] = [
    ("live", Picture::Live, 0, |s, _| s.live.clone()),
    ("live, noisy grabber", Picture::Live, 0, |s, c| {
        let sigma = c.between(1.0, 5.0);
        s.each(|f, _| noise(f, sigma, c))
    }),
    (
        "live, 8 pictures a second at 60",
        Picture::Live,
        0,
        |s, _| s.slow(),
    ),
    (
        "live, 8 pictures a second, noisy",
        Picture::Live,
        0,
        |s, c| {
            let (sigma, mut frames) = (c.between(1.0, 3.0), s.slow());
            frames.iter_mut().for_each(|f| noise(f, sigma, c));
            frames
        },
    ),
    ("live, averaged by the scanner", Picture::Live, 0, |s, c| {
        s.averaged(c.between(0.3, 0.5))
    }),
    ("live, compressed", Picture::Live, 0, |s, c| {
        let quality = 40 + c.below(50) as u8;
        s.each(|f, _| jpeg(f, quality))
    }),
    ("live, dim", Picture::Live, 0, |s, c| {
        let gain = c.between(0.4, 0.6);
        s.each(|f, _| grade(f, gain, 0.0, |_, _| true))
    }),
    ("live, marks moving over it", Picture::Live, 0, |s, c| {
        let [mut a, mut b] = [0, 1].map(|_| c.next());
        s.each(|f, k| s.mark(f, k, &mut a, &mut b))
    }),
    ("live, averaged and noisy", Picture::Live, 0, |s, c| {
        let (sigma, mut frames) = (c.between(1.0, 3.0), s.averaged(0.5));
        frames.iter_mut().for_each(|f| noise(f, sigma, c));
        frames
    }),
    ("frozen", Picture::Frozen, TURN, |s, _| s.frozen()),
    ("frozen from the start", Picture::Frozen, 0, |s, c| {
        let sigma = c.between(0.0, 3.0);
        let mut frames = s.frozen();
        let still = frames[TURN].luma.clone();
        for frame in &mut frames {
            frame.luma.clone_from(&still);
            noise(frame, sigma, c);
        }
        frames
    }),
    ("frozen, noisy grabber", Picture::Frozen, TURN, |s, c| {
        let (sigma, mut frames) = (c.between(1.0, 5.0), s.frozen());
        frames.iter_mut().for_each(|f| noise(f, sigma, c));
        frames
    }),
    ("frozen, noise compressed", Picture::Frozen, TURN, |s, c| {
        let (sigma, quality) = (c.between(1.0, 4.0), 40 + c.below(50) as u8);
        let mut frames = s.frozen();
        for frame in &mut frames {
            noise(frame, sigma, c);
            jpeg(frame, quality);
        }
        frames
    }),
    (
        "frozen, pointer and calipers moving",
        Picture::Frozen,
        TURN,
        |s, c| {
            let [mut a, mut b] = [0, 1].map(|_| c.next());
            let mut frames = s.frozen();
            for (k, frame) in frames.iter_mut().enumerate() {
                s.mark(frame, k, &mut a, &mut b);
            }
            frames
        },
    ),
    ("frozen, marks, noise", Picture::Frozen, TURN, |s, c| {
        let [mut a, mut b] = [0, 1].map(|_| c.next());
        let (sigma, mut frames) = (c.between(1.0, 4.0), s.frozen());
        for (k, frame) in frames.iter_mut().enumerate() {
            s.mark(frame, k, &mut a, &mut b);
            noise(frame, sigma, c);
        }
        frames
    }),
    (
        "live again behind a freeze",
        Picture::Live,
        FRAMES,
        |s, c| {
            let mut frames = s.frozen();
            let sigma = c.between(0.0, 3.0);
            frames.extend(s.live[TURN..].iter().cloned());
            frames.iter_mut().for_each(|f| noise(f, sigma, c));
            frames
        },
    ),
    ("colour Doppler", Picture::ColourDoppler, 0, |s, _| {
        s.interrupted(Interruption::ColourDoppler)
    }),
    ("dual", Picture::Dual, 0, |s, _| {
        s.interrupted(Interruption::Dual)
    }),
    ("dual behind a live picture", Picture::Dual, TURN, |s, _| {
        let mut frames = s.live[..TURN].to_vec();
        frames.extend(s.interrupted(Interruption::Dual));
        frames
    }),
    ("quad", Picture::Dual, 0, |s, _| s.quad()),
    ("too dark", Picture::TooDark, TURN, |s, c| {
        let gain = c.between(0.0, 0.1);
        s.later(|f, _| grade(f, gain, 0.0, |x, y| s.holds(x, y)))
    }),
    ("saturated", Picture::Saturated, TURN, |s, c| {
        let gain = c.between(6.0, 10.0);
        s.later(|f, _| grade(f, gain, 60.0, |x, y| s.holds(x, y)))
    }),
    ("mostly shadow", Picture::Shadowed, TURN, |s, c| {
        let (share, left) = (c.between(0.75, 0.9), c.below(2) == 0);
        s.later(|f, _| grade(f, 0.03, 0.0, |x, y| s.shaded(x, y, share, left)))
    }),
    (
        "menu, worklist, report",
        Picture::NotUltrasound,
        TURN,
        |s, c| s.page(c),
    ),
];

impl Scene {
    /// Draws the frames of a seed.
    pub fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let [width, height] = [640, 480];
        let config = Config {
            seed,
            look: Some(Look::ALL[seed as usize % Look::ALL.len()]),
            operator: Operator::ALL[chance.below(Operator::ALL.len())],
            width,
            height,
            fps: FPS,
            ..Config::default()
        };
        // Anywhere in the sweep; the middle third is free of interruptions here.
        let first = chance.below(300) as u64;
        let mut phantom = Phantom::new(config.clone()).expect("a usual phantom");
        let mut live = Vec::new();
        let mut bounds = [0; 4];
        for number in 0..FRAMES {
            let mut frame = Frame {
                width,
                height,
                ..Frame::default()
            };
            let truth = phantom.frame(first + number as u64, &mut frame.luma);
            let r = truth.sector;
            bounds = [r.x, r.y, r.right(), r.bottom()].map(|v| v as usize);
            live.push(frame);
        }
        Self {
            seed,
            config,
            first,
            live,
            spans: phantom.sector_spans().to_vec(),
            bounds,
        }
    }

    /// The clip of that kind.
    pub fn clip(&self, kind: usize) -> Clip {
        let (name, expected, turn, make) = KINDS[kind];
        let mut chance = Chance::new(self.seed ^ (kind as u64) << 40);
        let mut frames = make(self, &mut chance);
        let fps = if name.contains("8 pictures") {
            60.0
        } else {
            FPS
        };
        for (number, frame) in frames.iter_mut().enumerate() {
            frame.number = number as u64;
            frame.time = Duration::from_secs_f64(number as f64 / fps);
        }
        Clip {
            name,
            expected,
            turn: Duration::from_secs_f64(turn as f64 / fps),
            frames,
        }
    }

    fn each(&self, mut change: impl FnMut(&mut Frame, usize)) -> Vec<Frame> {
        let mut frames = self.live.clone();
        for (number, frame) in frames.iter_mut().enumerate() {
            change(frame, number);
        }
        frames
    }

    /// Changes the frames from the turn on.
    fn later(&self, mut change: impl FnMut(&mut Frame, usize)) -> Vec<Frame> {
        self.each(|frame, number| {
            if number >= TURN {
                change(frame, number);
            }
        })
    }

    /// Every third frame, seven or eight times each.
    fn slow(&self) -> Vec<Frame> {
        let pictures = self.live.iter().step_by(3);
        let repeats = |(k, f): (usize, &Frame)| vec![f.clone(); 7 + k % 2];
        pictures.enumerate().flat_map(repeats).collect()
    }

    /// Each picture laid over the ones before.
    fn averaged(&self, weight: f32) -> Vec<Frame> {
        let mut sums: Vec<f32> = self.live[0].luma.iter().map(|v| f32::from(*v)).collect();
        self.each(|frame, _| {
            for (sum, value) in sums.iter_mut().zip(&mut frame.luma) {
                *sum += weight * (f32::from(*value) - *sum);
                *value = (*sum + 0.5) as u8;
            }
        })
    }

    /// The picture stands from the turn on.
    fn frozen(&self) -> Vec<Frame> {
        let still = &self.live[TURN].luma;
        self.later(|frame, _| frame.luma.clone_from(still))
    }

    /// A pointer and a caliper that wander from frame to frame, and a clock beside the picture.
    fn mark(&self, frame: &mut Frame, number: usize, pointer_at: &mut u64, caliper_at: &mut u64) {
        let [left, top, right, bottom] = self.bounds;
        let wander = |at: &mut u64| {
            *at = at
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            let (across, down) = ((*at >> 33) % 100, (*at >> 45) % 100);
            [
                left + (right - left) * (30 + across as usize * 40 / 100) / 100,
                top + (bottom - top) * (30 + down as usize * 40 / 100) / 100,
            ]
        };
        let [x, y] = wander(pointer_at);
        pointer(frame, x, y);
        let fixed = [(left + right) / 2, (top + bottom) / 2];
        calipers(frame, fixed, wander(caliper_at));
        letters(frame, 4, frame.height - 12, 8, number as u64 / 12, 220);
    }

    fn holds(&self, x: usize, y: usize) -> bool {
        let span = y
            .checked_sub(self.bounds[1])
            .and_then(|row| self.spans.get(row));
        span.is_some_and(|(from, to)| (usize::from(*from)..usize::from(*to)).contains(&x))
    }

    /// Whether a beam there is among the `share` of them that lie in shadow.
    fn shaded(&self, x: usize, y: usize, share: f32, left: bool) -> bool {
        let [l, t, r, b] = self.bounds;
        let deep = y > t + (b - t) / 6;
        let at = (x as f32 - l as f32) / (r - l) as f32;
        let at = if left { at } else { 1.0 - at };
        deep && self.holds(x, y) && at < share
    }

    /// Frames amid the interruption.
    fn interrupted(&self, interruption: Interruption) -> Vec<Frame> {
        let config = Config {
            interruption: Some(interruption),
            ..self.config.clone()
        };
        let mut phantom = Phantom::new(config).expect("a usual phantom");
        // The middle third of 15 s, without its ends.
        let first = 130 + self.first % 80;
        let mut rgb = Vec::new();
        let frames = (0..30).map(|number| {
            let (width, height) = (self.config.width, self.config.height);
            let mut frame = Frame {
                width,
                height,
                ..Frame::default()
            };
            if interruption == Interruption::ColourDoppler {
                phantom.frame_rgb(first + number, &mut rgb);
                frame.luma.extend(rgb.chunks_exact(3).map(luma));
                colourfulness(&rgb, width, height, &mut frame.colour);
            } else {
                phantom.frame(first + number, &mut frame.luma);
            }
            frame
        });
        frames.collect()
    }

    /// The live picture four times, each a quarter; one of them lives.
    fn quad(&self) -> Vec<Frame> {
        let [left, top, right, bottom] = self.bounds;
        let still = self.live[0].clone();
        let mut frames = self.each(|frame, _| {
            let live = frame.clone();
            fill(frame, [left, top, right - left, bottom - top], 0);
            let (w, h) = ((right - left) / 2, (bottom - top) / 2);
            for (k, source) in [&still, &live, &still, &still].into_iter().enumerate() {
                for row in 0..h - 2 {
                    for column in 0..w - 3 {
                        let (x, y) = (left + 2 * column, top + 2 * row);
                        let mean = (0..4).map(|i| {
                            let (x, y) = (x + i % 2, y + i / 2);
                            u32::from(if self.holds(x, y) {
                                source.luma[y * source.width + x]
                            } else {
                                0
                            })
                        });
                        let value = (mean.sum::<u32>() / 4) as u8;
                        let at = (top + k / 2 * h + row) * frame.width + left + k % 2 * w + column;
                        frame.luma[at] = value;
                    }
                }
            }
        });
        frames.truncate(38);
        frames
    }

    /// A page instead of the picture.
    fn page(&self, chance: &mut Chance) -> Vec<Frame> {
        let (kind, word) = (chance.below(4), chance.next());
        self.later(|frame, number| {
            let (w, h) = (frame.width, frame.height);
            let (ground, ink) = [(0, 210), (245, 20), (45, 200), (0, 0)][kind];
            frame.luma.fill(ground);
            for line in 0..24 {
                let y = h / 30 + line * h / 26;
                letters(frame, w / 30, y, w / 14, word + line as u64, ink);
            }
            // A cursor that blinks.
            fill(
                frame,
                [w / 30, h / 2, 6, 8],
                if number % 10 < 5 { ink } else { ground },
            );
        })
    }
}

fn luma(p: &[u8]) -> u8 {
    let sum = 19_595 * u32::from(p[0]) + 38_470 * u32::from(p[1]) + 7_471 * u32::from(p[2]);
    ((sum + 32_768) >> 16) as u8
}

/// As a source fills [`Frame::colour`].
fn colourfulness(rgb: &[u8], width: usize, height: usize, colour: &mut Vec<u8>) {
    for y in (0..height).step_by(COLOUR_BLOCK) {
        for x in (0..width).step_by(COLOUR_BLOCK) {
            let amid = |at: usize, end: usize| (at + COLOUR_BLOCK / 2).min(end - 1);
            let at = 3 * (amid(y, height) * width + amid(x, width));
            let parts = &rgb[at..at + 3];
            let most = parts.iter().max().copied().unwrap_or(0);
            colour.push(most - parts.iter().min().copied().unwrap_or(0));
        }
    }
}
