//! Where a sweep shows a plane best.

use std::ops::Range;

use super::{FRAMES, Plane, evidence::steps};
use crate::anatomy::StructureMap;

/// The 20 frames in a row that show the structures of a plane most strongly, the first of several
/// equal ones; `None` where there are fewer than 20 frames.
///
/// It does not ask for the view first: views are told from the very structures that may be missing.
#[must_use]
pub fn strongest_window(plane: Plane, frames: &[StructureMap<f32>]) -> Option<Range<usize>> {
    let shown = |frame: &StructureMap<f32>| -> u64 {
        plane.structures().iter().map(|s| steps(frame[*s])).sum()
    };
    let strengths: Vec<u64> = frames.iter().map(shown).collect();
    let (mut best, mut best_sum) = (0, strengths.get(..FRAMES)?.iter().sum::<u64>());
    let mut sum = best_sum;
    for (from, to) in (FRAMES..strengths.len()).enumerate() {
        sum = sum + strengths[to] - strengths[from];
        if sum > best_sum {
            (best, best_sum) = (from + 1, sum);
        }
    }
    Some(best..best + FRAMES)
}
