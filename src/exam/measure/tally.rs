//! What all frames say of one quantity.

use super::{BEATS_MIN, FRAMES_MIN, Phase, Quantity, Reading, Why, Withheld, sketch::Sketch};

/// Values of one quantity.
#[derive(Clone, Debug)]
struct Pool {
    sketch: Sketch,
    span: [u64; 2],
    best: (f32, u64),
    confidences: f64,
}

impl Pool {
    fn new(quantity: Quantity) -> Self {
        Self {
            sketch: Sketch::new(quantity.range()),
            span: [0; 2],
            best: (-1.0, 0),
            confidences: 0.0,
        }
    }

    fn add(&mut self, value: f32, number: u64, confidence: f32) {
        if self.sketch.count() == 0 {
            self.span[0] = number;
        }
        self.span[1] = number;
        if confidence > self.best.0 {
            self.best = (confidence, number);
        }
        self.confidences += f64::from(confidence);
        self.sketch.add(value);
    }

    fn reading(&self, beats: Option<u32>) -> Option<Reading> {
        let (value, spread) = self.sketch.median_and_spread()?;
        let frames = self.sketch.count();
        #[expect(clippy::cast_possible_truncation, reason = "a mean, 0 to 1")]
        let confidence = (self.confidences / f64::from(frames)) as f32;
        Some(Reading {
            value,
            spread,
            frames,
            span: self.span,
            best: self.best.1,
            beats,
            confidence,
        })
    }
}

/// What all frames say of one quantity.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    diastole: Pool,
    all: Pool,
    beats: u32,
    last_beat: Option<u64>,
    /// How often each of [`Why`] was the reason that there is no value.
    without: [u32; 5],
}

impl Tally {
    pub fn new(quantity: Quantity) -> Self {
        Self {
            diastole: Pool::new(quantity),
            all: Pool::new(quantity),
            beats: 0,
            last_beat: None,
            without: [0; 5],
        }
    }

    /// Counts a frame that says nothing of it.
    pub fn miss(&mut self, why: Why) {
        let count = &mut self.without[why as usize];
        *count = count.saturating_add(1);
    }

    /// Takes what a frame says of it in.
    pub fn add(&mut self, value: f32, confidence: f32, number: u64, phase: Option<Phase>) {
        if value.is_nan() {
            return;
        }
        self.all.add(value, number, confidence);
        if let Some(phase) = phase.filter(|phase| phase.end_diastole) {
            self.diastole.add(value, number, confidence);
            if self.last_beat != Some(phase.beat) {
                self.last_beat = Some(phase.beat);
                self.beats = self.beats.saturating_add(1);
            }
        }
    }

    /// What was measured, or why it is withheld.
    pub fn reading(&self) -> Result<Reading, Withheld> {
        let reading = if self.beats >= BEATS_MIN {
            self.diastole.reading(Some(self.beats))
        } else {
            self.all.reading(None).filter(|r| r.frames >= FRAMES_MIN)
        };
        reading.ok_or_else(|| self.why())
    }

    fn why(&self) -> Withheld {
        let without = Why::ALL.into_iter().zip(self.without);
        let most = without.max_by_key(|(_, count)| *count);
        match most {
            Some((why, count)) if count > self.all.sketch.count() => match why {
                Why::Missing => Withheld::Missing,
                Why::Chest => Withheld::ViewQuality,
                Why::Angle => Withheld::Angle,
                Why::Front => Withheld::NoFront,
                Why::Cut => Withheld::Cut,
            },
            _ if self.all.sketch.count() == 0 => Withheld::NotShown,
            _ => Withheld::TooFew,
        }
    }
}
