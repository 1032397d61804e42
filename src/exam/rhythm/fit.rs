//! Finds the beat in a window, a little in each frame.

use crate::detector::INLET_VALVES;

use super::{
    samples::{SAMPLES_MAX, Samples},
    scan::{STEP_BPM, Scan},
    series::{self, Beat},
    window::Window,
};

/// Peaks of the spectrum that are looked at more closely.
const PEAKS: usize = 3;
/// Two peaks nearer than this many turns over the window are one.
const APART_TURNS: f64 = 1.5;
/// How often the rate is set right at most.
const REFINED_MAX: usize = 3;

/// A beat in a window; whether it may be told is for others to say.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub bpm: f64,
    /// Standard error as the likelihood's curvature has it, beats a minute.
    pub error_bpm: f64,
    /// Logarithm of the likelihood ratio, times the square of the concord.
    pub score: f64,
    /// The same of the next peak that is not twice this rate.
    pub runner_up: f64,
    /// How far the chambers agree, 0 to 1.
    pub concord: f64,
    /// How much better even beats explain the window than uneven ones: logarithm of the likelihood ratio.
    pub evenness: f64,
    /// Half ranges of beat and of twice the beat, logarithm of area.
    pub amplitudes: [f64; 2],
    /// A time at which the ventricles are largest, seconds.
    pub largest: f64,
    /// Evidence that each inlet valve shuts and opens with the beat.
    pub valves: [f64; INLET_VALVES.len()],
}

/// What came out of a window.
#[derive(Clone, Copy, Debug)]
pub(super) struct Outcome {
    /// Time of the window's first and last frame, seconds.
    pub times: [f64; 2],
    /// Their numbers.
    pub frames: [u64; 2],
    /// Live frames a second.
    pub hz: f64,
    pub found: Option<Found>,
}

impl Outcome {
    pub fn span_s(&self) -> f64 {
        self.times[1] - self.times[0]
    }
}

#[derive(Clone, Copy, Debug)]
enum Stage {
    Idle,
    Scan,
    Rank,
    /// How often the rate was set right.
    Refine(usize),
    Judge,
}

/// The work on one window.
#[derive(Clone, Debug)]
pub(super) struct Fit {
    window: Window,
    scan: Scan,
    stage: Stage,
    found: Found,
    beat: Option<Beat>,
}

const NOTHING: Found = Found {
    bpm: 0.0,
    error_bpm: f64::INFINITY,
    score: 0.0,
    runner_up: 0.0,
    concord: 0.0,
    evenness: 0.0,
    amplitudes: [0.0; 2],
    largest: 0.0,
    valves: [0.0; INLET_VALVES.len()],
};

impl Fit {
    pub fn new() -> Self {
        Self {
            window: Window::new(),
            scan: Scan::new(SAMPLES_MAX),
            stage: Stage::Idle,
            found: NOTHING,
            beat: None,
        }
    }

    pub fn is_idle(&self) -> bool {
        matches!(self.stage, Stage::Idle)
    }

    /// Begins with the samples as they are now.
    pub fn begin(&mut self, samples: &Samples) {
        let window = &mut self.window;
        (self.found, self.beat) = (NOTHING, None);
        self.stage = Stage::Idle;
        if window.load(samples) && self.scan.begin(&window.times, &window.u, &window.signal) {
            self.stage = Stage::Scan;
        }
    }

    /// Goes on for as long as a frame may cost; what came out, once it has.
    pub fn step(&mut self) -> Option<Outcome> {
        match self.stage {
            Stage::Idle => {}
            Stage::Scan => {
                if self.scan.advance() {
                    self.stage = Stage::Rank;
                }
            }
            Stage::Rank => {
                if !self.rank() {
                    return Some(self.done(false));
                }
                self.stage = Stage::Refine(0);
            }
            Stage::Refine(times) => match self.refine() {
                Some(true) => self.stage = Stage::Judge,
                Some(false) if times + 1 < REFINED_MAX => self.stage = Stage::Refine(times + 1),
                _ => return Some(self.done(false)),
            },
            Stage::Judge => {
                self.judge();
                return Some(self.done(true));
            }
        }
        None
    }

    fn done(&mut self, found: bool) -> Outcome {
        self.stage = Stage::Idle;
        let Window {
            middle,
            half,
            frames,
            live,
            ..
        } = self.window;
        #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
        let hz = (live - 1) as f64 / (2.0 * half);
        Outcome {
            times: [middle - half, middle + half],
            frames,
            hz,
            found: found.then_some(self.found),
        }
    }

    /// Takes the peak on which likelihood and chambers agree best.
    fn rank(&mut self) -> bool {
        let peaks: [Option<(f64, f64)>; PEAKS] = self.scan.peaks();
        let ranked = peaks.map(|peak| {
            peak.map(|(bpm, likelihood)| {
                let concord = self.window.concord(bpm / 60.0);
                (bpm, likelihood * concord * concord, concord)
            })
        });
        let ranked = || ranked.iter().flatten();
        let better = |best: Option<(f64, f64, f64)>, one: &(f64, f64, f64)| match best {
            Some(best) if best.1 >= one.1 => Some(best),
            _ => Some(*one),
        };
        let Some((bpm, score, concord)) = ranked().fold(None, better) else {
            return false;
        };
        let apart = APART_TURNS * 60.0 / (2.0 * self.window.half);
        let another = |one: &&(f64, f64, f64)| {
            (one.0 - bpm).abs() > apart && (one.0 - 2.0 * bpm).abs() > apart
        };
        let runner_up = ranked()
            .filter(another)
            .fold(0.0, |most, one| one.1.max(most));
        self.found = Found {
            bpm,
            score,
            runner_up,
            concord,
            ..NOTHING
        };
        score > 0.0
    }

    /// Sets the rate right by the likelihood of beat and twice the beat around it: at the summit of the
    /// parabola through three. `Some(true)` where it stays there, `None` where there is no summit.
    #[expect(clippy::cast_precision_loss, reason = "some hundreds")]
    fn refine(&mut self) -> Option<bool> {
        let window = &self.window;
        let step = STEP_BPM / 2.0;
        let at = |bpm: f64| {
            let beat = series::beat(bpm / 60.0, &window.times, &window.u, &window.signal)?;
            let left = (beat.rest / beat.count as f64).max(1e-12);
            Some((-0.5 * beat.count as f64 * libm::log(left), beat))
        };
        let bpm = self.found.bpm;
        let ((low, _), (here, beat), (high, _)) = (at(bpm - step)?, at(bpm)?, at(bpm + step)?);
        let bend = low - 2.0 * here + high;
        if bend >= 0.0 {
            // On a flank: towards the higher side.
            self.found.bpm += if high > low { step } else { -step };
            return Some(false);
        }
        let off = (low - high) / (2.0 * bend) * step;
        self.found.bpm += off.clamp(-2.0 * step, 2.0 * step);
        self.found.error_bpm = step / (-bend).sqrt();
        self.beat = Some(beat);
        Some(off.abs() <= step)
    }

    fn judge(&mut self) {
        let hz = self.found.bpm / 60.0;
        let window = &self.window;
        self.found.evenness = window.evenness(hz);
        self.found.concord = window.concord(hz);
        if let Some(beat) = self.beat {
            let [.., c1, s1, c2, s2] = beat.coefficients;
            let long = |c: f64, s: f64| (c * c + s * s).sqrt();
            self.found.amplitudes = [long(c1, s1), long(c2, s2)];
            let turn = libm::atan2(s1, c1) / core::f64::consts::TAU;
            let largest = turn / hz;
            self.found.largest = window.middle + largest;
            self.found.valves =
                core::array::from_fn(|k| window.valve(k, hz, largest).unwrap_or(0.0));
        }
    }
}
