//! Rate, evenness and phase of the heartbeat, from the sizes of the chambers.
//!
//! Ventricles are largest when atria are smallest. The signal is the mean logarithm of the ventricles'
//! boxes less that of the atria's, each chamber weighted by how little its box trembles: whatever makes
//! all of them larger is not in it. Of all signals of the boxes it shows the beat best: in four-chamber
//! views of the phantom the beat and its double make up 52 % of its variance, of the ventricles alone
//! 38 %, the atria 28 %, a valve's box and confidence 11 to 25 %, the heart's box 15 %. Its spectrum is the generalised
//! Lomb-Scargle periodogram, which needs no even times: frames may be missing, and pictures that were
//! shown again are no frames here. The peak on which likelihood and chambers agree best is set right by
//! a fit of the beat and its double; the smoothed boxes have no part in it.
//!
//! Any view will do in which a ventricle and an atrium are seen. A rate is withheld, with the reason,
//! rather than guessed. It is not a diagnosis of a rhythm.

mod evenness;
mod fit;
mod samples;
mod scan;
mod series;
mod solve;
mod window;

use std::time::Duration;

use crate::{
    anatomy::StructureMap,
    detector::{Detections, ValveLines},
};
use fit::{Fit, Found, Outcome};
use samples::Samples;

/// The least time of steady chambers for a rate (clinical practice: 3 to 5 s).
pub const SPAN_MIN: Duration = Duration::from_secs(3);
/// The least for a phase alone, by which frames are chosen: three beats at 120 a minute.
const PHASE_SPAN_MIN_S: f64 = 1.5;
/// The least new pictures a second: 25 (the rule for rates from video), of which one in ten may be
/// missing. Twice 240 beats a minute is then still below half of it.
pub const PICTURES_MIN_HZ: f64 = 22.5;
/// Rates that are told, beats a minute.
pub const BPM: [f64; 2] = [60.0, 240.0];
/// From this regularity on beats are called even: seven times as likely as beats that differ by 15 %. On 321 tuning
/// sweeps of the phantom (1000 to 1120, 2001 to 2200) 84 % of the even hearts reach it; of the same pictures with beats
/// stretched and shortened at random by 10 % 41 %, by 15 % 15 %, by 20 % 6 %, by 30 or 40 % 3 %.
pub const REGULAR_MIN: f32 = 0.88;
/// How often a new fit begins.
const FIT_EVERY_S: f64 = 0.25;
/// How long a phase is carried on behind the window that it is from: an error of 3 beats a minute
/// makes it wrong by a twentieth of a beat.
const PHASE_HELD_S: f64 = 1.0;

/// Why there is no rate.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Withheld {
    /// No ventricle and atrium are seen together, or no longer.
    #[default]
    NotSeen,
    /// They are seen for less than [`SPAN_MIN`].
    TooShort,
    /// Fewer new pictures a second than [`PICTURES_MIN_HZ`].
    TooFewFrames,
    /// No one clear and even beat between [`BPM`].
    NotPeriodic,
}

impl Withheld {
    /// Name as in records.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotSeen => "chambers_not_seen",
            Self::TooShort => "too_short",
            Self::TooFewFrames => "too_few_frames",
            Self::NotPeriodic => "not_periodic",
        }
    }

    /// For people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::NotSeen => "no ventricle and atrium seen together",
            Self::TooShort => "chambers seen for less than 3 s",
            Self::TooFewFrames => "fewer than 22 new pictures a second",
            Self::NotPeriodic => "no clear and even beat in the chambers",
        }
    }
}

/// The heartbeat in a window of some seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rhythm {
    /// Beats a minute, 60 to 240; `None` where withheld.
    pub bpm: Option<f64>,
    /// Its standard error, beats a minute; 0 where withheld.
    pub error_bpm: f64,
    /// How evenly beat follows beat, 0 to 1; 0 where withheld: of an even heart and one whose beats differ
    /// by 15 % in length, how likely the even one is. About one half: the boxes tremble too much to tell. Of
    /// [`Heartbeat::best`] it is that of all windows, on average of the log-odds.
    pub regularity: f32,
    /// How clearly this rate stands out, 0 to 1; 0 where withheld.
    pub confidence: f32,
    /// Why there is no rate; `None` where there is one.
    pub withheld: Option<Withheld>,
    /// Whether it was shown that tricuspid and mitral valve shut and open with the beat; false says nothing.
    pub valves_move: [bool; 2],
    /// Numbers of the first and the last frame that it is from.
    pub frames: [u64; 2],
    /// Time between the two.
    pub span: Duration,
}

/// How even the windows with a beat were, whether or not a rate is told of them: the window with the smallest error
/// alone is one that happens to be even.
#[derive(Clone, Copy, Debug, Default)]
struct Evenness {
    sum: f64,
    windows: f64,
}

impl Evenness {
    fn regularity(&self) -> f32 {
        share(self.sum / self.windows.max(1.0))
    }
}

/// The logarithm of a likelihood ratio as a share, 0 to 1.
#[expect(clippy::cast_possible_truncation, reason = "a share")]
fn share(evenness: f64) -> f32 {
    (1.0 / (1.0 + libm::exp(-evenness))) as f32
}

/// When the ventricles are largest.
#[derive(Clone, Copy, Debug)]
struct Pulse {
    hz: f64,
    largest: f64,
    from: f64,
    until: f64,
}

/// Listens to the heartbeat. At most 384 frames of at most 6 s are kept, and a copy of them: below
/// 150 kB, allocated at the start. The work on a window is spread over several frames.
#[derive(Clone, Debug)]
pub struct Heartbeat {
    samples: Samples,
    fit: Fit,
    /// When the last fit began, and whether frames came since.
    begun: Option<f64>,
    fresh: bool,
    seen: bool,
    now: Rhythm,
    best: Rhythm,
    /// By valve, tricuspid first: the frames of the first rhythm in which it moves.
    moved: [Option<[u64; 2]>; 2],
    pulse: Option<Pulse>,
    evenness: Evenness,
}

impl Default for Heartbeat {
    fn default() -> Self {
        let nothing = Rhythm {
            withheld: Some(Withheld::NotSeen),
            ..Rhythm::default()
        };
        Self {
            samples: Samples::new(),
            fit: Fit::new(),
            begun: None,
            fresh: false,
            seen: false,
            now: nothing,
            best: nothing,
            moved: [None; 2],
            pulse: None,
            evenness: Evenness::default(),
        }
    }
}

impl Heartbeat {
    /// Takes a new live picture in, as the detector found it; pictures that are shown again are left
    /// out. `read`: the structures, and the lines across the inlet valves. `thresholds` are the confidences from which a
    /// structure counts as found.
    pub fn observe(
        &mut self,
        time: Duration,
        frame: u64,
        read: (&Detections, &ValveLines),
        thresholds: &StructureMap<f32>,
    ) {
        if self.samples.push(time, frame, read, thresholds) {
            (self.seen, self.fresh) = (true, true);
            if self.best.withheld == Some(Withheld::NotSeen) {
                self.best.withheld = Some(Withheld::TooShort);
            }
        } else {
            self.lose();
        }
        self.work(time.as_secs_f64());
    }

    /// The picture is not live.
    pub fn interrupt(&mut self) {
        self.samples.end();
        self.lose();
        self.work(f64::INFINITY);
    }

    /// The source has ended: what is left to do is done at once.
    pub fn finish(&mut self) {
        while self.fresh || !self.fit.is_idle() {
            self.work(f64::INFINITY);
        }
    }

    /// The chambers are gone: nothing holds for the present.
    fn lose(&mut self) {
        self.seen = false;
        self.pulse = None;
        self.now = Rhythm {
            withheld: Some(Withheld::NotSeen),
            ..Rhythm::default()
        };
    }

    fn work(&mut self, time: f64) {
        if let Some(outcome) = self.fit.step() {
            self.take(&outcome);
        } else if self.fit.is_idle() && self.fresh {
            let due = self
                .begun
                .is_none_or(|begun| !(begun..begun + FIT_EVERY_S).contains(&time));
            // What was seen last counts, too.
            if due || !self.seen {
                self.begun = time.is_finite().then_some(time);
                self.fresh = false;
                self.fit.begin(&self.samples);
            }
        }
    }

    fn take(&mut self, outcome: &Outcome) {
        let rhythm = judged(outcome);
        let with_beat = outcome.found.filter(|f| beats(f, outcome));
        if let Some(found) = with_beat.filter(|_| rhythm.span >= SPAN_MIN) {
            self.evenness.sum += found.evenness;
            self.evenness.windows += 1.0;
        }
        if rhythm.bpm.is_some() {
            let better = self.best.bpm.is_none() || rhythm.error_bpm < self.best.error_bpm;
            if better {
                self.best = rhythm;
            }
            for (moved, now) in self.moved.iter_mut().zip(rhythm.valves_move) {
                *moved = moved.or(now.then_some(rhythm.frames));
            }
        } else if self.best.bpm.is_none() && rhythm.withheld >= self.best.withheld {
            self.best = rhythm;
        }
        if self.best.bpm.is_some() {
            self.best.regularity = self.evenness.regularity();
        }
        if self.seen {
            self.now = rhythm;
            self.pulse = with_beat.map(|f| Pulse {
                hz: f.bpm / 60.0,
                largest: f.largest,
                from: outcome.times[0],
                until: outcome.times[1] + PHASE_HELD_S,
            });
        }
    }

    /// The heartbeat at present: of the last seconds.
    #[must_use]
    pub fn now(&self) -> &Rhythm {
        &self.now
    }

    /// The surest of all that was seen: the one of the smallest error. Where none was to be told, why.
    #[must_use]
    pub fn best(&self) -> &Rhythm {
        &self.best
    }

    /// Whether tricuspid and mitral valve were shown to shut and open with the beat, and in which frames (first and last
    /// number): in a window with a rate, the line across the valve is brighter while the ventricles are emptied and darker
    /// while they fill, more than chance would have it. `None` is no sign of a valve that stands still.
    #[must_use]
    pub fn valves_moved(&self) -> [Option<[u64; 2]>; 2] {
        self.moved
    }

    /// Where in the beat a moment is, 0 to 1: at 0 the ventricles are largest (end of diastole), about
    /// one half is the end of systole. `None` where no beat is known around that time.
    #[must_use]
    pub fn phase(&self, time: Duration) -> Option<f64> {
        let time = time.as_secs_f64();
        let pulse = self.pulse.filter(|p| (p.from..=p.until).contains(&time))?;
        let beats = (time - pulse.largest) * pulse.hz;
        Some(beats - beats.floor())
    }

    /// Whether a moment is near the end of diastole: within a sixth of a beat. `None` as for the phase.
    #[must_use]
    pub fn near_end_diastole(&self, time: Duration) -> Option<bool> {
        self.phase(time)
            .map(|phase| phase.min(1.0 - phase) <= 1.0 / 6.0)
    }
}

/// What a beat has to show to be believed.
struct Proof {
    /// Least logarithm of the likelihood ratio, times the square of the chambers' agreement.
    score: f64,
    /// Least agreement of the chambers.
    concord: f64,
    /// Largest share of the score that another rate may have.
    runner_up: f64,
}

/// In nearly nine of ten sweeps of the phantom a rate is told with this, 95 of a hundred within one beat a
/// minute (docs/exams.md).
const PROOF: Proof = Proof {
    score: 10.0,
    concord: 0.8,
    runner_up: 0.5,
};
/// Below this rate, beats a minute, there is more to prove: hands tremble and fetuses breathe at 0.6 to
/// 1.4 a second, and the plane that they move cuts ventricles and atria unlike.
const SLOW_BPM: f64 = 100.0;
const PROOF_OF_SLOW: Proof = Proof {
    score: 20.0,
    concord: 0.9,
    runner_up: 0.33,
};
/// Largest standard error, beats a minute: half of what a rate may be wrong.
const ERROR_MAX_BPM: f64 = 1.5;
/// Least evenness, logarithm of the likelihood ratio: where beats are more likely uneven, one rate does not stand for
/// them.
const EVENNESS_MIN: f64 = 0.5;
/// Least evidence that a valve opens. On 108 tuning sweeps of the phantom (1000 to 1120) rates at which no heart beats reach 5
/// in one of 50 valves, 14 at most; at the heart's rate four in five valves reach 15.
const VALVE_MIN: f64 = 10.0;

/// Whether there is a beat at all: enough to choose frames by.
fn beats(found: &Found, outcome: &Outcome) -> bool {
    let proof = if found.bpm < SLOW_BPM {
        PROOF_OF_SLOW
    } else {
        PROOF
    };
    outcome.hz >= PICTURES_MIN_HZ
        && outcome.span_s() >= PHASE_SPAN_MIN_S
        && (BPM[0]..=BPM[1]).contains(&found.bpm)
        && found.score >= proof.score
        && found.concord >= proof.concord
        && found.runner_up <= proof.runner_up * found.score
        && found.amplitudes[0] > found.amplitudes[1]
}

/// What may be told of a window.
#[expect(clippy::cast_possible_truncation, reason = "shares")]
fn judged(outcome: &Outcome) -> Rhythm {
    let span = Duration::from_secs_f64(outcome.span_s().max(0.0));
    let of = Rhythm {
        frames: outcome.frames,
        span,
        ..Rhythm::default()
    };
    let withheld = |why| Rhythm {
        withheld: Some(why),
        ..of
    };
    if span < SPAN_MIN {
        return withheld(Withheld::TooShort);
    }
    if outcome.hz < PICTURES_MIN_HZ {
        return withheld(Withheld::TooFewFrames);
    }
    let sure =
        |f: &Found| beats(f, outcome) && f.error_bpm <= ERROR_MAX_BPM && f.evenness >= EVENNESS_MIN;
    let Some(found) = outcome.found.filter(sure) else {
        return withheld(Withheld::NotPeriodic);
    };
    Rhythm {
        bpm: Some(found.bpm),
        error_bpm: found.error_bpm,
        regularity: share(found.evenness),
        confidence: (found.concord * found.concord * (1.0 - found.runner_up / found.score)) as f32,
        withheld: None,
        valves_move: found.valves.map(|evidence| evidence >= VALVE_MIN),
        ..of
    }
}

#[cfg(test)]
mod tests;
