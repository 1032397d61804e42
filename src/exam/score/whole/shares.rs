//! In which share of a view's frames each structure was found.

use crate::{
    anatomy::{Structure, StructureMap, View},
    detector::Detections,
};

/// From how many frames of a view in one sweep on a share says something: 0.4 s at 25 a second.
pub const FRAMES_MIN: u32 = 10;

/// What was found in the frames of a view.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ViewShares {
    /// How many live frames showed the view, in all sweeps.
    pub frames: u32,
    /// Number of the first of them; it says something only where there are some.
    pub first_frame: u64,
    /// Number of the last.
    pub last_frame: u64,
    found: StructureMap<u32>,
    /// Of the sweeps that show the view in [`FRAMES_MIN`] frames the largest share of each structure.
    best: Option<StructureMap<f32>>,
}

/// What was found in a view in the sweep that goes on.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    frames: u32,
    found: StructureMap<u32>,
}

impl ViewShares {
    /// Shares of a view, as they may come from elsewhere.
    #[must_use]
    pub fn new(frames: u32, shares: StructureMap<f32>) -> Self {
        Self {
            frames,
            best: Some(shares),
            ..Self::default()
        }
    }

    /// In which share of the view's frames a structure was found, 0 to 1: that of the sweep that shows it
    /// best; `None` below [`FRAMES_MIN`] frames.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^24")]
    pub fn share(&self, structure: Structure) -> Option<f32> {
        if self.frames < FRAMES_MIN {
            return None;
        }
        let pooled = self.found[structure] as f32 / self.frames as f32;
        Some(self.best.map_or(pooled, |best| best[structure]))
    }

    #[expect(clippy::cast_precision_loss, reason = "counts far below 2^24")]
    fn offer(&mut self, counts: &Counts) {
        if counts.frames < FRAMES_MIN {
            return;
        }
        let best = self.best.get_or_insert_default();
        for (best, found) in best.0.iter_mut().zip(counts.found.0) {
            *best = best.max(found as f32 / counts.frames as f32);
        }
    }
}

/// The shares of all views of an exam, by the best evidence of its sweeps. Its size is fixed.
#[derive(Clone, Debug, Default)]
pub struct Shares {
    views: [ViewShares; 6],
    now: [Counts; 6],
}

impl Shares {
    /// Takes a live frame in.
    pub fn add(
        &mut self,
        frame: u64,
        view: View,
        structures: &Detections,
        thresholds: &StructureMap<f32>,
    ) {
        let Some(at) = View::SWEEP.into_iter().position(|v| v == view) else {
            return;
        };
        let (all, now) = (&mut self.views[at], &mut self.now[at]);
        if all.frames == 0 {
            all.first_frame = frame;
        }
        all.last_frame = frame;
        all.frames = all.frames.saturating_add(1);
        now.frames = now.frames.saturating_add(1);
        for (structure, found) in structures.iter() {
            // False for what is no number.
            if found.confidence >= thresholds[structure] {
                all.found[structure] = all.found[structure].saturating_add(1);
                now.found[structure] = now.found[structure].saturating_add(1);
            }
        }
    }

    /// Another sweep begins.
    pub fn begin_sweep(&mut self) {
        for (all, now) in self.views.iter_mut().zip(&mut self.now) {
            all.offer(now);
            *now = Counts::default();
        }
    }

    /// The shares as they stand, by the place of the view in [`View::SWEEP`].
    #[must_use]
    pub fn views(&self) -> [ViewShares; 6] {
        let mut views = self.views;
        for (all, now) in views.iter_mut().zip(&self.now) {
            all.offer(now);
        }
        views
    }
}
